// One small spec, over which the cases of a table lay overlays. In the texts "@" stands in front of what an error points to
// and "§" in front of what its note points to; both are taken out before loading.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "spec/load.hpp"

namespace statusgen {

constexpr std::string_view kSpec = R"({
  "format": "statusgen-spec/1", "title": "Codes", "version": "1.0.0", "updated": "2026-01-02",
  "registry_date": "2025-09-15",
  "sources": [
    {"id": "rfc9110", "title": "RFC 9110", "full_title": "HTTP Semantics", "url": "https://example.com/rfc9110",
     "section_url": "https://example.com/rfc9110#section-{section}", "year": 2022},
    {"id": "wiki", "title": "Wiki", "full_title": null, "url": "https://example.com/wiki", "year": null}],
  "definers": [
    {"id": "iana", "name": "IANA", "product": null, "url": null, "summary": "The registry."},
    {"id": "acme", "name": "Acme", "product": null, "url": null, "summary": "A company."}],
  "parties": [
    {"id": "client", "name": "client", "meaning": "Asks."},
    {"id": "proxy", "name": "proxy", "meaning": "Passes on."},
    {"id": "origin", "name": "origin server", "meaning": "Answers."}],
  "classes": [], "rules": [],
  "situations": [
    {"id": "not_found", "title": "Not found", "message": "It is not here.", "advice": "Check the address."},
    {"id": "gone", "title": "Gone", "message": "It was here.", "advice": "Forget it."}],
  "scenarios": [], "glossary": [], "topics": [],
  "fields": [
    {"name": "Retry-After", "syntax": "seconds", "example": "120", "source": {"ref": "rfc9110", "section": "10.2.3"}}],
  "codes": []
})";

constexpr std::string_view kNotFound = R"({"format": "statusgen-overlay/1", "codes": [
  {"code": 404, "defined_by": "iana", "name": "not_found", "phrase": "Not Found", "state": "standard",
   "sources": [{"ref": "rfc9110", "section": "15.5.5"}], "summary": "Nothing is here.", "situation": "not_found",
   "fields": [{"name": "Retry-After", "level": "MAY", "source": {"ref": "rfc9110", "section": "10.2.3"}}]}]})";

inline std::string overlay(std::string_view members) {
  return R"({"format": "statusgen-overlay/1", )" + std::string(members) + "}";
}

// A complete code of Acme, number and further members as given.
inline std::string acme(std::string_view number_and_more) {
  return overlay(R"("codes": [{"defined_by": "acme", "sources": [{"ref": "wiki"}], "summary": "It is ours", "code": )" +
                 std::string(number_and_more) + "}]");
}

using Mark = std::pair<std::size_t, std::uint32_t>;  // which overlay, which byte

struct Loaded {
  std::optional<Json> spec;
  std::vector<std::string> said;
  std::vector<Mark> errors, notes;                // where they point
  std::vector<Mark> marked_errors, marked_notes;  // where they should
};

inline Loaded load(std::span<const std::string> overlays, std::string_view spec = kSpec) {
  Loaded out;
  SourceSet sources;
  const Source& base = sources.add("spec.json", std::string(spec));
  std::vector<const Source*> files;
  for (const std::string& marked : overlays) {
    std::string text;
    const std::size_t order = sources.all().size();
    for (const char c : marked) {
      const Mark here(order, static_cast<std::uint32_t>(text.size()));
      if (c == '@') out.marked_errors.push_back(here);
      if (c == '\xC2') out.marked_notes.push_back(here);  // the first byte of "§"
      if (c != '@' && c != '\xC2' && c != '\xA7') text += c;
    }
    files.push_back(&sources.add("overlay.json", text));
  }
  Diagnostics diagnostics;
  out.spec = load_spec(base, files, diagnostics);
  const auto mark = [](Span span) { return Mark(span.source->order(), span.begin); };
  std::vector<Diagnostic> all = diagnostics.all();
  std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return mark(a.span) < mark(b.span); });
  for (const Diagnostic& diagnostic : all) {
    std::string line = diagnostic.message;
    if (!diagnostic.hint.empty()) line += " -> " + diagnostic.hint;
    out.errors.push_back(mark(diagnostic.span));
    for (const Note& note : diagnostic.notes) {
      line += " <- " + note.message;
      if (note.span.source != &base) out.notes.push_back(mark(note.span));
    }
    out.said.push_back(line);
  }
  return out;
}

struct Case {
  std::vector<std::string> overlays;
  std::vector<std::string> expected;
};

inline void expect_errors(std::span<const Case> cases) {
  for (const Case& test : cases) {
    SCOPED_TRACE(test.overlays.back());
    const Loaded loaded = load(test.overlays);
    EXPECT_EQ(loaded.said, test.expected);
    EXPECT_EQ(loaded.errors, loaded.marked_errors);
    EXPECT_EQ(loaded.notes, loaded.marked_notes);
    EXPECT_EQ(loaded.spec.has_value(), test.expected.empty());
  }
}

// The value at a path such as "codes.0.name", as compact JSON; "" when there is none.
inline std::string at(const Json& json, std::string_view path) {
  const Json* here = &json;
  while (here != nullptr && !path.empty()) {
    const std::string step(path.substr(0, path.find('.')));
    path.remove_prefix(std::min(step.size() + 1, path.size()));
    if (const Json::Array* items = here->array()) {
      const std::size_t index = std::stoul(step);
      here = index < items->size() ? &(*items)[index] : nullptr;
    } else {
      here = here->find(step);
    }
  }
  return here != nullptr ? to_json_text(*here) : "";
}

}  // namespace statusgen
