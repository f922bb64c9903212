#include <algorithm>

#include "commands/workspace.hpp"
#include "commands/commands.hpp"
#include "output/disk.hpp"
#include "product/product.hpp"

namespace statusgen {
namespace {

void list_products(Session& session, Library& library, jinja::Engine& engine) {
  std::vector<Product> products;
  std::size_t width = 0;
  for (const std::string& name : library.product_names()) {
    auto product = load_product(name, {}, false, library, engine, session.sources, session.diagnostics);
    if (!product) continue;
    width = std::max(width, name.size());
    products.push_back(std::move(*product));
  }
  for (const Product& product : products) {
    session.out << product.name << std::string(width + 2 - product.name.size(), ' ') << product.summary << "\n";
  }
}

void describe(std::ostream& out, const Product& product) {
  out << product.name << ": " << product.summary << "\n";
  if (!product.options.empty()) out << "\nOptions, for --set OPTION=VALUE:\n";
  for (const ProductOption& option : product.options) {
    out << "  " << option.name << " (" << option_type_name(option.type);
    for (std::size_t i = 0; i < option.choices.size(); ++i) out << (i == 0 ? ": " : ", ") << option.choices[i];
    out << ", default " << to_json_text(option.fallback) << ")\n      " << option.help << "\n";
  }
  out << "\nOutputs:\n";
  for (const OutputRule& rule : product.outputs) {
    out << "  " << rule.template_name;
    for (std::size_t i = 0; i < rule.for_each.size(); ++i) out << (i == 0 ? ", for each " : " and ") << rule.for_each[i];
    out << "\n";
  }
}

}  // namespace

Exit run_products(Session& session) {
  const CommandLine& line = session.line;
  if (line.arguments.size() > 1 || (line.eject && line.arguments.empty())) {
    session.diagnostics.error({}, line.eject ? "--eject needs the name of one product" : "products takes one name at most", "see statusgen products --help");
    return Exit::wrong_usage;
  }
  const Configuration configuration = configure_inputs(line, session.sources, session.diagnostics);
  Workspace workspace(configuration.inputs, limits_of(line), session.sources, session.diagnostics);
  if (line.arguments.empty()) {
    list_products(session, workspace.library(), workspace.engine());
    return session.diagnostics.has_errors() ? Exit::wrong_input : Exit::done;
  }
  const std::string& name = line.arguments[0];
  const auto product = load_product(name, {}, false, workspace.library(), workspace.engine(), session.sources, session.diagnostics);
  if (!product) return Exit::wrong_input;
  if (!line.eject) {
    describe(session.out, *product);
    return Exit::done;
  }
  // The copies are the user's from now on: no manifest owns them, and none that is there already is overwritten.
  for (const OutputFile& file : workspace.library().files_of(name)) {
    const std::filesystem::path path = std::filesystem::path(*line.eject) / file.path;
    std::error_code error;
    if (std::filesystem::exists(path, error)) session.diagnostics.error({}, path.generic_string() + " exists already", "eject into another folder, or remove it");
  }
  if (session.diagnostics.has_errors()) return Exit::wrong_input;
  for (const OutputFile& file : workspace.library().files_of(name)) {
    const std::filesystem::path path = std::filesystem::path(*line.eject) / file.path;
    if (!replace_file(path, file.bytes, session.diagnostics)) return Exit::wrong_input;
    if (!line.quiet) session.out << path.generic_string() << "\n";
  }
  return Exit::done;
}

}  // namespace statusgen
