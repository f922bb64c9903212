#include "support/json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "support/utf8.hpp"

namespace statusgen {
namespace {

constexpr std::size_t kMaxDepth = 100;

// Receives nlohmann's events and builds the tree. The events come without positions, so a cursor walks the text in
// step: between two tokens of valid JSON stand only white space, commas and colons.
class TreeBuilder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;

  TreeBuilder(const Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {
    if (source.text().starts_with("\xEF\xBB\xBF")) cursor_ = 3;
  }

  bool null() { return add({std::monostate{}, token()}); }
  bool boolean(bool value) { return add({value, token()}); }
  bool number_integer(number_integer_t value) { return add({std::int64_t{value}, token()}); }
  bool number_unsigned(number_unsigned_t value) {
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) return add({static_cast<double>(value), token()});
    return add({static_cast<std::int64_t>(value), token()});
  }
  bool number_float(number_float_t value, const std::string&) { return add({double{value}, token()}); }
  bool string(std::string& value) { return add({std::move(value), token()}); }
  bool binary(nlohmann::json::binary_t&) { return false; }

  bool start_object(std::size_t) { return open({Json::Object{}, token()}); }
  bool start_array(std::size_t) { return open({Json::Array{}, token()}); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    const Span span = token();
    Json::Object& members = *open_.back()->object();
    for (const Member& member : members) {
      if (member.key != name) continue;
      diagnostics_.error(span, "the member " + in_quotes(name) + " appears twice in one object", "remove one of them",
                         {member.key_span, "first written here"});
      break;
    }
    members.push_back({std::move(name), {}, span});
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& exception) {
    // `position` counts the characters read, up to the one that is wrong; the cursor may stand behind it already.
    const std::size_t size = source_.text().size();
    const auto wrong = static_cast<std::uint32_t>(std::min(position > 0 ? position - 1 : 0, size));
    const auto end = static_cast<std::uint32_t>(std::min(position, size));
    const std::uint32_t begin = std::min(token().begin, wrong);
    const std::string hint = usual_slip(begin);
    diagnostics_.error({&source_, begin, end}, "not valid JSON: " + reason(exception.what()), hint);
    failed_ = true;
    return false;
  }

  std::optional<Json> result() && { return failed_ ? std::nullopt : std::optional<Json>(std::move(root_)); }

 private:
  // What people write who are used to a more lenient format.
  std::string usual_slip(std::size_t at) const {
    const std::string_view text = source_.text();
    const char wrong = at < text.size() ? text[at] : ' ';
    const std::size_t before = at == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", at - 1);
    const char last = before == std::string_view::npos ? ' ' : text[before];
    if ((wrong == ']' || wrong == '}') && last == ',') return "take out the comma in front of it";
    if (wrong == '/' || wrong == '#') return "JSON has no comments";
    if (wrong == '\'') return "write double quotes";
    const bool after_value = last == '"' || last == '}' || last == ']' || is_alnum(last);
    return (wrong == '"' || wrong == '{' || wrong == '[') && after_value ? "put a comma in front of it" : "";
  }

  // nlohmann writes "[…] parse error at line 1, column 2: syntax error while parsing value - REASON; last read: '…'".
  static std::string reason(std::string text) {
    if (const auto bracket = text.find("] "); text.starts_with('[') && bracket != std::string::npos) text.erase(0, bracket + 2);
    if (const auto dash = text.find(" - "); dash != std::string::npos) text.erase(0, dash + 3);
    const auto last_read = text.find("; last read: ");
    if (last_read == std::string::npos) return text;
    const auto expected = text.find("; expected", last_read);
    return text.substr(0, last_read) + (expected == std::string::npos ? "" : text.substr(expected));
  }

  Span token() {
    const std::string_view text = source_.text();
    while (cursor_ < text.size() && std::string_view(" \t\r\n,:").find(text[cursor_]) != std::string_view::npos) ++cursor_;
    const std::size_t begin = cursor_;
    if (begin == text.size()) return span(begin, begin);
    if (text[begin] == '"') {
      for (++cursor_; cursor_ < text.size() && text[cursor_] != '"'; ++cursor_) {
        if (text[cursor_] == '\\') ++cursor_;
      }
      cursor_ = std::min(cursor_ + 1, text.size());
    } else if (is_alnum(text[begin]) || text[begin] == '-') {
      while (cursor_ < text.size() && (is_alnum(text[cursor_]) || std::string_view("+-.").find(text[cursor_]) != std::string_view::npos)) ++cursor_;
    } else {
      ++cursor_;
    }
    return span(begin, cursor_);
  }

