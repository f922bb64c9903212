// A run that is killed at any step is repaired by the next one, whatever that one writes; two runs at once take turns.
#include "output/disk.hpp"
#include "output/write.hpp"
#include "output_test_folder.hpp"

namespace statusgen {
namespace {

const Files kBefore = {
    {"change.txt", "old"}, {"gone/deep/o.txt", "o"}, {"gone.txt", "g"}, {"same.txt", "s"}, {"sub/c.txt", "old"}};
const Files kAfter = {{"change.txt", "new"}, {"fresh/deep/n.txt", "n"}, {"same.txt", "s"}, {"sub/c.txt", "longer"}};
const Files kThird = {{"fresh/other.txt", "t"}, {"same.txt", "s"}};

class KillTest : public OutputTest {
 protected:
  // Runs in a child that is killed before its n-th step; false when it had fewer and ended by itself.
  bool killed_at(int n, const Files& files) const {
    const int code = in_child([&] {
      int left = n;
      const WriteOptions options{.before_step = [&](std::string_view) {
        if (left-- == 0) ::raise(SIGKILL);
      }};
      return run(files, options).find("error") == std::string::npos ? 0 : 1;
    });
    EXPECT_TRUE(code == 0 || code == 128 + SIGKILL) << code;
    return code != 0;
  }

  void start_over() const {
    fs::remove_all(out);
    run(kBefore);
    put("foreign.txt", "f");
  }

  Tree expected(const Files& files) const {
    Tree all{{"foreign.txt", "f"}};
    for (const OutputFile& file : files) {
      all[file.path] = file.bytes;
      for (fs::path folder = fs::path(file.path).parent_path(); !folder.empty(); folder = folder.parent_path()) {
        all[folder.generic_string() + "/"];
      }
    }
    return all;
  }

  void expect_old_or_new() const {
    const Tree now = tree();
    const Tree before = expected(kBefore);
    const Tree after = expected(kAfter);
    for (const Tree& all : {before, after}) {
      for (const auto& [path, bytes] : all) {
        const bool there = now.contains(path);
        EXPECT_TRUE(there || !before.contains(path) || !after.contains(path)) << path;
        const bool is_old = there && before.contains(path) && before.at(path) == now.at(path);
        const bool is_new = there && after.contains(path) && after.at(path) == now.at(path);
        EXPECT_TRUE(!there || is_old || is_new) << path;
      }
    }
  }
};

TEST_F(KillTest, every_next_run_repairs_every_killed_run) {
  int steps = 0;
  for (bool killed = true; killed; ++steps) {
    for (const Files& next : {kAfter, kBefore, kThird}) {
      start_over();
      killed = killed_at(steps, kAfter);
      expect_old_or_new();
      run(next);
      EXPECT_EQ(tree(), expected(next)) << "killed before step " << steps;
      EXPECT_TRUE(run(next).starts_with("0 written, " + std::to_string(next.size()))) << "after step " << steps;
      SourceSet sources;
      Diagnostics diagnostics;
      EXPECT_EQ(load_manifest(out, sources, diagnostics)->entries, manifest_of(next));
    }
  }
  EXPECT_GT(steps, 12);  // 2 manifests and 3 files staged and moved, 2 files and 2 folders removed
}

TEST_F(KillTest, also_when_the_repair_is_killed) {
  for (int first = 0, killed = 1; killed != 0; ++first) {
    for (int second = 0, again = 1; again != 0; ++second) {
      start_over();
      killed = killed_at(first, kAfter);
      again = killed_at(second, kThird);
      run(kBefore);
      ASSERT_EQ(tree(), expected(kBefore)) << "killed before steps " << first << " and " << second;
    }
  }
}

TEST_F(KillTest, half_a_journal_is_swept_away) {
  start_over();
  put(".statusgen-manifest-union", "# statusgen-manifest/1: files\nba7816bf8f01cf");
  run(kBefore);
  EXPECT_EQ(tree(), expected(kBefore));
}

TEST_F(KillTest, a_file_that_a_killed_run_only_planned_is_foreign) {
  start_over();
  put("planned.txt", "by hand");
  const Files planned = {{"planned.txt", "p"}};
  put(".statusgen-manifest-union", manifest_text(manifest_of(planned)));
  EXPECT_EQ(run(kBefore), "0 written, 5 unchanged, 0 removed\n");
  EXPECT_EQ(get("planned.txt"), "by hand");
  EXPECT_FALSE(fs::exists(out / ".statusgen-manifest-union"));
}

using LockTest = OutputTest;

TEST_F(LockTest, two_processes_take_turns) {
  const Files a = {{"a.txt", std::string(20000, 'a')}, {"both.txt", "a"}, {"d/a.txt", "a"}};
  const Files b = {{"b.txt", std::string(20000, 'b')}, {"both.txt", "b"}, {"d/b.txt", "b"}};
  const auto many_runs = [&](const Files& files) {
    for (int i = 0; i < 100; ++i) {
      if (run(files).find("error") != std::string::npos) return 1;
    }
    return 0;
  };
  EXPECT_EQ(in_child([&] {
              const pid_t other = ::fork();
              if (other == 0) ::_exit(many_runs(a));
              const int mine = many_runs(b);
              int status = 0;
              ::waitpid(other, &status, 0);
              return mine + WEXITSTATUS(status);
            }),
            0);
  run(a);
  EXPECT_EQ(tree(), (Tree{{"a.txt", a[0].bytes}, {"both.txt", "a"}, {"d/", ""}, {"d/a.txt", "a"}}));
}

TEST_F(LockTest, waiting_for_the_lock_ends) {
  fs::create_directories(out);
  FolderLock lock;
  ASSERT_FALSE(lock.acquire(out, std::chrono::milliseconds(0)));
  EXPECT_EQ(run({{"a", ""}}, {.lock_wait = std::chrono::milliseconds(50)}),
            "statusgen: error: another statusgen has been writing " + out.generic_string() +
                " for too long; wait for it or end it, then run this again\n");
  EXPECT_TRUE(fs::is_empty(out));
}

TEST_F(LockTest, a_killed_run_holds_no_lock) {
  fs::create_directories(out);
  EXPECT_EQ(in_child([&] {
              FolderLock lock;
              if (lock.acquire(out, std::chrono::milliseconds(0))) return 1;
              return ::raise(SIGKILL);
            }),
            128 + SIGKILL);
  FolderLock lock;
  EXPECT_FALSE(lock.acquire(out, std::chrono::milliseconds(0)));
}

}  // namespace
}  // namespace statusgen
