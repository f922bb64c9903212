#include "template/expression_parser.hpp"

#include <algorithm>

#include "template/expression_nodes.hpp"

namespace statusgen::jinja {
namespace {

// Deep nesting costs stack here and again when the expression is evaluated.
class DepthGuard {
 public:
  DepthGuard(int& depth, const TokenStream& stream) : depth_(depth) {
    if (++depth_ > kMaxExpressionNesting) {
      --depth_;
      stream.fail("this expression is nested more than " + std::to_string(kMaxExpressionNesting) + " levels deep", "use set to name a part of it");
    }
  }
  ~DepthGuard() { --depth_; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  int& depth_;
};

}  // namespace

Expr ExpressionParser::expression(bool with_conditional) {
  const DepthGuard guard(depth_, stream_);
  if (depth_ == 1) operators_ = 0;
  const std::size_t unknown_before = unknown_.size();
  const bool outer_soft = soft_;
  Expr value = or_expression();
  while (with_conditional && stream_.is_name("if")) {
    count_operator();
    const Span span = stream_.take().span;
    set_soft(true);
    for (std::size_t i = unknown_before; i < unknown_.size(); ++i) unknown_[i].soft = true;
    std::vector<Expr> parts;
    parts.push_back(or_expression());
    parts.push_back(std::move(value));
    if (stream_.skip_name("else")) parts.push_back(expression());
    value = make(ExprKind::conditional, span, std::move(parts));
  }
  set_soft(outer_soft);
  if (depth_ == 1) report_unknown();
  return value;
}

void ExpressionParser::count_operator() {
  if (++operators_ > kMaxOperators) stream_.fail("this expression has more than " + std::to_string(kMaxOperators) + " operators", "use set to name a part of it");
}

void ExpressionParser::unknown(const Token& name, std::string message, std::string hint) {
  unknown_.push_back({name.span, std::move(message), std::move(hint), soft_});
}

void ExpressionParser::report_unknown() {
  for (Unknown& each : unknown_) {
    each.soft ? diagnostics_.warning(each.span, std::move(each.message), std::move(each.hint))
              : diagnostics_.error(each.span, std::move(each.message), std::move(each.hint));
  }
  unknown_.clear();
}

Expr ExpressionParser::or_expression() {
  Expr left = and_expression();
  while (stream_.is_name("or")) {
    count_operator();
    const Span span = stream_.take().span;
    left = binary(ExprKind::or_, Operator::none, span, std::move(left), and_expression());
  }
  return left;
}

Expr ExpressionParser::and_expression() {
  Expr left = not_expression();
  while (stream_.is_name("and")) {
    count_operator();
    const Span span = stream_.take().span;
    left = binary(ExprKind::and_, Operator::none, span, std::move(left), not_expression());
  }
  return left;
}

Expr ExpressionParser::not_expression() {
  if (!stream_.is_name("not")) return comparison();
  const DepthGuard guard(depth_, stream_);
  const Span span = stream_.take().span;
  return unary_node(ExprKind::not_, span, not_expression());
}

bool ExpressionParser::compare_operator(Operator& op) {
  static constexpr std::pair<std::string_view, Operator> kOperators[] = {
      {"==", Operator::equal}, {"!=", Operator::not_equal},     {"<", Operator::less},
      {"<=", Operator::less_equal}, {">", Operator::greater}, {">=", Operator::greater_equal}};
  if (stream_.is(TokenKind::op)) {
    for (const auto& [text, value] : kOperators) {
      if (stream_.current().text != text) continue;
      op = value;
      stream_.take();
      return true;
    }
  } else if (stream_.skip_name("in")) {
    op = Operator::in;
    return true;
  } else if (stream_.is_name("not") && stream_.next_token().kind == TokenKind::name && stream_.next_token().text == "in") {
    stream_.take();
    stream_.take();
    op = Operator::not_in;
    return true;
  }
  return false;
}

Expr ExpressionParser::comparison() {
  Expr first = sum();
  Span span = stream_.current().span;
  Operator op;
  if (!compare_operator(op)) return first;
  Expr out = make(ExprKind::compare, span);
  out.parts.push_back(std::move(first));
  do {
    Expr operand = unary_node(ExprKind::compare, span, sum());
    operand.op = op;
    out.parts.push_back(std::move(operand));
    span = stream_.current().span;
  } while (compare_operator(op));
  return out;
}

Expr ExpressionParser::sum() {
  Expr left = concatenation();
  while (stream_.is_op("+") || stream_.is_op("-")) {
    count_operator();
    const Token& token = stream_.take();
    const Operator op = token.text == "+" ? Operator::add : Operator::subtract;
    left = binary(ExprKind::arithmetic, op, token.span, std::move(left), concatenation());
  }
  return left;
}

Expr ExpressionParser::concatenation() {
  Expr first = product();
  if (!stream_.is_op("~")) return first;
  Expr out = unary_node(ExprKind::concatenate, stream_.current().span, std::move(first));
  while (stream_.skip_op("~")) out.parts.push_back(product());
  out.constant = std::all_of(out.parts.begin(), out.parts.end(), is_constant);
  return out;
}

Expr ExpressionParser::product() {
  Expr left = power();
  while (stream_.is_op("*") || stream_.is_op("/") || stream_.is_op("//") || stream_.is_op("%")) {
    count_operator();
    const Token& token = stream_.take();
    const Operator op = token.text == "*"   ? Operator::multiply
                        : token.text == "/" ? Operator::divide
                        : token.text == "%" ? Operator::modulo
                                            : Operator::floor_divide;
    left = binary(ExprKind::arithmetic, op, token.span, std::move(left), power());
  }
  return left;
}

Expr ExpressionParser::power() {
  Expr left = unary();
  while (stream_.is_op("**")) {
    count_operator();
    const Span span = stream_.take().span;
    left = binary(ExprKind::arithmetic, Operator::power, span, std::move(left), unary());
  }
  return left;
}

Expr ExpressionParser::unary(bool with_filters) {
  Expr out;
  if (stream_.is_op("-") || stream_.is_op("+")) {
    const DepthGuard guard(depth_, stream_);
    const Token& token = stream_.take();
    const ExprKind kind = token.text == "-" ? ExprKind::negative : ExprKind::positive;
    out = unary_node(kind, token.span, unary(false));
  } else {
    out = primary();
  }
  out = postfix(std::move(out));
  return with_filters ? filters_and_tests(std::move(out)) : out;
}

Expr ExpressionParser::primary() {
  const Token& token = stream_.current();
  switch (token.kind) {
    case TokenKind::name: {
      stream_.take();
      const std::string_view name = token.text;
      if (name == "true" || name == "True") return literal(token.span, Value::boolean(true));
      if (name == "false" || name == "False") return literal(token.span, Value::boolean(false));
      if (name == "none" || name == "None") return literal(token.span, Value::none());
      if (in_macro_ && (name == "varargs" || name == "kwargs" || name == "caller")) {
        stream_.fail_at(token.span, in_quotes(name) + " is not supported", "give the macro a parameter for it");
      }
      Expr out = make(ExprKind::name, token.span);
      out.name = name;
      return out;
    }
    case TokenKind::string: {
      Span span = token.span;
      std::string text;
      while (stream_.is(TokenKind::string)) {
        span.end = stream_.current().span.end;
        text += stream_.take().decoded;
      }
      return literal(span, Value::text(std::move(text), kAllLanguages));
    }
    case TokenKind::integer: stream_.take(); return literal(token.span, Value::integer(token.integer));
    case TokenKind::number: stream_.take(); return literal(token.span, Value::number(token.number));
    default: break;
  }
  if (stream_.skip_op("(")) {
    Expr out = tuple(true, {}, true);
    stream_.expect_op(")");
    return out;
  }
  if (stream_.is_op("[")) return list();
  if (stream_.is_op("{")) return dict();
  const bool doubled = stream_.is_op("=");
  stream_.fail("expected an expression, found " + stream_.description(), doubled ? "write == to compare" : "");
}

Expr ExpressionParser::list() {
  Expr out = make(ExprKind::list, stream_.take().span);
  while (!stream_.is_op("]")) {
    if (!out.parts.empty()) stream_.expect_op(",");
    if (stream_.is_op("]")) break;
    out.parts.push_back(expression());
  }
  stream_.expect_op("]");
  return out;
}

Expr ExpressionParser::dict() {
  Expr out = make(ExprKind::dict, stream_.take().span);
  while (!stream_.is_op("}")) {
    if (!out.parts.empty()) stream_.expect_op(",");
    if (stream_.is_op("}")) break;
    out.parts.push_back(expression());
    if (!stream_.is_op(":")) stream_.fail("expected \":\", found " + stream_.description(), "a dict is written {'key': value}");
    stream_.take();
    out.parts.push_back(expression());
  }
  stream_.expect_op("}");
  return out;
}

bool ExpressionParser::at_tuple_end(std::string_view end_name) const {
  return stream_.is(TokenKind::variable_end) || stream_.is(TokenKind::block_end) || stream_.is(TokenKind::end) || stream_.is_op(")") ||
         (!end_name.empty() && stream_.is_name(end_name));
}

Expr ExpressionParser::tuple(bool with_conditional, std::string_view end_name, bool in_parentheses) {
  const Span span = stream_.current().span;
  std::vector<Expr> items;
  bool is_tuple = false;
  while (true) {
    if (!items.empty()) stream_.expect_op(",");
    if (at_tuple_end(end_name)) break;
    items.push_back(expression(with_conditional));
    if (!stream_.is_op(",")) break;
    is_tuple = true;
  }
  if (!is_tuple && !items.empty()) return std::move(items.front());
  if (!is_tuple && !in_parentheses) stream_.fail("expected an expression, found " + stream_.description());
  return make(ExprKind::tuple, span, std::move(items));
}

}  // namespace statusgen::jinja
