#include "support/csv.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kByteOrderMark = "\uFEFF";

std::string fields(std::size_t count) { return std::to_string(count) + (count == 1 ? " field" : " fields"); }

class CsvParser {
 public:
  CsvParser(const Source& source, Diagnostics& diagnostics)
      : source_(source), text_(source.text()), diagnostics_(diagnostics) {}

  std::vector<CsvRow> rows() {
    std::vector<CsvRow> out;
    std::size_t count = 0;
    for (at_ = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; at_ < text_.size();) {
      const std::size_t begin = at_;
      row_is_fine_ = true;
      CsvRow row = this->row();
      if (count == 0 && !row_is_fine_) return {};  // nothing tells how the others should be
      if (count == 0) count = row.size();
      if (row_is_fine_ && row.size() != count) {
        error(begin, row.back().span.end,
              "this row has " + fields(row.size()) + ", the first one has " + std::to_string(count),
              "write as many; a comma inside a field needs quotes around the field");
      }
      if (row_is_fine_) out.push_back(std::move(row));
    }
    return out;
  }

 private:
  CsvRow row() {
    CsvRow out{field()};
    while (next_is(",")) {
      ++at_;
      out.push_back(field());
    }
    at_ += next_is("\r\n") ? 2 : 1;
    return out;
  }

  CsvField field() {
    const std::size_t begin = at_;
    const bool quoted = next_is("\"");
    CsvField out{quoted ? quoted_text() : "", {}};
    const std::size_t rest = at_;
    while (at_ < text_.size() && !next_is(",") && !next_is("\n") && !next_is("\r\n")) {
      if (!quoted) unquoted(text_[at_]);
      out.text += text_[at_++];
    }
    if (quoted && at_ > rest) {
      error(rest, at_, "text behind the closing quote", R"(write "" for a quote inside a field)");
    }
    if (!is_valid_utf8(out.text)) error(begin, at_, "this field is not UTF-8", "save the file as UTF-8");
    out.span = span(begin, at_);
    return out;
  }

  void unquoted(char c) {
    if (c == '"') {
      error(at_, at_ + 1, "a quote in a field without quotes", R"(put the field in quotes and write "" here)");
    }
    if (c == '\r') error(at_, at_ + 1, "a carriage return without a line feed", "end lines with CRLF or LF");
  }

  std::string quoted_text() {
    const std::size_t begin = at_++;
    std::string out;
    while (at_ < text_.size() && (text_[at_] != '"' || next_is("\"\""))) {
      out += text_[at_];
      at_ += text_[at_] == '"' ? 2 : 1;
    }
    if (at_ == text_.size()) {
      error(begin, begin + 1, "this quote is never closed", "write a quote at the end of the field");
    }
    at_ = std::min(at_ + 1, text_.size());
    return out;
  }

  bool next_is(std::string_view text) const { return text_.substr(at_).starts_with(text); }

  Span span(std::size_t begin, std::size_t end) const {
    return {&source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void error(std::size_t begin, std::size_t end, std::string message, std::string hint) {
    row_is_fine_ = false;
    diagnostics_.error(span(begin, end), std::move(message), std::move(hint));
  }

  const Source& source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  bool row_is_fine_ = true;
};

}  // namespace

std::vector<CsvRow> parse_csv(const Source& source, Diagnostics& diagnostics) {
  return CsvParser(source, diagnostics).rows();
}

Span part_of(const CsvField& field, std::size_t offset, std::size_t length) {
  const bool quoted = field.span.source != nullptr && field.span.source->text()[field.span.begin] == '"';
  const auto begin = static_cast<std::uint32_t>(field.span.begin + (quoted ? 1 : 0) + offset);
  return {field.span.source, begin, static_cast<std::uint32_t>(begin + length)};
}

}  // namespace statusgen
