// The values of expressions, with Python's meaning. Jinja2 3.1 said what each template gives.
#include <string>
#include <vector>

#include "template_test_helpers.hpp"

namespace statusgen::jinja {
namespace {

const std::string kData = R"({"s": "Hello World", "h": "<a&'\">", "l": [3, 1, 2], "ls": ["b", "A", "c", "a"],
  "lo": [{"a": 1, "b": "x", "c": {"d": 2}}, {"a": 2, "b": "X", "c": {"d": 1}}, {"a": 1, "b": "y", "c": {"d": null}}],
  "d": {"b": 1, "a": "z"}, "e": [], "n": 5, "f": 2.5, "z": null, "t": true, "m": "one\ntwo\n\nthree\n"})";

struct Case {
  std::string text;
  std::string expected;
};

void expect_all(const std::vector<Case>& cases, Language language = Language::txt) {
  for (const Case& each : cases) EXPECT_EQ(outcome({each.text, kData, {}, language}), each.expected) << each.text;
}

void expect_failures(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) EXPECT_TRUE(fails({text, kData})) << text;
}

TEST(Values, GeneratorsAreReadOnceAndOnlyAsFarAsNeeded) {
  expect_all({
      {"{% set g = l|map('int') %}{{ g|join }}{{ g|join }}{{ g|list|length }}", "3120"},
      {"{% set g = l|map('int') %}{{ g|first }}{{ g|join }}", "312"},
      {"{% set g = l|map('int') %}{{ g|first }}{{ g|first }}", "31"},
      {"{% set g = l|map('int') %}{{ 1 in g }}{{ g|join }}", "True2"},
      {"{% set g = l|map('int') %}{% for x in g %}{{ x }}[{{ g|join }}]{% endfor %}", "3[12]"},
      {"{% set g = l|map('int') %}{% for x in g %}{{ x }}{% endfor %}{% for x in g %}{{ x }}"
       "{% else %}none{% endfor %}",
       "312none"},
      {"{% set g = l|select %}{{ g|list|length }}{{ g|list|length }}", "30"},
      {"{% set g = d|items %}{% for k, v in g %}{{ k }}{{ v }}{% endfor %}{{ g|list|length }}", "b1az0"},
      {"{% set g = l|reverse %}{{ g|join }}{{ g|join }}", "213"},
      {"{{ l|map('int')|reverse|length }}", "3"},
      {"{% set a = l|map('int') %}{% set b = a %}{{ a|join }}{{ b|join }}", "312"},
      {"{{ 1 if e|select else 2 }}{{ 1 if l|map('int') else 2 }}", "11"},
      {"{{ l|map('int') == l|map('int') }}", "False"},
      {"{{ l|batch(2)|map('join', '-')|join(' ') }}", "3-1 2"},
      {"{{ l|map('string')|map('int')|sort|join }}", "123"},
      {"{{ (l|map('int')) is iterable }}{{ (l|map('int')) is sequence }}"
       "{{ (l|map('int')) is defined }}",
       "TrueFalseTrue"},
      {"{{ l|map('int')|sum }}{{ l|map('int')|max }}{{ l|map('int')|unique|list|length }}", "633"},
      {"{% set a, b, c = l|map('int') %}{{ a }}{{ b }}{{ c }}", "312"},
      {"{% macro m(g) %}{{ g|join }}{{ g|join }}{% endmacro %}{{ m(l|map('int')) }}", "312"},
  });
}

