#include "template/expression_parser.hpp"

#include <algorithm>

#include "support/words.hpp"
#include "template/builtins.hpp"

namespace statusgen::jinja {
namespace {

Expr make(ExprKind kind, Span span, std::vector<Expr> parts = {}) {
  Expr out;
  out.kind = kind;
  out.span = span;
  out.parts = std::move(parts);
  return out;
}

Expr literal(Span span, Value value) {
  Expr out = make(ExprKind::literal, span);
  out.value = std::move(value);
  return out;
}

Expr binary(ExprKind kind, Operator op, Span span, Expr left, Expr right) {
  Expr out = make(kind, span);
  out.op = op;
  out.parts.push_back(std::move(left));
  out.parts.push_back(std::move(right));
  return out;
}

Expr unary_node(ExprKind kind, Span span, Expr operand) {
  Expr out = make(kind, span);
  out.parts.push_back(std::move(operand));
  return out;
}

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
  if (!with_conditional) return or_expression();
  const bool outer_soft = soft_;
  Expr value = or_expression();
  while (stream_.is_name("if")) {
    const Span span = stream_.take().span;
    set_soft(true);
    std::vector<Expr> parts;
    parts.push_back(or_expression());
    parts.push_back(std::move(value));
    if (stream_.skip_name("else")) parts.push_back(expression());
    value = make(ExprKind::conditional, span, std::move(parts));
  }
  set_soft(outer_soft);
  return value;
}

Expr ExpressionParser::or_expression() {
  Expr left = and_expression();
  while (stream_.is_name("or")) {
    const Span span = stream_.take().span;
    left = binary(ExprKind::or_, Operator::none, span, std::move(left), and_expression());
  }
  return left;
}

Expr ExpressionParser::and_expression() {
  Expr left = not_expression();
  while (stream_.is_name("and")) {
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
  return out;
}

Expr ExpressionParser::product() {
  Expr left = power();
  while (stream_.is_op("*") || stream_.is_op("/") || stream_.is_op("//") || stream_.is_op("%")) {
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
    stream_.expect_op(":");
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

Expr ExpressionParser::postfix(Expr subject) {
  while (true) {
    if (stream_.is_op(".") || stream_.is_op("[")) {
      subject = subscript(std::move(subject));
    } else if (stream_.is_op("(")) {
      Expr call = unary_node(ExprKind::call, subject.span, std::move(subject));
      arguments(call);
      subject = std::move(call);
    } else {
      return subject;
    }
  }
}

Expr ExpressionParser::subscript(Expr subject) {
  const Token& open = stream_.take();
  if (open.text == ".") {
    const Token& member = stream_.take();
    if (member.kind == TokenKind::integer) {
      return binary(ExprKind::subscript, Operator::none, member.span, std::move(subject), literal(member.span, Value::integer(member.integer)));
    }
    if (member.kind != TokenKind::name) stream_.fail_at(member.span, "expected a name or a number after \".\"");
    Expr out = unary_node(ExprKind::attribute, member.span, std::move(subject));
    out.name = member.text;
    return out;
  }
  Expr index = subscript_item();
  if (stream_.is_op(",")) stream_.fail("a subscript takes one value here", "tuples as keys are not supported");
  stream_.expect_op("]");
  const Span span = index.span;
  if (index.kind == ExprKind::slice) {
    index.parts.insert(index.parts.begin(), std::move(subject));
    return index;
  }
  return binary(ExprKind::subscript, Operator::none, span, std::move(subject), std::move(index));
}

Expr ExpressionParser::subscript_item() {
  const Span span = stream_.current().span;
  const auto absent = [&] { return literal(span, Value::none()); };
  std::vector<Expr> bounds;
  if (stream_.is_op(":")) {
    bounds.push_back(absent());
  } else {
    Expr first = expression();
    if (!stream_.is_op(":")) return first;
    bounds.push_back(std::move(first));
  }
  while (bounds.size() < 3 && stream_.skip_op(":")) {
    const bool given = !stream_.is_op(":") && !stream_.is_op("]") && !stream_.is_op(",");
    bounds.push_back(given ? expression() : absent());
  }
  while (bounds.size() < 3) bounds.push_back(absent());
  return make(ExprKind::slice, span, std::move(bounds));
}

void ExpressionParser::arguments(Expr& call) {
  stream_.expect_op("(");
  bool first = true;
  while (!stream_.is_op(")")) {
    if (!first) stream_.expect_op(",");
    if (stream_.is_op(")")) break;
    first = false;
    if (stream_.is_op("*") || stream_.is_op("**")) {
      stream_.fail(in_quotes(stream_.current().text) + " in arguments is not supported", "write the arguments one by one");
    }
    const Token& next = stream_.next_token();
    if (stream_.is(TokenKind::name) && next.kind == TokenKind::op && next.text == "=") {
      const Token& name = stream_.take();
      stream_.take();
      const auto same = [&](const auto& k) { return k.first == name.text; };
      if (std::any_of(call.keywords.begin(), call.keywords.end(), same)) stream_.fail_at(name.span, "the argument " + in_quotes(name.text) + " is given twice");
      call.keywords.emplace_back(std::string(name.text), expression());
    } else {
      if (!call.keywords.empty()) stream_.fail("an argument without a name cannot follow one with a name");
      call.parts.push_back(expression());
    }
  }
  stream_.expect_op(")");
}

Expr ExpressionParser::filters_and_tests(Expr subject) {
  while (true) {
    if (stream_.skip_op("|")) {
      subject = filter(std::move(subject));
    } else if (stream_.is_name("is")) {
      subject = test(std::move(subject));
    } else if (stream_.is_op("(")) {
      Expr call = unary_node(ExprKind::call, subject.span, std::move(subject));
      arguments(call);
      subject = std::move(call);
    } else {
      return subject;
    }
  }
}

Expr ExpressionParser::filter(Expr subject) {
  if (stream_.is_op("|")) stream_.fail("expected the name of a filter, found \"|\"", "write \"or\"");
  const Token& name = stream_.expect_any_name("the name of a filter");
  Expr out = unary_node(ExprKind::filter, name.span, std::move(subject));
  out.name = name.text;
  out.filter = find_filter(name.text);
  if (out.filter == nullptr) {
    const std::string message = "there is no filter " + in_quotes(name.text);
    const std::string hint = did_you_mean(name.text, filter_names());
    soft_ ? diagnostics_.warning(name.span, message, hint) : diagnostics_.error(name.span, message, hint);
  }
  if (stream_.is_op("(")) arguments(out);
  return out;
}

Expr ExpressionParser::filter_chain(bool starts_with_pipe) {
  Expr body = make(ExprKind::literal, stream_.current().span);
  body.filter_block = true;
  if (starts_with_pipe && !stream_.skip_op("|")) stream_.fail("expected \"=\" or \"|\", found " + stream_.description());
  Expr out = filter(std::move(body));
  while (stream_.skip_op("|")) out = filter(std::move(out));
  return out;
}

Expr ExpressionParser::test(Expr subject) {
  const Span is = stream_.take().span;
  const bool negated = stream_.skip_name("not");
  const Token& name = stream_.expect_any_name("the name of a test");
  Expr out = unary_node(ExprKind::test, name.span, std::move(subject));
  out.name = name.text;
  out.test = find_test(name.text);
  if (out.test == nullptr) {
    const std::string message = "there is no test " + in_quotes(name.text);
    std::string hint = did_you_mean(name.text, test_names());
    if (hint.empty() && name.text == "null") hint = "did you mean \"none\"?";
    soft_ ? diagnostics_.warning(name.span, message, hint) : diagnostics_.error(name.span, message, hint);
  }
  if (stream_.is_op("(")) {
    arguments(out);
  } else if ((stream_.is(TokenKind::name) && !stream_.is_name("else") && !stream_.is_name("or") && !stream_.is_name("and")) ||
             stream_.is(TokenKind::string) || stream_.is(TokenKind::integer) || stream_.is(TokenKind::number) ||
             stream_.is_op("[") || stream_.is_op("{")) {
    if (stream_.is_name("is")) stream_.fail("tests cannot be chained with \"is\"", "join them with \"and\"");
    out.parts.push_back(postfix(primary()));
  }
  return negated ? unary_node(ExprKind::not_, is, std::move(out)) : out;
}

}  // namespace statusgen::jinja
