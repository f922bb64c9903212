// libFuzzer target of the template engine: any bytes are a template that renders or fails, and never crash or hang.
//
// Byte 0 chooses: bit 0 an expression in place of a template, bit 1 trim_blocks off, bit 2 lstrip_blocks off, bits 3-5 the
// output's language. The rest is UTF-8 or not, cut at NUL bytes into the template "main" and the templates p, q, base.
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

#include "support/json.hpp"
#include "template/engine.hpp"

namespace {

using namespace statusgen;
using jinja::Language;

constexpr std::string_view kNames[] = {"main", "p", "q", "base"};
constexpr Language kLanguages[] = {Language::txt, Language::html, Language::txt, Language::html, Language::cpp, Language::json, Language::md, Language::path};
constexpr jinja::Limits kLimits{6, 12, 3000, 1u << 16};

constexpr std::string_view kData = R"({
  "s": "Hello World", "h": "<a href=\"x\">it's & more</a>", "u": "Stra\u00dfe \u041f\u0440\u0438\u0432\u0435\u0442 \u65e5\u672c \ud83d\ude00 e\u0301\u2028x", "e": "", "w": " two\n\n  lines\tand-more ",
  "i": 42, "n": -7, "z": 0, "big": 9223372036854775807, "small": -9223372036854775808,
  "f": 3.14159, "g": -2.5, "tiny": 5e-324, "huge": 1.7976931348623157e308, "t": true, "b": false, "none": null,
  "l": [3, 1, 2], "ls": ["b", "A", "c", "a"], "lf": [1.5, -0.0, 1e16], "ll": [[1, 2], [3], []], "el": [],
  "d": {"b": 2, "A": 1, "c": 3, "x y": "z", "items": 5}, "ed": {},
  "r": [{"name": "x", "v": 3, "g": "p", "tags": ["k"]}, {"name": "Y", "v": 1, "g": "q", "tags": []}, {"name": "z", "v": 2, "g": "P", "tags": ["k", "m"]}]
})";

const Json& data() {
  static SourceSet sources;
  static const Json json = [] {
    Diagnostics diagnostics;
    return parse_json(sources.add("data", std::string(kData)), diagnostics).value();
  }();
  return json;
}

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const unsigned choice = bytes[0];
  std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  SourceSet sources;
  std::map<std::string_view, const Source*> templates;
  for (const std::string_view name : kNames) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    templates[name] = &sources.add(std::string(name), jinja::normalize_newlines(rest.substr(0, end)));
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  jinja::Engine engine({[&](std::string_view name) {
                          const auto it = templates.find(name);
                          return it == templates.end() ? nullptr : it->second;
                        },
                        [] { return std::vector<std::string>(std::begin(kNames), std::end(kNames)); }},
                       {(choice & 2) == 0, (choice & 4) == 0}, kLimits);
  jinja::Context variables;
  for (const Member& member : *data().object()) engine.set(variables, member.key, jinja::Value::from(member.value));
  Diagnostics diagnostics;
  bool good = false;
  if ((choice & 1) != 0) {
    const Source& source = *templates["main"];
    if (const auto expression = engine.parse_expression(source, 0, source.text().size(), diagnostics)) good = engine.holds(*expression, variables, diagnostics).has_value();
  } else if (const jinja::Template* parsed = engine.find("main", diagnostics)) {
    std::string out;
    good = engine.render(*parsed, variables, kLanguages[(choice >> 3) & 7], out, diagnostics);
  }
  check(good != diagnostics.has_errors());
  diagnostics.render(true);
  return 0;
}
