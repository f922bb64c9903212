// Text cannot break an output: which values may be printed in which language. The rules are those of the design, one
// test each; "!" stands for the error that a text is not escaped.
#include "template/language.hpp"

#include <string>
#include <vector>

#include "template_test_helpers.hpp"

namespace statusgen::jinja {
namespace {

// s and u are hostile and harmless texts, n a number, t a boolean, z null.
const std::string kData =
    R"({"s": "a\"b", "u": "ab", "n": 5, "f": 1.5, "t": true, "z": null, "l": ["x", "y"], "d": {"k": "v"}})";

struct Case {
  std::string text;
  std::string expected;
  Partials partials = {};
};

void expect_in(Language language, const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    const Rendered rendered = render({each.text, kData, each.partials, language});
    const std::string name(language_name(language));
    const std::string expected = each.expected == "!" ? "this text is not escaped for " + name : each.expected;
    EXPECT_EQ(rendered.ok ? rendered.out : rendered.error()->message, expected) << name << ": " << each.text;
  }
}

constexpr Language kChecked[] = {Language::cpp,        Language::json, Language::yaml,  Language::md,
                                 Language::css,        Language::csv,  Language::shell, Language::python,
                                 Language::typescript, Language::rust, Language::roff,  Language::nginx,
                                 Language::apache,     Language::caddy, Language::other};

// 1: data carries nothing; what the template says, and numbers, everything; booleans and none have no text.
TEST(LanguageSet, WhatValuesCarry) {
  for (const Language language : kChecked) {
    const std::string name(language_name(language));
    expect_in(language, {{"text \" ' \\ < & \n", "text \" ' \\ < & \n"},
                         {"{{ 'a\"b' }}{{ n }}{{ f }}{{ 1 + 2 }}{{ -0.5 }}", "a\"b51.53-0.5"},
                         {"{{ s }}", "!"},
                         {"{{ u }}", "!"},
                         {"{{ d.k }}{{ l[0] }}", "!"},
                         {"{% for k in d %}{{ k }}{% endfor %}", "!"},
                         {"{{ t }}", "a boolean has no text in " + name},
                         {"{{ 1 == 1 }}", "a boolean has no text in " + name},
                         {"{{ z }}", "a none has no text in " + name},
                         {"{{ 'x' if t }}{{ 'y' if not t }}", "x"},
                         {"{{ l|length }}{{ s|length }}{{ '7'|int }}", "237"}});
  }
}

TEST(LanguageSet, PlainTextTakesEverything) {
  expect_in(Language::txt,
            {{"{{ s }}{{ t }}{{ z }}{{ n }}", "a\"bTrueNone5"}, {"{{ s|upper }}{{ s|json }}", "A\"B\"a\\\"b\""}});
}

// 2: the HTML family escapes instead.
TEST(LanguageSet, TheHtmlFamilyEscapes) {
  for (const Language language : {Language::html, Language::xml, Language::svg}) {
    expect_in(language, {{"{{ s }}{{ t }}{{ z }}", "a&#34;bTrueNone"},
                         {"{{ '<&>' }}{{ \"'\" }}", "&lt;&amp;&gt;&#39;"},
                         {"{{ s|safe }}{{ '<'|e }}", "a\"b&lt;"},
                         {"{{ s|json }}", "&#34;a\\&#34;b&#34;"},
                         {"{{ s|cpp_string }}{{ s|md }}", "&#34;a\\&#34;b&#34;a&#34;b"},
                         {"{{ 'a?b&c'|url }}", "a?b&amp;c"},
                         {"{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(s) }}", "<a&#34;b>"},
                         {"{% set x %}<{{ s }}>{% endset %}{{ x }}{{ x ~ s }}", "<a&#34;b><a&#34;b>a&#34;b"},
                         {"{% filter upper %}<{{ s }}>{% endfilter %}", "<A&#34;B>"}});
  }
}

