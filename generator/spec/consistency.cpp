#include "spec/consistency.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "spec/check.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

const Json::Array kNone;

const Json::Array& list_of(const Json& json, std::string_view name) {
  const Json* list = json.find(name);
  return list != nullptr && list->array() != nullptr ? *list->array() : kNone;
}

const std::string* text_of(const Json& json, std::string_view name) {
  const Json* text = json.find(name);
  return text != nullptr ? text->string() : nullptr;
}

// Strings and integers alike: in the table a key is one of the two.
std::string key_text(const Json& key) { return key.string() != nullptr ? *key.string() : to_json_text(key); }

// The keys of one list of the spec, and what overlays took out of it.
struct Target {
  const Shape* list = nullptr;
  std::string list_name;
  std::vector<std::string_view> names;  // the strings, in order
  std::unordered_set<std::string> keys;
};

struct Use {
  const Removal* removal;
  Span span;
};

class ReferenceChecker {
 public:
  ReferenceChecker(const Json& spec, std::span<const Removal> removals, Diagnostics& diagnostics)
      : spec_(spec), removals_(removals), diagnostics_(diagnostics) {}

  void value(const Json& json, const Shape& shape) {
    if (const Json::Array* items = json.array()) {
      if (shape.items == nullptr) return;
      for (const Json& item : *items) value(item, *shape.items);
    } else if (const Json::Object* members = json.object()) {
      std::size_t next = 0;
      for (const Member& member : *members) {
        const MemberDescriptor* known = find_member(shape, member.key, next);
        if (known != nullptr) value(member.value, known->shape);
      }
    } else if (!shape.refers_to.empty() && (json.string() != nullptr || json.integer() != nullptr)) {
      reference(json, target(shape.refers_to));
    }
  }

  // One error per removal, however often the removed item is referred to.
  void report_removed() {
    for (const Removal& removal : removals_) {
      const auto of_removal = [&](const Use& use) { return use.removal == &removal; };
      const auto first = std::find_if(uses_.begin(), uses_.end(), of_removal);
      if (first == uses_.end()) continue;
      const auto more = std::count_if(uses_.begin(), uses_.end(), of_removal) - 1;
      std::string note = "referenced here";
      if (more > 0) note += ", and in " + std::to_string(more) + (more == 1 ? " more place" : " more places");
      diagnostics_.error(removal.item.find(removal.list->key.front())->span,
                         "cannot remove " + item_name(removal.item, *removal.list) + ": it is still referenced",
                         "remove or change what refers to it, too", {first->span, std::move(note)});
    }
  }

 private:
  Target& target(std::string_view list) {
    const auto [it, is_new] = targets_.try_emplace(list);
    if (is_new) {
      it->second.list_name = list;
      it->second.list = &find_member(file_format(FileKind::spec).shape, list)->shape;
      const std::string_view key = it->second.list->key.front();
      for (const Json& item : list_of(spec_, list)) {
        const Json* name = item.find(key);
        if (name == nullptr) continue;
        it->second.keys.insert(key_text(*name));
        if (name->string() != nullptr) it->second.names.push_back(*name->string());
      }
    }
    return it->second;
  }

  void reference(const Json& json, const Target& target) {
    const std::string key = key_text(json);
    if (target.keys.contains(key)) return;
    const auto removal = std::find_if(removals_.begin(), removals_.end(), [&](const Removal& r) {
      return r.list == target.list && key_text(*r.item.find(r.list->key.front())) == key;
    });
    if (removal != removals_.end()) {
      uses_.push_back({&*removal, json.span});
    } else {
      const std::string hint = did_you_mean(key, target.names);
      diagnostics_.error(json.span, "unknown " + std::string(target.list->items->name) + " " + shown(json),
                         hint.empty() ? "add it to " + in_quotes(target.list_name) : hint);
    }
  }

  const Json& spec_;
  std::span<const Removal> removals_;
  Diagnostics& diagnostics_;
  std::map<std::string_view, Target> targets_;
  std::vector<Use> uses_;
};

void check_names(const Json::Array& codes, Diagnostics& diagnostics) {
  std::unordered_map<std::string, const Json*> first;
  for (const Json& code : codes) {
    const std::string* definer = text_of(code, "defined_by");
    const std::string* name = text_of(code, "name");
    if (definer == nullptr || name == nullptr) continue;
    const auto [it, is_new] = first.emplace(*definer + "\n" + *name, code.find("name"));
    if (is_new) continue;
    diagnostics.error(code.find("name")->span, "name " + in_quotes(*name) + " is used twice by " + in_quotes(*definer),
                      "give one of them another name", {it->second->span, "first used here"});
  }
}

void check_expiry(const Json& code, Diagnostics& diagnostics) {
  const std::string* state = text_of(code, "state");
  const bool expires = text_of(code, "expires") != nullptr;
  if (state == nullptr || (*state == "temporary") == expires) return;
  if (expires) {
    diagnostics.error(code.find("expires")->span, "only a temporary code has \"expires\"",
                      "write null, or \"temporary\" as \"state\"");
  } else {
    diagnostics.error(code.find("state")->span, "a temporary code needs \"expires\"",
                      "write the day on which its registration ends");
  }
}

void check_range(const Json& code, Diagnostics& diagnostics) {
  const Json* number = code.find("code");
  if (number == nullptr || number->integer() == nullptr) return;
  const bool valid = *number->integer() >= 100 && *number->integer() <= 599;
  const bool impossible = *number->integer() < 0 || *number->integer() > 999;  // reported already
  if (valid || impossible || text_of(code, "on_wire") != nullptr || !list_of(code, "notes").empty()) return;
  diagnostics.error(number->span, "code " + shown(*number) + " is outside 100..599, and nothing says why",
                    "add a note, or say in \"on_wire\" how it shows");
}

}  // namespace

void check_references(const Json& file, FileKind kind, const Json& spec, std::span<const Removal> removals,
                      Diagnostics& diagnostics) {
  ReferenceChecker checker(spec, removals, diagnostics);
  checker.value(file, file_format(kind).shape);
  checker.report_removed();
}

void check_codes(const Json& spec, Diagnostics& diagnostics) {
  check_names(list_of(spec, "codes"), diagnostics);
  for (const Json& code : list_of(spec, "codes")) {
    check_expiry(code, diagnostics);
    check_range(code, diagnostics);
  }
}

void check_scenarios(const Json& spec, Diagnostics& diagnostics) {
  for (const Json& scenario : list_of(spec, "scenarios")) {
    std::vector<std::string_view> chain;
    for (const Json& party : list_of(scenario, "chain")) {
      if (party.string() != nullptr) chain.push_back(*party.string());
    }
    for (const std::string_view role : {"cause", "reporter"}) {
      const std::string* party = text_of(scenario, role);
      if (party == nullptr || chain.empty() || std::find(chain.begin(), chain.end(), *party) != chain.end()) continue;
      diagnostics.error(scenario.find(role)->span,
                        std::string(role) + " " + in_quotes(*party) + " does not stand in the chain",
                        "write " + list_or(chain) + ", or add it to the chain");
    }
  }
}

}  // namespace statusgen
