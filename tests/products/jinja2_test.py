#!/usr/bin/python3
"""Jinja2 with our filters, from templates/jinja2_shim.py, renders every file of every product to the same bytes."""
# needs: python3-jinja2
# only: --all
import json
import re
import sys
import unittest

import helpers
import hostile_overlay as hostile

TEMPLATES = helpers.ROOT / "templates"
SHIM = TEMPLATES / "jinja2_shim.py"
sys.path.insert(0, str(TEMPLATES))
LOGO = helpers.new_folder("logo") / "logo.svg"
LOGO.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
PRODUCTS = (*helpers.PRODUCTS, "c", "python", "typescript", "rust", "nginx", "every-status", "apache", "caddy")
OPTIONS = [part for setting in (
    "c.prefix=acme_web_", "c.style=upper", "c.header=acme/codes.h", "python.type=Code", "typescript.naming=camel", "rust.type=Code",
    "cpp.namespace=acme::web", "cpp.type=code", "cpp.header=acme/codes.hpp", "error-pages.name=Bär & Söhne <b>",
    "error-pages.home=https://example.org/?a=1&b=2", "error-pages.contact=mailto:a@example.org",
    "error-pages.accent=#0b5394", "error-pages.links=Status=https://s.example/,A & B=/b",
    "error-pages.request_id=::ID:: {{ x }}",
    "error-pages.refresh=60", f"error-pages.logo={LOGO}",
    "nginx.root=/srv/a \"b\" \\; #}", "nginx.intercept=true", "nginx.include=own fields.conf", "every-status.listen=[::1]:8081",
    "apache.root=/srv/a \"b\"/c", "apache.intercept=true", "caddy.root=/srv/a \"b\"/`c`", "caddy.intercept=true",
    "openapi.include_unused=true", "openapi.license=Apache-2.0", "openapi.contact_name=A: 'b' # \"c\"",
    "docs-markdown.flavor=docusaurus", "docs-markdown.tables=compact", "docs-markdown.columns=code,situation,source,state,content",
) for part in ("--set", setting)]


def with_templates(*arguments):
    return ("--templates", TEMPLATES, *arguments)


class Products(unittest.TestCase):
    def assert_same(self, *arguments, products=PRODUCTS):
        ours = helpers.contents(helpers.generate(*with_templates(*arguments), products=products))
        ours = {path: text for path, text in ours.items() if not path.endswith(".statusgen-manifest")}
        done = helpers.statusgen("generate", *products, "--plan", *with_templates(*arguments))
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        folder = helpers.new_folder("jinja2")
        (folder / "plan.json").write_bytes(done.stdout)
        helpers.output_of(sys.executable, SHIM, folder / "plan.json", folder / "out", TEMPLATES)
        theirs = helpers.contents(folder / "out")
        self.assertEqual(sorted(theirs), sorted(ours))
        for path, text in ours.items():
            with self.subTest(path=path):
                self.assertEqual(theirs[path].decode(), text.decode())

    def test_plain(self):
        self.assert_same()

    def test_other_options(self):
        self.assert_same(*OPTIONS)

    def test_hostile_texts(self):
        self.assert_same(*hostile.arguments())

    def test_selections(self):
        for where in ("code == 404", "defined_by != 'iana' or code == 100", "code < 400",
                      "code >= 400 and state == 'standard'"):
            self.assert_same("--where", where)

    def test_a_spec_with_unusual_values(self):
        code = {"code": 404, "defined_by": "iana", "phrase": None, "formerly": [], "description": ["One.", "Two _x_."],
                "support": "Say so.", "fault": "client", "condition": "either", "retry": "after_delay", "storable": False,
                "content": "empty", "editorial": ["retry", "fault"], "situation": None, "expires": None,
                "confused_with": [{"code": 410, "difference": "It is gone."}],
                "scenarios": [scenario["id"] for scenario in helpers.spec()["scenarios"][:2]]}
        topics = [{"id": topic["id"], "remove": True} for topic in helpers.spec()["topics"]]
        self.assert_same("--overlay", helpers.overlay(codes=[code], topics=topics))


