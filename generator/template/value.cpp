#include "template/value.hpp"

#include <algorithm>

namespace statusgen::jinja {

Value Value::boolean(bool value) {
  Value out(Kind::boolean);
  out.payload_.integer = value ? 1 : 0;
  return out;
}

Value Value::integer(std::int64_t value) {
  Value out(Kind::integer);
  out.payload_.integer = value;
  return out;
}

Value Value::number(double value) {
  Value out(Kind::number);
  out.payload_.number = value;
  return out;
}

Value Value::text_view(std::string_view text, LanguageSet languages, bool markup) {
  Value out(Kind::string);
  out.payload_.text = text.data();
  out.size_ = text.size();
  out.languages_ = languages;
  out.flag_ = markup;
  return out;
}

Value Value::text(std::string text, LanguageSet languages, bool markup) {
  auto owner = std::make_shared<const std::string>(std::move(text));
  Value out = text_view(*owner, languages, markup);
  out.owner_ = std::move(owner);
  return out;
}

Value Value::list(List items) {
  Value out(Kind::list);
  out.owner_ = std::make_shared<const List>(std::move(items));
  return out;
}

Value Value::range(List items) {
  Value out = list(std::move(items));
  out.flag_ = true;
  return out;
}

Value Value::tuple(List items) {
  Value out(Kind::tuple);
  out.owner_ = std::make_shared<const List>(std::move(items));
  return out;
}

Value Value::group(Value grouper, Value members) {
  Value out = tuple({std::move(grouper), std::move(members)});
  out.flag_ = true;
  return out;
}

Value Value::generator(List items) {
  Value out(Kind::generator);
  out.owner_ = std::make_shared<Generator>(Generator{std::move(items)});
  return out;
}

Value Value::dict(Dict members) {
  Value out(Kind::dict);
  out.owner_ = std::make_shared<const Dict>(std::move(members));
  return out;
}

Value Value::from(const Json& json) {
  if (const std::string* text = json.string()) return text_view(*text);
  if (const std::int64_t* integer_value = json.integer()) return integer(*integer_value);
  if (const bool* flag = json.boolean()) return boolean(*flag);
  if (const double* number_value = json.number()) return number(*number_value);
  if (json.is_null()) return none();
  Value out(json.array() != nullptr ? Kind::list : Kind::dict);
  out.json_ = true;
  out.payload_.json = &json;
  return out;
}

Value Value::undefined(std::shared_ptr<const UndefinedOrigin> origin) {
  Value out;
  out.owner_ = std::move(origin);
  return out;
}

Value Value::lenient_undefined() {
  Value out;
  out.flag_ = true;
  return out;
}

Value Value::callable(std::shared_ptr<const Callable> callable) {
  Value out(Kind::callable);
  out.owner_ = std::move(callable);
  return out;
}

Value Value::module(std::shared_ptr<const Module> module) {
  Value out(Kind::module);
  out.owner_ = std::move(module);
  return out;
}

Value Value::loop(LoopState* state) {
  Value out(Kind::loop);
  out.payload_.loop = state;
  return out;
}

Value Value::with_languages(LanguageSet languages, bool markup) const {
  Value out = *this;
  out.languages_ = languages;
  out.flag_ = markup;
  return out;
}

std::size_t Value::size() const {
  if (json_) return kind_ == Kind::list ? payload_.json->array()->size() : payload_.json->object()->size();
  if (kind_ == Kind::dict) return static_cast<const Dict*>(owner_.get())->size();
  if (kind_ == Kind::generator) return as_generator().items.size();
  return static_cast<const List*>(owner_.get())->size();
}

Value Value::item(std::size_t index) const {
  if (json_) {
    return from(kind_ == Kind::list ? (*payload_.json->array())[index] : (*payload_.json->object())[index].value);
  }
  if (kind_ == Kind::dict) return (*static_cast<const Dict*>(owner_.get()))[index].second;
  if (kind_ == Kind::generator) return as_generator().items[index];
  return (*static_cast<const List*>(owner_.get()))[index];
}

Value Value::key_at(std::size_t index) const {
  if (json_) return text_view((*payload_.json->object())[index].key);
  return (*static_cast<const Dict*>(owner_.get()))[index].first;
}

bool Value::find(std::string_view key, Value& out, std::uint32_t& hint) const {
  if (json_) {
    const Json::Object& members = *payload_.json->object();
    if (hint < members.size() && members[hint].key == key) {
      out = from(members[hint].value);
      return true;
    }
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      if (members[i].key != key) continue;
      hint = i;
      out = from(members[i].value);
      return true;
    }
    return false;
  }
  const Dict& members = *static_cast<const Dict*>(owner_.get());
  const auto matches = [&](const auto& m) { return m.first.is_string() && m.first.as_text() == key; };
  if (hint < members.size() && matches(members[hint])) {
    out = members[hint].second;
    return true;
  }
  const auto it = std::find_if(members.begin(), members.end(), matches);
  if (it == members.end()) return false;
  hint = static_cast<std::uint32_t>(it - members.begin());
  out = it->second;
  return true;
}

