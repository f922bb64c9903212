#!/usr/bin/python3
"""The OpenAPI responses: read by PyYAML and by Python's json, and held against the RFCs."""
import re
import unittest

import helpers
import readers

PROBLEM = "#/components/schemas/Problem"
# What the RFCs demand of a response whenever it is sent: (number, field) -> where they say so.
DEMANDED = {(101, "Upgrade"): "RFC 9110 15.2.2", (101, "Connection"): "RFC 9110 7.8", (226, "ETag"): "RFC 3229 10.4.1",
            (401, "WWW-Authenticate"): "RFC 9110 15.5.2", (405, "Allow"): "RFC 9110 15.5.6",
            (407, "Proxy-Authenticate"): "RFC 9110 15.5.8", (426, "Upgrade"): "RFC 9110 15.5.22",
            (426, "Connection"): "RFC 9110 7.8"}
WITHOUT_CONTENT = {100, 101, 102, 103, 104, 204, 205, 304}  # RFC 9110 6.4.1 and 15.3.6
TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
DATE = r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT"
CHALLENGE = TOKEN + r'( [A-Za-z-]+="[^"]*"(, [A-Za-z-]+="[^"]*")*)?'
# The grammar of the examples, from the RFCs that define the fields.
GRAMMAR = {"Allow": rf"({TOKEN}(, {TOKEN})*)?", "Upgrade": rf"{TOKEN}(/{TOKEN})?(, {TOKEN}(/{TOKEN})?)*",
           "Retry-After": rf"\d+|{DATE}", "Date": DATE, "Expires": DATE, "Last-Modified": DATE,
           "ETag": r'(W/)?"[!#-~]*"',
           "Delta-Base": r'(W/)?"[!#-~]*"', "WWW-Authenticate": CHALLENGE, "Proxy-Authenticate": CHALLENGE,
           "Content-Range": r"[a-z]+ (\d+-\d+|\*)/(\d+|\*)", "Upload-Offset": r"\d+",
           "Connection": rf"{TOKEN}(, {TOKEN})*",
           "Vary": rf"\*|{TOKEN}(, {TOKEN})*", "Link": r"<[^<>\s]*>(; ?[a-z]+=[^;]+)*(, <[^<>\s]*>(; ?[a-z]+=[^;]+)*)*",
           "Cache-Control": rf"{TOKEN}(=\S+)?(, {TOKEN}(=\S+)?)*"}


