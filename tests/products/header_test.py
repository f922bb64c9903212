#!/usr/bin/python3
"""The C++ header: compiled by g++ and clang++ with all warnings, and asked about every value of 16 bits."""
import re
import unittest

import helpers
from compilers import SOURCES, Header, Probe, compilers, default_header, enumerator, snake, variants


def label_of(number):
    phrase, formerly = helpers.iana()[number]
    return phrase or formerly[-1]


def flags_of(number):
    """What the seven predicates of probe.cpp must say, by arithmetic and the registry."""
    digit = number // 100
    facts = [digit == 1, digit == 2, digit == 3, digit == 4, digit == 5, digit in (4, 5), number in helpers.iana()]
    return "".join("1" if fact else "0" for fact in facts)


def expected_values():
    registry = helpers.iana()
    names = {number: snake(label_of(number)) for number in registry}
    return {number: (number // 100 if 100 <= number <= 599 else 0, flags_of(number), names.get(number, ""),
                     label_of(number) if number in registry else "") for number in range(65536)}


def former_phrases():
    """Former phrase -> number."""
    return {phrase: number for number, (_, formerly) in helpers.iana().items() for phrase in formerly}


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
        lines = "#include <optional>\n#include <string_view>\n"
        for compiler in compilers():
            with self.subTest(compiler=compiler):
                command = [compiler, "-std=c++17", "-dM", "-E", "-x", "c++", "-", *header.flags()]
                before = set(helpers.output_of(*command, stdin=lines).splitlines())
                after = set(helpers.output_of(*command, stdin=lines + "#include HEADER\n").splitlines())
                self.assertEqual(after - before, {"#define HTTP_HTTP_STATUS_HPP "})


class Enumerators(unittest.TestCase):
    def source(self, text):
        path = helpers.new_folder("source") / "source.cpp"
        path.write_text(f"#include HEADER\nusing Code = NAMESPACE::TYPE;\n{text}\nint main() {{}}\n", encoding="utf-8")
        return path

    def test_values(self):
        lines = [f"static_assert(static_cast<int>(Code::{enumerator(snake(label_of(n)))}) == {n});" for n in helpers.iana()]
        for compiler, standard in variants():
            with self.subTest(compiler=compiler, standard=standard):
                default_header().built(compiler, standard, [self.source("\n".join(lines))])

    def test_a_switch_over_the_registry_is_complete(self):
        labels = [f"    case Code::{enumerator(snake(label_of(n)))}: return true;" for n in helpers.iana()]
        for left_out in [None, 7]:
            lines = [line for index, line in enumerate(labels) if index != left_out]
            text = "bool known(Code c) {\n  switch (c) {\n%s\n  }\n  return false;\n}\nbool known(Code);" % "\n".join(lines)
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
                default_header().built(compilers()[0], "-std=c++17", [self.source(text)], "-Wno-deprecated-declarations")
                done, _ = default_header().compile(compilers()[0], "-std=c++17", [self.source(text)])
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
        wrong = [" ", "Not Found ", " Not Found", "Not  Found", "Not\tFound", "404", "404 Not Found", "not_found", "Unused",
                 "(Unused)", "Unassigned", "Client Closed Request", "I’m a teapot", "NOT FOUND\0", "Ｏｋ", "O", "OKK"]
        wrong += [text[:-1] for text in self.phrases] + [text + "." for text in self.phrases]
        self.assert_answers("phrases", dict.fromkeys(wrong))

    def test_other_names(self):
        wrong = ["continue_", "Not_Found", "notfound", "not found", "404", "client_closed_request", "unused", "detail"]
        wrong += [snake(text)[:-1] for text in self.phrases]
        self.assert_answers("names", dict.fromkeys(wrong))

    def test_the_empty_text(self):
        self.assertEqual(self.probe.ask("phrases", [""]) + self.probe.ask("names", [""]), [None, None])


