// Tokens of templates and expressions, written as "[text]", "{{", "}}", "{%", "%}", "n:name", "i:12", "f:1.5",
// "s:decoded" and "+" for operators.
#include "template/lexer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/json.hpp"
#include "support/source.hpp"

namespace statusgen::jinja {
namespace {

std::string shown(const Token& token) {
  switch (token.kind) {
    case TokenKind::text: return "[" + std::string(token.text) + "]";
    case TokenKind::variable_begin: return "{{";
    case TokenKind::variable_end: return "}}";
    case TokenKind::block_begin: return "{%";
    case TokenKind::block_end: return "%}";
    case TokenKind::name: return "n:" + std::string(token.text);
    case TokenKind::integer: return "i:" + std::to_string(token.integer);
    case TokenKind::number: return "f:" + number_text(token.number);
    case TokenKind::string: return "s:" + token.decoded;
    case TokenKind::op: return std::string(token.text);
    case TokenKind::end: return "end";
    default: return "error";  // instead of what could not be read
  }
}

struct Case {
  std::string text;
  std::string tokens;  // without the last one, which is always "end"
};

struct Lexed {
  std::string tokens;
  std::string report;
};

Lexed lex(const std::string& text, bool expression) {
  SourceSet sources;
  Diagnostics diagnostics;
  const Source& source = sources.add("t", text);
  const std::vector<Token> tokens = expression ? lex_expression(source, 0, text.size(), diagnostics)
                                               : lex_template(source, 0, text.size(), {}, diagnostics);
  Lexed out;
  EXPECT_FALSE(tokens.empty());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    EXPECT_EQ(tokens[i].kind == TokenKind::end, i + 1 == tokens.size()) << text;
    EXPECT_LE(tokens[i].span.begin, tokens[i].span.end) << text;
    EXPECT_LE(tokens[i].span.end, text.size()) << text;
    if (i > 0) {
      EXPECT_GE(tokens[i].span.begin, tokens[i - 1].span.end) << text;
    }
    if (i + 1 < tokens.size()) out.tokens += (i > 0 ? " " : "") + shown(tokens[i]);
  }
  out.report = diagnostics.render(false);
  return out;
}

void expect_tokens(const std::vector<Case>& cases, bool expression) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.text);
    const Lexed lexed = lex(each.text, expression);
    EXPECT_EQ(lexed.tokens, each.tokens);
    EXPECT_EQ(lexed.report, "");
  }
}

TEST(Lexer, TextAndTags) {
  expect_tokens({{"", ""},
                 {"just text\n", "[just text\n]"},
                 {"a{{ b }}c", "[a] {{ n:b }} [c]"},
                 {"{{b}}{%if c%}", "{{ n:b }} {% n:if n:c %}"},
                 {"{{ }}", "{{ }}"},
                 {"a { b } {", "[a { b } {]"},
                 {"}} %} #}", "[}} %} #}]"},
                 {"{{- a -}} b", "{{ n:a }} [b]"},
                 {"{{+ a }} b", "{{ n:a }} [ b]"},
                 {"{{-1}}", "{{ i:1 }}"},  // a minus directly behind {{ is a marker
                 {"{{ -1}}", "{{ - i:1 }}"},
                 {"{{ 1 - }}", "{{ i:1 - }}"},
                 {"{{ 1 -}} a", "{{ i:1 }} [a]"},
                 {"{%- set a = 1 +%}\nb", "{% n:set n:a = i:1 %} [\nb]"}},
                false);
}

TEST(Lexer, TagsCloseOnlyWhereBracketsAreBalanced) {
  expect_tokens({{"{{ {'a':{'b':2}}.a }}", "{{ { s:a : { s:b : i:2 } } . n:a }}"},
                 {"{{ '}}' }}", "{{ s:}} }}"},
                 {"{% set a = {'b':{}}%}c", "{% n:set n:a = { s:b : { } } %} [c]"},
                 {"{{ (a)}}", "{{ ( n:a ) }}"},
                 {"{{ [1 % 2] }}", "{{ [ i:1 % i:2 ] }}"}},
                false);
}

TEST(Lexer, CommentsAndRawBlocksBecomeText) {
  expect_tokens({{"a{# {{ x }} #}b", "[a] [b]"},
                 {"{##}{#-#}{#--#}{#+#}", ""},
                 {"a {#- b -#} c", "[a] [c]"},
                 {"{# {# #} #}", "[ #}]"},
                 {"{% raw %}{{ a }}{% endraw %}", "[{{ a }}]"},
                 {"{%raw%}{% b %}{#{%endraw%}", "[{% b %}{#]"},
                 {"{% raw -%} a {%- endraw -%} b", "[a] [b]"},
                 {"{% raw %}{% endrawx %}{% endraw %}", "[{% endrawx %}]"},
                 {"{% rawx %}", "{% n:rawx %}"},
                 {"{% raw %}{% raw %}{% endraw %}", "[{% raw %}]"}},
                false);
}

