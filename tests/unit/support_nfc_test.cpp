// What is expected stands in data/nfc_cases.txt, made by data/make_nfc_tables.py from Python's unicodedata: one text on
// each line, as hexadecimal numbers, and behind a semicolon its Normalization Form C where that is another one.
#include "support/nfc.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

struct Case {
  std::u32string text;
  std::u32string normalized;
};

std::u32string code_points(const std::string& numbers) {
  std::u32string out;
  std::istringstream in(numbers);
  for (std::string number; in >> number;) out += static_cast<char32_t>(std::stoul(number, nullptr, 16));
  return out;
}

std::vector<Case> cases() {
  std::vector<Case> out;
  std::ifstream in(STATUSGEN_SOURCE_DIR "/tests/unit/data/nfc_cases.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t semicolon = line.find(';');
    const std::u32string text = code_points(line.substr(0, semicolon));
    out.push_back({text, semicolon == std::string::npos ? text : code_points(line.substr(semicolon + 1))});
  }
  return out;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

TEST(Nfc, AgreesWithPython) {
  std::size_t wrong = 0;
  const std::vector<Case> all = cases();
  for (const Case& test : all) {
    SCOPED_TRACE(utf8(test.text));
    const std::optional<NotNormalized> found = find_not_normalized(utf8(test.text));
    ASSERT_EQ(found.has_value(), test.text != test.normalized);
    if (!found) continue;
    ++wrong;
    // The offset is where the two part; with what it says to write there, the text is normalized that far.
    std::size_t same = 0;
    while (test.text[same] == test.normalized[same]) ++same;
    EXPECT_EQ(found->offset, utf8(std::u32string_view(test.text).substr(0, same)).size());
    EXPECT_EQ(test.text.substr(same, found->found.size()), found->found);
    EXPECT_EQ(test.normalized.substr(same, found->wanted.size()), found->wanted);
    // A piece further on does not change what is said about the first one, nor does one before it.
    const std::optional<NotNormalized> within = find_not_normalized("Caf\u00E9 " + utf8(test.text) + " e\u0301");
    ASSERT_TRUE(within);
    const bool joins_the_space = within->offset < 6;
    EXPECT_TRUE(joins_the_space || within->offset == found->offset + 6);
  }
  EXPECT_GE(all.size(), 4000u);
  EXPECT_GE(wrong, 2000u);
}

// The data has every single code point that is not normalized.
TEST(Nfc, EveryCodePointAlone) {
  std::set<char32_t> wrong;
  for (const Case& test : cases()) {
    if (test.text.size() == 1 && test.text != test.normalized) wrong.insert(test.text[0]);
  }
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    ASSERT_EQ(find_not_normalized(utf8({&c, 1})).has_value(), wrong.contains(c)) << static_cast<std::uint32_t>(c);
  }
}

TEST(Nfc, NamesAsLittleAsTellsTheDifference) {
  struct Row {
    std::u32string text;
    std::size_t offset;
    std::u32string found, wanted;
  };
  for (const Row& row : std::vector<Row>{
           {U"cafe\u0301 au lait", 3, U"e\u0301", U"\u00E9"},
           {U"\u00E9 e\u0301", 3, U"e\u0301", U"\u00E9"},
           {U"a\u0323\u0302\u0300", 0, U"a\u0323\u0302", U"\u1EAD"},  // the grave stays
           {U"x\u0334\u0301\u0323", 3, U"\u0301\u0323", U"\u0323\u0301"},
           {U"\u00E2\u0323", 0, U"\u00E2\u0323", U"\u1EAD"},
           {U"273 \u212A", 4, U"\u212A", U"K"},
           {U"\u1112\u1161\u11AB\uAE00", 0, U"\u1112\u1161\u11AB", U"\uD55C"},
           {U"\uD558\u11AB", 0, U"\uD558\u11AB", U"\uD55C"},
       }) {
    SCOPED_TRACE(utf8(row.text));
    const std::optional<NotNormalized> found = find_not_normalized(utf8(row.text));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->offset, row.offset);
    EXPECT_EQ(found->found, row.found);
    EXPECT_EQ(found->wanted, row.wanted);
  }
  for (const std::string_view right : {"", "Retry after 5 s", "Plus d’accès", "見つかりません", "한글", "Ngày mới", "\xFF"}) {
    EXPECT_FALSE(find_not_normalized(right)) << right;
  }
}

}  // namespace
}  // namespace statusgen
