#include "commands/entry_guess.hpp"

#include <algorithm>

#include "support/json_parts.hpp"
#include "support/utf8.hpp"

namespace statusgen {
namespace {

// What speaks for an entry. A field that only it names never decides alone: such fields have other uses. The signs of a
// definer alone do not outweigh the registry either: they show who passed the response on.
constexpr int kPhrase = 16, kOfficial = 5, kSign = 4, kOwnField = 2;

std::string sign_text(const Json& sign) {
  const Json* word = sign.find("word");
  return *text_of(sign, "field") + (word != nullptr && word->string() != nullptr ? ": " + *word->string() : "");
}

bool is_word_character(char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; }

// As a whole word and in any case.
bool has_word(std::string_view value, std::string_view word) {
  for (std::size_t at = 0; at + word.size() <= value.size(); ++at) {
    const std::size_t end = at + word.size();
    const bool whole =
        (at == 0 || !is_word_character(value[at - 1])) && (end == value.size() || !is_word_character(value[end]));
    if (whole && same_ignoring_case(value.substr(at, word.size()), word)) return true;
  }
  return false;
}

bool has_phrase(const Json& entry, std::string_view phrase) {
  const auto is = [&](const std::string* name) { return name != nullptr && same_ignoring_case(*name, phrase); };
  if (phrase.empty()) return false;
  const Json::Array &former = items_of(entry, "formerly"), &other = items_of(entry, "also_called");
  return is(entry.find("phrase")->string()) ||
         std::any_of(former.begin(), former.end(), [&](const Json& each) { return is(text_of(each, "phrase")); }) ||
         std::any_of(other.begin(), other.end(), [&](const Json& each) { return is(text_of(each, "label")); });
}

bool names_field(const Json& entry, const std::string& name) {
  const Json::Array& fields = items_of(entry, "fields");
  return std::any_of(fields.begin(), fields.end(), [&](const Json& each) { return *text_of(each, "name") == name; });
}

struct Case {
  const Json* entry;
  int score = 0;
  std::vector<std::string> evidence = {};
};

void weigh(Case& it, const std::vector<const Json*>& all, const Response& response) {
  const Json& entry = *it.entry;
  if (is_official(entry)) it.score += kOfficial;
  // What never reaches a client cannot be what a client has received.
  if (entry.find("on_wire")->string() != nullptr) return;
  const bool phrase_tells = std::none_of(all.begin(), all.end(), [&](const Json* other) {
    return other != &entry && has_phrase(*other, response.phrase);
  });
  if (phrase_tells && has_phrase(entry, response.phrase)) {
    it.score += kPhrase;
    if (!is_official(entry)) it.evidence.emplace_back("the phrase");
  }
  bool signed_by_definer = false;
  for (const Json& sign : items_of(*entry.find("definer"), "signs")) {
    if (!shows(response, sign)) continue;
    it.evidence.push_back(sign_text(sign));
    signed_by_definer = true;
  }
  if (signed_by_definer) it.score += kSign;
  for (const Json& field : items_of(entry, "fields")) {
    const std::string& name = *text_of(field, "name");
    const bool shared = std::any_of(all.begin(), all.end(),
                                    [&](const Json* other) { return other != &entry && names_field(*other, name); });
    if (shared || is_official(entry) || response.find(name) == nullptr) continue;
    it.score += kOwnField;
    it.evidence.push_back(name);
  }
}

}  // namespace

bool is_official(const Json& entry) { return *text_of(entry, "defined_by") == "iana"; }

const Json* official_entry(const Json& spec, int code) {
  for (const Json& entry : items_of(spec, "codes")) {
    if (*entry.find("code")->integer() == code && is_official(entry)) return &entry;
  }
  return nullptr;
}

bool shows(const Response& response, const Json& sign) {
  const Json* word = sign.find("word");
  return std::any_of(response.fields.begin(), response.fields.end(), [&](const ResponseField& field) {
    return same_ignoring_case(field.name, *text_of(sign, "field")) &&
           (word == nullptr || word->string() == nullptr || has_word(field.value, *word->string()));
  });
}

Json signs(const Json& spec, const Response& response) {
  Json out{Json::Array{}, {}};
  for (const Json& definer : items_of(spec, "definers")) {
    for (const Json& sign : items_of(definer, "signs")) {
      if (!shows(response, sign)) continue;
      Json found{Json::Object{}, {}};
      found.set("definer", *definer.find("id"));
      found.set("name", *definer.find("name"));
      found.set("sign", make_json(sign_text(sign)));
      out.array()->push_back(std::move(found));
    }
  }
  return out;
}

Guess guess_entry(const Json& spec, const Response& response) {
  std::vector<const Json*> all;
  for (const Json& entry : items_of(spec, "codes")) {
    if (*entry.find("code")->integer() == response.code) all.push_back(&entry);
  }
  std::vector<Case> cases;
  for (const Json* entry : all) weigh(cases.emplace_back(Case{entry}), all, response);
  const auto by_score = [](const Case& a, const Case& b) { return a.score < b.score; };
  const auto best = std::max_element(cases.begin(), cases.end(), by_score);
  Guess out;
  if (official_entry(spec, response.code) == nullptr) out.treated_as = official_entry(spec, response.code / 100 * 100);
  if (best == cases.end()) return out;
  const auto as_good =
      std::count_if(cases.begin(), cases.end(), [&](const Case& other) { return other.score == best->score; });
  if (cases.size() == 1 || (as_good == 1 && best->score >= kSign)) {
    out.entry = best->entry;
    if (!is_official(*best->entry)) out.evidence = best->evidence;
  }
  for (const Json* entry : all) {
    if (entry != out.entry) out.others.push_back(entry);
  }
  return out;
}

}  // namespace statusgen
