# statusgen_embed_files(<output.cpp> <root> <folder>…)
#
# Writes a C++ file that holds every .json and .j2 file below the folders, under its path relative to <root>, as
# declared in support/files.hpp. It is written again when one of them changes or a file comes or goes. The work is done
# by CMake itself: a helper program would have to be built for the machine that builds, which is another one when
# cross-compiling.

function(statusgen_embed_files output root)
  set(files "")
  foreach(folder IN LISTS ARGN)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE "${root}" "${root}/${folder}/*.json" "${root}/${folder}/*.j2")
    list(APPEND files ${found})
  endforeach()
  list(SORT files)
  set(inputs ${files})
  list(TRANSFORM inputs PREPEND "${root}/")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DROOT=${root}" "-DFILES=${files}" -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    DEPENDS ${inputs} "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    COMMENT "Embedding spec and templates"
    VERBATIM)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

set(arrays "")
set(rows "")
set(index 0)
foreach(file IN LISTS FILES)
  file(READ "${ROOT}/${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(REPLACE "'\\x0a'," "'\\x0a',\n" bytes "${bytes}")  # a line of the file is a line here
  string(APPEND arrays "constexpr char file_${index}[] = {${bytes}'\\0'};\n")
  string(APPEND rows "      {\"${file}\", {file_${index}, sizeof file_${index} - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()

file(WRITE "${OUTPUT}" "// Generated from spec/ and templates/ by cmake/EmbedFiles.cmake.
#include \"support/files.hpp\"

#include <algorithm>

namespace statusgen {
namespace {

${arrays}
}  // namespace

const std::vector<EmbeddedFile>& embedded_files() {
  static const std::vector<EmbeddedFile> files = {
${rows}  };
  return files;
}

std::optional<std::string_view> find_embedded(std::string_view path) {
  const auto& files = embedded_files();
  const auto it = std::lower_bound(files.begin(), files.end(), path, [](const EmbeddedFile& file, std::string_view name) { return file.path < name; });
  if (it == files.end() || it->path != path) return {};
  return it->bytes;
}

}  // namespace statusgen
")
