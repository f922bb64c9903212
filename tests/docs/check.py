#!/usr/bin/python3
"""The reference pages in every flavor, and what `statusgen inject` writes, as other people's readers and tools see them."""
import difflib
import functools
import json
import pathlib
import posixpath
import re
import sys
import unittest
import urllib.parse

import html5lib
import markdown
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/products"))
# pylint: disable=wrong-import-position
import helpers  # noqa: E402
import hostile_overlay as hostile  # noqa: E402
import readers  # noqa: E402

FLAVORS = ["github", "mkdocs", "docusaurus"]  # gitlab gives the same bytes as github
BLOCKS = ["table columns=code,phrase,source,fault,retry,caching,fields", "list", "code code=405",
          "code code=405 level=3", "scenario id=application_fails", "enum", "responses"]
# What README.md says about markdownlint: long lines, and anchors.
LINT = {"default": True, "MD013": False, "MD033": {"allowed_elements": ["a"]}}
# MkDocs shows the heading of the page, not the title above it. Who does not know MDX takes its comments for emphasis.
LINT_OF = {"mkdocs": {**LINT, "MD025": {"front_matter_title": ""}}, "docusaurus": {**LINT, "MD037": False}}


def columns():
    product = json.loads(helpers.read(ROOT / "templates/docs-markdown/product.json"))
    return next(option["choices"] for option in product["options"] if option["name"] == "columns")


def variants():
    """Name -> (flavor, arguments): each kind of table, all columns, and texts that try to break out."""
    found = {}
    for flavor in FLAVORS:
        found[f"{flavor}, aligned"] = (flavor, ())
        found[f"{flavor}, compact"] = (flavor, ("--set", "tables=compact"))
        found[f"{flavor}, all columns"] = (flavor, ("--set", "columns=" + ",".join(columns())))
        found[f"{flavor}, hostile"] = (flavor, hostile_arguments())
    return found


@functools.cache
def hostile_arguments():
    # Python-Markdown strips no-break spaces in the name of an address, and then does not find it.
    members = json.loads(json.dumps(hostile.members()).replace("\\u00a0", "-"))
    return ("--overlay", helpers.overlay("hostile.json", **members), "--set", "columns=" + ",".join(columns()))


def plain(text):
    """What is Markdown: without front matter, and without the comments that only MDX knows."""
    return re.sub(r"^\{/\*.*\*/\}\n", "", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S), flags=re.M)


def tree(page):
    return html5lib.parse(page, namespaceHTMLElements=False)


def by_python_markdown(text):
    """As MkDocs reads it: with the extensions that it always loads."""
    return tree(markdown.markdown(plain(text), extensions=["toc", "tables", "fenced_code"]))


def cells(parsed):
    """The words of each cell of each table; readers disagree about no-break spaces at the ends of a cell."""
    return [[[cell.split() for cell in row] for row in table] for table in readers.tables(parsed)]


class Page:
    def __init__(self, flavor, path, text, settings=None):
        self.flavor, self.path, self.text = flavor, path, text
        self.is_mdx = path.endswith(".mdx")
        self.lint = {**LINT_OF.get(flavor, LINT), **(settings or {})}
        self.seen = None  # what read.mjs says

    @functools.cached_property
    def trees(self):
        """Reader -> tree."""
        found = {"cmark-gfm": readers.markdown(plain(self.text)),
                 "markdown-it": tree(self.seen["markdownIt"]),
                 "Python-Markdown": by_python_markdown(self.text)}
        if self.is_mdx and "html" in self.seen["mdx"]:
            found["MDX"] = tree(self.seen["mdx"]["html"])
        return found

    @property
    def tree(self):
        """As the flavor's own reader sees it."""
        return self.trees[{"mkdocs": "Python-Markdown", "docusaurus": "MDX"}.get(self.flavor, "cmark-gfm")]


