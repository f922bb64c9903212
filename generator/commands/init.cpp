#include "commands/report.hpp"
#include "output/disk.hpp"
#include "spec/load.hpp"
#include "support/words.hpp"
#include "template/lexer.hpp"

namespace statusgen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolder = "init";
constexpr std::string_view kFirst = "start";
constexpr std::string_view kFile = "statusgen.json";

// What a preset is for: the comment with which its template begins.
std::string_view summary_of(const Source& preset) {
  const std::string_view text = preset.text();
  const std::size_t end = text.find("#}");
  return text.starts_with("{#") && end != std::string_view::npos ? jinja::strip_left(jinja::strip_right(text.substr(2, end - 2))) : "";
}

// The preset's text, checked; empty with an error reported.
std::optional<std::string> make_text(const std::string& name, jinja::Engine& engine, Session& session) {
  const jinja::Template* parsed = engine.find(name, session.diagnostics);
  std::string text;
  if (parsed == nullptr || !engine.render(*parsed, {}, jinja::Language::json, text, session.diagnostics)) return {};
  if (!load_file(session.sources.add(name + " (rendered)", text), FileKind::config, session.diagnostics)) return {};
  return text;
}

bool write(const fs::path& path, std::string_view text, Diagnostics& diagnostics) {
  std::vector<fs::path> made;
  std::error_code error = make_folders(path.parent_path(), made);
  if (!error) error = write_new_file(path, text, {});
  if (error == std::errc::file_exists) {
    diagnostics.error({}, path.generic_string() + " exists already", "edit it, or name another folder: statusgen init DIR");
  } else if (error) {
    report_write_error(path, error, diagnostics);
  }
  return !error;
}

}  // namespace

void print_presets(Session& session) {
  const Configuration configuration = configure_inputs(session.line, session.sources, session.diagnostics);
  Workspace workspace(configuration.inputs, limits_of(session.line), session.sources, session.diagnostics);
  session.out << "\nPresets; without --for it is " << kFirst << ":\n";
  for (const auto& [name, file] : choices_of(kFolder, workspace.engine())) {
    const Source* source = workspace.library().load(file);
    if (source != nullptr) session.out << "  " << name << std::string(name.size() < 13 ? 13 - name.size() : 1, ' ') << summary_of(*source) << "\n";
  }
}

Exit run_init(Session& session) {
  const CommandLine& line = session.line;
  if (line.arguments.size() > 1) {
    session.diagnostics.error({}, "init takes one folder at most", "see statusgen init --help");
    return Exit::wrong_usage;
  }
  const Configuration configuration = configure_inputs(line, session.sources, session.diagnostics);
  Workspace workspace(configuration.inputs, limits_of(line), session.sources, session.diagnostics);
  const auto presets = choices_of(kFolder, workspace.engine());
  const std::string wanted = line.preset.value_or(std::string(kFirst));
  const auto preset = presets.find(wanted);
  if (preset == presets.end()) {
    std::vector<std::string_view> names;
    for (const auto& row : presets) names.push_back(row.first);
    const std::string hint = did_you_mean(wanted, names);
    session.diagnostics.error({}, "there is no preset " + in_quotes(wanted), hint.empty() ? "choose " + list_or(names) : hint);
    return Exit::wrong_usage;
  }
  const fs::path path = fs::path(line.arguments.empty() ? "" : line.arguments[0]) / kFile;
  const std::optional<std::string> text = make_text(preset->second, workspace.engine(), session);
  if (session.diagnostics.has_errors() || !text || !write(path, *text, session.diagnostics)) return Exit::wrong_input;
  if (line.quiet) return Exit::done;
  const std::string config = line.arguments.empty() ? "" : " --config " + shell_word(path.generic_string());
  session.out << path.generic_string() << " is written. Put your own values in it, then make the files, and commit both:\n"
              << "  statusgen generate" << config << "\n  statusgen check" << config << "    # later: has anything drifted?\n";
  return Exit::done;
}

}  // namespace statusgen
