// Making expression nodes.
#pragma once

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

}  // namespace statusgen::jinja
