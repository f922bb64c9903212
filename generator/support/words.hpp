// Words inside names: splitting and casing identifiers, and finding the name that somebody probably meant.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace statusgen {

enum class Casing { snake, upper_snake, camel, pascal, kebab, title };

// Splits "HTTP Version Not Supported", "httpVersion", "XMLHttp2Server" or "I'm a teapot" into lower-case words: anything
// that is not an ASCII letter or digit separates, apostrophes vanish, a capital after a lower-case letter starts a
// word, the last capital of a run belongs to the word that follows it, digits stick to what stands before them.
std::vector<std::string> split_words(std::string_view text);

// Empty when the text holds no word.
std::string join_words(std::span<const std::string> words, Casing casing);
std::string to_casing(std::string_view text, Casing casing);

// The candidate with the smallest edit distance (a swap of neighbours counts one), if it is near enough to be a slip:
// at most one edit for names up to 4 letters, two up to 8, three beyond. Ignores ASCII case.
std::optional<std::string> closest(std::string_view wanted, std::span<const std::string_view> candidates);

// `did you mean "X"?`, or nothing when no candidate is near.
std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> candidates);

// `a, b or c`
std::string list_or(std::span<const std::string_view> items);

}  // namespace statusgen
