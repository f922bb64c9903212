// Upper and lower case beyond ASCII, as Python's str has it, for Latin (with its supplements and extension A), Greek and
// Cyrillic. Letters of other scripts with case are refused rather than passed through: a wrong answer would be silent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace statusgen::jinja {

enum class LetterCase { upper, lower, title };

// The first code point for which there is no answer is left in `refused`; the result is then empty.
std::optional<std::string> to_case(std::string_view text, LetterCase wanted, std::string& refused);
// "ß".capitalize() is "Ss": the first letter in title case, the rest lower.
std::optional<std::string> capitalized(std::string_view text, std::string& refused);

// str.isupper() and str.islower(): there is a cased letter, and none of the other case.
std::optional<bool> is_in_case(std::string_view text, LetterCase wanted, std::string& refused);

}  // namespace statusgen::jinja
