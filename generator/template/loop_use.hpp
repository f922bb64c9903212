// Whether a loop's body mentions the variable `loop`, blocks in it left aside. Jinja2 makes the variable only then, and
// an included template can see it only then, so it is a question of meaning and not of speed alone.
#pragma once

#include "template/ast.hpp"

namespace statusgen::jinja {

bool mentions_loop(const Body& body);

}  // namespace statusgen::jinja