TEST(Lexer, Numbers) {
  expect_tokens({{"0 7 42 1_000", "i:0 i:7 i:42 i:1000"},
                 {"0x1F 0XfF 0o17 0O7 0b101 0B1", "i:31 i:255 i:15 i:7 i:5 i:1"},
                 {"0x_1f 0b_1_0", "i:31 i:2"},
                 {"00 0_0", "i:0 i:0"},
                 {"0777", "i:0 i:777"},
                 {"1__0", "i:1 n:__0"},
                 {"1_", "i:1 n:_"},
                 {"0x 0b2 0o8", "i:0 n:x i:0 n:b2 i:0 n:o8"},
                 {"1.5 0.5 1_0.2_5 01.5", "f:1.5 f:0.5 f:10.25 f:1.5"},
                 {"1e3 1E+3 1.5e-7 2e1_0", "f:1000.0 f:1000.0 f:1.5e-07 f:20000000000.0"},
                 {"1. 1.a .5", "i:1 . i:1 . n:a . i:5"},
                 {"1e 1e+ 1.5e", "i:1 n:e i:1 n:e + f:1.5 n:e"},
                 {"a.1.2", "n:a . i:1 . i:2"},  // an index of an index, no float
                 {"9223372036854775807", "i:9223372036854775807"},
                 {"1.7976931348623157e308 5e-324", "f:1.7976931348623157e+308 f:5e-324"}},
                true);
}

TEST(Lexer, Strings) {
  expect_tokens({{R"('a' "b" '')", "s:a s:b s:"},
                 {R"('a"b' "a'b")", "s:a\"b s:a'b"},
                 {R"('\n\t\\\'\"\a\b\f\r\v')", "s:\n\t\\'\"\a\b\f\r\v"},
                 {R"('\x41\xe9\u00e9\u20AC\U0001F600')", "s:A\u00e9\u00e9\u20AC\U0001F600"},
                 {R"('\101\0\1234\8')", std::string("s:A") + '\0' + "S4\\8"},
                 {R"('\777')", "s:\u01FF"},
                 {R"('\d\ \-\.')", "s:\\d\\ \\-\\."},
                 {"'a\\\nb'", "s:ab"},
                 {"'a\nb'", "s:a\nb"},
                 {"'\u6F22\u5B57'", "s:\u6F22\u5B57"}},
                true);
}

TEST(Lexer, OperatorsAreAsLongAsTheyCanBe) {
  expect_tokens({{"a//b**c==d!=e>=f<=g", "n:a // n:b ** n:c == n:d != n:e >= n:f <= n:g"},
                 {"a=b|c.d~e%f;g", "n:a = n:b | n:c . n:d ~ n:e % n:f ; n:g"},
                 {"***", "** *"},
                 {"===", "== ="},
                 {"((a)[b]){}:,", "( ( n:a ) [ n:b ] ) { } : ,"},
                 {"not_a nota in_ isb", "n:not_a n:nota n:in_ n:isb"},
                 {"a\u00A0\u3000b", "n:a n:b"}},
                true);
}

TEST(Lexer, TokensKnowTheirPlace) {
  SourceSet sources;
  Diagnostics diagnostics;
  const Source& source = sources.add("t", "ab\n  {% set n = 'x' ~ 12 %}\nc");
  const std::vector<Token> tokens = lex_template(source, 0, source.text().size(), {}, diagnostics);
  std::vector<std::string> places;
  for (const Token& token : tokens) {
    const auto [line, column] = source.position(token.span.begin);
    places.push_back(std::to_string(line) + ":" + std::to_string(column) + "+" +
                     std::to_string(token.span.end - token.span.begin));
  }
  const std::vector<std::string> expected{"1:1+3",  "2:3+2",  "2:6+3",  "2:10+1", "2:12+1", "2:14+3",
                                          "2:18+1", "2:20+2", "2:23+2", "3:1+1",  "3:2+0"};
  EXPECT_EQ(places, expected);
}

TEST(Lexer, ReadsOnlyItsPartOfTheSource) {
  SourceSet sources;
  Diagnostics diagnostics;
  const Source& source = sources.add("t", R"({"where": "a == 'b'"})");
  const std::vector<Token> tokens = lex_expression(source, 11, 19, diagnostics);
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_EQ(shown(tokens[0]) + shown(tokens[1]) + shown(tokens[2]), "n:a==s:b");
  EXPECT_EQ(tokens[2].span.begin, 16u);
  EXPECT_EQ(tokens[3].span.begin, 19u);
}

