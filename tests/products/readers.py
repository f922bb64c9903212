"""The real parsers: each generated format as its own readers see it."""
import json
import re

import html5lib
import yaml

import helpers

SPACE = re.compile(r"[ \t\n\r\f]+")
EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist"]


def no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"a key stands twice: {keys}"
    return dict(pairs)


class StrictLoader(yaml.SafeLoader):
    """YAML whose mappings hold each key once."""


def construct_mapping(loader, node):
    return no_duplicates(loader.construct_pairs(node, deep=True))


StrictLoader.add_constructor("tag:yaml.org,2002:map", construct_mapping)


def openapi(folder):
    """The two files of the product openapi, JSON first."""
    text = helpers.read(folder / "status-codes.3.1.json")
    with open(folder / "status-codes.3.1.yaml", encoding="utf-8", newline="") as file:
        return json.loads(text, object_pairs_hook=no_duplicates), yaml.load(file, StrictLoader)


def html(text):
    """The tree of a whole page; any parse error is an exception."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    # "--" inside a comment is no error of the standard since 2016, only of html5lib's strict mode.
    errors = [error for error in parser.errors if error[1] != "unexpected-char-in-comment"]
    assert not errors, f"parse errors at (line, column): {errors}"
    return tree


def elements(tree):
    """All elements, without the comments."""
    return (element for element in tree.iter() if isinstance(element.tag, str))


def text_of(element):
    """What a reader sees of an element: its text with white space collapsed."""
    return SPACE.sub(" ", "".join(element.itertext())).strip(" ")


def raw_text_of(element):
    return "".join(element.itertext())


def markdown(text):
    """The tree of Markdown as GitHub reads it."""
    extensions = [part for name in EXTENSIONS for part in ("-e", name)]
    page = helpers.output_of("cmark-gfm", "--unsafe", *extensions, stdin=text)
    return html5lib.parse(page, namespaceHTMLElements=False)


def markdown_text(text):
    """A paragraph of Markdown as a reader sees it; that it is no more than one paragraph is checked."""
    body = markdown(text).find("body")
    assert [child.tag for child in body] == ["p"], f"{text!r} is not one paragraph"
    return text_of(body)


def tables(tree):
    """All tables as lists of rows of cells."""
    def cells(row):
        return [text_of(cell) for cell in row if cell.tag in ("th", "td")]
    return [[cells(row) for row in table.iter("tr")] for table in tree.iter("table")]


def raw_tables(text):
    """The lines of each table of a Markdown text."""
    return re.findall(r"(?:^\|.*\n)+", text, re.M)


def sections(tree):
    """Anchor -> (heading, [elements up to the next anchor]); an anchor is an `<a id=…>` before a heading."""
    found = {}
    anchor = heading = None
    for element in tree.find("body"):
        identifiers = [a.get("id") for a in element.iter("a") if a.get("id")]
        if identifiers:
            anchor, heading = identifiers[0], None
        elif element.tag in ("h1", "h2", "h3"):
            if anchor is None or heading is not None:
                anchor = None
                continue
            heading = text_of(element)
            assert anchor not in found, f"the anchor {anchor} stands twice"
            found[anchor] = (heading, [])
        elif anchor is not None:
            found[anchor][1].append(element)
    return found


class Page:
    """What an error page consists of, for a browser and for its visitor."""

    def __init__(self, path):
        self.bytes = path.read_bytes()
        self.tree = html(self.bytes.decode("utf-8"))
        self.body = self.tree.find("body")

    def all(self, tag):
        return list(self.tree.iter(tag))

    def texts(self, tag, css_class=None):
        return [raw_text_of(e) for e in self.tree.iter(tag) if css_class in (None, e.get("class"))]

    def meta(self, name):
        return [e.get("content") for e in self.tree.iter("meta") if e.get("name") == name]

    def addresses(self):
        """The values of all attributes that make a browser load something or go somewhere."""
        names = ("href", "src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "cite")
        return [(e.tag, e.get(name)) for e in elements(self.tree) for name in names if e.get(name) is not None]
