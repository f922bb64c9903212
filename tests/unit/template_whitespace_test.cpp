// White space around tags: a matrix of tag, marker, context and setting, with the bytes that Jinja2 gives; see
// data/make_whitespace_cases.py. By hand only what a matrix does not show.
#include "template_test_helpers.hpp"

namespace statusgen::jinja {
namespace {

TEST(Whitespace, MatrixGivesTheBytesOfJinja2) {
  SourceSet sources;
  const std::optional<Json> file = data_file("whitespace_cases.json", sources);
  ASSERT_TRUE(file);
  Partials parts;
  for (const Member& part : *file->find("parts")->object()) parts[part.key] = *part.value.string();
  const Json nothing{Json::Object{}, {}};
  std::size_t checked = 0;
  for (const Json& json : *file->find("cases")->array()) {
    const bool trim = *json.find("trim_blocks")->boolean(), lstrip = *json.find("lstrip_blocks")->boolean();
    TestTemplate test{*json.find("template")->string()};
    test.partials = parts;
    test.settings = {trim, lstrip};
    SCOPED_TRACE(*json.find("name")->string() + (trim ? ", trim" : "") + (lstrip ? ", lstrip" : "") + "\n" + test.text);
    const Rendered rendered = render(test, nothing);
    EXPECT_TRUE(rendered.ok) << rendered.report;
    EXPECT_EQ(rendered.out, *json.find("expected")->string());
    ++checked;
  }
  EXPECT_GE(checked, 400u);
}

struct Case {
  std::string text;
  std::string expected;
};

void expect(const std::vector<Case>& cases, const std::string& data = "{}") {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.text);
    EXPECT_EQ(outcome({each.text, data}), each.expected);
  }
}

// The characters that Python calls white space (less the carriage return, which templates do not keep), which "-"
// takes, and some that look like it, which it leaves.
TEST(Whitespace, MinusTakesWhatPythonCallsWhiteSpace) {
  const char* const kSpaces[] = {"\t",     "\n",     "\v",     "\f",     "\x1C",   "\x1D",   "\x1E",
                                 "\x1F",   " ",      "\u0085", "\u00A0", "\u1680", "\u2000", "\u2001",
                                 "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
                                 "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
  for (const std::string space : kSpaces) {
    expect({{"a" + space + "{{- 1 -}}" + space + "b", "a1b"},
            {"a" + space + space + "{%- set x = 1 -%}" + space + space + "b", "ab"},
            {"a" + space + "{#- c -#}" + space + "b", "ab"},
            {"{% raw -%}" + space + "b" + space + "{%- endraw %}", "b"}});
  }
  for (const std::string other : {"\u200B", "\uFEFF", "\u180E", "\u2060", "_", "\u00AD"}) {
    expect({{"a" + other + "{{- 1 -}}" + other + "b", "a" + other + "1" + other + "b"}});
  }
}

TEST(Whitespace, WhiteSpaceInsideATagMayBeAnyToo) {
  expect({{"{{\u00A01\u3000+\u2028\v2\f}}", "3"}, {"{%\u00A0set\u00A0x\u00A0=\u00A01\u00A0%}{{ x }}", "1"}});
}

TEST(Whitespace, LineEndsOfTheTemplateBecomeOne) {
  expect({{"a\r\nb\rc\n\rd", "a\nb\nc\n\nd"},
          {"{{ 'a\r\nb' }}", "a\nb"},
          {"{% raw %}a\r\nb{% endraw %}", "a\nb"},
          {"{% set x = 1 %}\r\n\r\nb", "\nb"},
          {"a\r  {% set x = 1 %}\rb", "a\nb"}});
}

TEST(Whitespace, ValuesKeepTheirWhiteSpace) {
  const std::string data = R"({"x": " \r\n x \r\n "})";
  expect({{"a {{- x -}} b", "a \r\n x \r\n b"}, {"{% set y = x %}\n  {{ y }}", "   \r\n x \r\n "}}, data);
}

// "-" looks at the text of the template, not at what a tag beside it prints.
TEST(Whitespace, StrippingEndsAtTheNextTag) {
  expect({{"a {{ ' ' }} {%- set x = 1 %} b", "a   b"},
          {"{{ 'a ' }}{%- set x = 1 -%}{{ ' b' }}", "a  b"},
          {"a {# c #} {{- 1 }}", "a 1"},
          {"a {% raw %} {% endraw %} {{- 1 }}", "a  1"},
          {"a  {%- if true -%}  b  {%- endif -%}  c", "abc"}});
}

TEST(Whitespace, OnlyOneLineBreakBehindABlockIsTaken) {
  expect({{"{% set x = 1 %}\n\na", "\na"}, {"{% set x = 1 %} \na", " \na"}, {"{{ 1 }}\na", "1\na"},
          {"{# c #}\n\na", "\na"}, {"{% raw %}\na\n{% endraw %}\nb", "\na\nb"}, {"{% set x = 1 +%}\na", "\na"}});
}

TEST(Whitespace, IndentationIsTakenOnlyWhereNothingStandsBefore) {
  expect({{"  {% set x = 1 %}a", "a"},
          {"b  {% set x = 1 %}a", "b  a"},
          {"  {{ 1 }}", "  1"},
          {"  {%+ set x = 1 %}a", "  a"},
          {"{{ 1 }}  {% set x = 1 %}a", "1  a"},
          {"{% set x = 1 %}  {% set y = 1 %}a", "  a"},
          {"{% set x = 1 %}\n  {% set y = 1 %}a", "a"},
          {"  {# c #}  {# d #}a", "  a"},
          {"\u00A0\u3000{% set x = 1 %}a", "a"},
          {"\u200B{% set x = 1 %}a", "\u200Ba"}});
}

}  // namespace
}  // namespace statusgen::jinja
