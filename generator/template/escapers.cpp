// The escapers, but for JSON and YAML: one function and one row each. A row says which languages its result may be printed in; that is all the
// engine knows of a language.
#include <algorithm>

#include "template/escaping.hpp"
#include "template/lexer.hpp"

namespace statusgen::jinja {
namespace {

// A C++ string literal. Octal escapes, since hexadecimal ones have no end of their own; `?` after `?` escaped against
// trigraphs.
Value cpp_string(const Call& call) {
  const std::string text = text_of(call);
  const std::string body = each_code_point(text, [&](std::string& out, char32_t c, std::string_view bytes, std::size_t at) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += bytes;
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
    } else if (is_control(c)) {
      for (const char byte : bytes) append_hex(out, "\\%03o", static_cast<unsigned char>(byte));
    } else if (c == '?' && at > 0 && text[at - 1] == '?') {
      out += "\\?";
    } else if (is_bidi_control(c) || c == 0x2028 || c == 0x2029) {
      append_hex(out, "\\u%04x", c);
    } else {
      out += bytes;
    }
  });
  return Value::text("\"" + body + "\"", languages(Language::cpp));
}

Value cpp_bool(const Call& call) {
  if (!call.subject.is(Kind::boolean)) call.site.fail("cpp_bool takes a boolean, this is " + with_article(call.subject));
  return Value::text(call.subject.as_boolean() ? "true" : "false", languages(Language::cpp));
}

// A Rust string literal. What reorders a line is refused there unless it is escaped.
Value rust_string(const Call& call) {
  const std::string body = each_code_point(text_of(call), [](std::string& out, char32_t c, std::string_view bytes, std::size_t) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += bytes;
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
    } else if (is_control(c) || is_bidi_control(c) || c == 0x2028 || c == 0x2029) {
      append_hex(out, "\\u{%x}", c);
    } else {
      out += bytes;
    }
  });
  return Value::text("\"" + body + "\"", languages(Language::rust));
}

// What is no character to escape in Python-Markdown, or begins a statement in MDX: a reference is read alike everywhere.
std::string_view md_entity(std::string_view text, std::size_t at, bool at_start) {
  switch (text[at]) {
    case '<': return "&lt;";
    case '&': return "&amp;";
    case '~': return "&#126;";
    case '=': return at_start ? "&#61;" : "";
    case '^': return at_start ? "&#94;" : "";
    case 'i': return at_start && text.substr(at).starts_with("import ") ? "&#105;" : "";
    case 'e': return at_start && text.substr(at).starts_with("export ") ? "&#101;" : "";
    default: return "";
  }
}

// Inline text for CommonMark, GitHub's tables, Python-Markdown and MDX. An underscore inside a word marks nothing and
// stays bare: in the label of a link Prettier would take a backslash away and so break the link.
std::string md_text(const Call& call, std::string_view pipe) {
  constexpr Characters is_special("\\`*[]>{}");
  std::string text;
  for (const char c : text_without_nul(call, "Markdown")) {
    if (is_space(c) && text.ends_with(' ')) continue;
    text += is_space(c) ? ' ' : c;
  }
  std::string out;
  const std::size_t begin = text.starts_with(' ') ? 1 : 0;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789", begin), text.size());
  const std::size_t closing = text.find_last_not_of('#') + 1;  // a heading would lose "#" at its end
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool in_word = i > 0 && is_alnum(text[i - 1]) && i + 1 < text.size() && is_alnum(text[i + 1]);
    const bool at_start = i == begin && std::string_view("#+-").find(c) != std::string_view::npos;
    const bool after_number = i == digits && i > begin && (c == '.' || c == ')');
    const bool at_end = i == closing && i > 0 && text[i - 1] == ' ';
    if (const std::string_view entity = md_entity(text, i, i == begin); !entity.empty()) {
      out += entity;
      continue;
    }
    if (is_special(c) || (c == '_' && !in_word) || at_start || after_number || at_end) out += '\\';
    c == '|' ? out += pipe : out += c;
  }
  return out;
}

Value md(const Call& call) { return Value::text(md_text(call, "\\|"), languages(Language::md)); }
Value md_cell(const Call& call) { return Value::text(md_text(call, "&#124;"), languages(Language::md)); }

