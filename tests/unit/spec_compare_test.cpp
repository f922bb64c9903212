// Differences between two specs. A spec is written as its codes: what a member is, the descriptor table says.
#include "spec/compare_specs.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace statusgen {
namespace {

using Texts = std::vector<std::string>;

std::string shown(const Json* json) { return json == nullptr ? "" : to_json_text(*json); }

// "404 iana changed", then "path kind old -> new" of each change.
Texts differences(const std::string& before, const std::string& after) {
  SourceSet sources;
  Diagnostics diagnostics;
  const auto spec = [&](const std::string& codes) { return parse_json(sources.add("s.json", "{\"codes\": [" + codes + "]}"), diagnostics); };
  const std::optional<Json> old_spec = spec(before), new_spec = spec(after);
  if (!old_spec || !new_spec) return {diagnostics.render(false)};
  Texts out;
  const Json found = compare_specs(*old_spec, *new_spec);
  for (const Json& difference : *found.array()) {
    out.push_back(shown(difference.find("code")) + " " + *difference.find("defined_by")->string() + " " + *difference.find("kind")->string());
    for (const Json& change : *difference.find("changes")->array()) {
      std::string line = shown(change.find("path")) + " " + *change.find("kind")->string();
      if (change.find("old") != nullptr) line += " " + shown(change.find("old"));
      if (change.find("new") != nullptr) line += " -> " + shown(change.find("new"));
      out.push_back(line);
    }
  }
  return out;
}

std::string code(const std::string& members) { return R"({"code": 404, "defined_by": "iana", )" + members + "}"; }

TEST(CompareSpecs, CodesAreMatchedByNumberAndDefiner) {
  const std::string iana = R"({"code": 404, "defined_by": "iana"})", acme = R"({"code": 404, "defined_by": "acme"})", other = R"({"code": 200, "defined_by": "iana"})";
  const std::vector<std::pair<std::pair<std::string, std::string>, Texts>> cases{
      {{"", ""}, {}},
      {{iana + "," + acme, acme + "," + iana}, {}},
      {{iana, iana + "," + acme}, {"404 acme added"}},
      {{iana + "," + acme, acme}, {"404 iana removed"}},
      {{iana, other}, {"200 iana added", "404 iana removed"}},
  };
  for (const auto& [specs, expected] : cases) EXPECT_EQ(differences(specs.first, specs.second), expected) << specs.first << " | " << specs.second;
}

struct Case {
  std::string before, after;  // members of the code
  Texts changes;
};

void expect_changes(const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    Texts expected = test.changes;
    if (!expected.empty()) expected.insert(expected.begin(), "404 iana changed");
    EXPECT_EQ(differences(code(test.before), code(test.after)), expected) << test.before << " | " << test.after;
  }
}

TEST(CompareSpecs, ValuesChange) {
  expect_changes(std::vector<Case>{
      {R"("phrase": "A", "name": "a")", R"("phrase": "B", "name": "b")", {R"(["name"] changed "a" -> "b")", R"(["phrase"] changed "A" -> "B")"}},
      {R"("state": "temporary", "expires": "2026-01-02")", R"("state": "standard", "expires": null)",
       {R"(["state"] changed "temporary" -> "standard")", R"(["expires"] changed "2026-01-02" -> null)"}},
      {R"("heuristically_cacheable": true)", R"("heuristically_cacheable": false)", {R"(["heuristically_cacheable"] changed true -> false)"}},
      {R"("retry": null)", R"("retry": "never")", {R"(["retry"] changed null -> "never")"}},
      {R"("on_wire": true)", R"("on_wire": "In the log.")", {R"(["on_wire"] changed true -> "In the log.")"}},
      {R"("product": null)", R"("fault": null)", {}},
      {R"("label": "A", "class": "4xx")", R"("label": "B", "class": null)", {}},  // derived
  });
}

