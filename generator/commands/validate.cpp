#include <algorithm>

#include "commands/commands.hpp"
#include "commands/make.hpp"
#include "commands/workspace.hpp"
#include "product/product.hpp"
#include "spec/load.hpp"
#include "spec/model.hpp"
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

// Without the templates beside it: those show what they are worth in a file.
void validate_block(const Source& source, Session& session) {
  Library library({}, session.sources, session.diagnostics);
  jinja::Engine engine({[](std::string_view) -> const Source* { return nullptr; }, {}});
  load_block("", &source, library, engine, session.sources, session.diagnostics);
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
    // All that generate would say before it renders, and all about hand-written files: products, options, conditions and
    // the inputs that it names.
    if (!load_file(*source, FileKind::config, diagnostics)) return;
    CommandLine line = session.line;
    line.config = name;
    line.arguments.clear();
    Session of_config{line, session.out, session.sources, diagnostics, session.terminal};
    make_plans(of_config);
  } else if (*kind == FileKind::block) {
    validate_block(*source, session);
  } else {
    // Overlays and locales are judged together with the spec that they belong to.
    Configuration configuration = configure_inputs(session.line, session.sources, diagnostics);
    if (*kind == FileKind::overlay) configuration.inputs.overlays.push_back({name, {}});
    Workspace workspace(configuration.inputs, limits_of(session.line), session.sources, diagnostics);
    if (*kind == FileKind::locale) workspace.locales({name});
  }
}

// What each locale of --locale has of its own, and what it has not.
void print_coverage(Session& session) {
  const Configuration configuration = configure_inputs(session.line, session.sources, session.diagnostics);
  Workspace workspace(configuration.inputs, limits_of(session.line), session.sources, session.diagnostics);
  if (!workspace.has_spec()) return;
  const Json* english = workspace.locale_file("en");
  for (const Json* resolved : workspace.locales(configuration.inputs.locales)) {
    const std::string& tag = *resolved->find("tag")->string();
    const auto given = std::find_if(configuration.inputs.locales.begin(), configuration.inputs.locales.end(), [&](const std::string& name) {
      const Json* file = name == "all" ? nullptr : workspace.locale_file(name);
      return file != nullptr && *file->find("tag")->string() == tag;
    });
    const Json* locale = workspace.locale_file(given != configuration.inputs.locales.end() ? *given : tag);
    if (locale == nullptr || english == nullptr) continue;
    const Coverage found = coverage_of(*locale, *english, workspace.spec());
    session.out << tag << ": " << found.strings << " of " << found.all_strings << " strings, " << found.texts << " of " << found.all_texts << " texts of situations\n";
    for (const std::string& missing : found.missing) session.out << "  missing: " << missing << "\n";
  }
}

}  // namespace

Exit run_validate(Session& session) {
  if (session.line.arguments.empty() && session.line.locales.empty()) {
    session.diagnostics.error({}, "validate needs at least one file", "see statusgen validate --help");
    return Exit::wrong_usage;
  }
  if (!session.line.locales.empty()) print_coverage(session);
  for (const std::string& name : session.line.arguments) {
    const std::size_t errors = session.diagnostics.error_count();
    validate(name, session);
    if (session.diagnostics.error_count() == errors && !session.line.quiet) session.out << name << ": valid\n";
  }
  return session.diagnostics.has_errors() ? Exit::wrong_input : Exit::done;
}

}  // namespace statusgen
