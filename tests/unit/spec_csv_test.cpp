// RFC 4180, and IANA's registry in it. "@" stands in front of what an error points to, and is taken out before reading.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "spec/model.hpp"
#include "spec/registry_csv.hpp"
#include "support/csv.hpp"

namespace statusgen {
namespace {

using Texts = std::vector<std::string>;
using Rows = std::vector<Texts>;

// A text without its marks, and what was said about it.
struct Input {
  SourceSet sources;
  Diagnostics diagnostics;
  std::vector<std::size_t> marks;
  const Source* source = nullptr;

  explicit Input(std::string_view marked) {
    std::string text;
    for (const char c : marked) {
      c == '@' ? marks.push_back(text.size()) : text.push_back(c);
    }
    source = &sources.add("r.csv", std::move(text));
  }

  void expect(const Texts& expected) const {
    std::vector<Diagnostic> all = diagnostics.all();
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
    Texts said;
    std::vector<std::size_t> places;
    for (const Diagnostic& d : all) {
      said.push_back(d.message);
      places.push_back(d.span.begin);
      EXPECT_FALSE(d.hint.empty()) << d.message;
    }
    EXPECT_EQ(said, expected);
    EXPECT_EQ(places, marks);
  }
};

TEST(Csv, ReadsWhatRfc4180Allows) {
  const std::vector<std::pair<std::string, Rows>> cases{
      {"", {}},
      {"a", {{"a"}}},
      {"a,b\n", {{"a", "b"}}},
      {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
      {"a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"a,b\n,\n", {{"a", "b"}, {"", ""}}},
      {"\xEF\xBB\xBF\"a\",b", {{"a", "b"}}},
      {R"("a, b","say ""hi""","")", {{"a, b", "say \"hi\"", ""}}},
      {"\"two\r\nlines\",b\n", {{"two\r\nlines", "b"}}},
      {R"("""")", {{"\""}}},
      {" a , b ", {{" a ", " b "}}},
      {"é,漢", {{"é", "漢"}}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    Input input(text);
    Rows found;
    for (const CsvRow& row : parse_csv(*input.source, input.diagnostics)) {
      Texts& texts = found.emplace_back();
      for (const CsvField& field : row) texts.push_back(field.text);
    }
    EXPECT_EQ(found, expected);
    input.expect({});
  }
}

TEST(Csv, ReportsAllErrorsAndLeavesTheirRowsOut) {
  const std::vector<std::pair<std::string, Texts>> cases{
      {"a,b\n@c\nd,e\n@f,g,h\n", {"this row has 1 field, the first one has 2", "this row has 3 fields, the first one has 2"}},
      {"a,b\nd,e\n@\n", {"this row has 1 field, the first one has 2"}},
      {"a,b\nd,e\nx,@\"y\n", {"this quote is never closed"}},
      {"a,b\nd,e\nx,@\"y\"\"", {"this quote is never closed"}},
      {"a,b\nd,e\nx,\"y\"@z\n", {"text behind the closing quote"}},
      {"a,b\nd,e\nx,y@\"\n", {"a quote in a field without quotes"}},
      {"a,b\nd,e\nx@\ry,z\n", {"a carriage return without a line feed"}},
      {"a,b\nd,e\n@\xC3(,z\n", {"this field is not UTF-8"}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    Input input(text);
    EXPECT_EQ(parse_csv(*input.source, input.diagnostics).size(), 2U);
    input.expect(expected);
  }
}

TEST(Csv, ABrokenFirstRowIsTheOnlyError) {
  Input input("a,b@\"\nc\nd,\"e\n");
  EXPECT_TRUE(parse_csv(*input.source, input.diagnostics).empty());
  input.expect({"a quote in a field without quotes"});
  Input registry("Value,Description,@\"Reference\n404,A,B\n");
  EXPECT_FALSE(load_registry(*registry.source, registry.diagnostics));
  registry.expect({"this quote is never closed"});
}

TEST(Csv, FieldsAndTheirPartsKnowTheirPlaces) {
  Input input("a,\"b c\"\n");
  const std::vector<CsvRow> rows = parse_csv(*input.source, input.diagnostics);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0][1].span.begin, 2U);
  EXPECT_EQ(rows[0][1].span.end, 7U);
  EXPECT_EQ(part_of(rows[0][0], 0, 1).begin, 0U);
  EXPECT_EQ(part_of(rows[0][1], 2, 1).begin, 5U);
  EXPECT_EQ(part_of(rows[0][1], 2, 1).end, 6U);
}

constexpr std::string_view kHead = "Value,Description,Reference\n";

std::string text_of(const Json& json, std::string_view member) {
  const Json* found = json.find(member);
  return found == nullptr ? "not said" : found->string() != nullptr ? *found->string() : to_json_text(*found);
}

// "temporary, 2026-11-13"; then each source.
Texts facts_of(const Json& code) {
  Texts out{text_of(code, "state") + ", " + text_of(code, "expires")};
  for (const Json& source : *code.find("sources")->array()) out.push_back(text_of(source, "title") + " " + text_of(source, "url"));
  return out;
}

TEST(Registry, IsToldFromASpecByItsFirstCharacter) {
  for (const auto& [text, expected] : std::vector<std::pair<std::string, bool>>{
           {"Value,Description,Reference\n", true}, {"\xEF\xBB\xBFValue", true}, {"\"Value\"", true}, {"<html>", true},
           {"{}", false}, {" \r\n\t{", false}, {"\xEF\xBB\xBF{", false}, {"[]", false}, {"", false}}) {
    EXPECT_EQ(is_registry(text), expected) << text;
  }
}

TEST(Registry, SaysWhatItKnowsAboutACode) {
  const std::string rfc = " https://www.rfc-editor.org/rfc/";
  const std::string tracker = " https://datatracker.ietf.org/doc/";
  struct Case {
    std::string row, label;
    Texts facts;
  };
  const std::vector<Case> cases{
      {"200,OK,\"[RFC9110, Section 15.3.1]\"", "OK", {"standard, null", "RFC 9110, section 15.3.1" + rfc + "rfc9110.html#section-15.3.1"}},
      {"207,Multi-Status,[RFC4918]", "Multi-Status", {"standard, null", "RFC 4918" + rfc + "rfc4918.html"}},
      {"299,Odd,\"[RFC1, Appendix B]\"", "Odd", {"standard, null", "RFC 1, Appendix B" + rfc + "rfc1.html#section-Appendix%20B"}},
      {"104,\"Up (TEMPORARY - registered 2024-11-13, extension registered 2025-09-15, expires 2026-11-13)\",[draft-ietf-x-up-05]", "Up",
       {"temporary, 2026-11-13", "draft-ietf-x-up" + tracker + "draft-ietf-x-up/"}},
      {"104,Up (TEMPORARY - registered 2024-11-13),[draft-x]", "Up", {"temporary, not said", "draft-x" + tracker + "draft-x/"}},
      {"510,Not Extended (OBSOLETED),[RFC2774][status-change-http-experiments-to-historic]", "Not Extended",
       {"obsolete, null", "RFC 2774" + rfc + "rfc2774.html",
        "status-change-http-experiments-to-historic" + tracker + "status-change-http-experiments-to-historic/"}},
      {"306,(Unused),[RFC9110]", "(Unused)", {"unused, null", "RFC 9110" + rfc + "rfc9110.html"}},
      {"299,Gone (expires 2026-01-01),[RFC1] [RFC2]", "Gone (expires 2026-01-01)", {"standard, null", "RFC 1" + rfc + "rfc1.html", "RFC 2" + rfc + "rfc2.html"}},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.row);
    Input input(std::string(kHead) + test.row + "\n");
    const std::optional<Json> registry = load_registry(*input.source, input.diagnostics);
    input.expect({});
    ASSERT_TRUE(registry);
    const Json::Array& codes = *registry->find("codes")->array();
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(text_of(codes[0], "label"), test.label);
    EXPECT_EQ(text_of(codes[0], "defined_by"), "iana");
    EXPECT_EQ(facts_of(codes[0]), test.facts);
  }
}

TEST(Registry, PassesOverUnassignedNumbersAndOtherColumns) {
  Input input("Reference,Value,Note,Description\n,105-199,,Unassigned\n,427,,Unassigned\n[RFC1],200,x,OK\n");
  const std::optional<Json> registry = load_registry(*input.source, input.diagnostics);
  ASSERT_TRUE(registry) << input.diagnostics.render(false);
  ASSERT_EQ(registry->find("codes")->array()->size(), 1U);
  EXPECT_EQ(text_of((*registry->find("codes")->array())[0], "registry_description"), "OK");
}

TEST(Registry, ReportsWhatItDoesNotUnderstand) {
  const std::vector<std::pair<std::string, Texts>> cases{
      {"@40x,A,[RFC1]\n@-5,A,[RFC1]\n@,A,[RFC1]\n@12345678901,A,[RFC1]\n",
       {"\"40x\" is neither a number nor a range", "\"-5\" is neither a number nor a range", "\"\" is neither a number nor a range",
        "\"12345678901\" is neither a number nor a range"}},
      {"@1000,A,[RFC1]\n", {"\"code\" is out of range: 1000"}},
      {"@404-405,A,[RFC1]\n", {"the range \"404-405\" is not Unassigned"}},
      {"404,@,[RFC1]\n", {"there is no description of 404"}},
      {"404,A,@\n", {"there is no reference"}},
      {"404,A,@RFC1\n", {"the reference \"RFC1\" is not understood"}},
      {"404,A,[RFC1]@[RFC2\n", {"the reference \"[RFC2\" is not understood"}},
      {"404,A,@[Somebody][RFC1]@[RFCx]\n", {"the reference \"[Somebody]\" is not understood", "the reference \"[RFCx]\" is not understood"}},
      {"404,A,\"@[RFC1, Chapter 2]@[RFC1, Section ]@[]\"\n",
       {"the reference \"[RFC1, Chapter 2]\" is not understood", "the reference \"[RFC1, Section ]\" is not understood", "the reference \"[]\" is not understood"}},
      {"404,A,@[draft-\x1B[2J]\n", {"the reference \"[draft-\\u{1B}[2J]\" is not understood"}},
      {"404,\"A (TEMPORARY - expires @2026-02-30)\",[RFC1]\n", {"\"expires\" is not a date: \"2026-02-30\""}},
      {"404,@A\x1B[2J,[RFC1]\n", {"\"registry_description\" contains the control character U+001B"}},
      {"404,A,[RFC1]\n@404,B,[RFC1]\n", {"code 404 stands twice in the registry"}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    Input input(std::string(kHead) + text);
    EXPECT_FALSE(load_registry(*input.source, input.diagnostics));
    input.expect(expected);
  }
}

TEST(Registry, NeedsItsThreeColumns) {
  for (const auto& [text, expected] : std::vector<std::pair<std::string, std::string>>{
           {"@Code,Phrase\n404,A\n", "the first row has no column \"Value\""},
           {"@Value,description,Reference\n404,A,B\n", "the first row has no column \"Description\""},
           {"@Value,Description\n40x,A\n", "the first row has no column \"Reference\""}}) {
    SCOPED_TRACE(text);
    Input input(text);
    EXPECT_FALSE(load_registry(*input.source, input.diagnostics));
    input.expect({expected});
  }
}

constexpr std::string_view kSpec = R"({"sources": [
  {"id": "http", "title": "RFC 9110", "url": "https://a.example/9110", "section_url": null},
  {"id": "old", "title": "RFC 2616", "url": "https://a.example/2616", "section_url": null},
  {"id": "d", "title": "draft-x-03", "url": "https://a.example/x", "section_url": null},
  {"id": "iana", "title": "The registry", "url": "https://a.example/iana", "section_url": null}],
  "codes": [
  {"code": 404, "defined_by": "iana", "registry_description": "A", "state": "STATE", "expires": EXPIRES,
   "sources": [{"ref": "http", "section": "1.2"}, {"ref": "old", "section": "3"}, {"ref": "d", "section": null}, {"ref": "iana", "section": null}]},
  {"code": 404, "defined_by": "acme", "sources": []}, {"code": 405, "defined_by": "iana", "sources": []}]})";

TEST(Registry, TakesFromTheSpecWhatItDoesNotSay) {
  const Texts all{"RFC 9110, section 1.2", "RFC 2616, section 3", "draft-x-03", "The registry"};
  struct Case {
    std::string state, expires, row, facts;
    Texts sources;
  };
  const std::vector<Case> cases{
      {"standard", "null", "A,\"[RFC9110, Section 1.2]\"", "standard null", all},
      {"deprecated", "null", "A,[RFC9110]", "deprecated null", all},
      {"obsolete", "null", "A,[RFC9110]", "standard null", all},
      {"deprecated", "null", "A (OBSOLETED),[RFC9110]", "obsolete null", all},
      {"temporary", "\"2026-01-02\"", "A (TEMPORARY - x),[RFC9110]", "temporary 2026-01-02", all},
      {"temporary", "\"2026-01-02\"", "\"A (TEMPORARY - expires 2027-01-02)\",[RFC9110]", "temporary 2027-01-02", all},
      {"temporary", "\"2026-01-02\"", "A,[RFC9110]", "standard null", all},
      {"standard", "null", "A,[RFC2616][RFC9110]", "standard null", {all[1], all[0], all[2], all[3]}},
      {"standard", "null", "A,[draft-x-04][RFC9110]", "standard null", {all[2], all[0], all[1], all[3]}},
      // A new one, another section, and a defining source that is no longer named.
      {"standard", "null", "A,[RFC9110][RFC9999]", "standard null", {all[0], "RFC 9999", all[1], all[2], all[3]}},
      {"standard", "null", "A,\"[RFC9110, Section 1.3]\"", "standard null", {"RFC 9110, section 1.3", all[1], all[2], all[3]}},
      {"standard", "null", "A,[RFC2616]", "standard null", {all[1], all[2], all[3]}},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.row);
    std::string text(kSpec);
    text.replace(text.find("STATE"), 5, test.state);
    text.replace(text.find("EXPIRES"), 7, test.expires);
    Input input(std::string(kHead) + "404," + test.row + "\n");
    std::optional<Json> spec = parse_json(input.sources.add("spec.json", text), input.diagnostics);
    const std::optional<Json> registry = load_registry(*input.source, input.diagnostics);
    ASSERT_TRUE(spec && registry) << input.diagnostics.render(false);
    describe_references(*spec->find("codes"), *spec->find("sources")->array());
    const Json laid = lay_registry_over(*registry, *spec);
    const Json::Array& codes = *laid.find("codes")->array();
    ASSERT_EQ(codes.size(), 2U);  // IANA's 405 is not in the registry, Acme's 404 is none of its business
    EXPECT_EQ(text_of(codes[0], "defined_by"), "acme");
    EXPECT_EQ(text_of(codes[1], "state") + " " + text_of(codes[1], "expires"), test.facts);
    Texts sources;
    for (const Json& source : *codes[1].find("sources")->array()) sources.push_back(text_of(source, "title"));
    EXPECT_EQ(sources, test.sources);
  }
}

}  // namespace
}  // namespace statusgen
