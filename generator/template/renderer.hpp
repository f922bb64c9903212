// Walks a parsed template and appends to one output. Lives for one rendering; errors travel as DiagnosticError up to
// run(), which adds where in the chain of includes and macros they happened.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "template/builtins.hpp"
#include "template/engine.hpp"
#include "template/runtime.hpp"

namespace statusgen::jinja {

class Renderer : public NameSource {
 public:
  Renderer(Engine& engine, Language language, std::string& out, Diagnostics& diagnostics);

  bool run(const Template& parsed, const Context& variables);
  std::optional<Value> run(const Expr& expression, const Context& variables);

  std::vector<std::string> names_in_scope() const override;

 private:
  struct Definition {
    const Block* block;
    const Template* home;
  };
  // One template with what it extends: its variables, its blocks (the most derived first).
  struct Run {
    Context context;
    std::map<std::string, std::vector<Definition>, std::less<>> blocks;
    const Template* parent = nullptr;  // set by extends
    std::vector<Symbol> exports;       // what the template assigns at its top, but not what it imports
  };
  // What is running: saved and restored around every call.
  struct Activation {
    Run* run = nullptr;
    Context* context = nullptr;
    Frame* frame = nullptr;
    bool suppressed = false;  // behind `extends` only sets, macros and imports matter
    const std::string* block = nullptr;
    std::size_t block_level = 0;
  };
  class Saved;
  struct Reported {};  // thrown when a template that is included has errors of its own, which are reported already

  Site site(Span span) const { return {span, language_, this, &engine_.limits()}; }

  // expressions (evaluator.cpp)
  const Value& value_of(const Expr& expr, Value& scratch);
  Value evaluate(const Expr& expr);
  Value name_value(const Expr& expr);
  Value compare_chain(const Expr& expr);
  Value conditional(const Expr& expr);
  Value filtered(const Expr& expr);
  bool tested(const Expr& expr);
  Value call(const Expr& expr);
  Value call_callable(const Expr& expr, const Callable& callable, const List& arguments, const Keywords& keywords);
  Value call_macro(const Expr& expr, const Callable& callable, const List& arguments, const Keywords& keywords);
  void bind_parameters(const Macro& macro, const List& arguments, const Keywords& keywords);
  Value call_super(const Expr& expr, const Callable& callable);
  Value make_range(const Expr& expr, const List& arguments);
  List evaluate_all(std::span<const Expr> exprs);
  Keywords evaluate_keywords(const Expr& expr);

  // statements (renderer.cpp)
  void execute(const Body& body);
  void run_root(const Template& parsed, Run& run, std::deque<Frame>& frames);
  void run_block(const std::string& name, std::size_t level, Span span);
  void enter(const Scope& scope);
  void print(const Value& value, Span span);
  void append_segment(const Value& value, const Site& at);
  void assign(const Target& target, const Value& value, bool exported);
  Value captured(const Body& body, const Scope& scope, const Expr* filters, bool keep_suppressed);
  bool escapes_body(const Expr& filters) const;
  Value text_of_output(std::size_t begin);
  const Template* find_template(const Expr& name, bool ignore_missing, bool takes_list = false);
  Context snapshot() const;
  void hide(Symbol imported);
  std::vector<std::pair<Symbol, Value>> locals(const Scope& scope);
  std::shared_ptr<const Module> import_module(const Expr& name, bool with_context, const Scope& scope, Span span);
  void guard_depth(Span span, std::size_t& depth, std::size_t limit, const char* what, const char* option);
  void count_step(Span span);

  void execute(const Text& node, Span span);
  void execute(const Output& node, Span span);
  void execute(const If& node, Span span);
  void execute(const For& node, Span span);
  void execute(const Set& node, Span span);
  void execute(const SetBlock& node, Span span);
  void execute(const With& node, Span span);
  void execute(const FilterBlock& node, Span span);
  void execute(const Macro& node, Span span);
  void execute(const Include& node, Span span);
  void execute(const Import& node, Span span);
  void execute(const FromImport& node, Span span);
  void execute(const Extends& node, Span span);
  void execute(const BlockCall& node, Span span);
  List loop_items(const For& node, const Value& iterable);
  void loop_over_generator(const For& node, const Value& iterable, Span span);

  Engine& engine_;
  Language language_;
  std::string& out_;
  Diagnostics& diagnostics_;
  Activation at_;
  std::vector<Value> captured_;  // bodies of filter and set blocks whose filters are running
  std::deque<Run> modules_;      // imported templates live as long as the rendering: their macros need them
  std::deque<Frame> module_frames_;
  std::size_t include_depth_ = 0;
  std::size_t macro_depth_ = 0;
  std::size_t steps_ = 0;
  const char* stack_begin_ = nullptr;
};

// Restores what was running when a call ends, however it ends.
class Renderer::Saved {
 public:
  explicit Saved(Activation& at) : at_(at), saved_(at) {}
  ~Saved() { at_ = saved_; }
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;

 private:
  Activation& at_;
  Activation saved_;
};

}  // namespace statusgen::jinja
