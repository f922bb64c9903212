// Which of the spec's entries for a number a response means. The official one unless much speaks for another: its
// phrase, the signs of its definer, the fields that only this entry names. With several unofficial ones the best
// founded.
#pragma once

#include <string>
#include <vector>

#include "http/response.hpp"
#include "support/json.hpp"

namespace statusgen {

struct Guess {
  const Json* entry = nullptr;        // null: unknown number, or nothing decides between several
  std::vector<std::string> evidence;  // "Server: name"; empty: none was needed, or there is none
  const Json* treated_as = nullptr;   // the x00 entry, as which clients take what is not registered; null: they know it
  std::vector<const Json*> others;    // the number's other entries
};

Guess guess_entry(const Json& spec, const Response& response);

// Of the registry.
bool is_official(const Json& entry);
const Json* official_entry(const Json& spec, int code);

// Whether the response has the field of a sign and in it the word, if there is one.
bool shows(const Response& response, const Json& sign);
// All signs in the response, of all definers: [{definer, name, sign}].
Json signs(const Json& spec, const Response& response);

}  // namespace statusgen
