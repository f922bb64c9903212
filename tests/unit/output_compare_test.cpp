// Unified diffs, checked against thought, against an independent application of the hunks and against diff and patch;
// and what `check` finds in a folder.
#include "output/compare.hpp"

#include <algorithm>
#include <chrono>
#include <random>

#include "output/unified_diff.hpp"
#include "output_test_folder.hpp"

namespace statusgen {
namespace {

std::string numbers(int first, int last) {
  std::string out;
  for (int i = first; i <= last; ++i) out += std::to_string(i) + "\n";
  return out;
}

struct DiffCase {
  std::string from;
  std::string to;
  std::string_view hunks;
};

TEST(UnifiedDiff, table) {
  const DiffCase cases[] = {
      {"", "", ""},
      {"a\n", "a\n", ""},
      {"", "a\n", "@@ -0,0 +1 @@\n+a\n"},
      {"a\nb\n", "", "@@ -1,2 +0,0 @@\n-a\n-b\n"},
      {"a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n"},
      {"a\nb\nc\n", "a\nc\n", "@@ -1,3 +1,2 @@\n a\n-b\n c\n"},
      {"a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
      {"a\n", "a", "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n"},
      {"x\na", "y\na", "@@ -1,2 +1,2 @@\n-x\n+y\n a\n\\ No newline at end of file\n"},
      {"a\r\n", "a\n", "@@ -1 +1 @@\n-a\r\n+a\n"},
      // Three lines of context, and none of the rest.
      {numbers(1, 9), numbers(1, 4) + "x\n" + numbers(6, 9), "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"},
      // Six equal lines between two changes join them, seven part them.
      {"a\n" + numbers(1, 6) + "b\n", numbers(1, 6), "@@ -1,8 +1,6 @@\n-a\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n"},
      {"a\n" + numbers(1, 7) + "b\n", numbers(1, 7),
       "@@ -1,4 +1,3 @@\n-a\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-b\n"},
  };
  for (const DiffCase& c : cases) EXPECT_EQ(unified_hunks(c.from, c.to), c.hunks);
}

// Applies hunks as their definition says, and checks every count, context line and removed line on the way.
class Application {
 public:
  Application(const std::string& from, const std::string& hunks) : from_(lines(from)), diff_(lines(hunks)) {}

  std::string result() {
    for (std::size_t i = 0; i < diff_.size();) i = apply_hunk(i);
    while (next_ < from_.size()) out_ += from_[next_++];
    return out_;
  }

 private:
  static std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < text.size(); i += out.back().size()) {
      out.push_back(text.substr(i, text.find('\n', i) == std::string::npos ? text.npos : text.find('\n', i) + 1 - i));
    }
    return out;
  }

  std::size_t apply_hunk(std::size_t i) {
    std::size_t from = 0, to = 0, from_count = 1, to_count = 1;
    const std::string& head = diff_[i++];
    const char* text = head.c_str();
    const auto number = [&](std::size_t& n) { n = std::strtoul(text, const_cast<char**>(&text), 10); };
    text += 4, number(from);
    if (*text == ',') ++text, number(from_count);
    text += 2, number(to);
    if (*text == ',') ++text, number(to_count);
    EXPECT_STREQ(text, " @@\n");
    while (next_ + (from_count > 0 ? 1 : 0) < from) out_ += from_[next_++];
    EXPECT_EQ(static_cast<std::size_t>(std::count(out_.begin(), out_.end(), '\n')) + (to_count > 0 ? 1 : 0), to);
    for (; i < diff_.size() && diff_[i][0] != '@'; ++i) {
      std::string line = diff_[i].substr(1);
      if (diff_[i][0] == '\\') continue;
      if (i + 1 < diff_.size() && diff_[i + 1][0] == '\\') line.pop_back();
      if (diff_[i][0] != '+') {
        EXPECT_EQ(line, from_.at(next_++));
        --from_count;
      }
      if (diff_[i][0] != '-') {
        out_ += line;
        --to_count;
      }
    }
    EXPECT_EQ(from_count, 0u);
    EXPECT_EQ(to_count, 0u);
    return i;
  }

