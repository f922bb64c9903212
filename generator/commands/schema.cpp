#include "spec/schema.hpp"

#include "commands/commands.hpp"
#include "support/json.hpp"
#include "support/words.hpp"

namespace statusgen {

Exit run_schema(Session& session) {
  constexpr std::pair<std::string_view, FileKind> kKinds[] = {
      {"spec", FileKind::spec}, {"overlay", FileKind::overlay}, {"locale", FileKind::locale}, {"product", FileKind::product}, {"block", FileKind::block}, {"config", FileKind::config}};
  std::vector<std::string_view> names;
  const std::string wanted = session.line.arguments.size() == 1 ? session.line.arguments[0] : "";
  for (const auto& [name, kind] : kKinds) {
    names.push_back(name);
    if (name != wanted) continue;
    session.out << to_json_text(schema(kind), 2) << "\n";
    return Exit::done;
  }
  const std::string hint = did_you_mean(wanted, names);
  session.diagnostics.error({}, "schema takes one of " + list_or(names), hint);
  return Exit::wrong_usage;
}

}  // namespace statusgen