class Vendors(unittest.TestCase):
    def test_each_has_a_namespace_with_its_codes_only(self):
        """The facts stand in compile_time.cpp; here, that no vendor is missing and none has another's codes."""
        codes = {}
        for code in helpers.spec()["codes"]:
            if code["defined_by"] != "iana":
                codes.setdefault(code["defined_by"].replace("-", "_"), {})[code["code"]] = code["phrase"] or ""
        lines = []
        for definer, phrases in codes.items():
            scope = f"NAMESPACE::{definer}"
            lines.append(f'  for (int n = -10; n < 70000; ++n) if (const auto c = {scope}::from_int(n)) std::cout << "{definer}'
                         f"""\\t" << n << '\\t' << static_cast<int>(*c) << '\\t' << {scope}::phrase(*c) << '\\n';""")
        path = helpers.new_folder("source") / "vendors.cpp"
        path.write_text("#include HEADER\n#include <iostream>\nint main() {\n%s\n}\n" % "\n".join(lines), encoding="utf-8")
        output = helpers.output_of(default_header().built(compilers()[0], "-std=c++17", [path]))
        expected = [f"{definer}\t{n}\t{n}\t{phrase}" for definer in codes for n, phrase in sorted(codes[definer].items())]
        self.assertEqual(output.splitlines(), expected)


class Options(unittest.TestCase):
    def generated(self, **options):
        arguments = [part for name, value in options.items() for part in ("--set", f"cpp.{name}={value}")]
        return helpers.generate(*arguments, products=("cpp",)) / "cpp"

    def test_namespace_type_and_path(self):
        folder = self.generated(namespace="acme::web", type="code", header="acme/codes.hpp")
        header = Header(folder, "acme/codes.hpp", "acme::web", "code")
        self.assertEqual([path.name for path in folder.rglob("*.hpp")], ["codes.hpp"])
        self.assertIn("#ifndef ACME_WEB_ACME_CODES_HPP\n", header.text())
        for compiler, standard in variants():
            with self.subTest(compiler=compiler, standard=standard):
                for name in ("alone.cpp", "compile_time.cpp"):
                    header.built(compiler, standard, [SOURCES / name])
                self.assertEqual(Probe(header, compiler, standard).values(), expected_values())

    def test_only_iana(self):
        folder = helpers.generate("--where", "defined_by == 'iana'", products=("cpp",)) / "cpp"
        for compiler, standard in variants():
            with self.subTest(compiler=compiler, standard=standard):
                self.assertEqual(Probe(Header(folder), compiler, standard).values(), expected_values())

    def test_one_code(self):
        folder = helpers.generate("--where", "code == 404", products=("cpp",)) / "cpp"
        values = Probe(Header(folder)).values()
        self.assertEqual({n: value[3] for n, value in values.items() if value[3]}, {404: "Not Found"})

    def test_names_that_cannot_be(self):
        wrong = [("namespace", "acme.web"), ("namespace", "class"), ("namespace", "acme::namespace"), ("namespace", "std"),
                 ("namespace", "a::std"), ("namespace", "a b"), ("type", "class"), ("type", "phrase"), ("type", "detail"),
                 ("type", "1x"), ("header", "../x.hpp"), ("header", "/x.hpp"), ("header", "a//x.hpp")]
        for option, value in wrong:
            with self.subTest(option=option, value=value):
                refuse(self, "--set", f"{option}={value}")

    def test_a_type_is_refused_or_works(self):
        """No name of the header, of its details, parameters and variables makes a header that does not compile."""
        where = ("--where", "code in [200, 404, 444]")
        text = default_header(*where).text()
        for name in sorted(set(re.findall(r"\b[a-z_][a-z_0-9]*\b", re.sub(r"//.*|\".*?\"", "", text)))):
            folder = helpers.new_folder("out")
            done = helpers.statusgen("generate", "cpp", "-o", folder, "-q", "--set", f"type={name}", *where)
            with self.subTest(type=name):
                if done.returncode != 0:
                    self.assertRegex(done.stderr.decode(), "the type needs another name|a definer has the name")
                else:
                    Header(folder / "cpp", type_name=name).built(compilers()[0], "-std=c++17", [SOURCES / "alone.cpp"], "-fsyntax-only")