// The whole message, with the caret under what is wrong.
TEST(Lexer, ErrorsPointToWhatIsWrong) {
  const std::vector<Case> cases{
      {"a\n{# b", "t:2:1: error: missing end of comment\n    2 | {# b\n      | ^~ close it with #}\n"},
      {"x{% raw %}y",
       "t:1:2: error: missing end of raw block\n    1 | x{% raw %}y\n      |  ^~~~~~~~~ close it with {% endraw %}\n"},
      {"a {{ b", "t:1:3: error: this {{ is never closed\n    1 | a {{ b\n      |   ^~ close it with }}\n"},
      {"a {% b", "t:1:3: error: this {% is never closed\n    1 | a {% b\n      |   ^~ close it with %}\n"},
      {"{{ 'a }}", "t:1:4: error: this string is never closed\n    1 | {{ 'a }}\n      |    ^ close it with '\n"},
      {"{{ a ! b }}", "t:1:6: error: unexpected character \"!\"\n    1 | {{ a ! b }}\n      |      ^ write \"not\"\n"},
      {"{{ a && b }}",
       "t:1:6: error: unexpected character \"&\"\n    1 | {{ a && b }}\n      |      ^ write \"and\"\n"},
      {"{{ \u00e9t\u00e9 }}",
       "t:1:4: error: unexpected character \"\u00e9\"\n    1 | {{ \u00e9t\u00e9 }}\n"
       "      |    ^ names are ASCII; write object['name'] for other keys\n"},
      {"{{ a ] }}", "t:1:6: error: unexpected \"]\"\n    1 | {{ a ] }}\n      |      ^\n"},
      {"{{ (a] }}", "t:1:6: error: unexpected \"]\", expected \")\"\n    1 | {{ (a] }}\n      |      ^\n"},
      {R"({{ '\x4' }})",
       "t:1:5: error: this escape needs 2 hexadecimal digits\n    1 | {{ '\\x4' }}\n      |     ^~~\n"},
      {R"({{ '\ud800' }})",
       "t:1:5: error: this escape is no Unicode character\n    1 | {{ '\\ud800' }}\n      |     ^~~~~~\n"},
      {"{{ 9223372036854775808 }}",
       "t:1:4: error: this number does not fit in 64 bits\n    1 | {{ 9223372036854775808 }}\n      |    "
       "^~~~~~~~~~~~~~~~~~~\n"},
      {"{{ 1e400 }}", "t:1:4: error: this number does not fit in a double\n    1 | {{ 1e400 }}\n      |    ^~~~~\n"}};
  for (const Case& each : cases) EXPECT_EQ(lex(each.text, false).report, each.tokens) << each.text;
}

TEST(Lexer, GoesOnBehindATagWithAnError) {
  const Lexed lexed = lex("{{ a ? b }}\n{% c $ d %}\n{{ ok }}\n{{ 'e\\xZZ' }}", false);
  EXPECT_EQ(lexed.report,
            "t:1:6: error: unexpected character \"?\"\n    1 | {{ a ? b }}\n      |      ^\n"
            "t:2:6: error: unexpected character \"$\"\n    2 | {% c $ d %}\n      |      ^\n"
            "t:4:6: error: this escape needs 2 hexadecimal digits\n    4 | {{ 'e\\xZZ' }}\n      |      ^~\n");
  EXPECT_NE(lexed.tokens.find("{{ n:ok }}"), std::string::npos);
}

TEST(Lexer, ExpressionsMustCloseTheirBrackets) {
  EXPECT_EQ(lex("a + (b", true).report, "t:1:5: error: unclosed \"(\"\n    1 | a + (b\n      |     ^\n");
  EXPECT_EQ(lex("a + b)", true).report, "t:1:6: error: unexpected \")\"\n    1 | a + b)\n      |      ^\n");
}

TEST(Lexer, NewlinesAreNormalized) {
  EXPECT_EQ(normalize_newlines("a\r\nb\rc\nd\r"), "a\nb\nc\nd\n");
  EXPECT_EQ(normalize_newlines("\r\r\n\n"), "\n\n\n");
  EXPECT_EQ(normalize_newlines(""), "");
}

TEST(Lexer, StripsWhitePythonStrips) {
  EXPECT_EQ(strip_right("a \t\u2003\u3000"), "a");
  EXPECT_EQ(strip_left("\u00A0\n a"), "a");
  EXPECT_EQ(strip_right("a\u200B"), "a\u200B");
  EXPECT_EQ(strip_right(" \n "), "");
  EXPECT_EQ(strip_left(""), "");
  EXPECT_EQ(space_length("a\u3000", 1), 3u);
  EXPECT_EQ(space_length("a", 1), 0u);
  EXPECT_EQ(space_length("\xE3\x80", 0), 0u);  // half a character
}

}  // namespace
}  // namespace statusgen::jinja
