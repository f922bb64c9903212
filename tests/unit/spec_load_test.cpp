// Cases lay overlays over one small spec. In the texts "@" stands in front of what an error points to and "§" in front
// of what its note points to; both are taken out before loading.
#include "spec/load.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "support/files.hpp"

namespace statusgen {
namespace {

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

std::string overlay(std::string_view members) {
  return R"({"format": "statusgen-overlay/1", )" + std::string(members) + "}";
}

// A complete code of Acme, number and further members as given.
std::string acme(std::string_view number_and_more) {
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

Loaded load(std::span<const std::string> overlays, std::string_view spec = kSpec) {
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

void expect_errors(std::span<const Case> cases) {
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
std::string at(const Json& json, std::string_view path) {
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

TEST(SpecLoad, OverlaysAddAndComplete) {
  const Loaded loaded = load(std::vector<std::string>{std::string(kNotFound)});
  ASSERT_TRUE(loaded.spec) << loaded.said.front();
  for (const auto& [path, value] : std::vector<std::pair<std::string, std::string>>{
           {"format", R"("statusgen-spec/1")"},
           {"sources.1.section_url", "null"},
           {"codes.0.phrase", R"("Not Found")"},
           {"codes.0.product", "null"},
           {"codes.0.formerly", "[]"},
           {"codes.0.on_wire", "null"},
           {"codes.0.fields.0.when", "null"},
       }) {
    EXPECT_EQ(at(*loaded.spec, path), value) << path;
  }
}

TEST(SpecLoad, OverlaysMerge) {
  const Loaded loaded = load(std::vector<std::string>{
      std::string(kNotFound),
      overlay(R"("title": "Ours", "codes": [{"code": 404, "defined_by": "iana", "phrase": "Lost",
        "sources": [{"ref": "wiki"}],
        "fields": [{"name": "Retry-After", "level": null, "source": {"section": "7"}}]}])"),
      overlay(R"("fields": [{"name": "Retry-After", "source": {"ref": "wiki"}}, {"name": "X-Acme", "syntax": "text",
        "example": "a", "source": {"ref": "wiki", "section": "2"}}],
        "situations": [{"id": "gone", "remove": true}])")});
  ASSERT_TRUE(loaded.spec) << loaded.said.front();
  for (const auto& [path, value] : std::vector<std::pair<std::string, std::string>>{
           {"title", R"("Ours")"},
           {"version", R"("1.0.0")"},
           {"codes.0.phrase", R"("Lost")"},
           {"codes.0.name", R"("not_found")"},
           // A list without a key is replaced whole.
           {"codes.0.sources", R"([{"ref":"wiki","section":null}])"},
           // An object merges, a reference to another source is another object.
           {"codes.0.fields.0.source", R"({"ref":"rfc9110","section":"7"})"},
           {"fields.0.source", R"({"ref":"wiki","section":null})"},
           {"fields.0.syntax", R"("seconds")"},
           {"fields.1.name", R"("X-Acme")"},
           {"situations.0.id", R"("not_found")"},
           {"situations.1", ""},
       }) {
    EXPECT_EQ(at(*loaded.spec, path), value) << path;
  }
}

TEST(SpecLoad, CodesStandInOrder) {
  const auto code = [](std::string_view number, std::string_view definer) {
    return R"({"code": )" + std::string(number) + R"(, "defined_by": ")" + std::string(definer) + R"(", "name": "n)" +
           std::string(number) + R"(", "state": "retired", "sources": [{"ref": "wiki"}], "summary": "s"})";
  };
  const Loaded loaded = load(std::vector<std::string>{
      overlay(R"("definers": [{"id": "zeta", "name": "Z", "summary": "s"}], "codes": [)" + code("410", "iana") + "," +
              code("404", "zeta") + "," + code("404", "acme") + "," + code("404", "iana") + "]")});
  ASSERT_TRUE(loaded.spec) << loaded.said.front();
  EXPECT_EQ(at(*loaded.spec, "codes.0.defined_by") + at(*loaded.spec, "codes.1.defined_by") +
                at(*loaded.spec, "codes.2.defined_by") + at(*loaded.spec, "codes.3.code"),
            R"("iana""acme""zeta"410)");
}

TEST(SpecLoad, ValuesKeepTheirFile) {
  SourceSet sources;
  Diagnostics diagnostics;
  const Source& spec = sources.add("spec.json", std::string(kSpec));
  const Source& change = sources.add("acme.json", overlay(R"("situations": [{"id": "gone", "title": "Away"}])"));
  const Source* const overlays[] = {&change};
  const std::optional<Json> merged = load_spec(spec, overlays, diagnostics);
  ASSERT_TRUE(merged);
  const Json& gone = (*merged->find("situations")->array())[1];
  EXPECT_EQ(gone.span.source, &spec);
  EXPECT_EQ(gone.find("advice")->span.source, &spec);
  EXPECT_EQ(gone.find("title")->span.source, &change);
}

TEST(SpecLoad, References) {
  expect_errors(std::vector<Case>{
      {{acme(R"(404, "name": "lost", "state": "unofficial", "situation": @"not_fund")")},
       {R"(unknown situation "not_fund" -> did you mean "not_found"?)"}},
      {{acme(R"(404, "name": "lost", "state": "unofficial", "notes": [{"text": "t", "source": {"ref": @"rfc9111"}}])")},
       {R"(unknown source "rfc9111" -> did you mean "rfc9110"?)"}},
      {{acme(R"(404, "name": "lost", "state": "unofficial", "fields": [{"name": @"retry-after"}])")},
       {R"(unknown field "retry-after" -> did you mean "Retry-After"?)"}},
      {{acme(R"(404, "name": "lost", "state": "unofficial", "confused_with": [{"code": @410, "difference": "d"}])")},
       {R"(unknown code 410 -> add it to "codes")"}},
      {{overlay(R"("topics": [{"id": "t", "title": "T", "codes": [@404]}])")}, {R"(unknown code 404 -> add it to "codes")"}},
      {{overlay(R"("codes": [{"code": 404, "defined_by": @"amce", "name": "lost", "state": "unofficial",
          "sources": [{"ref": "wiki"}], "summary": "s"}])")},
       {R"(unknown definer "amce" -> did you mean "acme"?)"}},
      {{overlay(R"("scenarios": [{"id": "s", "chain": ["client", @"cdn"], "cause": "client", "reporter": "client",
          "sentence": "x"}])")},
       {R"(unknown party "cdn" -> add it to "parties")"}},
      // Every error of every file, also beside errors of shape.
      {{acme(R"(404, "name": @"Lost", "state": "unofficial", "situation": @"nowhere")"),
        overlay(R"("scenarios": @7, "parties": [{"id": "origin", "meaning": @""}])")},
       {R"("name" is not an identifier: "Lost" -> use lower-case letters, digits and "_", a letter first)",
        R"(unknown situation "nowhere" -> add it to "situations")",
        R"("scenarios": expected an array, found an integer)",
        R"("meaning" is empty -> write a text)"}},
  });
}

