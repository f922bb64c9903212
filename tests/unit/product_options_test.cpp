// What users may set, and what becomes of it.
#include "product/options.hpp"

#include <string>
#include <vector>

#include "template_test_helpers.hpp"

namespace statusgen {
namespace {

using jinja::TestFolder;
using jinja::Value;

// A product with one option of each type, as it is read from a folder.
class Options : public testing::Test {
 protected:
  Options() {
    folder.put("p/product.json", R"({"format": "statusgen-product/1", "summary": "s", "options": [
      {"name": "flag", "type": "boolean", "default": true, "help": "h"},
      {"name": "count", "type": "integer", "default": 3, "help": "h"},
      {"name": "style", "type": "choice", "choices": ["plain", "fancy"], "default": "plain", "help": "h"},
      {"name": "text", "type": "string", "default": "", "help": "h"},
      {"name": "items", "type": "list", "default": ["a"], "help": "h"},
      {"name": "some", "type": "list", "choices": ["code", "phrase", "class"], "default": ["code"], "help": "h"},
      {"name": "id", "type": "identifier", "default": "status", "help": "h"},
      {"name": "ns", "type": "qualified_identifier", "default": "http", "help": "h"},
      {"name": "header", "type": "path", "default": "a.hpp", "help": "h"},
      {"name": "accent", "type": "color", "default": "#abc", "help": "h"},
      {"name": "tint", "type": "color", "default": "", "help": "h"},
      {"name": "home", "type": "url", "default": "/", "help": "h"},
      {"name": "links", "type": "links", "default": ["Help=/help"], "help": "h"},
      {"name": "logo", "type": "file", "default": "", "help": "h"}],
      "outputs": [{"template": "p/a.txt.j2", "path": "a.txt"}]})");
    folder.put("p/a.txt.j2", "");
    product = load("p");
  }

  std::optional<Product> load(const std::string& name) {
    Library library({{folder.path(), {}}}, sources, diagnostics);
    jinja::Engine engine({[&](std::string_view each) { return library.load(each); }, {}});
    return load_product(name, {}, false, library, engine, sources, diagnostics);
  }

  Setting set(const std::string& argument) {
    return parse_setting(sources.add("--set", argument), diagnostics).value();
  }

  // The option's value; undefined with an error when it is refused.
  Value value(const std::string& option, const std::vector<Setting>& settings) {
    diagnostics = {};
    values = option_values(product.value(), settings, folder.path(), diagnostics);
    EXPECT_EQ(values.has_value(), !diagnostics.has_errors());
    Value out;
    std::uint32_t hint = 0;
    if (values) {
      EXPECT_TRUE(values->find(option, out, hint));
    }
    return out;
  }
  Value value(const std::string& option) { return value(option, {}); }

  TestFolder folder;
  SourceSet sources;
  Diagnostics diagnostics;
  std::optional<Product> product;
  std::optional<Value> values;
};

std::string shown(const Value& value) {
  std::string out;
  if (value.is(jinja::Kind::list)) {
    for (std::size_t i = 0; i < value.size(); ++i) out += "[" + std::string(value.item(i).as_text()) + "]";
  } else if (!jinja::append_text(out, value)) {
    out = value.is_undefined() ? "refused" : "?";
  }
  return out;
}

TEST_F(Options, HaveTheirDefaults) {
  for (const auto& [name, expected] : std::vector<std::pair<std::string, std::string>>{{"flag", "True"},
                                                                                       {"count", "3"},
                                                                                       {"style", "plain"},
                                                                                       {"text", ""},
                                                                                       {"items", "[a]"},
                                                                                       {"id", "status"},
                                                                                       {"ns", "http"},
                                                                                       {"header", "a.hpp"},
                                                                                       {"accent", "#abc"},
                                                                                       {"home", "/"},
                                                                                       {"logo", "None"}}) {
    EXPECT_EQ(shown(value(name)), expected) << name;
  }
}