  Span span(std::size_t begin, std::size_t end) const {
    return {&source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  Json& place(Json json) {
    if (open_.empty()) return root_ = std::move(json);
    if (Json::Array* array = open_.back()->array()) return array->emplace_back(std::move(json));
    return open_.back()->object()->back().value = std::move(json);
  }

  bool add(Json json) {
    place(std::move(json));
    return true;
  }

  bool open(Json json) {
    if (open_.size() == kMaxDepth) {
      diagnostics_.error(json.span, "nested more than " + std::to_string(kMaxDepth) + " levels deep");
      failed_ = true;
      return false;
    }
    // Only the innermost open container grows, so the addresses on this stack stay valid.
    open_.push_back(&place(std::move(json)));
    return true;
  }

  bool close() {
    token();
    open_.pop_back();
    return true;
  }

  const Source& source_;
  Diagnostics& diagnostics_;
  Json root_;
  std::vector<Json*> open_;
  std::size_t cursor_ = 0;
  bool failed_ = false;
};

void append_break(std::string& out, std::optional<int> indent, int level) {
  if (!indent) return;
  out += '\n';
  out.append(static_cast<std::size_t>(*indent) * static_cast<std::size_t>(level), ' ');
}

void append_json(std::string& out, const Json& json, std::optional<int> indent, int level) {
  if (const Json::Array* array = json.array()) {
    out += '[';
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (i > 0) out += ',';
      append_break(out, indent, level + 1);
      append_json(out, (*array)[i], indent, level + 1);
    }
    if (!array->empty()) append_break(out, indent, level);
    out += ']';
  } else if (const Json::Object* object = json.object()) {
    out += '{';
    for (std::size_t i = 0; i < object->size(); ++i) {
      if (i > 0) out += ',';
      append_break(out, indent, level + 1);
      append_json_string(out, (*object)[i].key);
      out += indent ? ": " : ":";
      append_json(out, (*object)[i].value, indent, level + 1);
    }
    if (!object->empty()) append_break(out, indent, level);
    out += '}';
  } else if (const std::string* text = json.string()) {
    append_json_string(out, *text);
  } else if (const std::int64_t* integer = json.integer()) {
    out += std::to_string(*integer);
  } else if (const double* number = json.number()) {
    out += std::isnan(*number) ? "NaN" : std::isinf(*number) ? (*number > 0 ? "Infinity" : "-Infinity") : number_text(*number);  // as Python
  } else if (const bool* boolean = json.boolean()) {
    out += *boolean ? "true" : "false";
  } else {
    out += "null";
  }
}

}  // namespace

const Json* Json::find(std::string_view key) const {
  const Object* members = object();
  if (members == nullptr) return nullptr;
  const auto it = std::find_if(members->begin(), members->end(), [&](const Member& m) { return m.key == key; });
  return it == members->end() ? nullptr : &it->value;
}

Json* Json::find(std::string_view key) { return const_cast<Json*>(std::as_const(*this).find(key)); }

void Json::set(std::string_view key, Json member) {
  if (Json* existing = find(key)) {
    *existing = std::move(member);
  } else {
    object()->push_back({std::string(key), std::move(member), {}});
  }
}

Json make_json(std::string_view text) { return {std::string(text), {}}; }
Json make_json(std::int64_t number) { return {number, {}}; }

std::string_view type_name(const Json& json) {
  constexpr std::array<std::string_view, 7> kNames{"null", "boolean", "integer", "number", "string", "array", "object"};
  return kNames[json.value.index()];
}

std::optional<Json> parse_json(const Source& source, Diagnostics& diagnostics) {
  TreeBuilder builder(source, diagnostics);
  nlohmann::json::sax_parse(source.text().begin(), source.text().end(), &builder);
  return std::move(builder).result();
}

std::string to_json_text(const Json& json, std::optional<int> indent) {
  std::string out;
  append_json(out, json, indent, 0);
  return out;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    if (!c.valid) {
      out += "\uFFFD";
    } else if (c.value == '"' || c.value == '\\') {
      out += '\\';
      out += text[i];
    } else if (const auto short_form = std::string_view("\bb\ff\nn\rr\tt").find(text[i]);
               c.value < 0x20 && short_form != std::string_view::npos) {
      out += '\\';
      out += std::string_view("\bb\ff\nn\rr\tt")[short_form + 1];
    } else if (c.value < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c.value));
      out += escaped;
    } else {
      out += text.substr(i, c.length);
    }
    i += c.length;
  }
  out += '"';
}

std::string number_text(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  char buffer[40];
  const double magnitude = std::fabs(number);
  const bool plain = magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e16);
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number, format);
  std::string out(buffer, end);
  if (plain && out.find('.') == std::string::npos) out += ".0";
  return out;
}

}  // namespace statusgen
