// How a spec, overlays and locales become one tree.
#include <filesystem>

#include "spec_load_helpers.hpp"
#include "support/files.hpp"

namespace statusgen {
namespace {

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
