// UTF-8: decoding, counting, display width and the character classes that the rest of the program asks for.
// Invalid bytes never fail here: each decodes as U+FFFD of length one, so every loop over any bytes ends.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace statusgen {

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;  // in bytes, at least 1
  bool valid = true;
};

CodePoint decode_beyond_ascii(std::string_view text, std::size_t offset);
// Decodes the code point that starts at `offset`, which must lie inside the text.
inline CodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  return first < 0x80 ? CodePoint{first, 1, true} : decode_beyond_ascii(text, offset);
}
void append_utf8(std::string& out, char32_t code_point);
bool is_valid_utf8(std::string_view text);
bool is_ascii(std::string_view text);

// Invalid bytes count one each.
std::size_t code_point_count(std::string_view text);
// The byte offset of the code point with that index; the size of the text when there are not so many.
std::size_t byte_offset(std::string_view text, std::size_t code_point_index);

// Columns on a terminal: 0 for combining marks, 2 for wide East Asian characters and emoji, else 1.
std::size_t display_width(char32_t code_point);
std::size_t display_width(std::string_view text);

// What a decimal digit of any script is worth (Unicode 14.0, general category Nd).
std::optional<int> decimal_digit(char32_t code_point);

bool is_control(char32_t code_point);        // C0, DEL, C1
bool is_bidi_control(char32_t code_point);   // U+202A..E, U+2066..9, U+200E, U+200F, U+061C

// ASCII only, whatever the process locale says.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace statusgen
