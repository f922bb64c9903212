// Filters on texts, with the results of Jinja2's filters.py.
#include <algorithm>
#include <array>

#include "support/utf8.hpp"
#include "template/builtins.hpp"
#include "template/letter_case.hpp"
#include "template/lexer.hpp"
#include "template/operators.hpp"
#include "template/runtime.hpp"
#include "template/text_layout.hpp"

namespace statusgen::jinja {
namespace {

// str(value): a string keeps its marks, anything else is written out.
Value soft_text(const Call& call) {
  if (call.subject.is_string()) return call.subject;
  return Value::text(call.site.text(call.subject), languages_of(call.subject));
}

[[noreturn]] void refuse_letter(const Call& call, const std::string& letter) {
  call.site.fail("the case of " + in_quotes(letter) + " is not known here", "case works for Latin, Greek and Cyrillic letters");
}

Value in_case(const Call& call, LetterCase wanted) {
  const Value subject = soft_text(call);
  std::string refused;
  std::optional<std::string> out = to_case(subject.as_text(), wanted, refused);
  if (!out) refuse_letter(call, refused);
  return Value::text(std::move(*out), kNoLanguage, subject.is_markup());
}

Value upper(const Call& call) { return in_case(call, LetterCase::upper); }
Value lower(const Call& call) { return in_case(call, LetterCase::lower); }

Value capitalize(const Call& call) {
  const Value subject = soft_text(call);
  std::string refused;
  std::optional<std::string> out = capitalized(subject.as_text(), refused);
  if (!out) refuse_letter(call, refused);
  return Value::text(std::move(*out), kNoLanguage, subject.is_markup());
}

// A word begins behind white space or one of - ( { [ <
Value title(const Call& call) {
  const std::string copy(soft_text(call).as_text());
  std::string out, refused;
  bool first = true;
  for (std::size_t i = 0; i < copy.size();) {
    if (const char c = copy[i]; static_cast<unsigned char>(c) < 0x80) {
      out += first ? to_upper(c) : to_lower(c);
      first = space_length(copy, i) > 0 || std::string_view("-({[<").find(c) != std::string_view::npos;
      ++i;
      continue;
    }
    const std::size_t length = decode_utf8(copy, i).length;
    const std::string_view letter = std::string_view(copy).substr(i, length);
    const auto changed = to_case(letter, first ? LetterCase::upper : LetterCase::lower, refused);
    if (!changed) refuse_letter(call, refused);
    out += *changed;
    first = space_length(copy, i) > 0;
    i += length;
  }
  return Value::text(std::move(out));
}

Value string(const Call& call) { return soft_text(call); }

Value trim(const Call& call) {
  const Value subject = soft_text(call);
  std::string_view text = subject.as_text();
  if (!call.given(0) || call.arguments[0].is(Kind::none)) {
    text = strip_left(strip_right(text));
  } else {
    if (!call.arguments[0].is_string()) call.site.fail("the characters to trim are a string, not " + with_article(call.arguments[0]));
    const std::string characters = call.text(0, "");
    if (subject.is_markup() && characters.find_first_of("&<>'\"") != std::string::npos) {
      call.site.fail("characters that HTML escapes cannot be trimmed from markup", "trim before escaping");  // versions of MarkupSafe differ
    }
    const auto listed = [&](std::size_t at, std::size_t length) { return characters.find(text.substr(at, length)) != std::string::npos; };
    while (!text.empty()) {
      const std::size_t length = decode_utf8(text, 0).length;
      if (!listed(0, length)) break;
      text.remove_prefix(length);
    }
    while (!text.empty()) {
      std::size_t last = text.size() - 1;
      while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
      if (!listed(last, text.size() - last)) break;
      text.remove_suffix(text.size() - last);
    }
  }
  return Value::text(std::string(text), subject.languages(), subject.is_markup());
}

Value center(const Call& call) {
  const Value subject = soft_text(call);
  const auto width = call.integer(0, 80);
  const auto length = static_cast<std::int64_t>(code_point_count(subject.as_text()));
  if (width <= length) return subject;
  call.site.check_size(static_cast<std::size_t>(width));
  const std::int64_t space = width - length;
  const std::int64_t left = space / 2 + (space & width & 1);  // CPython's str.center
  std::string out(static_cast<std::size_t>(left), ' ');
  out += subject.as_text();
  out.append(static_cast<std::size_t>(space - left), ' ');
  return Value::text(std::move(out), subject.languages(), subject.is_markup());
}

std::string replaced(const Call& call, std::string_view text, std::string_view from, std::string_view to, std::int64_t count) {
  std::string out;
  std::size_t at = 0;
  while (count != 0) {
    std::size_t found = from.empty() ? at : text.find(from, at);
    if (found == std::string_view::npos) break;
    out.append(text, at, found - at);
    out += to;
    call.site.check_size(out.size());
    at = found + from.size();
    if (from.empty()) {
      if (at >= text.size()) return out;
      const std::size_t length = decode_utf8(text, at).length;
      out.append(text, at, length);
      at += length;
    }
    --count;
  }
  if (at < text.size()) out.append(text, at);
  return out;
}

Value replace(const Call& call) {
  const bool markup_arguments = (call.arguments[0].is_string() && call.arguments[0].is_markup()) || (call.arguments[1].is_string() && call.arguments[1].is_markup());
  Value subject = soft_text(call);
  const std::int64_t count = call.given(2) && !call.arguments[2].is(Kind::none) ? call.integer(2, -1) : -1;
  if (!call.site.autoescape()) {
    return Value::text(replaced(call, subject.as_text(), call.text(0, ""), call.text(1, ""), count));
  }
  if (markup_arguments && !subject.is_markup()) subject = escaped(call.site, subject);
  if (!subject.is_markup()) return Value::text(replaced(call, subject.as_text(), call.text(0, ""), call.text(1, ""), count));
  const Value from = escaped(call.site, call.arguments[0]);
  const Value to = escaped(call.site, call.arguments[1]);
  return Value::text(replaced(call, subject.as_text(), from.as_text(), to.as_text(), count), kNoLanguage, true);
}

void require_string(const Call& call, std::string_view filter) {
  if (!call.subject.is_string()) call.site.fail(std::string(filter) + " takes a string, this is " + with_article(call.subject), "use |string first");
}

Value indent(const Call& call) {
  require_string(call, "indent");
  const Value& subject = call.subject;
  std::string indentation;
  LanguageSet set = kAllLanguages;
  if (call.given(0) && call.arguments[0].is_string()) {
    indentation = call.arguments[0].as_text();
    set = call.arguments[0].languages();
  } else {
    const std::int64_t width = std::max<std::int64_t>(call.integer(0, 4), 0);
    call.site.check_size(static_cast<std::size_t>(width));
    indentation.assign(static_cast<std::size_t>(width), ' ');
  }
  if (subject.is_markup() && call.given(0) && call.arguments[0].is_string() && !call.arguments[0].is_markup()) {
    std::string safe;
    append_html(safe, indentation);
    indentation = subject.is_markup() ? indentation : safe;
  }
  const bool first = call.truth(1, false), blank = call.truth(2, false);
  std::string text(subject.as_text());
  text += '\n';  // so that a last line break counts
  std::string out;
  const std::vector<std::string_view> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += '\n';
    const bool wanted = i > 0 ? blank || !lines[i].empty() : first;
    if (wanted) out += indentation;
    out += lines[i];
    call.site.check_size(out.size());
  }
  return Value::text(std::move(out), subject.languages() & set, subject.is_markup());
}

Value truncate(const Call& call) {
  if (call.subject.is_lenient()) return call.subject;
  require_string(call, "truncate");
  const Value& subject = call.subject;
  const std::string_view text = subject.as_text();
  const std::int64_t length = call.integer(0, 255);
  const bool kill_words = call.truth(1, false);
  const Value end = call.given(2) ? call.arguments[2] : Value::text("...", kAllLanguages);
  const std::int64_t leeway = call.given(3) && !call.arguments[3].is(Kind::none) ? call.integer(3, 5) : 5;
  if (!end.is_string()) call.site.fail("the end of a truncated text is a string");
  const auto end_length = static_cast<std::int64_t>(code_point_count(end.as_text()));
  if (length < end_length) call.site.fail("expected a length of at least " + std::to_string(end_length) + ", found " + std::to_string(length));
  if (leeway < 0) call.site.fail("the leeway cannot be negative");
  if (static_cast<std::int64_t>(code_point_count(text)) <= length + leeway) return subject;
  std::string_view head = text.substr(0, byte_offset(text, static_cast<std::size_t>(length - end_length)));
  if (!kill_words) {
    if (const std::size_t space = head.rfind(' '); space != std::string_view::npos) head = head.substr(0, space);
  }
  const Value kept = Value::text(std::string(head), kNoLanguage, subject.is_markup());
  return arithmetic(call.site, Operator::add, kept, end);
}

Value wordcount(const Call& call) {
  const Value subject = soft_text(call);
  std::int64_t count = 0;
  bool inside = false;
  for (std::size_t i = 0; i < subject.as_text().size();) {
    const CodePoint c = decode_utf8(subject.as_text(), i);
    if (c.value >= 0x80 && space_length(subject.as_text(), i) == 0) call.site.fail("wordcount knows words of ASCII letters only");
    const bool word = c.value < 0x80 && (is_alnum(static_cast<char>(c.value)) || c.value == '_');
    if (word && !inside) ++count;
    inside = word;
    i += c.length;
  }
  return Value::integer(count);
}

Value urlencode(const Call& call) {
  const auto encode = [](std::string& out, std::string_view text, bool keep_slash) {
    for (const char c : text) {
      if (c == ' ' && !keep_slash) {
        out += '+';  // as in the query of a URL
      } else if (is_alnum(c) || std::string_view("_.-~").find(c) != std::string_view::npos || (keep_slash && c == '/')) {
        out += c;
      } else {
        constexpr std::string_view kHex = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', kHex[byte >> 4], kHex[byte & 15]};
      }
    }
  };
  std::string out;
  const Value& subject = call.subject;
  if (subject.is(Kind::dict) || subject.is(Kind::list) || subject.is(Kind::tuple)) {
    const List all = items(call.site, subject);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool dict = subject.is(Kind::dict);
      if (!dict && (!all[i].is(Kind::tuple) && !all[i].is(Kind::list))) call.site.fail("urlencode takes a string, a dict or a list of pairs");
      if (!dict && all[i].size() != 2) call.site.fail("urlencode takes pairs of name and value");
      if (i > 0) out += '&';
      encode(out, call.site.text(dict ? subject.key_at(i) : all[i].item(0)), false);
      out += '=';
      encode(out, call.site.text(dict ? subject.item(i) : all[i].item(1)), false);
    }
  } else {
    encode(out, call.site.text(subject), true);
  }
  return Value::text(std::move(out));
}

Value escape(const Call& call) { return escaped(call.site, call.subject); }
Value forceescape(const Call& call) {
  std::string out;
  append_html(out, call.site.text(call.subject));
  return Value::text(std::move(out), languages(Language::html, Language::xml, Language::svg), true);
}
Value safe(const Call& call) {
  return Value::text(call.site.text(call.subject), kAllLanguages, true);
}

constexpr LanguageSet kMarkup = languages(Language::html, Language::xml, Language::svg);

constexpr FilterRow kFilters[] = {
    {"upper", upper}, {"lower", lower}, {"capitalize", capitalize}, {"title", title}, {"string", string},
    {"trim", trim, "chars"}, {"center", center, "width"}, {"replace", replace, "old new count", 2},
    {"indent", indent, "width first blank"}, {"truncate", truncate, "length killwords end leeway"},
    {"wordcount", wordcount}, {"urlencode", urlencode},
    {"escape", escape, {}, 0, false, false, kMarkup}, {"e", escape, {}, 0, false, false, kMarkup},
    {"forceescape", forceescape, {}, 0, false, false, kMarkup}, {"safe", safe},
};

}  // namespace

std::span<const FilterRow> text_filters() { return kFilters; }

}  // namespace statusgen::jinja