// One mistake is one error: what depends on a wrong value, or on one that is not there, is not judged.
TEST(SpecLoad, WrongValuesAreNotWrongTwice) {
  expect_errors(std::vector<Case>{
      // The form of a reference is wrong, so of course there is no such item.
      {{acme(R"(404, "name": "lost", "state": "unofficial", "situation": @"Not Found")")},
       {R"("situation" is not an id: "Not Found" -> use lower-case letters, digits, ".", "_" and "-")"}},
      // The new situation has a name that nobody can refer to; a slip is one nevertheless.
      {{overlay(R"("situations": [{"id": @"Sold Out", "title": "t", "message": "m", "advice": "a"}])"),
        acme(R"(404, "name": "lost", "state": "unofficial", "situation": "sold_out")"),
        acme(R"(410, "name": "gone", "state": "unofficial", "situation": @"gonne")")},
       {R"("id" is not an id: "Sold Out" -> use lower-case letters, digits, ".", "_" and "-")",
        R"(unknown situation "gonne" -> did you mean "gone"?)"}},
      // Of a slip in a name, the value counts.
      {{acme(R"(404, "name": "lost", "state": "unofficial", @"situatoin": @"gonne")")},
       {R"(unknown member "situatoin" of code -> did you mean "situation"?)",
        R"(unknown situation "gonne" -> did you mean "gone"?)"}},
      {{acme(R"(404, "name": "lost", "state": @"standart", "expires": "2026-11-13")")},
       {R"("state" cannot be "standart" -> did you mean "standard"?)"}},
      {{acme(R"(404, "name": "lost", "state": "temporary", "expires": @"soon")")},
       {R"("expires" is not a date: "soon" -> write YYYY-MM-DD)"}},
      {{acme(R"(783, "name": "lost", "state": "unofficial", "on_wire": @false)")},
       {R"("on_wire": expected a string, true or null, found false)"}},
      // Whether the item is new, nobody knows: nothing is missing from it.
      {{overlay(R"("codes": [{"code": @1404, "defined_by": "acme"},
          {"code": 404, "defined_by": @"amce", "phrase": "x"}])")},
       {R"("code" is out of range: 1404 -> write a number from 0 to 999)",
        R"(unknown definer "amce" -> did you mean "acme"?)"}},
      {{overlay(R"("situations": @{})"), acme(R"(404, "name": "lost", "state": "unofficial", "situation": "gone")")},
       {R"("situations": expected an array, found an object)"}},
      {{overlay(R"("scenarios": [{"id": "s", "chain": ["client", @"orgin"], "cause": "client", "reporter": "origin",
          "sentence": "x"}])")},
       {R"(unknown party "orgin" -> did you mean "origin"?)"}},
      {{overlay(R"("situations": [{"id": "gone", "remove": @false}])")}, {R"("remove": expected true, found false)"}},
      {{std::string(kNotFound), overlay(R"("codes": [{"code": @"404", "defined_by": "iana", "remove": true}])")},
       {R"("code": expected an integer, found a string)"}},
      {{overlay(R"("codes": [{"code": 404, "defined_by": "acme", "name": "lost", "state": "unofficial", "summary": "s",
          "sources": [{"ref": "wiki"}], §"phrase": "A", @"phrase": @"B "}])")},
       {R"(the member "phrase" appears twice in one object -> remove one of them <- first written here)",
        R"("phrase" ends with a space -> remove it)"}},
  });
}

