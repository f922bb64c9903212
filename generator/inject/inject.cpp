#include "inject/inject.hpp"

#include <algorithm>

#include "support/sha256.hpp"
#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::size_t kSumDigits = 16;
constexpr std::string_view kSum = " sum=";

// Line ends do not count: another system may have changed them all.
std::string sum_of(std::string_view content) {
  std::string text;
  for (const char c : content) {
    if (c == '\n' && text.ends_with('\r')) text.pop_back();
    text += c;
  }
  return sha256_hex(text).substr(0, kSumDigits);
}

// Lines as they stand in the file: behind the indentation of the block, with the line ends of its BEGIN. An empty line
// stays empty.
std::string laid_out(std::string_view content, const Block& block) {
  const bool crlf = block.content.begin >= 2 && block.content.source->text()[block.content.begin - 2] == '\r';
  std::string out;
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    if (end > 0) out += std::string(block.indent) + std::string(content.substr(0, end));
    out += crlf ? "\r\n" : "\n";
    content.remove_prefix(std::min(end + 1, content.size()));
  }
  return out;
}

class Injector {
 public:
  Injector(const Source& source, bool fences, Diagnostics& diagnostics) : source_(source), fences_(fences), diagnostics_(diagnostics) {}

  std::optional<Injection> run(const RenderBlock& render) {
    const std::size_t errors = diagnostics_.error_count();
    const std::vector<Block> blocks = find_blocks(source_, fences_, diagnostics_);
    if (blocks.empty() && diagnostics_.error_count() == errors) report_none();
    bool complete = true;
    for (const Block& block : blocks) {
      const std::optional<std::string> content = block.is_sound ? render(block) : std::nullopt;
      complete = complete && content && block.content.source != nullptr;
      if (complete) replace(block, laid_out(*content, block));
    }
    if (!complete || diagnostics_.error_count() > errors) return {};
    copy_up_to(source_.text().size());
    check_blocks(blocks);
    if (diagnostics_.error_count() > errors) return {};
    return std::move(out_);
  }

 private:
  void report_none() {
    diagnostics_.error({&source_, 0, 0}, "this file has no block", "add two lines, <!-- BEGIN statusgen:table --> and <!-- END statusgen:table -->, or other comments");
  }

  void copy_up_to(std::size_t end) {
    out_.text += source_.text().substr(copied_, end - copied_);
    copied_ = end;
  }

  void replace(const Block& block, const std::string& content) {
    const std::string_view old = text_of(block.content);
    const std::string old_sum = sum_of(old), sum = sum_of(content);
    const bool blank = old.find_first_not_of(" \t\r\n") == std::string_view::npos;
    const bool loses_nothing = blank || old_sum == sum || (block.has_sum && text_of(block.sum) == old_sum);
    if (!loses_nothing) out_.edits.push_back({block.has_sum ? block.sum : block.name, block.has_sum});
    copy_up_to(block.content.begin);
    // The same but for line ends: whoever chose them may keep them.
    out_.text += old_sum == sum ? old : content;
    copied_ = block.content.end;
    copy_up_to(block.sum.begin);
    out_.text += (block.has_sum ? "" : std::string(kSum)) + sum;
    copied_ = block.sum.end;
  }

  // Content that holds a marker, or opens a fence and does not close it, would make other blocks of the result.
  void check_blocks(const std::vector<Block>& blocks) {
    const Source written(source_.name(), out_.text, source_.order());
    Diagnostics found;
    const std::vector<Block> after = find_blocks(written, fences_, found);
    const auto same = [](const Block& a, const Block& b) { return text_of(a.name) == text_of(b.name); };
    if (!found.has_errors() && std::equal(after.begin(), after.end(), blocks.begin(), blocks.end(), same)) return;
    for (const Block& block : blocks) diagnostics_.error(block.name, "what this block, or another one here, should hold would break the markers of the file", "change its template, or the text in the spec");
  }

  const Source& source_;
  bool fences_;
  Diagnostics& diagnostics_;
  Injection out_;
  std::size_t copied_ = 0;
};

}  // namespace

std::optional<Injection> inject(const Source& source, bool fences, const RenderBlock& render, Diagnostics& diagnostics) {
  return Injector(source, fences, diagnostics).run(render);
}

}  // namespace statusgen
