// From source text to checked JSON trees: the spec with its overlays, and locales. All errors of all files are reported
// in one go. Reading files is left to the caller, members that templates see beyond the files to model.hpp.
#pragma once

#include <optional>
#include <span>

#include "spec/descriptor.hpp"
#include "support/diagnostic.hpp"
#include "support/json.hpp"

namespace statusgen {

// One file by itself, with no error in its shape.
std::optional<Json> load_file(const Source& source, FileKind kind, Diagnostics& diagnostics);

// The spec with the overlays laid over it in that order. Every object has all its members, and the codes stand in
// order: by number, IANA's first, then by definer.
std::optional<Json> load_spec(const Source& spec, std::span<const Source* const> overlays, Diagnostics& diagnostics);

// The same, but what can be known even with errors, for checking what belongs to the spec; nothing when a file cannot
// be read as JSON.
std::optional<Json> read_spec(const Source& spec, std::span<const Source* const> overlays, Diagnostics& diagnostics);

// A locale for that spec, which may have errors. Strings that `english` does not have are errors; without it every
// name is fine.
std::optional<Json> load_locale(const Source& locale, const Json& spec, const Json* english, Diagnostics& diagnostics);

}  // namespace statusgen
