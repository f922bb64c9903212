// Filters on numbers, and those that read numbers from texts or write them into one.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "support/utf8.hpp"
#include "template/builtins.hpp"
#include "template/lexer.hpp"
#include "template/operators.hpp"
#include "template/runtime.hpp"

namespace statusgen::jinja {
namespace {

// The digits and spaces of all scripts as ASCII ones.
std::string in_ascii(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    const std::optional<int> digit = decimal_digit(c.value);
    if (digit) {
      out += static_cast<char>('0' + *digit);
    } else if (c.length > 1 && space_length(text, i) > 0) {
      out += ' ';
    } else {
      out += text.substr(i, c.length);
    }
    i += c.length;
  }
  return out;
}

// Digits as Python's int() and float() take them: single underscores between digits, and around them white space, but not
// the separators U+001C to U+001F.
std::optional<std::string> clean_number(std::string_view given, bool letters) {
  constexpr std::string_view kSpaces = " \t\n\v\f\r";
  std::string text = in_ascii(given);
  text.erase(text.find_last_not_of(kSpaces) + 1);
  text.erase(0, std::min(text.find_first_not_of(kSpaces), text.size()));
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out += text[i];
      continue;
    }
    const auto digit = [&](char c) { return letters ? is_alnum(c) : is_digit(c); };
    const bool between = i > 0 && i + 1 < text.size() && digit(text[i - 1]) && digit(text[i + 1]);
    if (!between) return {};
  }
  if (out.starts_with('+') && out.size() > 1 && out[1] != '-') out.erase(0, 1);
  return out;
}

std::optional<double> read_float(std::string_view text) {
  const std::optional<std::string> digits = clean_number(text, false);
  if (!digits || digits->empty() || digits->find('(') != std::string::npos) return {};
  double value = 0;
  const auto [end, error] = std::from_chars(digits->data(), digits->data() + digits->size(), value);
  if (end != digits->data() + digits->size() || error == std::errc::invalid_argument) return {};
  if (error == std::errc::result_out_of_range) return std::strtod(digits->c_str(), nullptr);
  return value;
}

enum class Read { no, yes, too_large };

Read read_integer(std::string_view text, std::int64_t base, std::int64_t& value) {
  std::optional<std::string> digits = clean_number(text, base == 0 || base > 10);
  if (!digits) return Read::no;
  const bool negative = digits->starts_with('-');
  std::string_view rest = std::string_view(*digits).substr(negative ? 1 : 0);
  const char mark = rest.size() > 1 && rest[0] == '0' ? to_lower(rest[1]) : ' ';
  const std::int64_t marked = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
  if (marked != 0 && (base == marked || base == 0)) {
    rest = rest.substr(2);
    base = marked;
  } else if (base == 0) {
    base = 10;
  }
  std::uint64_t magnitude = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), magnitude, static_cast<int>(base));
  if (rest.empty() || end != rest.data() + rest.size() || error == std::errc::invalid_argument) return Read::no;
  if (error != std::errc() || magnitude > static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0)) return Read::too_large;
  value = static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
  return Read::yes;
}

Value to_integer(const Call& call, double number, const Value& fallback) {
  if (std::isnan(number)) return fallback;
  if (std::fabs(number) >= 9223372036854775808.0) call.site.fail("this number does not fit in 64 bits");
  return Value::integer(static_cast<std::int64_t>(number));
}

Value int_filter(const Call& call) {
  const Value fallback = call.given(0) ? call.arguments[0] : Value::integer(0);
  const std::int64_t base = call.integer(1, 10);
  const Value& subject = call.subject;
  if (subject.is_undefined()) call.site.fail_undefined(subject);
  if (subject.is_integral()) return Value::integer(subject.as_integer());
  if (subject.is(Kind::number)) return to_integer(call, subject.as_number(), fallback);
  if (!subject.is_string()) return fallback;
  std::int64_t value = 0;
  const bool is_base = base == 0 || (base >= 2 && base <= 36);
  const Read read = is_base ? read_integer(subject.as_text(), base, value) : Read::no;
  if (read == Read::too_large) call.site.fail("this number does not fit in 64 bits");
  if (read == Read::yes) return Value::integer(value);
  const std::optional<double> number = read_float(subject.as_text());
  return number ? to_integer(call, *number, fallback) : fallback;
}

