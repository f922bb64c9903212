#include "support/source.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace statusgen {

Source::Source(std::string name, std::string text, std::size_t order)
    : name_(std::move(name)), text_(std::move(text)), order_(order) {
  line_begins_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_begins_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::size_t Source::line_index(std::size_t offset) const {
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return static_cast<std::size_t>(after - line_begins_.begin()) - 1;
}

std::size_t Source::line_begin(std::size_t offset) const { return line_begins_[line_index(offset)]; }

Position Source::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const std::size_t line = line_index(offset);
  const std::size_t begin = line_begins_[line];
  return {line + 1, code_point_count(std::string_view(text_).substr(begin, offset - begin)) + 1};
}

std::string_view Source::line_at(std::size_t offset) const {
  const std::size_t begin = line_begin(std::min(offset, text_.size()));
  std::string_view line = std::string_view(text_).substr(begin);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

const Source& SourceSet::add(std::string name, std::string text) {
  return sources_.emplace_back(std::move(name), std::move(text), sources_.size());
}

}  // namespace statusgen
