// What differs in meaning between two specs, code by code. The descriptor table says which members there are, which
// lists have keys and what is prose; references compare by what they resolve to, whatever a spec calls its sources.
#pragma once

#include "support/json.hpp"

namespace statusgen {

// A list, by code: {kind: added | removed | changed, code, defined_by, label, state, expires, sources, changes}. Each
// change is {path, kind}: "changed" with old and new, "added" with new or "removed" with old for an item of a list, or
// "reworded" for prose. References in the specs have their derived members; a member that is missing counts as null.
Json compare_specs(const Json& before, const Json& after);

}  // namespace statusgen
