#include "template/builtins.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "support/words.hpp"
#include "template/operators.hpp"

namespace statusgen::jinja {
namespace {

// Built once, never changed: the rows of all tables by name.
template <typename Row>
class Index {
 public:
  explicit Index(std::initializer_list<std::span<const Row>> tables) {
    for (const auto table : tables) {
      for (const Row& row : table) rows_.emplace(row.name, &row);
    }
    for (const auto& [name, row] : rows_) names_.push_back(name);
  }
  const Row* find(std::string_view name) const {
    const auto it = rows_.find(name);
    return it == rows_.end() ? nullptr : it->second;
  }
  std::span<const std::string_view> names() const { return names_; }

 private:
  std::map<std::string_view, const Row*> rows_;
  std::vector<std::string_view> names_;
};

const Index<FilterRow>& filters() {
  static const Index<FilterRow> index{text_filters(), list_filters(), number_filters(), table_filters(), name_filters(), wordwrap_filter(), page_filters(), escapers(), json_escapers()};
  return index;
}

const Index<TestRow>& tests() {
  static const Index<TestRow> index{all_tests()};
  return index;
}

constexpr std::size_t kMaxParameters = 8;

struct Parameters {
  explicit Parameters(std::string_view text) {
    while (!text.empty()) {
      const std::size_t space = std::min(text.find(' '), text.size());
      names[count++] = text.substr(0, space);
      text.remove_prefix(std::min(space + 1, text.size()));
    }
  }
  std::span<const std::string_view> all() const { return {names.data(), count}; }

  std::array<std::string_view, kMaxParameters> names;
  std::size_t count = 0;
};

}  // namespace

std::int64_t Call::integer(std::size_t i, std::int64_t fallback) const {
  if (!given(i)) return fallback;
  if (!arguments[i].is_integral()) site.fail("this argument is an integer, not " + with_article(arguments[i]));
  return arguments[i].as_integer();
}

bool Call::truth(std::size_t i, bool fallback) const { return given(i) ? jinja::truth(site, arguments[i]) : fallback; }

std::string Call::text(std::size_t i, std::string_view fallback) const {
  return given(i) ? site.text(arguments[i]) : std::string(fallback);
}

const Value* Call::keyword(std::string_view name) const {
  const auto it = std::find_if(keywords.begin(), keywords.end(), [&](const auto& k) { return k.first == name; });
  return it == keywords.end() ? nullptr : &it->second;
}

const FilterRow* find_filter(std::string_view name) { return filters().find(name); }
const TestRow* find_test(std::string_view name) { return tests().find(name); }
std::span<const std::string_view> filter_names() { return filters().names(); }
std::span<const std::string_view> test_names() { return tests().names(); }

Value call_filter(const FilterRow& row, const Site& site, const Value& subject, std::span<const Value> arguments, const Keywords& keywords) {
  if (row.variadic) return row.function({site, subject, arguments, keywords});
  if (arguments.empty() && keywords.empty() && row.required == 0) return row.function({site, subject, {}, {}});
  const Parameters parsed(row.parameters);
  const std::span<const std::string_view> parameters = parsed.all();
  if (arguments.size() > parameters.size()) {
    site.fail("the filter " + in_quotes(row.name) + argument_counts(parameters.size(), arguments.size(), row.required < parameters.size()));
  }
  std::array<Value, kMaxParameters> bound;
  std::array<bool, kMaxParameters> given{};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    bound[i] = arguments[i];
    given[i] = true;
  }
  for (const auto& [name, value] : keywords) {
    const auto it = std::find(parameters.begin(), parameters.end(), name);
    if (it == parameters.end()) site.fail("the filter " + in_quotes(row.name) + " has no argument " + in_quotes(name), did_you_mean(name, parameters));
    const auto i = static_cast<std::size_t>(it - parameters.begin());
    if (given[i]) site.fail("the filter " + in_quotes(row.name) + " gets the argument " + in_quotes(name) + " twice");
    bound[i] = value;
    given[i] = true;
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (given[i] && !row.takes_undefined) site.require(bound[i]);
    if (i < row.required && !given[i]) site.fail("the filter " + in_quotes(row.name) + " needs the argument " + in_quotes(parameters[i]));
  }
  return row.function({site, subject, std::span(bound.data(), parameters.size()), {}});
}

bool call_test(const TestRow& row, const Site& site, const Value& subject, std::span<const Value> arguments) {
  if (arguments.size() != row.arguments) {
    site.fail("the test " + in_quotes(row.name) + argument_counts(row.arguments, arguments.size(), false));
  }
  return row.function({site, subject, arguments, {}});
}

std::string argument_counts(std::size_t wanted, std::size_t given, bool at_most) {
  const auto number = [](std::size_t n, const char* none) { return n == 0 ? std::string(none) : std::to_string(n); };
  return std::string(" takes ") + (at_most && wanted > 0 ? "at most " : "") + number(wanted, "no") + (wanted < 2 ? " argument, " : " arguments, ") +
         number(given, "none") + (given < 2 ? " is given" : " are given");
}

std::string escapers_of(Language language, Escapes what) {
  std::vector<std::string_view> names;
  for (const auto table : {json_escapers(), escapers(), name_filters()}) {
    for (const FilterRow& row : table) {
      const bool takes = row.escapes == what || row.escapes == Escapes::anything;
      if (takes && row.serves != kAllLanguages && contains(row.serves, language)) names.push_back(row.name);
    }
  }
  if (names.empty()) names.push_back("safe");
  return list_or(names);
}

}  // namespace statusgen::jinja
