#!/usr/bin/python3
"""Texts that try to break out: every product still parses, and each text comes back as it went in."""
import json
import unittest
import urllib.parse

import helpers
import hostile_overlay as hostile
import readers
from compilers import SOURCES, Header, Probe, compilers, variants


def folder(product):
    return helpers.generate(*hostile.arguments()) / product


def collapsed(text):
    return readers.SPACE.sub(" ", text).strip(" ")


class EachText(unittest.TestCase):
    def each(self, check):
        for index, (text, number) in enumerate(hostile.numbers().items()):
            with self.subTest(number=number, text=text[:40]):
                check(index, text, number)


class Cpp(EachText):
    @classmethod
    def setUpClass(cls):
        cls.header = Header(folder("cpp"))

    def test_compiles(self):
        for compiler, standard in variants():
            for extra in ([], ["-trigraphs"]):
                with self.subTest(compiler=compiler, standard=standard, extra=extra):
                    for source in ("alone.cpp", "compile_time.cpp"):
                        self.header.built(compiler, standard, [SOURCES / source], *extra)

    def test_phrases_come_back(self):
        expected = {number: text for text, number in hostile.numbers().items()}
        expected |= {number: phrase or formerly[-1] for number, (phrase, formerly) in helpers.iana().items()}
        for compiler, standard in variants():
            for extra in ([], ["-trigraphs"]):
                with self.subTest(compiler=compiler, standard=standard, extra=extra):
                    probe = Probe(self.header, compiler, standard, *extra)
                    self.assertEqual({n: value[-1] for n, value in probe.values().items() if value[-1]}, expected)
                    self.assertEqual(probe.ask("phrases", hostile.TEXTS), list(hostile.numbers().values()))

    def test_former_phrases_parse(self):
        former = {f"{text} former {i}": number
                  for i, (text, number) in enumerate(hostile.numbers().items()) if text.isascii()}
        self.assertEqual(Probe(self.header).ask("phrases", former), list(former.values()))

    def test_vendors(self):
        lines = ["#include HEADER", "#include <iostream>", "int main() {"]
        for index, number in enumerate(hostile.numbers().values()):
            scope = f"NAMESPACE::vendor_{index}"
            lines.append(f"  std::cout << NAMESPACE::phrase({scope}::TYPE::hostile_{index}) << '\\n';")
            lines.append(f"  static_assert(NAMESPACE::TYPE::hostile_{index} == NAMESPACE::TYPE{{{number}}});")
        path = helpers.new_folder("source") / "vendors.cpp"
        path.write_text("\n".join([*lines, "}\n"]), encoding="utf-8")
        for compiler in compilers():
            with self.subTest(compiler=compiler):
                output = helpers.output_of(self.header.built(compiler, "-std=c++17", [path]))
                self.assertEqual(output.split("\n")[:-1], hostile.TEXTS)


class OpenApi(EachText):
    @classmethod
    def setUpClass(cls):
        cls.json, cls.yaml = readers.openapi(folder("openapi"))
        cls.responses = {r["x-status-code"]: r for r in cls.json["components"]["responses"].values()}

    def test_yaml_equals_json(self):
        self.assertEqual(self.yaml, self.json)

    def test_frame(self):
        self.assertEqual(self.json["info"]["title"], hostile.TITLE)
        self.assertEqual(self.json["info"]["contact"]["name"], hostile.SETTINGS["openapi.contact_name"])
        self.assertEqual(self.json["info"]["license"]["name"], hostile.SETTINGS["openapi.license"])

    def test_texts_come_back(self):
        def check(index, text, number):
            response = self.responses[number]
            self.assertEqual(readers.markdown_text(response["description"]), collapsed(text))
            example = self.json["components"]["examples"][f"Hostile{index}"]
            self.assertEqual(example, {"summary": f"{number} {text}", "value": {
                "type": "about:blank", "title": text, "status": number, "detail": text}})
            header = self.json["components"]["headers"][f"X-Hostile-{index}"]
            self.assertEqual(header["example"], text)
            self.assertEqual(readers.markdown_text(header["description"]), collapsed(text))
            self.assertTrue(response["x-source"]["title"].startswith(f"{text} {index}"))
        self.each(check)


