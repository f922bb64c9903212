#include "http/response.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::size_t kMaxErrors = 20;
constexpr std::string_view kProtocol = "HTTP/";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "1.1" or "2" of "HTTP/1.1 …" or "HTTP/2 …"; empty where no status line begins.
std::string_view version_at(std::string_view text, std::size_t at) {
  if (text.compare(at, kProtocol.size(), kProtocol) != 0) return "";
  const std::string_view version = text.substr(at + kProtocol.size(), 4);
  const std::size_t size = std::min(version.find(' '), version.size());
  const bool fits =
      size == 1 ? is_digit(version[0]) : size == 3 && is_digit(version[0]) && version[1] == '.' && is_digit(version[2]);
  return fits && size < version.size() ? version.substr(0, size) : "";
}

// Stricter, for places where other text is likelier than a response.
bool is_status_line(std::string_view text, std::size_t at) {
  const std::string_view version = version_at(text, at);
  if (version.empty()) return false;
  const std::string_view rest = text.substr(at + kProtocol.size() + version.size() + 1, 4);
  return rest.size() >= 3 && std::all_of(rest.begin(), rest.begin() + 3, is_digit) &&
         (rest.size() == 3 || rest[3] == ' ' || rest[3] == '\r' || rest[3] == '\n');
}

std::size_t next_status_line(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find("\nHTTP/", from); at != std::string_view::npos; at = text.find("\nHTTP/", at + 1)) {
    if (is_status_line(text, at + 1)) return at + 1;
  }
  return text.size();
}

std::size_t behind_line_breaks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("\r\n", at), text.size());
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

std::optional<std::uint64_t> number(std::string_view digits) {
  if (digits.empty() || digits.size() > 15 || !std::all_of(digits.begin(), digits.end(), is_digit)) return {};
  return std::stoull(std::string(digits));
}

// One number, however often it stands there.
std::optional<std::uint64_t> content_length(const Response& response) {
  std::optional<std::uint64_t> out;
  for (const ResponseField& field : response.fields) {
    if (!same_ignoring_case(field.name, "Content-Length")) continue;
    const std::optional<std::uint64_t> length = number(field.value);
    if (!length || (out && *out != *length)) return {};
    out = length;
  }
  return out;
}

class Parser {
 public:
  Parser(const Source& source, const std::function<bool(int)>& forbids_content, Diagnostics& diagnostics)
      : source_(source),
        text_(source.text()),
        forbids_content_(forbids_content),
        diagnostics_(diagnostics),
        errors_before_(diagnostics.error_count()) {}

  std::vector<Response> run() {
    std::vector<Response> out;
    at_ = behind_line_breaks(text_, 0);
    if (at_ == text_.size()) error(0, 0, "there is no response here", "give it what curl -si URL prints");
    while (at_ < text_.size()) {
      if (out.size() == kMaxResponses) {
        error(at_, at_ + 1, "these are more than " + std::to_string(kMaxResponses) + " responses",
              "explain fewer at a time");
        break;
      }
      Response& response = out.emplace_back();
      if (!status_line(response)) break;
      while (at_ < text_.size() && field_line(response)) {}
      if (errors() >= kMaxErrors) break;
      content(response);
    }
    return out;
  }

