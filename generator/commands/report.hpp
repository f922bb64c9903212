// How a command's result becomes text: a template templates/<command>/<format>.*.j2 for each format, so that looks stay
// out of the program, and tables of chosen members for show.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/commands.hpp"
#include "commands/workspace.hpp"

namespace statusgen {

// The templates of a folder by the names that choose them: show/csv.csv.j2 is "csv". A "_" begins what is a part of others.
std::map<std::string, std::string> choices_of(std::string_view folder, const jinja::Engine& engine);

// A word of a POSIX shell.
std::string shell_word(const std::string& text);

// Which template serves a format of a command; empty with an error that names the formats there are.
std::string report_template(std::string_view command, std::string_view format, const jinja::Engine& engine, Diagnostics& diagnostics);

// The variables that every report has: `width`, the columns of the terminal or 0, and `style`, with the escape sequences
// `bold`, `dim` and `reset`, which are empty where there is no color; `verbose`.
void set_terminal(jinja::Context& context, jinja::Engine& engine, const Session& session);

// False when the template is wrong or fails, which is then reported.
bool print_report(const std::string& name, const jinja::Context& context, jinja::Engine& engine, Session& session);

// Each column must be a member of a code; the error points into --columns.
bool check_columns(std::span<const std::string> columns, const Json& spec, SourceSet& sources, Diagnostics& diagnostics);

// One text for each column. Yes and no for booleans, lists with commas between their items, of objects the title or name;
// nothing for null.
std::vector<std::string> row_of(const Json& code, std::span<const std::string> columns);

// The code with those members only.
Json only_columns(const Json& code, std::span<const std::string> columns);

}  // namespace statusgen