TEST(Values, RangesAreNoLists) {
  expect_all({
      {"{{ range(3) == [0, 1, 2] }}{{ range(3) != [0, 1, 2] }}{{ range(3)|list == [0, 1, 2] }}", "FalseTrueTrue"},
      {"{{ range(3) == range(0, 3) }}", "True"},
      {"{{ range(5)[1] }}{{ range(5)[-1] }}{{ range(5)[1:3]|join }}{{ range(5)|length }}", "14125"},
      {"{{ 2 in range(3) }}{{ 3 in range(3) }}{{ range(3) is sequence }}{{ range(3) is mapping }}",
       "TrueFalseTrueFalse"},
      {"{{ range(5, 0, -2)|join(',') }}{{ range(0)|join }}{{ range(3, 1)|length }}", "5,3,10"},
      {"{{ range(3)|first }}{{ range(3)|last }}{{ range(3)|reverse|join }}{{ range(3)|sum }}", "022103"},
      {"{% for i in range(2) %}{{ loop.last }}{% endfor %}", "FalseTrue"},
  });
}

TEST(Values, UndefinedValuesMayBeHandedOnButNotUsed) {
  expect_all({
      {"{{ x is defined }}{{ x is undefined }}{{ x is none }}{{ x is string }}{{ x is number }}",
       "FalseTrueFalseFalseFalse"},
      {"{{ d.x is defined }}{{ d['x'] is defined }}{{ l[9] is defined }}{{ s.x is defined }}"
       "{{ z.x is defined }}{{ n.x is defined }}",
       "FalseFalseFalseFalseFalseFalse"},
      {"{{ x|default('a') }}{{ d.x|default('b') }}{{ x|default }}{{ x|default(none) }}{{ x|d(1) + 1 }}", "abNone2"},
      {"{{ x|default(y)|default('z') }}", "z"},
      {"{{ ''|default('a') }}{{ ''|default('a', true) }}{{ 0|default(1, boolean=true) }}"
       "{{ z|default('a') }}{{ false|d('x', true) }}",
       "a1Nonex"},
      {"{% set y = x %}{{ y is defined }}{% set y = x|default(1) %}{{ y }}", "False1"},
      {"{% macro m(a, b='B') %}{{ a is defined }}{{ b is defined }}{% endmacro %}{{ m() }}"
       "{{ m(x, x) }}",
       "FalseTrueFalseFalse"},
      {"{{ [x, 1]|length }}{{ {'a': x}|length }}{{ [x]|first is defined }}", "21False"},
      {"{{ x|items|list|length }}", "0"},
      {"{{ [{}, {'a': 1}]|map(attribute='a')|select('defined')|join }}", "1"},
      {"{{ [{}, {'a': 1}]|selectattr('a', 'defined')|list|length }}", "1"},
      {"{{ [{}, {'a': 1}]|map(attribute='a', default='D')|join }}", "D1"},
      {"{{ [{}, {'a': {}}]|map(attribute='a.b', default='D')|join }}", "DD"},
      {"{{ e|first is defined }}{{ e|last is defined }}{{ e|max is defined }}"
       "{{ e|min is defined }}{{ ''|first is defined }}",
       "FalseFalseFalseFalseFalse"},
      {"{{ 'a' if false }}|{{ ('a' if false) is defined }}|{{ ('a' if false)|default('d') }}", "|False|d"},
      {"{{ ('a' if false) ~ 'b' }}{{ ('a' if false)|length }}{{ ('a' if false)|upper }}"
       "{{ ('a' if false)|list|length }}{{ not ('a' if false) }}",
       "b00True"},
      {"{{ ('a' if false) == 'a' }}{{ ('a' if false) == ('b' if false) }}{{ 1 in ('a' if false) }}", "FalseTrueFalse"},
      {"{% for i in l %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }}{% endfor %}",
       "FalseTrueTrueTrueTrueFalse"},
      {"{{ x is in([]) }}{{ x in [] }}{{ ('a' if false) is iterable }}", "FalseFalseTrue"},
  });
  expect_failures({"{{ x is in([1]) }}", "{{ x in 'a' }}", "{% block a %}{{ super(n) }}{% endblock %}",
                   "{% for i in l %}{{ loop.changed(x) }}{% endfor %}",
                   "{% if t %}{% else %}{% for i in l if i|no_filter %}{% endfor %}{% endif %}",
                   "{% if t %}{% else %}{% macro m(a=1|no_filter) %}{% endmacro %}{% endif %}"});
}

