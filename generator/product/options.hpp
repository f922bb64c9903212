// The values of a product's options: what a user set, checked against the option's type, over the defaults.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "product/product.hpp"
#include "support/source.hpp"

namespace statusgen {

// One option set by a user. `product` is empty when the setting is meant for every product that has the option.
struct Setting {
  std::string product;
  std::string name;
  Json value;         // from --set always a string, which is then read as the option's type
  bool is_text = false;
  Span name_span;
};

// `[PRODUCT.]OPTION=VALUE`; empty with an error at the argument when there is no "=".
std::optional<Setting> parse_setting(const Source& argument, Diagnostics& diagnostics);

// What "options" of statusgen.json says: names as in --set, values as JSON.
std::vector<Setting> settings_of(const Json& options);

// The option values as a dict for templates; later settings win. Values of choices, identifiers, paths, colors and
// URLs are checked so narrowly that every language may print them; texts are data like any other. `base` is the folder
// that files are relative to.
std::optional<jinja::Value> option_values(const Product& product, std::span<const Setting> settings, const std::filesystem::path& base,
                                          Diagnostics& diagnostics);

// A default is checked as a value is.
void check_default(const ProductOption& option, Diagnostics& diagnostics);

// A setting that no product of the run takes is an error, with the nearest option as a suggestion.
// `all_products` are the names of those that exist.
void check_settings(std::span<const Setting> settings, std::span<const Product* const> products, std::span<const std::string> all_products, Diagnostics& diagnostics);

}  // namespace statusgen
