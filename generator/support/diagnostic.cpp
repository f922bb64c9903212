#include "support/diagnostic.hpp"

#include <algorithm>
#include <cstdio>
#include <tuple>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kBold = "\033[1m", kRed = "\033[1;31m", kYellow = "\033[1;33m", kCyan = "\033[1;36m",
                           kGreen = "\033[1;32m", kReset = "\033[0m";
constexpr std::size_t kExcerptColumns = 150;  // a longer line is shown through a window around the caret
constexpr std::size_t kColumnsBeforeCaret = 60;

struct Painter {
  bool color;
  std::string operator()(std::string_view style, std::string_view text) const {
    return color ? std::string(style) + std::string(text) + std::string(kReset) : std::string(text);
  }
};

std::string location(Span span) {
  if (span.source == nullptr) return "statusgen: ";
  const Position at = span.source->position(span.begin);
  return span.source->name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
}

// One character of the excerpt: what is shown, and what keeps the caret line under it in step.
void append_shown(std::string& shown, std::string& padding, std::string_view text, std::size_t offset, CodePoint c) {
  if (c.value == '\t') {
    shown += '\t';
    padding += '\t';
  } else if (!c.valid || is_control(c.value) || is_bidi_control(c.value)) {
    shown += "\uFFFD";
    padding += ' ';
  } else {
    shown += text.substr(offset, c.length);
    padding.append(display_width(c.value), ' ');
  }
}

struct Excerpt {
  std::string text;
  std::string padding;  // up to the caret
  std::size_t caret_width = 1;
};

Excerpt excerpt(Span span) {
  const std::string_view line = span.source->line_at(span.begin);
  const std::size_t line_begin = span.source->line_begin(std::min<std::size_t>(span.begin, span.source->text().size()));
  const std::size_t caret = std::min(span.begin - line_begin, line.size());
  const std::size_t caret_end = std::clamp<std::size_t>(span.end - line_begin, caret, line.size());

  std::size_t first = 0;
  const bool long_line = line.size() > kExcerptColumns;
  if (long_line && caret > kColumnsBeforeCaret) {
    first = caret - kColumnsBeforeCaret;
    while (first < line.size() && (static_cast<unsigned char>(line[first]) & 0xC0) == 0x80) ++first;
  }
  Excerpt out;
  std::string ignored;
  if (first > 0) {
    out.text += "\u2026";
    out.padding += ' ';
  }
  std::size_t i = first;
  while (i < line.size() && (!long_line || i < first + kExcerptColumns)) {
    const CodePoint c = decode_utf8(line, i);
    append_shown(out.text, i < caret ? out.padding : ignored, line, i, c);
    i += c.length;
  }
  if (i < line.size()) out.text += "\u2026";
  out.caret_width = std::max<std::size_t>(1, display_width(line.substr(caret, std::min(caret_end, i) - std::min(caret, i))));
  return out;
}

std::string render_excerpt(Span span, std::string_view hint, const Painter& paint) {
  const Excerpt shown = excerpt(span);
  char gutter[32];
  std::snprintf(gutter, sizeof gutter, "%5zu | ", span.source->position(span.begin).line);
  std::string out = gutter + shown.text + "\n      | " + shown.padding;
  out += paint(kGreen, "^" + std::string(shown.caret_width - 1, '~'));
  if (!hint.empty()) out += " " + std::string(hint);
  return out + "\n";
}

bool same(const Note& a, const Note& b) {
  return a.span.source == b.span.source && a.span.begin == b.span.begin && a.message == b.message;
}

auto place(const Diagnostic& d) {
  const bool placed = d.span.source != nullptr;
  return std::tuple(placed, placed ? d.span.source->order() : 0, d.span.begin);
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::error(Span span, std::string message, std::string hint) {
  add({Severity::error, span, std::move(message), std::move(hint), {}});
}

void Diagnostics::error(Span span, std::string message, std::string hint, Note note) {
  add({Severity::error, span, std::move(message), std::move(hint), {std::move(note)}});
}

void Diagnostics::warning(Span span, std::string message, std::string hint) {
  add({Severity::warning, span, std::move(message), std::move(hint), {}});
}

std::string Diagnostics::render(bool color) const {
  std::vector<const Diagnostic*> sorted;
  for (const Diagnostic& d : all_) sorted.push_back(&d);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return place(*a) < place(*b); });
  std::string out;
  std::string previous;
  const auto is_error_too = [&](const Diagnostic& warning) {
    return std::any_of(all_.begin(), all_.end(), [&](const Diagnostic& d) {
      return d.severity == Severity::error && place(d) == place(warning) && d.message == warning.message;
    });
  };
  for (const Diagnostic* d : sorted) {
    if (d->severity == Severity::warning && is_error_too(*d)) continue;
    std::string text = statusgen::render(*d, color);
    if (text != previous) out += text;
    previous = std::move(text);
  }
  return out;
}

std::string render(const Diagnostic& d, bool color) {
  const Painter paint{color};
  const bool error = d.severity == Severity::error;
  std::string out = paint(kBold, location(d.span)) + paint(error ? kRed : kYellow, error ? "error: " : "warning: ");
  out += paint(kBold, d.message);
  const bool placed = d.span.source != nullptr;
  if (!placed && !d.hint.empty()) out += "; " + d.hint;
  out += "\n";
  if (placed) out += render_excerpt(d.span, d.hint, paint);
  // A note that repeats itself, as in a template that includes itself, stands once.
  for (std::size_t i = 0; i < d.notes.size();) {
    const Note& note = d.notes[i];
    std::size_t times = 1;
    while (i + times < d.notes.size() && same(d.notes[i + times], note)) ++times;
    out += paint(kBold, location(note.span)) + paint(kCyan, "note: ") + note.message + (times > 1 ? ", " + std::to_string(times) + " times" : "") + "\n";
    i += times;
  }
  return out;
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  std::size_t shown = 0;
  for (std::size_t i = 0; i < text.size(); ++shown) {
    if (shown == 60) return out + "\u2026\"";
    const CodePoint c = decode_utf8(text, i);
    if (!c.valid || is_control(c.value) || is_bidi_control(c.value)) {
      char escaped[16];
      const unsigned value = c.valid ? static_cast<unsigned>(c.value) : static_cast<unsigned char>(text[i]);
      std::snprintf(escaped, sizeof escaped, c.valid ? "\\u{%02X}" : "\\x%02X", value);
      out += escaped;
    } else {
      out += text.substr(i, c.length);
    }
    i += c.length;
  }
  return out + "\"";
}

}  // namespace statusgen
