"""Builds other people's CMake projects and notes what holds: the tools of the consumers' tests."""
import os
import pathlib
import re
import shutil
import subprocess
import threading

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SECONDS = 600  # for one command; a build of the whole tool on a busy machine is the longest

NINJA, MAKE, MULTI = GENERATORS = "Ninja", "Unix Makefiles", "Ninja Multi-Config"
STRICT = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"

# What a wrapper writes into the file $CONSUMERS_LOG: one line for each run of the generator or of a compiler.
TOOL_WRAPPER = """#!/bin/sh
if [ "$1" = generate ] && [ -n "$CONSUMERS_LOG" ]; then echo generate >>"$CONSUMERS_LOG"; fi
exec "$(dirname "$0")/statusgen.real" "$@"
"""
COMPILER_WRAPPER = """#!/bin/sh
if [ -n "$CONSUMERS_LOG" ]; then echo "compile $*" >>"$CONSUMERS_LOG"; fi
exec "$@"
"""


class Stop(Exception):
    """A step failed that everything behind it needs."""


def write_program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def run(words, env=None):
    """Exit code and everything that was printed, both streams in the order of printing."""
    result = subprocess.run([str(word) for word in words], env={**os.environ, "LC_ALL": "C", **(env or {})},
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS)
    return result.returncode, result.stdout.decode("utf-8", "replace")


class Report:
    """All checks of all consumers; a consumer's lines are printed together when it is done."""

    def __init__(self):
        self.lock = threading.Lock()
        self.cells = {}  # (consumer, generator) -> [passed, failed]
        self.rebuilds = {}  # what was done -> {generator: what happened}

    def add(self, consumer, generator, lines):
        failed = sum(line.startswith("not ok") for line in lines)
        passed = sum(line.startswith("ok") for line in lines)
        with self.lock:
            self.cells[consumer, generator] = passed, failed
            print("\n".join(lines), flush=True)

    def rebuild(self, what, generator, happened):
        with self.lock:
            self.rebuilds.setdefault(what, {})[generator] = happened


class Task:
    """One consumer with one generator, in a folder of its own."""

    def __init__(self, consumer, generator, folder, world):
        self.consumer, self.generator, self.world = consumer, generator, world
        self.folder = folder
        self.lines = []
        self.log = folder / "log"
        folder.mkdir(parents=True)

    def check(self, what, holds, detail=""):
        self.lines.append(f"{'ok' if holds else 'not ok'} - {self.consumer} [{self.generator}]: {what}")
        if not holds and detail:
            self.lines += ["    " + line for line in str(detail).rstrip().splitlines()[-40:]]
        return holds

    def equal(self, what, found, expected):
        return self.check(what, found == expected, f"expected: {expected!r}\nfound:    {found!r}")

    def project(self, name, **more):
        return Project(self, HERE / name, **more)

    def copy_of(self, name):
        """A project that the test edits."""
        to = self.folder / name
        shutil.copytree(HERE / name, to)
        return to


class Project:
    """A source folder and its build folder."""

    def __init__(self, task, source, build="build", prefix=None, options=(), env=None):
        self.task, self.source, self.build_folder = task, source, task.folder / build
        prefix = prefix if prefix is not None else task.world.prefix
        self.options = [f"-DCMAKE_PREFIX_PATH={prefix}", *options]
        self.env = {"CMAKE_CXX_COMPILER_LAUNCHER": "", **(env or {})}

    def try_configure(self):
        words = ["cmake", "-S", self.source, "-B", self.build_folder, "-G", self.task.generator, *self.options]
        return run(words, self.env)

    def configure(self):
        return self._need("configures", self.try_configure())

    def try_build(self, *words):
        return run(["cmake", "--build", self.build_folder, *words], {**self.env, "CONSUMERS_LOG": str(self.task.log)})

    def build(self, *words, what="builds"):
        return self._need(what, self.try_build("-j2", *words))

    def start(self, what="builds"):
        """Configures and builds; one check for both."""
        code, output = self.try_configure()
        if code == 0:
            code, output = self.try_build("-j2")
        return self._need(what, (code, output))

    def _need(self, what, result):
        if not self.task.check(what, result[0] == 0, result[1]):
            raise Stop
        return result[1]

    def program(self, name):
        folder, _, file = name.rpartition("/")
        configuration = "Debug" if self.task.generator == MULTI else ""
        return self.build_folder / folder / configuration / file

    def says(self, name="app", expected="Not Found"):
        """The program runs and prints the phrase."""
        code, output = run([self.program(name)])
        return self.task.equal(f"{name} runs and prints {expected!r}", (code, output), (0, expected + "\n"))

    def has_nothing_to_do(self):
        code, output = self.try_build()
        did = [line for line in output.splitlines() if re.search(r"Generating|Building|Linking", line)]
        return self.task.equal("a second build does nothing", (code, did), (0, []))

    def misses_no_dependencies(self):
        if self.task.generator == NINJA:
            code, output = run(["ninja", "-C", self.build_folder, "-t", "missingdeps"])
            none = code == 0 and "No missing dependencies" in output
            self.task.check("ninja -t missingdeps finds nothing", none, output)

    def install(self, folder):
        configuration = ["--config", "Debug"] if self.task.generator == MULTI else []
        words = ["cmake", "--install", self.build_folder, "--prefix", folder, *configuration]
        return self._need("installs", run(words))

    # Counting: with the prefix and the launcher that write a log.

    def take_log(self):
        lines = self.task.log.read_text().splitlines() if self.task.log.exists() else []
        self.task.log.unlink(missing_ok=True)
        compiled = sorted(pathlib.Path(match[1]).name for line in lines if (match := re.search(r"-c (\S+)$", line)))
        return lines.count("generate"), compiled


def message_of(output):
    """The text of the first CMake error, as it was before CMake broke it into lines."""
    found = re.search(r"^CMake Error[^\n]*:\n\n?((?:  [^\n]*\n|\n)+)", output, re.MULTILINE)
    return " ".join(found[1].split()) if found else output


def files_below(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
