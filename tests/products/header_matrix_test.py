#!/usr/bin/python3
"""The C++ files in the surroundings that they may meet: standards, flags, each other, and headers full of macros."""
# needs: g++ clang clang-tidy libcups2-dev libx11-dev libncurses-dev mingw-w64-x86-64-dev g++-mingw-w64-x86-64-posix
# only: --all
import itertools
import pathlib
import unittest

import helpers
from compilers import ALL_STANDARDS, COMPILERS, compilers, variants

PARTS = ("_core", "", "_format", "_error")
STYLES = {"snake": "not_found", "k_pascal": "kNotFound", "name_code": "NotFound_404"}
UNIX = ["cups/http.h", "cups/cups.h", "X11/X.h", "X11/Xlib.h", "curses.h", "curses.h term.h", "arpa/ftp.h",
        "arpa/tftp.h", "arpa/telnet.h", "sys/sysmacros.h",
        "cups/cups.h X11/Xlib.h curses.h term.h arpa/ftp.h sys/sysmacros.h"]
WINDOWS = ["windows.h", "windows.h wininet.h", "windows.h winhttp.h", "winsock2.h ws2tcpip.h windows.h http.h",
           "windows.h ole2.h urlmon.h wincrypt.h"]

# What each file is for, so that it is used and not only read.
USE = {
    "_core": "api::class_of(api::TYPE(404)) == api::CLASS::client_error && "
             "api::effective(api::TYPE(499)) == api::TYPE(400)",
    "": 'api::phrase(api::TYPE(404)) == "Not Found" && *api::from_phrase("not found") == api::TYPE(404) && '
        'api::info(api::TYPE(404)).number == 404 && api::status_line(api::TYPE(299)) == "HTTP/1.1 299 \\r\\n"',
    "_format": 'api::to_string(api::TYPE(404)) == "404 Not Found"',
    "_error": 'api::make_error_code(api::TYPE(404)).message() == "404 Not Found"',
}


def generate(**options):
    arguments = [part for name, value in options.items() for part in ("--set", f"cpp.{name}={value}")]
    return helpers.generate(*arguments, products=("cpp",)) / "cpp"


def include(part="", name="http_status"):
    return f'#include "{name}{part}.hpp"\n'


def function(name, part="", namespace="http", type_name="status"):
    """A function that says whether a file works."""
    use = USE[part].replace("api", namespace).replace("TYPE", type_name).replace("CLASS", type_name + "_class")
    return f"bool {name}();\nbool {name}() {{\n  return {use};\n}}\n"


def main_of(*names):
    calls = " && ".join(f"{name}()" for name in names)
    return f"int main() {{ return {calls} ? 0 : 1; }}\n"


def file(name, text):
    path = helpers.new_folder("source") / name
    path.write_text(text, encoding="utf-8")
    return path


def compiled(command, sources, *extra):
    """What a compiler makes without saying anything."""
    target = helpers.new_folder("target") / "target"
    done = helpers.run(*command, *extra, *sources, "-o", target)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"{' '.join(map(str, command))}:\n{done.stderr.decode()}")
    return target


def run(command, sources, *extra):
    helpers.output_of(compiled(command, sources, *extra))


