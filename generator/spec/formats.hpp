// The forms a string may have to follow: dates, ids, URLs. Each form is one row with what messages call it, how it is
// written, the test that the loader makes and the same test as a regular expression for JSON Schema.
#pragma once

#include <cstdint>
#include <string_view>

namespace statusgen {

enum class Format : std::uint8_t {
  text,          // one line of prose
  id,            // "aws-elb", "rfc9110", "4xx"
  identifier,    // "not_found"
  date,          // "2025-09-15"
  url,           // "https://example.com/page"
  section_url,   // "https://example.com/page#section-{section}"
  field_name,    // "Retry-After"
  version,       // "1.0.0"
  language_tag,  // "de-AT"
};

struct FormatRule {
  Format format;
  std::string_view noun;  // "a date"
  std::string_view hint;  // "write YYYY-MM-DD"
  std::string_view pattern;
  bool (*matches)(std::string_view text);
};

const FormatRule& rule_of(Format format);

// What keeps a string from being one line of prose: an ASCII control, a bidirectional control, which would let a text
// read differently from what it says, or a line separator. Gives "" when there is nothing.
std::string_view forbidden_kind(char32_t code_point);

}  // namespace statusgen
