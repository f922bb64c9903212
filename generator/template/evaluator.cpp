#include <algorithm>

#include "support/words.hpp"
#include "template/operators.hpp"
#include "template/renderer.hpp"

namespace statusgen::jinja {
namespace {

constexpr std::uint64_t kMaxRange = 100'000;

Value undefined_name(const std::string& name) {
  return Value::undefined(std::make_shared<const UndefinedOrigin>(UndefinedOrigin{Value(), name}));
}

void check_arguments(const Site& at, const Macro& macro, const List& arguments, const Keywords& keywords) {
  const auto described = [&] { return "the macro " + in_quotes(macro.target.name); };
  if (arguments.size() > macro.parameters.size()) {
    at.fail(described() + argument_counts(macro.parameters.size(), arguments.size(), true));
  }
  for (const auto& [name, value] : keywords) {
    const auto it = std::find_if(macro.parameters.begin(), macro.parameters.end(), [&, wanted = name](const Parameter& p) { return p.target.name == wanted; });
    if (it == macro.parameters.end()) {
      std::vector<std::string_view> names;
      for (const Parameter& parameter : macro.parameters) names.push_back(parameter.target.name);
      at.fail(described() + " has no parameter " + in_quotes(name), did_you_mean(name, names));
    }
    if (it - macro.parameters.begin() < static_cast<std::ptrdiff_t>(arguments.size())) at.fail(described() + " gets the parameter " + in_quotes(name) + " twice");
  }
}

}  // namespace

// Names and literals are looked at where they are; everything else is computed into `scratch`.
const Value& Renderer::value_of(const Expr& expr, Value& scratch) {
  if (expr.kind == ExprKind::literal && !expr.filter_block) return expr.value;
  if (expr.kind == ExprKind::name) {
    if (expr.place.slot == Place::kContext) {
      if (const Value* value = at_.context->find(expr.symbol)) return *value;
    } else {
      const Frame* frame = at_.frame;
      for (std::uint32_t i = 0; i < expr.place.hops; ++i) frame = frame->parent;
      const Value& value = frame->values[static_cast<std::size_t>(expr.place.slot)];
      if (!value.is_absent()) return value;
      return scratch = undefined_name(expr.name);
    }
  }
  return scratch = evaluate(expr);
}

Value Renderer::evaluate(const Expr& expr) {
  Value a, b;
  switch (expr.kind) {
    case ExprKind::literal: return expr.filter_block ? captured_.back() : expr.value;
    case ExprKind::name: return name_value(expr);
    case ExprKind::tuple: return Value::tuple(evaluate_all(expr.parts));
    case ExprKind::list: return Value::list(evaluate_all(expr.parts));
    case ExprKind::dict: {
      Dict members;
      for (std::size_t i = 0; i + 1 < expr.parts.size(); i += 2) {
        Value key = evaluate(expr.parts[i]);
        const Site at = site(expr.parts[i].span);
        at.require(key);
        if (key.is(Kind::list) || key.is(Kind::dict)) at.fail(with_article(key) + " cannot be a key");
        Value member = evaluate(expr.parts[i + 1]);
        const auto same = std::find_if(members.begin(), members.end(), [&](const auto& m) { return equal(m.first, key); });
        same != members.end() ? void(same->second = std::move(member)) : void(members.emplace_back(std::move(key), std::move(member)));
      }
      return Value::dict(std::move(members));
    }
    case ExprKind::attribute: {
      const Value& subject = value_of(expr.parts[0], a);
      if (expr.python_member && subject.is(Kind::dict)) fail_python_member(site(expr.span), subject, expr.name);
      return attribute(site(subject.is_undefined() ? expr.parts[0].span : expr.span), subject, expr.name, expr.hint);
    }
    case ExprKind::subscript: {
      const Value& subject = value_of(expr.parts[0], a);
      return subscript(site(expr.parts[0].span), subject, value_of(expr.parts[1], b));
    }
    case ExprKind::slice: {
      const List parts = evaluate_all(expr.parts);
      return slice(site(expr.span), parts[0], parts[1], parts[2], parts[3]);
    }
    case ExprKind::call: return call(expr);
    case ExprKind::filter: return filtered(expr);
    case ExprKind::test: return Value::boolean(tested(expr));
    case ExprKind::negative: return negate(site(expr.span), value_of(expr.parts[0], a));
    case ExprKind::positive: {
      const Value& operand = value_of(expr.parts[0], a);
      site(expr.parts[0].span).require(operand);
      if (!operand.is_number()) site(expr.span).fail(with_article(operand) + " has no sign");
      return operand.is(Kind::number) ? operand : Value::integer(operand.as_integer());
    }
    case ExprKind::not_: return Value::boolean(!truth(site(expr.parts[0].span), value_of(expr.parts[0], a)));
    case ExprKind::and_: {
      const Value& left = value_of(expr.parts[0], a);
      return truth(site(expr.parts[0].span), left) ? evaluate(expr.parts[1]) : left;
    }
    case ExprKind::or_: {
      const Value& left = value_of(expr.parts[0], a);
      return truth(site(expr.parts[0].span), left) ? left : evaluate(expr.parts[1]);
    }
    case ExprKind::compare: return compare_chain(expr);
    case ExprKind::conditional: return conditional(expr);
    case ExprKind::concatenate: {
      const List parts = evaluate_all(expr.parts);
      for (std::size_t i = 0; i < parts.size(); ++i) site(expr.parts[i].span).require(parts[i]);
      // Jinja2 joins constants when it compiles the template, and forgets there which of them are markup.
      return concatenate(site(expr.span), parts, !expr.constant);
    }
    case ExprKind::arithmetic: {
      const Value& left = value_of(expr.parts[0], a);
      site(expr.parts[0].span).require(left);
      const Value& right = value_of(expr.parts[1], b);
      site(expr.parts[1].span).require(right);
      return arithmetic(site(expr.span), expr.op, left, right);
    }
  }
  return {};
}

Value Renderer::name_value(const Expr& expr) {
  Value scratch;
  if (expr.place.slot != Place::kContext) return value_of(expr, scratch);
  if (const Value* value = at_.context->find(expr.symbol)) return *value;
  // One of each, so that each equals itself.
  static const auto kRange = std::make_shared<Callable>(Callable{.kind = CallableKind::range});
  static const auto kDict = std::make_shared<Callable>(Callable{.kind = CallableKind::dict});
  if (expr.name == "range") return Value::callable(kRange);
  if (expr.name == "dict") return Value::callable(kDict);
  if (expr.name == "super" && at_.block != nullptr) {
    auto super = std::make_shared<Callable>(Callable{.kind = CallableKind::super});
    super->block = at_.block;
    super->block_level = at_.block_level + 1;
    return Value::callable(std::move(super));
  }
  return undefined_name(expr.name);
}

Value Renderer::compare_chain(const Expr& expr) {
  Value left = evaluate(expr.parts[0]);
  for (std::size_t i = 1; i < expr.parts.size(); ++i) {
    const Expr& operand = expr.parts[i];
    const bool member = operand.op == Operator::in || operand.op == Operator::not_in;  // an empty list compares nothing
    if (!member) site(expr.parts[0].span).require(left);
    Value right = evaluate(operand.parts[0]);
    site(operand.parts[0].span).require(right);
    if (!compare(site(operand.span), operand.op, left, right)) return Value::boolean(false);
    left = std::move(right);
  }
  return Value::boolean(true);
}

Value Renderer::conditional(const Expr& expr) {
  Value scratch;
  if (truth(site(expr.parts[0].span), value_of(expr.parts[0], scratch))) return evaluate(expr.parts[1]);
  return expr.parts.size() > 2 ? evaluate(expr.parts[2]) : Value::lenient_undefined();
}

List Renderer::evaluate_all(std::span<const Expr> exprs) {
  List out;
  out.reserve(exprs.size());
  for (const Expr& expr : exprs) out.push_back(evaluate(expr));
  return out;
}

Keywords Renderer::evaluate_keywords(const Expr& expr) {
  Keywords out;
  for (const auto& [name, value] : expr.keywords) out.emplace_back(name, evaluate(value));
  return out;
}

Value Renderer::filtered(const Expr& expr) {
  if (expr.filter == nullptr) site(expr.span).fail("there is no filter " + in_quotes(expr.name), did_you_mean(expr.name, filter_names()));
  Value scratch;
  const Value& subject = value_of(expr.parts[0], scratch);
  if (!expr.filter->takes_undefined) site(expr.parts[0].span).require(subject);
  if (expr.parts.size() == 1 && expr.keywords.empty()) return call_filter(*expr.filter, site(expr.span), subject, {}, {});
  return call_filter(*expr.filter, site(expr.span), subject, evaluate_all(std::span(expr.parts).subspan(1)), evaluate_keywords(expr));
}

bool Renderer::tested(const Expr& expr) {
  if (expr.test == nullptr) site(expr.span).fail("there is no test " + in_quotes(expr.name), did_you_mean(expr.name, test_names()));
  Value scratch;
  const Value& subject = value_of(expr.parts[0], scratch);
  if (!expr.test->takes_undefined) site(expr.parts[0].span).require(subject);
  if (!expr.keywords.empty()) {
    const bool known = expr.keywords.size() == 1 && expr.parts.size() == 1 && expr.keywords[0].first == expr.test->parameter;
    if (!known) site(expr.span).fail("the test " + in_quotes(expr.name) + " has no argument " + in_quotes(expr.keywords[0].first));
    const Value argument = evaluate(expr.keywords[0].second);
    return call_test(*expr.test, site(expr.span), subject, std::span(&argument, 1));
  }
  if (expr.parts.size() == 1) return call_test(*expr.test, site(expr.span), subject, {});
  return call_test(*expr.test, site(expr.span), subject, evaluate_all(std::span(expr.parts).subspan(1)));
}

Value Renderer::call(const Expr& expr) {
  const Value callee = evaluate(expr.parts[0]);
  site(expr.parts[0].span).require(callee);
  if (!callee.is(Kind::callable)) site(expr.span).fail(with_article(callee) + " cannot be called");
  return call_callable(expr, callee.as_callable(), evaluate_all(std::span(expr.parts).subspan(1)), evaluate_keywords(expr));
}

Value Renderer::call_callable(const Expr& expr, const Callable& callable, const List& arguments, const Keywords& keywords) {
  const Site at = site(expr.span);
  if (callable.kind == CallableKind::macro) return call_macro(expr, callable, arguments, keywords);
  if (callable.kind == CallableKind::dict) {
    if (!arguments.empty()) at.fail("dict takes named arguments only", "write {key: value}");
    Dict members;
    for (const auto& [name, value] : keywords) members.emplace_back(Value::text(std::string(name), kAllLanguages), value);
    return Value::dict(std::move(members));
  }
  if (!keywords.empty()) at.fail("this function takes no named arguments");
  switch (callable.kind) {
    case CallableKind::range: return make_range(expr, arguments);
    case CallableKind::loop_cycle:
      if (arguments.empty()) at.fail("cycle needs at least one value");
      return arguments[callable.loop->index % arguments.size()];
    case CallableKind::loop_changed: {
      Value now = Value::tuple(arguments);
      const bool changed = callable.loop->last_changed.is_undefined() || compare(at, Operator::not_equal, callable.loop->last_changed, now);
      if (changed) callable.loop->last_changed = std::move(now);
      return Value::boolean(changed);
    }
    default:
      if (!arguments.empty()) at.fail("super takes no arguments");
      return call_super(expr, callable);
  }
}

Value Renderer::make_range(const Expr& expr, const List& arguments) {
  const Site at = site(expr.span);
  if (arguments.empty() || arguments.size() > 3) at.fail("range takes 1 to 3 numbers");
  std::int64_t numbers[3] = {0, 0, 1};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    at.require(arguments[i]);
    if (!arguments[i].is_integral()) at.fail("range takes integers, this is " + with_article(arguments[i]));
    numbers[arguments.size() == 1 ? 1 : i] = arguments[i].as_integer();
  }
  const auto [start, stop, step] = numbers;
  if (step == 0) at.fail("the step of a range cannot be zero");
  // Unsigned, because the distance of two 64-bit numbers may not fit in a signed one.
  const auto distance = [](std::int64_t from, std::int64_t to) { return to > from ? static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from) : 0; };
  const std::uint64_t stride = step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  const std::uint64_t length = step > 0 ? distance(start, stop) : distance(stop, start);
  const std::uint64_t count = length / stride + (length % stride == 0 ? 0 : 1);
  if (count > kMaxRange) at.fail("a range has at most " + std::to_string(kMaxRange) + " items");
  List out;
  for (std::uint64_t i = 0; i < count; ++i) {
    out.push_back(Value::integer(static_cast<std::int64_t>(static_cast<std::uint64_t>(start) + i * static_cast<std::uint64_t>(step))));
  }
  return Value::range(std::move(out));
}

