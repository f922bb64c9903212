// Text with a name, and places in it. Everything that is read (a file, an argument, an embedded template) becomes a
// Source, and everything that is later said about it points back through a Span. Nothing here reads a disk.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace statusgen {

// Both count from 1; a column is a character (code point), not a byte.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

class Source {
 public:
  Source(std::string name, std::string text, std::size_t order);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  std::size_t order() const { return order_; }  // sources sort in the order in which they were read

  // An offset past the end counts as the end.
  Position position(std::size_t offset) const;
  std::size_t line_begin(std::size_t offset) const;
  // The whole line around an offset, without its line break.
  std::string_view line_at(std::size_t offset) const;

 private:
  std::size_t line_index(std::size_t offset) const;

  std::string name_;
  std::string text_;
  std::size_t order_;
  std::vector<std::uint32_t> line_begins_;
};

// A range of bytes [begin, end) of a source; without a source it means "no particular place".
struct Span {
  const Source* source = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Owns sources for as long as spans point into them: one per run, addresses never change.
class SourceSet {
 public:
  const Source& add(std::string name, std::string text);
  const std::deque<Source>& all() const { return sources_; }

 private:
  std::deque<Source> sources_;
};

}  // namespace statusgen