class Pages(EachText):
    def test_texts_come_back(self):
        def check(index, text, number):
            for tag in ("en", "xx"):
                base = folder("error-pages") / tag
                page = readers.Page(base / f"{number}.html")
                own = hostile.TITLE if tag == "xx" else None
                separator, code = own or "–", own or "Error code"
                self.assertEqual(page.texts("title"), [f"{text} {separator} {hostile.TITLE}"])
                self.assertEqual(page.texts("header"), [hostile.TITLE])
                words = page.texts("h1") + page.texts("p", "message") + page.texts("p", "advice")
                self.assertEqual(words, [text] * 3)
                self.assertEqual(page.texts("dt"), [code, own or "Request ID"])
                self.assertEqual(page.texts("dd"), [f"{number} {text}", hostile.TITLE])
                self.assertEqual(page.texts("a"), [own or "Try again", own or "Go to the home page", hostile.TITLE])
                self.assertEqual(page.addresses(), [("a", ""), ("a", "/"), ("a", "/x")])
                self.assertNotRegex(helpers.read(base / f"{number}.html"), "[{][{%#]|<!--#")
                self.assertEqual([len(page.all(t)) for t in ("script", "img", "svg", "b", "style")], [0, 0, 0, 0, 1])
                problem = json.loads(helpers.read(base / f"{number}.json"))
                self.assertEqual(problem, {"type": "about:blank", "title": text, "status": number, "detail": text})
                plain = helpers.read(base / f"{number}.txt").removesuffix("\n").split("\n\n")
                plain = [" ".join(part.split("\n")) for part in plain]
                last = f"{code}: {number} {text} {own or 'Request ID'}: {hostile.TITLE}"
                self.assertEqual(plain, [text] * 3 + [last])
        self.each(check)

    def test_index(self):
        page = readers.Page(folder("error-pages") / "index.html")
        self.assertEqual(page.texts("title"), [f"Error pages – {hostile.TITLE}"])
        self.assertEqual(page.texts("h2"), ["English", hostile.TITLE])
        self.assertEqual([len(page.all(t)) for t in ("script", "img", "svg", "b", "style")], [0, 0, 0, 0, 1])

        def check(index, text, number):
            rows = [dd for dt, dd in zip(page.texts("dt"), page.texts("dd")) if dt == str(number)]
            self.assertEqual(rows, [f"{text}, JSON, text"] * 2)
        self.each(check)


