// What stands inside a tag: names, numbers, strings, operators, one at a time.
#pragma once

#include <string>
#include <vector>

#include "template/lexer.hpp"

namespace statusgen::jinja {

class TagScanner {
 public:
  // `all` is the source's text up to where it may be read.
  TagScanner(const Source& source, std::string_view all, std::vector<Token>& tokens) : source_(source), all_(all), tokens_(tokens) {}

  // Appends the token that starts at `at`, which is no white space, and returns the offset behind it. Throws
  // DiagnosticError; the offset up to which was read is then in stopped_at().
  std::size_t scan(std::size_t at);
  std::size_t stopped_at() const { return at_; }

  // Brackets that are open: inside them }} and %} are no ends.
  bool balanced() const { return open_.empty(); }
  std::size_t last_open() const { return open_.back(); }
  void reset() { open_.clear(); }

 private:
  [[noreturn]] void fail(std::size_t begin, std::size_t end, std::string message, std::string hint = {}) const;
  bool at(std::string_view what, std::size_t offset) const { return all_.substr(offset).starts_with(what); }
  Token& push(TokenKind kind, std::size_t begin, std::size_t end);
  std::size_t digits(std::size_t i, bool (*accept)(char)) const;
  void number();
  void push_integer(std::size_t begin, int base);
  void string();
  void escape(std::string& value);
  char32_t hexadecimal(std::size_t begin, int length);
  void op();
  void close_bracket(std::string_view close);

  const Source& source_;
  std::string_view all_;
  std::vector<Token>& tokens_;
  std::size_t at_ = 0;
  std::vector<std::size_t> open_;
};

}  // namespace statusgen::jinja
