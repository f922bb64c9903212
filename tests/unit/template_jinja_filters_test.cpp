// Jinja2's own filters with arguments that are rare in life. Jinja2 3.1 said what each template gives.
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

void expect_all(const std::vector<Case>& cases) {
  for (const Case& each : cases) EXPECT_EQ(outcome({each.text, kData}), each.expected) << each.text;
}

void expect_failures(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) EXPECT_TRUE(fails({text, kData})) << text;
}

TEST(JinjaFilters, Lists) {
  expect_all({
      {"{{ l|sort|join }}{{ l|sort(true)|join }}{{ l|sort(reverse=true)|join }}{{ e|sort|length }}"
       "{{ 'bca'|sort|join }}",
       "1233213210abc"},
      {"{{ ls|sort|join }}{{ ls|sort(case_sensitive=true)|join }}{{ ls|sort(false, true)|join }}"
       "{{ ls|sort(true)|join }}",
       "AabcAabcAabccbAa"},
      {"{{ lo|sort(attribute='a')|map(attribute='b')|join }}"
       "{{ lo|sort(attribute='a,b')|map(attribute='b')|join }}"
       "{{ lo|sort(attribute='b', reverse=true)|map(attribute='b')|join }}",
       "xyXxyXyxX"},
      {"{{ [[2, 'x'], [1, 'y']]|sort(attribute=0)|map('last')|join }}"
       "{{ [[2, 'x'], [1, 'y']]|sort(attribute='1')|map('first')|join }}",
       "yx21"},
      {"{{ lo|map(attribute='a')|join }}{{ lo|map(attribute='c.d')|join(',') }}"
       "{{ [[1, 2], [3, 4]]|map(attribute=1)|join }}{{ [[1, 2]]|map(attribute='1')|join }}",
       "1212,1,None242"},
      {"{{ ls|map('upper')|join }}{{ ['a ']|map('trim')|join }}{{ l|map('string')|join('-') }}"
       "{{ [1.55]|map('round', 1)|join }}{{ [1.55]|map('round', precision=1)|join }}"
       "{{ ls|map('replace', 'a', 'z')|join }}{{ [[1]]|map('join', ',')|join }}"
       "{{ ls|map('default', 'q')|join }}",
       "BACAa3-1-21.61.6bAcz1bAca"},
      {"{{ l|select('odd')|join }}{{ l|reject('odd')|join }}{{ l|select('gt', 1)|join }}"
       "{{ l|select('in', [1, 2])|join }}{{ [0, 1, '', 'a', none]|select|join }}"
       "{{ [0, 1, '']|reject|list|length }}",
       "31232121a2"},
      {"{{ lo|selectattr('a', 'eq', 1)|map(attribute='b')|join }}"
       "{{ lo|rejectattr('a', 'eq', 1)|map(attribute='b')|join }}"
       "{{ lo|selectattr('c.d')|map(attribute='b')|join }}"
       "{{ lo|rejectattr('c.d', 'none')|list|length }}",
       "xyXxX2"},
      {"{% for g in lo|groupby('a') %}{{ g.grouper }}{{ g.list|map(attribute='b')|join }}"
       "{{ g[0] }}{{ g|length }}{% endfor %}{% for k, v in lo|groupby('b') %}{{ k }}{{ v|length }}"
       "{% endfor %}",
       "1xy122X22x2y1"},
      {"{% for k, v in ls|groupby(0) %}{{ k }}{{ v|join }};{% endfor %}"
       "{% for k, v in lo|groupby('b', case_sensitive=true) %}{{ k }}{% endfor %}"
       "{% for k, v in [{}, {'a': 1}]|groupby('a', default=0) %}{{ k }}{% endfor %}",
       "AAa;bb;cc;Xxy01"},
      {"{{ ls|unique|join }}{{ ['a', 'A']|unique|join }}{{ ['a', 'A']|unique(true)|join }}"
       "{{ lo|unique(attribute='a')|map(attribute='b')|join }}{{ [1, 1.0, true]|unique|join }}",
       "bAcaaAxX1"},
      {"{{ l|min }}{{ l|max }}{{ ls|min }}{{ ls|max }}{{ ls|max(true) }}"
       "{{ (lo|max(attribute='a')).b }}{{ (lo|min(attribute='a')).b }}",
       "13AccXx"},
      {"{{ l|sum }}{{ l|sum(start=10) }}{{ lo|sum('a') }}{{ lo|sum(attribute='a', start=0.5) }}"
       "{{ e|sum }}{{ [[1], [2]]|sum(start=[])|join }}",
       "61644.5012"},
      {"{% for r in l|batch(2) %}{{ r|join }};{% endfor %}{% for r in l|batch(2, 'x') %}"
       "{{ r|join }};{% endfor %}{% for r in e|batch(2) %}r{% endfor %}"
       "{% for r in [1, 2]|batch(0) %}{{ r|join }};{% endfor %}",
       "31;2;31;2x;;12;"},
      {"{% for r in [1, 2, 3, 4, 5]|slice(2) %}{{ r|join }};{% endfor %}"
       "{% for r in [1, 2, 3, 4, 5]|slice(3, 'x') %}{{ r|join }};{% endfor %}"
       "{% for r in [1]|slice(3) %}{{ r|length }};{% endfor %}{% for r in [1, 2]|slice(2, 'x') %}"
       "{{ r|join }};{% endfor %}",
       "123;45;12;34;5x;1;0;0;1x;2x;"},
      {"{{ l|first }}{{ l|last }}{{ s|first }}{{ s|last }}{{ d|first }}{{ d|last }}"
       "{{ l|reverse|join }}{{ s|reverse }}{{ d|list|join }}{{ s|list|length }}{{ d|length }}"
       "{{ l|count }}",
       "32Hdba213dlroW olleHba1123"},
      {"{{ l|join }}{{ l|join(', ') }}{{ lo|join('-', 'b') }}{{ lo|join('-', attribute='a') }}"
       "{{ [1, none, true, 'a', 1.5]|join(',') }}{{ 'abc'|join('.') }}{{ d|join }}"
       "{{ e|join('x') }}{{ l|join(d=1) }}{{ l|join(none) }}",
       "3123, 1, 2x-X-y1-2-11,None,True,a,1.5a.b.cba311123None1None2"},
      {"{% for k, v in d|items %}{{ k }}{{ v }}{% endfor %}{% for k, v in d|dictsort %}{{ k }}"
       "{% endfor %}{% for k, v in {'b': 2, 'A': 3, 'c': 1}|dictsort(by='value') %}{{ k }}"
       "{% endfor %}{% for k, v in {'b': 2, 'A': 3}|dictsort(true) %}{{ k }}{% endfor %}"
       "{% for k, v in {'b': 2, 'a': 3}|dictsort(reverse=true) %}{{ k }}{% endfor %}",
       "b1azabcbAAbba"},
  });
}

