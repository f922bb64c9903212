// Resolves the names of a parsed template: which are slots of a frame, which are asked of the context, and what every
// scope sets up when it is entered. The rules are those of Jinja2's idtracking.py, reached the same way: a scope is
// first read whole, so that a name assigned anywhere in it belongs to it; `if` opens no scope; an assignment in a loop
// is forgotten when the iteration ends.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "template/ast.hpp"

namespace statusgen::jinja {

// Interned names: the same text is the same number for every template of an engine.
class Symbols {
 public:
  Symbol intern(std::string_view name);
  std::string_view name(Symbol symbol) const { return names_[symbol]; }
  std::size_t size() const { return names_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, Symbol, Hash, std::equal_to<>> symbols_;
  std::vector<std::string> names_;
};

void resolve_names(Template& parsed, Symbols& symbols);

// For an expression that stands alone: every name is asked of the context.
void resolve_names(Expr& expression, Symbols& symbols);

}  // namespace statusgen::jinja