Value float_filter(const Call& call) {
  const Value fallback = call.given(0) ? call.arguments[0] : Value::number(0.0);
  if (call.subject.is_undefined()) call.site.fail_undefined(call.subject);
  if (call.subject.is_number()) return Value::number(call.subject.as_number());
  if (!call.subject.is_string()) return fallback;
  const std::optional<double> number = read_float(call.subject.as_text());
  return number ? Value::number(*number) : fallback;
}

Value abs_filter(const Call& call) {
  if (!call.subject.is_number()) call.site.fail("abs takes a number, this is " + with_article(call.subject));
  if (call.subject.is(Kind::number)) return Value::number(std::fabs(call.subject.as_number()));
  return call.subject.as_integer() < 0 ? negate(call.site, call.subject) : Value::integer(call.subject.as_integer());
}

double read_back(const char* begin, const char* end) {
  double out = 0;
  std::from_chars(begin, end, out);
  return out;
}

// To a multiple of 10^power, which is at least 10: as many significant digits as stand before it.
double round_to_power(double number, std::int64_t power) {
  char buffer[400];
  const auto shown = std::to_chars(buffer, buffer + sizeof buffer - 1, number, std::chars_format::scientific);
  *shown.ptr = '\0';
  const std::int64_t exponent = std::strtoll(std::find(buffer, shown.ptr, 'e') + 1, nullptr, 10);
  if (exponent + 1 < power) return std::copysign(0.0, number);
  if (exponent + 1 == power) {  // all digits go: up or down?
    const std::string half = "5e" + std::to_string(exponent), whole = "1e" + std::to_string(power);
    return std::fabs(number) > read_back(half.data(), half.data() + half.size()) ? std::copysign(read_back(whole.data(), whole.data() + whole.size()), number) : std::copysign(0.0, number);
  }
  const auto rounded = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific, static_cast<int>(exponent - power));
  return read_back(buffer, rounded.ptr);
}

// Python's round(): the decimal expansion of the exact binary value, halves to even.
double round_half_even(double number, std::int64_t digits) {
  if (!std::isfinite(number) || digits > 323) return number;
  if (digits < -308) return std::copysign(0.0, number);
  if (digits < 0) return round_to_power(number, -digits);
  char buffer[1100];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed, static_cast<int>(digits));
  return read_back(buffer, end);
}

// round(1250, -2) is 1200: halves to even here too.
std::int64_t round_integer(const Call& call, std::int64_t number, std::int64_t digits) {
  if (digits >= 0) return number;
  if (digits < -18) return 0;
  std::int64_t power = 1;
  for (std::int64_t i = 0; i < -digits; ++i) power *= 10;
  const std::int64_t rest = number % power;
  std::int64_t quotient = number / power;
  const std::int64_t twice = 2 * (rest < 0 ? -rest : rest);
  if (twice > power || (twice == power && quotient % 2 != 0)) quotient += number < 0 ? -1 : 1;
  std::int64_t out = 0;
  if (__builtin_mul_overflow(quotient, power, &out)) call.site.fail("the result does not fit in 64 bits");
  return out;
}

