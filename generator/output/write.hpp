// Puts a set of files into an output folder so that a reader at any moment, and the next run after a kill, find every
// file old or new. In this order, under a lock on the folder:
//
//   1. look at everything and stop at the first sign of trouble (plan.hpp);
//   2. stage: the union of the old and the new manifest, then each changed file, both under temporary names;
//   3. move: the union manifest, then removals and files, the final manifest last.
//
// A failure in 2, such as a full disk, takes everything back. A kill there leaves temporary files that the union names;
// a kill or a failure in 3 leaves a manifest that owns old and new. Either way the next run knows all it has to clean
// up. There is no fsync: after a power failure a file may be empty, and the next run rewrites it.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "support/diagnostic.hpp"
#include "support/files.hpp"
#include "support/source.hpp"

namespace statusgen {

struct WriteOptions {
  // Overwrite files that are not ours, links and read-only files, and remove ours even when they were edited.
  bool force = false;
  std::chrono::milliseconds lock_wait{30'000};          // for another run on the same folder
  std::function<void(std::string_view)> before_step{};  // for tests that kill a run between two steps
};

struct WriteSummary {
  std::size_t written = 0;
  std::size_t unchanged = 0;
  std::size_t removed = 0;
};

// Whether write_files would go through as far as can be seen without writing: for looking at several folders before the
// first of them is touched. Reports what stands in the way.
bool can_write(const std::filesystem::path& directory, std::span<const OutputFile> files, bool force, SourceSet& sources,
               Diagnostics& diagnostics);

// With nothing to do, nothing is written, not even the manifest. Two calls must not share a directory: the second one
// would remove the files of the first, so whoever sends two products into one folder joins their files before.
std::optional<WriteSummary> write_files(const std::filesystem::path& directory, std::span<const OutputFile> files,
                                        const WriteOptions& options, SourceSet& sources, Diagnostics& diagnostics);

}  // namespace statusgen
