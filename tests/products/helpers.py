"""What the product tests share: running statusgen, the facts to compare with, and the count at the end.

A test script takes the path of the statusgen executable as its first argument (or in STATUSGEN); further arguments
name the tests to run, as for unittest. Everything that statusgen writes goes to a temporary folder.
"""
import atexit
import csv
import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PRODUCTS = ["cpp", "error-pages", "openapi", "docs-markdown"]

os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
sys.dont_write_bytecode = True


@functools.cache
def scratch():
    """The temporary folder of this run."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="statusgen-products-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def new_folder(name):
    return pathlib.Path(tempfile.mkdtemp(prefix=f"{name}-", dir=scratch()))


def run(*command, stdin=None, cwd=None):
    """The finished process; its output is text, read as UTF-8 with the line ends as they are."""
    return subprocess.run([str(part) for part in command], input=None if stdin is None else stdin.encode(), cwd=cwd,
                          capture_output=True, timeout=600, check=False)


def output_of(*command, stdin=None):
    done = run(*command, stdin=stdin)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} exits with {done.returncode}:\n{done.stderr.decode()}")
    return done.stdout.decode()


def statusgen(*arguments):
    return run(EXECUTABLE, *arguments, cwd=scratch())


@functools.cache
def generate(*arguments, products=tuple(PRODUCTS)):
    """The folder with what `statusgen generate` makes with these arguments; made once for each set of arguments."""
    folder = new_folder("out")
    done = statusgen("generate", *products, "-o", folder, "-q", *arguments)
    if done.returncode != 0:
        raise AssertionError(f"statusgen exits with {done.returncode}:\n{done.stderr.decode()}")
    return folder


def contents(folder):
    """Path -> bytes of all files below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read(path):
    return path.read_text(encoding="utf-8")


def write_json(name, value):
    path = new_folder("json") / name
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def overlay(name="overlay.json", **members):
    """The path of an overlay with these members."""
    return write_json(name, {"format": "statusgen-overlay/1", **members})


def label_of(number):
    """Today's phrase of a registered code, else the one it was known by."""
    phrase, formerly = iana()[number]
    return phrase or formerly[-1]


@functools.cache
def spec():
    return json.loads(read(ROOT / "spec/http-status-codes.json"))


def label(code):
    """What spec-format calls the label of a code: its phrase, or the best substitute."""
    if code["phrase"]:
        return code["phrase"]
    if code["formerly"]:
        return code["formerly"][-1]["phrase"]
    if code["also_called"]:
        return code["also_called"][0]["label"]
    return code["name"].replace("_", " ").title()


def reference_title(reference):
    title = next(source["title"] for source in spec()["sources"] if source["id"] == reference["ref"])
    section = reference.get("section")
    return title if not section else f"{title}, section {section}" if section[0].isdigit() else f"{title}, {section}"


@functools.cache
def iana():
    """Number -> (phrase or None, [former phrases, oldest first]): iana.csv, written from the registry and the RFCs."""
    with open(HERE / "iana.csv", encoding="utf-8", newline="") as file:
        return {int(row["code"]): (row["phrase"] or None, [text for text in row["formerly"].split(";") if text])
                for row in csv.DictReader(file)}


class Result(unittest.TextTestResult):
    """Counts each subtest, and each test without subtests, once."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.passed = 0
        self.failed = 0
        self.parts = 0

    def startTest(self, test):
        super().startTest(test)
        self.parts = 0

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        self.parts += 1
        self.count(err is None)

    def addSuccess(self, test):
        super().addSuccess(test)
        if self.parts == 0:
            self.count(True)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.count(False)

    def addError(self, test, err):
        super().addError(test, err)
        self.count(False)

    def count(self, good):
        self.passed += good
        self.failed += not good


EXECUTABLE = pathlib.Path(os.environ.get("STATUSGEN") or ROOT / "build/release/generator/statusgen").resolve()


def main():
    """Runs the tests of the script, and ends with "N passed, N failed"."""
    global EXECUTABLE
    names = sys.argv[1:]
    if names and pathlib.Path(names[0]).is_file():
        EXECUTABLE = pathlib.Path(names.pop(0)).resolve()
    program = unittest.main(module="__main__", argv=[sys.argv[0], *names], exit=False,
                            testRunner=unittest.TextTestRunner(stream=sys.stdout, resultclass=Result))
    result = program.result
    print(f"{result.passed} passed, {result.failed} failed")
    sys.exit(result.failed > 0 or result.passed == 0)
