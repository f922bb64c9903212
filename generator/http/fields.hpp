// What single fields of a response say, by their own grammar.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "http/response.hpp"

namespace statusgen {

struct RetryAfter {
  std::optional<std::int64_t> seconds;  // to wait; of a date, from the Date of the response, if it has one
  std::optional<std::int64_t> date;     // since 1970; empty where the field says seconds
};

// Nothing where there is no such field, or it is neither a number nor a date (RFC 9110, section 10.2.3). No clock is
// read: nobody knows how old a recording is.
std::optional<RetryAfter> read_retry_after(const Response& response);

// Whether Cache-Control has one of these directives, in any case.
bool has_cache_directive(const Response& response, std::initializer_list<std::string_view> wanted);

}  // namespace statusgen
