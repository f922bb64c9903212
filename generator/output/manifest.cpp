#include "output/manifest.hpp"

#include <algorithm>
#include <iterator>

#include "output/paths.hpp"
#include "support/sha256.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kFormat = "# statusgen-manifest/";
constexpr std::string_view kHeader = "# statusgen-manifest/1: files that statusgen rewrites and removes; do not edit\n";
constexpr std::string_view kWayOut = "restore it from version control, or delete it and generate with --force";
constexpr std::size_t kHashSize = 64;

void sort_and_unite(Manifest& manifest) {
  std::sort(manifest.begin(), manifest.end());
  manifest.erase(std::unique(manifest.begin(), manifest.end()), manifest.end());
}

struct LineProblem {
  std::size_t column;  // in bytes, from 0
  std::string message;
};

// Appends the entry of a line that is neither empty nor a comment.
std::optional<LineProblem> read_entry(std::string_view line, Manifest& manifest) {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789abcdef"), line.size());
  if (digits != kHashSize) return LineProblem{std::min(digits, kHashSize), "expected a SHA-256 hash in lower case"};
  if (line.substr(kHashSize, 2) != "  ") return LineProblem{kHashSize, "expected two spaces and a path after the hash"};
  const std::string_view path = line.substr(kHashSize + 2);
  if (const auto problem = path_problem(path)) {
    return LineProblem{kHashSize + 2, "the path " + in_quotes(path) + " " + *problem};
  }
  manifest.push_back({std::string(path), std::string(line.substr(0, kHashSize))});
  return {};
}

std::optional<LineProblem> read_line(std::string_view line, Manifest& manifest) {
  if (line.empty()) return {};
  if (line.front() != '#') return read_entry(line, manifest);
  const bool other_format = line.starts_with(kFormat) && !line.starts_with(std::string(kFormat) + "1:");
  if (other_format) return LineProblem{2, "this manifest has a format that this version of statusgen does not know"};
  return {};
}

}  // namespace

Manifest manifest_of(std::span<const OutputFile> files) {
  Manifest out;
  for (const OutputFile& file : files) out.push_back({file.path, sha256_hex(file.bytes)});
  sort_and_unite(out);
  return out;
}

Manifest merge(const Manifest& a, const Manifest& b) {
  Manifest out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

bool has_path(const Manifest& manifest, std::string_view path) {
  const auto at = std::lower_bound(manifest.begin(), manifest.end(), path,
                                   [](const ManifestEntry& entry, std::string_view p) { return entry.path < p; });
  return at != manifest.end() && at->path == path;
}

bool has_entry(const Manifest& manifest, std::string_view path, std::string_view hash) {
  return std::binary_search(manifest.begin(), manifest.end(), ManifestEntry{std::string(path), std::string(hash)});
}

std::string manifest_text(const Manifest& manifest) {
  std::string out;
  for (const ManifestEntry& entry : manifest) out += entry.hash + "  " + entry.path + "\n";
  return out.empty() ? out : std::string(kHeader) + out;
}

std::optional<Manifest> parse_manifest(const Source& source, Diagnostics& diagnostics) {
  Manifest manifest;
  const std::string_view text = source.text();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (const auto problem = read_line(line, manifest)) {
      const auto at = static_cast<std::uint32_t>(begin + problem->column);
      diagnostics.error({&source, at, static_cast<std::uint32_t>(std::max<std::size_t>(begin + line.size(), at + 1))},
                        problem->message, std::string(kWayOut));
      return {};
    }
    begin = end + 1;
  }
  sort_and_unite(manifest);
  return manifest;
}

std::optional<StoredManifest> load_manifest(const std::filesystem::path& directory, SourceSet& sources,
                                            Diagnostics& diagnostics) {
  const std::filesystem::path path = directory / kManifestName;
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error) return StoredManifest{};
  std::optional<std::string> text = read_file(path, diagnostics);
  if (!text) return {};
  const Source& source = sources.add(path.generic_string(), *text);
  std::optional<Manifest> entries = parse_manifest(source, diagnostics);
  if (!entries) return {};
  return StoredManifest{std::move(*entries), std::move(*text)};
}

}  // namespace statusgen
