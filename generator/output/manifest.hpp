// `.statusgen-manifest`: which files of an output folder are ours, and with which bytes. One comment line, then a line
// per file sorted by path, "<sha256 in hex>  <path>", so that `sha256sum -c .statusgen-manifest` reads it (it skips
// comment lines). While a run is under way a path may have two lines, its old hash and its new one.
#pragma once

#include <compare>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.hpp"
#include "support/files.hpp"
#include "support/source.hpp"

namespace statusgen {

inline constexpr std::string_view kManifestName = ".statusgen-manifest";

struct ManifestEntry {
  std::string path;
  std::string hash;
  auto operator<=>(const ManifestEntry&) const = default;
};

// Sorted by path, then hash; no entry twice.
using Manifest = std::vector<ManifestEntry>;

Manifest manifest_of(std::span<const OutputFile> files);
Manifest merge(const Manifest& a, const Manifest& b);
bool has_path(const Manifest& manifest, std::string_view path);
bool has_entry(const Manifest& manifest, std::string_view path, std::string_view hash);

// Empty for an empty manifest: a folder in which nothing is ours has no manifest file.
std::string manifest_text(const Manifest& manifest);

// Takes the lines in any order, empty lines, comments, CRLF and a missing last line break; anything else is an error at
// its line and column, because a wrong guess about what is ours deletes somebody's file.
std::optional<Manifest> parse_manifest(const Source& source, Diagnostics& diagnostics);

struct StoredManifest {
  Manifest entries;
  std::string text;  // as it stands on the disk; empty when there is none
};
std::optional<StoredManifest> load_manifest(const std::filesystem::path& directory, SourceSet& sources,
                                            Diagnostics& diagnostics);

}  // namespace statusgen
