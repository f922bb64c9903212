// Renders templates for differential.py: one JSON object per line on stdin, one per line on stdout.
//
//   {"template": text, "data": {…}, "partials": {name: text}, "autoescape": bool, "trim_blocks": bool, "lstrip_blocks": bool}
//   {"ok": text}  or  {"error": message, "line": n, "file": name, "rendered": all diagnostics as statusgen prints them}
//
// Every case has an engine of its own. A case that takes longer than kSeconds ends the program, as a crash does.
#include <unistd.h>

#include <iostream>
#include <map>
#include <string>

#include "support/json.hpp"
#include "template/engine.hpp"

namespace {

using namespace statusgen;

constexpr unsigned kSeconds = 5;
constexpr std::string_view kMain = "main";

Json text(std::string_view value) { return make_json(value); }

Json failure(const Diagnostics& diagnostics) {
  Json out{Json::Object{}, {}};
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity != Severity::error) continue;
    out.set("error", text(diagnostic.message));
    if (diagnostic.span.source != nullptr) {
      out.set("line", make_json(static_cast<std::int64_t>(diagnostic.span.source->position(diagnostic.span.begin).line)));
      out.set("file", text(diagnostic.span.source->name()));
    }
    break;
  }
  if (out.find("error") == nullptr) out.set("error", text("failed without an error"));
  out.set("rendered", text(diagnostics.render(false)));
  return out;
}

bool flag(const Json& request, std::string_view name, bool fallback) {
  const Json* member = request.find(name);
  return member != nullptr && member->boolean() != nullptr ? *member->boolean() : fallback;
}

Json answer(const std::string& line) {
  SourceSet sources;
  Diagnostics diagnostics;
  const std::optional<Json> request = parse_json(sources.add("request", line), diagnostics);
  const Json* main = request ? request->find("template") : nullptr;
  if (main == nullptr || main->string() == nullptr) return failure(diagnostics);

  std::map<std::string, const Source*, std::less<>> templates;
  const auto add = [&](std::string_view name, const std::string& body) { templates.emplace(name, &sources.add(std::string(name), jinja::normalize_newlines(body))); };
  add(kMain, *main->string());
  if (const Json* partials = request->find("partials"); partials != nullptr && partials->object() != nullptr) {
    for (const Member& partial : *partials->object()) {
      if (partial.value.string() != nullptr) add(partial.key, *partial.value.string());
    }
  }
  jinja::Engine engine({[&](std::string_view name) {
                          const auto it = templates.find(name);
                          return it == templates.end() ? nullptr : it->second;
                        },
                        {}},
                       {flag(*request, "trim_blocks", true), flag(*request, "lstrip_blocks", true)});
  jinja::Context variables;
  if (const Json* data = request->find("data"); data != nullptr && data->object() != nullptr) {
    for (const Member& member : *data->object()) engine.set(variables, member.key, jinja::Value::from(member.value));
  }
  const jinja::Template* parsed = engine.find(kMain, diagnostics);
  std::string out;
  const jinja::Language language = flag(*request, "autoescape", false) ? jinja::Language::html : jinja::Language::txt;
  if (parsed == nullptr || !engine.render(*parsed, variables, language, out, diagnostics)) return failure(diagnostics);
  Json result{Json::Object{}, {}};
  result.set("ok", text(out));
  return result;
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    alarm(kSeconds);
    std::cout << to_json_text(answer(line)) << '\n' << std::flush;
  }
}
