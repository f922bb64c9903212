#!/usr/bin/python3
"""Prints the texts with these names, a line each, for a spell-checker: "spec", the tag of a locale, "documentation"."""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Members that hold names, addresses and formulas, not sentences.
NAMES = {"id", "ref", "section", "url", "section_url", "name", "full_title", "title", "phrase", "label", "registry_description",
         "product", "syntax", "example", "status", "direction", "format", "tag", "term"}


def sentences(value, member=""):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from sentences(inner, name)
    elif isinstance(value, list):
        for item in value:
            yield from sentences(item, member)
    elif isinstance(value, str) and member not in NAMES and " " in value:
        yield value


def plain(text):
    """Without what is no prose: addresses, names of files, fields and constants, values of fields, things in quotes."""
    text = re.sub(r"https?://\S+|\"[^\"]*\"", " ", text)
    text = re.sub(r"\S*[_/\\=@$<>]\S*|\b[\w-]+\.[a-z]{1,5}\b", " ", text)
    text = re.sub(r"\b[A-Za-z]*[A-Z0-9]+[A-Za-z]*[A-Z0-9][A-Za-z0-9]*('s)?\b", " ", text)
    return re.sub(r"\b(?:[A-Z][A-Za-z]*-)+[A-Z][A-Za-z]*\b|\b[\w-]+:(?= )", " ", text)


def documentation():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("*/*/README.md")]:
        if path.is_relative_to(ROOT / "build") or path.is_relative_to(ROOT / "generated"):
            continue
        text = re.sub(r"(?s)^```.*?^```", " ", path.read_text(encoding="utf-8"), flags=re.M)
        yield re.sub(r"`[^`]*`|\]\([^)]*\)|<[^>]*>", " ", text)


for name in sys.argv[1:]:
    if name == "documentation":
        texts = documentation()
    elif name == "spec":
        texts = sentences(json.loads((ROOT / "spec/http-status-codes.json").read_text(encoding="utf-8")))
    else:
        texts = sentences(json.loads((ROOT / f"spec/locales/{name}.json").read_text(encoding="utf-8"))
                          | {"titles": [each["title"] + " " for each in json.loads((ROOT / f"spec/locales/{name}.json").read_text(encoding="utf-8"))["situations"]]})
    for text in texts:
        print(plain(text))
