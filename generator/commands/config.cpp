#include "commands/config.hpp"

#include <algorithm>
#include <set>

#include "spec/load.hpp"

namespace statusgen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDefaultConfig = "statusgen.json";

Fragment argument(std::string name, const std::string& text, SourceSet& sources) {
  const Source& source = sources.add(std::move(name), text);
  return {&source, 0, source.text().size()};
}

const Json* member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::vector<const Json*> strings(const Json& json, std::string_view name) {
  std::vector<const Json*> out;
  if (const Json* list = member(json, name)) {
    for (const Json& item : *list->array()) out.push_back(&item);
  }
  return out;
}

// What stands in statusgen.json.
class ConfigReader {
 public:
  // Inputs are relative to `folder`, the folders to write to are relative to `output`.
  ConfigReader(const fs::path& folder, const fs::path& output, SourceSet& sources, Configuration& out)
      : folder_(folder), output_(output), sources_(sources), out_(out) {}

  void read(const Json& json) {
    Inputs& inputs = out_.inputs;
    inputs.base = folder_;
    if (const Json* spec = member(json, "spec")) inputs.spec = InputFile{folder_ / *spec->string(), spec->span};
    for (const Json* file : strings(json, "overlays")) inputs.overlays.push_back({folder_ / *file->string(), file->span});
    for (const Json* file : strings(json, "templates")) inputs.templates.push_back({folder_ / *file->string(), file->span});
    for (const Json* tag : strings(json, "locales")) inputs.locales.push_back(*tag->string());
    if (const Json* where = member(json, "where")) out_.conditions.push_back(fragment_of(*where, sources_));
    if (const Json* options = member(json, "options")) out_.settings = settings_of(*options);
    for (const Json* file : strings(json, "inject")) out_.inject.push_back({folder_ / *file->string(), file->span});
    if (const Json* outputs = member(json, "outputs")) {
      for (const Json& output : *outputs->array()) read_output(output);
    }
  }

 private:
  void read_output(const Json& json) {
    Job job;
    job.product = *json.find("product")->string();
    job.product_span = json.find("product")->span;
    const Json* directory = member(json, "directory");
    job.directory = output_ / (directory != nullptr ? *directory->string() : job.product);
    job.directory_span = directory != nullptr ? directory->span : job.product_span;
    if (const Json* where = member(json, "where")) job.conditions.push_back(fragment_of(*where, sources_));
    if (const Json* options = member(json, "options")) job.settings = settings_of(*options);
    for (const Json* tag : strings(json, "locales")) job.locales.push_back(*tag->string());
    out_.jobs.push_back(std::move(job));
  }

  const fs::path& folder_;
  const fs::path& output_;
  SourceSet& sources_;
  Configuration& out_;
};

void apply_line(const CommandLine& line, SourceSet& sources, Diagnostics& diagnostics, Configuration& out) {
  if (line.spec) out.inputs.spec = InputFile{*line.spec, {}};
  for (const std::string& file : line.overlays) out.inputs.overlays.push_back({file, {}});
  // Folders named on the command line go before those of the configuration.
  for (std::size_t i = 0; i < line.templates.size(); ++i) {
    out.inputs.templates.insert(out.inputs.templates.begin() + static_cast<std::ptrdiff_t>(i), InputFile{line.templates[i], {}});
  }
  if (!line.locales.empty()) {
    out.inputs.locales = line.locales;
    for (Job& job : out.jobs) job.locales.clear();
  }
  if (line.where) out.conditions.push_back(argument("--where", *line.where, sources));
  for (const std::string& text : line.settings) {
    const Fragment fragment = argument("--set", text, sources);
    if (auto setting = parse_setting(*fragment.source, diagnostics)) out.settings.push_back(std::move(*setting));
  }
}

// Whoever gives a folder relies on it that nothing is written elsewhere.
bool stay_below(const fs::path& output, const std::vector<Job>& jobs, Diagnostics& diagnostics) {
  bool all = true;
  for (const Job& job : jobs) {
    const fs::path from_there = (job.directory / "").lexically_normal().lexically_relative((output / "").lexically_normal());
    if (!from_there.empty() && *from_there.begin() != "..") continue;
    diagnostics.error(job.directory_span, "this folder lies outside of the one given with -o", "name one below it, or leave out -o");
    all = false;
  }
  return all;
}

