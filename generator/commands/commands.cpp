#include "commands/commands.hpp"

#include <algorithm>

#include "support/words.hpp"

namespace statusgen {
namespace {

constexpr Command kCommands[] = {
    {"init", run_init, "[DIR]", "Writes a first statusgen.json, to be edited; --help lists what for. An existing one stays.", kInit | kTemplates, print_presets},
    {"generate", run_generate, "[PRODUCT…]", "Writes what the products make. Without -o the folders stand in statusgen.json.", kInputs | kProducts | kOutput | kPlan},
    {"check", run_check, "[PRODUCT…]", "Writes nothing; shows what generate would change, and exits with 3 if there is anything.", kInputs | kProducts | kOutput},
    {"inject", run_inject, "[FILE…]", "Refreshes the marked blocks in hand-written files. Without FILE they stand in statusgen.json.", kInputs | kInject},
    {"show", run_show, "[WHAT…]", "Shows codes: 404, 4xx, \"not found\", not_found, cloudflare:520.", kInputs | kFormat},
    {"explain", run_explain, "[FILE]", "Says what raw responses mean and what is wrong with them: curl -si URL | statusgen explain.", kSpecInputs | kExplain},
    {"diff", run_diff, "OLD [NEW]", "Shows what changed in meaning between two specs, or IANA's registry as CSV and a spec.", kSpecInputs | kReport},
    {"validate", run_validate, "[FILE…]", "Checks specs, overlays, locales, products, configurations and templates; --locale tells what locales lack.", kInputs},
    {"products", run_products, "[PRODUCT]", "Lists the products, or one product's options and outputs.", kInputs | kEject},
    {"schema", run_schema, "KIND", "Prints the JSON Schema of a spec, overlay, locale, product or config.", 0},
    {"render", run_render, "TEMPLATE", "Renders one template to standard output.", kData},
    {"completion", run_completion, "SHELL", "Prints a script with which a shell completes command lines: source <(statusgen completion bash).", kTemplates},
};

void print_overview(std::ostream& out) {
  out << "statusgen: HTTP status codes as a single source of truth\n\nUsage: statusgen COMMAND [ARGUMENT…] [OPTION…]\n\n";
  for (const Command& command : kCommands) {
    const std::string usage = std::string(command.name) + " " + std::string(command.arguments);
    // An ellipsis is three bytes and one column.
    const std::size_t columns = usage.size() - 2 * static_cast<std::size_t>(std::count(usage.begin(), usage.end(), '\xA6'));
    out << "  " << usage << std::string(columns < 22 ? 22 - columns : 1, ' ') << command.summary << "\n";
  }
  out << "\nstatusgen COMMAND --help lists the options of a command; statusgen --version tells the version.\n"
         "Exit codes: 0 done, 1 an input is wrong, 2 the command line is wrong, 3 a comparison found differences or a response breaks a rule.\n";
}

// Whether every error stands in an argument, such as --where.
bool only_arguments(const Diagnostics& diagnostics) {
  return std::all_of(diagnostics.all().begin(), diagnostics.all().end(), [](const Diagnostic& d) {
    return d.severity == Severity::warning || (d.span.source != nullptr && d.span.source->name().starts_with("--"));
  });
}

Exit run_command(const Command& command, const std::vector<std::string>& given, std::ostream& out, SourceSet& sources, Diagnostics& diagnostics, Terminal terminal, Color& color) {
  const std::optional<CommandLine> line = parse_command_line(command.name, command.arguments, command.summary, command.groups, given, diagnostics);
  if (!line) return Exit::wrong_usage;
  color = line->color;
  Session session{*line, out, sources, diagnostics, terminal};
  if (line->help) {
    out << line->help_text;
    if (command.more_help != nullptr) command.more_help(session);
    return Exit::done;
  }
  return command.run(session);
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

int run_program(std::span<const char* const> arguments, std::ostream& out, std::ostream& err, Terminal of_out, bool err_in_color) {
  const std::string_view name = arguments.empty() ? "--help" : arguments[0];
  SourceSet sources;
  Diagnostics diagnostics;
  Color color = Color::automatic;
  Exit exit = Exit::done;
  const auto command = std::find_if(std::begin(kCommands), std::end(kCommands), [&](const Command& c) { return c.name == name; });
  if (command != std::end(kCommands)) {
    exit = run_command(*command, {arguments.begin() + 1, arguments.end()}, out, sources, diagnostics, of_out, color);
  } else if (name == "--help" || name == "-h" || name == "help") {
    print_overview(arguments.empty() ? err : out);
    exit = arguments.empty() ? Exit::wrong_usage : Exit::done;
  } else if (name == "--version") {
    out << "statusgen " << STATUSGEN_VERSION << "\n";
  } else {
    std::vector<std::string_view> names;
    for (const Command& c : kCommands) names.push_back(c.name);
    const std::string hint = did_you_mean(name, names);
    diagnostics.error({}, (name.starts_with('-') ? "unknown option " : "there is no command ") + in_quotes(name), hint.empty() ? "see statusgen --help" : hint);
    exit = Exit::wrong_usage;
  }
  err << diagnostics.render(color == Color::always || (color == Color::automatic && err_in_color));
  if (exit == Exit::done && diagnostics.has_errors()) exit = Exit::wrong_input;
  if (exit == Exit::wrong_input && only_arguments(diagnostics)) exit = Exit::wrong_usage;
  return static_cast<int>(exit);
}

}  // namespace statusgen
