#include "template/operators.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "support/utf8.hpp"
#include "template/runtime.hpp"

namespace statusgen::jinja {
namespace {

[[noreturn]] void overflow(const Site& site) { site.fail("the result does not fit in 64 bits", "use floats for numbers of this size"); }

[[noreturn]] void no_operator(const Site& site, std::string_view op, const Value& a, const Value& b) {
  site.fail(with_article(a) + " and " + with_article(b) + " have no operator " + in_quotes(op),
            op == "+" ? "use ~ to join texts" : "");
}

constexpr std::string_view spelling(Operator op) {
  switch (op) {
    case Operator::add: return "+";
    case Operator::subtract: return "-";
    case Operator::multiply: return "*";
    case Operator::divide: return "/";
    case Operator::floor_divide: return "//";
    case Operator::modulo: return "%";
    case Operator::power: return "**";
    case Operator::less: return "<";
    case Operator::less_equal: return "<=";
    case Operator::greater: return ">";
    case Operator::greater_equal: return ">=";
    default: return "in";
  }
}

Value integer_power(const Site& site, std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) {
    if (base == 0) site.fail("zero has no negative power");
    return Value::number(std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  }
  std::int64_t result = 1;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1 && __builtin_mul_overflow(result, base, &result)) overflow(site);
    if (exponent > 1 && __builtin_mul_overflow(base, base, &base)) overflow(site);
  }
  return Value::integer(result);
}

Value integer_arithmetic(const Site& site, Operator op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  switch (op) {
    case Operator::add:
      if (__builtin_add_overflow(a, b, &result)) overflow(site);
      return Value::integer(result);
    case Operator::subtract:
      if (__builtin_sub_overflow(a, b, &result)) overflow(site);
      return Value::integer(result);
    case Operator::multiply:
      if (__builtin_mul_overflow(a, b, &result)) overflow(site);
      return Value::integer(result);
    case Operator::power: return integer_power(site, a, b);
    default: break;
  }
  if (b == 0) site.fail("division by zero");
  if (op == Operator::divide) return Value::number(static_cast<double>(static_cast<long double>(a) / static_cast<long double>(b)));
  if (a == INT64_MIN && b == -1) {
    if (op == Operator::modulo) return Value::integer(0);
    overflow(site);
  }
  // Python rounds towards minus infinity; the remainder has the sign of the divisor.
  const std::int64_t remainder = a % b;
  const bool adjust = remainder != 0 && (remainder < 0) != (b < 0);
  return Value::integer(op == Operator::modulo ? remainder + (adjust ? b : 0) : a / b - (adjust ? 1 : 0));
}

Value float_arithmetic(const Site& site, Operator op, double a, double b) {
  switch (op) {
    case Operator::add: return Value::number(a + b);
    case Operator::subtract: return Value::number(a - b);
    case Operator::multiply: return Value::number(a * b);
    case Operator::power: {
      if (a == 0 && b < 0) site.fail("zero has no negative power");
      const double result = std::pow(a, b);
      if (std::isnan(result) && !std::isnan(a) && !std::isnan(b)) site.fail("this power is no real number");
      if (std::isinf(result) && !std::isinf(a) && !std::isinf(b)) site.fail("this power is too large");
      return Value::number(result);
    }
    default: break;
  }
  if (b == 0) site.fail("division by zero");
  if (op == Operator::divide) return Value::number(a / b);
  double remainder = std::fmod(a, b);
  double quotient = (a - remainder) / b;
  if (remainder != 0) {
    if ((b < 0) != (remainder < 0)) {
      remainder += b;
      quotient -= 1;
    }
  } else {
    remainder = std::copysign(0.0, b);
  }
  if (op == Operator::modulo) return Value::number(remainder);
  if (quotient == 0) return Value::number(std::copysign(0.0, a / b));
  const double floor = std::floor(quotient);
  return Value::number(quotient - floor > 0.5 ? floor + 1 : floor);
}

Value add_texts(const Site& site, const Value& a, const Value& b) {
  const bool markup = a.is_markup() || b.is_markup();
  site.check_size(a.as_text().size() + b.as_text().size());
  std::string out;
  for (const Value* part : {&a, &b}) {
    markup && !part->is_markup() ? append_html(out, part->as_text()) : void(out += part->as_text());
  }
  return Value::text(std::move(out), a.languages() & b.languages(), markup);
}

