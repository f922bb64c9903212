#!/usr/bin/env python3
"""The project's template filters for Jinja2 itself.

statusgen renders these templates with an engine of its own. This module lets plain Jinja2 render the same
templates to the same bytes, so that anyone can check one against the other or reuse the templates elsewhere:

    statusgen generate --plan > plan.json
    jinja2_shim.py plan.json OUTPUT_DIR TEMPLATES_DIR...

It knows nothing of language sets: that a printed string has passed an escaper is checked by statusgen alone.
"""
import base64
import hashlib
import json as json_module
import pathlib
import re
import sys

import jinja2

AUTOESCAPED = {"html", "xml", "svg"}
LANGUAGE_OF_EXTENSION = {
    "hpp": "cpp", "h": "cpp", "hh": "cpp", "cpp": "cpp", "cc": "cpp", "cxx": "cpp", "ipp": "cpp",
    "html": "html", "htm": "html", "xhtml": "html", "yml": "yaml", "py": "python",
    "ts": "typescript", "js": "typescript", "mjs": "typescript", "rs": "rust", "sh": "shell",
}

RESERVED = {
    "cpp": """alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t
        class co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue
        decltype default delete do double dynamic_cast else enum explicit export extern false float for friend goto
        if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected
        public register reinterpret_cast requires return short signed sizeof static static_assert static_cast struct
        switch template this thread_local throw true try typedef typeid typename union unsigned using virtual void
        volatile wchar_t while xor xor_eq""",
    "python": """False None True and as assert async await break class continue def del elif else except finally for
        from global if import in is lambda nonlocal not or pass raise return try while with yield""",
    "typescript": """any arguments as async await boolean break case catch class const continue debugger declare
        default delete do else enum eval export extends false finally for function if implements import in instanceof
        interface let new null number package private protected public return static string super switch symbol this
        throw true try type typeof undefined var void while with yield""",
    "rust": """Self abstract as async await become box break const continue crate do dyn else enum extern false final
        fn for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct super
        trait true try type typeof unsafe unsized use virtual where while yield""",
}

ASCII_SPACE = " \t\n\r\f\v"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
WIDE = [(0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF),
        (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6),
        (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD)]
ZERO_WIDTH = [(0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x0610, 0x061A), (0x064B, 0x065F), (0x0900, 0x0902),
              (0x093C, 0x093C), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
              (0xFE00, 0xFE0F)]


def fail(message):
    raise jinja2.TemplateRuntimeError(message)


