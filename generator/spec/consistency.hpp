// Whether the values of a file fit together: references resolve, names are unique, dates and states agree. The file
// has the right shape or its errors are reported already: what depends on a wrong or missing value is left out here.
#pragma once

#include <span>

#include "spec/descriptor.hpp"
#include "spec/merge.hpp"
#include "support/diagnostic.hpp"
#include "support/json.hpp"

namespace statusgen {

// Every value that the table calls a reference to a list of the spec must be a key there. What refers to something
// that was removed is the fault of the removal, so the error stands there.
void check_references(const Json& file, FileKind kind, const Json& spec, std::span<const Removal> removals,
                      Diagnostics& diagnostics);

// The rules of the spec: a definer uses a name once; "temporary" has "expires", and nothing else has; a code outside
// 100..599, which RFC 9110 calls invalid, has a note, or says in "on_wire" how it shows; cause and reporter of a
// scenario stand in its chain. Of two values that do not fit, the error stands at the one that an overlay changed.
void check_codes(const Json& spec, Diagnostics& diagnostics);
void check_scenarios(const Json& spec, Diagnostics& diagnostics);

}  // namespace statusgen
