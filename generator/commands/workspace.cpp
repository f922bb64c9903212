#include "commands/workspace.hpp"

#include <algorithm>

#include "spec/load.hpp"
#include "spec/model.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kSpecFile = "spec/http-status-codes.json";
constexpr std::string_view kLocales = "spec/locales/";
constexpr std::string_view kMainLocale = "en";

std::vector<Library::Folder> folders_of(const Inputs& inputs) {
  std::vector<Library::Folder> out;
  for (const InputFile& file : inputs.templates) out.push_back({file.path, file.span});
  return out;
}

jinja::Engine::Templates templates_of(Library& library) {
  return {[&library](std::string_view name) { return library.load(name); }, [&library] { return library.template_names(); }};
}

std::vector<std::string> built_in_tags() {
  std::vector<std::string> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with(kLocales)) out.emplace_back(file.path.substr(kLocales.size(), file.path.size() - kLocales.size() - 5));
  }
  return out;
}

}  // namespace

const Source* open_input(const InputFile& file, SourceSet& sources, Diagnostics& diagnostics) {
  std::optional<std::string> text = read_file(file.path, diagnostics, file.span);
  return text ? &sources.add(file.path.generic_string(), std::move(*text)) : nullptr;
}

jinja::Limits limits_of(const CommandLine& line) {
  jinja::Limits limits;
  limits.include_depth = line.max_include_depth.value_or(limits.include_depth);
  limits.macro_depth = line.max_macro_depth.value_or(limits.macro_depth);
  limits.loop_steps = line.max_steps.value_or(limits.loop_steps);
  limits.output_bytes = line.max_output.value_or(limits.output_bytes);
  return limits;
}

Workspace::Workspace(const Inputs& inputs, jinja::Limits limits, SourceSet& sources, Diagnostics& diagnostics)
    : inputs_(inputs), sources_(sources), diagnostics_(diagnostics), library_(folders_of(inputs), sources, diagnostics),
      engine_(templates_of(library_), {}, limits) {
  const std::size_t errors = diagnostics.error_count();
  const Source* spec = nullptr;
  if (inputs.spec) {
    read_.insert(inputs.spec->path.generic_string());
    spec = open_input(*inputs.spec, sources, diagnostics);
  } else {
    spec = &sources.add(std::string(kSpecFile), std::string(find_embedded(kSpecFile).value_or("")));
  }
  std::vector<const Source*> overlays;
  for (const InputFile& file : inputs.overlays) {
    read_.insert(file.path.generic_string());
    if (const Source* overlay = open_input(file, sources, diagnostics)) overlays.push_back(overlay);
  }
  if (inputs.config_file) read_.insert(*inputs.config_file);
  if (spec == nullptr || diagnostics.error_count() > errors) return;
  spec_ = read_spec(*spec, overlays, diagnostics);
  spec_is_right_ = diagnostics.error_count() == errors;
  if (spec_is_right_) add_derived_members(*spec_);
}

// A tag names a built-in locale, anything that ends in ".json" a file.
const Json* Workspace::locale_file(const std::string& name) {
  if (const auto it = locale_files_.find(name); it != locale_files_.end()) return it->second.get();
  std::unique_ptr<Json>& slot = locale_files_[name];
  const Source* source = nullptr;
  if (name.ends_with(".json")) {
    const std::filesystem::path path = inputs_.base / name;
    read_.insert(path.generic_string());
    source = open_input({path, {}}, sources_, diagnostics_);
  } else {
    const std::string path = std::string(kLocales) + name + ".json";
    if (const auto text = find_embedded(path)) source = &sources_.add(path, std::string(*text));
  }
  if (source == nullptr) return nullptr;
  const Json* english = name == kMainLocale ? nullptr : locale_file(std::string(kMainLocale));
  // A built-in locale has the situations of the built-in spec, of which the one in use may have others.
  const bool is_file = name.ends_with(".json");
  std::optional<Json> json = is_file ? load_locale(*source, spec_ ? *spec_ : Json{}, english, diagnostics_) : load_file(*source, FileKind::locale, diagnostics_);
  if (json) slot = std::make_unique<Json>(std::move(*json));
  return slot.get();
}

const Json* Workspace::locale(const std::string& tag) {
  if (const auto it = resolved_.find(tag); it != resolved_.end()) return it->second.get();
  const std::size_t errors = diagnostics_.error_count();
  std::vector<const Json*> chain;
  std::string language = tag;
  if (tag.ends_with(".json")) {
    const Json* file = locale_file(tag);
    if (file == nullptr) return nullptr;
    chain.push_back(file);
    language = *file->find("tag")->string();
  }
  for (const std::string& step : fallback_tags(language)) {
    const Json* file = locale_file(step);
    const bool other_language = step == kMainLocale && language != kMainLocale && !language.starts_with("en-");
    if (file == nullptr || (other_language && chain.empty())) continue;
    chain.push_back(file);
  }
  if (diagnostics_.error_count() > errors) return nullptr;
  if (chain.empty()) {
    const std::vector<std::string> tags = built_in_tags();
    const std::vector<std::string_view> views(tags.begin(), tags.end());
    diagnostics_.error({}, "there is no locale " + in_quotes(tag), "choose " + list_or(views) + ", or name a locale file that ends in .json");
    return nullptr;
  }
  if (!spec_is_right_) return nullptr;
  return (resolved_[tag] = std::make_unique<Json>(resolve_locale(*spec_, chain))).get();
}

std::vector<const Json*> Workspace::locales(const std::vector<std::string>& tags) {
  std::vector<std::string> wanted = tags.empty() ? std::vector<std::string>{std::string(kMainLocale)} : tags;
  if (const auto all = std::find(wanted.begin(), wanted.end(), "all"); all != wanted.end()) {
    const std::vector<std::string> built_in = built_in_tags();
    wanted.erase(all);
    if (wanted.empty()) wanted.emplace_back(kMainLocale);
    wanted.insert(wanted.end(), built_in.begin(), built_in.end());
  }
  std::vector<const Json*> out;
  for (const std::string& tag : wanted) {
    const Json* found = locale(tag);
    if (found != nullptr && std::find(out.begin(), out.end(), found) == out.end()) out.push_back(found);
  }
  return out;
}

std::set<std::string> Workspace::dependencies() const {
  std::set<std::string> out = read_;
  out.merge(library_.dependencies());
  return out;
}

}  // namespace statusgen