TEST(JinjaFilters, Texts) {
  expect_all({
      {"{{ s|upper }}{{ s|lower }}{{ 'aBC d'|capitalize }}{{ \"it's a-b (c) [d] {e} <f\"|title }}"
       "{{ 'a\tb\nc'|title }}{{ 5|upper }}{{ none|upper }}{{ true|lower }}",
       "HELLO WORLDhello worldAbc dIt's A-B (C) [D] {E} <FA\tB\nC5NONEtrue"},
      {"{{ ' a '|trim }}|{{ 'xxaxx'|trim('x') }}|{{ 'abcba'|trim('ab') }}|{{ '\u00A0a\u3000'|trim }}|"
       "{{ ' 5 '|trim|int }}|{{ ' a '|trim(none) }}|{{ 'éaé'|trim('é') }}|",
       "a|a|c|a|5|a|a|"},
      {"{{ 'ab'|center(5) }}|{{ 'ab'|center(6) }}|{{ 'abc'|center(6) }}|{{ 'ab'|center(1) }}|"
       "{{ 'é'|center(4) }}|{{ 5|center(3) }}|{{ 'a'|center|length }}",
       "  ab |  ab  | abc  |ab| é  | 5 |80"},
      {"{{ 'aaa'|replace('a', 'b') }}{{ 'aaa'|replace('a', 'b', 2) }}{{ 'abc'|replace('', '-') }}"
       "{{ 'abc'|replace('', '-', 2) }}{{ 'abc'|replace('x', 'y') }}{{ 'a.b'|replace('.', '') }}"
       "{{ 1.5|replace('.', ',') }}{{ 'a'|replace('a', 'b', 0) }}{{ 'a1'|replace(1, 2) }}",
       "bbbbba-a-b-c--a-bcabcab1,5aa2"},
      {"{{ m|indent }}|{{ m|indent(2) }}|{{ m|indent(2, true) }}|{{ m|indent(2, true, true) }}|"
       "{{ m|indent('> ') }}|{{ ''|indent(2, true) }}|{{ 'a\n'|indent }}|{{ 'a\r\nb\013c'|indent(1) }}",
       "one\n    two\n\n    three\n|one\n  two\n\n  three\n|  one\n  two\n\n  three\n|  one\n  two\n  \n  thr"
       "ee\n  |one\n> two\n\n> three\n|  |a\n|a\n b\n c"},
      {"{{ s|truncate(5) }}|{{ s|truncate(5, true) }}|{{ s|truncate(5, true, '..', 0) }}|"
       "{{ s|truncate(8, false, '') }}|{{ 'foo bar baz qux'|truncate(9) }}|"
       "{{ 'foo bar baz qux'|truncate(9, true) }}|{{ 'foo bar baz qux'|truncate(11, leeway=0) }}|"
       "{{ 'foo bar baz qux'|truncate(10, end='') }}|",
       "He...|He...|Hel..|Hello World|foo...|foo ba...|foo bar...|foo bar baz qux|"},
      {"{{ 'a b  c'|wordcount }}{{ ''|wordcount }}{{ \"it's\"|wordcount }}{{ 'a_b-c'|wordcount }}"
       "{{ 5|wordcount }}",
       "30221"},
      {"{{ 'a b/c?d&e=f'|urlencode }} {{ 'é'|urlencode }} {{ {'a b': 'c/d&e', 'x': 1}|urlencode }}"
       " {{ [('a', 'b c'), ('é', none)]|urlencode }} {{ 5|urlencode }} {{ ''|urlencode }}",
       "a%20b/c%3Fd%26e%3Df %C3%A9 a+b=c%2Fd%26e&x=1 a=b+c&%C3%A9=None 5 "},
      {"{{ 'one two three four'|wordwrap(9) }}|{{ 'abcdefghij'|wordwrap(4) }}|"
       "{{ 'abcdefghij k'|wordwrap(4, false) }}|{{ 'a b c'|wordwrap(3, true, '/') }}|"
       "{{ 'ab-cd ef'|wordwrap(4) }}|{{ 'ab-cd ef'|wordwrap(4, break_on_hyphens=false) }}|"
       "{{ 'a\n\nb  c'|wordwrap(20) }}|",
       "one two\nthree\nfour|abcd\nefgh\nij|abcdefghij\nk|a b/c|ab-\ncd\nef|ab-c\nd ef|a\n\nb  c|"},
      {"{{ h|e }}{{ h|escape }}{{ h|string }}{{ n|string|length }}{{ n|e }}{{ none|e }}{{ h|safe }}",
       "&lt;a&amp;&#39;&#34;&gt;&lt;a&amp;&#39;&#34;&gt;<a&'\">15None<a&'\">"},
      {"{{ 'é'|upper }}{{ 'ÀÉ'|lower }}{{ 'straße'|upper }}{{ 'éa éb'|title }}"
       "{{ 'ÉA'|capitalize }}{{ 'ж'|upper }}{{ 'Ω'|lower }}",
       "ÉàéSTRASSEÉa ÉbÉaЖω"},
      {"{{ 'a' is lower }}{{ 'A' is lower }}{{ 'a1' is lower }}{{ '1' is lower }}"
       "{{ 'AB' is upper }}{{ '' is upper }}{{ 'é' is lower }}",
       "TrueFalseTrueFalseTrueFalseTrue"},
  });
}

