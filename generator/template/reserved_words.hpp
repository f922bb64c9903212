// The words that cannot be names in the languages that identifiers are made for.
#pragma once

#include <string_view>

#include "template/language.hpp"

namespace statusgen::jinja {

bool is_reserved(Language language, std::string_view word);

}  // namespace statusgen::jinja
