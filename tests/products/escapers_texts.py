"""Texts that try to break out of the place where they are printed, and the way to send them through a filter."""
import json
import random

import helpers

# One of each idea. JSON data is UTF-8 by definition, so bytes that are none cannot come: DataTest shows the refusal.
STRINGS = [
    "", " ", "  ", "x", "plain words", "It's", "’", '"', "''", '"""', "'''", '\\', "\\\\", "\\\\\\", "ends in a backslash \\",
    '\\"', "\\'", "\\n", "\\x41", "\\u0041", "\\101", "\\0", "a\nb", "\n", "\n\n", "a\n\nb", "\r", "\r\n", "a\rb", "\t", "a\tb",
    "*/", "/*", "/* a */", "*/ int evil; /*", "*\u202e/", "/\u200f*", "**/", "*/*", "/*/", "*", "/", "// x", "# x", "##",
    "??/", "??/\n", "what??", "????", "??=??(??)", "a ??/", "-->", "<!--", "<!-- x -->", "]]>", "<![CDATA[ x ]]>", "<?php", "?>",
    "</script>", "</SCRIPT >", "<script>alert(1)</script>", "</style>", "</title>", "</textarea>", '" onclick="x', "<b>", "&", "&amp;",
    "&lt;", "&#106;", "&copy", "&nbsp;", "${HOME}", "$HOME", "$(id)", "`id`", "``", "```", "~~~", "````", "%", "%s%n", "%00", "%41",
    "100%", "$", "$$", "#{x}", "{{ x }}", "{% x %}", "{# x #}", "{", "}", "\0", "a\0b", "a\0", "\\\0", "??/\0", "\x01", "\x07", "\x0b", "\x0c",
    "\x1b[31m", "\x1c", "\x1f", "\x7f", "\x80", "\x85", "a\x85b", "\x9f", "\xa0", "\xad", "\u061c", "\u200b", "\u202e", "\u202etxt.exe",
    "a\u2028b", "\u2028", "a\u2029b", "\ufeff", "\ufeffx", "x\ufeff", "\ufffd", "\ufffe", "\uffff", "é", "e\u0301", "ß", "日本語", "😀", "👩‍👩‍👧",
    "\U0001f1e9\U0001f1ea", "\U0010ffff", " x", "x ", "  x  ", "a  b", ".", "..", "../x", "./x", ".TH", "'", "'x", ".\\\" x", "-", "--",
    "-x", "- x", "---", "-1", "+", "+ x", "=", "===", "=1+1", "@x", "!", "!x", "?", "? x", "|", "a|b", "\\|", "a \\| b", "||", "> x", "# x #", "x #",
    "#", "####### x", "1. x", "1) x", "12345678901. x", " 1. x", " # x", " - x", "   + x", "\t# x", "* x", "_x_", "__x__", "a_b", "a_", "_",
    "*x*", "**x**", "~x~", "~~x~~", "[x](y)", "[x]", "[x]: y", "![x](y)", "[^1]", "[ ] x", "<http://x.org>", "http://x.org/_y_", "www.x.org",
    "a@b.org", "| a | b |", "| - | - |", ":-:", "^x^", ": x", "x:", "x: y", "x:y", "a #b", "a # b", "key: [a, b]", "{a: b}", "[a", "a]", "&x", "*x",
    "!!str x", "%YAML 1.1", "...", "--- x", "y", "Y", "yes", "NO", "true", "False", "null", "Null", "~", "on", "Off", "1", "0", "-0", "1.0",
    "1e3", ".5", "0x1F", "0o17", "017", "1_000", "1:30", "2020-01-01", ".inf", ".NaN", "nan", "<<", ",", "a,b", ";", "a;b", "a;b;", "=cmd|x",
    "(x)", "a(b)c", "x\\", "\\x", "\\&", "\\(rs", "\\fB", "\\*(x", "\\-", "^", "a^b", "import x", "coding: utf-8", "#!x", "long " * 400, "x" * 3000,
    '"' * 500, "\\" * 501, "a\n" * 200]

ATOMS = ['"', "'", "\\", "\n", "\r", "\t", "\0", "*", "/", "?", "<", ">", "&", ";", "#", "!", "$", "{", "}", "(", ")", "[", "]", "`", "%", "-", "_",
         "~", "|", ":", ",", ".", "=", "+", "^", "@", " ", "  ", "a", "B", "1", "\u202e", "\u2028", "\x85", "\ufeff", "é", "😀", "script", "id"]


def soup():
    """Random rows of the same pieces, the same ones each time: what nobody thinks of."""
    dice = random.Random(404)
    return ["".join(dice.choices(ATOMS, k=dice.randint(2, 9))) for _ in range(600)]


class Refused(str):
    """The message with which statusgen refuses a text."""


END = "\u241e\n"  # between the results; in no text above


def escaped(expression, language, strings, **variables):
    """What `{{ EXPRESSION }}` prints for each string, whose name is `s`: a str, or a Refused."""
    if not strings:
        return []
    folder = helpers.new_folder("escaped")
    (folder / "t.j2").write_text("{% for s in strings %}{{ " + expression + " }}" + END + "{% endfor %}", encoding="utf-8")
    (folder / "d.json").write_text(json.dumps({"strings": strings, **variables}), encoding="utf-8")
    done = helpers.statusgen("render", folder / "t.j2", "--data", folder / "d.json", "--language", language)
    if done.returncode == 0:
        return done.stdout.decode().split(END)[:-1]
    if len(strings) > 1:
        middle = len(strings) // 2
        return escaped(expression, language, strings[:middle], **variables) + escaped(expression, language, strings[middle:], **variables)
    message = done.stderr.decode()
    assert done.returncode == 1 and ": error: " in message, f"statusgen exits with {done.returncode}: {message}"
    return [Refused(message.split(": error: ", 1)[1].split("\n", 1)[0])]


def shown(text):
    return ascii(text if len(text) <= 60 else text[:57] + "…")
