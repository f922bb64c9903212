"""What the tests of the Python, TypeScript and Rust products share: generating, toolchains, and the facts to compare with."""
import functools
import os
import re
import shutil

import helpers
import hostile_overlay as hostile
from compilers import snake
from header_facts import former_phrases, label_of

KINDS = ["informational", "success", "redirection", "client_error", "server_error"]
ODD_PHRASES = ["", " ", "Not Found ", " Not Found", "Not  Found", "404", "404 Not Found", "not_found", "Unused", "(Unused)",
               "Client Closed Request", "I’m a teapot", "constructor", "__proto__", "toString"]
# What decides which names the module needs for itself: classes with and without codes, an alias, a vendor.
FEW = "code in [100, 200, 300, 400, 408, 500] or defined_by == 'nginx'"


def generate(product, *arguments):
    """The folder with what the product makes."""
    return helpers.generate(*arguments, products=(product,)) / product


def try_to_generate(product, *arguments):
    """The finished process and the folder."""
    folder = helpers.new_folder("out")
    return helpers.statusgen("generate", product, "-o", folder, "-q", *arguments), folder / product


@functools.cache
def hostile_arguments():
    return ("--overlay", helpers.overlay("hostile.json", **hostile.members()))


def hostile_phrases():
    """Phrase -> number, with the former ones."""
    every = enumerate(hostile.numbers().items())
    return {phrase: number for i, (text, number) in every
            for phrase in ([text, f"{text} former {i}"] if text.isascii() else [text])}


def tool(*names):
    """The paths of these programs that are here, each once; it says so if there is none."""
    paths = dict.fromkeys(path for folder in os.environ["PATH"].split(os.pathsep) for name in names
                          if (path := shutil.which(name, path=folder)))
    if not paths:
        print(f"skipped: none of {', '.join(names)} is installed")
    return list(paths)


def phrases():
    """Phrase -> number, today's and former ones."""
    return {label_of(number): number for number in helpers.iana()} | former_phrases()


def renamed():
    """Former name in snake_case -> number, without the codes that have no other name."""
    return {snake(phrase): number for phrase, number in former_phrases().items() if helpers.iana()[number][0]}


def name_of(number):
    return snake(label_of(number))


def pascal(name):
    return "".join(word.capitalize() for word in re.split("[^A-Za-z0-9]+", name))


def vendors():
    """Definer -> {name: (number, phrase or "")}."""
    found = {}
    for code in helpers.spec()["codes"]:
        if code["defined_by"] != "iana":
            found.setdefault(code["defined_by"], {})[code["name"]] = (code["code"], code["phrase"] or "")
    return found


def entry(number, definer="iana"):
    """The spec's own entry of a code: what is no fact of an RFC but a text of ours."""
    return next(code for code in helpers.spec()["codes"] if (code["code"], code["defined_by"]) == (number, definer))


def texts(number, definer="iana"):
    """Summary, source, address, state and definer."""
    code = entry(number, definer)
    reference = code["sources"][0]
    source = next(source for source in helpers.spec()["sources"] if source["id"] == reference["ref"])
    section = reference["section"]
    url = source["section_url"].replace("{section}", section) if section and source.get("section_url") else source["url"]
    return code["summary"], helpers.reference_title(reference), url or "", code["state"], definer


def like(number, name, **members):
    """A code for an overlay."""
    entry = next(code for code in helpers.spec()["codes"] if code["code"] == 404)
    return {**entry, "code": number, "name": name, "phrase": name, "formerly": [], "also_called": [], **members}


def definer(identifier):
    return {"id": identifier, "name": "N", "product": None, "url": None, "summary": "S."}


def identifiers(text):
    """All names in a source text without its line comments and strings, and without those that are no option's value."""
    return sorted(set(re.findall(r"\b[A-Za-z_][A-Za-z_0-9]*\b", re.sub(r'(//|#).*|/\*(?s:.*?)\*/|".*?"', "", text))))
