#include "template/lexer.hpp"

#include <algorithm>

#include "support/utf8.hpp"
#include "template/tag_scanner.hpp"

namespace statusgen::jinja {
namespace {

class Lexer {
 public:
  Lexer(const Source& source, std::size_t begin, std::size_t end, LexSettings settings, Diagnostics& diagnostics)
      : source_(source), all_(source.text().substr(0, end)), at_(begin), settings_(settings), diagnostics_(diagnostics) {}

  std::vector<Token> lex_template() {
    while (at_ < all_.size()) {
      try {
        root();
      } catch (DiagnosticError& error) {
        diagnostics_.add(std::move(error.diagnostic));
        skip_tag();
      }
    }
    push(TokenKind::end, at_, at_);
    return std::move(tokens_);
  }

  std::vector<Token> lex_expression() {
    try {
      while (skip_spaces(), at_ < all_.size()) at_ = scanner_.scan(at_);
      if (!scanner_.balanced()) fail(scanner_.last_open(), scanner_.last_open() + 1, "unclosed " + in_quotes(all_.substr(scanner_.last_open(), 1)));
    } catch (DiagnosticError& error) {
      diagnostics_.add(std::move(error.diagnostic));
    }
    push(TokenKind::end, at_, at_);
    return std::move(tokens_);
  }

 private:
  [[noreturn]] void fail(std::size_t begin, std::size_t end, std::string message, std::string hint = {}) const {
    throw DiagnosticError{{Severity::error, span(begin, end), std::move(message), std::move(hint), {}}};
  }