TEST(JinjaFilters, Numbers) {
  expect_all({
      {"{{ 2.7|round }} {{ 2.5|round }} {{ 3.5|round }} {{ 2.675|round(2) }} {{ 42|round }} "
       "{{ 1234.5|round(-2) }} {{ 1250|round(-2) }} {{ true|round }} {{ 1e20|round }} "
       "{{ 0.1|round(20) }}",
       "3.0 2.0 4.0 2.67 42 1200.0 1200 1 1e+20 0.1"},
      {"{{ 2.1|round(method='ceil') }} {{ 2.9|round(0, 'floor') }} {{ 2.123|round(2, 'ceil') }} "
       "{{ (-2.5)|round(0, 'ceil') }} {{ (-0.4)|round(0, 'ceil') }} {{ 5|round(0, 'ceil') }} "
       "{{ 1234|round(-2, 'floor') }} {{ (-7)|round(-1, 'ceil') }}",
       "3.0 2.0 2.13 -2.0 0.0 5.0 1200.0 0.0"},
      {"{{ '42'|int }} {{ '42.9'|int }} {{ ' 7 '|int }} {{ '1_000'|int }} {{ 'x'|int }} "
       "{{ 'x'|int(5) }} {{ 2.9|int }} {{ (-2.9)|int }} {{ true|int }} {{ none|int }} {{ ''|int }}"
       " {{ l|int }} {{ '+5'|int }} {{ '-5'|int }} {{ '1e3'|int }} {{ '0x1F'|int }}",
       "42 42 7 1000 0 5 2 -2 1 0 0 0 5 -5 1000 0"},
      {"{{ '0x1F'|int(base=16) }} {{ '1F'|int(0, 16) }} {{ '0b11'|int(0, 2) }} "
       "{{ '0o17'|int(base=8) }} {{ '12'|int(base=0) }} {{ '0x1F'|int(base=0) }} "
       "{{ 'zz'|int(base=36) }} {{ '9'|int(0, 8) }} {{ '012'|int(base=0) }}",
       "31 31 3 15 12 31 1295 9 12"},
      {"{{ '1.5'|float }} {{ '1e3'|float }} {{ 'x'|float }} {{ 'x'|float(2) }} {{ 5|float }} "
       "{{ '.5'|float }} {{ '5.'|float }} {{ 'inf'|float }} {{ ' 1 '|float }} {{ none|float }} "
       "{{ '1_0.5'|float }} {{ '1_e5'|float }} {{ '1_e5'|int }} {{ 'nan(1)'|float }}",
       "1.5 1000.0 0.0 2 5.0 0.5 5.0 inf 1.0 0.0 10.5 0.0 0 0.0"},
      {"{{ (-5)|abs }} {{ 5|abs }} {{ (-1.5)|abs }} {{ true|abs }} {{ -0.0|abs }}", "5 5 1.5 1 0.0"},
      {"{{ '%d|%i|%5d|%-5d|%05d|%+d|% d'|format(1, 2, 3, 4, 5, 6, 7) }} {{ '%d'|format(3.7) }} "
       "{{ '%d'|format(true) }} {{ '%.3d'|format(5) }} {{ '%.0d'|format(0) }}",
       "1|2|    3|4    |00005|+6| 7 3 1 005 0"},
      {"{{ '%f|%.2f|%8.3f|%-8.1f|%08.2f|%+.1f|%.0f'|format(1.5, 2.345, 3.14159, 4.25, -5.5, 6,"
       " 2.5) }} {{ '%e|%.1E|%g|%G'|format(12345.678, 0.00012, 1e10, 1e-10) }}",
       "1.500000|2.35|   3.142|4.2     |-0005.50|+6.0|2 1.234568e+04|1.2E-04|1e+10|1E-10"},
      {"{{ '%s|%5s|%-5s|%.2s|%s|%s'|format('a', 'b', 'c', 'def', 5, none) }} "
       "{{ '%s%%'|format(5) }} {{ '%(a)s-%(b)d'|format(a='x', b=2) }} {{ 'no'|format }} "
       "{{ '%s'|format('é') }}",
       "a|    b|c    |de|5|None 5% x-2 no é"},
      {"{{ '%x|%X|%o'|format(255, 255, 8) }} {{ '%*d'|format(5, 42) }}", "ff|FF|10    42"},
  });
}

