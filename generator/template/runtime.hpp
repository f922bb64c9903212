// The values that only a running template has: the loop variable, macros and other callables, imported modules.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "template/ast.hpp"
#include "template/value.hpp"

namespace statusgen::jinja {

struct LoopState {
  const List* items = nullptr;
  std::size_t index = 0;
  Value last_changed;  // of loop.changed(); undefined before the first call
};

// index, index0, revindex, revindex0, first, last, length, previtem, nextitem, depth, depth0, cycle, changed
bool loop_member(LoopState& loop, std::string_view name, Value& out);
std::size_t loop_length(const LoopState& loop);

// The variables of one running function; `parent` is the frame of the function around it (macros see it).
struct Frame {
  Frame(std::size_t slots, Frame* around) : values(slots), parent(around) {}
  std::vector<Value> values;
  Frame* parent;
};

struct Context;

enum class CallableKind : std::uint8_t { macro, range, dict, loop_cycle, loop_changed, super };

struct Callable {
  CallableKind kind;
  const Macro* macro = nullptr;
  Frame* frame = nullptr;      // macro: where it was defined
  const Context* context = nullptr;
  void* run = nullptr;         // macro: the template that it belongs to
  LoopState* loop = nullptr;
  std::size_t block_level = 0;  // super: which overridden block
  const std::string* block = nullptr;
};

struct Module {
  std::string name;  // of the template
  std::vector<std::pair<Symbol, Value>> exports;
  const Symbols* symbols = nullptr;
};
bool module_member(const Module& module, std::string_view name, Value& out);

// The languages in which a value may be printed as it is: a string's own, all for numbers, none for the rest.
LanguageSet languages_of(const Value& value);

}  // namespace statusgen::jinja
