// What responses mean, by the spec alone, as JSON for the templates, which find the words: which entry a code is, who
// may have caused it, when a repetition makes sense, what caches may do, and which rules are broken (findings.hpp).
#pragma once

#include <span>

#include "http/response.hpp"
#include "support/json.hpp"

namespace statusgen {

// {broken, responses: […]}; "broken" is whether there is an error among the findings. Each response has
//   line, version, code, phrase, class {id, name, meaning}
//   content {bytes, length, followed}
//   entry (null: nothing decides between several), evidence: what the guess rests on, others: the other entries
//   treated_as: the x00 entry as which a client takes a code that it does not know
//   signs [{definer, name, sign}], scenarios [{id, chain, cause, reporter, sentence}]
//   retry {when, condition, after}; after is {text, seconds, date}, and seconds count from the Date of the response
//   caching {stored, heuristic, explicit}; stored is never, no_store, private, no_lifetime, allowed or null
//   findings [{severity, kind, level, line, field, value, expected, when, rule, source}], errors first
Json explain_responses(const Json& spec, std::span<const Response> responses);

}  // namespace statusgen
