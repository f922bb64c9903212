// A product: what templates/NAME/product.json says, checked and with its expressions parsed. The format is documented in
// templates/README.md; which members there are stands in the table of spec/file_formats.cpp.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "product/library.hpp"
#include "product/view.hpp"
#include "support/json.hpp"
#include "template/engine.hpp"

namespace statusgen {

enum class OptionType { boolean, integer, choice, string, list, identifier, qualified_identifier, path, color, url, links, file };

struct ProductOption {
  std::string name;
  OptionType type = OptionType::string;
  std::vector<std::string> choices;
  Json fallback;
  std::string help;
};

struct Requirement {
  Condition that;
  std::unique_ptr<jinja::Template> message;  // may print what it is about
};

struct OutputRule {
  std::string template_name;
  const jinja::Template* parsed = nullptr;
  jinja::Language language = jinja::Language::other;
  std::vector<std::string> for_each;
  std::optional<Condition> where;
  std::unique_ptr<jinja::Template> path;
  Span path_span;
  bool crlf = false;
  Span span;
};

struct Product {
  std::string name;
  std::string summary;
  std::vector<ProductOption> options;
  std::vector<Requirement> requirements;
  std::map<std::string, Json> data;
  std::optional<Condition> where;
  std::vector<OutputRule> outputs;
};

// Text that stands in a JSON string as a piece of source: errors in it point into the file itself, unless escapes keep
// text and file from being the same, byte for byte.
struct Fragment {
  const Source* source;
  std::size_t begin;
  std::size_t end;
};
Fragment fragment_of(const Json& string, SourceSet& sources);
std::optional<Condition> parse_condition(const Fragment& fragment, jinja::Engine& engine, Diagnostics& diagnostics);
// Those that are right; the others are reported.
std::vector<Condition> parse_conditions(const std::vector<Fragment>& fragments, jinja::Engine& engine, Diagnostics& diagnostics);

// Empty with errors reported; an unknown name is an error at `asked_for` that suggests another. With `deep` the
// templates are parsed too.
std::optional<Product> load_product(std::string_view name, Span asked_for, bool deep, Library& library, jinja::Engine& engine,
                                    SourceSet& sources, Diagnostics& diagnostics);

// The description of a block in a hand-written file: a product without outputs. Without one a block has no options.
std::optional<Product> load_block(std::string_view name, const Source* description, Library& library, jinja::Engine& engine, SourceSet& sources, Diagnostics& diagnostics);

std::optional<OptionType> option_type(std::string_view name);
std::string_view option_type_name(OptionType type);

}  // namespace statusgen
