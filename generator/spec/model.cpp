#include "spec/model.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "support/utf8.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

const std::string& text_of(const Json& json, std::string_view member) { return *json.find(member)->string(); }

const Json& item_with(const Json::Array& list, std::string_view id) {
  return *std::find_if(list.begin(), list.end(), [&](const Json& item) { return text_of(item, "id") == id; });
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_alnum(c) || std::string_view("-._~").find(c) != std::string_view::npos) {
      out += c;
    } else {
      char encoded[4];
      std::snprintf(encoded, sizeof encoded, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += encoded;
    }
  }
  return out;
}

// A section that is no number brings its own word: "Appendix F".
std::string reference_title(const Json& source, const std::string* section) {
  const std::string& title = text_of(source, "title");
  if (section == nullptr) return title;
  return title + (is_digit(section->front()) ? ", section " : ", ") + *section;
}

std::string reference_url(const Json& source, const std::string* section) {
  constexpr std::string_view kPlace = "{section}";
  const std::string* pattern = source.find("section_url")->string();
  if (section == nullptr || pattern == nullptr) return text_of(source, "url");
  std::string url = *pattern;
  return url.replace(url.find(kPlace), kPlace.size(), percent_encoded(*section));
}

std::string label(const Json& code) {
  if (const std::string* phrase = code.find("phrase")->string()) return *phrase;
  const Json::Array& formerly = *code.find("formerly")->array();
  if (!formerly.empty()) return text_of(formerly.back(), "phrase");
  const Json::Array& also_called = *code.find("also_called")->array();
  if (!also_called.empty()) return text_of(also_called.front(), "label");
  return to_casing(text_of(code, "name"), Casing::title);
}

Json class_of(std::int64_t number) {
  if (number < 100 || number > 599) return {};
  return make_json(std::to_string(number / 100) + "xx");
}

void describe_codes(Json::Array& codes, const Json::Array& definers) {
  std::map<std::int64_t, std::vector<std::string>> definers_of;
  for (const Json& code : codes) definers_of[*code.find("code")->integer()].push_back(text_of(code, "defined_by"));
  for (Json& code : codes) {
    const std::int64_t number = *code.find("code")->integer();
    const std::string definer = text_of(code, "defined_by");
    Json others{Json::Array{}, {}};
    for (const std::string& other : definers_of[number]) {
      if (other != definer) others.array()->push_back(make_json(other));
    }
    code.set("label", make_json(label(code)));
    code.set("class", class_of(number));
    code.set("definer", item_with(definers, definer));
    code.set("also_defined_by", std::move(others));
  }
}

// Writes the texts of `from` over those of `to`.
void lay_texts_over(Json& to, const Json& from, std::span<const std::string_view> members) {
  for (const std::string_view member : members) {
    if (const Json* text = from.find(member)) to.set(member, *text);
  }
}

}  // namespace

void describe_references(Json& json, const Json::Array& sources) {
  if (Json::Array* items = json.array()) {
    for (Json& item : *items) describe_references(item, sources);
  } else if (Json::Object* members = json.object()) {
    for (Member& member : *members) describe_references(member.value, sources);
    const Json* ref = json.find("ref");
    if (ref == nullptr || ref->string() == nullptr) return;
    const Json& source = item_with(sources, *ref->string());
    const Json* section = json.find("section");
    const std::string* number = section != nullptr ? section->string() : nullptr;
    Json title = make_json(reference_title(source, number));
    Json url = make_json(reference_url(source, number));  // before set() moves the members
    json.set("title", std::move(title));
    json.set("url", std::move(url));
  }
}

void add_derived_members(Json& spec) {
  const Json sources = *spec.find("sources");
  describe_references(spec, *sources.array());
  const Json definers = *spec.find("definers");
  describe_codes(*spec.find("codes")->array(), *definers.array());
}

