#!/usr/bin/python3
"""The error pages: each parsed by html5lib without a parse error, with its JSON and its text twin; the index of them
all; and the policy, whose hash is computed here once more. How they look in a browser is the matter of tests/browser.
"""
import json
import unittest

import helpers
import readers
from pages_facts import MAX_BYTES, facts, footer, hash_of, policy, situation

PROBLEM_MEMBERS = ["type", "title", "status", "detail"]
ARABIC = {"format": "statusgen-locale/1", "tag": "ar", "name": "العربية", "dir": "rtl",
          "strings": {"try_again": "حاول مرة أخرى", "code_label": "رمز الخطأ"},
          "situations": [{"id": "not_found", "title": "الصفحة غير موجودة",
                          "message": "لم نجد هذه الصفحة.", "advice": "تحقق من العنوان."}]}


def unwrapped(text):
    """The paragraphs of a text file, each in one line."""
    return [" ".join(paragraph.split("\n")) for paragraph in text.removesuffix("\n").split("\n\n")]


def for_each_page(test):
    """Makes a test of one page a test with a subtest for each."""
    def run(self):
        for number, code in facts().items():
            with self.subTest(number=number):
                test(self, number, code, self.pages[number])
    return run


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = helpers.generate() / "error-pages/en"
        cls.pages = {number: readers.Page(cls.folder / f"{number}.html") for number in facts()}

    def test_one_file_of_each_kind_for_each_number_on_the_wire(self):
        expected = {f"{number}.{kind}" for number in facts() for kind in ("html", "json", "txt")}
        self.assertEqual({path.name for path in self.folder.iterdir()}, expected)
        beside = {path.name for path in self.folder.parent.iterdir()} - {".statusgen-manifest"}
        self.assertEqual(beside, {"en", "index.html", "csp.txt"})
        for number in (404, 418, 503, 520):
            self.assertIn(number, facts())
        for number in (306, 444, 494, 495, 497, 460):
            self.assertNotIn(number, facts())

    @for_each_page
    def test_words(self, number, code, page):
        words = situation(code)
        self.assertEqual(page.texts("title"), [words["title"]])
        self.assertEqual(page.texts("h1"), [words["title"]])
        self.assertEqual(page.texts("p", "message"), [words["message"]])
        self.assertEqual(page.texts("p", "advice"), [words["advice"]])
        self.assertEqual(footer(page), {"Error code": f"{number} {helpers.label(code)}"})

    @for_each_page
    def test_no_jargon_before_the_footer(self, number, code, page):
        visible = " ".join(page.texts("main")).lower()
        for word in (str(number), "error", "oops", "sorry", "bad request", "invalid", "http"):
            self.assertNotIn(word, visible)

    @for_each_page
    def test_language_and_direction(self, number, code, page):
        self.assertEqual((page.tree.get("lang"), page.tree.get("dir")), ("en", "ltr"))

    @for_each_page
    def test_metadata(self, number, code, page):
        self.assertTrue(page.bytes.startswith(b"<!DOCTYPE html>\n"))
        self.assertEqual(page.meta("robots"), ["noindex"])
        self.assertEqual(page.meta("color-scheme"), ["light dark"])
        self.assertEqual(page.meta("viewport"), ["width=device-width, initial-scale=1"])
        self.assertLess(page.bytes.index(b'<meta charset="utf-8">'), 1024)
        self.assertEqual([meta.get("http-equiv") for meta in page.all("meta")], [None] * len(page.all("meta")))

    @for_each_page
    def test_structure(self, number, code, page):
        self.assertEqual([len(page.all(tag)) for tag in ("main", "h1", "style", "title", "footer")], [1] * 5)
        self.assertEqual([element.tag for element in page.tree.find("head") if element.tag == "style"], ["style"])

    @for_each_page
    def test_nothing_runs_and_nothing_is_loaded(self, number, code, page):
        for tag in ("script", "link", "img", "iframe", "object", "embed", "svg", "base", "form", "video", "audio"):
            self.assertEqual(page.all(tag), [])
        for element in readers.elements(page.tree):
            self.assertEqual([name for name in element.keys() if name.startswith("on") or name == "style"], [])
        self.assertTrue(set(page.addresses()) <= {("a", ""), ("a", "/")}, page.addresses())
        self.assertNotRegex(page.texts("style")[0], r"url\(|@import|expression|</")

    def test_one_style_for_all_and_one_policy(self):
        pages = [*self.pages.values(), readers.Page(self.folder.parent / "index.html")]
        self.assertEqual(policy(self.folder.parent), {
            "default-src": "'none'", "style-src": hash_of(pages[0]), "base-uri": "'none'", "form-action": "'none'",
            "frame-ancestors": "'none'"})
        self.assertEqual({hash_of(page) for page in pages}, {hash_of(pages[0])})

    def test_what_the_index_leads_to(self):
        folder = helpers.generate("--locale", "en,de", products=("error-pages",)) / "error-pages"
        index = readers.Page(folder / "index.html")
        links = [address for _, address in index.addresses()]
        pages = [path.relative_to(folder).as_posix() for tag in ("en", "de") for path in (folder / tag).iterdir()]
        self.assertEqual(sorted(links), sorted(pages))
        self.assertEqual(index.texts("h2"), ["English", "Deutsch"])
        titles = [bdi.text for bdi in index.all("bdi")]
        self.assertIn("Seite nicht gefunden", titles)
        counts = [len(index.all(tag)) for tag in ("script", "link", "img", "main", "h1", "style")]
        self.assertEqual(counts, [0, 0, 0, 1, 1, 1])

    @for_each_page
    def test_size(self, number, code, page):
        self.assertLessEqual(len(page.bytes), MAX_BYTES)

    @for_each_page
    def test_a_second_try_is_offered_where_it_can_help(self, number, code, page):
        tries = [a for a in page.all("a") if a.get("href") == ""]
        if number in (408, 429, 500, 502, 503, 504):
            self.assertEqual([a.text for a in tries], ["Try again"])
        if number in (400, 401, 403, 404, 405, 410, 413, 414, 451, 501):
            self.assertEqual(tries, [])

    @for_each_page
    def test_json(self, number, code, page):
        text = helpers.read(self.folder / f"{number}.json")
        self.assertTrue(text.endswith("}\n"))
        problem = json.loads(text, object_pairs_hook=readers.no_duplicates)
        self.assertEqual(list(problem), PROBLEM_MEMBERS)
        self.assertEqual(problem, {"type": "about:blank", "title": helpers.label(code), "status": number,
                                   "detail": situation(code)["message"]})

    def test_phrases_are_those_of_the_registry(self):
        for number, (phrase, formerly) in helpers.iana().items():
            if number >= 400:
                with self.subTest(number=number):
                    problem = json.loads(helpers.read(self.folder / f"{number}.json"))
                    self.assertEqual(problem["title"], phrase or formerly[-1])

    @for_each_page
    def test_text(self, number, code, page):
        text = helpers.read(self.folder / f"{number}.txt")
        words = situation(code)
        self.assertEqual(unwrapped(text), [words["title"], words["message"], words["advice"],
                                           f"Error code: {number} {helpers.label(code)}"])
        for line in text.split("\n"):
            self.assertLessEqual(len(line), 72)
            self.assertEqual(line, line.rstrip())


