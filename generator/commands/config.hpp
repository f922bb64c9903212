// What a run is asked to make: from the command line, or from statusgen.json with the command line over it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "commands/command_line.hpp"
#include "product/options.hpp"
#include "support/source.hpp"

namespace statusgen {

// One product for one folder.
struct Job {
  std::string product;
  Span product_span;
  std::filesystem::path directory;  // receives the product's files directly
  Span directory_span;
  std::vector<Setting> settings;
  std::vector<Fragment> conditions;
  std::vector<std::string> locales;  // tags or paths; empty: those of the whole run
};

struct InputFile {
  std::filesystem::path path;
  Span span;  // where it was named, if in a file
};

struct Inputs {
  std::optional<InputFile> spec;
  std::vector<InputFile> overlays;
  std::vector<InputFile> templates;
  std::vector<std::string> locales;
  std::filesystem::path base;             // what files named in options and locales are relative to
  std::optional<std::string> config_file;
};

struct Configuration {
  Inputs inputs;
  std::vector<Job> jobs;
  bool all_products = false;  // every product, each in a folder of its own below `output`
  std::filesystem::path output;
  std::vector<Setting> settings;       // of all jobs
  std::vector<Fragment> conditions;    // of all jobs and blocks
  std::vector<InputFile> inject;       // hand-written files with marked blocks
};

// The inputs that a command without products needs.
Configuration configure_inputs(const CommandLine& line, SourceSet& sources, Diagnostics& diagnostics);

// Empty when something is wrong, with the error reported; `usage` then says whether it was the command line.
std::optional<Configuration> configure(const CommandLine& line, SourceSet& sources, Diagnostics& diagnostics, bool& usage);

// The same for inject: the files on the command line go before those of the configuration, if there is one.
std::optional<Configuration> configure_inject(const CommandLine& line, SourceSet& sources, Diagnostics& diagnostics, bool& usage);

}  // namespace statusgen