TEST(Values, ComparingStopsWhereItemsDiffer) {
  expect_all({{"{{ [1, x] == [2, x] }}{{ [1, x] == [1] }}{{ {'a': 1, 'b': x} == {'a': 2, 'b': 1} }}", "FalseFalseFalse"}});
  expect_failures({"{{ [1, x] == [1, 2] }}", "{{ [[x]] == [[1]] }}", "{{ [x] > [x] }}", "{{ {'b': x} == {'b': 1} }}"});
}

TEST(Values, ThereIsOneOfEachFunction) {
  expect_all({{"{{ range == range }}{{ dict != range }}{% for i in l %}{{ loop.changed(range) }}{% endfor %}", "TrueTrueTrueFalseFalse"}});
}

// Jinja2 joins constants when it compiles, and forgets then what is markup.
TEST(Values, ABranchThatIsNotTakenIsConstantEnough) {
  expect_all({{"{{ 2 ~ (''|tojson if true else r) }}{{ 2 ~ (''|tojson if n else r) }}", "2&#34;&#34;2\"\""}}, Language::html);
}

TEST(Values, NotANumberHasNoSign) { expect_all({{"{{ '%f'|format('inf'|float // 1) }}{{ -('nan'|float) }}", "nannan"}}); }

TEST(Values, BackslashBeforeALetterBeyondAscii) { expect_all({{"{{ '\\τ' }} {{ '\\é' }}", "\\u03c4 \\xe9"}}); }

TEST(Values, RoundingToTensIsExact) {
  expect_all({
      {"{{ 1.7530864039753087e+19|round(-1) }} {{ 2.675e25|round(-1) }}", "1.7530864039753087e+19 2.675e+25"},
      {"{{ 25.0|round(-1) }} {{ 35.0|round(-1) }} {{ 25.000001|round(-1) }} {{ 5.0|round(-1) }} {{ 5.5|round(-1) }} {{ 4.0|round(-1) }} {{ -7.0|round(-1) }} {{ 70.0|round(-3) }}",
       "20.0 40.0 30.0 0.0 10.0 0.0 -10.0 0.0"},
  });
}

TEST(Values, DigitsOfAllScriptsAreRead) {
  expect_all({
      {"{{ '\u0663'|int + 1 }}{{ '\uff11\uff12.5'|float }}{{ '1_\u0664'|int }}{{ 'é'|int(7) }}{{ '²'|int(7) }}", "412.51477"},
      {"{{ '1.5\\x1c'|float }}{{ ' 1.5\\x0b'|float }}{{ '\\u00a01\\x1c'|int }}", "0.01.50"},
      {"{{ '7'|int(2, 1) }}{{ 'x'|int(2, 99) }}{{ 7.9|int(2, true) }}", "727"},
      {"{{ '1e400b'|float }}{{ '1e400'|float }}", "0.0inf"},
  });
}

