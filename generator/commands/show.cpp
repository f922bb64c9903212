#include <algorithm>

#include "commands/commands.hpp"
#include "commands/workspace.hpp"
#include "product/view.hpp"
#include "support/utf8.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

using Codes = std::vector<const Json*>;

std::string text_at(const Json& json, std::string_view member) {
  const Json* found = json.find(member);
  return found != nullptr && found->string() != nullptr ? *found->string() : "";
}

std::string folded(std::string_view text) { return to_casing(text, Casing::snake); }

// Everything that a code may be called: its name, label and phrase, former phrases, other labels.
std::vector<std::string> names_of(const Json& code) {
  std::vector<std::string> out{text_at(code, "name"), text_at(code, "label"), text_at(code, "phrase")};
  for (const char* list : {"formerly", "also_called"}) {
    const Json* items = code.find(list);
    if (items == nullptr || items->array() == nullptr) continue;
    for (const Json& item : *items->array()) out.push_back(text_at(item, list == std::string_view("formerly") ? "phrase" : "label"));
  }
  return out;
}

// 404, 4xx, 400-417, not_found, "not found"; with "cloudflare:" in front only that definer's.
bool matches(const Json& code, std::string_view wanted) {
  if (const std::size_t colon = wanted.find(':'); colon != std::string_view::npos) {
    if (text_at(code, "defined_by") != wanted.substr(0, colon)) return false;
    wanted.remove_prefix(colon + 1);
  }
  const std::string number = std::to_string(*code.find("code")->integer());
  const std::string padded = std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number;
  const bool digits = !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), is_digit);
  if (digits) return padded == wanted || number == wanted;
  if (wanted.size() == 7 && wanted[3] == '-' && is_digit(wanted[0]) && is_digit(wanted[4])) return padded >= wanted.substr(0, 3) && padded <= wanted.substr(4);
  std::string lower(wanted);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  if (lower == text_at(code, "class")) return true;
  const std::string name = folded(wanted);
  const std::vector<std::string> names = names_of(code);
  return !name.empty() && std::any_of(names.begin(), names.end(), [&](const std::string& n) { return folded(n) == name; });
}

Codes matching(const Codes& codes, const std::string& wanted, Diagnostics& diagnostics) {
  Codes out;
  std::vector<std::string> names;
  for (const Json* code : codes) {
    if (matches(*code, wanted)) out.push_back(code);
    for (std::string& name : names_of(*code)) names.push_back(std::move(name));
  }
  if (out.empty()) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    diagnostics.error({}, "no code is called " + in_quotes(wanted), did_you_mean(wanted, views));
  }
  return out;
}

std::optional<Codes> selected(Session& session, Workspace& workspace, const Configuration& configuration) {
  std::vector<Condition> conditions;
  for (const Fragment& fragment : configuration.conditions) {
    auto condition = parse_condition(fragment, workspace.engine(), session.diagnostics);
    if (!condition) return {};
    conditions.push_back(std::move(*condition));
  }
  std::vector<const Condition*> pointers;
  for (const Condition& condition : conditions) pointers.push_back(&condition);
  const auto codes = select_codes(workspace.spec(), pointers, {}, workspace.engine(), session.diagnostics);
  if (!codes || session.line.arguments.empty()) return codes;
  Codes out;
  for (const std::string& wanted : session.line.arguments) {
    for (const Json* code : matching(*codes, wanted, session.diagnostics)) {
      if (std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
    }
  }
  if (session.diagnostics.has_errors()) return {};
  return out;
}

}  // namespace

Exit run_show(Session& session) {
  const Configuration configuration = configure_inputs(session.line, session.sources, session.diagnostics);
  Workspace workspace(configuration.inputs, limits_of(session.line), session.sources, session.diagnostics);
  if (!workspace.has_spec()) return Exit::wrong_input;
  const std::optional<Codes> codes = selected(session, workspace, configuration);
  const std::vector<const Json*> locales = workspace.locales(configuration.inputs.locales);
  if (!codes || locales.empty()) return Exit::wrong_input;
  // How it looks is a template's business, as everywhere. Many codes are a table unless something else is asked for.
  const std::string format = session.line.format.value_or(codes->size() > 3 ? "table" : "text");
  const std::string name = "show/" + format + (format == "json" ? ".json.j2" : ".txt.j2");
  const jinja::Template* parsed = workspace.engine().find(name, session.diagnostics);
  if (parsed == nullptr) {
    if (!session.diagnostics.has_errors()) session.diagnostics.error({}, "show has no format " + in_quotes(format), "there are text, table and json");
    return Exit::wrong_usage;
  }
  const View view = make_view(workspace.spec(), *codes);
  jinja::Context context;
  workspace.engine().set(context, "spec", jinja::Value::from(workspace.spec()));
  workspace.engine().set(context, "codes", view.codes);
  workspace.engine().set(context, "locale", jinja::Value::from(*locales.front()));
  std::string out;
  if (!workspace.engine().render(*parsed, context, jinja::language_of_path(name), out, session.diagnostics)) return Exit::wrong_input;
  session.out << out;
  return Exit::done;
}

}  // namespace statusgen
