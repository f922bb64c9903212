#include "spec/formats.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kSection = "{section}";

template <typename Predicate>
bool all_of(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

// The checker looks at every character before it asks for a form.
bool is_text(std::string_view) { return true; }

bool is_id(std::string_view text) {
  const auto is_first = [](char c) { return is_lower(c) || is_digit(c); };
  return !text.empty() && is_first(text[0]) &&
         all_of(text, [&](char c) { return is_first(c) || c == '.' || c == '_' || c == '-'; });
}

bool is_identifier(std::string_view text) {
  return !text.empty() && is_lower(text[0]) &&
         all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const std::string_view year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
  if (!all_of(year, is_digit) || !all_of(month, is_digit) || !all_of(day, is_digit)) return false;
  return std::chrono::year_month_day(std::chrono::year(digits(year)),
                                     std::chrono::month(static_cast<unsigned>(digits(month))),
                                     std::chrono::day(static_cast<unsigned>(digits(day))))
      .ok();
}

bool is_url(std::string_view text) {
  if (text.starts_with("https://")) {
    text.remove_prefix(8);
  } else if (text.starts_with("http://")) {
    text.remove_prefix(7);
  } else {
    return false;
  }
  constexpr std::string_view kMarks = "!#$%&'()*+,-./:;=?@[]_~";
  return !text.empty() && is_alnum(text[0]) &&
         all_of(text, [&](char c) { return is_alnum(c) || kMarks.find(c) != std::string_view::npos; });
}

bool is_section_url(std::string_view text) {
  const std::size_t at = text.find(kSection);
  return at != std::string_view::npos && is_url(text.substr(0, at)) &&
         is_url("http://x" + std::string(text.substr(at + kSection.size())));
}

bool is_field_name(std::string_view text) {
  return !text.empty() && all_of(text, [](char c) {
    return is_alnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

// Calls `part` for each piece between two separators; false as soon as one call is.
template <typename Part>
bool each_part(std::string_view text, char separator, Part part) {
  for (std::size_t index = 0;; ++index) {
    const std::size_t end = text.find(separator);
    if (!part(index, text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

bool is_version(std::string_view text) {
  return std::count(text.begin(), text.end(), '.') == 2 && each_part(text, '.', [](std::size_t, std::string_view part) {
           return !part.empty() && all_of(part, is_digit) && (part.size() == 1 || part[0] != '0');
         });
}

bool is_language_tag(std::string_view text) {
  return each_part(text, '-', [](std::size_t index, std::string_view part) {
    if (part.size() > 8) return false;
    return index == 0 ? part.size() >= 2 && all_of(part, is_lower) : !part.empty() && all_of(part, is_alnum);
  });
}

#define FORBIDDEN R"(\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff)"
#define URL_CHARACTER R"([!#$%&'()*+,\-.\/0-9:;=?@A-Z\[\]_a-z~])"

constexpr std::array<FormatRule, 9> kRules{{
    {Format::text, "a text", "", "^[^ " FORBIDDEN "]([^" FORBIDDEN "]*[^ " FORBIDDEN "])?$", is_text},
    {Format::id, "an id", R"(use lower-case letters, digits, ".", "_" and "-")", R"(^[a-z0-9][a-z0-9._\-]*$)", is_id},
    {Format::identifier, "an identifier", R"(use lower-case letters, digits and "_", a letter first)",
     "^[a-z][a-z0-9_]*$", is_identifier},
    {Format::date, "a date", "write YYYY-MM-DD", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", is_date},
    {Format::url, "a URL", "write https://… with all but ASCII letters, digits and marks percent-encoded",
     "^https?://[A-Za-z0-9]" URL_CHARACTER "*$", is_url},
    {Format::section_url, "a URL of a section", R"(write https://… with one "{section}" in it)",
     "^https?://[A-Za-z0-9]" URL_CHARACTER R"(*\{section\})" URL_CHARACTER "*$", is_section_url},
    {Format::field_name, "a field name", R"(write it as in a response, such as "Retry-After")",
     R"(^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$)", is_field_name},
    {Format::version, "a version", R"(write three numbers, such as "1.0.0")",
     R"(^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$)", is_version},
    {Format::language_tag, "a language tag", R"(write a BCP 47 tag, such as "de" or "pt-BR")",
     "^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$", is_language_tag},
}};

#undef FORBIDDEN
#undef URL_CHARACTER

}  // namespace

const FormatRule& rule_of(Format format) {
  return *std::find_if(kRules.begin(), kRules.end(), [&](const FormatRule& rule) { return rule.format == format; });
}

std::string_view forbidden_kind(char32_t code_point) {
  if (is_control(code_point)) return "control character";
  if (is_bidi_control(code_point)) return "bidirectional control";
  if (code_point == 0x2028 || code_point == 0x2029) return "line separator";
  // Code points that Unicode will never assign: XML, HTML and YAML refuse them.
  if ((code_point & 0xFFFE) == 0xFFFE || (code_point >= 0xFDD0 && code_point <= 0xFDEF)) return "noncharacter";
  return "";
}

}  // namespace statusgen