class Markdown(EachText):
    @classmethod
    def setUpClass(cls):
        pages = folder("docs-markdown")
        cls.trees = {path.relative_to(pages).as_posix(): readers.markdown(helpers.read(path)) for path in pages.rglob("*.md")}

    def check_code(self, path, index, text, number):
        heading, elements = readers.sections(self.trees[path])[f"http-{number}"]
        text = collapsed(text)
        self.assertEqual(heading, f"{number} {text}")
        paragraphs = [readers.text_of(e) for e in elements if e.tag == "p"]
        self.assertEqual(paragraphs[:3], [text, text, f"For users: {text}"])
        items = [readers.text_of(item) for e in elements for item in e.iter("li")]
        source = f"{text} {index}" + ("" if index % 2 else f", {'section ' if text[0].isdigit() else ''}{text}")
        for item in (f"Source: {source}", f"Also called: {text} ({source})", f"Not 404: {text}", f"{text} ({source})",
                     f"X-Hostile-{index}: MAY if {text} ({source})", f"How it comes about: {hostile.TITLE}"):
            self.assertIn(collapsed(item), items)

    def test_codes(self):
        self.each(lambda index, text, number: self.check_code("4xx.md", index, text, number))

    def test_vendors(self):
        def check(index, text, number):
            path = f"vendors/vendor-{index}.md"
            self.check_code(path, index, text, number)
            self.assertEqual(readers.text_of(next(self.trees[path].iter("h1"))), collapsed(text))
            links = [a.get("href") for a in self.trees[path].iter("a") if readers.text_of(a) == "Website"]
            self.assertEqual([urllib.parse.unquote(link) for link in links], [urllib.parse.unquote(hostile.URL)])
        self.each(check)

    def test_tables(self):
        for path, tree in self.trees.items():
            for table in readers.tables(tree):
                with self.subTest(page=path):
                    self.assertEqual({len(row) for row in table}, {len(table[0])})
        for path in folder("docs-markdown").rglob("*.md"):
            for table in readers.raw_tables(helpers.read(path)):
                with self.subTest(page=path.name, what="pipes"):
                    self.assertEqual(len({line.count("|") for line in table.splitlines()}), 1)
        rows = {row[0]: row for row in readers.tables(self.trees["4xx.md"])[0]}
        self.each(lambda index, text, number: self.assertEqual(rows[str(number)][1:3], [collapsed(text)] * 2))

    def test_sources_in_tables_are_links(self):
        links = {readers.text_of(a) for row in self.trees["4xx.md"].iter("tr") for a in row.iter("a")}


        def check(index, text, number):
            self.assertTrue(any(link.startswith(collapsed(f"{text} {index}")) for link in links))
        self.each(check)

    def test_topics_and_rules(self):
        found = readers.sections(self.trees["topics.md"])
        rules = {readers.text_of(item).rsplit(" (", 1)[0] for item in self.trees["README.md"].iter("li")}

        def check(index, text, number):
            heading, elements = found[f"topic-{index}"]
            self.assertEqual([heading] + [readers.text_of(e) for e in elements if e.tag == "p"], [collapsed(text)] * 3)
            self.assertTrue(any(rule.startswith(collapsed(text)) for rule in rules))
        self.each(check)

    def test_nothing_of_it_became_markup(self):
        allowed = set("html head body h1 h2 p a ul li strong table thead tbody tr th td".split())
        for path, tree in self.trees.items():
            with self.subTest(page=path):
                self.assertEqual({e.tag for e in readers.elements(tree)} - allowed, set())
                for link in tree.iter("a"):
                    self.assertRegex(link.get("href") or "#", r"^(https?://|mailto:|#|[A-Za-z0-9./-]+\.md)")
                    self.assertEqual(set(link.keys()) - {"href", "id"}, set())


class Refused(unittest.TestCase):
    def refused(self, **members):
        done = helpers.statusgen("generate", "-o", helpers.new_folder("out"), "--overlay", helpers.overlay(**members))
        self.assertEqual(done.returncode, 1, done.stderr.decode())
        self.assertRegex(done.stderr.decode(), r"^overlay\.json|/overlay\.json:\d+:\d+: error: ")

    def test_characters_that_no_line_may_have(self):
        for text in ("a\nb", "a\rb", "a\tb", "a\0b", "a\x1bb", "a\x7fb", "a\x85b", "a\u2028b", "a\u2029b", "a\u202eb",
                     "a\u2066b", "a\u200fb", " a", "a ", ""):
            for member in ("phrase", "summary", "support"):
                with self.subTest(text=text, member=member):
                    self.refused(codes=[{"code": 404, "defined_by": "iana", member: text}])
            with self.subTest(text=text, member="title"):
                self.refused(title=text)

    def test_urls(self):
        for url in ("javascript:alert(1)", "data:text/html,x", "https://x.example/\"onclick=", "https://x.example/<b>",
                    "//x.example", "https://x.example/a b", "https://x.example/\u00e9", "HTTPS://x.example", "https://",
                    "https://-x/"):
            with self.subTest(url=url):
                self.refused(definers=[{"id": "nginx", "url": url}])

    def test_names(self):
        for name in ("a-b", "A", "1a", "a b", "a;b", "a\u00e9", ""):
            with self.subTest(name=name):
                self.refused(codes=[{"code": 404, "defined_by": "iana", "name": name}])


if __name__ == "__main__":
    helpers.main()