def text_of(value, name):
    """The text of a string or a number; other values are errors."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        fail(f"{name} needs a string or a number, got {type(value).__name__}")
    return str(value)


# Casing and identifiers

def words(value, name):
    text = re.sub("['’]", "", text_of(value, name))
    if not text.isascii():
        fail(f"{name} takes ASCII text only: {text!r}")
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
    found = re.findall(r"[A-Za-z0-9]+", text)
    return found or fail(f"{name} finds no word in {text!r}")


def casing(name, join):
    return lambda value: join(words(value, name))


def identifier(language):
    reserved = set(RESERVED[language].split()) | ({"_"} if language == "rust" else set())

    def convert(value):
        text = re.sub(r"[^A-Za-z0-9_]", "_", text_of(value, f"{language}_identifier"))
        if not text:
            fail(f"{language}_identifier: an identifier cannot be empty")
        return "_" + text if text[0].isdigit() else text + "_" if text in reserved else text
    return convert


# Text

def lines_of(value, width, name):
    """The paragraphs of a text, each a list of lines of at most `width` code points (a longer word stands alone)."""
    paragraphs = []
    for paragraph in re.split(r"\n\n+", text_of(value, name)):
        lines = []
        for word in re.findall(f"[^{ASCII_SPACE}]+", paragraph):
            if lines and len(lines[-1]) + 1 + len(word) <= width:
                lines[-1] += " " + word
            else:
                lines.append(word)
        if lines:
            paragraphs.append(lines)
    return paragraphs


def wrap(value, width=79):
    return "\n\n".join("\n".join(lines) for lines in lines_of(value, width, "wrap"))


def comment(value, prefix, width=80):
    text = re.sub("[\x85\u2028\u2029]", " ", text_of(value, "comment"))
    text = re.sub(f"[\0-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff{BIDI}]", "", text)
    text = text.replace("*/", "* /").replace("/*", "/ *").replace("{$", "{ $")

    def line(content):
        gap = " " if prefix.endswith("*") and content.startswith("/") else ""
        return prefix + gap + content + (" ." if content.endswith(("\\", "??/")) else "")
    blank = prefix.rstrip(ASCII_SPACE)
    paragraphs = lines_of(text, width - len(prefix), "comment")
    return f"\n{blank}\n".join("\n".join(map(line, lines)) for lines in paragraphs) or blank


def columns(character):
    def stands_in(ranges):
        return any(low <= ord(character) <= high for low, high in ranges)
    return 0 if stands_in(ZERO_WIDTH) else 2 if stands_in(WIDE) else 1


def pad(value, width):
    text = text_of(value, "pad")
    return text + " " * (width - sum(map(columns, text)))


# Escapers

def without_nul(text, place):
    return fail(f"{place} cannot hold a NUL character") if "\0" in text else text


def octal(character):
    return "".join(f"\\{byte:03o}" for byte in character.encode())


def cpp_string(value):
    out = []
    for c in text_of(value, "cpp_string"):
        if c in '"\\':
            out.append("\\" + c)
        elif c in "\n\t\r":
            out.append({"\n": "\\n", "\t": "\\t", "\r": "\\r"}[c])
        elif c < " " or "\x7f" <= c <= "\x9f":
            out.append(octal(c))
        elif c == "?" and out and out[-1].endswith("?"):
            out.append("\\?")
        elif c in BIDI + "\u2028\u2029":
            out.append(f"\\u{ord(c):04x}")
        else:
            out.append(c)
    return '"' + "".join(out) + '"'


def rust_string(value):
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    text = text_of(value, "rust_string")
    return '"' + re.sub(f'["\\\\\0-\x1f\x7f-\x9f{BIDI}\u2028\u2029]', lambda m: escapes.get(m[0], f"\\u{{{ord(m[0]):x}}}"), text) + '"'


def cpp_bool(value):
    return ("true" if value else "false") if isinstance(value, bool) else fail("cpp_bool needs a boolean")


def json(value, indent=None):
    separators = (",", ":") if indent is None else (",", ": ")
    text = json_module.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def yaml(value):
    if isinstance(value, float):
        return re.sub(r"^(-?\d+)e", r"\1.0e", json(value))
    if not isinstance(value, str):
        return json(value)
    text = text_of(value, "yaml")
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 ,.;()/'’%+-]*", text) and not text.endswith(" ")
    if plain and text.lower() not in {"y", "n", "yes", "no", "true", "false", "null", "on", "off"}:
        return text
    return json(text)


def markdown(value, name, pipe):
    text = re.sub(f"[{ASCII_SPACE}]+", " ", without_nul(text_of(value, name), "Markdown"))
    text = re.sub(r"[\\`*\[\]>{}]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", r"\\\g<0>", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("~", "&#126;").replace("|", pipe)
    text = re.sub(r"^( ?)([=^]|i(?=mport )|e(?=xport ))", lambda m: f"{m[1]}&#{ord(m[2])};", text)
    text = re.sub(r"(?<=^)[#+-]|(?<=^ )[#+-]|(?<= )#+\Z", r"\\\g<0>", text)
    return re.sub(r"^( ?[0-9]+)([.)])", r"\1\\\2", text)


def md(value):
    return markdown(value, "md", "\\|")


def md_cell(value):
    return markdown(value, "md_cell", "&#124;")


def md_fence(value, info=""):
    text = re.sub("\r\n?", "\n", without_nul(text_of(value, "md_fence"), "Markdown")).strip("\n")
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{info}\n{text}\n{fence}"


def md_front_matter(value):
    if not all(re.fullmatch("[A-Za-z0-9_]+", name) for name in value):
        fail("a name in front matter consists of letters, digits and _")
    return "\n".join(["---", *(f"{name}: {json(member)}" for name, member in value.items()), "---"])


def url(value):
    text = text_of(value, "url")
    scheme = re.match(r"([^/?#:]*):", text)
    if scheme and scheme[1].lower() not in {"http", "https", "mailto"}:
        fail(f"url: the scheme {scheme[1]!r} is not allowed")
    allowed = rb"%(?=[0-9A-Fa-f]{2})|[A-Za-z0-9\-._~:/#@!$&+,;=]|(?<!\?)\?"
    out = re.sub(rb"(" + allowed + rb")|.", lambda m: m[1] or b"%%%02X" % m[0][0], text.encode(), flags=re.S).decode()
    return re.sub("(&[0-9A-Za-z#]+);", r"\1%3B", out)


def css(value):
    return '"' + re.sub(r'["\\<\x00-\x1f\x7f]', lambda m: f"\\{ord(m[0]):x} ", without_nul(text_of(value, "css"), "a CSS string")) + '"'


def apache_string(value):
    text = without_nul(text_of(value, "apache_string"), "this string")
    if re.search(r"[$%]\{|\n", text):
        fail("apache_string: a variable or a line break cannot be escaped")
    return '"' + re.sub(r'["\\]', r"\\\g<0>", text) + '"'


def caddy(value):
    text = without_nul(text_of(value, "caddy"), "this string")
    unquotable = text.endswith("\\") or '\\"' in text
    if re.search("[{}]", text) or (unquotable and "`" in text):
        fail("caddy: this text cannot be written in a Caddyfile")
    return f"`{text}`" if unquotable else '"' + text.replace('"', '\\"') + '"'


def shell(value):
    return "'" + without_nul(text_of(value, "shell"), "a shell word").replace("'", "'\\''") + "'"


def csv_field(value):
    text = text_of(value, "csv_field")
    quoted = text != text.strip() or re.search('[",\r\n]', text)
    return '"' + text.replace('"', '""') + '"' if quoted else text


def nginx_string(value):
    text = without_nul(text_of(value, "nginx_string"), "this string")
    if "$" in text:
        fail('nginx_string: "$" begins a variable and cannot be escaped')
    return '"' + re.sub(r'["\\]', r"\\\g<0>", text) + '"'


ROFF = {"\\": "\\(rs", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", '"': "\\(dq", "\n": " ", "\t": " ", "\r": " "}


def roff(value):
    text = text_of(value, "roff")
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text):
        fail("a man page cannot hold control characters")
    out = "".join(ROFF.get(c, c if c < "\x80" else f"\\[u{ord(c):04X}]") for c in text)
    return "\\&" + out if out.startswith(".") else out


# Numbers of lookup tables

def packed_strings(texts):
    """Where each of the strings begins when they stand end to end, each closed by a zero byte."""
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text.encode()) + 1)
    return {"starts": starts, "size": starts[-1]}


def hash_key(text, eighths):
    data = text.encode()
    width = 8 if len(data) >= 8 else 4 if len(data) >= 4 else 1
    case = 0x2020202020202020
    head, tail = (int.from_bytes(part, "little") | case for part in (data[:width], data[-width:]))
    middle = data[len(data) * eighths // 8] | 0x20
    return (head + (tail << 9 & 2**64 - 1 | tail >> 55) + (middle << 20)) % 2**64


def perfect_hash(texts):
    """A multiplier by which each text gets a slot of its own, in any ASCII letter case; free slots hold row 0."""
    seen, rows, state = set(), [], 0
    for row, text in enumerate(texts):
        folded = re.sub("[A-Z]", lambda m: m[0].lower(), text)
        if folded and folded not in seen:
            rows.append(row)
        seen.add(folded)
    if len(rows) > 1000:
        fail("perfect_hash takes at most 1,000 strings")
    best = None
    for eighths in (4, 3, 5, 2, 6, 1, 7):
        keys, left = {}, []
        for row in rows:
            if keys.setdefault(hash_key(texts[row], eighths), row) != row:
                left.append(row)
        if best is None or len(left) < len(best[2]):
            best = eighths, keys, left
    eighths, keys, left = best
    bits = max((3 * len(rows)).bit_length(), 1)
    while True:
        for _ in range(400000):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            multiplier = state >> 1 | 1
            slots = {}
            for key, row in keys.items():
                if slots.setdefault(key * multiplier % 2**64 >> 64 - bits, row) != row:
                    break
            else:
                found = [slots.get(slot, 0) for slot in range(1 << bits)]
                return {"multiplier": multiplier, "shift": 64 - bits, "eighths": eighths, "rows": found, "left": left}
        bits += 1


# Pages

def channels_of(value):
    """Red, green and blue of #0b5394 or #abc."""
    if not isinstance(value, str) or not re.fullmatch("#([0-9A-Fa-f]{3}){1,2}", value):
        fail(f"a color is written as #0b5394 or #abc, this is {value!r}")
    digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
    return [int(digits[i:i + 2], 16) for i in (0, 2, 4)]


