// Whether a file is what its format says: every member known and there, every value of the right type, range and form,
// every key unique. What values must be to each other across the file is left to consistency.hpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "spec/descriptor.hpp"
#include "support/diagnostic.hpp"
#include "support/json.hpp"

namespace statusgen {

// Reports all errors, each at the value, or at the opening bracket of what lacks a member. True: there are none.
bool check_shape(const Json& json, const Shape& shape, Completeness completeness, Diagnostics& diagnostics);

// Whether an object of that shape has the member, and nothing is wrong with it; for judging what depends on it.
bool is_sound(const Json& object, std::string_view name, const Shape& shape);

bool has_type(const Json& json, Types types);

// What an unknown member was meant to be: a slip in the name of one that the object does not have.
const MemberDescriptor* meant_member(const Json& object, std::string_view wrong, const Shape& shape);

// False when "format" says that this is a file of another kind: one error then stands for the dozens that would follow.
bool has_format(const Json& json, FileKind kind, Diagnostics& diagnostics);

void report_missing(Span span, const MemberDescriptor& member, const Shape& object, Diagnostics& diagnostics);

// What tells an item of a keyed list from the others, as one string; nothing when a part of the key is missing.
std::optional<std::string> item_key(const Json& item, std::span<const std::string_view> key);

// For messages: `source "rfc9110"`, `code 404 by "acme"`; with a verb between: `code 404 is defined twice by "acme"`.
std::string item_name(const Json& item, const Shape& list, std::string_view verb = "");

// A string in quotes or a number without.
std::string shown(const Json& scalar);

}  // namespace statusgen
