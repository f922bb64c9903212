#include <chrono>

#include "commands/make.hpp"
#include "output/depfile.hpp"
#include "output/disk.hpp"
#include "output/write.hpp"

namespace statusgen {
namespace {

// The stamp is touched last, so that a build which watches it runs again after any failure.
bool write_build_files(const Session& session, const Workspace& workspace, const std::vector<InjectedFile>& injected) {
  const CommandLine& line = session.line;
  if (line.depfile) {
    std::set<std::string> read = workspace.dependencies();
    for (const InjectedFile& file : injected) read.insert(file.path.generic_string());
    const std::string text = depfile_text(*line.stamp, std::vector<std::string>(read.begin(), read.end()));
    if (!replace_file(*line.depfile, text, session.diagnostics)) return false;
  }
  return !line.stamp || touch_stamp(*line.stamp, session.diagnostics);
}

}  // namespace

Exit run_generate(Session& session) {
  const auto begin = std::chrono::steady_clock::now();
  if (session.line.depfile && !session.line.stamp) {
    session.diagnostics.error({}, "--depfile needs --stamp", "a depfile names the stamp as its target");
    return Exit::wrong_usage;
  }
  Made made = make_plans(session);
  if (made.exit != Exit::done) return made.exit;
  if (session.line.plan) {
    session.out << to_json_text(plan_json(made.plans, made.workspace->engine())) << "\n";
    return Exit::done;
  }
  const std::optional<std::vector<FileSet>> sets = make_files(made, session);
  if (!sets) return Exit::wrong_input;
  // With any error nothing is written: look at every folder before the first is touched.
  for (const FileSet& set : *sets) can_write(set.directory, set.files, session.line.force, session.sources, session.diagnostics);
  can_write(made.injected, session);
  if (session.diagnostics.has_errors()) return Exit::wrong_input;
  WriteSummary total;
  for (const FileSet& set : *sets) {
    WriteOptions options;
    options.force = session.line.force;
    const auto written = write_files(set.directory, set.files, options, session.sources, session.diagnostics);
    if (!written) return Exit::wrong_input;
    total.written += written->written;
    total.unchanged += written->unchanged;
    total.removed += written->removed;
  }
  if (!write_injected(made.injected, session.diagnostics)) return Exit::wrong_input;
  for (const InjectedFile& file : made.injected) ++(file.changes() ? total.written : total.unchanged);
  if (!write_build_files(session, *made.workspace, made.injected)) return Exit::wrong_input;
  if (!session.line.quiet) {
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    session.out << total.written << (total.written == 1 ? " file written, " : " files written, ") << total.unchanged << " unchanged, " << total.removed
                << " removed, " << elapsed.count() << " ms\n";
  }
  return Exit::done;
}

}  // namespace statusgen
