// Filters that make identifiers, and those that lay text out in lines: what a code generator needs beside Jinja2's own.
// templates/jinja2_shim.py gives Jinja2 the same filters; a test compares both.
#include <algorithm>

#include "support/utf8.hpp"
#include "support/words.hpp"
#include "template/builtins.hpp"
#include "template/operators.hpp"
#include "template/reserved_words.hpp"
#include "template/runtime.hpp"
#include "template/text_layout.hpp"

namespace statusgen::jinja {
namespace {

// The text of a string or a number.
std::string plain_text(const Call& call) {
  if (!call.subject.is_string() && !call.subject.is(Kind::integer) && !call.subject.is(Kind::number)) {
    call.site.fail("this filter takes a string or a number, this is " + with_article(call.subject));
  }
  return call.site.text(call.subject);
}

template <Casing casing>
Value cased(const Call& call) {
  const std::string text = plain_text(call);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool apostrophe = std::string_view(text).substr(i).starts_with("\u2019");
    if (static_cast<unsigned char>(text[i]) >= 0x80 && !apostrophe) call.site.fail("names are made of ASCII letters, this is " + in_quotes(text));
    if (apostrophe) i += 2;
  }
  std::string name = to_casing(text, casing);
  if (name.empty()) call.site.fail("there is no word in " + in_quotes(text));
  return Value::text(std::move(name), kAllLanguages);
}

template <Language language>
Value identifier(const Call& call) {
  std::string text = plain_text(call);
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = decode_utf8(text, i).length;
    out += length == 1 && is_alnum(text[i]) ? text[i] : '_';
    i += length;
  }
  if (out.empty()) call.site.fail("an identifier cannot be empty");
  if (is_digit(out[0])) {
    out.insert(0, "_");
  } else if (is_reserved(language, out) || (language == Language::rust && out == "_")) {
    out += '_';
  }
  return Value::text(std::move(out), kAllLanguages);
}

// A line break can end what an escaper has made: a string, or a paragraph whose next line then begins with "#".
Value wrap(const Call& call) {
  const std::vector<Paragraph> paragraphs = wrapped(plain_text(call), call.integer(0, 79));
  const bool literal = languages_of(call.subject) == kAllLanguages;
  return Value::text(joined(paragraphs, "", "\n\n"), literal ? kAllLanguages : kNoLanguage);
}

constexpr LanguageSet kLanguagesWithComments =
    languages(Language::cpp, Language::yaml, Language::shell, Language::python, Language::typescript, Language::rust, Language::nginx,
              Language::apache, Language::caddy);

// Without what a reader of source code may take for the end of a line, or for nothing at all.
std::string visible(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    const bool space = c.value >= 0x09 && c.value <= 0x0D;
    if (c.value == 0x85 || c.value == 0x2028 || c.value == 0x2029) {
      out += ' ';
    } else if (space || (!is_control(c.value) && !is_bidi_control(c.value) && c.value != 0xFFFE && c.value != 0xFFFF)) {
      out += text.substr(i, c.length);
    }
    i += c.length;
  }
  return out;
}

// A line comment or the inside of a block comment: nothing in it may end the comment early. In a Caddyfile "{$" begins a
// variable that ends at the next "}" of the file, and comments are no exception.
Value comment(const Call& call) {
  const std::string prefix = call.text(0, "");
  std::string text;
  for (const char c : visible(plain_text(call))) {
    // One at a time: the second character of a pair may begin another one, as in "*/*".
    if ((c == '/' && text.ends_with('*')) || (c == '*' && text.ends_with('/')) || (c == '$' && text.ends_with('{'))) text += ' ';
    text += c;
  }
  const auto width = call.integer(1, 80) - static_cast<std::int64_t>(code_point_count(prefix));
  std::vector<Paragraph> paragraphs = wrapped(text, width);
  for (Paragraph& lines : paragraphs) {
    for (std::string& line : lines) {
      if (line.ends_with('\\') || line.ends_with("?" "?/")) line += " .";  // else the next line would belong to it
      if (line.starts_with('/') && prefix.ends_with('*')) line.insert(0, " ");
    }
  }
  const std::string blank = prefix.substr(0, prefix.find_last_not_of(" \t\n\r\f\v") + 1);
  std::string out = joined(paragraphs, prefix, "\n" + blank + "\n");
  return Value::text(out.empty() ? blank : std::move(out), kLanguagesWithComments);
}

Value pad(const Call& call) {
  std::string text = plain_text(call);
  const std::int64_t width = call.integer(0, 0);
  const auto columns = static_cast<std::int64_t>(display_width(text));
  call.site.check_size(static_cast<std::size_t>(std::max<std::int64_t>(width, 0)));
  if (width > columns) text.append(static_cast<std::size_t>(width - columns), ' ');
  return Value::text(std::move(text), languages_of(call.subject), call.subject.is_string() && call.subject.is_markup());
}

constexpr FilterRow kFilters[] = {
    {"snake", cased<Casing::snake>, {}, 0, false, false, kAllLanguages},
    {"upper_snake", cased<Casing::upper_snake>, {}, 0, false, false, kAllLanguages},
    {"camel", cased<Casing::camel>, {}, 0, false, false, kAllLanguages},
    {"pascal", cased<Casing::pascal>, {}, 0, false, false, kAllLanguages},
    {"kebab", cased<Casing::kebab>, {}, 0, false, false, kAllLanguages},
    {"cpp_identifier", identifier<Language::cpp>, {}, 0, false, false, languages(Language::cpp)},
    {"python_identifier", identifier<Language::python>, {}, 0, false, false, languages(Language::python)},
    {"typescript_identifier", identifier<Language::typescript>, {}, 0, false, false, languages(Language::typescript)},
    {"rust_identifier", identifier<Language::rust>, {}, 0, false, false, languages(Language::rust)},
    {"comment", comment, "prefix width", 1, false, false, kLanguagesWithComments},
    {"wrap", wrap, "width"},
    {"pad", pad, "width", 1},
};

}  // namespace

std::span<const FilterRow> name_filters() { return kFilters; }

}  // namespace statusgen::jinja
