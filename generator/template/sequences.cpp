// Containers and strings as sequences: subscripts, members, slices, items, lengths.
#include <algorithm>

#include "support/utf8.hpp"
#include "template/builtins.hpp"
#include "template/operators.hpp"
#include "template/python_members.hpp"
#include "template/runtime.hpp"

namespace statusgen::jinja {
namespace {

bool is_sequence(const Value& value) { return value.is(Kind::list) || value.is(Kind::tuple); }

// What a piece of a string may still be printed in: a piece of an escaped text is no longer escaped.
LanguageSet piece_languages(const Value& text) { return text.languages() == kAllLanguages ? kAllLanguages : kNoLanguage; }

Value missing_member(const Site& site, const Value& subject, std::string name) {
  if (is_python_member(subject.kind(), name)) fail_python_member(site, subject, name);
  return Value::undefined(std::make_shared<const UndefinedOrigin>(UndefinedOrigin{subject, std::move(name)}));
}

// Python's slice.indices(): clamps bounds to a sequence of that length.
struct Range {
  std::int64_t start, stop, step;
};

Range slice_range(const Site& site, std::size_t size, const Value& start, const Value& stop, const Value& step) {
  const auto bound = [&](const Value& v, std::int64_t fallback) {
    return v.is(Kind::none) ? fallback : v.as_integer();
  };
  const auto n = static_cast<std::int64_t>(size);
  const std::int64_t by = bound(step, 1);
  if (by == 0) site.fail("the step of a slice cannot be zero");
  const auto clamp = [&](std::int64_t i) { return std::clamp(i < 0 ? std::max(i, -n - 1) + n : std::min(i, n), by < 0 ? std::int64_t{-1} : 0, by < 0 ? n - 1 : n); };
  return {start.is(Kind::none) ? (by < 0 ? n - 1 : 0) : clamp(bound(start, 0)), stop.is(Kind::none) ? (by < 0 ? -1 : n) : clamp(bound(stop, 0)), by};
}

}  // namespace

void fail_python_member(const Site& site, const Value& subject, std::string_view name) {
  const std::string type(type_name(subject));
  Value key;
  if (subject.is(Kind::dict) && subject.find(Value::text_view(name), key)) {
    site.fail("\".\" and " + in_quotes(name) + " name a method of Python's dicts, not the key", "write ['" + std::string(name) + "']");
  }
  const bool filter = find_filter(name) != nullptr;
  const std::string_view same = name == "strip" ? "trim" : name == "get" ? "default" : filter ? name : std::string_view();
  site.fail("Python's members are not supported: a " + type + " has no " + in_quotes(name), same.empty() ? "use a filter" : "use |" + std::string(same));
}

Value subscript(const Site& site, const Value& subject, const Value& index) {
  if (subject.is_undefined()) site.fail_undefined(subject);
  site.require(index);
  std::uint32_t ignored = 0;
  if (subject.is(Kind::dict)) {
    Value out;
    if (index.is(Kind::list) || index.is(Kind::dict)) site.fail(with_article(index) + " cannot be a key");
    if (subject.find(index, out)) return out;
  } else if (index.is_integral() && (is_sequence(subject) || subject.is_string())) {
    const std::size_t size = length(site, subject);
    std::int64_t i = index.as_integer();
    if (i < 0) i += static_cast<std::int64_t>(size);
    if (i >= 0 && i < static_cast<std::int64_t>(size)) {
      if (!subject.is_string()) return subject.item(static_cast<std::size_t>(i));
      const std::size_t begin = byte_offset(subject.as_text(), static_cast<std::size_t>(i));
      const std::string_view text = subject.as_text().substr(begin, decode_utf8(subject.as_text(), begin).length);
      return Value::text(std::string(text), piece_languages(subject), subject.is_markup());
    }
  } else if (index.is_string()) {
    return attribute(site, subject, index.as_text(), ignored);
  }
  return missing_member(site, subject, index.is(Kind::tuple) || index.is(Kind::generator) ? "this key" : site.text(index));
}

Value attribute(const Site& site, const Value& subject, std::string_view name, std::uint32_t& hint) {
  Value out;
  switch (subject.kind()) {
    case Kind::dict:
      if (subject.find(name, out, hint)) return out;
      break;
    case Kind::tuple:
      if (subject.is_group() && name == "grouper") return subject.item(0);
      if (subject.is_group() && name == "list") return subject.item(1);
      break;
    case Kind::loop:
      if (loop_member(subject.as_loop(), name, out)) return out;
      break;
    case Kind::module:
      if (module_member(subject.as_module(), name, out)) return out;
      break;
    case Kind::undefined: site.fail_undefined(subject);
    default: break;
  }
  return missing_member(site, subject, std::string(name));
}

Value slice(const Site& site, const Value& subject, const Value& start, const Value& stop, const Value& step) {
  site.require(subject);
  const auto fits = [](const Value& bound) { return bound.is(Kind::none) || bound.is_integral(); };
  for (const Value* bound : {&start, &stop, &step}) site.require(*bound);
  if (!subject.is_string() && !is_sequence(subject)) site.fail(with_article(subject) + " cannot be sliced");
  if (!fits(start) || !fits(stop) || !fits(step)) site.fail("the bounds of a slice are integers");
  const std::size_t size = length(site, subject);
  const Range range = slice_range(site, size, start, stop, step);
  const List all = items(site, subject);
  List out;
  for (std::int64_t i = range.start; range.step > 0 ? i < range.stop : i > range.stop; i += range.step) {
    out.push_back(all[static_cast<std::size_t>(i)]);
    if (range.step > 0 ? range.step >= range.stop - i : range.step <= range.stop - i) break;
  }
  if (subject.is_range()) return Value::range(std::move(out));
  if (subject.is(Kind::list)) return Value::list(std::move(out));
  if (subject.is(Kind::tuple)) return Value::tuple(std::move(out));
  std::string text;
  for (const Value& character : out) text += character.as_text();
  return Value::text(std::move(text), piece_languages(subject), subject.is_markup());
}

List items(const Site& site, const Value& value) {
  List out;
  switch (value.kind()) {
    case Kind::undefined: site.require(value); return out;
    case Kind::generator: {
      Generator& generator = value.as_generator();
      const std::size_t begin = std::exchange(generator.next, generator.items.size());
      out.assign(generator.items.begin() + static_cast<std::ptrdiff_t>(begin), generator.items.end());
      return out;
    }
    case Kind::list:
    case Kind::tuple:
      out.reserve(value.size());
      for (std::size_t i = 0; i < value.size(); ++i) out.push_back(value.item(i));
      return out;
    case Kind::dict:
      for (std::size_t i = 0; i < value.size(); ++i) out.push_back(value.key_at(i));
      return out;
    case Kind::string:
      for (std::size_t i = 0; i < value.as_text().size();) {
        const std::size_t bytes = decode_utf8(value.as_text(), i).length;
        out.push_back(Value::text(std::string(value.as_text().substr(i, bytes)), piece_languages(value)));
        i += bytes;
      }
      return out;
    default: site.fail(with_article(value) + " has no items to go through", value.is(Kind::integer) ? "use range(…)" : "");
  }
}

std::size_t length(const Site& site, const Value& value) {
  switch (value.kind()) {
    case Kind::undefined: site.require(value); return 0;
    case Kind::string: return code_point_count(value.as_text());
    case Kind::list:
    case Kind::tuple:
    case Kind::dict: return value.size();
    case Kind::loop: return loop_length(value.as_loop());
    case Kind::generator: site.fail("what map, select and batch give has no length", "make it a list first: |list|length");
    default: site.fail(with_article(value) + " has no length");
  }
}

}  // namespace statusgen::jinja
