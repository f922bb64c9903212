#include "spec/model.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "spec/load.hpp"
#include "spec/schema.hpp"

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
    {"id": "acme", "name": "Acme", "product": "Anvil", "url": "https://acme.example/", "summary": "A company."}],
  "parties": [], "classes": [], "rules": [],
  "situations": [
    {"id": "not_found", "title": "Not found", "message": "It is not here.", "advice": "Check the address."},
    {"id": "gone", "title": "Gone", "message": "It was here.", "advice": "Forget it."}],
  "scenarios": [], "glossary": [{"term": "code", "meaning": "A number.", "source": {"ref": "wiki"}}], "topics": [],
  "fields": [], "codes": []
})";

// What completes a code; the cases write its other members.
constexpr std::string_view kCodes = R"({"format": "statusgen-overlay/1", "codes": [
  {"code": 404, "defined_by": "iana", "phrase": "Not Found", "formerly": [{"phrase": "Lost"}], "name": "not_found",
   "state": "standard", "summary": "s", "sources": [{"ref": "rfc9110", "section": "15.5.5"}],
   "notes": [{"text": "n", "source": {"ref": "rfc9110", "section": "Appendix B"}},
             {"text": "m", "source": {"ref": "wiki", "section": "2"}}]},
  {"code": 404, "defined_by": "acme", "formerly": [{"phrase": "One"}, {"phrase": "Two"}], "name": "lost",
   "also_called": [{"label": "Three"}], "state": "unofficial", "summary": "s", "sources": [{"ref": "rfc9110"}]},
  {"code": 500, "defined_by": "acme", "also_called": [{"label": "Three"}, {"label": "Four"}], "name": "oops",
   "state": "unofficial", "summary": "s", "sources": [{"ref": "wiki"}]},
  {"code": 783, "defined_by": "acme", "name": "not_a_code", "on_wire": "In the log.",
   "state": "unofficial", "summary": "s", "sources": [{"ref": "wiki"}]}]})";

class SpecModel : public testing::Test {
 protected:
  void SetUp() override {
    const Source* const overlays[] = {&sources_.add("codes.json", std::string(kCodes))};
    std::optional<Json> spec = load_spec(sources_.add("spec.json", std::string(kSpec)), overlays, diagnostics_);
    ASSERT_TRUE(spec) << diagnostics_.render(false);
    spec_ = std::move(*spec);
    add_derived_members(spec_);
  }

  const Json& code(std::size_t index) const { return (*spec_.find("codes")->array())[index]; }

  Json locale(std::string_view text) {
    std::optional<Json> json = parse_json(sources_.add("locale.json", std::string(text)), diagnostics_);
    return json ? std::move(*json) : Json{};
  }

  SourceSet sources_;
  Diagnostics diagnostics_;
  Json spec_;
};

