// What `check` finds: how an output folder differs from the files that would be written into it. Reads only, takes no
// lock, follows links, and ignores files that are not ours.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "support/diagnostic.hpp"
#include "support/files.hpp"
#include "support/source.hpp"

namespace statusgen {

enum class DifferenceKind { missing, changed, orphaned };

struct Difference {
  DifferenceKind kind = DifferenceKind::changed;
  std::string path;
  std::string on_disk;    // empty when missing
  std::string generated;  // empty when orphaned
};

// Sorted by path. The manifest follows from the files, so it is a difference of its own only when they all agree.
std::vector<Difference> compare_files(const std::filesystem::path& directory, std::span<const OutputFile> files,
                                      SourceSet& sources, Diagnostics& diagnostics);

// From what is on the disk to what is generated, as `git diff` prints it: `patch -p1` in the folder applies it.
std::string render_difference(const Difference& difference);

}  // namespace statusgen
