#include "spec/schema.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "support/words.hpp"

namespace statusgen {
namespace {

using Keys = std::span<const std::string_view>;

Json object_of(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json object{Json::Object{}, {}};
  for (const auto& [key, value] : members) object.set(key, value);
  return object;
}

template <typename Strings>
Json array_of(const Strings& strings) {
  Json array{Json::Array{}, {}};
  for (const auto& text : strings) array.array()->push_back(make_json(std::string_view(text)));
  return array;
}

Json of_type(std::string_view type) { return object_of({{"type", make_json(type)}}); }

std::string definition_name(std::string_view words) { return to_casing(words, Casing::snake); }

class SchemaWriter {
 public:
  // Each type of the shape is an alternative, so that no keyword judges a value of another type.
  Json value(const Shape& shape, Completeness completeness, Keys key = {}) {
    if ((shape.types & kAny) != 0) return {Json::Object{}, {}};
    Json::Array out;
    const auto has = [&](Types type) { return (shape.types & type) != 0; };
    if (has(kString)) out.push_back(string(shape));
    if (has(kTrue)) out.push_back(object_of({{"const", {true, {}}}}));
    if (has(kBoolean)) out.push_back(of_type("boolean"));
    if (has(kInteger)) out.push_back(integer(shape));
    if (has(kList)) out.push_back(list(shape, completeness));
    if (has(kObject)) out.push_back(object(shape, completeness, key));
    if (has(kMap)) out.push_back(map(shape));
    if (has(kNull)) out.push_back(of_type("null"));
    if (out.size() == 1) return std::move(out.front());
    return object_of({{"anyOf", {std::move(out), {}}}});
  }

  Json definitions() && { return std::move(definitions_); }

 private:
  Json string(const Shape& shape) {
    if (shape.values.empty()) return object_of({{"$ref", form(rule_of(shape.format))}});
    return object_of({{"type", make_json("string")}, {"enum", array_of(shape.values)}});
  }

  static Json integer(const Shape& shape) {
    return object_of(
        {{"type", make_json("integer")}, {"minimum", make_json(shape.min)}, {"maximum", make_json(shape.max)}});
  }

  Json list(const Shape& shape, Completeness completeness) {
    Json out = of_type("array");
    const Completeness inside = shape.key.empty() ? Completeness::complete : completeness;
    out.set("items", value(*shape.items, inside, shape.key));
    if (!shape.may_be_empty) out.set("minItems", make_json(1));
    return out;
  }

  Json map(const Shape& shape) {
    return object_of({{"type", make_json("object")},
                      {"propertyNames", object_of({{"$ref", form(rule_of(shape.format))}})},
                      {"additionalProperties", value(*shape.items, Completeness::complete)}});
  }

  Json form(const FormatRule& rule) {
    Json definition = object_of({{"type", make_json("string")}, {"pattern", make_json(rule.pattern)}});
    if (rule.format == Format::date) definition.set("format", make_json("date"));
    const std::string name = definition_name(rule.noun.substr(rule.noun.find(' ') + 1));
    definitions_.set(name, std::move(definition));
    return make_json("#/$defs/" + name);
  }

  // Every object becomes a definition of its own, so the schema stays flat and each is written once.
  Json object(const Shape& shape, Completeness completeness, Keys key) {
    const std::string suffix = completeness == Completeness::partial ? " change" : "";
    const std::string name = definition_name(std::string(shape.name) + suffix);
    if (definitions_.find(name) == nullptr) {
      definitions_.set(name, {});  // keeps its place before those that it needs
      Json definition = members(shape, completeness, key);
      definitions_.set(name, std::move(definition));
    }
    return object_of({{"$ref", make_json("#/$defs/" + name)}});
  }

  Json members(const Shape& shape, Completeness completeness, Keys key) {
    const bool partial = completeness == Completeness::partial;
    Json properties{Json::Object{}, {}};
    std::vector<std::string_view> required(key.begin(), key.end());
    for (const MemberDescriptor& member : shape.members()) {
      Json property = value(member.shape, completeness);
      property.set("description", make_json(member.meaning));
      properties.set(member.name, std::move(property));
      const bool always = partial ? member.name == "format" : member.presence == Presence::required;
      if (always && std::find(key.begin(), key.end(), member.name) == key.end()) required.push_back(member.name);
    }
    Json out = object_of({{"type", make_json("object")}, {"additionalProperties", {false, {}}}});
    if (partial && !key.empty()) {
      properties.set("remove", object_of({{"const", {true, {}}}, {"description", make_json("Removes the item.")}}));
      const auto only_key = static_cast<std::int64_t>(key.size() + 1);
      out.set("dependentSchemas", object_of({{"remove", object_of({{"maxProperties", make_json(only_key)}})}}));
    }
    out.set("required", array_of(required));
    out.set("properties", std::move(properties));
    return out;
  }

  Json definitions_{Json::Object{}, {}};
};

}  // namespace

Json schema(FileKind kind) {
  const FileFormat& file = file_format(kind);
  SchemaWriter writer;
  Json out = object_of({{"$schema", make_json("https://json-schema.org/draft/2020-12/schema")},
                        {"title", make_json(file.format)}});
  const Json reference = writer.value(file.shape, file.completeness);
  out.set("$ref", *reference.find("$ref"));
  out.set("$defs", std::move(writer).definitions());
  return out;
}

}  // namespace statusgen
