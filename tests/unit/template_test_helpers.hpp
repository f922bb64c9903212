// Renders templates that stand in a test: text in; the output, or what was said about the error, out.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/json.hpp"
#include "template/engine.hpp"

namespace statusgen::jinja {

using Partials = std::map<std::string, std::string, std::less<>>;

struct TestTemplate {
  std::string text;  // of the template "main"
  std::string data = "{}";
  Partials partials = {};
  Language language = Language::txt;
  LexSettings settings = {};
  Limits limits = {};
};

struct Said {
  Severity severity = Severity::error;
  std::string message;
  std::string hint;
  std::string file;
  Position place;
  std::vector<std::string> notes;
};

struct Rendered {
  bool ok = false;
  std::string out;     // also what stood there before an error
  std::string report;  // everything that was said, as a user sees it
  std::vector<Said> said;

  const Said* error() const {
    for (const Said& each : said) {
      if (each.severity == Severity::error) return &each;
    }
    return nullptr;
  }
};

inline std::vector<Said> said_by(const Diagnostics& diagnostics) {
  std::vector<Said> out;
  for (const Diagnostic& each : diagnostics.all()) {
    Said said{each.severity, each.message, each.hint, "", {}, {}};
    if (each.span.source != nullptr) {
      said.file = each.span.source->name();
      said.place = each.span.source->position(each.span.begin);
    }
    for (const Note& note : each.notes) said.notes.push_back(note.message);
    out.push_back(std::move(said));
  }
  return out;
}

// Variables are looked up in `data`, which must outlive the rendering.
inline Rendered render(const TestTemplate& test, const Json& data) {
  SourceSet sources;
  std::map<std::string, const Source*, std::less<>> files;
  const auto add = [&](const std::string& name, const std::string& text) {
    files[name] = &sources.add(name, normalize_newlines(text));
  };
  add("main", test.text);
  for (const auto& [name, text] : test.partials) add(name, text);
  const auto load = [&](std::string_view name) {
    const auto it = files.find(name);
    return it == files.end() ? nullptr : it->second;
  };
  const auto names = [&] {
    std::vector<std::string> out;
    for (const auto& [name, source] : files) out.push_back(name);
    return out;
  };
  Engine engine({load, names}, test.settings, test.limits);
  Context variables;
  for (const Member& member : *data.object()) engine.set(variables, member.key, Value::from(member.value));
  Rendered rendered;
  Diagnostics diagnostics;
  const Template* parsed = engine.find("main", diagnostics);
  if (parsed != nullptr) rendered.ok = engine.render(*parsed, variables, test.language, rendered.out, diagnostics);
  rendered.report = diagnostics.render(false);
  rendered.said = said_by(diagnostics);
  EXPECT_EQ(rendered.ok, rendered.error() == nullptr) << test.text;
  return rendered;
}

inline Rendered render(const TestTemplate& test) {
  SourceSet sources;
  Diagnostics diagnostics;
  const std::optional<Json> data = parse_json(sources.add("data.json", test.data), diagnostics);
  if (!data) {
    ADD_FAILURE() << diagnostics.render(false);
    return {};
  }
  return render(test, *data);
}

// The output, or "error: MESSAGE -> HINT" of the first error: what a table of cases can name in one string.
inline std::string outcome(const TestTemplate& test) {
  const Rendered rendered = render(test);
  if (rendered.ok) return rendered.out;
  const Said* error = rendered.error();
  if (error == nullptr) return "error without a message";
  return "error: " + error->message + (error->hint.empty() ? "" : " -> " + error->hint);
}

// A JSON file of tests/unit/data.
inline std::optional<Json> data_file(const std::string& name, SourceSet& sources) {
  std::ifstream in(STATUSGEN_SOURCE_DIR "/tests/unit/data/" + name, std::ios::binary);
  EXPECT_TRUE(in.is_open()) << name;
  Diagnostics diagnostics;
  std::optional<Json> json = parse_json(sources.add(name, {std::istreambuf_iterator<char>(in), {}}), diagnostics);
  EXPECT_TRUE(json) << diagnostics.render(false);
  return json;
}

// A folder of one's own for a test, removed afterwards.
class TestFolder {
 public:
  TestFolder() {
    std::string name = testing::TempDir() + "statusgen-unit-XXXXXX";
    path_ = ::mkdtemp(name.data());
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  void put(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }

 private:
  std::filesystem::path path_;
};

// Runs in a process of its own, so that a crash is one failure and not the end of all tests.
template <typename Function>
void expect_survival(Function&& function) {
  EXPECT_EXIT((function(), std::exit(testing::Test::HasFailure() ? 1 : 0)), testing::ExitedWithCode(0), "");
}

// Whether there is an error at all, for what Jinja2 refuses with words of its own.
inline bool fails(const TestTemplate& test) { return !render(test).ok; }

}  // namespace statusgen::jinja
