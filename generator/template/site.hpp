// Where in a rendering an operation happens: what it needs to fail with a place, and to know which output it is for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.hpp"
#include "template/value.hpp"

namespace statusgen::jinja {

struct Limits {
  std::size_t include_depth = 32;       // templates inside templates
  std::size_t macro_depth = 200;        // macros inside macros
  std::size_t loop_steps = 10'000'000;  // of all loops of one output together
  std::size_t output_bytes = 64u << 20; // of one output
};

// Names that can be used at this point of the template, for "did you mean".
class NameSource {
 public:
  virtual ~NameSource() = default;
  virtual std::vector<std::string> names_in_scope() const = 0;
};

struct Site {
  Span span;
  Language language = Language::txt;
  const NameSource* names = nullptr;
  const Limits* limits = nullptr;

  bool autoescape() const { return escapes_itself(language); }
  [[noreturn]] void fail(std::string message, std::string hint = {}) const;
  // The error of using an undefined value: names it, and what was probably meant.
  [[noreturn]] void fail_undefined(const Value& value) const;
  void require(const Value& value) const {
    if (value.is_undefined() && !value.is_lenient()) fail_undefined(value);
  }
  // The text of a value that is no container; a container is an error that says how to print it.
  void append_text(std::string& out, const Value& value) const;
  std::string text(const Value& value) const;
  // Refuses to build a text of more bytes than an output may have.
  void check_size(std::size_t bytes) const {
    if (bytes > (limits ? limits->output_bytes : Limits{}.output_bytes)) fail_size();
  }
  [[noreturn]] void fail_size() const;
};

}  // namespace statusgen::jinja
