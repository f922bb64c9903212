#include "template/loop_use.hpp"

#include <algorithm>

namespace statusgen::jinja {
namespace {

bool used_in(const Expr& expr) {
  if (expr.kind == ExprKind::name && expr.name == "loop") return true;
  return std::any_of(expr.parts.begin(), expr.parts.end(), used_in) ||
         std::any_of(expr.keywords.begin(), expr.keywords.end(), [](const auto& k) { return used_in(k.second); });
}

struct LoopUse {
  bool operator()(const Body& body) const {
    return std::any_of(body.begin(), body.end(), [this](const Stmt& s) { return std::visit(*this, s.node); });
  }
  bool operator()(const Text&) const { return false; }
  bool operator()(const Output& n) const { return used_in(n.value); }
  bool operator()(const If& n) const {
    return (*this)(n.otherwise) || std::any_of(n.branches.begin(), n.branches.end(), [this](const Branch& b) { return used_in(b.condition) || (*this)(b.body); });
  }
  bool operator()(const For& n) const {
    return used_in(n.iterable) || (n.condition && used_in(*n.condition)) || (*this)(n.body) || (*this)(n.otherwise);
  }
  bool operator()(const Set& n) const { return used_in(n.value); }
  bool operator()(const SetBlock& n) const { return (n.has_filters && used_in(n.filters)) || (*this)(n.body); }
  bool operator()(const With& n) const { return std::any_of(n.values.begin(), n.values.end(), used_in) || (*this)(n.body); }
  bool operator()(const FilterBlock& n) const { return used_in(n.filters) || (*this)(n.body); }
  bool operator()(const Macro& n) const {
    return (*this)(n.function->body) || std::any_of(n.parameters.begin(), n.parameters.end(), [](const Parameter& p) { return p.fallback && used_in(*p.fallback); });
  }
  bool operator()(const Include& n) const { return used_in(n.template_name); }
  bool operator()(const Import& n) const { return used_in(n.template_name); }
  bool operator()(const FromImport& n) const { return used_in(n.template_name); }
  bool operator()(const Extends& n) const { return used_in(n.template_name); }
  bool operator()(const BlockCall& n) const { return n.scoped; }
};

}  // namespace

bool mentions_loop(const Body& body) { return LoopUse{}(body); }

}  // namespace statusgen::jinja
