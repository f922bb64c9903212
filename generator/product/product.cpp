#include "product/product.hpp"

#include <algorithm>

#include "product/options.hpp"
#include "spec/load.hpp"
#include "support/json_parts.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

constexpr std::pair<std::string_view, OptionType> kOptionTypes[] = {
    {"boolean", OptionType::boolean}, {"integer", OptionType::integer}, {"choice", OptionType::choice},
    {"string", OptionType::string}, {"list", OptionType::list}, {"identifier", OptionType::identifier},
    {"qualified_identifier", OptionType::qualified_identifier}, {"path", OptionType::path}, {"color", OptionType::color},
    {"url", OptionType::url}, {"links", OptionType::links}, {"file", OptionType::file}};

// A member that may be one string or a list of them.
std::vector<std::string> texts_at(const Json& object, std::string_view member) {
  std::vector<std::string> out;
  const Json* found = object.find(member);
  if (found != nullptr && found->string() != nullptr) out.push_back(*found->string());
  if (found != nullptr && found->array() != nullptr) {
    for (const Json& item : *found->array()) out.push_back(*item.string());
  }
  return out;
}

Span span_of(const Fragment& fragment) {
  return {fragment.source, static_cast<std::uint32_t>(fragment.begin), static_cast<std::uint32_t>(fragment.end)};
}

void report_unknown(std::string_view name, Span asked_for, Library& library, Diagnostics& diagnostics) {
  const std::vector<std::string> names = library.product_names();
  const std::vector<std::string_view> views(names.begin(), names.end());
  std::string hint = did_you_mean(name, views);
  if (hint.empty()) hint = "there are " + list_or(views);
  diagnostics.error(asked_for, "there is no product " + in_quotes(name), hint);
}

class Loader {
 public:
  Loader(std::string_view name, bool deep, Library& library, jinja::Engine& engine, SourceSet& sources, Diagnostics& diagnostics)
      : deep_(deep), library_(library), engine_(engine), sources_(sources), diagnostics_(diagnostics) {
    product_.name = name;
  }

  std::optional<Product> load(const Json& json) {
    const std::size_t errors = diagnostics_.error_count();
    product_.summary = text_at(json, "summary");
    product_.where = condition(json.find("where"));
    if (const Json* other = json.find("options_of")) take_options(*other);
    choices_and_requirements(json);
    if (const Json* data = json.find("data"); data != nullptr && data->object() != nullptr) {
      for (const Member& member : *data->object()) load_data(member);
    }
    for (const Json& output : list(json, "outputs")) outputs(output);
    if (deep_) parse_templates();
    if (diagnostics_.error_count() > errors) return {};
    return std::move(product_);
  }

 private:
  static const Json::Array& list(const Json& json, std::string_view member) {
    static const Json::Array kNone;
    const Json* found = json.find(member);
    return found != nullptr && found->array() != nullptr ? *found->array() : kNone;
  }

  std::optional<Condition> condition(const Json* json) {
    if (json == nullptr || json->is_null()) return {};
    return parse_condition(fragment_of(*json, sources_), engine_, diagnostics_);
  }

  std::unique_ptr<jinja::Template> text_template(const Json& json) {
    const Fragment fragment = fragment_of(json, sources_);
    return engine_.parse(*fragment.source, fragment.begin, fragment.end, diagnostics_);
  }

  // As if they stood in this file.
  void take_options(const Json& name) {
    const Source* source = library_.load(*name.string() + "/product.json");
    if (source == nullptr) return report_unknown(*name.string(), name.span, library_, diagnostics_);
    const std::optional<Json> other = load_file(*source, FileKind::product, diagnostics_);
    if (!other) return;
    if (other->find("options_of") != nullptr) diagnostics_.error(name.span, in_quotes(*name.string()) + " has its options from another product", "name that one");
    choices_and_requirements(*other);
  }

  void choices_and_requirements(const Json& json) {
    for (const Json& option : list(json, "options")) options(option);
    for (const Json& requirement : list(json, "require")) {
      auto that = condition(requirement.find("that"));
      auto message = text_template(*requirement.find("message"));
      if (that && message) product_.requirements.push_back({std::move(*that), std::move(message)});
    }
  }

  void options(const Json& json) {
    ProductOption option;
    option.name = text_at(json, "name");
    for (const ProductOption& other : product_.options) {
      if (other.name == option.name) diagnostics_.error(json.find("name")->span, "the other product has the option " + in_quotes(option.name) + ", too", "take another name");
    }
    option.type = option_type(text_at(json, "type")).value_or(OptionType::string);
    option.choices = texts_at(json, "choices");
    option.help = text_at(json, "help");
    if (const Json* fallback = json.find("default")) option.fallback = *fallback;
    if (option.type == OptionType::choice && option.choices.empty()) {
      diagnostics_.error(json.span, "the option " + in_quotes(option.name) + " is a choice without \"choices\"", "add it: an array");
    } else {
      check_default(option, diagnostics_);
    }
    product_.options.push_back(std::move(option));
  }

