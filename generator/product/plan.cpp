#include "product/plan.hpp"

#include <algorithm>
#include <map>

#include "support/utf8.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

using jinja::Value;

class Planner {
 public:
  Planner(const Json& spec, const Request& request, jinja::Engine& engine, Diagnostics& diagnostics)
      : spec_(spec), request_(request), engine_(engine), diagnostics_(diagnostics) {}

  std::unique_ptr<Plan> make() {
    const std::size_t errors = diagnostics_.error_count();
    plan_->product = request_.product;
    if (!make_context()) return nullptr;
    for (const Requirement& requirement : request_.product->requirements) check(requirement);
    for (const OutputRule& rule : request_.product->outputs) expand(rule);
    return diagnostics_.error_count() > errors ? nullptr : std::move(plan_);
  }

 private:
  bool make_context() {
    std::optional<Value> options = option_values(*request_.product, request_.settings, request_.base, diagnostics_);
    // With the defaults in place of wrong options the conditions can still be looked at: all errors in one run.
    const bool usable = options.has_value();
    if (!usable) options = option_values(*request_.product, {}, request_.base, diagnostics_);
    if (!options) return false;
    jinja::Context outer;
    engine_.set(outer, "options", *options);
    std::vector<const Condition*> conditions = request_.conditions;
    if (request_.product->where) conditions.push_back(&*request_.product->where);
    const auto codes = select_codes(spec_, conditions, outer, engine_, diagnostics_);
    if (!codes || !usable) return false;
    if (codes->empty()) warn_of_nothing(outer);
    const View view = make_view(spec_, *codes);
    jinja::List locales;
    for (const Json* locale : request_.locales) locales.push_back(Value::from(*locale));
    jinja::Dict data;
    for (const auto& [name, json] : request_.product->data) data.emplace_back(Value::text_view(name, jinja::kAllLanguages), Value::from(json));

    const auto set = [&](std::string_view name, Value value) { engine_.set(plan_->context, name, std::move(value)); };
    set("spec", Value::from(spec_));
    set("codes", view.codes);
    set("numbers", view.numbers);
    set("classes", view.classes);
    set("definers", view.definers);
    set("locale", locales.front());
    set("locales", Value::list(locales));
    set("options", std::move(*options));
    set("data", Value::dict(std::move(data)));
    lists_ = {{"code", view.codes}, {"number", view.numbers}, {"class", view.classes}, {"definer", view.definers}, {"locale", Value::list(locales)}};
    return true;
  }

  // What a user asked for may be true for no code at all; most often that is a slip.
  void warn_of_nothing(const jinja::Context& outer) {
    for (const Condition* condition : request_.conditions) {
      const auto codes = select_codes(spec_, std::span(&condition, 1), outer, engine_, diagnostics_);
      if (codes && codes->empty()) diagnostics_.warning(condition->span, "this is true for no code");
    }
  }

  void check(const Requirement& requirement) {
    const std::optional<bool> holds = engine_.holds(requirement.that.expression, plan_->context, diagnostics_);
    if (!holds || *holds) return;
    std::string message;
    if (!engine_.render(*requirement.message, plan_->context, jinja::Language::txt, message, diagnostics_)) return;
    // Whoever gave a value that the requirement asks about looks there, not into the product.
    const Span that = requirement.that.span;
    const std::string_view asked = that.source->text().substr(that.begin, that.end - that.begin);
    const auto is_asked = [&](const Setting& setting) {
      const std::string name = "options." + setting.name;
      const std::size_t at = asked.find(name);
      const char next = at == std::string_view::npos || at + name.size() >= asked.size() ? ' ' : asked[at + name.size()];
      return at != std::string_view::npos && !is_alnum(next) && next != '_' && (setting.product.empty() || setting.product == request_.product->name);
    };
    const auto setting = std::find_if(request_.settings.rbegin(), request_.settings.rend(), is_asked);
    const Span given = setting != request_.settings.rend() ? setting->value.span : request_.asked_for;
    if (given.source == nullptr) return diagnostics_.error(that, message);
    diagnostics_.error(given, message, {}, {that, "required here"});
  }

