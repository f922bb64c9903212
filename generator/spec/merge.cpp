#include "spec/merge.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "spec/check.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

const Shape& spec_shape() { return file_format(FileKind::spec).shape; }

class Merger {
 public:
  Merger(std::vector<Removal>& removals, Diagnostics& diagnostics) : removals_(removals), diagnostics_(diagnostics) {}

  // Moves out of the patch what the base takes over.
  void value(Json& base, Json& patch, const Shape& shape) {
    if (patch.array() != nullptr && !shape.key.empty()) {
      if (base.array() == nullptr) base = {Json::Array{}, patch.span};
      items(base, patch, shape);
    } else if (patch.object() != nullptr && base.object() != nullptr && !names_another(base, patch, shape)) {
      members(base, patch, shape);
    } else {
      base = std::move(patch);
    }
  }

 private:
  static bool names_another(const Json& base, const Json& patch, const Shape& shape) {
    const std::optional<std::string> key = item_key(patch, shape.key);
    return key && key != item_key(base, shape.key);
  }

  void members(Json& base, Json& patch, const Shape& shape) {
    std::size_t next = 0;
    for (Member& member : *patch.object()) {
      const MemberDescriptor* known = find_member(shape, member.key, next);
      if (known == nullptr) continue;
      Json* existing = base.find(member.key);
      // A wrong value is reported already; the right one that it would replace says more about what refers to it.
      const bool is_wrong = !has_type(member.value, known->shape.types);
      if (existing != nullptr && is_wrong && has_type(*existing, known->shape.types)) continue;
      if (existing == nullptr) existing = &base.object()->emplace_back(Member{member.key, {}, member.key_span}).value;
      value(*existing, member.value, known->shape);
    }
  }

  void items(Json& base, Json& patch, const Shape& shape) {
    Json::Array& list = *base.array();
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (std::optional<std::string> key = item_key(list[i], shape.key)) places.emplace(std::move(*key), i);
    }
    std::vector<bool> removed(list.size());
    for (Json& item : *patch.array()) {
      const std::optional<std::string> key = item_key(item, shape.key);
      const Json* remove = item.find("remove");
      if (!key) {
        list.push_back(std::move(item));  // wrong, but what it refers to can be judged
        continue;
      }
      if (remove != nullptr && !has_type(*remove, kTrue)) continue;
      const auto place = places.find(*key);
      if (remove == nullptr) {
        // A new item merges into an empty one, so that a "remove" inside of it is noticed, too.
        Json& target = place != places.end() ? list[place->second] : list.emplace_back(Json{Json::Object{}, item.span});
        members(target, item, *shape.items);
      } else if (place != places.end()) {
        removed[place->second] = true;
        removals_.push_back({&shape, std::move(item)});
      } else {
        nothing_to_remove(item, list, shape);
      }
    }
    removed.resize(list.size());
    std::size_t index = 0;
    std::erase_if(list, [&](const Json&) { return removed[index++]; });
  }

  void nothing_to_remove(const Json& item, const Json::Array& list, const Shape& shape) {
    const Json& key = *item.find(shape.key.front());
    std::vector<std::string_view> names;
    for (const Json& existing : list) {
      const Json* name = existing.find(shape.key.front());
      if (name != nullptr && name->string() != nullptr) names.push_back(*name->string());
    }
    const std::string* name = key.string();
    const std::string hint = name != nullptr ? did_you_mean(*name, names) : others_with(key, list, shape);
    diagnostics_.error(key.span, "cannot remove " + item_name(item, shape) + ": there is none",
                       hint.empty() ? "leave it out" : hint);
  }

  // What has the first part of a key of two: "it is defined by acme".
  static std::string others_with(const Json& key, const Json::Array& list, const Shape& shape) {
    std::vector<std::string_view> others;
    for (const Json& existing : list) {
      const Json* first = existing.find(shape.key.front());
      const Json* last = existing.find(shape.key.back());
      const bool same = first != nullptr && first->integer() != nullptr && key.integer() != nullptr && *first->integer() == *key.integer();
      if (same && last != nullptr && last->string() != nullptr) others.push_back(*last->string());
    }
    return others.empty() ? "" : "it is defined by " + list_or(others);
  }

  std::vector<Removal>& removals_;
  Diagnostics& diagnostics_;
};

class Completer {
 public:
  Completer(const Json& spec, const Source& spec_file, Diagnostics& diagnostics)
      : spec_(spec), spec_file_(spec_file), diagnostics_(diagnostics) {}

  void value(Json& json, const Shape& shape, Completeness of_overlays) {
    if (Json::Array* list = json.array()) {
      const Completeness inside = shape.key.empty() ? Completeness::complete : of_overlays;
      if (shape.items == nullptr || shape.items->member_count == 0) return;
      for (Json& item : *list) {
        if (has_good_key(item, shape)) value(item, *shape.items, inside);
      }
    } else if (json.object() != nullptr) {
      object(json, shape, of_overlays);
    }
  }

