// Making expression nodes.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "template/ast.hpp"

namespace statusgen::jinja {

inline Expr make(ExprKind kind, Span span, std::vector<Expr> parts = {}) {
  Expr out;
  out.kind = kind;
  out.span = span;
  out.parts = std::move(parts);
  return out;
}

inline Expr literal(Span span, Value value) {
  Expr out = make(ExprKind::literal, span);
  out.value = std::move(value);
  return out;
}

inline Expr binary(ExprKind kind, Operator op, Span span, Expr left, Expr right) {
  Expr out = make(kind, span);
  out.op = op;
  out.parts.push_back(std::move(left));
  out.parts.push_back(std::move(right));
  return out;
}

inline Expr unary_node(ExprKind kind, Span span, Expr operand) {
  Expr out = make(kind, span);
  out.parts.push_back(std::move(operand));
  return out;
}

// Whether Jinja2 computes the expression when it compiles the template. Filters that call others need a context then.
inline bool is_constant(const Expr& expr) {
  constexpr std::string_view kNeedContext[] = {"map", "select", "reject", "selectattr", "rejectattr"};
  if (expr.kind == ExprKind::name || expr.kind == ExprKind::call || expr.filter_block) return false;
  if (expr.kind == ExprKind::filter && std::find(std::begin(kNeedContext), std::end(kNeedContext), expr.name) != std::end(kNeedContext)) return false;
  if (expr.kind == ExprKind::conditional && expr.parts[0].kind == ExprKind::literal && expr.parts[0].value.is(Kind::boolean)) {
    const std::size_t taken = expr.parts[0].value.as_boolean() ? 1 : 2;  // the other branch does not count
    return taken < expr.parts.size() && is_constant(expr.parts[taken]);
  }
  return std::all_of(expr.parts.begin(), expr.parts.end(), is_constant) &&
         std::all_of(expr.keywords.begin(), expr.keywords.end(), [](const auto& k) { return is_constant(k.second); });
}

}  // namespace statusgen::jinja