TEST_F(Options, AreReadFromTheCommandLine) {
  for (const auto& [argument, expected] : std::vector<std::pair<std::string, std::string>>{
           {"flag=false", "False"},
           {"count=-12", "-12"},
           {"style=fancy", "fancy"},
           {"text=a=b, \"c\"", "a=b, \"c\""},
           {"text=", ""},
           {"items=a,b c,", "[a][b c]"},
           {"items=", ""},
           {"some=class,code,class", "[class][code][class]"},
           {"some=", ""},
           {"id=_x9", "_x9"},
           {"ns=acme::http::v2", "acme::http::v2"},
           {"ns=acme.http", "acme.http"},
           {"header=acme/http_status-2.hpp", "acme/http_status-2.hpp"},
           {"accent=#0b5394", "#0b5394"},
           {"accent=#ABC", "#ABC"},
           {"home=https://acme.example/a?b=c&d#e", "https://acme.example/a?b=c&d#e"},
           {"home=mailto:a@b.c", "mailto:a@b.c"},
           {"home=", ""},
           {"home=../x:y", "../x:y"}}) {
    EXPECT_EQ(shown(value(argument.substr(0, argument.find('=')), {set(argument)})), expected)
        << argument << "\n"
        << diagnostics.render(false);
  }
}

TEST_F(Options, RefuseWhatIsNotOfTheirType) {
  for (const std::string argument : {"flag=yes",
                                     "flag=True",
                                     "flag=",
                                     "flag=1",
                                     "count=",
                                     "count=1.5",
                                     "count=x",
                                     "count=1 ",
                                     "count=9223372036854775808",
                                     "style=loud",
                                     "style=",
                                     "id=",
                                     "id=9a",
                                     "id=a-b",
                                     "id=a b",
                                     "id=\u00E9",
                                     "ns=",
                                     "ns=a::",
                                     "ns=::a",
                                     "ns=a:b",
                                     "ns=a::1",
                                     "ns=a;b",
                                     "header=",
                                     "header=/a",
                                     "header=../a",
                                     "header=a/../b",
                                     "header=a//b",
                                     "header=a/",
                                     "header=.a",
                                     "header=a b",
                                     "header=a\\b",
                                     "header=-a",
                                     "accent=abc",
                                     "accent=#ab",
                                     "accent=#abcd",
                                     "accent=#ggg",
                                     "accent=red",
                                     "home=javascript:alert(1)",
                                     "home=data:x",
                                     "home=a b",
                                     "home=\"",
                                     "home='",
                                     "home=<",
                                     "home=(",
                                     "home=HTTPS:x y"}) {
    EXPECT_TRUE(value(argument.substr(0, argument.find('=')), {set(argument)}).is_undefined()) << argument;
    ASSERT_EQ(diagnostics.error_count(), 1u) << argument;
    EXPECT_EQ(diagnostics.all()[0].span.begin, argument.find('=') + 1) << argument;
  }
}

TEST_F(Options, SayWhatTheyAre) {
  value("count", {set("count=many")});
  EXPECT_EQ(diagnostics.render(false),
            "--set:1:7: error: the option \"count\" must be an integer\n    1 | count=many\n      |       ^~~~\n");
  value("style", {set("p.style=fancie")});
  EXPECT_EQ(diagnostics.render(false),
            "--set:1:9: error: the option \"style\" must be plain or fancy, not \"fancie\"\n    1 | p.style=fancie\n      | "
            "        ^~~~~~ did you mean \"fancy\"?\n");
  value("some", {set("some=code,phras,code")});
  EXPECT_EQ(diagnostics.render(false),
            "--set:1:11: error: the option \"some\" consists of code, phrase or class, not \"phras\"\n    1 | some=code,phras,code\n      | "
            "          ^~~~~ did you mean \"phrase\"?\n");
}

// What is one of the choices prints in every language, and nothing else gets there.
TEST_F(Options, ItemsOfAListAreChecked) {
  const Value some = value("some", {set("some=class")});
  EXPECT_EQ(some.item(0).languages(), jinja::kAllLanguages);
  EXPECT_EQ(value("items", {set("items=class")}).item(0).languages(), jinja::kNoLanguage);
  Diagnostics ignored;
  const std::optional<Json> json = parse_json(sources.add("c.json", R"({"some": ["code", "x"]})"), ignored);
  EXPECT_TRUE(value("some", settings_of(*json)).is_undefined());
  EXPECT_EQ(diagnostics.all()[0].span.begin, 18u);
}

TEST_F(Options, AreReadFromAConfiguration) {
  const Source& source =
      sources.add("statusgen.json",
                  R"({"flag": false, "count": 7, "items": ["x", "y"], "p.text": "t", "other.text": "no", "logo": 5})");
  const std::optional<Json> json = parse_json(source, diagnostics);
  std::vector<Setting> settings = settings_of(*json);
  ASSERT_EQ(settings.size(), 6u);
  EXPECT_EQ(settings[3].product + "|" + settings[3].name, "p|text");
  value("logo", settings);
  ASSERT_EQ(diagnostics.error_count(), 1u);
  EXPECT_EQ(diagnostics.all()[0].span.source, &source);
  settings.pop_back();
  EXPECT_EQ(shown(value("flag", settings)) + shown(value("count", settings)) + shown(value("items", settings)) +
                shown(value("text", settings)),
            "False7[x][y]t");
}

