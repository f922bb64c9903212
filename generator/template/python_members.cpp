#include "template/python_members.hpp"

#include <algorithm>
#include <span>

namespace statusgen::jinja {
namespace {

// Each list in ascending order.
constexpr std::string_view kString[] = {
    "capitalize", "casefold", "center", "count", "encode", "endswith", "escape", "expandtabs", "find", "format",
    "format_map", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower",
    "isnumeric", "isprintable", "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip", "maketrans",
    "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit",
    "rstrip", "split", "splitlines", "startswith", "strip", "striptags", "swapcase", "title", "translate",
    "unescape", "upper", "zfill"};
constexpr std::string_view kList[] = {
    "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort"};
constexpr std::string_view kTuple[] = {
    "count", "index"};
constexpr std::string_view kDict[] = {
    "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values"};
constexpr std::string_view kInteger[] = {
    "as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator", "from_bytes", "imag", "numerator",
    "real", "to_bytes"};
constexpr std::string_view kNumber[] = {
    "as_integer_ratio", "conjugate", "fromhex", "hex", "imag", "is_integer", "real"};
constexpr std::string_view kMacro[] = {"arguments", "caller", "catch_kwargs", "catch_varargs", "explicit_caller", "name"};
constexpr std::string_view kGenerator[] = {"close", "gi_code", "gi_frame", "gi_running", "gi_yieldfrom", "send", "throw"};

std::span<const std::string_view> members_of(Kind kind) {
  switch (kind) {
    case Kind::string: return kString;
    case Kind::list: return kList;
    case Kind::tuple: return kTuple;
    case Kind::dict: return kDict;
    case Kind::boolean:
    case Kind::integer: return kInteger;
    case Kind::number: return kNumber;
    case Kind::callable: return kMacro;
    case Kind::generator: return kGenerator;
    default: return {};
  }
}

}  // namespace

bool is_python_member(Kind kind, std::string_view name) {
  if (name.starts_with("__")) return true;
  const std::span<const std::string_view> names = members_of(kind);
  return std::binary_search(names.begin(), names.end(), name);
}

}  // namespace statusgen::jinja
