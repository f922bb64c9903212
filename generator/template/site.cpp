#include "template/site.hpp"

#include "support/words.hpp"
#include "template/builtins.hpp"
#include "template/runtime.hpp"
#include "template/scopes.hpp"

namespace statusgen::jinja {
namespace {

std::string suggestion(std::string_view wanted, const std::vector<std::string>& names) {
  if (wanted == "null" || wanted == "nil") return "did you mean \"none\"?";
  if (wanted == "loop") return "it exists inside of for";
  if (wanted == "namespace") return "there are no namespaces: use a filter such as |select or |sum";
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string near = did_you_mean(wanted, views);
  return near.empty() && find_filter(wanted) != nullptr ? "a filter is written value|" + std::string(wanted) : near;
}

std::vector<std::string> member_names(const Value& object) {
  std::vector<std::string> names;
  if (object.is(Kind::loop)) return {"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "cycle", "changed", "depth", "depth0"};
  if (object.is(Kind::module)) {
    for (const auto& [symbol, value] : object.as_module().exports) names.emplace_back(object.as_module().symbols->name(symbol));
  }
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
    const bool words = origin->name.find(' ') != std::string::npos;  // "the first item of an empty list"
    fail((words ? origin->name : in_quotes(origin->name)) + " is undefined", suggestion(origin->name, names ? names->names_in_scope() : std::vector<std::string>{}));
  }
  const std::string_view type = type_name(origin->base);
  const std::string hint = suggestion(origin->name, member_names(origin->base));
  if (origin->base.is(Kind::module)) fail("the template " + in_quotes(origin->base.as_module().name) + " has no macro or variable " + in_quotes(origin->name), hint);
  const bool sequence = origin->base.is(Kind::list) || origin->base.is(Kind::tuple);
  if (sequence && origin->name.find_first_not_of("-0123456789") == std::string::npos) {
    fail("this " + std::string(type) + " has no item " + origin->name, "it has " + std::to_string(origin->base.size()) + ", counted from 0");
  }
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
