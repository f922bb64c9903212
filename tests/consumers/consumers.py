#!/usr/bin/python3
"""Builds the CMake projects beside this file against statusgen, and checks what they do.

Usage: consumers.py [PART OF A CONSUMER'S NAME...]. $STATUSGEN is the executable of a build tree of this repository.
"""
import concurrent.futures
import os
import pathlib
import shutil
import sys
import traceback

import cross
import generated
import libraries
import rebuild
import wrong_calls
from harness import COMPILER_WRAPPER, GENERATORS, HERE, ROOT, TOOL_WRAPPER, Report, Stop, Task, files_below, run
from harness import write_program

MODULES = libraries, generated, cross, wrong_calls, rebuild
CONSUMERS = {function: generators for module in MODULES for function, generators in module.CONSUMERS.items()}


class World:
    """What all consumers share: statusgen, installed once."""

    def __init__(self, statusgen, folder, report):
        self.folder, self.report = folder, report
        self.prefix = folder / "prefix"
        self.archive = self._archive(statusgen.parent.parent)
        self.counting_prefix = folder / "counting"
        self.compiler_wrapper = folder / "compiler"
        self.compiler_cache = {}
        if shutil.which("ccache"):
            cache = folder.parent / "consumers-ccache"
            self.compiler_cache = {"CMAKE_CXX_COMPILER_LAUNCHER": "ccache", "CCACHE_DIR": str(cache)}
        self._need("cmake", "--install", statusgen.parent.parent, "--prefix", self.prefix, "--component", "statusgen")
        shutil.copytree(self.prefix, self.counting_prefix)
        tool = self.counting_prefix / "bin/statusgen"
        tool.rename(tool.with_name("statusgen.real"))
        write_program(tool, TOOL_WRAPPER)
        write_program(self.compiler_wrapper, COMPILER_WRAPPER)

    def _archive(self, build):
        # Named a Ninja build, CPack takes what is built as it is, and builds no tests first.
        pack = self.folder / "pack"
        self._need("cpack", "--config", build / "CPackConfig.cmake", "-B", pack, "-D", "CPACK_CMAKE_GENERATOR=Ninja")
        (archive,) = pack.glob("statusgen-*.tar.gz")
        shutil.unpack_archive(archive, pack)
        return archive.with_name(archive.name.removesuffix(".tar.gz"))

    @staticmethod
    def _need(*words):
        code, output = run(words)
        if code != 0:
            sys.exit(f"{output}\nnot ok - installing statusgen")


def perform(function, generator, world):
    name = function.__name__
    task = Task(name, generator, world.folder / f"{name}-{generator.split()[-1].lower()}", world)
    try:
        function(task)
    except Stop:
        pass
    except Exception:  # a mistake of the test, or a program that is missing
        task.check("runs to its end", False, traceback.format_exc())
    world.report.add(name, generator, task.lines)


def print_table(corner, rows, cell):
    rows = list(rows)
    first = max(len(row) for row in [corner, *rows])
    print(f"\n{corner:{first}}" + "".join(f"  {generator:>18}" for generator in GENERATORS))
    for row in rows:
        print(f"{row:{first}}" + "".join(f"  {cell(row, generator):>18}" for generator in GENERATORS))


def print_tables(report, names):
    def consumer_cell(name, generator):
        passed, failed = report.cells.get((name, generator), (0, 0))
        return f"{failed} FAILED" if failed else f"{passed} ok" if passed else "-"

    print_table("consumer", names, consumer_cell)
    if report.rebuilds:
        print("\nA build after a change, and the build behind it: runs of the generator / sources compiled")
        print_table("change", report.rebuilds, lambda what, generator: report.rebuilds[what].get(generator, "-"))


def main():
    wanted = [(f, g) for f, generators in CONSUMERS.items() for g in generators
              if not sys.argv[1:] or any(part in f.__name__ for part in sys.argv[1:])]
    folder = ROOT / "build/consumers"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sources = files_below(HERE)
    report = Report()
    world = World(pathlib.Path(os.environ["STATUSGEN"]).resolve(), folder, report)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        for done in [pool.submit(perform, function, generator, world) for function, generator in wanted]:
            done.result()
    added = {path for path in files_below(HERE) - sources if "__pycache__" not in path}
    print(f"{'not ok' if added else 'ok'} - nothing is written among the sources {' '.join(sorted(added))}".rstrip())
    print_tables(report, dict.fromkeys(function.__name__ for function, _ in wanted))
    sys.exit(1 if added or any(failed for _, failed in report.cells.values()) else 0)


if __name__ == "__main__":
    main()
