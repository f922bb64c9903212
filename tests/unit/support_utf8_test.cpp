#include "support/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace statusgen {
namespace {

using std::string_view_literals::operator""sv;

std::string encoded(char32_t c) {
  std::string out;
  append_utf8(out, c);
  return out;
}

TEST(Utf8, EveryCodePointReadsBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = encoded(c);
    const CodePoint point = decode_utf8(text, 0);
    ASSERT_TRUE(point.valid && point.value == c && point.length == text.size())
        << std::hex << static_cast<std::uint32_t>(c);
    ASSERT_EQ(text.size(), c < 0x80 ? 1u : c < 0x800 ? 2u : c < 0x10000 ? 3u : 4u);
  }
}

TEST(Utf8, EncodesAsTheStandardShows) {
  EXPECT_EQ(encoded(0x24), "\x24");
  EXPECT_EQ(encoded(0xA3), "\xC2\xA3");
  EXPECT_EQ(encoded(0x20AC), "\xE2\x82\xAC");
  EXPECT_EQ(encoded(0x10348), "\xF0\x90\x8D\x88");
}

// What RFC 3629 forbids: each first byte counts as one invalid character.
TEST(Utf8, InvalidBytesAreOneCharacterEach) {
  const std::vector<std::string> invalid{
      "\x80",             // a continuation without a beginning
      "\xBF",
      "\xC0\x80",         // overlong
      "\xC1\xBF",
      "\xE0\x80\x80",
      "\xE0\x9F\xBF",
      "\xF0\x80\x80\x80",
      "\xF0\x8F\xBF\xBF",
      "\xED\xA0\x80",     // surrogates
      "\xED\xBF\xBF",
      "\xF4\x90\x80\x80", // beyond U+10FFFF
      "\xF5\x80\x80\x80",
      "\xF8\x88\x80\x80\x80",
      "\xFE",
      "\xFF",
      "\xC3",             // cut off
      "\xE2\x82",
      "\xF0\x9F\x98",
      "\xC3(",            // the wrong continuation
      "\xE2\x28\xA1",
      "\xE2\x82(",
  };
  for (const std::string& bytes : invalid) {
    const CodePoint point = decode_utf8(bytes, 0);
    EXPECT_FALSE(point.valid);
    EXPECT_EQ(point.value, 0xFFFDu);
    EXPECT_EQ(point.length, 1u);
    EXPECT_FALSE(is_valid_utf8(bytes));
    EXPECT_FALSE(is_valid_utf8("a" + bytes + "b"));
    EXPECT_FALSE(is_ascii(bytes));
  }
}

TEST(Utf8, DecodesInTheMiddle) {
  const std::string text = "a\u00E9\u6F22\U0001F600";
  EXPECT_EQ(decode_utf8(text, 1).value, 0xE9u);
  EXPECT_EQ(decode_utf8(text, 3).value, 0x6F22u);
  EXPECT_EQ(decode_utf8(text, 6).value, 0x1F600u);
  EXPECT_FALSE(decode_utf8(text, 2).valid);
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(code_point_count(""), 0u);
  EXPECT_EQ(code_point_count("abc"), 3u);
  EXPECT_EQ(code_point_count("\u00E9\u6F22\U0001F600"), 3u);
  EXPECT_EQ(code_point_count("e\u0301"), 2u);
  EXPECT_EQ(code_point_count("a\xFF\xFEz"), 4u);
  EXPECT_EQ(code_point_count("\xE2\x82"), 2u);
}

TEST(Utf8, FindsOffsets) {
  const std::string text = "a\u00E9\u6F22z";
  for (const auto& [index, offset] :
       std::vector<std::pair<std::size_t, std::size_t>>{{0, 0}, {1, 1}, {2, 3}, {3, 6}, {4, 7}, {5, 7}, {99, 7}}) {
    EXPECT_EQ(byte_offset(text, index), offset) << index;
  }
  EXPECT_EQ(byte_offset("abc", 2), 2u);
  EXPECT_EQ(byte_offset("", 3), 0u);
  EXPECT_EQ(byte_offset("\xFF\xFF", 1), 1u);
}

TEST(Utf8, KnowsValidTexts) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("a\u00E9\u6F22\U0001F600\U0010FFFF"));
  EXPECT_TRUE(is_valid_utf8(std::string("a\0b", 3)));
  EXPECT_TRUE(is_ascii("a\x7f\n"));
  EXPECT_TRUE(is_ascii(""));
  EXPECT_FALSE(is_ascii("abcdefghijklmnopqrstuvwxyz\u00E9"));
}

TEST(Utf8, WidthsOnATerminal) {
  EXPECT_EQ(display_width(""), 0u);
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("\u00E9\u00DF"), 2u);
  EXPECT_EQ(display_width("\u6F22\u5B57"), 4u);             // CJK
  EXPECT_EQ(display_width("\u3042\u30AB\uAC00\uFF21"), 8u);  // kana, Hangul, full width
  EXPECT_EQ(display_width("\U0001F600"), 2u);               // emoji
  EXPECT_EQ(display_width("e\u0301\u0308"), 1u);            // combining marks
  EXPECT_EQ(display_width("a\u200Bb"), 2u);                 // zero width space
}

TEST(Utf8, KnowsControls) {
  for (const char32_t c : {U'\0', U'\n', U'\x1F', U'\x7F', U'\x80', U'\x9F'})
    EXPECT_TRUE(is_control(c)) << static_cast<std::uint32_t>(c);
  for (const char32_t c : {U' ', U'~', U'\u00A0', U'\u00AD', U'\u2028'})
    EXPECT_FALSE(is_control(c)) << static_cast<std::uint32_t>(c);
  for (const char32_t c : U"\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C"sv) {
    EXPECT_TRUE(is_bidi_control(c)) << static_cast<std::uint32_t>(c);
  }
  for (const char32_t c : {U'\u2029', U'\u202F', U'\u2065', U'\u206A', U'\u200D', U'A'})
    EXPECT_FALSE(is_bidi_control(c)) << static_cast<std::uint32_t>(c);
}

TEST(Ascii, KnowsItsLetters) {
  for (int i = -128; i < 128; ++i) {
    const char c = static_cast<char>(i);
    const bool lower = i >= 'a' && i <= 'z', upper = i >= 'A' && i <= 'Z', digit = i >= '0' && i <= '9';
    EXPECT_EQ(is_lower(c), lower);
    EXPECT_EQ(is_upper(c), upper);
    EXPECT_EQ(is_digit(c), digit);
    EXPECT_EQ(is_alpha(c), lower || upper);
    EXPECT_EQ(is_alnum(c), lower || upper || digit);
    EXPECT_EQ(to_upper(c), static_cast<char>(lower ? i - 32 : i));
    EXPECT_EQ(to_lower(c), static_cast<char>(upper ? i + 32 : i));
  }
}

}  // namespace
}  // namespace statusgen
