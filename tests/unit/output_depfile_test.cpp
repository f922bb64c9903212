#include "output/depfile.hpp"

#include "output/disk.hpp"
#include "output_test_folder.hpp"

namespace statusgen {
namespace {

using SingleFileTest = OutputTest;

TEST_F(SingleFileTest, replace_file) {
  Diagnostics diagnostics;
  put("a.md", "old");
  fs::permissions(out / "a.md", fs::perms(0600));
  fs::create_symlink("a.md", out / "link.md");
  make_old(out / "a.md");
  const Identity before = identity(out / "a.md");
  EXPECT_TRUE(replace_file(out / "link.md", "old", diagnostics));
  EXPECT_EQ(identity(out / "a.md"), before);
  EXPECT_TRUE(replace_file(out / "link.md", "new", diagnostics));
  EXPECT_TRUE(replace_file(out / "new/b.d", "b", diagnostics));
  EXPECT_TRUE(fs::is_symlink(out / "link.md"));
  EXPECT_EQ(identity(out / "a.md").mode, before.mode);
  EXPECT_EQ(tree(), (Tree{{"a.md", "new"}, {"link.md", "new"}, {"new/", ""}, {"new/b.d", "b"}}));
  EXPECT_FALSE(replace_file(out / "new", "x", diagnostics));
  EXPECT_EQ(diagnostics.render(false), "statusgen: error: cannot write " + shown("new") + ": Is a directory\n");
}

TEST_F(SingleFileTest, touch_stamp_creates_and_renews) {
  Diagnostics diagnostics;
  EXPECT_TRUE(touch_stamp(out / "x.stamp", diagnostics));
  make_old(out / "x.stamp");
  EXPECT_TRUE(touch_stamp(out / "x.stamp", diagnostics));
  EXPECT_GT(identity(out / "x.stamp").modified.tv_sec, 1'000'000'000);
  EXPECT_FALSE(touch_stamp(out / "x.stamp/y", diagnostics));
  EXPECT_NE(diagnostics.render(false).find("Not a directory"), std::string::npos);
}

TEST(Depfile, escapes_as_gcc_does) {
  const std::string inputs[] = {"b.json", "a b#c$d.json", "b.json", "w\\ in.json", "c:\\dir\\x", "br\nk"};
  EXPECT_EQ(depfile_text("out dir/x.stamp", inputs),
            "out\\ dir/x.stamp: \\\n"
            "  a\\ b\\#c$$d.json \\\n"
            "  b.json \\\n"
            "  c:\\dir\\x \\\n"
            "  w\\\\\\ in.json\n");
  EXPECT_EQ(depfile_text("x", {}), "x:\n");
}

}  // namespace
}  // namespace statusgen