TEST(SpecLoad, Removal) {
  const std::string not_found(kNotFound);
  expect_errors(std::vector<Case>{
      {{overlay(R"("situations": [{"id": "gone", "remove": true}])")}, {}},
      {{overlay(R"("situations": [{"id": @"gonne", "remove": true}])")},
       {R"(cannot remove situation "gonne": there is none -> did you mean "gone"?)"}},
      {{not_found, overlay(R"("codes": [{"code": @404, "defined_by": "acme", "remove": true}])")},
       {R"(cannot remove code 404 by "acme": there is none -> it is defined by iana)"}},
      {{not_found, overlay(R"("codes": [{"code": 404, "defined_by": "iana", "fields": [
          {"name": @"Age", "remove": true}, {"name": "Retry-After", "remove": true}]}])")},
       {R"(cannot remove response field "Age": there is none -> leave it out)"}},
      {{acme(R"(404, "name": "lost", "state": "unofficial", "situation": §"gone")"),
        overlay(R"("situations": [{"id": @"gone", "remove": true}])")},
       {R"(cannot remove situation "gone": it is still referenced -> remove or change what refers to it, too)"
        R"( <- referenced here)"}},
      // The first reference stands in the spec itself, under "fields".
      {{not_found, overlay(R"("sources": [{"id": @"rfc9110", "remove": true}])")},
       {R"(cannot remove source "rfc9110": it is still referenced -> remove or change what refers to it, too)"
        R"( <- referenced here, and in 2 more places)"}},
      // Both go, so nothing dangles.
      {{not_found, overlay(R"("fields": [{"name": "Retry-After", "remove": true}], "codes": [{"code": 404,
          "defined_by": "iana", "remove": true}])")},
       {}},
      // Another entry keeps the number.
      {{not_found, acme(R"(404, "name": "lost", "state": "unofficial", "confused_with": [{"code": 404,
          "difference": "d"}])"),
        overlay(R"("codes": [{"code": 404, "defined_by": "iana", "remove": true}])")},
       {}},
  });
}

TEST(SpecLoad, WhatMentionsARemovedNumberLetsGoOfIt) {
  const Loaded loaded = load(std::vector<std::string>{
      std::string(kNotFound),
      overlay(R"("topics": [{"id": "t", "title": "T", "paragraphs": [], "codes": [404, 410], "sources": []}],
        "codes": [{"code": 410, "defined_by": "iana", "name": "lost", "state": "standard", "summary": "s",
          "sources": [{"ref": "wiki"}], "confused_with": [{"code": 404, "difference": "d"}]}])"),
      overlay(R"("codes": [{"code": 404, "defined_by": "iana", "remove": true}])")});
  ASSERT_TRUE(loaded.spec) << loaded.said.front();
  EXPECT_EQ(at(*loaded.spec, "topics.0.codes"), "[410]");
  EXPECT_EQ(at(*loaded.spec, "codes.0.confused_with"), "[]");
}

