#!/usr/bin/python3
"""The C++ header: compiled by g++ and clang++ with all warnings, and asked about every value of 16 bits."""
import re
import unittest

import helpers
from compilers import SOURCES, Probe, compilers, default_header, enumerator, snake, variants
from header_facts import expected_values, former_phrases, label_of


class Compiling(unittest.TestCase):
    def each_variant(self, *names, extra=()):
        for compiler, standard in variants():
            with self.subTest(compiler=compiler, standard=standard):
                program = default_header().built(compiler, standard, [SOURCES / name for name in names], *extra)
                self.assertEqual(helpers.run(program).returncode, 0)

    def test_alone_and_twice(self):
        self.each_variant("alone.cpp")

    def test_two_units_linked(self):
        self.each_variant("linked_first.cpp", "linked_second.cpp")

    def test_in_constant_expressions(self):
        self.each_variant("compile_time.cpp")

    def test_after_headers_with_macros(self):
        # The system's headers may not please all warnings.
        self.each_variant("after_macros.cpp", extra=["-Wno-pedantic", "-Wno-old-style-cast"])

    def test_without_exceptions_and_rtti(self):
        self.each_variant("alone.cpp", extra=["-fno-exceptions", "-fno-rtti"])

    def test_optimized(self):
        self.each_variant("alone.cpp", extra=["-O2"])

    def test_defines_no_macro_but_its_guard(self):
        header = default_header()
        lines = "#include <string_view>\n"
        for compiler in compilers():
            with self.subTest(compiler=compiler):
                command = [compiler, "-std=c++17", "-dM", "-E", "-x", "c++", "-", *header.flags()]
                before = set(helpers.output_of(*command, stdin=lines).splitlines())
                after = set(helpers.output_of(*command, stdin=lines + "#include HEADER\n").splitlines())
                self.assertEqual(after - before, {"#define HTTP_HTTP_STATUS_HPP ", "#define HTTP_HTTP_STATUS_CORE_HPP "})


class Enumerators(unittest.TestCase):
    def source(self, text):
        path = helpers.new_folder("source") / "source.cpp"
        path.write_text(f"#include HEADER\nusing Code = NAMESPACE::TYPE;\n{text}\nint main() {{}}\n", encoding="utf-8")
        return path

    def test_values(self):
        names = {number: enumerator(snake(label_of(number))) for number in helpers.iana()}
        lines = [f"static_assert(static_cast<int>(Code::{name}) == {number});" for number, name in names.items()]
        for compiler, standard in variants():
            with self.subTest(compiler=compiler, standard=standard):
                default_header().built(compiler, standard, [self.source("\n".join(lines))])

    def test_a_switch_over_the_registry_is_complete(self):
        labels = [f"    case Code::{enumerator(snake(label_of(n)))}: return true;" for n in helpers.iana()]
        for left_out in [None, 7]:
            lines = [line for index, line in enumerate(labels) if index != left_out]
            text = "bool known(Code c) {\n  switch (c) {\n%s\n  }\n  return false;\n}" % "\n".join(lines)
            for compiler in compilers():
                with self.subTest(compiler=compiler, left_out=left_out):
                    done, _ = default_header().compile(compiler, "-std=c++17", [self.source(text)])
                    self.assertEqual(done.returncode == 0, left_out is None, done.stderr.decode())

    def test_former_names_are_deprecated_aliases(self):
        for phrase, number in former_phrases().items():
            if helpers.iana()[number][0] is None:
                continue  # the label of an unused code is no former name
            text = f"static_assert(static_cast<int>(Code::{snake(phrase)}) == {number});"
            with self.subTest(phrase=phrase):
                command = [compilers()[0], "-std=c++17", [self.source(text)]]
                default_header().built(*command, "-Wno-deprecated-declarations")
                done, _ = default_header().compile(*command)
                self.assertIn("renamed to " + snake(label_of(number)), done.stderr.decode())