TEST_F(SpecModel, Codes) {
  struct Row {
    std::string_view label, class_id, also_defined_by;
  };
  const std::vector<Row> rows{
      {R"("Not Found")", R"("4xx")", R"(["acme"])"},
      {R"("Two")", R"("4xx")", R"(["iana"])"},
      {R"("Three")", R"("5xx")", "[]"},
      {R"("Not A Code")", "null", "[]"},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(to_json_text(*code(i).find("label")), rows[i].label);
    EXPECT_EQ(to_json_text(*code(i).find("class")), rows[i].class_id);
    EXPECT_EQ(to_json_text(*code(i).find("also_defined_by")), rows[i].also_defined_by);
  }
  EXPECT_EQ(to_json_text(*code(1).find("definer")),
            R"({"id":"acme","name":"Acme","product":"Anvil","url":"https://acme.example/","summary":"A company.","signs":[]})");
}

TEST_F(SpecModel, References) {
  EXPECT_EQ(to_json_text(*code(0).find("sources")),
            R"([{"ref":"rfc9110","section":"15.5.5","title":"RFC 9110, section 15.5.5",)"
            R"("url":"https://example.com/rfc9110#section-15.5.5"}])");
  const Json::Array& notes = *code(0).find("notes")->array();
  EXPECT_EQ(to_json_text(*notes[0].find("source")),
            R"({"ref":"rfc9110","section":"Appendix B","title":"RFC 9110, Appendix B",)"
            R"("url":"https://example.com/rfc9110#section-Appendix%20B"})");
  EXPECT_EQ(to_json_text(*notes[1].find("source")),
            R"({"ref":"wiki","section":"2","title":"Wiki, section 2","url":"https://example.com/wiki"})");
  EXPECT_EQ(to_json_text(*code(1).find("sources")),
            R"([{"ref":"rfc9110","section":null,"title":"RFC 9110","url":"https://example.com/rfc9110"}])");
  EXPECT_EQ(to_json_text(*(*spec_.find("glossary")->array())[0].find("source")),
            R"({"ref":"wiki","section":null,"title":"Wiki","url":"https://example.com/wiki"})");
}

TEST(SpecModelTags, Fallback) {
  using Tags = std::vector<std::string>;
  for (const auto& [tag, expected] : std::vector<std::pair<std::string, Tags>>{
           {"en", {"en"}},
           {"de", {"de", "en"}},
           {"de-AT", {"de-AT", "de", "en"}},
           {"en-GB", {"en-GB", "en"}},
           {"zh-Hant-TW", {"zh-Hant-TW", "zh-Hant", "zh", "en"}},
           {"sl-x-rozaj", {"sl-x-rozaj", "sl", "en"}},  // RFC 4647, section 3.4: the single letter goes, too
       }) {
    EXPECT_EQ(fallback_tags(tag), expected) << tag;
  }
}

TEST_F(SpecModel, Locale) {
  const Json en = locale(R"({"tag": "en", "name": "English", "dir": "ltr", "strings": {"home": "Home", "again": "Again",
    "time": "Time"}, "situations": []})");
  const Json de = locale(R"({"tag": "de", "name": "Deutsch", "dir": "ltr", "strings": {"again": "Nochmal",
    "home": "Start"}, "situations": [{"id": "gone", "title": "Weg", "advice": "Vergessen."}]})");
  const Json at = locale(R"({"tag": "de-AT", "name": "Deutsch, AT", "dir": "ltr", "strings": {"home": "Servus"},
    "situations": [{"id": "gone", "advice": "Passt schon."}]})");
  const Json* const chain[] = {&at, &de, &en};
  EXPECT_EQ(to_json_text(resolve_locale(spec_, chain)),
            R"({"tag":"de-AT","name":"Deutsch, AT","dir":"ltr",)"
            R"("strings":{"home":"Servus","again":"Nochmal","time":"Time"},"situations":{)"
            R"("not_found":{"title":"Not found","message":"It is not here.","advice":"Check the address."},)"
            R"("gone":{"title":"Weg","message":"It was here.","advice":"Passt schon."}},)"
            R"("untranslated":["strings.time","situations.not_found.title","situations.not_found.message",)"
            R"("situations.not_found.advice","situations.gone.message"]})");
  const Json* const english[] = {&en};
  EXPECT_EQ(resolve_locale(spec_, english).find("untranslated")->array()->size(), 0u);
}

// A small format in full; that schema and checker agree on everything is a test of its own, with ajv.
TEST(SpecSchema, Locale) {
  const Json locale = schema(FileKind::locale);
  EXPECT_EQ(to_json_text(*locale.find("$ref")), R"("#/$defs/locale")");
  const Json& defs = *locale.find("$defs");
  EXPECT_EQ(to_json_text(*defs.find("translation")->find("required")), R"(["id"])");
  EXPECT_EQ(to_json_text(*defs.find("locale")->find("required")),
            R"(["format","tag","name","dir","strings","situations"])");
  EXPECT_EQ(to_json_text(*defs.find("locale")->find("properties")->find("dir")),
            R"({"type":"string","enum":["ltr","rtl"],"description":"The direction of its writing."})");
  EXPECT_EQ(to_json_text(*defs.find("locale")->find("properties")->find("strings")),
            R"({"type":"object","propertyNames":{"$ref":"#/$defs/identifier"},)"
            R"("additionalProperties":{"$ref":"#/$defs/text"},)"
            R"("description":"The interface words; what is missing falls back."})");
}

TEST(SpecSchema, TypesAreAlternatives) {
  const Json overlay = schema(FileKind::overlay);
  const Json& code = *overlay.find("$defs")->find("code_change")->find("properties");
  EXPECT_EQ(to_json_text(*code.find("on_wire")->find("anyOf")),
            R"([{"$ref":"#/$defs/text"},{"const":true},{"type":"null"}])");
  EXPECT_EQ(to_json_text(*code.find("fault")->find("anyOf")),
            R"([{"type":"string","enum":["client","server","intermediary"]},{"type":"null"}])");
}

TEST(SpecSchema, OverlaysRemove) {
  const Json overlay = schema(FileKind::overlay);
  const Json& defs = *overlay.find("$defs");
  EXPECT_EQ(to_json_text(*defs.find("code_change")->find("required")), R"(["code","defined_by"])");
  EXPECT_EQ(to_json_text(*defs.find("code_change")->find("dependentSchemas")), R"({"remove":{"maxProperties":3}})");
  EXPECT_EQ(defs.find("note")->find("properties")->find("remove"), nullptr);
}

}  // namespace
}  // namespace statusgen