 private:
  // Whether an item with a wrong key is new, or should change one that is there, nobody knows.
  bool has_good_key(const Json& item, const Shape& list) const {
    return std::all_of(list.key.begin(), list.key.end(), [&](std::string_view part) {
      if (!is_sound(item, part, *list.items)) return false;
      const std::string_view target = find_member(*list.items, part)->shape.refers_to;
      return target.empty() || !is_slip(*item.find(part), target);
    });
  }

  bool is_slip(const Json& key, std::string_view target) const {
    const Json* list = spec_.find(target);
    if (key.string() == nullptr || list == nullptr || list->array() == nullptr) return false;
    std::vector<std::string_view> names;
    for (const Json& item : *list->array()) {
      const Json* name = item.find(find_member(spec_shape(), target)->shape.key.front());
      if (name != nullptr && name->string() != nullptr) names.push_back(*name->string());
    }
    return std::find(names.begin(), names.end(), *key.string()) == names.end() && closest(*key.string(), names);
  }

  void object(Json& json, const Shape& shape, Completeness of_overlays) {
    std::size_t known = 0;
    for (Member& member : *json.object()) {
      const MemberDescriptor* descriptor = find_member(shape, member.key, known);
      if (descriptor != nullptr) value(member.value, descriptor->shape, of_overlays);
    }
    for (const MemberDescriptor& member : shape.members()) {
      if (json.find(member.name) != nullptr) continue;
      const bool is_reported = member.presence == Presence::required && json.span.source == &spec_file_;
      if (is_reported) continue;
      if ((member.shape.types & kNull) != 0) {
        json.set(member.name, {});
      } else if ((member.shape.types & kList) != 0 && member.shape.may_be_empty) {
        json.set(member.name, {Json::Array{}, {}});
      } else if (of_overlays == Completeness::partial && json.span.source != &spec_file_) {
        report_missing(json.span, member, shape, diagnostics_);
      }
    }
  }

  const Json& spec_;
  const Source& spec_file_;
  Diagnostics& diagnostics_;
};

// Takes mentions of numbers that nobody defines any more out of the lists where they stand.
class Forgetter {
 public:
  explicit Forgetter(std::set<std::int64_t> gone) : gone_(std::move(gone)) {}

  void value(Json& json, const Shape& shape) const {
    if (Json::Array* list = json.array(); list != nullptr && shape.items != nullptr) {
      std::erase_if(*list, [&](const Json& item) { return mentions(item, shape); });
      for (Json& item : *list) value(item, *shape.items);
    } else if (json.object() != nullptr) {
      std::size_t next = 0;
      for (Member& member : *json.object()) {
        if (const MemberDescriptor* known = find_member(shape, member.key, next)) value(member.value, known->shape);
      }
    }
  }

 private:
  // The item itself, or the member that is its key.
  bool mentions(const Json& item, const Shape& list) const {
    const bool keyed = list.key.size() == 1;
    const MemberDescriptor* key = keyed ? find_member(*list.items, list.key.front()) : nullptr;
    const Json* number = keyed ? item.find(list.key.front()) : &item;
    const Shape& shape = key != nullptr ? key->shape : *list.items;
    return shape.lets_go && number != nullptr && number->integer() != nullptr && gone_.contains(*number->integer());
  }

  std::set<std::int64_t> gone_;
};

}  // namespace

void merge_overlay(Json& spec, Json overlay, std::vector<Removal>& removals, Diagnostics& diagnostics) {
  if (spec.object() == nullptr || overlay.object() == nullptr) return;
  std::erase_if(*overlay.object(), [](const Member& member) { return member.key == "format"; });
  Merger(removals, diagnostics).value(spec, overlay, spec_shape());
}

void forget_removed_codes(Json& spec, std::span<const Removal> removals) {
  const MemberDescriptor* codes = find_member(spec_shape(), "codes");
  std::set<std::int64_t> gone;
  for (const Removal& removal : removals) {
    const Json* number = removal.item.find("code");
    if (removal.list == &codes->shape && number->integer() != nullptr) gone.insert(*number->integer());
  }
  const Json* left = spec.find("codes");
  if (gone.empty() || left == nullptr || left->array() == nullptr) return;
  for (const Json& code : *left->array()) {
    if (const Json* number = code.find("code"); number != nullptr && number->integer() != nullptr) gone.erase(*number->integer());
  }
  Forgetter(std::move(gone)).value(spec, spec_shape());
}

void complete_members(Json& spec, const Source& spec_file, Diagnostics& diagnostics) {
  Completer(spec, spec_file, diagnostics).value(spec, spec_shape(), Completeness::partial);
}

}  // namespace statusgen
