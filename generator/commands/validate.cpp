#include <algorithm>

#include "commands/commands.hpp"
#include "commands/workspace.hpp"
#include "product/product.hpp"
#include "spec/load.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

// The kind of a file that its "format" names; reports what it cannot be.
std::optional<FileKind> kind_of(const Source& source, Diagnostics& diagnostics) {
  Diagnostics found;
  const std::optional<Json> json = parse_json(source, found);
  const Json* format = json ? json->find("format") : nullptr;
  const std::optional<FileKind> kind = format != nullptr && format->string() != nullptr ? file_kind(*format->string()) : std::nullopt;
  if (kind) return kind;  // whoever loads it reports the rest
  for (const Diagnostic& diagnostic : found.all()) diagnostics.add(diagnostic);
  if (!json) return {};
  std::vector<std::string_view> names;
  for (const FileFormat& row : file_formats()) names.push_back(row.format);
  diagnostics.error(format != nullptr ? format->span : json->span, "this is no file of statusgen: its \"format\" is " + list_or(names));
  return {};
}

void validate_product(const std::filesystem::path& path, Session& session) {
  const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
  Library library({{folder.parent_path().lexically_relative(std::filesystem::current_path()), {}}}, session.sources, session.diagnostics);
  jinja::Engine engine({[&](std::string_view name) { return library.load(name); }, [&] { return library.template_names(); }}, {}, limits_of(session.line));
  load_product(folder.filename().generic_string(), {}, true, library, engine, session.sources, session.diagnostics);
}

void validate(const std::string& name, Session& session) {
  Diagnostics& diagnostics = session.diagnostics;
  const Source* source = open_input({name, {}}, session.sources, diagnostics);
  if (source == nullptr) return;
  if (name.ends_with(".j2")) {
    const Source& text = session.sources.add(name, jinja::normalize_newlines(source->text()));
    jinja::Engine engine({[](std::string_view) -> const Source* { return nullptr; }, {}});
    engine.parse(text, 0, text.text().size(), diagnostics);
    return;
  }
  const std::optional<FileKind> kind = kind_of(*source, diagnostics);
  if (!kind) return;
  if (*kind == FileKind::spec) {
    load_spec(*source, {}, diagnostics);
  } else if (*kind == FileKind::product) {
    validate_product(name, session);
  } else if (*kind == FileKind::config) {
    load_file(*source, FileKind::config, diagnostics);
  } else {
    // Overlays and locales are judged together with the spec that they belong to.
    Configuration configuration = configure_inputs(session.line, session.sources, diagnostics);
    if (*kind == FileKind::overlay) configuration.inputs.overlays.push_back({name, {}});
    Workspace workspace(configuration.inputs, limits_of(session.line), session.sources, diagnostics);
    if (*kind == FileKind::locale) workspace.locales({name});
  }
}

}  // namespace

Exit run_validate(Session& session) {
  if (session.line.arguments.empty()) {
    session.diagnostics.error({}, "validate needs at least one file", "see statusgen validate --help");
    return Exit::wrong_usage;
  }
  for (const std::string& name : session.line.arguments) {
    const std::size_t errors = session.diagnostics.error_count();
    validate(name, session);
    if (session.diagnostics.error_count() == errors && !session.line.quiet) session.out << name << ": valid\n";
  }
  return session.diagnostics.has_errors() ? Exit::wrong_input : Exit::done;
}

}  // namespace statusgen
