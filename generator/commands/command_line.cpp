#include "commands/command_line.hpp"

// Values keep their commas: file names and expressions have them.
#define CXXOPTS_VECTOR_DELIMITER '\0'
#include <cxxopts.hpp>

#include "support/words.hpp"

namespace statusgen {
namespace {

struct Row {
  unsigned group;  // 0: every command
  const char* name;
  const char* help;
  const char* value;  // what stands for the value in the help text; empty: a switch
  bool repeated = false;
};

constexpr Row kRows[] = {
    {kOutput, "o,output", "folder to write to: each product gets a folder of its own in it, or with --config the one named there", "DIR"},
    {kProducts, "set", "value of a product's option; repeatable", "[PRODUCT.]OPTION=VALUE", true},
    {kProducts | kInject, "config", "configuration to use instead of ./statusgen.json", "FILE"},
    {kInputs | kSpecInputs, "spec", "spec to use instead of the built-in one", "FILE"},
    {kInputs | kSpecInputs, "overlay", "partial spec to lay over the spec; repeatable, later ones win", "FILE", true},
    {kInputs | kSpecInputs | kTemplates, "templates", "folder with templates and products that go before the built-in ones; repeatable", "DIR", true},
    {kInputs, "locale", "languages: tags or locale files separated by commas, or all; the first is the main one", "TAG[,TAG]", true},
    {kInputs, "where", "keep the codes for which this expression is true", "EXPR"},
    {kInputs | kSpecInputs, "max-include-depth", "templates inside templates", "N"},
    {kInputs | kSpecInputs, "max-macro-depth", "macros inside macros", "N"},
    {kInputs | kSpecInputs, "max-steps", "loop steps of one output", "N"},
    {kInputs | kSpecInputs, "max-output", "bytes of one output", "N"},
    {kOutput, "force", "overwrite files that statusgen does not own, and blocks that were edited by hand", ""},
    {kInject, "force", "overwrite blocks that were edited by hand", ""},
    {kInject, "check", "write nothing; show what would change, and exit with 3 if there is anything", ""},
    {kOutput, "depfile", "write what was read, for Make and Ninja; needs --stamp", "FILE"},
    {kOutput, "stamp", "touch this file last, on success", "FILE"},
    {kPlan, "plan", "write nothing; print each output's template and variables as JSON", ""},
    {kEject, "eject", "copy the product's files into this folder, to be edited", "DIR"},
    {kInit, "for", "what the configuration is for: one of the presets below", "PRESET"},
    {kData, "data", "JSON file with the variables", "FILE"},
    {kData, "include-dir", "folder to look for other templates in; repeatable", "DIR", true},
    {kData, "language", "language of the output instead of that of the file name", "NAME"},
    {kData, "max-include-depth", "templates inside templates", "N"},
    {kData, "max-macro-depth", "macros inside macros", "N"},
    {kData, "max-steps", "loop steps", "N"},
    {kData, "max-output", "bytes of output", "N"},
    {kFormat, "format", "text, table, json, csv or md", "FORMAT"},
    {kFormat, "columns", "members of a code for table, json, csv and md", "NAME[,NAME]", true},
    {kExplain, "format", "text or json", "FORMAT"},
    {kReport, "format", "text, json or md", "FORMAT"},
    {0, "color", "color: auto, always or never", "WHEN"},
    {0, "v,verbose", "say more", ""},
    {0, "q,quiet", "say nothing on success", ""},
    {0, "h,help", "this text", ""},
};

std::string_view long_name(const Row& row) {
  const std::string_view name = row.name;
  return name.substr(name.find(',') == std::string_view::npos ? 0 : name.find(',') + 1);
}

bool offered(const Row& row, unsigned groups) { return row.group == 0 || (row.group & groups) != 0; }

// cxxopts 3.1 says "Option ‘x’ does not exist": the name is what stands in the quotes.
std::string quoted_part(const std::string& message) {
  const auto begin = message.find("\u2018"), end = message.find("\u2019");
  if (begin == std::string::npos || end == std::string::npos) return message;
  return message.substr(begin + 3, end - begin - 3);
}

std::string dashed(const std::string& name) { return (name.size() > 1 ? "--" : "-") + name; }

// cxxopts would take "--force=yes" for a wrong kind of value without saying of which option.
bool check_switches(const std::vector<std::string>& given, std::string_view command, unsigned groups, Diagnostics& diagnostics) {
  for (const std::string& argument : given) {
    if (argument == "--") break;
    const std::size_t equals = argument.find('=');
    if (!argument.starts_with("--") || equals == std::string::npos) continue;
    const std::string_view name = std::string_view(argument).substr(2, equals - 2);
    for (const Row& row : kRows) {
      if (!offered(row, groups) || long_name(row) != name || !std::string_view(row.value).empty()) continue;
      diagnostics.error({}, "the option --" + std::string(name) + " takes no value", "see statusgen " + std::string(command) + " --help");
      return false;
    }
  }
  return true;
}

void report(const cxxopts::exceptions::exception& error, std::string_view command, unsigned groups, Diagnostics& diagnostics) {
  const std::string name = quoted_part(error.what());
  const std::string help = "see statusgen " + std::string(command) + " --help";
  if (dynamic_cast<const cxxopts::exceptions::no_such_option*>(&error) != nullptr) {
    std::vector<std::string_view> names;
    for (const Row& row : kRows) {
      if (offered(row, groups)) names.push_back(long_name(row));
    }
    const std::optional<std::string> near = closest(name, names);
    diagnostics.error({}, "unknown option " + in_quotes(dashed(name)), near ? "did you mean --" + *near + "?" : help);
  } else if (dynamic_cast<const cxxopts::exceptions::missing_argument*>(&error) != nullptr) {
    diagnostics.error({}, "the option " + dashed(name) + " needs a value", help);
  } else {
    diagnostics.error({}, std::string(error.what()), help);
  }
}

void split_at_commas(const std::vector<std::string>& values, std::vector<std::string>& out) {
  for (std::string_view rest : values) {
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      if (comma > 0) out.emplace_back(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
}

class Reader {
 public:
  Reader(const cxxopts::ParseResult& result, Diagnostics& diagnostics) : result_(result), diagnostics_(diagnostics) {}

  std::optional<std::string> text(const char* name) const {
    return has(name) ? std::optional(result_[name].as<std::string>()) : std::nullopt;
  }
  std::vector<std::string> list(const char* name) const {
    return has(name) ? result_[name].as<std::vector<std::string>>() : std::vector<std::string>{};
  }
  bool flag(const char* name) const { return has(name) && result_[name].as<bool>(); }

  std::optional<std::size_t> number(const char* name) const {
    const std::optional<std::string> value = text(name);
    if (!value) return {};
    const bool digits = !value->empty() && value->size() < 16 && value->find_first_not_of("0123456789") == std::string::npos;
    if (digits && *value != "0") return std::stoull(*value);
    diagnostics_.error({}, "the option --" + std::string(name) + " takes a number above 0, not " + in_quotes(*value));
    return {};
  }

  Color color() const {
    const std::string value = text("color").value_or("auto");
    if (value == "always") return Color::always;
    if (value == "never") return Color::never;
    if (value != "auto") diagnostics_.error({}, "the option --color takes auto, always or never, not " + in_quotes(value));
    return Color::automatic;
  }

 private:
  bool has(const char* name) const { return result_.count(name) > 0; }

  const cxxopts::ParseResult& result_;
  Diagnostics& diagnostics_;
};

CommandLine read(const cxxopts::ParseResult& result, Diagnostics& diagnostics) {
  const Reader reader(result, diagnostics);
  CommandLine out;
  out.arguments = reader.list("arguments");
  out.spec = reader.text("spec");
  out.where = reader.text("where");
  out.config = reader.text("config");
  out.output = reader.text("output");
  out.depfile = reader.text("depfile");
  out.stamp = reader.text("stamp");
  out.eject = reader.text("eject");
  out.data = reader.text("data");
  out.language = reader.text("language");
  out.format = reader.text("format");
  out.preset = reader.text("for");
  out.overlays = reader.list("overlay");
  out.templates = reader.list("templates");
  out.settings = reader.list("set");
  out.include_dirs = reader.list("include-dir");
  split_at_commas(reader.list("locale"), out.locales);
  split_at_commas(reader.list("columns"), out.columns);
  out.max_include_depth = reader.number("max-include-depth");
  out.max_macro_depth = reader.number("max-macro-depth");
  out.max_steps = reader.number("max-steps");
  out.max_output = reader.number("max-output");
  out.force = reader.flag("force");
  out.check = reader.flag("check");
  out.plan = reader.flag("plan");
  out.quiet = reader.flag("quiet");
  out.verbose = reader.flag("verbose");
  out.help = reader.flag("help");
  out.color = reader.color();
  return out;
}

}  // namespace

std::vector<KnownOption> known_options(unsigned groups) {
  std::vector<KnownOption> out;
  for (const Row& row : kRows) {
    const std::string_view name = long_name(row), letter = std::string_view(row.name).substr(0, name.size() < std::string_view(row.name).size() ? 1 : 0);
    if (offered(row, groups)) out.push_back({name, letter, row.help, row.value});
  }
  return out;
}

std::optional<CommandLine> parse_command_line(std::string_view command, std::string_view arguments, std::string_view summary, unsigned groups,
                                              const std::vector<std::string>& given, Diagnostics& diagnostics) {
  cxxopts::Options options("statusgen " + std::string(command), std::string(summary) + "\n");
  options.custom_help("[OPTION…]").positional_help(std::string(arguments)).set_width(100);
  auto add = options.add_options();
  for (const Row& row : kRows) {
    if (!offered(row, groups)) continue;
    const auto value = row.repeated              ? cxxopts::value<std::vector<std::string>>()
                       : std::string_view(row.value).empty() ? cxxopts::value<bool>()
                                                             : cxxopts::value<std::string>();
    add(row.name, row.help, value, row.value);
  }
  options.add_options("positional")("arguments", "", cxxopts::value<std::vector<std::string>>());
  options.parse_positional({"arguments"});

  if (!check_switches(given, command, groups, diagnostics)) return {};
  std::vector<const char*> argv{"statusgen"};
  for (const std::string& argument : given) argv.push_back(argument.c_str());
  try {
    const cxxopts::ParseResult result = options.parse(static_cast<int>(argv.size()), argv.data());
    CommandLine out = read(result, diagnostics);
    out.help_text = options.help({""});
    if (diagnostics.has_errors()) return {};
    return out;
  } catch (const cxxopts::exceptions::exception& error) {
    report(error, command, groups, diagnostics);
    return {};
  }
}

}  // namespace statusgen
