#include "output/depfile.hpp"

#include <cerrno>
#include <fstream>
#include <set>
#include <system_error>
#include <vector>

#include "output/disk.hpp"

namespace statusgen {
namespace {

// A backslash is special only in front of a space or a tab, where it must be doubled; `#` takes one more, `$` doubles.
std::string escaped(std::string_view name) {
  std::string out;
  std::size_t backslashes = 0;
  for (const char c : name) {
    if (c == ' ' || c == '\t') out.append(backslashes + 1, '\\');
    if (c == '#') out += '\\';
    if (c == '$') out += '$';
    out += c;
    backslashes = c == '\\' ? backslashes + 1 : 0;
  }
  return out;
}

}  // namespace

std::string depfile_text(std::string_view target, std::span<const std::string> inputs) {
  std::string out = escaped(target) + ":";
  for (const std::string& input : std::set<std::string>(inputs.begin(), inputs.end())) {
    if (input.find_first_of("\r\n") == std::string::npos) out += " \\\n  " + escaped(input);
  }
  return out + "\n";
}

bool touch_stamp(const std::filesystem::path& path, Diagnostics& diagnostics) {
  std::vector<std::filesystem::path> made;
  std::error_code error = make_folders(path.parent_path(), made);
  // Truncating sets the time even when there is nothing to cut off.
  errno = 0;
  if (!error && !std::ofstream(path, std::ios::trunc)) error = {errno, std::generic_category()};
  if (error) report_write_error(path, error, diagnostics);
  return !error;
}

}  // namespace statusgen
