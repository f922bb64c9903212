#!/usr/bin/python3
"""Every example of the template language's README does what the page says: here, and in Jinja2 where it is installed.

An example is a block of a template and the block of text behind it; or, in a line, `template` gives `text`. The rows of
"Differs from Jinja2" must fail with their message, and what they say to write instead must not.
"""
import functools
import json
import re
import sys
import unittest

import helpers

README = helpers.ROOT / "generator/template/README.md"
FENCE = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.M | re.S)
INLINE = re.compile(r"`([^`]*(?:\{\{|\{%)[^`]*)` gives (?:```` (.*?) ````|`([^`]*)`)")

sys.path.append(str(helpers.ROOT / "templates"))
try:
    import jinja2
    import jinja2_shim
except ImportError:
    jinja2 = None


@functools.cache
def page():
    return README.read_text(encoding="utf-8")


def section(title):
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", page(), re.M | re.S)[1]


@functools.cache
def blocks():
    return [(match[1], match[2], match[3]) for match in FENCE.finditer(page())]


@functools.cache
def data():
    return json.loads(next(text for language, info, text in blocks() if (language, info) == ("json", "data")))


def line_of(text):
    return page()[:page().index(text)].count("\n") + 1


def examples():
    """(line, main template, {name: template}, expected output, whether it is an error)"""
    templates = {}
    main = None
    for language, info, text in blocks():
        if language == "jinja":
            main = info or "page.txt.j2"
            templates[main] = text
        elif language == "text":
            yield line_of(text), main, templates, text, info == "error"
            templates = {}
    for match in INLINE.finditer(page()):
        template, expected = match[1].replace("\\|", "|"), match[2] or match[3]
        yield page()[:match.start()].count("\n") + 1, "page.txt.j2", {"page.txt.j2": template}, expected.replace("\\|", "|"), False


def rendered(main, templates):
    folder = helpers.new_folder("example")
    for name, text in templates.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "data.json").write_text(json.dumps(data()), encoding="utf-8")
    done = helpers.run(helpers.EXECUTABLE, "render", main, "--data", "data.json", cwd=folder)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def rendered_by_jinja2(main, templates):
    language = jinja2_shim.language_of({"template": main})
    environment = jinja2_shim.environment([], language in jinja2_shim.AUTOESCAPED)
    environment.loader = jinja2.DictLoader(templates)
    return environment.get_template(main).render(data())


def uses_unknown_filter(templates):
    """The shim leaves out the escapers that no product needs."""
    known = set(jinja2.Environment().filters) | set(jinja2_shim.FILTERS)
    return any(name not in known for text in templates.values() for name in re.findall(r"\|\s*([a-z_0-9]+)", re.sub(r"'[^']*'|\"[^\"]*\"", "", text)))


class ReadmeTest(unittest.TestCase):
    maxDiff = None

    def test_examples(self):
        for line, main, templates, expected, is_error in examples():
            with self.subTest(line=line, template=templates[main]):
                code, out, err = rendered(main, templates)
                self.assertEqual((code, err if is_error else out + err), (int(is_error), expected))

    @unittest.skipUnless(jinja2, "python3-jinja2 is missing")
    def test_examples_in_jinja2(self):
        for line, main, templates, expected, is_error in examples():
            if is_error or uses_unknown_filter(templates):
                continue
            with self.subTest(line=line, template=templates[main]):
                self.assertEqual(rendered_by_jinja2(main, templates), expected)

    def test_differences(self):
        rows = re.findall(r"^\| `(.*?)` \| (.*?) \| (.*?) \|$", section("Differs from Jinja2"), re.M)
        self.assertGreater(len(rows), 10)
        for template, message, instead in rows:
            template, instead = template.replace("\\|", "|"), re.fullmatch("`([^`]*)`", instead.replace("\\|", "|"))
            with self.subTest(template=template):
                code, out, err = rendered("page.txt.j2", {"page.txt.j2": template})
                self.assertEqual((code, out), (1, ""))
                self.assertEqual(err.split(": error: ", 1)[1].split("\n")[0], message.replace("\\|", "|"))
            if instead:
                with self.subTest(template=template, instead=instead[1]):
                    self.assertEqual(rendered("page.txt.j2", {"page.txt.j2": instead[1]})[::2], (0, ""))

    def test_limits(self):
        templates = {
            "--max-include-depth": "{% include 'page.txt.j2' %}",
            "--max-macro-depth": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "--max-steps": "{% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}",
            "--max-output": "{{ 'x' * 100000000 }}",
            "blocks": "{% if 1 %}" * 101 + "{% endif %}" * 101,
            "range": "{{ range(100001) }}",
        }
        messages = re.findall(r"^\| .*? \| (.*?) \| .*? \|$", section("Limits"), re.M)[2:]
        self.assertEqual(len(messages), len(templates))
        for message, (name, template) in zip(messages, templates.items()):
            with self.subTest(limit=name):
                code, _, err = rendered("page.txt.j2", {"page.txt.j2": template})
                self.assertEqual((code, err.split(": error: ", 1)[1].split("\n")[0]), (1, message))
                if name.startswith("--"):
                    self.assertIn("raise the limit with " + name, err)

    def test_every_filter_and_test_is_explained(self):
        explained = {"filter": section("Filters of Jinja2") + section("Filters of statusgen"), "test": section("Tests")}
        for path in sorted((helpers.ROOT / "generator/template").glob("*.cpp")):
            for kind, table in re.findall(r"constexpr (Filter|Test)Row k\w+\[\] = \{(.*?)\n\};", path.read_text(encoding="utf-8"), re.S):
                for name in re.findall(r'(?:^ {4}|\}, )\{"([^"]+)",', table, re.M):
                    with self.subTest(kind=kind, name=name):
                        self.assertRegex(explained[kind.lower()], rf"`{re.escape(name)}[`(]")


if __name__ == "__main__":
    helpers.main()