  std::vector<std::string> from_;
  std::vector<std::string> diff_;
  std::size_t next_ = 0;
  std::string out_;
};

// Few different lines, so that there are many ways to match them; now and then no last line break.
std::string random_text(std::mt19937& random, std::size_t lines) {
  std::string out;
  for (std::size_t i = 0; i < lines; ++i) out += static_cast<char>('a' + random() % 8) + std::string("\n");
  if (!out.empty() && random() % 4 == 0) out.pop_back();
  return out;
}

std::string random_edit(std::mt19937& random, std::string text) {
  for (std::size_t edits = 1 + random() % 6; edits > 0; --edits) {
    const std::size_t at = text.empty() ? 0 : random() % text.size() / 2 * 2;
    if (random() % 2 == 0) {
      text.insert(at, random_text(random, random() % 4));
    } else {
      text.erase(at, 2 * (random() % 4));
    }
  }
  return text;
}

std::size_t edit_count(const std::string& hunks) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < hunks.size(); i = hunks.find('\n', i) + 1) count += hunks[i] == '-' || hunks[i] == '+';
  return count;
}

TEST(UnifiedDiff, random_edits_apply) {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    const std::string from = random_text(random, random() % 60);
    const std::string to = random_edit(random, from);
    const std::string hunks = unified_hunks(from, to);
    ASSERT_EQ(Application(from, hunks).result(), to) << hunks;
  }
}

class CompareTest : public OutputTest {
 protected:
  // "changed a.txt", one per line, then the messages.
  std::string compare(const Files& files) const {
    SourceSet sources;
    Diagnostics diagnostics;
    constexpr const char* kNames[] = {"missing ", "changed ", "orphaned "};
    std::string text;
    for (const Difference& difference : compare_files(out, files, sources, diagnostics)) {
      text += kNames[static_cast<int>(difference.kind)] + difference.path + "\n";
    }
    return text + diagnostics.render(false);
  }
};

TEST_F(CompareTest, patch_applies_what_we_print_and_diff_finds_no_shorter_one) {
  if (shell("command -v patch diff > /dev/null") != 0) GTEST_SKIP() << "no patch or diff";
  std::mt19937 random(2);
  for (int i = 0; i < 200; ++i) {
    const std::string from = random_text(random, random() % 60);
    const std::string to = random_edit(random, from);
    if (from == to || from.empty() || to.empty()) continue;
    put("a/file", from);
    put("b/file", to);
    const std::string text = render_difference({DifferenceKind::changed, "file", from, to});
    put("p", text);
    ASSERT_NE(shell("cd out && diff -d -u a/file b/file | tail -n +3 > d"), -1);
    const std::string hunks = text.substr(std::string_view("--- a/file\n+++ b/file\n").size());
    EXPECT_LE(edit_count(hunks), edit_count(get("d"))) << hunks;
    ASSERT_EQ(shell("cd out && patch -s --fuzz=0 -d a -p1 < p"), 0) << text;
    ASSERT_EQ(get("a/file"), to) << text;
  }
}

TEST_F(CompareTest, patch_creates_and_removes_and_takes_names_with_spaces) {
  if (shell("command -v patch > /dev/null") != 0) GTEST_SKIP() << "no patch";
  put("gone.txt", "g\n");
  put("d/with space.txt", "old\n");
  put("p", render_difference({DifferenceKind::missing, "new/file.txt", "", "a\nb"}) +
                     render_difference({DifferenceKind::orphaned, "gone.txt", "g\n", ""}) +
                     render_difference({DifferenceKind::changed, "d/with space.txt", "old\n", "new\n"}));
  ASSERT_EQ(shell("cd out && patch -s -p1 < p"), 0);
  EXPECT_EQ(get("new/file.txt"), "a\nb");
  EXPECT_FALSE(fs::exists(out / "gone.txt"));
  EXPECT_EQ(get("d/with space.txt"), "new\n");
}

