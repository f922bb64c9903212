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

// Gives the tree even when its shape has errors, so that the checks across the file can add theirs.
std::optional<Json> parse_file(const Source& source, FileKind kind, Diagnostics& diagnostics) {
  std::optional<Json> json = parse_json(source, diagnostics);
  if (!json || !has_format(*json, kind, diagnostics)) return {};
  check_shape(*json, file_format(kind).shape, file_format(kind).completeness, diagnostics);
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
    if (known->find(member.key) != nullptr) continue;
    std::string hint = did_you_mean(member.key, names);
    diagnostics.error(member.key_span, "unknown string " + in_quotes(member.key), hint.empty() ? "remove it" : hint);
  }
}

}  // namespace

std::optional<Json> load_file(const Source& source, FileKind kind, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  std::optional<Json> json = parse_file(source, kind, diagnostics);
  return diagnostics.error_count() == errors_before ? std::move(json) : std::nullopt;
}

std::optional<Json> load_spec(const Source& spec, std::span<const Source* const> overlays, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  std::optional<Json> merged = parse_file(spec, FileKind::spec, diagnostics);
  std::vector<Json> changes;
  for (const Source* overlay : overlays) {
    std::optional<Json> json = parse_file(*overlay, FileKind::overlay, diagnostics);
    if (json) changes.push_back(std::move(*json));
  }
  // What an unreadable file defines is unknown: every reference to it would be reported.
  if (!merged || changes.size() != overlays.size()) return {};

  const bool shapes_are_fine = diagnostics.error_count() == errors_before;
  std::vector<Removal> removals;
  for (Json& overlay : changes) merge_overlay(*merged, std::move(overlay), removals, diagnostics);
  forget_removed_codes(*merged, removals);
  if (shapes_are_fine) complete_members(*merged, spec, diagnostics);
  check_references(*merged, FileKind::spec, *merged, removals, diagnostics);
  check_codes(*merged, diagnostics);
  check_scenarios(*merged, diagnostics);
  if (diagnostics.error_count() != errors_before) return {};
  sort_codes(*merged);
  return merged;
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
