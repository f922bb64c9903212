// Whether what a spec says fits together.
#include "spec_load_helpers.hpp"

namespace statusgen {
namespace {

TEST(SpecConsistency, References) {
  expect_errors(std::vector<Case>{
      {{acme(R"(404, "name": "lost", "state": "unofficial", "situation": @"not_fund")")},
       {R"(unknown situation "not_fund" -> did you mean "not_found"?)"}},
      {{acme(R"(404, "name": "lost", "state": "unofficial", "notes": [{"text": "t", "source": {"ref": @"rfc9111"}}])")},
       {R"(unknown source "rfc9111" -> did you mean "rfc9110"?)"}},
      {{acme(R"(404, "name": "lost", "state": "unofficial", "fields": [{"name": @"retry-after"}])")},
       {R"(unknown field "retry-after" -> did you mean "Retry-After"?)"}},
      {{acme(R"(404, "name": "lost", "state": "unofficial", "confused_with": [{"code": @410, "difference": "d"}])")},
       {R"(unknown code 410 -> add it to "codes")"}},
      {{overlay(R"("topics": [{"id": "t", "title": "T", "codes": [@404]}])")}, {R"(unknown code 404 -> add it to "codes")"}},
      {{overlay(R"("codes": [{"code": 404, "defined_by": @"amce", "name": "lost", "state": "unofficial",
          "sources": [{"ref": "wiki"}], "summary": "s"}])")},
       {R"(unknown definer "amce" -> did you mean "acme"?)"}},
      {{overlay(R"("scenarios": [{"id": "s", "chain": ["client", @"cdn"], "cause": "client", "reporter": "client",
          "sentence": "x"}])")},
       {R"(unknown party "cdn" -> add it to "parties")"}},
      // Every error of every file, also beside errors of shape.
      {{acme(R"(404, "name": @"Lost", "state": "unofficial", "situation": @"nowhere")"),
        overlay(R"("scenarios": @7, "parties": [{"id": "origin", "meaning": @""}])")},
       {R"("name" is not an identifier: "Lost" -> use lower-case letters, digits and "_", a letter first)",
        R"(unknown situation "nowhere" -> add it to "situations")",
        R"("scenarios": expected an array, found an integer)",
        R"("meaning" is empty -> write a text)"}},
  });
}

// One mistake is one error: what depends on a wrong value, or on one that is not there, is not judged.
TEST(SpecConsistency, WrongValuesAreNotWrongTwice) {
  expect_errors(std::vector<Case>{
      // The form of a reference is wrong, so of course there is no such item.
      {{acme(R"(404, "name": "lost", "state": "unofficial", "situation": @"Not Found")")},
       {R"("situation" is not an id: "Not Found" -> use lower-case letters, digits, ".", "_" and "-")"}},
      // The new situation has a name that nobody can refer to; a slip is one nevertheless.
      {{overlay(R"("situations": [{"id": @"Sold Out", "title": "t", "message": "m", "advice": "a"}])"),
        acme(R"(404, "name": "lost", "state": "unofficial", "situation": "sold_out")"),
        acme(R"(410, "name": "gone", "state": "unofficial", "situation": @"gonne")")},
       {R"("id" is not an id: "Sold Out" -> use lower-case letters, digits, ".", "_" and "-")",
        R"(unknown situation "gonne" -> did you mean "gone"?)"}},
      // Of a slip in a name, the value counts.
      {{acme(R"(404, "name": "lost", "state": "unofficial", @"situatoin": @"gonne")")},
       {R"(unknown member "situatoin" of code -> did you mean "situation"?)",
        R"(unknown situation "gonne" -> did you mean "gone"?)"}},
      {{acme(R"(404, "name": "lost", "state": @"standart", "expires": "2026-11-13")")},
       {R"("state" cannot be "standart" -> did you mean "standard"?)"}},
      {{acme(R"(404, "name": "lost", "state": "temporary", "expires": @"soon")")},
       {R"("expires" is not a date: "soon" -> write YYYY-MM-DD)"}},
      {{acme(R"(783, "name": "lost", "state": "unofficial", "on_wire": @false)")},
       {R"("on_wire": expected a string, true or null, found false)"}},
      // Whether the item is new, nobody knows: nothing is missing from it.
      {{overlay(R"("codes": [{"code": @1404, "defined_by": "acme"},
          {"code": 404, "defined_by": @"amce", "phrase": "x"}])")},
       {R"("code" is out of range: 1404 -> write a number from 0 to 999)",
        R"(unknown definer "amce" -> did you mean "acme"?)"}},
      {{overlay(R"("situations": @{})"), acme(R"(404, "name": "lost", "state": "unofficial", "situation": "gone")")},
       {R"("situations": expected an array, found an object)"}},
      {{overlay(R"("scenarios": [{"id": "s", "chain": ["client", @"orgin"], "cause": "client", "reporter": "origin",
          "sentence": "x"}])")},
       {R"(unknown party "orgin" -> did you mean "origin"?)"}},
      {{overlay(R"("situations": [{"id": "gone", "remove": @false}])")}, {R"("remove": expected true, found false)"}},
      {{std::string(kNotFound), overlay(R"("codes": [{"code": @"404", "defined_by": "iana", "remove": true}])")},
       {R"("code": expected an integer, found a string)"}},
      {{overlay(R"("codes": [{"code": 404, "defined_by": "acme", "name": "lost", "state": "unofficial", "summary": "s",
          "sources": [{"ref": "wiki"}], §"phrase": "A", @"phrase": @"B "}])")},
       {R"(the member "phrase" appears twice in one object -> remove one of them <- first written here)",
        R"("phrase" ends with a space -> remove it)"}},
  });
}

