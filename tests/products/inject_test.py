#!/usr/bin/python3
# needs: git python3-yaml
"""Blocks in hand-written files, as their users meet them: the page that describes them, a git hook, random edits."""
import json
import random
import re
import shutil
import subprocess
import unittest

import helpers

BLOCKS = helpers.ROOT / "templates/inject"
README = BLOCKS / "README.md"
CONFIG = {"format": "statusgen-config/1", "inject": ["README.md", "docs/errors.md"]}
TABLE = """<!-- BEGIN statusgen:table where="code in [404, 503]" columns=code,phrase -->
<!-- END statusgen:table -->
"""


OURS = ("README.md", "spec/README.md", "templates/README.md", "templates/inject/README.md")


def fences(language):
    """What the page shows in fences of that language."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", helpers.read(README))


def written(value):
    """As in a marker."""
    return ",".join(value) if isinstance(value, list) else json.dumps(value).strip('"')


def columns():
    return json.loads(helpers.read(BLOCKS / "table.json"))["options"][0]["choices"]


def write(folder, files):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def inject(folder, *arguments):
    return helpers.run(helpers.EXECUTABLE, "inject", *arguments, cwd=folder)


def injected(name, text, *arguments):
    """The text after one run."""
    folder = write(helpers.new_folder("inject"), {name: text})
    done = inject(folder, "-q", *arguments, name)
    if done.returncode != 0:
        raise AssertionError(done.stderr.decode())
    return (folder / name).read_bytes().decode()


class Ours(unittest.TestCase):
    def test_our_own_pages_are_true(self):
        for page in OURS:
            with self.subTest(page=page):
                self.assertIn("BEGIN statusgen:", helpers.read(helpers.ROOT / page))
                done = helpers.run(helpers.EXECUTABLE, "inject", "--check", page, cwd=helpers.ROOT)
                self.assertEqual(done.returncode, 0, done.stdout.decode() + done.stderr.decode())


class Page(unittest.TestCase):
    """templates/inject/README.md"""

    def test_its_own_block_is_up_to_date(self):
        done = inject(helpers.ROOT, "--check", "templates/inject/README.md")
        self.assertEqual((done.returncode, done.stdout.decode()), (0, "1 file is up to date\n"), done.stderr.decode())

    def test_its_block_is_the_one_that_it_shows(self):
        begin = fences("markdown")[0].splitlines()[0]
        self.assertEqual(helpers.read(README).count(begin), 2)

    def test_its_program_is_up_to_date(self):
        (program,) = fences("python")
        folder = write(helpers.new_folder("inject"), {"a.py": program})
        self.assertEqual(inject(folder, "--check", "a.py").returncode, 0)

    def test_it_lists_all_blocks_with_their_attributes(self):
        rows = dict(re.findall(r"(?m)^\| `([a-z]+)` +\| [^|]+ \| (`[^|]*`) +\|$", helpers.read(README)))
        for path in sorted(BLOCKS.glob("*.json")):
            options = json.loads(helpers.read(path))["options"]
            with self.subTest(block=path.stem):
                shown = [f"`{option['name']}={written(option['default'])}`" for option in options]
                self.assertEqual(rows.pop(path.stem), ", ".join(shown))
        self.assertEqual(rows, {})

    def test_it_lists_all_columns(self):
        listed = re.search(r"(?s)Columns are (.*?)\.\n", helpers.read(README))[1]
        self.assertEqual(re.findall(r"`(\w+)`", listed), columns())

    def test_every_description_is_valid(self):
        for path in sorted(BLOCKS.glob("*.json")):
            with self.subTest(block=path.stem):
                self.assertEqual(helpers.statusgen("validate", path).returncode, 0)

    def test_a_block_of_your_own(self):
        description = next(text for text in fences("json") if "statusgen-block/1" in text)
        files = {"mine/inject/count.json": description, "mine/inject/count.md.j2": fences("jinja")[0]}
        begin = re.search(r"`(<!-- BEGIN statusgen:count .*? -->)`", helpers.read(README))[1]
        folder = write(helpers.new_folder("inject"), {**files, "a.md": f"{begin}\n<!-- END statusgen:count -->\n"})
        done = inject(folder, "a.md", "--templates", "mine")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        errors = sum(code["code"] >= 400 for code in helpers.spec()["codes"])
        self.assertIn(f"\n\nThere are {errors} errors.\n\n", helpers.read(folder / "a.md"))


class Project(unittest.TestCase):
    """A repository with the hook of the page, the executable on the PATH."""

    def setUp(self):
        self.folder = write(helpers.new_folder("project"), {
            "statusgen.json": next(text for text in fences("json") if "statusgen-config/1" in text),
            "README.md": f"# A project\n\n{TABLE}",
            "docs/errors.md": "# Errors\n\n" + TABLE.replace("table", "list").replace(" columns=code,phrase", "")})
        self.assertEqual(json.loads(helpers.read(self.folder / "statusgen.json")), CONFIG)
        tools = helpers.new_folder("bin")
        (tools / "statusgen").symlink_to(helpers.EXECUTABLE)
        who = {f"GIT_{role}_{what}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self.environment = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1", **who}
        self.git("init", "-q")
        hook = self.folder / ".git/hooks/pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(fences("sh")[0], encoding="utf-8")
        hook.chmod(0o755)

    def run_here(self, *command):
        return subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=60,
                              check=False)

    def git(self, *arguments):
        done = self.run_here("git", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def commit(self):
        self.git("add", "-A")
        return self.run_here("git", "commit", "-q", "-m", "Change")

    def test_the_hook_stops_what_has_drifted(self):
        refused = self.commit()
        self.assertEqual(refused.returncode, 1)
        self.assertIn("statusgen: error: 2 files differ from what is generated; run statusgen generate", refused.stderr)
        self.assertIn("+| 404  | Not Found           |\n", refused.stdout + refused.stderr)
        self.assertEqual(self.run_here("statusgen", "inject").returncode, 0)
        self.assertEqual(self.commit().returncode, 0)
        self.assertEqual(self.git("status", "--porcelain").stdout, "")

        path = self.folder / "README.md"
        path.write_text(helpers.read(path).replace("Not Found", "Lost"), encoding="utf-8")
        self.assertEqual(self.commit().returncode, 1)
        edited = self.run_here("statusgen", "inject")
        self.assertEqual(edited.returncode, 1)
        self.assertIn("error: this block was edited by hand", edited.stderr)
        self.assertEqual(self.run_here("statusgen", "inject", "--force").returncode, 0)
        self.assertEqual(self.git("diff", "HEAD").stdout, "")

    def test_the_step_of_continuous_integration(self):
        step = re.fullmatch(r"- run: (.*)\n", fences("yaml")[0])[1].split()
        self.assertEqual(self.run_here(*step).returncode, 3)
        self.assertEqual(self.run_here("statusgen", "generate").returncode, 0)
        self.assertEqual(self.run_here(*step).returncode, 0)

    def test_the_command_that_check_names_mends_it(self):
        checked = self.run_here("statusgen", "inject", "--check", "README.md")
        command = re.search(r"; run (statusgen .*)", checked.stderr)[1].split()
        self.assertEqual(self.run_here(*command).returncode, 0)
        self.assertEqual(self.run_here("statusgen", "inject", "--check", "README.md").returncode, 0)

    def test_the_difference_is_a_patch(self):
        if not shutil.which("patch"):
            self.skipTest("patch is missing")
        difference = self.run_here("statusgen", "inject", "--check").stdout
        done = subprocess.run(["patch", "-p1", "-s"], cwd=self.folder, input=difference, text=True, timeout=60,
                              check=False)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(self.run_here("statusgen", "inject", "--check").returncode, 0)


class Files(unittest.TestCase):
    def test_a_read_only_file_stays(self):
        folder = write(helpers.new_folder("inject"), {"a.md": TABLE, "b.md": TABLE})
        (folder / "b.md").chmod(0o444)
        done = inject(folder, "a.md", "b.md")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.decode(), "statusgen: error: cannot write b.md: it is read-only; "
                                               "make it writable or use --force\n")
        self.assertEqual((helpers.read(folder / "a.md"), helpers.read(folder / "b.md")), (TABLE, TABLE))

    def test_permissions_stay_and_nothing_else_is_left(self):
        folder = write(helpers.new_folder("inject"), {"a.md": TABLE})
        (folder / "a.md").chmod(0o751)
        self.assertEqual(inject(folder, "a.md").returncode, 0)
        self.assertEqual((folder / "a.md").stat().st_mode & 0o777, 0o751)
        self.assertEqual([path.name for path in folder.iterdir()], ["a.md"])

    def test_a_file_that_does_not_change_is_not_touched(self):
        folder = write(helpers.new_folder("inject"), {"a.md": TABLE})
        inject(folder, "a.md")
        before = (folder / "a.md").stat()
        self.assertEqual(inject(folder, "a.md").returncode, 0)
        after = (folder / "a.md").stat()
        self.assertEqual((before.st_ino, before.st_mtime_ns), (after.st_ino, after.st_mtime_ns))


class Programs(unittest.TestCase):
    """What blocks leave in programs is still a program."""

    def test_python(self):
        blocks = ("table", "list", "code code=404", "scenario id=rate_limit")
        markers = [f"    # BEGIN statusgen:{block}\n    # END statusgen:{block.split()[0]}\n" for block in blocks]
        text = injected("a.py", f"def f():\n{''.join(markers)}    return 1\n")
        names = {}
        exec(compile(text, "a.py", "exec"), names)  # pylint: disable=exec-used
        self.assertEqual(names["f"](), 1)
        self.assertTrue(all(line.startswith("    #") for line in text.splitlines()[1:-1]))
        self.assertIn("    # 404   Not Found ", text)

    def test_cpp(self):
        text = injected("a.cpp", "namespace n {\n  // BEGIN statusgen:enum type=code\n  // END statusgen:enum\n"
                                 "  // BEGIN statusgen:list\n  // END statusgen:list\n}\n"
                                 "static_assert(static_cast<int>(n::code::not_found) == 404);\n")
        folder = write(helpers.new_folder("inject"), {"a.cpp": text})
        warnings = ("-Wall", "-Wextra", "-Wpedantic", "-Werror")
        done = helpers.run("g++", "-std=c++17", *warnings, "-fsyntax-only", folder / "a.cpp")
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    def test_yaml(self):
        import yaml  # pylint: disable=import-outside-toplevel
        text = injected("a.yaml", "get:\n  responses:\n    # BEGIN statusgen:responses where='code >= 400'\n"
                                  "    # END statusgen:responses\n")
        responses = yaml.safe_load(text)["get"]["responses"]
        document = yaml.safe_load(helpers.read(helpers.generate() / "openapi/status-codes.3.1.yaml"))
        wanted = [code["code"] for code in helpers.spec()["codes"]
                  if code["defined_by"] == "iana" and code["code"] >= 400 and code["state"] != "unused"]
        self.assertEqual(list(responses), [str(code) for code in wanted])
        for number, response in responses.items():
            file, _, name = response["$ref"].partition("#/components/responses/")
            with self.subTest(code=number):
                self.assertEqual(file, "status-codes.3.1.yaml")
                self.assertEqual(document["components"]["responses"][name]["x-status-code"], int(number))

    def test_markdown_has_every_code_and_no_pipe_in_a_cell(self):
        asked = "columns=" + ",".join(columns())
        text = injected("a.md", f"<!-- BEGIN statusgen:table {asked} -->\n<!-- END statusgen:table -->\n")
        rows = [line for line in text.splitlines() if line.startswith("|")]
        self.assertEqual(len(rows), len(helpers.spec()["codes"]) + 2)
        self.assertEqual({line.count("|") for line in rows}, {len(columns()) + 1})
        numbers = [int(row.split("|")[1]) for row in rows[2:]]
        self.assertEqual(numbers, [code["code"] for code in helpers.spec()["codes"]])


class Edits(unittest.TestCase):
    """Whatever somebody does around the blocks, a run changes nothing there, and a second run changes nothing at all."""

    def test_random_edits(self):
        pieces = ["", "\n", "Text.\n", "# Head\n", "```\ncode\n```\n", "| a |\n", "<!-- note -->\n", "ä\r\n",
                  "  - item\n", "END statusgen:table\n"]
        for seed in range(40):
            chosen = random.Random(seed)
            between = ["".join(chosen.choices(pieces, k=chosen.randrange(4))) for _ in range(4)]
            if between[-1].endswith("\n") and chosen.random() < 0.5:
                between[-1] = between[-1][:-1]
            where = [f"code in {chosen.sample([404, 410, 429, 500, 503], 2)}" for _ in range(3)]
            begins = [f'<!-- BEGIN statusgen:table where="{each}" columns=code,phrase -->\n' for each in where]
            folder = helpers.new_folder("inject")
            end = "<!-- END statusgen:table -->\n"
            text = between[0] + "".join(begin + end + after for begin, after in zip(begins, between[1:]))
            for _ in range(3):  # fresh, then with other text around it
                (folder / "a.md").write_bytes(text.encode())
                with self.subTest(seed=seed):
                    self.assertEqual(inject(folder, "-q", "a.md").returncode, 0)
                    text = (folder / "a.md").read_bytes().decode()
                    self.assertEqual(re.split(r"(?s)<!-- BEGIN .*?<!-- END .*? -->\n", text), between)
                    self.assertEqual(re.findall(r"<!-- BEGIN .*\n", text), begins)
                    again = inject(folder, "-q", "a.md")
                    self.assertEqual(again.returncode, 0)
                    self.assertEqual((folder / "a.md").read_bytes().decode(), text)
                old = between[1]
                between[1] = chosen.choice(pieces[1:]) + old
                text = text.replace(" -->\n" + old + "<!-- BEGIN", " -->\n" + between[1] + "<!-- BEGIN", 1)


if __name__ == "__main__":
    helpers.main()
