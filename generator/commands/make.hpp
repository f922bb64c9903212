// What generate and check have in common: everything up to the files in memory.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "commands/commands.hpp"
#include "commands/injection.hpp"
#include "commands/workspace.hpp"
#include "product/plan.hpp"
#include "product/render.hpp"

namespace statusgen {

// The files for one folder. Products that share a folder are one set: the folder has one manifest.
struct FileSet {
  std::filesystem::path directory;
  std::vector<OutputFile> files;
};

struct Made {
  std::optional<Configuration> configuration;
  std::unique_ptr<Workspace> workspace;
  std::deque<Product> products;
  std::vector<std::unique_ptr<Plan>> plans;    // one per job, in order
  std::vector<const Job*> jobs;                // of each plan
  std::vector<InjectedFile> injected;
  Exit exit = Exit::done;                      // why there are no plans, if there are none
};

Made make_plans(Session& session);

// Empty with errors reported.
std::optional<std::vector<FileSet>> make_files(Made& made, Session& session);

}  // namespace statusgen
