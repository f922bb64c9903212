// What templates see beyond the files: labels, classes, titles and URLs of references, and a locale without gaps. The
// model is plain JSON; everything here takes trees that load.hpp has checked and gives such trees.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/json.hpp"

namespace statusgen {

// Adds to each code: label (phrase, else the latest former one, else the first other name, else the name in title
// case), class ("4xx"; null outside 100..599), definer (a copy), also_defined_by (the other definers of the number).
// Adds to each reference: title ("RFC 9110, section 15.5.5") and url.
void add_derived_members(Json& spec);

// The latter alone, for all references in `json`.
void describe_references(Json& json, const Json::Array& sources);

// "de-AT": de-AT, de, en. RFC 4647 lookup, then English.
std::vector<std::string> fallback_tags(std::string_view tag);

// {tag, name, dir, strings: {…}, situations: {id: {title, message, advice}}, untranslated: […]}. The first locale that
// has a text wins; a situation's text that none has is the spec's. `untranslated` names the texts that are English for
// want of another, as Coverage does. `chain` is not empty; strings stand in the order of its last one.
Json resolve_locale(const Json& spec, std::span<const Json* const> chain);

// What a locale has of its own: of the strings of `english`, and of the texts of the spec's situations.
struct Coverage {
  std::size_t strings = 0, all_strings = 0, texts = 0, all_texts = 0;
  std::vector<std::string> missing;  // "strings.try_again", "situations.gone.advice"
};
Coverage coverage_of(const Json& locale, const Json& english, const Json& spec);

}  // namespace statusgen
