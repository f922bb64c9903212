#include "output/plan.hpp"

#include <set>

#include "output/disk.hpp"
#include "output/manifest.hpp"
#include "output/paths.hpp"
#include "support/sha256.hpp"

namespace statusgen {
namespace fs = std::filesystem;
namespace {

using PathSet = std::set<std::string, std::less<>>;

// How far the folders of a path exist.
struct Way {
  std::string folder;     // the innermost one that exists
  bool complete = false;  // it is the one that the path names
  std::string problem;
  std::string hint;
};

bool is_read_only(fs::file_status status) {
  constexpr fs::perms kWrite = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
  return fs::is_regular_file(status) && (status.permissions() & kWrite) == fs::perms::none;
}

class Planner {
 public:
  Planner(const fs::path& directory, const Manifest& owned, bool force, Diagnostics& diagnostics)
      : directory_(directory), owned_(owned), force_(force), diagnostics_(diagnostics) {}

  void find_leftovers(const PathSet& paths);
  void drop(const std::string& path);
  void want(const OutputFile& file);
  void need_writable(const std::string& folder);
  const WritePlan& plan() const { return plan_; }
  WritePlan take() { return std::move(plan_); }

 private:
  std::string shown(std::string_view path) const { return (directory_ / path).generic_string(); }
  Way way_to(std::string_view path) const;
  std::optional<bool> has_bytes(const OutputFile& file, fs::file_status status);
  bool may_replace(const OutputFile& file, fs::file_status status);

  const fs::path& directory_;
  const Manifest& owned_;
  bool force_;
  Diagnostics& diagnostics_;
  WritePlan plan_;
  PathSet checked_folders_;
};

Way Planner::way_to(std::string_view path) const {
  Way way;
  const std::string_view goal = folder_of(path);
  while (way.folder.size() < goal.size()) {
    const std::size_t begin = way.folder.empty() ? 0 : way.folder.size() + 1;
    std::string next(goal.substr(0, goal.find('/', begin)));
    std::error_code error;
    const fs::file_status status = fs::symlink_status(directory_ / next, error);
    if (status.type() == fs::file_type::none) {
      way.problem = "cannot look at " + shown(next) + ": " + error.message();
    } else if (fs::is_symlink(status)) {
      way.problem = shown(next) + " is a symbolic link";
      way.hint = "remove it: outputs go into real folders only, so that they stay inside the output folder";
    } else if (fs::exists(status) && !fs::is_directory(status)) {
      way.problem = shown(next) + " is a file where a folder is needed";
      way.hint = "move it away";
    }
    if (!fs::is_directory(status)) return way;
    way.folder = std::move(next);
  }
  way.complete = true;
  return way;
}

void Planner::find_leftovers(const PathSet& paths) {
  const auto look_for = [&](std::string path) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(directory_ / path, ignored))) plan_.leftovers.push_back(std::move(path));
  };
  for (const std::string& path : paths) {
    if (way_to(path).complete) look_for(temporary_path(path));
  }
  look_for(std::string(kFinalName));
  look_for(std::string(kUnionName));
}

void Planner::drop(const std::string& path) {
  const Way way = way_to(path);
  std::error_code ignored;
  const fs::file_status status = way.complete ? fs::symlink_status(directory_ / path, ignored) : fs::file_status{};
  if (!fs::exists(status) || fs::is_directory(status) || !has_path(owned_, path)) {
    plan_.empty_folders.push_back(way.folder);
    return;
  }
  const bool is_file = fs::is_regular_file(status);
  const std::optional<std::string> bytes = is_file ? read_file(directory_ / path, diagnostics_) : std::string();
  if (!bytes) return;
  if (!is_file || (!force_ && !has_entry(owned_, path, sha256_hex(*bytes)))) {
    diagnostics_.warning({}, shown(path) + " is no longer generated but was edited, so it stays",
                         "it is yours now: keep it or delete it");
  } else if (is_read_only(status) && !force_) {
    diagnostics_.error({}, "cannot remove " + shown(path) + ": it is read-only", "make it writable or use --force");
  } else {
    need_writable(way.folder);
    plan_.removals.push_back(path);
  }
}