// In JSON a value has a type of its own: "true" is a text there.
TEST_F(Options, JsonValuesAreNotConverted) {
  for (const std::string text :
       {R"({"flag": "true"})", R"({"count": "3"})", R"({"count": 3.0})", R"({"items": "a,b"})",
        R"({"items": ["a", 1]})", R"({"text": 5})", R"({"id": null})", R"({"style": true})", R"({"home": []})"}) {
    Diagnostics ignored;
    const std::optional<Json> json = parse_json(sources.add("c.json", text), ignored);
    const std::vector<Setting> settings = settings_of(*json);
    EXPECT_TRUE(value(settings[0].name, settings).is_undefined()) << text;
  }
}

TEST_F(Options, TheLastSettingWins) {
  EXPECT_EQ(shown(value("text", {set("text=a"), set("p.text=b")})), "b");
  EXPECT_EQ(shown(value("text", {set("p.text=b"), set("text=a")})), "a");
  EXPECT_EQ(shown(value("text", {set("text=a"), set("q.text=b")})), "a");
}

TEST_F(Options, ReportTheErrorsOfAllOptions) {
  value("count", {set("count=x"), set("flag=x"), set("id=-")});
  EXPECT_EQ(diagnostics.error_count(), 3u);
}

// What is checked narrowly may be printed in every language; texts are data like any other.
TEST_F(Options, CheckedTextsCarryAllLanguages) {
  for (const std::string name : {"style", "id", "ns", "header", "accent", "home"})
    EXPECT_EQ(value(name).languages(), jinja::kAllLanguages) << name;
  EXPECT_EQ(value("text", {set("text=x")}).languages(), jinja::kNoLanguage);
  EXPECT_EQ(value("items").item(0).languages(), jinja::kNoLanguage);
}

TEST_F(Options, FilesAreRead) {
  folder.put("logo.svg", "<svg/>\n");
  folder.put("bytes.bin", "\xFF\xFE");
  const auto member = [&](const std::string& file, std::string_view name) {
    Value out;
    std::uint32_t hint = 0;
    EXPECT_TRUE(value("logo", {set("logo=" + file)}).find(name, out, hint)) << diagnostics.render(false);
    return shown(out);
  };
  EXPECT_EQ(member("logo.svg", "name") + " " + member("logo.svg", "size") + " " + member("logo.svg", "text"),
            "logo.svg 7 <svg/>\n");
  EXPECT_EQ(member("bytes.bin", "text"), "None");
  EXPECT_EQ(member("bytes.bin", "base64"), "//4=");
  EXPECT_TRUE(value("logo", {set("logo=nope.png")}).is_undefined());
  EXPECT_EQ(diagnostics.error_count(), 1u);
  EXPECT_TRUE(value("logo", {set("logo=.")}).is_undefined());
  // RFC 4648, section 10
  for (const auto& [text, base64] : std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                                                     {"f", "Zg=="},
                                                                                     {"fo", "Zm8="},
                                                                                     {"foo", "Zm9v"},
                                                                                     {"foob", "Zm9vYg=="},
                                                                                     {"fooba", "Zm9vYmE="},
                                                                                     {"foobar", "Zm9vYmFy"}}) {
    folder.put("f", text);
    EXPECT_EQ(member("f", "base64"), base64);
  }
}

TEST_F(Options, OnlyAColorWithoutDefaultMayBeEmpty) {
  EXPECT_EQ(shown(value("tint")), "None");
  EXPECT_EQ(shown(value("tint", {set("tint=#123")})), "#123");
  EXPECT_EQ(shown(value("tint", {set("tint=#123"), set("tint=")})), "None");
  EXPECT_TRUE(value("accent", {set("accent=")}).is_undefined());
}

