// Where the marked blocks of a text begin and end, and what their markers say.
#include "inject/blocks.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace statusgen {
namespace {

class Blocks : public testing::Test {
 protected:
  const std::vector<Block>& find(const std::string& text, bool fences = false) {
    diagnostics = {};
    blocks = find_blocks(sources.add("f", text), fences, diagnostics);
    return blocks;
  }

  // "name(attribute=value …)content" for each block, or the first error as "line:column message".
  std::string shown(const std::string& text, bool fences = false) {
    std::string out;
    for (const Block& block : find(text, fences)) {
      out += std::string(text_of(block.name)) + "(";
      for (const Attribute& attribute : block.attributes) out += std::string(text_of(attribute.name)) + "=" + std::string(text_of(attribute.value)) + ";";
      out += ")" + std::string(block.content.source ? text_of(block.content) : "");
    }
    if (!diagnostics.has_errors()) return out;
    const Diagnostic& error = diagnostics.all()[0];
    const Position at = error.span.source->position(error.span.begin);
    return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + error.message;
  }

  SourceSet sources;
  Diagnostics diagnostics;
  std::vector<Block> blocks;
};

TEST_F(Blocks, StandInCommentsOfEveryStyle) {
  const std::vector<std::pair<std::string, std::string>> styles{{"<!--", " -->"}, {"{/*", " */}"}, {"/*", " */"}, {"//", ""},
                                                                {"#", ""},        {"--", ""},      {"..", ""},    {".\\\"", ""}};
  for (const auto& [open, close] : styles) {
    EXPECT_EQ(shown(open + " BEGIN statusgen:a x=1" + close + "\nb\n" + open + " END statusgen:a" + close + "\n"), "a(x=1;)b\n") << open;
    const bool is_line = open == "//" || open == "#" || open == "--";
    EXPECT_EQ(blocks[0].comment, is_line ? open : "") << open;
  }
}

TEST_F(Blocks, AreTextOtherwise) {
  for (const std::string text : {"BEGIN statusgen:a", "x <!-- BEGIN statusgen:a -->", "<!-- begin statusgen:a -->", "<!-- BEGIN other:a -->", "<!-- BEGINstatusgen:a -->",
                                 "> <!-- BEGIN statusgen:a -->", "/// BEGIN statusgen:a", "; BEGIN statusgen:a", "`<!-- BEGIN statusgen:a -->`", ""}) {
    EXPECT_EQ(shown(text), "") << text;
  }
}

TEST_F(Blocks, KnowTheirParts) {
  const std::string text = "a\n \t# BEGIN statusgen:x-1_y\n\n  b\n# END statusgen:x-1_y sum=77\nc";
  ASSERT_EQ(find(text).size(), 1u);
  const Block& block = blocks[0];
  EXPECT_EQ(text_of(block.name), "x-1_y");
  EXPECT_EQ(block.indent, " \t");
  EXPECT_EQ(text_of(block.content), "\n  b\n");
  EXPECT_EQ(text_of(block.sum), "77");
  EXPECT_TRUE(block.has_sum);
  EXPECT_TRUE(block.is_sound);
}

TEST_F(Blocks, WithoutChecksumSayWhereItGoes) {
  const std::string text = "<!-- BEGIN statusgen:a -->\n<!-- END statusgen:a-->";
  find(text);
  EXPECT_FALSE(blocks[0].has_sum);
  EXPECT_EQ(blocks[0].sum.begin, blocks[0].sum.end);
  EXPECT_EQ(text.substr(blocks[0].sum.begin), "-->");
}

TEST_F(Blocks, TakeAttributesBareAndInQuotes) {
  const std::vector<std::pair<std::string, std::string>> rows{{"", "a()"},
                                                              {"x=1", "a(x=1;)"},
                                                              {"x=1   y=2", "a(x=1;y=2;)"},
                                                              {"x=\"b c\" y='d \"e\"'", "a(x=b c;y=d \"e\";)"},
                                                              {"x=", "a(x=;)"},
                                                              {"x=\"\"", "a(x=;)"},
                                                              {"x=a=b", "a(x=a=b;)"},
                                                              {"x=it's", "a(x=it's;)"},
                                                              {"x=\"a > b -- c\"", "a(x=a > b -- c;)"}};
  for (const auto& [given, expected] : rows) {
    EXPECT_EQ(shown("<!-- BEGIN statusgen:a " + given + " -->\n<!-- END statusgen:a -->"), expected) << given;
  }
}

TEST_F(Blocks, AreFoundBehindEveryLineEnd) {
  EXPECT_EQ(shown("# BEGIN statusgen:a\r\nb\r\n# END statusgen:a\r\n"), "a()b\r\n");
  EXPECT_EQ(shown("\xEF\xBB\xBF# BEGIN statusgen:a\nb\n# END statusgen:a"), "a()b\n");
  EXPECT_EQ(shown("x\n\xEF\xBB\xBF# BEGIN statusgen:a\n"), "");  // a byte order mark stands at the beginning only
}

TEST_F(Blocks, MistakesHaveAPlace) {
  const std::string begin = "# BEGIN statusgen:a\n", end = "# END statusgen:a\n";
  const std::vector<std::pair<std::string, std::string>> rows{
      {begin, "1:19 this block does not end"},
      {end, "1:17 this block does not begin"},
      {end + begin, "1:17 this END stands in front of its BEGIN"},
      {begin + begin + end + end, "2:19 a block cannot stand inside another one"},
      {begin + end + end, "3:17 this block has ended already"},
      {begin + "# END statusgen:b\n", "2:17 this END is of another name than its BEGIN"},
      {begin + "# BEGIN statusgen:b\n" + end, "2:19 this block does not end"},
      {"# BEGIN statusgen:\n" + end, "1:3 the name of a block consists of letters, digits, _ and -"},
      {"# BEGIN statusgen:a x\n" + end, "1:21 this is no attribute"},
      {"# BEGIN statusgen:a x='\n" + end, "1:23 this quote is not closed on its line"},
      {"# BEGIN statusgen:a x='b'c\n" + end, "1:26 there is text behind the closing quote"},
      {"# BEGIN statusgen:a x=1 x=1\n" + end, "1:25 the attribute \"x\" is given twice"},
      {begin + "# END statusgen:a x=1\n", "2:19 END has no attribute \"x\""},
      {"<!-- BEGIN statusgen:a x=1\n<!-- END statusgen:a -->", "1:6 the comment of a marker ends on its line"}};
  for (const auto& [text, expected] : rows) EXPECT_EQ(shown(text), expected) << text;
}

TEST_F(Blocks, OneMistakeIsOneError) {
  const std::string a = "# BEGIN statusgen:a\n", end_a = "# END statusgen:a\n", b = "# BEGIN statusgen:b\n", end_b = "# END statusgen:b\n";
  for (const std::string& text : {a + b + end_b, a + a + end_a, a + b + end_a, a + end_a + end_a, end_a + a, a + b + end_b + end_a, a + "# END statusgen:x\n" + b + end_b,
                                  "# BEGIN statusgen:!\n" + end_a, a + b + end_b + b + end_b, end_a + b + end_b}) {
    find(text);
    EXPECT_EQ(diagnostics.error_count(), 1u) << text << diagnostics.render(false);
  }
  find(a + b + a + end_a + end_b + end_a);  // each inner block once, for the one around it
  EXPECT_EQ(diagnostics.error_count(), 2u) << diagnostics.render(false);
}

TEST_F(Blocks, AreTextInFencedCode) {
  const std::string marker = "<!-- BEGIN statusgen:a -->\n";
  for (const std::string& text : {"```\n" + marker + "```\n", "~~~~ x `y`\n" + marker + "~~~\n" + marker + "~~~~\n", "   ```\n" + marker + "\t```\n",
                                  "- 1. ```\n" + marker + "```\n", "```\n" + marker, "```\r\n" + marker + "```\r\n"}) {
    EXPECT_EQ(shown(text, true), "") << text;
    EXPECT_NE(shown(text, false), "") << text;
  }
  for (const std::string& text : {"``\n" + marker, "```a```\n" + marker, "x ```\n" + marker, "```\n```\n" + marker, "~~~\n~~~~ \n" + marker, "-```\n" + marker}) {
    EXPECT_NE(shown(text, true), "") << text;
  }
}

}  // namespace
}  // namespace statusgen
