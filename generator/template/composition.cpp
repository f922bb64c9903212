// Templates made of templates: include, import, extends and blocks.
#include <algorithm>

#include "support/words.hpp"
#include "template/renderer.hpp"
#include "template/operators.hpp"

namespace statusgen::jinja {

// A template that extends another runs for its sets and blocks; then its parent runs with the same variables.
// `frames` outlive it: a block of the parent may call a macro of the child, which looks into the child's frame.
void Renderer::run_root(const Template& parsed, Run& run, std::deque<Frame>& frames) {
  const Saved saved(at_);
  const Template* next = &parsed;
  while (next != nullptr) {
    for (const auto& block : next->blocks) run.blocks[block->name].push_back({block.get(), next});
    Frame& frame = frames.emplace_back(next->root.slots, nullptr);
    at_ = {&run, &run.context, &frame, false, nullptr, 0};
    run.parent = nullptr;
    enter(next->root.scope);
    execute(next->root.body);
    next = run.parent;
  }
}

const Template* Renderer::find_template(const Expr& expr, bool ignore_missing, bool takes_list) {
  Value scratch;
  const Value& name = value_of(expr, scratch);
  const Site at = site(expr.span);
  at.require(name);
  if (name.is_number()) at.fail("the name of a template is a string, this is " + with_article(name));
  if (!name.is_string() && !takes_list) at.fail("the name of a template is a string, this is " + with_article(name));
  const List candidates = name.is_string() ? List{name} : items(at, name);
  std::string missing;
  for (const Value& candidate : candidates) {
    at.require(candidate);
    if (!candidate.is_string()) at.fail("the name of a template is a string, this is " + with_article(candidate));
    const std::size_t errors = diagnostics_.error_count();
    if (const Template* found = engine_.find(candidate.as_text(), diagnostics_)) return found;
    if (diagnostics_.error_count() > errors || engine_.exists(candidate.as_text())) throw Reported{};
    if (missing.empty()) missing = candidate.as_text();
  }
  if (ignore_missing) return nullptr;
  const std::vector<std::string> names = engine_.template_names();
  const std::vector<std::string_view> views(names.begin(), names.end());
  at.fail(candidates.size() == 1 ? "there is no template " + in_quotes(missing) : "none of these templates exists", did_you_mean(missing, views));
}

std::vector<std::pair<Symbol, Value>> Renderer::locals(const Scope& scope) {
  std::vector<std::pair<Symbol, Value>> out;
  for (const auto& [symbol, place] : scope.visible) {
    const Frame* frame = at_.frame;
    for (std::uint32_t i = 0; i < place.hops; ++i) frame = frame->parent;
    const Value& value = frame->values[static_cast<std::size_t>(place.slot)];
    if (!value.is_absent()) out.emplace_back(symbol, value);
  }
  return out;
}

void Renderer::execute(const Include& node, Span span) {
  const Template* included = find_template(node.template_name, node.ignore_missing, true);
  if (included == nullptr) return;
  guard_depth(span, include_depth_, engine_.limits().include_depth, "templates include each other", "--max-include-depth");
  Run run;
  if (node.with_context) {
    run.context.parent = at_.context;
    run.context.values = locals(node.scope);
  }
  try {
    std::deque<Frame> frames;
    run_root(*included, run, frames);
  } catch (DiagnosticError& error) {
    error.diagnostic.notes.push_back({node.template_name.span, "included from here"});
    throw;
  }
  --include_depth_;
}

Context Renderer::snapshot() const {
  Context out;
  for (const Context* at = at_.context; at != nullptr; at = at->parent) {
    for (const auto& [symbol, value] : at->values) {
      if (out.find(symbol) == nullptr) out.values.emplace_back(symbol, value);
    }
  }
  return out;
}

// What a template imports it does not export in turn.
void Renderer::hide(Symbol imported) { std::erase(at_.run->exports, imported); }

std::shared_ptr<const Module> Renderer::import_module(const Expr& name, bool with_context, const Scope& scope, Span span) {
  const Template* imported = find_template(name, false);
  guard_depth(span, include_depth_, engine_.limits().include_depth, "templates import each other", "--max-include-depth");
  Run& run = modules_.emplace_back();
  // The module outlives this place: it sees the variables as they are now.
  if (with_context) {
    run.context.values = locals(scope);
    for (auto& [symbol, value] : snapshot().values) {
      if (run.context.find(symbol) == nullptr) run.context.values.emplace_back(symbol, std::move(value));
    }
  }
  const std::size_t begin = out_.size();
  try {
    run_root(*imported, run, module_frames_);
  } catch (DiagnosticError& error) {
    error.diagnostic.notes.push_back({name.span, "imported from here"});
    throw;
  }
  out_.resize(begin);
  --include_depth_;
  auto module = std::make_shared<Module>();
  module->name = imported->name;
  module->symbols = &engine_.symbols();
  for (const Symbol symbol : run.exports) {
    if (!engine_.symbols().name(symbol).starts_with('_')) module->exports.emplace_back(symbol, *run.context.find(symbol));
  }
  return module;
}

void Renderer::execute(const Import& node, Span span) {
  assign(node.target, Value::module(import_module(node.template_name, node.with_context, node.scope, span)), node.exported);
  if (node.exported) hide(node.target.symbol);
}

void Renderer::execute(const FromImport& node, Span span) {
  const auto module = import_module(node.template_name, node.with_context, node.scope, span);
  for (const auto& [name, target] : node.names) {
    Value value;
    if (!module_member(*module, name, value)) {
      value = Value::undefined(std::make_shared<const UndefinedOrigin>(UndefinedOrigin{Value::module(module), name}));
    }
    assign(target, value, node.exported);
    if (node.exported) hide(target.symbol);
  }
}

void Renderer::execute(const Extends& node, Span span) {
  if (at_.run->parent != nullptr) site(span).fail("a template extends only one other");
  guard_depth(span, include_depth_, engine_.limits().include_depth, "templates extend each other", "--max-include-depth");
  at_.run->parent = find_template(node.template_name, false);
  at_.suppressed = true;
}

void Renderer::execute(const BlockCall& node, Span span) {
  // As in Jinja2 a block inside a loop of a template that extends another is printed where it stands, too.
  if (at_.suppressed && node.at_top) return;
  const Saved saved(at_);
  Context derived;
  if (node.scoped) {
    derived.parent = at_.context;
    derived.values = locals(node.scope);
    at_.context = &derived;
  }
  const auto& definitions = at_.run->blocks.at(node.name);
  if (definitions.back().block->required && definitions.size() == 1) site(span).fail("the block " + in_quotes(node.name) + " must be filled in by a template that extends this one");
  run_block(node.name, 0, span);
}

void Renderer::run_block(const std::string& name, std::size_t level, Span span) {
  guard_depth(span, macro_depth_, engine_.limits().macro_depth, "blocks call each other", "--max-macro-depth");
  const Saved saved(at_);
  const Definition& definition = at_.run->blocks.find(name)->second[level];
  Frame frame(definition.block->function.slots, nullptr);
  at_.frame = &frame;
  at_.suppressed = false;
  at_.block = &definition.block->name;
  at_.block_level = level;
  enter(definition.block->function.scope);
  execute(definition.block->function.body);
  --macro_depth_;
}

}  // namespace statusgen::jinja
