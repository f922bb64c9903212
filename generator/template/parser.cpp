#include "template/parser.hpp"

#include <algorithm>
#include <array>

#include "support/words.hpp"
#include "template/expression_parser.hpp"
#include "template/loop_use.hpp"

namespace statusgen::jinja {
namespace {

constexpr std::size_t kMaxBlockNesting = 100;

// A tag that opens a block, the names that may divide it, and the one that ends it.
struct OpenTag {
  std::string_view name;
  Span span;
  std::vector<std::string_view> ends;
};

class Parser {
 public:
  Parser(const Source& source, std::vector<Token> tokens, Diagnostics& diagnostics)
      : out_(std::make_unique<Template>()), stream_(std::move(tokens)), expressions_(stream_, diagnostics), diagnostics_(diagnostics) {
    out_->source = &source;
    out_->name = source.name();
  }

  std::unique_ptr<Template> parse() {
    out_->root.body = body({});
    return std::move(out_);
  }

 private:
  // Statements up to one of `ends` (which stays current, behind its block_begin) or the end of the text.
  Body body(std::vector<std::string_view> ends) {
    Body out;
    while (!stream_.is(TokenKind::end)) {
      const Span span = stream_.current().span;
      try {
        if (stream_.is(TokenKind::text)) {
          text(out);
        } else if (stream_.is(TokenKind::variable_begin)) {
          stream_.take();
          Output output{expressions_.tuple()};
          expect_end(TokenKind::variable_end);
          out.push_back({span, std::move(output)});
        } else {
          stream_.take();
          if (stream_.is(TokenKind::name) && std::find(ends.begin(), ends.end(), stream_.current().text) != ends.end()) return out;
          if (stream_.is(TokenKind::name) && skip_end_of_broken()) continue;
          statement(span, out);
        }
      } catch (DiagnosticError& error) {
        diagnostics_.add(std::move(error.diagnostic));
        recover();
      }
    }
    return out;
  }

  void text(Body& out) {
    const Token& token = stream_.take();
    if (!out.empty()) {
      if (Text* before = std::get_if<Text>(&out.back().node)) {
        before->text += token.text;
        return;
      }
    }
    out.push_back({token.span, Text{std::string(token.text)}});
  }

  void expect_end(TokenKind kind) {
    if (stream_.is(kind)) {
      stream_.take();
      return;
    }
    const bool block = kind == TokenKind::block_end;
    std::string hint;
    if (stream_.is_name("if") && stream_.previous().text == "else") hint = "write \"elif\"";
    stream_.fail(std::string("expected ") + (block ? "the end of the tag" : "the end of the expression") + ", found " + stream_.description(), hint);
  }

  void recover() {
    while (!stream_.is(TokenKind::block_end) && !stream_.is(TokenKind::variable_end) && !stream_.is(TokenKind::end)) stream_.take();
    if (!stream_.is(TokenKind::end)) stream_.take();
  }

  // The end of a block whose opening tag was an error already.
  bool skip_end_of_broken() {
    const std::string_view name = stream_.current().text;
    const auto it = std::find_if(broken_.rbegin(), broken_.rend(), [&](std::string_view opener) { return name == "end" + std::string(opener); });
    const bool divider = !broken_.empty() && ((broken_.back() == "if" && (name == "elif" || name == "else")) || (broken_.back() == "for" && name == "else"));
    if (it == broken_.rend() && !divider) return false;
    if (it != broken_.rend()) broken_.erase(std::next(it).base());
    recover();
    return true;
  }

  void statement(Span span, Body& out) {
    const Token& tag = stream_.expect_any_name("the name of a tag");
    using Parse = void (Parser::*)(Stmt&);
    struct Row {
      std::string_view name;
      Parse parse;
      bool opens;
    };
    static constexpr std::array<Row, 11> kTags{{{"if", &Parser::parse_if, true}, {"for", &Parser::parse_for, true},
                                                {"set", &Parser::parse_set, true}, {"with", &Parser::parse_with, true},
                                                {"macro", &Parser::parse_macro, true}, {"filter", &Parser::parse_filter, true},
                                                {"include", &Parser::parse_include, false}, {"import", &Parser::parse_import, false},
                                                {"from", &Parser::parse_from, false}, {"extends", &Parser::parse_extends, false},
                                                {"block", &Parser::parse_block, true}}};
    const auto row = std::find_if(kTags.begin(), kTags.end(), [&](const Row& r) { return r.name == tag.text; });
    if (row == kTags.end()) unknown_tag(tag);
    if (open_.size() >= kMaxBlockNesting) stream_.fail_at(tag.span, "blocks are nested more than " + std::to_string(kMaxBlockNesting) + " levels deep");
    Stmt statement{tag.span, Text{}};
    statement.span = Span{span.source, span.begin, tag.span.end};
    const std::size_t open = open_.size();
    const int loops = for_depth_;
    try {
      (this->*row->parse)(statement);
    } catch (DiagnosticError&) {
      // Set without a body has no end to look for: `=` follows its target.
      if (row->opens && open_.size() == open && !(tag.text == "set" && is_assignment(tag))) broken_.push_back(row->name);
      open_.resize(open);
      for_depth_ = loops;
      throw;
    }
    out.push_back(std::move(statement));
  }

