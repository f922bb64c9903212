// The marked blocks of a text that people write: where each one begins and ends, its name and what its marker asks for.
//
//   <!-- BEGIN statusgen:table where="code >= 500" columns=code,phrase -->
//   <!-- END statusgen:table sum=0123456789abcdef -->
//
// A marker stands alone on its line, in a comment of any style in the table of blocks.cpp. What a block holds is no
// business of this file.
#pragma once

#include <string_view>
#include <vector>

#include "support/diagnostic.hpp"
#include "support/source.hpp"

namespace statusgen {

inline std::string_view text_of(Span span) { return span.source->text().substr(span.begin, span.end - span.begin); }

struct Attribute {
  Span name;
  Span value;  // without its quotes
};

struct Block {
  Span name;
  std::vector<Attribute> attributes;
  bool is_sound = false;     // what BEGIN asks for can be judged
  std::string_view indent;   // white space in front of BEGIN
  std::string_view comment;  // what makes the rest of its line a comment, such as "//"; empty where comments are closed
  Span content;              // whole lines, between those of the markers
  Span sum;                  // the checksum in END, or the place where it goes
  bool has_sum = false;
};

// All blocks, also the unsound ones, so that whatever else is wrong with them can be told in the same run; with any error
// reported they are for looking only. With `fences`, markers inside the fenced code of Markdown are text.
std::vector<Block> find_blocks(const Source& source, bool fences, Diagnostics& diagnostics);

}  // namespace statusgen