class Filters(unittest.TestCase):
    """Each filter of the shim on texts that the products may not contain, against `statusgen render`."""

    TEXTS = hostile.TEXTS + [
        "", " ", "a  b\t c\n d", "\n\nparagraph one\n\n\n two \n", "x_", "_x", "a_b_c", "__", "a __ b", "1_2", "é_é",
        "#", "##", "a #", "a ##", "a#", "C#", "a # b #", "#a#", "^", "=", "12.", "12)", "12 .", "a 1. b", "x" * 90,
        "http://x/%zz%41 é", "mailto:a@b?c=d e", "/a/../b#c", "?a=b:c", "a/b:c", "\u200b|\u0301", "👍🏽🇩🇪", "\ufeffx",
        "\x7f\x80", "\u2028\u202e", "y", "ON", "off.", "a: b", "a #b", "a", "A", "-a", "a ",
    ]
    EXPRESSIONS = {
        "md": ["md", "md_cell", "md_fence", "md_fence('cpp')"],
        "cpp": ["cpp_string", "comment('// ', 40)", "comment('  /// ')"],
        "rs": ["rust_string"],
        "yaml": ["yaml", "json", "comment('# ', 30)"], "json": ["json", "json(2)"], "css": ["css"], "nginx": ["nginx_string", "comment('# ')"], "sh": ["shell"],
        "txt": ["wrap(20)", "wrap", "pad(12)", "pad(3)", "url", "snake", "camel", "pascal", "kebab", "upper_snake", "cpp_identifier",
                "python_identifier", "typescript_identifier", "rust_identifier", "css", "yaml", "md",
                "sha256_base64"],
    }
    COLORS = ["#000", "#fff", "#FFFFFF", "#b8401c", "#0b5394", "#123456", "#777", "#00f", "#0F0", "#171614", "#fbfaf7", "", "#",
              "#12", "#1234", "#12345g", "red", "#1234567"]

    def test_each(self):
        import jinja2_shim
        environment = jinja2_shim.environment([helpers.scratch()], False)
        for extension, filters in self.EXPRESSIONS.items():
            for expression in filters:
                source = "{{ text|%s }}" % expression
                folder = helpers.new_folder("filter")
                (folder / f"t.{extension}.j2").write_text(source, encoding="utf-8")
                template = environment.from_string(source)
                for text in self.TEXTS:
                    with self.subTest(filter=expression, text=text[:40]):
                        self.assertEqual(self.ours(folder, extension, text), self.theirs(template, text))

    def test_front_matter(self):
        import jinja2_shim
        source = "{{ {'title': text, 'n_1': 2, 'on': true}|md_front_matter }}"
        folder = helpers.new_folder("filter")
        (folder / "t.md.j2").write_text(source, encoding="utf-8")
        template = jinja2_shim.environment([helpers.scratch()], False).from_string(source)
        for text in self.TEXTS:
            with self.subTest(text=text[:40]):
                self.assertEqual(self.ours(folder, "md", text), self.theirs(template, text))

    def test_colors(self):
        import jinja2_shim
        environment = jinja2_shim.environment([helpers.scratch()], False)
        for expression in ("contrast('#fff')", "contrast('#171614')|round(3)", "legible_on('#171614')",
                           "legible_on('#fbfaf7', 7)", "legible_on('#777', 20)", "legible_on('#757575', 4.5)"):
            source = "{{ text|%s }}" % expression
            folder = helpers.new_folder("filter")
            (folder / "t.txt.j2").write_text(source, encoding="utf-8")
            template = environment.from_string(source)
            for color in self.COLORS:
                with self.subTest(filter=expression, color=color):
                    self.assertEqual(self.ours(folder, "txt", color), self.theirs(template, color))

    def ours(self, folder, extension, text):
        (folder / "data.json").write_text(json.dumps({"text": text}), encoding="utf-8")
        done = helpers.statusgen("render", folder / f"t.{extension}.j2", "--data", folder / "data.json")
        return done.stdout.decode() if done.returncode == 0 else "error"

    def theirs(self, template, text):
        import jinja2
        try:
            return template.render(text=text)
        except jinja2.TemplateRuntimeError:
            return "error"

    def test_names_of_filters(self):
        """Whatever filter a template uses, Jinja2 or the shim has it."""
        import jinja2_shim
        known = jinja2_shim.environment([TEMPLATES], False).filters
        for path in TEMPLATES.rglob("*.j2"):
            code = "".join(re.findall(r"\{[{%].*?[%}]\}", helpers.read(path), re.S))
            code = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", "''", code)
            for name in sorted(set(re.findall(r"\|\s*([a-z_0-9]+)", code))):
                with self.subTest(template=path.name, filter=name):
                    self.assertIn(name, known)


if __name__ == "__main__":
    helpers.main()
