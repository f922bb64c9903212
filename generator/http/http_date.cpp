#include "http/http_date.hpp"

#include <chrono>
#include <span>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

namespace chrono = std::chrono;

constexpr std::string_view kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::string_view kLongDays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// %a and %A: name of the day, %d: day with two digits, %e: with a space for the first, %b: month, %Y and %y: year with
// four and with two digits, %H %M %S: time. Anything else stands for itself.
constexpr std::string_view kForms[] = {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT",
                                       "%a %b %e %H:%M:%S %Y"};

struct Moment {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  bool short_year = false;
};

bool take_name(std::string_view& text, std::span<const std::string_view> names, int& number) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!text.starts_with(names[i])) continue;
    text.remove_prefix(names[i].size());
    number = static_cast<int>(i) + 1;
    return true;
  }
  return false;
}

bool take_digits(std::string_view& text, std::size_t count, int& number) {
  if (text.size() < count) return false;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_digit(text[i])) return false;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return true;
}

bool take(char what, std::string_view& text, Moment& at) {
  int ignored = 0;
  switch (what) {
    case 'a': return take_name(text, kDays, ignored);
    case 'A': return take_name(text, kLongDays, ignored);
    case 'b': return take_name(text, kMonths, at.month);
    case 'd': return take_digits(text, 2, at.day);
    case 'e':
      if (!text.starts_with(' ')) return take_digits(text, 2, at.day);
      text.remove_prefix(1);
      return take_digits(text, 1, at.day);
    case 'Y': return take_digits(text, 4, at.year);
    case 'y': at.short_year = true; return take_digits(text, 2, at.year);
    case 'H': return take_digits(text, 2, at.hour);
    case 'M': return take_digits(text, 2, at.minute);
    default: return take_digits(text, 2, at.second);
  }
}

std::optional<Moment> read(std::string_view form, std::string_view text) {
  Moment at;
  for (; !form.empty(); form.remove_prefix(1)) {
    if (form[0] == '%') {
      form.remove_prefix(1);
      if (!take(form[0], text, at)) return {};
    } else if (text.starts_with(form[0])) {
      text.remove_prefix(1);
    } else {
      return {};
    }
  }
  return text.empty() ? std::optional(at) : std::nullopt;
}

// The 60th second is a leap second.
std::optional<std::int64_t> seconds_of(const Moment& at) {
  const chrono::year_month_day day(chrono::year(at.year), chrono::month(static_cast<unsigned>(at.month)),
                                   chrono::day(static_cast<unsigned>(at.day)));
  if (!day.ok() || at.hour > 23 || at.minute > 59 || at.second > 60) return {};
  const std::int64_t days = chrono::sys_days(day).time_since_epoch().count();
  return days * 86400 + at.hour * 3600 + at.minute * 60 + at.second;
}

std::int64_t years_later(std::int64_t moment, int years) {
  const chrono::sys_days day = chrono::floor<chrono::days>(chrono::sys_seconds(chrono::seconds(moment)));
  const chrono::sys_days then(chrono::year_month_day(day) + chrono::years(years));
  return moment + (then - day).count() * std::int64_t{86400};
}

std::optional<std::int64_t> with_century(Moment at, std::optional<std::int64_t> near) {
  const int two_digits = at.year;
  if (!near) {
    at.year += two_digits < 70 ? 2000 : 1900;
    return seconds_of(at);
  }
  const chrono::year_month_day day(chrono::floor<chrono::days>(chrono::sys_seconds(chrono::seconds(*near))));
  const int century = static_cast<int>(day.year()) / 100 * 100;
  for (const int first : {century + 100, century, century - 100}) {
    at.year = first + two_digits;
    const std::optional<std::int64_t> moment = seconds_of(at);
    if (moment && *moment <= years_later(*near, 50)) return moment;
  }
  return {};
}

}  // namespace

std::optional<std::int64_t> parse_http_date(std::string_view text, std::optional<std::int64_t> near) {
  for (const std::string_view form : kForms) {
    if (const std::optional<Moment> at = read(form, text))
      return at->short_year ? with_century(*at, near) : seconds_of(*at);
  }
  return {};
}

}  // namespace statusgen