TEST(Values, NumbersAreThoseOfPython) {
  expect_all({
      {"{{ 7 // 2 }} {{ -7 // 2 }} {{ 7 // -2 }} {{ 7 % -3 }} {{ -7 % 3 }} {{ 7.5 // 2 }} "
       "{{ -7.5 % 2 }} {{ 7.5 % -2 }} {{ -1.0 // 3 }} {{ 0.0 // -1 }}",
       "3 -4 -4 -2 2 3.0 0.5 -0.5 -1.0 -0.0"},
      {"{{ 1 / 2 }} {{ 4 / 2 }} {{ 1 / 3 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 2.0 ** 3 }} "
       "{{ 0 ** 0 }} {{ (-2) ** 3 }}",
       "0.5 2.0 0.3333333333333333 1024 0.5 8.0 1 -8"},
      {"{{ 0.1 + 0.2 }} {{ 1e16 }} {{ 1e15 }} {{ 1e-4 }} {{ 1e-5 }} {{ 123456789.125 }} "
       "{{ 5e-324 }} {{ 1e22 }} {{ -0.0 }} {{ 100.0 }}",
       "0.30000000000000004 1e+16 1000000000000000.0 0.0001 1e-05 123456789.125 5e-324 1e+22 -"
       "0.0 100.0"},
      {"{{ true + true }} {{ -true }} {{ true * 2.5 }} {{ true == 1 }} {{ 1 == 1.0 }} "
       "{{ false < true }} {{ +true }}",
       "2 -1 2.5 True True True 1"},
      {"{{ 9007199254740993 == 9007199254740992.0 }} {{ 9007199254740993 > 9007199254740992.0 }} "
       "{{ 9007199254740993 in [9007199254740992.0] }}",
       "False True False"},
      {"{{ 9223372036854775807 == 9223372036854775807.0 }} "
       "{{ 9223372036854775807 < 9223372036854775807.0 }}",
       "False True"},
      {"{{ 1e308 * 10 }} {{ -1e308 * 10 }} {{ 1e308 * 10 - 1e308 * 10 }}", "inf -inf nan"},
      {"{{ {1: 'a', 1.0: 'b', true: 'c'}|length }}{{ {1: 'a'}[true] }}{{ {1: 'a'}[1.0] }}", "1aa"},
      {"{{ [1, 2][true] }}{{ 'ab' * true }}{{ [1] * 2 == [1, 1] }}{{ 'ab' * -1 }}{{ 2 * 'ab' }}", "2abTrueabab"},
      {"{{ 1 < 1.5 < 2 }} {{ 'a' < 'b' }} {{ [1, 2] < [1, 3] }} {{ [1] < [1, 0] }} "
       "{{ (1, 2) < (2,) }} {{ 'Z' < 'a' }}",
       "True True True True True True"},
      {"{{ [1] == (1,) }}{{ {'a': 1} == {'a': 1.0} }}{{ none == false }}{{ '1' == 1 }}{{ [] == {} }}",
       "FalseTrueFalseFalseFalse"},
  });
}

TEST(Values, SubscriptsAndSlices) {
  expect_all({
      {"{{ s[0] }}{{ s[-1] }}{{ s[1:4] }}{{ s[::-1] }}{{ s[:-6] }}{{ s[-5:] }}{{ s[::3] }}"
       "{{ s[10:0:-4] }}|{{ s[5:2] }}|{{ s[99:] }}|",
       "HdelldlroW olleHHelloWorldHlWldWl|||"},
      {"{{ l[1:]|join }}{{ l[:2]|join }}{{ l[::-1]|join }}{{ l[-99:99]|join }}"
       "{{ (1, 2, 3)[1:]|join }}{{ l[none:none]|join }}",
       "123121331223312"},
      {"{{ d.b }}{{ d['b'] }}{{ d['a'] }}{{ lo[0].c.d }}{{ lo.0.b }}{{ lo[-1]['c'].d }}", "11z2xNone"},
      {"{{ {'items': 1}['items'] }}{{ {'a b': 1}['a b'] }}{{ {1: 'x'}[1] }}{{ {none: 'x'}[none] }}", "11xx"},
      {"{{ 'é漢ß'[1] }}{{ 'é漢ß'[::-1] }}{{ 'é漢ß'|length }}{{ 'é漢ß'[1:] }}", "漢ß漢é3漢ß"},
  });
}