void Planner::want(const OutputFile& file) {
  const Way way = way_to(file.path);
  if (!way.problem.empty()) return diagnostics_.error({}, way.problem, way.hint);
  std::error_code error;
  const fs::path path = directory_ / file.path;
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::none) return report_write_error(path, error, diagnostics_);
  const std::optional<bool> same = has_bytes(file, status);
  if (!same) return;
  if (*same) {
    ++plan_.unchanged;
  } else if (may_replace(file, status)) {
    need_writable(way.folder);
    const bool replaces = fs::is_regular_file(status);
    plan_.writes.push_back({&file, replaces ? std::optional(status.permissions()) : std::nullopt});
  }
}

// Nothing when the file cannot be read, which has then been reported.
std::optional<bool> Planner::has_bytes(const OutputFile& file, fs::file_status status) {
  const fs::path path = directory_ / file.path;
  std::error_code error;
  // Reading through a link is harmless, and leaves a tree alone that is made of links (Bazel, Nix).
  if (fs::is_symlink(status)) status = fs::status(path, error);
  if (!fs::is_regular_file(status) || fs::file_size(path, error) != file.bytes.size()) return false;
  const std::optional<std::string> bytes = read_file(path, diagnostics_);
  if (!bytes) return {};
  return *bytes == file.bytes;
}

bool Planner::may_replace(const OutputFile& file, fs::file_status status) {
  if (!fs::exists(status)) return true;
  std::string problem;
  std::string hint = "move it away";
  if (fs::is_directory(status)) {
    problem = "it is a folder";
  } else if (fs::is_symlink(status)) {
    problem = force_ ? "" : "it is a symbolic link";
    hint = "remove it, or replace it with --force";
  } else if (!fs::is_regular_file(status)) {
    problem = "it is not a regular file";
  } else if (!has_path(owned_, file.path) && !force_) {
    problem = "statusgen did not write the file that is there";
    hint = "move it away, or overwrite it with --force";
  } else if (is_read_only(status) && !force_) {
    problem = "it is read-only";
    hint = "make it writable or use --force";
  }
  if (!problem.empty()) diagnostics_.error({}, "cannot write " + shown(file.path) + ": " + problem, hint);
  return problem.empty();
}

void Planner::need_writable(const std::string& folder) {
  if (!checked_folders_.insert(folder).second) return;
  const fs::path path = folder.empty() ? directory_ : directory_ / folder;
  if (const std::error_code error = check_writable_folder(path)) report_write_error(path, error, diagnostics_);
}

// What a killed run was about to do. A journal that cannot be read was not complete, and then nothing had been done.
Manifest read_journal(const fs::path& directory) {
  Diagnostics ignored;
  const std::optional<std::string> text = read_file(directory / kUnionName, ignored);
  SourceSet sources;
  return text ? parse_manifest(sources.add("", *text), ignored).value_or(Manifest{}) : Manifest{};
}

}  // namespace

bool WritePlan::leaves_files() const { return writes.empty() && removals.empty() && leftovers.empty(); }

bool WritePlan::nothing_to_do() const { return leaves_files() && old_text == final_text; }

std::optional<WritePlan> plan_files(const fs::path& directory, std::span<const OutputFile> files, bool force,
                                    SourceSet& sources, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  std::optional<StoredManifest> stored = load_manifest(directory, sources, diagnostics);
  if (!stored) return {};
  PathSet wanted;
  for (const OutputFile& file : files) wanted.insert(file.path);
  PathSet all = wanted;
  for (const ManifestEntry& entry : merge(stored->entries, read_journal(directory))) all.insert(entry.path);

  Planner planner(directory, stored->entries, force, diagnostics);
  planner.find_leftovers(all);
  for (const std::string& path : all) {
    if (!wanted.contains(path)) planner.drop(path);
  }
  for (const OutputFile& file : files) planner.want(file);
  if (!planner.plan().leaves_files()) planner.need_writable("");
  if (diagnostics.error_count() != errors_before) return {};
  WritePlan plan = planner.take();
  plan.old_text = std::move(stored->text);
  plan.old_entries = std::move(stored->entries);
  return plan;
}

bool add_manifests(WritePlan& plan, const fs::path& directory, std::span<const OutputFile> files, Diagnostics& diagnostics) {
  const Manifest final_manifest = manifest_of(files);
  plan.union_text = manifest_text(merge(plan.old_entries, final_manifest));
  plan.final_text = manifest_text(final_manifest);
  const std::error_code error = plan.nothing_to_do() ? std::error_code() : check_writable_folder(directory);
  if (error) report_write_error(directory, error, diagnostics);
  return !error;
}

}  // namespace statusgen
