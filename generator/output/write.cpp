#include "output/write.hpp"

#include <string>
#include <vector>

#include "output/disk.hpp"
#include "output/manifest.hpp"
#include "output/paths.hpp"
#include "output/plan.hpp"

namespace statusgen {
namespace fs = std::filesystem;
namespace {

// Innermost first; one that is not empty stays.
void remove_folders(const std::vector<fs::path>& made) {
  std::error_code ignored;
  for (auto folder = made.rbegin(); folder != made.rend(); ++folder) fs::remove(*folder, ignored);
}

// One run over one folder. Its functions return false after they reported why they stopped.
class Writer {
 public:
  Writer(const fs::path& directory, const WriteOptions& options, Diagnostics& diagnostics)
      : directory_(directory), options_(options), diagnostics_(diagnostics) {}

  bool run(const WritePlan& plan);

 private:
  bool clean_up(const WritePlan& plan);
  bool stage(const WritePlan& plan);
  bool move(const WritePlan& plan);
  bool stage_file(const PlannedWrite& write);
  bool stage_text(std::string_view name, const std::string& text);
  bool move_file(std::string_view from, std::string_view to);
  bool remove_file(std::string_view path);
  void remove_empty_folders(std::string_view innermost);

  void step(std::string_view verb, std::string_view path) {
    if (options_.before_step) options_.before_step(std::string(verb) + " " + std::string(path));
  }
  bool done(std::error_code error, std::string_view path) {
    if (error) report_write_error(directory_ / path, error, diagnostics_);
    return !error;
  }

  const fs::path& directory_;
  const WriteOptions& options_;
  Diagnostics& diagnostics_;
  std::vector<fs::path> staged_;
  std::vector<fs::path> made_folders_;
};

bool Writer::run(const WritePlan& plan) {
  if (clean_up(plan) && stage(plan) && move(plan)) return true;
  std::error_code ignored;
  for (const fs::path& path : staged_) fs::remove(path, ignored);
  remove_folders(made_folders_);
  return false;
}

bool Writer::clean_up(const WritePlan& plan) {
  for (const std::string& folder : plan.empty_folders) remove_empty_folders(folder);
  for (const std::string& path : plan.leftovers) {
    if (!remove_file(path)) return false;
    remove_empty_folders(folder_of(path));
  }
  return true;
}

bool Writer::stage(const WritePlan& plan) {
  if (plan.union_text != plan.old_text && !stage_text(kUnionName, plan.union_text)) return false;
  for (const PlannedWrite& write : plan.writes) {
    if (!stage_file(write)) return false;
  }
  return plan.final_text == plan.union_text || plan.final_text.empty() || stage_text(kFinalName, plan.final_text);
}

bool Writer::move(const WritePlan& plan) {
  if (plan.union_text != plan.old_text && !move_file(kUnionName, kManifestName)) return false;
  for (const std::string& path : plan.removals) {
    if (!remove_file(path)) return false;
    remove_empty_folders(folder_of(path));
  }
  for (const PlannedWrite& write : plan.writes) {
    if (!move_file(temporary_path(write.file->path), write.file->path)) return false;
  }
  if (plan.final_text == plan.union_text) return true;
  return plan.final_text.empty() ? remove_file(kManifestName) : move_file(kFinalName, kManifestName);
}

bool Writer::stage_file(const PlannedWrite& write) {
  const std::string& path = write.file->path;
  const fs::path temporary = directory_ / temporary_path(path);
  step("stage", path);
  if (!done(make_folders(temporary.parent_path(), made_folders_), path)) return false;
  if (!done(write_new_file(temporary, write.file->bytes, write.permissions), path)) return false;
  staged_.push_back(temporary);
  return true;
}

bool Writer::stage_text(std::string_view name, const std::string& text) {
  step("stage", name);
  if (!done(write_new_file(directory_ / name, text, {}), name)) return false;
  staged_.push_back(directory_ / name);
  return true;
}

bool Writer::move_file(std::string_view from, std::string_view to) {
  step("move", to);
  std::error_code error;
  fs::rename(directory_ / from, directory_ / to, error);
  return done(error, to);
}

bool Writer::remove_file(std::string_view path) {
  step("remove", path);
  std::error_code error;
  fs::remove(directory_ / path, error);
  if (error) diagnostics_.error({}, "cannot remove " + (directory_ / path).generic_string() + ": " + error.message());
  return !error;
}

void Writer::remove_empty_folders(std::string_view folder) {
  std::error_code error;
  for (; !folder.empty() && !error; folder = folder_of(folder)) {
    step("remove", folder);
    fs::remove(directory_ / folder, error);
  }
}

// Creates the folder, because that is what there is to lock.
bool open_folder(const fs::path& directory, const WriteOptions& options, std::vector<fs::path>& made, FolderLock& lock,
                 Diagnostics& diagnostics) {
  std::error_code error = make_folders(directory, made);
  if (!error) error = lock.acquire(directory, options.lock_wait);
  if (error == std::errc::operation_would_block) {
    diagnostics.error({}, "another statusgen has been writing " + directory.generic_string() + " for too long",
                      "wait for it or end it, then run this again");
  } else if (error) {
    report_write_error(directory, error, diagnostics);
  }
  return !error;
}

std::optional<WriteSummary> write_locked(const fs::path& directory, std::span<const OutputFile> files,
                                         const WriteOptions& options, SourceSet& sources, Diagnostics& diagnostics) {
  std::optional<WritePlan> plan = plan_files(directory, files, options.force, sources, diagnostics);
  if (!plan || !add_manifests(*plan, directory, files, diagnostics)) return {};
  if (!plan->nothing_to_do() && !Writer(directory, options, diagnostics).run(*plan)) return {};
  return WriteSummary{plan->writes.size(), plan->unchanged, plan->removals.size()};
}

}  // namespace

bool can_write(const fs::path& directory, std::span<const OutputFile> files, bool force, SourceSet& sources, Diagnostics& diagnostics) {
  std::error_code error;
  if (fs::is_directory(directory, error)) return plan_files(directory, files, force, sources, diagnostics).has_value();
  // The folder is still to be made, below the nearest one that there is.
  fs::path above = fs::absolute(directory).lexically_normal();
  while (!fs::exists(above, error) && above != above.root_path()) above = above.parent_path();
  const std::error_code reason = fs::is_directory(above, error) ? check_writable_folder(above) : std::make_error_code(std::errc::not_a_directory);
  if (reason) report_write_error(directory, reason, diagnostics);
  return !reason;
}

std::optional<WriteSummary> write_files(const fs::path& directory, std::span<const OutputFile> files,
                                        const WriteOptions& options, SourceSet& sources, Diagnostics& diagnostics) {
  if (!check_output_paths(files, diagnostics)) return {};
  std::error_code ignored;
  if (files.empty() && !fs::exists(directory, ignored)) return WriteSummary{};
  std::vector<fs::path> made;
  FolderLock lock;
  std::optional<WriteSummary> summary;
  if (open_folder(directory, options, made, lock, diagnostics)) {
    summary = write_locked(directory, files, options, sources, diagnostics);
  }
  if (!summary) remove_folders(made);
  return summary;
}

}  // namespace statusgen
