#include "template/renderer.hpp"

#include <algorithm>

#include "support/words.hpp"
#include "template/operators.hpp"

namespace statusgen::jinja {
namespace {

// Rendering recurses where templates do. Counting levels bounds honest templates; this bounds the rest.
constexpr std::ptrdiff_t kMaxStackBytes = 4 << 20;

struct Reported {};  // thrown when an included template has errors of its own, which are reported already

}  // namespace

Renderer::Renderer(Engine& engine, Language language, std::string& out, Diagnostics& diagnostics)
    : engine_(engine), language_(language), out_(out), diagnostics_(diagnostics) {}

bool Renderer::run(const Template& parsed, const Context& variables) {
  const char marker = 0;
  stack_begin_ = &marker;
  try {
    Run run;
    run.context.parent = &variables;
    run_root(parsed, run);
    return true;
  } catch (DiagnosticError& error) {
    diagnostics_.add(std::move(error.diagnostic));
  } catch (const Reported&) {
  }
  return false;
}

std::optional<Value> Renderer::run(const Expr& expression, const Context& variables) {
  const char marker = 0;
  stack_begin_ = &marker;
  Run run;
  run.context.parent = &variables;
  at_.run = &run;
  at_.context = &run.context;
  try {
    return evaluate(expression);
  } catch (DiagnosticError& error) {
    diagnostics_.add(std::move(error.diagnostic));
    return {};
  }
}

std::vector<std::string> Renderer::names_in_scope() const {
  std::vector<std::string> names{"range", "dict"};
  for (const Context* at = at_.context; at != nullptr; at = at->parent) {
    for (const auto& [symbol, value] : at->values) names.emplace_back(engine_.symbols().name(symbol));
  }
  return names;
}

// A template that extends another runs for its sets and blocks; then its parent runs with the same variables.
void Renderer::run_root(const Template& parsed, Run& run) {
  const Saved saved(at_);
  const Template* next = &parsed;
  while (next != nullptr) {
    for (const auto& block : next->blocks) run.blocks[block->name].push_back({block.get(), next});
    Frame frame(next->root.slots, nullptr);
    at_ = {&run, &run.context, &frame, false, nullptr, 0};
    run.parent = nullptr;
    enter(next->root.scope);
    execute(next->root.body);
    next = run.parent;
  }
}

void Renderer::execute(const Body& body) {
  for (const Stmt& statement : body) {
    std::visit([&](const auto& node) { execute(node, statement.span); }, statement.node);
  }
}

void Renderer::enter(const Scope& scope) {
  for (const ScopeLoad& load : scope.loads) {
    Value& slot = at_.frame->values[static_cast<std::size_t>(load.slot)];
    slot = Value();
    if (load.from == ScopeLoad::From::context) {
      if (const Value* value = at_.context->find(load.symbol)) slot = *value;
    } else if (load.from == ScopeLoad::From::outer) {
      const Frame* frame = at_.frame;
      for (std::uint32_t i = 0; i < load.outer.hops; ++i) frame = frame->parent;
      slot = frame->values[static_cast<std::size_t>(load.outer.slot)];
    }
  }
}

void Renderer::print(const Value& value, Span span) {
  const Site at = site(span);
  at.check_size(out_.size());
  if (escapes_itself(language_) && value.is_string()) {
    value.is_markup() ? void(out_ += value.as_text()) : append_html(out_, value.as_text());
    return;
  }
  if (language_ == Language::txt || escapes_itself(language_)) return at.append_text(out_, value);
  at.require(value);
  if (value.is(Kind::boolean) || value.is(Kind::none)) {
    at.fail("a " + std::string(type_name(value)) + " has no text in " + std::string(language_name(language_)), "use one of " + escapers_of(language_) + ", or an if");
  }
  if (language_ == Language::path && value.is_string()) return append_segment(value, at);
  if (value.is_string() && !contains(value.languages(), language_)) {
    at.fail("this text is not escaped for " + std::string(language_name(language_)), "use one of " + escapers_of(language_));
  }
  at.append_text(out_, value);
}

// A value in a path is one segment of it; what is known to be a path (an option of that type) may be several.
void Renderer::append_segment(const Value& value, const Site& at) {
  const std::string_view text = value.as_text();
  const bool bad = text.find_first_of(std::string_view("/\\\0", 3)) != std::string_view::npos || (text.starts_with('.') && (out_.empty() || out_.ends_with('/')));
  if (bad && !contains(value.languages(), Language::path)) at.fail("a value in a path is one segment, this is " + in_quotes(text), "write the \"/\" in the template");
  out_ += text;
}

void Renderer::assign(const Target& target, const Value& value, bool exported) {
  if (!target.parts.empty()) {
    const Site at = site(target.span);
    at.require(value);
    const List parts = items(at, value);
    if (parts.size() != target.parts.size()) {
      at.fail("there are " + std::to_string(target.parts.size()) + " names for " + std::to_string(parts.size()) + " values");
    }
    for (std::size_t i = 0; i < parts.size(); ++i) assign(target.parts[i], parts[i], exported);
    return;
  }
  at_.frame->values[static_cast<std::size_t>(target.place.slot)] = value;
  if (exported) at_.context->set(target.symbol, value);
}

// What was appended since `begin` becomes a value: text of the output's own language.
Value Renderer::text_of_output(std::size_t begin) {
  std::string text = out_.substr(begin);
  out_.resize(begin);
  const LanguageSet own = language_ == Language::txt ? kAllLanguages : LanguageSet{1} << static_cast<unsigned>(language_);
  return Value::text(std::move(text), own, escapes_itself(language_));
}

Value Renderer::captured(const Body& body, const Scope& scope) {
  const std::size_t begin = out_.size();
  const bool outer = std::exchange(at_.suppressed, false);
  enter(scope);
  execute(body);
  at_.suppressed = outer;
  return text_of_output(begin);
}

void Renderer::guard_depth(Span span, std::size_t& depth, std::size_t limit, const char* what, const char* option) {
  const char marker = 0;
  const bool stack_used_up = stack_begin_ - &marker > kMaxStackBytes || &marker - stack_begin_ > kMaxStackBytes;
  if (++depth > limit || stack_used_up) {
    site(span).fail(std::string(what) + " more than " + std::to_string(stack_used_up ? depth - 1 : limit) + " levels deep",
                    stack_used_up ? "the template nests too much at each level" : std::string("raise the limit with ") + option);
  }
}

void Renderer::count_step(Span span) {
  if (++steps_ > engine_.limits().loop_steps) {
    site(span).fail("the loops of this output take more than " + std::to_string(engine_.limits().loop_steps) + " steps", "raise the limit with --max-steps");
  }
}

void Renderer::execute(const Text& node, Span span) {
  if (at_.suppressed) return;
  site(span).check_size(out_.size() + node.text.size());
  out_ += node.text;
}

void Renderer::execute(const Output& node, Span) {
  if (at_.suppressed) return;
  Value scratch;
  const Value& value = value_of(node.value, scratch);
  print(value, node.value.span);
}

void Renderer::execute(const If& node, Span) {
  for (const Branch& branch : node.branches) {
    Value scratch;
    if (truth(site(branch.condition.span), value_of(branch.condition, scratch))) return execute(branch.body);
  }
  execute(node.otherwise);
}

List Renderer::loop_items(const For& node) {
  Value scratch;
  List all = items(site(node.iterable.span), value_of(node.iterable, scratch));
  if (!node.condition) return all;
  List kept;
  for (Value& item : all) {
    count_step(node.condition->span);
    enter(node.condition_scope);
    assign(node.condition_target, item, false);
    Value result;
    if (truth(site(node.condition->span), value_of(*node.condition, result))) kept.push_back(std::move(item));
  }
  return kept;
}

void Renderer::execute(const For& node, Span span) {
  const List all = loop_items(node);
  if (all.empty()) {
    enter(node.otherwise_scope);
    return execute(node.otherwise);
  }
  LoopState state{&all, 0, Value()};
  for (; state.index < all.size(); ++state.index) {
    count_step(span);
    enter(node.scope);
    if (node.loop_slot != Place::kContext) at_.frame->values[static_cast<std::size_t>(node.loop_slot)] = Value::loop(&state);
    assign(node.target, all[state.index], false);
    execute(node.body);
  }
}

void Renderer::execute(const Set& node, Span) {
  Value scratch;
  assign(node.target, value_of(node.value, scratch), node.exported);
}

void Renderer::execute(const SetBlock& node, Span) {
  Value body = captured(node.body, node.scope);
  if (node.has_filters) {
    captured_.push_back(std::move(body));
    body = evaluate(node.filters);
    captured_.pop_back();
    if (escapes_itself(language_)) body = Value::text(site(node.filters.span).text(body), kNoLanguage, true);
  }
  assign(node.target, body, node.exported);
}

void Renderer::execute(const With& node, Span) {
  List values = evaluate_all(node.values);
  enter(node.scope);
  for (std::size_t i = 0; i < values.size(); ++i) assign(node.targets[i], values[i], false);
  execute(node.body);
}

void Renderer::execute(const FilterBlock& node, Span) {
  const bool suppressed = at_.suppressed;
  captured_.push_back(captured(node.body, node.scope));
  const Value result = evaluate(node.filters);
  captured_.pop_back();
  if (suppressed) return;
  const Site at = site(node.filters.span);
  if (!result.is_string()) at.fail("a filter block must give a text, this is a " + std::string(type_name(result)));
  // Jinja2 prints the result of a filter block as it is, unescaped even in HTML.
  escapes_itself(language_) ? void(out_ += result.as_text()) : print(result, node.filters.span);
}

void Renderer::execute(const Macro& node, Span) {
  auto callable = std::make_shared<Callable>();
  callable->kind = CallableKind::macro;
  callable->macro = &node;
  callable->frame = at_.frame;
  callable->context = at_.context;
  assign(node.target, Value::callable(std::move(callable)), node.exported);
}

const Template* Renderer::find_template(const Expr& expr, bool ignore_missing) {
  Value scratch;
  const Value& name = value_of(expr, scratch);
  const Site at = site(expr.span);
  at.require(name);
  const List candidates = name.is_string() ? List{name} : items(at, name);
  std::string missing;
  for (const Value& candidate : candidates) {
    at.require(candidate);
    if (!candidate.is_string()) at.fail("the name of a template is a string, this is a " + std::string(type_name(candidate)));
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
    const bool missing = value.is_undefined() && value.origin() == nullptr && !value.is_lenient();
    if (!missing) out.emplace_back(symbol, value);
  }
  return out;
}

void Renderer::execute(const Include& node, Span span) {
  const Template* included = find_template(node.template_name, node.ignore_missing);
  if (included == nullptr) return;
  guard_depth(span, include_depth_, engine_.limits().include_depth, "templates include each other", "--max-include-depth");
  Run run;
  if (node.with_context) {
    run.context.parent = at_.context;
    run.context.values = locals(node.scope);
  }
  try {
    run_root(*included, run);
  } catch (DiagnosticError& error) {
    error.diagnostic.notes.push_back({node.template_name.span, "included from here"});
    throw;
  }
  --include_depth_;
}

std::shared_ptr<const Module> Renderer::import_module(const Expr& name, bool with_context, const Scope& scope, Span span) {
  const Template* imported = find_template(name, false);
  guard_depth(span, include_depth_, engine_.limits().include_depth, "templates import each other", "--max-include-depth");
  Run& run = modules_.emplace_back();
  Frame& frame = module_frames_.emplace_back(imported->root.slots, nullptr);
  if (with_context) {
    run.context.parent = at_.context;
    run.context.values = locals(scope);
  }
  const std::size_t given = run.context.values.size();
  const std::size_t begin = out_.size();
  const Saved saved(at_);
  try {
    for (const auto& block : imported->blocks) run.blocks[block->name].push_back({block.get(), imported});
    at_ = {&run, &run.context, &frame, false, nullptr, 0};
    enter(imported->root.scope);
    execute(imported->root.body);
  } catch (DiagnosticError& error) {
    error.diagnostic.notes.push_back({name.span, "imported from here"});
    throw;
  }
  out_.resize(begin);
  --include_depth_;
  auto module = std::make_shared<Module>();
  module->name = imported->name;
  module->symbols = &engine_.symbols();
  for (std::size_t i = 0; i < run.context.values.size(); ++i) {
    const auto& [symbol, value] = run.context.values[i];
    const bool hidden = std::find(run.hidden.begin(), run.hidden.end(), symbol) != run.hidden.end();
    if (i >= given && !hidden && !engine_.symbols().name(symbol).starts_with('_')) module->exports.emplace_back(symbol, value);
  }
  return module;
}

void Renderer::execute(const Import& node, Span span) {
  assign(node.target, Value::module(import_module(node.template_name, node.with_context, node.scope, span)), node.exported);
  if (node.exported) at_.run->hidden.push_back(node.target.symbol);
}

void Renderer::execute(const FromImport& node, Span span) {
  const auto module = import_module(node.template_name, node.with_context, node.scope, span);
  for (const auto& [name, target] : node.names) {
    Value value;
    if (!module_member(*module, name, value)) {
      value = Value::undefined(std::make_shared<const UndefinedOrigin>(UndefinedOrigin{Value::module(module), name}));
    }
    assign(target, value, node.exported);
    if (node.exported) at_.run->hidden.push_back(target.symbol);
  }
}

void Renderer::execute(const Extends& node, Span span) {
  if (at_.run->parent != nullptr) site(span).fail("a template extends only one other");
  guard_depth(span, include_depth_, engine_.limits().include_depth, "templates extend each other", "--max-include-depth");
  at_.run->parent = find_template(node.template_name, false);
  at_.suppressed = true;
}

void Renderer::execute(const BlockCall& node, Span span) {
  if (at_.suppressed) return;
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
