#include "commands/findings.hpp"

#include <algorithm>

#include "support/json_parts.hpp"
#include "http/fields.hpp"
#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::size_t kMaxShown = 200;             // characters
constexpr int kFirstCode = 100, kLastCode = 599;  // RFC 9110, section 15

// The prohibitions in the rules of the code's class that hold for the code, each with its rule.
std::vector<std::pair<const Json*, const Json*>> prohibitions(const Json& spec, int code) {
  std::vector<std::pair<const Json*, const Json*>> out;
  for (const Json& rule : items_of(class_of(spec, code), "rules")) {
    const Json* forbids = rule.find("forbids");
    if (forbids == nullptr || forbids->is_null()) continue;
    const Json::Array& codes = items_of(*forbids, "codes");
    const bool holds = forbids->find("codes")->is_null() ||
                       std::any_of(codes.begin(), codes.end(), [&](const Json& c) { return *c.integer() == code; });
    if (holds) out.emplace_back(forbids, &rule);
  }
  return out;
}

class Examiner {
 public:
  Examiner(const Json& spec, const Response& response, const Guess& guess)
      : spec_(spec), response_(response), guess_(guess) {}

  std::vector<Finding> run() {
    check_code();
    check_phrase();
    check_prohibitions();
    check_required_fields();
    check_retry_after();
    check_length();
    check_connection_fields();
    const auto rank = [](const Finding& f) { return f.severity == "error" ? 0 : f.severity == "warning" ? 1 : 2; };
    std::stable_sort(findings_.begin(), findings_.end(),
                     [&](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
    return std::move(findings_);
  }

 private:
  Json line(Span span) const { return json_count(span.source->position(span.begin).line); }
  void add(Finding finding) { findings_.push_back(std::move(finding)); }

  // A rule of the spec that this code leans on; a spec need not have it.
  Finding with_rule(Finding finding, const std::string& id) const {
    const Json* rule = item_with_id(spec_, "rules", &id);
    finding.rule = copy_of(rule, "text");
    finding.source = copy_of(rule, "source");
    return finding;
  }

  void check_code() {
    const Json code = make_json(std::int64_t{response_.code});
    if (response_.code < kFirstCode || response_.code > kLastCode) {
      add(with_rule({.severity = "error", .kind = "invalid_code", .line = line(response_.code_span), .value = code},
                    "valid_range"));
    } else if (guess_.treated_as != nullptr) {
      add(with_rule({.severity = "remark",
                     .kind = "unregistered_code",
                     .line = line(response_.code_span),
                     .value = code,
                     .expected = *guess_.treated_as->find("code")},
                    "unknown_code"));
    }
  }

  void check_phrase() {
    const std::string* today = guess_.entry != nullptr ? text_of(*guess_.entry, "phrase") : nullptr;
    if (response_.phrase.empty() || guess_.entry == nullptr ||
        (today != nullptr && same_ignoring_case(*today, response_.phrase)))
      return;
    const Json::Array& former = items_of(*guess_.entry, "formerly");
    const bool outdated = std::any_of(former.begin(), former.end(), [&](const Json& each) {
      return same_ignoring_case(*text_of(each, "phrase"), response_.phrase);
    });
    if (!outdated && (today == nullptr || !is_official(*guess_.entry))) return;
    add(with_rule({.severity = "remark",
                   .kind = outdated ? "outdated_phrase" : "other_phrase",
                   .line = line(response_.phrase_span),
                   .value = shown_text(response_.phrase),
                   .expected = today != nullptr ? make_json(*today) : Json{}},
                  "reason_phrase"));
  }

  // A rule without a requirement word states what is so, which leaves no choice either.
  void check_prohibitions() {
    for (const auto& [forbids, rule] : prohibitions(spec_, response_.code)) {
      const std::string* name = text_of(*forbids, "field");
      const ResponseField* field = name != nullptr ? response_.find(*name) : nullptr;
      if (name != nullptr ? field == nullptr : response_.content_bytes == 0) continue;
      const std::string* level = text_of(*rule, "level");
      add({.severity = level != nullptr && *level == "SHOULD NOT" ? "warning" : "error",
           .kind = name != nullptr ? "forbidden_field" : "forbidden_content",
           .level = copy_of(rule, "level"),
           .line = line(field != nullptr ? field->span : response_.code_span),
           .field = copy_of(forbids, "field"),
           .value = name != nullptr ? shown_text(field->value) : json_count(response_.content_bytes),
           .rule = copy_of(rule, "text"),
           .source = copy_of(rule, "source")});
    }
  }

  // Whether the field is needed in this response, as far as that can be told without the request.
  bool is_needed(const Json& field) const {
    const Json* unless = field.find("unless");
    const bool told = unless != nullptr && !unless->is_null();
    if (!field.find("when")->is_null() && !told) return false;
    for (const Json& sign : items_of(field, "unless")) {
      if (shows(response_, sign)) return false;
    }
    if (!response_.is_binary()) return true;
    const Json::Array& all = items_of(spec_, "fields");
    const auto described = std::find_if(
        all.begin(), all.end(), [&](const Json& each) { return *text_of(each, "name") == *text_of(field, "name"); });
    const Json* http_1_only = described != all.end() ? described->find("http_1_only") : nullptr;
    return http_1_only == nullptr || http_1_only->boolean() == nullptr || !*http_1_only->boolean();
  }

  void check_required_fields() {
    for (const Json& field : items_of(guess_.entry, "fields")) {
      const std::string* level = text_of(field, "level");
      if (response_.find(*text_of(field, "name")) != nullptr || (level != nullptr && *level == "MAY") ||
          !is_needed(field))
        continue;
      const std::string_view severity = level == nullptr ? "remark" : *level == "MUST" ? "error" : "warning";
      add({.severity = severity,
           .kind = "missing_field",
           .level = copy_of(&field, "level"),
           .line = line(response_.code_span),
           .field = copy_of(&field, "name"),
           .when = copy_of(&field, "when"),
           .source = copy_of(&field, "source")});
    }
  }

  void check_retry_after() {
    const ResponseField* field = response_.find("Retry-After");
    if (field == nullptr || read_retry_after(response_)) return;
    add(with_rule({.severity = "warning",
                   .kind = "unreadable_retry_after",
                   .line = line(field->span),
                   .field = make_json(field->name),
                   .value = shown_text(field->value)},
                  "retry_after"));
  }

  // Two lengths, or one that is no number, let recipients disagree about where the response ends.
  void check_length() {
    const auto is_number = [](std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); };
    const ResponseField* first = response_.find("Content-Length");
    for (const ResponseField& field : response_.fields) {
      if (!same_ignoring_case(field.name, "Content-Length") || (is_number(field.value) && field.value == first->value)) continue;
      add(with_rule({.severity = "error", .kind = "invalid_length", .line = line(field.span), .field = make_json(field.name), .value = shown_text(field.value)},
                    "content_length"));
    }
    const bool short_of = response_.content_length && response_.content_bytes > 0 && response_.content_bytes < *response_.content_length;
    if (!short_of || response_.followed) return;
    add(with_rule({.severity = "warning",
                   .kind = "incomplete_content",
                   .line = line(first->span),
                   .value = json_count(response_.content_bytes),
                   .expected = json_count(*response_.content_length)},
                  "complete_content"));
  }

  void check_connection_fields() {
    if (!response_.is_binary()) return;
    for (const Json& described : items_of(spec_, "fields")) {
      const Json* http_1_only = described.find("http_1_only");
      const ResponseField* field = response_.find(*text_of(described, "name"));
      if (field == nullptr || http_1_only == nullptr || http_1_only->boolean() == nullptr || !*http_1_only->boolean()) continue;
      add(with_rule({.severity = "error", .kind = "forbidden_field", .line = line(field->span), .field = make_json(field->name), .value = shown_text(field->value)},
                    "connection_fields"));
    }
  }

  const Json& spec_;
  const Response& response_;
  const Guess& guess_;
  std::vector<Finding> findings_;
};

}  // namespace

// What a response says may go to a terminal: controls and broken bytes show as U+FFFD.
Json shown_text(std::string_view text) {
  std::string out;
  const std::size_t end = byte_offset(text, kMaxShown);
  for (std::size_t i = 0; i < end;) {
    const CodePoint c = decode_utf8(text, i);
    append_utf8(out, c.valid && !is_control(c.value) && !is_bidi_control(c.value) ? c.value : char32_t{0xFFFD});
    i += c.length;
  }
  return make_json(end < text.size() ? out + "\u2026" : out);
}

const Json* class_of(const Json& spec, int code) {
  const Json::Array& classes = items_of(spec, "classes");
  const auto is_its = [&](const Json& each) { return *each.find("digit")->integer() == code / 100; };
  const auto found = std::find_if(classes.begin(), classes.end(), is_its);
  return found == classes.end() ? nullptr : &*found;
}

bool forbids_content(const Json& spec, int code) {
  const auto all = prohibitions(spec, code);
  return std::any_of(all.begin(), all.end(), [](const auto& each) { return each.first->find("field")->is_null(); });
}

std::vector<Finding> examine(const Json& spec, const Response& response, const Guess& guess) {
  return Examiner(spec, response, guess).run();
}

}  // namespace statusgen
