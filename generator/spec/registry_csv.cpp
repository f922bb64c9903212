#include "spec/registry_csv.hpp"

#include <algorithm>
#include <map>

#include "spec/check.hpp"
#include "spec/model.hpp"
#include "support/csv.hpp"
#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::string_view kIana = "iana";
constexpr std::string_view kColumns[] = {"Value", "Description", "Reference"};

struct Remark {
  std::string_view word, state;
};
constexpr Remark kRemarks[] = {{"TEMPORARY", "temporary"}, {"OBSOLETED", "obsolete"}, {"Unused", "unused"}};
constexpr std::string_view kNoRemark = "standard";
constexpr const char* kReferenceHint = "write [RFC9110, Section 15.5.5], [RFC9110] or the name of a draft in brackets";

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 10 && std::all_of(text.begin(), text.end(), is_digit);
}

// "draft-x-05" -> "draft-x": a new version of a draft is the same document.
std::string_view without_version(std::string_view name) {
  if (!name.starts_with("draft-")) return name;
  const std::size_t dash = name.rfind('-');
  return name.size() - dash == 3 && is_number(name.substr(dash + 1)) ? name.substr(0, dash) : name;
}

Json object() { return {Json::Object{}, {}}; }
Json text_at(std::string_view text, Span span) { return {std::string(text), span}; }

// {id, title, url, section_url} of "RFC9110", a draft or a decision of the IETF; null for anything else.
Json source_called(std::string_view name) {
  const bool rfc = name.starts_with("RFC") && is_number(name.substr(3));
  const auto in_word = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
  const bool word = std::all_of(name.begin(), name.end(), in_word);
  if (!rfc && !(word && (name.starts_with("draft-") || name.starts_with("status-change-")))) return {};
  const std::string number(name.substr(3));
  const std::string title = rfc ? "RFC " + number : std::string(without_version(name));
  const std::string url = rfc ? "https://www.rfc-editor.org/rfc/rfc" + number + ".html"
                              : "https://datatracker.ietf.org/doc/" + title + "/";
  Json source = object();
  source.set("id", make_json(title));
  source.set("title", make_json(title));
  source.set("url", make_json(url));
  source.set("section_url", rfc ? make_json(url + "#section-{section}") : Json{});
  return source;
}

// "Section 15.5.5" -> "15.5.5", "Appendix A" as it is; "" for anything else.
std::string_view section_called(std::string_view text) {
  const std::size_t space = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, space), number = text.substr(std::min(space + 1, text.size()));
  const bool fine = std::all_of(number.begin(), number.end(), [](char c) { return is_alnum(c) || c == '.'; });
  if (!fine || number.empty() || (word != "Section" && word != "Appendix")) return "";
  return word == "Section" ? number : text;
}

