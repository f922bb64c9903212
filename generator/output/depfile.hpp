// The two files by which a build knows when to run the program again: the depfile, in the syntax of `gcc -M` that Make,
// Ninja and CMake read, and the stamp, whose time says when the last run succeeded.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "support/diagnostic.hpp"

namespace statusgen {

// "target: input input", one input per line, sorted and without doubles. The target must be spelled as the build spells
// it. A name with a line break cannot be said in this syntax and is left out.
std::string depfile_text(std::string_view target, std::span<const std::string> inputs);

// Creates an empty file, or gives the existing one the present time.
bool touch_stamp(const std::filesystem::path& path, Diagnostics& diagnostics);

}  // namespace statusgen
