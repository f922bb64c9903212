// What a run writes into a real folder, what it leaves alone, and what stops it before it writes.
#include "output/write.hpp"

#include <sys/resource.h>

#include "output_test_folder.hpp"

namespace statusgen {
namespace {

constexpr uid_t kNobody = 65534;

class WriteTest : public OutputTest {
 protected:
  std::string force(const Files& files) const { return run(files, {.force = true}); }
};

// Root may write everywhere; these tests need somebody who may not.
class Unprivileged {
 public:
  explicit Unprivileged(const fs::path& home) {
    if (::geteuid() != 0) return;
    const std::string command = "chown -R " + std::to_string(kNobody) + " '" + home.string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(::seteuid(kNobody), 0);
  }
  ~Unprivileged() { EXPECT_EQ(::seteuid(::getuid()), 0); }
};

TEST_F(WriteTest, first_run_creates_everything) {
  EXPECT_EQ(run({{"a.txt", "abc"}, {"d/e/b.txt", ""}}), "2 written, 0 unchanged, 0 removed\n");
  EXPECT_EQ(tree(), (Tree{{"a.txt", "abc"}, {"d/", ""}, {"d/e/", ""}, {"d/e/b.txt", ""}}));
  EXPECT_EQ(get(kManifestName),
            "# statusgen-manifest/1: files that statusgen rewrites and removes; do not edit\n"
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.txt\n"
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  d/e/b.txt\n");
}

TEST_F(WriteTest, sha256sum_reads_the_manifest) {
  if (shell("command -v sha256sum > /dev/null") != 0) GTEST_SKIP() << "no sha256sum";
  run({{"a.txt", "abc"}, {"d/with space.txt", "x"}, {"\u00fc.bin", std::string("\0\n\r", 3)}});
  EXPECT_EQ(shell("cd out && sha256sum --strict --quiet -c .statusgen-manifest"), 0);
}

TEST_F(WriteTest, nothing_to_do_writes_nothing) {
  const Files files = {{"a.txt", "a"}, {"d/b.txt", "b"}};
  run(files);
  const fs::path all[] = {out / "a.txt", out / "d/b.txt", out / kManifestName, out / "d", out};
  for (const fs::path& path : all) make_old(path);
  std::vector<Identity> before;
  for (const fs::path& path : all) before.push_back(identity(path));
  bool stepped = false;
  EXPECT_EQ(run(files, {.before_step = [&](std::string_view) { stepped = true; }}),
            "0 written, 2 unchanged, 0 removed\n");
  EXPECT_FALSE(stepped);
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(identity(all[i]), before[i]) << all[i];
}

TEST_F(WriteTest, only_what_changed_is_rewritten) {
  run({{"same.txt", "same"}, {"change.txt", "old"}});
  make_old(out / "same.txt");
  fs::permissions(out / "change.txt", fs::perms(0640));
  const Identity same = identity(out / "same.txt");
  const Identity change = identity(out / "change.txt");
  EXPECT_EQ(run({{"same.txt", "same"}, {"change.txt", "new"}}), "1 written, 1 unchanged, 0 removed\n");
  EXPECT_EQ(identity(out / "same.txt"), same);
  EXPECT_NE(identity(out / "change.txt").inode, change.inode);
  EXPECT_EQ(identity(out / "change.txt").mode, change.mode);
  EXPECT_EQ(tree().at("change.txt"), "new");
}

TEST_F(WriteTest, what_is_ours_is_restored_after_an_edit_or_a_removal) {
  const Files files = {{"edited.txt", "a"}, {"d/deleted.txt", "b"}};
  run(files);
  put("edited.txt", "by hand");
  fs::remove_all(out / "d");
  EXPECT_EQ(run(files), "2 written, 0 unchanged, 0 removed\n");
  EXPECT_EQ(tree(), (Tree{{"d/", ""}, {"d/deleted.txt", "b"}, {"edited.txt", "a"}}));
}

TEST_F(WriteTest, what_fell_out_goes_with_the_folders_it_leaves_empty) {
  run({{"a.txt", "a"}, {"x/y/z.txt", "z"}, {"shared/ours.txt", "o"}});
  put("shared/theirs.txt", "t");
  fs::create_directory(out / "shared/empty");
  EXPECT_EQ(run({{"a.txt", "a"}}), "0 written, 1 unchanged, 2 removed\n");
  EXPECT_EQ(tree(), (Tree{{"a.txt", "a"}, {"shared/", ""}, {"shared/empty/", ""}, {"shared/theirs.txt", "t"}}));
}

TEST_F(WriteTest, without_files_there_is_no_manifest_and_no_new_folder) {
  EXPECT_EQ(run({}), "0 written, 0 unchanged, 0 removed\n");
  EXPECT_FALSE(fs::exists(out));
  run({{"a", "a"}});
  EXPECT_EQ(run({}), "0 written, 0 unchanged, 1 removed\n");
  EXPECT_TRUE(fs::is_directory(out));
  EXPECT_TRUE(fs::is_empty(out));
}

TEST_F(WriteTest, an_edited_file_that_fell_out_stays_and_is_foreign_then) {
  run({{"a.txt", "a"}, {"b.txt", "b"}});
  put("b.txt", "by hand");
  EXPECT_EQ(run({{"a.txt", "a"}}), "0 written, 1 unchanged, 0 removed\nstatusgen: warning: " + shown("b.txt") +
                                       " is no longer generated but was edited, so it stays; "
                                       "it is yours now: keep it or delete it\n");
  EXPECT_EQ(tree(), (Tree{{"a.txt", "a"}, {"b.txt", "by hand"}}));
  EXPECT_EQ(run({{"a.txt", "a"}}), "0 written, 1 unchanged, 0 removed\n");
  EXPECT_EQ(run({{"b.txt", "b"}}), "statusgen: error: cannot write " + shown("b.txt") +
                                       ": statusgen did not write the file that is there; "
                                       "move it away, or overwrite it with --force\n");
}

TEST_F(WriteTest, force_removes_also_an_edited_file) {
  run({{"a.txt", "a"}, {"b.txt", "b"}});
  put("b.txt", "by hand");
  EXPECT_EQ(force({{"a.txt", "a"}}), "0 written, 1 unchanged, 1 removed\n");
  EXPECT_EQ(tree(), (Tree{{"a.txt", "a"}}));
}

TEST_F(WriteTest, foreign_files_stop_the_run_before_it_writes) {
  put("b.txt", "theirs");
  put("d/c.txt", "theirs");
  const Files files = {{"a.txt", "a"}, {"b.txt", "ours"}, {"d/c.txt", "ours"}};
  const std::string why =
      ": statusgen did not write the file that is there; move it away, or overwrite it with --force\n";
  EXPECT_EQ(run(files), "statusgen: error: cannot write " + shown("b.txt") + why +
                            "statusgen: error: cannot write " + shown("d/c.txt") + why);
  EXPECT_EQ(tree(), (Tree{{"b.txt", "theirs"}, {"d/", ""}, {"d/c.txt", "theirs"}}));
  EXPECT_FALSE(fs::exists(out / kManifestName));
  EXPECT_EQ(force(files), "3 written, 0 unchanged, 0 removed\n");
  EXPECT_EQ(tree(), (Tree{{"a.txt", "a"}, {"b.txt", "ours"}, {"d/", ""}, {"d/c.txt", "ours"}}));
}

TEST_F(WriteTest, a_foreign_file_with_equal_bytes_is_adopted_untouched) {
  put("a.txt", "a");
  make_old(out / "a.txt");
  const Identity before = identity(out / "a.txt");
  EXPECT_EQ(run({{"a.txt", "a"}}), "0 written, 1 unchanged, 0 removed\n");
  EXPECT_EQ(identity(out / "a.txt"), before);
  EXPECT_EQ(run({{"a.txt", "now ours"}}), "1 written, 0 unchanged, 0 removed\n");
}

TEST_F(WriteTest, bad_paths_create_nothing) {
  EXPECT_EQ(run({{"ok.txt", ""}, {"../escape.txt", ""}}),
            "statusgen: error: the output path \"../escape.txt\" has the name \"..\" in it; "
            "change the output's path\n");
  EXPECT_FALSE(fs::exists(out));
}

TEST_F(WriteTest, folders_that_are_links_are_refused) {
  fs::create_directories(home / "elsewhere");
  fs::create_directories(out / "real");
  fs::create_directory_symlink(home / "elsewhere", out / "link");
  const std::string message = "statusgen: error: " + shown("link") +
                              " is a symbolic link; remove it: outputs go into real folders only, "
                              "so that they stay inside the output folder\n";
  EXPECT_EQ(run({{"link/a.txt", "a"}, {"b.txt", "b"}}), message);
  EXPECT_EQ(force({{"link/deep/a.txt", "a"}}), message);
  EXPECT_TRUE(fs::is_empty(home / "elsewhere"));
  EXPECT_FALSE(fs::exists(out / "b.txt"));
}

TEST_F(WriteTest, nothing_is_removed_through_a_link) {
  run({{"a.txt", "a"}, {"d/x/b.txt", "b"}});
  put("d/x/.statusgen-tmp-b.txt", "not ours any more");
  fs::rename(out / "d", home / "elsewhere");
  fs::create_directory_symlink(home / "elsewhere", out / "d");
  EXPECT_EQ(force({{"a.txt", "a"}}), "0 written, 1 unchanged, 0 removed\n");
  EXPECT_TRUE(fs::exists(home / "elsewhere/x/b.txt"));
  EXPECT_TRUE(fs::exists(home / "elsewhere/x/.statusgen-tmp-b.txt"));
  EXPECT_TRUE(fs::is_symlink(out / "d"));
}

TEST_F(WriteTest, a_link_in_place_of_a_file_is_replaced_by_force_only) {
  put("../target.txt", "target");
  fs::create_directories(out);
  fs::create_symlink(home / "target.txt", out / "a.txt");
  EXPECT_EQ(run({{"a.txt", "target"}}), "0 written, 1 unchanged, 0 removed\n");
  EXPECT_EQ(run({{"a.txt", "new"}}), "statusgen: error: cannot write " + shown("a.txt") +
                                         ": it is a symbolic link; remove it, or replace it with --force\n");
  EXPECT_EQ(force({{"a.txt", "new"}}), "1 written, 0 unchanged, 0 removed\n");
  EXPECT_FALSE(fs::is_symlink(out / "a.txt"));
  EXPECT_EQ(fs::file_size(home / "target.txt"), 6u);
}

TEST_F(WriteTest, a_dangling_link_is_no_file) {
  fs::create_directories(out);
  fs::create_symlink(home / "nowhere", out / "a.txt");
  EXPECT_EQ(run({{"a.txt", "a"}}), "statusgen: error: cannot write " + shown("a.txt") +
                                       ": it is a symbolic link; remove it, or replace it with --force\n");
}

TEST_F(WriteTest, the_output_folder_itself_may_be_a_link) {
  fs::create_directories(home / "real");
  fs::create_directory_symlink(home / "real", out);
  EXPECT_EQ(run({{"a.txt", "a"}}), "1 written, 0 unchanged, 0 removed\n");
  EXPECT_TRUE(fs::exists(home / "real/a.txt"));
}

TEST_F(WriteTest, things_in_the_way_are_named) {
  put("file", "x");
  fs::create_directories(out / "folder");
  ASSERT_EQ(::mkfifo((out / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(force({{"file/a.txt", ""}, {"folder", ""}, {"pipe", ""}}),
            "statusgen: error: " + shown("file") + " is a file where a folder is needed; move it away\n" +
                "statusgen: error: cannot write " + shown("folder") + ": it is a folder; move it away\n" +
                "statusgen: error: cannot write " + shown("pipe") + ": it is not a regular file; move it away\n");
  out = home / "out/file";
  EXPECT_EQ(run({{"a", ""}}), "statusgen: error: cannot write " + out.generic_string() +
                                  ": Not a directory; move away the file in its way\n");
}

TEST_F(WriteTest, read_only_files_need_force) {
  run({{"a.txt", "a"}, {"b.txt", "b"}});
  fs::permissions(out / "a.txt", fs::perms(0444));
  fs::permissions(out / "b.txt", fs::perms(0444));
  const std::string why = ": it is read-only; make it writable or use --force\n";
  EXPECT_EQ(run({{"a.txt", "new"}}), "statusgen: error: cannot remove " + shown("b.txt") + why +
                                         "statusgen: error: cannot write " + shown("a.txt") + why);
  EXPECT_EQ(run({{"a.txt", "a"}, {"b.txt", "b"}}), "0 written, 2 unchanged, 0 removed\n");
  EXPECT_EQ(force({{"a.txt", "new"}}), "1 written, 0 unchanged, 1 removed\n");
  EXPECT_EQ(identity(out / "a.txt").mode & 0777, 0444u);
}

TEST_F(WriteTest, unwritable_folders_are_found_before_anything_is_written) {
  run({{"d/a.txt", "a"}, {"b.txt", "b"}});
  const Unprivileged user(home);
  fs::permissions(out / "d", fs::perms(0555));
  const std::string why = ": Permission denied; change the permissions or write elsewhere\n";
  EXPECT_EQ(run({{"b.txt", "new"}, {"d/a.txt", "new"}}), "statusgen: error: cannot write " + shown("d") + why);
  EXPECT_EQ(run({{"b.txt", "new"}, {"d/a.txt", "a"}, {"d/deep/er/c.txt", ""}}),
            "statusgen: error: cannot write " + shown("d") + why);
  EXPECT_EQ(tree(), (Tree{{"b.txt", "b"}, {"d/", ""}, {"d/a.txt", "a"}}));
  fs::permissions(out, fs::perms(0555));
  EXPECT_EQ(run({{"b.txt", "b"}, {"d/a.txt", "a"}}), "0 written, 2 unchanged, 0 removed\n");
  EXPECT_EQ(run({{"b.txt", "b"}}), "statusgen: error: cannot write " + shown("d") + why +
                                       "statusgen: error: cannot write " + out.generic_string() + why);
  out /= "new";
  EXPECT_EQ(run({{"a", ""}}), "statusgen: error: cannot write " + out.generic_string() + why);
}

TEST_F(WriteTest, a_broken_manifest_stops_the_run) {
  run({{"a.txt", "a"}});
  put(".statusgen-manifest", "<<<<<<< HEAD\n");
  const std::string message = shown(".statusgen-manifest") + ":1:1: error: expected a SHA-256 hash in lower case\n";
  EXPECT_EQ(run({{"a.txt", "new"}}).substr(0, message.size()), message);
  EXPECT_EQ(tree(), (Tree{{"a.txt", "a"}}));
}

TEST_F(WriteTest, a_lost_manifest_is_rebuilt) {
  run({{"a.txt", "a"}});
  fs::remove(out / kManifestName);
  EXPECT_EQ(run({{"a.txt", "a"}}), "0 written, 1 unchanged, 0 removed\n");
  EXPECT_NE(get(kManifestName), "");
}

// RLIMIT_FSIZE stands for a full disk: the write of the third file fails half way.
TEST_F(WriteTest, a_full_disk_takes_everything_back) {
  const Files before = {{"a.txt", "a"}, {"gone.txt", "g"}};
  run(before);
  const Tree tree_before = tree();
  const std::string manifest_before = get(kManifestName);
  const Files after = {{"a.txt", "new"}, {"new/deep/b.txt", "b"}, {"c.txt", std::string(5000, 'x')}};
  EXPECT_EQ(in_child([&] {
              std::signal(SIGXFSZ, SIG_IGN);
              const rlimit limit{4096, 4096};
              ::setrlimit(RLIMIT_FSIZE, &limit);
              return run(after) == "statusgen: error: cannot write " + shown("c.txt") + ": File too large\n" ? 0 : 1;
            }),
            0);
  EXPECT_EQ(tree(), tree_before);
  EXPECT_EQ(get(kManifestName), manifest_before);
  EXPECT_EQ(run(after), "3 written, 0 unchanged, 1 removed\n");
}

TEST_F(WriteTest, a_full_disk_leaves_no_new_output_folder) {
  EXPECT_EQ(in_child([&] {
              std::signal(SIGXFSZ, SIG_IGN);
              const rlimit limit{1000, 1000};
              ::setrlimit(RLIMIT_FSIZE, &limit);
              return run({{"a.txt", std::string(5000, 'x')}}).starts_with("statusgen: error:") ? 0 : 1;
            }),
            0);
  EXPECT_FALSE(fs::exists(out));
}

}  // namespace
}  // namespace statusgen