TEST(Values, MarkupFollowsMarkupSafe) {
  expect_all({
      {"{{ h }}{{ h|safe }}{{ h|e }}{{ h|e|e }}{{ h|forceescape|forceescape }}",
       "&lt;a&amp;&#39;&#34;&gt;<a&'\">&lt;a&amp;&#39;&#34;&gt;&lt;a&amp;&#39;&#34;&gt;&amp;lt;"
       "a&amp;amp;&amp;#39;&amp;#34;&amp;gt;"},
      {"{{ (h|safe) ~ h }}{{ h ~ (h|safe) }}{{ (h|safe) + h }}{{ h + (h|safe) }}{{ h ~ h }}",
       "<a&'\">&lt;a&amp;&#39;&#34;&gt;&lt;a&amp;&#39;&#34;&gt;<a&'\"><a&'\">&lt;a&amp;&#39;&#34;"
       "&gt;&lt;a&amp;&#39;&#34;&gt;<a&'\">&lt;a&amp;&#39;&#34;&gt;&lt;a&amp;&#39;&#34;&gt;"},
      {"{{ [h, h|safe]|join('<') }}{{ [h, h]|join('<'|safe) }}{{ [1, none, h|safe]|join('<') }}",
       "&lt;a&amp;&#39;&#34;&gt;&lt;<a&'\">&lt;a&amp;&#39;&#34;&gt;<&lt;a&amp;&#39;&#34;&gt;1&l"
       "t;None&lt;<a&'\">"},
      {"{{ (h|safe)|upper }}{{ (h|safe)|title }}{{ (h|safe)|capitalize }}{{ (h|safe)|reverse }}",
       "<A&'\">&lt;A&amp;&#39;&#34;&gt;<a&'\">>\"'&a<"},
      {"{{ (h|safe)[0] }}{{ (h|safe)[:2] }}{{ (h|safe)|first }}{{ (h|safe)|last }}"
       "{{ (h|safe)|list|join }}",
       "<<a&lt;>&lt;a&amp;&#39;&#34;&gt;"},
      {"{{ (h|safe)|replace('<', '>') }}{{ h|replace('<'|safe, '>') }}{{ (h|safe)|replace('a', '<') }}",
       "<a&'\">&lt;a&amp;&#39;&#34;&gt;<&lt;&'\">"},
      {"{{ ('%s'|safe)|format(h) }}{{ '%s'|format(h) }}{{ ('%s'|safe)|format(h|safe) }}",
       "&lt;a&amp;&#39;&#34;&gt;&lt;a&amp;&#39;&#34;&gt;<a&'\">"},
      {"{{ ('a;b'|safe)|trim('ab') }}{{ (' ' ~ h)|safe|trim }}", ";<a&'\">"},
      {"{{ (h|safe)|indent }}{{ ('a\nb'|safe)|indent('<') }}{{ 'a\nb'|indent('<') }}"
       "{{ (h|safe)|center(9) }}",
       "<a&'\">a\n<ba\n&lt;b  <a&'\"> "},
      {"{{ (h|safe)|truncate(3, true, '<', 0) }}{{ h|truncate(3, true, '<'|safe, 0) }}", "<a&lt;&lt;a<"},
      {"{{ (h|safe) * 2 }}{{ (h|safe)|string }}{{ (h|safe)|length }}{{ h is escaped }}"
       "{{ (h|safe) is escaped }}{{ (h|safe) == h }}",
       "<a&'\"><a&'\"><a&'\">6FalseTrueTrue"},
      {"{{ {'k': h}|tojson }}{{ h|tojson }}{{ h|urlencode }}",
       "{\"k\": \"\\u003ca\\u0026\\u0027\\\"\\u003e\"}\"\\u003ca\\u0026\\u0027\\\"\\u003e\"%3Ca%26%27%22%3E"
       ""},
      {"{% set x %}<{{ h }}{% endset %}{{ x }}{{ x is escaped }}{% set y | length %}ab{% endset %}"
       "{{ y is escaped }}",
       "<&lt;a&amp;&#39;&#34;&gt;TrueTrue"},
      {"{% filter replace('&', '+') %}<{{ h }}{% endfilter %}{% filter title %}<b{% endfilter %}",
       "<&lt;a+&#39;&#34;&gt;<B"},
      {"{% macro m(a) %}<{{ a }}{% endmacro %}{{ m(h) }}{{ m(h) ~ h }}{{ [m(h), h]|join }}",
       "<&lt;a&amp;&#39;&#34;&gt;<&lt;a&amp;&#39;&#34;&gt;&lt;a&amp;&#39;&#34;&gt;<&lt;a&amp;&"
       "#39;&#34;&gt;&lt;a&amp;&#39;&#34;&gt;"},
      {"{{ x|default('<') }}{{ x|default('<'|safe) }}{{ h if true else '' }}{{ [h]|first }}"
       "{{ [h|safe]|first }}",
       "&lt;<&lt;a&amp;&#39;&#34;&gt;&lt;a&amp;&#39;&#34;&gt;<a&'\">"},
      {"{{ z }}{{ t }}{{ n }}{{ f }}{{ '<' ~ 1 }}{{ 5|e ~ h }}", "NoneTrue52.5&lt;15&lt;a&amp;&#39;&#34;&gt;"},
  }, Language::html);
}

