#include "inject/block_renderer.hpp"

#include <algorithm>
#include <set>

#include "support/words.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kFolder = "inject/";
constexpr std::string_view kWhere = "where";

struct TemplateName {
  std::string_view block;
  std::string_view extension;
};

// "inject/table.md.j2" -> table, md; nothing for what is only included: "inject/_cells.j2".
std::optional<TemplateName> parse_name(std::string_view name) {
  if (!name.starts_with(kFolder) || !name.ends_with(".j2")) return {};
  name = name.substr(kFolder.size(), name.size() - kFolder.size() - 3);
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos || name.starts_with('_') || name.find_first_of("/.", dot + 1) != std::string_view::npos) return {};
  return TemplateName{name.substr(0, dot), name.substr(dot + 1)};
}

std::string_view extension_of(std::string_view path) {
  path = path.substr(path.find_last_of('/') + 1);
  const std::size_t dot = path.find_last_of('.');
  return dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
}

// Each line behind the sign that makes it a comment. A line that ends in "\" would take the next one along in some languages.
std::string as_comment(std::string_view text, std::string_view sign) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    out += std::string(sign) + (line.empty() ? "" : " ") + std::string(line) + (line.ends_with('\\') || line.ends_with("?" "?/") ? " .\n" : "\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::optional<BlockRenderer::Look> BlockRenderer::find_look(const Block& block, std::string_view path) {
  const std::string_view extension = extension_of(path);
  const jinja::Language language = jinja::find_language(extension);
  std::vector<std::string> languages;
  const std::string* by_language = nullptr;
  const std::string* plain = nullptr;
  for (const std::string& name : names_) {
    const std::optional<TemplateName> parts = parse_name(name);
    if (!parts || parts->block != text_of(block.name)) continue;
    languages.emplace_back(parts->extension);
    const jinja::Language its = jinja::find_language(parts->extension);
    if (its == jinja::Language::txt) {
      plain = &name;
    } else if (parts->extension == extension) {
      return Look{name, language};
    } else if (its == language && language != jinja::Language::other) {
      by_language = &name;
    }
  }
  if (by_language != nullptr) return Look{*by_language, language};
  // Plain text is at home in every file whose lines can be comments.
  const bool as_comment = !block.comment.empty();
  if (plain != nullptr && (as_comment || language == jinja::Language::txt)) return Look{*plain, jinja::Language::txt, as_comment};
  report_no_look(block, extension, languages);
  return {};
}

void BlockRenderer::report_no_look(const Block& block, std::string_view extension, const std::vector<std::string>& languages) {
  const std::string_view name = text_of(block.name);
  if (!languages.empty()) {
    const std::vector<std::string_view> views(languages.begin(), languages.end());
    const std::string kind = extension.empty() ? "without an extension" : "that end in ." + std::string(extension);
    const bool plain = std::find(views.begin(), views.end(), "txt") != views.end();
    return diagnostics_.error(block.name, "the block " + in_quotes(name) + " has no template for files " + kind,
                              "there is one for " + list_or(views) + (plain ? "; behind // or # the text serves" : ""));
  }
  std::set<std::string> blocks;
  for (const std::string& each : names_) {
    if (const auto parts = parse_name(each)) blocks.emplace(parts->block);
  }
  const std::vector<std::string_view> views(blocks.begin(), blocks.end());
  const std::string hint = did_you_mean(name, views);
  diagnostics_.error(block.name, "there is no block " + in_quotes(name), hint.empty() ? "there are " + list_or(views) : hint);
}

const Product* BlockRenderer::description(std::string_view name) {
  auto known = products_.find(name);
  if (known == products_.end()) {
    const Source* source = library_.load(std::string(kFolder) + std::string(name) + ".json");
    known = products_.emplace(std::string(name), load_block(name, source, library_, engine_, sources_, diagnostics_)).first;
  }
  return known->second ? &*known->second : nullptr;
}

// Attributes are settings, but for "where", which is one more condition.
Request BlockRenderer::request(const Block& block, const Product& product, std::optional<Condition>& where) {
  Request out = base_;
  out.product = &product;
  out.asked_for = block.name;
  std::vector<std::string_view> names{kWhere};
  for (const ProductOption& option : product.options) names.push_back(option.name);
  for (const Attribute& attribute : block.attributes) {
    const std::string_view name = text_of(attribute.name);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string hint = did_you_mean(name, names);
      diagnostics_.error(attribute.name, "the block " + in_quotes(product.name) + " has no attribute " + in_quotes(name), hint.empty() ? "it has " + list_or(names) : hint);
    } else if (name == kWhere) {
      where = parse_condition({attribute.value.source, attribute.value.begin, attribute.value.end}, engine_, diagnostics_);
    } else {
      Setting setting{"", std::string(name), make_json(text_of(attribute.value)), true, attribute.name};
      setting.value.span = attribute.value;
      out.settings.push_back(std::move(setting));
    }
  }
  if (where) out.conditions.push_back(&*where);
  return out;
}

std::optional<std::string> BlockRenderer::render(const Block& block, std::string_view path) {
  const std::size_t errors = diagnostics_.error_count();
  const std::optional<Look> look = find_look(block, path);
  const Product* product = look ? description(text_of(block.name)) : nullptr;
  if (product == nullptr) return {};
  std::optional<Condition> where;
  const std::unique_ptr<Plan> plan = make_plan(spec_, request(block, *product, where), engine_, diagnostics_);
  const jinja::Template* parsed = engine_.find(look->template_name, diagnostics_);
  if (plan == nullptr || parsed == nullptr || diagnostics_.error_count() > errors) return {};
  std::string out;
  Diagnostics found;
  engine_.render(*parsed, plan->context, look->language, out, found);
  for (Diagnostic diagnostic : found.all()) {
    diagnostic.notes.push_back({block.name, "for this block"});
    diagnostics_.add(std::move(diagnostic));
  }
  if (found.has_errors()) return {};
  return look->as_comment ? as_comment(out, block.comment) : out;
}

}  // namespace statusgen
