#!/usr/bin/python3
"""Runs statusgen's command-line cases: one folder each below tests/cases/<group>/<name>/.

tests/README.md says what a case consists of. Usage: run_cases.py [--statusgen FILE] [PART OF A NAME...]
STATUSGEN_UPDATE=1 rewrites what the cases expect with what the program does.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent
CASES = TESTS / "cases"
SHARED = CASES / "input"  # every case begins with a copy
MANIFEST = ".statusgen-manifest"
WORKERS = 2
SECONDS = 60  # for one command line; the sanitizers are slow
NEEDS = {
    "not-root": lambda: os.geteuid() != 0,
    "linux": lambda: sys.platform == "linux",
}


def read_text(path):
    return path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""


def without_milliseconds(text):
    return re.sub(r"(removed, )\d+ ms", r"\1N ms", text)


def files_below(folder):
    """Path -> bytes; a link counts as a file that holds its target."""
    out = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_symlink():
            out[path.relative_to(folder).as_posix()] = b"link to " + os.readlink(path).encode()
        elif path.is_file():
            out[path.relative_to(folder).as_posix()] = path.read_bytes()
    return out


def folders_of(paths):
    return {parent.as_posix() for path in paths for parent in pathlib.PurePosixPath(path).parents if parent.name}


def command_lines(case):
    """The environment and the arguments of each line; "statusgen" in front of them is for the reader."""
    for line in read_text(case / "command").splitlines():
        words = shlex.split(line, comments=True)
        environment = {}
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            environment.update([words.pop(0).split("=", 1)])
        if words:
            yield environment, words[1:] if words[0] == "statusgen" else words


class Result:
    def __init__(self):
        self.stdout = self.stderr = ""
        self.exits = []
        self.files = {}
        self.folders = set()


def run(case, program, folder):
    for source in (SHARED, case / "input"):
        if source.is_dir():
            shutil.copytree(source, folder, symlinks=True, dirs_exist_ok=True)
    before = files_below(folder)
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C", "TZ": "UTC"}
    environment.update((k, v) for k, v in os.environ.items() if k.endswith("SAN_OPTIONS"))
    result = Result()
    for variables, arguments in command_lines(case):
        done = subprocess.run([program, *arguments], cwd=folder, env=environment | variables, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=SECONDS, check=False)
        result.stdout += without_milliseconds(done.stdout.decode("utf-8", "surrogateescape"))
        result.stderr += done.stderr.decode("utf-8", "surrogateescape")
        result.exits.append(done.returncode)
    result.files = files_below(folder)
    result.folders = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_dir() and not p.is_symlink()}
    return before, result


def text_difference(name, expected, found):
    lines = difflib.unified_diff(expected.splitlines(True), found.splitlines(True), f"expected {name}", f"found {name}")
    return [line if line.endswith("\n") else line + "\n\\ no newline at the end\n" for line in lines]


def differences(case, before, result):
    out = []
    for name, found in (("stdout", result.stdout), ("stderr", result.stderr)):
        out += text_difference(name, without_milliseconds(read_text(case / name)), found)
    exits = [int(code) for code in read_text(case / "exit").split()] or [0] * len(result.exits)
    if exits != result.exits:
        out.append(f"expected exit {exits}, found {result.exits}\n")
    wanted = {**before, **files_below(case / "expected")}
    for path in sorted(wanted.keys() | result.files.keys()):
        if path.endswith(MANIFEST) and path not in wanted:
            continue
        if path not in result.files:
            out.append(f"missing file: {path}\n")
        elif path not in wanted:
            out.append(f"unexpected file: {path}\n")
        elif wanted[path] != result.files[path]:
            texts = (data.decode("utf-8", "surrogateescape") for data in (wanted[path], result.files[path]))
            out += text_difference(path, *texts) or [f"other bytes: {path}\n"]
    owned = [path for path in result.files if path.endswith(MANIFEST)]
    out += [f"unexpected folder: {path}\n" for path in sorted(result.folders - folders_of([*wanted, *owned]))]
    return out


def update(case, before, result):
    exits = result.exits if any(result.exits) else []
    for name, text in (("stdout", result.stdout), ("stderr", result.stderr), ("exit", " ".join(map(str, exits)))):
        text += "\n" if name == "exit" and text else ""
        (case / name).write_bytes(text.encode("utf-8", "surrogateescape"))
        if not text:
            (case / name).unlink()
    expected = case / "expected"
    kept = files_below(expected).keys()
    shutil.rmtree(expected, ignore_errors=True)
    for path, data in result.files.items():
        if before.get(path) == data or (path.endswith(MANIFEST) and path not in kept):
            continue
        (expected / path).parent.mkdir(parents=True, exist_ok=True)
        (expected / path).write_bytes(data)


def judge(case, program):
    """("ok" | "not ok" | "skip", explanation)"""
    needs = read_text(case / "needs").split()
    unknown = [need for need in needs if need not in NEEDS]
    if unknown:
        return "not ok", f"needs: there is no condition {unknown[0]}; there are {', '.join(NEEDS)}\n"
    unmet = [need for need in needs if not NEEDS[need]()]
    if unmet:
        return "skip", f"needs {', '.join(unmet)}"
    if not command_lines(case):
        return "not ok", "command: there is no such file, or no line in it\n"
    with tempfile.TemporaryDirectory(prefix="statusgen-case-") as folder:
        try:
            before, result = run(case, program, pathlib.Path(folder))
        except subprocess.TimeoutExpired:
            return "not ok", f"still running after {SECONDS} s\n"
    found = differences(case, before, result)
    if found and os.environ.get("STATUSGEN_UPDATE") == "1":
        update(case, before, result)
        return "updated", ""
    return ("not ok" if found else "ok"), "".join(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--statusgen", default=os.environ.get("STATUSGEN", TESTS.parent / "build/release/generator/statusgen"))
    parser.add_argument("names", nargs="*", metavar="PART OF A NAME")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.statusgen).resolve()
    if not os.access(program, os.X_OK):
        sys.exit(f"run_cases.py: there is no program {program}; build it or name it with --statusgen")
    cases = [path for path in sorted(CASES.glob("*/*")) if path.is_dir() and path.parent != SHARED]
    names = {case: case.relative_to(CASES).as_posix() for case in cases}
    cases = [case for case in cases if not arguments.names or any(part in names[case] for part in arguments.names)]
    if not cases:
        sys.exit("run_cases.py: there is no such case")
    counts = {"ok": 0, "not ok": 0, "skip": 0, "updated": 0}
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        for case, (verdict, text) in zip(cases, pool.map(lambda case: judge(case, program), cases)):
            counts[verdict] += 1
            if verdict == "not ok":
                print(f"not ok {names[case]}\n" + "".join(f"    {line}\n" for line in text.splitlines()), end="")
            elif verdict != "ok":
                print(f"{verdict} {names[case]}" + (f": {text}" if text else ""))
    if counts["updated"]:
        print(f"{counts['updated']} cases updated: look at the diff (git diff tests/cases) before you commit it")
    skipped = f", {counts['skip']} skipped" if counts["skip"] else ""
    print(f"{counts['ok'] + counts['updated']} passed, {counts['not ok']} failed{skipped}")
    return 1 if counts["not ok"] else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="surrogateescape")
    sys.exit(main())
