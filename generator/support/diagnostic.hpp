// What went wrong, where, and the way out. Errors are values that are collected, never printed on the spot: a run
// shows all of them, sorted by place, in one shape:
//
//   acme.json:12:17: error: code 404 is defined twice by "acme"
//      12 |     { "code": 404, "defined_by": "acme" },
//         |               ^~~ remove one of them
//   acme.json:7:17: note: first defined here
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/source.hpp"

namespace statusgen {

enum class Severity { error, warning };

struct Note {
  Span span;
  std::string message;
};

struct Diagnostic {
  Severity severity = Severity::error;
  Span span;
  std::string message;
  std::string hint;  // the way out: stands behind the caret
  std::vector<Note> notes;
};

// Thrown only inside the template engine, where an error ends the rendering of one output; its boundary turns it into
// a collected diagnostic. Everything else returns.
struct DiagnosticError {
  Diagnostic diagnostic;
};

class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void error(Span span, std::string message, std::string hint = {});
  void error(Span span, std::string message, std::string hint, Note note);
  void warning(Span span, std::string message, std::string hint = {});

  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return all_; }

  // Sorted by place: no place first, then by source in reading order, then by offset. Equal ones appear once.
  std::string render(bool color) const;

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

std::string render(const Diagnostic& diagnostic, bool color);

// For messages: the text in double quotes, control characters and bidirectional controls shown as \u{202E}, cut after
// 60 characters.
std::string in_quotes(std::string_view text);

}  // namespace statusgen