def references(value, path="#"):
    """All (place, target) pairs."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "$ref":
                yield path, item
            else:
                yield from references(item, f"{path}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, f"{path}/{index}")


def resolve(document, reference):
    value = document
    for part in reference.removeprefix("#/").split("/"):
        value = value[part.replace("~1", "/").replace("~0", "~")]
    return value


def key_order(value):
    """The keys of all objects in the order of the file."""
    if isinstance(value, dict):
        return [(key, key_order(item)) for key, item in value.items()]
    return [key_order(item) for item in value] if isinstance(value, list) else None


class Schema(unittest.TestCase):
    """A validator for exactly those keywords of JSON Schema that the document uses; any other is a failure."""

    TYPES = {"object": dict, "string": str, "integer": int}
    FORMATS = {"uri-reference": r"^[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]*$", "int32": r"^\d+$"}

    def assert_valid(self, value, schema):
        for keyword, wanted in schema.items():
            if keyword == "type":
                self.assertIsInstance(value, self.TYPES[wanted])
                self.assertNotIsInstance(value, bool)
            elif keyword == "properties":
                for name, part in wanted.items():
                    if name in value:
                        self.assert_valid(value[name], part)
            elif keyword == "maxLength":
                self.assertLessEqual(len(value), wanted)
            elif keyword == "minimum":
                self.assertGreaterEqual(value, wanted)
            elif keyword == "maximum":
                self.assertLessEqual(value, wanted)
            elif keyword == "format":
                self.assertRegex(str(value), self.FORMATS[wanted])
            else:
                self.assertIn(keyword, ["title", "description", "default"], "no validator for this keyword")


class Document(Schema):
    @classmethod
    def setUpClass(cls):
        cls.json, cls.yaml = readers.openapi(helpers.generate() / "openapi")
        cls.components = cls.json["components"]
        cls.responses = cls.components["responses"]
        cls.by_code = {response["x-status-code"]: response for response in cls.responses.values()}

    def test_yaml_equals_json(self):
        self.assertEqual(self.yaml, self.json)

    def test_order_of_keys(self):
        self.assertEqual(key_order(self.yaml), key_order(self.json))
        codes = [response["x-status-code"] for response in self.responses.values()]
        self.assertEqual(codes, sorted(codes))
        order = ["description", "headers", "content", "x-retry", "x-source", "x-status-code"]
        for name, response in self.responses.items():
            with self.subTest(response=name):
                self.assertEqual(list(response), [key for key in order if key in response])

    def test_two_runs_give_the_same_bytes(self):
        again = helpers.new_folder("again")
        self.assertEqual(helpers.statusgen("generate", "openapi", "-o", again, "-q").returncode, 0)
        self.assertEqual(helpers.contents(again / "openapi"), helpers.contents(helpers.generate() / "openapi"))

    def test_frame(self):
        self.assertEqual(list(self.json)[:2], ["openapi", "info"])
        self.assertRegex(self.json["openapi"], r"^3\.1\.\d+$")
        self.assertEqual(self.json["paths"], {})
        for member in ("title", "version"):
            self.assertEqual(self.json["info"][member], helpers.spec()[member])

    def test_references_resolve(self):
        for place, target in references(self.json):
            with self.subTest(place=place):
                self.assertTrue(target.startswith("#/"), target)
                self.assertIsInstance(resolve(self.json, target), dict)

    def test_every_component_is_used(self):
        used = {target for _, target in references(self.json)}
        for kind in ("headers", "examples", "schemas"):
            for name in self.components[kind]:
                with self.subTest(kind=kind, name=name):
                    self.assertIn(f"#/components/{kind}/{name}", used)

    def test_names(self):
        for kind, components in self.components.items():
            for name in components:
                with self.subTest(kind=kind, name=name):
                    self.assertRegex(name, r"^[a-zA-Z0-9._-]+$")
        for name in self.responses:
            with self.subTest(name=name):
                self.assertRegex(name, r"^([A-Z][a-z0-9]*)+$")

    def test_codes_are_those_of_the_registry(self):
        self.assertEqual(len(self.by_code), len(self.responses), "x-status-code is not unique")
        self.assertEqual(set(self.by_code), {code for code, (phrase, _) in helpers.iana().items() if phrase})
        for name, response in self.responses.items():
            phrase = helpers.iana()[response["x-status-code"]][0]
            with self.subTest(name=name):
                words = re.findall(r"[A-Za-z0-9]+", phrase)
                self.assertEqual(name, "".join(word.capitalize() for word in words))

    def headers(self):
        """(number, field) -> the header, as the response refers to it or has it itself."""
        return {(code, field): resolve(self.json, header["$ref"]) if "$ref" in header else header
                for code, response in self.by_code.items() for field, header in response.get("headers", {}).items()}

    def test_required_fields_are_those_that_the_rfcs_demand(self):
        headers = self.headers()
        for place in DEMANDED:
            with self.subTest(place=place):
                self.assertIn(place, headers)
        for place, header in headers.items():
            with self.subTest(place=place):
                self.assertIs(header["required"], place in DEMANDED)

    def test_content(self):
        for code, response in self.by_code.items():
            with self.subTest(code=code):
                self.assertEqual("content" in response, code >= 400)
                if code in WITHOUT_CONTENT:
                    self.assertNotIn("content", response)
                if code >= 400:
                    self.assertEqual(list(response["content"]), ["application/problem+json"])
                    self.assertEqual(response["content"]["application/problem+json"]["schema"], {"$ref": PROBLEM})

    def test_problem_examples(self):
        schema = resolve(self.json, PROBLEM)
        for code, response in self.by_code.items():
            content = response.get("content", {}).get("application/problem+json", {})
            for name, reference in content.get("examples", {}).items():
                with self.subTest(code=code, example=name):
                    example = resolve(self.json, reference["$ref"])
                    self.assertEqual(example["summary"], f"{code} {helpers.iana()[code][0]}")
                    self.assert_valid(example["value"], schema)
                    self.assertEqual(list(example["value"]), ["type", "title", "status", "detail"])
                    self.assertEqual(example["value"]["status"], code)
                    self.assertEqual(example["value"]["title"], helpers.iana()[code][0])
                    self.assertEqual(example["value"]["type"], "about:blank")

    def test_the_validator_finds_mistakes(self):
        schema = resolve(self.json, PROBLEM)
        for wrong in [[], {"status": "404"}, {"status": 99}, {"status": 600}, {"status": True}, {"title": 1},
                      {"type": "a b"}, {"title": "x" * 1025}]:
            with self.subTest(wrong=wrong), self.assertRaises(AssertionError):
                self.assert_valid(wrong, schema)

    def test_header_examples(self):
        for (code, name), header in self.headers().items():
            with self.subTest(code=code, name=name):
                self.assert_valid(header["example"], header["schema"])
                self.assertRegex(header["example"], rf"^({GRAMMAR.get(name, '[ -~]+')})$")
                self.assertNotEqual(name.lower(), "content-type", "OpenAPI ignores this name here")

    def test_sources(self):
        for code, response in self.by_code.items():
            with self.subTest(code=code):
                self.assertRegex(response["x-source"]["url"], r"^https://[!-~]+$")
                self.assertTrue(response["x-source"]["title"])

    def test_descriptions_are_commonmark_for_the_summary(self):
        codes = {code["code"]: code for code in helpers.spec()["codes"] if code["defined_by"] == "iana"}
        for code, response in self.by_code.items():
            with self.subTest(code=code):
                self.assertEqual(readers.markdown_text(response["description"]), codes[code]["summary"])


class Options(Schema):
    def test_unused_codes(self):
        folder = helpers.generate("--set", "openapi.include_unused=true", products=("openapi",)) / "openapi"
        json, yaml = readers.openapi(folder)
        self.assertEqual(json, yaml)
        codes = {response["x-status-code"] for response in json["components"]["responses"].values()}
        self.assertEqual(codes, set(helpers.iana()))

    def test_contact_and_licence(self):
        texts = {"contact_name": "Ann: 'a' \"b\" # c", "contact_url": "https://example.org/?a=1&b=2",
                 "license": "Apache-2.0", "contact_email": "a@example.org"}
        settings = [part for name, value in texts.items() for part in ("--set", f"{name}={value}")]
        json, yaml = readers.openapi(helpers.generate(*settings, products=("openapi",)) / "openapi")
        self.assertEqual(json, yaml)
        contact = json["info"]["contact"]
        self.assertEqual([contact["name"], contact["url"], contact["email"]],
                         [texts["contact_name"], texts["contact_url"], texts["contact_email"]])
        self.assertEqual(json["info"]["license"]["name"], "Apache-2.0")

    def test_names_that_fall_together_are_refused(self):
        entry = next(code for code in helpers.spec()["codes"] if code["code"] == 404)
        names = {440: "a1", 441: "a_1"}
        overlay = helpers.overlay(codes=[{**entry, "code": code, "name": name} for code, name in names.items()])
        done = helpers.statusgen("generate", "openapi", "-o", helpers.new_folder("out"), "--overlay", overlay)
        self.assertEqual(done.returncode, 1)
        self.assertIn("give one response", done.stderr.decode())

    def test_one_response_of_each_kind(self):
        for code in (100, 200, 204, 404, 405):
            with self.subTest(code=code):
                folder = helpers.generate("--where", f"code == {code}", products=("openapi",)) / "openapi"
                json, yaml = readers.openapi(folder)
                self.assertEqual(json, yaml)
                self.assertEqual(len(json["components"]["responses"]), 1)
                for _, target in references(json):
                    resolve(json, target)


if __name__ == "__main__":
    helpers.main()