// 3: an escaper's result carries the languages that it serves, and no other.
TEST(LanguageSet, EscapersServeTheirLanguages) {
  expect_in(Language::cpp, {{"{{ s|cpp_string }}", R"("a\"b")"},
                            {"{{ t|cpp_bool }}", "true"},
                            {"{{ s|comment('// ') }}", "// a\"b"},
                            {"{{ s|json }}", "!"},
                            {"{{ s|yaml }}", "!"},
                            {"{{ s|md }}", "!"},
                            {"{{ s|css }}", "!"},
                            {"{{ s|e }}", "!"},
                            {"{{ s|tojson }}", "!"},
                            {"{{ s|urlencode }}", "!"},
                            {"{{ s|string }}", "!"},
                            {"{{ s|safe }}", "a\"b"},
                            {"{{ u|python_identifier }}", "ab"}});
  expect_in(Language::json, {{"{{ s|json }}", R"("a\"b")"},
                             {"{{ d|json }}{{ t|json }}{{ z|json }}", R"({"k":"v"}truenull)"},
                             {"{{ s|tojson }}", R"("a\"b")"},
                             {"\"{{ s }}\"", "!"},
                             {"{{ s|cpp_string }}", "!"},
                             {"{{ s|yaml }}", "!"},
                             {"{{ s|comment('# ') }}", "!"},
                             {"{{ s|e }}", "!"}});
  expect_in(Language::yaml, {{"{{ s|yaml }}", R"("a\"b")"},
                             {"{{ u|yaml }}{{ t|yaml }}{{ z|yaml }}{{ n|yaml }}", "abtruenull5"},
                             {"{{ s|json }}{{ l|json }}", R"("a\"b"["x","y"])"},
                             {"{{ s|comment('# ') }}", "# a\"b"},
                             {"{{ s|md }}", "!"}});
  expect_in(Language::md, {{"{{ '*'|md }}{{ d.k|md }}", "\\*v"},
                           {"| {{ 'a|b'|md_cell }} |", "| a&#124;b |"},
                           {"{{ u|md_fence('cpp') }}", "```cpp\nab\n```"},
                           {"{{ s|json }}", "!"},
                           {"{{ s|comment('> ') }}", "!"},
                           {"{{ s|e }}", "!"}});
  expect_in(Language::css, {{"{{ s|css }}", R"("a\22 b")"}, {"{{ s|cpp_string }}", "!"}, {"{{ s|comment('') }}", "!"}});
  expect_in(Language::csv, {{"{{ s|csv_field }}", R"("a""b")"}, {"{{ s|json }}", "!"}});
  expect_in(Language::shell, {{"{{ s|shell }}", "'a\"b'"}, {"{{ s|comment('# ') }}", "# a\"b"}, {"{{ s|json }}", "!"}});
  expect_in(Language::other, {{"{{ s|cpp_string }}", "!"}, {"{{ u|snake }}", "ab"}, {"{{ s|safe }}", "a\"b"}});
}

// 4: joining keeps what all parts carry; choosing keeps what was chosen.
TEST(LanguageSet, JoiningKeepsWhatAllPartsCarry) {
  expect_in(Language::cpp, {{"{{ 'a' ~ n ~ 'b' }}", "a5b"},
                            {"{{ 'a' ~ s }}", "!"},
                            {"{{ 'a' ~ s|cpp_string }}", R"(a"a\"b")"},
                            {"{{ s|cpp_string ~ s|json }}", "!"},
                            {"{{ 'a' + 'b' }}", "ab"},
                            {"{{ 'a' + s }}", "!"},
                            {"{{ s ~ t }}", "!"},
                            {"{{ l|join(', ') }}", "!"},
                            {"{{ l|map('cpp_string')|join(', ') }}", R"("x", "y")"},
                            {"{{ l|map('cpp_string')|join(s) }}", "!"},
                            {"{{ [1, 'a', 2.5]|join('-') }}", "1-a-2.5"},
                            {"{{ ['a', s]|join }}", "!"},
                            {"{{ [{'k': 'a'}, {'k': s}]|join(',', 'k') }}", "!"},
                            {"{{ '%s-%d'|format(s|cpp_string, 5) }}", R"("a\"b"-5)"},
                            {"{{ '%s'|format(s) }}", "!"},
                            {"{{ s|format }}", "!"},
                            {"{{ 'a' ~ true }}", "!"}});
}

