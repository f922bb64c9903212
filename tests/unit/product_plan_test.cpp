// product.json x spec x locales -> which files with which variables.
#include "product/plan.hpp"

#include <string>
#include <vector>

#include "product/render.hpp"
#include "template_test_helpers.hpp"

namespace statusgen {
namespace {

using jinja::TestFolder;

const std::string kSpec = R"({
  "title": "T",
  "classes": [{"id": "4xx"}, {"id": "5xx"}, {"id": "1xx"}],
  "definers": [{"id": "iana"}, {"id": "nginx"}, {"id": "acme"}],
  "codes": [
    {"code": 404, "defined_by": "iana", "class": "4xx", "name": "not_found"},
    {"code": 499, "defined_by": "nginx", "class": "4xx", "name": "client_gone"},
    {"code": 499, "defined_by": "acme", "class": "4xx", "name": "our_own"},
    {"code": 500, "defined_by": "iana", "class": "5xx", "name": "internal"}]})";

class Plans : public testing::Test {
 protected:
  Plans() {
    folder.put("p/a.txt.j2", "");
    spec = *parse_json(sources.add("spec.json", kSpec), diagnostics);
    for (const std::string tag : {"en", "de"})
      locales.push_back(*parse_json(sources.add(tag, "{\"tag\": \"" + tag + "\"}"), diagnostics));
  }

  // `members` stand in product.json beside "format" and "summary".
  std::unique_ptr<Plan> plan(const std::string& members, const std::vector<std::string>& conditions = {},
                             const std::vector<Setting>& settings = {}) {
    plans_.emplace_back(std::make_unique<Run>(folder, sources, diagnostics));
    Run& run = *plans_.back();
    folder.put("p/product.json", "{\"format\": \"statusgen-product/1\", \"summary\": \"s\",\n" + members + "}\n");
    run.product = load_product("p", {}, true, run.library, run.engine, sources, diagnostics);
    if (!run.product) return nullptr;
    Request request{&*run.product, {}, settings, {&locales[0], &locales[1]}, folder.path()};
    for (const std::string& text : conditions) {
      const Source& source = sources.add("--where", text);
      auto condition = parse_condition({&source, 0, text.size()}, run.engine, diagnostics);
      if (!condition) return nullptr;
      run.conditions.push_back(std::move(*condition));
    }
    for (const Condition& condition : run.conditions) request.conditions.push_back(&condition);
    return make_plan(spec, request, run.engine, diagnostics);
  }

  std::string output(const std::string& members) {
    return R"("outputs": [{"template": "p/a.txt.j2", )" + members + "}]";
  }

  // The paths of the outputs in their order, or the first error.
  std::string paths(const std::string& members, const std::vector<std::string>& conditions = {}) {
    diagnostics = {};
    const auto made = plan(members, conditions);
    EXPECT_EQ(made == nullptr, diagnostics.has_errors());
    if (made == nullptr) return "error: " + diagnostics.all()[0].message;
    std::string out;
    for (const PlannedOutput& each : made->outputs) out += (out.empty() ? "" : " ") + each.path;
    return out;
  }

  // What the template gives with the variables of its only output.
  std::string rendered(const std::string& text, const std::string& members) {
    folder.put("p/a.txt.j2", text);
    diagnostics = {};
    const auto made = plan(members);
    if (made == nullptr) return diagnostics.render(false);
    const auto files = render_plan(*made, plans_.back()->engine, diagnostics);
    if (!files) return diagnostics.render(false);
    std::string out;
    for (const OutputFile& file : *files) out += file.bytes;
    return out;
  }

  struct Run {
    Run(const TestFolder& folder, SourceSet& sources, Diagnostics& diagnostics)
        : library({{folder.path(), {}}}, sources, diagnostics),
          engine({[this](std::string_view name) { return library.load(name); },
                  [this] { return library.template_names(); }}) {}
    Library library;
    jinja::Engine engine;
    std::optional<Product> product;
    std::deque<Condition> conditions;
  };

  TestFolder folder;
  SourceSet sources;
  Diagnostics diagnostics;
  Json spec;
  std::vector<Json> locales;
  std::vector<std::unique_ptr<Run>> plans_;
};

