#!/usr/bin/python3
"""The C header: compiled by gcc and clang with all warnings as errors, linked, and asked about every int of a wide range."""
import functools
import re
import shutil
import unittest

import c_header
import code_facts
import helpers
import hostile_overlay as hostile
import languages
from c_header import SOURCES, ask, built, compile, generate, probe, source, values, variants
from header_facts import label_of

COMPILERS = ("gcc", "clang")
REDIRECTS = [None, "none", "may_change_to_get", "get", "preserve"]
RETRIES = [None, "never", "same_request", "after_delay", "after_change", "other_connection", "other_credentials"]
FAR = [-2**31, -2**31 + 404, -65536 + 404, 65536 + 404, 131072 + 200, 2**31 - 2, 2**31 - 1]


@functools.cache
def expected(number):
    """What probe.c must say, from iana.csv, facts.csv and by arithmetic."""
    known = number in helpers.iana()
    flags = [*code_facts.predicates(number), known, code_facts.forbids_content(number), code_facts.must_be_empty(number),
             code_facts.forbids_content_length(number), code_facts.cacheable(number)]
    return (code_facts.label(number), languages.name_of(number) if known else "", number // 100 if 100 <= number <= 599 else 0,
            code_facts.effective(number), "".join(str(int(flag)) for flag in flags),
            REDIRECTS.index(code_facts.redirect(number)), RETRIES.index(code_facts.retry(number)))


def enumerators():
    """Enumerator without its prefix -> number, without the former names."""
    return {languages.name_of(number): number for number in helpers.iana()} | {
        f"{definer.replace('-', '_')}_{name}": number for definer, codes in languages.vendors().items() for name, (number, _) in codes.items()}


def assertions(names, prefix="http_status_"):
    lines = [f"typedef char check_{i}[{prefix}{name} == {number} ? 1 : -1];" for i, (name, number) in enumerate(names.items())]
    return source("\n".join(lines) + "\nint main(void) { return 0; }")


class Compiling(unittest.TestCase):
    def each(self, sources, *extra, compilers=COMPILERS):
        for compiler, standard in variants(*compilers):
            with self.subTest(compiler=compiler, standard=standard):
                helpers.output_of(built(generate(), compiler, standard, [SOURCES / name for name in sources], *extra))

    def test_alone_and_twice(self):
        self.each(["alone.c"])

    def test_as_cpp(self):
        self.each(["alone.c"], compilers=("g++", "clang++"))

    def test_two_units_linked(self):
        self.each(["linked_first.c", "linked_second.c"])

    def test_optimized(self):
        self.each(["alone.c"], "-O2")

    def test_without_a_standard_library(self):
        self.each(["alone.c"], "-ffreestanding")

    def test_needs_no_header_but_stddef(self):
        self.assertEqual(re.findall(r"#include .*", helpers.read(generate() / "http_status.h")), ["#include <stddef.h>"])

    def test_every_warning_of_clang(self):
        if shutil.which("clang"):
            built(generate(), "clang", "-std=c99", [SOURCES / "alone.c"], "-Weverything")

    def test_no_relocation(self):
        """Of the data of a position-independent object; only its code may refer to addresses."""
        for compiler, _ in variants(*COMPILERS):
            for level in ("-O0", "-O2", "-Os"):
                with self.subTest(compiler=compiler, level=level):
                    unit = built(generate(), compiler, "-std=c99", [SOURCES / "probe.c"], "-c", "-fPIC", level)
                    sections = re.findall(r"'\.rela(\S+)'", helpers.output_of("readelf", "-rW", unit))
                    self.assertIn(".text", sections)
                    self.assertEqual([name for name in sections if name.startswith(".data")], [])

    def test_defines_no_macro_but_its_guard(self):
        for compiler in dict(variants(*COMPILERS)):
            with self.subTest(compiler=compiler):
                command = [compiler, "-std=c99", "-dM", "-E", "-x", "c", "-I", generate(), "-"]
                before = set(helpers.output_of(*command, stdin="#include <stddef.h>\n").splitlines())
                after = set(helpers.output_of(*command, stdin='#include "http_status.h"\n').splitlines())
                self.assertEqual(after - before, {"#define HTTP_STATUS_HTTP_STATUS_H "})


