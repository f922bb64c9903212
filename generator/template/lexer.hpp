// Template text -> tokens, with Jinja2's rules for `-`, `+`, trim_blocks and lstrip_blocks. Comments and raw blocks end
// here: what is left of them is text. The source must hold `\n` line ends only (normalize_newlines).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.hpp"

namespace statusgen::jinja {

enum class TokenKind {
  text, variable_begin, variable_end, block_begin, block_end, name, integer, number, string, op,
  error,  // the rest of the tag could not be read; that is reported already
  end
};

struct Token {
  TokenKind kind;
  Span span;
  std::string_view text;  // of text, name, number and op: what is written (of text: what is left after trimming)
  std::string decoded;    // of string: the value
  std::int64_t integer = 0;
  double number = 0;
};

struct LexSettings {
  bool trim_blocks = true;
  bool lstrip_blocks = true;
};

// "\r\n" and "\r" become "\n", as Jinja2 does before it looks at anything else.
std::string normalize_newlines(std::string_view text);

// Reads source bytes [begin, end). Errors are collected; the tokens then hold what could be read up to the next tag.
// The last token is `end`.
std::vector<Token> lex_template(const Source& source, std::size_t begin, std::size_t end, LexSettings settings,
                                Diagnostics& diagnostics);
// Reads a single expression, as if it stood between {{ and }}.
std::vector<Token> lex_expression(const Source& source, std::size_t begin, std::size_t end, Diagnostics& diagnostics);

// Python's notion of white space, which Jinja2's stripping uses: the size in bytes of the one at `offset`, 0 if there is none.
std::size_t space_length(std::string_view text, std::size_t offset);
std::string_view strip_right(std::string_view text);
std::string_view strip_left(std::string_view text);

}  // namespace statusgen::jinja
