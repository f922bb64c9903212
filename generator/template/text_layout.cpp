#include "template/text_layout.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace statusgen::jinja {
namespace {

constexpr std::string_view kSpaces = " \t\n\r\f\v";

Paragraph wrap_paragraph(std::string_view text, std::int64_t width) {
  Paragraph lines;
  std::int64_t used = 0;
  for (std::size_t begin = text.find_first_not_of(kSpaces); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpaces, begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const auto length = static_cast<std::int64_t>(code_point_count(word));
    if (!lines.empty() && used + 1 + length <= width) {
      lines.back() += ' ';
      lines.back() += word;
      used += 1 + length;
    } else {
      lines.emplace_back(word);
      used = length;
    }
    begin = text.find_first_not_of(kSpaces, end);
  }
  return lines;
}

}  // namespace

std::vector<Paragraph> wrapped(std::string_view text, std::int64_t width) {
  std::vector<Paragraph> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    Paragraph lines = wrap_paragraph(text.substr(begin, end - begin), width);
    if (!lines.empty()) out.push_back(std::move(lines));
    begin = end + 2;
  }
  return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    const bool ends = (c.value >= 0x0A && c.value <= 0x0D) || (c.value >= 0x1C && c.value <= 0x1E) || c.value == 0x85 || c.value == 0x2028 || c.value == 0x2029;
    if (ends) out.push_back(text.substr(begin, i - begin));
    i += c.length;
    if (c.value == '\r' && i < text.size() && text[i] == '\n') ++i;
    if (ends) begin = i;
  }
  if (begin < text.size()) out.push_back(text.substr(begin));
  return out;
}

std::string joined(const std::vector<Paragraph>& paragraphs, std::string_view prefix, std::string_view between) {
  std::string out;
  for (const Paragraph& lines : paragraphs) {
    if (!out.empty()) out += between;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i > 0) out += '\n';
      out += prefix;
      out += lines[i];
    }
  }
  return out;
}

}  // namespace statusgen::jinja
