// The tags, one function each.
#include <algorithm>

#include "template/loop_use.hpp"
#include "template/statement_parser.hpp"

namespace statusgen::jinja {

void Parser::parse_if(Stmt& statement) {
  If node;
  const bool outer_soft = expressions_.set_soft(true);
  try {
    while (true) {
      Expr condition = expressions_.tuple(false);
      expect_end(TokenKind::block_end);
      Body then = block_body(statement, "if", {"elif", "else", "endif"});
      node.branches.push_back({std::move(condition), std::move(then)});
      const std::string_view end = take_end();
      if (end == "elif") continue;
      if (end == "else") {
        expect_end(TokenKind::block_end);
        node.otherwise = block_body(statement, "if", {"endif"});
        take_end();
      }
      break;
    }
  } catch (...) {
    expressions_.set_soft(outer_soft);
    throw;
  }
  expressions_.set_soft(outer_soft);
  expect_end(TokenKind::block_end);
  statement.node = std::move(node);
}

void Parser::parse_for(Stmt& statement) {
  For node;
  node.target = expressions_.target();
  reject_loop_target(node.target);
  stream_.expect_name("in");
  node.iterable = expressions_.tuple(false, "recursive");
  const bool outer_soft = expressions_.is_soft();
  if (stream_.skip_name("if")) {
    expressions_.set_soft(false);
    node.condition = std::make_unique<Expr>(expressions_.expression());
  }
  if (stream_.is_name("recursive")) stream_.fail("recursive loops are not supported", "use a macro that calls itself");
  expect_end(TokenKind::block_end);
  ++for_depth_;
  expressions_.set_soft(false);
  node.body = block_body(statement, "for", {"else", "endfor"});
  node.loop_slot = mentions_loop(node.body) ? 0 : Place::kContext;
  if (take_end() == "else") {
    expect_end(TokenKind::block_end);
    node.otherwise = block_body(statement, "for", {"endfor"});
    take_end();
  }
  --for_depth_;
  expressions_.set_soft(outer_soft);
  expect_end(TokenKind::block_end);
  statement.node = std::move(node);
}

void Parser::reject_loop_target(const Target& target) {
  for (const Target& part : target.parts) reject_loop_target(part);
  if (target.name == "loop") stream_.fail_at(target.span, "\"loop\" is the loop's own variable and cannot be assigned");
}

void Parser::parse_set(Stmt& statement) {
  Target target = expressions_.target();
  if (for_depth_ > 0) reject_loop_target(target);
  if (stream_.is_op("==")) stream_.fail("expected \"=\", found \"==\"", "write == only to compare");
  if (stream_.is_op(".")) stream_.fail("members cannot be assigned", "namespace() is not supported: build the value first");
  if (stream_.skip_op("=")) {
    Expr value = expressions_.tuple();
    expect_end(TokenKind::block_end);
    statement.node = Set{std::move(target), std::move(value)};
    return;
  }
  SetBlock node;
  node.target = std::move(target);
  // Only the `if` itself forgives an unknown filter, not the blocks inside it.
  const bool outer_soft = expressions_.set_soft(false);
  node.has_filters = stream_.is_op("|");
  if (node.has_filters) node.filters = expressions_.filter_chain(true);
  expect_end(TokenKind::block_end);
  node.body = block_body(statement, "set", {"endset"});
  expressions_.set_soft(outer_soft);
  take_end();
  expect_end(TokenKind::block_end);
  statement.node = std::move(node);
}

void Parser::parse_with(Stmt& statement) {
  With node;
  while (!stream_.is(TokenKind::block_end)) {
    if (!node.targets.empty()) stream_.expect_op(",");
    node.targets.push_back(expressions_.target());
    stream_.expect_op("=");
    node.values.push_back(expressions_.expression());
  }
  expect_end(TokenKind::block_end);
  const bool outer_soft = expressions_.set_soft(false);
  node.body = block_body(statement, "with", {"endwith"});
  expressions_.set_soft(outer_soft);
  take_end();
  expect_end(TokenKind::block_end);
  statement.node = std::move(node);
}

void Parser::parse_filter(Stmt& statement) {
  FilterBlock node;
  const bool outer_soft = expressions_.set_soft(false);
  node.filters = expressions_.filter_chain(false);
  expect_end(TokenKind::block_end);
  node.body = block_body(statement, "filter", {"endfilter"});
  expressions_.set_soft(outer_soft);
  take_end();
  expect_end(TokenKind::block_end);
  statement.node = std::move(node);
}

void Parser::parse_macro(Stmt& statement) {
  Macro node;
  const bool outer_soft = expressions_.set_soft(false);
  node.target = expressions_.name_target();
  stream_.expect_op("(");
  while (!stream_.is_op(")")) {
    if (!node.parameters.empty()) stream_.expect_op(",");
    Parameter parameter{expressions_.name_target(), nullptr};
    if (for_depth_ > 0) reject_loop_target(parameter.target);
    for (const Parameter& other : node.parameters) {
      if (other.target.name == parameter.target.name) stream_.fail_at(parameter.target.span, "the parameter " + in_quotes(parameter.target.name) + " appears twice");
    }
    if (stream_.skip_op("=")) {
      parameter.fallback = std::make_unique<Expr>(expressions_.expression());
    } else if (!node.parameters.empty() && node.parameters.back().fallback) {
      stream_.fail_at(parameter.target.span, "a parameter without default cannot follow one with a default");
    }
    node.parameters.push_back(std::move(parameter));
  }
  stream_.expect_op(")");
  expect_end(TokenKind::block_end);
  const bool outer_macro = expressions_.set_in_macro(true);
  node.function = std::make_shared<Function>();
  node.function->body = block_body(statement, "macro", {"endmacro"});
  expressions_.set_soft(outer_soft);
  expressions_.set_in_macro(outer_macro);
  take_end();
  expect_end(TokenKind::block_end);
  statement.node = std::move(node);
}

bool Parser::skip_context(bool& with_context) {
  const Token& next = stream_.next_token();
  if ((!stream_.is_name("with") && !stream_.is_name("without")) || next.kind != TokenKind::name || next.text != "context") return false;
  with_context = stream_.take().text == "with";
  stream_.take();
  return true;
}

void Parser::parse_include(Stmt& statement) {
  Include node;
  node.template_name = expressions_.expression();
  if (stream_.is_name("ignore") && stream_.next_token().text == "missing") {
    stream_.take();
    stream_.take();
    node.ignore_missing = true;
  }
  skip_context(node.with_context);
  // Jinja2 3.1 prints such a template in the wrong place.
  const bool collected = std::any_of(open_.begin(), open_.end(), [](const OpenTag& tag) { return tag.name == "macro" || tag.name == "set" || tag.name == "filter"; });
  if (collected && !node.with_context) stream_.fail_at(statement.span, "include without context is not supported inside a macro, a set block or a filter block");
  expect_end(TokenKind::block_end);
  statement.node = std::move(node);
}

void Parser::parse_import(Stmt& statement) {
  Import node;
  node.template_name = expressions_.expression();
  stream_.expect_name("as");
  node.target = expressions_.name_target();
  skip_context(node.with_context);
  expect_end(TokenKind::block_end);
  statement.node = std::move(node);
}

void Parser::parse_from(Stmt& statement) {
  FromImport node;
  node.template_name = expressions_.expression();
  stream_.expect_name("import");
  while (true) {
    if (!node.names.empty()) stream_.expect_op(",");
    if (skip_context(node.with_context)) break;
    Target target = expressions_.name_target();
    std::string name = target.name;
    if (name.starts_with('_')) stream_.fail_at(target.span, "names that begin with an underscore cannot be imported");
    if (stream_.skip_name("as")) target = expressions_.name_target();
    node.names.emplace_back(std::move(name), std::move(target));
    if (skip_context(node.with_context) || !stream_.is_op(",")) break;
  }
  expect_end(TokenKind::block_end);
  statement.node = std::move(node);
}

void Parser::parse_extends(Stmt& statement) {
  const auto closed = [](const OpenTag& tag) { return tag.name != "if"; };
  if (std::any_of(open_.begin(), open_.end(), closed)) stream_.fail_at(statement.span, "extends stands at the top of a template, not inside " + in_quotes(open_.back().name));
  Extends node;
  node.template_name = expressions_.expression();
  node.always = open_.empty();
  expect_end(TokenKind::block_end);
  out_->extends = true;
  statement.node = std::move(node);
}

void Parser::parse_block(Stmt& statement) {
  auto block = std::make_unique<Block>();
  const Token& name = stream_.expect_any_name("the name of a block");
  block->name = name.text;
  block->span = name.span;
  if (stream_.is_op("-")) stream_.fail("names of blocks have no hyphens", "use an underscore");
  block->scoped = stream_.skip_name("scoped");
  block->required = stream_.skip_name("required");
  for (const auto& other : out_->blocks) {
    if (other->name != block->name) continue;
    throw DiagnosticError{{Severity::error, name.span, "the block " + in_quotes(block->name) + " is defined twice", "rename one of them",
                           {{other->span, "first defined here"}}}};
  }
  expect_end(TokenKind::block_end);
  Block& defined = *out_->blocks.emplace_back(std::move(block));
  const bool outer_soft = expressions_.set_soft(false);
  defined.function.body = block_body(statement, "block", {"endblock"});
  expressions_.set_soft(outer_soft);
  take_end();
  if (defined.required && !only_space(defined.function.body)) {
    stream_.fail_at(defined.span, "a required block holds nothing but white space and comments");
  }
  if (stream_.is_name(defined.name)) stream_.take();
  if (stream_.is(TokenKind::name)) stream_.fail("expected the end of the tag, found " + stream_.description(), "this ends the block " + in_quotes(defined.name));
  expect_end(TokenKind::block_end);
  const bool at_top = std::all_of(open_.begin(), open_.end(), [](const OpenTag& tag) { return tag.name == "if"; });
  statement.node = BlockCall{defined.name, defined.scoped, defined.required, at_top, {}};
}

bool Parser::only_space(const Body& body) {
  return std::all_of(body.begin(), body.end(), [](const Stmt& s) {
    const Text* text = std::get_if<Text>(&s.node);
    return text != nullptr && strip_right(text->text).empty();
  });
}

}  // namespace statusgen::jinja
