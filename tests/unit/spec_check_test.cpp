// Each case is a file with "@" in front of the token that an error points to, and what is said about it, in order of
// place: message, then " -> " and the hint, then " <- " and the note, whose place is marked with "§".
#include "spec/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace statusgen {
namespace {

struct Marked {
  std::string text;
  std::vector<std::uint32_t> errors;
  std::vector<std::uint32_t> notes;
};

Marked unmark(std::string_view marked) {
  Marked out;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    const auto here = static_cast<std::uint32_t>(out.text.size());
    if (marked[i] == '@') {
      out.errors.push_back(here);
    } else if (marked.substr(i).starts_with("§")) {
      out.notes.push_back(here);
      ++i;
    } else {
      out.text += marked[i];
    }
  }
  return out;
}

std::vector<Diagnostic> sorted(const Diagnostics& diagnostics) {
  std::vector<Diagnostic> all = diagnostics.all();
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  return all;
}

struct Case {
  FileKind kind;
  std::string marked;
  std::vector<std::string> expected;
};

void expect_errors(const Case& test) {
  SCOPED_TRACE(test.marked);
  const Marked input = unmark(test.marked);
  SourceSet sources;
  Diagnostics diagnostics;
  const auto json = parse_json(sources.add("test.json", input.text), diagnostics);
  ASSERT_TRUE(json) << diagnostics.render(false);
  const FileFormat& file = file_format(test.kind);
  if (has_format(*json, test.kind, diagnostics)) {
    EXPECT_EQ(check_shape(*json, file.shape, file.completeness, diagnostics), test.expected.empty());
  }

  std::vector<std::string> said;
  std::vector<std::uint32_t> errors, notes;
  for (const Diagnostic& diagnostic : sorted(diagnostics)) {
    std::string line = diagnostic.message;
    if (!diagnostic.hint.empty()) line += " -> " + diagnostic.hint;
    for (const Note& note : diagnostic.notes) {
      line += " <- " + note.message;
      notes.push_back(note.span.begin);
    }
    said.push_back(line);
    errors.push_back(diagnostic.span.begin);
  }
  EXPECT_EQ(said, test.expected);
  EXPECT_EQ(errors, input.errors);
  EXPECT_EQ(notes, input.notes);
}

// An overlay with these members of a code; nothing but the key is required there.
Case code(std::string_view members, std::vector<std::string> expected) {
  return {FileKind::overlay,
          R"({"format": "statusgen-overlay/1", "codes": [{"code": 404, "defined_by": "acme", )" + std::string(members) +
              "}]}",
          std::move(expected)};
}

TEST(SpecCheck, Types) {
  for (const Case& test : {
           code(R"("phrase": "Lost", "on_wire": true, "storable": false, "fault": null)", {}),
           code(R"("phrase": @7)", {R"("phrase": expected a string or null, found an integer)"}),
           code(R"("name": @null)", {R"("name": expected a string, found null)"}),
           code(R"("storable": @"no")", {R"("storable": expected a boolean or null, found a string)"}),
           code(R"("on_wire": @false)", {R"("on_wire": expected a string, true or null, found false)"}),
           code(R"("on_wire": @[])", {R"("on_wire": expected a string, true or null, found an array)"}),
           code(R"("fields": @{})", {R"("fields": expected an array, found an object)"}),
           code(R"("description": ["one", @2.5])", {R"("description": expected a string, found a number)"}),
           code(R"("sources": [@"rfc9110"])", {R"("sources": expected an object, found a string)"}),
           Case{FileKind::config, "@[]", {"expected an object, found an array"}},
           Case{FileKind::config, R"({"format": "statusgen-config/1", "options": {"a": [1, null], "b": {}}})", {}},
       }) {
    expect_errors(test);
  }
}

TEST(SpecCheck, Members) {
  for (const Case& test : {
           code(R"(@"phrse": "Lost")", {R"(unknown member "phrse" of code -> did you mean "phrase"?)"}),
           code(R"(@"colour": "red")", {R"(unknown member "colour" of code -> remove it)"}),
           code(R"("notes": [@{"text": "a"}])",
                {R"(missing member "source" of note -> add it: an object or null)"}),
           // One slip is one error, not an unknown and a missing member.
           code(R"("notes": [{@"txt": "a", "source": null}])",
                {R"(unknown member "txt" of note -> did you mean "text"?)"}),
           // … and what stands under the wrong name is looked at.
           code(R"(@"phrse": @7)", {R"(unknown member "phrse" of code -> did you mean "phrase"?)",
                                    R"("phrase": expected a string or null, found an integer)"}),
           code(R"("phrase": "Lost", @"phrse": 7)", {R"(unknown member "phrse" of code -> did you mean "phrase"?)"}),
           code(R"(@"remve": true)", {R"(unknown member "remve" of code -> did you mean "remove"?)"}),
           code(R"("notes": [{"text": "a", "source": null, @"by": "x"}])",
                {R"(unknown member "by" of note -> write text or source)"}),
           Case{FileKind::overlay, R"({"format": "statusgen-overlay/1", "codes": [@{"code": 404}]})",
                {R"(missing member "defined_by" of code -> add it: a string)"}},
           Case{FileKind::overlay, "@{}", {R"(missing member "format" of overlay -> add it: "statusgen-overlay/1")"}},
           Case{FileKind::locale, R"(@{"format": "statusgen-locale/1", "tag": "de", "name": "Deutsch", "dir": "ltr",
                                      "strings": {}})",
                {R"(missing member "situations" of locale -> add it: an array)"}},
       }) {
    expect_errors(test);
  }
}

