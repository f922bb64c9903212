// What escapers have in common: the text that they are called with, and ways to go through it.
#pragma once

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "support/utf8.hpp"
#include "template/builtins.hpp"
#include "template/operators.hpp"
#include "template/runtime.hpp"

namespace statusgen::jinja {

// A set of ASCII characters: asked for every character of a text.
class Characters {
 public:
  constexpr explicit Characters(std::string_view members) {
    for (const char c : members) in_[static_cast<unsigned char>(c)] = true;
  }
  constexpr bool operator()(char c) const { return in_[static_cast<unsigned char>(c)]; }

 private:
  std::array<bool, 256> in_{};
};

inline constexpr Characters is_space(" \t\n\r\f\v");

inline std::string text_of(const Call& call) {
  if (!call.subject.is_string() && !call.subject.is(Kind::integer) && !call.subject.is(Kind::number)) {
    call.site.fail("this filter takes a string or a number, this is " + with_article(call.subject));
  }
  std::string text = call.site.text(call.subject);
  if (!is_valid_utf8(text)) call.site.fail("this text is not valid UTF-8");
  return text;
}

// For a place that cannot hold NUL: its readers would end the text there, or replace it.
inline std::string text_without_nul(const Call& call, std::string_view place) {
  std::string text = text_of(call);
  if (text.find('\0') != std::string::npos) call.site.fail(std::string(place) + " cannot hold a NUL character");
  return text;
}

inline void append_hex(std::string& out, const char* format, char32_t c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, format, static_cast<unsigned>(c));
  out += buffer;
}

template <typename Append>
std::string each_code_point(std::string_view text, Append append) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    append(out, c.value, text.substr(i, c.length), i);
    i += c.length;
  }
  return out;
}

}  // namespace statusgen::jinja
