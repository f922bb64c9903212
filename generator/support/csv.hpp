// CSV as RFC 4180 defines it, with the place of every field. A byte order mark is passed over, and lines may end in LF
// alone; everything else is strict. What the fields mean is the reader's business.
#pragma once

#include <string>
#include <vector>

#include "support/diagnostic.hpp"
#include "support/source.hpp"

namespace statusgen {

struct CsvField {
  std::string text;  // without the quotes
  Span span;         // with them
};
using CsvRow = std::vector<CsvField>;

// The first row says how many fields a row has. Rows with errors are reported and left out;
// with an error in the first one there are none.
std::vector<CsvRow> parse_csv(const Source& source, Diagnostics& diagnostics);

// A part of the field's text; near it where quotes were doubled in front of it.
Span part_of(const CsvField& field, std::size_t offset, std::size_t length);

}  // namespace statusgen