Value repeat(const Site& site, const Value& what, std::int64_t times) {
  const std::size_t size = what.is_string() ? what.as_text().size() : what.size();
  const auto count = size == 0 ? 0 : static_cast<std::size_t>(std::max<std::int64_t>(times, 0));
  if (what.is_string()) {
    if (count > 0) site.check_size(what.as_text().size() > SIZE_MAX / count ? SIZE_MAX : what.as_text().size() * count);
    std::string out;
    out.reserve(what.as_text().size() * count);
    for (std::size_t i = 0; i < count; ++i) out += what.as_text();
    return Value::text(std::move(out), what.languages(), what.is_markup());
  }
  if (count > 0) site.check_size(what.size() * sizeof(Value) > SIZE_MAX / count ? SIZE_MAX : what.size() * sizeof(Value) * count);
  List out;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < what.size(); ++j) out.push_back(what.item(j));
  }
  return what.is(Kind::list) ? Value::list(std::move(out)) : Value::tuple(std::move(out));
}

// What can be added, repeated and ordered: not ranges.
bool is_sequence(const Value& value) { return (value.is(Kind::list) && !value.is_range()) || value.is(Kind::tuple); }

// Comparing an undefined value is an error, also one that hides in a list: up to the first items that differ, where
// Python stops. Containers of different types or sizes differ without a look inside.
void require_comparable(const Site& site, const Value& a, const Value& b) {
  site.require(a);
  site.require(b);
  const bool container = is_sequence(a) || a.is(Kind::dict);
  if (!container || a.kind() != b.kind() || a.size() != b.size()) return;
  for (std::size_t i = 0; i < a.size(); ++i) {
    Value other;
    if (is_sequence(a)) other = b.item(i);
    else if (!b.find(a.key_at(i), other)) return;
    require_comparable(site, a.item(i), other);
    if (!equal(a.item(i), other)) return;
  }
}

// -1, 0, 1 for values that have an order.
int order(const Site& site, Operator op, const Value& a, const Value& b) {
  site.require(a);
  site.require(b);
  if (a.is_number() && b.is_number()) {
    const auto exact = [](const Value& v) { return v.is_integral() ? static_cast<long double>(v.as_integer()) : static_cast<long double>(v.as_number()); };
    const long double x = exact(a), y = exact(b);
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;  // 2: not a number, ordered with nothing
  }
  if (a.is_string() && b.is_string()) {
    const int result = a.as_text().compare(b.as_text());
    return result < 0 ? -1 : result > 0 ? 1 : 0;
  }
  if (is_sequence(a) && a.kind() == b.kind()) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
      require_comparable(site, a.item(i), b.item(i));
      if (!equal(a.item(i), b.item(i))) return order(site, op, a.item(i), b.item(i));
    }
    return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
  }
  no_operator(site, spelling(op), a, b);
}

bool is_in(const Site& site, const Value& item, const Value& container) {
  site.require(container);
  if (container.is_string()) {
    site.require(item);
    if (!item.is_string()) site.fail("only a string can be in a string, this is " + with_article(item));
    return container.as_text().find(item.as_text()) != std::string_view::npos;
  }
  if (container.is(Kind::dict)) {
    Value ignored;
    site.require(item);
    if (item.is(Kind::list) || item.is(Kind::dict)) site.fail(with_article(item) + " cannot be a key");
    return container.find(item, ignored);
  }
  const bool generated = container.is(Kind::generator);
  if (!generated && length(site, container) == 0) return false;  // what has items to compare has a length
  if (container.is(Kind::loop)) site.fail("nothing is in a loop", "look into the list that it goes through");
  const std::size_t first = generated ? container.as_generator().next : 0;
  for (std::size_t i = first; i < container.size(); ++i) {
    if (generated) container.as_generator().next = i + 1;  // a generator is read as far as needed
    const Value candidate = container.item(i);
    require_comparable(site, item, candidate);
    if (equal(candidate, item)) return true;
  }
  return false;
}

}  // namespace

bool truth(const Site& site, const Value& value) {
  switch (value.kind()) {
    case Kind::undefined: site.require(value); return false;
    case Kind::none: return false;
    case Kind::boolean:
    case Kind::integer: return value.as_integer() != 0;
    case Kind::number: return value.as_number() != 0;
    case Kind::string: return !value.as_text().empty();
    case Kind::list:
    case Kind::tuple:
    case Kind::dict: return value.size() > 0;
    default: return true;
  }
}

