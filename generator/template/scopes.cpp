#include "template/scopes.hpp"

#include <map>
#include <optional>
#include <set>

namespace statusgen::jinja {
namespace {

struct Level {  // a function: what has a frame
  std::uint32_t slots = 0;
  std::uint32_t depth = 0;
};

struct Ref {
  Level* level;
  std::int32_t slot;
};

enum class Load { parameter, nothing, outer, context };

// Jinja2's class Symbols: what one scope knows of its names.
struct Names {
  Names(Names* parent_scope, Level* function) : parent(parent_scope), level(function) {}

  Names* parent;
  Level* level;
  std::map<std::string, Ref> refs;
  std::map<std::string, Load> loads;  // of the names that this scope itself defines
  std::map<std::string, Ref> outers;  // Load::outer: what is copied
  std::set<std::string> stores;

  const Ref* find_ref(const std::string& name) const {
    if (const auto it = refs.find(name); it != refs.end()) return &it->second;
    return parent != nullptr ? parent->find_ref(name) : nullptr;
  }

  void define(const std::string& name, Load load) {
    if (!refs.contains(name)) refs[name] = {level, static_cast<std::int32_t>(level->slots++)};
    loads[name] = load;
  }

  void parameter(const std::string& name) {
    stores.insert(name);
    define(name, Load::parameter);
  }

  void store(const std::string& name) {
    stores.insert(name);
    if (refs.contains(name)) return;
    if (const Ref* outer = parent != nullptr ? parent->find_ref(name) : nullptr) {
      outers[name] = *outer;
      define(name, Load::outer);
    } else {
      define(name, Load::nothing);
    }
  }

  void load(const std::string& name) {
    if (find_ref(name) == nullptr) define(name, Load::context);
  }

  // After an `if`: what only some branches assign starts from outside.
  void merge(const std::vector<Names>& branches) {
    std::map<std::string, std::size_t> counts;
    for (const Names& branch : branches) {
      for (const std::string& name : branch.stores) {
        if (!stores.contains(name)) ++counts[name];
      }
    }
    for (const Names& branch : branches) {
      for (const auto& [name, ref] : branch.refs) refs.insert_or_assign(name, ref);
      for (const auto& [name, load] : branch.loads) loads.insert_or_assign(name, load);
      outers.insert(branch.outers.begin(), branch.outers.end());
      stores.insert(branch.stores.begin(), branch.stores.end());
    }
    for (const auto& [name, count] : counts) {
      if (count == branches.size()) continue;
      if (const Ref* outer = parent != nullptr ? parent->find_ref(name) : nullptr) {
        outers[name] = *outer;
        loads[name] = Load::outer;
      } else {
        loads[name] = Load::context;
      }
    }
  }
};

template <typename AnyExpr, typename Visit>
void each_part(AnyExpr& expr, Visit&& visit) {
  for (AnyExpr& part : expr.parts) visit(part);
  for (auto& [name, part] : expr.keywords) visit(part);
}

class Resolver {
 public:
  explicit Resolver(Symbols& symbols) : symbols_(symbols) {}

  void function(Function& function, Names* outer, const std::vector<Parameter*>& parameters, bool root = false) {
    Level level;
    if (outer != nullptr) level.depth = outer->level->depth + 1;
    Names names(outer, &level);
    for (Parameter* parameter : parameters) {
      names.parameter(parameter->target.name);
      if (parameter->fallback) read(*parameter->fallback, names);
    }
    read(function.body, names);
    for (Parameter* parameter : parameters) {
      bind(parameter->target, names);
      if (parameter->fallback) bind(*parameter->fallback, names);
    }
    bind(function.body, names, root);
    function.scope = finish(names);
    function.slots = level.slots;
  }

 private:
  // ---- reading a scope: collects its names, stops where another scope begins
  void read(const Body& body, Names& names) {
    for (const Stmt& statement : body) {
      std::visit([&](const auto& node) { read_node(node, names); }, statement.node);
    }
  }

  void read(const Expr& expr, Names& names) {
    if (expr.kind == ExprKind::name) names.load(expr.name);
    each_part(expr, [&](const Expr& part) { read(part, names); });
  }

