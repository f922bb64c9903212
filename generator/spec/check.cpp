#include "spec/check.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <unordered_map>
#include <vector>

#include "support/nfc.hpp"
#include "support/utf8.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

constexpr std::size_t kListedNames = 8;  // a longer list of possible names helps nobody
constexpr Shape kRemove{.types = kTrue};

struct TypeWord {
  Types types;
  std::string_view word;
};
constexpr std::array<TypeWord, 7> kTypeWords{{{kString, "a string"},
                                              {kInteger, "an integer"},
                                              {kTrue, "true"},
                                              {kBoolean, "a boolean"},
                                              {kList, "an array"},
                                              {kObject | kMap, "an object"},
                                              {kNull, "null"}}};

std::string expected_types(Types types) {
  std::vector<std::string_view> words;
  for (const TypeWord& row : kTypeWords) {
    if ((types & row.types) != 0) words.push_back(row.word);
  }
  return words.empty() ? "a value" : list_or(words);
}

std::string found_type(const Json& json) {
  if (json.is_null()) return "null";
  if (const bool* boolean = json.boolean()) return *boolean ? "true" : "false";
  const std::string_view type = type_name(json);
  return (std::string_view("aio").find(type[0]) != std::string_view::npos ? "an " : "a ") + std::string(type);
}

std::string suggestion(std::string_view wrong, std::span<const std::string_view> right, std::string otherwise) {
  std::string hint = did_you_mean(wrong, right);
  if (!hint.empty()) return hint;
  return right.size() <= kListedNames ? "write " + list_or(right) : otherwise;
}

// "U+0065 U+0301"
std::string numbers(std::u32string_view code_points) {
  std::string out;
  for (const char32_t c : code_points) {
    char number[16];
    std::snprintf(number, sizeof number, "%sU+%04X", out.empty() ? "" : " ", static_cast<unsigned>(c));
    out += number;
  }
  return out;
}

