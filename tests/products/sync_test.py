#!/usr/bin/python3
"""One changed phrase changes all products, where it should and nowhere else; without it all is as before."""
import json
import re
import unittest

import helpers
import readers
from compilers import Header, Probe

OLD, NEW = "Content Too Large", "Content Far Too Large"
CHANGED = {"cpp/http_status.hpp", "openapi/status-codes.3.1.json", "openapi/status-codes.3.1.yaml",
           "docs-markdown/README.md", "docs-markdown/4xx.md", "docs-markdown/topics.md", "error-pages/en/413.html", "error-pages/en/413.json",
           "error-pages/en/413.txt"}


def different(value, other, path=""):
    """The places at which two JSON values differ."""
    if isinstance(value, dict) and isinstance(other, dict) and list(value) == list(other):
        return [place for key in value for place in different(value[key], other[key], f"{path}/{key}")]
    return [] if value == other else [path]


class OnePhrase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.overlay = helpers.overlay(codes=[{"code": 413, "defined_by": "iana", "phrase": NEW}])
        cls.before = helpers.generate()
        cls.after = helpers.generate("--overlay", cls.overlay)

    def test_files(self):
        before, after = helpers.contents(self.before), helpers.contents(self.after)
        self.assertEqual(set(before), set(after))
        changed = {path for path in before if before[path] != after[path]}
        self.assertEqual({path for path in changed if ".statusgen-manifest" not in path}, CHANGED)
        self.assertEqual(len(changed - CHANGED), 4, "each product has a manifest with hashes")
        for path in CHANGED:
            with self.subTest(path=path):
                gone = before[path].count(OLD.encode()) - after[path].count(OLD.encode())
                self.assertEqual(after[path].count(NEW.encode()), gone)
                # The tables of the C++ header say where each text begins, and so have other numbers.
                number = rb"\d+" if path.startswith("cpp/") else rb"(?!)"
                texts = [re.sub(number, b"0", text).split() for text in (after[path].replace(NEW.encode(), OLD.encode()), before[path])]
                self.assertEqual(*texts)

    def test_cpp(self):
        old, new = (Probe(Header(folder / "cpp")) for folder in (self.before, self.after))
        before, after = old.values(), new.values()
        self.assertEqual({n for n in before if before[n] != after[n]}, {413})
        self.assertEqual((before[413][-1], after[413][-1]), (OLD, NEW))
        self.assertEqual(before[413][:3], after[413][:3])
        texts = [OLD, NEW, "Payload Too Large"]
        self.assertEqual((old.ask("phrases", texts), new.ask("phrases", texts)), ([413, None, 413], [None, 413, 413]))

    def test_openapi(self):
        before, after = (readers.openapi(folder / "openapi") for folder in (self.before, self.after))
        example = "/components/examples/ContentTooLarge"
        for old, new in zip(before, after):
            self.assertEqual(different(old, new), [f"{example}/summary", f"{example}/value/title"])
            changed = new["components"]["examples"]["ContentTooLarge"]
            self.assertEqual((changed["summary"], changed["value"]["title"]), (f"413 {NEW}", NEW))

    def test_pages(self):
        folders = [folder / "error-pages/en" for folder in (self.before, self.after)]
        pages = [readers.Page(folder / "413.html") for folder in folders]
        self.assertEqual([page.texts("dd") for page in pages], [[f"413 {text}"] for text in (OLD, NEW)])
        self.assertEqual(pages[0].texts("main"), pages[1].texts("main"))
        problems = [json.loads(helpers.read(folder / "413.json")) for folder in folders]
        self.assertEqual(different(*problems), ["/title"])
        self.assertEqual(problems[1]["title"], NEW)
        texts = [helpers.read(folder / "413.txt") for folder in folders]
        self.assertEqual(texts[1].replace(NEW, OLD), texts[0])

    def test_markdown(self):
        for page in ("4xx.md", "README.md"):
            paths = [folder / "docs-markdown" / page for folder in (self.before, self.after)]
            trees = [readers.markdown(helpers.read(path)) for path in paths]
            texts = [readers.text_of(tree.find("body")) for tree in trees]
            with self.subTest(page=page):
                self.assertEqual(texts[1].replace(NEW, OLD), texts[0])
                self.assertNotEqual(texts[0], texts[1])
            if page == "4xx.md":
                rows = {row[0]: row for row in readers.tables(trees[1])[0]}
                self.assertEqual(rows["413"][1], NEW)
                self.assertEqual(readers.sections(trees[1])["http-413"][0], f"413 {NEW}")
                cells = [{row[0]: row for row in readers.tables(tree)[0]} for tree in trees]
                self.assertEqual({code for code in cells[0] if cells[0][code] != cells[1][code]}, {"413"})

    def test_there_and_back_in_one_folder(self):
        folder = helpers.new_folder("back")
        for step, arguments in enumerate([(), ("--overlay", self.overlay), ()]):
            with self.subTest(step=step):
                done = helpers.statusgen("generate", *helpers.PRODUCTS, "-o", folder, "-q", *arguments)
                self.assertEqual(done.returncode, 0, done.stderr.decode())
                self.assertEqual(helpers.contents(folder), helpers.contents(self.after if arguments else self.before))

    def test_check_sees_it(self):
        for folder, arguments, code in ((self.before, (), 0), (self.before, ("--overlay", self.overlay), 3),
                                        (self.after, ("--overlay", self.overlay), 0), (self.after, (), 3)):
            with self.subTest(folder=folder, arguments=arguments):
                done = helpers.statusgen("check", *helpers.PRODUCTS, "-o", folder, *arguments)
                self.assertEqual(done.returncode, code, done.stderr.decode())
                if code:
                    self.assertIn(NEW, done.stdout.decode())


class OtherChanges(unittest.TestCase):
    def test_a_new_code_appears_everywhere(self):
        code = {**next(c for c in helpers.spec()["codes"] if c["code"] == 404), "code": 499, "name": "gone_fishing",
                "phrase": "Gone Fishing", "summary": "Nobody is at the desk.", "situation": "not_found"}
        folder = helpers.generate("--overlay", helpers.overlay(codes=[code]))
        self.assertEqual(Probe(Header(folder / "cpp")).ask("phrases", ["gone fishing"]), [499])
        responses = readers.openapi(folder / "openapi")[0]["components"]["responses"]
        self.assertEqual(responses["GoneFishing"]["x-status-code"], 499)
        page = readers.Page(folder / "error-pages/en/499.html")
        self.assertEqual(page.texts("dd"), ["499 Gone Fishing"])
        tree = readers.markdown(helpers.read(folder / "docs-markdown/4xx.md"))
        self.assertEqual(readers.sections(tree)["http-499"][0], "499 Gone Fishing")

    def test_a_removed_code_is_gone_everywhere(self):
        removed = helpers.overlay(codes=[{"code": 506, "defined_by": "iana", "remove": True}])
        folder = helpers.new_folder("removed")
        for arguments in ((), ("--overlay", removed)):
            done = helpers.statusgen("generate", *helpers.PRODUCTS, "-o", folder, "-q", *arguments)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(Probe(Header(folder / "cpp")).values()[506][-1], "")
        for path, text in helpers.contents(folder).items():
            with self.subTest(path=path):
                self.assertNotIn(b"Variant Also Negotiates", text)
        self.assertEqual(list((folder / "error-pages/en").glob("506.*")), [])


if __name__ == "__main__":
    helpers.main()
