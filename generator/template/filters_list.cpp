// Filters on lists and dicts, with the results of Jinja2's filters.py.
#include <algorithm>

#include "support/utf8.hpp"
#include "template/builtins.hpp"
#include "template/letter_case.hpp"
#include "template/operators.hpp"
#include "template/runtime.hpp"

namespace statusgen::jinja {
namespace {

// What an attribute argument names in every item: "a.b.0", or an integer for one step.
class AttributePath {
 public:
  AttributePath(const Call& call, const Value& path) : call_(call) {
    if (path.is_integral()) {
      steps_.push_back({path, 0});
      return;
    }
    const std::string text = call.site.text(path);
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t dot = std::min(text.find('.', begin), text.size());
      const std::string step = text.substr(begin, dot - begin);
      const bool number = !step.empty() && step.size() < 18 && std::all_of(step.begin(), step.end(), is_digit);
      steps_.push_back({number ? Value::integer(std::stoll(step)) : Value::text(step), 0});
      begin = dot + 1;
    }
  }

  Value of(const Value& item, const Value* fallback = nullptr) {
    Value at = item;
    for (Step& step : steps_) {
      call_.site.require(at);
      at = step.key.is_string() ? attribute(call_.site, at, step.key.as_text(), step.hint) : subscript(call_.site, at, step.key);
      if (at.is_undefined() && fallback != nullptr && !fallback->is(Kind::none)) at = *fallback;
    }
    return at;
  }

 private:
  struct Step {
    Value key;
    std::uint32_t hint;  // where the key was found in the item before
  };
  const Call& call_;
  std::vector<Step> steps_;
};

// The path in that argument, if there is one.
std::optional<AttributePath> path_argument(const Call& call, std::size_t i) {
  if (!call.given(i) || call.arguments[i].is(Kind::none)) return {};
  return AttributePath(call, call.arguments[i]);
}

// Strings compare without case unless the filter says otherwise.
Value folded(const Call& call, const Value& value, bool case_sensitive) {
  if (case_sensitive || !value.is_string()) return value;
  std::string refused;
  std::optional<std::string> out = to_case(value.as_text(), LetterCase::lower, refused);
  if (!out) call.site.fail("the case of " + in_quotes(refused) + " is not known here", "compare with case_sensitive=true");
  return Value::text(std::move(*out));
}

void stable_sort_by(const Call& call, List& values, const std::vector<Value>& keys, bool reverse) {
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return reverse ? less(call.site, keys[b], keys[a]) : less(call.site, keys[a], keys[b]);
  });
  List sorted;
  for (const std::size_t i : order) sorted.push_back(values[i]);
  values = std::move(sorted);
}

bool reversed(const Call& call, std::size_t i) {
  if (call.given(i) && !call.arguments[i].is_integral()) call.site.fail("reverse is true or false, not " + with_article(call.arguments[i]));
  return call.truth(i, false);
}

Value sort(const Call& call) {
  List values = items(call.site, call.subject);
  const bool case_sensitive = call.truth(1, false);
  const bool by_attribute = call.given(2) && !call.arguments[2].is(Kind::none);
  std::vector<AttributePath> paths;  // "a,b": by a, then by b
  if (by_attribute && call.arguments[2].is_integral()) paths.emplace_back(call, call.arguments[2]);
  if (by_attribute && paths.empty()) {
    const std::string text = call.text(2, "");
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t comma = std::min(text.find(',', begin), text.size());
      paths.emplace_back(call, Value::text(text.substr(begin, comma - begin)));
      begin = comma + 1;
    }
  }
  std::vector<Value> keys;
  for (const Value& value : values) {
    List parts;
    for (AttributePath& path : paths) parts.push_back(folded(call, path.of(value), case_sensitive));
    keys.push_back(by_attribute ? Value::list(std::move(parts)) : folded(call, value, case_sensitive));
  }
  stable_sort_by(call, values, keys, reversed(call, 0));
  return Value::list(std::move(values));
}

