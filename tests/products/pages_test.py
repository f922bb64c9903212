#!/usr/bin/python3
"""The error pages: each parsed by html5lib without a parse error, with its JSON and its text twin; the index of them
all; and the policy, whose hash is computed here once more. How they look in a browser is the matter of tests/browser.
"""
import base64
import hashlib
import json
import re
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


def footer(page):
    """The list at the end of a page: term -> text."""
    return dict(zip(page.texts("dt"), page.texts("dd"), strict=True))


def policy(folder):
    """What csp.txt allows: directive -> value."""
    text = helpers.read(folder / "csp.txt")
    assert text.endswith("\n") and "\n" not in text[:-1]
    return dict(directive.split(" ", 1) for directive in text[:-1].split("; "))


def hash_of(page):
    """The source expression that allows the page's style, from the bytes between the tags."""
    (style,) = re.findall(rb"<style>(.*?)</style>", page.bytes, re.S)
    return f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}'"


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
        self.assertEqual({path.name for path in self.folder.parent.iterdir()} - {".statusgen-manifest"}, {"en", "index.html", "csp.txt"})
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
            "default-src": "'none'", "style-src": hash_of(pages[0]), "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'"})
        self.assertEqual({hash_of(page) for page in pages}, {hash_of(pages[0])})

    def test_what_the_index_leads_to(self):
        folder = helpers.generate("--locale", "en,de", products=("error-pages",)) / "error-pages"
        index = readers.Page(folder / "index.html")
        links = [address for _, address in index.addresses()]
        self.assertEqual(sorted(links), sorted(path.relative_to(folder).as_posix() for tag in ("en", "de") for path in (folder / tag).iterdir()))
        self.assertEqual(index.texts("h2"), ["English", "Deutsch"])
        titles = [bdi.text for bdi in index.all("bdi")]
        self.assertIn("Seite nicht gefunden", titles)
        self.assertEqual([len(index.all(tag)) for tag in ("script", "link", "img", "main", "h1", "style")], [0, 0, 0, 1, 1, 1])

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


def ratio(a, b):
    """The contrast of two colors, from WCAG 2.2's definition of relative luminance."""
    def luminance(color):
        channels = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def colors(page):
    """The custom properties of the light and of the dark scheme."""
    light, dark = re.findall(r":root \{([^}]*)\}", page.texts("style")[0])[:2]
    return [dict(re.findall(r"--(\w+): (#[0-9a-fA-F]+)", block)) for block in (light, dark)]


PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><title>{{ x }} <!--# y --></title></svg>\n'


