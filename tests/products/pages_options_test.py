#!/usr/bin/python3
"""The options of the error pages, and products of servers that use their template."""
import base64
import json
import re
import unittest

import helpers
import readers
from pages_facts import MAX_BYTES, colors, facts, footer, hash_of, policy, ratio, situation

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJg"
                       "gg==")
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
                         "--set", "contact=mailto:help@example.org",
                         "--set", "links=Status & <more>=https://s.example/?a=b,Hilfe=/hilfe")
        self.assertEqual(page.texts("header"), ["Bär & <b>Söhne</b>"])
        self.assertEqual(page.texts("title"), ["This service is not available at the moment – Bär & <b>Söhne</b>"])
        self.assertEqual([(a.get("href"), a.text) for a in page.all("a")], [
            ("", "Try again"), ("https://example.org/?a=1&b=2", "Go to the home page"),
            ("mailto:help@example.org", "Contact us"), ("https://s.example/?a=b", "Status & <more>"), ("/hilfe", "Hilfe")])

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
        for option, color, background in (("accent", "#e4572e", paper), ("accent", "#ffffff", paper),
                                          ("accent_dark", "#b8401c", dark_paper)):
            with self.subTest(option=option, color=color):
                found = int(ratio(color, background) * 100) / 100
                message = self.refused(f"{option}={color}")
                self.assertIn(f'the option "{option}" needs a contrast of 4.5 ', message)
                self.assertIn(f"; {color} has {found}\n", message)
                self.assertIn(f"    1 | {option}={color}\n", message)

    def test_options_that_cannot_be(self):
        for setting in ("home=javascript:alert(1)", "contact=data:text/html,x", "accent=red", "accent=#12345",
                        "accent=", "accent_dark=x", "accent=#000;}", 'home=/"onclick="x', "home=/a b", "refresh=-1",
                        "refresh=86401", "refresh=1.5", "refresh=x", "contact=help@example.org"):
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
            situations=[{"id": "not_found", "title": "Nothing here"},
                        {"id": "moving", "title": "We are moving", "message": "Back at noon.", "advice": "Wait."}],
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
        theirs = [code for code in helpers.spec()["codes"] if code["defined_by"] == "cloudflare"]
        self.assertEqual(names, {"404"} | {str(code["code"]) for code in theirs if code["on_wire"] is True})
        self.assertIn("520", names)
        self.assertEqual(len(readers.Page(folder / "index.html").all("dt")), len(names))


class Servers(unittest.TestCase):
    """A product that includes the page and passes what a server replaces by the ID of the request."""

    HOOKS = {"ssi": '<!--# echo var="request_id" -->', "caddy": '{{placeholder "http.request.uuid"}}'}
    TEXT = ('x <!--# include virtual="/secret" --> <!--#exec cmd="id" --> {{ env "HOME" }} {{{ {% y %} --> '
            "&lt;!--# &#123;{")

    def folder(self, hook):
        templates = helpers.new_folder("templates")
        (templates / "hooked").mkdir()
        (templates / "hooked/page.html.j2").write_text(
            "{% set request_id = '" + hook + "'|safe %}\n{% include 'error-pages/page.html.j2' %}\n", encoding="utf-8")
        pages = json.loads(helpers.read(helpers.ROOT / "templates/error-pages/product.json"))
        product = {"format": pages["format"], "summary": "Pages for a server.", "options_of": "error-pages",
                   "outputs": [{**pages["outputs"][0], "template": "hooked/page.html.j2"}]}
        (templates / "hooked/product.json").write_text(json.dumps(product), encoding="utf-8")
        words = dict.fromkeys(("title", "message", "advice"), self.TEXT)
        overlay = helpers.overlay(title=self.TEXT, situations=[{"id": "service_unavailable", **words}],
                                  codes=[{"code": 503, "defined_by": "iana", "phrase": self.TEXT}])
        names = ("home", "try_again", "contact", "code_label", "request_id", "title_separator")
        strings = dict.fromkeys(names, self.TEXT)
        locale = helpers.write_json("xx.json", {
            "format": "statusgen-locale/1", "tag": "xx", "name": self.TEXT, "dir": "ltr", "strings": strings,
            "situations": [{"id": "service_unavailable", **words}]})
        values = {"name": self.TEXT, "contact": "/a%7B%7Bb", "request_id": self.TEXT,
                  "links": self.TEXT.replace("=", "") + "=/x"}
        options = [part for name, value in values.items() for part in ("--set", f"{name}={value}")]
        logo = helpers.new_folder("logo") / "logo.svg"
        logo.write_bytes(SVG)
        arguments = ("--templates", templates, "--overlay", overlay, "--locale", f"en,{locale}", *options)
        return [helpers.generate(*arguments, *more, products=("hooked",)) / "hooked"
                for more in ((), ("--set", f"logo={logo}"))]

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
            self.assertEqual(page.texts("dt"), [text, text])
            self.assertEqual(page.texts("dd"), [f"503 {text}", self.HOOKS["caddy"]])
            self.assertEqual(page.texts("header") if not page.all("img") else [page.all("img")[0].get("alt")], [text])


if __name__ == "__main__":
    helpers.main()
