#include "inject/markers.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr CommentStyle kStyles[] = {
    {"<!--", "-->"}, {"{/*", "*/}"}, {"/*", "*/"}, {"//", "", true}, {"#", "", true}, {"--", "", true}, {"..", ""}, {".\\\"", ""},
};
constexpr std::string_view kBegin = "BEGIN statusgen:", kEnd = "END statusgen:", kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_name(char c) { return is_alnum(c) || c == '_' || c == '-'; }

// Reads the bytes of one line from left to right.
class LineReader {
 public:
  explicit LineReader(Span line) : source_(line.source), text_(line.source->text()), at_(line.begin), end_(line.end) {
    while (end_ > at_ && (text_[end_ - 1] == '\n' || text_[end_ - 1] == '\r' || is_blank(text_[end_ - 1]))) --end_;
  }

  std::string_view rest() const { return text_.substr(at_, end_ - at_); }
  bool done() const { return at_ == end_; }
  char peek() const { return text_[at_]; }
  Span here(std::size_t length = 1) const { return {source_, at_, at_ + static_cast<std::uint32_t>(length)}; }

  bool take(std::string_view what) {
    if (!rest().starts_with(what)) return false;
    at_ += static_cast<std::uint32_t>(what.size());
    return true;
  }

  template <typename Accept>
  Span take_while(Accept accept) {
    const std::uint32_t begin = at_;
    while (at_ < end_ && accept(text_[at_])) ++at_;
    return {source_, begin, at_};
  }

  bool drop_end(std::string_view what) {
    if (!rest().ends_with(what)) return false;
    end_ -= static_cast<std::uint32_t>(what.size());
    while (end_ > at_ && is_blank(text_[end_ - 1])) --end_;
    return true;
  }

 private:
  const Source* source_;
  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
};

// The value behind "=", bare or in quotes; false when it was wrong.
bool take_value(LineReader& line, Span& value, Diagnostics& diagnostics) {
  const Span start = line.here();
  const char quote = line.done() ? '\0' : line.peek();
  if (quote != '"' && quote != '\'') {
    value = line.take_while([](char c) { return !is_blank(c); });
    return true;
  }
  line.take(std::string_view(&quote, 1));
  value = line.take_while([quote](char c) { return c != quote; });
  if (!line.take(std::string_view(&quote, 1))) {
    diagnostics.error(start, "this quote is not closed on its line", "close it behind the value");
    return false;
  }
  if (line.done() || is_blank(line.peek())) return true;
  diagnostics.error(line.here(), "there is text behind the closing quote", "put a space between two attributes; inside \"…\" write '…'");
  return false;
}

void take_attributes(LineReader& line, Marker& marker, Diagnostics& diagnostics) {
  while (true) {
    line.take_while(is_blank);
    if (line.done()) return;
    Attribute attribute;
    attribute.name = line.take_while([](char c) { return !is_blank(c) && c != '='; });
    if (!line.take("=") || text_of(attribute.name).empty()) {
      const Span word{attribute.name.source, attribute.name.begin, std::max(attribute.name.end, attribute.name.begin + 1)};
      return diagnostics.error(word, "this is no attribute", "write NAME=VALUE, with quotes around a value that has spaces");
    }
    if (!take_value(line, attribute.value, diagnostics)) return;
    const auto same = [&](const Attribute& other) { return text_of(other.name) == text_of(attribute.name); };
    const auto first = std::find_if(marker.attributes.begin(), marker.attributes.end(), same);
    if (first != marker.attributes.end()) {
      diagnostics.error(attribute.name, "the attribute " + in_quotes(text_of(attribute.name)) + " is given twice", "remove one", {first->name, "first given here"});
    } else if (!marker.begins && text_of(attribute.name) != "sum") {
      diagnostics.error(attribute.name, "END has no attribute " + in_quotes(text_of(attribute.name)), "write it behind BEGIN");
    } else {
      marker.attributes.push_back(attribute);
    }
  }
}

}  // namespace

std::string marker_text(bool begins, std::string_view name, const CommentStyle& style) {
  std::string out = std::string(style.open) + " " + std::string(begins ? kBegin : kEnd) + std::string(name);
  return style.close.empty() ? out : out + " " + std::string(style.close);
}

std::optional<Marker> parse_marker(Span span, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  LineReader line(span);
  if (span.begin == 0) line.take(kByteOrderMark);
  Marker marker;
  marker.line = span;
  marker.indent = text_of(line.take_while(is_blank));
  marker.style = std::find_if(std::begin(kStyles), std::end(kStyles), [&](const CommentStyle& style) { return line.take(style.open); });
  if (marker.style == std::end(kStyles)) return {};
  line.take_while(is_blank);
  const Span word = line.here(line.rest().starts_with(kBegin) ? kBegin.size() : kEnd.size());
  marker.begins = line.take(kBegin);
  if (!marker.begins && !line.take(kEnd)) return {};
  if (!line.drop_end(marker.style->close)) {
    diagnostics.error(word, "the comment of a marker ends on its line", "add " + std::string(marker.style->close));
  }
  marker.name = line.take_while(is_name);
  if (text_of(marker.name).empty() || (!line.done() && !is_blank(line.peek()))) {
    diagnostics.error(line.done() ? word : line.here(), "the name of a block consists of letters, digits, _ and -", "write statusgen:table, for example");
    marker.name.end = marker.name.begin;  // nobody knows it
    return marker;
  }
  take_attributes(line, marker, diagnostics);
  marker.sound = diagnostics.error_count() == errors;
  return marker;
}

}  // namespace statusgen