class Options(unittest.TestCase):
    def page(self, *arguments, path="en/503.html"):
        return readers.Page(self.folder(*arguments) / path)

    def folder(self, *arguments):
        return helpers.generate(*arguments, products=("error-pages",)) / "error-pages"

    def refused(self, *settings):
        arguments = [part for setting in settings for part in ("--set", setting)]
        folder = helpers.new_folder("out")
        done = helpers.statusgen("generate", "error-pages", "-o", folder, *arguments)
        self.assertIn(done.returncode, (1, 2))
        self.assertEqual(list(folder.iterdir()), [])
        return done.stderr.decode()

    def logo(self, name, content):
        path = helpers.new_folder("logo") / name
        path.write_bytes(content)
        return path

    def test_name_home_contact_and_links(self):
        page = self.page("--set", "name=Bär & <b>Söhne</b>", "--set", "home=https://example.org/?a=1&b=2",
                         "--set", "contact=mailto:help@example.org", "--set", "links=Status & <more>=https://s.example/?a=b,Hilfe=/hilfe")
        self.assertEqual(page.texts("header"), ["Bär & <b>Söhne</b>"])
        self.assertEqual(page.texts("title"), ["This service is not available at the moment – Bär & <b>Söhne</b>"])
        self.assertEqual([a.get("href") for a in page.all("a")],
                         ["", "https://example.org/?a=1&b=2", "mailto:help@example.org", "https://s.example/?a=b", "/hilfe"])
        self.assertEqual(page.texts("a"), ["Try again", "Go to the home page", "Contact us", "Status & <more>", "Hilfe"])

    def test_no_links(self):
        page = self.page("--set", "home=", path="en/404.html")
        self.assertEqual(page.addresses(), [])
        self.assertEqual(page.texts("p", "actions"), [])

    def test_links_that_cannot_be(self):
        for links in ("Status", "=https://s.example", "Status=", "Status=javascript:alert(1)", "Status=/a b", "A=/a,B"):
            with self.subTest(links=links):
                self.assertIn('the option "links" must be a list of LABEL=URL', self.refused(f"links={links}"))

    def test_default_colors_are_legible(self):
        light, dark = colors(self.page())
        for scheme in (light, dark):
            for name in ("ink", "soft", "accent"):
                with self.subTest(name=name, paper=scheme["paper"]):
                    self.assertGreaterEqual(ratio(scheme[name], scheme["paper"]), 4.5)

    def test_product_json_checks_against_the_paper_of_the_style(self):
        light, dark = colors(self.page())
        product = helpers.read(helpers.ROOT / "templates/error-pages/product.json")
        self.assertEqual(set(re.findall("contrast\\('(#[0-9a-f]{6})'\\)", product)), {light["paper"], dark["paper"]})

    def test_accent(self):
        for accent in ("#0b5394", "#000", "#5b0f0f", "#123456", "#707070"):
            with self.subTest(accent=accent):
                light, dark = colors(self.page("--set", f"accent={accent}"))
                self.assertEqual(light["accent"], accent)
                self.assertGreaterEqual(ratio(dark["accent"], dark["paper"]), 4.5)
        light, dark = colors(self.page("--set", "accent=#0b5394", "--set", "accent_dark=#8ab4f8"))
        self.assertEqual((light["accent"], dark["accent"]), ("#0b5394", "#8ab4f8"))

    def test_colors_that_cannot_be_read(self):
        paper, dark_paper = (scheme["paper"] for scheme in colors(self.page()))
        for option, color, background in (("accent", "#e4572e", paper), ("accent", "#ffffff", paper), ("accent_dark", "#b8401c", dark_paper)):
            with self.subTest(option=option, color=color):
                found = int(ratio(color, background) * 100) / 100
                message = self.refused(f"{option}={color}")
                self.assertIn(f'the option "{option}" needs a contrast of 4.5 ', message)
                self.assertIn(f"; {color} has {found}\n", message)
                self.assertIn(f"    1 | {option}={color}\n", message)

    def test_options_that_cannot_be(self):
        for setting in ("home=javascript:alert(1)", "contact=data:text/html,x", "accent=red", "accent=#12345", "accent=", "accent_dark=x",
                        "accent=#000;}", 'home=/"onclick="x', "home=/a b", "refresh=-1", "refresh=86401", "refresh=1.5", "refresh=x"):
            with self.subTest(setting=setting):
                self.assertIn("error: ", self.refused(setting))

    def test_logo(self):
        for kind, name, content in (("png", "a.png", PNG), ("svg+xml", "b.svg", SVG)):
            with self.subTest(kind=kind):
                folder = self.folder("--set", f"logo={self.logo(name, content)}", "--set", "name=Bär & <b>")
                page = readers.Page(folder / "en/503.html")
                (image,) = page.all("img")
                head, data = image.get("src").split(",")
                self.assertEqual((head, base64.b64decode(data, validate=True)), (f"data:image/{kind};base64", content))
                self.assertEqual((image.get("alt"), page.texts("header")), ("Bär & <b>", [""]))
                self.assertEqual(policy(folder)["img-src"], "data:")
                self.assertEqual(policy(folder)["style-src"], hash_of(page))
                self.assertLessEqual(len(page.bytes) - len(image.get("src")), MAX_BYTES)

    def test_logos_that_cannot_be(self):
        message = self.refused(f"logo={self.logo('a.svg', SVG + b' ' * 9000)}")
        self.assertIn("8192", message)
        self.assertIn(str(len(SVG) + 9000), message)
        for content in (b"", b"GIF89a", b"<svg/>", b"\x89PNG", b"\xff\xd8\xff"):
            with self.subTest(content=content):
                self.assertIn("neither a PNG file nor an SVG file", self.refused(f"logo={self.logo('x.png', content)}"))
        self.assertIn("error: ", self.refused("logo=no/such/file.svg"))

    def test_refresh(self):
        folder = self.folder("--set", "refresh=30")
        for number in facts():
            page = readers.Page(folder / f"en/{number}.html")
            asked = [meta.get("content") for meta in page.all("meta") if meta.get("http-equiv") == "refresh"]
            with self.subTest(number=number):
                self.assertEqual(asked, ["30"] if ("a", "") in page.addresses() else [])

    def test_request_id(self):
        folder = self.folder("--set", "request_id=::RAY_ID:: <b> {{ x }}")
        self.assertEqual(footer(readers.Page(folder / "en/503.html")),
                         {"Error code": "503 Service Unavailable", "Request ID": "::RAY_ID:: <b> {{ x }}"})
        self.assertEqual(helpers.read(folder / "en/503.txt").split("\n")[-3:],
                         ["Error code: 503 Service Unavailable", "Request ID: ::RAY_ID:: <b> {{ x }}", ""])

    def test_texts_of_ones_own(self):
        """Of a situation, and of a single code: an overlay gives it a situation of its own."""
        overlay = helpers.overlay(
            situations=[{"id": "not_found", "title": "Nothing here"}, {"id": "moving", "title": "We are moving", "message": "Back at noon.", "advice": "Come back then."}],
            codes=[{"code": 503, "defined_by": "iana", "situation": "moving"}])
        folder = self.folder("--overlay", overlay)
        page = readers.Page(folder / "en/503.html")
        self.assertEqual((page.texts("h1"), page.texts("p", "message")), (["We are moving"], ["Back at noon."]))
        self.assertEqual(readers.Page(folder / "en/404.html").texts("h1"), ["Nothing here"])
        self.assertEqual(readers.Page(folder / "en/404.html").texts("p", "advice"), [situation(facts()[404])["advice"]])
        self.assertEqual(readers.Page(folder / "en/540.html").texts("h1"), [situation(facts()[540])["title"]])

    def test_codes_chosen(self):
        folder = self.folder("--where", "code == 404 or defined_by == 'cloudflare'")
        names = {path.stem for path in (folder / "en").glob("*.html")}
        self.assertEqual(names, {"404"} | {str(n) for n in facts() if any(
            c["code"] == n and c["defined_by"] == "cloudflare" and c["on_wire"] is not None and not isinstance(c["on_wire"], str)
            for c in helpers.spec()["codes"])})
        self.assertIn("520", names)
        self.assertEqual(len(readers.Page(folder / "index.html").all("dt")), len(names))


