#!/usr/bin/python3
"""The C++ header with other options, other selections and with what overlays may add: it compiles, or is refused."""
import re
import unittest

import helpers
from compilers import SOURCES, Header, Probe, compilers, default_header, variants
from header_facts import expected_values


class Options(unittest.TestCase):
    def generated(self, **options):
        arguments = [part for name, value in options.items() for part in ("--set", f"cpp.{name}={value}")]
        return helpers.generate(*arguments, products=("cpp",)) / "cpp"

    def test_namespace_type_and_path(self):
        folder = self.generated(namespace="acme::web", type="code", header="acme/codes.hpp")
        header = Header(folder, "acme/codes.hpp", "acme::web", "code")
        self.assertEqual(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.hpp")),
                         ["acme/codes.hpp", "acme/codes_core.hpp", "acme/codes_error.hpp", "acme/codes_format.hpp"])
        self.assertIn("#ifndef ACME_WEB_ACME_CODES_HPP\n", header.text())
        for compiler, standard in variants():
            with self.subTest(compiler=compiler, standard=standard):
                for name in ("alone.cpp", "compile_time.cpp"):
                    header.built(compiler, standard, [SOURCES / name])
                self.assertEqual(Probe(header, compiler, standard).values(), expected_values())

    def test_styles_and_prefix(self):
        for style, prefix, name in (("snake", "", "not_found"), ("k_pascal", "", "kNotFound"), ("name_code", "", "NotFound_404"),
                                    ("pascal", "", "NotFound"), ("upper", "HTTP_", "HTTP_NOT_FOUND"), ("snake", "is_", "is_not_found")):
            header = Header(self.generated(style=style, prefix=prefix))
            with self.subTest(style=style, prefix=prefix):
                self.assertEqual(Probe(header).values(), expected_values())
                self.assertIn(f"  {name} = 404,\n", header.text())

    def test_merged_definers(self):
        """Their codes are members of the main enumeration and have phrases, names and facts there."""
        probe = Probe(Header(self.generated(merge="nginx,pantheon")))
        self.assertEqual(probe.ask("phrases", ["client closed request", "Not Found"]), [499, 404])
        self.assertEqual(probe.ask("names", ["no_response", "not_found"]), [444, 404])
        self.assertEqual(probe.values()[499][-1], "Client Closed Request")
        done = helpers.statusgen("generate", "cpp", "-o", helpers.new_folder("out"), "--set", "merge=nginx,cloudflare")
        self.assertEqual(done.returncode, 2)
        self.assertIn('the code 499 is defined by "cloudflare" and by "nginx"', done.stderr.decode())

    def test_only_iana(self):
        folder = helpers.generate("--where", "defined_by == 'iana'", products=("cpp",)) / "cpp"
        for compiler, standard in variants():
            with self.subTest(compiler=compiler, standard=standard):
                self.assertEqual(Probe(Header(folder), compiler, standard).values(), expected_values())

    def test_one_code(self):
        folder = helpers.generate("--where", "code == 404", products=("cpp",)) / "cpp"
        values = Probe(Header(folder)).values()
        self.assertEqual({n: value[-1] for n, value in values.items() if value[-1]}, {404: "Not Found"})

    def test_names_that_cannot_be(self):
        for setting in ("namespace=acme.web", "namespace=class", "namespace=acme::namespace", "namespace=std",
                        "namespace=a::std", "namespace=a b", "type=class", "type=phrase", "type=detail", "type=1x",
                        "header=../x.hpp", "header=/x.hpp", "header=a//x.hpp", "header=x.txt", "header=hpp", "prefix=9",
                        "prefix=_x", "prefix=a__b", "prefix=a b", "merge=nobody", "merge=linkedin"):
            with self.subTest(setting=setting):
                refuse(self, "--set", setting)

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
                    header = Header(folder / "cpp", type_name=name)
                    header.built(compilers()[0], "-std=c++17", [SOURCES / "alone.cpp"], "-fsyntax-only")


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
        probe = self.built(codes=[self.like(599, "last", phrase="Continue"),
                                  self.like(440, "also", phrase="Not Found")])
        self.assertEqual(probe.ask("phrases", ["continue", "not found"]), [100, 404])
        self.assertEqual(probe.ask("names", ["last", "also"]), [599, 440])

    def test_reserved_words(self):
        names = ["delete", "switch", "class", "new", "int", "co_await", "requires", "char8_t", "not", "compl"]
        probe = self.built(codes=[self.like(440 + i, name, phrase=f"P {i}") for i, name in enumerate(names)]
                           + [self.like(440 + i, name, defined_by="class") for i, name in enumerate(names)],
                           definers=[self.definer("class")])
        self.assertEqual(probe.ask("names", names), list(range(440, 450)))

    def test_former_phrase_of_another_code_in_force(self):
        former = [{"phrase": "Not Found", "source": None}]
        probe = self.built(codes=[self.like(440, "one", phrase="One", formerly=former)])
        self.assertEqual(probe.ask("phrases", ["not found", "one"]), [404, 440])

    def test_definers(self):
        for identifier in ("3scale", "a.b-c", "http", "default", "x_"):
            with self.subTest(definer=identifier):
                self.built(definers=[self.definer(identifier)], codes=[self.like(440, "one", defined_by=identifier)])
        for identifiers in (["a-b", "a.b"], ["std"], ["detail"], ["class-of"], ["is-error"], ["status"],
                            ["status-class"], ["phrase"]):
            with self.subTest(definers=identifiers):
                overlay = helpers.overlay(definers=[self.definer(identifier) for identifier in identifiers],
                                          codes=[self.like(440, "one", defined_by=i) for i in identifiers])
                refuse(self, "--overlay", overlay)

    def test_a_registered_code_outside_the_range(self):
        code = self.like(777, "x", notes=[{"text": "Odd.", "source": None}])
        refuse(self, "--overlay", helpers.overlay(codes=[code]))


if __name__ == "__main__":
    helpers.main()
