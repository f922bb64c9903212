// The filters and tests of templates: one row each in a table, so that adding one is adding a function and a row.
// The functions stand in filters_*.cpp, escapers.cpp and tests.cpp.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "template/site.hpp"
#include "template/value.hpp"

namespace statusgen::jinja {

// One call of a filter or test. Arguments are bound to the row's parameters by position or name; what was not given is
// absent. Functions report errors by throwing through `site`.
struct Call {
  const Site& site;
  const Value& subject;
  std::span<const Value> arguments;
  std::span<const std::pair<std::string_view, Value>> keywords;  // of a variadic row only: map, select, format …

  bool given(std::size_t i) const { return i < arguments.size() && !arguments[i].is_absent(); }
  std::int64_t integer(std::size_t i, std::int64_t fallback) const;
  bool truth(std::size_t i, bool fallback) const;
  std::string text(std::size_t i, std::string_view fallback) const;
  const Value* keyword(std::string_view name) const;
};

using Builtin = Value (*)(const Call&);

enum class Escapes : std::uint8_t { text, booleans, anything, addresses, members };

struct FilterRow {
  std::string_view name;
  Builtin function;
  std::string_view parameters = {};     // names, separated by spaces
  std::size_t required = 0;             // how many of them must be given
  bool variadic = false;                // takes any arguments and binds them itself
  bool takes_undefined = false;
  LanguageSet serves = kNoLanguage;     // an escaper: the languages in which its result may be printed
  Escapes escapes = Escapes::text;      // an escaper: what it takes
};

struct TestRow {
  std::string_view name;
  bool (*function)(const Call&);
  std::size_t arguments = 0;
  bool takes_undefined = false;
  std::string_view parameter = {};  // the argument's name, where it may be given by name
};

const FilterRow* find_filter(std::string_view name);
const TestRow* find_test(std::string_view name);
std::span<const std::string_view> filter_names();
std::span<const std::string_view> test_names();

// Binds and runs; `arguments` are positional. Also for filters and tests that are called by name (map, select).
using Keywords = std::vector<std::pair<std::string_view, Value>>;
Value call_filter(const FilterRow& row, const Site& site, const Value& subject, std::span<const Value> arguments, const Keywords& keywords);
bool call_test(const TestRow& row, const Site& site, const Value& subject, std::span<const Value> arguments);

// "takes at most 2 arguments, 3 are given"
std::string argument_counts(std::size_t wanted, std::size_t given, bool at_most);

// "cpp_string, cpp_identifier or comment": the escapers of a language that take text, or else booleans and none.
std::string escapers_of(Language language, Escapes what);

// The tables, by file.
std::span<const FilterRow> text_filters();
std::span<const FilterRow> list_filters();
std::span<const FilterRow> number_filters();
std::span<const FilterRow> table_filters();
std::span<const FilterRow> name_filters();
std::span<const FilterRow> wordwrap_filter();
std::span<const FilterRow> page_filters();
std::span<const FilterRow> escapers();
std::span<const FilterRow> json_escapers();
std::span<const TestRow> all_tests();

}  // namespace statusgen::jinja
