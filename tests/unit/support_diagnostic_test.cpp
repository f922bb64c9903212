// How errors look. The place that a caret points to stands between « and » in these tests.
#include "support/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kOpen = "\u00AB", kClose = "\u00BB";

// Adds the text without its marks and gives the span between them.
Span marked(SourceSet& sources, const std::string& name, std::string text) {
  const std::size_t begin = text.find(kOpen);
  text.erase(begin, kOpen.size());
  const std::size_t end = text.find(kClose);
  text.erase(end, kClose.size());
  return {&sources.add(name, text), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::string shown(const std::string& text, const std::string& hint = {}) {
  SourceSet sources;
  Diagnostics diagnostics;
  diagnostics.error(marked(sources, "f", text), "m", hint);
  return diagnostics.render(false);
}

TEST(Diagnostic, HasOneShape) {
  SourceSet sources;
  Diagnostics diagnostics;
  const Span first{&sources.add("acme.json", "{\n  \"code\": 404,\n  \"code\": 404\n}\n"), 4, 10};
  diagnostics.error({first.source, 19, 25}, "the member \"code\" appears twice", "remove one of them",
                    {first, "first written here"});
  EXPECT_EQ(diagnostics.render(false),
            "acme.json:3:3: error: the member \"code\" appears twice\n"
            "    3 |   \"code\": 404\n"
            "      |   ^~~~~~ remove one of them\n"
            "acme.json:2:3: note: first written here\n");
}

TEST(Diagnostic, CaretStandsUnderItsPlace) {
  struct Case {
    std::string text, report;
  };
  const std::vector<Case> cases{
      {"«a»", "f:1:1: error: m\n    1 | a\n      | ^\n"},
      {"ab «cde» f", "f:1:4: error: m\n    1 | ab cde f\n      |    ^~~\n"},
      {"a\nb\n«»", "f:3:1: error: m\n    3 | \n      | ^\n"},
      {"«»", "f:1:1: error: m\n    1 | \n      | ^\n"},
      {"ab«»", "f:1:3: error: m\n    1 | ab\n      |   ^\n"},
      {"a\n\tb = «c»", "f:2:6: error: m\n    2 | \tb = c\n      | \t    ^\n"},
      {"a\t«b»", "f:1:3: error: m\n    1 | a\tb\n      |  \t^\n"},
      {"\u6F22\u5B57 «x»", "f:1:4: error: m\n    1 | \u6F22\u5B57 x\n      |      ^\n"},
      {"«\u6F22\u5B57»", "f:1:1: error: m\n    1 | \u6F22\u5B57\n      | ^~~~\n"},
      {"\U0001F600«x»", "f:1:2: error: m\n    1 | \U0001F600x\n      |   ^\n"},
      {"e\u0301«x»", "f:1:3: error: m\n    1 | e\u0301x\n      |  ^\n"},
      {"\u00E9\u00E9«\u00E9»", "f:1:3: error: m\n    1 | \u00E9\u00E9\u00E9\n      |   ^\n"},
      {"«ab\ncd»", "f:1:1: error: m\n    1 | ab\n      | ^~\n"},
      {"ab\r\n«c»\r\n", "f:2:1: error: m\n    2 | c\n      | ^\n"},
      {"a\x01\u202E«b»", "f:1:4: error: m\n    1 | a\uFFFD\uFFFDb\n      |    ^\n"},
      {"a\xFF«b»", "f:1:3: error: m\n    1 | a\uFFFDb\n      |   ^\n"},
  };
  for (const Case& each : cases) EXPECT_EQ(shown(each.text), each.report) << in_quotes(each.text);
}

TEST(Diagnostic, LineNumbersAreAligned) {
  EXPECT_EQ(shown(std::string(99, '\n') + "«x»"), "f:100:1: error: m\n  100 | x\n      | ^\n");
}

// A long line is shown through a window; the caret still stands under what it means.
TEST(Diagnostic, LongLinesAreCut) {
  for (const std::size_t before : {0u, 30u, 100u, 1000u, 5000u}) {
    for (const std::size_t after : {0u, 30u, 100u, 5000u}) {
      for (const std::string unit : {"a", "\u00E9", "\u6F22"}) {
        std::string text;
        for (std::size_t i = 0; i < before; ++i) text += unit;
        text += "«X»";
        for (std::size_t i = 0; i < after; ++i) text += unit;
        const std::string report = shown(text, "here");
        const std::size_t line = report.find('\n') + 1, carets = report.find('\n', line) + 1;
        const std::string excerpt = report.substr(line, carets - 1 - line), caret = report.substr(carets);
        EXPECT_LT(display_width(excerpt), 320u);
        EXPECT_EQ(display_width(excerpt.substr(0, excerpt.find('X'))), caret.find('^')) << before << unit << after;
        EXPECT_TRUE(is_valid_utf8(excerpt));
        EXPECT_EQ(report.substr(0, report.find(' ')), "f:1:" + std::to_string(before + 1) + ":");
        const bool is_long = text.size() > 400;
        if (is_long) {
          EXPECT_NE(excerpt.find("\u2026"), std::string::npos);
        }
      }
    }
  }
}

TEST(Diagnostic, SortsByPlace) {
  SourceSet sources;
  const Source& a = sources.add("a", "xxxx\nxxxx\n");
  const Source& b = sources.add("b", "yyyy\n");
  Diagnostics diagnostics;
  diagnostics.error({&b, 1, 2}, "in b");
  diagnostics.error({&a, 6, 7}, "in a, line 2");
  diagnostics.warning({&a, 2, 3}, "in a, line 1");
  diagnostics.error({}, "nowhere", "a way out");
  diagnostics.error({&a, 6, 7}, "in a, line 2 again");
  std::vector<std::string> first_lines;
  std::string rest = diagnostics.render(false);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (rest.substr(0, end).find("error: ") != std::string::npos ||
        rest.substr(0, end).find("warning: ") != std::string::npos) {
      first_lines.push_back(rest.substr(0, end));
    }
    rest.erase(0, end + 1);
  }
  const std::vector<std::string> expected{"statusgen: error: nowhere; a way out", "a:1:3: warning: in a, line 1",
                                          "a:2:2: error: in a, line 2", "a:2:2: error: in a, line 2 again",
                                          "b:1:2: error: in b"};
  EXPECT_EQ(first_lines, expected);
}

TEST(Diagnostic, SaysTheSameOnlyOnce) {
  SourceSet sources;
  Diagnostics diagnostics;
  const Span span = marked(sources, "f", "a «b»");
  for (int i = 0; i < 3; ++i) diagnostics.error(span, "m");
  EXPECT_EQ(diagnostics.render(false), "f:1:3: error: m\n    1 | a b\n      |   ^\n");
  EXPECT_EQ(diagnostics.error_count(), 3u);
}

TEST(Diagnostic, WarningsAreNoErrors) {
  Diagnostics diagnostics;
  EXPECT_EQ(diagnostics.render(false), "");
  diagnostics.warning({}, "careful");
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.render(false), "statusgen: warning: careful\n");
  diagnostics.error({}, "wrong");
  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.error_count(), 1u);
  EXPECT_EQ(diagnostics.all().size(), 2u);
}

