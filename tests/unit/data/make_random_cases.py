#!/usr/bin/env python3
"""Writes random_cases.json: short templates of the fuzzer's grammar, and what Jinja2 makes of them.

A template is kept when it is the first with its mixture of tags, filters, tests and operators. Only Jinja2 says what is
expected; needs python3-jinja2. The templates of the language's documented differences are left out.
"""
import json
import pathlib
import re
import sys

import jinja2

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "fuzz"))
import differential  # noqa: E402
import grammar  # noqa: E402

WANTED = 400
LONGEST = 150
# Containers printed or joined, letters beyond ASCII counted, numbers beyond 64 bits: errors by intention.
DIFFERENT_NUMBERS = {2227, 2443, 3254, 3872, 3963, 4906, 4974}
# What Jinja2 prints of Python's own, and what the language leaves out.
DIFFERENT = re.compile(r"%#|[{\[(]['\"\d-][^{\[(]*[}\])]|\[\]|{}|\(\)|[<;](generator|Macro|built-in|class|bound|Template|jinja2|range|reversed)|\bself\b|%[coxX]|\\N")


def mixture(text):
    tags = re.findall(r"{%[-+]?\s*(\w+)", text)
    words = re.findall(r"\|\s*(\w+)|\bis\s+(?:not\s+)?(\w+)|(\*\*|//|[-+*/%~]|[<>=!]=|\band\b|\bor\b|\bnot\b|\bin\b)", text)
    return frozenset(tags), frozenset("".join(word) for word in words)


def cases():
    reference = differential.Reference()
    seen = set()
    for number in range(200_000):
        case = grammar.case("cases", number)
        text = case["template"]
        mark = mixture(text)
        if number in DIFFERENT_NUMBERS or len(text) > LONGEST or len(mark[1]) < 2 or mark in seen or len(json.dumps(case["partials"])) > 2 * LONGEST:
            continue
        result = reference.render(case)
        if "ok" not in result or DIFFERENT.search(result["ok"]) or re.search(r"%[#coxX]|\bself\b|\\N", text) or not result["ok"].strip():
            continue
        seen.add(mark)
        used = {name: value for name, value in case["data"].items() if re.search(rf"\b{name}\b", text + json.dumps(case["partials"]))}
        options = {"autoescape": case["autoescape"], "trim_blocks": case["trim_blocks"], "lstrip_blocks": case["lstrip_blocks"]}
        out = {"name": f"random/{number}", "template": text, "data": used, "partials": case["partials"], "options": options}
        again = reference.render(case | {"data": used})
        if again == result:
            yield out | {"expected": result["ok"]}
        if len(seen) >= WANTED:
            return


def main():
    lines = ",\n".join("  " + json.dumps(case, ensure_ascii=True) for case in cases())
    (HERE / "random_cases.json").write_text(f'{{\n "jinja2": "{jinja2.__version__}",\n "cases": [\n{lines}\n ]\n}}\n')


if __name__ == "__main__":
    main()