TEST_F(Plans, AnOutputIsMadeOnceOrForEach) {
  EXPECT_EQ(paths(output(R"("path": "a.txt")")), "a.txt");
  EXPECT_EQ(paths(output(R"("for_each": "code", "path": "{{ code.code }}-{{ code.defined_by }}")")),
            "404-iana 499-nginx 499-acme 500-iana");
  EXPECT_EQ(paths(output(R"("for_each": "number", "path": "{{ number.code }}")")), "404 499 500");
  EXPECT_EQ(paths(output(R"("for_each": "class", "path": "{{ class.id }}")")), "4xx 5xx 1xx");
  EXPECT_EQ(paths(output(R"("for_each": "definer", "path": "{{ definer.id }}")")), "iana nginx acme");
  EXPECT_EQ(paths(output(R"("for_each": "locale", "path": "{{ locale.tag }}")")), "en de");
  EXPECT_EQ(paths(output(R"("for_each": ["class"], "path": "{{ class.id }}")")), "4xx 5xx 1xx");
}

TEST_F(Plans, SeveralListsGiveTheirProductFirstOutermost) {
  EXPECT_EQ(paths(output(R"("for_each": ["locale", "number"], "path": "{{ locale.tag }}/{{ number.code }}")")),
            "en/404 en/499 en/500 de/404 de/499 de/500");
  EXPECT_EQ(paths(output(R"("for_each": ["number", "locale"], "path": "{{ locale.tag }}/{{ number.code }}")")),
            "en/404 de/404 en/499 de/499 en/500 de/500");
  EXPECT_EQ(
      paths(output(R"("for_each": ["class", "locale", "definer"], "where": "class.id == '5xx' and definer.id != 'acme'",
                             "path": "{{ class.id }}/{{ locale.tag }}/{{ definer.id }}")")),
      "5xx/en/iana 5xx/en/nginx 5xx/de/iana 5xx/de/nginx");
}

TEST_F(Plans, WhereLeavesItemsOut) {
  EXPECT_EQ(paths(output(R"("for_each": "number", "where": "number.code >= 499", "path": "{{ number.code }}")")),
            "499 500");
  EXPECT_EQ(
      paths(output(R"("for_each": "locale", "where": "locale.tag == locales[0].tag", "path": "{{ locale.tag }}")")),
      "en");
  EXPECT_EQ(paths(output(R"("where": "codes|length > 99", "path": "a")")), "");
  EXPECT_EQ(paths(output(R"("where": "spec.title == 'T'", "path": "a")")), "a");
}

TEST_F(Plans, TheProductAndTheUserSelectCodes) {
  const std::string each = output(R"("for_each": "code", "path": "{{ code.name }}")");
  EXPECT_EQ(paths(R"("where": "defined_by == 'iana'", )" + each), "not_found internal");
  EXPECT_EQ(paths(each, {"code < 500", "defined_by in ['iana', 'acme']"}), "not_found our_own");
  EXPECT_EQ(paths(R"("where": "defined_by == 'iana'", )" + each, {"code == 500"}), "internal");
  // The selection shows in every list, and classes stay without codes where definers go.
  const std::string lists =
      "{{ codes|length }} {{ numbers|map(attribute='code')|join(',') }} {% for c in classes %}{{ c.id }}:{{ "
      "c.codes|length }} {% endfor %}"
      "{{ definers|map(attribute='id')|join(',') }} {{ spec.codes|length }}";
  EXPECT_EQ(rendered(lists, R"("where": "defined_by == 'iana'", )" + output(R"("path": "a")")),
            "2 404,500 4xx:1 5xx:1 1xx:0 iana 4");
}

TEST_F(Plans, ASelectionOfNothingIsAWarningAtTheCondition) {
  EXPECT_EQ(paths(output(R"("for_each": "code", "path": "{{ code.name }}")"), {"code == 999"}), "");
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
  EXPECT_EQ(diagnostics.all()[0].span.source->name(), "--where");
}

TEST_F(Plans, ANumberHasItsEntriesAndTheFirst) {
  EXPECT_EQ(
      rendered("{{ number.code }}:{{ number.entry.name }}:{{ number.entries|map(attribute='defined_by')|join('+') }};",
               output(R"("for_each": "number", "path": "{{ number.code }}")")),
      "404:not_found:iana;499:client_gone:nginx+acme;500:internal:iana;");
}

TEST_F(Plans, TemplatesSeeTheirNames) {
  folder.put("p/facts.json", R"({"known": [1, 2]})");
  const std::string members =
      R"("options": [{"name": "style", "type": "choice", "choices": ["a", "b"], "default": "b", "help": "h"}],
      "data": {"facts": "facts.json"}, )";
  EXPECT_EQ(
      rendered("{{ output.path }} {{ locale.tag }} {{ locales|map(attribute='tag')|join(',') }} {{ options.style }} {{ "
               "data.facts.known|join }} {{ spec.title }} "
               "{{ codes|length }}{{ numbers|length }}{{ classes|length }}{{ definers|length }} {{ code is defined }}",
               members + output(R"("path": "{{ options.style }}/{{ data.facts.known[0] }}.txt")")),
      "b/1.txt en en,de b 12 T 4333 False");
  EXPECT_EQ(rendered("{{ locale.tag }}:{{ output.path }} ",
                     output(R"("for_each": "locale", "path": "{{ locale.tag }}.txt")")),
            "en:en.txt de:de.txt ");
}