TEST(SpecLoad, NewItemsAreComplete) {
  expect_errors(std::vector<Case>{
      {{overlay(R"("codes": [@{"code": 404, "defined_by": "acme", "name": "lost", "summary": "s",
          "sources": [{"ref": "wiki"}]}])")},
       {R"(missing member "state" of code -> add it: a string)"}},
      {{overlay(R"("fields": [{"name": "Age", "syntax": "s", "example": "1", "source": @{"section": "5.1"}}])")},
       {R"(missing member "ref" of reference -> add it: a string)"}},
  });
}

TEST(SpecLoad, Codes) {
  expect_errors(std::vector<Case>{
      {{acme(R"(404, "name": §"lost", "state": "unofficial")"), acme(R"(410, "name": @"lost", "state": "unofficial")")},
       {R"(name "lost" is used twice by "acme" -> give one of them another name <- first used here)"}},
      {{std::string(kNotFound), acme(R"(404, "name": "not_found", "state": "unofficial")")}, {}},
      {{acme(R"(404, "name": "lost", "state": @"temporary")")},
       {R"(a temporary code needs "expires" -> write the day on which its registration ends)"}},
      {{acme(R"(404, "name": "lost", "state": "temporary", "expires": "2026-11-13")")}, {}},
      {{acme(R"(404, "name": "lost", "state": "standard", "expires": @"2026-11-13")")},
       {R"(only a temporary code has "expires" -> write null, or "temporary" as "state")"}},
      {{acme(R"(@783, "name": "lost", "state": "unofficial", "on_wire": true)")},
       {R"(code 783 is outside 100..599, and nothing says why -> add a note, or say in "on_wire" how it shows)"}},
      {{acme(R"(@99, "name": "lost", "state": "unofficial", "on_wire": null)")},
       {R"(code 99 is outside 100..599, and nothing says why -> add a note, or say in "on_wire" how it shows)"}},
      {{acme(R"(0, "name": "lost", "state": "unofficial", "on_wire": "In the log only.")")}, {}},
      {{acme(R"(999, "name": "lost", "state": "unofficial", "notes": [{"text": "A joke.", "source": null}])")}, {}},
  });
}

// The spec was right without the overlay, so the error stands in the overlay: at the value that it changed.
TEST(SpecLoad, OverlaysAreAtFault) {
  const std::string chain = overlay(R"("scenarios": [{"id": "s", "chain": ["client", "origin"], "cause": §"client",
    "reporter": "origin", "sentence": "x"}])");
  expect_errors(std::vector<Case>{
      {{acme(R"(104, "name": "soon", "state": "temporary", "expires": §"2026-11-13")"),
        overlay(R"("codes": [{"code": 104, "defined_by": "acme", "state": @"standard"}])")},
       {R"(only a temporary code has "expires" -> write null, or "temporary" as "state" <- together with this)"}},
      {{acme(R"(104, "name": "soon", "state": §"temporary", "expires": "2026-11-13")"),
        overlay(R"("codes": [{"code": 104, "defined_by": "acme", "expires": @null}])")},
       {R"(a temporary code needs "expires" -> write the day on which its registration ends <- together with this)"}},
      {{acme(R"(783, "name": "lost", "state": "unofficial", "on_wire": "In the log only.")"),
        overlay(R"("codes": [{"defined_by": "acme", "on_wire": true, "code": @783}])")},
       {R"(code 783 is outside 100..599, and nothing says why -> add a note, or say in "on_wire" how it shows)"}},
      {{chain, overlay(R"("scenarios": [{"id": "s", "chain": @["origin"]}])")},
       {R"(cause "client" does not stand in the chain -> write origin, or add it to the chain <- together with this)"}},
      {{acme(R"(404, "name": "lost", "state": "unofficial")"), acme(R"(410, "name": §"gone", "state": "unofficial")"),
        overlay(R"("codes": [{"code": 404, "defined_by": "acme", "name": @"gone"}])")},
       {R"(name "gone" is used twice by "acme" -> give one of them another name <- first used here)"}},
  });
}

TEST(SpecLoad, Scenarios) {
  expect_errors(std::vector<Case>{
      {{overlay(R"("scenarios": [{"id": "s", "chain": ["client", "origin"], "cause": "client", "reporter": @"proxy",
          "sentence": "x"}])")},
       {R"(reporter "proxy" does not stand in the chain -> write client or origin, or add it to the chain)"}},
  });
}

