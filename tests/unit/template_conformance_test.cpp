// Jinja2 itself said what these cases give: data/jinja_cases.json has the bytes it renders, or the line and file of its
// error. An error that the engine raises by intention where Jinja2 gives output stands in the list below, and there
// only.
#include <algorithm>
#include <array>
#include <set>

#include "template_test_helpers.hpp"

namespace statusgen::jinja {
namespace {

struct Stricter {
  std::string_view name;
  std::string_view reason;
};

// Empty as long as the engine does everything that a case shows.
constexpr std::array<Stricter, 0> kStricter{};

bool is_stricter(std::string_view name) {
  return std::any_of(kStricter.begin(), kStricter.end(), [&](const Stricter& each) { return each.name == name; });
}

class Suite {
 public:
  static const Suite& get() {
    static const Suite suite;
    return suite;
  }

  const Json::Array& cases() const { return *json_->find("cases")->array(); }

 private:
  Suite() : json_(data_file("jinja_cases.json", sources_)) {}

  SourceSet sources_;
  std::optional<Json> json_;
};

std::string text_at(const Json& json, std::string_view key) {
  const Json* found = json.find(key);
  return found != nullptr && found->string() != nullptr ? *found->string() : "";
}

bool flag(const Json& json, std::string_view key, bool fallback) {
  const Json* options = json.find("options");
  const Json* found = options != nullptr ? options->find(key) : nullptr;
  return found != nullptr ? *found->boolean() : fallback;
}

TestTemplate test_of(const Json& json) {
  TestTemplate test{text_at(json, "template")};
  if (const Json* partials = json.find("partials")) {
    for (const Member& member : *partials->object()) test.partials[member.key] = *member.value.string();
  }
  test.language = flag(json, "autoescape", false) ? Language::html : Language::txt;
  test.settings = {flag(json, "trim_blocks", true), flag(json, "lstrip_blocks", true)};
  return test;
}

void expect_error(const Json& json, const Rendered& rendered) {
  const Said* error = rendered.error();
  ASSERT_NE(error, nullptr) << "rendered: " << rendered.out;
  EXPECT_FALSE(error->message.empty());
  // A recursion without end has no line of its own in Jinja2.
  if (const Json* line = json.find("line")) {
    EXPECT_EQ(error->place.line, static_cast<std::size_t>(*line->integer())) << rendered.report;
  }
  if (const Json* file = json.find("file")) {
    EXPECT_EQ(error->file, *file->string()) << rendered.report;
  }
}

void check(const Json& json) {
  const std::string name = text_at(json, "name");
  SCOPED_TRACE(name + "\n" + text_at(json, "template"));
  const Rendered rendered = render(test_of(json), *json.find("data"));
  if (json.find("error") != nullptr) {
    expect_error(json, rendered);
  } else if (is_stricter(name)) {
    EXPECT_FALSE(rendered.ok) << "is like Jinja2 now: take it from the list";
  } else {
    EXPECT_TRUE(rendered.ok) << rendered.report;
    EXPECT_EQ(rendered.out, text_at(json, "expected"));
  }
}

constexpr const char* kGroups[] = {"comment", "esc",     "extends", "fblock", "filter", "for",  "global", "if",
                                   "import",  "include", "lit",     "loop",   "macro",  "name", "op",     "raw",
                                   "real",    "set",     "test",    "with",   "ws",     "wsm"};

class Conformance : public testing::TestWithParam<const char*> {};

TEST_P(Conformance, GivesTheBytesOfJinja2) {
  const std::string prefix = std::string(GetParam()) + "/";
  std::size_t checked = 0;
  for (const Json& json : Suite::get().cases()) {
    if (!text_at(json, "name").starts_with(prefix)) continue;
    check(json);
    ++checked;
  }
  EXPECT_GT(checked, 0u);
}

INSTANTIATE_TEST_SUITE_P(Jinja2, Conformance, testing::ValuesIn(kGroups),
                         [](const auto& group) { return std::string(group.param); });

// Short templates of the fuzzer's grammar, each with another mixture of features: data/make_random_cases.py.
TEST(ConformanceSuite, RandomTemplates) {
  SourceSet sources;
  const std::optional<Json> file = data_file("random_cases.json", sources);
  const Json::Array& cases = *file->find("cases")->array();
  for (const Json& json : cases) check(json);
  EXPECT_GE(cases.size(), 400u);
}

TEST(ConformanceSuite, EveryCaseIsInAGroupAndHasAName) {
  std::set<std::string> names;
  for (const Json& json : Suite::get().cases()) {
    const std::string name = text_at(json, "name");
    EXPECT_TRUE(names.insert(name).second) << name << " appears twice";
    const std::string group = name.substr(0, name.find('/'));
    EXPECT_TRUE(std::any_of(std::begin(kGroups), std::end(kGroups), [&](const char* each) { return group == each; }))
        << name;
    EXPECT_NE(json.find("error") != nullptr, json.find("expected") != nullptr) << name;
  }
  EXPECT_EQ(names.size(), 655u);
}

TEST(ConformanceSuite, TheListOfDifferencesNamesCases) {
  for (const Stricter& each : kStricter) {
    const auto& cases = Suite::get().cases();
    const auto it =
        std::find_if(cases.begin(), cases.end(), [&](const Json& json) { return text_at(json, "name") == each.name; });
    ASSERT_NE(it, cases.end()) << each.name;
    EXPECT_EQ(it->find("error"), nullptr) << each.name << ": where Jinja2 fails there is no difference";
    EXPECT_FALSE(each.reason.empty());
  }
}

}  // namespace
}  // namespace statusgen::jinja