TEST_F(Options, LinksAreLabelsAndAddresses) {
  const auto links = [&](const std::vector<Setting>& settings) {
    const Value list = value("links", settings);
    std::string out;
    for (std::size_t i = 0; !list.is_undefined() && i < list.size(); ++i) {
      Value label, url;
      std::uint32_t hint = 0;
      EXPECT_TRUE(list.item(i).find("label", label, hint));
      EXPECT_TRUE(list.item(i).find("url", url, hint));
      EXPECT_EQ(label.languages(), jinja::kNoLanguage);
      EXPECT_EQ(url.languages(), jinja::kAllLanguages);
      out += "[" + std::string(label.as_text()) + "](" + std::string(url.as_text()) + ")";
    }
    return out;
  };
  EXPECT_EQ(links({}), "[Help](/help)");
  EXPECT_EQ(links({set("links=")}), "");
  EXPECT_EQ(links({set("links=A & B=https://a.example/?b=c,C=#d")}), "[A & B](https://a.example/?b=c)[C](#d)");
  const Source& source = sources.add("c.json", R"({"links": ["A=/a,b", "C=mailto:c@d.example"]})");
  EXPECT_EQ(links(settings_of(*parse_json(source, diagnostics))), "[A](/a,b)[C](mailto:c@d.example)");
  for (const std::string wrong : {"A", "=/a", "A=", "A=/a,", "A=javascript:x", "A=/a b", "A=/a,,B=/b"}) {
    const bool trailing = wrong == "A=/a,";  // as in any list
    EXPECT_EQ(value("links", {set("links=" + wrong)}).is_undefined(), !trailing) << wrong;
    if (!trailing) {
      EXPECT_EQ(diagnostics.all()[0].message, "the option \"links\" must be a list of LABEL=URL, such as Status=https://status.example.org");
    }
  }
  const Source& bad = sources.add("c.json", R"({"links": ["A=/a", "B", "C"]})");
  links(settings_of(*parse_json(bad, diagnostics)));
  ASSERT_EQ(diagnostics.error_count(), 2u);
  EXPECT_EQ(bad.position(diagnostics.all()[0].span.begin).column, 20u);
}

TEST_F(Options, ASettingNeedsANameAndAValue) {
  EXPECT_EQ(set("a.b=c=d").product + "|" + set("a.b=c=d").name + "|" + *set("a.b=c=d").value.string(), "a|b|c=d");
  EXPECT_EQ(set("b=").product + "|" + set("b=").name + "|" + *set("b=").value.string(), "|b|");
  for (const std::string text : {"b", "", "=c"}) {
    Diagnostics own;
    EXPECT_FALSE(parse_setting(sources.add("--set", text), own)) << text;
    EXPECT_EQ(own.error_count(), 1u);
  }
}

TEST_F(Options, ASettingThatNobodyTakesIsAnError) {
  const Product* const products[] = {&*product};
  const std::vector<std::string> names{"p", "q"};
  const auto said = [&](const std::string& argument) {
    Diagnostics own;
    const Setting setting = set(argument);
    check_settings(std::span(&setting, 1), products, names, own);
    return own.all().empty() ? "" : own.all()[0].message + " -> " + own.all()[0].hint;
  };
  EXPECT_EQ(said("text=a"), "");
  EXPECT_EQ(said("p.text=a"), "");
  EXPECT_EQ(said("q.anything=a"), "");  // of a product that is not made now
  EXPECT_EQ(said("p.txet=a"), "the product \"p\" has no option \"txet\" -> did you mean \"text\"?");
  EXPECT_EQ(said("p.quux=a"), "the product \"p\" has no option \"quux\" -> ");
  EXPECT_NE(said("cuont=1").find("did you mean \"count\"?"), std::string::npos);
  EXPECT_NE(said("zzz.text=1"), "");
}

TEST_F(Options, AWrongDefaultIsAnErrorOfTheProduct) {
  folder.put(
      "bad/product.json",
      R"({"format": "statusgen-product/1", "summary": "s",
      "options": [{"name": "n", "type": "integer", "default": "x", "help": "h"}],
      "outputs": [{"template": "p/a.txt.j2", "path": "a.txt"}]})");
  Diagnostics own;
  std::swap(own, diagnostics);
  const std::optional<Product> bad = load("bad");
  if (bad) check_default(bad->options[0], diagnostics);
  ASSERT_EQ(diagnostics.error_count(), 1u);
  EXPECT_EQ(diagnostics.all()[0].message, "the option \"n\" must be an integer");
  EXPECT_TRUE(diagnostics.all()[0].span.source->name().ends_with("bad/product.json"));
}

TEST(OptionType, NamesLeadBack) {
  for (const std::string name : {"boolean", "integer", "choice", "string", "list", "identifier", "qualified_identifier",
                                 "path", "color", "url", "links", "file"}) {
    ASSERT_TRUE(option_type(name)) << name;
    EXPECT_EQ(option_type_name(*option_type(name)), name);
  }
  EXPECT_FALSE(option_type("colour"));
}

}  // namespace
}  // namespace statusgen
