#include "output/paths.hpp"

#include <algorithm>
#include <map>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

// The usual limit of a file system less the prefix of the temporary file beside it.
constexpr std::size_t kMaxName = 255 - kTemporaryPrefix.size();

// ASCII only: what file systems do beyond it (Unicode case, normalisation) differs from one to the next.
std::string folded(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

std::optional<std::string> name_problem(std::string_view name) {
  if (name.empty()) return "has an empty name between, before or after its slashes";
  if (name == "." || name == "..") return "has the name " + in_quotes(name) + " in it";
  // Every tool would take it for an option, and sha256sum takes "-" for its standard input.
  if (name.front() == '-') return "has a name that begins with \"-\"";
  if (folded(name).starts_with(kReservedPrefix)) {
    return "has a name that begins with " + in_quotes(kReservedPrefix) + ", which is reserved";
  }
  if (name.size() > kMaxName) return "has a name of more than " + std::to_string(kMaxName) + " bytes";
  return {};
}

std::optional<std::string> character_problem(std::string_view path) {
  for (std::size_t i = 0; i < path.size();) {
    const CodePoint c = decode_utf8(path, i);
    if (!c.valid) return "is not valid UTF-8";
    if (c.value == '\\') return "has a backslash";
    if (is_control(c.value) || is_bidi_control(c.value)) return "has a control character";
    i += c.length;
  }
  return {};
}

void check_pair(const std::string& first, const std::string& second, Diagnostics& diagnostics) {
  if (first == second) {
    diagnostics.error({}, "two outputs have the path " + in_quotes(first), "give one of them another path");
  } else {
    diagnostics.error({}, "the output paths " + in_quotes(first) + " and " + in_quotes(second) + " differ in case only",
                      "rename one: on macOS and Windows they are one file");
  }
}

}  // namespace

std::optional<std::string> path_problem(std::string_view path) {
  if (path.empty()) return "is empty";
  if (path.front() == '/') return "is absolute";
  if (auto problem = character_problem(path)) return problem;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (auto problem = name_problem(path.substr(begin, end - begin))) return problem;
    begin = end + 1;
  }
  return {};
}

bool check_output_paths(std::span<const OutputFile> files, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  std::map<std::string, const std::string*> seen;
  for (const OutputFile& file : files) {
    if (const auto problem = path_problem(file.path)) {
      diagnostics.error({}, "the output path " + in_quotes(file.path) + " " + *problem, "change the output's path");
      continue;
    }
    const auto [other, is_new] = seen.emplace(folded(file.path), &file.path);
    if (!is_new) check_pair(*other->second, file.path, diagnostics);
  }
  for (const auto& [key, path] : seen) {
    for (std::string_view folder = folder_of(key); !folder.empty(); folder = folder_of(folder)) {
      const auto file = seen.find(std::string(folder));
      if (file == seen.end()) continue;
      diagnostics.error({}, in_quotes(*file->second) + " is an output and also the folder of " + in_quotes(*path),
                        "give one of them another path");
    }
  }
  return diagnostics.error_count() == before;
}

std::string temporary_path(std::string_view path) {
  const std::string_view folder = folder_of(path);
  const std::size_t name = folder.empty() ? 0 : folder.size() + 1;
  return std::string(path.substr(0, name)) + std::string(kTemporaryPrefix) + std::string(path.substr(name));
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

}  // namespace statusgen
