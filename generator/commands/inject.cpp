#include "commands/injection.hpp"
#include "commands/report.hpp"

namespace statusgen {
namespace {

// What mends the differences, to be copied: the same inputs, and those files that differ.
std::string mending_command(const CommandLine& line, const std::vector<InjectedFile>& files) {
  std::string out = "run statusgen inject";
  if (has_edits(files)) out += " --force";
  const auto add = [&](const char* option, const std::string& value) { out += std::string(option) + shell_word(value); };
  if (line.config) add(" --config ", *line.config);
  if (line.spec) add(" --spec ", *line.spec);
  for (const std::string& file : line.overlays) add(" --overlay ", file);
  for (const std::string& folder : line.templates) add(" --templates ", folder);
  for (const std::string& tag : line.locales) add(" --locale ", tag);
  if (line.where) add(" --where ", *line.where);
  for (const InjectedFile& file : files) {
    if (!line.arguments.empty() && file.changes()) add(" ", file.path.generic_string());
  }
  return out;
}

Exit compare(const std::vector<InjectedFile>& files, Session& session) {
  const std::size_t differences = print_differences(files, session.out);
  if (differences > 0) {
    session.diagnostics.error({}, std::to_string(differences) + (differences == 1 ? " file has blocks" : " files have blocks") + " that are out of date",
                              mending_command(session.line, files));
    return Exit::differences;
  }
  if (!session.line.quiet) session.out << files.size() << (files.size() == 1 ? " file is" : " files are") << " up to date\n";
  return Exit::done;
}

Exit write(const std::vector<InjectedFile>& files, Session& session) {
  if (!can_write(files, session) || !write_injected(files, session.diagnostics)) return Exit::wrong_input;
  std::size_t written = 0;
  for (const InjectedFile& file : files) {
    if (!file.changes()) continue;
    ++written;
    if (session.line.verbose) session.out << file.path.generic_string() << "\n";
  }
  if (!session.line.quiet) session.out << written << (written == 1 ? " file written, " : " files written, ") << files.size() - written << " unchanged\n";
  return Exit::done;
}

}  // namespace

Exit run_inject(Session& session) {
  bool usage = false;
  const std::optional<Configuration> configuration = configure_inject(session.line, session.sources, session.diagnostics, usage);
  if (!configuration) return usage ? Exit::wrong_usage : Exit::wrong_input;
  Workspace workspace(configuration->inputs, limits_of(session.line), session.sources, session.diagnostics);
  const std::optional<std::vector<InjectedFile>> files = inject_files(*configuration, workspace, session);
  if (!files) return Exit::wrong_input;
  return session.line.check ? compare(*files, session) : write(*files, session);
}

}  // namespace statusgen
