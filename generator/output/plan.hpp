// What a run would do to an output folder, found out by looking only. Everything that can be foreseen to fail fails
// here, before the first byte is written: foreign files, links, files where a folder is needed, missing permissions.
//
// What is ours is rewritten without a question, also after somebody edited it: generated files are not edited. A file
// that fell out of the output is removed only while it has bytes that we gave it; an edited one is somebody's work, so
// it stays, with a warning, and is foreign from then on.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "output/manifest.hpp"
#include "support/diagnostic.hpp"
#include "support/files.hpp"
#include "support/source.hpp"

namespace statusgen {

// The two manifests of a run wait under these names until it is their turn.
inline constexpr std::string_view kUnionName = ".statusgen-manifest-union";
inline constexpr std::string_view kFinalName = ".statusgen-manifest-final";

struct PlannedWrite {
  const OutputFile* file = nullptr;
  std::optional<std::filesystem::perms> permissions;  // those of the file that it replaces
};

// All paths are relative to the output folder.
struct WritePlan {
  std::vector<PlannedWrite> writes;
  std::vector<std::string> removals;
  std::vector<std::string> leftovers;      // temporary files of a killed run, its manifests last
  std::vector<std::string> empty_folders;  // from which a file of ours is already gone: to be removed if empty
  std::size_t unchanged = 0;
  Manifest old_entries;
  std::string old_text;    // the manifest as it is,
  std::string union_text;  // as long as files are moved,
  std::string final_text;  // and afterwards

  bool leaves_files() const;
  bool nothing_to_do() const;
};

// All of it but the new manifests.
std::optional<WritePlan> plan_files(const std::filesystem::path& directory, std::span<const OutputFile> files,
                                    bool force, SourceSet& sources, Diagnostics& diagnostics);

// Hashes every file. False when the manifest alone would change and cannot.
bool add_manifests(WritePlan& plan, const std::filesystem::path& directory, std::span<const OutputFile> files, Diagnostics& diagnostics);

}  // namespace statusgen
