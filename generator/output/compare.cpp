#include "output/compare.hpp"

#include <algorithm>
#include <set>

#include "output/manifest.hpp"
#include "output/paths.hpp"
#include "output/unified_diff.hpp"

namespace statusgen {
namespace fs = std::filesystem;
namespace {

class Comparison {
 public:
  Comparison(const fs::path& directory, Diagnostics& diagnostics) : directory_(directory), diagnostics_(diagnostics) {}

  void expect(const OutputFile& file) {
    if (!is_there(file.path)) {
      found.push_back({DifferenceKind::missing, file.path, {}, file.bytes});
    } else if (auto bytes = read_file(directory_ / file.path, diagnostics_); bytes && *bytes != file.bytes) {
      found.push_back({DifferenceKind::changed, file.path, std::move(*bytes), file.bytes});
    }
  }

  void expect_none(const std::string& path) {
    if (!is_there(path)) return;
    if (auto bytes = read_file(directory_ / path, diagnostics_)) {
      found.push_back({DifferenceKind::orphaned, path, std::move(*bytes), {}});
    }
  }

  std::vector<Difference> found;

 private:
  bool is_there(const std::string& path) const {
    std::error_code ignored;
    return fs::status(directory_ / path, ignored).type() != fs::file_type::not_found;
  }

  const fs::path& directory_;
  Diagnostics& diagnostics_;
};

// A name with a space ends with a tab, as in git's output, so that patch does not cut it.
std::string header(std::string_view mark, std::string_view name) {
  return std::string(mark) + std::string(name) + (name.find(' ') == std::string_view::npos ? "\n" : "\t\n");
}

}  // namespace

std::vector<Difference> compare_files(const fs::path& directory, std::span<const OutputFile> files, SourceSet& sources,
                                      Diagnostics& diagnostics) {
  if (!check_output_paths(files, diagnostics)) return {};
  const std::optional<StoredManifest> stored = load_manifest(directory, sources, diagnostics);
  if (!stored) return {};
  const std::size_t errors_before = diagnostics.error_count();
  Comparison comparison(directory, diagnostics);
  const Manifest wanted = manifest_of(files);
  for (const OutputFile& file : files) comparison.expect(file);
  std::set<std::string> orphans;
  for (const ManifestEntry& entry : stored->entries) {
    if (!has_path(wanted, entry.path)) orphans.insert(entry.path);
  }
  for (const std::string& path : orphans) comparison.expect_none(path);
  if (comparison.found.empty() && diagnostics.error_count() == errors_before) {
    const std::string text = manifest_text(wanted);
    if (text.empty()) {
      comparison.expect_none(std::string(kManifestName));
    } else {
      comparison.expect({std::string(kManifestName), text});
    }
  }
  std::sort(comparison.found.begin(), comparison.found.end(),
            [](const Difference& a, const Difference& b) { return a.path < b.path; });
  return std::move(comparison.found);
}

std::string render_difference(const Difference& difference) {
  const bool missing = difference.kind == DifferenceKind::missing;
  const bool orphaned = difference.kind == DifferenceKind::orphaned;
  const std::string from = missing ? "/dev/null" : "a/" + difference.path;
  const std::string to = orphaned ? "/dev/null" : "b/" + difference.path;
  const auto is_binary = [](const std::string& bytes) { return bytes.find('\0') != std::string::npos; };
  if (is_binary(difference.on_disk) || is_binary(difference.generated)) {
    return "Binary files " + from + " and " + to + " differ\n";
  }
  return header("--- ", from) + header("+++ ", to) + unified_hunks(difference.on_disk, difference.generated);
}

}  // namespace statusgen
