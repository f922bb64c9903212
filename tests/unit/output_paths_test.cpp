#include "output/paths.hpp"

#include <gtest/gtest.h>

#include "output/manifest.hpp"

namespace statusgen {
namespace {

struct PathCase {
  std::string path;
  std::string_view problem;  // empty: the path is fine
};

TEST(PathProblem, table) {
  const PathCase cases[] = {
      {"404.html", ""},
      {"errors/de/404.html", ""},
      {".htaccess", ""},
      {"...", ""},
      {"a b/c+d=e,f@g.txt", ""},
      {"\u00fcber/\u65e5\u672c.html", ""},
      {std::string(240, 'x') + "/" + std::string(240, 'y'), ""},
      {"", "is empty"},
      {"/etc/passwd", "is absolute"},
      {"a//b", "has an empty name between, before or after its slashes"},
      {"a/", "has an empty name between, before or after its slashes"},
      {".", "has the name \".\" in it"},
      {"a/./b", "has the name \".\" in it"},
      {"..", "has the name \"..\" in it"},
      {"a/../../b", "has the name \"..\" in it"},
      {"a/..", "has the name \"..\" in it"},
      {"a\\b", "has a backslash"},
      {std::string("a\0b", 3), "has a control character"},
      {"a\nb", "has a control character"},
      {"a\x7f", "has a control character"},
      {"a\u0085b", "has a control character"},
      {"a\u202eb", "has a control character"},
      {"a\xff", "is not valid UTF-8"},
      {"a\xc0\xaf", "is not valid UTF-8"},
      {"-", "has a name that begins with \"-\""},
      {"a/-rf", "has a name that begins with \"-\""},
      {".statusgen-manifest", "has a name that begins with \".statusgen-\", which is reserved"},
      {"a/.StatusGen-Tmp-x/b", "has a name that begins with \".statusgen-\", which is reserved"},
      {std::string(241, 'x'), "has a name of more than 240 bytes"},
  };
  for (const PathCase& c : cases) EXPECT_EQ(path_problem(c.path).value_or(""), c.problem) << c.path;
}

struct SetCase {
  std::vector<std::string> paths;
  std::string_view errors;
};

TEST(CheckOutputPaths, table) {
  const SetCase cases[] = {
      {{"a", "b/c", "b/d", "bb"}, ""},
      {{}, ""},
      // Folders that differ in case only hold the same files everywhere.
      {{"De/a", "de/b"}, ""},
      {{"../x", "/y"},
       "statusgen: error: the output path \"../x\" has the name \"..\" in it; change the output's path\n"
       "statusgen: error: the output path \"/y\" is absolute; change the output's path\n"},
      {{"a", "a"}, "statusgen: error: two outputs have the path \"a\"; give one of them another path\n"},
      {{"x/Index.html", "x/index.HTML"},
       "statusgen: error: the output paths \"x/Index.html\" and \"x/index.HTML\" differ in case only; "
       "rename one: on macOS and Windows they are one file\n"},
      {{"a/b/c", "A"},
       "statusgen: error: \"A\" is an output and also the folder of \"a/b/c\"; give one of them another path\n"},
  };
  for (const SetCase& c : cases) {
    std::vector<OutputFile> files;
    for (const std::string& path : c.paths) files.push_back({path, ""});
    Diagnostics diagnostics;
    EXPECT_EQ(check_output_paths(files, diagnostics), c.errors.empty());
    EXPECT_EQ(diagnostics.render(false), c.errors);
  }
}

TEST(Paths, folder_and_temporary_name) {
  EXPECT_EQ(folder_of("a/b/c"), "a/b");
  EXPECT_EQ(folder_of("c"), "");
  EXPECT_EQ(temporary_path("a/b/c"), "a/b/.statusgen-tmp-c");
  EXPECT_EQ(temporary_path("c"), ".statusgen-tmp-c");
}

const std::string kHashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const std::string kHashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const std::string kHeader = "# statusgen-manifest/1: files that statusgen rewrites and removes; do not edit\n";

TEST(Manifest, text_is_sorted_and_empty_without_files) {
  const OutputFile files[] = {{"b", "abc"}, {"a/z", ""}};
  EXPECT_EQ(manifest_text(manifest_of(files)), kHeader + kHashOfNothing + "  a/z\n" + kHashOfAbc + "  b\n");
  EXPECT_EQ(manifest_text({}), "");
}

TEST(Manifest, merge_keeps_both_hashes_of_a_path) {
  const OutputFile before[] = {{"a", "abc"}};
  const OutputFile after[] = {{"a", ""}};
  const Manifest both = merge(manifest_of(before), manifest_of(after));
  EXPECT_EQ(both.size(), 2u);
  EXPECT_TRUE(has_entry(both, "a", kHashOfAbc));
  EXPECT_TRUE(has_entry(both, "a", kHashOfNothing));
  EXPECT_TRUE(has_path(both, "a"));
  EXPECT_FALSE(has_path(both, "aa"));
}

TEST(Manifest, reads_what_a_checkout_or_a_merge_may_have_done_to_it) {
  SourceSet sources;
  Diagnostics diagnostics;
  const std::string text =
      "# a comment\r\n\r\n" + kHashOfAbc + "  b\r\n" + kHashOfNothing + "  a\r\n" + kHashOfAbc + "  b";
  const auto manifest = parse_manifest(sources.add("m", text), diagnostics);
  ASSERT_TRUE(manifest) << diagnostics.render(false);
  EXPECT_EQ(*manifest, (Manifest{{"a", kHashOfNothing}, {"b", kHashOfAbc}}));
}

struct BrokenCase {
  std::string text;
  std::string_view place_and_message;
};

TEST(Manifest, broken_ones_are_errors_with_a_place) {
  const BrokenCase cases[] = {
      {"<<<<<<< HEAD\n", "m:1:1: error: expected a SHA-256 hash in lower case\n"},
      {kHashOfAbc + "  a\n" + kHashOfAbc.substr(0, 20), "m:2:21: error: expected a SHA-256 hash in lower case\n"},
      {kHashOfAbc + "0  a\n", "m:1:65: error: expected a SHA-256 hash in lower case\n"},
      {kHashOfAbc + " a\n", "m:1:65: error: expected two spaces and a path after the hash\n"},
      {kHashOfAbc + "\n", "m:1:65: error: expected two spaces and a path after the hash\n"},
      {kHashOfAbc + "  ../a\n", "m:1:67: error: the path \"../a\" has the name \"..\" in it\n"},
      {kHashOfAbc + "  \n", "m:1:67: error: the path \"\" is empty\n"},
      {"# statusgen-manifest/2: hm\n",
       "m:1:3: error: this manifest has a format that this version of statusgen does not know\n"},
  };
  for (const BrokenCase& c : cases) {
    SourceSet sources;
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_manifest(sources.add("m", c.text), diagnostics)) << c.text;
    const std::string rendered = diagnostics.render(false);
    EXPECT_EQ(rendered.substr(0, rendered.find('\n') + 1), c.place_and_message);
    EXPECT_NE(rendered.find("delete it and generate with --force"), std::string::npos);
  }
}

}  // namespace
}  // namespace statusgen
