#!/usr/bin/python3
"""What the C++ header costs, beside Boost.Beast and gperf in the same run, built by g++ and clang++ with -O2 as PIE.

Asserted are instructions, mispredicted indirect branches, sizes and relocations, which every machine counts the same;
nanoseconds are only reported. Instructions and branches of a lookup are those of one more round of header_bench.cpp,
divided by its lookups: the loop, the call and the return are included, and "nop" is what these cost alone. Each line
"ok" or "not ok" is one gate; the table at the end has all of them.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "products"))

import helpers  # noqa: E402
from header_facts import former_phrases  # noqa: E402

COMPILERS = ("g++", "clang++")
FLAGS = ["-std=c++17", "-O2", "-fPIE"]
ROUNDS = (2, 12)
LOOKUPS = 4096  # of a round
PHRASE_USER = """#include "http_status.hpp"
std::string_view text_of(http::status code) { return http::phrase(code); }
"""
BEAST_USER = """#include <ostream>
#include <boost/beast/http/status.hpp>
boost::beast::string_view text_of(unsigned code) {
  return boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(code));
}
"""
FORMER = former_phrases()
PHRASES = {helpers.label_of(number): number for number in helpers.iana()}


class Table:
    """The gates: each is printed when it is known, and all of them again at the end."""

    def __init__(self):
        self.rows = [("gate", "compiler", "ours", "limit", "peer")]

    def report(self, gate, compiler, ours, limit="reported", peer=""):
        self.rows.append((gate, compiler, ours, limit, peer))

    def check(self, gate, compiler, ours, limit, peer="", digits=0):
        print(f"{'ok' if ours <= limit else 'not ok'} - {gate}, {compiler}: {ours:.{digits}f}, limit {limit:.{digits}f}")
        self.report(gate, compiler, f"{ours:.{digits}f}", f"{limit:.{digits}f}", peer)

    def print(self):
        widths = [max(len(row[i]) for row in self.rows) for i in range(5)]
        for row in self.rows:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def write_gperf(folder, name, *options):
    """The perfect hash that gperf makes of all phrases, in a namespace of its own."""
    lines = "".join(f"{text}, {number}\n" for text, number in {**PHRASES, **FORMER}.items())
    source = write(folder, f"{name}.gperf", "%struct-type\nstruct Entry { const char* name; int code; };\n%%\n" + lines)
    text = helpers.output_of("gperf", "-L", "C++", "-C", "-t", "-N", "find", "-Z", "Hash", *options, source)
    text = re.sub(r"#line.*|\bregister\b", "", text)
    includes = "".join(re.findall(r"#include.*\n", text))
    call = "inline const Entry* find(const char* text, size_t size) { return Hash::find(text, size); }\n"
    write(folder, f"{name}.inc", f"{includes}namespace {name} {{\n{re.sub(r'#include.*', '', text)}\n{call}}}\n")


def sources():
    """A folder with everything that header_bench.cpp includes."""
    folder = helpers.new_folder("bench")
    lines = [f'PHRASE({number}, "{text}")' for text, number in PHRASES.items()]
    lines += [f'FORMER({number}, "{text}")' for text, number in FORMER.items() if text not in PHRASES]
    write(folder, "phrases.inc", "\n".join(lines) + "\n")
    write_gperf(folder, "gperf_exact")
    write_gperf(folder, "gperf_ignored", "--ignore-case")
    return folder


class Bench:
    """header_bench.cpp, built by one compiler."""

    def __init__(self, compiler, flags):
        self.program = helpers.new_folder("program") / "header_bench"
        files = [HERE / "header_bench.cpp", HERE / "header_peers.cpp"]
        helpers.output_of(compiler, *FLAGS, "-pie", *flags, *files, "-o", self.program)

    def counts(self, what):
        """Instructions, mispredicted conditional and mispredicted indirect branches of one lookup."""
        few, many = (counted(["--branch-sim=yes"], self.program, what, rounds) for rounds in ROUNDS)
        return [(many[name] - few[name]) / (ROUNDS[1] - ROUNDS[0]) / LOOKUPS for name in ("Ir", "Bcm", "Bim")]

    def nanoseconds(self, what):
        return float(helpers.output_of(self.program, what, 3000).split()[1])


def counted(options, *command):
    """Event -> how often callgrind counted it."""
    done = helpers.run("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *options, *command)
    text = done.stderr.decode()
    if done.returncode != 0:
        raise AssertionError(f"{command[0]}:\n{text}")
    names, numbers = (re.search(rf"{word} *: (.*)", text)[1].split() for word in ("Events", "Collected"))
    return dict(zip(names, map(int, numbers)))


def phrase_gates(table, compiler, bench):
    found = {who: bench.counts(f"phrase/{who}") for who in ("nop", "ours", "beast")}
    times = {who: bench.nanoseconds(f"phrase/{who}") for who in found}
    table.check("phrase: indirect mispredictions", compiler, found["ours"][2], 0, f"Beast {found['beast'][2]:.4f}", 4)
    table.report("phrase: conditional mispredictions", compiler, f"{found['ours'][1]:.4f}", peer=f"Beast {found['beast'][1]:.4f}")
    table.report("phrase: instructions", compiler, f"{found['ours'][0]:.1f}",
                 peer=f"Beast {found['beast'][0]:.1f}, nop {found['nop'][0]:.1f}")
    table.report("phrase: ns", compiler, f"{times['ours']:.2f}",
                 peer=f"Beast {times['beast']:.2f}, {times['beast'] / times['ours']:.1f} times ours, nop {times['nop']:.2f}")


def from_phrase_gates(table, compiler, bench):
    nop = bench.counts("code/nop")[0]
    for name, what, peer, limit in (("exact", "code/exact", "code/gperf", 82),
                                    ("ignoring case", "code/ignored", "code/gperf-ignored", 90)):
        ours, theirs = bench.counts(what)[0], bench.counts(peer)[0]
        table.check(f"from_phrase, {name}: instructions", compiler, ours, limit, f"gperf {theirs:.1f}, nop {nop:.1f}", 1)
        times = [bench.nanoseconds(which) for which in (what, peer, "code/nop")]
        table.report(f"from_phrase, {name}: ns", compiler, f"{times[0]:.2f}", peer=f"gperf {times[1]:.2f}, nop {times[2]:.2f}")


def unit(compiler, flags, text):
    """An object of this source."""
    folder = helpers.new_folder("unit")
    helpers.output_of(compiler, *FLAGS, *flags, "-c", write(folder, "unit.cpp", text), "-o", folder / "unit.o")
    return folder / "unit.o"


def text_and_data(path):
    text, data = helpers.output_of("size", path).splitlines()[1].split()[:2]
    return int(text) + int(data)


def relocations(compiler, flags, text):
    """Those that the loader has to do for a program with this source."""
    program = helpers.new_folder("program") / "program"
    main = unit(compiler, flags, "int main() {}\n")
    helpers.output_of(compiler, "-pie", main, unit(compiler, flags, text), "-o", program)
    return len(re.findall(r" R_X86_64_", helpers.output_of("readelf", "-rW", program)))


def size_gates(table, compiler, flags):
    beast = text_and_data(unit(compiler, flags, BEAST_USER))
    table.check("phrase: bytes of text and data", compiler, text_and_data(unit(compiler, flags, PHRASE_USER)), 1800, f"Beast {beast}")
    added = relocations(compiler, flags, PHRASE_USER) - relocations(compiler, flags, "")
    table.check("phrase: dynamic relocations", compiler, added, 0)


def million_instructions(flags, *lines):
    """Of cc1plus alone, for a file of these lines."""
    path = write(helpers.new_folder("include"), "include.cpp", "".join(line + "\n" for line in lines))
    shown = helpers.run("g++", *FLAGS, *flags, "-###", "-c", path).stderr.decode()
    command = next(line for line in shown.splitlines() if "cc1plus" in line).replace('"', "").split()
    command[command.index("-o") + 1] = "/dev/null"
    return counted([], *command)["Ir"] / 1e6


def including_gates(table, flags):
    nothing = million_instructions(flags)
    string_view = million_instructions(flags, "#include <string_view>")
    beast = million_instructions(flags, "#include <ostream>", "#include <boost/beast/http/status.hpp>")
    peers = f"an empty file {nothing:.1f}, Beast {beast:.1f}"
    core = million_instructions(flags, '#include "http_status_core.hpp"')
    table.check("including the core: million instructions", "g++", core, 30, peers, 1)
    full = million_instructions(flags, '#include "http_status.hpp"')
    table.check("including the header: million instructions", "g++", full, 1.10 * string_view, f"<string_view> {string_view:.1f}", 1)


def main():
    table = Table()
    flags = ["-I", helpers.generate(products=("cpp",)) / "cpp", "-I", HERE, "-I", sources()]
    for compiler in COMPILERS:
        bench = Bench(compiler, flags)
        phrase_gates(table, compiler, bench)
        size_gates(table, compiler, flags)
        from_phrase_gates(table, compiler, bench)
    including_gates(table, flags)
    table.print()


if __name__ == "__main__":
    main()