  void store(const Target& target, Names& names, bool parameter = false) {
    for (const Target& part : target.parts) store(part, names, parameter);
    if (!target.parts.empty() || target.name.empty()) return;
    parameter ? names.parameter(target.name) : names.store(target.name);
  }

  void read_node(const Text&, Names&) {}
  void read_node(const BlockCall&, Names&) {}
  void read_node(const Output& node, Names& names) { read(node.value, names); }
  // As in Jinja2 all elifs, one after the other, count as one branch of three.
  void read_node(const If& node, Names& names) {
    read(node.branches[0].condition, names);
    std::vector<Names> branches(3, names);
    read(node.branches[0].body, branches[0]);
    for (std::size_t i = 1; i < node.branches.size(); ++i) read_elif(node.branches[i], branches[1]);
    read(node.otherwise, branches[2]);
    names.merge(branches);
  }
  void read_elif(const Branch& branch, Names& names) {
    read(branch.condition, names);
    std::vector<Names> branches(3, names);
    read(branch.body, branches[0]);
    names.merge(branches);
  }
  void read_node(const For& node, Names& names) { read(node.iterable, names); }
  void read_node(const Set& node, Names& names) {
    read(node.value, names);
    store(node.target, names);
  }
  void read_node(const SetBlock& node, Names& names) {
    store(node.target, names);
    if (node.has_filters) read(node.filters, names);
  }
  void read_node(const With& node, Names& names) {
    for (const Expr& value : node.values) read(value, names);
  }
  void read_node(const FilterBlock& node, Names& names) { read(node.filters, names); }
  void read_node(const Macro& node, Names& names) { store(node.target, names); }
  void read_node(const Include& node, Names& names) { read(node.template_name, names); }
  void read_node(const Extends& node, Names& names) { read(node.template_name, names); }
  void read_node(const Import& node, Names& names) {
    read(node.template_name, names);
    store(node.target, names);
  }
  void read_node(const FromImport& node, Names& names) {
    read(node.template_name, names);
    for (const auto& [name, target] : node.names) store(target, names);
  }

  // ---- binding: gives every name its place, and every inner scope its turn
  Place place(const std::string& name, const Names& names) const {
    const Names* owner = &names;
    while (owner != nullptr && !owner->refs.contains(name)) owner = owner->parent;
    // A name that no scope around assigns is asked of the context whenever it is used.
    if (owner == nullptr || !owner->stores.contains(name)) return {};
    const Ref& ref = owner->refs.at(name);
    return {ref.slot, names.level->depth - ref.level->depth};
  }

  void bind(Expr& expr, const Names& names) {
    if (expr.kind == ExprKind::name) {
      expr.symbol = symbols_.intern(expr.name);
      expr.place = place(expr.name, names);
    }
    each_part(expr, [&](Expr& part) { bind(part, names); });
  }

  void bind(Target& target, const Names& names) {
    for (Target& part : target.parts) bind(part, names);
    if (target.name.empty()) return;
    target.symbol = symbols_.intern(target.name);
    target.place = place(target.name, names);
  }

  void bind(Body& body, Names& names, bool top) {
    for (Stmt& statement : body) {
      std::visit([&](auto& node) { bind_node(node, names, top); }, statement.node);
    }
  }

  Scope finish(const Names& names) {
    Scope scope;
    for (const auto& [name, load] : names.loads) {
      if (load == Load::parameter || !names.stores.contains(name)) continue;
      ScopeLoad out{names.refs.at(name).slot, ScopeLoad::From::nothing, {}, symbols_.intern(name)};
      if (load == Load::context) out.from = ScopeLoad::From::context;
      if (load == Load::outer) {
        const Ref& outer = names.outers.at(name);
        out.from = ScopeLoad::From::outer;
        out.outer = names.parent == nullptr ? Place{outer.slot, 0} : place(name, *names.parent);
        out.outer.hops = names.level->depth - outer.level->depth;
        if (out.outer.slot == Place::kContext) out.from = ScopeLoad::From::context;
      }
      scope.loads.push_back(out);
    }
    return scope;
  }