TEST(JinjaFilters, Json) {
  expect_all({
      {"{{ {'b': 1, 'a': [1, none, true, 1.5, 'x']}|tojson }} {{ []|tojson }} {{ {}|tojson }} "
       "{{ 'é<>&\\'漢😀'|tojson }} {{ 1e16|tojson }} {{ none|tojson }}",
       "{\"a\": [1, null, true, 1.5, \"x\"], \"b\": 1} [] {} \"\\u00e9\\u003c\\u003e\\u0026\\u0027\\u6f22\\u"
       "d83d\\ude00\" 1e+16 null"},
      {"{{ {'b': [1, {}], 'a': []}|tojson(2) }} {{ [1]|tojson(0) }} {{ [1]|tojson(indent=1) }}",
       "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {}\n  ]\n} [\n1\n] [\n 1\n]"},
      {"{{ {10: 1, 9: 2}|tojson }} {{ {true: 1}|tojson }} {{ {none: 1}|tojson }} {{ {1.5: 1}|tojson }}",
       "{\"9\": 2, \"10\": 1} {\"true\": 1} {\"null\": 1} {\"1.5\": 1}"},
      {"{{ [1]|tojson(40) }}", "[\n                                        1\n]"},
      {"{{ (1, 2)|tojson }} {{ lo[0]|tojson }}", "[1, 2] {\"a\": 1, \"b\": \"x\", \"c\": {\"d\": 2}}"},
      {"{{ (1e308 * 10)|tojson }}", "Infinity"},
  });
}

