// Renders the benchmark's pages and table a number of times, without writing them, so that callgrind can count what one
// page costs by comparing two numbers of pages, and so that times can be read next to those of other engines.
//
//   engine_bench DATA TEMPLATES pages|table|parse COUNT [OUTPUT_DIR]
//
// With OUTPUT_DIR what was rendered last of each kind is written there, for comparing bytes.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "support/files.hpp"
#include "support/json.hpp"
#include "template/engine.hpp"

using namespace statusgen;

namespace {

std::string file_text(const std::string& path) {
  Diagnostics diagnostics;
  std::optional<std::string> text = read_file(path, diagnostics);
  if (!text) {
    std::cerr << diagnostics.render(false);
    std::exit(1);
  }
  return std::move(*text);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  const std::string templates = argv[2], what = argv[3];
  const int count = std::atoi(argv[4]);
  SourceSet sources;
  Diagnostics diagnostics;
  const std::optional<Json> data = parse_json(sources.add(argv[1], file_text(argv[1])), diagnostics);
  std::map<std::string, const Source*, std::less<>> loaded;
  const auto load = [&](std::string_view name) -> const Source* {
    const Source*& source = loaded[std::string(name)];
    if (source == nullptr) source = &sources.add(std::string(name), file_text(templates + "/" + std::string(name)));
    return source;
  };
  for (const char* name : {"page.html.j2", "head.html.j2", "fields.html.j2", "foot.html.j2", "table.html.j2"}) load(name);

  const auto begin = std::chrono::steady_clock::now();
  std::size_t bytes = 0;
  std::string out;
  if (what == "parse") {
    for (int i = 0; i < count; ++i) {
      jinja::Engine engine({load, {}});
      for (const char* name : {"page.html.j2", "head.html.j2", "fields.html.j2", "foot.html.j2"}) {
        if (engine.find(name, diagnostics) == nullptr) return 1;
      }
    }
  } else {
    jinja::Engine engine({load, {}});
    jinja::Context variables;
    for (const Member& member : *data->object()) engine.set(variables, member.key, jinja::Value::from(member.value));
    engine.set(variables, "loop_last", jinja::Value::boolean(false));
    const Json::Array& items = *data->find("items")->array();
    const jinja::Template* parsed = engine.find(what == "table" ? "table.html.j2" : "page.html.j2", diagnostics);
    for (int i = 0; i < count && parsed != nullptr; ++i) {
      const std::size_t index = static_cast<std::size_t>(i) % items.size();
      jinja::Context context{&variables, {}};
      engine.set(context, "item", jinja::Value::from(items[index]));
      out.clear();
      if (!engine.render(*parsed, context, jinja::Language::html, out, diagnostics)) break;
      bytes += out.size();
      if (argc > 5) std::ofstream(std::filesystem::path(argv[5]) / (what + std::to_string(index) + ".html"), std::ios::binary) << out;
    }
  }
  const double elapsed = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  std::cerr << diagnostics.render(false);
  std::printf("%s: %d in %.3f ms, %zu bytes\n", what.c_str(), count, elapsed, bytes);
  return diagnostics.has_errors() ? 1 : 0;
}