class Matrix(unittest.TestCase):
    """Every test is made for each compiler and standard."""

    def each(self, check, *flags):
        for compiler, standard in variants(ALL_STANDARDS):
            with self.subTest(compiler=compiler, standard=standard):
                check([compiler, standard, *COMPILERS[compiler], *flags])

    def test_each_file_alone(self):
        for compiled_too, level in itertools.product(("false", "true"), ("-O0", "-O2")):
            folder = generate(compiled=compiled_too)
            tables = sorted(folder.glob("*.cpp"))
            self.assertEqual(len(tables), compiled_too == "true")

            def check(command, part, folder=folder, tables=tables):
                source = file("alone.cpp", include(part) * 2 + function("works", part) + main_of("works"))
                run([*command, "-I", folder], [source, *tables])
            for part in PARTS:
                self.each(lambda command, part=part: check(command, part), level)

    def test_without_exceptions_and_rtti(self):
        for part in ("_core", ""):
            source = file("alone.cpp", include(part) + function("works", part) + main_of("works"))
            self.each(lambda command, source=source: run([*command, "-I", generate()], [source]), "-fno-exceptions", "-fno-rtti")

    def test_all_in_one_file_in_any_order(self):
        for order in itertools.permutations(PARTS):
            text = "".join(map(include, order)) + "".join(function(f"works{part}", part) for part in PARTS)
            source = file("order.cpp", text + main_of(*(f"works{part}" for part in PARTS)))
            for compiler in compilers():
                with self.subTest(compiler=compiler, order=order):
                    run([compiler, "-std=c++17", *COMPILERS[compiler], "-I", generate()], [source])

    def test_two_configurations_in_one_program(self):
        """In one file, and in two that are linked; of each with tables in the header and in a file of their own."""
        for compiled_too in ("false", "true"):
            first = generate(header="first/http_status.hpp", compiled=compiled_too)
            second = generate(header="second/codes.hpp", namespace="acme::web", type="code", style="k_pascal", prefix="a_",
                              compiled=compiled_too)
            one = "".join(include(part, "first/http_status") for part in PARTS) + function("one", "_error")
            two = "".join(include(part, "second/codes") for part in PARTS) + function("two", "_error", "acme::web", "code")
            end = function("three") + function("four", "", "acme::web", "code") + main_of("one", "two", "three", "four")
            tables = [*first.rglob("*.cpp"), *second.rglob("*.cpp")]
            together = [file("together.cpp", one + two + end)]
            apart = [file("one.cpp", one), file("two.cpp", two + one.replace("bool one()", "bool again()") + "bool one();\n" + end)]
            for sources in (together, apart):
                self.each(lambda command, sources=sources: run(command, [*sources, *tables], "-I", first, "-I", second))

    def test_unity(self):
        """The file of the tables and its users as one file."""
        folder = generate(compiled="true")
        text = '#include "http_status.cpp"\n' + "".join(include(part) + function(f"works{part}", part) for part in PARTS)
        source = file("unity.cpp", text + main_of(*(f"works{part}" for part in PARTS)))
        self.each(lambda command: run(command, [source], "-I", folder))


class Libraries(unittest.TestCase):
    """The tables in a library, hidden by default as a careful builder has it."""

    def test_static_and_shared(self):
        folder = generate(compiled="true")
        user = file("user.cpp", include() + include("_error") + function("one") + function("two", "_error") + main_of("one", "two"))
        for compiler, kind in itertools.product(compilers(), ("static", "shared")):
            for level in ("-O0", "-O2"):
                with self.subTest(compiler=compiler, kind=kind, level=level):
                    command = [compiler, "-std=c++17", *COMPILERS[compiler], level, "-fPIC", "-fvisibility=hidden", "-I", folder]
                    out = helpers.new_folder("library")
                    tables = folder / "http_status.cpp"
                    if kind == "static":
                        helpers.output_of(*command, "-c", tables, "-o", out / "tables.o")
                        helpers.output_of("ar", "rcs", out / "libtables.a", out / "tables.o")
                    else:
                        helpers.output_of(*command, "-shared", tables, "-o", out / "libtables.so")
                    run([*command, f"-Wl,-rpath,{out}"], [user, *out.glob("libtables.*")])

    def test_the_tables_are_only_in_the_library(self):
        """No copy of a phrase gets into what uses the library."""
        folder = generate(compiled="true")
        user = file("user.cpp", include() + function("works"))
        for compiler in compilers():
            with self.subTest(compiler=compiler):
                unit = compiled([compiler, "-std=c++17", "-O2", "-I", folder], [user], "-c")
                self.assertNotIn(b"Gone\0", unit.read_bytes())
                tables = compiled([compiler, "-std=c++17", "-O2", "-I", folder], [folder / "http_status.cpp"], "-c")
                self.assertIn(b"Gone\0", tables.read_bytes())