Value dictsort(const Call& call) {
  if (!call.subject.is(Kind::dict)) call.site.fail("dictsort takes a dict, this is " + with_article(call.subject));
  const std::string by = call.text(1, "key");
  if (by != "key" && by != "value") call.site.fail("dictsort sorts by \"key\" or \"value\", not by " + in_quotes(by));
  List pairs;
  std::vector<Value> keys;
  for (std::size_t i = 0; i < call.subject.size(); ++i) {
    pairs.push_back(Value::tuple({call.subject.key_at(i), call.subject.item(i)}));
    keys.push_back(folded(call, by == "key" ? call.subject.key_at(i) : call.subject.item(i), call.truth(0, false)));
  }
  stable_sort_by(call, pairs, keys, reversed(call, 2));
  return Value::list(std::move(pairs));
}

Value unique(const Call& call) {
  List out;
  List seen;
  std::optional<AttributePath> path = path_argument(call, 1);
  for (Value& value : items(call.site, call.subject)) {
    Value key = folded(call, path ? path->of(value) : value, call.truth(0, false));
    call.site.require(key);
    if (key.is(Kind::list) || key.is(Kind::dict)) call.site.fail(with_article(key) + " cannot be compared by unique");
    if (std::any_of(seen.begin(), seen.end(), [&](const Value& other) { return equal(other, key); })) continue;
    seen.push_back(std::move(key));
    out.push_back(std::move(value));
  }
  return Value::generator(std::move(out));
}

Value extreme(const Call& call, bool greatest) {
  const List values = items(call.site, call.subject);
  if (values.empty()) return Value::undefined(std::make_shared<const UndefinedOrigin>(UndefinedOrigin{Value(), "the first item of an empty list"}));
  std::optional<AttributePath> path = path_argument(call, 1);
  const auto key = [&](const Value& v) { return folded(call, path ? path->of(v) : v, call.truth(0, false)); };
  std::size_t best = 0;
  Value best_key = key(values[0]);
  for (std::size_t i = 1; i < values.size(); ++i) {
    Value candidate = key(values[i]);
    if (greatest ? compare(call.site, Operator::greater, candidate, best_key) : less(call.site, candidate, best_key)) {
      best = i;
      best_key = std::move(candidate);
    }
  }
  return values[best];
}
Value min(const Call& call) { return extreme(call, false); }
Value max(const Call& call) { return extreme(call, true); }

Value first(const Call& call) {
  if (call.subject.is(Kind::generator)) {  // read no further than needed
    Generator& generator = call.subject.as_generator();
    if (generator.next < generator.items.size()) return generator.items[generator.next++];
  }
  List values = items(call.site, call.subject);
  if (!values.empty()) return values.front();
  return Value::undefined(std::make_shared<const UndefinedOrigin>(UndefinedOrigin{Value(), "the first item of an empty list"}));
}

Value last(const Call& call) {
  if (call.subject.is(Kind::generator)) call.site.fail("what map, select and batch give has no last item", "make it a list first: |list|last");
  const List values = items(call.site, call.subject);
  if (values.empty()) return Value::undefined(std::make_shared<const UndefinedOrigin>(UndefinedOrigin{Value(), "the last item of an empty list"}));
  return call.subject.is_string() ? values.back().with_languages(values.back().languages(), call.subject.is_markup()) : values.back();
}

Value list(const Call& call) { return Value::list(items(call.site, call.subject)); }

Value length_filter(const Call& call) { return Value::integer(static_cast<std::int64_t>(length(call.site, call.subject))); }

Value reverse(const Call& call) {
  List values = items(call.site, call.subject);
  std::reverse(values.begin(), values.end());
  // Python reverses what has a length without making a list of it.
  if (!call.subject.is_string()) return call.subject.is(Kind::generator) ? Value::list(std::move(values)) : Value::generator(std::move(values));
  std::string out;
  for (const Value& character : values) out += character.as_text();
  return Value::text(std::move(out), kNoLanguage, call.subject.is_markup());
}