std::vector<std::string_view> names_of(const Shape& object) {
  std::vector<std::string_view> names;
  for (const MemberDescriptor& member : object.members()) names.push_back(member.name);
  return names;
}

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Checker {
 public:
  explicit Checker(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  // `name` is the member that holds the value, directly or in a list.
  void value(const Json& json, const Shape& shape, std::string_view name, Completeness completeness,
             std::span<const std::string_view> key = {}) {
    if (!has_type(json, shape.types)) {
      const std::string where = name.empty() ? "" : in_quotes(name) + ": ";
      error(json.span, where + "expected " + expected_types(shape.types) + ", found " + found_type(json));
    } else if ((shape.types & kAny) != 0) {
      anything(json, name);
    } else if (const std::string* text = json.string()) {
      string(*text, json.span, shape, name);
    } else if (const std::int64_t* number = json.integer()) {
      if (*number >= shape.min && *number <= shape.max) return;
      error(json.span, in_quotes(name) + " is out of range: " + std::to_string(*number),
            "write a number from " + std::to_string(shape.min) + " to " + std::to_string(shape.max));
    } else if (json.array() != nullptr) {
      list(json, shape, name, completeness);
    } else if (json.object() != nullptr && (shape.types & kObject) != 0) {
      object(json, shape, completeness, key);
    } else if (json.object() != nullptr) {
      map(*json.object(), shape);
    }
  }

 private:
  void error(Span span, std::string message, std::string hint = {}) {
    diagnostics_.error(span, std::move(message), std::move(hint));
  }

  void string(std::string_view text, Span span, const Shape& shape, std::string_view name) {
    if (!one_line(text, span, shape, name)) return;
    if (!shape.values.empty()) {
      if (contains(shape.values, text)) return;
      error(span, in_quotes(name) + " cannot be " + in_quotes(text),
            suggestion(text, shape.values, "write " + list_or(shape.values)));
    } else if (const FormatRule& rule = rule_of(shape.format); !rule.matches(text)) {
      const std::string found = text == name ? "" : ": " + in_quotes(text);
      error(span, in_quotes(name) + " is not " + std::string(rule.noun) + found, std::string(rule.hint));
    }
  }

  void anything(const Json& json, std::string_view name) {
    if (const std::string* text = json.string()) {
      is_normalized(*text, json.span, name);
    } else if (const Json::Array* items = json.array()) {
      for (const Json& item : *items) anything(item, name);
    } else if (const Json::Object* members = json.object()) {
      for (const Member& member : *members) anything(member.value, member.key);
    }
  }

  bool one_line(std::string_view text, Span span, const Shape& shape, std::string_view name) {
    if (text.empty()) {
      error(span, in_quotes(name) + " is empty",
            (shape.types & kNull) != 0 ? "write null where there is nothing" : "write a text");
      return false;
    }
    if (text.front() == ' ' || text.back() == ' ') {
      error(span, in_quotes(name) + (text.front() == ' ' ? " begins" : " ends") + " with a space", "remove it");
      return false;
    }
    for (std::size_t i = 0; i < text.size();) {
      const auto byte = static_cast<unsigned char>(text[i]);
      const CodePoint c = byte < 0x80 ? CodePoint{byte, 1, true} : decode_utf8(text, i);
      if (c.value < 0x20 || c.value >= 0x7F) {
        if (const std::string_view kind = forbidden_kind(c.value); !kind.empty()) {
          error(span, in_quotes(name) + " contains the " + std::string(kind) + " " + numbers({&c.value, 1}),
                "remove it");
          return false;
        }
      }
      i += c.length;
    }
    return is_normalized(text, span, name);
  }

  // Two spellings of one text look the same, and yet no search for one finds the other.
  bool is_normalized(std::string_view text, Span span, std::string_view name) {
    const std::optional<NotNormalized> wrong = find_not_normalized(text);
    if (!wrong) return true;
    const auto shown = [](std::u32string_view code_points) {
      std::string characters;
      for (const char32_t c : code_points) append_utf8(characters, c);
      return in_quotes(characters) + " (" + numbers(code_points) + ")";
    };
    error(span, in_quotes(name) + " is not in Unicode Normalization Form C: it contains " + shown(wrong->found),
          "write " + shown(wrong->wanted));
    return false;
  }

  void list(const Json& json, const Shape& shape, std::string_view name, Completeness completeness) {
    const Json::Array& items = *json.array();
    if (items.empty() && !shape.may_be_empty) error(json.span, in_quotes(name) + " is empty", "write an item");
    // An overlay replaces a list without a key whole, so its items have to be complete even there.
    const Completeness inside = shape.key.empty() ? Completeness::complete : completeness;
    for (const Json& item : items) value(item, *shape.items, name, inside, shape.key);
    if (!shape.key.empty() && items.size() > 1) unique(items, shape);
  }

  void unique(const Json::Array& items, const Shape& shape) {
    std::unordered_map<std::string, const Json*> first;
    for (const Json& item : items) {
      std::optional<std::string> key = item_key(item, shape.key);
      if (!key) continue;
      const auto [it, is_new] = first.emplace(std::move(*key), &item);
      if (is_new) continue;
      const std::string_view shown_part = shape.key.front();
      diagnostics_.error(item.find(shown_part)->span, item_name(item, shape, "is defined twice"), "remove one of them",
                         {it->second->find(shown_part)->span, "first defined here"});
    }
  }

  void map(const Json::Object& members, const Shape& shape) {
    for (const Member& member : members) {
      Shape name_shape;
      name_shape.format = shape.format;
      string(member.key, member.key_span, name_shape, member.key);
      value(member.value, *shape.items, member.key, Completeness::complete);
    }
  }

  void object(const Json& json, const Shape& shape, Completeness completeness, std::span<const std::string_view> key) {
    const bool partial = completeness == Completeness::partial;
    const bool removed = partial && !key.empty() && json.find("remove") != nullptr;
    std::vector<bool> seen(shape.member_count);
    std::size_t next = 0;
    for (const Member& member : *json.object()) {
      if (removed && member.key == "remove") {
        value(member.value, kRemove, member.key, completeness);
      } else if (const MemberDescriptor* known = find_member(shape, member.key, next); known == nullptr) {
        unknown(member, shape, partial && !key.empty());
        // A slip in a name is one error, not two: the member that was meant counts as seen.
        if (const MemberDescriptor* meant = meant_member(json, member.key, shape)) {
          seen[static_cast<std::size_t>(meant - shape.first_member)] = true;
          value(member.value, meant->shape, meant->name, completeness);
        }
      } else if (removed && !contains(key, member.key)) {
        error(member.key_span, in_quotes(member.key) + R"( beside "remove")", "remove needs only the key");
      } else {
        seen[static_cast<std::size_t>(known - shape.first_member)] = true;
        value(member.value, known->shape, known->name, completeness);
      }
    }
    for (std::size_t i = 0; i < shape.member_count; ++i) {
      const MemberDescriptor& member = shape.first_member[i];
      const bool needed = member.presence == Presence::required &&
                          (!partial || contains(key, member.name) || member.name == "format");
      if (needed && !seen[i]) report_missing(json.span, member, shape, diagnostics_);
    }
  }

  void unknown(const Member& member, const Shape& shape, bool may_remove) {
    std::vector<std::string_view> names = names_of(shape);
    if (may_remove) names.push_back("remove");
    error(member.key_span, "unknown member " + in_quotes(member.key) + " of " + std::string(shape.name),
          suggestion(member.key, names, "remove it"));
  }

  Diagnostics& diagnostics_;
};

}  // namespace

