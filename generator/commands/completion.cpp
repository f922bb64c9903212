// What shells need to complete command lines, from the tables of commands and options; how they are told is the business
// of the templates in completion/.
#include <set>

#include "commands/report.hpp"
#include "spec/descriptor.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

using Words = std::vector<std::string>;

Json list_of(const Words& words) {
  Json out{Json::Array{}, {}};
  for (const std::string& word : words) out.array()->push_back(make_json(word));
  return out;
}

Words chosen(std::string_view folder, const jinja::Engine& engine) {
  Words out;
  for (const auto& row : choices_of(folder, engine)) out.push_back(row.first);
  return out;
}

Words numbers_of(const Json& spec) {
  std::set<std::int64_t> numbers;
  for (const Json& code : *spec.find("codes")->array()) numbers.insert(*code.find("code")->integer());
  Words out;
  for (const std::int64_t number : numbers) out.push_back(std::to_string(number));
  return out;
}

// "statusgen-spec/1" is a file of the kind "spec".
Words kinds() {
  Words out;
  for (const FileFormat& file : file_formats()) {
    const std::size_t begin = file.format.find('-') + 1;
    out.emplace_back(file.format.substr(begin, file.format.find('/') - begin));
  }
  return out;
}

// What may stand for the capitals in a help text.
class Values {
 public:
  explicit Values(Workspace& workspace) : workspace_(workspace) {}

  // Members `words` and `files`, which is "file", "folder" or empty.
  void describe(std::string_view placeholder, std::string_view command, Json& out) const {
    const std::string name(placeholder.substr(std::min(placeholder.find_first_not_of('['), placeholder.size())));
    const auto is = [&](std::string_view what) { return name.starts_with(what); };
    out.set("words", list_of(is("PRODUCT") ? workspace_.library().product_names()
                             : is("WHAT")  ? numbers_of(workspace_.spec())
                             : is("KIND")  ? kinds()
                             : is("WHEN")  ? Words{"auto", "always", "never"}
                             : is("SHELL") ? chosen("completion", workspace_.engine())
                             : is("PRESET") ? chosen("init", workspace_.engine())
                             : is("FORMAT") ? chosen(command, workspace_.engine())
                                            : Words{}));
    out.set("files", make_json(is("DIR") ? "folder" : is("FILE") || is("TEMPLATE") || is("OLD") ? "file" : ""));
  }

 private:
  Workspace& workspace_;
};

Json described(const Command& command, const Values& values) {
  Json options{Json::Array{}, {}};
  for (const KnownOption& option : known_options(command.groups)) {
    Json row{Json::Object{}, {}};
    row.set("name", make_json(option.name));
    row.set("letter", make_json(option.letter));
    row.set("help", make_json(option.help));
    row.set("value", make_json(option.value));
    // "[PRODUCT.]OPTION=VALUE" is no product.
    values.describe(option.value.starts_with('[') ? "" : option.value, command.name, row);
    options.array()->push_back(std::move(row));
  }
  Json out{Json::Object{}, {}};
  out.set("name", make_json(command.name));
  out.set("summary", make_json(command.summary));
  values.describe(command.arguments, command.name, out);
  out.set("options", std::move(options));
  return out;
}

}  // namespace

Exit run_completion(Session& session) {
  const CommandLine& line = session.line;
  const Configuration configuration = configure_inputs(line, session.sources, session.diagnostics);
  Workspace workspace(configuration.inputs, limits_of(line), session.sources, session.diagnostics);
  const auto shells = choices_of("completion", workspace.engine());
  const std::string wanted = line.arguments.size() == 1 ? line.arguments[0] : "";
  const auto shell = shells.find(wanted);
  if (shell == shells.end()) {
    std::vector<std::string_view> names;
    for (const auto& row : shells) names.push_back(row.first);
    session.diagnostics.error({}, "completion takes one of " + list_or(names), did_you_mean(wanted, names));
    return Exit::wrong_usage;
  }
  if (!workspace.has_spec()) return Exit::wrong_input;
  const Values values(workspace);
  Json rows{Json::Array{}, {}};
  for (const Command& command : commands()) rows.array()->push_back(described(command, values));
  jinja::Context context;
  workspace.engine().set(context, "commands", jinja::Value::from(rows));
  return print_report(shell->second, context, workspace.engine(), session) ? Exit::done : Exit::wrong_input;
}

}  // namespace statusgen
