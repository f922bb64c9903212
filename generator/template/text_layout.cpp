#include "template/text_layout.hpp"

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
