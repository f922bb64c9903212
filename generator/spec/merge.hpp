// Laying overlays over a spec, by the keys of the descriptor table. Every value keeps the span of the file that wrote
// it, so later messages point there. Nothing here asks whether the result holds together: that is consistency.hpp's.
#pragma once

#include <span>
#include <vector>

#include "spec/descriptor.hpp"
#include "support/diagnostic.hpp"
#include "support/json.hpp"

namespace statusgen {

// An item that an overlay has taken out of one of the spec's lists.
struct Removal {
  const Shape* list;
  Json item;  // as the overlay names it: its key
};

// Objects merge, lists merge item by item where their items have a key, other values are replaced whole. A reference
// to another source replaces the old one: half of each would cite a section of the wrong document.
void merge_overlay(Json& spec, Json overlay, std::vector<Removal>& removals, Diagnostics& diagnostics);

// After all overlays: a number that nobody defines any more is no longer confused with another one, nor part of a topic.
void forget_removed_codes(Json& spec, std::span<const Removal> removals);

// Gives every object all its members, so that no reader has to ask: null, or an empty list, where the table allows it.
// What an overlay has added without a member that must be written is an error. `spec_file` has been checked already:
// what it lacks stays away.
void complete_members(Json& spec, const Source& spec_file, Diagnostics& diagnostics);

}  // namespace statusgen