bool check_shape(const Json& json, const Shape& shape, Completeness completeness, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  Checker(diagnostics).value(json, shape, "", completeness);
  return diagnostics.error_count() == errors_before;
}

bool is_sound(const Json& object, std::string_view name, const Shape& shape) {
  const Json* member = object.find(name);
  Diagnostics ignored;
  return member != nullptr && check_shape(*member, find_member(shape, name)->shape, Completeness::complete, ignored);
}

bool has_type(const Json& json, Types types) {
  if ((types & kAny) != 0) return true;
  if (json.is_null()) return (types & kNull) != 0;
  if (const bool* boolean = json.boolean()) return (types & kBoolean) != 0 || (*boolean && (types & kTrue) != 0);
  if (json.integer() != nullptr) return (types & kInteger) != 0;
  if (json.string() != nullptr) return (types & kString) != 0;
  if (json.array() != nullptr) return (types & kList) != 0;
  return json.object() != nullptr && (types & (kObject | kMap)) != 0;
}

const MemberDescriptor* meant_member(const Json& object, std::string_view wrong, const Shape& shape) {
  const std::optional<std::string> name = closest(wrong, names_of(shape));
  return name && object.find(*name) == nullptr ? find_member(shape, *name) : nullptr;
}

bool has_format(const Json& json, FileKind kind, Diagnostics& diagnostics) {
  const FileFormat& file = file_format(kind);
  const Json* format = json.find("format");
  if (format == nullptr || format->string() == nullptr || *format->string() == file.format) return true;
  diagnostics.error(format->span, "this is no " + std::string(file.shape.name) + " file",
                    "expected " + in_quotes(file.format));
  return false;
}

void report_missing(Span span, const MemberDescriptor& member, const Shape& object, Diagnostics& diagnostics) {
  diagnostics.error(span, "missing member " + in_quotes(member.name) + " of " + std::string(object.name),
                    "add it: " + (member.shape.values.size() == 1 ? in_quotes(member.shape.values[0]) : expected_types(member.shape.types)));
}

std::optional<std::string> item_key(const Json& item, std::span<const std::string_view> key) {
  std::string joined;
  for (const std::string_view part : key) {
    const Json* value = item.find(part);
    if (value == nullptr || (value->string() == nullptr && value->integer() == nullptr)) return {};
    joined += value->string() != nullptr ? *value->string() : std::to_string(*value->integer());
    joined += '\n';  // stands in no key, so parts cannot run into each other
  }
  return joined;
}

std::string item_name(const Json& item, const Shape& list, std::string_view verb) {
  std::string name = std::string(list.items->name) + " " + shown(*item.find(list.key.front()));
  if (!verb.empty()) name += " " + std::string(verb);
  if (list.key.size() > 1) name += " by " + shown(*item.find(list.key.back()));
  return name;
}

std::string shown(const Json& scalar) {
  if (const std::string* text = scalar.string()) return in_quotes(*text);
  return to_json_text(scalar);
}

}  // namespace statusgen
