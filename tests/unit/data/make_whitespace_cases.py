#!/usr/bin/env python3
"""Writes whitespace_cases.json: what Jinja2 makes of the white space around tags.

Every marker on both sides of a tag, in every context, under every setting; the kinds of tags take turns, so that each
meets each marker, context and setting. Cases that jinja_cases.json has already are left out. Needs Jinja2 3.1 (Debian:
python3-jinja2).
"""
import itertools
import json
import pathlib

import jinja2

HERE = pathlib.Path(__file__).parent
MARKERS = ["", "-", "+"]
PARTS = {"part": "P\n"}

# "<" and ">" stand for the markers behind an opening and before a closing delimiter.
TAGS = {
    "set": "{%< set v = 1 >%}",
    "set-lines": "{%<\n  set v = 1\n>%}",
    "set-block": "{%< set v %} s {% endset >%}{{ v }}",
    "comment": "{#< note >#}",
    "comment-lines": "{#<\n  note\n  >#}",
    "expression": "{{< 'v' >}}",
    "if-outside": "{%< if true %}X{% endif >%}",
    "if-inside": "{% if true >%}\n  X\n  {%< endif %}",
    "else": "{% if false %}a{%< else >%} b {% endif %}",
    "for-inside": "{% for i in [1, 2] >%}\n  {{ i }}\n  {%< endfor %}",
    "raw-outside": "{%< raw %}{{ R }}{% endraw >%}",
    "raw-inside": "{% raw >%}\n {{ R }} \n {%< endraw %}",
    "macro": "{%< macro m() %} M {% endmacro >%}",
    "filter": "{%< filter upper %} f {% endfilter >%}",
    "with": "{%< with w = 1 %}{{ w }}{% endwith >%}",
    "block": "{%< block b %} B {% endblock >%}",
    "include": "{%< include 'part' >%}",
}
NO_PLUS_AT_CLOSE = {"expression", "raw-inside"}  # "+}}" and "{% raw +%}" are syntax errors

CONTEXTS = {
    "alone": "T",
    "tight": "aTb",
    "inline": "a T b",
    "own-line": "a\n  T\nb\n",
    "tabs": "a\n\tT\t\nb\n",
    "blank-lines": "a\n\n  T\n\n\nb",
    "first-and-last-line": "  T\n",
    "behind-expression": "{{ 1 }}  T\n  {{ 2 }}\n",
    "behind-comment": "{# c #}\n  T\n\n",
    "behind-tag": "{% set a = 1 %}  T \n",
    "carriage-returns": "a\r\n  T\r\n\r  b",
    "no-break-space": "a\n\u00a0 T \u00a0\nb",
}


def render(template, trim_blocks, lstrip_blocks):
    env = jinja2.Environment(
        loader=jinja2.DictLoader({"main": template, **PARTS}), trim_blocks=trim_blocks, lstrip_blocks=lstrip_blocks,
        keep_trailing_newline=True, undefined=jinja2.StrictUndefined)
    return env.get_template("main").render()


def cases():
    known = {case["template"] for case in json.loads((HERE / "jinja_cases.json").read_text())["cases"]}
    turns = itertools.cycle(TAGS)
    for context, (opening, closing), trim, lstrip in itertools.product(
            CONTEXTS, itertools.product(MARKERS, MARKERS), (True, False), (True, False)):
        tag = next(name for name in turns if closing != "+" or name not in NO_PLUS_AT_CLOSE)
        text = TAGS[tag].replace("<", opening, 1).replace(">", closing, 1)
        template = CONTEXTS[context].replace("T", text)
        if template in known:
            continue
        yield {"name": f"{tag}/{opening or '0'}{closing or '0'}/{context}", "template": template,
               "trim_blocks": trim, "lstrip_blocks": lstrip, "expected": render(template, trim, lstrip)}


def main():
    lines = ",\n".join("  " + json.dumps(case, ensure_ascii=True) for case in cases())
    header = f' "jinja2": "{jinja2.__version__}",\n "parts": {json.dumps(PARTS)},\n'
    (HERE / "whitespace_cases.json").write_text(f'{{\n{header} "cases": [\n{lines}\n ]\n}}\n')


if __name__ == "__main__":
    main()
