// The lists that templates go through: the selected codes, and the same codes by number, class and definer. Everything
// is a view of the spec's tree; nothing is copied.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "support/json.hpp"
#include "template/engine.hpp"

namespace statusgen {

// A "where", or what a product requires.
struct Condition {
  jinja::Expr expression;
  Span span;  // the whole of it
};

struct View {
  jinja::Value codes;
  jinja::Value numbers;   // {code, entries, entry}
  jinja::Value classes;   // the spec's classes, each with its selected codes
  jinja::Value definers;  // those with selected codes, each with them
};

// The codes for which every condition holds. A condition sees the members of a code as bare names, and `outer` behind
// them. Empty when a condition fails to evaluate, with the error reported.
std::optional<std::vector<const Json*>> select_codes(const Json& spec, std::span<const Condition* const> conditions, const jinja::Context& outer,
                                                     jinja::Engine& engine, Diagnostics& diagnostics);

View make_view(const Json& spec, std::span<const Json* const> codes);

}  // namespace statusgen
