// Looks codes or phrases up in the C++ header or in one of its peers a number of times, so that callgrind can count
// what one lookup costs by comparing two numbers of rounds, and so that times can be read next to each other.
//
//   header_bench WHAT ROUNDS
//
// A round is 4096 lookups of registered codes or phrases in random order. What is looked up lies in an array;
// every lookup is a call to another object file (header_peers.cpp), and "nop" is that call alone. Prints the sum of all
// answers, and the nanoseconds of one lookup in the best of the rounds.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string_view>
#include <vector>

#include "header_peers.hpp"

namespace {

constexpr std::size_t kCount = 4096;

template <class Item, class List>
std::vector<Item> shuffled(const List& list) {
  std::vector<Item> items;
  std::mt19937 random(404);  // the same order in every run
  while (items.size() < kCount) items.push_back(static_cast<Item>(list[random() % std::size(list)]));
  return items;
}

template <auto look_up, class Item>
void run(const std::vector<Item>& items, int rounds) {
  std::size_t sum = 0;
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    for (const Item& item : items) sum += look_up(item);
    const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
    if (time.count() < best) best = time.count();
  }
  std::printf("%zu %.2f\n", sum, best / kCount);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string_view what = argv[1];
  const int rounds = std::atoi(argv[2]);
  const std::vector<unsigned> codes = shuffled<unsigned>(kCodes);
  const std::vector<std::string_view> phrases = shuffled<std::string_view>(kPhrases);
  if (what == "phrase/nop") run<nop_code>(codes, rounds);
  else if (what == "phrase/ours") run<our_phrase>(codes, rounds);
  else if (what == "phrase/beast") run<beast_phrase>(codes, rounds);
  else if (what == "code/nop") run<nop_text>(phrases, rounds);
  else if (what == "code/exact") run<our_code_exact>(phrases, rounds);
  else if (what == "code/ignored") run<our_code>(phrases, rounds);
  else if (what == "code/gperf") run<gperf_code>(phrases, rounds);
  else if (what == "code/gperf-ignored") run<gperf_code_ignoring_case>(phrases, rounds);
  else return 2;
}