TEST_F(Plans, TwoOutputsWithOnePathAreAnError) {
  EXPECT_EQ(paths(output(R"("for_each": "code", "path": "same.txt")")),
            "error: two outputs of \"p\" have the path \"same.txt\"");
  EXPECT_EQ(diagnostics.error_count(), 1u);
  EXPECT_EQ(paths(output(R"("for_each": "code", "path": "{{ code.code }}")")),
            "error: two outputs of \"p\" have the path \"499\"");
  EXPECT_EQ(paths(R"("outputs": [{"template": "p/a.txt.j2", "path": "x"},
    {"template": "p/a.txt.j2", "path": "y"}, {"template": "p/a.txt.j2", "path": "x"}])"),
            "error: two outputs of \"p\" have the path \"x\"");
  ASSERT_EQ(diagnostics.all()[0].notes.size(), 1u);
  const auto line = [](Span span) { return span.source->position(span.begin).line; };
  EXPECT_EQ(line(diagnostics.all()[0].span), 3u);
  EXPECT_EQ(line(diagnostics.all()[0].notes[0].span), 2u);
  EXPECT_NE(diagnostics.all()[0].notes[0].span.begin, diagnostics.all()[0].span.begin);
}

TEST_F(Plans, ValuesInPathsAreOneSegment) {
  spec = *parse_json(sources.add("spec.json", R"({"title": "../x", "classes": [], "definers": [], "codes": []})"),
                     diagnostics);
  EXPECT_EQ(paths(output(R"("path": "{{ spec.title }}")")),
            "error: a value in a path is one segment, this is \"../x\"");
  EXPECT_EQ(paths(output(R"("path": "{{ spec.title|kebab }}.txt")")), "x.txt");
}

TEST_F(Plans, ARequirementMustHold) {
  const std::string members =
      R"("require": [{"that": "codes|length > 1", "message": "needs codes"},
    {"that": "options == {}", "message": "no options"},
    {"that": "'500' in numbers|map(attribute='code')|map('string')|list", "message": "needs 500"}], )" +
      output(R"("path": "a")");
  EXPECT_EQ(paths(members), "a");
  EXPECT_EQ(paths(members, {"code == 404"}), "error: needs codes");
  EXPECT_EQ(diagnostics.error_count(), 2u);
  const std::string report = diagnostics.render(false);
  EXPECT_NE(
      report.find("p/product.json:2:23: error: needs codes\n    2 | \"require\": [{\"that\": \"codes|length > 1\""),
      std::string::npos)
      << report;
  EXPECT_NE(report.find("error: needs 500\n"), std::string::npos) << report;
}

TEST_F(Plans, ErrorsInExpressionsPointIntoTheProduct) {
  const auto report = [&](const std::string& members, const std::vector<std::string>& conditions = {}) {
    paths(members, conditions);
    const std::string text = diagnostics.render(false);
    return text.substr(text.rfind("product.json:") == std::string::npos ? 0 : text.find("product.json:"));
  };
  EXPECT_TRUE(
      report(output(R"("path": "{{ nope }}")")).starts_with("product.json:2:52: error: \"nope\" is undefined\n"))
      << diagnostics.render(false);
  EXPECT_TRUE(report(output(R"("path": "{{ code.nmae }}", "for_each": "code")")).find("did you mean \"name\"?") !=
              std::string::npos);
  EXPECT_EQ(diagnostics.error_count(), 1u);  // once, not for each code
  EXPECT_TRUE(
      report(output(R"("path": "a", "where": "1 +")")).starts_with("product.json:2:66: error: expected an expression"))
      << diagnostics.render(false);
  EXPECT_TRUE(report(R"("where": "cdoe == 1", )" + output(R"("path": "a")"))
                  .starts_with("product.json:2:11: error: \"cdoe\" is undefined\n"));
  EXPECT_TRUE(report(output(R"("path": "a")"), {"1 < 'a'"}).starts_with("--where:1:3: error: "))
      << diagnostics.render(false);
  EXPECT_TRUE(report(output(R"("path": "a")"), {"code ="}).starts_with("--where:1:6: error: "))
      << diagnostics.render(false);
  // Where escapes keep the text and the file from being the same, the line is named.
  EXPECT_TRUE(report(output(R"("path": "\u0061{{ nope }}")"))
                  .starts_with("product.json: text in line 2:1:5: error: \"nope\" is undefined\n"))
      << diagnostics.render(false);
}

