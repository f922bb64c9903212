// Templates that would not end, or would fill memory or the stack, end with an error that names the way out. Nothing
// here may crash: run under sanitizers.
#include <string>
#include <vector>

#include "template_test_helpers.hpp"

namespace statusgen::jinja {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

struct Case {
  std::string text;
  Partials partials;
  std::string message;  // a part of it
  std::string hint;
  Limits limits = {};
};

void expect(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    const Rendered rendered =
        render({each.text, R"({"l": [1, 2, 3], "s": "abc"})", each.partials, Language::txt, {}, each.limits});
    SCOPED_TRACE(each.text.substr(0, 100));
    ASSERT_NE(rendered.error(), nullptr) << rendered.out.substr(0, 200);
    EXPECT_NE(rendered.error()->message.find(each.message), std::string::npos) << rendered.error()->message;
    EXPECT_NE(rendered.error()->hint.find(each.hint), std::string::npos) << rendered.error()->hint;
  }
}

TEST(Limits, TemplatesInsideTemplates) {
  const std::string option = "--max-include-depth";
  expect({{"{% include 'main' %}", {}, "more than 32 levels deep", option},
          {"a{% include 'p' %}", {{"p", "b{% include 'main' %}"}}, "more than 32 levels deep", option},
          {"{% include ['nope', 'main'] %}", {}, "more than 32 levels deep", option},
          {"{% for i in l %}{% include 'main' %}{% endfor %}", {}, "more than 32 levels deep", option},
          {"{% import 'main' as m %}", {}, "more than 32 levels deep", option},
          {"{% from 'p' import x %}", {{"p", "{% from 'main' import y %}"}}, "more than 32 levels deep", option},
          {"{% extends 'main' %}", {}, "more than 32 levels deep", option},
          {"{% extends 'p' %}", {{"p", "{% extends 'main' %}"}}, "more than 32 levels deep", option},
          {"{% block b scoped %}{% include 'main' %}{% endblock %}", {}, "more than 32 levels deep", option},
          {"{% include 'main' %}", {}, "more than 3 levels deep", option, {3, 200, 1000, 1000}}});
}

TEST(Limits, AChainOfIncludesThatEndsIsFine) {
  Partials partials;
  for (int i = 0; i < 30; ++i) partials["p" + std::to_string(i)] = "x{% include 'p" + std::to_string(i + 1) + "' %}";
  partials["p30"] = "end";
  EXPECT_EQ(outcome({"{% include 'p0' %}", "{}", partials}), repeated("x", 30) + "end");
  EXPECT_EQ(outcome({"{% for i in range(1000) %}{% include 'p' %}{% endfor %}", "{}", {{"p", ""}}}), "");
  const Limits one{1, 200, 1000, 1000};
  EXPECT_EQ(outcome({"{% include 'p' %}{% include 'p' %}", "{}", {{"p", "p"}}, Language::txt, {}, one}), "pp");
}

TEST(Limits, MacrosInsideMacros) {
  const std::string option = "--max-macro-depth";
  expect({{"{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", {}, "more than 200 levels deep", option},
          {"{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
           {},
           "more than 200 levels deep",
           option},
          {"{% macro m(a=m()) %}{% endmacro %}{{ m() }}", {}, "more than 200 levels deep", option},
          {"{% macro m() %}{% filter upper %}{{ m() }}{% endfilter %}{% endmacro %}{{ m() }}",
           {},
           "more than 200 levels deep",
           option},
          {"{% macro m() %}{% set x %}{{ m() }}{% endset %}{% endmacro %}{{ m() }}",
           {},
           "more than 200 levels deep",
           option},
          {"{% macro m(f) %}{{ f(f) }}{% endmacro %}{{ m(m) }}", {}, "more than 200 levels deep", option},
          {"{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
           {},
           "more than 5 levels deep",
           option,
           {32, 5, 1000, 1000}}});
  EXPECT_EQ(outcome({"{% macro m(n) %}{% if n %}{{ m(n - 1) }}{% else %}end{% endif %}{% endmacro %}{{ m(150) }}"}),
            "end");
  EXPECT_EQ(outcome({"{% macro m() %}x{% endmacro %}{% for i in range(1000) %}{% set x = m() %}{% endfor %}ok"}), "ok");
}

