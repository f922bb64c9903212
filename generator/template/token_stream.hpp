// The parser's place in the tokens: looking, expecting, failing with what was expected.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "template/lexer.hpp"

namespace statusgen::jinja {

class TokenStream {
 public:
  explicit TokenStream(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  const Token& current() const { return tokens_[at_]; }
  const Token& next_token() const { return tokens_[at_ + 1 < tokens_.size() ? at_ + 1 : at_]; }
  const Token& previous() const { return tokens_[at_ == 0 ? 0 : at_ - 1]; }

  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }

  bool is(TokenKind kind) const { return current().kind == kind; }
  bool is_op(std::string_view text) const { return is(TokenKind::op) && current().text == text; }
  bool is_name(std::string_view text) const { return is(TokenKind::name) && current().text == text; }

  bool skip_op(std::string_view text) { return is_op(text) && (take(), true); }
  bool skip_name(std::string_view text) { return is_name(text) && (take(), true); }

  void expect_op(std::string_view text) {
    if (!skip_op(text)) fail("expected " + in_quotes(text) + ", found " + description());
  }
  void expect_name(std::string_view text) {
    if (!skip_name(text)) fail("expected " + in_quotes(text) + ", found " + description());
  }
  const Token& expect_any_name(std::string_view what) {
    if (!is(TokenKind::name)) fail("expected " + std::string(what) + ", found " + description());
    return take();
  }

  // Whether the tag that the current token stands in could not be read, so that its error is reported already.
  bool in_broken_tag() const {
    const auto ends = [](const Token& t) { return t.kind == TokenKind::block_end || t.kind == TokenKind::variable_end || t.kind == TokenKind::text; };
    for (std::size_t i = at_; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::error) return true;
      if (ends(tokens_[i])) break;
    }
    for (std::size_t i = at_; i > 0 && !ends(tokens_[i - 1]); --i) {
      if (tokens_[i - 1].kind == TokenKind::error) return true;
    }
    return false;
  }

  // The current token in words.
  std::string description() const {
    switch (current().kind) {
      case TokenKind::variable_end: return "the end of the expression";
      case TokenKind::block_end: return "the end of the tag";
      case TokenKind::end: return "the end of the text";
      case TokenKind::string: return "a string";
      default: return in_quotes(current().text);
    }
  }

  [[noreturn]] void fail(std::string message, std::string hint = {}) const { fail_at(current().span, std::move(message), std::move(hint)); }

  [[noreturn]] static void fail_at(Span span, std::string message, std::string hint = {}) {
    throw DiagnosticError{{Severity::error, span, std::move(message), std::move(hint), {}}};
  }

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace statusgen::jinja
