#!/usr/bin/python3
"""The headers that print codes and make errors of them: every number, every way to print, and wrong specifications."""
# needs: g++ clang clang-19 libc++-19-dev libfmt-dev
# only: --all
import functools
import unittest

import code_facts
import helpers
from compilers import COMPILERS, SOURCES, default_header, snake, variants

NUMBERS = (0, 7, 99, 100, 200, 226, 299, 304, 404, 418, 499, 511, 599, 600, 999, 10000, 65535)
LIBCXX = ["clang++-19", "-stdlib=libc++"]

# Specification -> (align, fill, width, type): the form [[fill]align][width][type].
SPECS = {"": "< 0 ", "d": "< 0d", "p": "< 0p", "n": "< 0n", "3": "< 3 ", "20": "< 20 ", "<20": "< 20 ", ">20": "> 20 ", "^20": "^ 20 ",
         "^21": "^ 21 ", "*>30": ">*30 ", "*<30": "<*30 ", "*^30": "^*30 ", "<": "< 0 ", ">": "> 0 ", "^d": "^ 0d", "<<9": "<<9 ",
         ">>9d": ">>9d", "^^9d": "^^9d", "<^9d": "^<9d", "#>6d": ">#6d", "0>6d": ">06d", ".^40p": "^.40p", "_<40n": "<_40n",
         " >8d": "> 8d", "1<5d": "<15d", "d>5": ">d5 ", "d>5d": ">d5d", "300": "< 300 ", "99999": "< 99999 ", "1d": "< 1d"}
WRONG = ["x", "s", "dd", "dp", "D", "5x", "d5", "05", "05d", "+d", "#d", " ", "*", "**>5", "-5", ">-5", ">0", "é<5", "100000", "4294967297",
         ".3", "5.3", "L", "{<5", "}<5", "{}", "nd", "?"]


def text_of(number, kind):
    if kind == "d":
        return str(number)
    label = code_facts.label(number)
    if kind == "p":
        return label
    if kind == "n":
        return snake(label)
    return f"{number} {label}" if label else str(number)


def formatted(number, align, fill, width, kind):
    """By the words of std::format: what is left over of a middle goes behind."""
    text = text_of(number, kind)
    space = max(0, width - len(text))
    before = {"<": 0, ">": space, "^": space // 2}[align]
    return f"[{fill * before}{text}{fill * (space - before)}]"


def cases():
    """Specification, number, and what is expected."""
    for spec, parts in SPECS.items():
        for number in NUMBERS:
            yield spec, number, formatted(number, parts[0], parts[1], int(parts[2:-1]), parts[-1])
    for number in range(65536):
        for kind in " dpn":
            yield kind.strip(), number, formatted(number, "<", " ", 0, kind)
    for spec in WRONG:
        yield spec, 404, "refused"


@functools.cache
def headers():
    return default_header().folder


def program(command, *sources):
    """Built with the warnings of the other tests; `command` begins with the compiler."""
    target = helpers.new_folder("program") / "program"
    files = ['-DFORMAT_HEADER="http_status_format.hpp"', '-DERROR_HEADER="http_status_error.hpp"', "-I", headers()]
    warnings = COMPILERS.get(command[0], COMPILERS["clang++"])
    done = helpers.run(*command, *warnings, *files, *(SOURCES / name for name in sources), "-o", target)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"{' '.join(command)}:\n{done.stderr.decode()}")
    return target


