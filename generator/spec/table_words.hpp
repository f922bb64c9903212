// The words in which the table of descriptors is written: not_empty(list_of(kReference)). Only the table's own files
// include this.
#pragma once

#include "spec/descriptor.hpp"

namespace statusgen::table {

using enum Presence;
using Names = std::span<const std::string_view>;

constexpr Shape text(Format format = Format::text) { return {.format = format}; }
constexpr Shape prose() { return {.prose = true}; }
constexpr Shape one_of(Names values) { return {.values = values}; }
constexpr Shape key_of(std::string_view list, Format format = Format::id) {
  return {.format = format, .refers_to = list};
}
constexpr Shape integer(std::int64_t min, std::int64_t max) { return {.types = kInteger, .min = min, .max = max}; }
constexpr Shape boolean() { return {.types = kBoolean}; }
constexpr Shape anything() { return {.types = kAny}; }
constexpr Shape list_of(const Shape& items, Names key = {}) { return {.types = kList, .items = &items, .key = key}; }
constexpr Shape map_of(const Shape& items, Format names) { return {.types = kMap, .format = names, .items = &items}; }
constexpr Shape object(std::string_view name, std::span<const MemberDescriptor> members, Names key = {}) {
  return {.types = kObject, .key = key, .name = name, .first_member = members.data(), .member_count = members.size()};
}
constexpr Shape also(Types more, Shape shape) {
  shape.types = static_cast<Types>(shape.types | more);
  return shape;
}
constexpr Shape or_null(Shape shape) { return also(kNull, shape); }
constexpr Shape not_empty(Shape list) {
  list.may_be_empty = false;
  return list;
}

// Names that several parts of the table use.
inline constexpr Shape kText = text();
inline constexpr Shape kProse = prose();
inline constexpr std::string_view kById[] = {"id"};
inline constexpr std::string_view kByName[] = {"name"};

// The two largest parts: the spec, and the same with the overlay's "format".
extern const Shape kSpec;
extern const Shape kOverlay;

}  // namespace statusgen::table