class Enumerators(unittest.TestCase):
    def test_values(self):
        for compiler, standard in variants(*COMPILERS):
            with self.subTest(compiler=compiler, standard=standard):
                built(generate(), compiler, standard, [assertions(enumerators())])

    def test_a_switch_over_the_registry_is_complete(self):
        labels = [f"    case http_status_{languages.name_of(number)}: return 1;" for number in helpers.iana()]
        for left_out in (None, 7):
            lines = [line for index, line in enumerate(labels) if index != left_out]
            text = "int known(enum http_status_code c);\nint known(enum http_status_code c) {\n  switch (c) {\n%s\n  }\n  return 0;\n}\n" \
                   "int main(void) { return known(http_status_ok); }" % "\n".join(lines)
            for compiler in dict(variants(*COMPILERS)):
                with self.subTest(compiler=compiler, left_out=left_out):
                    done, _ = compile(generate(), compiler, "-std=c99", [source(text)])
                    self.assertEqual(done.returncode == 0, left_out is None, done.stderr.decode())

    def test_former_names_are_deprecated(self):
        for name, number in languages.renamed().items():
            for compiler in dict(variants(*COMPILERS)):
                with self.subTest(name=name, compiler=compiler):
                    built(generate(), compiler, "-std=c99", [assertions({name: number})], "-Wno-deprecated-declarations")
                    done, _ = compile(generate(), compiler, "-std=c99", [assertions({name: number})])
                    self.assertRegex(done.stderr.decode(), f"renamed to http_status_{languages.name_of(number)}\\b")


class Values(unittest.TestCase):
    def assert_values(self, program):
        found = values(program)
        self.assertEqual(set(found), {*range(-1000, 66001), *FAR})
        wrong = {number: (row, expected(number)) for number, row in found.items() if row != expected(number)}
        self.assertEqual((len(wrong), dict(list(wrong.items())[:5])), (0, {}))

    def test_all(self):
        for compiler, standard in variants(*COMPILERS):
            with self.subTest(compiler=compiler, standard=standard):
                self.assert_values(probe(compiler=compiler, standard=standard))

    def test_as_cpp_and_optimized(self):
        for compiler, standard in variants("g++", "clang++"):
            with self.subTest(compiler=compiler, standard=standard):
                self.assert_values(probe(compiler=compiler, standard=standard, extra=("-O2",)))

    def test_what_a_code_means_holds_without_its_enumerator(self):
        found = values(probe_of_one())
        for number in (204, 205, 304, 301, 503, 404):
            with self.subTest(number=number):
                facts = expected(number)
                self.assertEqual(found[number][4][:6] + found[number][4][7:], facts[4][:6] + facts[4][7:])
                self.assertEqual(found[number][5:], facts[5:])
        self.assertEqual({number for number, row in found.items() if row[0]}, {404})
        self.assertEqual({row[3] for row in found.values()}, {100, 200, 300, 400, 404, 500})


def probe_of_one():
    """Of a header with a single code; alone.c and probe.c name no other."""
    return probe("--where", "code == 404")


