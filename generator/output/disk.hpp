// The steps on a disk that need more than one call of std::filesystem: writing a file that must not exist yet,
// replacing a single one, reporting why something could not be written, and the lock of a folder.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include "support/diagnostic.hpp"

namespace statusgen {

// "cannot write out/a.html: No space left on device; make room and run it again"
void report_write_error(const std::filesystem::path& path, std::error_code error, Diagnostics& diagnostics);

std::error_code check_writable_folder(const std::filesystem::path& folder);

// Without permissions the umask decides. A file that cannot be written whole is removed again.
std::error_code write_new_file(const std::filesystem::path& path, std::string_view bytes,
                               std::optional<std::filesystem::perms> permissions);

// Creates what is missing on the way to a folder and appends it to `made`, outermost first.
std::error_code make_folders(const std::filesystem::path& folder, std::vector<std::filesystem::path>& made);

// For files that no manifest knows (a depfile, a document with injected blocks): old or new, never half; untouched when
// the bytes are equal; a symbolic link stays one and its target is replaced; missing folders are created.
bool replace_file(const std::filesystem::path& path, std::string_view bytes, Diagnostics& diagnostics);

// Holds an existing folder for one process at a time. It is flock() on the folder itself: that writes nothing, leaves
// no lock file behind, and ends with its process, however that ends. A file system without such locks (NFS has none for
// a folder) is used unlocked.
class FolderLock {
 public:
  FolderLock() = default;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

  // Waits for another holder, but not for ever: std::errc::operation_would_block when the time is over.
  std::error_code acquire(const std::filesystem::path& folder, std::chrono::milliseconds wait);

 private:
  int descriptor_ = -1;
};

}  // namespace statusgen
