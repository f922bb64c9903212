// JSON values that remember where they were written. nlohmann's parser does the reading; this tree exists because
// nlohmann 3.11 keeps no positions, and every later message ("this member, on that line of that overlay") needs them.
// Objects keep the order of their members.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "support/diagnostic.hpp"
#include "support/source.hpp"

namespace statusgen {

struct Member;

struct Json {
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value;
  Span span;  // the whole value; for arrays and objects the opening bracket

  bool is_null() const { return value.index() == 0; }
  const bool* boolean() const { return std::get_if<bool>(&value); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value); }
  const double* number() const { return std::get_if<double>(&value); }
  const std::string* string() const { return std::get_if<std::string>(&value); }
  const Array* array() const { return std::get_if<Array>(&value); }
  const Object* object() const { return std::get_if<Object>(&value); }
  Array* array() { return std::get_if<Array>(&value); }
  Object* object() { return std::get_if<Object>(&value); }

  // The member's value, or null when this is no object or has no such member.
  const Json* find(std::string_view key) const;
  Json* find(std::string_view key);
  // Sets or appends; this must be an object.
  void set(std::string_view key, Json member);
};

struct Member {
  std::string key;
  Json value;
  Span key_span;
};

Json make_json(std::string_view text);
Json make_json(std::int64_t number);

// "null", "boolean", "integer", "number", "string", "array" or "object"
std::string_view type_name(const Json& json);

// Strict JSON (RFC 8259), at most 100 levels deep. A syntax error is reported and gives nothing. A repeated key is
// reported, too, but the tree has both members, so that what else is wrong with it can be told in the same run.
std::optional<Json> parse_json(const Source& source, Diagnostics& diagnostics);

// Python's json.dumps(ensure_ascii=False): without indent compact ("," and ":"), with it as indent= writes.
std::string to_json_text(const Json& json, std::optional<int> indent = {});
// A JSON string literal: quotes, escapes for controls, `"` and `\`; everything else as UTF-8, invalid bytes as U+FFFD.
void append_json_string(std::string& out, std::string_view text);
// The shortest text that reads back as the same double, always with a `.0` or an exponent (Python's repr).
std::string number_text(double number);

}  // namespace statusgen