def mingw():
    """clang++ for Windows; it does not find Debian's headers of C++ for that by itself."""
    headers = sorted(pathlib.Path("/usr/lib/gcc/x86_64-w64-mingw32").glob("*-posix/include/c++"))[-1]
    return ["clang++", "--target=x86_64-w64-mingw32", "-isystem", headers, "-isystem", headers / "x86_64-w64-mingw32"]


class Macros(unittest.TestCase):
    """Before and after headers of others, whose own warnings are not shown."""

    def each(self, check):
        targets = [([compiler], UNIX) for compiler in compilers()] + [(mingw(), WINDOWS)]
        for (style, name), (command, groups) in itertools.product(STYLES.items(), targets):
            for headers, standard in itertools.product(groups, (ALL_STANDARDS[0], ALL_STANDARDS[-1])):
                with self.subTest(style=style, command=command[:2], headers=headers, standard=standard):
                    warnings = COMPILERS.get(command[0], COMPILERS["clang++"])
                    check([*command, standard, *warnings, "-fsyntax-only", "-I", generate(style=style)], headers, name)

    def checked(self, command, before, after, name):
        use = f"bool use(http::status code);\nbool use(http::status code) {{ return code == http::status::{name}; }}\n"
        text = before + "".join(map(include, PARTS)) + after + function("works") + use
        done = helpers.run(*command, "-Wno-pedantic", "-Wno-old-style-cast", file("macros.cpp", text))
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))

    def test_after_their_headers(self):
        self.each(lambda command, headers, name: self.checked(command, theirs(headers), "", name))

    def test_before_their_headers(self):
        self.each(lambda command, headers, name: self.checked(command, "", theirs(headers), name))

    def test_other_styles_would_clash(self):
        """What the option's help warns of does happen, so this matrix can tell."""
        for style, headers in (("upper", "curses.h"), ("pascal", "X11/X.h")):
            for compiler in compilers():
                with self.subTest(style=style, compiler=compiler):
                    source = file("clash.cpp", theirs(headers) + include())
                    done = helpers.run(compiler, "-std=c++17", "-fsyntax-only", "-I", generate(style=style), source)
                    self.assertNotEqual(done.returncode, 0)
                    source = file("prefixed.cpp", theirs(headers) + include())
                    prefixed = generate(style=style, prefix="s_" if style == "pascal" else "S_")
                    helpers.output_of(compiler, "-std=c++17", "-fsyntax-only", "-I", prefixed, source)


def theirs(headers):
    return "".join(f"#include <{name}>\n" for name in headers.split())


class Tidy(unittest.TestCase):
    # easily-swappable-parameters: speaks of the entry's place and its number, which no user passes.
    # string-constructor: an empty string_view of "" is meant, since its text then ends with a zero.
    CHECKS = "-*,bugprone-*,performance-*,-bugprone-easily-swappable-parameters,-bugprone-string-constructor"

    def test_clean(self):
        for compiled_too in ("false", "true"):
            folder = generate(compiled=compiled_too)
            user = file("tidy.cpp", "".join(include(part) + function(f"works{part}", part) for part in PARTS)
                        + main_of(*(f"works{part}" for part in PARTS)))
            for source in (user, *folder.glob("*.cpp")):
                with self.subTest(compiled=compiled_too, source=source.name):
                    done = helpers.run("clang-tidy", "--quiet", f"-checks={self.CHECKS}", "-warnings-as-errors=*",
                                       f"--header-filter={folder}/.*", source, "--", "-std=c++17", "-I", folder)
                    self.assertEqual((done.returncode, done.stdout.decode()), (0, ""))


if __name__ == "__main__":
    helpers.main()
