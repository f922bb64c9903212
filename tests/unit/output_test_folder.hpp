// A fresh folder for each test of output/, with the few things that one does in it; removed afterwards.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "output/manifest.hpp"
#include "output/write.hpp"

namespace statusgen {

namespace fs = std::filesystem;
using Files = std::vector<OutputFile>;
using Tree = std::map<std::string, std::string>;

class OutputTest : public testing::Test {
 protected:
  OutputTest() {
    std::string name = testing::TempDir() + "statusgen-output-XXXXXX";
    home = ::mkdtemp(name.data());
    out = home / "out";
  }
  ~OutputTest() override { EXPECT_EQ(shell("chmod -R u+w . && rm -rf \"$PWD\""), 0); }

  int shell(const std::string& command) const {
    return std::system(("cd '" + home.string() + "' && " + command).c_str());
  }

  std::string shown(const std::string& path) const { return (out / path).generic_string(); }

  void put(const fs::path& path, const std::string& bytes) const {
    fs::create_directories((out / path).parent_path());
    std::ofstream(out / path, std::ios::binary) << bytes;
  }

  std::string get(const fs::path& path) const {
    std::ifstream in(out / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  // Every file with its bytes and every folder ("a/"), without the manifest.
  Tree tree() const {
    Tree all;
    for (const auto& entry : fs::recursive_directory_iterator(out)) {
      const std::string path = entry.path().lexically_relative(out).generic_string();
      const bool is_folder = entry.is_directory() && !entry.is_symlink();
      if (path != kManifestName) all[is_folder ? path + "/" : path] = is_folder ? "" : get(path);
    }
    return all;
  }

  // "2 written, 1 unchanged, 0 removed" and the warnings, or the errors.
  std::string run(const Files& files, const WriteOptions& options = {}) const {
    SourceSet sources;
    Diagnostics diagnostics;
    const auto summary = write_files(out, files, options, sources, diagnostics);
    EXPECT_EQ(summary.has_value(), !diagnostics.has_errors());
    if (!summary) return diagnostics.render(false);
    return std::to_string(summary->written) + " written, " + std::to_string(summary->unchanged) + " unchanged, " +
           std::to_string(summary->removed) + " removed\n" + diagnostics.render(false);
  }

  // The exit code of a child that does this; 128 + the signal that killed it.
  template <typename Function>
  static int in_child(Function&& function) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(function());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

  fs::path home;
  fs::path out;  // does not exist yet
};

// Whatever would change if a file or folder were touched.
struct Identity {
  ino_t inode;
  timespec modified;
  mode_t mode;
  bool operator==(const Identity& o) const {
    return inode == o.inode && modified.tv_sec == o.modified.tv_sec && modified.tv_nsec == o.modified.tv_nsec &&
           mode == o.mode;
  }
};

inline Identity identity(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::lstat(path.c_str(), &status), 0) << path;
  return {status.st_ino, status.st_mtim, status.st_mode};
}

inline void make_old(const fs::path& path) {
  const timespec times[] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
}

}  // namespace statusgen
