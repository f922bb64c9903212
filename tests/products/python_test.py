#!/usr/bin/python3
"""The Python module: imported by every Python from 3.9 on that is here, and asked about every number."""
import importlib.util
import itertools
import unittest
import warnings

import code_facts
import helpers
import hostile_overlay as hostile
import languages
from languages import pascal

COUNT = itertools.count()
PYTHONS = languages.tool(*[f"python3.{minor}" for minor in range(9, 20)], "python3")
TO_IMPORT = "import importlib.util as u, sys; s = u.spec_from_file_location('m', sys.argv[1]); m = u.module_from_spec(s); " \
            "sys.modules['m'] = m; s.loader.exec_module(m)"


def load(path):
    spec = importlib.util.spec_from_file_location(f"generated_{next(COUNT)}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def module(*arguments):
    return load(languages.generate("python", *arguments) / "http_status.py")


class Compiling(unittest.TestCase):
    def each_python(self, path):
        for python in PYTHONS:
            if helpers.run(python, "-c", "import sys; sys.exit(sys.version_info < (3, 9))").returncode == 0:
                with self.subTest(python=python):
                    helpers.output_of(python, "-W", "error", "-m", "py_compile", path)
                    helpers.output_of(python, "-W", "error", "-c", TO_IMPORT, path)

    def test_each_python(self):
        self.each_python(languages.generate("python") / "http_status.py")

    def test_hostile_texts(self):
        self.each_python(languages.generate("python", *languages.hostile_arguments()) / "http_status.py")

    def test_checkers(self):
        path = languages.generate("python") / "http_status.py"
        for command in (["mypy", "--strict", "--python-version", "3.9"], ["pyflakes3"], ["black", "-q", "--check", "-l", "101"]):
            if languages.tool(command[0]):
                with self.subTest(checker=command[0]):
                    helpers.output_of(*command, path)

    def test_types_for_users(self):
        if not languages.tool("mypy"):
            return
        folder = languages.generate("python")
        path = folder / "user.py"
        path.write_text("from http_status import NginxStatus, Status, effective, from_phrase\n"
                        "a: Status = Status.NOT_FOUND\nb: str = a.phrase\nc: Status = effective(499)\nd: Status = Status(404)\n"
                        "e = from_phrase('Gone')\nf: bool = e is not None and e.is_client_error\n"
                        "g: int = NginxStatus.NO_RESPONSE\nh: str = NginxStatus.NO_RESPONSE.phrase\n"
                        "i: 'str | None' = a.retry\nj: 'dict[str, str | None]' = a.required_fields\n", encoding="utf-8")
        helpers.output_of("mypy", "--strict", path)


class Values(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.module = module()

    def test_all_numbers(self):
        for number in [*range(-1000, 65536), 2**31, -2**31, 10**30]:
            if number in helpers.iana():
                code = self.module.Status(number)
                self.assertEqual((code, code.phrase, code.name), (number, languages.label_of(number), languages.name_of(number).upper()))
                self.assertIs(self.module.from_int(number), code)
            else:
                self.assertRaises(ValueError, self.module.Status, number)
                self.assertIsNone(self.module.from_int(number))
            self.assertIs(self.module.effective(number), self.module.Status(code_facts.effective(number)))

    def test_classes(self):
        for code in self.module.Status:
            with self.subTest(code=code):
                self.assertEqual(code.code_class, code // 100)
                self.assertEqual([getattr(code, f"is_{kind}") for kind in languages.KINDS], [code // 100 == i for i in range(1, 6)])
                self.assertEqual(code.is_error, code >= 400)
        self.assertEqual(self.module.LinkedinStatus.REQUEST_DENIED.code_class.name, "UNKNOWN")
        self.assertEqual(self.module.AwsElbStatus(0).code_class.name, "UNKNOWN")

    def test_facts(self):
        for code in self.module.Status:
            with self.subTest(code=code):
                self.assertEqual(code.heuristically_cacheable, code_facts.cacheable(code))
                self.assertEqual(code.forbids_content, code_facts.forbids_content(code))
                self.assertEqual(code.must_be_empty, code_facts.must_be_empty(code))
                self.assertEqual(code.forbids_content_length, code_facts.forbids_content_length(code))
                self.assertEqual((code.redirect_kind, code.retry), (code_facts.redirect(code), code_facts.retry(code)))
                self.assertEqual({name: when is not None for name, when in code.required_fields.items()}, code_facts.required_fields(code))
                self.assertEqual(code.content, code_facts.facts()[code]["content"])
                self.assertEqual(list(code.former_phrases), [text for text in helpers.iana()[code][1] if text != code.phrase])
        self.assertEqual(self.module.Status.PARTIAL_CONTENT.required_fields["Date"], "a 200 response to the same request would have carried it")

    def test_texts(self):
        for definer in [None, *languages.vendors()]:
            for code in getattr(self.module, f"{pascal(definer)}Status") if definer else self.module.Status:
                with self.subTest(definer=definer, code=code):
                    self.assertEqual((code.summary, code.source, code.url, code.state, code.definer), languages.texts(code, definer or "iana"))
        self.assertEqual((self.module.SPEC_TITLE, self.module.SPEC_UPDATED), (helpers.spec()["title"], helpers.spec()["updated"]))

    def test_facts_of_vendors(self):
        self.assertEqual(self.module.CloudflareStatus.CONNECTION_TIMED_OUT.retry, "after_delay")
        self.assertIsNone(self.module.NginxStatus.NO_RESPONSE.content)
        self.assertTrue(self.module.GoogleStatus.CHECKPOINT.forbids_content and self.module.GoogleStatus.CHECKPOINT.forbids_content_length)
        self.assertEqual(self.module.ShopifyStatus(430).former_phrases, ("Request Header Fields Too Large",))
        self.assertEqual(self.module.NginxStatus.NO_RESPONSE.required_fields, {})

    def test_vendors(self):
        for definer, codes in languages.vendors().items():
            found = getattr(self.module, f"{pascal(definer)}Status")
            with self.subTest(definer=definer):
                self.assertEqual({code.name: (int(code), code.phrase) for code in found},
                                 {name.upper(): facts for name, facts in codes.items()})


class Lookups(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.module = module()

    def test_phrases(self):
        for phrase, number in languages.phrases().items():
            with self.subTest(phrase=phrase):
                for text in (phrase, phrase.upper(), phrase.lower()):
                    self.assertIs(self.module.from_phrase(text), self.module.Status(number))
                self.assertIsNone(self.module.from_phrase(phrase + "."))
        for text in languages.ODD_PHRASES:
            self.assertIsNone(self.module.from_phrase(text), text)

    def test_names(self):
        for phrase, number in languages.phrases().items():
            with self.subTest(phrase=phrase):
                name = languages.snake(phrase)
                self.assertIs(self.module.from_name(name), self.module.Status(number))
                self.assertIs(self.module.from_name(name.upper()), self.module.Status(number))
        for text in ("", "phrase", "__class__", "_value_", "NOT FOUND", "404", "NO_RESPONSE", "mro"):
            self.assertIsNone(self.module.from_name(text), text)

    def test_former_names_are_deprecated(self):
        for name, number in languages.renamed().items():
            with self.subTest(name=name):
                with self.assertWarnsRegex(DeprecationWarning, f"^renamed to {languages.name_of(number).upper()}$") as caught:
                    self.assertIs(getattr(self.module.Status, name.upper()), self.module.Status(number))
                self.assertEqual(caught.filename, __file__)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            self.assertEqual(len(list(self.module.Status)), len(helpers.iana()))


class Hostile(unittest.TestCase):
    def test_texts_come_back(self):
        loaded = module(*languages.hostile_arguments())
        for index, (text, number) in enumerate(hostile.numbers().items()):
            with self.subTest(number=number, text=text[:40]):
                self.assertEqual((loaded.Status(number).phrase, loaded.Status(number).summary), (text, text))
                vendor = getattr(loaded, f"Vendor{index}Status")
                self.assertEqual(vendor(number).phrase, text)
                self.assertEqual(vendor.__doc__, f"The codes of {text}, which are not registered.")
        for phrase, number in languages.hostile_phrases().items():
            self.assertEqual(loaded.from_phrase(phrase), number, phrase)


class Options(unittest.TestCase):
    def test_file_and_type(self):
        folder = languages.generate("python", "--set", "type=HTTPStatus", "--set", "file=acme/codes.py")
        loaded = load(folder / "acme/codes.py")
        self.assertEqual(loaded.effective(499), loaded.HTTPStatus.BAD_REQUEST)
        self.assertEqual(loaded.NginxHTTPStatus.NO_RESPONSE.code_class, loaded.HTTPStatusClass.CLIENT_ERROR)

    def test_selections(self):
        for where, count in (("code == 404", 1), ("code >= 400", 40), ("defined_by == 'iana'", 64)):
            with self.subTest(where=where):
                loaded = module("--where", where)
                self.assertEqual(len(list(loaded.Status)), count)
                self.assertEqual(hasattr(loaded, "effective"), count == 64)
                self.assertIs(loaded.from_phrase("not found"), loaded.Status(404))

    def test_a_type_is_refused_or_works(self):
        text = helpers.read(languages.generate("python", "--where", languages.FEW) / "http_status.py")
        for name in [*languages.identifiers(text), "class", "None", "a-b", "Class", "Warning"]:
            done, folder = languages.try_to_generate("python", "--where", languages.FEW, "--set", f"type={name}")
            with self.subTest(type=name):
                if done.returncode != 0:
                    self.assertRegex(done.stderr.decode(), "the type needs another name|is not an? |identifier")
                else:
                    loaded = load(folder / "http_status.py")
                    self.assertIs(loaded.effective(499), getattr(loaded, name).BAD_REQUEST)
                    self.assertEqual(loaded.from_phrase("ok").code_class, 2)
                    self.assertEqual(getattr(loaded, f"Nginx{name}")(444).phrase, "No Response")

    def test_overlays(self):
        former = {"formerly": [{"phrase": "Old Name", "source": None}, {"phrase": "Not Found", "source": None}]}
        names = ["continue_x", "name", "value", "mro", "import", "none", "phrase", "retry"]
        codes = [languages.like(440 + i, name, **former) for i, name in enumerate(names)]
        loaded = module("--overlay", helpers.overlay(codes=codes + [languages.like(440, "one", defined_by="3scale")],
                                                     definers=[languages.definer("3scale")]))
        self.assertEqual([loaded.from_name(name) for name in names], list(range(440, 440 + len(names))))
        self.assertEqual([loaded.from_phrase(text) for text in ("not found", "old name")], [404, 440])
        self.assertFalse(hasattr(loaded.Status, "OLD_NAME"))
        self.assertEqual(loaded._3scaleStatus.ONE, 440)


if __name__ == "__main__":
    helpers.main()
