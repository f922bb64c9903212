#include "commands/make.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "output/paths.hpp"

namespace statusgen {
namespace {

namespace fs = std::filesystem;

class Maker {
 public:
  Maker(Session& session, Made& made) : session_(session), made_(made), configuration_(*made.configuration), workspace_(*made.workspace) {}

  bool run() {
    if (configuration_.all_products) add_all_products();
    load_products();
    const std::vector<Condition> common = parse_conditions(configuration_.conditions, workspace_.engine(), session_.diagnostics);
    for (Job& job : configuration_.jobs) plan(job, common);
    return !session_.diagnostics.has_errors();
  }

 private:
  void add_all_products() {
    for (const std::string& name : workspace_.library().product_names()) {
      configuration_.jobs.push_back({name, {}, configuration_.output / name, {}, {}, {}, {}});
    }
  }

  void load_products() {
    for (const Job& job : configuration_.jobs) {
      if (loaded_.contains(job.product)) continue;
      loaded_[job.product] = nullptr;
      std::optional<Product> product = load_product(job.product, job.product_span, true, workspace_.library(), workspace_.engine(), session_.sources, session_.diagnostics);
      if (product) loaded_[job.product] = &made_.products.emplace_back(std::move(*product));
    }
    std::vector<const Product*> all;
    for (const Product& product : made_.products) all.push_back(&product);
    const std::vector<std::string> names = workspace_.library().product_names();
    if (all.size() == loaded_.size()) check_settings(configuration_.settings, all, names, session_.diagnostics);
    for (const Job& job : configuration_.jobs) {
      if (const Product* product = loaded_.at(job.product)) check_settings(job.settings, std::span(&product, 1), names, session_.diagnostics);
    }
  }

  void plan(const Job& job, const std::vector<Condition>& common) {
    Request request;
    request.product = loaded_.at(job.product);
    request.base = configuration_.inputs.base;
    request.settings = job.settings;
    // What the command line says comes last and wins; what the configuration says for all outputs comes first.
    const auto from_line = [](const Setting& s) { return s.is_text; };
    std::copy_if(configuration_.settings.begin(), configuration_.settings.end(), std::back_inserter(request.settings), from_line);
    std::remove_copy_if(configuration_.settings.begin(), configuration_.settings.end(), std::inserter(request.settings, request.settings.begin()), from_line);
    request.locales = workspace_.locales(job.locales.empty() ? configuration_.inputs.locales : job.locales);
    const std::vector<Condition> own = parse_conditions(job.conditions, workspace_.engine(), session_.diagnostics);
    for (const auto* list : {&common, &own}) {
      for (const Condition& condition : *list) request.conditions.push_back(&condition);
    }
    if (request.product == nullptr || request.locales.empty()) return;
    const std::size_t said = session_.diagnostics.all().size();
    if (auto plan = make_plan(workspace_.spec(), request, workspace_.engine(), session_.diagnostics)) {
      if (plan->outputs.empty() && !request.conditions.empty() && session_.diagnostics.all().size() == said) {
        session_.diagnostics.warning(request.conditions.back()->span, "the product " + in_quotes(job.product) + " makes nothing of the codes that are left");
      }
      made_.plans.push_back(std::move(plan));
      made_.jobs.push_back(&job);
    }
  }

  Session& session_;
  Made& made_;
  Configuration& configuration_;
  Workspace& workspace_;
  std::map<std::string, const Product*> loaded_;  // null: has errors
};

}  // namespace

Made make_plans(Session& session) {
  Made made;
  bool usage = false;
  made.configuration = configure(session.line, session.sources, session.diagnostics, usage);
  if (!made.configuration) {
    made.exit = usage ? Exit::wrong_usage : Exit::wrong_input;
    return made;
  }
  made.workspace = std::make_unique<Workspace>(made.configuration->inputs, limits_of(session.line), session.sources, session.diagnostics);
  if (!made.workspace->has_spec()) made.workspace->locales(made.configuration->inputs.locales);  // for its errors
  if (!made.workspace->has_spec() || !Maker(session, made).run()) made.exit = Exit::wrong_input;
  if (!made.workspace->has_spec() || session.line.plan) return made;
  std::optional<std::vector<InjectedFile>> injected = inject_files(*made.configuration, *made.workspace, session);
  if (injected) made.injected = std::move(*injected);
  if (!injected) made.exit = Exit::wrong_input;
  return made;
}

namespace {

// Paths that would leave the folder, or that some system cannot hold: said where the product writes them down.
void check_paths(const Plan& plan, Diagnostics& diagnostics) {
  const OutputRule* reported = nullptr;
  for (const PlannedOutput& output : plan.outputs) {
    const auto problem = path_problem(output.path);
    if (!problem || output.rule == reported) continue;
    diagnostics.error(output.rule->path_span, "the output path " + in_quotes(output.path) + " " + *problem, "change \"path\"");
    reported = output.rule;
  }
}

// "a", "./a" and "a/" are one folder.
fs::path normal(const fs::path& directory) {
  const fs::path path = directory.lexically_normal();
  return path.has_filename() || path == path.root_path() ? path : path.parent_path();
}

}  // namespace

std::optional<std::vector<FileSet>> make_files(Made& made, Session& session) {
  std::vector<FileSet> sets;
  for (const auto& plan : made.plans) check_paths(*plan, session.diagnostics);
  for (std::size_t i = 0; i < made.plans.size(); ++i) {
    std::optional<std::vector<OutputFile>> files = render_plan(*made.plans[i], made.workspace->engine(), session.diagnostics);
    if (!files) continue;
    const fs::path directory = normal(made.jobs[i]->directory);
    auto set = std::find_if(sets.begin(), sets.end(), [&](const FileSet& s) { return s.directory == directory; });
    if (set == sets.end()) set = sets.insert(sets.end(), FileSet{directory, {}});
    const auto is_taken = [&](const OutputFile& file) {
      return std::any_of(set->files.begin(), set->files.end(), [&](const OutputFile& other) { return other.path == file.path; });
    };
    if (const auto twice = std::find_if(files->begin(), files->end(), is_taken); twice != files->end()) {
      session.diagnostics.error(made.jobs[i]->directory_span, "two outputs write " + in_quotes((directory / twice->path).generic_string()), "give them different folders");
    }
    std::move(files->begin(), files->end(), std::back_inserter(set->files));
  }
  if (session.diagnostics.has_errors()) return {};
  return sets;
}

}  // namespace statusgen
