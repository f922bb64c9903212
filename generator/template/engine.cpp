#include "template/engine.hpp"

#include <algorithm>

#include "template/operators.hpp"
#include "template/parser.hpp"
#include "template/renderer.hpp"

namespace statusgen::jinja {

const Value* Context::find(Symbol name) const {
  for (const Context* at = this; at != nullptr; at = at->parent) {
    for (const auto& [symbol, value] : at->values) {
      if (symbol == name) return &value;
    }
  }
  return nullptr;
}

void Context::set(Symbol name, Value value) {
  const auto it = std::find_if(values.begin(), values.end(), [&](const auto& pair) { return pair.first == name; });
  if (it != values.end()) {
    it->second = std::move(value);
  } else {
    values.emplace_back(name, std::move(value));
  }
}

Engine::Engine(Templates templates, LexSettings settings, Limits limits)
    : templates_(std::move(templates)), settings_(settings), limits_(limits) {}

const Template* Engine::find(std::string_view name, Diagnostics& diagnostics) {
  if (const auto it = parsed_.find(name); it != parsed_.end()) return it->second.get();
  const Source* source = templates_.load(name);
  if (source == nullptr) return nullptr;
  std::unique_ptr<Template> parsed = parse_template(*source, 0, source->text().size(), settings_, symbols_, diagnostics);
  return parsed_.emplace(std::string(name), std::move(parsed)).first->second.get();
}

std::unique_ptr<Template> Engine::parse(const Source& source, std::size_t begin, std::size_t end, Diagnostics& diagnostics) {
  return parse_template(source, begin, end, settings_, symbols_, diagnostics);
}

std::optional<Expr> Engine::parse_expression(const Source& source, std::size_t begin, std::size_t end, Diagnostics& diagnostics) {
  return jinja::parse_expression(source, begin, end, symbols_, diagnostics);
}

bool Engine::render(const Template& parsed, const Context& variables, Language language, std::string& out, Diagnostics& diagnostics) {
  return Renderer(*this, language, out, diagnostics).run(parsed, variables);
}

std::optional<Value> Engine::evaluate(const Expr& expression, const Context& variables, Diagnostics& diagnostics) {
  std::string ignored;
  return Renderer(*this, Language::txt, ignored, diagnostics).run(expression, variables);
}

std::optional<bool> Engine::holds(const Expr& expression, const Context& variables, Diagnostics& diagnostics) {
  std::optional<Value> value = evaluate(expression, variables, diagnostics);
  if (!value) return {};
  try {
    return truth(Site{expression.span, Language::txt, nullptr, &limits_}, *value);
  } catch (DiagnosticError& error) {
    diagnostics.add(std::move(error.diagnostic));
    return {};
  }
}

}  // namespace statusgen::jinja