  static bool is_assignment(const Token& tag) {
    const std::string_view line = tag.span.source->text().substr(tag.span.end);
    return line.substr(0, line.find("%}")).find('=') != std::string_view::npos;
  }

  [[noreturn]] void unknown_tag(const Token& tag) {
    const std::string_view name = tag.text;
    if (name.starts_with("end") || name == "else" || name == "elif") {
      const std::string opener = name.starts_with("end") ? std::string(name.substr(3)) : "if";
      if (open_.empty()) stream_.fail_at(tag.span, in_quotes(name) + " without an open " + in_quotes(opener));
      throw DiagnosticError{{Severity::error, tag.span, "expected " + list_or(open_.back().ends) + ", found " + in_quotes(name), "",
                             {{open_.back().span, in_quotes(open_.back().name) + " was opened here"}}}};
    }
    struct Advice {
      std::string_view name, hint;
    };
    static constexpr Advice kAdvice[] = {
        {"elseif", "write \"elif\""}, {"elsif", "write \"elif\""},
        {"do", "\"do\" is not part of this language: use set"},
        {"break", "loops have no break: use \"for … if\""},
        {"continue", "loops have no continue: use \"for … if\""},
        {"call", "call blocks are not supported: set a variable from a block and hand it to the macro"},
        {"autoescape", "the output's language decides what is escaped"},
        {"print", "write {{ … }}"}, {"trans", "translations come from the locale"}, {"debug", "not supported"}};
    for (const Advice& advice : kAdvice) {
      if (advice.name == name) stream_.fail_at(tag.span, "there is no tag " + in_quotes(name), std::string(advice.hint));
    }
    static constexpr std::string_view kNames[] = {"if", "elif", "else", "for", "set", "with", "macro", "filter", "include", "import", "from", "extends",
                                                  "block", "raw", "endif", "endfor", "endset", "endwith", "endmacro", "endfilter", "endblock"};
    stream_.fail_at(tag.span, "there is no tag " + in_quotes(name), did_you_mean(name, kNames));
  }

  // A block's body up to `end`; the tag that opened it is named when the text ends first.
  Body block_body(const Stmt& opener, std::string_view name, std::vector<std::string_view> ends) {
    open_.push_back({name, opener.span, ends});
    Body out = body(std::move(ends));
    const OpenTag open = open_.back();
    open_.pop_back();
    if (stream_.is(TokenKind::end)) {
      throw DiagnosticError{{Severity::error, stream_.current().span, "the text ends inside " + in_quotes(name) + ", expected " + list_or(open.ends), "",
                             {{open.span, in_quotes(name) + " was opened here"}}}};
    }
    return out;
  }

  std::string_view take_end() { return stream_.take().text; }

