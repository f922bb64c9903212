// Text in lines of a given width.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace statusgen::jinja {

using Paragraph = std::vector<std::string>;

// The paragraphs of a text (an empty line separates them), each as lines of at most `width` code points. White space
// between words becomes one space; a word longer than the width stands alone on its line.
std::vector<Paragraph> wrapped(std::string_view text, std::int64_t width);

// Python's str.splitlines(): the lines without their line breaks, which are more than "\n" (U+2028 is one).
std::vector<std::string_view> lines_of(std::string_view text);

// Every line behind `prefix`, lines joined by line breaks, paragraphs by `between`.
std::string joined(const std::vector<Paragraph>& paragraphs, std::string_view prefix, std::string_view between);

}  // namespace statusgen::jinja
