// Raw HTTP responses as text, above all as curl prints them: status line, fields, and how much content follows. What a
// code or a field means is left to others. Several responses may stand in a row (interim ones, those of a proxy, and
// the redirects of `curl -L`), and this is the rule for where the content of one ends, the first that fits:
//
//   1. A status line directly behind the header section: there is no content here. So it is after 1xx, after a proxy's
//      answer to CONNECT, after a redirect that curl follows (it drops that content), and everywhere with `curl -I`.
//   2. The code forbids content: what follows up to the next status line at the start of a line is counted all the
//      same, because it should not be there.
//   3. Content-Length without Transfer-Encoding: that many bytes, if then a status line follows or the input ends. With
//      less than that left, all of it. A length that leads elsewhere was that of other bytes (`--compressed`, changed
//      line ends), so the next status line at the start of a line decides.
//   4. Otherwise, and with Transfer-Encoding, whose chunks curl has decoded already: all to the end of the input.
//
// Line breaks between responses are passed over.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.hpp"
#include "support/source.hpp"

namespace statusgen {

struct ResponseField {
  std::string name;
  std::string value;  // without white space around it; folded lines are joined by one space
  Span span;          // of the name
};

struct Response {
  std::string version;  // "1.1", "2"
  int code = 0;         // 0 to 999
  std::string phrase;   // empty: none, as always in HTTP/2 and HTTP/3
  Span code_span;
  Span phrase_span;
  std::vector<ResponseField> fields;
  std::size_t content_bytes = 0;
  std::optional<std::uint64_t> content_length;  // as Content-Length says; empty: not said, or not one number
  bool followed = false;                        // by rule 1: whether content was sent cannot be told

  // The first field of that name, in any case, or null.
  const ResponseField* find(std::string_view name) const;
  // Whether the version is at least HTTP/2.
  bool is_binary() const { return version[0] >= '2'; }
};

bool same_ignoring_case(std::string_view a, std::string_view b);

constexpr std::size_t kMaxResponses = 1000;

// Whatever is no response is reported; with errors the result is of no use. `forbids_content` tells it of a code.
std::vector<Response> parse_responses(const Source& source, const std::function<bool(int)>& forbids_content,
                                      Diagnostics& diagnostics);

}  // namespace statusgen
