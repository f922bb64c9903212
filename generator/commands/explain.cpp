#include <filesystem>
#include <fstream>
#include <iostream>

#include "commands/commands.hpp"
#include "commands/explanation.hpp"
#include "commands/findings.hpp"
#include "commands/report.hpp"
#include "commands/workspace.hpp"

namespace statusgen {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{16} << 20;

// Reads no more than it takes to know that it is too much: neither a pipe nor a device need ever end.
std::optional<std::string> read_limited(std::istream& in, const std::string& name, Diagnostics& diagnostics) {
  std::string bytes;
  char block[65536];
  while (bytes.size() <= kMaxBytes && (in.read(block, sizeof block) || in.gcount() > 0)) {
    bytes.append(block, static_cast<std::size_t>(in.gcount()));
  }
  if (bytes.size() <= kMaxBytes) return bytes;
  diagnostics.error({}, name + " has more than " + std::to_string(kMaxBytes) + " bytes",
                    "leave the content out: curl -s -o /dev/null -D - URL");
  return {};
}

const Source* open_responses(Session& session) {
  std::optional<std::string> text;
  std::string name = "<stdin>";
  if (session.line.arguments.empty()) {
    text = read_limited(std::cin, name, session.diagnostics);
  } else {
    name = session.line.arguments[0];
    std::error_code error;
    std::ifstream in(name, std::ios::binary);
    const bool readable = in && !std::filesystem::is_directory(name, error);
    text = readable ? read_limited(in, name, session.diagnostics) : read_file(name, session.diagnostics);
  }
  return text ? &session.sources.add(name, std::move(*text)) : nullptr;
}

}  // namespace

Exit run_explain(Session& session) {
  const CommandLine& line = session.line;
  if (line.arguments.size() > 1) {
    session.diagnostics.error({}, "explain takes one file", "several responses may stand in it in a row");
    return Exit::wrong_usage;
  }
  const Configuration configuration = configure_inputs(line, session.sources, session.diagnostics);
  Workspace workspace(configuration.inputs, limits_of(line), session.sources, session.diagnostics);
  jinja::Engine& engine = workspace.engine();
  const std::string name = report_template("explain", line.format.value_or("text"), engine, session.diagnostics);
  if (name.empty()) return Exit::wrong_usage;
  if (!workspace.has_spec()) return Exit::wrong_input;
  const Source* source = open_responses(session);
  if (source == nullptr) return Exit::wrong_input;
  const auto no_content = [&](int code) { return forbids_content(workspace.spec(), code); };
  const std::vector<Response> responses = parse_responses(*source, no_content, session.diagnostics);
  if (session.diagnostics.has_errors()) return Exit::wrong_input;
  const Json explained = explain_responses(workspace.spec(), responses);
  jinja::Context context;
  set_terminal(context, engine, session);
  for (const Member& member : *explained.object()) engine.set(context, member.key, jinja::Value::from(member.value));
  if (!print_report(name, context, engine, session)) return Exit::wrong_input;
  return *explained.find("broken")->boolean() ? Exit::differences : Exit::done;
}

}  // namespace statusgen