std::vector<std::string> fallback_tags(std::string_view tag) {
  std::vector<std::string> tags;
  while (!tag.empty()) {
    tags.emplace_back(tag);
    const std::size_t dash = tag.rfind('-');
    tag = tag.substr(0, dash == std::string_view::npos ? 0 : dash);
    // "en-x" says nothing: a single letter only introduces what follows it.
    if (tag.size() > 2 && tag[tag.size() - 2] == '-') tag.remove_suffix(2);
  }
  if (tags.empty() || tags.back() != "en") tags.emplace_back("en");
  return tags;
}

namespace {

bool is_english(const Json& locale) {
  const std::string& tag = text_of(locale, "tag");
  return tag == "en" || tag.starts_with("en-");
}

// The names of those texts that no locale of the chain has in a language other than English.
Json untranslated(const Json& resolved, std::span<const Json* const> chain) {
  std::set<std::string> own;
  for (const Json* locale : chain) {
    if (is_english(*locale)) continue;
    for (const Member& string : *locale->find("strings")->object()) own.insert("strings." + string.key);
    for (const Json& situation : *locale->find("situations")->array()) {
      for (const Member& text : *situation.object()) own.insert("situations." + text_of(situation, "id") + "." + text.key);
    }
  }
  Json out{Json::Array{}, {}};
  const auto look_at = [&](std::string name) {
    if (!is_english(*chain.front()) && own.count(name) == 0) out.array()->push_back(make_json(std::move(name)));
  };
  for (const Member& string : *resolved.find("strings")->object()) look_at("strings." + string.key);
  for (const Member& situation : *resolved.find("situations")->object()) {
    for (const Member& text : *situation.value.object()) look_at("situations." + situation.key + "." + text.key);
  }
  return out;
}

}  // namespace

Json resolve_locale(const Json& spec, std::span<const Json* const> chain) {
  constexpr std::string_view kHead[] = {"tag", "name", "dir"};
  constexpr std::string_view kTexts[] = {"title", "message", "advice"};
  Json strings{Json::Object{}, {}};
  Json situations{Json::Object{}, {}};
  for (const Json& situation : *spec.find("situations")->array()) {
    Json texts{Json::Object{}, {}};
    lay_texts_over(texts, situation, kTexts);
    situations.set(text_of(situation, "id"), std::move(texts));
  }
  for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
    const Json& locale = **it;
    for (const Member& member : *locale.find("strings")->object()) strings.set(member.key, member.value);
    for (const Json& situation : *locale.find("situations")->array()) {
      if (Json* texts = situations.find(text_of(situation, "id"))) lay_texts_over(*texts, situation, kTexts);
    }
  }
  Json resolved{Json::Object{}, {}};
  lay_texts_over(resolved, *chain.front(), kHead);
  resolved.set("strings", std::move(strings));
  resolved.set("situations", std::move(situations));
  resolved.set("untranslated", untranslated(resolved, chain));
  return resolved;
}

Coverage coverage_of(const Json& locale, const Json& english, const Json& spec) {
  Coverage out;
  const auto count = [&](bool has, std::size_t& found, std::size_t& all, std::string name) {
    ++all;
    found += has ? 1 : 0;
    if (!has) out.missing.push_back(std::move(name));
  };
  const Json* strings = locale.find("strings");
  for (const Member& string : *english.find("strings")->object()) {
    count(strings != nullptr && strings->find(string.key) != nullptr, out.strings, out.all_strings, "strings." + string.key);
  }
  const Json* situations = locale.find("situations");
  const auto translated = [&](const std::string& id) -> const Json* {
    if (situations == nullptr) return nullptr;
    for (const Json& each : *situations->array()) {
      if (*each.find("id")->string() == id) return &each;
    }
    return nullptr;
  };
  const bool is_english = &locale == &english;  // whose texts stand in the spec
  for (const Json& situation : *spec.find("situations")->array()) {
    const std::string& id = *situation.find("id")->string();
    const Json* own = translated(id);
    for (const char* text : {"title", "message", "advice"}) {
      const bool has = is_english || (own != nullptr && own->find(text) != nullptr && own->find(text)->string() != nullptr);
      count(has, out.texts, out.all_texts, "situations." + id + "." + text);
    }
  }
  return out;
}

}  // namespace statusgen