Value round_filter(const Call& call) {
  if (!call.subject.is_number()) call.site.fail("round takes a number, this is " + with_article(call.subject));
  const std::int64_t precision = call.integer(0, 0);
  const std::string method = call.text(1, "common");
  if (method != "common" && method != "ceil" && method != "floor") call.site.fail("round knows \"common\", \"ceil\" and \"floor\"");
  if (method == "common" && call.subject.is_integral()) {
    return Value::integer(round_integer(call, call.subject.as_integer(), precision));
  }
  const double number = call.subject.as_number();
  if (method == "common") return Value::number(round_half_even(number, precision));
  if (!std::isfinite(number)) call.site.fail("this number is not finite");
  if (call.subject.is_integral() && precision >= 0) return Value::number(number);
  const double power = std::pow(10.0, static_cast<double>(precision));
  if (!std::isfinite(number * power)) call.site.fail("this number cannot be rounded to that precision");
  const double whole = method == "ceil" ? std::ceil(number * power) : std::floor(number * power);
  return Value::number(whole == 0 ? 0.0 : whole / power);  // Python goes through an integer, which has no negative zero
}

// printf-style formatting as Python's % knows it, for %s, %d, %i, %f, %x, %X, %o, %e, %g and %%.
class Formatter {
 public:
  Formatter(const Call& call, std::string_view format, bool markup) : call_(call), format_(format), markup_(markup) {}

  std::string run() {
    std::string out;
    for (std::size_t i = 0; i < format_.size(); ++i) {
      if (format_[i] != '%') {
        out += format_[i];
      } else {
        i = directive(i + 1, out);
      }
      call_.site.check_size(out.size());
    }
    if (next_ < call_.arguments.size()) call_.site.fail("the format has no place for all arguments");
    return out;
  }

  LanguageSet languages() const { return set_; }

 private:
  std::size_t directive(std::size_t i, std::string& out) {
    const Value* value = nullptr;
    if (i < format_.size() && format_[i] == '(') {
      const std::size_t close = std::min(format_.find(')', i), format_.size());
      value = call_.keyword(format_.substr(i + 1, close - i - 1));
      if (value == nullptr) call_.site.fail("the format names an argument that is not given: " + in_quotes(format_.substr(i + 1, close - i - 1)));
      i = close + 1;
    }
    std::string flags;
    while (i < format_.size() && std::string_view("-+ 0#").find(format_[i]) != std::string_view::npos) flags += format_[i++];
    std::size_t width = 0;
    if (i < format_.size() && format_[i] == '*') {
      const std::int64_t given = star();
      if (given < 0) flags += '-';
      width = static_cast<std::size_t>(given < 0 ? -given : given);
      ++i;
    } else {
      width = digits(i);
    }
    std::optional<std::size_t> precision;
    if (i < format_.size() && format_[i] == '.') {
      if (++i < format_.size() && format_[i] == '*') {
        precision = static_cast<std::size_t>(std::max<std::int64_t>(star(), 0));
        ++i;
      } else {
        precision = digits(i);
      }
    }
    if (i >= format_.size()) call_.site.fail("the format ends inside a directive");
    const char type = format_[i];
    if (type == '%') {
      out += '%';
      return i;
    }
    if (value == nullptr) {
      if (next_ >= call_.arguments.size()) call_.site.fail("the format has more places than there are arguments");
      value = &call_.arguments[next_++];
    }
    call_.site.require(*value);
    set_ &= languages_of(*value);
    pad(out, converted(type, *value, flags, precision), flags, width, type == 's');
    return i;
  }

  // "*": the width or precision is the next argument.
  std::int64_t star() {
    if (next_ >= call_.arguments.size()) call_.site.fail("the format has more places than there are arguments");
    const Value& value = call_.arguments[next_++];
    if (!value.is_integral()) call_.site.fail("a width is an integer, not " + with_article(value));
    call_.site.check_size(static_cast<std::size_t>(std::abs(value.as_integer())));
    return value.as_integer();
  }

  std::size_t digits(std::size_t& i) {
    std::size_t number = 0;
    while (i < format_.size() && is_digit(format_[i])) {
      number = number * 10 + static_cast<std::size_t>(format_[i++] - '0');
      call_.site.check_size(number);
    }
    return number;
  }