Value md_fence(const Call& call) {
  const std::string all = normalize_newlines(text_without_nul(call, "Markdown"));
  const std::size_t begin = std::min(all.find_first_not_of('\n'), all.size());
  const std::string text = all.substr(begin, all.find_last_not_of('\n') + 1 - begin);
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string info = call.text(0, "");
  if (info.find_first_of("`\n\r") != std::string::npos) call.site.fail("the language of a fence holds no backtick and no line break");
  const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
  return Value::text(fence + info + "\n" + text + "\n" + fence, languages(Language::md));
}

// Where a URL stands between quotes, or as Markdown's and CSS's links do. Elsewhere it goes through that language's escaper, too.
constexpr LanguageSet kUrl = languages(Language::txt, Language::html, Language::xml, Language::svg, Language::cpp, Language::json, Language::yaml,
                                       Language::md, Language::css, Language::python, Language::typescript, Language::rust);

// Whether text[at] is the end of something that Markdown reads as an entity, such as "&colon;".
bool ends_entity(std::string_view text, std::size_t at) {
  if (text[at] != ';') return false;
  const std::size_t begin = text.substr(0, at).find_last_of("&;");
  if (begin == std::string_view::npos || text[begin] == ';' || begin + 1 == at) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin) + 1, text.begin() + static_cast<std::ptrdiff_t>(at), [](char c) { return is_alnum(c) || c == '#'; });
}

