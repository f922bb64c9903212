// What a parsed template is made of. Names are already resolved (see scopes.hpp): a variable is either a slot of the
// running function's frame or a name to be asked of the context.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "support/source.hpp"
#include "template/value.hpp"

namespace statusgen::jinja {

struct FilterRow;
struct TestRow;
class Symbols;

using Symbol = std::uint32_t;  // an interned name; see Symbols in engine.hpp

// Where a name lives. `hops` counts the functions (macros) between the use and the frame that holds the slot.
struct Place {
  static constexpr std::int32_t kContext = -1;
  std::int32_t slot = kContext;
  std::uint32_t hops = 0;
};

enum class ExprKind : std::uint8_t {
  literal, name, tuple, list, dict,
  attribute, subscript, slice, call, filter, test,
  negative, positive, not_, and_, or_, compare, conditional, concatenate, arithmetic,
};

enum class Operator : std::uint8_t {
  none, add, subtract, multiply, divide, floor_divide, modulo, power,
  equal, not_equal, less, less_equal, greater, greater_equal, in, not_in,
};

struct Keyword;

// One shape for all expressions: the kinds differ in which members they use, and every walk over them is the same.
struct Expr {
  ExprKind kind = ExprKind::literal;
  Operator op = Operator::none;  // arithmetic; compare: of the operand itself, see `parts`
  Span span;                     // what an error points at: the name, operator or member, not the whole expression
  std::vector<Expr> parts;       // operands; dict: key, value, …; compare: first operand, then operands with their `op`;
                                 // call: callee, arguments; filter and test: subject, arguments; slice: subject, 3 bounds
  std::vector<Keyword> keywords;  // call, filter, test
  Value value;                   // literal
  std::string name;              // name, attribute, filter, test
  Symbol symbol = 0;             // name
  Place place;                   // name
  const FilterRow* filter = nullptr;  // null: unknown, an error only when it is reached (inside `if`, as in Jinja2)
  const TestRow* test = nullptr;
  bool filter_block = false;     // the subject is the body of a filter or set block
  bool constant = false;         // concatenate: of constants only
  bool python_member = false;    // attribute: the name of a method of Python's dicts, which goes before the key there
  mutable std::uint32_t hint = 0;  // inline cache of Value::find
};

struct Keyword {  // a named argument
  std::string first;
  Expr second;
};

struct Stmt;
using Body = std::vector<Stmt>;

// A variable that a scope sets up when it is entered, because something in it assigns the name.
struct ScopeLoad {
  enum class From : std::uint8_t { nothing, outer, context };
  std::int32_t slot;
  From from;
  Place outer;    // From::outer
  Symbol symbol;  // From::context
};

struct Scope {
  std::vector<ScopeLoad> loads;
  // Names stored in this scope or around it: what an include or a scoped block hands on as locals.
  std::vector<std::pair<Symbol, Place>> visible;
};

struct Target {  // of an assignment: a name or, with `parts`, an unpacking
  Span span;
  std::string name;
  Symbol symbol = 0;
  Place place;
  std::vector<Target> parts;
};

struct Text { std::string text; };
struct Output { Expr value; };
struct Branch { Expr condition; Body body; };
struct If { std::vector<Branch> branches; Body otherwise; };
struct For {
  Target target;
  Expr iterable;
  std::unique_ptr<Expr> condition;
  Body body;
  Body otherwise;
  Scope scope;            // of the body
  Scope condition_scope;
  Scope otherwise_scope;
  Target condition_target;  // the condition has its own scope, and so its own slots for the target
  std::int32_t loop_slot = Place::kContext;  // kContext: the body never mentions `loop`
  bool at_top = false;
};
struct Set { Target target; Expr value; bool exported = false; };
struct SetBlock { Target target; Body body; Expr filters; bool has_filters = false; Scope scope; bool exported = false; };
struct With { std::vector<Target> targets; std::vector<Expr> values; Body body; Scope scope; };
struct FilterBlock { Expr filters; Body body; Scope scope; };
struct Function {  // a template's root, a macro or a block: whatever has a frame of its own
  std::uint32_t slots = 0;
  Body body;
  Scope scope;
};
struct Parameter { Target target; std::unique_ptr<Expr> fallback; };
struct Macro {
  Target target;
  std::vector<Parameter> parameters;
  std::shared_ptr<Function> function;
  bool exported = false;
};
struct Include { Expr template_name; bool ignore_missing = false; bool with_context = true; Scope scope; };
struct Import { Expr template_name; Target target; bool with_context = false; bool exported = false; Scope scope; };
struct FromImport {
  Expr template_name;
  std::vector<std::pair<std::string, Target>> names;
  bool with_context = false;
  bool exported = false;
  Scope scope;
};
struct Extends { Expr template_name; bool always = false; };  // always: not inside an if
struct BlockCall { std::string name; bool scoped = false; bool required = false; bool at_top = false; Scope scope; };  // at_top: in nothing but ifs

struct Stmt {
  Span span;
  std::variant<Text, Output, If, For, Set, SetBlock, With, FilterBlock, Macro, Include, Import, FromImport, Extends, BlockCall> node;
};

struct Block {
  std::string name;
  Span span;
  bool required = false;
  bool scoped = false;
  Function function;
};

struct Template {
  const Source* source = nullptr;
  std::string name;
  Function root;
  std::vector<std::unique_ptr<Block>> blocks;
  bool extends = false;
};

}  // namespace statusgen::jinja
