#include "product/options.hpp"

#include <algorithm>
#include <charconv>

#include "support/base64.hpp"
#include "support/utf8.hpp"
#include "support/words.hpp"

namespace statusgen {
namespace {

using jinja::Value;

bool all_of(std::string_view text, bool (*accept)(char)) { return std::all_of(text.begin(), text.end(), accept); }

bool is_identifier(std::string_view text) {
  return !text.empty() && !is_digit(text[0]) && all_of(text, [](char c) { return is_alnum(c) || c == '_'; });
}

// "acme::http" or "acme.http"
bool is_qualified(std::string_view text) {
  while (true) {
    const std::size_t colons = text.find("::"), dot = text.find('.');
    const std::size_t end = std::min({colons, dot, text.size()});
    if (!is_identifier(text.substr(0, end))) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + (end == colons ? 2 : 1));
  }
}

bool is_color(std::string_view text) {
  const bool hex = text.size() > 1 && all_of(text.substr(1), [](char c) { return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f'); });
  return text.starts_with('#') && hex && (text.size() == 4 || text.size() == 7);
}

// Empty, relative, or http, https, mailto; only characters that stand for themselves in a URL.
bool is_url(std::string_view text) {
  const bool characters = all_of(text, [](char c) { return is_alnum(c) || std::string_view("-._~:/?#@!&+,;=%").find(c) != std::string_view::npos; });
  const std::size_t delimiter = text.find_first_of("/?#:");
  if (delimiter == std::string_view::npos || text[delimiter] != ':') return characters;
  const std::string_view scheme = text.substr(0, delimiter);
  return characters && (scheme == "http" || scheme == "https" || scheme == "mailto");
}

// A relative path of plain segments: letters, digits and ._+- , none beginning with a dot.
bool is_path(std::string_view text) {
  if (text.empty()) return false;
  while (true) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    const std::string_view segment = text.substr(0, slash);
    const bool plain = !segment.empty() && segment[0] != '.' && segment[0] != '-' && all_of(segment, [](char c) { return is_alnum(c) || std::string_view("._+-").find(c) != std::string_view::npos; });
    if (!plain) return false;
    if (slash == text.size()) return true;
    text.remove_prefix(slash + 1);
  }
}

struct TextRule {
  OptionType type;
  bool (*accepts)(std::string_view);
  std::string_view expected;
};

constexpr TextRule kTextRules[] = {
    {OptionType::identifier, is_identifier, "an identifier: letters, digits and _, not beginning with a digit"},
    {OptionType::qualified_identifier, is_qualified, "identifiers joined by \"::\" or \".\", such as acme::http"},
    {OptionType::path, is_path, "a relative path of letters, digits and ._+-, such as acme/http_status.hpp"},
    {OptionType::color, is_color, "a color such as #0b5394"},
    {OptionType::url, is_url, "a URL with http, https or mailto, or a relative one"},
};

class Reader {
 public:
  Reader(const std::filesystem::path& base, Diagnostics& diagnostics) : base_(base), diagnostics_(diagnostics) {}

  // The value as templates see it; undefined with an error reported.
  Value read(const ProductOption& option, const Json& json, bool is_text) {
    switch (option.type) {
      case OptionType::boolean:
        if (const bool* value = json.boolean()) return Value::boolean(*value);
        if (is_text && (*json.string() == "true" || *json.string() == "false")) return Value::boolean(*json.string() == "true");
        return refuse(option, json, "true or false");
      case OptionType::integer: return integer(option, json, is_text);
      case OptionType::list:
      case OptionType::links: return list(option, json, is_text);
      default: break;
    }
    const std::string* text = json.string();
    if (text == nullptr) return refuse(option, json, "a string");
    if (option.type == OptionType::choice) return choice(option, json);
    if (option.type == OptionType::file) return text->empty() ? Value::none() : file(option, json);
    if (option.type == OptionType::color && text->empty() && may_be_empty(option)) return Value::none();
    for (const TextRule& rule : kTextRules) {
      if (rule.type != option.type) continue;
      return rule.accepts(*text) ? Value::text(*text, jinja::kAllLanguages) : refuse(option, json, rule.expected);
    }
    return Value::text(*text);
  }

 private:
  // A color whose default is empty may be left out.
  static bool may_be_empty(const ProductOption& option) { return option.fallback.string() != nullptr && option.fallback.string()->empty(); }

  Value refuse(const ProductOption& option, const Json& json, std::string_view expected) {
    diagnostics_.error(json.span, "the option " + in_quotes(option.name) + " must be " + std::string(expected));
    return {};
  }

  Value integer(const ProductOption& option, const Json& json, bool is_text) {
    if (const std::int64_t* value = json.integer()) return Value::integer(*value);
    std::int64_t value = 0;
    if (is_text) {
      const std::string& text = *json.string();
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (error == std::errc() && end == text.data() + text.size()) return Value::integer(value);
    }
    return refuse(option, json, "an integer");
  }

  // From --set: items separated by commas.
  Value list(const ProductOption& option, const Json& json, bool is_text) {
    jinja::List items;
    bool good = true;
    if (is_text) {
      std::string_view rest = *json.string();
      while (good && !rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        Json item = make_json(rest.substr(0, comma));
        const auto begin = json.span.begin + static_cast<std::uint32_t>(json.string()->size() - rest.size());
        item.span = {json.span.source, begin, begin + static_cast<std::uint32_t>(comma)};
        good = append_item(option, item, items);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
    } else if (json.array() == nullptr) {
      return refuse(option, json, "a list of strings");
    } else {
      for (const Json& item : *json.array()) {
        if (item.string() == nullptr) return refuse(option, item, "a list of strings");
        good = append_item(option, item, items) && good;
      }
    }
    return good ? Value::list(std::move(items)) : Value();
  }

  // With "choices" an item is one of them.
  bool append_item(const ProductOption& option, const Json& item, jinja::List& items) {
    const bool links = option.type == OptionType::links;
    items.push_back(links ? link(*item.string()) : option.choices.empty() ? Value::text(*item.string()) : choice(option, item));
    if (!items.back().is_undefined()) return true;
    if (links) refuse(option, item, "a list of LABEL=URL, such as Status=https://status.example.org");
    return false;
  }

  // "Status=https://status.example.org" as {label, url}; undefined if it is no such thing.
  static Value link(std::string_view text) {
    const std::size_t equals = std::min(text.find('='), text.size());
    const std::string_view label = text.substr(0, equals), url = text.substr(std::min(equals + 1, text.size()));
    if (label.empty() || url.empty() || !is_url(url)) return {};
    const auto name = [](std::string_view member) { return Value::text_view(member, jinja::kAllLanguages); };
    return Value::dict({{name("label"), Value::text(std::string(label))}, {name("url"), Value::text(std::string(url), jinja::kAllLanguages)}});
  }

  Value choice(const ProductOption& option, const Json& json) {
    const std::string& text = *json.string();
    if (std::find(option.choices.begin(), option.choices.end(), text) != option.choices.end()) return Value::text(text, jinja::kAllLanguages);
    const std::vector<std::string_view> views(option.choices.begin(), option.choices.end());
    const char* verb = option.type == OptionType::list ? " consists of " : " must be ";
    diagnostics_.error(json.span, "the option " + in_quotes(option.name) + verb + list_or(views) + ", not " + in_quotes(text), did_you_mean(text, views));
    return {};
  }

  // {name, size in bytes, text, base64}; text is none for what is no UTF-8.
  Value file(const ProductOption& option, const Json& json) {
    const std::filesystem::path path = base_ / *json.string();
    std::optional<std::string> bytes = read_file(path, diagnostics_, json.span);
    if (!bytes) return {};
    const auto name = [](std::string_view member) { return Value::text_view(member, jinja::kAllLanguages); };
    Value text = is_valid_utf8(*bytes) ? Value::text(*bytes) : Value::none();
    (void)option;
    return Value::dict({{name("name"), Value::text(path.filename().generic_string())},
                        {name("size"), Value::integer(static_cast<std::int64_t>(bytes->size()))},
                        {name("text"), std::move(text)},
                        {name("base64"), Value::text(base64(*bytes), jinja::kAllLanguages)}});
  }

  std::filesystem::path base_;
  Diagnostics& diagnostics_;
};

bool concerns(const Setting& setting, const Product& product) { return setting.product.empty() || setting.product == product.name; }

const ProductOption* find_option(const Product& product, std::string_view name) {
  const auto it = std::find_if(product.options.begin(), product.options.end(), [&](const ProductOption& o) { return o.name == name; });
  return it == product.options.end() ? nullptr : &*it;
}

Setting split_name(std::string_view name) {
  Setting out;
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) out.product = name.substr(0, dot);
  out.name = dot == std::string_view::npos ? name : name.substr(dot + 1);
  return out;
}

}  // namespace

std::optional<Setting> parse_setting(const Source& argument, Diagnostics& diagnostics) {
  const std::string_view text = argument.text();
  const std::size_t equals = text.find('=');
  const Span whole{&argument, 0, static_cast<std::uint32_t>(text.size())};
  if (equals == std::string_view::npos || equals == 0) {
    diagnostics.error(whole, "this sets nothing", "write OPTION=VALUE or PRODUCT.OPTION=VALUE");
    return {};
  }
  Setting out = split_name(text.substr(0, equals));
  out.name_span = {&argument, 0, static_cast<std::uint32_t>(equals)};
  out.value = make_json(text.substr(equals + 1));
  out.value.span = {&argument, static_cast<std::uint32_t>(equals + 1), whole.end};
  out.is_text = true;
  return out;
}

std::vector<Setting> settings_of(const Json& options) {
  std::vector<Setting> out;
  if (options.object() == nullptr) return out;
  for (const Member& member : *options.object()) {
    Setting setting = split_name(member.key);
    setting.value = member.value;
    setting.name_span = member.key_span;
    out.push_back(std::move(setting));
  }
  return out;
}

std::optional<jinja::Value> option_values(const Product& product, std::span<const Setting> settings, const std::filesystem::path& base,
                                          Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  Reader reader(base, diagnostics);
  jinja::Dict values;
  for (const ProductOption& option : product.options) {
    const Setting* chosen = nullptr;
    for (const Setting& setting : settings) {
      if (concerns(setting, product) && setting.name == option.name) chosen = &setting;
    }
    Value value = reader.read(option, chosen ? chosen->value : option.fallback, chosen != nullptr && chosen->is_text);
    values.emplace_back(Value::text(option.name, jinja::kAllLanguages), std::move(value));
  }
  if (diagnostics.error_count() > errors) return {};
  return Value::dict(std::move(values));
}

void check_default(const ProductOption& option, Diagnostics& diagnostics) {
  if (option.type == OptionType::file) return;  // a default names no file that is read here
  Reader({}, diagnostics).read(option, option.fallback, false);
}

void check_settings(std::span<const Setting> settings, std::span<const Product* const> products, std::span<const std::string> all_products, Diagnostics& diagnostics) {
  for (const Setting& setting : settings) {
    if (!setting.product.empty() && std::find(all_products.begin(), all_products.end(), setting.product) == all_products.end()) {
      const std::vector<std::string_view> views(all_products.begin(), all_products.end());
      diagnostics.error(setting.name_span, "there is no product " + in_quotes(setting.product), did_you_mean(setting.product, views));
      continue;
    }
    std::vector<std::string_view> names;
    bool product_known = setting.product.empty();
    bool taken = false;
    for (const Product* product : products) {
      product_known = product_known || product->name == setting.product;
      if (!concerns(setting, *product)) continue;
      for (const ProductOption& option : product->options) names.push_back(option.name);
      taken = taken || find_option(*product, setting.name) != nullptr;
    }
    if (taken || !product_known) continue;  // an option of a product that is not made now is no mistake
    const std::string whose = setting.product.empty() ? "no product here has" : "the product " + in_quotes(setting.product) + " has no";
    diagnostics.error(setting.name_span, whose + (setting.product.empty() ? " an option " : " option ") + in_quotes(setting.name), did_you_mean(setting.name, names));
  }
}

}  // namespace statusgen
