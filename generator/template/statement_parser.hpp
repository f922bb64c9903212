// Statements: the body of a template between its tags. One class in two files: parser.cpp reads bodies and recovers from
// errors, tag_parser.cpp reads the tags one by one.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "template/ast.hpp"
#include "template/expression_parser.hpp"

namespace statusgen::jinja {

// A tag that opens a block, the names that may divide it, and the one that ends it.
struct OpenTag {
  std::string_view name;
  Span span;
  std::vector<std::string_view> ends;
};

class Parser {
 public:
  Parser(const Source& source, std::vector<Token> tokens, Diagnostics& diagnostics);
  std::unique_ptr<Template> parse();

 private:
  struct Abandoned {  // thrown through the blocks that were never closed, up to the one whose end was found
    std::size_t level;
  };

  struct Silent {};  // thrown in place of an error that would only repeat another

  Body body(std::vector<std::string_view> ends);
  void text(Body& out);
  void expect_end(TokenKind kind);
  void recover();
  bool skip_end_of_broken();
  void abandon_inner_blocks();
  void statement(Span span, Body& out);
  static bool is_assignment(const Token& tag);
  [[noreturn]] void unknown_tag(const Token& tag);
  Body block_body(const Stmt& opener, std::string_view name, std::vector<std::string_view> ends);
  std::string_view take_end();

  void parse_if(Stmt& statement);
  void parse_for(Stmt& statement);
  void reject_loop_target(const Target& target);
  void parse_set(Stmt& statement);
  void parse_with(Stmt& statement);
  void parse_filter(Stmt& statement);
  void parse_macro(Stmt& statement);
  bool skip_context(bool& with_context);
  void parse_include(Stmt& statement);
  void parse_import(Stmt& statement);
  void parse_from(Stmt& statement);
  void parse_extends(Stmt& statement);
  void parse_block(Stmt& statement);
  static bool only_space(const Body& body);

  std::unique_ptr<Template> out_;
  TokenStream stream_;
  ExpressionParser expressions_;
  Diagnostics& diagnostics_;
  std::vector<OpenTag> open_;
  std::vector<std::string_view> broken_;
  int for_depth_ = 0;
  bool text_ended_ = false;  // inside a block, and that is reported: the blocks around it need not say so again
};

}  // namespace statusgen::jinja
