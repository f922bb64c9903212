#include "commands/report.hpp"

#include <algorithm>

#include "support/utf8.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

std::string text_of(const Json& value) {
  if (value.string() != nullptr) return *value.string();
  if (value.boolean() != nullptr) return *value.boolean() ? "yes" : "no";
  if (const Json::Array* items = value.array()) {
    std::string out;
    for (const Json& item : *items) out += (out.empty() ? "" : ", ") + text_of(item);
    return out;
  }
  if (const Json::Object* members = value.object()) {
    for (const char* name : {"title", "name"}) {
      if (const Json* found = value.find(name); found != nullptr && found->string() != nullptr) return *found->string();
    }
    return members->empty() ? "" : text_of(members->front().value);
  }
  return value.integer() != nullptr ? std::to_string(*value.integer()) : "";
}

}  // namespace

std::map<std::string, std::string> choices_of(std::string_view folder, const jinja::Engine& engine) {
  const std::string prefix = std::string(folder) + "/";
  std::map<std::string, std::string> out;
  for (const std::string& name : engine.template_names()) {
    const bool direct = name.starts_with(prefix) && name.find('/', prefix.size()) == std::string::npos;
    if (direct && name[prefix.size()] != '_') out.emplace(name.substr(prefix.size(), name.find('.', prefix.size()) - prefix.size()), name);
  }
  return out;
}

std::string shell_word(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || std::string_view("-._/,+=:@").find(c) != std::string_view::npos; });
  if (plain && !text.empty()) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string report_template(std::string_view command, std::string_view format, const jinja::Engine& engine, Diagnostics& diagnostics) {
  const std::map<std::string, std::string> formats = choices_of(command, engine);
  if (const auto found = formats.find(std::string(format)); found != formats.end()) return found->second;
  std::vector<std::string_view> names;
  for (const auto& row : formats) names.push_back(row.first);
  diagnostics.error({}, std::string(command) + " has no format " + in_quotes(format), "write " + list_or(names));
  return "";
}

void set_terminal(jinja::Context& context, jinja::Engine& engine, const Session& session) {
  const bool automatic = session.line.color == Color::automatic;
  const bool color = automatic ? session.terminal.color : session.line.color == Color::always;
  jinja::Dict style;
  for (const auto& [name, escape] : {std::pair("bold", "\x1b[1m"), std::pair("dim", "\x1b[2m"), std::pair("reset", "\x1b[0m")}) {
    style.emplace_back(jinja::Value::text(name), jinja::Value::text(color ? escape : ""));
  }
  engine.set(context, "style", jinja::Value::dict(std::move(style)));
  engine.set(context, "verbose", jinja::Value::boolean(session.line.verbose));
  engine.set(context, "width", jinja::Value::integer(static_cast<std::int64_t>(session.terminal.width)));
}

bool print_report(const std::string& name, const jinja::Context& context, jinja::Engine& engine, Session& session) {
  const jinja::Template* parsed = engine.find(name, session.diagnostics);
  std::string out;
  if (parsed == nullptr || !engine.render(*parsed, context, jinja::language_of_path(name), out, session.diagnostics)) return false;
  session.out << out;
  return true;
}

bool check_columns(std::span<const std::string> columns, const Json& spec, SourceSet& sources, Diagnostics& diagnostics) {
  std::string argument;
  for (const std::string& column : columns) argument += (argument.empty() ? "" : ",") + column;
  const Source& source = sources.add("--columns", std::move(argument));
  const Json::Array& codes = *spec.find("codes")->array();
  std::vector<std::string_view> names;
  if (!codes.empty()) {
    for (const Member& member : *codes.front().object()) names.push_back(member.key);
  }
  std::uint32_t begin = 0;
  const std::size_t errors = diagnostics.error_count();
  for (const std::string& column : columns) {
    if (std::find(names.begin(), names.end(), column) == names.end()) {
      const std::string hint = did_you_mean(column, names);
      diagnostics.error({&source, begin, begin + static_cast<std::uint32_t>(column.size())}, "a code has no member " + in_quotes(column), hint.empty() ? "there are " + list_or(names) : hint);
    }
    begin += static_cast<std::uint32_t>(column.size()) + 1;
  }
  return diagnostics.error_count() == errors;
}

std::vector<std::string> row_of(const Json& code, std::span<const std::string> columns) {
  std::vector<std::string> out;
  for (const std::string& column : columns) {
    std::string text = text_of(*code.find(column));
    if (column == "code" && text.size() < 3) text.insert(0, 3 - text.size(), '0');
    out.push_back(std::move(text));
  }
  return out;
}

Json only_columns(const Json& code, std::span<const std::string> columns) {
  Json out{Json::Object{}, code.span};
  for (const std::string& column : columns) out.set(column, *code.find(column));
  return out;
}

}  // namespace statusgen