class Lookups(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.phrases = languages.phrases()

    def assert_answers(self, texts, column, numbers):
        for program in (probe(), probe(extra=("-fsanitize=address,undefined", "-g"))):
            for text, answers, number in zip(texts, ask(program, texts), numbers):
                with self.subTest(text=text, column=column):
                    self.assertEqual(answers[column], number)

    def test_phrases_today_and_before(self):
        self.assert_answers(self.phrases, 0, self.phrases.values())
        self.assert_answers(self.phrases, 1, self.phrases.values())

    def test_phrases_in_any_case(self):
        for change in (str.upper, str.lower, str.swapcase):
            texts = [change(text) for text in self.phrases]
            self.assert_answers(texts, 1, self.phrases.values())
            self.assert_answers(texts, 0, [self.phrases.get(text, 0) for text in texts])

    def test_names_today_and_before(self):
        names = {languages.snake(text): number for text, number in self.phrases.items()}
        self.assert_answers(names, 2, names.values())

    def test_other_texts(self):
        wrong = [*languages.ODD_PHRASES, "Not Foun", "Not Founds", "N", "ot Found", "Not\x00Found", "ſuccess", "Gone@", "@", "[", "OK\x00"]
        wrong = [text for text in wrong if text != "not_found"] + [text + "." for text in self.phrases]
        wrong += [text[:-1] for text in self.phrases]
        for column in (0, 1, 2):
            self.assert_answers(wrong, column, [0] * len(wrong))

    def test_a_text_that_goes_on(self):
        text = '#include <assert.h>\nint main(void) { return http_status_from_phrase("OK, then", 2) != 200 || ' \
               'http_status_from_phrase("OK", 3) != 0 || http_status_from_name("gone_x", 4) != 410 || http_status_from_phrase("", 0) != 0; }'
        helpers.output_of(built(generate(), variants(*COMPILERS)[0][0], "-std=c99", [source(text)]))


class Hostile(unittest.TestCase):
    def test_compiles(self):
        for compiler, standard in variants(*COMPILERS, "g++"):
            for extra in ([], ["-trigraphs"]):
                with self.subTest(compiler=compiler, standard=standard, extra=extra):
                    built(generate(*languages.hostile_arguments()), compiler, standard, [SOURCES / "alone.c"], *extra)

    def test_texts_come_back(self):
        for extra in ((), ("-trigraphs",)):
            program = probe(*languages.hostile_arguments(), extra=extra)
            with self.subTest(extra=extra):
                found = {number: row[0] for number, row in values(program).items() if row[0]}
                self.assertEqual(found, {number: label_of(number) for number in helpers.iana()}
                                 | {number: text for text, number in hostile.numbers().items()})
                phrases = languages.hostile_phrases()
                self.assertEqual([answer[0] for answer in ask(program, phrases)], list(phrases.values()))


def refused(*arguments):
    """The message with which statusgen refuses to generate, or None."""
    done, _ = languages.try_to_generate("c", *arguments)
    return done.stderr.decode() if done.returncode else None


class Options(unittest.TestCase):
    def test_prefix_style_and_path(self):
        folder = generate("--set", "prefix=acme_web_", "--set", "style=upper", "--set", "header=acme/codes.h")
        self.assertIn("#ifndef ACME_WEB_ACME_CODES_H\n", helpers.read(folder / "acme/codes.h"))
        for compiler, standard in variants(*COMPILERS, "g++"):
            names = assertions({name.upper(): number for name, number in enumerators().items()}, "ACME_WEB_")
            use = source("int main(void) { return acme_web_redirect_kind(303) == ACME_WEB_REDIRECT_GET && acme_web_retry_kind(503) =="
                         " ACME_WEB_RETRY_AFTER_DELAY && acme_web_phrase(ACME_WEB_GONE)[0] == 'G' ? 0 : 1; }")
            with self.subTest(compiler=compiler, standard=standard):
                built(folder, compiler, standard, [names], header="acme/codes.h")
                helpers.output_of(built(folder, compiler, standard, [use], header="acme/codes.h"))

    def test_two_headers_in_one_unit(self):
        generate("--set", "prefix=acme_http_")
        text = f'#include "{generate("--set", "prefix=acme_http_")}/http_status.h"\nint main(void) {{ return http_status_ok != acme_http_ok; }}'
        helpers.output_of(built(generate(), variants(*COMPILERS)[0][0], "-std=c99", [source(text)], "-Wno-error=enum-compare", "-w"))

    def test_a_prefix_is_refused_or_works(self):
        for prefix in ("x_", "a1_", "int_", "http_status_text_", "std_", "is_", "mem_", "h_t_t_p_"):
            with self.subTest(prefix=prefix):
                folder = generate("--set", f"prefix={prefix}")
                use = source(f"int main(void) {{ return {prefix}phrase({prefix}ok)[0] != 'O'; }}")
                helpers.output_of(built(folder, variants(*COMPILERS)[0][0], "-std=c99", [use]))
        for prefix in ("", "_", "_x_", "x", "x__", "X_", "xY_", "int", "1x_", "x-", "x y_", "é_"):
            with self.subTest(prefix=prefix):
                self.assertRegex(refused("--set", f"prefix={prefix}"), "prefix needs another form|an identifier")

    def test_capital_letters_of_others_are_refused(self):
        for prefix in ("http_status_", "http_"):
            with self.subTest(prefix=prefix):
                self.assertIn("CUPS and Windows", refused("--set", "style=upper", "--set", f"prefix={prefix}"))
        self.assertIsNone(refused("--set", "style=snake", "--set", "prefix=http_"))

    def test_paths(self):
        for path in ("../x.h", "/x.h", "a//x.h"):
            with self.subTest(path=path):
                self.assertIsNotNone(refused("--set", f"header={path}"))

    def test_selections(self):
        for where in ("code == 404", "code >= 400", "defined_by == 'iana'"):
            for compiler, standard in variants(*COMPILERS):
                with self.subTest(where=where, compiler=compiler, standard=standard):
                    built(generate("--where", where), compiler, standard, [SOURCES / "alone.c"])
        self.assertIn("none of them is selected", refused("--where", "defined_by == 'nginx'"))


class Overlays(unittest.TestCase):
    """What a company may add compiles, or is refused with a message."""

    def both_styles(self, names, **members):
        more = ("--overlay", helpers.overlay(**members))
        for style, prefix in (("snake", "acme_"), ("upper", "ACME_")):
            folder = generate(*more, "--set", "prefix=acme_", "--set", f"style={style}")
            checks = assertions({name.upper() if style == "upper" else name: number for name, number in names.items()}, prefix)
            for compiler in dict(variants(*COMPILERS, "g++")):
                with self.subTest(style=style, compiler=compiler):
                    built(folder, compiler, "-std=c++11" if compiler == "g++" else "-std=c99", [checks])
        return probe(*more)

    def test_names_and_former_names(self):
        former = {"formerly": [{"phrase": "Old Name", "source": None}, {"phrase": "Not Found", "source": None}]}
        names = {name: 440 + i for i, name in enumerate(["int", "switch", "none", "x_1", "end", "status", "enum", "nginx"])}
        codes = [languages.like(number, name, **former) for name, number in names.items()]
        program = self.both_styles(names, codes=codes)
        self.assertEqual([answers[2] for answers in ask(program, names)], list(names.values()))
        self.assertEqual([answers[1] for answers in ask(program, ["not found", "old name"])], [404, 440])
        self.assertNotIn("http_status_old_name", helpers.read(generate("--overlay", helpers.overlay(codes=codes)) / "http_status.h"))

    def test_definers(self):
        for identifier in ("3scale", "a.b-c", "int", "default", "x_", "code", "http"):
            with self.subTest(definer=identifier):
                name = languages.snake(identifier)
                self.both_styles({f"{name}_one": 440}, definers=[languages.definer(identifier)],
                                 codes=[languages.like(440, "one", defined_by=identifier)])

    def test_names_of_the_header(self):
        """Every name that the header needs for itself is refused as a code's, or works."""
        text = helpers.read(generate("--where", languages.FEW) / "http_status.h")
        for name in sorted(set(re.findall(r"\bhttp_status_([a-z_0-9]+)\b", re.sub(r"//.*", "", text)))):
            more = ("--overlay", helpers.overlay(codes=[languages.like(440, name)]), "--where", "code in [404, 440]")
            message = refused(*more)
            with self.subTest(name=name):
                if message is not None:
                    self.assertRegex(message, "a code has the name of something else in the header|already|two codes|twice")
                else:
                    for compiler, standard in (("gcc", "-std=c99"), ("g++", "-std=c++11")):
                        built(generate(*more), compiler, standard, [assertions({name: 440})], "-fsyntax-only")

    def test_functions_as_names_of_definers(self):
        for identifier in ("is", "from", "forbids", "must", "redirect", "retry"):
            more = helpers.overlay(definers=[languages.definer(identifier)], codes=[languages.like(440, "error", defined_by=identifier)])
            with self.subTest(definer=identifier):
                self.assertIn("a definer has the name", refused("--overlay", more))
        both = helpers.overlay(definers=[languages.definer(i) for i in ("a-b", "a.b")],
                               codes=[languages.like(440, "one", defined_by=i) for i in ("a-b", "a.b")])
        self.assertIn("two definers", refused("--overlay", both))

    def test_a_registered_code_outside_the_range(self):
        self.assertIn("outside 100 to 599", refused("--overlay", helpers.overlay(codes=[languages.like(777, "x")])))


class Looks(unittest.TestCase):
    def test_lines(self):
        for number, line in enumerate(helpers.read(generate() / "http_status.h").splitlines(), 1):
            if len(line) > 115 or re.search(r"\s$|\t", line):
                self.fail(f"line {number} is too long or ends in white space: {line!r}")


if __name__ == "__main__":
    helpers.main()