def made(flavor, *arguments):
    """The folder with the pages."""
    return helpers.generate("--set", f"flavor={flavor}", *arguments, products=("docs-markdown",)) / "docs-markdown"


@functools.cache
def pages():
    """Variant -> path -> Page."""
    found = {}
    for name, (flavor, arguments) in variants().items():
        folder = made(flavor, *arguments)
        paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".md", ".mdx"))
        found[name] = {path: Page(flavor, path, helpers.read(folder / path)) for path in paths}
    found["inject"] = injected()
    look(page for group in found.values() for page in group.values())
    return found


def injected():
    """A page with every block in Markdown, and one in MDX."""
    found = {}
    for name, begin, end in (("blocks.md", "<!-- ", " -->"), ("blocks.mdx", "{/* ", " */}")):
        path = helpers.new_folder("inject") / name
        # Two blocks have the same headings, as two tools on one page would.
        blocks = [f"{begin}BEGIN statusgen:{block}{end}\n{begin}END statusgen:{block.split()[0]}{end}\n"
                  for block in BLOCKS]
        path.write_text("# Blocks\n\n" + "\n".join(blocks))
        done = helpers.statusgen("inject", path, "--quiet")
        assert done.returncode == 0, done.stderr.decode()
        found[name] = Page("docusaurus" if name.endswith("x") else "github", name, helpers.read(path), {"MD024": False})
    return found


def look(every):
    every = list(every)
    asked = [{"id": str(i), "text": page.text, "plain": plain(page.text), "mdx": page.is_mdx, "lint": page.lint}
             for i, page in enumerate(every)]
    reader = ("node", ROOT / "tests/docs/read.mjs", ROOT / "build/docs")
    answer = json.loads(helpers.output_of(*reader, stdin=json.dumps(asked)))
    for i, page in enumerate(every):
        page.seen = answer[str(i)]


def difference(page):
    texts = (page.text.splitlines(), page.seen["prettier"].splitlines())
    lines = difflib.unified_diff(*texts, "written", "by Prettier", n=0, lineterm="")
    return "\n".join(list(lines)[:20])


class Case(unittest.TestCase):
    maxDiff = 2000

    def each(self, check, without=()):
        """Checks each page, as a subtest."""
        for variant, group in pages().items():
            for path, page in group.items():
                if variant.split(", ")[-1] not in without:
                    with self.subTest(variant=variant, page=path):
                        check(page)


class Readers(Case):
    def test_cells_are_the_same_in_every_reader(self):
        def check(page):
            found = {reader: cells(parsed) for reader, parsed in page.trees.items()}
            for reader, tables in found.items():
                self.assertEqual(tables, found["cmark-gfm"], reader)
            self.assertEqual(len(found["cmark-gfm"]), len(readers.raw_tables(page.text)))
        self.each(check)

    def test_text_is_the_same_in_every_reader(self):
        def check(page):
            texts = {reader: readers.text_of(parsed.find("body")) for reader, parsed in page.trees.items()}
            for reader, text in texts.items():
                self.assertEqual("".join(text.split()), "".join(texts["cmark-gfm"].split()), reader)
        self.each(check, without=["inject"])

    def test_mdx_compiles_and_runs(self):
        def check(page):
            if page.is_mdx:
                self.assertIsNone(page.seen["mdx"].get("error"))
        self.each(check)

    def test_flavors_say_the_same(self):
        for kind in ("aligned", "compact", "all columns", "hostile"):
            for flavor in FLAVORS:
                for page, same in zip(pages()[f"{flavor}, {kind}"].values(), pages()[f"github, {kind}"].values()):
                    with self.subTest(kind=kind, flavor=flavor, page=page.path):
                        self.assertEqual(page.path.removesuffix("x"), same.path)
                        self.assertEqual(cells(page.tree), cells(same.tree))

    def test_gitlab_reads_what_github_reads(self):
        self.assertEqual(helpers.contents(made("gitlab")), helpers.contents(made("github")))


