// What header_bench.cpp calls. header_gates.py writes phrases.inc: a line PHRASE(404, "Not Found") for each phrase of
// today, then one for each former phrase, as FORMER(302, "Moved Temporarily").
#pragma once
#include <cstddef>
#include <string_view>

inline constexpr unsigned kCodes[] = {
#define PHRASE(code, text) code,
#define FORMER(code, text)
#include "phrases.inc"
#undef PHRASE
#undef FORMER
};

inline constexpr std::string_view kPhrases[] = {
#define PHRASE(code, text) text,
#define FORMER(code, text) text,
#include "phrases.inc"
#undef PHRASE
#undef FORMER
};

// A phrase is answered by its size and the address of its text, so that nothing is left out.
std::size_t nop_code(unsigned code);
std::size_t our_phrase(unsigned code);
std::size_t beast_phrase(unsigned code);

std::size_t nop_text(std::string_view text);
std::size_t our_code(std::string_view text);
std::size_t our_code_exact(std::string_view text);
std::size_t gperf_code(std::string_view text);
std::size_t gperf_code_ignoring_case(std::string_view text);
