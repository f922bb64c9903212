"""What the tests of the error pages compare with, and how they read a page."""
import base64
import hashlib
import re

import helpers

MAX_BYTES = 4096  # Envoy's limit for a local reply is the tightest


def facts():
    """Number -> the entry whose situation the page tells: the first one that goes over the wire."""
    found = {}
    for code in helpers.spec()["codes"]:
        if 400 <= code["code"] <= 599 and code["on_wire"] is True:
            found.setdefault(code["code"], code)
    return found


def situation(code):
    wanted = code["situation"] or ("bad_request" if code["code"] < 500 else "server_problem")
    return next(s for s in helpers.spec()["situations"] if s["id"] == wanted)


def footer(page):
    """The list at the end of a page: term -> text."""
    return dict(zip(page.texts("dt"), page.texts("dd"), strict=True))


def policy(folder):
    """What csp.txt allows: directive -> value."""
    text = helpers.read(folder / "csp.txt")
    assert text.endswith("\n") and "\n" not in text[:-1]
    return dict(directive.split(" ", 1) for directive in text[:-1].split("; "))


def hash_of(page):
    """The source expression that allows the page's style, from the bytes between the tags."""
    (style,) = re.findall(rb"<style>(.*?)</style>", page.bytes, re.S)
    return f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}'"


def ratio(a, b):
    """The contrast of two colors, from WCAG 2.2's definition of relative luminance."""
    def luminance(color):
        channels = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def colors(page):
    """The custom properties of the light and of the dark scheme."""
    light, dark = re.findall(r":root \{([^}]*)\}", page.texts("style")[0])[:2]
    return [dict(re.findall(r"--(\w+): (#[0-9a-fA-F]+)", block)) for block in (light, dark)]
