#include "product/render.hpp"

#include <set>
#include <tuple>

namespace statusgen {
namespace {

std::string with_crlf(const std::string& text) {
  std::string out;
  out.reserve(text.size() + text.size() / 32);
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

}  // namespace

std::optional<std::vector<OutputFile>> render_plan(const Plan& plan, jinja::Engine& engine, Diagnostics& diagnostics) {
  std::vector<OutputFile> files;
  std::set<std::tuple<const Source*, std::uint32_t, std::string>> reported;
  bool failed = false;
  std::size_t expected = 0;  // outputs of one rule are of like size
  for (const PlannedOutput& output : plan.outputs) {
    std::string text;
    text.reserve(expected);
    Diagnostics own;
    if (!engine.render(*output.rule->parsed, output.context, output.rule->language, text, own)) failed = true;
    for (Diagnostic diagnostic : own.all()) {
      if (!reported.emplace(diagnostic.span.source, diagnostic.span.begin, diagnostic.message).second) continue;
      diagnostic.notes.push_back({{}, "rendering output " + in_quotes(output.path) + " of " + in_quotes(plan.product->name)});
      diagnostics.add(std::move(diagnostic));
    }
    expected = text.size() + text.size() / 8;
    files.push_back({output.path, output.rule->crlf ? with_crlf(text) : std::move(text)});
  }
  if (failed) return {};
  return files;
}

}  // namespace statusgen
