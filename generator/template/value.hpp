// The values of template expressions, with Python's meaning. A value is a small tagged view: strings and containers of
// the data are looked at where they lie (the Json tree outlives every rendering), only what a template computes is owned.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/json.hpp"
#include "template/language.hpp"

namespace statusgen::jinja {

enum class Kind : std::uint8_t {
  undefined, none, boolean, integer, number, string,
  list, tuple,
  generator,  // what map, select, batch … give: iterable once, without length or index, as in Python
  dict,
  callable,   // a macro or a built-in function
  module,     // an imported template
  loop,       // the variable `loop`
};

class Value;
struct Callable;
struct Module;
struct LoopState;
using List = std::vector<Value>;
using Dict = std::vector<std::pair<Value, Value>>;

struct Generator {
  List items;
  std::size_t next = 0;  // what was read is gone
};

// Where an undefined value came from, so that the error at its use can name it.
struct UndefinedOrigin;

class Value {
 public:
  Value() = default;  // undefined, without a name

  static Value none() { return Value(Kind::none); }
  static Value boolean(bool value);
  static Value integer(std::int64_t value);
  static Value number(double value);
  // A view: the text must outlive the value.
  static Value text_view(std::string_view text, LanguageSet languages = kNoLanguage, bool markup = false);
  static Value text(std::string text, LanguageSet languages = kNoLanguage, bool markup = false);
  static Value list(List items);
  static Value range(List items);  // a list in all but comparing and adding
  static Value tuple(List items);
  static Value group(Value grouper, Value members);  // a pair that groupby gives: also has .grouper and .list
  static Value generator(List items);
  static Value dict(Dict members);
  static Value from(const Json& json);  // a view: the tree must outlive the value
  static Value undefined(std::shared_ptr<const UndefinedOrigin> origin);
  static Value lenient_undefined();  // `x if false` without else: prints as nothing even in strict mode
  static Value callable(std::shared_ptr<const Callable> callable);
  static Value module(std::shared_ptr<const Module> module);
  static Value loop(LoopState* state);

  Kind kind() const { return kind_; }
  bool is(Kind kind) const { return kind_ == kind; }
  bool is_undefined() const { return kind_ == Kind::undefined; }
  // Undefined without a name: a variable or argument that was never given.
  bool is_absent() const { return kind_ == Kind::undefined && !flag_ && owner_ == nullptr; }
  bool is_lenient() const { return flag_ && kind_ == Kind::undefined; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_number() const { return kind_ == Kind::integer || kind_ == Kind::number || kind_ == Kind::boolean; }
  bool is_integral() const { return kind_ == Kind::integer || kind_ == Kind::boolean; }

  // Each of these asks for the right kind first.
  bool as_boolean() const { return payload_.integer != 0; }
  std::int64_t as_integer() const { return payload_.integer; }  // of a boolean: 0 or 1
  double as_number() const { return kind_ == Kind::number ? payload_.number : static_cast<double>(payload_.integer); }
  std::string_view as_text() const { return {payload_.text, size_}; }
  bool is_markup() const { return flag_; }
  bool is_range() const { return flag_ && kind_ == Kind::list; }
  bool is_group() const { return flag_ && kind_ == Kind::tuple; }
  LanguageSet languages() const { return languages_; }
  Value with_languages(LanguageSet languages, bool markup) const;
  const Callable& as_callable() const { return *static_cast<const Callable*>(owner_.get()); }
  const Module& as_module() const { return *static_cast<const Module*>(owner_.get()); }
  Generator& as_generator() const { return *static_cast<Generator*>(const_cast<void*>(owner_.get())); }
  LoopState& as_loop() const { return *payload_.loop; }
  const UndefinedOrigin* origin() const { return static_cast<const UndefinedOrigin*>(owner_.get()); }

  // list, tuple: number of items and one of them; dict: number of members, key and value by position.
  std::size_t size() const;
  Value item(std::size_t index) const;
  Value key_at(std::size_t index) const;
  // dict by string key; `hint` is where the key was found the last time (an inline cache), and is updated.
  bool find(std::string_view key, Value& out, std::uint32_t& hint) const;
  bool find(const Value& key, Value& out) const;

 private:
  explicit Value(Kind kind) : kind_(kind) {}

  Kind kind_ = Kind::undefined;
  bool flag_ = false;   // markup (string), lenient (undefined), group (tuple), range (list)
  bool json_ = false;   // list or dict that lies in a Json tree
  LanguageSet languages_ = kNoLanguage;
  union Payload {
    std::int64_t integer = 0;
    double number;
    const char* text;
    const Json* json;
    LoopState* loop;
  } payload_;
  std::size_t size_ = 0;  // of the text in bytes
  std::shared_ptr<const void> owner_;
};

struct UndefinedOrigin {
  Value base;        // the object that lacks the member; undefined for a variable
  std::string name;  // of the variable, member or index
};


// Python's name of the type: "str", "int", "list" …
std::string_view type_name(const Value& value);
std::string with_article(const Value& value);  // "an integer"

// `a == b` of Python: 1 == 1.0 == True, lists and dicts by content, never an error.
bool equal(const Value& a, const Value& b);

// str(value): False for lists, dicts, tuples and callables, which have no text here.
bool append_text(std::string& out, const Value& value);

// The value as JSON, for `|json` and `|tojson`; empty when something in it has no JSON form.
// With `sort_keys` as Python sorts them: by text or by number, while a mixture has no order.
std::optional<Json> to_json(const Value& value, bool sort_keys = false);

}  // namespace statusgen::jinja
