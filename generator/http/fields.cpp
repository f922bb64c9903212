#include "http/fields.hpp"

#include <algorithm>

#include "http/http_date.hpp"
#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::int64_t kForever = 999'999'999'999'999;

}  // namespace

std::optional<RetryAfter> read_retry_after(const Response& response) {
  const ResponseField* field = response.find("Retry-After");
  if (field == nullptr || field->value.empty()) return {};
  const std::string& text = field->value;
  if (std::all_of(text.begin(), text.end(), is_digit))
    return RetryAfter{text.size() > 15 ? kForever : std::stoll(text), {}};
  const ResponseField* sent = response.find("Date");
  const std::optional<std::int64_t> now = sent != nullptr ? parse_http_date(sent->value) : std::nullopt;
  const std::optional<std::int64_t> then = parse_http_date(text, now);
  if (!then) return {};
  return RetryAfter{now ? std::optional(*then - *now) : std::nullopt, then};
}

bool has_cache_directive(const Response& response, std::initializer_list<std::string_view> wanted) {
  for (const ResponseField& field : response.fields) {
    if (!same_ignoring_case(field.name, "Cache-Control")) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      const std::string_view item = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(item.size() + 1, rest.size()));
      const std::size_t first = std::min(item.find_first_not_of(" \t"), item.size());
      const std::string_view name = item.substr(first, item.find_first_of("= \t", first) - first);
      const auto is_name = [&](std::string_view each) { return same_ignoring_case(name, each); };
      if (std::any_of(wanted.begin(), wanted.end(), is_name)) return true;
    }
  }
  return false;
}

}  // namespace statusgen
