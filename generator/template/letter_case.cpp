#include "template/letter_case.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace statusgen::jinja {
namespace {

// One code point to one code point; 0 where there is none, or more than one.
struct Mapping {
  char32_t first, last;  // of the upper-case letters
  std::int32_t to_lower; // distance; 1 with `pairs`: every second letter is upper
  bool pairs;
};

constexpr Mapping kMappings[] = {
    {'A', 'Z', 32, false},       {0xC0, 0xD6, 32, false},     {0xD8, 0xDE, 32, false},    {0x100, 0x12E, 1, true},
    {0x132, 0x136, 1, true},     {0x139, 0x147, 1, true},     {0x14A, 0x176, 1, true},    {0x178, 0x178, -121, false},
    {0x179, 0x17D, 1, true},     {0x386, 0x386, 38, false},   {0x388, 0x38A, 37, false},  {0x38C, 0x38C, 64, false},
    {0x38E, 0x38F, 63, false},   {0x391, 0x3A1, 32, false},   {0x3A4, 0x3AB, 32, false},  {0x400, 0x40F, 80, false},
    {0x410, 0x42F, 32, false},   {0x460, 0x480, 1, true},     {0x48A, 0x4BE, 1, true},    {0x4C0, 0x4C0, 15, false},
    {0x4C1, 0x4CD, 1, true},     {0x4D0, 0x52E, 1, true}};

struct Range {
  char32_t first, last;
};

// Where letters have case that the table above does not know.
constexpr Range kRefused[] = {
    {0x180, 0x24F},   {0x250, 0x2AF},   {0x345, 0x345},   {0x370, 0x385},   {0x390, 0x390},   {0x3A3, 0x3A3},   {0x3B0, 0x3B0},
    {0x3CF, 0x3FF},   {0x531, 0x587},   {0x10A0, 0x10FF}, {0x13A0, 0x13FF}, {0x1C80, 0x1CBF}, {0x1D00, 0x1DBF}, {0x1E00, 0x1FFF},
    {0x2071, 0x209C}, {0x2102, 0x2188}, {0x24B6, 0x24E9}, {0x2C00, 0x2D2F}, {0xA640, 0xA7FF}, {0xAB30, 0xABBF}, {0xFB00, 0xFB17},
    {0xFF21, 0xFF5A}, {0x10400, 0x10FFF}, {0x118A0, 0x118DF}, {0x16E40, 0x16E7F}, {0x1D400, 0x1D7FF}, {0x1E900, 0x1E943}, {0x1F130, 0x1F189}};

bool refused(char32_t c) {
  for (const Range& range : kRefused) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

char32_t lower_of(char32_t c) {
  for (const Mapping& m : kMappings) {
    if (c >= m.first && c <= m.last && (!m.pairs || (c - m.first) % 2 == 0)) return static_cast<char32_t>(static_cast<std::int64_t>(c) + m.to_lower);
  }
  return 0;
}

char32_t upper_of(char32_t c) {
  if (c == 0xB5) return 0x39C;   // micro sign
  if (c == 0x131) return 'I';    // dotless i
  if (c == 0x17F) return 'S';    // long s
  if (c == 0x3C2) return 0x3A3;  // final sigma
  if (c == 0x3C3) return 0x3A3;
  for (const Mapping& m : kMappings) {
    const auto first = static_cast<char32_t>(static_cast<std::int64_t>(m.first) + m.to_lower);
    const auto last = static_cast<char32_t>(static_cast<std::int64_t>(m.last) + m.to_lower);
    if (c >= first && c <= last && (!m.pairs || (c - first) % 2 == 0)) return static_cast<char32_t>(static_cast<std::int64_t>(c) - m.to_lower);
  }
  return 0;
}

// Letters whose other case is no single letter.
std::string_view special(char32_t c, LetterCase wanted) {
  if (c == 0xDF) return wanted == LetterCase::upper ? "SS" : wanted == LetterCase::title ? "Ss" : "";
  if (c == 0x149) return wanted == LetterCase::lower ? "" : "\u02BCN";
  if (c == 0x130) return wanted == LetterCase::lower ? "i\u0307" : "";
  return "";
}

bool is_lower_letter(char32_t c) {
  return upper_of(c) != 0 || c == 0xDF || c == 0xAA || c == 0xBA || c == 0x138 || c == 0x149 || (c >= 0x2B0 && c <= 0x2B8) || c == 0x2C0 || c == 0x2C1 || (c >= 0x2E0 && c <= 0x2E4);
}
bool is_upper_letter(char32_t c) { return lower_of(c) != 0 || c == 0x130; }

}  // namespace

std::optional<std::string> to_case(std::string_view text, LetterCase wanted, std::string& refused_letter) {
  std::string out;
  if (is_ascii(text)) {
    out.resize(text.size());
    std::transform(text.begin(), text.end(), out.begin(), wanted == LetterCase::lower ? to_lower : to_upper);
    return out;
  }
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    const std::string_view bytes = text.substr(i, c.length);
    const bool sigma = c.value == 0x3C2 || c.value == 0x3C3;
    // The lower case of sigma depends on what follows it; its upper case does not.
    if (refused(c.value) && !(c.value == 0x3A3 && wanted != LetterCase::lower)) {
      refused_letter = bytes;
      return {};
    }
    const std::string_view many = special(c.value, wanted);
    const char32_t one = wanted == LetterCase::lower ? lower_of(c.value) : upper_of(c.value);
    if (!many.empty()) {
      out += many;
    } else if (one != 0 && !(sigma && wanted == LetterCase::lower)) {
      append_utf8(out, one);
    } else {
      out += bytes;
    }
    i += c.length;
  }
  return out;
}

std::optional<std::string> capitalized(std::string_view text, std::string& refused_letter) {
  if (text.empty()) return std::string();
  const std::size_t first = decode_utf8(text, 0).length;
  std::optional<std::string> head = to_case(text.substr(0, first), LetterCase::title, refused_letter);
  std::optional<std::string> tail = head ? to_case(text.substr(first), LetterCase::lower, refused_letter) : std::nullopt;
  if (!tail) return {};
  return *head + *tail;
}

std::optional<bool> is_in_case(std::string_view text, LetterCase wanted, std::string& refused_letter) {
  bool found = false, other = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    if (refused(c.value) && c.value != 0x3A3) {
      refused_letter = text.substr(i, c.length);
      return {};
    }
    const bool upper = is_upper_letter(c.value) || c.value == 0x3A3;
    const bool lower = is_lower_letter(c.value);
    found = found || (wanted == LetterCase::upper ? upper : lower);
    other = other || (wanted == LetterCase::upper ? lower : upper);
    i += c.length;
  }
  return found && !other;
}

}  // namespace statusgen::jinja