Value Renderer::call_macro(const Expr& expr, const Callable& callable, const List& arguments, const Keywords& keywords) {
  guard_depth(expr.span, macro_depth_, engine_.limits().macro_depth, "macros call each other", "--max-macro-depth");
  const Macro& macro = *callable.macro;
  check_arguments(site(expr.span), macro, arguments, keywords);
  const Saved saved(at_);
  Frame frame(macro.function->slots, callable.frame);
  at_ = {static_cast<Run*>(callable.run), const_cast<Context*>(callable.context), &frame, false, nullptr, 0};
  const std::size_t begin = out_.size();
  try {
    bind_parameters(macro, arguments, keywords);
    execute(macro.function->body);
  } catch (DiagnosticError& error) {
    error.diagnostic.notes.push_back({expr.span, "in macro " + in_quotes(macro.target.name) + ", called here"});
    throw;
  }
  --macro_depth_;
  return text_of_output(begin);
}

void Renderer::bind_parameters(const Macro& macro, const List& arguments, const Keywords& keywords) {
  enter(macro.function->scope);
  for (std::size_t i = 0; i < macro.parameters.size(); ++i) {
    const Parameter& parameter = macro.parameters[i];
    const auto named = std::find_if(keywords.begin(), keywords.end(), [&](const auto& k) { return k.first == parameter.target.name; });
    if (i < arguments.size()) {
      assign(parameter.target, arguments[i], false);
    } else if (named != keywords.end()) {
      assign(parameter.target, named->second, false);
    }
  }
  // Defaults come last: they may look at parameters behind them.
  for (const Parameter& parameter : macro.parameters) {
    if (!at_.frame->values[static_cast<std::size_t>(parameter.target.place.slot)].is_absent()) continue;
    assign(parameter.target, parameter.fallback ? evaluate(*parameter.fallback) : undefined_name(parameter.target.name), false);
  }
}

Value Renderer::call_super(const Expr& expr, const Callable& callable) {
  const auto it = at_.run->blocks.find(*callable.block);
  if (it == at_.run->blocks.end() || callable.block_level >= it->second.size()) {
    site(expr.span).fail("there is no parent block " + in_quotes(*callable.block) + " for super()");
  }
  const std::size_t begin = out_.size();
  run_block(*callable.block, callable.block_level, expr.span);
  return text_of_output(begin);
}

}  // namespace statusgen::jinja
