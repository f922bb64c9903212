// The descriptor table as JSON Schema (draft 2020-12), for editors and other validators. It says what check.hpp checks,
// except that keys are unique; what consistency.hpp checks no schema can say.
#pragma once

#include "spec/descriptor.hpp"
#include "support/json.hpp"

namespace statusgen {

Json schema(FileKind kind);

}  // namespace statusgen
