// Points in time as HTTP writes them (RFC 9110, section 5.6.7), in all three forms that a recipient has to understand.
// No clock is read: what a year of two digits means is told from a date nearby.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace statusgen {

// Seconds since 1970-01-01T00:00:00Z, or nothing where the text has none of the forms. A year of two digits is the one
// within 50 years of `near`; without that it lies between 1970 and 2069.
std::optional<std::int64_t> parse_http_date(std::string_view text, std::optional<std::int64_t> near = {});

}  // namespace statusgen
