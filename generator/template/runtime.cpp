#include "template/runtime.hpp"

#include "template/scopes.hpp"

namespace statusgen::jinja {
namespace {

Value loop_function(CallableKind kind, LoopState& loop) {
  auto callable = std::make_shared<Callable>();
  callable->kind = kind;
  callable->loop = &loop;
  return Value::callable(std::move(callable));
}

}  // namespace

bool loop_member(LoopState& loop, std::string_view name, Value& out) {
  const auto index = static_cast<std::int64_t>(loop.index);
  const auto length = static_cast<std::int64_t>(loop.items->size());
  const auto neighbour = [&](std::size_t i) { return i < loop.items->size() ? (*loop.items)[i] : Value::undefined(std::make_shared<const UndefinedOrigin>(UndefinedOrigin{Value(), std::string(name)})); };
  if (name == "index") return out = Value::integer(index + 1), true;
  if (name == "index0") return out = Value::integer(index), true;
  if (name == "first") return out = Value::boolean(index == 0), true;
  if (name == "last") return out = Value::boolean(index + 1 == length), true;
  if (name == "length") return out = Value::integer(length), true;
  if (name == "revindex") return out = Value::integer(length - index), true;
  if (name == "revindex0") return out = Value::integer(length - index - 1), true;
  if (name == "previtem") return out = neighbour(loop.index - 1), true;
  if (name == "nextitem") return out = neighbour(loop.index + 1), true;
  // Jinja2 counts the depth of recursive loops only: every other loop is at depth 1.
  if (name == "depth") return out = Value::integer(1), true;
  if (name == "depth0") return out = Value::integer(0), true;
  if (name == "cycle") return out = loop_function(CallableKind::loop_cycle, loop), true;
  if (name == "changed") return out = loop_function(CallableKind::loop_changed, loop), true;
  return false;
}

std::size_t loop_length(const LoopState& loop) { return loop.items->size(); }

bool module_member(const Module& module, std::string_view name, Value& out) {
  for (const auto& [symbol, value] : module.exports) {
    if (module.symbols->name(symbol) == name) return out = value, true;
  }
  return false;
}

}  // namespace statusgen::jinja
