// The difference of two texts as `diff -u` prints it, so that `patch` applies it. The edit script is a shortest one
// (Myers 1986); texts too different for that within reason are shown as replaced from the first to the last difference.
#pragma once

#include <string>
#include <string_view>

namespace statusgen {

// The hunks alone, with three lines of context; empty for equal texts.
std::string unified_hunks(std::string_view from, std::string_view to);

}  // namespace statusgen