  Scope visible(const Names& names) {
    Scope scope;
    std::set<std::string> seen;
    for (const Names* at = &names; at != nullptr; at = at->parent) {
      for (const std::string& name : at->stores) {
        if (seen.insert(name).second) scope.visible.emplace_back(symbols_.intern(name), place(name, names));
      }
    }
    return scope;
  }

  void inner(Body& body, Scope& scope, Names& outer) {
    Names names(&outer, outer.level);
    read(body, names);
    bind(body, names, false);
    scope = finish(names);
  }

  void bind_node(Text&, Names&, bool) {}
  void bind_node(Output& node, Names& names, bool) { bind(node.value, names); }
  void bind_node(If& node, Names& names, bool top) {
    for (Branch& branch : node.branches) {
      bind(branch.condition, names);
      bind(branch.body, names, top);
    }
    bind(node.otherwise, names, top);
  }
  void bind_node(For& node, Names& names, bool) {
    bind(node.iterable, names);
    Names body(&names, names.level);
    if (node.loop_slot != Place::kContext) {
      body.parameter("loop");
      node.loop_slot = body.refs.at("loop").slot;
    }
    store(node.target, body, true);
    read(node.body, body);
    bind(node.target, body);
    bind(node.body, body, false);
    node.scope = finish(body);
    if (node.condition) {
      Names test(&names, names.level);
      store(node.target, test, true);
      read(*node.condition, test);
      node.condition_target = node.target;
      bind(node.condition_target, test);
      bind(*node.condition, test);
      node.condition_scope = finish(test);
    }
    inner(node.otherwise, node.otherwise_scope, names);
  }
  void bind_node(Set& node, Names& names, bool top) {
    bind(node.value, names);
    bind(node.target, names);
    node.exported = top;
  }
  void bind_node(SetBlock& node, Names& names, bool top) {
    inner(node.body, node.scope, names);
    if (node.has_filters) bind(node.filters, names);
    bind(node.target, names);
    node.exported = top;
  }
  void bind_node(With& node, Names& names, bool) {
    for (Expr& value : node.values) bind(value, names);
    Names inside(&names, names.level);
    for (Target& target : node.targets) store(target, inside, true);
    read(node.body, inside);
    for (Target& target : node.targets) bind(target, inside);
    bind(node.body, inside, false);
    node.scope = finish(inside);
  }
  void bind_node(FilterBlock& node, Names& names, bool) {
    bind(node.filters, names);
    inner(node.body, node.scope, names);
  }
  void bind_node(Macro& node, Names& names, bool top) {
    std::vector<Parameter*> parameters;
    for (Parameter& parameter : node.parameters) parameters.push_back(&parameter);
    function(*node.function, &names, parameters);
    bind(node.target, names);
    node.exported = top;
  }
  void bind_node(Include& node, Names& names, bool) {
    bind(node.template_name, names);
    node.scope = visible(names);
  }
  void bind_node(Import& node, Names& names, bool top) {
    bind(node.template_name, names);
    bind(node.target, names);
    node.scope = visible(names);
    node.exported = top;
  }
  void bind_node(FromImport& node, Names& names, bool top) {
    bind(node.template_name, names);
    for (auto& [name, target] : node.names) bind(target, names);
    node.scope = visible(names);
    node.exported = top;
  }
  void bind_node(Extends& node, Names& names, bool) { bind(node.template_name, names); }
  void bind_node(BlockCall& node, Names& names, bool) { node.scope = visible(names); }

  Symbols& symbols_;
};

}  // namespace

Symbol Symbols::intern(std::string_view name) {
  if (const auto it = symbols_.find(name); it != symbols_.end()) return it->second;
  const auto symbol = static_cast<Symbol>(names_.size());
  names_.emplace_back(name);
  symbols_.emplace(std::string(name), symbol);
  return symbol;
}

void resolve_names(Template& parsed, Symbols& symbols) {
  Resolver resolver(symbols);
  resolver.function(parsed.root, nullptr, {}, true);
  for (const auto& block : parsed.blocks) resolver.function(block->function, nullptr, {});
}

void resolve_names(Expr& expression, Symbols& symbols) {
  if (expression.kind == ExprKind::name) expression.symbol = symbols.intern(expression.name);
  each_part(expression, [&](Expr& part) { resolve_names(part, symbols); });
}

}  // namespace statusgen::jinja
