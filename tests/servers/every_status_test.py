#!/usr/bin/python3
"""The product every-status with nginx itself: each code, the fields it asks for, and the content it may have."""
import json
import re

import nginx_live
from nginx_live import ask
from nginx_site import HTML, PORTS, SETUP, Case, sent, start as setUpModule
import helpers


class EveryStatus(Case):
    def test_each_code(self):
        for number, code in sent().items():
            with self.subTest(number=number):
                answer = ask(PORTS["every"], f"/status/{number}")
                self.assertEqual(answer.status, number)
                for field in code["fields"]:
                    if field["level"] in ("MUST", "SHOULD") and field["when"] is None:
                        self.assertIsNotNone(answer.all(field["name"])[-1:] or None, field["name"])
                if code["content"] in ("forbidden", "empty"):
                    self.assertEqual(answer.content, b"")
                    self.assertIsNone(answer.get("Content-Type"))
                elif number != 206:
                    self.assertEqual(answer.get("Content-Type"), HTML)
                    self.assertIn(f"<h1>{number} ", answer.content.decode())

    def test_each_code_in_json(self):
        for number, code in sent().items():
            if code["content"] not in ("forbidden", "empty") and number != 206:
                with self.subTest(number=number):
                    answer = ask(PORTS["every"], f"/status/{number}", Accept="application/json")
                    self.assertEqual((answer.status, answer.get("Content-Type")), (number, "application/json"))
                    self.assertEqual(json.loads(answer.content), {
                        "status": number, "title": helpers.label(code), "detail": code["summary"]})

    def test_nothing_is_wrong_with_them(self):
        """By the rules of RFC 9110, as `statusgen explain` checks them."""
        for number in sent():
            with self.subTest(number=number):
                answer = ask(PORTS["every"], f"/status/{number}")
                done = helpers.run(helpers.EXECUTABLE, "explain", "--format", "json", stdin=answer.raw.decode())
                wrong = [found for response in json.loads(done.stdout)["responses"] for found in response["findings"]
                         if found["severity"] == "error"]
                self.assertEqual([found["kind"] for found in wrong], ["invalid_code"] if number > 599 else [])

    def test_any_method(self):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            for number in (200, 302, 404, 503):
                with self.subTest(method=method, number=number):
                    self.assertEqual(ask(PORTS["every"], f"/status/{number}", method, b"a=b").status, number)

    def test_head(self):
        for number in (200, 404):
            answer = ask(PORTS["every"], f"/status/{number}", "HEAD")
            self.assertEqual((answer.status, answer.content), (number, b""))

    def test_where_a_redirection_leads(self):
        for number in (300, 301, 302, 303, 307, 308):
            with self.subTest(number=number):
                answer = ask(PORTS["every"], f"/status/{number}")
                self.assertEqual(answer.get("Location"), "/status/200")
                self.assertEqual(ask(PORTS["every"], answer.get("Location")).status, 200)

    def test_a_part(self):
        answer = ask(PORTS["every"], "/status/206")
        first, last, whole = map(int, re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer.get("Content-Range")).groups())
        self.assertEqual(len(answer.content), last - first + 1)
        self.assertLess(last, whole)

    def test_what_is_missing_is_named(self):
        text = helpers.read(SETUP["every"] / "server.conf")
        every = {code["code"] for code in helpers.spec()["codes"]}
        self.assertEqual({int(n) for n in re.findall(r"# (\d+) is missing: ", text)}, every - set(sent()))
        for number in every - set(sent()) | {299}:
            self.assertEqual(ask(PORTS["every"], f"/status/{number}").status, 404)


if __name__ == "__main__":
    nginx_live.main()
