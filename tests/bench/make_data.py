#!/usr/bin/env python3
"""Writes the benchmark's data: 100 items of about 4 KB each, the same bytes every time."""
import json
import random
import sys

WORDS = """server client request response gateway proxy origin cache field content header method resource target
representation recipient connection status code retry later again error reason answer message page path value range
""".split()


def sentence(rng, low, high):
    words = [rng.choice(WORDS) for _ in range(rng.randint(low, high))]
    return " ".join(words).capitalize() + rng.choice([".", " & more.", " <again>.", "'s end."])


def item(rng, number):
    return {
        "code": number,
        "name": "_".join(rng.sample(WORDS, 3)),
        "phrase": " ".join(rng.sample(WORDS, 3)).title(),
        "summary": sentence(rng, 12, 18),
        "deprecated": rng.random() < 0.2,
        "cacheable": rng.random() < 0.5,
        "description": [sentence(rng, 22, 30) for _ in range(2)],
        "causes": [{"title": sentence(rng, 4, 6), "detail": sentence(rng, 10, 13), "weight": rng.randint(1, 9)} for _ in range(11)],
        "fields": [{"name": "-".join(rng.sample(WORDS, 2)).title(), "level": rng.choice(["MUST", "SHOULD", "MAY"]), "note": sentence(rng, 5, 7)} for _ in range(9)],
        "sources": [{"title": f"RFC {rng.randint(2000, 9999)}", "url": f"https://www.example.com/rfc{rng.randint(2000, 9999)}?a=1&b=2"} for _ in range(4)],
        "tags": rng.sample(WORDS, 6),
        "history": [{"year": 1990 + i, "text": sentence(rng, 6, 9)} for i in range(9)],
    }


rng = random.Random(20)
data = {"title": "Codes & meanings", "base": "/codes/", "languages": ["en", "de", "fr"], "items": [item(rng, 400 + i) for i in range(100)]}
json.dump(data, sys.stdout)
