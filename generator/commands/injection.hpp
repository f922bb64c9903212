// What inject, generate, check and validate have in common: from the names of hand-written files to their new texts, and
// from there to the disk.
#pragma once

#include <optional>
#include <vector>

#include "commands/commands.hpp"
#include "commands/workspace.hpp"
#include "inject/inject.hpp"
#include "output/compare.hpp"

namespace statusgen {

struct InjectedFile {
  std::filesystem::path path;
  const Source* source = nullptr;
  Injection injection;

  bool changes() const { return injection.text != source->text(); }
  Difference difference() const;
};

// The files that the configuration names, all errors of all files reported; empty when there are any.
std::optional<std::vector<InjectedFile>> inject_files(const Configuration& configuration, Workspace& workspace, Session& session);

// Whether write_injected would go through as far as can be seen. Edits by hand are errors unless --force is given, and the
// difference that would overwrite them is printed.
bool can_write(const std::vector<InjectedFile>& files, Session& session);

// Each file whole or not at all, and only where it changes.
bool write_injected(const std::vector<InjectedFile>& files, Diagnostics& diagnostics);

// How many there are; each is printed.
std::size_t print_differences(const std::vector<InjectedFile>& files, std::ostream& out);

// Whether only --force would put the files right.
bool has_edits(const std::vector<InjectedFile>& files);

}  // namespace statusgen