TEST(SpecConsistency, Codes) {
  expect_errors(std::vector<Case>{
      {{acme(R"(404, "name": §"lost", "state": "unofficial")"), acme(R"(410, "name": @"lost", "state": "unofficial")")},
       {R"(name "lost" is used twice by "acme" -> give one of them another name <- first used here)"}},
      {{std::string(kNotFound), acme(R"(404, "name": "not_found", "state": "unofficial")")}, {}},
      {{acme(R"(404, "name": "lost", "state": @"temporary")")},
       {R"(a temporary code needs "expires" -> write the day on which its registration ends)"}},
      {{acme(R"(404, "name": "lost", "state": "temporary", "expires": "2026-11-13")")}, {}},
      {{acme(R"(404, "name": "lost", "state": "standard", "expires": @"2026-11-13")")},
       {R"(only a temporary code has "expires" -> write null, or "temporary" as "state")"}},
      {{acme(R"(@783, "name": "lost", "state": "unofficial", "on_wire": true)")},
       {R"(code 783 is outside 100..599, and nothing says why -> add a note, or say in "on_wire" how it shows)"}},
      {{acme(R"(@99, "name": "lost", "state": "unofficial", "on_wire": null)")},
       {R"(code 99 is outside 100..599, and nothing says why -> add a note, or say in "on_wire" how it shows)"}},
      {{acme(R"(0, "name": "lost", "state": "unofficial", "on_wire": "In the log only.")")}, {}},
      {{acme(R"(999, "name": "lost", "state": "unofficial", "notes": [{"text": "A joke.", "source": null}])")}, {}},
  });
}

// The spec was right without the overlay, so the error stands in the overlay: at the value that it changed.
TEST(SpecConsistency, OverlaysAreAtFault) {
  const std::string chain = overlay(R"("scenarios": [{"id": "s", "chain": ["client", "origin"], "cause": §"client",
    "reporter": "origin", "sentence": "x"}])");
  expect_errors(std::vector<Case>{
      {{acme(R"(104, "name": "soon", "state": "temporary", "expires": §"2026-11-13")"),
        overlay(R"("codes": [{"code": 104, "defined_by": "acme", "state": @"standard"}])")},
       {R"(only a temporary code has "expires" -> write null, or "temporary" as "state" <- together with this)"}},
      {{acme(R"(104, "name": "soon", "state": §"temporary", "expires": "2026-11-13")"),
        overlay(R"("codes": [{"code": 104, "defined_by": "acme", "expires": @null}])")},
       {R"(a temporary code needs "expires" -> write the day on which its registration ends <- together with this)"}},
      {{acme(R"(783, "name": "lost", "state": "unofficial", "on_wire": "In the log only.")"),
        overlay(R"("codes": [{"defined_by": "acme", "on_wire": true, "code": @783}])")},
       {R"(code 783 is outside 100..599, and nothing says why -> add a note, or say in "on_wire" how it shows)"}},
      {{chain, overlay(R"("scenarios": [{"id": "s", "chain": @["origin"]}])")},
       {R"(cause "client" does not stand in the chain -> write origin, or add it to the chain <- together with this)"}},
      {{acme(R"(404, "name": "lost", "state": "unofficial")"), acme(R"(410, "name": §"gone", "state": "unofficial")"),
        overlay(R"("codes": [{"code": 404, "defined_by": "acme", "name": @"gone"}])")},
       {R"(name "gone" is used twice by "acme" -> give one of them another name <- first used here)"}},
  });
}

TEST(SpecConsistency, Scenarios) {
  expect_errors(std::vector<Case>{
      {{overlay(R"("scenarios": [{"id": "s", "chain": ["client", "origin"], "cause": "client", "reporter": @"proxy",
          "sentence": "x"}])")},
       {R"(reporter "proxy" does not stand in the chain -> write client or origin, or add it to the chain)"}},
  });
}

}  // namespace
}  // namespace statusgen