  // One output for each item, or each pair of items: the first list of for_each varies slowest.
  void expand(const OutputRule& rule) {
    std::vector<std::size_t> at(rule.for_each.size(), 0);
    for (const std::string& name : rule.for_each) {
      if (lists_.at(name).size() == 0) return;
    }
    while (true) {
      jinja::Context context{&plan_->context, {}};
      for (std::size_t i = 0; i < at.size(); ++i) engine_.set(context, rule.for_each[i], lists_.at(rule.for_each[i]).item(at[i]));
      if (!add(rule, std::move(context))) return;
      std::size_t last = at.size();
      while (last > 0 && ++at[last - 1] == lists_.at(rule.for_each[last - 1]).size()) at[--last] = 0;
      if (last == 0) return;
    }
  }

  // False when an error was reported: the other items would only repeat it.
  bool add(const OutputRule& rule, jinja::Context context) {
    if (rule.where) {
      const std::optional<bool> holds = engine_.holds(rule.where->expression, context, diagnostics_);
      if (!holds) return false;
      if (!*holds) return true;
    }
    std::string path;
    if (!engine_.render(*rule.path, context, jinja::Language::path, path, diagnostics_)) return false;
    for (const PlannedOutput& other : plan_->outputs) {
      if (other.path != path) continue;
      Diagnostic twice{Severity::error, rule.span, "two outputs of " + in_quotes(request_.product->name) + " have the path " + in_quotes(path),
                       "put what tells them apart into \"path\"", {}};
      if (other.rule != &rule) twice.notes.push_back({other.rule->span, "the other one"});
      diagnostics_.add(std::move(twice));
      return false;
    }
    engine_.set(context, "output", Value::dict({{Value::text_view("path", jinja::kAllLanguages), Value::text(path)}}));
    plan_->outputs.push_back({std::move(path), &rule, std::move(context)});
    return true;
  }

  const Json& spec_;
  const Request& request_;
  jinja::Engine& engine_;
  Diagnostics& diagnostics_;
  std::unique_ptr<Plan> plan_ = std::make_unique<Plan>();
  std::map<std::string, Value> lists_;
};

Json context_json(const jinja::Context& context, const jinja::Engine& engine) {
  Json out{Json::Object{}, {}};
  for (const auto& [symbol, value] : context.values) {
    out.set(engine.symbols().name(symbol), jinja::to_json(value).value_or(Json{}));
  }
  return out;
}

}  // namespace

std::unique_ptr<Plan> make_plan(const Json& spec, const Request& request, jinja::Engine& engine, Diagnostics& diagnostics) {
  return Planner(spec, request, engine, diagnostics).make();
}

Json plan_json(std::span<const std::unique_ptr<Plan>> plans, const jinja::Engine& engine) {
  Json products{Json::Object{}, {}};
  for (const auto& plan : plans) {
    Json outputs{Json::Array{}, {}};
    for (const PlannedOutput& output : plan->outputs) {
      Json row{Json::Object{}, {}};
      row.set("path", make_json(output.path));
      row.set("template", make_json(output.rule->template_name));
      row.set("language", make_json(jinja::language_name(output.rule->language)));
      if (output.rule->crlf) row.set("newline", make_json("crlf"));
      row.set("context", context_json(output.context, engine));
      outputs.array()->push_back(std::move(row));
    }
    Json product{Json::Object{}, {}};
    product.set("context", context_json(plan->context, engine));
    product.set("outputs", std::move(outputs));
    products.set(plan->product->name, std::move(product));
  }
  Json out{Json::Object{}, {}};
  out.set("products", std::move(products));
  return out;
}

}  // namespace statusgen
