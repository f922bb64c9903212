// JSON with places. What a span covers, or where an error points, stands between « and » in these tests.
#include "support/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace statusgen {
namespace {

struct Parsed {
  SourceSet sources;
  Diagnostics diagnostics;
  std::optional<Json> json;

  explicit Parsed(const std::string& text) : json(parse_json(sources.add("f.json", text), diagnostics)) {}
  std::string at(Span span) const { return std::string(span.source->text().substr(span.begin, span.end - span.begin)); }
};

// All spans of a tree in reading order: "key" -> value, … with brackets for containers.
void list_spans(const Parsed& parsed, const Json& json, std::vector<std::string>& out) {
  out.push_back(parsed.at(json.span));
  if (json.array() != nullptr) {
    for (const Json& item : *json.array()) list_spans(parsed, item, out);
  }
  if (json.object() != nullptr) {
    for (const Member& member : *json.object()) {
      out.push_back(parsed.at(member.key_span));
      list_spans(parsed, member.value, out);
    }
  }
}

TEST(JsonTree, EveryValueAndKeyKnowsItsPlace) {
  Parsed parsed(R"( { "a" : [ 1 , -2.5e+3 , "s\"}," , true ] ,
    "b\u0041,:" : { } , "c":null,"d":[ ], "":false,	"é":"漢" } )");
  ASSERT_TRUE(parsed.json) << parsed.diagnostics.render(false);
  std::vector<std::string> spans;
  list_spans(parsed, *parsed.json, spans);
  const std::vector<std::string> expected{"{",    "\"a\"",          "[",     "1",     "-2.5e+3", R"("s\"},")",
                                          "true", R"("b\u0041,:")", "{",     "\"c\"", "null",    "\"d\"",
                                          "[",    "\"\"",           "false", "\"é\"", "\"漢\""};
  EXPECT_EQ(spans, expected);
  EXPECT_EQ(parsed.json->find("a")->array()->at(1).span.begin, 15u);
  EXPECT_EQ(parsed.json->find("bA,:")->span.source->position(parsed.json->find("bA,:")->span.begin).line, 2u);
}

