#include "commands/explanation.hpp"

#include <algorithm>

#include "commands/entry_guess.hpp"
#include "commands/findings.hpp"
#include "support/json_parts.hpp"
#include "http/fields.hpp"

namespace statusgen {
namespace {

Json entry_view(const Json* entry) {
  if (entry == nullptr) return {};
  constexpr std::string_view kMembers[] = {"code",  "label",   "phrase",  "defined_by", "product",   "summary",
                                           "state", "expires", "on_wire", "fault",      "editorial", "sources"};
  Json out{Json::Object{}, {}};
  for (const std::string_view name : kMembers) out.set(name, copy_of(entry, name));
  const Json* definer = entry->find("definer");
  out.set("definer",
          json_object(
              {{"id", copy_of(definer, "id")}, {"name", copy_of(definer, "name")}, {"url", copy_of(definer, "url")}}));
  return out;
}

Json content_view(const Response& response) {
  const auto& length = response.content_length;
  return json_object({{"bytes", json_count(response.content_bytes)},
                      {"length", length ? make_json(static_cast<std::int64_t>(*length)) : Json{}},
                      {"followed", json_boolean(response.followed)}});
}

Json class_view(const Json* its_class) {
  if (its_class == nullptr) return {};
  return json_object({{"id", copy_of(its_class, "id")},
                      {"name", copy_of(its_class, "name")},
                      {"meaning", copy_of(its_class, "meaning")}});
}

// What speaks for repeating goes by the entry; where nothing decides between several, nothing does.
Json retry_view(const Json* basis, const Response& response) {
  Json after;
  if (const std::optional<RetryAfter> read = read_retry_after(response)) {
    after = json_object({{"text", shown_text(response.find("Retry-After")->value)},
                         {"seconds", read->seconds ? make_json(*read->seconds) : Json{}},
                         {"date", read->date ? make_json(*read->date) : Json{}}});
  }
  return json_object(
      {{"when", copy_of(basis, "retry")}, {"condition", copy_of(basis, "condition")}, {"after", std::move(after)}});
}

// RFC 9111, section 3: what names no lifetime may be stored only if caches may work one out for the code.
Json caching_view(const Json* basis, const Response& response) {
  const Json storable = copy_of(basis, "storable"), heuristic = copy_of(basis, "heuristically_cacheable");
  const bool may_guess = heuristic.boolean() != nullptr && *heuristic.boolean();
  const bool is_explicit =
      has_cache_directive(response, {"max-age", "s-maxage", "public"}) || response.find("Expires") != nullptr;
  Json stored;
  if (storable.boolean() != nullptr && !*storable.boolean()) stored = make_json("never");
  else if (has_cache_directive(response, {"no-store"})) stored = make_json("no_store");
  else if (has_cache_directive(response, {"private"})) stored = make_json("private");
  else if (is_explicit || may_guess) stored = make_json("allowed");
  else if (!heuristic.is_null()) stored = make_json("no_lifetime");
  return json_object({{"stored", stored}, {"heuristic", heuristic}, {"explicit", json_boolean(is_explicit)}});
}

Json scenarios_view(const Json& spec, const Json* entry) {
  Json out = json_list();
  for (const Json& id : items_of(entry, "scenarios")) {
    const Json* scenario = item_with_id(spec, "scenarios", id.string());
    const auto party = [&](const std::string* name) { return copy_of(item_with_id(spec, "parties", name), "name"); };
    Json chain = json_list();
    for (const Json& each : items_of(*scenario, "chain")) chain.array()->push_back(party(each.string()));
    out.array()->push_back(json_object({{"id", id},
                                        {"chain", std::move(chain)},
                                        {"cause", party(text_of(*scenario, "cause"))},
                                        {"reporter", party(text_of(*scenario, "reporter"))},
                                        {"sentence", copy_of(scenario, "sentence")}}));
  }
  return out;
}

Json findings_view(const std::vector<Finding>& findings) {
  Json out = json_list();
  for (const Finding& f : findings) {
    out.array()->push_back(json_object({{"severity", make_json(f.severity)},
                                        {"kind", make_json(f.kind)},
                                        {"level", f.level},
                                        {"line", f.line},
                                        {"field", f.field},
                                        {"value", f.value},
                                        {"expected", f.expected},
                                        {"when", f.when},
                                        {"rule", f.rule},
                                        {"source", f.source}}));
  }
  return out;
}

Json explain(const Json& spec, const Response& response) {
  const Guess guess = guess_entry(spec, response);
  const Json* basis = guess.entry != nullptr ? guess.entry : guess.others.empty() ? guess.treated_as : nullptr;
  Json evidence = json_list(), others = json_list();
  for (const std::string& each : guess.evidence) evidence.array()->push_back(make_json(each));
  for (const Json* each : guess.others) others.array()->push_back(entry_view(each));
  return json_object({{"line", json_count(response.code_span.source->position(response.code_span.begin).line)},
                      {"version", make_json(response.version)},
                      {"code", make_json(std::int64_t{response.code})},
                      {"phrase", response.phrase.empty() ? Json{} : shown_text(response.phrase)},
                      {"class", class_view(class_of(spec, response.code))},
                      {"content", content_view(response)},
                      {"entry", entry_view(guess.entry)},
                      {"evidence", std::move(evidence)},
                      {"others", std::move(others)},
                      {"treated_as", entry_view(guess.treated_as)},
                      {"signs", signs(spec, response)},
                      {"scenarios", scenarios_view(spec, guess.entry)},
                      {"retry", retry_view(basis, response)},
                      {"caching", caching_view(basis, response)},
                      {"findings", findings_view(examine(spec, response, guess))}});
}

}  // namespace

Json explain_responses(const Json& spec, std::span<const Response> responses) {
  Json out = json_list();
  bool broken = false;
  for (const Response& response : responses) {
    Json explained = explain(spec, response);
    for (const Json& finding : items_of(explained, "findings")) {
      broken = broken || *text_of(finding, "severity") == "error";
    }
    out.array()->push_back(std::move(explained));
  }
  return json_object({{"broken", json_boolean(broken)}, {"responses", std::move(out)}});
}

}  // namespace statusgen
