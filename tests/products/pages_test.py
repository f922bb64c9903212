#!/usr/bin/python3
"""The error pages: each parsed by html5lib without a parse error, with its JSON and its text twin."""
import json
import unittest

import helpers
import readers

MAX_BYTES = 4096  # Envoy's limit for a local reply is the tightest
PROBLEM_MEMBERS = ["type", "title", "status", "detail"]
ARABIC = {"format": "statusgen-locale/1", "tag": "ar", "name": "العربية", "dir": "rtl",
          "strings": {"try_again": "حاول مرة أخرى", "code_label": "رمز الخطأ"},
          "situations": [{"id": "not_found", "title": "الصفحة غير موجودة",
                          "message": "لم نجد هذه الصفحة.", "advice": "تحقق من العنوان."}]}


def facts():
    """Number -> the entry whose situation the page tells: the first one that goes over the wire."""
    found = {}
    for code in helpers.spec()["codes"]:
        if 400 <= code["code"] <= 599 and code["on_wire"] is True:
            found.setdefault(code["code"], code)
    return found


def situation(code):
    wanted = code["situation"] or ("bad_request" if code["code"] < 500 else "server_problem")
    return next(s for s in helpers.spec()["situations"] if s["id"] == wanted)


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
        self.assertEqual(page.texts("footer"), [f"Error code: {number} {helpers.label(code)}"])

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

    def test_one_style_for_all(self):
        self.assertEqual(len({page.texts("style")[0] for page in self.pages.values()}), 1)

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


class Options(unittest.TestCase):
    def page(self, *arguments, path="en/503.html"):
        return readers.Page(helpers.generate(*arguments, products=("error-pages",)) / "error-pages" / path)

    def test_name_home_and_contact(self):
        page = self.page("--set", "name=Bär & <b>Söhne</b>", "--set", "home=https://example.org/?a=1&b=2",
                         "--set", "contact=mailto:help@example.org")
        self.assertEqual(page.texts("header"), ["Bär & <b>Söhne</b>"])
        self.assertEqual(page.texts("title"), ["This service is not available at the moment – Bär & <b>Söhne</b>"])
        self.assertEqual([a.get("href") for a in page.all("a")],
                         ["", "https://example.org/?a=1&b=2", "mailto:help@example.org"])
        self.assertEqual(page.texts("a"), ["Try again", "Go to the home page", "Contact us"])

    def test_no_links(self):
        page = self.page("--set", "home=", path="en/404.html")
        self.assertEqual(page.addresses(), [])
        self.assertEqual(page.texts("p", "actions"), [])

    def test_accent(self):
        self.assertIn("--accent: #0a0 ", self.page("--set", "accent=#0a0").texts("style")[0])

    def test_options_that_cannot_be(self):
        for setting in ("home=javascript:alert(1)", "contact=data:text/html,x", "accent=red", "accent=#12345",
                        "accent=#000;}", 'home=/"onclick="x', "home=/a b"):
            with self.subTest(setting=setting):
                done = helpers.statusgen("generate", "error-pages", "-o", helpers.new_folder("out"), "--set", setting)
                self.assertIn(done.returncode, (1, 2))
                self.assertIn("error: ", done.stderr.decode())

    def test_a_language_from_right_to_left(self):
        locale = helpers.write_json("ar.json", ARABIC)
        page = self.page("--locale", f"en,{locale}", path="ar/404.html")
        self.assertEqual((page.tree.get("lang"), page.tree.get("dir")), ("ar", "rtl"))
        self.assertEqual(page.texts("h1"), ["الصفحة غير موجودة"])
        self.assertEqual(page.texts("footer"), ["رمز الخطأ: 404 Not Found"])
        code = [span for span in page.all("span") if span.text == "404 Not Found"]
        self.assertEqual([(span.get("lang"), span.get("dir")) for span in code], [("en", "ltr")])
        self.assertEqual(page.texts("a"), ["Go to the home page"])  # a text that is missing falls back

    def test_every_locale_makes_every_page(self):
        locale = helpers.write_json("ar.json", ARABIC)
        folder = helpers.generate("--locale", f"en,{locale}", products=("error-pages",)) / "error-pages"
        names = [{path.name for path in (folder / tag).iterdir()} for tag in ("en", "ar")]
        self.assertEqual(names[0], names[1])
        for path in sorted((folder / "ar").glob("*.html")):
            with self.subTest(page=path.name):
                self.assertLessEqual(len(readers.Page(path).bytes), MAX_BYTES)


if __name__ == "__main__":
    helpers.main()