TEST(Diagnostic, NotesMayHaveNoPlace) {
  EXPECT_EQ(render({Severity::error, {}, "m", "", {{{}, "rendering output \"a\""}}}, false),
            "statusgen: error: m\nstatusgen: note: rendering output \"a\"\n");
}

// With colour the text is the same, between escape sequences.
TEST(Diagnostic, ColourAddsOnlyEscapes) {
  SourceSet sources;
  Diagnostics diagnostics;
  const Span span = marked(sources, "f", "a «bc»");
  diagnostics.error(span, "m", "h", {span, "n"});
  diagnostics.warning({}, "w");
  std::string colored = diagnostics.render(true);
  EXPECT_NE(colored.find("\033[1;31merror: "), std::string::npos);
  EXPECT_NE(colored.find("\033[1;33mwarning: "), std::string::npos);
  std::size_t resets = 0, starts = 0;
  for (std::size_t at = colored.find("\033["); at != std::string::npos; at = colored.find("\033[")) {
    const std::size_t end = colored.find('m', at);
    ++(colored.substr(at, end + 1 - at) == "\033[0m" ? resets : starts);
    colored.erase(at, end + 1 - at);
  }
  EXPECT_EQ(colored, diagnostics.render(false));
  EXPECT_EQ(resets, starts);
}

TEST(InQuotes, ShowsWhatCannotBeSeen) {
  EXPECT_EQ(in_quotes(""), "\"\"");
  EXPECT_EQ(in_quotes("a \u00E9\u6F22"), "\"a \u00E9\u6F22\"");
  EXPECT_EQ(in_quotes("\n\t\x1b\x7f"), "\"\\u{0A}\\u{09}\\u{1B}\\u{7F}\"");
  EXPECT_EQ(in_quotes("a\u202Eb"), "\"a\\u{202E}b\"");
  EXPECT_EQ(in_quotes("\xFFz"), "\"\\xFFz\"");
  EXPECT_EQ(in_quotes(std::string(60, 'a')), "\"" + std::string(60, 'a') + "\"");
  EXPECT_EQ(in_quotes(std::string(61, 'a')), "\"" + std::string(60, 'a') + "\u2026\"");
  std::string wide;
  for (int i = 0; i < 70; ++i) wide += "\u6F22";
  EXPECT_EQ(code_point_count(in_quotes(wide)), 63u);
}

TEST(Source, KnowsLinesAndColumns) {
  SourceSet sources;
  const Source& source = sources.add("f", "ab\n\u00E9x\n\nlast");
  struct Case {
    std::size_t offset, line, column;
    std::string text;
  };
  for (const Case& each : std::vector<Case>{{0, 1, 1, "ab"},
                                            {2, 1, 3, "ab"},
                                            {3, 2, 1, "\u00E9x"},
                                            {5, 2, 2, "\u00E9x"},
                                            {6, 2, 3, "\u00E9x"},
                                            {7, 3, 1, ""},
                                            {8, 4, 1, "last"},
                                            {12, 4, 5, "last"},
                                            {99, 4, 5, "last"}}) {
    EXPECT_EQ(source.position(each.offset).line, each.line) << each.offset;
    EXPECT_EQ(source.position(each.offset).column, each.column) << each.offset;
    EXPECT_EQ(source.line_at(each.offset), each.text) << each.offset;
  }
  EXPECT_EQ(sources.add("g", "").order(), source.order() + 1);
  EXPECT_EQ(sources.all().size(), 2u);
}

}  // namespace
}  // namespace statusgen