TEST(LanguageSet, ChoosingKeepsWhatWasChosen) {
  expect_in(Language::cpp, {{"{{ s|cpp_string if t else s }}", R"("a\"b")"},
                            {"{{ s if t else s|cpp_string }}", "!"},
                            {"{{ q|default('lit') }}", "lit"},
                            {"{{ q|default(s) }}", "!"},
                            {"{{ s|default('lit') }}", "!"},
                            {"{{ q|default(s|cpp_string) }}", R"("a\"b")"},
                            {"{{ ''|default(s, true) }}", "!"},
                            {"{{ ['a', s]|first }}", "a"},
                            {"{{ ['a', s]|last }}", "!"},
                            {"{{ l|first }}", "!"},
                            {"{{ (l|map('cpp_string')|list)[1] }}", R"("y")"},
                            {"{{ l|map('cpp_string')|sort|last }}", R"("y")"},
                            {"{{ {'a': s}.a }}", "!"},
                            {"{{ {'a': s|cpp_string}.a }}", R"("a\"b")"},
                            {"{{ none or 'a' }}{{ s and 'b' }}", "ab"},
                            {"{{ none or s }}", "!"},
                            {"{% set x = s %}{{ x }}", "!"},
                            {"{% set x = s|cpp_string %}{{ x }}", R"("a\"b")"},
                            {"{% with x = s %}{{ x }}{% endwith %}", "!"},
                            {"{% for x in l %}{{ x }}{% endfor %}", "!"},
                            {"{% for x in ['a', 'b'] %}{{ x }}{{ loop.cycle('-', '+') }}{% endfor %}", "a-b+"},
                            {"{% for x in l %}{{ loop.cycle(s, 'a') }}{% endfor %}", "!"}});
}

// A piece of an escaped text is no escaped text: it may end inside an escape.
TEST(LanguageSet, PiecesOfEscapedTextsCarryNothing) {
  expect_in(Language::cpp, {{"{{ 'abc'[0] }}{{ 'abc'[1:] }}", "abc"},
                            {"{{ (s|cpp_string)[:3] }}", "!"},
                            {"{{ (s|cpp_string)[0] }}", "!"},
                            {"{{ s|cpp_string|first }}", "!"},
                            {"{{ s|cpp_string|last }}", "!"},
                            {"{{ s|cpp_string|list|join }}", "!"},
                            {"{% for c in s|cpp_string %}{{ c }}{% endfor %}", "!"},
                            {"{{ s|cpp_string|reverse }}", "!"},
                            {"{{ s|cpp_string|truncate(3, true, '', 0) }}", "!"},
                            {"{{ s|cpp_string|batch(2)|first|join }}", "!"}});
}

// 5: results of macros, set blocks and blocks are in the output's language: what they printed was checked.
TEST(LanguageSet, WhatWasPrintedInsideIsChecked) {
  expect_in(Language::cpp,
            {{"{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(s|cpp_string) ~ m(n) }}", R"(<"a\"b"><5>)"},
             {"{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(s) }}", "!"},
             {"{% macro m(x) %}{{ x }}{% endmacro %}{{ m('a')|upper }}", "!"},
             {"{% set x %}a{{ n }}{% endset %}{{ x ~ '!' }}", "a5!"},
             {"{% set x %}{{ s }}{% endset %}", "!"},
             {"{% block b %}{{ s }}{% endblock %}", "!"},
             {"{% include 'p' %}", "!", {{"p", "{{ s }}"}}},
             {"{% from 'p' import m %}{{ m(s) }}", "!", {{"p", "{% macro m(x) %}{{ x }}{% endmacro %}"}}},
             {"{% extends 'p' %}{% block b %}{{ super() }}{{ s|cpp_string }}{% endblock %}",
              R"(p"a\"b")",
              {{"p", "{% block b %}p{% endblock %}"}}}});
}

