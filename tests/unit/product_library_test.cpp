// Where templates come from: folders over each other and over what is built in, and nothing from outside of them.
#include "product/library.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "template_test_helpers.hpp"

namespace statusgen {
namespace {

namespace fs = std::filesystem;
using jinja::TestFolder;

struct Opened {
  SourceSet sources;
  Diagnostics diagnostics;
  Library library;

  explicit Opened(const std::vector<fs::path>& paths) : library(folders(paths), sources, diagnostics) {}

  static std::vector<Library::Folder> folders(const std::vector<fs::path>& paths) {
    std::vector<Library::Folder> out;
    for (const fs::path& path : paths) out.push_back({path, {}});
    return out;
  }

  std::string text(std::string_view name) {
    const Source* source = library.load(name);
    return source != nullptr ? std::string(source->text()) : "(none)";
  }
};

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

TEST(Library, FoldersComeBeforeWhatIsBuiltIn) {
  TestFolder first, second;
  first.put("cpp/http_status.hpp.j2", "first");
  second.put("cpp/http_status.hpp.j2", "second");
  second.put("mine/a.txt.j2", "mine");
  Opened opened({first.path(), second.path()});
  EXPECT_EQ(opened.text("cpp/http_status.hpp.j2"), "first");
  EXPECT_EQ(opened.text("mine/a.txt.j2"), "mine");
  EXPECT_EQ(opened.text("cpp/product.json"), std::string(*find_embedded("templates/cpp/product.json")));
  EXPECT_EQ(opened.text("cpp/nothing.j2"), "(none)");
  EXPECT_FALSE(opened.diagnostics.has_errors());
}

TEST(Library, NamesTheFileInMessages) {
  TestFolder folder;
  folder.put("p/a.txt.j2", "a");
  Opened opened({folder.path()});
  EXPECT_EQ(opened.library.load("p/a.txt.j2")->name(), (folder.path() / "p/a.txt.j2").generic_string());
  EXPECT_EQ(opened.library.load("cpp/product.json")->name(), "templates/cpp/product.json");
}

TEST(Library, ReadsAFileOnce) {
  TestFolder folder;
  folder.put("p/a.txt.j2", "a");
  Opened opened({folder.path()});
  const Source* source = opened.library.load("p/a.txt.j2");
  folder.put("p/a.txt.j2", "changed");
  EXPECT_EQ(opened.library.load("p/a.txt.j2"), source);
  EXPECT_EQ(opened.text("p/a.txt.j2"), "a");
  EXPECT_EQ(opened.library.load("nope"), nullptr);
  EXPECT_EQ(opened.library.load("nope"), nullptr);
}

TEST(Library, LineEndsAreNormalized) {
  TestFolder folder;
  folder.put("p/a.txt.j2", "a\r\nb\rc\n");
  EXPECT_EQ(Opened({folder.path()}).text("p/a.txt.j2"), "a\nb\nc\n");
}

TEST(Library, NamesCannotLeaveTheFolder) {
  TestFolder folder;
  folder.put("secret.j2", "secret");
  folder.put("templates/p/a.j2", "a");
  Opened opened({folder.path() / "templates"});
  EXPECT_EQ(opened.text("p/a.j2"), "a");
  for (const std::string name : {"../secret.j2", "p/../../secret.j2", "p/../p/a.j2", "..", "", ".", "p", "p/",
                                 "/etc/passwd", "..\\secret.j2", "p\\a.j2"}) {
    EXPECT_EQ(opened.text(name), "(none)") << name;
  }
  EXPECT_EQ(opened.text((folder.path() / "secret.j2").string()), "(none)");
  EXPECT_EQ(opened.text(std::string("p/a.j2\0", 7)), "(none)");
}

// A link inside the folder is as good as a file; one that leads out is not there.
TEST(Library, LinksCannotLeaveTheFolder) {
  TestFolder folder;
  folder.put("secret.j2", "secret");
  folder.put("outside/b.j2", "secret");
  folder.put("templates/p/a.j2", "a");
  fs::create_symlink("a.j2", folder.path() / "templates/p/inside.j2");
  fs::create_symlink("../../secret.j2", folder.path() / "templates/p/out.j2");
  fs::create_symlink(folder.path() / "secret.j2", folder.path() / "templates/p/absolute.j2");
  fs::create_symlink("../outside", folder.path() / "templates/folder");
  fs::create_symlink("loop.j2", folder.path() / "templates/loop.j2");
  Opened opened({folder.path() / "templates"});
  EXPECT_EQ(opened.text("p/inside.j2"), "a");
  for (const std::string name : {"p/out.j2", "p/absolute.j2", "folder/b.j2", "loop.j2"})
    EXPECT_EQ(opened.text(name), "(none)") << name;
  for (const std::string& name : opened.library.template_names()) EXPECT_FALSE(name.starts_with("folder/")) << name;
}

TEST(Library, TheFolderItselfMayBeALink) {
  TestFolder folder;
  folder.put("real/p/a.j2", "a");
  fs::create_symlink("real", folder.path() / "link");
  EXPECT_EQ(Opened({folder.path() / "link"}).text("p/a.j2"), "a");
  EXPECT_EQ(Opened({folder.path() / "link/../real/."}).text("p/a.j2"), "a");
}

TEST(Library, ListsTemplatesAndProducts) {
  TestFolder folder;
  for (const std::string name : {"zz/product.json", "zz/b.txt.j2", "zz/sub/a.html.j2", "zz/sub/product.json",
                                 "product.json", "notes.txt", "aa.j2"})
    folder.put(name, "");
  Opened opened({folder.path()});
  const std::vector<std::string> templates = opened.library.template_names(), products = opened.library.product_names();
  EXPECT_TRUE(std::is_sorted(templates.begin(), templates.end()));
  EXPECT_TRUE(std::is_sorted(products.begin(), products.end()));
  for (const std::string name : {"zz/b.txt.j2", "zz/sub/a.html.j2", "aa.j2", "cpp/http_status.hpp.j2"})
    EXPECT_TRUE(holds(templates, name)) << name;
  EXPECT_FALSE(holds(templates, "notes.txt"));
  EXPECT_TRUE(holds(products, "zz"));
  EXPECT_TRUE(holds(products, "cpp"));
  EXPECT_FALSE(holds(products, ""));
  EXPECT_FALSE(holds(products, "zz/sub"));
}

TEST(Library, GivesTheFilesOfAProduct) {
  TestFolder folder;
  folder.put("zz/product.json", "{}");
  folder.put("zz/sub/a.txt.j2", "A");
  folder.put("zzz/other.j2", "");
  Opened opened({folder.path()});
  const std::vector<OutputFile> files = opened.library.files_of("zz");
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].path + "=" + files[0].bytes, "zz/product.json={}");
  EXPECT_EQ(files[1].path + "=" + files[1].bytes, "zz/sub/a.txt.j2=A");
  EXPECT_TRUE(opened.library.files_of("z").empty());
}

