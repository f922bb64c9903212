// Python's operators on values: truth, arithmetic, order, membership, subscripts, iteration. What Python refuses is an
// error at the site; so is what would need integers beyond 64 bits.
#pragma once

#include "template/ast.hpp"
#include "template/site.hpp"

namespace statusgen::jinja {

bool truth(const Site& site, const Value& value);
Value arithmetic(const Site& site, Operator op, const Value& a, const Value& b);
Value negate(const Site& site, const Value& value);
bool compare(const Site& site, Operator op, const Value& a, const Value& b);

// `a ~ b ~ …`; with `keep_markup` parts that are markup make the whole markup and have the others escaped.
Value concatenate(const Site& site, std::span<const Value> parts, bool keep_markup);

// `a[index]`, and the member of a container by name; undefined when there is none. `hint`: see Value::find.
Value subscript(const Site& site, const Value& subject, const Value& index);
Value attribute(const Site& site, const Value& subject, std::string_view name, std::uint32_t& hint);
// The error for `subject.name` where Jinja2 would give a member of Python's own type, such as a dict's .items().
[[noreturn]] void fail_python_member(const Site& site, const Value& subject, std::string_view name);
Value slice(const Site& site, const Value& subject, const Value& start, const Value& stop, const Value& step);

// The items of anything iterable; keys of a dict, characters of a string. Consumes a generator.
List items(const Site& site, const Value& value);
// len(): an error for what has none, generators included.
std::size_t length(const Site& site, const Value& value);

// a < b of Python, for sorting.
bool less(const Site& site, const Value& a, const Value& b);

// The five characters that markupsafe escapes: & < > ' "
void append_html(std::string& out, std::string_view text);
// The text as markup: escaped unless it is markup already.
Value escaped(const Site& site, const Value& value);

}  // namespace statusgen::jinja
