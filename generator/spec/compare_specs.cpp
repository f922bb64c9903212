#include "spec/compare_specs.hpp"

#include <algorithm>
#include <map>

#include "spec/check.hpp"
#include "spec/descriptor.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kHead[] = {"code", "defined_by", "label", "state", "expires", "sources"};
const Json kNothing;

using Pair = std::pair<const Json*, const Json*>;  // before and after; null: there is none

const Json& member(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr ? *found : kNothing;
}

bool is_reference(const Shape& shape) {
  if (shape.member_count == 0 || shape.key.empty()) return false;
  return find_member(shape, shape.key.front())->shape.refers_to == "sources";
}

bool has_prose(const Shape& shape) {
  const auto members = shape.members();
  return shape.prose || (shape.items != nullptr && has_prose(*shape.items)) ||
         std::any_of(members.begin(), members.end(), [](const MemberDescriptor& m) { return has_prose(m.shape); });
}

// The value with its references resolved, for comparing.
Json meaning(const Json& json, const Shape& shape) {
  Json out{json.value, {}};
  if (json.object() != nullptr && is_reference(shape)) return member(json, "title");
  if (Json::Array* items = out.array()) {
    for (Json& item : *items) item = meaning(item, *shape.items);
  } else if (json.object() != nullptr) {
    out = {Json::Object{}, {}};
    for (const MemberDescriptor& m : shape.members()) out.set(m.name, meaning(member(json, m.name), m.shape));
  }
  return out;
}

// What tells an item from the others: its key, or all of it.
std::string identity(const Json& item, const Shape& list) {
  return list.key.empty() ? to_json_text(meaning(item, *list.items)) : item_key(item, list.key).value_or("");
}

// Equal items stand together, in the order of `after`; what was removed comes last.
std::vector<Pair> pairs_of(const Json& before, const Json& after, const Shape& list) {
  std::vector<Pair> out;
  std::map<std::string, std::size_t> places;
  for (const Json* side : {&after, &before}) {
    if (side->array() == nullptr) continue;
    for (const Json& item : *side->array()) {
      const auto [place, is_new] = places.try_emplace(identity(item, list), out.size());
      if (is_new) out.emplace_back();
      (side == &after ? out[place->second].second : out[place->second].first) = &item;
    }
  }
  return out;
}

class CodeComparer {
 public:
  Json changes(const Json& before, const Json& after, const Shape& code) && {
    members(before, after, code);
    return std::move(changes_);
  }

 private:
  void value(const Json& before, const Json& after, const Shape& shape) {
    const bool is_list = before.array() != nullptr || after.array() != nullptr;
    if (is_list && (!shape.key.empty() || !has_prose(shape))) {
      items(before, after, shape);
    } else if (before.object() != nullptr && after.object() != nullptr && !is_reference(shape)) {
      members(before, after, shape);
    } else if (to_json_text(meaning(before, shape)) != to_json_text(meaning(after, shape))) {
      has_prose(shape) ? add("reworded", nullptr, nullptr) : add("changed", &before, &after);
    }
  }

  void members(const Json& before, const Json& after, const Shape& shape) {
    for (const MemberDescriptor& known : shape.members()) {
      path_.push_back(make_json(known.name));
      value(member(before, known.name), member(after, known.name), known.shape);
      path_.pop_back();
    }
  }

  void items(const Json& before, const Json& after, const Shape& list) {
    for (const auto& [old_item, new_item] : pairs_of(before, after, list)) {
      if (!list.key.empty()) path_.push_back(member(old_item != nullptr ? *old_item : *new_item, list.key.front()));
      if (old_item == nullptr || new_item == nullptr) {
        add(old_item == nullptr ? "added" : "removed", old_item, new_item);
      } else {
        value(*old_item, *new_item, *list.items);
      }
      if (!list.key.empty()) path_.pop_back();
    }
  }

  void add(std::string_view kind, const Json* before, const Json* after) {
    Json change{Json::Object{}, {}};
    change.set("path", {path_, {}});
    change.set("kind", make_json(kind));
    if (before != nullptr) change.set("old", *before);
    if (after != nullptr) change.set("new", *after);
    changes_.array()->push_back(std::move(change));
  }

  Json::Array path_;
  Json changes_{Json::Array{}, {}};
};

}  // namespace

Json compare_specs(const Json& before, const Json& after) {
  const Shape& list = find_member(file_format(FileKind::spec).shape, "codes")->shape;
  Json out{Json::Array{}, {}};
  for (const auto& [old_code, new_code] : pairs_of(member(before, "codes"), member(after, "codes"), list)) {
    Json changes{Json::Array{}, {}};
    if (old_code != nullptr && new_code != nullptr) {
      changes = CodeComparer().changes(*old_code, *new_code, *list.items);
      if (changes.array()->empty()) continue;
    }
    Json difference{Json::Object{}, {}};
    difference.set("kind", make_json(old_code == nullptr ? "added" : new_code == nullptr ? "removed" : "changed"));
    const Json& code = new_code != nullptr ? *new_code : *old_code;
    for (const std::string_view name : kHead) difference.set(name, member(code, name));
    difference.set("changes", std::move(changes));
    out.array()->push_back(std::move(difference));
  }
  const auto number = [](const Json& difference) { return *difference.find("code")->integer(); };
  const auto before_it = [&](const Json& a, const Json& b) { return number(a) < number(b); };
  std::stable_sort(out.array()->begin(), out.array()->end(), before_it);
  return out;
}

}  // namespace statusgen
