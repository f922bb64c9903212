// The template engine as its host sees it: give it a way to find sources, parse templates by name, render them with
// variables. It reads no disk and knows nothing of what the templates are about.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "template/ast.hpp"
#include "template/lexer.hpp"
#include "template/scopes.hpp"
#include "template/site.hpp"

namespace statusgen::jinja {

// Variables by name, with a fallback to the variables around them.
struct Context {
  const Context* parent = nullptr;
  std::vector<std::pair<Symbol, Value>> values;

  const Value* find(Symbol name) const;
  void set(Symbol name, Value value);
};

class Engine {
 public:
  // Where templates come from. `load` gives the text of a template or nothing when there is none of that name; `names`
  // lists all of them for "did you mean".
  struct Templates {
    std::function<const Source*(std::string_view name)> load;
    std::function<std::vector<std::string>()> names;
  };

  explicit Engine(Templates templates, LexSettings settings = {}, Limits limits = {});

  // Parsed once and kept. Null with an error reported when it has errors; null without one when it does not exist.
  const Template* find(std::string_view name, Diagnostics& diagnostics);
  // A template or expression that stands inside another file: bytes [begin, end) of the source.
  std::unique_ptr<Template> parse(const Source& source, std::size_t begin, std::size_t end, Diagnostics& diagnostics);
  std::optional<Expr> parse_expression(const Source& source, std::size_t begin, std::size_t end, Diagnostics& diagnostics);

  void set(Context& context, std::string_view name, Value value) { context.set(symbols_.intern(name), std::move(value)); }

  // Appends to `out`. False when an error was reported; `out` then holds what was rendered before it.
  bool render(const Template& parsed, const Context& variables, Language language, std::string& out, Diagnostics& diagnostics);
  std::optional<Value> evaluate(const Expr& expression, const Context& variables, Diagnostics& diagnostics);
  // The truth of an expression, as `if` sees it.
  std::optional<bool> holds(const Expr& expression, const Context& variables, Diagnostics& diagnostics);

  const Limits& limits() const { return limits_; }
  const Symbols& symbols() const { return symbols_; }
  std::vector<std::string> template_names() const { return templates_.names ? templates_.names() : std::vector<std::string>{}; }
  bool exists(std::string_view name) const { return parsed_.contains(name) || templates_.load(name) != nullptr; }

 private:
  Templates templates_;
  LexSettings settings_;
  Limits limits_;
  Symbols symbols_;
  std::map<std::string, std::unique_ptr<Template>, std::less<>> parsed_;  // null: has errors, already reported
};

}  // namespace statusgen::jinja
