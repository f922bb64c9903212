// The project's own filters, by their definitions. Each case is a filter, a text and what becomes of it; "!" is an
// error.
#include <string>
#include <vector>

#include "support/utf8.hpp"
#include "template_test_helpers.hpp"

namespace statusgen::jinja {
namespace {

struct Case {
  std::string filter;
  std::string text;
  std::string expected;
};

Rendered filtered(const std::string& filter, const std::string& text) {
  Json data{Json::Object{}, {}};
  data.set("x", make_json(text));
  return render({"{{ x|" + filter + " }}"}, data);
}

void expect_all(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    const Rendered rendered = filtered(each.filter, each.text);
    EXPECT_EQ(rendered.ok ? rendered.out : "!", each.expected) << each.filter << " of " << in_quotes(each.text) << "\n"
                                                               << rendered.report;
  }
}

struct Value {
  std::string expression;
  std::string expected;
};

void expect_values(const std::vector<Value>& values) {
  for (const Value& each : values) {
    const Rendered rendered = render({"{{ " + each.expression + " }}"});
    EXPECT_EQ(rendered.ok ? rendered.out : "!", each.expected) << each.expression << "\n" << rendered.report;
  }
}

TEST(Casing, SplitsIntoWords) {
  struct Names {
    std::string text, snake, camel, pascal;
  };
  const std::vector<Names> cases{
      {"Not Found", "not_found", "notFound", "NotFound"},
      {"I'm a Teapot", "im_a_teapot", "imATeapot", "ImATeapot"},
      {"I\u2019m a Teapot", "im_a_teapot", "imATeapot", "ImATeapot"},
      {"Non-Authoritative Information", "non_authoritative_information", "nonAuthoritativeInformation",
       "NonAuthoritativeInformation"},
      {"HTTPVersionNotSupported", "http_version_not_supported", "httpVersionNotSupported", "HttpVersionNotSupported"},
      {"XMLHttp2Server", "xml_http2_server", "xmlHttp2Server", "XmlHttp2Server"},
      {"fooBar", "foo_bar", "fooBar", "FooBar"},
      {"FOO_BAR", "foo_bar", "fooBar", "FooBar"},
      {"__a--b..c d/e__", "a_b_c_d_e", "aBCDE", "ABCDE"},
      {"ABc", "a_bc", "aBc", "ABc"},
      {"HTTP2 a1b2", "http2_a1b2", "http2A1b2", "Http2A1b2"},
      {"418 i", "418_i", "418I", "418I"},
      {"a'Z", "a_z", "aZ", "AZ"}};
  for (const Names& each : cases) {
    expect_all(
        {{"snake", each.text, each.snake}, {"camel", each.text, each.camel}, {"pascal", each.text, each.pascal}});
  }
  expect_all({{"upper_snake", "httpVersion", "HTTP_VERSION"}, {"kebab", "httpVersion X", "http-version-x"}});
  for (const std::string filter : {"snake", "upper_snake", "camel", "pascal", "kebab"}) {
    expect_all({{filter, "", "!"},
                {filter, " -- ", "!"},
                {filter, "''", "!"},
                {filter, "\u00C9t\u00E9", "!"},
                {filter, "a\u00A0b", "!"}});
    expect_values({{"5|" + filter, "5"},
                   {"true|" + filter, "!"},
                   {"none|" + filter, "!"},
                   {"[1]|" + filter, "!"},
                   {"'a'|" + filter + "(1)", "!"}});
  }
}

TEST(Identifier, IsNeverReserved) {
  expect_all({{"cpp_identifier", "not_found", "not_found"},
              {"cpp_identifier", "continue", "continue_"},
              {"cpp_identifier", "co_await", "co_await_"},
              {"cpp_identifier", "xor_eq", "xor_eq_"},
              {"cpp_identifier", "None", "None"},
              {"cpp_identifier", "1a", "_1a"},
              {"cpp_identifier", "a-b.c", "a_b_c"},
              {"cpp_identifier", "\u00E9", "_"},
              {"cpp_identifier", "", "!"},
              {"python_identifier", "class", "class_"},
              {"python_identifier", "None", "None_"},
              {"python_identifier", "int", "int"},
              {"typescript_identifier", "delete", "delete_"},
              {"typescript_identifier", "nonlocal", "nonlocal"},
              {"rust_identifier", "match", "match_"},
              {"rust_identifier", "Self", "Self_"},
              {"rust_identifier", "delete", "delete"}});
  expect_values({{"404|cpp_identifier", "_404"}, {"true|cpp_identifier", "!"}});
}

TEST(CppString, EscapesForALiteral) {
  expect_all({{"cpp_string", "", R"("")"},
              {"cpp_string", "a\"b\\c", R"("a\"b\\c")"},
              {"cpp_string", "\n\t\r", R"("\n\t\r")"},
              {"cpp_string", "\x01\x1b\x7f", R"("\001\033\177")"},
              {"cpp_string",
               "\x01"
               "1",
               R"("\0011")"},
              {"cpp_string", "\u0085", R"("\302\205")"},
              {"cpp_string", "a?b", R"("a?b")"},
              {"cpp_string", "?\?=", R"("?\?=")"},
              {"cpp_string", "?\?\?", R"("?\?\?")"},
              {"cpp_string", "\u202E\u2066\u200F\u2028\u2029", R"("\u202e\u2066\u200f\u2028\u2029")"},
              {"cpp_string", "\u00E9\u6F22\U0001F600", "\"\u00E9\u6F22\U0001F600\""},
              {"cpp_string", std::string("a\0b", 3), R"("a\000b")"}});
  expect_values({{"5|cpp_string", "\"5\""},
                 {"1.5|cpp_string", "\"1.5\""},
                 {"true|cpp_string", "!"},
                 {"none|cpp_string", "!"},
                 {"[]|cpp_string", "!"},
                 {"true|cpp_bool", "true"},
                 {"(1 > 2)|cpp_bool", "false"},
                 {"1|cpp_bool", "!"},
                 {"'true'|cpp_bool", "!"},
                 {"none|cpp_bool", "!"}});
}

TEST(RustString, EscapesForALiteral) {
  expect_all({{"rust_string", "a\"b\\c", R"("a\"b\\c")"},
              {"rust_string", "\n\t\r", R"("\n\t\r")"},
              {"rust_string", "\x01\x7f\u0085\u202E\u2028", R"("\u{1}\u{7f}\u{85}\u{202e}\u{2028}")"},
              {"rust_string", "?\?=\u00E9", "\"?\?=\u00E9\""},
              {"rust_string", std::string("a\0b", 3), R"("a\u{0}b")"}});
  expect_values({{"5|rust_string", "\"5\""}, {"true|rust_string", "!"}});
}

// As Python's json.dumps(ensure_ascii=False), but what YAML does not take bare is escaped.
TEST(Json, IsWhatPythonWrites) {
  expect_values({{"{'b': 1, 'a': [true, none, 1.5, 'x']}|json", R"({"b":1,"a":[true,null,1.5,"x"]})"},
                 {"[]|json", "[]"},
                 {"{}|json(2)", "{}"},
                 {"[1, {'a': []}]|json(2)", "[\n  1,\n  {\n    \"a\": []\n  }\n]"},
                 {"(1, 2)|json", "[1,2]"},
                 {"1.0|json", "1.0"},
                 {"1e16|json", "1e+16"},
                 {"none|json", "null"},
                 {"{1: 'a'}|json", R"({"1":"a"})"},
                 {"x|json", "!"},
                 {"[1]|map('string')|list|json", R"(["1"])"}});
  expect_all({{"json", "</script>'&", "\"</script>'&\""},
              {"json", "\"\\\n\x01", R"("\"\\\n\u0001")"},
              {"json", "\u00E9\u6F22\U0001F600", "\"\u00E9\u6F22\U0001F600\""},
              {"json", "\x7f\u0085\u2028\uFEFF", R"("\u007f\u0085\u2028\ufeff")"}});
}

TEST(Yaml, QuotesWhatIsNotPlainlyAText) {
  for (const std::string plain : {"Not Found", "It's (a) 50% + x-y; z, w/v.", "yes sir", "I\u2019m", "nullable", "a"})
    expect_all({{"yaml", plain, plain}});
  for (const std::string quoted :
       {"",     "y",   "N",   "Yes",  "no",   "TRUE", "false", "null", "On",     "off", "~",   "1.5",
        "0x1F", "-",   "- a", "a: b", "a #b", "a ",   " a",    "a:",   "#a",     "&a",  "*a",  "!a",
        "[a]",  "{a}", "'a'", "@a",   "%a",   ">",    "|",     "? a",  "\u00E9", "=",   "---", "1e3"}) {
    expect_all({{"yaml", quoted, "\"" + quoted + "\""}});
  }
  expect_all(
      {{"yaml", "a\"b\\c\nd", R"("a\"b\\c\nd")"}, {"yaml", "\x7f\u0085\u2028\uFEFF", R"("\u007f\u0085\u2028\ufeff")"}});
  expect_values(
      {{"5|yaml", "5"}, {"1.5|yaml", "1.5"}, {"true|yaml", "true"}, {"none|yaml", "null"}, {"1e16|yaml", "1.0e+16"}});
}

TEST(Markdown, EscapesInlineText) {
  expect_all({{"md", "\\`*[]<>{}~&", "\\\\\\`\\*\\[\\]&lt;\\>\\{\\}&#126;&amp;"},
              {"md", "_a_", "\\_a\\_"},
              {"md", "a|b", "a\\|b"},
              {"md_cell", "a|b*", "a&#124;b\\*"},
              {"md", "# a", "\\# a"},
              {"md", "- a", "\\- a"},
              {"md", "+ a", "\\+ a"},
              {"md", "a # b - c + d", "a # b - c + d"},
              {"md", "1. a", "1\\. a"},
              {"md", "12) a", "12\\) a"},
              {"md", "a 1. b", "a 1. b"},
              {"md", "1.5", "1\\.5"},
              {"md", "a \t\n\r b", "a b"},
              {"md_cell", "a\nb", "a b"},
              {"md", "", ""},
              {"md", "<b>&amp;</b>", "&lt;b\\>&amp;amp;&lt;/b\\>"},
              {"md", "= a = b", "&#61; a = b"},
              {"md", " ^1 ^2", " &#94;1 ^2"},
              {"md", "import a", "&#105;mport a"},
              {"md_cell", "export  a", "&#101;xport a"},
              {"md", "an import a", "an import a"},
              {"md", "exports a", "exports a"}});
  expect_values({{"404|md", "404"}, {"true|md", "!"}, {"none|md_cell", "!"}});
}

TEST(Markdown, FrontMatterHoldsEveryValue) {
  expect_values({{R"({'title': 'a: "b"', 'n_1': 3, 'on': true}|md_front_matter)", "---\ntitle: \"a: \\\"b\\\"\"\nn_1: 3\non: true\n---"},
                 {R"({'a': '\u2028---\n'}|md_front_matter)", "---\na: \"\\u2028---\\n\"\n---"},
                 {"{}|md_front_matter", "---\n---"},
                 {"{'a b': 1}|md_front_matter", "!"},
                 {"{'': 1}|md_front_matter", "!"},
                 {"'a'|md_front_matter", "!"}});
}

TEST(Markdown, FencesAreLongerThanAnyRunInside) {
  expect_all({{"md_fence", "a", "```\na\n```"},
              {"md_fence('json')", "\n\na\n\n", "```json\na\n```"},
              {"md_fence", "```\na\n```", "````\n```\na\n```\n````"},
              {"md_fence", "a `````b", "``````\na `````b\n``````"},
              {"md_fence('a`b')", "x", "!"},
              {"md_fence('a\\nb')", "x", "!"}});
}

TEST(Url, CannotLeaveItsPlaceNorRunCode) {
  expect_all({{"url", "https://a.b/c?d=e&f#g", "https://a.b/c?d=e&f#g"},
              {"url", "/a b", "/a%20b"},
              {"url", "\u00E9", "%C3%A9"},
              {"url", "a%20b%zz%", "a%20b%25zz%25"},
              {"url", "()'*[]\"<>\\^`{|}", "%28%29%27%2A%5B%5D%22%3C%3E%5C%5E%60%7B%7C%7D"},
              {"url", "\n\x01", "%0A%01"},
              {"url", "mailto:a@b.c", "mailto:a@b.c"},
              {"url", "HTTPS://a", "HTTPS://a"},
              {"url", "//a/b", "//a/b"},
              {"url", "/a:b", "/a:b"},
              {"url", "?a:b", "?a:b"},
              {"url", "#a:b", "#a:b"},
              {"url", "", ""}});
  for (const std::string bad : {"javascript:alert(1)", "JavaScript:x", " javascript:x", "java\nscript:x",
                                "data:text/html,x", "vbscript:x", "file:///x", ":x", "a:b"}) {
    expect_all({{"url", bad, "!"}});
  }
}

TEST(Css, IsAStringInDoubleQuotes) {
  expect_all({{"css", "a'b", "\"a'b\""},
              {"css", "a\"b\\c", R"("a\22 b\5c c")"},
              {"css", "</style>\n", R"("\3c /style>\a ")"},
              {"css", "\u00E9", "\"\u00E9\""}});
}

TEST(Shell, CsvAndNginxQuoteByTheirStandards) {
  expect_all({{"shell", "a b", "'a b'"},
              {"shell", "it's $x `y`", "'it'\\''s $x `y`'"},
              {"shell", "", "''"},
              {"shell", std::string("a\0", 2), "!"},
              {"csv_field", "a", "a"},
              {"csv_field", "a,b", "\"a,b\""},
              {"csv_field", "a\"b", "\"a\"\"b\""},
              {"csv_field", "a\r\nb", "\"a\r\nb\""},
              {"nginx_string", "a \"b\" \\", "\"a \\\"b\\\" \\\\\""},
              {"nginx_string", "$host", "!"}});
}

TEST(ApacheString, EscapesQuotesAndRefusesVariables) {
  expect_all({{"apache_string", "a \"b\" \\", "\"a \\\"b\\\" \\\\\""},
              {"apache_string", "# 100% $HOME {x} \u00E4", "\"# 100% $HOME {x} \u00E4\""},
              {"apache_string", "", "\"\""},
              {"apache_string", "${HOME}", "!"},
              {"apache_string", "a%{HTTP_HOST}", "!"},
              {"apache_string", "a\nb", "!"},
              {"apache_string", std::string("a\0", 2), "!"}});
}

TEST(Caddy, QuotesAsTheTextNeedsAndRefusesPlaceholders) {
  expect_all({{"caddy", "a \"b\" `c` $x #", "\"a \\\"b\\\" `c` $x #\""},
              {"caddy", "a\\b\nc", "\"a\\b\nc\""},
              {"caddy", "a\\", "`a\\`"},
              {"caddy", "a\\\"b", "`a\\\"b`"},
              {"caddy", "`a\\", "!"},
              {"caddy", "{host}", "!"},
              {"caddy", "}", "!"},
              {"caddy", std::string("a\0", 2), "!"}});
}

TEST(Comment, WrapsAndPrefixesEveryLine) {
  expect_all({{"comment('// ')", "a  b\n c", "// a b c"},
              {"comment('# ', 10)", "one two three four", "# one two\n# three\n# four"},
              {"comment(prefix=' * ', width=9)", "aaaaaaaaaa b", " * aaaaaaaaaa\n * b"},
              {"comment('// ')", "one\n\ntwo", "// one\n//\n// two"},
              {"comment('// ', 12)", "\u6F22\u5B57\u6F22\u5B57 x y z", "// \u6F22\u5B57\u6F22\u5B57 x y\n// z"},
              {"comment('// ')", "", "//"}});
}

TEST(Comment, CannotBeEndedByItsText) {
  expect_all({{"comment(' * ')", "a */ b /* c", " * a * / b / * c"},
              {"comment(' * ')", "*/*", " * * / *"},
              {"comment(' * ')", "/*/", " * / * /"},
              {"comment('// ')", "a\\", "// a\\ ."},
              {"comment('# ')", "{$HOME} {{$", "# { $HOME} {{ $"},
              {"comment('// ')", "a?\?/", "// a?\?/ ."},
              {"comment('// ', 8)", "abcd\\ e", "// abcd\\ .\n// e"},
              {"comment('// ')", "a\u202E\u2066b", "// ab"},
              {"comment(' * ')", "*\u202E/ x", " * * / x"},
              {"comment(' * ')", "/\u200F* x", " * / * x"}});
}

// Whatever a text holds: no line leaves the comment, and nothing in it ends the comment or takes the next line along.
TEST(Comment, HostileTextsStayInside) {
  const std::vector<std::string> parts{"*", "/",  "\\", "?\?/",   "\u202E", "\n", "\n\n",
                                       " ", "\t", "a",  "\u2028", "\x0b",   "\r", "word"};
  std::size_t seed = 1;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = 0; i < 12; ++i) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      text += parts[(seed >> 33) % parts.size()];
    }
    const std::string out = filtered("comment(' * ', 14)", text).out;
    EXPECT_EQ(out.find("*/"), std::string::npos) << in_quotes(text);
    EXPECT_EQ(out.find("/*"), std::string::npos) << in_quotes(text);
    std::size_t begin = 0;
    while (begin <= out.size()) {
      const std::size_t end = std::min(out.find('\n', begin), out.size());
      const std::string line = out.substr(begin, end - begin);
      EXPECT_TRUE(line.starts_with(" * ") || line == " *") << in_quotes(text);
      EXPECT_FALSE(line.ends_with('\\') || line.ends_with("?\?/")) << in_quotes(text);
      begin = end + 1;
    }
  }
}

