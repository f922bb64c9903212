#!/usr/bin/env python3
"""The spec as a whole: what no loader can say, because it is about facts and texts and not about their form.

labels.json lists every name that five older documents give to a code, each with the entry on which the spec must have
it; a row with "instead" is a mistake of its document, and names the entry and the label that are right.
"""
import difflib
import json
import re
import unittest

import helpers

SPEC = json.loads((helpers.ROOT / "spec/http-status-codes.json").read_text(encoding="utf-8"))
ENTRIES = {(code["code"], code["defined_by"]): code for code in SPEC["codes"]}
SEMANTIC = ["fault", "condition", "retry", "heuristically_cacheable", "storable", "content", "method_rewrite", "grpc"]


def folded(text):
    """Only the case of ASCII letters makes no difference: a hyphen or a blank does."""
    return re.sub("[A-Z]", lambda letter: letter[0].lower(), text)


def labels(entry):
    out = [entry["phrase"], entry["registry_description"], *(each["phrase"] for each in entry["formerly"]),
           *(each["label"] for each in entry["also_called"])]
    return {folded(label) for label in out if label is not None}


def prose(value, path=""):
    """Every sentence of the spec with its place."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from prose(member, f"{path}.{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from prose(item, f"{path}.{index}")
    elif isinstance(value, str) and " " in value:
        yield path, value


class Labels(unittest.TestCase):
    def test_each_on_its_entry(self):
        rows = json.loads((helpers.HERE / "labels.json").read_text(encoding="utf-8"))
        self.assertGreater(len(rows), 300)
        for row in rows:
            with self.subTest(**row):
                right = row.get("instead", row)
                self.assertIn(folded(right["label"]), labels(ENTRIES[right["code"], right["defined_by"]]))
                wrong = ENTRIES.get((row["code"], row["defined_by"]))
                if "instead" in row and wrong is not None:
                    self.assertNotIn(folded(row["label"]), labels(wrong))


class Facts(unittest.TestCase):
    def test_what_is_judgement_has_a_value(self):
        for key, entry in ENTRIES.items():
            for member in entry["editorial"]:
                with self.subTest(entry=key, member=member):
                    self.assertNotIn(entry[member], (None, []))

    def test_what_has_a_value_has_a_source_beyond_the_registry(self):
        for key, entry in ENTRIES.items():
            sources = [*entry["sources"], *(note["source"] for note in entry["notes"]), *(field["source"] for field in entry["fields"])]
            cited = {source["ref"] for source in sources if source is not None} - {"iana"}
            for member in SEMANTIC:
                with self.subTest(entry=key, member=member):
                    self.assertTrue(entry[member] in (None, []) or member in entry["editorial"] or cited)

    def test_every_error_has_its_scenarios(self):
        for (code, definer), entry in ENTRIES.items():
            if 400 <= code <= 599:
                with self.subTest(code=code, definer=definer):
                    self.assertTrue(entry["scenarios"])
        for code in (502, 504):
            self.assertEqual(len(ENTRIES[code, "iana"]["scenarios"]), 3)

    def test_fault_and_retry_stand_in_the_readme(self):
        readme = (helpers.ROOT / "spec/README.md").read_text(encoding="utf-8")
        rows = {int(row[1]): row for row in re.finditer(r"(?m)^\| (\d+) \| (.+?) \| (\S+) \| (\S+) \| (.+) \|$", readme)}
        for (code, definer), entry in ENTRIES.items():
            if definer == "iana":
                with self.subTest(code=code):
                    self.assertEqual([rows[code][3], rows[code][4]], [entry["fault"] or "-", entry["retry"] or "-"])


class Texts(unittest.TestCase):
    def test_summaries(self):
        for (code, definer), entry in ENTRIES.items():
            with self.subTest(code=code, definer=definer):
                self.assertTrue(40 <= len(entry["summary"]) <= 120, len(entry["summary"]))
                self.assertNotIn(str(code), entry["summary"])
                if entry["phrase"] is not None and " " in entry["phrase"]:
                    self.assertNotIn(entry["phrase"].lower(), entry["summary"].lower())
        summaries = [entry["summary"] for entry in ENTRIES.values()]
        self.assertEqual(len(set(summaries)), len(summaries))

    def test_descriptions_differ(self):
        """No two have over 80 % of their words, in order, in common."""
        texts = [(key, " ".join(entry["description"]).split()) for key, entry in ENTRIES.items()]
        for index, (key, words) in enumerate(texts):
            matcher = difflib.SequenceMatcher(autojunk=False)
            matcher.set_seq2(words)
            for other, others in texts[:index]:
                matcher.set_seq1(others)
                alike = matcher.quick_ratio()
                with self.subTest(entry=key, other=other):
                    self.assertTrue(words)
                    self.assertTrue(alike <= 0.8 or matcher.ratio() <= 0.8)

    def test_one_voice(self):
        words = re.compile(r"(?i)\b(simply|basically|obviously|please note|of course|colour|behaviour|honou?r|reason phrase|message body)\b|[!—“”]")
        for path, text in prose({name: SPEC[name] for name in ("situations", "scenarios", "glossary", "topics")}):
            with self.subTest(path=path):
                self.assertNotRegex(text, words)
        for key, entry in ENTRIES.items():
            for path, text in prose({name: entry[name] for name in ("summary", "description", "support", "confused_with")}):
                with self.subTest(entry=key, path=path):
                    self.assertNotRegex(text, words)

    def test_support_has_no_jargon(self):
        jargon = re.compile(r"\b(?i:header|URI|origin server|upstream|payload|endpoint)\b|\b(TCP|TLS|DNS|HTTP|API|JSON)\b")
        for key, entry in ENTRIES.items():
            if entry["support"] is not None:
                with self.subTest(entry=key):
                    self.assertNotRegex(entry["support"], jargon)
                    self.assertNotRegex(entry["support"], r"\b\d{3}\b")

    def test_situations_are_for_visitors(self):
        for situation in SPEC["situations"]:
            with self.subTest(situation=situation["id"]):
                self.assertLessEqual(len(situation["title"]), 45)
                self.assertNotRegex(" ".join(situation.values()), r"(?i)\d{3}|\b(server|request|HTTP|error|invalid|sorry|oops)\b")

    def test_there_is_enough(self):
        self.assertGreaterEqual(len(SPEC["glossary"]), 25)
        self.assertGreaterEqual(len(SPEC["topics"]), 10)
        self.assertGreaterEqual(len(SPEC["situations"]), 20)
        pairs = {(401, 403), (404, 410), (400, 422), (301, 308), (302, 303), (302, 307), (303, 307), (408, 504), (409, 412),
                 (413, 431), (429, 503), (502, 503), (502, 504), (503, 504), (103, 102)}
        for pair in pairs:
            for one, other in (pair, pair[::-1]):
                with self.subTest(one=one, other=other):
                    self.assertIn(other, [each["code"] for each in ENTRIES[one, "iana"]["confused_with"]])
        self.assertIn(502, [each["code"] for each in ENTRIES[520, "cloudflare"]["confused_with"]])


if __name__ == "__main__":
    helpers.main()
