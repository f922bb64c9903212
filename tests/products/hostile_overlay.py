"""An overlay, a locale and options whose every text tries to break out of where it is printed."""
import functools

import helpers

TEXTS = [
    'say "no" and \'yes\'', "C:\\new\\table\\", "\\", "*/ /* // end", "??/ ??= ??' what??/", "\\u0041 \\x41 \\101 \\n",
    "</script><script>alert(1)</script>", "]]> <![CDATA[ --> <!-- <?x ?>", "${HOME} $(id) #{x} %{y}", "{{ 7 * 7 }} {% if x %} {# c #}",
    "100% %s %n %%", "a | b || c", "`code` ``two`` ```", "<img src=x onerror=alert(1)>", "\"><svg onload='x'>", "&amp; &lt; &#42; &copy &notit;",
    "# heading #", "- item", "+ item", "* item", "1. one", "2) two", "> quote", "====", "= x", "---", "***", "~~~ tilde ~~~",
    "- [ ] task", "[link](javascript:alert(1))", "![image](x) !", "[label]: https://x.example", "[^1]: note", "^1 note",
    "_a_ __b__ c_d_e _f g_ h__i", "*a* **b** ~~c~~ <b>d</b>", "www.example.com https://x.example/y a@b.example",
    "key: value", "text # no comment", "? key", ": value", "null", "Yes", "~", "1.50", "0x1F", "2026-01-01", "!tag", "&anchor",
    "%YAML 1.2", "@at `tick`", "{a: b}, [c]", "'single'", '"double"', "// line \\", "R\"(raw)\" u8\"x\" 'c'", "-- ; DROP TABLE codes",
    "\u00a0no-break\u00a0space\u00a0", "🫖 teapot 👩\u200d💻 🚀", "שלום עולם (RTL) 404", "مرحبا | بالعالم", "错误 页面 全角！", "ñ é ü ß Ω ﬁ",
    "a" * 300, "word " * 80 + "end",
]
URL = "https://x.example/(a)*b'c[d]&e=%20;f~g$h!i@j,k?l=m%n#o"
# One text for the places that are there only once. Quotes in HTML comments are as good as anywhere.
TITLE = "T \" ' \\ */ ??/ <b> <!-- --> ]]> </style> {{ x }} {% y %} | # `z` _a_ *b* [c](d) & 100% 🫖 \\"
STRINGS = ("home", "try_again", "contact", "code_label", "request_id", "title_separator")
SETTINGS = {"error-pages.name": TITLE, "error-pages.links": f"{TITLE}=/x", "error-pages.request_id": TITLE,
            "openapi.contact_name": TITLE, "openapi.license": "x: y # 'z' \"w\" <v>"}


@functools.cache
def numbers():
    """Text -> a number that the registry leaves unassigned, so that every product has a place for it."""
    free = [number for number in range(432, 500) if number not in helpers.iana()]
    assert len(free) >= len(TEXTS), "too many texts"
    return dict(zip(TEXTS, free))


def entry(number, definer, text, index):
    """A code whose texts are all this one."""
    reference = {"ref": f"source-{index}", "section": None if index % 2 else text}
    former = [{"phrase": f"{text} former {index}", "source": reference}] if text.isascii() else []
    return {
        "code": number, "defined_by": definer, "product": text, "name": f"hostile_{index}", "phrase": text, "formerly": former,
        "also_called": [{"label": text, "source": reference}], "registry_description": None, "state": "unofficial",
        "expires": None, "sources": [reference], "summary": text, "description": [text], "support": text,
        "situation": f"situation-{index}", "scenarios": ["hostile"], "fault": None, "on_wire": True if definer == "iana" else text,
        "condition": "temporary", "retry": "after_delay", "heuristically_cacheable": False, "storable": None, "content": "allowed",
        "method_rewrite": None, "fields": [{"name": f"X-Hostile-{index}", "level": "MAY", "when": text, "source": reference}],
        "grpc": [], "confused_with": [{"code": 404, "difference": text}], "notes": [{"text": text, "source": reference}],
        "editorial": ["condition"],
    }


def members():
    every = list(enumerate(numbers().items()))
    rule = {"level": None, "subject": None, "source": {"ref": "source-0"}}
    return {
        "title": TITLE,
        "sources": [{"id": f"source-{i}", "title": f"{t} {i}", "full_title": t, "url": URL, "year": None,
                     "section_url": URL.replace("#o", "#{section}")} for i, (t, _) in every],
        "definers": [{"id": f"vendor-{i}", "name": t, "product": t, "url": URL, "summary": t} for i, (t, _) in every],
        "classes": [{"id": f"{i}xx", "name": TEXTS[i + 2], "meaning": TEXTS[i + 10],
                     "rules": [{"text": t, **rule} for t in TEXTS]} for i in range(1, 6)],
        "rules": [{"id": f"rule-{i}", "text": t, **rule} for i, (t, _) in every],
        "situations": [{"id": f"situation-{i}", "title": t, "message": t, "advice": t} for i, (t, _) in every],
        "scenarios": [{"id": "hostile", "chain": ["client"], "cause": "client", "reporter": "client", "sentence": TITLE}],
        "topics": [{"id": f"topic-{i}", "title": t, "paragraphs": [t, t], "codes": [n, 404], "sources": [{"ref": f"source-{i}"}]}
                   for i, (t, n) in every],
        "fields": [{"name": f"X-Hostile-{i}", "syntax": t, "example": t, "source": {"ref": f"source-{i}"}} for i, (t, _) in every],
        "codes": [entry(n, definer, t, i) for i, (t, n) in every for definer in ("iana", f"vendor-{i}")],
    }


@functools.cache
def arguments():
    """Of `statusgen generate`."""
    locale = {"format": "statusgen-locale/1", "tag": "xx", "name": TITLE, "dir": "rtl", "strings": dict.fromkeys(STRINGS, TITLE),
              "situations": []}
    settings = [part for name, value in SETTINGS.items() for part in ("--set", f"{name}={value}")]
    return ("--overlay", helpers.overlay("hostile.json", **members()), "--locale", f"en,{helpers.write_json('xx.json', locale)}",
            *settings)