// 6: layout keeps the set, casing and identifiers give all, every other filter none.
TEST(LanguageSet, FiltersKeepOrGiveOrLose) {
  expect_in(Language::cpp,
            {{"{{ s|cpp_string|indent }}{{ s|cpp_string|trim }}", R"("a\"b""a\"b")"},
             {"[{{ s|cpp_string|pad(8) }}]", R"(["a\"b"  ])"},
             {"[{{ s|cpp_string|center(8) }}]", R"([ "a\"b" ])"},
             {"{{ 'a b'|wrap(1) }}", "a\nb"},
             {"{{ s|indent }}", "!"},
             {"{{ s|trim }}", "!"},
             {"{{ s|pad(9) }}", "!"},
             {"{{ s|center(9) }}", "!"},
             {"{{ s|wrap }}", "!"},
             {"{{ 'a\nb'|indent(s) }}", "!"},
             {"{{ s|snake }}{{ s|upper_snake }}{{ s|camel }}{{ s|pascal }}{{ s|kebab }}", "a_bA_BaBABa-b"},
             {"{{ 'class'|cpp_identifier }}", "class_"},
             {"{{ 'a'|upper }}", "!"},
             {"{{ 'a'|replace('a', 'b') }}", "!"},
             {"{{ 'a'|title }}", "!"},
             {"{{ s|cpp_string|replace('a', 'b') }}", "!"},
             {"{{ s|cpp_string|lower }}", "!"},
             {"{{ 'a'|capitalize|cpp_string }}", R"("A")"}});
}

// 7: the body of a filter or set block with an escaper is text for that escaper.
TEST(LanguageSet, BodiesForAnEscaperAreUnchecked) {
  expect_in(Language::cpp,
            {{"{% filter comment('// ') %}{{ s }}{{ t }}{% endfilter %}", "// a\"bTrue"},
             {"{% set x | cpp_string %}{{ s }}{% endset %}{{ x }}", R"("a\"b")"},
             {"{% filter trim|cpp_string %} {{ s }} {% endfilter %}", R"("a\"b")"},
             {"{% filter comment('//') %}{{ s }}{% endfilter %}{{ s }}", "!"},
             {"{% filter cpp_string|upper %}{{ s }}{% endfilter %}", "!"},
             {"{% filter json %}{{ s }}{% endfilter %}", "!"},
             {"{% filter indent %}{{ s }}{% endfilter %}", "!"},
             {"{% filter indent %}a\nb{% endfilter %}", "a\n    b"},
             {"{% macro m(x) %}{{ x }}{% endmacro %}{% filter comment('// ') %}{{ m(s) }}{% endfilter %}", "// a\"b"}});
  expect_in(Language::md, {{"{% filter md_fence %}{% include 'p' %}{% endfilter %}",
                            "```\nk: \"a\\\"b\"\n```",
                            {{"p", "k: {{ s|yaml }}\n"}}},
                           {"{% filter md_fence %}{{ s }}{% set x = s %}{% endfilter %}{{ x is defined and x }}",
                            "a boolean has no text in md"}});
}

TEST(LanguageSet, TheMessageNamesTheWayOut) {
  struct Hint {
    Language language;
    std::string text;
    std::vector<std::string> names;
  };
  const std::vector<Hint> hints{{Language::cpp, "{{ s }}", {"cpp_string", "comment"}},
                                {Language::cpp, "{{ t }}", {"cpp_bool", "if"}},
                                {Language::json, "{{ s }}", {"json"}},
                                {Language::json, "{{ t }}", {"json"}},
                                {Language::yaml, "{{ s }}", {"yaml", "comment"}},
                                {Language::md, "{{ s }}", {"md", "md_cell", "md_fence"}},
                                {Language::shell, "{{ s }}", {"shell"}},
                                {Language::other, "{{ s }}", {"safe"}}};
  for (const Hint& each : hints) {
    const Rendered rendered = render({each.text, kData, {}, each.language});
    ASSERT_NE(rendered.error(), nullptr);
    for (const std::string& name : each.names)
      EXPECT_NE(rendered.error()->hint.find(name), std::string::npos) << rendered.report;
    EXPECT_EQ(rendered.error()->hint.find("safe") != std::string::npos, each.language == Language::other)
        << rendered.report;
  }
}

