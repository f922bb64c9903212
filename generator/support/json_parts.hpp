// Small words for reading trees that have been checked, and for building new ones. Lists and members that a spec lacks
// read as empty.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "support/json.hpp"

namespace statusgen {

inline Json json_object(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json out{Json::Object{}, {}};
  for (const auto& [name, value] : members) out.set(name, value);
  return out;
}
inline Json json_list() { return {Json::Array{}, {}}; }
inline Json json_boolean(bool value) { return {value, {}}; }
inline Json json_count(std::size_t value) { return make_json(static_cast<std::int64_t>(value)); }

inline const Json::Array& items_of(const Json* json, std::string_view name) {
  static const Json::Array none;
  const Json* found = json != nullptr ? json->find(name) : nullptr;
  return found != nullptr && found->array() != nullptr ? *found->array() : none;
}
inline const Json::Array& items_of(const Json& json, std::string_view name) { return items_of(&json, name); }

// Null where there is no text.
inline const std::string* text_of(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found != nullptr ? found->string() : nullptr;
}

// Empty where there is no text.
inline std::string text_at(const Json& json, std::string_view name) {
  const std::string* found = text_of(json, name);
  return found != nullptr ? *found : "";
}

inline Json copy_of(const Json* json, std::string_view name) {
  const Json* found = json != nullptr ? json->find(name) : nullptr;
  return found != nullptr ? *found : Json{};
}

// The item of a list of the spec with that id, or null.
inline const Json* item_with_id(const Json& spec, std::string_view list, const std::string* id) {
  for (const Json& item : items_of(spec, list)) {
    if (id != nullptr && *text_of(item, "id") == *id) return &item;
  }
  return nullptr;
}

}  // namespace statusgen