TEST(CompareSpecs, ProseIsOnlyReworded) {
  expect_changes(std::vector<Case>{
      {R"("summary": "A.")", R"("summary": "B.")", {R"(["summary"] reworded)"}},
      {R"("support": null)", R"("support": "B.")", {R"(["support"] reworded)"}},
      {R"("description": ["A.", "B."])", R"("description": ["A.", "C.", "D."])", {R"(["description"] reworded)"}},
      {R"("description": ["A."])", R"("description": ["A."])", {}},
      {R"("notes": [{"text": "A.", "source": null}])", R"("notes": [])", {R"(["notes"] reworded)"}},
      {R"("confused_with": [{"code": 410, "difference": "A."}])", R"("confused_with": [{"code": 410, "difference": "B."}])",
       {R"(["confused_with",410,"difference"] reworded)"}},
  });
}

TEST(CompareSpecs, ListsCompareItemByItem) {
  expect_changes(std::vector<Case>{
      {R"("fields": [{"name": "A", "level": "MAY"}, {"name": "B"}])", R"("fields": [{"name": "B"}, {"name": "A", "level": "MUST"}])",
       {R"(["fields","A","level"] changed "MAY" -> "MUST")"}},
      {R"("fields": [{"name": "A"}])", R"("fields": [{"name": "B"}])", {R"(["fields","B"] added -> {"name":"B"})", R"(["fields","A"] removed {"name":"A"})"}},
      {R"("scenarios": ["a", "b"])", R"("scenarios": ["c", "b"])", {R"(["scenarios"] added -> "c")", R"(["scenarios"] removed "a")"}},
      {R"("scenarios": ["a", "b"])", R"("scenarios": ["b", "a"])", {}},
      {R"("grpc": [{"status": "OK", "direction": "to_http"}])", R"("grpc": [{"direction": "to_http", "status": "OK"}])", {}},
      {R"("grpc": [{"status": "OK", "direction": "to_http"}])", R"("grpc": [])", {R"(["grpc"] removed {"status":"OK","direction":"to_http"})"}},
      {R"("formerly": [])", R"("formerly": [{"phrase": "A"}])", {R"(["formerly","A"] added -> {"phrase":"A"})"}},
      {R"("editorial": ["retry"])", R"("phrase": null)", {R"(["editorial"] removed "retry")"}},
  });
}

TEST(CompareSpecs, ReferencesCompareByWhatTheyResolveTo) {
  const std::string http = R"({"ref": "http", "section": "1", "title": "RFC 9110, section 1", "url": "https://a.example/"})";
  const std::string rfc9110 = R"({"ref": "rfc9110", "section": "1", "title": "RFC 9110, section 1", "url": "https://b.example/"})";
  const std::string other = R"({"ref": "http", "section": "2", "title": "RFC 9110, section 2"})";
  const std::string plain_other = R"({"ref":"http","section":"2","title":"RFC 9110, section 2"})";
  const std::string plain_http = R"({"ref":"http","section":"1","title":"RFC 9110, section 1","url":"https://a.example/"})";
  expect_changes(std::vector<Case>{
      {"\"sources\": [" + http + "]", "\"sources\": [" + rfc9110 + "]", {}},
      {"\"sources\": [" + http + "]", "\"sources\": [" + rfc9110 + "," + other + "]", {R"(["sources"] added -> )" + plain_other}},
      {"\"sources\": [" + http + "]", "\"sources\": [" + other + "]", {R"(["sources"] added -> )" + plain_other, R"(["sources"] removed )" + plain_http}},
      {R"("formerly": [{"phrase": "A", "source": )" + http + "}]", R"("formerly": [{"phrase": "A", "source": )" + rfc9110 + "}]", {}},
      {R"("formerly": [{"phrase": "A", "source": )" + http + "}]", R"("formerly": [{"phrase": "A", "source": null}])",
       {R"(["formerly","A","source"] changed )" + plain_http + " -> null"}},
      {R"("notes": [{"text": "A.", "source": )" + http + "}]", R"("notes": [{"text": "A.", "source": )" + rfc9110 + "}]", {}},
  });
}

}  // namespace
}  // namespace statusgen
