// A text with marked blocks and what they should hold becomes a new text, and nothing else of it changes.
#include "inject/inject.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "support/sha256.hpp"

namespace statusgen {
namespace {

std::string sum(const std::string& content) { return sha256_hex(content).substr(0, 16); }

class Inject : public testing::Test {
 protected:
  // Each block gets this content; nothing: rendering fails.
  std::optional<Injection> run(const std::string& text, std::optional<std::string> content = "new\n", bool fences = false) {
    diagnostics = {};
    return inject(sources.add("f", text), fences, [&](const Block&) { return content; }, diagnostics);
  }
  std::string text(const std::string& before, const std::string& content = "new\n") {
    const auto out = run(before, content);
    return out ? out->text : diagnostics.render(false);
  }

  SourceSet sources;
  Diagnostics diagnostics;
};

TEST_F(Inject, FillsAndSigns) {
  EXPECT_EQ(text("a\n# BEGIN statusgen:x\n# END statusgen:x\nb"), "a\n# BEGIN statusgen:x\nnew\n# END statusgen:x sum=" + sum("new\n") + "\nb");
}

TEST_F(Inject, KeepsIndentationAndLineEnds) {
  EXPECT_EQ(text("\t# BEGIN statusgen:x\r\n# END statusgen:x\r\n", "a\n\nb\n"), "\t# BEGIN statusgen:x\r\n\ta\r\n\r\n\tb\r\n# END statusgen:x sum=" + sum("\ta\n\n\tb\n") + "\r\n");
  EXPECT_EQ(text("# BEGIN statusgen:x\n# END statusgen:x", "no line end"), "# BEGIN statusgen:x\nno line end\n# END statusgen:x sum=" + sum("no line end\n"));
}

TEST_F(Inject, TellsWhoWroteWhatIsLost) {
  const auto edits = [&](const std::string& content, const std::string& checksum) {
    const auto out = run("# BEGIN statusgen:x\n" + content + "# END statusgen:x" + (checksum.empty() ? "" : " sum=" + checksum) + "\n");
    if (out->edits.empty()) return std::string("none");
    return std::string(out->edits[0].had_sum ? "edited " : "foreign ") + std::string(text_of(out->edits[0].place));
  };
  EXPECT_EQ(edits("", ""), "none");
  EXPECT_EQ(edits(" \t\n", ""), "none");
  EXPECT_EQ(edits("old\n", sum("old\n")), "none");
  EXPECT_EQ(edits("old\r\n", sum("old\n")), "none");
  EXPECT_EQ(edits("new\n", ""), "none");
  EXPECT_EQ(edits("new\n", "wrong"), "none");
  EXPECT_EQ(edits("", "wrong"), "none");
  EXPECT_EQ(edits("old\n", ""), "foreign x");
  EXPECT_EQ(edits("old\n", "wrong"), "edited wrong");
  EXPECT_EQ(edits("old \n", sum("old\n")), "edited " + sum("old\n"));
}

TEST_F(Inject, GivesNothingWithAnyError) {
  EXPECT_FALSE(run("no block"));
  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_FALSE(run("# BEGIN statusgen:x\n"));
  EXPECT_FALSE(run("# BEGIN statusgen:x\n# END statusgen:x\n", std::nullopt));
}

TEST_F(Inject, AsksForEverySoundBlockAlsoBehindAnError) {
  std::string asked;
  const auto render = [&](const Block& block) {
    asked += text_of(block.name);
    return std::optional<std::string>("new\n");
  };
  EXPECT_FALSE(inject(sources.add("f", "# BEGIN statusgen:a\n# BEGIN statusgen:b x\n# END statusgen:b\n# BEGIN statusgen:c\n# END statusgen:c\n"), false, render, diagnostics));
  EXPECT_EQ(asked, "ca");  // in no order: only errors come of it
}

TEST_F(Inject, RefusesContentThatWouldMakeOtherBlocks) {
  const std::string block = "# BEGIN statusgen:x\n# END statusgen:x\n";
  EXPECT_FALSE(run(block, "# END statusgen:x\n"));
  EXPECT_FALSE(run(block, "# BEGIN statusgen:y\n# END statusgen:y\n"));
  EXPECT_FALSE(run(block, "# END statusgen:x\n# BEGIN statusgen:x\n"));
  EXPECT_FALSE(run(block, "```\n", true));
  EXPECT_TRUE(run(block, "```\n", false));
  EXPECT_TRUE(run(block, "```\n```\n", true));
}

// Texts out of random pieces: markers in every style, fences, line ends, controls. Those without errors keep every byte
// outside their blocks, and a second run changes nothing.
class Property : public Inject, public testing::WithParamInterface<unsigned> {
 protected:
  std::string piece() {
    static const std::vector<std::string> kPieces{"\n", "\r\n", "a", " ", "\t", "# head\n", "```\n", "~~~\n", "- ", "\xEF\xBB\xBF", "\xC3\xA4\n", "text\r\n", "*/\n", "-->", "sum=1 "};
    return kPieces[random() % kPieces.size()];
  }

  std::string block() {
    static const std::vector<std::pair<std::string, std::string>> kStyles{{"<!--", " -->"}, {"{/*", " */}"}, {"//", ""}, {"#", ""}, {"..", ""}};
    const auto& [open, close] = kStyles[random() % kStyles.size()];
    const std::string line_end = random() % 2 ? "\n" : "\r\n";
    const std::string indent(random() % 3, ' ');
    std::string content;
    for (unsigned i = random() % 4; i > 0; --i) content += indent + "new" + line_end;
    std::string out = indent + open + " BEGIN statusgen:x" + close + line_end + content + indent + open + " END statusgen:x";
    if (random() % 2) out += " sum=" + sum("old\n");
    return out + close + line_end;
  }

  // What stands outside the blocks, with the markers but without checksums.
  static std::string outside(const Source& source, bool fences) {
    Diagnostics ignored;
    std::string out;
    std::size_t at = 0;
    for (const Block& block : find_blocks(source, fences, ignored)) {
      out += source.text().substr(at, block.content.begin - at);
      out += source.text().substr(block.content.end, block.sum.begin - block.content.end - (block.has_sum ? 5 : 0));
      at = block.sum.end;
    }
    return out + std::string(source.text().substr(at));
  }

  unsigned random() { return static_cast<unsigned>(engine()); }
  std::mt19937 engine{GetParam()};
};

TEST_P(Property, NothingOutsideChangesAndTheSecondRunChangesNothing) {
  int good = 0;
  for (int round = 0; round < 400; ++round) {
    std::string before;
    for (unsigned i = random() % 12; i > 0; --i) before += random() % 3 ? piece() : "\n" + block();
    const bool fences = random() % 2;
    const std::optional<Injection> first = run(before, "new\n\nlines\n", fences);
    EXPECT_EQ(first.has_value(), !diagnostics.has_errors());
    if (!first) continue;
    ++good;
    const Source &old = sources.add("old", before), &injected = sources.add("new", first->text);
    ASSERT_EQ(outside(injected, fences), outside(old, fences)) << before;
    const std::optional<Injection> second = run(first->text, "new\n\nlines\n", fences);
    ASSERT_TRUE(second) << first->text;
    ASSERT_EQ(second->text, first->text);
    EXPECT_TRUE(second->edits.empty());
    const std::optional<Injection> changed = run(first->text, "other\n", fences);
    ASSERT_TRUE(changed && changed->edits.empty());
  }
  EXPECT_GT(good, 100);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Property, testing::Range(1u, 9u));

}  // namespace
}  // namespace statusgen