TEST(Library, RemembersWhatItReadAndSearched) {
  TestFolder folder;
  folder.put("p/a.j2", "");
  folder.put("p/b.j2", "");
  Opened opened({folder.path()});
  opened.text("p/a.j2");
  const auto& dependencies = opened.library.dependencies();
  EXPECT_TRUE(dependencies.contains((folder.path() / "p/a.j2").generic_string()));
  EXPECT_FALSE(dependencies.contains((folder.path() / "p/b.j2").generic_string()));
  // A new file in a folder may hide one that was read, so folders count too.
  EXPECT_TRUE(dependencies.contains(folder.path().generic_string()));
  EXPECT_TRUE(dependencies.contains((folder.path() / "p").generic_string()));
}

TEST(Library, AFolderThatDoesNotExistIsAnError) {
  TestFolder folder;
  folder.put("file", "");
  for (const std::string name : {"nope", "file"}) {
    SourceSet sources;
    Diagnostics diagnostics;
    const Source& argument = sources.add("--templates", name);
    Library library({{folder.path() / name, {&argument, 0, 4}}}, sources, diagnostics);
    ASSERT_EQ(diagnostics.error_count(), 1u);
    EXPECT_EQ(diagnostics.all()[0].message, "there is no folder " + in_quotes((folder.path() / name).generic_string()));
    EXPECT_EQ(diagnostics.all()[0].span.source, &argument);
    EXPECT_EQ(library.load("p/a.j2"), nullptr);
  }
}

}  // namespace
}  // namespace statusgen
