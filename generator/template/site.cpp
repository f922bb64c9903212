#include "template/site.hpp"

#include "support/words.hpp"

namespace statusgen::jinja {
namespace {

std::string suggestion(std::string_view wanted, const std::vector<std::string>& names) {
  if (wanted == "null" || wanted == "nil") return "did you mean \"none\"?";
  const std::vector<std::string_view> views(names.begin(), names.end());
  return did_you_mean(wanted, views);
}

std::vector<std::string> member_names(const Value& object) {
  std::vector<std::string> names;
  if (!object.is(Kind::dict)) return names;
  for (std::size_t i = 0; i < object.size(); ++i) {
    const Value key = object.key_at(i);
    if (key.is_string()) names.emplace_back(key.as_text());
  }
  return names;
}

}  // namespace

void Site::fail(std::string message, std::string hint) const {
  throw DiagnosticError{{Severity::error, span, std::move(message), std::move(hint), {}}};
}

void Site::fail_undefined(const Value& value) const {
  const UndefinedOrigin* origin = value.origin();
  if (origin == nullptr) fail("this value is undefined", "test it with \"is defined\" or give it a default");
  if (origin->base.is_undefined()) {
    fail(in_quotes(origin->name) + " is undefined", suggestion(origin->name, names ? names->names_in_scope() : std::vector<std::string>{}));
  }
  const std::string_view type = type_name(origin->base);
  const std::string hint = suggestion(origin->name, member_names(origin->base));
  fail("this " + std::string(type) + " has no member " + in_quotes(origin->name), hint);
}

void Site::append_text(std::string& out, const Value& value) const {
  require(value);
  if (statusgen::jinja::append_text(out, value)) return;
  const bool container = value.is(Kind::list) || value.is(Kind::tuple) || value.is(Kind::dict) || value.is(Kind::generator);
  fail(with_article(value) + " has no text", container ? "use |join or |tojson" : "");
}

std::string Site::text(const Value& value) const {
  std::string out;
  append_text(out, value);
  return out;
}

void Site::fail_size() const {
  const std::size_t limit = limits ? limits->output_bytes : Limits{}.output_bytes;
  fail("this text would be larger than " + std::to_string(limit) + " bytes", "raise the limit with --max-output");
}

}  // namespace statusgen::jinja
