#!/usr/bin/python3
"""Proves that the fuzzer finds bugs: puts each of mutants/mutants.json into a copy of the generator and fuzzes it.

A mutant is found when a template that passes with the generator as it is fails with the mutant. By hand, not in CI:
about three minutes. Ends with "N found, N not found"; fewer than 90 % found is a failure.

    prove.py [--count N] [--seed S] [PART OF A NAME...]
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import differential
import grammar

HERE = pathlib.Path(__file__).resolve().parent
GENERATOR = HERE.parent.parent / "generator"
ENOUGH = 0.9


def verdicts(driver, cases, expected):
    """Of each case; once a mutant differs from `expected` the rest need not be run."""
    ours = differential.Driver(driver)
    out = [differential.judge(case, theirs, ours.render(case)) for case, theirs in zip(cases, expected)]
    ours.close()
    return out


def place(generator, mutant):
    """The file that holds the text to be replaced: exactly one, and exactly once."""
    found = [(path, path.read_text().count(mutant["find"])) for path in sorted(generator.glob("template/*.cpp"))]
    found = [(path, count) for path, count in found if count]
    if len(found) != 1 or found[0][1] != 1:
        sys.exit(f"prove.py: the text of {mutant['name']} stands in the sources {sum(count for _, count in found)} times; mend mutants/mutants.json")
    return found[0][0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", default="prove")
    parser.add_argument("names", nargs="*", metavar="PART OF A NAME")
    arguments = parser.parse_args()
    mutants = json.loads((HERE / "mutants/mutants.json").read_text())
    mutants = [mutant for mutant in mutants if not arguments.names or any(part in mutant["name"] for part in arguments.names)]
    with tempfile.TemporaryDirectory(prefix="statusgen-mutants-") as folder:
        generator, build = pathlib.Path(folder, "generator"), pathlib.Path(folder, "build")
        shutil.copytree(GENERATOR, generator)
        places = {mutant["name"]: place(generator, mutant) for mutant in mutants}

        def compile_driver():
            done = subprocess.run(["cmake", "--build", build, "--target", "driver", "-j2"], capture_output=True, text=True, check=False)
            return done.returncode == 0 or print(done.stdout[-3000:] + done.stderr[-3000:])
        subprocess.run(["cmake", "-S", HERE, "-B", build, f"-DSTATUSGEN_GENERATOR={generator}"], check=True, capture_output=True)
        if not compile_driver():
            sys.exit("prove.py: the generator does not compile")
        cases = [grammar.case(arguments.seed, number) for number in range(arguments.count)]
        reference = differential.Reference()
        expected = [reference.render(case) for case in cases]
        before = verdicts(build / "driver", cases, expected)
        print(f"{before.count(None)} of {len(cases)} templates pass without a mutant", flush=True)
        found = 0
        for mutant in mutants:
            path = places[mutant["name"]]
            text = path.read_text()
            path.write_text(text.replace(mutant["find"], mutant["replace"]))
            if not compile_driver():
                sys.exit(f"prove.py: {mutant['name']} does not compile")
            after = verdicts(build / "driver", cases, expected)
            differing = sum(a is not None and b is None for a, b in zip(after, before))
            path.write_text(text)
            found += differing > 0
            print(f"{'found    ' if differing else 'NOT FOUND'} {mutant['name']}: {mutant['what']} ({differing} templates)", flush=True)
    print(f"{found} found, {len(mutants) - found} not found")
    return 0 if found >= ENOUGH * len(mutants) else 1


if __name__ == "__main__":
    sys.exit(main())