  void load_data(const Member& member) {
    const std::string name = product_.name + "/" + *member.value.string();
    const Source* source = library_.load(name);
    if (source == nullptr) {
      diagnostics_.error(member.value.span, "there is no file " + in_quotes(name));
    } else if (std::optional<Json> json = parse_json(*source, diagnostics_)) {
      product_.data.emplace(member.key, std::move(*json));
    }
  }

  void outputs(const Json& json) {
    OutputRule rule;
    rule.span = json.span;
    rule.template_name = text_at(json, "template");
    rule.for_each = texts_at(json, "for_each");
    rule.where = condition(json.find("where"));
    rule.crlf = text_at(json, "newline") == "crlf";
    const std::string language = text_at(json, "language");
    rule.language = language.empty() ? jinja::language_of_path(rule.template_name) : jinja::find_language(language);
    if (!language.empty() && rule.language == jinja::Language::other) {
      std::vector<std::string_view> names;
      for (const auto& row : jinja::language_names()) names.push_back(row.name);
      diagnostics_.error(json.find("language")->span, "there is no language " + in_quotes(language), did_you_mean(language, names));
    }
    if (const Json* path = json.find("path")) {
      rule.path = text_template(*path);
      rule.path_span = span_of(fragment_of(*path, sources_));
    }
    if (deep_) parse_template(rule, json);
    product_.outputs.push_back(std::move(rule));
  }

  // Also those that are only included: so that one run reports the errors of all.
  void parse_templates() {
    for (const std::string& name : library_.template_names()) {
      if (name.starts_with(product_.name + "/")) engine_.find(name, diagnostics_);
    }
  }

  void parse_template(OutputRule& rule, const Json& json) {
    const std::size_t errors = diagnostics_.error_count();
    rule.parsed = engine_.find(rule.template_name, diagnostics_);
    if (rule.parsed != nullptr || diagnostics_.error_count() > errors || engine_.exists(rule.template_name)) return;
    const std::vector<std::string> names = library_.template_names();
    const std::vector<std::string_view> views(names.begin(), names.end());
    diagnostics_.error(json.find("template")->span, "there is no template " + in_quotes(rule.template_name), did_you_mean(rule.template_name, views));
  }

  Product product_;
  bool deep_;
  Library& library_;
  jinja::Engine& engine_;
  SourceSet& sources_;
  Diagnostics& diagnostics_;
};

}  // namespace

Fragment fragment_of(const Json& string, SourceSet& sources) {
  const Span span = string.span;
  const std::string& text = *string.string();
  if (span.source != nullptr && span.end - span.begin == text.size() + 2) return {span.source, span.begin + 1, span.end - 1};
  const std::string name = span.source != nullptr ? span.source->name() + ": text in line " + std::to_string(span.source->position(span.begin).line) : "text";
  const Source& copy = sources.add(name, jinja::normalize_newlines(text));
  return {&copy, 0, copy.text().size()};
}

std::optional<Condition> parse_condition(const Fragment& fragment, jinja::Engine& engine, Diagnostics& diagnostics) {
  auto expression = engine.parse_expression(*fragment.source, fragment.begin, fragment.end, diagnostics);
  if (!expression) return {};
  return Condition{std::move(*expression), span_of(fragment)};
}

std::vector<Condition> parse_conditions(const std::vector<Fragment>& fragments, jinja::Engine& engine, Diagnostics& diagnostics) {
  std::vector<Condition> out;
  for (const Fragment& fragment : fragments) {
    if (auto condition = parse_condition(fragment, engine, diagnostics)) out.push_back(std::move(*condition));
  }
  return out;
}

std::optional<Product> load_product(std::string_view name, Span asked_for, bool deep, Library& library, jinja::Engine& engine,
                                    SourceSet& sources, Diagnostics& diagnostics) {
  const Source* source = library.load(std::string(name) + "/product.json");
  if (source == nullptr) {
    report_unknown(name, asked_for, library, diagnostics);
    return {};
  }
  const std::optional<Json> json = load_file(*source, FileKind::product, diagnostics);
  if (!json) return {};
  return Loader(name, deep, library, engine, sources, diagnostics).load(*json);
}

std::optional<Product> load_block(std::string_view name, const Source* description, Library& library, jinja::Engine& engine, SourceSet& sources,
                                  Diagnostics& diagnostics) {
  const std::optional<Json> json = description ? load_file(*description, FileKind::block, diagnostics) : Json{};
  if (!json) return {};
  return Loader(name, false, library, engine, sources, diagnostics).load(*json);
}

std::optional<OptionType> option_type(std::string_view name) {
  for (const auto& [text, type] : kOptionTypes) {
    if (text == name) return type;
  }
  return {};
}

std::string_view option_type_name(OptionType type) {
  const auto it = std::find_if(std::begin(kOptionTypes), std::end(kOptionTypes), [&](const auto& row) { return row.second == type; });
  return it->first;
}

}  // namespace statusgen