TEST(SpecCheck, Values) {
  for (const Case& test : {
           code(R"("state": @"standrad")", {R"("state" cannot be "standrad" -> did you mean "standard"?)"}),
           code(R"("fault": @"nobody")",
                {R"("fault" cannot be "nobody" -> write client, server or intermediary)"}),
           code(R"("editorial": ["retry", @"retyr"])",
                {R"("editorial" cannot be "retyr" -> did you mean "retry"?)"}),
           code(R"("confused_with": [{"code": @1404, "difference": "d"}])",
                {R"("code" is out of range: 1404 -> write a number from 0 to 999)"}),
           code(R"("name": @"NotFound")",
                {R"("name" is not an identifier: "NotFound" -> )"
                 R"(use lower-case letters, digits and "_", a letter first)"}),
           code(R"("situation": @"Not Found")",
                {R"("situation" is not an id: "Not Found" -> use lower-case letters, digits, ".", "_" and "-")"}),
           code(R"("expires": "2024-02-29")", {}),
           code(R"("expires": @"2025-02-29")", {R"("expires" is not a date: "2025-02-29" -> write YYYY-MM-DD)"}),
           code(R"("expires": @"2025-2-9")", {R"("expires" is not a date: "2025-2-9" -> write YYYY-MM-DD)"}),
           code(R"("sources": @[])", {R"("sources" is empty -> write an item)"}),
           code(R"("summary": @"")", {R"("summary" is empty -> write a text)"}),
           code(R"("phrase": @"")", {R"("phrase" is empty -> write null where there is nothing)"}),
           code(R"("phrase": @" Lost")", {R"("phrase" begins with a space -> remove it)"}),
           code(R"("phrase": @"Lost ")", {R"("phrase" ends with a space -> remove it)"}),
           code(R"("phrase": @"Lo\nst")", {R"("phrase" contains the control character U+000A -> remove it)"}),
           code(R"("phrase": @"Lo\u202Est")", {R"("phrase" contains the bidirectional control U+202E -> remove it)"}),
           code(R"("phrase": @"Lo\u2028st")", {R"("phrase" contains the line separator U+2028 -> remove it)"}),
           code(R"("phrase": "Plus d’accès, 見つかりません")", {}),
           code(R"("phrase": @"Acce\u0300s")",
                {"\"phrase\" is not in Unicode Normalization Form C: it contains \"e\u0300\" (U+0065 U+0300) -> "
                 "write \"\u00E8\" (U+00E8)"}),
           code(R"("phrase": @"5 \u212A")",
                {"\"phrase\" is not in Unicode Normalization Form C: it contains \"\u212A\" (U+212A) -> "
                 "write \"K\" (U+004B)"}),
       }) {
    expect_errors(test);
  }
}

TEST(SpecCheck, Forms) {
  struct Row {
    Format format;
    std::vector<std::string_view> right;
    std::vector<std::string_view> wrong;
  };
  for (const Row& row : {
           Row{Format::id, {"rfc9110", "aws-elb", "4xx", "a.b"}, {"", "-a", "A", "a b"}},
           Row{Format::identifier, {"a", "not_found", "x2"}, {"", "_a", "2x", "a-b"}},
           Row{Format::date, {"2000-02-29", "1999-12-31"}, {"1900-02-29", "2025-00-01", "2025-04-31", "25-01-01"}},
           Row{Format::url, {"https://a.b/c?d=e#f", "http://a"}, {"ftp://a", "https://", "https://a b", "https://ä"}},
           Row{Format::section_url, {"https://a/#section-{section}"}, {"https://a", "https://a/{section}{section}"}},
           Row{Format::field_name, {"Retry-After", "X_Y"}, {"", "Retry After", "A:", "Ä"}},
           Row{Format::version, {"1.0.0", "0.12.3"}, {"1.0", "01.0.0", "1.0.0.0", "1.0.x", ""}},
           Row{Format::language_tag, {"de", "pt-BR", "zh-Hant-TW"}, {"", "d", "DE", "de_AT", "de-", "abcdefghi"}},
       }) {
    for (const std::string_view text : row.right) EXPECT_TRUE(rule_of(row.format).matches(text)) << text;
    for (const std::string_view text : row.wrong) EXPECT_FALSE(rule_of(row.format).matches(text)) << text;
  }
}

