#include <algorithm>
#include <optional>

#include "inject/markers.hpp"

namespace statusgen {
namespace {

// The fenced code of Markdown (CommonMark 0.31, 4.5). How far a fence is indented does not count: inside lists that may
// be any distance.
class Fences {
 public:
  // Whether the line is part of a fence or inside one.
  bool holds(std::string_view line) {
    if (open_.empty()) {
      const std::string_view run = fence(behind_bullets(line));
      open_ = run;
      return !run.empty();
    }
    const std::string_view text = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    const std::size_t length = std::min(text.find_first_not_of(open_[0]), text.size());
    const bool closes = length >= open_.size() && text.find_first_not_of(" \t\r\n", length) == std::string_view::npos;
    if (closes) open_ = {};
    return true;
  }

 private:
  // "- ```" and "1. ~~~" open a fence as well.
  static std::string_view behind_bullets(std::string_view line) {
    while (true) {
      line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
      const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
      const std::size_t mark = digits + 1;
      const std::string_view marks = digits == 0 ? "-*+" : ".)";
      const bool bullet = mark < line.size() && marks.find(line[digits]) != std::string_view::npos && line[mark] == ' ';
      if (!bullet) return line;
      line.remove_prefix(mark);
    }
  }

  static std::string_view fence(std::string_view line) {
    if (!line.starts_with("```") && !line.starts_with("~~~")) return {};
    const std::size_t length = std::min(line.find_first_not_of(line[0]), line.size());
    const bool inline_code = line[0] == '`' && line.find('`', length) != std::string_view::npos;
    return inline_code ? std::string_view{} : line.substr(0, length);
  }

  std::string_view open_;  // the fence that is open
};

// Pairs the markers of a text, in their order.
class Pairing {
 public:
  explicit Pairing(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(const Marker& marker) { marker.begins ? open_.push_back(marker) : close(marker); }

  std::vector<Block> finish() {
    for (const Marker& marker : open_) report_unclosed(marker);
    for (const Orphan& orphan : orphans_) report(orphan);
    return std::move(blocks_);
  }

 private:
  struct Orphan {
    Marker end;
    std::optional<Marker> previous;  // END of the block in front of it
  };

  // A name that could not be read may be any.
  static bool same_name(const Marker& a, const Marker& b) { return text_of(a.name) == text_of(b.name) || text_of(a.name).empty() || text_of(b.name).empty(); }

  void close(const Marker& end) {
    if (open_.empty()) return orphans_.push_back({end, last_});
    auto begin = std::find_if(open_.rbegin(), open_.rend(), [&](const Marker& marker) { return same_name(marker, end); });
    if (begin == open_.rend()) {
      begin = open_.rbegin();
      diagnostics_.error(end.name, "this END is of another name than its BEGIN", "write statusgen:" + std::string(text_of(begin->name)), {begin->name, "the block begins here"});
    }
    for (auto unclosed = open_.rbegin(); unclosed != begin; ++unclosed) report_unclosed(*unclosed);
    const Marker closed = *begin;
    open_.erase(begin.base() - 1, open_.end());
    add_block(closed, &end);
    last_ = end;
    // Only now it is certain that those blocks stand inside another one, which does not just lack its END.
    const auto is_inside = [&](const Marker& other) { return other.line.begin > closed.line.begin; };
    for (const Marker& inner : closed_) {
      if (is_inside(inner)) diagnostics_.error(inner.name, "a block cannot stand inside another one", "end the outer one first", {closed.name, "the outer one begins here"});
    }
    std::erase_if(closed_, is_inside);
    if (!open_.empty()) closed_.push_back(closed);
  }

  void add_block(const Marker& begin, const Marker* end) {
    Block block;
    block.name = begin.name;
    block.attributes = begin.attributes;
    block.is_sound = begin.sound;
    block.indent = begin.indent;
    if (begin.style->for_content) block.comment = begin.style->open;
    if (end != nullptr) {
      block.content = {begin.line.source, begin.line.end, end->line.begin};
      block.has_sum = !end->attributes.empty();
      block.sum = block.has_sum ? end->attributes[0].value : Span{end->name.source, end->name.end, end->name.end};
    }
    blocks_.push_back(std::move(block));
  }

  void report_unclosed(const Marker& begin) {
    add_block(begin, nullptr);
    const auto reversed = std::find_if(orphans_.begin(), orphans_.end(), [&](const Orphan& orphan) { return same_name(begin, orphan.end); });
    if (reversed != orphans_.end()) {
      diagnostics_.error(reversed->end.name, "this END stands in front of its BEGIN", "move it behind the block", {begin.name, "the block begins here"});
      orphans_.erase(reversed);
    } else {
      diagnostics_.error(begin.name, "this block does not end", "add " + marker_text(false, text_of(begin.name), *begin.style) + " behind it");
    }
  }

  void report(const Orphan& orphan) {
    const Marker& end = orphan.end;
    if (orphan.previous && same_name(*orphan.previous, end)) {
      diagnostics_.error(end.name, "this block has ended already", "remove this line", {orphan.previous->name, "it ended here"});
    } else {
      diagnostics_.error(end.name, "this block does not begin", "add " + marker_text(true, text_of(end.name), *end.style) + " in front of it, or remove this line");
    }
  }

  Diagnostics& diagnostics_;
  std::vector<Marker> open_;     // innermost last
  std::vector<Marker> closed_;   // inside one that is open, or that lacks its END
  std::vector<Orphan> orphans_;  // each an END without BEGIN
  std::optional<Marker> last_;   // END of a block
  std::vector<Block> blocks_;
};

}  // namespace

std::vector<Block> find_blocks(const Source& source, bool fences, Diagnostics& diagnostics) {
  const std::string_view text = source.text();
  Fences code;
  Pairing pairing(diagnostics);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t line_break = text.find('\n', begin);
    const std::size_t end = line_break == std::string_view::npos ? text.size() : line_break + 1;
    const Span line{&source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    begin = end;
    if (fences && code.holds(text_of(line))) continue;
    if (const std::optional<Marker> marker = parse_marker(line, diagnostics)) pairing.add(*marker);
  }
  return pairing.finish();
}

}  // namespace statusgen