class Languages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        locale = helpers.write_json("ar.json", ARABIC)
        cls.folder = helpers.generate("--locale", f"en,de,{locale}", products=("error-pages",)) / "error-pages"

    def test_from_right_to_left(self):
        page = readers.Page(self.folder / "ar/404.html")
        self.assertEqual((page.tree.get("lang"), page.tree.get("dir")), ("ar", "rtl"))
        self.assertEqual(page.texts("h1"), ["الصفحة غير موجودة"])
        self.assertEqual(footer(page), {"رمز الخطأ": "404 Not Found"})
        self.assertEqual([(bdi.text, bdi.get("lang")) for bdi in page.all("bdi")], [("404 Not Found", "en")])

    def test_what_falls_back_says_that_it_is_english(self):
        def english(path):
            return {e.text for e in readers.elements(readers.Page(self.folder / path).tree) if e.get("lang") == "en"}
        self.assertEqual(english("ar/404.html"), {"404 Not Found", "Go to the home page"})
        words = situation(facts()[503])
        self.assertEqual(english("ar/503.html"), {words["title"], words["message"], words["advice"],
                                                  "Go to the home page", "503 Service Unavailable"})
        self.assertEqual(readers.Page(self.folder / "ar/503.html").all("title")[0].get("lang"), "en")
        self.assertEqual(english("de/503.html"), {"503 Service Unavailable"})

    def test_every_locale_makes_every_page(self):
        for tag in ("de", "ar"):
            names = {path.name for path in (self.folder / tag).iterdir()}
            self.assertEqual(names, {path.name for path in (self.folder / "en").iterdir()})

    def test_size(self):
        for path in sorted(self.folder.glob("*/*.html")):
            with self.subTest(page=path.name):
                self.assertLessEqual(len(readers.Page(path).bytes), MAX_BYTES)


if __name__ == "__main__":
    helpers.main()