TEST(Values, WhatPythonRefuses) {
  expect_failures({
      "{{ x }}", "{{ x.y }}", "{{ x.y is defined }}", "{{ x + 1 }}", "{{ x ~ 'a' }}", "{{ x == 1 }}", "{{ not x }}",
      "{% if x %}{% endif %}", "{% for i in x %}{% endfor %}", "{{ x|upper }}", "{{ x|length }}", "{{ 'a' in x }}",
      "{{ [x]|join }}", "{{ x|default(y) }}", "{{ d.x }}", "{{ l[9] }}", "{{ e|first }}", "{{ e|max }}",
      "{{ [x] == [1] }}", "{{ [x]|unique|list|length }}", "{{ [{}]|map(attribute='a', default=none)|join }}",
      "{{ [{}]|map(attribute='a.b')|list }}", "{{ [{}]|map(attribute='a', foo=1)|list }}", "{{ ('a' if false)|int }}",
      "{{ ('a' if false)|float }}", "{{ ('a' if false)[0] is defined }}", "{{ ('a' if false) + 1 }}",
      "{{ ('a' if false).b }}", "{{ ('a' if false)|indent }}", "{{ 1 + 'a' }}", "{{ 'a' + 1 }}", "{{ 'a' - 'b' }}",
      "{{ [1] + (1,) }}", "{{ {} + {} }}", "{{ 1 < 'a' }}", "{{ [] < {} }}", "{{ none < none }}", "{{ -'a' }}",
      "{{ +'a' }}", "{{ 1 / 0 }}", "{{ 1 // 0 }}", "{{ 1 % 0 }}", "{{ 1.0 / 0 }}", "{{ 0 ** -1 }}", "{{ 1 in 5 }}",
      "{{ 1 in 'a' }}", "{{ 'ab' * 'c' }}", "{{ [1] * 1.5 }}", "{{ n() }}", "{{ 's'() }}", "{{ l['a':] }}",
      "{{ n[1:] }}", "{{ d[1:] }}", "{{ l[::0] }}", "{{ 5|list }}", "{{ none|join }}", "{{ {[1]: 2} }}",
      "{{ {{}: 2} }}", "{{ (range(3) + [1])|join }}", "{{ (range(3) * 2)|join }}", "{{ range(3) < [1] }}",
      "{{ range(3)|tojson }}", "{{ range(1.5)|join }}", "{{ range()|join }}", "{{ range(1, 2, 3, 4)|join }}",
      "{{ l|map('int')|length }}", "{{ (l|map('int'))[0] }}", "{{ l|map('int')|last }}", "{{ l|map('int')|tojson }}",
      "{{ l|map }}{{ l|map|list }}",
  });
}

}  // namespace
}  // namespace statusgen::jinja
