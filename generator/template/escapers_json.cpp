// The escapers for JSON, and for YAML, which reads JSON's strings alike.
#include <algorithm>

#include "template/escaping.hpp"
#include "template/lexer.hpp"

namespace statusgen::jinja {
namespace {

Json json_of(const Call& call, bool sort_keys = false) {
  std::optional<Json> json = to_json(call.subject, sort_keys);
  if (!json) call.site.fail("this " + std::string(type_name(call.subject)) + " has no JSON form", call.subject.is(Kind::generator) ? "make it a list first: |list|json" : "");
  return std::move(*json);
}

constexpr LanguageSet kJson = languages(Language::json, Language::yaml, Language::typescript, Language::python);
// Python and YAML do not put the two halves of a "\ud83d\ude00" together.
constexpr LanguageSet kAsciiJson = languages(Language::json, Language::typescript);

// What JSON allows bare in a string, but YAML does not or takes for a line break.
std::string without_unprintables(std::string_view json) {
  return each_code_point(json, [](std::string& out, char32_t c, std::string_view bytes, std::size_t) {
    const bool unprintable = (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
    unprintable ? append_hex(out, "\\u%04x", c) : void(out += bytes);
  });
}

Value json(const Call& call) {
  const std::optional<int> indent = call.given(0) ? std::optional<int>(static_cast<int>(std::clamp<std::int64_t>(call.integer(0, 2), 0, 1000))) : std::nullopt;
  return Value::text(without_unprintables(to_json_text(json_of(call), indent)), kJson);
}

// A YAML scalar: bare where every version of YAML reads it as this text, else a JSON string, which YAML reads alike.
Value yaml(const Call& call) {
  constexpr LanguageSet kYaml = languages(Language::yaml);
  constexpr std::string_view kWords[] = {"y", "n", "yes", "no", "true", "false", "null", "on", "off"};
  if (call.subject.is_string()) {
    const std::string text = text_of(call);
    constexpr Characters is_plain(" ,.;()/'%+-");
    bool plain = !text.empty() && is_alpha(text[0]) && !text.ends_with(' ');
    for (std::size_t i = 0; plain && i < text.size(); ++i) {
      const bool apostrophe = std::string_view(text).substr(i).starts_with("\u2019");
      plain = apostrophe || is_alnum(text[i]) || is_plain(text[i]);
      if (apostrophe) i += 2;
    }
    std::string lower = text;
    std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
    if (plain && std::find(std::begin(kWords), std::end(kWords), lower) == std::end(kWords)) return Value::text(text, kYaml);
  }
  std::string out = without_unprintables(to_json_text(json_of(call)));
  // YAML 1.1 knows a number with an exponent by its point.
  const bool pointless = call.subject.is(Kind::number) && out.find('.') == std::string::npos && out.find('e') != std::string::npos;
  if (pointless) out.insert(out.find('e'), ".0");
  return Value::text(std::move(out), kYaml);
}

// The data at the top of a page: YAML between two lines of dashes. Values are JSON, which YAML reads alike.
Value md_front_matter(const Call& call) {
  const Json json = json_of(call);
  const Json::Object* members = json.object();
  if (members == nullptr) call.site.fail("md_front_matter takes a dict, this is " + with_article(call.subject));
  std::string out = "---\n";
  for (const auto& member : *members) {
    const bool plain = !member.key.empty() && std::all_of(member.key.begin(), member.key.end(), [](char c) { return is_alnum(c) || c == '_'; });
    if (!plain) call.site.fail("a name in front matter consists of letters, digits and _, unlike " + in_quotes(member.key));
    out += member.key + ": " + without_unprintables(to_json_text(member.value, std::nullopt)) + "\n";
  }
  return Value::text(out + "---", languages(Language::md));
}

// Jinja2's tojson: safe inside HTML and in attributes with single quotes; keys sorted, ASCII only.
void append_tojson(std::string& out, const Json& json, std::optional<int> indent, int level);

Value tojson(const Call& call) {
  std::string out;
  const std::optional<int> indent = call.given(0) && !call.arguments[0].is(Kind::none) ? std::optional<int>(static_cast<int>(std::clamp<std::int64_t>(call.integer(0, 0), 0, 1000))) : std::nullopt;
  append_tojson(out, json_of(call, true), indent, 0);
  return Value::text(std::move(out), kAsciiJson | languages(Language::html, Language::xml, Language::svg), true);
}

void append_ascii(std::string& out, std::string_view text) {
  std::string quoted;
  append_json_string(quoted, text);
  out += each_code_point(quoted, [](std::string& to, char32_t c, std::string_view bytes, std::size_t) {
    if (c >= 0x10000) {
      append_hex(to, "\\u%04x", 0xD800 + ((c - 0x10000) >> 10));
      append_hex(to, "\\u%04x", 0xDC00 + ((c - 0x10000) & 0x3FF));
    } else if (c >= 0x7F || c == '<' || c == '>' || c == '&' || c == '\'') {
      append_hex(to, "\\u%04x", c);
    } else {
      to += bytes;
    }
  });
}

void append_tojson(std::string& out, const Json& json, std::optional<int> indent, int level) {
  const auto line = [&](int depth) {
    if (!indent) return;
    out += '\n';
    out.append(static_cast<std::size_t>(*indent) * static_cast<std::size_t>(depth), ' ');
  };
  const std::string_view comma = indent ? "," : ", ";
  if (const Json::Array* array = json.array()) {
    out += '[';
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (i > 0) out += comma;
      line(level + 1);
      append_tojson(out, (*array)[i], indent, level + 1);
    }
    if (!array->empty()) line(level);
    out += ']';
  } else if (const Json::Object* object = json.object()) {
    out += '{';
    for (std::size_t i = 0; i < object->size(); ++i) {
      if (i > 0) out += comma;
      line(level + 1);
      append_ascii(out, (*object)[i].key);
      out += ": ";
      append_tojson(out, (*object)[i].value, indent, level + 1);
    }
    if (!object->empty()) line(level);
    out += '}';
  } else if (const std::string* text = json.string()) {
    append_ascii(out, *text);
  } else {
    out += to_json_text(json);
  }
}

constexpr FilterRow kEscapers[] = {
    {"json", json, "indent", 0, false, false, kJson, Escapes::anything},
    {"tojson", tojson, "indent", 0, false, false, kAsciiJson},
    {"yaml", yaml, {}, 0, false, false, languages(Language::yaml), Escapes::anything},
    {"md_front_matter", md_front_matter, {}, 0, false, false, languages(Language::md), Escapes::members},
};

}  // namespace

std::span<const FilterRow> json_escapers() { return kEscapers; }

}  // namespace statusgen::jinja