Value arithmetic(const Site& site, Operator op, const Value& a, const Value& b) {
  site.require(a);
  site.require(b);
  if (a.is_integral() && b.is_integral()) return integer_arithmetic(site, op, a.as_integer(), b.as_integer());
  if (a.is_number() && b.is_number()) return float_arithmetic(site, op, a.as_number(), b.as_number());
  if (op == Operator::add && a.is_string() && b.is_string()) return add_texts(site, a, b);
  if (op == Operator::add && is_sequence(a) && a.kind() == b.kind()) {
    List out = items(site, a);
    for (Value& item : items(site, b)) out.push_back(std::move(item));
    return a.is(Kind::list) ? Value::list(std::move(out)) : Value::tuple(std::move(out));
  }
  if (op == Operator::multiply) {
    if ((a.is_string() || is_sequence(a)) && b.is_integral()) return repeat(site, a, b.as_integer());
    if ((b.is_string() || is_sequence(b)) && a.is_integral()) return repeat(site, b, a.as_integer());
  }
  if (op == Operator::modulo && a.is_string()) site.fail("\"%\" on strings is not supported", "use |format");
  no_operator(site, spelling(op), a, b);
}

Value negate(const Site& site, const Value& value) {
  site.require(value);
  if (value.is(Kind::number)) return Value::number(-value.as_number());
  if (!value.is_integral()) site.fail(with_article(value) + " has no sign");
  return integer_arithmetic(site, Operator::subtract, 0, value.as_integer());
}

bool compare(const Site& site, Operator op, const Value& a, const Value& b) {
  switch (op) {
    case Operator::equal:
    case Operator::not_equal:
      require_comparable(site, a, b);
      return equal(a, b) == (op == Operator::equal);
    case Operator::less: return order(site, op, a, b) == -1;
    case Operator::less_equal: return order(site, op, a, b) <= 0;
    case Operator::greater: return order(site, op, a, b) == 1;
    case Operator::greater_equal: {
      const int result = order(site, op, a, b);
      return result == 0 || result == 1;
    }
    case Operator::in: return is_in(site, a, b);
    default: return !is_in(site, a, b);
  }
}

bool less(const Site& site, const Value& a, const Value& b) { return order(site, Operator::less, a, b) == -1; }

Value concatenate(const Site& site, std::span<const Value> parts, bool keep_markup) {
  const bool markup = keep_markup && site.autoescape() && std::any_of(parts.begin(), parts.end(), [](const Value& v) { return v.is_string() && v.is_markup(); });
  std::string out;
  LanguageSet set = kAllLanguages;
  for (const Value& part : parts) {
    set &= languages_of(part);
    if (markup && !(part.is_string() && part.is_markup())) {
      append_html(out, site.text(part));
    } else {
      site.append_text(out, part);
    }
    site.check_size(out.size());
  }
  return Value::text(std::move(out), set, markup);
}

void append_html(std::string& out, std::string_view text) {
  // 0: stands for itself; else the index of its entity.
  static constexpr auto kEntity = [] {
    std::array<unsigned char, 256> table{};
    table['&'] = 1, table['<'] = 2, table['>'] = 3, table['\''] = 4, table['"'] = 5;
    return table;
  }();
  static constexpr std::string_view kEntities[] = {"", "&amp;", "&lt;", "&gt;", "&#39;", "&#34;"};
  // Most text has nothing to escape: blocks are looked at whole, in a loop that compilers vectorize.
  constexpr std::ptrdiff_t kBlock = 16;
  const auto is_plain = [](const char* block) {
    unsigned char found = 0;
    for (std::ptrdiff_t i = 0; i < kBlock; ++i) {
      const char c = block[i];
      found = static_cast<unsigned char>(found | (c == '&') | (c == '<') | (c == '>') | (c == '\'') | (c == '"'));
    }
    return found == 0;
  };
  const char* run = text.data();
  const char* const end = run + text.size();
  for (const char* at = run; at != end; ++at) {
    while (end - at > kBlock && is_plain(at)) at += kBlock;
    const unsigned char entity = kEntity[static_cast<unsigned char>(*at)];
    if (entity == 0) continue;
    out.append(run, at);
    out += kEntities[entity];
    run = at + 1;
  }
  out.append(run, end);
}

Value escaped(const Site& site, const Value& value) {
  if (value.is_string() && value.is_markup()) return value;
  std::string out;
  append_html(out, site.text(value));
  return Value::text(std::move(out), languages(Language::html, Language::xml, Language::svg), true);
}

LanguageSet languages_of(const Value& value) {
  if (value.is_string()) return value.languages();
  return value.is(Kind::integer) || value.is(Kind::number) || value.is_undefined() ? kAllLanguages : kNoLanguage;
}

}  // namespace statusgen::jinja