// A folder alone takes the place of ./statusgen.json, but not that of a configuration that was asked for.
std::string_view or_a_folder(const CommandLine& line) { return line.config ? "" : ", or give a folder with -o"; }

bool has_config(const CommandLine& line) {
  std::error_code error;
  return line.config || fs::is_regular_file(fs::path(kDefaultConfig), error);
}

bool read_config(const CommandLine& line, SourceSet& sources, Diagnostics& diagnostics, Configuration& out) {
  const fs::path path = line.config.value_or(std::string(kDefaultConfig));
  const std::optional<std::string> text = read_file(path, diagnostics);
  if (!text) return false;
  const std::optional<Json> json = load_file(sources.add(path.generic_string(), *text), FileKind::config, diagnostics);
  if (!json) return false;
  out.inputs.config_file = path.generic_string();
  const fs::path folder = path.parent_path();
  const fs::path output = line.output ? fs::path(*line.output) : folder;
  ConfigReader(folder, output, sources, out).read(*json);
  // Hand-written files have their places, wherever the folders go.
  if (line.output) out.inject.clear();
  if (!out.jobs.empty() || !out.inject.empty()) return !line.output || stay_below(*line.output, out.jobs, diagnostics);
  diagnostics.error(json->span, "the configuration has no outputs", std::string("add \"outputs\"").append(or_a_folder(line)));
  return false;
}

// Named products select among the configuration's outputs, and leave its hand-written files alone. What goes into the same folders comes along: whoever makes a
// folder without it would remove it.
void select_jobs(const CommandLine& line, Configuration& out, Diagnostics& diagnostics) {
  if (line.arguments.empty()) return;
  out.inject.clear();
  std::set<fs::path> folders;
  for (const std::string& name : line.arguments) {
    bool found = false;
    for (const Job& job : out.jobs) {
      if (job.product != name) continue;
      folders.insert((job.directory / "").lexically_normal());
      found = true;
    }
    if (!found) diagnostics.error({}, "the configuration has no output of " + in_quotes(name), std::string("name one that it has").append(or_a_folder(line)));
  }
  std::erase_if(out.jobs, [&](const Job& job) { return !folders.contains((job.directory / "").lexically_normal()); });
}

}  // namespace

Configuration configure_inputs(const CommandLine& line, SourceSet& sources, Diagnostics& diagnostics) {
  Configuration out;
  apply_line(line, sources, diagnostics, out);
  return out;
}

std::optional<Configuration> configure(const CommandLine& line, SourceSet& sources, Diagnostics& diagnostics, bool& usage) {
  Configuration out;
  usage = false;
  if (line.config || (!line.output && has_config(line))) {
    if (!read_config(line, sources, diagnostics, out)) return {};
    select_jobs(line, out, diagnostics);
  } else if (line.output) {
    out.output = *line.output;
    out.all_products = line.arguments.empty();
    for (const std::string& name : line.arguments) {
      Job job;
      job.product = name;
      job.directory = out.output / name;
      const bool twice = std::any_of(out.jobs.begin(), out.jobs.end(), [&](const Job& other) { return other.product == name; });
      if (!twice) out.jobs.push_back(std::move(job));
    }
  } else if (!line.plan) {
    usage = true;
    diagnostics.error({}, "there is no folder to write to", "give one with -o DIR, or write a statusgen.json");
    return {};
  } else {
    out.all_products = line.arguments.empty();
    for (const std::string& name : line.arguments) out.jobs.push_back({name, {}, name, {}, {}, {}, {}});
  }
  apply_line(line, sources, diagnostics, out);
  if (diagnostics.has_errors()) {
    usage = true;
    return {};
  }
  return out;
}

std::optional<Configuration> configure_inject(const CommandLine& line, SourceSet& sources, Diagnostics& diagnostics, bool& usage) {
  Configuration out;
  if (has_config(line) && !read_config(line, sources, diagnostics, out)) return {};
  if (!line.arguments.empty()) out.inject.clear();
  for (const std::string& file : line.arguments) out.inject.push_back({file, {}});
  apply_line(line, sources, diagnostics, out);
  usage = out.inject.empty();
  if (!usage) return out;
  diagnostics.error({}, "there is no file to inject into", "name one, or list it as \"inject\" in statusgen.json");
  return {};
}

}  // namespace statusgen
