"""Compiling and asking the generated header."""
import functools
import re
import shutil

import helpers

SOURCES = helpers.HERE / "header"
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Wshadow", "-Wundef",
            "-Wold-style-cast", "-Werror"]
COMPILERS = {"g++": [*WARNINGS, "-Wuseless-cast"], "clang++": WARNINGS}
STANDARDS = ["-std=c++17", "-std=c++20"]
ALL_STANDARDS = [*STANDARDS, "-std=c++2b"]
KEYWORDS = {"continue", "default", "delete", "new", "private", "public", "switch", "this", "union", "and", "not", "or"}


def compilers():
    """Those of the two that are here; one has to be."""
    found = [name for name in COMPILERS if shutil.which(name)]
    if not found:
        raise AssertionError("neither g++ nor clang++ is installed")
    return found


def variants(standards=tuple(STANDARDS)):
    return [(compiler, standard) for compiler in compilers() for standard in standards]


class Header:
    """A generated header, with the options that it was generated with."""

    def __init__(self, folder, path="http_status.hpp", namespace="http", type_name="status"):
        self.folder = folder
        self.path = path
        self.namespace = namespace
        self.type_name = type_name

    def flags(self):
        return [f'-DHEADER="{self.path}"', f"-DNAMESPACE={self.namespace}", f"-DTYPE={self.type_name}",
                "-I", self.folder, "-I", SOURCES]

    def text(self):
        return (self.folder / self.path).read_text(encoding="utf-8")

    def compile(self, compiler, standard, sources, *extra):
        """The finished process and the executable."""
        program = helpers.new_folder("program") / "program"
        done = helpers.run(compiler, standard, *COMPILERS[compiler], *self.flags(), *extra, *sources, "-o", program)
        return done, program

    def built(self, compiler, standard, sources, *extra):
        done, program = self.compile(compiler, standard, sources, *extra)
        if done.returncode != 0 or done.stderr:
            raise AssertionError(f"{compiler} {standard} on {sources}:\n{done.stderr.decode()}")
        return program


@functools.cache
def default_header(*arguments):
    return Header(helpers.generate(*arguments, products=("cpp",)) / "cpp")


class Probe:
    """The compiled probe.cpp of a header."""

    def __init__(self, header, compiler=None, standard="-std=c++17", *extra):
        compiler = compiler or compilers()[0]
        self.program = header.built(compiler, standard, [SOURCES / "probe.cpp"], *extra)

    def values(self):
        """Number -> its facts, name and phrase last, for all 65,536 values."""
        out = {}
        for line in helpers.output_of(self.program, "values").split("\n")[:-1]:
            code, *facts, end = line.split("\t")
            assert end == "0", f"the phrase of {code} does not end with a zero"
            out[int(code)] = tuple(facts)
        return out

    def ask(self, what, lines):
        """The answers to a list of lines: a number, or None; with `integers` a pair of them."""
        answers = helpers.output_of(self.program, what, stdin="".join(f"{line}\n" for line in lines)).split("\n")[:-1]
        found = [[None if part == "-" else int(part) for part in answer.split("\t")] for answer in answers]
        return [tuple(parts) if what == "integers" else parts[0] for parts in found]


def snake(phrase):
    """The name of a phrase, as the rules for names have it."""
    return re.sub(r"[^a-z0-9]+", "_", re.sub("['’]", "", phrase.lower())).strip("_")


def enumerator(name):
    return name + "_" if name in KEYWORDS else name
