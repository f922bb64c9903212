// Which paths an output may have, judged by their text alone, so that one set of files can be written on every system
// and never leaves its folder. What stands on the disk is judged in plan.hpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "support/diagnostic.hpp"
#include "support/files.hpp"

namespace statusgen {

// Every name that we make up ourselves inside an output folder begins so; no output may.
inline constexpr std::string_view kReservedPrefix = ".statusgen-";
inline constexpr std::string_view kTemporaryPrefix = ".statusgen-tmp-";

// What is wrong with a relative path, as the end of a sentence ("has a backslash"); nothing when it is fine.
std::optional<std::string> path_problem(std::string_view path);

// Reports every bad path, every pair that is one file where case does not count, and every file that is also a folder.
bool check_output_paths(std::span<const OutputFile> files, Diagnostics& diagnostics);

// "a/b/page.html" -> "a/b/.statusgen-tmp-page.html". The name depends on the path alone: so the next run finds what a
// killed one left, and two runs whose output folders lie inside each other never share a temporary file.
std::string temporary_path(std::string_view path);
// "a/b/page.html" -> "a/b", "page.html" -> "".
std::string_view folder_of(std::string_view path);

}  // namespace statusgen
