// Which name means what where. Jinja2 3.1 said what each template gives.
#include <string>
#include <vector>

#include "template_test_helpers.hpp"

namespace statusgen::jinja {
namespace {

const std::string kData =
    R"({"x": "X", "y": "Y", "l": [1, 2], "e": [], "p": [[1, 2], [3, 4]], "d": {"a": 1, "b": 2}, "t": true})";

struct Case {
  std::string text;
  std::string expected;
  Partials partials = {};
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& each : cases) EXPECT_EQ(outcome({each.text, kData, each.partials}), each.expected) << each.text;
}

struct Failure {
  std::string text;
  Partials partials = {};
};

void expect_failures(const std::vector<Failure>& failures) {
  for (const Failure& each : failures) EXPECT_TRUE(fails({each.text, kData, each.partials})) << each.text;
}

TEST(Scope, AssignmentsInLoopsEndWithTheIteration) {
  expect_all({
      {"{% for i in l %}{% set x = i %}{{ x }}{% endfor %}{{ x }}", "12X"},
      {"{% for i in l %}{{ x }}{% set x = i %}{% endfor %}", "XX"},
      {"{% set n = 0 %}{% for i in l %}{% set n = n + i %}{{ n }}{% endfor %}{{ n }}", "120"},
      {"{% for i in l %}{% if i == 1 %}{% set s = i %}{% endif %}{{ s|default('-') }}{% endfor %}", "1-"},
      {"{% for i in l %}{% for j in l %}{% set x = j %}{% endfor %}{{ x }}{% endfor %}", "XX"},
      {"{% for x in l %}{{ x }}{% endfor %}{{ x }}", "12X"},
      {"{% for x in x %}{{ x }}{% endfor %}", "X"},
      {"{% for l in l %}{{ l }}{% endfor %}{{ l|join }}", "1212"},
      {"{% for a, x in p %}{{ a }}{{ x }}{% endfor %}{{ x }}", "1234X"},
      {"{% for x in e %}{% else %}{% set x = 1 %}{{ x }}{% endfor %}{{ x }}", "1X"},
      {"{% for x in l if x > 1 %}{{ x }}{% endfor %}{{ x }}", "2X"},
      {"{% for i in l if x == 'X' %}{% set x = i %}{{ x }}{% endfor %}", "12"},
      {"{% for k in d %}{{ k }}{{ d[k] }}{% endfor %}", "a1b2"},
      {"{% for i in l %}{% set i = 9 %}{{ i }}{% endfor %}", "99"},
      {"{% set i = 5 %}{% for i in l %}{% endfor %}{{ i }}", "5"},
  });
}

TEST(Scope, BranchesOpenNoScope) {
  expect_all({
      {"{% if t %}{% set x = 1 %}{% endif %}{{ x }}", "1"},
      {"{% if not t %}{% set x = 1 %}{% endif %}{{ x }}", "X"},
      {"{% if t %}{% set n = 1 %}{% endif %}{{ n }}", "1"},
      {"{% if not t %}{% set n = 1 %}{% endif %}{{ n is defined }}", "False"},
      {"{% if e %}{% set x = 1 %}{% elif l %}{% set x = 2 %}{% else %}{% set x = 3 %}{% endif %}{{ x }}", "2"},
      {"{% if e %}{% elif e %}{% set x = 2 %}{% else %}{{ x }}{% set y = x %}{% endif %}{{ x }}{{ y }}", "XXX"},
      {"{% for i in l %}{% if loop.first %}{% set x = i %}{% endif %}{{ x }}{% endfor %}{{ x }}", "1XX"},
      {"{% if t %}{% for i in l %}{% set x = i %}{% endfor %}{% endif %}{{ x }}", "X"},
      {"{% if t %}{% macro m() %}{{ x }}{% endmacro %}{% endif %}{{ m() }}", "X"},
      {"{% set a = x %}{% if t %}{% set x = 1 %}{% if t %}{% set x = x + 1 %}{% endif %}{% endif %}"
       "{{ a }}{{ x }}", "X2"},
  });
}

TEST(Scope, MacrosSeeTheTopLevelAtTheTimeOfTheCall) {
  expect_all({
      {"{% set x = 1 %}{% macro m() %}{{ x }}{% endmacro %}{% set x = 2 %}{{ m() }}", "2"},
      {"{% macro m() %}{{ i is defined }}{% endmacro %}{% for i in l %}{{ m() }}{% endfor %}", "FalseFalse"},
      {"{% for i in l %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %}", "12"},
      {"{% macro m() %}{% set x = 1 %}{{ x }}{% endmacro %}{{ m() }}{{ x }}", "1X"},
      {"{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1) }}{{ x }}", "1X"},
      {"{% macro m(x) %}{{ x is defined }}{% endmacro %}{{ m() }}", "False"},
      {"{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(b=3, a=4) }}", "111243"},
      {"{% macro m(a=x) %}{{ a }}{% endmacro %}{% set x = 1 %}{{ m() }}", "1"},
      {"{% macro m(x=x) %}{{ x }}{% endmacro %}{{ m(1) }}", "1"},
      {"{% macro m(a=b, b=1) %}{{ a }}{{ b }}{% endmacro %}{{ m(b=5) }}", "55"},
      {"{% macro o() %}{% macro i() %}{{ x }}{% endmacro %}{% set x = 1 %}{{ i() }}{% endmacro %}"
       "{{ o() }}{{ i is defined }}", "1False"},
      {"{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}", "3210"},
      {"{% macro a(n) %}{% if n %}{{ b(n - 1) }}{% endif %}a{% endmacro %}{% macro b(n) %}{% if n %}"
       "{{ a(n - 1) }}{% endif %}b{% endmacro %}{{ a(3) }}", "baba"},
      {"{% macro m(f) %}{{ f(2) }}{% endmacro %}{% macro g(n) %}<{{ n }}>{% endmacro %}{{ m(g) }}", "<2>"},
      {"{% macro m() %}{{ loop is defined }}{% endmacro %}{% for i in l %}{{ m() }}{% endfor %}", "FalseFalse"},
      {"{% for i in l %}{% macro m() %}{{ loop.index }}{% endmacro %}{{ m() }}{% endfor %}", "12"},
      {"{% macro m(l=[]) %}{{ l|length }}{% endmacro %}{{ m() }}{{ m([1]) }}{{ m() }}", "010"},
  });
}

TEST(Scope, OtherBlocksOpenAScope) {
  expect_all({
      {"{% with x = 1 %}{{ x }}{% set y = 2 %}{{ y }}{% endwith %}{{ x }}{{ y }}", "12XY"},
      {"{% with %}{% set x = 1 %}{{ x }}{% endwith %}{{ x }}", "1X"},
      {"{% with x = 1, y = x %}{{ x }}{{ y }}{% endwith %}", "1X"},
      {"{% with a, b = p[0] %}{{ a }}{{ b }}{% endwith %}{{ a is defined }}", "12False"},
      {"{% filter lower %}{% set x = 'A' %}{{ x }}{% endfilter %}{{ x }}", "aX"},
      {"{% set v %}{% set x = 1 %}{{ x }}{% endset %}{{ v }}{{ x }}", "1X"},
      {"{% for i in l %}{% set v %}{{ i }}{{ x }}{% endset %}{{ v }}{% endfor %}{{ v is defined }}", "1X2XFalse"},
      {"{% set a, b = p[0] %}{{ a }}{{ b }}", "12"},
      {"{% set a, (b, c) = 1, (2, 3) %}{{ a }}{{ b }}{{ c }}", "123"},
      {"{% set x, y = y, x %}{{ x }}{{ y }}", "YX"},
      {"{% set a = 1 %}{% with a = a + 1 %}{% with a = a + 1 %}{{ a }}{% endwith %}{{ a }}{% endwith %}"
       "{{ a }}", "321"},
  });
}

TEST(Scope, LoopIsSeenWhereTheBodyMentionsIt) {
  expect_all({
      {"{% for i in l %}{% include 'p' %}{% endfor %}", "FalseFalse", {{"p", "{{ loop is defined }}"}}},
      {"{% for i in l %}{{ loop.index }}{% include 'p' %}{% endfor %}", "1122", {{"p", "{{ loop.index }}"}}},
      {"{% for i in l %}{% if false %}{{ loop }}{% endif %}{% include 'p' %}{% endfor %}", "12",
       {{"p", "{{ loop.index }}"}}},
      {"{% for i in l %}{{ loop.index }}{% include 'p' without context %}{% endfor %}", "1FalseFalse2FalseFalse",
       {{"p", "{{ loop is defined }}{{ i is defined }}"}}},
      {"{% for i in l %}{% for j in l %}{{ loop.index }}{% endfor %}{{ loop.index }}{% endfor %}", "121122"},
      {"{% for i in l %}{% for j in range(loop.index) %}{{ j }}{% endfor %};{% endfor %}", "0;01;"},
      {"{% for i in l %}{% set outer = loop %}{% for j in l %}{{ outer.index }}{{ loop.index }}"
       "{% endfor %}{% endfor %}", "11122122"},
      {"{% for i in l %}{% for j in e %}{% else %}{{ loop.index }}{% endfor %}{% endfor %}", "12"},
      {"{{ loop is defined }}{% for i in l %}{{ loop.last }}{% endfor %}{{ loop is defined }}", "FalseFalseTrueFalse"},
      {"{% for i in l %}{% with loop = 5 %}{{ loop }}{% endwith %}{% endfor %}", "55"},
      {"{% for i in l %}{% block b scoped %}{{ loop.index }}{{ i }}{% endblock %}{% endfor %}", "1122"},
      {"{% for i in l %}{% block b %}{{ loop is defined }}{{ i is defined }}{% endblock %}{% endfor %}",
       "FalseFalseFalseFalse"},
      {"{% for i in l %}{{ loop.previtem|default('-') }}{{ loop.nextitem|default('-') }}{% endfor %}", "-21-"},
      {"{% for i in l + l %}{{ loop.cycle('a', 'b', 'c') }}{{ loop.changed(i > 1) }}{% endfor %}",
       "aTruebTruecTrueaTrue"},
      {"{% for i in l %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.length }}"
       "{{ loop.depth }}{% endfor %}", "0212111021"},
  });
}

TEST(Scope, IncludesSeeEverythingAndGiveNothing) {
  expect_all({
      {"{% set n = 1 %}{% include 'p' %}{{ n }}{{ m is defined }}", "121False",
       {{"p", "{{ n }}{% set n = 2 %}{{ n }}{% macro m() %}{% endmacro %}"}}},
      {"{% for i in l %}{% include 'p' %}{% endfor %}", "1929", {{"p", "{{ i }}{% set i = 9 %}{{ i }}"}}},
      {"{% for i in l %}{% include 'p' without context %}{% endfor %}", "FalseFalse01FalseFalse01",
       {{"p", "{{ i is defined }}{{ x is defined }}{{ range(2)|join }}"}}},
      {"{% macro m(a) %}{% include 'p' %}{% endmacro %}{{ m(1) }}", "1X", {{"p", "{{ a }}{{ x }}"}}},
      {"{% set x %}{% include 'p' %}{% endset %}[{{ x }}]", "[X]", {{"p", "{{ x }}"}}},
      {"{% with x = 1 %}{% include 'p' %}{% endwith %}{% include 'p' %}", "1X", {{"p", "{{ x }}"}}},
      {"{% include ['no', 'p'] %}{% include 'no' ignore missing %}"
       "{% include ['no', 'nope'] ignore missing %}", "P", {{"p", "P"}}},
      {"{% include 'p' ~ 1 %}", "1", {{"p1", "1"}}},
      {"{% include 'p' %}", "XFalse", {{"p", "{% include 'q' %}{{ v is defined }}"}, {"q", "{% set v = 1 %}{{ x }}"}}},
      {"{% include 'p' %}", "[X]",
       {{"p", "{% extends 'q' %}{% block b %}{{ x }}{% endblock %}"}, {"q", "[{% block b %}{% endblock %}]"}}},
      {"{% block b %}main{% endblock %}{% include 'p' %}", "mainpart", {{"p", "{% block b %}part{% endblock %}"}}},
      {"{% if e %}{% set v = 1 %}{% endif %}{% include 'p' %}", "False", {{"p", "{{ v is defined }}"}}},
  });
}

TEST(Scope, ImportsSeeNothingAndGiveTheTopLevel) {
  expect_all({
      {"{% import 'p' as p %}{{ p.m() }}", "False", {{"p", "{% macro m() %}{{ x is defined }}{% endmacro %}"}}},
      {"{% import 'p' as p with context %}{{ p.m() }}", "X", {{"p", "{% macro m() %}{{ x }}{% endmacro %}"}}},
      {"{% from 'p' import m, v as w %}{{ m(1) }}{{ w }}{{ v is defined }}", "133False",
       {{"p", "text{% set v = 3 %}{% macro m(a) %}{{ a }}{{ v }}{% endmacro %}"}}},
      {"{% import 'p' as p %}{{ p._h is defined }}{{ p.v }}{{ p.w is defined }}", "False2False",
       {{"p", "{% set _h = 1 %}{% set v = 2 %}{% for i in [1] %}{% set w = i %}{% endfor %}"}}},
      {"{% import 'p' as p %}{{ p.m() }}{{ p.n is defined }}", "NFalse",
       {{"p", "{% from 'q' import n %}{% macro m() %}{{ n() }}{% endmacro %}"},
        {"q", "{% macro n() %}N{% endmacro %}"}}},
      {"{% from 'p' import nope %}{{ nope is defined }}", "False", {{"p", ""}}},
      {"{% for i in l %}{% import 'p' as p %}{{ p.v }}{% endfor %}{{ p is defined }}", "11True",
       {{"p", "{% set v = 1 %}"}}},
      {"{% set i = 7 %}{% import 'p' as p with context %}{{ p.v }}", "7", {{"p", "{% set v = i %}"}}},
      {"{% for i in l %}{% import 'p' as p with context %}{{ p.v }}{% endfor %}", "12", {{"p", "{% set v = i %}"}}},
      {"{% set v = 1 %}{% import 'p' as p with context %}{{ p.v }}", "2", {{"p", "{% set v = 2 %}"}}},
      {"{% import 'p' as p with context %}{% set x = 2 %}{{ p.m() }}", "X",
       {{"p", "{% macro m() %}{{ x }}{% endmacro %}"}}},
      {"{% import 'p' as p %}{{ p.v }}", "1", {{"p", "{% import 'q' as v %}{% set v = 1 %}"}, {"q", ""}}},
      {"{% import 'p' as p %}{{ p.f() }}{{ p.g() }}", "FG",
       {{"p", "{% extends 'q' %}{% macro f() %}F{% endmacro %}"}, {"q", "{% macro g() %}G{% endmacro %}"}}},
  });
}

TEST(Scope, BlocksSeeTheTopLevel) {
  expect_all({
      {"{% set v = 1 %}{% block b %}{{ v }}{% set v = 2 %}{{ v }}{% endblock %}{{ v }}", "121"},
      {"{% with v = 1 %}{% block b %}{{ v is defined }}{% endblock %}{% endwith %}", "False"},
      {"{% with v = 1 %}{% block b scoped %}{{ v }}{% endblock %}{% endwith %}", "1"},
      {"{% block a %}{% set v = 1 %}{% block b %}{{ v is defined }}{% endblock %}{% endblock %}", "False"},
      {"{% extends 'p' %}{% set v = 1 %}{% block b %}{{ v }}{{ w }}{% endblock %}", "[12]1",
       {{"p", "{% set w = 2 %}[{% block b %}{% endblock %}]{{ v }}"}}},
      {"{% extends 'p' %}{% block b %}{{ super() }}c{% endblock %}", "abc",
       {{"p", "{% extends 'q' %}{% block b %}{{ super() }}b{% endblock %}"}, {"q", "{% block b %}a{% endblock %}"}}},
      {"{% extends 'p' %}{% block b %}{% for i in l %}{{ super() }}{% endfor %}{% endblock %}", "aFalseaFalse",
       {{"p", "{% block b %}a{{ i is defined }}{% endblock %}"}}},
      {"{% extends 'p' %}{% macro m() %}M{% endmacro %}{% block b %}{{ m() }}{% endblock %}", "[M]",
       {{"p", "[{% block b %}{% endblock %}]"}}},
      {"{% extends 'p' %}{% import 'q' as q %}{% block b %}{{ q.m() }}{% endblock %}", "[M]",
       {{"p", "[{% block b %}{% endblock %}]"}, {"q", "{% macro m() %}M{% endmacro %}"}}},
      {"{% extends 'p' %}text{{ x }}{% block b %}B{% endblock %}{% if t %}{% set v = 1 %}{% endif %}", "B1",
       {{"p", "{% block b %}{% endblock %}{{ v }}"}}},
      {"before {% extends 'p' %}after", "before P", {{"p", "P"}}},
      {"{% if t %}{% extends 'p' %}{% endif %}after{% block b %}B{% endblock %}", "[B]",
       {{"p", "[{% block b %}{% endblock %}]"}}},
      {"{% if e %}{% extends 'p' %}{% endif %}after{% block b %}B{% endblock %}", "afterB",
       {{"p", "[{% block b %}{% endblock %}]"}}},
      {"{% extends 'p' %}{% for i in l %}{% block b %}{{ i is defined }}{% endblock %}{% endfor %}",
       "FalseFalsePFalse", {{"p", "P{% block b %}{% endblock %}"}}},
      {"{% extends 'p' %}{% include 'q' %}", "QP", {{"p", "P"}, {"q", "Q"}}},
      {"{% extends 'p' %}{% filter replace('', '-') %}x{% endfilter %}", "-P", {{"p", "P"}}},
      {"{% extends 'p' %}{% block b %}{{ super() }}{% endblock %}", "12",
       {{"p", "{% block b %}{% for i in l %}{% block c scoped %}{{ i }}{% endblock %}{% endfor %}{% endblock %}"}}},
      {"{% extends 'p' %}{% block c %}<{{ i }}>{% endblock %}", "<1><2>",
       {{"p", "{% for i in l %}{% block c scoped %}{{ i }}{% endblock %}{% endfor %}"}}},
  });
}

TEST(Scope, WhatJinja2Refuses) {
  expect_failures({
      {"{% macro m() %}{{ x }}{% endmacro %}{{ m() }}{% set x = 1 %}{{ m() }}"},
      {"{% set x %}{{ x }}!{% endset %}{{ x }}"},
      {"{% for x in l %}{% endfor %}{{ n }}"},
      {"{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}"},
      {"{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}"},
      {"{% macro m(a) %}{% endmacro %}{{ m(b=1) }}"},
      {"{% macro m(a) %}{% endmacro %}{{ m(1, a=1) }}"},
      {"{% include 'no' %}"},
      {"{% from 'p' import nope %}{{ nope }}", {{"p", ""}}},
      {"{% extends 'p' %}{% macro m() %}{{ super() }}{% endmacro %}{% block b %}{{ m() }}{% endblock %}",
       {{"p", "{% block b %}P{% endblock %}"}}},
      {"{% block b %}{{ super() }}{% endblock %}"},
      {"{% extends 'p' %}{% extends 'p' %}", {{"p", "P"}}},
      {"{% extends ['p'] %}", {{"p", "P"}}},
      {"{% import ['p'] as p %}", {{"p", "P"}}},
      {"{% extends 'p' %}", {{"p", "{% block b required %}{% endblock %}"}}},
      {"{% for i in l %}{% macro m() %}{% set loop = 1 %}{% endmacro %}{% endfor %}"},
      {"{% for i in e %}{% else %}{% set loop = 1 %}{% endfor %}"},
      {"{% for i in l %}{% macro m(loop) %}{{ loop }}{% endmacro %}{{ loop.index }}{% endfor %}"},
      {"{% set a, b = l + l %}"},
      {"{% set a, b = 5 %}"},
      {"{% for a, b in l %}{% endfor %}"},
      {"{% for i in 5 %}{% endfor %}"},
      {"{% for i in n %}{% endfor %}"},
      {"{{ x() }}"},
      {"{{ x.m() }}"},
  });
}

// A macro may not outlive the frame it was defined in, nor look for its blocks in another template. What goes wrong
// here is seen best under sanitizers.
TEST(ScopeDeathTest, NothingPointsToWhatIsGone) {
  const Partials base{{"base", "{% set q = 1 %}[{% block b %}{% endblock %}{{ q }}]"}};
  const std::vector<Case> cases{
      {"{% extends 'base' %}{% set v = 'x' %}{% set w = 'y' %}{% macro m(a='d') %}{{ a }}{{ v }}{{ w }}{% endmacro %}"
       "{% block b %}{{ m() }}{% endblock %}",
       "[dxy1]", base},
      {"{% extends 'base' %}{% set v = 'x' %}{% macro m() %}{{ v }}{% endmacro %}{% block b %}{{ m() }}{% endblock %}",
       "[x1]", base},
      {"{% macro call(f) %}{{ f() }}{% endmacro %}{% for i in l %}{% macro m() %}{{ i }}{% endmacro %}{{ call(m) }}{% "
       "endfor %}",
       "12"},
      {"{% from 'p' import m %}{{ m() }}", "B", {{"p", "{% macro m() %}{% block b %}B{% endblock %}{% endmacro %}"}}}};
  for (const Case& each : cases) {
    expect_survival([&] { expect_all({each}); });
  }
}

}  // namespace
}  // namespace statusgen::jinja
