// The names that Python gives to members of its own types. In Jinja2 `x.items` is such a member even where a dict has the
// key "items"; here it is an error, since neither the method nor the key would be what everybody expects.
#pragma once

#include <string_view>

#include "template/value.hpp"

namespace statusgen::jinja {

bool is_python_member(Kind kind, std::string_view name);

}  // namespace statusgen::jinja