class Languages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = helpers.generate("--locale", f"en,de,{helpers.write_json('ar.json', ARABIC)}", products=("error-pages",)) / "error-pages"

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
        title = words["title"]
        self.assertEqual(english("ar/503.html"), {title, words["message"], words["advice"], "Go to the home page", "503 Service Unavailable"})
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


class Servers(unittest.TestCase):
    """A product that includes the page and passes what a server replaces by the ID of the request."""

    HOOKS = {"ssi": '<!--# echo var="request_id" -->', "caddy": '{{placeholder "http.request.uuid"}}'}
    TEXT = 'x <!--# include virtual="/secret" --> <!--#exec cmd="id" --> {{ env "HOME" }} {{{ {% y %} --> &lt;!--# &#123;{'

    def folder(self, hook):
        templates = helpers.new_folder("templates")
        (templates / "hooked").mkdir()
        (templates / "hooked/page.html.j2").write_text(
            "{% set request_id = '" + hook + "'|safe %}\n{% include \"error-pages/page.html.j2\" %}\n", encoding="utf-8")
        product = json.loads(helpers.read(helpers.ROOT / "templates/error-pages/product.json"))
        product["outputs"] = [{**product["outputs"][0], "template": "hooked/page.html.j2"}]
        (templates / "hooked/product.json").write_text(json.dumps(product), encoding="utf-8")
        words = dict.fromkeys(("title", "message", "advice"), self.TEXT)
        overlay = helpers.overlay(title=self.TEXT, situations=[{"id": "service_unavailable", **words}],
                                  codes=[{"code": 503, "defined_by": "iana", "phrase": self.TEXT}])
        strings = dict.fromkeys(("home", "try_again", "contact", "code_label", "request_id", "title_separator"), self.TEXT)
        locale = helpers.write_json("xx.json", {"format": "statusgen-locale/1", "tag": "xx", "name": self.TEXT, "dir": "ltr",
                                                "strings": strings, "situations": [{"id": "service_unavailable", **words}]})
        options = [part for name, value in (("name", self.TEXT), ("contact", "/a%7B%7Bb"), ("request_id", self.TEXT), ("links", self.TEXT.replace("=", "") + "=/x"))
                   for part in ("--set", f"{name}={value}")]
        logo = helpers.new_folder("logo") / "logo.svg"
        logo.write_bytes(SVG)
        return [helpers.generate("--templates", templates, "--overlay", overlay, "--locale", f"en,{locale}", *options, *more,
                                 products=("hooked",)) / "hooked" for more in ((), ("--set", f"logo={logo}"))]

    def test_only_the_hook_is_a_directive(self):
        for name, hook in self.HOOKS.items():
            for folder in self.folder(hook):
                for path in sorted(folder.glob("*/*.html")):
                    text = helpers.read(path)
                    with self.subTest(hook=name, page=f"{path.parent.name}/{path.name}"):
                        self.assertEqual(text.count(f"<bdi>{hook}</bdi>"), 1)
                        rest = text.replace(hook, "")
                        self.assertNotIn("<!--#", rest)
                        self.assertNotIn("{{", rest)

    def test_texts_come_back(self):
        for folder in self.folder(self.HOOKS["caddy"]):
            page = readers.Page(folder / "xx/503.html")
            text = self.TEXT
            self.assertEqual(page.texts("h1") + page.texts("p", "message") + page.texts("p", "advice"), [text] * 3)
            self.assertEqual(page.texts("title"), [f"{text} {text} {text}"])
            self.assertEqual(page.texts("a"), [text] * 3 + [text.replace("=", "")])
            self.assertEqual(list(zip(page.texts("dt"), page.texts("dd"))), [(text, f"503 {text}"), (text, self.HOOKS["caddy"])])
            self.assertEqual(page.texts("header") if not page.all("img") else [page.all("img")[0].get("alt")], [text])


if __name__ == "__main__":
    helpers.main()
