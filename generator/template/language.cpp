#include "template/language.hpp"

#include <array>

namespace statusgen::jinja {
namespace {

// The first row of a language is its own name.
constexpr LanguageName kNames[] = {
    {"txt", Language::txt},         {"text", Language::txt},       {"html", Language::html},
    {"htm", Language::html},        {"xhtml", Language::html},     {"xml", Language::xml},
    {"svg", Language::svg},         {"cpp", Language::cpp},        {"cc", Language::cpp},
    {"cxx", Language::cpp},         {"hpp", Language::cpp},        {"hh", Language::cpp},
    {"hxx", Language::cpp},         {"ipp", Language::cpp},        {"c", Language::cpp},
    {"h", Language::cpp},           {"json", Language::json},      {"yaml", Language::yaml},
    {"yml", Language::yaml},        {"md", Language::md},          {"mdx", Language::md},
    {"css", Language::css},         {"csv", Language::csv},        {"shell", Language::shell},
    {"sh", Language::shell},        {"python", Language::python},  {"py", Language::python},
    {"typescript", Language::typescript}, {"ts", Language::typescript}, {"js", Language::typescript},
    {"mjs", Language::typescript},  {"rust", Language::rust},      {"rs", Language::rust},
    {"roff", Language::roff},       {"man", Language::roff},       {"1", Language::roff},
    {"3", Language::roff},          {"5", Language::roff},         {"7", Language::roff},
    {"8", Language::roff},          {"nginx", Language::nginx},
    {"apache", Language::apache},   {"caddy", Language::caddy},
};

}  // namespace

std::string_view language_name(Language language) {
  for (const LanguageName& row : kNames) {
    if (row.language == language) return row.name;
  }
  return "this language";
}

Language find_language(std::string_view name) {
  for (const LanguageName& row : kNames) {
    if (row.name == name) return row.language;
  }
  return Language::other;
}

Language language_of_path(std::string_view path) {
  if (path.ends_with(".j2")) path.remove_suffix(3);
  path = path.substr(path.find_last_of('/') + 1);
  const std::size_t dot = path.find_last_of('.');
  return dot == std::string_view::npos ? Language::other : find_language(path.substr(dot + 1));
}

std::span<const LanguageName> language_names() { return kNames; }

}  // namespace statusgen::jinja
