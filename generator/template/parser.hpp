// Tokens -> template. An error in one tag does not hide the errors of the others: the parser records it and goes on
// behind that tag.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "template/ast.hpp"
#include "template/lexer.hpp"
#include "template/scopes.hpp"

namespace statusgen::jinja {

// Bytes [begin, end) of the source are the template. Empty when there was an error.
std::unique_ptr<Template> parse_template(const Source& source, std::size_t begin, std::size_t end, LexSettings settings,
                                         Symbols& symbols, Diagnostics& diagnostics);
std::optional<Expr> parse_expression(const Source& source, std::size_t begin, std::size_t end, Symbols& symbols,
                                     Diagnostics& diagnostics);

}  // namespace statusgen::jinja
