// IANA's registry of status codes in the form in which IANA exports it, read as the part of a spec that it amounts to:
// descriptions, references, and what the remarks in parentheses say about state and expiry. It knows nothing else, so
// for a comparison it is laid over the spec that stands on the other side.
#pragma once

#include <optional>
#include <string_view>

#include "support/diagnostic.hpp"
#include "support/json.hpp"

namespace statusgen {

// Whether the text is to be read as the registry: a spec begins with a brace.
bool is_registry(std::string_view text);

// {sources, codes}, with the derived members of references. Everything that is not understood is reported, in one go.
std::optional<Json> load_registry(const Source& source, Diagnostics& diagnostics);

// The spec with IANA's codes as the registry has them. What the registry does not say, the spec says: an entry that is
// neither temporary nor obsolete nor unused may be deprecated, and references beside the registry's stay.
Json lay_registry_over(const Json& registry, Json spec);

}  // namespace statusgen