// A URL that cannot leave its place and cannot run code: everything outside RFC 3986's characters percent-encoded. So
// is what ends an entity, and the second of two "?", which may begin a trigraph.
Value url(const Call& call) {
  constexpr Characters is_mark("-._~:/?#@!$&+,;=");
  const std::string text = text_of(call);
  const std::size_t delimiter = text.find_first_of("/?#:");
  if (delimiter != std::string::npos && text[delimiter] == ':') {
    std::string scheme = text.substr(0, delimiter);
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), to_lower);
    if (scheme != "http" && scheme != "https" && scheme != "mailto") {
      call.site.fail("the scheme " + in_quotes(scheme) + " is not allowed in a URL", "use http, https, mailto or a relative URL");
    }
  }
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto hex = [&](std::size_t at) { return at < text.size() && (is_digit(text[at]) || (to_lower(text[at]) >= 'a' && to_lower(text[at]) <= 'f')); };
    const bool encoded = c == '%' && hex(i + 1) && hex(i + 2);
    const bool taken = ends_entity(text, i) || (c == '?' && i > 0 && text[i - 1] == '?');
    if (encoded || is_alnum(c) || (!taken && is_mark(c))) {
      out += c;
    } else {
      append_hex(out, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return Value::text(std::move(out), kUrl);
}

Value css(const Call& call) {
  const std::string body = each_code_point(text_without_nul(call, "a CSS string"), [](std::string& out, char32_t c, std::string_view bytes, std::size_t) {
    const bool special = c == '"' || c == '\\' || c == '<' || c < 0x20 || c == 0x7F;
    special ? append_hex(out, "\\%x ", c) : void(out += bytes);
  });
  return Value::text("\"" + body + "\"", languages(Language::css));
}

// One word of a POSIX shell. A NUL cannot be in an argument.
Value shell(const Call& call) {
  std::string out = "'";
  for (const char c : text_without_nul(call, "a shell word")) {
    c == '\'' ? out += "'\\''" : out += c;
  }
  return Value::text(out + "'", languages(Language::shell));
}

// RFC 4180: quotes only where they are needed.
Value csv_field(const Call& call) {
  const std::string text = text_of(call);
  if (text.find_first_of("\",\r\n") == std::string::npos && strip_left(strip_right(text)).size() == text.size()) return Value::text(text, languages(Language::csv));
  std::string out = "\"";
  for (const char c : text) c == '"' ? out += "\"\"" : out += c;
  return Value::text(out + "\"", languages(Language::csv));
}

// A quoted string of a server configuration that expands $name in it and has no way to write a plain "$".
Value nginx_string(const Call& call) {
  std::string out = "\"";
  for (const char c : text_without_nul(call, "this string")) {
    if (c == '$') call.site.fail("\"$\" begins a variable here and cannot be escaped", "take it out of the text");
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return Value::text(out + "\"", languages(Language::nginx));
}

// A quoted word of a configuration file of Apache httpd, where nothing can escape the start of a variable.
Value apache_string(const Call& call) {
  std::string out = "\"";
  for (const char c : text_without_nul(call, "this string")) {
    if (c == '\n') call.site.fail("this string cannot hold a line break");
    if (c == '{' && (out.ends_with('$') || out.ends_with('%'))) {
      call.site.fail(in_quotes(out.substr(out.size() - 1) + "{") + " begins a variable here and cannot be escaped", "take it out of the text");
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return Value::text(out + "\"", languages(Language::apache));
}

// A word of a Caddyfile. A backslash escapes only a quote, not itself, so that some texts need backticks instead. A brace
// begins a placeholder, in quotes, too, and how often it must be escaped depends on who imports the file.
Value caddy(const Call& call) {
  const std::string text = text_without_nul(call, "this string");
  if (text.find_first_of("{}") != std::string::npos) call.site.fail("a brace belongs to a placeholder here and cannot be escaped", "take it out of the text");
  constexpr LanguageSet kCaddy = languages(Language::caddy);
  if (!text.ends_with('\\') && text.find("\\\"") == std::string::npos) {
    std::string out = "\"";
    for (const char c : text) c == '"' ? out += "\\\"" : out += c;
    return Value::text(out + "\"", kCaddy);
  }
  if (text.find('`') != std::string::npos) call.site.fail("a text with a backtick and a backslash before a quote or its end cannot be written here", "take one of them out of the text");
  return Value::text("`" + text + "`", kCaddy);
}

// Running text or a macro's argument in man pages, for mandoc and groff: every character stands for itself.
Value roff(const Call& call) {
  struct Name {
    char character;
    std::string_view escape;
  };
  static constexpr Name kNames[] = {{'\\', "\\(rs"}, {'-', "\\-"}, {'\'', "\\(aq"}, {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}, {'"', "\\(dq"}};
  const std::string text = text_of(call);
  std::string out = each_code_point(text, [&](std::string& to, char32_t c, std::string_view bytes, std::size_t) {
    const auto name = std::find_if(std::begin(kNames), std::end(kNames), [&](const Name& n) { return static_cast<char32_t>(n.character) == c; });
    if (c == '\n' || c == '\t' || c == '\r') {
      to += ' ';
    } else if (is_control(c)) {
      call.site.fail("a man page cannot hold control characters");
    } else if (name != std::end(kNames)) {
      to += name->escape;
    } else if (c >= 0x80) {
      append_hex(to, "\\[u%04X]", c);
    } else {
      to += bytes;
    }
  });
  if (out.starts_with('.')) out.insert(0, "\\&");
  return Value::text(std::move(out), languages(Language::roff));
}

constexpr FilterRow kEscapers[] = {
    {"cpp_string", cpp_string, {}, 0, false, false, languages(Language::cpp)},
    {"cpp_bool", cpp_bool, {}, 0, false, false, languages(Language::cpp), Escapes::booleans},
    {"rust_string", rust_string, {}, 0, false, false, languages(Language::rust)},
    {"md", md, {}, 0, false, false, languages(Language::md)},
    {"md_cell", md_cell, {}, 0, false, false, languages(Language::md)},
    {"md_fence", md_fence, "info", 0, false, false, languages(Language::md)},
    {"url", url, {}, 0, false, false, kUrl, Escapes::addresses},
    {"css", css, {}, 0, false, false, languages(Language::css)},
    {"shell", shell, {}, 0, false, false, languages(Language::shell)},
    {"csv_field", csv_field, {}, 0, false, false, languages(Language::csv)},
    {"nginx_string", nginx_string, {}, 0, false, false, languages(Language::nginx)},
    {"apache_string", apache_string, {}, 0, false, false, languages(Language::apache)},
    {"caddy", caddy, {}, 0, false, false, languages(Language::caddy)},
    {"roff", roff, {}, 0, false, false, languages(Language::roff)},
};

}  // namespace

std::span<const FilterRow> escapers() { return kEscapers; }

}  // namespace statusgen::jinja
