// The expression grammar of Jinja2: precedence, filters, tests, calls, slices, literals.
#pragma once

#include "template/ast.hpp"
#include "template/token_stream.hpp"

namespace statusgen::jinja {

constexpr int kMaxExpressionNesting = 100;
constexpr int kMaxOperators = 1000;  // a chain of them nests as deep as it is long

class ExpressionParser {
 public:
  explicit ExpressionParser(TokenStream& stream, Diagnostics& diagnostics) : stream_(stream), diagnostics_(diagnostics) {}

  Expr expression(bool with_conditional = true);
  // `a, b` without parentheses is a tuple; `end_name` ends it besides the end of the tag.
  Expr tuple(bool with_conditional = true, std::string_view end_name = {}, bool in_parentheses = false);
  // The filters of a filter block or set block: `indent(2)|upper`, applied to the block's body.
  Expr filter_chain(bool starts_with_pipe);
  Target target();
  Target name_target();

  // Inside an `if` an unknown filter or test is an error only when it is reached, as in Jinja2.
  bool set_soft(bool soft) { return std::exchange(soft_, soft); }
  bool is_soft() const { return soft_; }
  // In a macro Jinja2 gives a meaning of their own to three names that are not part of this language.
  bool set_in_macro(bool in_macro) { return std::exchange(in_macro_, in_macro); }

 private:
  Expr or_expression();
  Expr and_expression();
  Expr not_expression();
  Expr comparison();
  Expr sum();
  Expr concatenation();
  Expr product();
  Expr power();
  Expr unary(bool with_filters = true);
  Expr primary();
  Expr postfix(Expr subject);
  Expr filters_and_tests(Expr subject);
  Expr filter(Expr subject);
  Expr test(Expr subject);
  Expr call(Expr callee);
  Expr subscript(Expr subject);
  Expr subscript_item();
  Expr list();
  Expr dict();
  Target simple_target();
  void arguments(Expr& call);
  bool compare_operator(Operator& op);
  bool at_tuple_end(std::string_view end_name) const;

  TokenStream& stream_;
  Diagnostics& diagnostics_;
  int depth_ = 0;
  int operators_ = 0;  // of the outermost expression
  void count_operator();
  void unknown(const Token& name, std::string message, std::string hint);
  void report_unknown();

  struct Unknown {  // a filter or test that does not exist
    Span span;
    std::string message, hint;
    bool soft;
  };
  std::vector<Unknown> unknown_;  // until it is known whether they stand in a conditional, where they may
  bool soft_ = false;
  bool in_macro_ = false;
};

}  // namespace statusgen::jinja
