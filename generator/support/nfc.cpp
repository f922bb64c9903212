#include "support/nfc.hpp"

#include <algorithm>
#include <iterator>

#include "support/nfc_tables.hpp"
#include "support/utf8.hpp"

namespace statusgen {
namespace {

// Hangul syllables stand in the order of their leading consonants, vowels and trailing consonants.
constexpr char32_t kSyllables = 0xAC00, kLeading = 0x1100, kVowels = 0x1161, kNoTrailing = 0x11A7;
constexpr char32_t kLeadingCount = 19, kVowelCount = 21, kTrailingCount = 28;
constexpr char32_t kSyllableCount = kLeadingCount * kVowelCount * kTrailingCount;

bool is_within(char32_t c, char32_t first, std::size_t count) { return c >= first && c - first < count; }

// What needs no look at the tables, and begins anew: Latin, and nearly all of the Chinese, Japanese and Korean.
bool is_plain(char32_t c) {
  return c < 0x300 || (c >= 0x3100 && c < 0xA66F) || is_within(c, kSyllables, kSyllableCount);
}

unsigned combining_class(char32_t c) {
  if (is_plain(c)) return 0;
  for (const CombiningClass& row : kCombiningClasses) {
    for (std::size_t i = 0; i < row.ranges.size() && row.ranges[i] <= c; i += 2) {
      if (is_within(c, row.ranges[i], row.ranges[i + 1])) return row.value;
    }
  }
  return 0;
}

const Composition* compositions_with(char32_t mark) {
  const auto* row = std::lower_bound(std::begin(kCompositions), std::end(kCompositions), mark,
                                     [](const Composition& c, char32_t value) { return c.mark < value; });
  return row != std::end(kCompositions) && row->mark == mark ? row : nullptr;
}

// What both become as one; 0: nothing.
char32_t composed(char32_t first, char32_t second) {
  if (is_within(first, kLeading, kLeadingCount) && is_within(second, kVowels, kVowelCount)) {
    return kSyllables + ((first - kLeading) * kVowelCount + second - kVowels) * kTrailingCount;
  }
  if (is_within(first, kSyllables, kSyllableCount) && (first - kSyllables) % kTrailingCount == 0 &&
      is_within(second, kNoTrailing + 1, kTrailingCount - 1)) {
    return first + second - kNoTrailing;
  }
  if (const Composition* row = compositions_with(second)) {
    for (std::size_t i = 0; i < row->pairs.size(); i += 2) {
      if (row->pairs[i] == first) return row->pairs[i + 1];
    }
  }
  return 0;
}

// What stands for the code point wherever it is written; empty: itself.
std::u32string replacement(char32_t c) {
  for (const Replacements& row : kReplacements) {
    if (is_within(c, row.first, row.by.size())) return {row.by[c - row.first]};
  }
  for (std::size_t i = 0; i < kSplits.size(); i += 3) {
    if (kSplits[i] == c) return std::u32string(kSplits.substr(i + 1, 2));
  }
  return {};
}

void append_decomposed(std::u32string& out, char32_t c) {
  if (c < 0xC0) return out.push_back(c);  // most of what stands before a mark
  if (is_within(c, kSyllables, kSyllableCount)) {
    const char32_t index = c - kSyllables, trailing = index % kTrailingCount;
    out += {kLeading + index / kTrailingCount / kVowelCount, kVowels + index / kTrailingCount % kVowelCount};
    if (trailing != 0) out += kNoTrailing + trailing;
    return;
  }
  std::u32string parts = replacement(c);
  for (const Composition& row : kCompositions) {
    for (std::size_t i = 1; i < row.pairs.size() && parts.empty(); i += 2) {
      if (row.pairs[i] == c) parts = {row.pairs[i - 1], row.mark};
    }
  }
  if (parts.empty()) return out.push_back(c);
  for (const char32_t part : parts) append_decomposed(out, part);
}

// The algorithm of Unicode Standard Annex 15: take apart, put marks in order, put together.
std::u32string normalized(std::u32string_view text) {
  std::u32string apart;
  for (const char32_t c : text) append_decomposed(apart, c);
  for (auto begin = apart.begin(); begin != apart.end();) {
    const auto is_starter = [](char32_t c) { return combining_class(c) == 0; };
    const auto end = std::find_if(begin, apart.end(), is_starter);
    std::stable_sort(begin, end, [](char32_t a, char32_t b) { return combining_class(a) < combining_class(b); });
    begin = end == apart.end() ? end : end + 1;
  }
  std::u32string out;
  std::size_t starter = std::u32string::npos;
  for (const char32_t c : apart) {
    const bool reaches = starter != std::u32string::npos &&
                         (starter + 1 == out.size() || combining_class(out.back()) < combining_class(c));
    if (const char32_t both = reaches ? composed(out[starter], c) : 0; both != 0) {
      out[starter] = both;
    } else {
      if (combining_class(c) == 0) starter = out.size();
      out += c;
    }
  }
  return out;
}

// Whether nothing before `c` has to do with what becomes of it.
bool begins(char32_t c) {
  if (is_plain(c)) return true;
  const bool may_join = is_within(c, kVowels, kVowelCount) || is_within(c, kNoTrailing + 1, kTrailingCount - 1);
  if (may_join || compositions_with(c) != nullptr || combining_class(c) != 0) return false;
  const std::u32string by = replacement(c);
  return by.empty() || combining_class(by[0]) == 0;
}

NotNormalized difference(std::size_t offset, std::u32string_view found, std::u32string_view wanted) {
  while (found.size() > 1 && wanted.size() > 1 && found[0] == wanted[0]) {
    std::string skipped;
    append_utf8(skipped, found[0]);
    offset += skipped.size();
    found.remove_prefix(1);
    wanted.remove_prefix(1);
  }
  while (found.size() > 1 && wanted.size() > 1 && found.back() == wanted.back()) {
    found.remove_suffix(1);
    wanted.remove_suffix(1);
  }
  return {offset, std::u32string(found), std::u32string(wanted)};
}

}  // namespace

std::optional<NotNormalized> find_not_normalized(std::string_view text) {
  if (is_ascii(text)) return {};
  std::u32string piece;  // what is normalized together
  std::size_t piece_offset = 0;
  bool is_suspect = false;
  for (std::size_t i = 0; i <= text.size();) {
    const CodePoint c = i < text.size() ? decode_utf8(text, i) : CodePoint{};
    if (i == text.size() || begins(c.value)) {
      const std::u32string right = is_suspect ? normalized(piece) : piece;
      if (right != piece) return difference(piece_offset, piece, right);
      piece.clear();
      piece_offset = i;
      is_suspect = !is_plain(c.value) && !replacement(c.value).empty();
    } else {
      is_suspect = true;
    }
    piece += c.value;
    i += c.length;
  }
  return {};
}

}  // namespace statusgen
