// A text with marked blocks becomes the same text with what its blocks should hold. Knows no disk and no template.
//
// END carries a checksum of what was written. Where it does not fit, somebody has edited the block by hand; a block that
// has content but no checksum was written by hand. Both are told, and whoever asks decides whether they are lost.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "inject/blocks.hpp"

namespace statusgen {

// What a block should hold: lines that end in "\n", without the indentation of the block. Nothing with errors reported.
using RenderBlock = std::function<std::optional<std::string>(const Block&)>;

struct Edit {
  Span place;        // the checksum, or the name where there is none
  bool had_sum = false;
};

struct Injection {
  std::string text;
  std::vector<Edit> edits;  // that the text no longer has
};

std::optional<Injection> inject(const Source& source, bool fences, const RenderBlock& render, Diagnostics& diagnostics);

}  // namespace statusgen
