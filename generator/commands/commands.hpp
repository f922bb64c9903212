// The sub-commands: one row each in the table that main() looks into, one file each beside this one.
#pragma once

#include <ostream>
#include <span>
#include <string_view>

#include "commands/command_line.hpp"
#include "support/diagnostic.hpp"
#include "support/source.hpp"

namespace statusgen {

// Where results go: `width` counts columns, and is 0 where nobody reads lines of a certain width.
struct Terminal {
  bool color = false;
  std::size_t width = 0;
};

// What a command works with. Results go to `out`; everything else is a diagnostic.
struct Session {
  const CommandLine& line;
  std::ostream& out;
  SourceSet& sources;
  Diagnostics& diagnostics;
  Terminal terminal;
};

struct Command {
  std::string_view name;
  Exit (*run)(Session&);
  std::string_view arguments;  // for the help text
  std::string_view summary;
  unsigned groups;             // of options
  void (*more_help)(Session&) = nullptr;  // what the help text ends with
};

Exit run_generate(Session& session);
Exit run_check(Session& session);
Exit run_completion(Session& session);
Exit run_diff(Session& session);
Exit run_explain(Session& session);
Exit run_init(Session& session);
Exit run_inject(Session& session);
Exit run_products(Session& session);
Exit run_render(Session& session);
Exit run_show(Session& session);
Exit run_validate(Session& session);
Exit run_schema(Session& session);

// The presets with what each is for.
void print_presets(Session& session);

std::span<const Command> commands();

// Parses, runs, prints the diagnostics to `err`; the exit code of the program.
int run_program(std::span<const char* const> arguments, std::ostream& out, std::ostream& err, Terminal of_out, bool err_in_color);

}  // namespace statusgen