TEST(SpecCheck, Keys) {
  for (const Case& test : {
           Case{FileKind::overlay, R"({"format": "statusgen-overlay/1", "codes": [
                {"code": §404, "defined_by": "acme"},
                {"code": 404, "defined_by": "iana"},
                {"defined_by": "acme", "code": @404}]})",
                {R"(code 404 is defined twice by "acme" -> remove one of them <- first defined here)"}},
           Case{FileKind::overlay,
                R"({"format": "statusgen-overlay/1", "parties": [{"id": §"cdn"}, {"id": @"cdn"}]})",
                {R"(party "cdn" is defined twice -> remove one of them <- first defined here)"}},
           code(R"("fields": [{"name": §"Age"}, {"name": @"Age"}])",
                {R"(response field "Age" is defined twice -> remove one of them <- first defined here)"}),
       }) {
    expect_errors(test);
  }
}

TEST(SpecCheck, Removal) {
  for (const Case& test : {
           Case{FileKind::overlay, R"({"format": "statusgen-overlay/1",
                "parties": [{"id": "cdn", "remove": true}]})", {}},
           code(R"("fields": [{"name": "Age", "remove": @false}])", {R"("remove": expected true, found false)"}),
           code(R"("remove": true, @"phrase": "Lost")", {R"("phrase" beside "remove" -> remove needs only the key)"}),
           // Without a key there is nothing to name an item by.
           code(R"("notes": [{"text": "a", "source": null, @"remove": true}])",
                {R"(unknown member "remove" of note -> write text or source)"}),
       }) {
    expect_errors(test);
  }
}

TEST(SpecCheck, LocalesAndProducts) {
  for (const Case& test : {
           Case{FileKind::locale, R"({"format": "statusgen-locale/1", "tag": @"de_AT", "name": "Deutsch", "dir": @"lr",
                "strings": {"home": @1, @"Try again": "Nochmal"}, "situations": [{"id": "gone", "title": "Weg"}]})",
                {R"("tag" is not a language tag: "de_AT" -> write a BCP 47 tag, such as "de" or "pt-BR")",
                 R"("dir" cannot be "lr" -> did you mean "ltr"?)", R"("home": expected a string, found an integer)",
                 R"("Try again" is not an identifier -> use lower-case letters, digits and "_", a letter first)"}},
           Case{FileKind::product, R"({"format": "statusgen-product/1", "summary": "s", "outputs": [
                {"template": "a", "path": "a"}, {"template": "a", "path": "b", "for_each": "code"},
                {"template": "a", "path": "c", "for_each": ["locale", @"codes"]},
                {"template": "a", "path": "d", "for_each": @[], "newline": @"cr"}]})",
                {R"("for_each" cannot be "codes" -> did you mean "code"?)", R"("for_each" is empty -> write an item)",
                 R"("newline" cannot be "cr" -> write lf or crlf)"}},
           Case{FileKind::overlay, R"({"format": @"statusgen-spec/1", "colour": 1})",
                {R"(this is no overlay file -> expected "statusgen-overlay/1")"}},
       }) {
    expect_errors(test);
  }
}

TEST(SpecCheck, WholeText) {
  SourceSet sources;
  Diagnostics diagnostics;
  const auto json = parse_json(sources.add("acme.json", R"({
  "format": "statusgen-overlay/1",
  "codes": [
    { "code": 404, "defined_by": "acme" },
    { "code": 404, "defined_by": "acme", "stat": "retired" }
  ]
}
)"), diagnostics);
  EXPECT_FALSE(check_shape(*json, file_format(FileKind::overlay).shape, Completeness::partial, diagnostics));
  EXPECT_EQ(diagnostics.render(false), R"(acme.json:5:15: error: code 404 is defined twice by "acme"
    5 |     { "code": 404, "defined_by": "acme", "stat": "retired" }
      |               ^~~ remove one of them
acme.json:4:15: note: first defined here
acme.json:5:42: error: unknown member "stat" of code
    5 |     { "code": 404, "defined_by": "acme", "stat": "retired" }
      |                                          ^~~~~~ did you mean "state"?
)");
}

TEST(SpecCheck, TableIsWhole) {
  for (const FileFormat& file : file_formats()) {
    EXPECT_EQ(file_kind(file.format), file.kind);
    ASSERT_NE(find_member(file.shape, "format"), nullptr);
    EXPECT_EQ(find_member(file.shape, "format")->shape.values.front(), file.format);
  }
  EXPECT_EQ(file_kind("statusgen-spec/2"), std::nullopt);
}

}  // namespace
}  // namespace statusgen