 private:
  std::size_t errors() const { return diagnostics_.error_count() - errors_before_; }
  Span span(std::size_t begin, std::size_t end) const {
    return {&source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void error(std::size_t begin, std::size_t end, std::string message, std::string hint) {
    diagnostics_.error(span(begin, end), std::move(message), std::move(hint));
  }

  // The line at `at_`, which moves behind it.
  std::string_view line() {
    const std::size_t begin = at_;
    std::size_t end = std::min(text_.find('\n', at_), text_.size());
    at_ = std::min(end + 1, text_.size());
    if (end > begin && end < text_.size() && text_[end - 1] == '\r') --end;
    const std::size_t nul = text_.substr(begin, end - begin).find('\0');
    if (nul != std::string_view::npos)
      error(begin + nul, begin + nul + 1, "there is a NUL in this header section",
            "record it with curl -si URL; a header section is text");
    return text_.substr(begin, end - begin);
  }

  std::string hint_for(std::string_view line) const {
    if (line.starts_with("\xFF\xFE") || line.starts_with("\xFE\xFF")) return "this is UTF-16: save it as UTF-8";
    if (line.starts_with("< ") || line.starts_with("* ") || line.starts_with("> "))
      return "use curl -si instead of curl -v";
    return "give it what curl -si URL prints: HTTP/1.1 404 Not Found";
  }

  // False when what stands here is no response at all.
  bool status_line(Response& response) {
    const std::size_t begin = at_;
    response.version = version_at(text_, begin);
    if (response.version.empty()) {
      const std::size_t end = std::min(text_.find_first_of("\r\n", begin), text_.size());
      error(begin, end, "this is no status line", hint_for(text_.substr(begin, end - begin)));
      return false;
    }
    const std::string_view all = line();
    const std::size_t from =
        std::min(all.find_first_not_of(' ', kProtocol.size() + response.version.size()), all.size());
    const std::size_t to = std::min(all.find(' ', from), all.size());
    const std::string_view code = all.substr(from, to - from);
    response.code_span = span(begin + from, begin + to);
    if (code.size() != 3 || !number(code)) {
      error(begin + from, begin + to,
            code.empty() ? "this status line has no status" : "the status " + in_quotes(code) + " is not three digits",
            "a status line reads HTTP/1.1 404 Not Found");
    } else {
      response.code = static_cast<int>(*number(code));
    }
    response.phrase = trimmed(all.substr(to));
    response.phrase_span = span(begin + std::min(to + 1, all.size()), begin + all.size());
    return true;
  }

  // False behind the empty line.
  bool field_line(Response& response) {
    const std::size_t begin = at_;
    const std::string_view all = line();
    if (all.empty()) return false;
    if (all[0] == ' ' || all[0] == '\t') {
      if (response.fields.empty())
        error(begin, begin + all.size(), "this line goes on with a field, but there is none above it",
              "begin the field at the start of the line");
      else if (!trimmed(all).empty())
        response.fields.back().value += (response.fields.back().value.empty() ? "" : " ") + std::string(trimmed(all));
      return true;
    }
    const std::size_t colon = all.find(':');
    if (colon == std::string_view::npos) {
      error(begin, begin + all.size(), "this field has no colon",
            "write Name: value, or an empty line before the content");
    } else if (!is_token(all.substr(0, colon))) {
      error(begin, begin + std::max<std::size_t>(colon, 1), in_quotes(all.substr(0, colon)) + " is no field name",
            "a name has letters, digits and hyphens, and the colon follows at once");
    } else {
      response.fields.push_back(
          {std::string(all.substr(0, colon)), std::string(trimmed(all.substr(colon + 1))), span(begin, begin + colon)});
    }
    return errors() < kMaxErrors;
  }

  // The rule in the header.
  std::size_t content_end(const Response& response) const {
    if (behind_line_breaks(text_, at_) == text_.size() && !response.content_length) return at_;
    if (forbids_content_(response.code)) return next_status_line(text_, at_);
    if (!response.content_length || response.find("Transfer-Encoding") != nullptr) return text_.size();
    if (*response.content_length > text_.size() - at_) return text_.size();
    const std::size_t end = at_ + static_cast<std::size_t>(*response.content_length);
    const std::size_t next = behind_line_breaks(text_, end);
    return next == text_.size() || !version_at(text_, next).empty() ? end : next_status_line(text_, at_);
  }

  void content(Response& response) {
    response.content_length = content_length(response);
    const std::size_t next = behind_line_breaks(text_, at_);
    response.followed = next < text_.size() && !version_at(text_, next).empty();
    const std::size_t end = response.followed ? at_ : content_end(response);
    response.content_bytes = end - at_;
    at_ = behind_line_breaks(text_, end);
  }

  const Source& source_;
  std::string_view text_;
  const std::function<bool(int)>& forbids_content_;
  Diagnostics& diagnostics_;
  std::size_t errors_before_;
  std::size_t at_ = 0;
};

}  // namespace

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return to_lower(x) == to_lower(y); });
}

const ResponseField* Response::find(std::string_view name) const {
  const auto it = std::find_if(fields.begin(), fields.end(),
                               [&](const ResponseField& field) { return same_ignoring_case(field.name, name); });
  return it == fields.end() ? nullptr : &*it;
}

std::vector<Response> parse_responses(const Source& source, const std::function<bool(int)>& forbids_content,
                                      Diagnostics& diagnostics) {
  return Parser(source, forbids_content, diagnostics).run();
}

}  // namespace statusgen