class Values(unittest.TestCase):
    def test_all_65536_values(self):
        expected = expected_values()
        for compiler, standard in variants():
            with self.subTest(compiler=compiler, standard=standard):
                probe = Probe(default_header(), compiler, standard)
                self.assertEqual(probe.values(), expected)

    def test_integers(self):
        numbers = [*range(-1000, 70000), -(2**31), 2**31 - 1, 65536 + 404, -404, 131072 + 200]
        expected = [(n if 100 <= n <= 599 else None, n if n in helpers.iana() else None) for n in numbers]
        for compiler in compilers():
            with self.subTest(compiler=compiler):
                self.assertEqual(Probe(default_header(), compiler).ask("integers", numbers), expected)


class Lookups(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.probe = Probe(default_header())
        cls.phrases = {label_of(number): number for number in helpers.iana()} | former_phrases()

    def assert_answers(self, what, expected):
        for text, answer, number in zip(expected, self.probe.ask(what, expected), expected.values()):
            with self.subTest(text=text):
                self.assertEqual(answer, number)

    def test_phrases_today_and_before(self):
        self.assert_answers("phrases", self.phrases)

    def test_phrases_in_any_case(self):
        self.assert_answers("phrases", {text.upper(): number for text, number in self.phrases.items()}
                            | {text.lower(): number for text, number in self.phrases.items()})

    def test_names_today_and_before(self):
        self.assert_answers("names", {snake(text): number for text, number in self.phrases.items()})

    def test_other_phrases(self):
        wrong = [" ", "Not Found ", " Not Found", "Not  Found", "Not\tFound", "404", "404 Not Found", "not_found",
                 "Unused", "(Unused)", "Unassigned", "Client Closed Request", "I’m a teapot", "NOT FOUND\0", "O", "OKK"]
        wrong += [text[:-1] for text in self.phrases] + [text + "." for text in self.phrases]
        self.assert_answers("phrases", dict.fromkeys(wrong))

    def test_other_names(self):
        wrong = ["continue_", "Not_Found", "notfound", "not found", "404", "client_closed_request", "unused", "detail"]
        wrong += [snake(text)[:-1] for text in self.phrases]
        self.assert_answers("names", dict.fromkeys(wrong))

    def test_the_empty_text(self):
        self.assertEqual(self.probe.ask("phrases", [""]) + self.probe.ask("names", [""]), [None, None])


class Vendors(unittest.TestCase):
    SOURCE = r"""
#include HEADER
#include <iostream>
#define TELL(definer)                                                                                     \
  for (int n = -10; n < 70000; ++n) {                                                                     \
    if (const auto code = NAMESPACE::from_int<NAMESPACE::definer::TYPE>(n)) {                             \
      std::cout << #definer << '\t' << static_cast<int>(*code) << '\t' << NAMESPACE::name(*code)          \
                << '\t' << NAMESPACE::phrase(*code) << '\n';                                              \
    }                                                                                                     \
  }
int main() {
%s
}
"""

    def test_each_has_a_namespace_with_its_codes_only(self):
        """The facts stand in compile_time.cpp; here, that no vendor is missing and none has another's codes."""
        codes = {}
        for code in helpers.spec()["codes"]:
            if code["defined_by"] != "iana":
                codes.setdefault(code["defined_by"].replace("-", "_"), {})[code["code"]] = (code["name"], code["phrase"] or "")
        lines = []
        for definer in codes:
            lines.append(f'  TELL({definer})')
        path = helpers.new_folder("source") / "vendors.cpp"
        path.write_text(self.SOURCE % "\n".join(lines), encoding="utf-8")
        output = helpers.output_of(default_header().built(compilers()[0], "-std=c++17", [path]))
        expected = [f"{definer}\t{number}\t{name}\t{phrase}" for definer, entries in codes.items()
                    for number, (name, phrase) in sorted(entries.items())]
        self.assertEqual(output.splitlines(), expected)


class Looks(unittest.TestCase):
    def test_lines(self):
        for number, line in enumerate(default_header().text().splitlines(), 1):
            if len(line) > 120 and not line.startswith('    "') or re.search(r"\s$|\t", line):
                self.fail(f"line {number} is too long or ends in white space: {line!r}")


if __name__ == "__main__":
    helpers.main()
