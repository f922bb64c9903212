#!/usr/bin/python3
"""The table of servers in templates/README.md says what the features.json of each server product says.

STATUSGEN_UPDATE=1 writes the table anew.
"""
import json
import os
import unittest

import helpers

README = helpers.ROOT / "templates/README.md"
BEGIN, END = "<!-- servers -->\n\n", "\n<!-- end of servers -->"
TITLES = {
    "codes": "Codes with a page", "language": "Language by Accept-Language", "weights": "Weights (q-values)",
    "type": "HTML, JSON or text by Accept", "request_id": "ID of the request", "own_errors": "Errors of its own",
    "upstream_errors": "Errors of upstreams", "fields_kept": "Fields of upstreams", "any_method": "POST and others",
    "without_page_file": "A page is missing",
}


def table():
    servers = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((helpers.ROOT / "templates").glob("*/features.json"))]
    rows = [["", *(f"{server['server']} {server['version']}" for server in servers)], []]
    for name, title in TITLES.items():
        rows.append([title])
        for server in servers:
            feature = next(feature for feature in server["features"] if feature["id"] == name)
            rows[-1].append(f"{feature['value']}: {feature['note'][0].lower()}{feature['note'][1:]}" if feature["value"] != "yes" else feature["note"])
    widths = [max(len(row[i]) for row in rows if row) for i in range(len(servers) + 1)]
    rows[1] = ["-" * width for width in widths]
    return "".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |\n" for row in rows)


class Table(unittest.TestCase):
    def test_is_true(self):
        text = README.read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        found, after = rest.split(END)
        if os.environ.get("STATUSGEN_UPDATE"):
            README.write_text(before + BEGIN + table() + END + after, encoding="utf-8")
        else:
            self.assertEqual(found, table())

    def test_each_feature_has_a_title(self):
        for path in (helpers.ROOT / "templates").glob("*/features.json"):
            with self.subTest(path=path.parent.name):
                features = json.loads(path.read_text(encoding="utf-8"))["features"]
                self.assertEqual([feature["id"] for feature in features], list(TITLES))


if __name__ == "__main__":
    helpers.main()
