// What a product would write: for each output its path, its template and the variables that the template sees. Planning
// evaluates every condition and path of product.json, so all errors in them come before the first template runs.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "product/options.hpp"
#include "product/product.hpp"
#include "product/view.hpp"

namespace statusgen {

// What a run asks of one product.
struct Request {
  const Product* product = nullptr;
  std::vector<const Condition*> conditions;  // --where, and those of statusgen.json
  std::vector<Setting> settings;
  std::vector<const Json*> locales;            // resolved; the first serves outputs that are not per locale
  std::filesystem::path base;                  // what files named in options are relative to
  Span asked_for = {};                         // where the product was named, if in a file
};

struct PlannedOutput {
  std::string path;
  const OutputRule* rule = nullptr;
  jinja::Context context;  // `output` and the names of for_each; behind them the plan's
};

struct Plan {
  const Product* product = nullptr;
  jinja::Context context;  // spec, codes, numbers, classes, definers, locale, locales, options, data
  std::deque<PlannedOutput> outputs;
};

// Never moved: the contexts of outputs point to the plan's.
std::unique_ptr<Plan> make_plan(const Json& spec, const Request& request, jinja::Engine& engine, Diagnostics& diagnostics);

// {"products": {NAME: {"context": …, "outputs": [{"path", "template", "language", "newline", "context"}]}}}: all that
// another implementation of the template language needs to make the same files (templates/jinja2_shim.py does).
Json plan_json(std::span<const std::unique_ptr<Plan>> plans, const jinja::Engine& engine);

}  // namespace statusgen