TEST(Wrap, LaysOutInLines) {
  expect_all({{"wrap(10)", "one two three four", "one two\nthree four"},
              {"wrap(3)", "abcdef g", "abcdef\ng"},
              {"wrap", "a\n b\n\n\n c", "a b\n\nc"},
              {"wrap", "", ""},
              {"wrap(width=5)", "\u00E9\u00E9\u00E9 \u00E9 \u00E9", "\u00E9\u00E9\u00E9 \u00E9\n\u00E9"}});
}

TEST(Pad, CountsColumns) {
  expect_all({{"pad(5)", "ab", "ab   "},
              {"pad(2)", "abc", "abc"},
              {"pad(0)", "a", "a"},
              {"pad(-1)", "a", "a"},
              {"pad(4)", "\u00E9", "\u00E9   "},
              {"pad(4)", "\u6F22", "\u6F22  "}});
  expect_values({{"5|pad(3) ~ '|'", "5  |"}, {"'a'|pad", "!"}, {"true|pad(5)", "!"}});
}

// What json and cpp_string write reads back as what it was.
TEST(Json, ReadsBackAsWhatItWas) {
  for (const std::string text :
       {"", "\"", "\\", "\n\t\r\b\f\x01\x1f\x7f", "\u00E9\u2028\u202E\uFEFF", "\U0001F600", "</script>", "\\u0041"}) {
    for (const std::string filter : {"json", "tojson", "json(2)"}) {
      SourceSet sources;
      Diagnostics diagnostics;
      const auto back = parse_json(sources.add("out", filtered(filter, text).out), diagnostics);
      ASSERT_TRUE(back && back->string()) << diagnostics.render(false);
      EXPECT_EQ(*back->string(), text) << filter;
    }
  }
}

TEST(Filters, BindTheirArguments) {
  expect_values({{"'a'|pad(width=3) ~ '|'", "a  |"},
                 {"'a'|pad(3, 4)", "!"},
                 {"'a'|pad(widht=3)", "!"},
                 {"'a'|comment", "!"},
                 {"'a'|comment('#', prefix='-')", "!"},
                 {"'a'|wrap(x)", "!"},
                 {"'a'|pad('3')", "!"},
                 {"x|snake", "!"}});
  EXPECT_EQ(outcome({"{{ 'a'|pad(widht=3) }}"}),
            "error: the filter \"pad\" has no argument \"widht\" -> did you mean \"width\"?");
  EXPECT_EQ(outcome({"{{ 'a'|comment }}"}), "error: the filter \"comment\" needs the argument \"prefix\"");
}

}  // namespace
}  // namespace statusgen::jinja
