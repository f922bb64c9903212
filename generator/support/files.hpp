// Reading files, and the two shapes in which files travel through the program: one that was read from a tree of inputs
// (spec/, templates/, embedded or on disk) and one that is to be written.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.hpp"

namespace statusgen {

// A file to be: `path` is relative to the output folder, with "/" on every system.
struct OutputFile {
  std::string path;
  std::string bytes;
};

// The whole file, in binary. On failure an error is reported and nothing returned. `source_span` says where the name
// came from, if anywhere.
std::optional<std::string> read_file(const std::filesystem::path& path, Diagnostics& diagnostics, Span asked_for = {});

// A read-only tree of files compiled into the executable: what spec/ and templates/ held when it was built.
struct EmbeddedFile {
  std::string_view path;  // "spec/http-status-codes.json"
  std::string_view bytes;
};
std::optional<std::string_view> find_embedded(std::string_view path);
// In ascending order of path.
const std::vector<EmbeddedFile>& embedded_files();

}  // namespace statusgen
