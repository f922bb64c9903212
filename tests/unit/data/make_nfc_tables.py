#!/usr/bin/python3
"""Writes what statusgen knows of Unicode Normalization Form C, and what its test expects, from Python's unicodedata.

Usage: make_nfc_tables.py, with a Python of Unicode 14.0. Rewrites generator/support/nfc_tables.hpp and nfc_cases.txt.
"""
import itertools
import pathlib
import random
import sys
import unicodedata
from unicodedata import combining, decomposition, normalize

DATA = pathlib.Path(__file__).resolve().parent
TABLES = DATA.parents[2] / "generator/support/nfc_tables.hpp"
CASES = DATA / "nfc_cases.txt"
WIDTH = 120
SURROGATES = range(0xD800, 0xE000)
HANGUL = range(0xAC00, 0xD7A4)

ALL = [chr(c) for c in range(sys.maxunicode + 1) if c not in SURROGATES and c not in HANGUL]


def parts(char):
    """The characters of the canonical decomposition, one step deep."""
    text = decomposition(char)
    return [chr(int(code, 16)) for code in text.split()] if text and not text.startswith("<") else []


COMPOSED = [c for c in ALL if len(parts(c)) == 2 and normalize("NFC", c) == c]
NEVER = [c for c in ALL if normalize("NFC", c) != c]  # what NFC replaces wherever it stands
SECOND = {parts(c)[1] for c in COMPOSED}
HARMLESS = {"Lu", "Ll", "Lo", "Sm", "So", "Nd"}


def width(char):
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def spelled(char):
    """The character in a C++ literal: itself where it cannot combine with, or be replaced by, anything."""
    if " " <= char <= "~" and char not in '"\\':
        return char
    harmless = unicodedata.category(char) in HARMLESS and char not in NEVER and char not in SECOND
    if harmless and unicodedata.bidirectional(char) in {"L", "ON", "EN"}:
        return char
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"


def literal(units, indent, end, first):
    """Lines of one U"…" literal; `first` columns of the first line are taken already."""
    lines, line = [], 'U"'
    room = WIDTH - first - len(end) - 1
    for unit in units:
        if sum(map(width, line + unit)) > room:
            lines.append(line + '"')
            line, room = 'U"', WIDTH - indent - len(end) - 1
        line += unit
    return ("\n" + " " * indent).join([*lines, line + '"']) + end


def table(declaration, rows):
    """Rows in as few lines as possible."""
    lines, line = [f"inline constexpr {declaration}[] = {{"], "   "
    for row in rows:
        if "\n" in row or sum(map(width, line + row)) + 2 > WIDTH:
            if line.strip():
                lines.append(line)
            line = "   "
        if "\n" in row:
            lines.append("    " + row + ",")
        else:
            line += f" {row},"
    return "\n".join(lines + ([line] if line.strip() else [])).rstrip(",") + "};\n"


def runs(chars):
    """Neighbours stand together."""
    out = []
    for char in chars:
        if out and ord(char) == ord(out[-1][-1]) + 1:
            out[-1].append(char)
        else:
            out.append([char])
    return out


def compositions():
    rows = []
    for mark in sorted(SECOND):
        pairs = [spelled(parts(c)[0]) + spelled(c) for c in COMPOSED if parts(c)[1] == mark]
        head = f"{{{ord(mark):#06x}, "
        rows.append(head + literal(pairs, 5, "}", 4 + len(head)))
    return table("Composition kCompositions", rows)


def classes():
    rows = []
    marks = [c for c in ALL if combining(c)]
    for value in sorted(set(map(combining, marks))):
        units = [rf"\x{ord(run[0]):X}\{len(run):o}" for run in runs([c for c in marks if combining(c) == value])]
        head = f"{{{value}, "
        rows.append(head + literal(units, 5, "}", 4 + len(head)))
    return table("CombiningClass kCombiningClasses", rows)


def replacements():
    rows = []
    for run in runs([c for c in NEVER if len(parts(c)) == 1]):
        head = f"{{{ord(run[0]):#06x}, "
        rows.append(head + literal([spelled(parts(c)[0]) for c in run], 5, "}", 4 + len(head)))
    return table("Replacements kReplacements", rows)


def splits():
    units = ["".join(rf"\x{ord(c):X}" for c in [char, *parts(char)]) for char in NEVER if len(parts(char)) == 2]
    return "inline constexpr std::u32string_view kSplits =\n    " + literal(units, 4, ";", 4) + "\n"


def tables():
    return f"""\
// What Normalization Form C changes, for nfc.cpp alone. Made by tests/unit/data/make_nfc_tables.py from Unicode
// {unicodedata.unidata_version}; do not edit. Hangul is not here: nfc.cpp calculates it.
#pragma once

#include <string_view>

namespace statusgen {{

struct Composition {{
  char32_t mark;
  std::u32string_view pairs;  // what stands before the mark, and what both together become
}};
struct CombiningClass {{
  unsigned char value;
  std::u32string_view ranges;  // the first character, and how many follow each other
}};
struct Replacements {{
  char32_t first;
  std::u32string_view by;  // for `first` and those that follow it
}};

{compositions()}
{classes()}
{replacements()}
// What is not composed again: the whole and its two parts.
{splits()}
}}  // namespace statusgen
"""


def random_text(rng, starters, marks):
    text = ""
    for _ in range(rng.randint(1, 3)):
        text += rng.choice(starters) + "".join(rng.choice(marks) for _ in range(rng.randint(0, 3)))
    return text


def cases():
    rng = random.Random(14)
    yield from ("".join(parts(c)) for c in COMPOSED)
    yield from NEVER
    yield from ("A", "A\u0301\u0327", "A\u0327\u0301", "\u0301", "\u0301A", "A\u0334\u0301")
    yield from ("\u00c1\u0301", "\u00c2\u0323", "\u0f73\u0f71")
    # Hangul: L, V, T, LV and LVT in all orders.
    kinds = ["\u1100\u1112", "\u1161\u1175", "\u11a7\u11a8\u11c2", "\uac00\ud788", "\uac01\ud7a3"]
    for order in itertools.product(kinds, repeat=3):
        yield "".join(rng.choice(kind) for kind in order)
    # Marks of few kinds meet often; those of all kinds show the order of classes.
    vietnamese = ["A", "a", "e", "O", "\u00e2", "\u1ea1", "\u01a1", "\u1ed9", "x"]
    few = ["\u0300", "\u0301", "\u0302", "\u0323", "\u031b", "\u0327", "\u0304", "\u0307"]
    for _ in range(700):
        yield random_text(rng, vietnamese, few)
    marks = [c for c in ALL if combining(c)] + sorted(SECOND)
    starters = [parts(c)[0] for c in COMPOSED] + COMPOSED + NEVER + ["x", " ", "\u4e00"]
    for _ in range(700):
        yield random_text(rng, starters, marks)
    for base in COMPOSED:  # one more mark behind what is composed already
        yield base + rng.choice(marks)


def codes(text):
    return " ".join(f"{ord(c):04X}" for c in text)


def main():
    if unicodedata.unidata_version != "14.0.0":
        sys.exit(f"make_nfc_tables.py: needs a Python of Unicode 14.0.0, and this is {unicodedata.unidata_version}")
    TABLES.write_text(tables(), encoding="utf-8")
    lines = []
    for text in dict.fromkeys(cases()):
        is_right = unicodedata.is_normalized("NFC", text)
        lines.append(codes(text) + ("" if is_right else f"; {codes(normalize('NFC', text))}"))
    CASES.write_text("\n".join(["# text; its NFC where that is another one", *lines]) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
