#include "commands/commands.hpp"
#include "commands/workspace.hpp"
#include "support/words.hpp"

namespace statusgen {

Exit run_render(Session& session) {
  const CommandLine& line = session.line;
  if (line.arguments.size() != 1) {
    session.diagnostics.error({}, "render takes one template", "see statusgen render --help");
    return Exit::wrong_usage;
  }
  const std::filesystem::path path(line.arguments[0]);
  const jinja::Language language = line.language ? jinja::find_language(*line.language) : jinja::language_of_path(path.generic_string());
  if (line.language && language == jinja::Language::other) {
    std::vector<std::string_view> names;
    for (const auto& row : jinja::language_names()) names.push_back(row.name);
    session.diagnostics.error({}, "there is no language " + in_quotes(*line.language), did_you_mean(*line.language, names));
    return Exit::wrong_usage;
  }
  // Other templates are looked for beside this one, then in the folders that were named.
  Inputs inputs;
  const std::filesystem::path folder = path.parent_path().empty() ? std::filesystem::path(".") : path.parent_path();
  inputs.templates.push_back({folder, {}});
  for (const std::string& dir : line.include_dirs) inputs.templates.push_back({dir, {}});
  std::vector<Library::Folder> folders;
  for (const InputFile& file : inputs.templates) folders.push_back({file.path, file.span});
  Library library(std::move(folders), session.sources, session.diagnostics);
  jinja::Engine engine({[&](std::string_view name) { return library.load(name); }, [&] { return library.template_names(); }}, {}, limits_of(line));

  Json data{Json::Object{}, {}};
  if (line.data) {
    const Source* source = open_input({*line.data, {}}, session.sources, session.diagnostics);
    std::optional<Json> json = source ? parse_json(*source, session.diagnostics) : std::nullopt;
    if (json && json->object() == nullptr) session.diagnostics.error(json->span, "the data is an object with the variables as members");
    if (json) data = std::move(*json);
  }
  if (session.diagnostics.has_errors()) return Exit::wrong_input;
  const Source* source = open_input({path, {}}, session.sources, session.diagnostics);
  if (source == nullptr) return Exit::wrong_input;
  const jinja::Template* parsed = engine.find(path.filename().generic_string(), session.diagnostics);
  if (parsed == nullptr) return Exit::wrong_input;
  jinja::Context variables;
  for (const Member& member : *data.object()) engine.set(variables, member.key, jinja::Value::from(member.value));
  std::string out;
  if (!engine.render(*parsed, variables, language, out, session.diagnostics)) return Exit::wrong_input;
  session.out << out;
  return Exit::done;
}

}  // namespace statusgen
