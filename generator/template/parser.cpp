#include "template/parser.hpp"

#include <algorithm>
#include <array>

#include "support/words.hpp"
#include "template/statement_parser.hpp"

namespace statusgen::jinja {
namespace {

constexpr std::size_t kMaxBlockNesting = 100;

}  // namespace

Parser::Parser(const Source& source, std::vector<Token> tokens, Diagnostics& diagnostics)
    : out_(std::make_unique<Template>()), stream_(std::move(tokens)), expressions_(stream_, diagnostics), diagnostics_(diagnostics) {
  out_->source = &source;
  out_->name = source.name();
}

std::unique_ptr<Template> Parser::parse() {
  out_->root.body = body({});
  return std::move(out_);
}

// Statements up to one of `ends` (which stays current, behind its block_begin) or the end of the text.
Body Parser::body(std::vector<std::string_view> ends) {
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
        abandon_inner_blocks();
        statement(span, out);
      }
    } catch (const Abandoned& abandoned) {
      if (abandoned.level + 1 != open_.size()) throw;
      return out;
    } catch (const Silent&) {
      recover();
    } catch (DiagnosticError& error) {
      if (!stream_.in_broken_tag()) diagnostics_.add(std::move(error.diagnostic));
      recover();
    }
  }
  return out;
}

void Parser::text(Body& out) {
  const Token& token = stream_.take();
  if (!out.empty()) {
    if (Text* before = std::get_if<Text>(&out.back().node)) {
      before->text += token.text;
      return;
    }
  }
  out.push_back({token.span, Text{std::string(token.text)}});
}

void Parser::expect_end(TokenKind kind) {
  if (stream_.is(kind)) {
    stream_.take();
    return;
  }
  const bool block = kind == TokenKind::block_end;
  std::string hint;
  if (stream_.is_name("if") && stream_.previous().text == "else") hint = "write \"elif\"";
  if (stream_.is_op("=")) hint = block ? "write == to compare" : "write == to compare, {% set … %} to assign";
  if (stream_.is(TokenKind::integer) && stream_.previous().kind == TokenKind::integer) hint = "a number has no leading zeros";
  if (stream_.is_name("ignore")) hint = "write \"ignore missing\"";
  const std::string_view before = stream_.previous().kind == TokenKind::name ? stream_.previous().text : std::string_view();
  if (!block && (before == "if" || before == "for" || before == "set" || before == "include")) hint = "tags are written {% … %}";
  stream_.fail(std::string("expected ") + (block ? "the end of the tag" : "the end of the expression") + ", found " + stream_.description(), hint);
}

void Parser::recover() {
  while (!stream_.is(TokenKind::block_end) && !stream_.is(TokenKind::variable_end) && !stream_.is(TokenKind::end)) stream_.take();
  if (!stream_.is(TokenKind::end)) stream_.take();
}

// The end of a block around this one: this one was never closed. Said once; then the outer block goes on.
void Parser::abandon_inner_blocks() {
  for (std::size_t level = open_.size(); level-- > 1;) {
    const std::vector<std::string_view>& ends = open_[level - 1].ends;
    if (!stream_.is(TokenKind::name) || std::find(ends.begin(), ends.end(), stream_.current().text) == ends.end()) continue;
    diagnostics_.add({Severity::error, stream_.current().span, "expected " + list_or(open_.back().ends) + ", found " + in_quotes(stream_.current().text), "",
                      {{open_.back().span, in_quotes(open_.back().name) + " was opened here"}}});
    broken_.push_back(open_.back().name);  // its end may still come, too late
    throw Abandoned{level - 1};
  }
}

// The end of a block whose opening tag was an error already.
bool Parser::skip_end_of_broken() {
  const std::string_view name = stream_.current().text;
  const auto it = std::find_if(broken_.rbegin(), broken_.rend(), [&](std::string_view opener) { return name == "end" + std::string(opener); });
  const bool divider = !broken_.empty() && ((broken_.back() == "if" && (name == "elif" || name == "else")) || (broken_.back() == "for" && name == "else"));
  if (it == broken_.rend() && !divider) return false;
  if (it != broken_.rend()) broken_.erase(std::next(it).base());
  recover();
  return true;
}

void Parser::statement(Span span, Body& out) {
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
  const bool soft = expressions_.is_soft();
  try {
    (this->*row->parse)(statement);
  } catch (DiagnosticError&) {
    // Set without a body has no end to look for: `=` follows its target.
    if (row->opens && open_.size() == open && !(tag.text == "set" && is_assignment(tag))) broken_.push_back(row->name);
    open_.resize(open);
    for_depth_ = loops;
    expressions_.set_soft(soft);
    throw;
  } catch (...) {
    open_.resize(open);
    for_depth_ = loops;
    expressions_.set_soft(soft);
    throw;
  }
  out.push_back(std::move(statement));
}

bool Parser::is_assignment(const Token& tag) {
  const std::string_view line = tag.span.source->text().substr(tag.span.end);
  return line.substr(0, line.find("%}")).find('=') != std::string_view::npos;
}

void Parser::unknown_tag(const Token& tag) {
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
  // These open blocks in Jinja2: their ends are no errors of their own.
  for (const std::string_view block : {"call", "autoescape", "trans"}) {
    if (name == block) broken_.push_back(block);
  }
  for (const Advice& advice : kAdvice) {
    if (advice.name == name) stream_.fail_at(tag.span, "there is no tag " + in_quotes(name), std::string(advice.hint));
  }
  static constexpr std::string_view kNames[] = {"if", "elif", "else", "for", "set", "with", "macro", "filter", "include", "import", "from", "extends",
                                                "block", "raw", "endif", "endfor", "endset", "endwith", "endmacro", "endfilter", "endblock"};
  const std::string hint = did_you_mean(name, kNames);
  // What was probably meant opens a block: its end is no error of its own.
  for (const std::string_view block : {"if", "for", "with", "macro", "filter", "block"}) {
    if (hint.find(in_quotes(block)) != std::string::npos) broken_.push_back(block);
  }
  stream_.fail_at(tag.span, "there is no tag " + in_quotes(name), hint.empty() ? "to print a value write {{ … }}" : hint);
}

// A block's body up to `end`; the tag that opened it is named when the text ends first.
Body Parser::block_body(const Stmt& opener, std::string_view name, std::vector<std::string_view> ends) {
  open_.push_back({name, opener.span, ends});
  Body out = body(std::move(ends));
  const OpenTag open = open_.back();
  open_.pop_back();
  if (stream_.is(TokenKind::end)) {
    if (std::exchange(text_ended_, true)) throw Silent{};
    throw DiagnosticError{{Severity::error, stream_.current().span, "the text ends inside " + in_quotes(name) + ", expected " + list_or(open.ends), "",
                           {{open.span, in_quotes(name) + " was opened here"}}}};
  }
  return out;
}

std::string_view Parser::take_end() { return stream_.take().text; }

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
    if (!stream.is(TokenKind::end)) stream.fail("expected the end of the expression, found " + stream.description(), stream.is_op("=") ? "write == to compare" : "");
    if (diagnostics.error_count() > errors) return {};
    resolve_names(out, symbols);
    return out;
  } catch (DiagnosticError& error) {
    diagnostics.add(std::move(error.diagnostic));
    return {};
  }
}

}  // namespace statusgen::jinja
