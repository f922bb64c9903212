#include "support/words.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kTypographicApostrophe = "\u2019";

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = to_lower(a[i - 1]) == to_lower(b[j - 1]);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && to_lower(a[i - 1]) == to_lower(b[j - 2]) &&
                           to_lower(a[i - 2]) == to_lower(b[j - 1]);
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> split_words(std::string_view given) {
  std::string text;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const bool typographic = given.substr(i).starts_with(kTypographicApostrophe);
    if (typographic) i += kTypographicApostrophe.size() - 1;
    if (!typographic && given[i] != '\'') text += given[i];
  }
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!is_alnum(c)) {
      open = false;
      continue;
    }
    const bool after_lower = i > 0 && (is_lower(text[i - 1]) || is_digit(text[i - 1]));
    const bool before_lower = i + 1 < text.size() && is_lower(text[i + 1]);
    const bool after_upper = i > 0 && is_upper(text[i - 1]);
    if (is_upper(c) && (after_lower || (after_upper && before_lower))) open = false;
    if (!open) words.emplace_back();
    open = true;
    words.back().push_back(to_lower(c));
  }
  return words;
}

std::string join_words(std::span<const std::string> words, Casing casing) {
  std::string out;
  for (const std::string& word : words) {
    const bool first = out.empty();
    if (!first && (casing == Casing::snake || casing == Casing::upper_snake)) out += '_';
    if (!first && casing == Casing::kebab) out += '-';
    if (!first && casing == Casing::title) out += ' ';
    const bool capital = casing == Casing::pascal || casing == Casing::title || (casing == Casing::camel && !first);
    for (std::size_t i = 0; i < word.size(); ++i) {
      const bool upper = casing == Casing::upper_snake || (capital && i == 0);
      out += upper ? to_upper(word[i]) : word[i];
    }
  }
  return out;
}

std::string to_casing(std::string_view text, Casing casing) { return join_words(split_words(text), casing); }

std::optional<std::string> closest(std::string_view wanted, std::span<const std::string_view> candidates) {
  const std::size_t limit = wanted.size() <= 4 ? 1 : wanted.size() <= 8 ? 2 : 3;
  std::optional<std::string> best;
  std::size_t best_distance = limit + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > wanted.size() + limit || wanted.size() > candidate.size() + limit) continue;
    const std::size_t distance = edit_distance(wanted, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = std::string(candidate);
    }
  }
  return best;
}

std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> candidates) {
  const std::optional<std::string> name = closest(wanted, candidates);
  return name ? "did you mean \"" + *name + "\"?" : "";
}

std::string list_or(std::span<const std::string_view> items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " or " : ", ";
    out += items[i];
  }
  return out;
}

}  // namespace statusgen
