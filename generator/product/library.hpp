// Where templates and products come from: the folders given with --templates, in that order, before the built-in ones.
// A file in a folder replaces the built-in file of the same name, so a user changes one template without copying the
// rest. Remembers what was read and searched, for depfiles.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.hpp"
#include "support/files.hpp"
#include "support/source.hpp"

namespace statusgen {

class Library {
 public:
  // A folder that does not exist is an error at its span.
  struct Folder {
    std::filesystem::path path;
    Span span;
  };
  Library(std::vector<Folder> folders, SourceSet& sources, Diagnostics& diagnostics);

  // A text file by its name below templates/ ("cpp/http_status.hpp.j2"), line ends as "\n". Null when there is none.
  const Source* load(std::string_view name);

  // Sorted. Templates are the files that end in ".j2".
  std::vector<std::string> template_names() const;
  std::vector<std::string> product_names() const;
  // Every file of a product's folder, for --eject: name and bytes.
  std::vector<OutputFile> files_of(std::string_view product);

  // The files and folders on disk that a run depended on.
  std::set<std::string> dependencies() const;

 private:
  std::set<std::string> names() const;

  std::vector<Folder> folders_;
  SourceSet& sources_;
  Diagnostics& diagnostics_;
  std::map<std::string, const Source*, std::less<>> loaded_;
  std::set<std::string> read_;
};

}  // namespace statusgen