  std::string converted(char type, const Value& value, std::string_view flags, std::optional<std::size_t> precision) {
    if (type == 's') {
      std::string text = markup_ && !(value.is_string() && value.is_markup()) ? std::string(escaped(call_.site, value).as_text()) : call_.site.text(value);
      return precision ? text.substr(0, byte_offset(text, *precision)) : text;
    }
    if (markup_ && std::string_view("xXoc").find(type) != std::string_view::npos) call_.site.fail(std::string("%") + type + " does not work in markup", "format first, then mark it as safe");
    if (std::string_view("dixXofeEgG").find(type) == std::string_view::npos) call_.site.fail(std::string("the format %") + type + " is not supported");
    if (!value.is_number()) call_.site.fail(std::string("%") + type + " takes a number, this is " + with_article(value));
    if (precision.value_or(0) > 300) call_.site.fail("a precision of more than 300 digits is not supported");
    std::string spec = "%";
    for (const char flag : flags) {
      if (flag == '+' || flag == ' ' || flag == '#') spec += flag;
    }
    if (precision) spec += "." + std::to_string(*precision);
    char buffer[700];
    if (std::string_view("dixXo").find(type) != std::string_view::npos) {
      const bool decimal = type == 'd' || type == 'i';
      if (value.is(Kind::number) && !decimal) call_.site.fail(std::string("%") + type + " takes an integer");
      const std::int64_t number = value.is(Kind::number) ? to_integer(call_, value.as_number(), Value::integer(0)).as_integer() : value.as_integer();
      // C has no sign for these and writes octal numbers another way with "#".
      if (!decimal && (number < 0 || spec.find_first_of("+ #") != std::string::npos)) call_.site.fail(std::string("%") + type + " of this number is not supported");
      spec += std::string("l") + type;
      if (number == 0 && precision == std::size_t{0}) return "0";  // C prints nothing
      std::snprintf(buffer, sizeof buffer, spec.c_str(), static_cast<long>(number));
    } else {
      spec += type;
      const double number = value.as_number();
      std::snprintf(buffer, sizeof buffer, spec.c_str(), std::isnan(number) ? std::fabs(number) : number);  // Python's has no sign
    }
    return buffer;
  }

  void pad(std::string& out, const std::string& text, std::string_view flags, std::size_t width, bool is_text) const {
    const std::size_t length = code_point_count(text);
    const std::size_t space = width > length ? width - length : 0;
    const bool left = flags.find('-') != std::string_view::npos;
    const bool zeros = flags.find('0') != std::string_view::npos && !left && !is_text;
    const std::size_t sign = zeros && !text.empty() && (text[0] == '-' || text[0] == '+' || text[0] == ' ') ? 1 : 0;
    if (!left && !zeros) out.append(space, ' ');
    out.append(text, 0, sign);
    if (zeros) out.append(space, '0');
    out.append(text, sign);
    if (left) out.append(space, ' ');
  }

  const Call& call_;
  std::string_view format_;
  bool markup_;
  std::size_t next_ = 0;
  LanguageSet set_ = kAllLanguages;
};

Value format(const Call& call) {
  if (!call.arguments.empty() && !call.keywords.empty()) call.site.fail("format takes either positional or named arguments");
  const bool markup = call.subject.is_string() && call.subject.is_markup();
  const std::string text = call.site.text(call.subject);
  Formatter formatter(call, text, markup);
  std::string out = formatter.run();
  return Value::text(std::move(out), languages_of(call.subject) & formatter.languages(), markup);
}

constexpr FilterRow kFilters[] = {
    {"abs", abs_filter}, {"int", int_filter, "default base"}, {"float", float_filter, "default"},
    {"round", round_filter, "precision method"}, {"format", format, {}, 0, true},
};

}  // namespace

std::span<const FilterRow> number_filters() { return kFilters; }

}  // namespace statusgen::jinja
