// The grammar: trees are seen through what they evaluate to; errors as a user sees them, with the caret between « and
// ».
#include <algorithm>
#include <string>
#include <vector>

#include "template_test_helpers.hpp"

namespace statusgen::jinja {
namespace {

struct Case {
  std::string text;
  std::string expected;
};

// What Jinja2 3.1 gives for each.
TEST(Parser, ExpressionsBindAsInJinja2) {
  const std::vector<Case> cases{
      {"1 + 2 * 3", "7"}, {"(1 + 2) * 3", "9"}, {"2 ** 3 ** 2", "64"}, {"-2 ** 2", "4"}, {"2 ** -1", "0.5"},
      {"1 - 2 - 3", "-4"}, {"8 / 4 / 2", "1.0"}, {"7 // 2 * 2", "6"}, {"7 % 4 * 2", "6"}, {"1 ~ 2 * 3", "16"},
      {"1 ~ 2 ~ 3", "123"}, {"-1|abs", "1"}, {"(-1)|abs", "1"}, {"- 5 + 3", "-2"}, {"+ 5 - -3", "8"},
      {"1 + 2|string|length", "2"}, {"10 - 3|float", "7.0"}, {"not 1 == 2", "True"}, {"not false and false", "False"},
      {"not (false and false)", "True"}, {"true or false and false", "True"}, {"1 or 2 and 0", "1"},
      {"0 or none or 'x'", "x"}, {"1 and 'y'", "y"}, {"1 < 2 < 3", "True"}, {"1 < 3 < 2", "False"},
      {"1 < 2 == 2", "True"}, {"3 > 2 > 1 >= 1", "True"}, {"1 in [1] == true", "False"}, {"1 not in [2]", "True"},
      {"not 1 in [2]", "True"}, {"'a' in 'abc' and 'd' not in 'abc'", "True"}, {"1 + 2 is odd", "1"},
      {"(1 + 2) is odd", "True"}, {"not 3 is odd", "False"}, {"3 is not odd", "False"},
      {"4 is divisibleby 2", "True"}, {"4 is divisibleby(3) or true", "True"}, {"5 is divisibleby 2 + 3", "3"},
      {"1 is odd and 2 is even", "True"}, {"x is defined or true", "True"}, {"1 if true else 2 if true else 3", "1"},
      {"1 if false else 2 if false else 3", "3"}, {"1 if false", ""}, {"(1 if false) is defined", "False"},
      {"'a' if true and false else 'b'", "b"}, {"1 + 1 if true else 5", "2"}, {"[1, 2, 3][1]", "2"},
      {"[1, 2, 3][-1]", "3"}, {"[1, 2, 3][1:]|join", "23"}, {"'abcdef'[1:5:2]", "bd"}, {"'abc'[::-1]", "cba"},
      {"{'a': [1, {'b': 2}]}.a[1].b", "2"}, {"{'a': 1}['a'] + 1", "2"}, {"'a' 'b' \"c\"", "abc"},
      {"'a' 'b'|upper", "AB"}, {"'a' ~ 'b'|upper", "aB"}, {"('a' ~ 'b')|upper", "AB"}, {"[1, 2]|length + 1", "3"},
      {"[3, 1, 2]|sort|join('-')|length", "5"}, {"(1, 2)|length", "2"}, {"(1,)|length", "1"}, {"()|length", "0"},
      {"(1)|string", "1"}, {"[1, 2,]|length", "2"}, {"{'a': 1,}|length", "1"}, {"range(3)|join(',')", "0,1,2"},
      {"dict(a=1, b=2).b", "2"}, {"true and True and not False and None is none", "True"}, {"1.5 + 1e2", "101.5"},
      {"0x10 + 0b11 + 0o7", "26"}, {"[1, 2] + [3] == [1, 2, 3]", "True"}, {"'%s-%s'|format(1, 2)", "1-2"},
      {"1 == 1.0 == true", "True"}, {"[[1]][0][0]", "1"}, {"'a'.0", "a"}, {"[1, 2].1", "2"},
      {"x|default(1) + 1", "2"}, {"x|default('a')|upper ~ 'b'", "Ab"}, {"1 if x is defined else 'no'", "no"},
      {"[1, 2, 3]|map('string')|join('+') if 1 else 2", "1+2+3"},
  };
  for (const Case& each : cases) EXPECT_EQ(outcome({"{{ " + each.text + " }}"}), each.expected) << each.text;
}

// "1 ~ 2" binds tighter than "+", so one side is a number and the other a text.
TEST(Parser, TildeBindsTighterThanPlus) {
  EXPECT_TRUE(fails({"{{ 'a' ~ 1 + 2 }}"}));
  EXPECT_TRUE(fails({"{{ 1 + 2 ~ 3 }}"}));
}

struct Error {
  std::string marked;
  std::string message;
  std::string hint = {};
  std::vector<Case> notes = {};  // place and message
};

// The report that an error in a template of one line gives.
std::string report(const Error& error) {
  const std::string open = "\u00AB", close = "\u00BB";
  std::string text = error.marked;
  const std::size_t begin = text.find(open);
  text.erase(begin, open.size());
  const std::size_t end = text.find(close);
  text.erase(end, close.size());
  std::string out = "main:1:" + std::to_string(begin + 1) + ": error: " + error.message + "\n    1 | " + text +
                    "\n      | " + std::string(begin, ' ') + "^" + std::string(end > begin ? end - begin - 1 : 0, '~') +
                    (error.hint.empty() ? "" : " " + error.hint) + "\n";
  for (const Case& note : error.notes) out += "main:" + note.text + ": note: " + note.expected + "\n";
  return out;
}

std::string unmarked(std::string text) {
  for (const std::string mark : {"\u00AB", "\u00BB"}) text.erase(text.find(mark), mark.size());
  return text;
}

// Each is the only thing that is said: an error in a tag that opens a block brings none for the block's end.
void expect_errors(const std::vector<Error>& errors) {
  for (const Error& error : errors) EXPECT_EQ(render({unmarked(error.marked)}).report, report(error)) << error.marked;
}

TEST(Parser, ErrorsInExpressions) {
  expect_errors({
      {"{{ «}}»", "expected an expression, found the end of the expression"},
      {"{{ a «b» }}", "expected the end of the expression, found \"b\""},
      {"{{ a «'b'» }}", "expected the end of the expression, found a string"},
      {"{{ a + «}}»", "expected an expression, found the end of the expression"},
      {"{{ a «=» 1 }}", "expected the end of the expression, found \"=\"",
       "write == to compare, {% set \u2026 %} to assign"},
      {"{{ «=» a }}", "expected an expression, found \"=\"", "write == to compare"},
      {"{{ not «}}»", "expected an expression, found the end of the expression"},
      {"{{ a if «}}»", "expected an expression, found the end of the expression"},
      {"{{ a if b else «}}»", "expected an expression, found the end of the expression"},
      {"{{ f(a «b») }}", "expected \",\", found \"b\""},
      {"{{ f(a=1, «2») }}", "an argument without a name cannot follow one with a name"},
      {"{{ f(a=1, «a»=2) }}", "the argument \"a\" is given twice"},
      {"{{ f(«*»a) }}", "\"*\" in arguments is not supported", "write the arguments one by one"},
      {"{{ f(«**»a) }}", "\"**\" in arguments is not supported", "write the arguments one by one"},
      {"{{ [1, 2 «}»}", "unexpected \"}\", expected \"]\""},
      {"{{ [1 «2»] }}", "expected \",\", found \"2\""},
      {"{{ {'a' «1»} }}", "expected \":\", found \"1\"", "a dict is written {'key': value}"},
      {"{{ {«,»} }}", "expected an expression, found \",\""},
      {"{{ a.«}}»", "expected a name or a number after \".\""},
      {"{{ a[«]» }}", "expected an expression, found \"]\""},
      {"{{ a[1«,» 2] }}", "a subscript takes one value here", "tuples as keys are not supported"},
      {"{{ a|«uper» }}", "there is no filter \"uper\"", "did you mean \"upper\"?"},
      {"{{ a|«quux» }}", "there is no filter \"quux\""},
      {"{{ a|«}}»", "expected the name of a filter, found the end of the expression"},
      {"{{ a |«|» b }}", "expected the name of a filter, found \"|\"", "write \"or\""},
      {"{{ a is «defned» }}", "there is no test \"defned\"", "did you mean \"defined\"?"},
      {"{{ a is «null» }}", "there is no test \"null\"", "did you mean \"none\"?"},
      {"{{ a is not «}}»", "expected the name of a test, found the end of the expression"},
      {"{{ a is odd «is» even }}", "tests cannot be chained with \"is\"", "join them with \"and\""},
  });
}

TEST(Parser, ErrorsInTags) {
  expect_errors({
      {"{% «%}»", "expected the name of a tag, found the end of the tag"},
      {"{% if «%}»x{% endif %}", "expected an expression, found the end of the tag"},
      {"{% if a «b» %}x{% elif c %}y{% else %}z{% endif %}", "expected the end of the tag, found \"b\""},
      {"{% if a %}x{% else «if» b %}y{% endif %}", "expected the end of the tag, found \"if\"", "write \"elif\""},
      {"{% for x «of» y %}x{% else %}y{% endfor %}", "expected \"in\", found \"of\""},
      {"{% for «in» y %}x{% endfor %}", "expected a name, found \"in\""},
      {"{% for «1» in y %}x{% endfor %}", "expected a name, found \"1\""},
      {"{% for x in y «recursive» %}x{% endfor %}", "recursive loops are not supported",
       "use a macro that calls itself"},
      {"{% for «loop» in y %}x{% endfor %}", "\"loop\" is the loop's own variable and cannot be assigned"},
      {"{% for x in y %}{% set «loop» = 1 %}{% endfor %}",
       "\"loop\" is the loop's own variable and cannot be assigned"},
      {"{% set «1» = a %}", "expected a name, found \"1\""},
      {"{% for a, in «b» %}x{% endfor %}", "expected \"in\", found \"b\""},
      {"{% set a, «=» b %}", "expected a name, found \"=\""},
      {"{% set «true» = 1 %}", "\"true\" is a constant and cannot be assigned"},
      {"{% set a«.»b = 1 %}", "members cannot be assigned", "namespace() is not supported: build the value first"},
      {"{% set a = «%}»", "expected an expression, found the end of the tag"},
      {"{% set a «b» %}x{% endset %}", "expected the end of the tag, found \"b\""},
      {"{% with a «%}»x{% endwith %}", "expected \"=\", found the end of the tag"},
      {"{% macro «%}»x{% endmacro %}", "expected a name, found the end of the tag"},
      {"{% macro m «%}»x{% endmacro %}", "expected \"(\", found the end of the tag"},
      {"{% macro m(a, «a») %}x{% endmacro %}", "the parameter \"a\" appears twice"},
      {"{% macro m(a=1, «b») %}x{% endmacro %}", "a parameter without default cannot follow one with a default"},
      {"{% filter «%}»x{% endfilter %}", "expected the name of a filter, found the end of the tag"},
      {"{% filter «uper» %}x{% endfilter %}", "there is no filter \"uper\"", "did you mean \"upper\"?"},
      {"{% include «%}»", "expected an expression, found the end of the tag"},
      {"{% include 'a' «ignore» %}", "expected the end of the tag, found \"ignore\"", "write \"ignore missing\""},
      {"{% import 'a' «%}»", "expected \"as\", found the end of the tag"},
      {"{% from 'a' «as» b %}", "expected \"import\", found \"as\""},
      {"{% from 'a' import b, «%}»", "expected a name, found the end of the tag"},
      {"{% from 'a' import «_b» %}", "names that begin with an underscore cannot be imported"},
      {"{% block «%}»x{% endblock %}", "expected the name of a block, found the end of the tag"},
      {"{% block a«-»b %}x{% endblock %}", "names of blocks have no hyphens", "use an underscore"},
      {"{% block «a» required %}x{% endblock %}", "a required block holds nothing but white space and comments"},
      {"{% block a %}{% endblock %}{% block «a» %}{% endblock %}",
       "the block \"a\" is defined twice",
       "rename one of them",
       {{"1:10", "first defined here"}}},
      {"{% block a %}{% endblock «b» %}", "expected the end of the tag, found \"b\"", "this ends the block \"a\""},
      {"{% for x in y %}«{% extends» 'p' %}{% endfor %}",
       "extends stands at the top of a template, not inside \"for\""},
  });
}

TEST(Parser, ErrorsAboutTheEndOfBlocks) {
  expect_errors({
      {"{% «endif» %}", "\"endif\" without an open \"if\""},
      {"{% «else» %}", "\"else\" without an open \"if\""},
      {"{% «endset» %}", "\"endset\" without an open \"set\""},
      {"{% if a %}{% «endfor» %}{% endif %}",
       "expected elif, else or endif, found \"endfor\"",
       "",
       {{"1:1", "\"if\" was opened here"}}},
      {"{% for x in y %}{% «elif» %}{% endfor %}",
       "expected else or endfor, found \"elif\"",
       "",
       {{"1:1", "\"for\" was opened here"}}},
      {"{% if a %}{% else %}{% «else» %}{% endif %}",
       "expected endif, found \"else\"",
       "",
       {{"1:1", "\"if\" was opened here"}}},
      {"{% if a %}x«»",
       "the text ends inside \"if\", expected elif, else or endif",
       "",
       {{"1:1", "\"if\" was opened here"}}},
      {"{% if a %}{% else %}x«»",
       "the text ends inside \"if\", expected endif",
       "",
       {{"1:1", "\"if\" was opened here"}}},
      {"a {% macro m() %}x«»",
       "the text ends inside \"macro\", expected endmacro",
       "",
       {{"1:3", "\"macro\" was opened here"}}},
      {"{% set a %}x«»", "the text ends inside \"set\", expected endset", "", {{"1:1", "\"set\" was opened here"}}},
  });
}

// What Jinja2 has and this language has not, each with the way out.
TEST(Parser, TagsThatAreOut) {
  expect_errors({
      {"{% if a %}x{% «elseif» b %}y{% endif %}", "there is no tag \"elseif\"", "write \"elif\""},
      {"{% «do» f() %}", "there is no tag \"do\"", "\"do\" is not part of this language: use set"},
      {"{% «break» %}", "there is no tag \"break\"", "loops have no break: use \"for \u2026 if\""},
      {"{% «continue» %}", "there is no tag \"continue\"", "loops have no continue: use \"for \u2026 if\""},
      {"{% «print» a %}", "there is no tag \"print\"", "write {{ \u2026 }}"},
      {"{% «debug» %}", "there is no tag \"debug\"", "not supported"},
      {"{% «inlcude» 'a' %}", "there is no tag \"inlcude\"", "did you mean \"include\"?"},
      {"{% «call» m() %}x{% endcall %}", "there is no tag \"call\"",
       "call blocks are not supported: set a variable from a block and hand it to the macro"},
      {"{% «autoescape» true %}x{% endautoescape %}", "there is no tag \"autoescape\"",
       "the output's language decides what is escaped"},
      {"{% «trans» %}x{% endtrans %}", "there is no tag \"trans\"", "translations come from the locale"},
      {"{% «forr» x in y %}x{% endfor %}", "there is no tag \"forr\"", "did you mean \"for\"?"},
  });
}

TEST(Parser, OneRunReportsTheErrorsOfAllTags) {
  const std::string text =
      "{% if %}\n"
      "  {{ a b }}\n"
      "  {% for x of y %}\n"
      "    {{ x|uper }}{{ 'open }}\n"
      "  {% endfor %}\n"
      "{% endif %}\n"
      "{{ ok }}\n"
      "{% macro m(1) %}{{ 1 + }}{% endmacro %}\n"
      "{% include %}\n";
  const Rendered rendered = render({text});
  std::vector<std::string> places;
  for (const Said& said : rendered.said)
    places.push_back(std::to_string(said.place.line) + ":" + std::to_string(said.place.column));
  std::sort(places.begin(), places.end());
  const std::vector<std::string> expected{"1:7", "2:8", "3:12", "4:10", "4:20", "8:12", "8:24", "9:12"};
  EXPECT_EQ(places, expected) << rendered.report;
}

TEST(Parser, ABlockWithAnErrorInsideIsStillClosed) {
  const Rendered rendered = render({"{% for a in b %}{{ | }}{% if c %}{{ ) }}{% endif %}{% endfor %}{{ d }}"});
  ASSERT_EQ(rendered.said.size(), 2u) << rendered.report;
  EXPECT_EQ(rendered.said[0].place.column + rendered.said[1].place.column, 20u + 37u);
}

// Inside "if" an unknown filter is a warning, and an error only when it is reached: as in Jinja2 a template may ask
// first.
TEST(Parser, UnknownFiltersInBranchesAreErrorsWhenReached) {
  const std::string text = "{% if x is defined %}{{ x|nope }}{% endif %}ok";
  const Rendered skipped = render({text});
  EXPECT_EQ(skipped.out, "ok");
  ASSERT_EQ(skipped.said.size(), 1u);
  EXPECT_EQ(skipped.said[0].severity, Severity::warning);
  EXPECT_EQ(skipped.said[0].message, "there is no filter \"nope\"");
  EXPECT_EQ(outcome({text, R"({"x": 1})"}), "error: there is no filter \"nope\"");
  EXPECT_EQ(render({"{{ 1 if true else (2|nope) }}"}).out, "1");
  EXPECT_EQ(render({"{{ 1 if true else (2 is nope) }}"}).out, "1");
  EXPECT_TRUE(fails({"{% for a in [] %}{{ a|nope }}{% endfor %}"}));
  EXPECT_TRUE(fails({"{% if true %}{% for a in [] %}{{ a|nope }}{% endfor %}{% endif %}"}));
}

TEST(Parser, NamesOfConstantsCannotBeAssignedAnywhere) {
  for (const std::string text :
       {"{% macro true() %}{% endmacro %}", "{% macro m(none) %}{% endmacro %}", "{% import 'p' as false %}",
        "{% from 'p' import m as None %}", "{% for True in [] %}{% endfor %}", "{% with none = 1 %}{% endwith %}"}) {
    EXPECT_TRUE(fails({text, "{}", {{"p", "{% macro m() %}{% endmacro %}"}}})) << text;
  }
}

TEST(Parser, ExpressionsThatStandAlone) {
  SourceSet sources;
  Diagnostics diagnostics;
  Engine engine({[](std::string_view) -> const Source* { return nullptr; }, {}});
  const Source& source = sources.add("--where", "code >= 400 code");
  EXPECT_TRUE(engine.parse_expression(source, 0, 11, diagnostics));
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_FALSE(engine.parse_expression(source, 0, source.text().size(), diagnostics));
  EXPECT_EQ(diagnostics.render(false),
            "--where:1:13: error: expected the end of the expression, found \"code\"\n    1 | code >= 400 code\n"
            "      |             ^~~~\n");
}

}  // namespace
}  // namespace statusgen::jinja
