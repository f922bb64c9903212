"""Compiling and asking the generated C header."""
import functools
import shutil

import helpers

SOURCES = helpers.HERE / "c_header"
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Wshadow", "-Wundef", "-Wcast-qual",
            "-Wwrite-strings", "-Werror"]
C_ONLY = ["-Wstrict-prototypes", "-Wmissing-prototypes"]
STANDARDS = {"gcc": ["c99", "c11", "c17"], "clang": ["c99", "c11", "c17"], "g++": ["c++11", "c++20"], "clang++": ["c++11", "c++20"]}


def variants(*compilers):
    """Pairs of a compiler that is here and a standard; one of the compilers has to be here."""
    found = [(name, f"-std={standard}") for name in compilers if shutil.which(name) for standard in STANDARDS[name]]
    assert found, f"none of {', '.join(compilers)} is installed"
    return found


def generate(*arguments):
    """The folder with the header."""
    return helpers.generate(*arguments, products=("c",)) / "c"


def compile(folder, compiler, standard, sources, *extra, header="http_status.h"):
    """The finished process and the program."""
    program = helpers.new_folder("program") / "program"
    language = ["-x", "c++"] if compiler.endswith("++") else C_ONLY
    done = helpers.run(compiler, *language, standard, *WARNINGS, f'-DHEADER="{header}"', "-I", folder, *extra, *sources, "-o", program)
    return done, program


def built(folder, compiler, standard, sources, *extra, header="http_status.h"):
    done, program = compile(folder, compiler, standard, sources, *extra, header=header)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"{compiler} {standard} on {sources}:\n{done.stderr.decode()}")
    return program


def source(body):
    """A file that includes the header and says this."""
    path = helpers.new_folder("source") / "source.c"
    path.write_text(f"#include HEADER\n{body}\n", encoding="utf-8")
    return path


@functools.cache
def probe(*arguments, compiler=None, standard="-std=c99", extra=()):
    """The compiled probe.c of a header."""
    return built(generate(*arguments), compiler or variants("gcc", "clang")[0][0], standard, [SOURCES / "probe.c"], *extra)


def values(program):
    """Int -> phrase, name, class, effective, flags, redirect, retry."""
    rows = [line.split("\t") for line in helpers.output_of(program, "values").split("\n")[:-1]]
    return {int(n): (phrase, name, int(digit), int(effective), flags, int(redirect), int(retry))
            for n, phrase, name, digit, effective, flags, redirect, retry in rows}


def ask(program, texts):
    """For each text the codes of from_phrase, from_phrase_ignoring_case and from_name."""
    answers = helpers.output_of(program, "ask", stdin="".join(f"{text}\n" for text in texts)).split("\n")[:-1]
    return [tuple(map(int, answer.split("\t"))) for answer in answers]
