#include "spec/consistency.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "spec/check.hpp"
#include "support/json_parts.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

// Strings and integers alike: in the table a key is one of the two.
std::string key_text(const Json& key) { return key.string() != nullptr ? *key.string() : to_json_text(key); }

// The keys of one list of the spec, and what overlays took out of it.
struct Target {
  const Shape* list = nullptr;
  std::string list_name;
  std::vector<std::string_view> names;  // the strings, in order
  std::unordered_set<std::string> keys;
  bool is_known = false;       // false: it is no list, so nobody can say what is missing there
  bool has_nameless = false;   // items whose key is missing or wrong: one may be what a reference means
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
      reference(json, shape, target(shape.refers_to));
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
      it->second.is_known = spec_.find(list) != nullptr && spec_.find(list)->array() != nullptr;
      for (const Json& item : items_of(spec_, list)) {
        const Json* name = item.find(key);
        const bool is_named = is_sound(item, key, *it->second.list->items);
        it->second.has_nameless = it->second.has_nameless || !is_named;
        if (name == nullptr) continue;
        it->second.keys.insert(key_text(*name));
        if (is_named && name->string() != nullptr) it->second.names.push_back(*name->string());
      }
    }
    return it->second;
  }

  void reference(const Json& json, const Shape& shape, const Target& target) {
    const std::string key = key_text(json);
    if (target.keys.contains(key)) return;
    const auto removal = std::find_if(removals_.begin(), removals_.end(), [&](const Removal& r) {
      return r.list == target.list && key_text(*r.item.find(r.list->key.front())) == key;
    });
    if (removal != removals_.end()) {
      uses_.push_back({&*removal, json.span});
    } else if (Diagnostics ignored; target.is_known && check_shape(json, shape, Completeness::complete, ignored)) {
      const std::string hint = did_you_mean(key, target.names);
      if (hint.empty() && target.has_nameless) return;
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

// Sources sort in the order in which they apply; what a merge has filled in has none.
bool is_later(const Json& a, const Json& b) {
  const auto order = [](const Json& json) { return json.span.source != nullptr ? json.span.source->order() + 1 : 0; };
  return order(a) > order(b);
}

// Two values do not fit together. The one in the last file is wrong, for what it was laid over was right without it;
// within one file it is `first`.
void conflict(const Json& first, const Json& second, std::string message, std::string hint, Diagnostics& diagnostics) {
  const bool is_second = is_later(second, first);
  const Span at = is_second ? second.span : first.span, other = is_second ? first.span : second.span;
  Diagnostic diagnostic{Severity::error, at, std::move(message), std::move(hint), {}};
  if (other.source != nullptr && other.source != at.source) diagnostic.notes.push_back({other, "together with this"});
  diagnostics.add(std::move(diagnostic));
}

const Shape& code_shape() { return *find_member(file_format(FileKind::spec).shape, "codes")->shape.items; }

void check_names(const Json::Array& codes, Diagnostics& diagnostics) {
  std::unordered_map<std::string, const Json*> first;
  const std::string_view kKey[] = {"code", "defined_by"};
  for (const Json& code : codes) {
    const std::string* definer = text_of(code, "defined_by");
    const std::string* name = text_of(code, "name");
    if (definer == nullptr || name == nullptr) continue;
    const auto [it, is_new] = first.emplace(*definer + "\n" + *name, &code);
    if (is_new || item_key(code, kKey) == item_key(*it->second, kKey)) continue;  // or the whole entry stands twice
    const Json* names[] = {it->second->find("name"), code.find("name")};
    if (is_later(*names[0], *names[1])) std::swap(names[0], names[1]);  // an overlay took a name that was there
    diagnostics.error(names[1]->span, "name " + in_quotes(*name) + " is used twice by " + in_quotes(*definer),
                      "give one of them another name", {names[0]->span, "first used here"});
  }
}

void check_expiry(const Json& code, Diagnostics& diagnostics) {
  if (!is_sound(code, "state", code_shape()) || !is_sound(code, "expires", code_shape())) return;
  const bool expires = text_of(code, "expires") != nullptr;
  if ((*text_of(code, "state") == "temporary") == expires) return;
  if (expires) {
    conflict(*code.find("expires"), *code.find("state"), R"(only a temporary code has "expires")",
             R"(write null, or "temporary" as "state")", diagnostics);
  } else {
    conflict(*code.find("state"), *code.find("expires"), R"(a temporary code needs "expires")",
             "write the day on which its registration ends", diagnostics);
  }
}

void check_range(const Json& code, Diagnostics& diagnostics) {
  if (!is_sound(code, "code", code_shape())) return;
  const Json* number = code.find("code");
  if (*number->integer() >= 100 && *number->integer() <= 599) return;
  const Json* notes = code.find("notes");
  const bool is_known = notes != nullptr && notes->array() != nullptr && is_sound(code, "on_wire", code_shape());
  if (!is_known || !notes->array()->empty() || text_of(code, "on_wire") != nullptr) return;
  diagnostics.error(number->span, "code " + shown(*number) + " is outside 100..599, and nothing says why",
                    R"(add a note, or say in "on_wire" how it shows)");
}

}  // namespace

void check_references(const Json& file, FileKind kind, const Json& spec, std::span<const Removal> removals,
                      Diagnostics& diagnostics) {
  ReferenceChecker checker(spec, removals, diagnostics);
  checker.value(file, file_format(kind).shape);
  checker.report_removed();
}

void check_codes(const Json& spec, Diagnostics& diagnostics) {
  check_names(items_of(spec, "codes"), diagnostics);
  for (const Json& code : items_of(spec, "codes")) {
    check_expiry(code, diagnostics);
    check_range(code, diagnostics);
  }
}

void check_scenarios(const Json& spec, Diagnostics& diagnostics) {
  std::unordered_set<std::string_view> parties;
  for (const Json& party : items_of(spec, "parties")) {
    if (const std::string* id = text_of(party, "id")) parties.insert(*id);
  }
  for (const Json& scenario : items_of(spec, "scenarios")) {
    std::vector<std::string_view> chain;
    for (const Json& party : items_of(scenario, "chain")) {
      chain.push_back(party.string() != nullptr ? std::string_view(*party.string()) : "");
    }
    // An unknown party is reported as such; it may be a slip for the one that is missing here.
    const auto is_known = [&](std::string_view party) { return parties.contains(party); };
    if (!std::all_of(chain.begin(), chain.end(), is_known)) continue;
    for (const std::string_view role : {"cause", "reporter"}) {
      const std::string* party = text_of(scenario, role);
      if (party == nullptr || !is_known(*party) || chain.empty()) continue;
      if (std::find(chain.begin(), chain.end(), *party) != chain.end()) continue;
      conflict(*scenario.find(role), *scenario.find("chain"),
               std::string(role) + " " + in_quotes(*party) + " does not stand in the chain",
               "write " + list_or(chain) + ", or add it to the chain", diagnostics);
    }
  }
}

}  // namespace statusgen