class Formatting(unittest.TestCase):
    def assert_formats(self, built, lines):
        found = helpers.output_of(built, stdin="".join(f"{spec}\t{number}\n" for spec, number, _ in lines)).split("\n")[:-1]
        self.assertEqual(len(found), len(lines))
        wrong = [(spec, number, answer, expected) for (spec, number, expected), answer in zip(lines, found) if answer != expected]
        self.assertEqual((len(wrong), wrong[:5]), (0, []))

    def test_std_format(self):
        for standard in ("-std=c++20", "-std=c++23"):
            with self.subTest(standard=standard):
                self.assert_formats(program([*LIBCXX, standard, "-DSTD_FORMAT"], "format.cpp"), list(cases()))

    def test_fmt(self):
        lines = list(cases())
        for compiler, standard in variants():
            for header in ("fmt/format.h", "fmt/core.h"):
                with self.subTest(compiler=compiler, standard=standard, header=header):
                    command = [compiler, standard, f"-DFMT=<{header}>", "-DFMT_HEADER_ONLY"]
                    self.assert_formats(program(command, "format.cpp"), lines)

    def test_streams(self):
        lines = [("", number, formatted(number, "<", " ", 0, " ")) for number in range(65536)]
        lines += [(f"{fill}{align}{width}", number, formatted(number, align, fill, width, " ")) for number in NUMBERS
                  for fill in " *0" for align in "<>" for width in (0, 3, 13, 40)]
        for compiler, standard in variants():
            with self.subTest(compiler=compiler, standard=standard):
                self.assert_formats(program([compiler, standard], "format.cpp"), lines)

    def test_without_fmt_and_std_format(self):
        """g++ 12 has no <format>, and fmt is not asked for: nothing else is included."""
        text = '#include "http_status_format.hpp"\n#if defined(FMT_VERSION)\n#error\n#endif\n'
        helpers.output_of("g++", "-std=c++20", "-fsyntax-only", "-x", "c++", "-I", headers(), "-", stdin=text)

    def test_wrong_specifications_do_not_compile(self):
        libraries = [([*LIBCXX, "-std=c++20"], "format", "std"),
                     (["g++", "-std=c++20", "-DFMT_HEADER_ONLY"], "fmt/format.h", "fmt"),
                     (["clang++-19", "-std=c++20", "-DFMT_HEADER_ONLY"], "fmt/format.h", "fmt")]
        for command, header, library in libraries:
            for spec, good in (("{:*>30}", True), ("{:d}", True), ("{:x}", False), ("{:05d}", False)):
                with self.subTest(command=command[0], library=library, spec=spec):
                    text = f'#include <{header}>\n#include "http_status_format.hpp"\n' \
                           f'int main() {{ return {library}::format("{spec}", http::status::ok).empty(); }}\n'
                    done = helpers.run(*command, "-fsyntax-only", "-x", "c++", "-I", headers(), "-", stdin=text)
                    self.assertEqual(done.returncode == 0, good, done.stderr.decode())


def is_error(number):
    """100 to 399 tell of no failure; 400 to 599 do, and what is no status code counts as the server's failure."""
    return not 100 <= number <= 399


def conditions(number):
    """Client error, server error, retryable: of the number of an error, which 0 is not."""
    if number == 0:
        return "000"
    client, server = 400 <= number <= 499, not 100 <= number <= 499
    return "".join(str(int(fact)) for fact in (client, server, code_facts.retry(number) in ("same_request", "after_delay", "other_connection")))


def error_line(number):
    return f"{number}\t{int(number != 0)}\t{conditions(number)}\t{text_of(number, ' ') if number else 'no error'}"


class Errors(unittest.TestCase):
    RAW = [*range(-1000, 70000), -2**31, -65536 + 404, 65536 + 503, 131072 + 200, 2**31 - 1]

    def test_all_numbers(self):
        expected = [error_line((number or 500) if is_error(number) else 0) for number in range(65536)]
        expected += [error_line(number) for number in self.RAW]
        for command in [*map(list, variants()), [*LIBCXX, "-std=c++20"]]:
            with self.subTest(command=command):
                built = program(command, "error.cpp", "error_other.cpp")
                found = helpers.output_of(built, stdin="\n".join(map(str, self.RAW))).split("\n")[:-1]
                self.assertEqual(len(found), len(expected))
                wrong = [pair for pair in zip(found, expected) if pair[0] != pair[1]]
                self.assertEqual((len(wrong), wrong[:5]), (0, []))


if __name__ == "__main__":
    helpers.main()
