// Plan -> files in memory.
#pragma once

#include <optional>
#include <vector>

#include "product/plan.hpp"
#include "support/files.hpp"

namespace statusgen {

// Renders every output, also behind an error, so that one run reports the errors of all; an error that several outputs
// share is reported for the first. Empty when there was one.
std::optional<std::vector<OutputFile>> render_plan(const Plan& plan, jinja::Engine& engine, Diagnostics& diagnostics);

}  // namespace statusgen