def refuse(test, *arguments):
    done = helpers.statusgen("generate", "cpp", "-o", helpers.new_folder("out"), *arguments)
    test.assertIn(done.returncode, (1, 2), done.stderr.decode())
    test.assertRegex(done.stderr.decode(), r":\d+:\d+: error: ")


class Overlays(unittest.TestCase):
    """What a company may add compiles, or is refused with a message."""

    def like(self, number, name, **members):
        entry = next(code for code in helpers.spec()["codes"] if code["code"] == 404)
        return {**entry, "code": number, "name": name, "formerly": [], "also_called": [], **members}

    def definer(self, identifier):
        return {"id": identifier, "name": "N", "product": None, "url": None, "summary": "S."}

    def built(self, *sources, **members):
        header = Header(helpers.generate("--overlay", helpers.overlay(**members), products=("cpp",)) / "cpp")
        for compiler, standard in (variants()[0], variants()[-1]):
            with self.subTest(compiler=compiler, standard=standard):
                header.built(compiler, standard, [SOURCES / "alone.cpp"])
        return Probe(header)

    def test_one_former_phrase_of_two_codes(self):
        former = {"formerly": [{"phrase": "Old Name", "source": None}, {"phrase": "Old-Name", "source": None}]}
        probe = self.built(codes=[self.like(440, "one", **former), self.like(441, "two", **former)])
        self.assertEqual(probe.ask("names", ["one", "two", "old_name"]), [440, 441, 440])

    def test_one_phrase_of_two_codes(self):
        probe = self.built(codes=[self.like(599, "last", phrase="Continue"), self.like(440, "also", phrase="Not Found")])
        self.assertEqual(probe.ask("phrases", ["continue", "not found"]), [100, 404])
        self.assertEqual(probe.ask("names", ["last", "also"]), [599, 440])

    def test_reserved_words(self):
        names = ["delete", "switch", "class", "new", "int", "co_await", "requires", "char8_t", "not", "compl"]
        probe = self.built(codes=[self.like(440 + i, name, phrase=f"P {i}") for i, name in enumerate(names)]
                           + [self.like(440 + i, name, defined_by="class") for i, name in enumerate(names)],
                           definers=[self.definer("class")])
        self.assertEqual(probe.ask("names", names), list(range(440, 450)))

    def test_former_phrase_of_another_code_in_force(self):
        probe = self.built(codes=[self.like(440, "one", phrase="One", formerly=[{"phrase": "Not Found", "source": None}])])
        self.assertEqual(probe.ask("phrases", ["not found", "one"]), [404, 440])

    def test_definers(self):
        for identifier in ("3scale", "a.b-c", "http", "default", "x_"):
            with self.subTest(definer=identifier):
                self.built(definers=[self.definer(identifier)], codes=[self.like(440, "one", defined_by=identifier)])
        for identifiers in (["a-b", "a.b"], ["std"], ["detail"], ["class-of"], ["is-error"], ["status"], ["status-class"], ["phrase"]):
            with self.subTest(definers=identifiers):
                refuse(self, "--overlay", helpers.overlay(definers=[self.definer(i) for i in identifiers],
                                                          codes=[self.like(440, "one", defined_by=i) for i in identifiers]))

    def test_a_registered_code_outside_the_range(self):
        refuse(self, "--overlay", helpers.overlay(codes=[self.like(777, "x", notes=[{"text": "Odd.", "source": None}])]))


class Looks(unittest.TestCase):
    def test_lines(self):
        for number, line in enumerate(default_header().text().splitlines(), 1):
            if len(line) > 110 or re.search(r"\s$|\t", line):
                self.fail(f"line {number} is too long or ends in white space: {line!r}")


if __name__ == "__main__":
    helpers.main()
