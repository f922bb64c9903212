// What the six file formats consist of, as one table: each member with its type, whether it is required, and what it
// means. Loading, messages, overlay merging and JSON Schema all read this table, so none of them can disagree. It says
// what one value may be; how values must fit together is said in consistency.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "spec/formats.hpp"

namespace statusgen {

struct MemberDescriptor;

// A set of JSON types. An object has members that the table names; a map has any names and one shape for all values.
using Types = std::uint16_t;
constexpr Types kNull = 1, kTrue = 2, kBoolean = 4, kInteger = 8, kString = 16, kList = 32, kObject = 64, kMap = 128,
                kAny = 256;

// What one value may be. A part that concerns a type outside `types` is left at its default.
struct Shape {
  Types types = kString;

  Format format = Format::text;                     // of a string, or of the names in a map
  std::span<const std::string_view> values = {};    // the only strings there are; empty: all
  std::int64_t min = 0;                             // of an integer
  std::int64_t max = 0;
  bool prose = false;                               // of a string: sentences, of which only the meaning counts
  std::string_view refers_to = {};                  // the list of the spec where an item has this key: "sources"
  bool lets_go = false;                             // of such a key: its list loses it together with what it refers to

  const Shape* items = nullptr;                     // of a list or a map
  bool may_be_empty = true;                         // a list

  // The members that tell the items of a list apart, or that make one object another one: what an overlay merges with
  // has the same key, and everything without a key it replaces.
  std::span<const std::string_view> key = {};

  std::string_view name = {};                       // of an object: "source"
  const MemberDescriptor* first_member = nullptr;
  std::size_t member_count = 0;

  std::span<const MemberDescriptor> members() const;
};

enum class Presence : std::uint8_t { required, optional };

struct MemberDescriptor {
  std::string_view name;
  Presence presence;
  Shape shape;
  std::string_view meaning;
};

inline std::span<const MemberDescriptor> Shape::members() const { return {first_member, member_count}; }

// The member with that name, or null. Files mostly keep the order of the table, so the search starts at `next` and
// leaves there the place behind what it found.
const MemberDescriptor* find_member(const Shape& object, std::string_view name, std::size_t& next);
const MemberDescriptor* find_member(const Shape& object, std::string_view name);

enum class FileKind : std::uint8_t { spec, overlay, locale, product, block, config };

// A partial file may leave out every member except "format" and keys, and may say "remove" beside a key.
enum class Completeness : std::uint8_t { complete, partial };

struct FileFormat {
  FileKind kind;
  std::string_view format;  // what the member "format" says: "statusgen-spec/1"
  Completeness completeness;
  const Shape& shape;
};

std::span<const FileFormat> file_formats();
const FileFormat& file_format(FileKind kind);
// By what "format" says.
std::optional<FileKind> file_kind(std::string_view format);

}  // namespace statusgen