  Span span(std::size_t begin, std::size_t end) const {
    return {&source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  bool at(std::string_view what, std::size_t offset) const { return all_.substr(offset).starts_with(what); }

  Token& push(TokenKind kind, std::size_t begin, std::size_t end) {
    return tokens_.emplace_back(Token{kind, span(begin, end), all_.substr(begin, end - begin), {}});
  }

  void push_text(std::size_t begin, std::string_view text) {
    if (!text.empty()) push(TokenKind::text, begin, begin + text.size());
  }

  // After an error: go on behind the tag it happened in, or before the next one if it is never closed, so that one run
  // reports every tag's error. The error stands in the tag as a token, so that nobody complains about the rest of it.
  void skip_tag() {
    at_ = std::max(at_, scanner_.stopped_at());
    scanner_.reset();
    push(TokenKind::error, at_, at_);
    const auto opens = [&] { return at("{%", at_) || at("{{", at_) || at("{#", at_); };
    while (at_ < all_.size() && !at("%}", at_) && !at("}}", at_) && !opens()) ++at_;
    const bool closed = at_ < all_.size() && !opens();
    if (closed) at_ += 2;
    push(in_block_ ? TokenKind::block_end : TokenKind::variable_end, at_, at_);
  }

  // The text before a tag loses its white space at the end (`-`) or the indentation of the tag (lstrip_blocks).
  std::string_view strip_before_tag(std::string_view text, char sign, bool variable) const {
    if (sign == '-') return strip_right(text);
    if (sign == '+' || !settings_.lstrip_blocks || variable) return text;
    const std::size_t newline = text.rfind('\n');
    const std::size_t line = newline == std::string_view::npos ? 0 : newline + 1;
    if (line == 0 && !line_starting_) return text;
    const std::string_view indentation = text.substr(line);
    return !indentation.empty() && strip_right(indentation).empty() ? text.substr(0, line) : text;
  }

  // `-%}` eats all white space that follows, `+%}` nothing, a bare `%}` one line break (trim_blocks).
  void after_close(char sign, bool variable) {
    const std::size_t before = at_;
    if (sign == '-') {
      while (const std::size_t length = space_length(all_, at_)) at_ += length;
    } else if (sign != '+' && !variable && settings_.trim_blocks && at("\n", at_)) {
      ++at_;
    }
    line_starting_ = at_ > before && all_[at_ - 1] == '\n';
  }

  char sign_at(std::size_t offset) const {
    return offset < all_.size() && (all_[offset] == '-' || all_[offset] == '+') ? all_[offset] : ' ';
  }

  void root() {
    std::size_t open = at_;
    while (open < all_.size() && !(all_[open] == '{' && open + 1 < all_.size() &&
                                   std::string_view("{%#").find(all_[open + 1]) != std::string_view::npos)) {
      ++open;
    }
    const std::string_view text = all_.substr(at_, open - at_);
    if (open == all_.size()) {
      push_text(at_, text);
      at_ = all_.size();
      return;
    }
    const char type = all_[open + 1];
    const char sign = sign_at(open + 2);
    push_text(at_, strip_before_tag(text, sign, type == '{'));
    at_ = open + 2 + (sign == ' ' ? 0 : 1);
    line_starting_ = false;
    if (type == '#') {
      comment(open);
    } else if (type == '{') {
      in_block_ = false;
      push(TokenKind::variable_begin, open, at_);
      tag(open, "}}", TokenKind::variable_end);
    } else if (!raw(open)) {
      in_block_ = true;
      push(TokenKind::block_begin, open, at_);
      tag(open, "%}", TokenKind::block_end);
    }
  }

  void comment(std::size_t open) {
    const std::size_t close = all_.find("#}", at_);
    if (close == std::string_view::npos) {
      at_ = all_.size();
      fail(open, open + 2, "missing end of comment", "close it with #}");
    }
    const char sign = close > at_ ? sign_at(close - 1) : ' ';
    at_ = close + 2;
    after_close(sign, false);
  }

  // `{% raw %}`: with trim_blocks the line break after it stays, unlike after every other tag.
  bool raw(std::size_t open) {
    std::size_t i = skipped(at_);
    if (!at("raw", i)) return false;
    i = skipped(i + 3);
    const bool strip = at("-%}", i);
    if (!strip && !at("%}", i)) return false;
    at_ = i + (strip ? 3 : 2);
    const std::size_t body_begin = at_;
    if (strip) after_close('-', false);
    const std::size_t text_begin = at_;
    line_starting_ = text_begin > body_begin && all_[text_begin - 1] == '\n';
    for (std::size_t tag = all_.find("{%", at_); tag != std::string_view::npos; tag = all_.find("{%", tag + 2)) {
      const char sign = sign_at(tag + 2);
      i = skipped(tag + 2 + (sign == ' ' ? 0 : 1));
      if (!at("endraw", i)) continue;
      i = skipped(i + 6);
      const char close_sign = sign_at(i);
      if (!at("%}", i + (close_sign == ' ' ? 0 : 1))) continue;
      push_text(text_begin, strip_before_tag(all_.substr(text_begin, tag - text_begin), sign, false));
      at_ = i + (close_sign == ' ' ? 2 : 3);
      after_close(close_sign, false);
      return true;
    }
    at_ = all_.size();
    fail(open, body_begin, "missing end of raw block", "close it with {% endraw %}");
  }

  std::size_t skipped(std::size_t offset) const {
    while (const std::size_t length = space_length(all_, offset)) offset += length;
    return offset;
  }

  void skip_spaces() { at_ = skipped(at_); }

  void tag(std::size_t open, std::string_view close, TokenKind close_kind) {
    const bool variable = close_kind == TokenKind::variable_end;
    while (true) {
      skip_spaces();
      if (at_ >= all_.size()) {
        fail(open, open + 2, variable ? "this {{ is never closed" : "this {% is never closed",
             "close it with " + std::string(close));
      }
      if (scanner_.balanced()) {
        const char sign = sign_at(at_);
        const bool signed_close = sign != ' ' && !(variable && sign == '+') && at(close, at_ + 1);
        if (signed_close || at(close, at_)) {
          const std::size_t begin = at_;
          at_ += signed_close ? 3 : 2;
          push(close_kind, begin, at_);
          after_close(signed_close ? sign : ' ', variable);
          return;
        }
      }
      at_ = scanner_.scan(at_);
    }
  }

  const Source& source_;
  std::string_view all_;
  std::size_t at_;
  LexSettings settings_;
  Diagnostics& diagnostics_;
  std::vector<Token> tokens_;
  TagScanner scanner_{source_, all_, tokens_};
  bool in_block_ = false;
  bool line_starting_ = true;
};

}  // namespace

std::string normalize_newlines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else {
      out += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    }
  }
  return out;
}

std::size_t space_length(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return 0;
  const char c = text[offset];
  if (static_cast<unsigned char>(c) < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) ? 1 : 0;
  const CodePoint point = decode_utf8(text, offset);
  const char32_t v = point.value;
  const bool space = v == 0x85 || v == 0xA0 || v == 0x1680 || (v >= 0x2000 && v <= 0x200A) || v == 0x2028 || v == 0x2029 ||
                     v == 0x202F || v == 0x205F || v == 0x3000;
  return space ? point.length : 0;
}

std::string_view strip_right(std::string_view text) {
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (space_length(text, last) != text.size() - last) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

std::string_view strip_left(std::string_view text) {
  while (const std::size_t length = space_length(text, 0)) text.remove_prefix(length);
  return text;
}

std::vector<Token> lex_template(const Source& source, std::size_t begin, std::size_t end, LexSettings settings,
                                Diagnostics& diagnostics) {
  return Lexer(source, begin, end, settings, diagnostics).lex_template();
}

std::vector<Token> lex_expression(const Source& source, std::size_t begin, std::size_t end, Diagnostics& diagnostics) {
  return Lexer(source, begin, end, {}, diagnostics).lex_expression();
}

}  // namespace statusgen::jinja