TEST(JsonTree, ValuesHaveTheirKinds) {
  const std::vector<std::pair<std::string, std::string>> kinds{{"null", "null"},
                                                               {"true", "boolean"},
                                                               {"false", "boolean"},
                                                               {"0", "integer"},
                                                               {"-7", "integer"},
                                                               {"9223372036854775807", "integer"},
                                                               {"-9223372036854775808", "integer"},
                                                               {"1.0", "number"},
                                                               {"1e3", "number"},
                                                               {"-0.5", "number"},
                                                               {"\"\"", "string"},
                                                               {"[]", "array"},
                                                               {"{}", "object"}};
  for (const auto& [text, kind] : kinds) {
    Parsed parsed(text);
    ASSERT_TRUE(parsed.json) << text;
    EXPECT_EQ(type_name(*parsed.json), kind) << text;
    EXPECT_EQ(parsed.at(parsed.json->span), text == "[]" ? "[" : text == "{}" ? "{" : text);
  }
  EXPECT_EQ(*Parsed("9223372036854775807").json->integer(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(*Parsed("-9223372036854775808").json->integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(*Parsed("0.1").json->number(), 0.1);
}

TEST(JsonTree, StringsAreDecoded) {
  const std::vector<std::pair<std::string, std::string>> strings{
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"}, {R"("\u0041\u00e9\u6f22")", "A\u00E9\u6F22"},
      {R"("\ud83d\ude00")", "\U0001F600"},          {"\"\u00E9\u6F22\U0001F600\"", "\u00E9\u6F22\U0001F600"},
      {R"("\u0000")", std::string(1, '\0')},        {"\"\x7f\"", "\x7f"}};
  for (const auto& [text, value] : strings) {
    Parsed parsed(text);
    ASSERT_TRUE(parsed.json && parsed.json->string()) << text;
    EXPECT_EQ(*parsed.json->string(), value) << text;
  }
}

TEST(JsonTree, MembersKeepTheirOrderAndAreFound) {
  Parsed parsed(R"({"z": 1, "a": 2, "m": {"x": 3}})");
  ASSERT_TRUE(parsed.json);
  std::string keys;
  for (const Member& member : *parsed.json->object()) keys += member.key;
  EXPECT_EQ(keys, "zam");
  EXPECT_EQ(*parsed.json->find("m")->find("x")->integer(), 3);
  EXPECT_EQ(parsed.json->find("q"), nullptr);
  EXPECT_EQ(parsed.json->find("z")->find("x"), nullptr);  // no object
  parsed.json->set("a", make_json("new"));
  parsed.json->set("b", make_json(std::int64_t{5}));
  EXPECT_EQ(to_json_text(*parsed.json), R"({"z":1,"a":"new","m":{"x":3},"b":5})");
}

struct Error {
  std::string marked;
  std::string message = "not valid JSON: ";  // how it begins
};

void expect_error(const Error& error) {
  const std::string open = "\u00AB", close = "\u00BB";
  std::string text = error.marked;
  const std::size_t begin = text.find(open);
  text.erase(begin, open.size());
  const std::size_t end = text.find(close);
  text.erase(end, close.size());
  Parsed parsed(text);
  SCOPED_TRACE(error.marked.substr(0, 80));
  EXPECT_FALSE(parsed.json);
  ASSERT_EQ(parsed.diagnostics.all().size(), 1u) << parsed.diagnostics.render(false);
  const Diagnostic& said = parsed.diagnostics.all()[0];
  EXPECT_TRUE(said.message.starts_with(error.message)) << said.message;
  EXPECT_EQ(said.message.find("json.exception"), std::string::npos) << said.message;
  EXPECT_EQ(said.message.find('\n'), std::string::npos);
  // The error begins inside the marks; how far it reaches is the parser's affair.
  EXPECT_GE(said.span.begin, begin) << parsed.diagnostics.render(false);
  EXPECT_LE(said.span.begin, end > begin ? end - 1 : end) << parsed.diagnostics.render(false);
}

TEST(JsonErrors, PointToWhatIsWrong) {
  for (const std::string marked : {"«»",
                                   "  «»",
                                   "{«»",
                                   "[1«»",
                                   "[1,«»",
                                   "{\"a\":«»",
                                   "«tru»",
                                   "[«nul»]",
                                   "[«True»]",
                                   "[1, «]»",
                                   "{\"a\": «}»",
                                   "{\"a\" «1»}",
                                   "{\"a\": 1 «\"b\"»: 2}",
                                   "[1 «2»]",
                                   "{«a»: 1}",
                                   "{«'a'»: 1}",
                                   "[«'a'»]",
                                   "{} «x»",
                                   "[1] «]»",
                                   "[«01»]",
                                   "[«+1»]",
                                   "[«.5»]",
                                   "[«1.»]",
                                   "[«1e»]",
                                   "[«-»]",
                                   "[«NaN»]",
                                   "[«Infinity»]",
                                   "[1, «/»* c */ 2]",
                                   "«/»/ c\n[]",
                                   "{\"a\": 1, «}»",
                                   "[«,»]",
                                   "{«1»: 2}",
                                   "[«\"abc»",
                                   "[«\"a\nb\"»]",
                                   "[«\"\\x\"»]",
                                   "[«\"\\u12\"»]",
                                   "[«\"\\ud800\"»]",
                                   "[«\"\\ude00\"»]",
                                   "[«\"a\xFF\"»]",
                                   "[«\"\xED\xA0\x80\"»]",
                                   "[«\"\xC3\"»]",
                                   "«\xFF»",
                                   "[«1e400»]",
                                   "[«-1e400»]"}) {
    expect_error({marked});
  }
}

TEST(JsonErrors, AreReportedWithAnExcerpt) {
  Parsed parsed("{\n  \"a\": 1,\n  \"b\": nope\n}\n");
  const std::string report = parsed.diagnostics.render(false);
  EXPECT_TRUE(report.starts_with("f.json:3:8: error: not valid JSON: ")) << report;
  EXPECT_NE(report.find("    3 |   \"b\": nope\n      |        ^"), std::string::npos) << report;
}

// What people write who are used to a more lenient format, and the way out.
TEST(JsonErrors, UsualSlips) {
  for (const auto& [text, hint] : std::vector<std::pair<std::string, std::string>>{
           {"[1, 2,]", "take out the comma in front of it"},
           {"{\"a\": 1,\n}", "take out the comma in front of it"},
           {"{\"a\": 1 // one\n}", "JSON has no comments"},
           {"{'a': 1}", "write double quotes"},
           {"{\"a\": 1\n \"b\": 2}", "put a comma in front of it"},
           {"[{\"a\": 1} {\"b\": 2}]", "put a comma in front of it"},
           {"{\"a\": nope}", ""},
           {"{\"a\" 1}", ""},
       }) {
    Parsed parsed(text);
    ASSERT_EQ(parsed.diagnostics.error_count(), 1u) << text;
    EXPECT_EQ(parsed.diagnostics.all()[0].hint, hint) << text;
  }
}

TEST(JsonErrors, ARepeatedKeyNamesBothPlaces) {
  Parsed parsed("{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 3, \"\\u0061\": 4}");
  ASSERT_TRUE(parsed.json);  // with all of them, for the checks that follow
  EXPECT_EQ(to_json_text(*parsed.json), R"({"a":1,"b":{"c":1,"c":2},"a":3,"a":4})");
  EXPECT_EQ(parsed.diagnostics.error_count(), 3u);
  const std::string report = parsed.diagnostics.render(false);
  EXPECT_NE(report.find("f.json:1:24: error: the member \"c\" appears twice in one object\n"), std::string::npos)
      << report;
  EXPECT_NE(report.find("remove one of them\nf.json:1:16: note: first written here\n"), std::string::npos) << report;
  EXPECT_NE(report.find("f.json:2:2: error: the member \"a\" appears twice in one object\n"), std::string::npos)
      << report;
  EXPECT_NE(report.find("f.json:2:10: error: the member \"a\" appears twice in one object\n"), std::string::npos)
      << report;
  EXPECT_TRUE(Parsed(R"([{"a": 1}, {"a": 2}, {"b": {"a": 3}, "a": 4}])").json);
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(JsonErrors, DepthIsLimited) {
  EXPECT_TRUE(Parsed(nested(100)).json);
  expect_error({std::string(100, '[') + "«[»" + std::string(101, ']'), "nested more than 100 levels deep"});
  expect_error({std::string(100, '[') + "«[»" + std::string(200'000, '['), "nested more than 100 levels deep"});
  std::string objects;
  for (int i = 0; i < 100; ++i) objects += "{\"a\": ";
  expect_error({objects + "«{»\"a\": 1}" + std::string(100, '}'), "nested more than 100 levels deep"});
}

TEST(JsonTree, AByteOrderMarkIsNoText) {
  Parsed parsed("\xEF\xBB\xBF{\"a\": 1}");
  ASSERT_TRUE(parsed.json) << parsed.diagnostics.render(false);
  EXPECT_EQ(parsed.json->span.begin, 3u);
  EXPECT_EQ(parsed.at(parsed.json->object()->at(0).key_span), "\"a\"");
  EXPECT_FALSE(Parsed("\xEF\xBB{}").json);
}

TEST(JsonText, IsWhatPythonWrites) {
  const std::string text = R"({"b":[1,-2.5,"x",true,null,[],{}],"a":{"":"\u00e9"}})";
  Parsed parsed(text);
  ASSERT_TRUE(parsed.json);
  EXPECT_EQ(to_json_text(*parsed.json), "{\"b\":[1,-2.5,\"x\",true,null,[],{}],\"a\":{\"\":\"\u00E9\"}}");
  EXPECT_EQ(to_json_text(*parsed.json, 2),
            "{\n  \"b\": [\n    1,\n    -2.5,\n    \"x\",\n    true,\n    null,\n    [],\n    {}\n  ],\n  \"a\": {\n   "
            " \"\": \"\u00E9\"\n  }\n}");
  EXPECT_EQ(to_json_text(*Parsed("[1]").json, 0), "[\n1\n]");
}

TEST(JsonText, EscapesWhatMustBeEscaped) {
  const std::vector<std::pair<std::string, std::string>> strings{
      {"", "\"\""},
      {"\"\\/", R"("\"\\/")"},
      {"\b\f\n\r\t", R"("\b\f\n\r\t")"},
      {std::string("\0\x01\x1f", 3), R"("\u0000\u0001\u001f")"},
      {"\u00E9\u2028\U0001F600", "\"\u00E9\u2028\U0001F600\""},
      {"a\xFF"
       "b\xC3",
       "\"a\uFFFDb\uFFFD\""},
      {"<>&'", "\"<>&'\""}};
  for (const auto& [value, text] : strings) {
    std::string out;
    append_json_string(out, value);
    EXPECT_EQ(out, text);
  }
}

// Python's repr of a float.
TEST(JsonText, NumbersAreShortest) {
  const std::vector<std::pair<double, std::string>> numbers{{0.0, "0.0"},
                                                            {-0.0, "-0.0"},
                                                            {1.0, "1.0"},
                                                            {-1.5, "-1.5"},
                                                            {0.1, "0.1"},
                                                            {0.1 + 0.2, "0.30000000000000004"},
                                                            {1.0 / 3, "0.3333333333333333"},
                                                            {100.0, "100.0"},
                                                            {123456789012345680.0, "1.2345678901234568e+17"},
                                                            {1e15, "1000000000000000.0"},
                                                            {9999999999999998.0, "9999999999999998.0"},
                                                            {1e16, "1e+16"},
                                                            {1e22, "1e+22"},
                                                            {1e100, "1e+100"},
                                                            {0.0001, "0.0001"},
                                                            {0.00012345678901234567, "0.00012345678901234567"},
                                                            {0.00001, "1e-05"},
                                                            {1.5e-7, "1.5e-07"},
                                                            {5e-324, "5e-324"},
                                                            {1.7976931348623157e308, "1.7976931348623157e+308"},
                                                            {INFINITY, "inf"},
                                                            {-INFINITY, "-inf"}};
  for (const auto& [number, text] : numbers) EXPECT_EQ(number_text(number), text);
  EXPECT_EQ(number_text(NAN), "nan");
}

}  // namespace
}  // namespace statusgen
