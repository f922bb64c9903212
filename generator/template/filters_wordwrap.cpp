// The wordwrap filter: Python's textwrap, which Jinja2 uses, for one line at a time.
#include <algorithm>

#include "support/utf8.hpp"
#include "template/builtins.hpp"
#include "template/lexer.hpp"
#include "template/text_layout.hpp"

namespace statusgen::jinja {
namespace {

using Characters = std::u32string_view;

bool is_space(char32_t c) { return c == ' ' || (c >= 0x09 && c <= 0x0D); }

// A piece that Python's strip() leaves nothing of: also with spaces at which no line breaks, such as U+00A0.
bool is_blank(Characters piece) {
  return std::all_of(piece.begin(), piece.end(), [](char32_t c) {
    std::string bytes;
    append_utf8(bytes, c);
    return space_length(bytes, 0) > 0;
  });
}

// \w and [^\d\W] of Python's re; beyond ASCII everything but punctuation, symbols and marks counts as a letter.
bool is_letter(char32_t c) {
  if (c < 0x80) return is_alpha(static_cast<char>(c)) || c == '_';
  const bool symbol = (c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x206F) ||
                      (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) ||
                      (c >= 0x591 && c <= 0x5BD) || (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || (c >= 0xFE00 && c <= 0xFE2F) || c == 0xFEFF ||
                      (c >= 0x20A0 && c <= 0x20CF) || (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3003);
  return !symbol;
}
bool is_word(char32_t c) { return is_letter(c) || (c >= '0' && c <= '9'); }
bool is_word_or_mark(char32_t c) { return is_word(c) || (c < 0x80 && std::string_view("!\"'&.,?").find(static_cast<char>(c)) != std::string_view::npos); }

// The pieces between which a line may break: runs of white space, words, parts of hyphenated words, dashes.
class Splitter {
 public:
  explicit Splitter(Characters text) : text_(text) {}

  std::vector<Characters> split(bool at_hyphens) {
    std::vector<Characters> out;
    for (std::size_t begin = 0; begin < text_.size();) {
      std::size_t end = begin + 1;
      if (is_space(text_[begin])) {
        while (end < text_.size() && is_space(text_[end])) ++end;
      } else if (const std::size_t dash = at_hyphens ? dash_end(begin) : 0; dash > 0) {
        end = dash;
      } else {
        while (end < text_.size() && !is_space(text_[end]) && !(at_hyphens && breaks_before(begin, end))) ++end;
      }
      out.push_back(text_.substr(begin, end - begin));
      begin = end;
    }
    return out;
  }

 private:
  char32_t at(std::size_t i) const { return i < text_.size() ? text_[i] : 0; }

  // Behind "--…" that stands between words; 0 when there is none.
  std::size_t dash_end(std::size_t begin) const {
    std::size_t end = begin;
    while (at(end) == '-') ++end;
    return end - begin >= 2 && begin > 0 && is_word_or_mark(text_[begin - 1]) && is_word(at(end)) ? end : 0;
  }

  bool breaks_before(std::size_t begin, std::size_t i) const {
    if (is_word_or_mark(text_[i - 1]) && dash_end(i) > 0) return true;
    if (text_[i - 1] != '-' || i - 1 == begin) return false;
    // A hyphen behind two letters, or behind "x-y", and before two letters.
    const bool two = i >= 3 && is_letter(text_[i - 2]) && is_letter(text_[i - 3]);
    const bool spelled = i >= 4 && is_letter(text_[i - 2]) && text_[i - 3] == '-' && is_letter(text_[i - 4]);
    const bool after = is_letter(at(i)) && (is_letter(at(i + 1)) || (at(i + 1) == '-' && is_letter(at(i + 2))));
    return (two || spelled) && after;
  }

  Characters text_;
};

class Wrapper {
 public:
  Wrapper(std::size_t width, bool break_words, bool at_hyphens) : width_(width), break_words_(break_words), at_hyphens_(at_hyphens) {}

  std::vector<std::u32string> wrap(Characters text) {
    std::vector<Characters> chunks = Splitter(text).split(at_hyphens_);
    std::reverse(chunks.begin(), chunks.end());
    std::vector<std::u32string> lines;
    while (!chunks.empty()) {
      if (!lines.empty() && is_blank(chunks.back())) chunks.pop_back();
      std::vector<Characters> line;
      std::size_t used = 0;
      while (!chunks.empty() && used + chunks.back().size() <= width_) {
        used += chunks.back().size();
        line.push_back(chunks.back());
        chunks.pop_back();
      }
      if (!chunks.empty() && chunks.back().size() > width_) place_long_word(chunks, line, used);
      // An empty piece, left when a long word found no room, is dropped in place of white space, as in Python.
      if (!line.empty() && is_blank(line.back())) line.pop_back();
      if (line.empty()) continue;
      std::u32string& out = lines.emplace_back();
      for (const Characters part : line) out += part;
    }
    return lines;
  }

 private:
  void place_long_word(std::vector<Characters>& chunks, std::vector<Characters>& line, std::size_t used) const {
    if (!break_words_) {
      if (!line.empty()) return;
      line.push_back(chunks.back());
      chunks.pop_back();
      return;
    }
    Characters& word = chunks.back();
    std::size_t end = width_ - used;
    if (at_hyphens_ && word.size() > end) {
      const std::size_t hyphen = end == 0 ? Characters::npos : word.rfind('-', end - 1);
      if (hyphen != Characters::npos && hyphen > 0 && word.substr(0, hyphen).find_first_not_of('-') != Characters::npos) end = hyphen + 1;
    }
    line.push_back(word.substr(0, end));
    word.remove_prefix(end);
  }

  std::size_t width_;
  bool break_words_;
  bool at_hyphens_;
};

std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    out += c.value;
    i += c.length;
  }
  return out;
}

Value wordwrap(const Call& call) {
  const std::int64_t width = call.integer(0, 79);
  if (!call.subject.is_string()) call.site.fail("wordwrap takes a string, this is " + with_article(call.subject), "use |string first");
  const std::string_view text = call.subject.as_text();
  if (call.given(2) && !call.arguments[2].is(Kind::none) && !call.arguments[2].is_string()) call.site.fail("wrapstring is a string, not " + with_article(call.arguments[2]));
  const std::string separator = call.given(2) && !call.arguments[2].is(Kind::none) ? call.text(2, "\n") : "\n";
  Wrapper wrapper(static_cast<std::size_t>(std::max<std::int64_t>(width, 0)), call.truth(1, true), call.truth(3, true));
  std::string out;
  bool first = true;
  for (const std::string_view line : lines_of(text)) {
    if (width <= 0 && !line.empty()) call.site.fail("a line has a width of at least 1, not " + std::to_string(width));
    if (!first) out += separator;
    first = false;
    const std::vector<std::u32string> lines = wrapper.wrap(decoded(line));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i > 0) out += separator;
      for (const char32_t c : lines[i]) append_utf8(out, c);
    }
    call.site.check_size(out.size());
  }
  return Value::text(std::move(out));
}

constexpr FilterRow kFilters[] = {{"wordwrap", wordwrap, "width break_long_words wrapstring break_on_hyphens"}};

}  // namespace

std::span<const FilterRow> wordwrap_filter() { return kFilters; }

}  // namespace statusgen::jinja