class Tools(Case):
    def test_prettier_changes_nothing(self):
        self.each(lambda page: self.assertEqual(page.seen["prettier"] and difference(page), None), without=["hostile"])

    def test_markdownlint_finds_nothing(self):
        self.each(lambda page: self.assertEqual(page.seen["lint"], []), without=["hostile"])

    def test_compact_tables_need_their_marks(self):
        """Without them Prettier would align the tables, and a project that wants aligned tables would hear of each."""
        bare, told = [Page("github", "4xx.md", text) for text in (
            re.sub(r"<!-- (prettier|markdownlint).*\n\n", "", pages()["github, compact"]["4xx.md"].text),
            pages()["github, compact"]["4xx.md"].text)]
        mdx = pages()["docusaurus, compact"]["4xx.mdx"]
        mdx = Page("docusaurus", "4xx.mdx", mdx.text)
        look([bare, told, mdx])
        self.assertIsNotNone(bare.seen["prettier"])
        for page in (told, mdx):
            self.assertEqual((page.seen["lint"], page.seen["prettier"]), ([], None))


class Sites(Case):
    def test_front_matter(self):
        for variant, group in pages().items():
            for path, page in group.items():
                if variant == "inject":
                    continue
                with self.subTest(variant=variant, page=path):
                    matter = re.match(r"---\n(.*?\n)---\n\n", page.text, re.S)
                    if page.flavor in ("github", "gitlab"):
                        self.assertIsNone(matter)
                        continue
                    data = yaml.load(matter[1], readers.StrictLoader)
                    same = pages()[variant.replace(page.flavor, "github")][path.removesuffix("x")]
                    heading = readers.text_of(same.tree.find("body/h1"))
                    self.assertEqual(data["title"].split(), heading.split())
                    if page.flavor == "mkdocs":
                        self.assertEqual(list(data), ["title"])
                        continue
                    stem = pathlib.PurePosixPath(path).stem
                    self.assertEqual(list(data), ["id", "title", "sidebar_position", "slug"])
                    self.assertEqual(data["id"], "overview" if stem == "README" else stem)
                    self.assertEqual(data["slug"], "./" if stem == "README" else stem)

    def test_positions_are_unique(self):
        for variant, (flavor, _) in variants().items():
            if flavor != "docusaurus":
                continue
            places = {}
            for path, page in pages()[variant].items():
                data = yaml.safe_load(re.match(r"---\n(.*?\n)---\n", page.text, re.S)[1])
                places.setdefault(posixpath.dirname(path), []).append(data["sidebar_position"])
            for folder, found in places.items():
                with self.subTest(variant=variant, folder=folder):
                    self.assertEqual(len(found), len(set(found)))

    def test_links_and_anchors_resolve(self):
        for variant, group in pages().items():
            if variant == "inject":
                continue
            # Some headings get the same name from their site, right below the anchor.
            anchors = {path: [a.get("id") for a in page.tree.iter("a") if a.get("id")] for path, page in group.items()}
            for path, page in group.items():
                with self.subTest(variant=variant, page=path):
                    self.assertEqual(len(anchors[path]), len(set(anchors[path])))
                    for link in page.tree.iter("a"):
                        href = link.get("href")
                        if href is None or re.match("[a-z]+:", href):
                            continue
                        file, _, anchor = urllib.parse.unquote(href).partition("#")
                        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
                        self.assertIn(target, anchors)
                        self.assertIn(anchor, ["", *anchors[target]])

    def test_anchors_are_the_same_in_every_flavor(self):
        def anchors(page):
            return [a.get("id") for a in page.tree.iter("a") if a.get("id")]
        for flavor in FLAVORS:
            for page, same in zip(pages()[f"{flavor}, aligned"].values(), pages()["github, aligned"].values()):
                with self.subTest(flavor=flavor, page=page.path):
                    self.assertEqual(anchors(page), anchors(same))


if __name__ == "__main__":
    helpers.main()