class RegistryReader {
 public:
  RegistryReader(const Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

  std::optional<Json> read() {
    const std::size_t errors_before = diagnostics_.error_count();
    const std::vector<CsvRow> rows = parse_csv(source_, diagnostics_);
    const bool broken_head = rows.empty() && diagnostics_.error_count() != errors_before;
    if (broken_head || !find_columns(rows)) return {};
    for (std::size_t i = 1; i < rows.size(); ++i) {
      read_row(rows[i][columns_[0]], rows[i][columns_[1]], rows[i][columns_[2]]);
    }
    if (diagnostics_.error_count() != errors_before) return {};
    describe_references(codes_, *sources_.array());
    Json out = object();
    out.set("sources", std::move(sources_));
    out.set("codes", std::move(codes_));
    return out;
  }

 private:
  bool find_columns(const std::vector<CsvRow>& rows) {
    const CsvRow first = rows.empty() ? CsvRow{{"", {&source_, 0, 0}}} : rows.front();
    for (std::size_t i = 0; i < std::size(kColumns); ++i) {
      const auto is_it = [&](const CsvField& field) { return field.text == kColumns[i]; };
      columns_[i] = static_cast<std::size_t>(std::find_if(first.begin(), first.end(), is_it) - first.begin());
      if (columns_[i] < first.size()) continue;
      error({&source_, 0, first.back().span.end}, "the first row has no column " + in_quotes(kColumns[i]),
            "the registry begins with Value,Description,Reference, and a spec with a brace");
      return false;
    }
    return true;
  }

  void read_row(const CsvField& value, const CsvField& description, const CsvField& reference) {
    const std::string_view number = value.text;
    const std::size_t dash = number.find('-');
    const bool range = dash != std::string_view::npos && is_number(number.substr(0, dash)) &&
                       is_number(number.substr(dash + 1));
    if (!range && !is_number(number)) {
      error(value.span, in_quotes(number) + " is neither a number nor a range", "write 404 or 405-409");
    } else if (description.text.empty()) {
      error(description.span, "there is no description of " + value.text,
            "write Unassigned for a number without a meaning");
    } else if (description.text == "Unassigned") {
      return;
    } else if (range) {
      error(value.span, "the range " + in_quotes(number) + " is not Unassigned", "give each code a row of its own");
    } else {
      read_code(value, description, reference);
    }
  }

  void read_code(const CsvField& value, const CsvField& description, const CsvField& reference) {
    Json code{Json::Object{}, value.span};
    code.set("code", {std::int64_t{std::stoi(value.text)}, value.span});
    code.set("defined_by", text_at(kIana, value.span));
    code.set("registry_description", text_at(description.text, description.span));
    const std::string label = read_remark(description, code);
    const Shape& codes = find_member(file_format(FileKind::spec).shape, "codes")->shape;
    check_shape(code, *codes.items, Completeness::partial, diagnostics_);
    code.set("label", make_json(label));
    code.set("sources", read_references(reference));
    const auto [first, is_new] = first_.try_emplace(*code.find("code")->integer(), value.span);
    if (!is_new) {
      diagnostics_.error(value.span, "code " + value.text + " stands twice in the registry", "remove one of them",
                         {first->second, "first here"});
    }
    codes_.array()->push_back(std::move(code));
  }

  // Sets state and expires; gives the description without the remark.
  std::string read_remark(const CsvField& description, Json& code) {
    const std::string_view text = description.text;
    const std::size_t open = text.ends_with(')') ? text.rfind('(') : std::string_view::npos;
    const std::string_view remark = open == std::string_view::npos ? "" : text.substr(open + 1, text.size() - open - 2);
    const std::string_view word = remark.substr(0, remark.find(" - "));
    const auto is_it = [&](const Remark& known) { return known.word == word; };
    const auto* row = std::find_if(std::begin(kRemarks), std::end(kRemarks), is_it);
    const std::string_view state = row == std::end(kRemarks) ? kNoRemark : row->state;
    code.set("state", text_at(state, description.span));
    constexpr std::string_view kExpires = "expires ";
    const std::size_t expires = state == "temporary" ? remark.find(kExpires) : std::string_view::npos;
    if (expires != std::string_view::npos) {
      const std::size_t begin = expires + kExpires.size();
      const std::string_view date = remark.substr(begin, remark.find(',', begin) - begin);
      code.set("expires", text_at(date, part_of(description, open + 1 + begin, date.size())));
    } else if (state != "temporary") {
      code.set("expires", {});
    }
    const bool is_whole = open == 0 || row == std::end(kRemarks);
    return std::string(is_whole ? text : text.substr(0, text.find_last_not_of(' ', open - 1) + 1));
  }

  // "[RFC9110, Section 15.5.5][RFC2774]"
  Json read_references(const CsvField& field) {
    Json out{Json::Array{}, field.span};
    const std::string_view text = field.text;
    if (text.empty()) error(field.span, "there is no reference", kReferenceHint);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text[at] == '[' ? text.find(']', at) : std::string_view::npos;
      const std::string_view item = text.substr(at, end == std::string_view::npos ? end : end + 1 - at);
      Json reference = end == std::string_view::npos ? Json{} : read_reference(item.substr(1, item.size() - 2));
      if (reference.is_null()) {
        const Span span = part_of(field, at, item.size());
        error(span, "the reference " + in_quotes(item) + " is not understood", kReferenceHint);
      } else {
        out.array()->push_back(std::move(reference));
      }
      at = std::min(text.find_first_not_of(' ', at + item.size()), text.size());
    }
    return out;
  }

