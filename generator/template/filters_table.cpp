// Filters that work out the numbers of a lookup table, for templates to print: what a compiler then finds in constants
// need not be worked out when a program starts.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

#include "support/utf8.hpp"
#include "template/builtins.hpp"
#include "template/operators.hpp"
#include "template/runtime.hpp"

namespace statusgen::jinja {
namespace {

std::vector<std::string> texts_of(const Call& call) {
  std::vector<std::string> out;
  for (const Value& item : items(call.site, call.subject)) {
    if (!item.is_string()) call.site.fail("this filter takes a list of strings, this has " + with_article(item));
    out.emplace_back(item.as_text());
  }
  return out;
}

Value numbers(const auto& values) {
  List out;
  for (const auto value : values) out.push_back(Value::integer(static_cast<std::int64_t>(value)));
  return Value::list(std::move(out));
}

Value record(std::initializer_list<std::pair<std::string_view, Value>> members) {
  Dict out;
  for (const auto& [name, value] : members) out.emplace_back(Value::text_view(name, kAllLanguages), value);
  return Value::dict(std::move(out));
}

// Where each string begins when they stand end to end, each closed by a zero, and where the last one ends: in bytes.
Value packed_strings(const Call& call) {
  std::vector<std::size_t> starts{0};
  for (const std::string& text : texts_of(call)) starts.push_back(starts.back() + text.size() + 1);
  const std::size_t size = starts.back();
  return record({{"starts", numbers(starts)}, {"size", Value::integer(static_cast<std::int64_t>(size))}});
}

constexpr std::uint64_t kLetterCase = 0x2020202020202020;  // the bit by which "a" and "A" differ, in each byte

std::uint64_t word_at(std::string_view text, std::size_t at, std::size_t width) {
  std::uint64_t word = 0;
  for (std::size_t i = width; i-- > 0;) word = word << 8 | static_cast<unsigned char>(text[at + i]);
  return word | kLetterCase;
}

// What a lookup reads of a text: both ends as words, and one byte from between, as a middle word may be all that differs.
std::uint64_t key_of(std::string_view text, std::size_t eighths) {
  const std::size_t width = text.size() >= 8 ? 8 : text.size() >= 4 ? 4 : 1;
  const std::uint64_t middle = word_at(text, text.size() * eighths / 8, 1) & 0xFF;
  return word_at(text, 0, width) + std::rotl(word_at(text, text.size() - width, width), 9) + (middle << 20);
}

std::string folded(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), to_lower);
  return text;
}

struct Keys {
  std::size_t eighths = 0;
  std::vector<std::uint64_t> keys;
  std::vector<std::size_t> rows;
  std::vector<std::size_t> left;  // rows whose key an earlier row has, too
};

Keys keys_with(std::size_t eighths, const std::vector<std::string>& texts, const std::vector<std::size_t>& rows) {
  Keys out{eighths, {}, {}, {}};
  for (const std::size_t row : rows) {
    const std::uint64_t key = key_of(texts[row], eighths);
    if (std::find(out.keys.begin(), out.keys.end(), key) != out.keys.end()) {
      out.left.push_back(row);
    } else {
      out.keys.push_back(key);
      out.rows.push_back(row);
    }
  }
  return out;
}

// With the byte from between by which the most keys differ.
Keys best_keys(const std::vector<std::string>& texts, const std::vector<std::size_t>& rows) {
  Keys best = keys_with(4, texts, rows);
  for (const std::size_t eighths : {3U, 5U, 2U, 6U, 1U, 7U}) {
    if (best.left.empty()) break;
    Keys other = keys_with(eighths, texts, rows);
    if (other.left.size() < best.left.size()) best = std::move(other);
  }
  return best;
}

// Whether each key gets a slot of 2^bits of its own. `taken` says in which try a slot was taken last.
bool fits(const Keys& keys, std::uint64_t multiplier, int bits, std::vector<int>& taken, int attempt) {
  return std::none_of(keys.keys.begin(), keys.keys.end(), [&](std::uint64_t key) {
    return std::exchange(taken[key * multiplier >> (64 - bits)], attempt) == attempt;
  });
}

Value hash_table(const Keys& keys, std::uint64_t multiplier, int bits) {
  std::vector<std::size_t> slots(std::size_t{1} << bits, 0);
  for (std::size_t i = 0; i < keys.keys.size(); ++i) slots[keys.keys[i] * multiplier >> (64 - bits)] = keys.rows[i];
  return record({{"multiplier", Value::integer(static_cast<std::int64_t>(multiplier))}, {"shift", Value::integer(64 - bits)},
                 {"eighths", Value::integer(static_cast<std::int64_t>(keys.eighths))}, {"rows", numbers(slots)}, {"left", numbers(keys.left)}});
}

// Numbers by which a program finds a text's place in the list, in any ASCII letter case, with one multiplication and no
// search. The language reference says how to read them. A text that has stood in the list before does not count.
Value perfect_hash(const Call& call) {
  const std::vector<std::string> texts = texts_of(call);
  std::vector<std::size_t> rows;
  std::vector<std::string> seen;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string fold = folded(texts[i]);
    if (fold.empty() || std::find(seen.begin(), seen.end(), fold) != seen.end()) continue;
    seen.push_back(std::move(fold));
    rows.push_back(i);
  }
  if (rows.size() > 1000) call.site.fail("perfect_hash takes at most 1,000 strings");
  const Keys keys = best_keys(texts, rows);
  std::uint64_t state = 0;
  int bits = std::max(static_cast<int>(std::bit_width(3 * rows.size())), 1);
  while (true) {
    std::vector<int> taken(std::size_t{1} << bits, -1);
    for (int attempt = 0; attempt < 400'000; ++attempt) {
      state = state * 6364136223846793005U + 1442695040888963407U;  // Knuth's generator for 64 bits
      const std::uint64_t multiplier = state >> 1 | 1;              // positive as a signed number, too
      if (fits(keys, multiplier, bits, taken, attempt)) return hash_table(keys, multiplier, bits);
    }
    ++bits;
  }
}

constexpr FilterRow kFilters[] = {{"packed_strings", packed_strings}, {"perfect_hash", perfect_hash}};

}  // namespace

std::span<const FilterRow> table_filters() { return kFilters; }

}  // namespace statusgen::jinja
