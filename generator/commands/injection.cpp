#include "commands/injection.hpp"

#include <algorithm>
#include <set>

#include "inject/block_renderer.hpp"
#include "output/disk.hpp"
#include "support/utf8.hpp"

namespace statusgen {
namespace {

namespace fs = std::filesystem;

std::optional<Injection> inject_file(const Source& source, BlockRenderer& renderer, Diagnostics& diagnostics) {
  if (!is_valid_utf8(source.text())) {
    diagnostics.error({}, source.name() + " is not UTF-8 text", "convert it, or take it out of the list");
    return {};
  }
  const auto render = [&](const Block& block) { return renderer.render(block, source.name()); };
  return inject(source, has_fences(jinja::language_of_path(source.name())), render, diagnostics);
}

void check_writable(const fs::path& path, bool force, Diagnostics& diagnostics) {
  std::error_code error;
  const fs::path target = fs::weakly_canonical(path, error);
  const bool read_only = (fs::status(target, error).permissions() & (fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write)) == fs::perms::none;
  if (read_only && !force) {
    diagnostics.error({}, "cannot write " + path.generic_string() + ": it is read-only", "make it writable or use --force");
  } else if (const std::error_code folder = check_writable_folder(target.parent_path())) {
    report_write_error(path, folder, diagnostics);
  }
}

}  // namespace

Difference InjectedFile::difference() const {
  return {DifferenceKind::changed, path.lexically_normal().generic_string(), std::string(source->text()), injection.text};
}

std::optional<std::vector<InjectedFile>> inject_files(const Configuration& configuration, Workspace& workspace, Session& session) {
  if (configuration.inject.empty()) return std::vector<InjectedFile>{};
  Diagnostics& diagnostics = session.diagnostics;
  const std::size_t errors = diagnostics.error_count();
  Request base;
  base.locales = workspace.locales(configuration.inputs.locales);
  base.base = configuration.inputs.base;
  const std::vector<Condition> conditions = parse_conditions(configuration.conditions, workspace.engine(), diagnostics);
  for (const Condition& condition : conditions) base.conditions.push_back(&condition);
  if (!workspace.has_spec() || base.locales.empty()) return {};
  BlockRenderer renderer(workspace.spec(), std::move(base), workspace.library(), workspace.engine(), session.sources, diagnostics);
  std::vector<InjectedFile> out;
  std::set<fs::path> seen;
  for (const InputFile& file : configuration.inject) {
    std::error_code error;
    if (!seen.insert(fs::weakly_canonical(file.path, error)).second) continue;
    const Source* source = open_input(file, session.sources, diagnostics);
    if (source == nullptr) continue;
    if (std::optional<Injection> injection = inject_file(*source, renderer, diagnostics)) out.push_back({file.path, source, std::move(*injection)});
  }
  if (diagnostics.error_count() > errors) return {};
  return out;
}

bool can_write(const std::vector<InjectedFile>& files, Session& session) {
  const std::size_t errors = session.diagnostics.error_count();
  for (const InjectedFile& file : files) {
    const bool refused = !file.injection.edits.empty() && !session.line.force;
    if (refused) session.out << render_difference(file.difference());
    for (const Edit& edit : file.injection.edits) {
      if (!refused) break;
      session.diagnostics.error(edit.place, edit.had_sum ? "this block was edited by hand" : "statusgen did not write what is in this block",
                                "take it out of the block, or overwrite it with --force");
    }
    if (file.changes()) check_writable(file.path, session.line.force, session.diagnostics);
  }
  return session.diagnostics.error_count() == errors;
}

bool write_injected(const std::vector<InjectedFile>& files, Diagnostics& diagnostics) {
  return std::all_of(files.begin(), files.end(), [&](const InjectedFile& file) { return !file.changes() || replace_file(file.path, file.injection.text, diagnostics); });
}

std::size_t print_differences(const std::vector<InjectedFile>& files, std::ostream& out) {
  std::size_t count = 0;
  for (const InjectedFile& file : files) {
    if (!file.changes()) continue;
    ++count;
    out << render_difference(file.difference());
  }
  return count;
}

bool has_edits(const std::vector<InjectedFile>& files) {
  return std::any_of(files.begin(), files.end(), [](const InjectedFile& file) { return !file.injection.edits.empty(); });
}

}  // namespace statusgen
