#include "spec/load.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "spec/check.hpp"
#include "spec/consistency.hpp"
#include "spec/merge.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

// What stands under a name that is nearly right is what was meant, so that the checks across files see it.
void read_as_meant(Json& json, const Shape& shape) {
  if (Json::Array* items = json.array(); items != nullptr && shape.items != nullptr) {
    for (Json& item : *items) read_as_meant(item, *shape.items);
  } else if (json.object() != nullptr) {
    for (Member& member : *json.object()) {
      const MemberDescriptor* known = find_member(shape, member.key);
      if (known == nullptr && member.key != "remove") known = meant_member(json, member.key, shape);
      if (known == nullptr) continue;
      member.key = known->name;
      read_as_meant(member.value, known->shape);
    }
  }
}

// Gives the tree even when its shape has errors, so that the checks across the file can add theirs.
std::optional<Json> parse_file(const Source& source, FileKind kind, Diagnostics& diagnostics) {
  std::optional<Json> json = parse_json(source, diagnostics);
  if (!json || !has_format(*json, kind, diagnostics)) return {};
  const FileFormat& file = file_format(kind);
  if (!check_shape(*json, file.shape, file.completeness, diagnostics)) read_as_meant(*json, file.shape);
  return json;
}

auto place_of(const Json& code) {
  const std::string_view definer = *code.find("defined_by")->string();
  return std::tuple(*code.find("code")->integer(), definer != "iana", definer);
}

void sort_codes(Json& spec) {
  Json::Array& codes = *spec.find("codes")->array();
  std::sort(codes.begin(), codes.end(), [](const Json& a, const Json& b) { return place_of(a) < place_of(b); });
}

void check_strings(const Json& locale, const Json& english, Diagnostics& diagnostics) {
  const Json* strings = locale.find("strings");
  const Json* known = english.find("strings");
  if (strings == nullptr || known == nullptr || strings->object() == nullptr || known->object() == nullptr) return;
  std::vector<std::string_view> names;
  for (const Member& member : *known->object()) names.push_back(member.key);
  for (const Member& member : *strings->object()) {
    const bool is_reported = !rule_of(Format::identifier).matches(member.key);
    if (is_reported || known->find(member.key) != nullptr) continue;
    std::string hint = did_you_mean(member.key, names);
    diagnostics.error(member.key_span, "unknown string " + in_quotes(member.key), hint.empty() ? "there are " + list_or(names) : hint);
  }
}

}  // namespace

std::optional<Json> load_file(const Source& source, FileKind kind, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  std::optional<Json> json = parse_file(source, kind, diagnostics);
  return diagnostics.error_count() == errors_before ? std::move(json) : std::nullopt;
}

std::optional<Json> read_spec(const Source& spec, std::span<const Source* const> overlays, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  std::optional<Json> merged = parse_file(spec, FileKind::spec, diagnostics);
  std::vector<Json> changes;
  for (const Source* overlay : overlays) {
    std::optional<Json> json = parse_file(*overlay, FileKind::overlay, diagnostics);
    if (json) changes.push_back(std::move(*json));
  }
  // What an unreadable file defines is unknown: every reference to it would be reported.
  if (!merged || changes.size() != overlays.size()) return {};

  std::vector<Removal> removals;
  for (Json& overlay : changes) merge_overlay(*merged, std::move(overlay), removals, diagnostics);
  forget_removed_codes(*merged, removals);
  complete_members(*merged, spec, diagnostics);
  check_references(*merged, FileKind::spec, *merged, removals, diagnostics);
  check_codes(*merged, diagnostics);
  check_scenarios(*merged, diagnostics);
  if (diagnostics.error_count() == errors_before) sort_codes(*merged);
  return merged;
}

std::optional<Json> load_spec(const Source& spec, std::span<const Source* const> overlays, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  std::optional<Json> merged = read_spec(spec, overlays, diagnostics);
  return diagnostics.error_count() == errors_before ? std::move(merged) : std::nullopt;
}

std::optional<Json> load_locale(const Source& locale, const Json& spec, const Json* english, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  std::optional<Json> json = parse_file(locale, FileKind::locale, diagnostics);
  if (!json) return {};
  check_references(*json, FileKind::locale, spec, {}, diagnostics);
  if (english != nullptr) check_strings(*json, *english, diagnostics);
  return diagnostics.error_count() == errors_before ? std::move(json) : std::nullopt;
}

}  // namespace statusgen
