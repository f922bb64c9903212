#!/usr/bin/python3
"""Each preset of `statusgen init`: a configuration that is right, generates without a change, and stays."""
import json
import re
import unittest

import helpers

EXPECTED = {"apache", "caddy", "cpp", "docs", "error-pages", "nginx", "openapi", "start"}


def presets():
    """Name -> summary, as --help lists them."""
    text = helpers.output_of(helpers.EXECUTABLE, "init", "--help")
    return dict(re.findall(r"^  ([a-z-]+) +(\S.*)$", text.split("\nPresets", 1)[1], re.M))


def products():
    return {line.split()[0] for line in helpers.output_of(helpers.EXECUTABLE, "products").splitlines()}


def start(name, *arguments):
    folder = helpers.new_folder("init")
    done = helpers.run(helpers.EXECUTABLE, "init", "--for", name, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder, json.loads(helpers.read(folder / "statusgen.json"))


class Presets(unittest.TestCase):
    def test_all_are_listed(self):
        self.assertEqual(set(presets()), EXPECTED)
        for name, summary in presets().items():
            with self.subTest(preset=name):
                self.assertTrue(summary.endswith("."))

    def test_each_is_valid_and_generates(self):
        for name in presets():
            folder, config = start(name)
            self.assertEqual(config["format"], "statusgen-config/1")
            unknown = {output["product"] for output in config["outputs"]} - products()
            if unknown:
                print(f"skipped: {name}, since there is no product {', '.join(sorted(unknown))} yet")
                continue
            with self.subTest(preset=name):
                for command in (("validate", "statusgen.json"), ("generate",), ("check",)):
                    done = helpers.run(helpers.EXECUTABLE, *command, cwd=folder)
                    self.assertEqual((command, done.returncode, done.stderr), (command, 0, b""))
                for output in config["outputs"]:
                    self.assertTrue(any(path.is_file() for path in (folder / output["directory"]).rglob("*")))

    def test_values_to_replace_reach_the_output(self):
        folder, config = start("error-pages")
        page = config["outputs"][0]["options"]
        page.update(name="Acme", contact="mailto:help@acme.example", accent="#7a1fa2")
        (folder / "statusgen.json").write_text(json.dumps(config))
        self.assertEqual(helpers.run(helpers.EXECUTABLE, "generate", cwd=folder).returncode, 0)
        text = helpers.read(folder / "error-pages/en/404.html")
        for value in ("Acme", "mailto:help@acme.example", "#7a1fa2"):
            with self.subTest(value=value):
                self.assertIn(value, text)

    def test_an_existing_file_stays(self):
        folder, _ = start("cpp")
        before = (folder / "statusgen.json").read_bytes()
        done = helpers.run(helpers.EXECUTABLE, "init", "--for", "docs", cwd=folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"statusgen.json exists already", done.stderr)
        self.assertEqual((folder / "statusgen.json").read_bytes(), before)

    def test_a_dangling_link_is_not_followed(self):
        folder = helpers.new_folder("init")
        (folder / "statusgen.json").symlink_to("elsewhere.json")
        done = helpers.run(helpers.EXECUTABLE, "init", cwd=folder)
        self.assertEqual(done.returncode, 1)
        self.assertFalse((folder / "elsewhere.json").exists())

    def test_at_most_three_lines_say_what_is_next(self):
        done = helpers.run(helpers.EXECUTABLE, "init", "some folder", cwd=helpers.new_folder("init"))
        self.assertLessEqual(len(done.stdout.decode().splitlines()), 3)
        self.assertIn("statusgen generate --config 'some folder/statusgen.json'", done.stdout.decode())


if __name__ == "__main__":
    helpers.main()