Value join(const Call& call) {
  const Value separator = call.given(0) ? call.arguments[0] : Value::text("", kAllLanguages);
  List values = items(call.site, call.subject);
  if (std::optional<AttributePath> path = path_argument(call, 1)) {
    for (Value& value : values) value = path->of(value);
  }
  const auto is_markup = [](const Value& v) { return v.is_string() && v.is_markup(); };
  const bool markup = call.site.autoescape() && (is_markup(separator) || std::any_of(values.begin(), values.end(), is_markup));
  std::string out;
  LanguageSet set = values.size() > 1 ? languages_of(separator) : kAllLanguages;
  const auto append = [&](const Value& value) {
    markup && !is_markup(value) ? append_html(out, call.site.text(value)) : call.site.append_text(out, value);
    call.site.check_size(out.size());
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) append(separator);
    append(values[i]);
    set &= languages_of(values[i]);
  }
  return Value::text(std::move(out), set, markup);
}

Value sum(const Call& call) {
  Value total = call.given(1) ? call.arguments[1] : Value::integer(0);
  std::optional<AttributePath> path = path_argument(call, 0);
  for (Value& value : items(call.site, call.subject)) {
    if (path) value = path->of(value);
    if (total.is_string()) call.site.fail("sum adds numbers, not texts", "use |join");
    total = arithmetic(call.site, Operator::add, total, value);
  }
  return total;
}

Value batch(const Call& call) {
  const std::int64_t size = call.integer(0, 0);
  List out, row;
  for (Value& value : items(call.site, call.subject)) {
    if (static_cast<std::int64_t>(row.size()) == size) out.push_back(Value::list(std::exchange(row, {})));
    row.push_back(std::move(value));
  }
  if (!row.empty()) {
    const bool fill = call.given(1) && !call.arguments[1].is(Kind::none);
    call.site.check_size(static_cast<std::size_t>(std::max<std::int64_t>(size, 0)));
    while (fill && static_cast<std::int64_t>(row.size()) < size) row.push_back(call.arguments[1]);
    out.push_back(Value::list(std::move(row)));
  }
  return Value::generator(std::move(out));
}

Value slice_filter(const Call& call) {
  const List values = items(call.site, call.subject);
  const std::int64_t slices = call.integer(0, 0);
  if (slices == 0) call.site.fail("slice needs at least one slice");
  const auto count = static_cast<std::int64_t>(values.size());
  call.site.check_size(static_cast<std::size_t>(std::max<std::int64_t>(slices, 0)));
  const bool fill = call.given(1) && !call.arguments[1].is(Kind::none);
  const std::int64_t per_slice = slices > 0 ? count / slices : 0, extra = slices > 0 ? count % slices : 0;
  List out;
  std::int64_t begin = 0;
  for (std::int64_t i = 0; i < slices; ++i) {
    const std::int64_t end = begin + per_slice + (i < extra ? 1 : 0);
    List part(values.begin() + begin, values.begin() + end);
    if (fill && i >= extra) part.push_back(call.arguments[1]);
    out.push_back(Value::list(std::move(part)));
    begin = end;
  }
  return Value::generator(std::move(out));
}

Value groupby(const Call& call) {
  List values = items(call.site, call.subject);
  const bool case_sensitive = call.truth(2, false);
  const Value* fallback = call.given(1) && !call.arguments[1].is(Kind::none) ? &call.arguments[1] : nullptr;
  AttributePath path(call, call.arguments[0]);
  std::vector<Value> keys;
  for (const Value& value : values) {
    keys.push_back(folded(call, path.of(value, fallback), case_sensitive));
    if (values.size() > 1) call.site.require(keys.back());
  }
  stable_sort_by(call, values, keys, false);
  List out;
  List group;
  Value group_key;
  const auto close = [&] {
    if (group.empty()) return;
    Value label = path.of(group.front(), fallback);
    out.push_back(Value::group(std::move(label), Value::list(std::exchange(group, {}))));
  };
  for (Value& value : values) {
    Value key = folded(call, path.of(value, fallback), case_sensitive);
    if (!group.empty() && !equal(key, group_key)) close();
    group_key = std::move(key);
    group.push_back(std::move(value));
  }
  close();
  return Value::list(std::move(out));
}

Value items_filter(const Call& call) {
  if (call.subject.is_undefined()) return Value::generator({});
  if (!call.subject.is(Kind::dict)) call.site.fail("items takes a dict, this is " + with_article(call.subject));
  List out;
  for (std::size_t i = 0; i < call.subject.size(); ++i) out.push_back(Value::tuple({call.subject.key_at(i), call.subject.item(i)}));
  return Value::generator(std::move(out));
}

