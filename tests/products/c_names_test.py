#!/usr/bin/python3
"""The names of the C header beside those of CUPS, X11, curses, arpa/ and Windows: it compiles before and after their headers."""
# needs: gcc clang libcups2-dev libx11-dev libncurses-dev mingw-w64-x86-64-dev
# only: --all
import re
import unittest

import c_header
import helpers
from c_header import generate, variants

UNIX = ["cups/http.h", "cups/ipp.h", "cups/cups.h", "X11/X.h", "X11/Xlib.h", "X11/Xutil.h", "X11/Xresource.h", "curses.h", "curses.h term.h",
        "arpa/ftp.h", "arpa/tftp.h", "arpa/telnet.h", "arpa/inet.h", "sys/sysmacros.h", "sys/socket.h netdb.h", "iso646.h", "complex.h",
        "errno.h signal.h math.h stdio.h stdlib.h string.h strings.h ctype.h", "cups/cups.h X11/Xlib.h curses.h term.h arpa/ftp.h sys/sysmacros.h"]
WINDOWS = ["windows.h", "windows.h wininet.h", "windows.h winhttp.h", "winsock2.h ws2tcpip.h windows.h http.h", "windows.h ole2.h urlmon.h wincrypt.h"]
USE = """
const char *use(int code);
const char *use(int code) { return http_status_is_error(code) && code != http_status_conflict ? http_status_phrase(code) : http_status_name(code); }
"""


def targets():
    """What to call for each group of headers."""
    unix = [([compiler, standard], UNIX) for compiler, standard in variants("gcc", "clang") if standard != "-std=c11"]
    cpp = [(["g++", "-x", "c++", "-std=c++17"], [names for names in UNIX if names != "complex.h"])]
    return unix + cpp + [(["clang", "-target", "x86_64-w64-mingw32", "-std=c99"], WINDOWS)]


def preprocessed(command, names, *flags):
    lines = "".join(f"#include <{name}>\n" for name in names.split())
    return helpers.output_of(*command, *(["-x", "c"] if command[0] != "g++" else []), *flags, "-E", "-", stdin=lines)


def checked(command, text, *extra):
    """The finished check of a source text. Our warnings are errors, those of the system's headers are not shown."""
    path = helpers.new_folder("source") / "source.c"
    path.write_text(text, encoding="utf-8")
    return helpers.run(*command, "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror", "-fsyntax-only", *extra, path)


def includes(names):
    return "".join(f"#include <{name}>\n" for name in names.split())


class Clashes(unittest.TestCase):
    def each(self, check):
        for command, groups in targets():
            for names in groups:
                with self.subTest(command=" ".join(command), headers=names):
                    check(command, names)

    def test_after_their_headers(self):
        def check(command, names):
            done = checked(command, f'{includes(names)}#include "http_status.h"\n{USE}', "-I", generate())
            self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        self.each(check)

    def test_before_their_headers(self):
        def check(command, names):
            done = checked(command, f'#include "http_status.h"\n{includes(names)}{USE}', "-I", generate())
            self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        self.each(check)

    def test_no_name_of_ours_is_a_macro_of_theirs(self):
        text = re.sub(r'//.*|"[^"\n]*"', "", helpers.read(generate() / "http_status.h"))
        ours = set(re.findall(r"[A-Za-z_]\w*", text)) - {"offsetof", "__GNUC__", "__clang__", "inline", "static", "const", "default"}

        def check(command, names):
            macros = set(re.findall(r"#define (\w+)", preprocessed(command, names, "-D_GNU_SOURCE", "-dM")))
            self.assertGreater(len(macros), 300)
            self.assertEqual(ours & macros, set())
        self.each(check)

    def test_the_refused_prefix_would_clash(self):
        """What the product refuses, made by force: the matrix can tell."""
        upper = helpers.read(generate("--set", "style=upper", "--set", "prefix=acme_") / "http_status.h").replace("ACME_", "HTTP_STATUS_")
        for command, names in ((["gcc"], "cups/http.h"), (["clang", "-target", "x86_64-w64-mingw32"], "windows.h wininet.h"),
                               (["clang", "-target", "x86_64-w64-mingw32"], "windows.h winhttp.h")):
            with self.subTest(headers=names):
                unused = "-Wno-unused-function"
                self.assertEqual(checked(command, upper, unused).returncode, 0)
                self.assertNotEqual(checked(command, includes(names) + upper, unused).returncode, 0)


if __name__ == "__main__":
    helpers.main()
