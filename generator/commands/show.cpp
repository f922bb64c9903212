#include <algorithm>

#include "commands/report.hpp"
#include "product/view.hpp"
#include "support/json_parts.hpp"
#include "support/utf8.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

using Codes = std::vector<const Json*>;

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

// 404, 4xx, 400-417, not_found, "not found", a definer; with "cloudflare:" in front only that definer's.
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
  if (!lower.empty() && (lower == text_at(code, "class") || lower == text_at(code, "defined_by"))) return true;
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
    const bool unknown = wanted.size() == 3 && std::all_of(wanted.begin(), wanted.end(), is_digit) && wanted[0] >= '1' && wanted[0] <= '5';
    diagnostics.error({}, "no code is called " + in_quotes(wanted), unknown ? std::string("a client takes it for ") + wanted[0] + "00" : wanted.empty() ? "" : did_you_mean(wanted, views));
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

// `columns` and `rows`, for the formats that are tables.
void set_rows(jinja::Context& context, jinja::Engine& engine, const Codes& codes, std::vector<std::string> columns) {
  if (columns.empty()) columns = {"code", "label", "definer", "summary"};
  const auto texts = [](const std::vector<std::string>& from) {
    jinja::List out;
    for (const std::string& text : from) out.push_back(jinja::Value::text(text));
    return jinja::Value::list(std::move(out));
  };
  jinja::List rows;
  for (const Json* code : codes) rows.push_back(texts(row_of(*code, columns)));
  engine.set(context, "columns", texts(columns));
  engine.set(context, "rows", jinja::Value::list(std::move(rows)));
}

}  // namespace

Exit run_show(Session& session) {
  const Configuration configuration = configure_inputs(session.line, session.sources, session.diagnostics);
  Workspace workspace(configuration.inputs, limits_of(session.line), session.sources, session.diagnostics);
  if (!workspace.has_spec()) return Exit::wrong_input;
  const std::optional<Codes> codes = selected(session, workspace, configuration);
  const std::vector<const Json*> locales = workspace.locales(configuration.inputs.locales);
  if (!codes || locales.empty()) return Exit::wrong_input;
  const std::vector<std::string>& columns = session.line.columns;
  if (!check_columns(columns, workspace.spec(), session.sources, session.diagnostics)) return Exit::wrong_usage;
  // Many codes are a table unless something else is asked for.
  const std::string format = session.line.format.value_or(codes->size() > 3 || !columns.empty() ? "table" : "text");
  const std::string name = report_template("show", format, workspace.engine(), session.diagnostics);
  if (name.empty()) return Exit::wrong_usage;
  const View view = make_view(workspace.spec(), *codes);
  jinja::Engine& engine = workspace.engine();
  jinja::Context context;
  set_terminal(context, engine, session);
  engine.set(context, "spec", jinja::Value::from(workspace.spec()));
  engine.set(context, "locale", jinja::Value::from(*locales.front()));
  Json::Array reduced;
  for (const Json* code : *codes) reduced.push_back(only_columns(*code, columns));
  const Json reduced_codes{std::move(reduced), {}};
  engine.set(context, "codes", columns.empty() ? view.codes : jinja::Value::from(reduced_codes));
  set_rows(context, engine, *codes, columns);
  if (!print_report(name, context, engine, session)) return Exit::wrong_input;
  return Exit::done;
}

}  // namespace statusgen
