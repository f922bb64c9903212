// Unicode Normalization Form C: whether a text is in it. There are several ways to write an "é", which look the same
// and compare as different; in this form there is one. Knows Unicode 14.0: later characters pass as they are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace statusgen {

// Code points that Normalization Form C writes in another way, as few of them as tell the difference.
struct NotNormalized {
  std::size_t offset;  // of the first of them, in bytes
  std::u32string found;
  std::u32string wanted;
};

// The first ones in the text, which is valid UTF-8; nothing: it is normalized. ASCII costs no more than a look at it.
std::optional<NotNormalized> find_not_normalized(std::string_view text);

}  // namespace statusgen
