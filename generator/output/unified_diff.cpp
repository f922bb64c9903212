#include "output/unified_diff.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <vector>

namespace statusgen {
namespace {

constexpr std::size_t kContext = 3;
// The search takes time and memory by the square of the edits: 16 MB at this bound.
constexpr int kMaxEdits = 2000;

using Lines = std::vector<std::string_view>;

// A stretch of lines [from, from_end) that becomes [to, to_end); one of them may be empty.
struct Change {
  std::size_t from = 0;
  std::size_t from_end = 0;
  std::size_t to = 0;
  std::size_t to_end = 0;
};

// With their line breaks: a last line without one differs from the same line with one.
Lines split_lines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// Equal lines get equal numbers, so that the search compares numbers.
std::vector<int> number_lines(const Lines& lines, std::unordered_map<std::string_view, int>& numbers) {
  std::vector<int> out;
  for (const std::string_view line : lines) {
    out.push_back(numbers.emplace(line, static_cast<int>(numbers.size())).first->second);
  }
  return out;
}

// After d edits, how far into `from` the best path comes on each diagonal k (index in `from` minus index in `to`).
struct Round {
  int d;
  std::vector<int> reached;

  explicit Round(int edits) : d(edits), reached(static_cast<std::size_t>(2 * edits + 1)) {}
  int& at(int k) { return reached[static_cast<std::size_t>(k + d)]; }
  // Whether the best way onto diagonal k of the next round is to add a line; else it is to remove one.
  bool next_adds(int k) { return k == -(d + 1) || (k != d + 1 && at(k - 1) < at(k + 1)); }
};

// The stretch of the two texts between their common beginning and their common end.
struct Middle {
  std::vector<int> from;
  std::vector<int> to;
  std::size_t offset = 0;
};

// Myers' greedy search. Returns no round at all when the texts are too different.
std::vector<Round> search(const Middle& middle) {
  const int n = static_cast<int>(middle.from.size());
  const int m = static_cast<int>(middle.to.size());
  const int* from = middle.from.data();
  const int* to = middle.to.data();
  std::vector<Round> rounds;
  for (int d = 0; d <= kMaxEdits; ++d) {
    Round round(d);
    for (int k = -d; k <= d; k += 2) {
      int x = 0;
      if (d > 0) x = rounds.back().next_adds(k) ? rounds.back().at(k + 1) : rounds.back().at(k - 1) + 1;
      while (x < n && x - k < m && from[x] == to[x - k]) ++x;
      round.at(k) = x;
      if (x >= n && x - k >= m) {
        rounds.push_back(std::move(round));
        return rounds;
      }
    }
    rounds.push_back(std::move(round));
  }
  return {};
}

// Puts a change of one line, found from the end to the beginning, before the others or into the first of them.
void prepend(std::vector<Change>& reversed, Change change) {
  if (!reversed.empty() && reversed.back().from == change.from_end && reversed.back().to == change.to_end) {
    reversed.back().from = change.from;
    reversed.back().to = change.to;
  } else {
    reversed.push_back(change);
  }
}

std::vector<Change> changes_between(const Middle& middle) {
  if (middle.from.empty() && middle.to.empty()) return {};
  std::vector<Round> rounds = search(middle);
  const std::size_t offset = middle.offset;
  if (rounds.empty()) return {{offset, offset + middle.from.size(), offset, offset + middle.to.size()}};
  std::vector<Change> out;
  int x = static_cast<int>(middle.from.size());
  int y = static_cast<int>(middle.to.size());
  for (std::size_t d = rounds.size() - 1; d > 0; --d) {
    Round& before = rounds[d - 1];
    const bool adds = before.next_adds(x - y);
    const int k = adds ? x - y + 1 : x - y - 1;
    x = before.at(k);
    y = x - k;
    const std::size_t from = offset + static_cast<std::size_t>(x);
    const std::size_t to = offset + static_cast<std::size_t>(y);
    prepend(out, adds ? Change{from, from, to, to + 1} : Change{from, from + 1, to, to});
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Middle middle_of(const Lines& from, const Lines& to) {
  const auto [a, b] = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
  const auto [a_end, b_end] = std::mismatch(from.rbegin(), std::make_reverse_iterator(a), to.rbegin(),
                                            std::make_reverse_iterator(b));
  std::unordered_map<std::string_view, int> numbers;
  Middle out;
  out.offset = static_cast<std::size_t>(a - from.begin());
  out.from = number_lines({a, a_end.base()}, numbers);
  out.to = number_lines({b, b_end.base()}, numbers);
  return out;
}

// "12,3" as in `@@ -12,3 +12,4 @@`: an empty range is named by the line before it, a single line without its count.
std::string range_text(std::size_t begin, std::size_t end) {
  if (end - begin == 1) return std::to_string(end);
  return std::to_string(begin == end ? begin : begin + 1) + "," + std::to_string(end - begin);
}

void append_lines(std::string& out, char mark, const Lines& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    out += mark;
    out += lines[i];
    if (!lines[i].ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
}

std::string hunk_text(const Lines& from, const Lines& to, const Change* first, const Change* last) {
  const std::size_t before = std::min(kContext, first->from);
  const std::size_t after = std::min(kContext, from.size() - last->from_end);
  std::size_t shown = first->from - before;
  std::string out = "@@ -" + range_text(shown, last->from_end + after) + " +" +
                    range_text(first->to - before, last->to_end + after) + " @@\n";
  for (const Change* change = first; change <= last; ++change) {
    append_lines(out, ' ', from, shown, change->from);
    append_lines(out, '-', from, change->from, change->from_end);
    append_lines(out, '+', to, change->to, change->to_end);
    shown = change->from_end;
  }
  append_lines(out, ' ', from, shown, last->from_end + after);
  return out;
}

}  // namespace

std::string unified_hunks(std::string_view from_text, std::string_view to_text) {
  const Lines from = split_lines(from_text);
  const Lines to = split_lines(to_text);
  const std::vector<Change> changes = changes_between(middle_of(from, to));
  std::string out;
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t last = i;
    while (last + 1 < changes.size() && changes[last + 1].from - changes[last].from_end <= 2 * kContext) ++last;
    out += hunk_text(from, to, &changes[i], &changes[last]);
    i = last + 1;
  }
  return out;
}

}  // namespace statusgen
