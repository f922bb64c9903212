#!/usr/bin/python3
"""What bash completes after `source <(statusgen completion bash)`."""
import re
import unittest

import helpers

ASK = """
source ./script
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
$(complete -p statusgen | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def script(shell):
    return helpers.output_of(helpers.EXECUTABLE, "completion", shell)


def folder():
    made = helpers.new_folder("completion")
    (made / "script").write_text(script("bash"))
    (made / "acme.json").write_text("{}")
    (made / "a folder").mkdir()
    return made


def completed(*words):
    """What bash offers for the last word; words are split at "=" as bash does."""
    quoted = " ".join("'" + word + "'" for word in words)
    done = helpers.run("bash", "--norc", "-c", ASK.format(words=quoted), cwd=folder())
    assert done.stderr == b"", done.stderr.decode()
    return [line for line in done.stdout.decode().split("\n") if line]


def commands():
    return re.findall(r"^  ([a-z]+) ", helpers.output_of(helpers.EXECUTABLE, "--help").split("Usage")[1], re.M)


def options(command):
    text = helpers.output_of(helpers.EXECUTABLE, command, "--help")
    return {"--" + name for name in re.findall(r"^ +(?:-\w, )?--([a-z-]+)", text, re.M)}


class Bash(unittest.TestCase):
    def test_commands(self):
        self.assertEqual(completed("statusgen", ""), [*commands(), "--help", "--version"])
        self.assertEqual(completed("statusgen", "ge"), ["generate"])
        self.assertEqual(completed("statusgen", "x"), [])

    def test_options_of_each_command(self):
        for command in commands():
            with self.subTest(command=command):
                found = completed("statusgen", command, "--")
                self.assertEqual(len(found), len(set(found)))
                self.assertEqual(set(found), options(command))

    def test_products(self):
        products = [line.split()[0] for line in helpers.output_of(helpers.EXECUTABLE, "products").splitlines()]
        for command in ("generate", "check", "products"):
            with self.subTest(command=command):
                self.assertEqual(completed("statusgen", command, ""), products)
        self.assertEqual(completed("statusgen", "generate", "cpp", "error-p"), ["error-pages"])

    def test_formats(self):
        for command, formats in {"show": {"csv", "json", "md", "table", "text"}, "explain": {"json", "text"},
                                 "diff": {"json", "md", "text"}}.items():
            with self.subTest(command=command):
                self.assertEqual(set(completed("statusgen", command, "--format", "")), formats)
                for name in formats:
                    done = helpers.run(helpers.EXECUTABLE, command, "--format", name, stdin="HTTP/1.1 200 OK\n\n")
                    self.assertNotIn(b"has no format", done.stderr)
        self.assertEqual(completed("statusgen", "show", "--format", "=", "j"), ["json"])
        self.assertEqual(set(completed("statusgen", "show", "--format", "=")), {"csv", "json", "md", "table", "text"})

    def test_codes(self):
        numbers = sorted({code["code"] for code in helpers.spec()["codes"]})
        self.assertEqual(completed("statusgen", "show", ""), [str(number) for number in numbers])
        self.assertEqual(completed("statusgen", "show", "41"), [str(n) for n in range(410, 420)])

    def test_words_of_other_places(self):
        for words, expected in {("init", "--for", "c"): ["caddy", "cpp"], ("completion", ""): ["bash", "fish", "zsh"],
                                ("schema", ""): ["spec", "overlay", "locale", "product", "block", "config"],
                                ("show", "--color", "a"): ["auto", "always"], ("generate", "--where", ""): [],
                                ("generate", "--set", ""): []}.items():
            with self.subTest(words=words):
                self.assertEqual(completed("statusgen", *words), expected)

    def test_files_and_folders(self):
        self.assertEqual(completed("statusgen", "validate", "ac"), ["acme.json"])
        self.assertEqual(sorted(completed("statusgen", "generate", "--overlay", "a")), ["a folder", "acme.json"])
        for words in (("generate", "-o", "a"), ("generate", "--output", "a"), ("generate", "--output", "=", "a"),
                      ("init", "a")):
            with self.subTest(words=words):
                self.assertEqual(completed("statusgen", *words), ["a folder"])

    def test_products_of_ones_own(self):
        templates = helpers.new_folder("templates")
        (templates / "mine").mkdir()
        (templates / "mine/product.json").write_text("{}")
        text = helpers.output_of(helpers.EXECUTABLE, "completion", "bash", "--templates", templates)
        self.assertRegex(text, r"words='[^']*\bmine\b")


if __name__ == "__main__":
    helpers.main()