  Json read_reference(std::string_view inner) {
    const std::size_t comma = inner.find(", ");
    const std::string_view section = comma == std::string_view::npos ? "" : section_called(inner.substr(comma + 2));
    Json source = source_called(inner.substr(0, comma));
    if (source.is_null() || (comma != std::string_view::npos && section.empty())) return {};
    Json reference = object();
    reference.set("ref", *source.find("id"));
    reference.set("section", section.empty() ? Json{} : make_json(section));
    sources_.array()->push_back(std::move(source));
    return reference;
  }

  void error(Span span, std::string message, std::string hint) {
    diagnostics_.error(span, std::move(message), std::move(hint));
  }

  const Source& source_;
  Diagnostics& diagnostics_;
  std::size_t columns_[std::size(kColumns)] = {};
  std::map<std::int64_t, Span> first_;
  Json sources_{Json::Array{}, {}};
  Json codes_{Json::Array{}, {}};
};

// ---- Over a spec ----------------------------------------------------------------------------------------------------

// Whether that is what the registry cites: the same section, or any where the registry names none.
bool cites(const Json& reference, const std::string& wanted) {
  const std::string_view title = *reference.find("title")->string();
  return title == wanted || without_version(title.substr(0, title.find(", "))) == wanted;
}

// The registry's references, as the spec writes them where it has them; then the spec's others, but not a defining one
// that the registry does not name.
Json agreed_sources(const Json::Array& registered, const Json& known) {
  Json::Array rest = *known.array();
  Json::Array out;
  bool names_first = false;  // until it does, the defining one stands first in `rest`
  for (const Json& wanted : registered) {
    const std::string& title = *wanted.find("title")->string();
    const auto is_it = [&](const Json& reference) { return cites(reference, title); };
    const auto own = std::find_if(rest.begin(), rest.end(), is_it);
    names_first = names_first || own == rest.begin();
    out.push_back(own == rest.end() ? wanted : *own);
    if (own != rest.end()) rest.erase(own);
  }
  out.insert(out.end(), rest.begin() + (names_first ? 0 : 1), rest.end());
  return {std::move(out), known.span};
}

Json merged(const Json& entry, Json code) {
  const Json& state = *entry.find("state");
  if (*state.string() != kNoRemark || *code.find("state")->string() != "deprecated") code.set("state", state);
  code.set("registry_description", *entry.find("registry_description"));
  if (const Json* expires = entry.find("expires")) code.set("expires", *expires);
  code.set("sources", agreed_sources(*entry.find("sources")->array(), *code.find("sources")));
  return code;
}

}  // namespace

bool is_registry(std::string_view text) {
  const std::size_t first = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first != std::string_view::npos && text[first] != '{' && text[first] != '[';
}

std::optional<Json> load_registry(const Source& source, Diagnostics& diagnostics) {
  return RegistryReader(source, diagnostics).read();
}

Json lay_registry_over(const Json& registry, Json spec) {
  Json::Array codes;
  std::map<std::int64_t, const Json*> known;
  for (const Json& code : *spec.find("codes")->array()) {
    if (*code.find("defined_by")->string() == kIana) {
      known.emplace(*code.find("code")->integer(), &code);
    } else {
      codes.push_back(code);
    }
  }
  for (const Json& entry : *registry.find("codes")->array()) {
    const auto code = known.find(*entry.find("code")->integer());
    codes.push_back(code == known.end() ? entry : merged(entry, *code->second));
  }
  *spec.find("codes")->array() = std::move(codes);
  return spec;
}

}  // namespace statusgen
