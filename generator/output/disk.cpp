#include "output/disk.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string>
#include <thread>

#include "output/paths.hpp"
#include "support/files.hpp"

namespace statusgen {
namespace fs = std::filesystem;
namespace {

constexpr std::chrono::milliseconds kLockPoll{20};
// What flock() says where the file system has no locks, or none for a folder.
constexpr std::array kNoLocksHere{EBADF, EINVAL, ENOLCK, ENOSYS, EOPNOTSUPP};

std::error_code last_error() { return {errno, std::generic_category()}; }

std::string way_out(std::error_code error) {
  if (error == std::errc::no_space_on_device) return "make room and run it again";
  if (error == std::errc::permission_denied || error == std::errc::read_only_file_system) {
    return "change the permissions or write elsewhere";
  }
  if (error == std::errc::not_a_directory) return "move away the file in its way";
  return {};
}

}  // namespace

void report_write_error(const fs::path& path, std::error_code error, Diagnostics& diagnostics) {
  diagnostics.error({}, "cannot write " + path.generic_string() + ": " + error.message(), way_out(error));
}

std::error_code check_writable_folder(const fs::path& folder) {
  return ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0 ? std::error_code{} : last_error();
}

std::error_code write_new_file(const fs::path& path, std::string_view bytes, std::optional<fs::perms> permissions) {
  std::FILE* file = std::fopen(path.c_str(), "wbx");
  if (file == nullptr) return last_error();
  std::error_code error;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) error = last_error();
  if (std::fclose(file) != 0 && !error) error = last_error();
  if (!error && permissions) fs::permissions(path, *permissions, error);
  std::error_code ignored;
  if (error) fs::remove(path, ignored);
  return error;
}

std::error_code make_folders(const fs::path& folder, std::vector<fs::path>& made) {
  fs::path path;
  for (const fs::path& part : folder) {
    path /= part;
    std::error_code error;
    if (fs::is_directory(path, error)) continue;
    if (fs::create_directory(path, error)) made.push_back(path);
    if (error == std::errc::file_exists) return std::make_error_code(std::errc::not_a_directory);
    if (error) return error;
  }
  return {};
}

bool replace_file(const fs::path& path, std::string_view bytes, Diagnostics& diagnostics) {
  std::error_code error;
  const fs::path target = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
  const fs::file_status status = fs::status(target, error);
  const bool exists = fs::is_regular_file(status);
  Diagnostics unreadable;
  if (exists && fs::file_size(target, error) == bytes.size() && read_file(target, unreadable) == bytes) return true;

  const fs::path temporary = target.parent_path() / temporary_path(target.filename().generic_string());
  fs::remove(temporary, error);
  std::vector<fs::path> made;
  error = make_folders(target.parent_path(), made);
  if (!error) error = write_new_file(temporary, bytes, exists ? std::optional(status.permissions()) : std::nullopt);
  if (!error) {
    fs::rename(temporary, target, error);
    std::error_code ignored;
    if (error) fs::remove(temporary, ignored);
  }
  if (error) report_write_error(path, error, diagnostics);
  return !error;
}

std::error_code FolderLock::acquire(const fs::path& folder, std::chrono::milliseconds wait) {
  descriptor_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor_ < 0) return last_error();
  while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const std::error_code error = last_error();
    if (std::find(kNoLocksHere.begin(), kNoLocksHere.end(), error.value()) != kNoLocksHere.end()) return {};
    if (error != std::errc::operation_would_block || wait.count() <= 0) return error;
    std::this_thread::sleep_for(kLockPoll);
    wait -= kLockPoll;
  }
  return {};
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace statusgen
