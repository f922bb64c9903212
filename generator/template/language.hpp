// The languages that outputs are written in, and sets of them. A string carries the set of languages in which it may be
// printed as it is; see README.md, "Text cannot break an output". Which escaper serves which language stands in
// escapers.cpp; which file extension means which language stands here.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace statusgen::jinja {

enum class Language : std::uint8_t {
  txt,   // no rules: everything prints as it is
  html,  // html, xml and svg escape by themselves, exactly as Jinja2's autoescape does
  xml,
  svg,
  cpp,
  json,
  yaml,
  md,
  css,
  csv,
  shell,
  python,
  typescript,
  rust,
  roff,
  nginx,
  apache,
  caddy,
  path,   // of an output: a value is one segment, see check_segment in renderer.cpp
  other,  // an extension that nobody knows: only text that is safe everywhere may be printed
};

using LanguageSet = std::uint32_t;
constexpr LanguageSet kNoLanguage = 0;
constexpr LanguageSet kAllLanguages = ~LanguageSet{0};

template <typename... Languages>
constexpr LanguageSet languages(Languages... each) {
  return (LanguageSet{0} | ... | (LanguageSet{1} << static_cast<unsigned>(each)));
}

constexpr bool contains(LanguageSet set, Language language) {
  return ((set >> static_cast<unsigned>(language)) & 1u) != 0;
}

constexpr bool escapes_itself(Language language) {
  return language == Language::html || language == Language::xml || language == Language::svg;
}

// Whether "```" begins a piece of text in it that is not meant but shown.
constexpr bool has_fences(Language language) { return language == Language::md; }

struct LanguageName {
  std::string_view name;  // of the language, or of a file extension that means it
  Language language;
};

std::string_view language_name(Language language);
// By name ("cpp") or file extension ("hpp"); `other` when neither is known.
Language find_language(std::string_view name_or_extension);
// "errors/page.html.j2" -> html; the extension before a last ".j2".
Language language_of_path(std::string_view path);
std::span<const LanguageName> language_names();

}  // namespace statusgen::jinja