TEST(RenderDifference, headers) {
  EXPECT_EQ(render_difference({DifferenceKind::changed, "x/a.txt", "1\n", "2\n"}),
            "--- a/x/a.txt\n+++ b/x/a.txt\n@@ -1 +1 @@\n-1\n+2\n");
  EXPECT_EQ(render_difference({DifferenceKind::missing, "a", "", "2\n"}),
            "--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+2\n");
  EXPECT_EQ(render_difference({DifferenceKind::orphaned, "a", "1\n", ""}),
            "--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n");
  EXPECT_EQ(render_difference({DifferenceKind::missing, "empty", "", ""}), "--- /dev/null\n+++ b/empty\n");
  EXPECT_EQ(render_difference({DifferenceKind::changed, "a", std::string("\0", 1), "x"}),
            "Binary files a/a and b/a differ\n");
  EXPECT_EQ(render_difference({DifferenceKind::missing, "a", "", std::string("x\0", 2)}),
            "Binary files /dev/null and b/a differ\n");
}

TEST(UnifiedDiff, hopeless_texts_are_replaced_whole_and_soon) {
  std::string from = "first\n";
  std::string to = "first\n";
  for (int i = 0; i < 100'000; ++i) {
    from += "from " + std::to_string(i) + "\nshared\n";
    to += "to " + std::to_string(i) + "\nshared\n";
  }
  from += "last\n";
  to += "last\n";
  const auto start = std::chrono::steady_clock::now();
  const std::string hunks = unified_hunks(from, to);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  EXPECT_TRUE(hunks.starts_with("@@ -1,200002 +1,200002 @@\n first\n-from 0\n"));
  EXPECT_TRUE(hunks.ends_with("+to 99999\n shared\n last\n"));
}

TEST_F(CompareTest, finds_missing_changed_and_orphaned_and_ignores_foreign) {
  run({{"changed.txt", "1"}, {"d/missing.txt", "2"}, {"orphan.txt", "3"}, {"same.txt", "4"}});
  put("changed.txt", "by hand");
  put("foreign.txt", "theirs");
  fs::remove(out / "d/missing.txt");
  const Files files = {{"same.txt", "4"}, {"d/missing.txt", "2"}, {"changed.txt", "1"}};
  EXPECT_EQ(compare(files), "changed changed.txt\nmissing d/missing.txt\norphaned orphan.txt\n");
  fs::remove_all(out);
  EXPECT_EQ(compare(files), "missing changed.txt\nmissing d/missing.txt\nmissing same.txt\n");
}

TEST_F(CompareTest, agrees_with_generate_that_there_is_nothing_to_do) {
  const Files files = {{"a.txt", "1"}, {"d/b.txt", std::string("\0\r\n", 3)}};
  run(files);
  EXPECT_EQ(compare(files), "");
  EXPECT_EQ(compare({}), "orphaned a.txt\norphaned d/b.txt\n");
  run({});
  EXPECT_EQ(compare({}), "");
}

TEST_F(CompareTest, a_manifest_that_is_lost_or_stale_is_a_difference_of_its_own) {
  const Files files = {{"a.txt", "1"}};
  run({{"a.txt", "1"}, {"b.txt", "2"}});
  fs::remove(out / "b.txt");
  EXPECT_EQ(compare(files), "changed .statusgen-manifest\n");
  EXPECT_EQ(compare({{"a.txt", "2"}}), "changed a.txt\n");
  fs::remove(out / kManifestName);
  EXPECT_EQ(compare(files), "missing .statusgen-manifest\n");
}

TEST_F(CompareTest, errors_are_reported) {
  put(kManifestName, "rubbish\n");
  EXPECT_TRUE(compare({{"a", ""}}).starts_with(out.generic_string() + "/.statusgen-manifest:1:1: error: "));
  fs::remove(out / kManifestName);
  fs::create_directory(out / "a");
  EXPECT_EQ(compare({{"a", ""}}), "statusgen: error: cannot read " + out.generic_string() +
                                      "/a: it is a folder; name a file\n");
  EXPECT_EQ(compare({{"../a", ""}}), "statusgen: error: the output path \"../a\" has the name \"..\" in it; "
                                     "change the output's path\n");
}

}  // namespace
}  // namespace statusgen