bool Value::find(const Value& key, Value& out) const {
  std::uint32_t ignored = 0;
  if (key.is_string()) return find(key.as_text(), out, ignored);
  if (json_) return false;
  for (const auto& [name, value] : *static_cast<const Dict*>(owner_.get())) {
    if (!equal(name, key)) continue;
    out = value;
    return true;
  }
  return false;
}

std::string_view type_name(const Value& value) {
  switch (value.kind()) {
    case Kind::undefined: return "undefined";
    case Kind::none: return "none";
    case Kind::boolean: return "boolean";
    case Kind::integer: return "integer";
    case Kind::number: return "float";
    case Kind::string: return "string";
    case Kind::list: return value.is_range() ? "range" : "list";
    case Kind::tuple: return "tuple";
    case Kind::generator: return "generator";
    case Kind::dict: return "dict";
    case Kind::callable: return "macro";
    case Kind::module: return "module";
    case Kind::loop: return "loop";
  }
  return "value";
}

std::string with_article(const Value& value) {
  const std::string_view name = type_name(value);
  return (std::string_view("aeiou").find(name[0]) != std::string_view::npos ? "an " : "a ") + std::string(name);
}

bool equal(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    if (a.is_integral() && b.is_integral()) return a.as_integer() == b.as_integer();
    // 64 bits of an integer fit a long double, but not a double.
    const auto exact = [](const Value& v) { return v.is_integral() ? static_cast<long double>(v.as_integer()) : static_cast<long double>(v.as_number()); };
    return exact(a) == exact(b);
  }
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::none: return true;
    case Kind::string: return a.as_text() == b.as_text();
    case Kind::list:
    case Kind::tuple:
      if (a.size() != b.size() || a.is_range() != b.is_range()) return false;
      for (std::size_t i = 0; i < a.size(); ++i) {
        if (!equal(a.item(i), b.item(i))) return false;
      }
      return true;
    case Kind::dict:
      if (a.size() != b.size()) return false;
      for (std::size_t i = 0; i < a.size(); ++i) {
        Value other;
        if (!b.find(a.key_at(i), other) || !equal(a.item(i), other)) return false;
      }
      return true;
    case Kind::callable: return &a.as_callable() == &b.as_callable();
    case Kind::module: return &a.as_module() == &b.as_module();
    case Kind::generator: return &a.as_generator() == &b.as_generator();
    case Kind::loop: return &a.as_loop() == &b.as_loop();
    default: return true;
  }
}

bool append_text(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Kind::none: out += "None"; return true;
    case Kind::boolean: out += value.as_boolean() ? "True" : "False"; return true;
    case Kind::integer: out += std::to_string(value.as_integer()); return true;
    case Kind::number: out += number_text(value.as_number()); return true;
    case Kind::string: out += value.as_text(); return true;
    case Kind::undefined: return value.is_lenient();
    default: return false;
  }
}

namespace {

// The order of a dict's members; empty when there is none.
std::optional<std::vector<std::size_t>> member_order(const Value& dict, bool sort_keys) {
  std::vector<std::size_t> order(dict.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  if (!sort_keys || order.size() < 2) return order;
  std::vector<Value> keys;
  for (const std::size_t i : order) keys.push_back(dict.key_at(i));
  if (std::all_of(keys.begin(), keys.end(), [](const Value& k) { return k.is_string(); })) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a].as_text() < keys[b].as_text(); });
  } else if (std::all_of(keys.begin(), keys.end(), [](const Value& k) { return k.is_number(); })) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a].as_number() < keys[b].as_number(); });
  } else {
    return {};
  }
  return order;
}

}  // namespace

std::optional<Json> to_json(const Value& value, bool sort_keys) {
  switch (value.kind()) {
    case Kind::none: return Json{};
    case Kind::boolean: return Json{value.as_boolean(), {}};
    case Kind::integer: return make_json(value.as_integer());
    case Kind::number: return Json{value.as_number(), {}};
    case Kind::string: return make_json(value.as_text());
    case Kind::list:
    case Kind::tuple: {
      if (value.is_range()) return {};
      Json::Array items;
      for (std::size_t i = 0; i < value.size(); ++i) {
        std::optional<Json> item = to_json(value.item(i), sort_keys);
        if (!item) return {};
        items.push_back(std::move(*item));
      }
      return Json{std::move(items), {}};
    }
    case Kind::dict: {
      Json::Object members;
      const auto order = member_order(value, sort_keys);
      if (!order) return {};
      for (const std::size_t i : *order) {
        std::optional<Json> member = to_json(value.item(i), sort_keys);
        std::string key;
        const Value name = value.key_at(i);
        if (!member || name.is(Kind::tuple) || name.is_undefined() || !append_text(key, name)) return {};
        if (name.is(Kind::boolean)) key = name.as_boolean() ? "true" : "false";
        if (name.is(Kind::none)) key = "null";
        members.push_back({std::move(key), std::move(*member), {}});
      }
      return Json{std::move(members), {}};
    }
    default: return {};
  }
}

}  // namespace statusgen::jinja