TEST_F(Plans, ErrorsOfAllOutputsComeInOneRun) {
  paths(
      R"("outputs": [{"template": "p/a.txt.j2", "path": "{{ x }}"}, {"template": "p/a.txt.j2", "path": "{{ y }}"},
      {"template": "p/a.txt.j2", "path": "ok", "where": "z"}])");
  EXPECT_EQ(diagnostics.error_count(), 3u);
}

TEST_F(Plans, MissingPartsAreNamed) {
  EXPECT_EQ(paths(R"("outputs": [{"template": "p/b.txt.j2", "path": "a"}])"),
            "error: there is no template \"p/b.txt.j2\"");
  EXPECT_EQ(diagnostics.all()[0].hint, "did you mean \"p/a.txt.j2\"?");
  EXPECT_EQ(paths(output(R"("path": "a", "language": "klingon")")), "error: there is no language \"klingon\"");
  EXPECT_EQ(paths(R"("data": {"x": "none.json"}, )" + output(R"("path": "a")")),
            "error: there is no file \"p/none.json\"");
  diagnostics = {};
  Library library({{folder.path(), {}}}, sources, diagnostics);
  jinja::Engine engine({[&](std::string_view name) { return library.load(name); }, {}});
  EXPECT_FALSE(load_product("cqp", {}, true, library, engine, sources, diagnostics));
  ASSERT_EQ(diagnostics.error_count(), 1u);
  EXPECT_EQ(diagnostics.all()[0].message + " -> " + diagnostics.all()[0].hint,
            "there is no product \"cqp\" -> did you mean \"cpp\"?");
}

TEST_F(Plans, RenderingNamesTheOutputAndReportsAnErrorOnce) {
  const std::string report =
      rendered("ok\n{{ number.entry.nmae }}\n", output(R"("for_each": "number", "path": "{{ number.code }}.txt")"));
  EXPECT_NE(report.find("p/a.txt.j2:2:17: error: "), std::string::npos) << report;
  EXPECT_NE(report.find("note: rendering output \"404.txt\" of \"p\"\n"), std::string::npos) << report;
  EXPECT_EQ(diagnostics.error_count(), 1u);
  const std::string two = rendered("{% if number.code == 500 %}{{ x }}{% else %}\n{{ y }}{% endif %}",
                                   output(R"("for_each": "number", "path": "{{ number.code }}")"));
  EXPECT_EQ(diagnostics.error_count(), 2u) << two;
}

TEST_F(Plans, LineEndsAndLanguageAreTheOutputsOwn) {
  EXPECT_EQ(rendered("a\nb\n", output(R"("path": "a", "newline": "crlf")")), "a\r\nb\r\n");
  EXPECT_NE(rendered("{{ spec.title }}", output(R"("path": "a", "language": "cpp")"))
                .find("this text is not escaped for cpp"),
            std::string::npos);
  EXPECT_EQ(rendered("{{ '<' ~ spec.title }}", output(R"("path": "a", "language": "html")")), "&lt;T");
}

TEST_F(Plans, ThePlanIsJsonForOthers) {
  std::vector<std::unique_ptr<Plan>> plans;
  plans.push_back(plan(output(R"("for_each": "locale", "path": "{{ locale.tag }}.txt", "newline": "crlf")")));
  ASSERT_NE(plans[0], nullptr) << diagnostics.render(false);
  const Json json = plan_json(plans, plans_.back()->engine);
  const Json* product = json.find("products")->find("p");
  const Json& first = product->find("outputs")->array()->at(0);
  EXPECT_EQ(
      to_json_text(first),
      R"({"path":"en.txt","template":"p/a.txt.j2","language":"txt","newline":"crlf",)"
      R"("context":{"locale":{"tag":"en"},"output":{"path":"en.txt"}}})");
  EXPECT_EQ(product->find("outputs")->array()->size(), 2u);
  EXPECT_EQ(to_json_text(*product->find("context")->find("locale")), R"({"tag":"en"})");
  EXPECT_EQ(product->find("context")->find("numbers")->array()->at(1).find("entries")->array()->size(), 2u);
}

}  // namespace
}  // namespace statusgen
