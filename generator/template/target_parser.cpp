// What an assignment assigns: names and unpackings, for `set`, `for`, `with`, `macro` and `import`.
#include <algorithm>

#include "template/expression_parser.hpp"

namespace statusgen::jinja {

Target ExpressionParser::name_target() {
  const Token& name = stream_.expect_any_name("a name");
  Target out;
  out.span = name.span;
  out.name = name.text;
  constexpr std::string_view kConstants[] = {"true", "false", "none", "True", "False", "None"};
  if (std::find(std::begin(kConstants), std::end(kConstants), out.name) != std::end(kConstants)) {
    stream_.fail_at(out.span, in_quotes(out.name) + " is a constant and cannot be assigned");
  }
  return out;
}

Target ExpressionParser::simple_target() {
  if (stream_.skip_op("(")) {
    if (++depth_ > kMaxExpressionNesting) stream_.fail("these names are nested more than " + std::to_string(kMaxExpressionNesting) + " levels deep");
    Target out = target();
    --depth_;
    stream_.expect_op(")");
    return out;
  }
  return name_target();
}

Target ExpressionParser::target() {
  const Span span = stream_.current().span;
  std::vector<Target> parts;
  bool is_tuple = false;
  while (true) {
    if (!parts.empty()) stream_.expect_op(",");
    if (at_tuple_end({}) || (parts.empty() && stream_.is_name("in"))) break;
    parts.push_back(simple_target());
    if (!stream_.is_op(",")) break;
    is_tuple = true;
  }
  if (parts.empty()) stream_.fail("expected a name, found " + stream_.description());
  if (!is_tuple) return std::move(parts.front());
  Target out;
  out.span = span;
  out.parts = std::move(parts);
  return out;
}

}  // namespace statusgen::jinja