def ratio(a, b):
    """WCAG 2: the ratio of two relative luminances."""
    def luminance(color):
        linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def contrast(value, other):
    return ratio(channels_of(value), channels_of(other))


def legible_on(value, background, wanted=4.5):
    """The color itself, or the nearest one with the ratio: brighter and then whiter, or blacker."""
    color, paper, white, black = channels_of(value), channels_of(background), [255] * 3, [0] * 3
    most = max(color) or 255
    lighter = ratio(white, paper) > ratio(black, paper)
    between = [(c * 255 + most // 2) // most for c in color] if lighter else color
    end = white if lighter else black
    for step in range(65):
        first, second, part = (color, between, step) if step < 32 else (between, end, step - 32)
        tried = [(a * (32 - part) + b * part + 16) // 32 for a, b in zip(first, second)]
        if ratio(tried, paper) >= wanted:
            return "#{:02x}{:02x}{:02x}".format(*tried)
    return fail("no color has this contrast here")


def sha256_base64(value):
    return base64.b64encode(hashlib.sha256(value.encode()).digest()).decode()


FILTERS = {
    "snake": casing("snake", lambda found: "_".join(found).lower()),
    "upper_snake": casing("upper_snake", lambda found: "_".join(found).upper()),
    "kebab": casing("kebab", lambda found: "-".join(found).lower()),
    "pascal": casing("pascal", lambda found: "".join(word.capitalize() for word in found)),
    "camel": casing("camel", lambda found: found[0].lower() + "".join(word.capitalize() for word in found[1:])),
    **{f"{language}_identifier": identifier(language) for language in RESERVED},
    "comment": comment, "wrap": wrap, "pad": pad, "cpp_string": cpp_string, "cpp_bool": cpp_bool,
    "rust_string": rust_string, "json": json, "yaml": yaml, "md": md, "md_cell": md_cell, "md_fence": md_fence,
    "md_front_matter": md_front_matter, "url": url, "css": css, "shell": shell, "csv_field": csv_field,
    "nginx_string": nginx_string, "apache_string": apache_string, "caddy": caddy, "roff": roff,
    "packed_strings": packed_strings, "perfect_hash": perfect_hash, "contrast": contrast,
    "legible_on": legible_on, "sha256_base64": sha256_base64,
}


# Rendering

def environment(template_dirs, autoescape):
    """Jinja2 with the settings and filters that the templates are written for."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in template_dirs]), autoescape=autoescape,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=jinja2.StrictUndefined)
    env.filters.update(FILTERS)
    if not autoescape:
        env.filters["safe"] = lambda value: value
    return env


def language_of(output):
    """The language that an output names, or that of the extension before `.j2`: `http_status.hpp.j2` is cpp."""
    extension = pathlib.PurePath(output["template"]).suffixes[-2:][0].lstrip(".")
    return output.get("language") or LANGUAGE_OF_EXTENSION.get(extension, extension)


def render_plan(plan, output_dir, template_dirs):
    environments = {escape: environment(template_dirs, escape) for escape in (False, True)}
    for name, product in plan["products"].items():
        for output in product["outputs"]:
            env = environments[language_of(output) in AUTOESCAPED]
            text = env.get_template(output["template"]).render({**product["context"], **output.get("context", {})})
            path = pathlib.Path(output_dir, name, output["path"])
            path.parent.mkdir(parents=True, exist_ok=True)
            newline = "\r\n" if output.get("newline") == "crlf" else "\n"
            path.write_bytes(text.replace("\n", newline).encode())


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(f"usage: {sys.argv[0]} PLAN_JSON OUTPUT_DIR TEMPLATES_DIR...")
    render_plan(json_module.loads(pathlib.Path(sys.argv[1]).read_text()), sys.argv[2], sys.argv[3:])
