// What follows an operand: members, subscripts, calls, filters and tests.
#include <algorithm>

#include "support/words.hpp"
#include "template/builtins.hpp"
#include "template/expression_nodes.hpp"
#include "template/expression_parser.hpp"
#include "template/python_members.hpp"

namespace statusgen::jinja {

Expr ExpressionParser::postfix(Expr subject) {
  while (true) {
    if (stream_.is_op(".") || stream_.is_op("[")) {
      count_operator();
      subject = subscript(std::move(subject));
    } else if (stream_.is_op("(")) {
      subject = call(std::move(subject));
    } else {
      return subject;
    }
  }
}

Expr ExpressionParser::call(Expr callee) {
  count_operator();
  Expr out = unary_node(ExprKind::call, callee.span, std::move(callee));
  arguments(out);
  return out;
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
    out.python_member = is_python_member(Kind::dict, member.text);
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
      call.keywords.push_back({std::string(name.text), expression()});
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
      count_operator();
      subject = filter(std::move(subject));
    } else if (stream_.is_name("is")) {
      count_operator();
      subject = test(std::move(subject));
    } else if (stream_.is_op("(")) {
      subject = call(std::move(subject));
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
    unknown(name, "there is no filter " + in_quotes(name.text), did_you_mean(name.text, filter_names()));
  }
  if (stream_.is_op("(")) arguments(out);
  return out;
}

Expr ExpressionParser::filter_chain(bool starts_with_pipe) {
  Expr body = make(ExprKind::literal, stream_.current().span);
  body.filter_block = true;
  if (starts_with_pipe && !stream_.skip_op("|")) stream_.fail("expected \"=\" or \"|\", found " + stream_.description());
  Expr out = filter(std::move(body));
  operators_ = 0;
  while (stream_.skip_op("|")) {
    count_operator();
    out = filter(std::move(out));
  }
  report_unknown();
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
    unknown(name, message, hint);
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
