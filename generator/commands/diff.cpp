#include "commands/report.hpp"
#include "spec/compare_specs.hpp"
#include "spec/load.hpp"
#include "spec/model.hpp"
#include "spec/registry_csv.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

struct Side {
  Json json;
  bool is_registry = false;
};

std::optional<Side> load_side(const std::string& name, Session& session) {
  const Source* source = open_input({name, {}}, session.sources, session.diagnostics);
  if (source == nullptr) return {};
  const bool registry = is_registry(source->text());
  std::optional<Json> json = registry ? load_registry(*source, session.diagnostics)
                                      : load_spec(*source, {}, session.diagnostics);
  if (!json) return {};
  if (!registry) add_derived_members(*json);
  return Side{std::move(*json), registry};
}

bool usage_is_fine(const CommandLine& line, Diagnostics& diagnostics) {
  const std::size_t files = line.arguments.size();
  const bool overlaid = files == 0 && !line.overlays.empty();
  if (!overlaid && (files < 1 || files > 2)) {
    diagnostics.error({}, "diff takes one or two files, or overlays alone", "see statusgen diff --help");
  } else if (files == 2 && (line.spec || !line.overlays.empty())) {
    diagnostics.error({}, "a second file and --spec or --overlay exclude each other",
                      "leave the second file out to compare with the spec in use");
  }
  return !diagnostics.has_errors();
}

}  // namespace

Exit run_diff(Session& session) {
  const CommandLine& line = session.line;
  if (!usage_is_fine(line, session.diagnostics)) return Exit::wrong_usage;
  const Configuration configuration = configure_inputs(line, session.sources, session.diagnostics);
  Workspace workspace(configuration.inputs, limits_of(line), session.sources, session.diagnostics);
  const std::string name = report_template("diff", line.format.value_or("text"), workspace.engine(), session.diagnostics);
  if (name.empty()) return Exit::wrong_usage;
  std::optional<Side> before;
  if (line.arguments.empty()) {  // what the overlays change
    CommandLine without = line;
    without.overlays.clear();
    const Configuration plain = configure_inputs(without, session.sources, session.diagnostics);
    const Workspace base(plain.inputs, limits_of(line), session.sources, session.diagnostics);
    if (base.has_spec()) before = Side{base.spec()};
  } else {
    before = load_side(line.arguments[0], session);
  }
  std::optional<Side> after;
  if (line.arguments.size() == 2) {
    after = load_side(line.arguments[1], session);
  } else if (workspace.has_spec()) {
    after = Side{workspace.spec()};
  }
  if (!before || !after) return Exit::wrong_input;
  // The registry knows little: for the rest it agrees with the spec on the other side.
  if (before->is_registry && !after->is_registry) before->json = lay_registry_over(before->json, after->json);
  if (after->is_registry && !before->is_registry) after->json = lay_registry_over(after->json, before->json);
  const Json differences = compare_specs(before->json, after->json);
  const bool none = differences.array()->empty();
  jinja::Context context;
  workspace.engine().set(context, "differences", jinja::Value::from(differences));
  if ((!none || !line.quiet) && !print_report(name, context, workspace.engine(), session)) return Exit::wrong_input;
  return none ? Exit::done : Exit::differences;
}

}  // namespace statusgen
