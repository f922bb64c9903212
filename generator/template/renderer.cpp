#include "template/renderer.hpp"

#include <algorithm>

#include "support/words.hpp"
#include "template/operators.hpp"

namespace statusgen::jinja {
namespace {

// Rendering recurses where templates do. Counting levels bounds honest templates; this bounds the rest.
constexpr std::ptrdiff_t kMaxStackBytes = 4 << 20;



}  // namespace

Renderer::Renderer(Engine& engine, Language language, std::string& out, Diagnostics& diagnostics)
    : engine_(engine), language_(language), out_(out), diagnostics_(diagnostics) {}

bool Renderer::run(const Template& parsed, const Context& variables) {
  const char marker = 0;
  stack_begin_ = &marker;
  try {
    Run run;
    std::deque<Frame> frames;
    run.context.parent = &variables;
    run_root(parsed, run, frames);
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
    at.fail(with_article(value) + " has no text in " + std::string(language_name(language_)), "use " + escapers_of(language_, Escapes::booleans) + ", or an if");
  }
  if (language_ == Language::path && value.is_string()) return append_segment(value, at);
  if (value.is_string() && !contains(value.languages(), language_)) {
    at.fail("this text is not escaped for " + std::string(language_name(language_)), "use " + escapers_of(language_, Escapes::text));
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
      at.fail("there are " + std::to_string(target.parts.size()) + " names for " + std::to_string(parts.size()) + (parts.size() == 1 ? " value" : " values"),
              value.is_string() ? "use |items to go through a dict's names and values" : "");
    }
    for (std::size_t i = 0; i < parts.size(); ++i) assign(target.parts[i], parts[i], exported);
    return;
  }
  at_.frame->values[static_cast<std::size_t>(target.place.slot)] = value;
  if (!exported) return;
  at_.context->set(target.symbol, value);
  std::vector<Symbol>& exports = at_.run->exports;
  if (std::find(exports.begin(), exports.end(), target.symbol) == exports.end()) exports.push_back(target.symbol);
}

// What was appended since `begin` becomes a value: text of the output's own language.
Value Renderer::text_of_output(std::size_t begin) {
  std::string text = out_.substr(begin);
  out_.resize(begin);
  const LanguageSet own = language_ == Language::txt ? kAllLanguages : LanguageSet{1} << static_cast<unsigned>(language_);
  return Value::text(std::move(text), own, escapes_itself(language_));
}

// Whether a chain of filters holds an escaper of the output's language: then its body may be in any language.
bool Renderer::escapes_body(const Expr& filters) const {
  if (escapes_itself(language_)) return false;
  for (const Expr* at = &filters; at->kind == ExprKind::filter; at = &at->parts[0]) {
    if (at->filter != nullptr && contains(at->filter->serves, language_)) return true;
  }
  return false;
}

Value Renderer::captured(const Body& body, const Scope& scope, const Expr* filters, bool keep_suppressed) {
  const std::size_t begin = out_.size();
  const bool outer_suppressed = std::exchange(at_.suppressed, keep_suppressed && at_.suppressed);
  const Language outer_language = language_;
  if (filters != nullptr && escapes_body(*filters)) language_ = Language::txt;
  enter(scope);
  execute(body);
  Value text = text_of_output(begin);
  at_.suppressed = outer_suppressed;
  language_ = outer_language;
  return text;
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

List Renderer::loop_items(const For& node, const Value& iterable) {
  List all = items(site(node.iterable.span), iterable);
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

// A generator is read item by item, so that the body may read on in it.
void Renderer::loop_over_generator(const For& node, const Value& iterable, Span span) {
  Generator& generator = iterable.as_generator();
  if (generator.next >= generator.items.size()) {
    enter(node.otherwise_scope);
    execute(node.otherwise);
  }
  while (generator.next < generator.items.size()) {
    count_step(span);
    const Value item = generator.items[generator.next++];
    enter(node.scope);
    assign(node.target, item, false);
    execute(node.body);
  }
}

void Renderer::execute(const For& node, Span span) {
  Value scratch;
  const Value& iterable = value_of(node.iterable, scratch);
  if (iterable.is(Kind::generator) && !node.condition && node.loop_slot == Place::kContext) return loop_over_generator(node, Value(iterable), span);
  const List all = loop_items(node, iterable);
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
  Value body = captured(node.body, node.scope, node.has_filters ? &node.filters : nullptr, false);
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
  // As in Jinja2 the filter itself runs, on nothing, where output is suppressed.
  captured_.push_back(captured(node.body, node.scope, &node.filters, true));
  const Value result = evaluate(node.filters);
  captured_.pop_back();
  const Site at = site(node.filters.span);
  if (!result.is_string()) at.fail("a filter block must give a text, this is " + with_article(result));
  // Jinja2 prints the result of a filter block as it is, unescaped even in HTML.
  escapes_itself(language_) ? void(out_ += result.as_text()) : print(result, node.filters.span);
}

void Renderer::execute(const Macro& node, Span) {
  auto callable = std::make_shared<Callable>();
  callable->kind = CallableKind::macro;
  callable->macro = &node;
  callable->frame = at_.frame;
  callable->context = at_.context;
  callable->run = at_.run;
  assign(node.target, Value::callable(std::move(callable)), node.exported);
}

}  // namespace statusgen::jinja
