#include "product/view.hpp"

#include <map>

namespace statusgen {
namespace {

using jinja::Dict;
using jinja::List;
using jinja::Value;

Value name(std::string_view text) { return Value::text_view(text, jinja::kAllLanguages); }

const std::string* text_at(const Json& object, std::string_view member) {
  const Json* found = object.find(member);
  return found != nullptr ? found->string() : nullptr;
}

Value list_of(std::span<const Json* const> codes) {
  List out;
  for (const Json* code : codes) out.push_back(Value::from(*code));
  return Value::list(std::move(out));
}

// An object of the spec with one member more.
Value with_codes(const Json& object, std::span<const Json* const> codes) {
  Dict out;
  for (const Member& member : *object.object()) out.emplace_back(name(member.key), Value::from(member.value));
  out.emplace_back(name("codes"), list_of(codes));
  return Value::dict(std::move(out));
}

// The objects of a list of the spec, each with the codes that name it in `member`.
Value grouped(const Json& spec, std::string_view list, std::string_view member, std::span<const Json* const> codes, bool keep_empty) {
  std::map<std::string_view, std::vector<const Json*>> groups;
  for (const Json* code : codes) {
    if (const std::string* key = text_at(*code, member)) groups[*key].push_back(code);
  }
  List out;
  for (const Json& object : *spec.find(list)->array()) {
    const std::vector<const Json*>& members = groups[*text_at(object, "id")];
    if (keep_empty || !members.empty()) out.push_back(with_codes(object, members));
  }
  return Value::list(std::move(out));
}

Value by_number(std::span<const Json* const> codes) {
  List out;
  for (std::size_t begin = 0; begin < codes.size();) {
    const std::int64_t number = *codes[begin]->find("code")->integer();
    std::size_t end = begin;
    while (end < codes.size() && *codes[end]->find("code")->integer() == number) ++end;
    out.push_back(Value::dict({{name("code"), Value::integer(number)},
                               {name("entries"), list_of(codes.subspan(begin, end - begin))},
                               {name("entry"), Value::from(*codes[begin])}}));
    begin = end;
  }
  return Value::list(std::move(out));
}

}  // namespace

std::optional<std::vector<const Json*>> select_codes(const Json& spec, std::span<const Condition* const> conditions, const jinja::Context& outer,
                                                     jinja::Engine& engine, Diagnostics& diagnostics) {
  std::vector<const Json*> out;
  for (const Json& code : *spec.find("codes")->array()) {
    jinja::Context members{&outer, {}};
    if (!conditions.empty()) {
      for (const Member& member : *code.object()) engine.set(members, member.key, Value::from(member.value));
    }
    bool keep = true;
    for (const Condition* condition : conditions) {
      const std::optional<bool> holds = engine.holds(condition->expression, members, diagnostics);
      if (!holds) return {};
      keep = keep && *holds;
    }
    if (keep) out.push_back(&code);
  }
  return out;
}

View make_view(const Json& spec, std::span<const Json* const> codes) {
  return {list_of(codes), by_number(codes), grouped(spec, "classes", "class", codes, true), grouped(spec, "definers", "defined_by", codes, false)};
}

}  // namespace statusgen