TEST(JinjaFilters, WhatJinja2Refuses) {
  expect_failures({
      "{{ 12345678|truncate(3) }}", "{{ 5|indent }}", "{{ s|truncate(2) }}", "{{ s|truncate(-1) }}", "{{ 'x'|abs }}",
      "{{ 'x'|round }}", "{{ 1.5|round(1, 'up') }}", "{{ [1, 'a']|sort }}", "{{ [1, 'a']|max }}", "{{ lo|sort }}",
      "{{ d|dictsort(by='x') }}", "{{ l|dictsort }}", "{{ l|items }}{{ l|items|list }}", "{{ ['a']|sum }}",
      "{{ ['a']|sum(start='') }}", "{{ 'a'|replace('a') }}", "{{ s|trim(1) }}", "{{ 'inf'|int }}",
      "{{ {10: 1, 'a': 2}|tojson }}", "{{ '%d'|format('x') }}", "{{ '%s'|format }}", "{{ '%s'|format(1, 2) }}",
      "{{ '%q'|format(1) }}", "{{ 'a'|format(1) }}", "{{ '%x'|format(1.5) }}", "{{ [[1], [1]]|unique|list }}",
      "{{ 5|length }}", "{{ 5|first }}", "{{ none|list }}", "{{ l|nope }}", "{{ l is nope }}",
      "{{ l|map('nope')|list }}", "{{ l|select('nope')|list }}", "{{ l|selectattr }}{{ l|selectattr|list }}",
      "{{ ['a']|map('upper', 1)|list }}", "{{ s|upper(1) }}", "{{ s|center(width=3, x=1) }}",
      "{{ s|center(3, width=3) }}", "{{ l|join(1, 2, 3) }}", "{{ 1 is divisibleby }}", "{{ 1 is divisibleby(0) }}",
      "{{ 1 is odd(2) }}", "{{ 'a' is divisibleby(2) }}", "{{ none is odd }}", "{{ lo|groupby('zz') }}",
      "{{ 1.5|round(400, 'ceil') }}", "{{ s|wordwrap(0) }}",
  });
}

}  // namespace
}  // namespace statusgen::jinja
