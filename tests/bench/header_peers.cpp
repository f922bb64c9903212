// The lookups that header_bench.cpp compares: ours, Boost.Beast's and gperf's, each as a user would call it.
#include "header_peers.hpp"

#include <ostream>  // Beast's header needs it and does not include it

#include <boost/beast/http/status.hpp>

#include "http_status.hpp"

#include <cstring>

#include "gperf_exact.inc"
#include "gperf_ignored.inc"

std::size_t nop_code(unsigned code) { return code; }

std::size_t our_phrase(unsigned code) {
  const std::string_view found = http::phrase(static_cast<http::status>(code));
  return found.size() + reinterpret_cast<std::size_t>(found.data());
}

std::size_t beast_phrase(unsigned code) {
  namespace beast = boost::beast::http;
  const auto found = beast::obsolete_reason(beast::int_to_status(code));
  return found.size() + reinterpret_cast<std::size_t>(found.data());
}

std::size_t nop_text(std::string_view text) { return text.size(); }

std::size_t our_code(std::string_view text) {
  return static_cast<std::size_t>(http::from_phrase(text).value_or(http::status{}));
}

std::size_t our_code_exact(std::string_view text) {
  return static_cast<std::size_t>(http::from_phrase<http::letter_case::exact>(text).value_or(http::status{}));
}

std::size_t gperf_code(std::string_view text) {
  const auto* const found = gperf_exact::find(text.data(), text.size());
  return found == nullptr ? 0 : static_cast<std::size_t>(found->code);
}

std::size_t gperf_code_ignoring_case(std::string_view text) {
  const auto* const found = gperf_ignored::find(text.data(), text.size());
  return found == nullptr ? 0 : static_cast<std::size_t>(found->code);
}