// What every level of a recursion puts on the stack is limited too.
TEST(Limits, DeepRecursionOfWideMacros) {
  const std::string loops = repeated("{% for i in [1] %}", 90), ends = repeated("{% endfor %}", 90);
  const std::string nested = repeated("(", 90) + "m()" + repeated(")", 90);
  EXPECT_TRUE(fails({"{% macro m() %}" + loops + "{{ " + nested + " }}" + ends + "{% endmacro %}{{ m() }}"}));
}

TEST(Limits, StepsOfLoops) {
  const Limits limits{32, 200, 1000, 100'000};
  const std::string option = "--max-steps";
  expect({{"{% for a in range(2000) %}{% endfor %}", {}, "more than 1000 steps", option, limits},
          {"{% for a in range(100) %}{% for b in range(100) %}{% endfor %}{% endfor %}",
           {},
           "more than 1000 steps",
           option,
           limits},
          {"{% for a in range(2000) if false %}{% endfor %}", {}, "more than 1000 steps", option, limits},
          {"{% for a in range(600) %}{% endfor %}{% include 'p' %}",
           {{"p", "{% for a in range(600) %}{% endfor %}"}},
           "more than 1000 steps",
           option,
           limits},
          {"{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
           {},
           "more than 10000000 steps",
           option}});
  EXPECT_EQ(outcome({"{% for a in range(1000) %}{% endfor %}ok", "{}", {}, Language::txt, {}, limits}), "ok");
}

TEST(Limits, Ranges) {
  expect({{"{{ range(100001)|length }}", {}, "at most 100000", ""},
          {"{{ range(-9223372036854775807, 9223372036854775807)|length }}", {}, "at most 100000", ""},
          {"{{ range(1, 2, 0)|length }}", {}, "zero", ""}});
  EXPECT_EQ(outcome({"{{ range(100000)|length }} {{ range(0, 9223372036854775807, 9223372036854775807)|join(',') }}"}),
            "100000 0");
}

TEST(Limits, SizeOfTheOutput) {
  const Limits limits{32, 200, 1'000'000, 10'000};
  const std::string option = "--max-output", message = "10000 bytes";
  std::vector<Case> cases;
  for (const std::string text :
       {"{% for i in range(20000) %}x{% endfor %}", "{{ 'x' * 20000 }}", "{{ 100000000000 * 'x' }}",
        "{{ s|center(20000) }}", "{{ s|indent(20000, true) }}", "{{ ('a\n' * 200)|indent(100) }}",
        "{{ '%20000d'|format(1) }}", "{{ s|pad(20000) }}", "{{ '%99999999999999999999d'|format(1) }}",
        "{{ ('x' * 200)|replace('x', 'y' * 200) }}", "{{ ('x' * 200)|replace('', 'y' * 200) }}",
        "{{ range(200)|join('y' * 200) }}", "{% set x = 'x' * 9000 %}{{ (x ~ x)|length }}",
        "{% set x = 'x' * 9000 %}{{ (x + x)|length }}",
        "{% set x %}{% for i in range(20000) %}x{% endfor %}{% endset %}", "{{ ([0] * 100000000000)|length }}",
        "{{ [1]|batch(100000000000, 0)|list|length }}", "{{ [1]|slice(100000000000)|list|length }}"}) {
    cases.push_back({text, {}, message, option, limits});
  }
  expect(cases);
  EXPECT_EQ(outcome({"{{ 'x' * 10000 }}", "{}", {}, Language::txt, {}, limits}).size(), 10'000u);
}

TEST(Limits, NestingOfExpressions) {
  const std::string message = "nested more than 100 levels deep";
  for (const std::size_t n : {101u, 1000u, 100'000u}) {
    expect({{"{{ " + repeated("(", n) + "1" + repeated(")", n) + " }}", {}, message, ""},
            {"{{ " + repeated("[", n) + repeated("]", n) + "|length }}", {}, message, ""},
            {"{{ " + repeated("{'a':", n) + "1" + repeated("}", n) + "|length }}", {}, message, ""},
            {"{{ " + repeated("- ", n) + "1 }}", {}, message, ""},
            {"{{ " + repeated("not ", n) + "1 }}", {}, message, ""},
            {"{{ " + repeated("1 if 0 else ", n) + "1 }}", {}, message, ""},
            {"{{ " + repeated("range(", n) + "1" + repeated(")", n) + " }}", {}, message, ""}});
  }
  EXPECT_EQ(outcome({"{{ " + repeated("(", 90) + "1" + repeated(")", 90) + " }}"}), "1");
}

// Long chains nest to the left as deep as they are long; they are evaluated, or refused as too deep.
void expect_chain(const std::string& expression) {
  SCOPED_TRACE(expression.substr(0, 20));
  const Rendered rendered = render({"{{ " + expression + " }}", R"({"l": [1], "s": "a"})"});
  EXPECT_TRUE(rendered.ok || rendered.error() != nullptr);
}

TEST(LimitsDeathTest, LongChains) {
  for (const std::size_t n : {1000u, 5000u, 100'000u}) {
    SCOPED_TRACE(n);
    for (const std::string operation : {" + 1", " - 0", " * 1", " ** 1", " ~ 1", " < 2", " and 1", " or 0", " if 1"}) {
      SCOPED_TRACE(operation);
      expect_survival([&] { expect_chain("1" + repeated(operation, n)); });
    }
    for (const std::string operation : {"|upper", "[0]", "[:]", ".a", "()", " 'a'"}) {
      SCOPED_TRACE(operation);
      expect_survival([&] {
        expect_chain((operation == " 'a'" ? "'a'" : operation == "|upper" ? "s" : "l") + repeated(operation, n));
      });
    }
    expect_survival([&] { expect_chain("[" + repeated("1, ", n) + "]"); });
    expect_survival([&] { render({"{% filter upper" + repeated("|upper", n) + " %}a{% endfilter %}"}); });
    expect_survival([&] { EXPECT_TRUE(fails({"{% set " + repeated("(", n) + "a" + repeated(",)", n) + " = 1 %}"})); });
  }
}

TEST(Limits, NestingOfBlocks) {
  const std::string message = "nested more than 100 levels deep";
  for (const std::size_t n : {101u, 500u}) {
    expect({{repeated("{% if 1 %}", n) + "x" + repeated("{% endif %}", n), {}, message, ""},
            {repeated("{% for i in l %}", n) + "x" + repeated("{% endfor %}", n), {}, message, ""},
            {repeated("{% macro m() %}", n) + "x" + repeated("{% endmacro %}", n), {}, message, ""},
            {repeated("{% filter upper %}", n) + "x" + repeated("{% endfilter %}", n), {}, message, ""}});
  }
  EXPECT_EQ(outcome({repeated("{% if 1 %}", 99) + "x" + repeated("{% endif %}", 99)}), "x");
  EXPECT_EQ(outcome({"{% if 0 %}" + repeated("{% elif 0 %}", 20'000) + "{% else %}x{% endif %}"}), "x");
  EXPECT_EQ(outcome({repeated("{% if 0 %}{% set x = 1 %}{% endif %}", 5000) + "x"}), "x");
}

TEST(Limits, NumbersThatAreTooLarge) {
  expect({{"{{ 9223372036854775807 + 1 }}", {}, "64 bits", ""},
          {"{{ -9223372036854775807 - 2 }}", {}, "64 bits", ""},
          {"{{ 9223372036854775807 * 2 }}", {}, "64 bits", ""},
          {"{{ 2 ** 63 }}", {}, "64 bits", ""},
          {"{{ 10 ** 1000000 }}", {}, "64 bits", ""},
          {"{{ (-9223372036854775807 - 1) // -1 }}", {}, "64 bits", ""},
          {"{{ -(-9223372036854775807 - 1) }}", {}, "64 bits", ""},
          {"{{ (-9223372036854775807 - 1)|abs }}", {}, "64 bits", ""},
          {"{{ '99999999999999999999'|int }}", {}, "64 bits", ""},
          {"{{ 1e300|int }}", {}, "64 bits", ""},
          {"{{ l.99999999999999999999 }}", {}, "64 bits", ""}});
  EXPECT_EQ(outcome({"{{ (-2) ** 63 }} {{ (-9223372036854775807 - 1) % -1 }}"}), "-9223372036854775808 0");
  EXPECT_EQ(
      outcome(
          {"{{ 'abc'[::9223372036854775807] }}{{ 'abc'[::-9223372036854775807] }}{{ 'abc'[9223372036854775807:] }}"}),
      "ac");
}

TEST(LimitsDeathTest, PathsOfAttributesWithHugeNumbers) {
  for (const std::string filter :
       {"map(attribute='99999999999999999999')|list", "sum(attribute='0.99999999999999999999')",
        "sort(attribute='99999999999999999999')", "groupby('99999999999999999999')"}) {
    expect_survival([&] { render({"{{ l|" + filter + "|length }}", R"({"l": [[1], [2]]})"}); });
  }
}

}  // namespace
}  // namespace statusgen::jinja