TEST(LanguageSet, TheErrorPointsToTheValueAndThroughWhatItCame) {
  const Rendered rendered = render({"{% include 'p' %}\n", kData, {{"p", "a\nb {{ n }}{{ s }}\n"}}, Language::cpp});
  ASSERT_NE(rendered.error(), nullptr);
  EXPECT_EQ(rendered.error()->file, "p");
  EXPECT_EQ(rendered.error()->place.line, 2u);
  EXPECT_EQ(rendered.error()->place.column, 13u);
  ASSERT_EQ(rendered.error()->notes.size(), 1u);
  EXPECT_EQ(rendered.error()->notes[0], "included from here");
}

// 10: a value in a path is one segment.
TEST(LanguageSet, AValueInAPathIsOneSegment) {
  struct PathCase {
    std::string value, text;
    bool allowed;
  };
  const std::vector<PathCase> cases{
      {"en", "{{ v }}/index.html", true}, {"a b", "{{ v }}", true},      {"a/b", "{{ v }}", false},
      {"a\\\\b", "{{ v }}", false},       {"..", "{{ v }}/x", false},    {".git", "{{ v }}", false},
      {"..", "x/{{ v }}", false},         {"b.c", "a.{{ v }}", true},    {".b", "a{{ v }}", true},
      {"a\\u0000b", "{{ v }}", false},    {"a/b", "{{ v|safe }}", true}, {"/b", "{{ 'a' ~ v }}", false}};
  for (const PathCase& each : cases) {
    const Rendered rendered = render({each.text, "{\"v\": \"" + each.value + "\"}", {}, Language::path});
    EXPECT_EQ(rendered.ok, each.allowed) << each.value << " in " << each.text << "\n" << rendered.report;
  }
  EXPECT_EQ(outcome({"{{ 'a/b' }}/{{ 404 }}.html", "{}", {}, Language::path}), "a/b/404.html");
  EXPECT_FALSE(render({"{{ true }}", "{}", {}, Language::path}).ok);
}

TEST(Language, IsNamedByTheExtensionOfTheTemplate) {
  const std::vector<std::pair<std::string, Language>> paths{{"cpp/http_status.hpp.j2", Language::cpp},
                                                            {"a.h.j2", Language::cpp},
                                                            {"a.cc", Language::cpp},
                                                            {"page.html.j2", Language::html},
                                                            {"p.xhtml.j2", Language::html},
                                                            {"p.svg.j2", Language::svg},
                                                            {"p.xml.j2", Language::xml},
                                                            {"a.json.j2", Language::json},
                                                            {"a.yml.j2", Language::yaml},
                                                            {"README.md.j2", Language::md},
                                                            {"a.py.j2", Language::python},
                                                            {"a.mjs.j2", Language::typescript},
                                                            {"a.rs.j2", Language::rust},
                                                            {"a.sh.j2", Language::shell},
                                                            {"a.txt.j2", Language::txt},
                                                            {"a.csv.j2", Language::csv},
                                                            {"a.7", Language::roff},
                                                            {"nginx.conf.j2", Language::other},
                                                            {"errors.apache.j2", Language::apache},
                                                            {"errors.caddy", Language::caddy},
                                                            {"macros.j2", Language::other},
                                                            {"a.b/c.j2", Language::other},
                                                            {"", Language::other}};
  for (const auto& [path, language] : paths) EXPECT_EQ(language_of_path(path), language) << path;
}

TEST(Language, NamesLeadBackToTheLanguage) {
  for (const LanguageName& row : language_names()) EXPECT_EQ(find_language(row.name), row.language);
  for (const Language language : {Language::cpp, Language::html, Language::typescript}) {
    EXPECT_EQ(find_language(language_name(language)), language);
  }
  EXPECT_EQ(find_language("klingon"), Language::other);
  EXPECT_TRUE(contains(languages(Language::cpp, Language::md), Language::md));
  EXPECT_FALSE(contains(languages(Language::cpp, Language::md), Language::json));
}

}  // namespace
}  // namespace statusgen::jinja