TEST(SpecLoad, UnreadableFiles) {
  // What the broken overlay defines is unknown, so the reference is not called wrong.
  const Loaded loaded = load(std::vector<std::string>{
      R"({"format": @})", acme(R"(404, "name": "lost", "state": "x", "situation": "new")")});
  EXPECT_FALSE(loaded.spec);
  ASSERT_EQ(loaded.said.size(), 2u);
  EXPECT_TRUE(loaded.said[0].starts_with("not valid JSON")) << loaded.said[0];
  EXPECT_TRUE(loaded.said[1].starts_with(R"("state" cannot be "x")")) << loaded.said[1];

  EXPECT_EQ(load(std::vector<std::string>{R"({"format": @"statusgen-locale/1", "tag": 1})"}).said,
            (std::vector<std::string>{R"(this is no overlay file -> expected "statusgen-overlay/1")"}));
}

TEST(SpecLoad, WholeText) {
  SourceSet sources;
  Diagnostics diagnostics;
  const Source& spec = sources.add("spec.json", std::string(kSpec));
  const Source& first = sources.add("acme.json", R"({
  "format": "statusgen-overlay/1",
  "codes": [
    { "code": 404, "defined_by": "acme", "name": "lost", "state": "unofficial", "summary": "Lost.",
      "sources": [{ "ref": "wiki" }], "situation": "gone" }
  ]
}
)");
  const Source& second = sources.add("emca.json", R"({
  "format": "statusgen-overlay/1",
  "situations": [{ "id": "gone", "remove": true }]
}
)");
  const Source* const overlays[] = {&first, &second};
  EXPECT_FALSE(load_spec(spec, overlays, diagnostics));
  EXPECT_EQ(diagnostics.render(false), R"(emca.json:3:26: error: cannot remove situation "gone": it is still referenced
    3 |   "situations": [{ "id": "gone", "remove": true }]
      |                          ^~~~~~ remove or change what refers to it, too
acme.json:5:52: note: referenced here
)");
}

TEST(SpecLoad, Locales) {
  SourceSet sources;
  Diagnostics diagnostics;
  const std::optional<Json> spec = load_spec(sources.add("spec.json", std::string(kSpec)), {}, diagnostics);
  const std::optional<Json> english = load_locale(
      sources.add("en.json", R"({"format": "statusgen-locale/1", "tag": "en", "name": "English", "dir": "ltr",
        "strings": {"home": "Home", "try_again": "Try again"}, "situations": []})"), *spec, nullptr, diagnostics);
  ASSERT_TRUE(english) << diagnostics.render(false);
  EXPECT_TRUE(load_locale(
      sources.add("de-AT.json", R"({"format": "statusgen-locale/1", "tag": "de-AT", "name": "Deutsch", "dir": "ltr",
        "strings": {}, "situations": [{"id": "gone", "title": "Weg"}]})"), *spec, &*english, diagnostics))
      << diagnostics.render(false);
  EXPECT_FALSE(load_locale(sources.add("de.json", R"({
  "format": "statusgen-locale/1", "tag": "de", "name": "Deutsch", "dir": "ltr",
  "strings": {"hone": "Start", "code": "Code"},
  "situations": [{"id": "goone"}]
})"), *spec, &*english, diagnostics));
  EXPECT_EQ(diagnostics.render(false), R"(de.json:3:15: error: unknown string "hone"
    3 |   "strings": {"hone": "Start", "code": "Code"},
      |               ^~~~~~ did you mean "home"?
de.json:3:32: error: unknown string "code"
    3 |   "strings": {"hone": "Start", "code": "Code"},
      |                                ^~~~~~ there are home or try_again
de.json:4:25: error: unknown situation "goone"
    4 |   "situations": [{"id": "goone"}]
      |                         ^~~~~~~ did you mean "gone"?
)");
}

TEST(SpecLoad, TheRealFiles) {
  const std::filesystem::path folder = std::filesystem::path(STATUSGEN_SOURCE_DIR) / "spec";
  SourceSet sources;
  Diagnostics diagnostics;
  const auto source = [&](const std::filesystem::path& path) -> const Source& {
    return sources.add(path.filename().string(), read_file(path, diagnostics).value_or(""));
  };
  const std::optional<Json> spec = load_spec(source(folder / "http-status-codes.json"), {}, diagnostics);
  ASSERT_TRUE(spec) << diagnostics.render(false);
  const std::optional<Json> english = load_locale(source(folder / "locales/en.json"), *spec, nullptr, diagnostics);
  ASSERT_TRUE(english) << diagnostics.render(false);
  for (const auto& entry : std::filesystem::directory_iterator(folder / "locales")) {
    EXPECT_TRUE(load_locale(source(entry.path()), *spec, &*english, diagnostics)) << diagnostics.render(false);
  }
}

}  // namespace
}  // namespace statusgen