  void parse_if(Stmt& statement) {
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

  void parse_for(Stmt& statement) {
    For node;
    node.target = expressions_.target("in");
    reject_loop_target(node.target);
    stream_.expect_name("in");
    node.iterable = expressions_.tuple(false, "recursive");
    if (stream_.skip_name("if")) node.condition = std::make_unique<Expr>(expressions_.expression());
    if (stream_.is_name("recursive")) stream_.fail("recursive loops are not supported", "use a macro that calls itself");
    expect_end(TokenKind::block_end);
    ++for_depth_;
    const bool outer_soft = expressions_.set_soft(false);
    node.body = block_body(statement, "for", {"else", "endfor"});
    node.loop_slot = mentions_loop(node.body) ? 0 : Place::kContext;
    --for_depth_;
    if (take_end() == "else") {
      expect_end(TokenKind::block_end);
      node.otherwise = block_body(statement, "for", {"endfor"});
      take_end();
    }
    expressions_.set_soft(outer_soft);
    expect_end(TokenKind::block_end);
    statement.node = std::move(node);
  }

  void reject_loop_target(const Target& target) {
    for (const Target& part : target.parts) reject_loop_target(part);
    if (target.name == "loop") stream_.fail_at(target.span, "\"loop\" is the loop's own variable and cannot be assigned");
  }

  void parse_set(Stmt& statement) {
    Target target = expressions_.target();
    if (for_depth_ > 0) reject_loop_target(target);
    if (stream_.is_op(".")) stream_.fail("members cannot be assigned", "namespace() is not supported: build the value first");
    if (stream_.skip_op("=")) {
      Expr value = expressions_.tuple();
      expect_end(TokenKind::block_end);
      statement.node = Set{std::move(target), std::move(value)};
      return;
    }
    SetBlock node;
    node.target = std::move(target);
    node.has_filters = stream_.is_op("|");
    if (node.has_filters) node.filters = expressions_.filter_chain(true);
    expect_end(TokenKind::block_end);
    node.body = block_body(statement, "set", {"endset"});
    take_end();
    expect_end(TokenKind::block_end);
    statement.node = std::move(node);
  }

  void parse_with(Stmt& statement) {
    With node;
    while (!stream_.is(TokenKind::block_end)) {
      if (!node.targets.empty()) stream_.expect_op(",");
      node.targets.push_back(expressions_.target());
      stream_.expect_op("=");
      node.values.push_back(expressions_.expression());
    }
    expect_end(TokenKind::block_end);
    node.body = block_body(statement, "with", {"endwith"});
    take_end();
    expect_end(TokenKind::block_end);
    statement.node = std::move(node);
  }

  void parse_filter(Stmt& statement) {
    FilterBlock node;
    node.filters = expressions_.filter_chain(false);
    expect_end(TokenKind::block_end);
    node.body = block_body(statement, "filter", {"endfilter"});
    take_end();
    expect_end(TokenKind::block_end);
    statement.node = std::move(node);
  }

  void parse_macro(Stmt& statement) {
    Macro node;
    node.target = expressions_.name_target();
    stream_.expect_op("(");
    while (!stream_.is_op(")")) {
      if (!node.parameters.empty()) stream_.expect_op(",");
      Parameter parameter{expressions_.name_target(), nullptr};
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
    const int outer_loops = std::exchange(for_depth_, 0);
    const bool outer_soft = expressions_.set_soft(false);
    node.function = std::make_shared<Function>();
    node.function->body = block_body(statement, "macro", {"endmacro"});
    expressions_.set_soft(outer_soft);
    for_depth_ = outer_loops;
    take_end();
    expect_end(TokenKind::block_end);
    statement.node = std::move(node);
  }

  bool skip_context(bool& with_context) {
    const Token& next = stream_.next_token();
    if ((!stream_.is_name("with") && !stream_.is_name("without")) || next.kind != TokenKind::name || next.text != "context") return false;
    with_context = stream_.take().text == "with";
    stream_.take();
    return true;
  }

  void parse_include(Stmt& statement) {
    Include node;
    node.template_name = expressions_.expression();
    if (stream_.is_name("ignore") && stream_.next_token().text == "missing") {
      stream_.take();
      stream_.take();
      node.ignore_missing = true;
    }
    skip_context(node.with_context);
    expect_end(TokenKind::block_end);
    statement.node = std::move(node);
  }

  void parse_import(Stmt& statement) {
    Import node;
    node.template_name = expressions_.expression();
    stream_.expect_name("as");
    node.target = expressions_.name_target();
    skip_context(node.with_context);
    expect_end(TokenKind::block_end);
    statement.node = std::move(node);
  }

  void parse_from(Stmt& statement) {
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

  void parse_extends(Stmt& statement) {
    const auto closed = [](const OpenTag& tag) { return tag.name != "if"; };
    if (std::any_of(open_.begin(), open_.end(), closed)) stream_.fail_at(statement.span, "extends stands at the top of a template, not inside " + in_quotes(open_.back().name));
    Extends node;
    node.template_name = expressions_.expression();
    node.always = open_.empty();
    expect_end(TokenKind::block_end);
    out_->extends = true;
    statement.node = std::move(node);
  }

  void parse_block(Stmt& statement) {
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
    expect_end(TokenKind::block_end);
    statement.node = BlockCall{defined.name, defined.scoped, defined.required, {}};
  }

  static bool only_space(const Body& body) {
    return std::all_of(body.begin(), body.end(), [](const Stmt& s) {
      const Text* text = std::get_if<Text>(&s.node);
      return text != nullptr && strip_right(text->text).empty();
    });
  }

  std::unique_ptr<Template> out_;
  TokenStream stream_;
  ExpressionParser expressions_;
  Diagnostics& diagnostics_;
  std::vector<OpenTag> open_;
  std::vector<std::string_view> broken_;
  int for_depth_ = 0;
};

}  // namespace

std::unique_ptr<Template> parse_template(const Source& source, std::size_t begin, std::size_t end, LexSettings settings,
                                         Symbols& symbols, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  std::vector<Token> tokens = lex_template(source, begin, end, settings, diagnostics);
  std::unique_ptr<Template> out = Parser(source, std::move(tokens), diagnostics).parse();
  if (diagnostics.error_count() > errors) return nullptr;
  resolve_names(*out, symbols);
  return out;
}

std::optional<Expr> parse_expression(const Source& source, std::size_t begin, std::size_t end, Symbols& symbols,
                                     Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  TokenStream stream(lex_expression(source, begin, end, diagnostics));
  if (diagnostics.error_count() > errors) return {};
  try {
    ExpressionParser parser(stream, diagnostics);
    Expr out = parser.expression();
    if (!stream.is(TokenKind::end)) stream.fail("expected the end of the expression, found " + stream.description());
    if (diagnostics.error_count() > errors) return {};
    resolve_names(out, symbols);
    return out;
  } catch (DiagnosticError& error) {
    diagnostics.add(std::move(error.diagnostic));
    return {};
  }
}

}  // namespace statusgen::jinja
