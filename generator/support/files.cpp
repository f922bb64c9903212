#include "support/files.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

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
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in.bad()) return bytes;
  }
  diagnostics.error(asked_for, "cannot read " + path.generic_string() + ": " + std::strerror(errno));
  return {};
}

}  // namespace statusgen
