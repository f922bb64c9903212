#include "support/files.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace statusgen {

std::optional<std::string> read_file(const std::filesystem::path& path, Diagnostics& diagnostics, Span asked_for) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    diagnostics.error(asked_for, "cannot read " + path.generic_string() + ": it is a folder", "name a file");
    return {};
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (in) {
    // In blocks, since not everything that can be read knows its size (a pipe, /dev/stdin).
    std::string bytes;
    char block[65536];
    while (in.read(block, sizeof block) || in.gcount() > 0) bytes.append(block, static_cast<std::size_t>(in.gcount()));
    if (!in.bad()) return bytes;
  }
  diagnostics.error(asked_for, "cannot read " + path.generic_string() + ": " + std::strerror(errno));
  return {};
}

}  // namespace statusgen
