// What a block should hold: its template, inject/NAME.LANGUAGE.j2, with the attributes of its marker as options. They are
// declared in inject/NAME.json and checked as the options of a product are.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "inject/blocks.hpp"
#include "product/plan.hpp"

namespace statusgen {

class BlockRenderer {
 public:
  // `base` holds what all blocks have in common: conditions, locales and the folder of files named in attributes.
  BlockRenderer(const Json& spec, Request base, Library& library, jinja::Engine& engine, SourceSet& sources, Diagnostics& diagnostics)
      : spec_(spec), base_(std::move(base)), library_(library), engine_(engine), sources_(sources), diagnostics_(diagnostics), names_(engine.template_names()) {}

  // Lines that end in "\n", for a file with that name; empty with errors reported.
  std::optional<std::string> render(const Block& block, std::string_view path);

 private:
  struct Look {
    std::string template_name;
    jinja::Language language;
    bool as_comment = false;
  };

  std::optional<Look> find_look(const Block& block, std::string_view path);
  void report_no_look(const Block& block, std::string_view extension, const std::vector<std::string>& languages);
  const Product* description(std::string_view name);
  Request request(const Block& block, const Product& product, std::optional<Condition>& where);

  const Json& spec_;
  Request base_;
  Library& library_;
  jinja::Engine& engine_;
  SourceSet& sources_;
  Diagnostics& diagnostics_;
  std::vector<std::string> names_;  // of all templates
  std::map<std::string, std::optional<Product>, std::less<>> products_;  // by name; empty: has errors
};

}  // namespace statusgen
