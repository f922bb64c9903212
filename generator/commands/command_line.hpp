// The command line of one sub-command: which options it knows, and what was given. Parsing is cxxopts'.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.hpp"

namespace statusgen {

// Exit codes of every command.
enum class Exit : int {
  done = 0,
  wrong_input = 1,    // an input has errors, or a file could not be written
  wrong_usage = 2,    // the command line is wrong
  differences = 3,    // a comparison found differences, a response breaks a rule
};

enum class Color { automatic, always, never };

// Groups of options that several commands share.
enum OptionGroup : unsigned {
  kInputs = 1,        // --spec --overlay --templates --locale --where --max-…
  kProducts = 2,      // --set --config
  kOutput = 4,        // -o --force --depfile --stamp
  kPlan = 8,          // --plan
  kEject = 16,        // --eject
  kData = 32,         // --data --include-dir --language
  kFormat = 64,       // --format --columns
  kReport = 128,      // --format of a report
  kSpecInputs = 256,  // kInputs without --locale and --where
  kExplain = 512,     // --format of an explanation
  kInject = 1024,     // --check --force --config
  kTemplates = 2048,  // --templates
  kInit = 4096,       // --for
};

struct CommandLine {
  std::vector<std::string> arguments;
  std::optional<std::string> spec, where, config, output, depfile, stamp, eject, data, language, format, preset;
  std::vector<std::string> overlays, templates, locales, columns, settings, include_dirs;
  std::optional<std::size_t> max_include_depth, max_macro_depth, max_steps, max_output;
  bool force = false, check = false, plan = false, quiet = false, verbose = false, help = false;
  Color color = Color::automatic;
  std::string help_text;
};

// An option as a shell needs to know it.
struct KnownOption {
  std::string_view name;
  std::string_view letter;  // or empty
  std::string_view help;
  std::string_view value;   // what stands for the value in the help text; empty: a switch
};

std::vector<KnownOption> known_options(unsigned groups);

// Empty with an error reported when an option is unknown, lacks its value or has a wrong one.
std::optional<CommandLine> parse_command_line(std::string_view command, std::string_view arguments, std::string_view summary, unsigned groups,
                                              const std::vector<std::string>& given, Diagnostics& diagnostics);

}  // namespace statusgen
