// One line of text as a marker: its comment, BEGIN or END, name and attributes. Which marker belongs to which is the
// business of blocks.cpp.
#pragma once

#include <optional>
#include <string>

#include "inject/blocks.hpp"

namespace statusgen {

struct CommentStyle {
  std::string_view open;
  std::string_view close;    // empty: the comment ends with its line
  bool for_content = false;  // what a program reads: there the lines of a block may have to be comments, too
};

struct Marker {
  bool begins = false;
  const CommentStyle* style = nullptr;
  Span line;  // with its line break
  Span name;
  std::vector<Attribute> attributes;
  std::string_view indent;
  bool sound = false;  // nothing is wrong with it
};

// "<!-- END statusgen:table -->", in the style of another marker.
std::string marker_text(bool begins, std::string_view name, const CommentStyle& style);

// Nothing when the line is none; a marker with mistakes is reported and given as far as it was understood.
std::optional<Marker> parse_marker(Span line, Diagnostics& diagnostics);

}  // namespace statusgen