Value map(const Call& call) {
  // Whatever is false counts as empty, and then nothing else is looked at.
  if (!truth(call.site, call.subject)) return Value::generator({});
  List values = items(call.site, call.subject);
  if (call.arguments.empty()) {
    const Value* path = call.keyword("attribute");
    const Value* fallback = call.keyword("default");
    if (path == nullptr) call.site.fail("map needs the name of a filter or attribute=…");
    AttributePath attribute_path(call, *path);
    for (Value& value : values) value = attribute_path.of(value, fallback);
    return Value::generator(std::move(values));
  }
  const FilterRow* row = find_filter(call.text(0, ""));
  if (row == nullptr) call.site.fail("there is no filter " + in_quotes(call.text(0, "")));
  const Keywords keywords(call.keywords.begin(), call.keywords.end());
  for (Value& value : values) {
    if (!row->takes_undefined) call.site.require(value);
    value = call_filter(*row, call.site, Value(value), call.arguments.subspan(1), keywords);
  }
  return Value::generator(std::move(values));
}

Value selected(const Call& call, bool by_attribute, bool wanted) {
  if (!truth(call.site, call.subject)) return Value::generator({});
  if (!call.keywords.empty()) call.site.fail("this filter takes no named arguments");
  const std::size_t test_at = by_attribute ? 1 : 0;
  if (by_attribute && call.arguments.empty()) call.site.fail("this filter needs the name of an attribute");
  const TestRow* row = nullptr;
  if (call.arguments.size() > test_at) {
    row = find_test(call.text(test_at, ""));
    if (row == nullptr) call.site.fail("there is no test " + in_quotes(call.text(test_at, "")));
  }
  List out;
  std::optional<AttributePath> path;
  if (by_attribute) path.emplace(call, call.arguments[0]);
  for (Value& item : items(call.site, call.subject)) {
    const Value value = path ? path->of(item) : item;
    bool holds = false;
    if (row == nullptr) {
      holds = truth(call.site, value);
    } else {
      if (!row->takes_undefined) call.site.require(value);
      holds = call_test(*row, call.site, value, call.arguments.subspan(test_at + 1));
    }
    if (holds == wanted) out.push_back(std::move(item));
  }
  return Value::generator(std::move(out));
}
Value select(const Call& call) { return selected(call, false, true); }
Value reject(const Call& call) { return selected(call, false, false); }
Value selectattr(const Call& call) { return selected(call, true, true); }
Value rejectattr(const Call& call) { return selected(call, true, false); }

Value fallback(const Call& call) {
  const bool absent = call.subject.is_undefined() || (call.truth(1, false) && !truth(call.site, call.subject));
  if (!absent) return call.subject;
  return call.given(0) ? call.arguments[0] : Value::text("", kAllLanguages);
}

constexpr FilterRow kFilters[] = {
    {"sort", sort, "reverse case_sensitive attribute"}, {"dictsort", dictsort, "case_sensitive by reverse"},
    {"unique", unique, "case_sensitive attribute"}, {"min", min, "case_sensitive attribute"}, {"max", max, "case_sensitive attribute"},
    {"first", first}, {"last", last}, {"list", list}, {"length", length_filter}, {"count", length_filter}, {"reverse", reverse},
    {"join", join, "d attribute"}, {"sum", sum, "attribute start"}, {"batch", batch, "linecount fill_with", 1},
    {"slice", slice_filter, "slices fill_with", 1}, {"groupby", groupby, "attribute default case_sensitive", 1},
    {"items", items_filter, {}, 0, false, true}, {"map", map, {}, 0, true}, {"select", select, {}, 0, true},
    {"reject", reject, {}, 0, true}, {"selectattr", selectattr, {}, 0, true}, {"rejectattr", rejectattr, {}, 0, true},
    {"default", fallback, "default_value boolean", 0, false, true}, {"d", fallback, "default_value boolean", 0, false, true},
};

}  // namespace

std::span<const FilterRow> list_filters() { return kFilters; }

}  // namespace statusgen::jinja
