#include "template/reserved_words.hpp"

#include <algorithm>
#include <span>

namespace statusgen::jinja {
namespace {

// Each list in ascending order. C++: keywords of C++23 and alternative tokens. Python: keywords. TypeScript: reserved
// words of ECMAScript and the contextual ones that cannot name everything. Rust: strict and reserved keywords.
constexpr std::string_view kCpp[] = {
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch",
    "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept",
    "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype", "default", "delete", "do",
    "double", "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend",
    "goto", "if", "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
    "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires",
    "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct", "switch", "template",
    "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using",
    "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq"};
constexpr std::string_view kPython[] = {
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"};
constexpr std::string_view kTypescript[] = {
    "any", "arguments", "as", "async", "await", "boolean", "break", "case", "catch", "class", "const", "continue",
    "debugger", "declare", "default", "delete", "do", "else", "enum", "eval", "export", "extends", "false",
    "finally", "for", "function", "if", "implements", "import", "in", "instanceof", "interface", "let", "new",
    "null", "number", "package", "private", "protected", "public", "return", "static", "string", "super", "switch",
    "symbol", "this", "throw", "true", "try", "type", "typeof", "undefined", "var", "void", "while", "with", "yield"};
constexpr std::string_view kRust[] = {
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield"};

std::span<const std::string_view> words_of(Language language) {
  switch (language) {
    case Language::cpp: return kCpp;
    case Language::python: return kPython;
    case Language::typescript: return kTypescript;
    case Language::rust: return kRust;
    default: return {};
  }
}

}  // namespace

bool is_reserved(Language language, std::string_view word) {
  const std::span<const std::string_view> words = words_of(language);
  return std::binary_search(words.begin(), words.end(), word);
}

}  // namespace statusgen::jinja
