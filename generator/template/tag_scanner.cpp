#include "template/tag_scanner.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "support/utf8.hpp"

namespace statusgen::jinja {
namespace {

constexpr std::array<std::string_view, 26> kOperators{"//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]",
                                                      "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"};

bool is_word(char c) { return is_alnum(c) || c == '_'; }

std::string without_underscores(std::string_view digits) {
  std::string out;
  std::copy_if(digits.begin(), digits.end(), std::back_inserter(out), [](char c) { return c != '_'; });
  return out;
}

}  // namespace

void TagScanner::fail(std::size_t begin, std::size_t end, std::string message, std::string hint) const {
  const Span span{&source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  throw DiagnosticError{{Severity::error, span, std::move(message), std::move(hint), {}}};
}

Token& TagScanner::push(TokenKind kind, std::size_t begin, std::size_t end) {
  const Span span{&source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return tokens_.emplace_back(Token{kind, span, all_.substr(begin, end - begin), {}});
}

std::size_t TagScanner::scan(std::size_t offset) {
  at_ = offset;
  const char c = all_[at_];
  if (is_digit(c)) {
    number();
  } else if (is_word(c)) {
    const std::size_t begin = at_;
    while (at_ < all_.size() && is_word(all_[at_])) ++at_;
    push(TokenKind::name, begin, at_);
  } else if (c == '"' || c == '\'') {
    string();
  } else {
    op();
  }
  return at_;
}

// Digits with single underscores between them; returns the offset behind them.
std::size_t TagScanner::digits(std::size_t i, bool (*accept)(char)) const {
  while (i < all_.size()) {
    if (accept(all_[i])) {
      ++i;
    } else if (all_[i] == '_' && i + 1 < all_.size() && accept(all_[i + 1])) {
      i += 2;
    } else {
      break;
    }
  }
  return i;
}

void TagScanner::number() {
  const std::size_t begin = at_;
  const char second = begin + 1 < all_.size() ? to_lower(all_[begin + 1]) : ' ';
  const auto based = second == 'x'   ? +[](char c) { return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f'); }
                     : second == 'o' ? +[](char c) { return c >= '0' && c <= '7'; }
                     : second == 'b' ? +[](char c) { return c == '0' || c == '1'; }
                                     : nullptr;
  if (all_[begin] == '0' && based != nullptr && digits(begin + 2, based) > begin + 2) {
    at_ = digits(begin + 2, based);
    push_integer(begin, second == 'x' ? 16 : second == 'o' ? 8 : 2);
    return;
  }
  std::size_t i = digits(begin, is_digit);
  std::size_t float_end = begin;
  const bool after_dot = begin > 0 && all_[begin - 1] == '.';
  if (i + 1 < all_.size() && all_[i] == '.' && is_digit(all_[i + 1])) float_end = i = digits(i + 1, is_digit);
  if (i < all_.size() && to_lower(all_[i]) == 'e') {
    const std::size_t exponent = i + 1 + (i + 1 < all_.size() && (all_[i + 1] == '-' || all_[i + 1] == '+') ? 1 : 0);
    if (exponent < all_.size() && is_digit(all_[exponent])) float_end = digits(exponent, is_digit);
  }
  if (float_end > begin && !after_dot) {
    at_ = float_end;
    const std::string text = without_underscores(all_.substr(begin, at_ - begin));
    Token& token = push(TokenKind::number, begin, at_);
    if (std::from_chars(text.data(), text.data() + text.size(), token.number).ec != std::errc()) fail(begin, at_, "this number does not fit in a double");
    return;
  }
  // As in Python an integer has no leading zero: 0777 reads as 0 followed by 777, which no grammar rule takes.
  at_ = all_[begin] == '0' ? digits(begin, [](char c) { return c == '0'; }) : digits(begin, is_digit);
  push_integer(begin, 10);
}

void TagScanner::push_integer(std::size_t begin, int base) {
  const std::string text = without_underscores(all_.substr(begin + (base == 10 ? 0 : 2), at_ - begin - (base == 10 ? 0 : 2)));
  Token& token = push(TokenKind::integer, begin, at_);
  if (std::from_chars(text.data(), text.data() + text.size(), token.integer, base).ec != std::errc()) fail(begin, at_, "this number does not fit in 64 bits");
}

void TagScanner::string() {
  const std::size_t begin = at_;
  const char quote = all_[at_++];
  std::string value;
  while (true) {
    if (at_ >= all_.size()) {
      at_ = begin + 1;
      fail(begin, begin + 1, "this string is never closed", std::string("close it with ") + quote);
    }
    const char c = all_[at_];
    if (c == quote) break;
    if (c == '\\') {
      escape(value);
    } else {
      value += c;
      ++at_;
    }
  }
  ++at_;
  push(TokenKind::string, begin, at_).decoded = std::move(value);
}

// Python's escapes; an unknown one keeps its backslash.
void TagScanner::escape(std::string& value) {
  const std::size_t begin = at_++;
  if (at_ >= all_.size()) return;
  const char c = all_[at_++];
  constexpr std::string_view kNames = "abfnrtv\\'\"";
  constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\'\"";
  if (c == '\n') return;
  if (const std::size_t named = kNames.find(c); named != std::string_view::npos) {
    value += kValues[named];
  } else if (c == 'x' || c == 'u' || c == 'U') {
    append_utf8(value, hexadecimal(begin, c == 'x' ? 2 : c == 'u' ? 4 : 8));
  } else if (c >= '0' && c <= '7') {
    char32_t code = static_cast<char32_t>(c - '0');
    for (int i = 0; i < 2 && at_ < all_.size() && all_[at_] >= '0' && all_[at_] <= '7'; ++i) {
      code = code * 8 + static_cast<char32_t>(all_[at_++] - '0');
    }
    append_utf8(value, code);
  } else if (c == 'N') {
    fail(begin, at_, "character names (\\N{…}) are not supported", "write \\uXXXX");
  } else if (static_cast<unsigned char>(c) < 0x80) {
    value += '\\';
    value += c;
  } else {  // Jinja2 takes the backslash for one of those that its own encoding of the character begins with
    const CodePoint character = decode_utf8(all_, at_ - 1);
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, character.value < 0x100 ? "\\x%02x" : character.value < 0x10000 ? "\\u%04x" : "\\U%08x", static_cast<unsigned>(character.value));
    value += buffer;
    at_ += character.length - 1;
  }
}

char32_t TagScanner::hexadecimal(std::size_t begin, int length) {
  char32_t code = 0;
  for (int i = 0; i < length; ++i, ++at_) {
    const char c = at_ < all_.size() ? to_lower(all_[at_]) : ' ';
    if (!is_digit(c) && !(c >= 'a' && c <= 'f')) {
      fail(begin, at_, "this escape needs " + std::to_string(length) + " hexadecimal digits");
    }
    code = code * 16 + static_cast<char32_t>(is_digit(c) ? c - '0' : c - 'a' + 10);
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) fail(begin, at_, "this escape is no Unicode character");
  return code;
}

void TagScanner::op() {
  for (const std::string_view text : kOperators) {
    if (!at(text, at_)) continue;
    if (text == "(" || text == "[" || text == "{") open_.push_back(at_);
    if (text == ")" || text == "]" || text == "}") close_bracket(text);
    at_ += text.size();
    push(TokenKind::op, at_ - text.size(), at_);
    return;
  }
  const std::size_t length = decode_utf8(all_, at_).length;
  const std::string_view character = all_.substr(at_, length);
  const std::string hint = character == "!"   ? "write \"not\""
                           : character == "&" ? "write \"and\""
                           : static_cast<unsigned char>(character[0]) >= 0x80
                               ? "names are ASCII; write object['name'] for other keys"
                               : "";
  fail(at_, at_ + length, "unexpected character " + in_quotes(character), hint);
}

void TagScanner::close_bracket(std::string_view close) {
  const std::string_view open = close == ")" ? "(" : close == "]" ? "[" : "{";
  if (open_.empty()) {
    const auto begins = [](const Token& t) { return t.kind == TokenKind::variable_begin || t.kind == TokenKind::block_begin; };
    const auto tag = std::find_if(tokens_.rbegin(), tokens_.rend(), begins);
    const bool block = tag != tokens_.rend() && tag->kind == TokenKind::block_begin;
    fail(at_, at_ + 1, "unexpected " + in_quotes(close), close != "}" ? "" : block ? "write %}" : "write }}");
  }
  const std::string_view actual = all_.substr(open_.back(), 1);
  if (actual != open) {
    const std::string_view wanted = actual == "(" ? ")" : actual == "[" ? "]" : "}";
    fail(at_, at_ + 1, "unexpected " + in_quotes(close) + ", expected " + in_quotes(wanted));
  }
  open_.pop_back();
}

}  // namespace statusgen::jinja
