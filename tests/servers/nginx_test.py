#!/usr/bin/python3
"""The product nginx with nginx itself: every code that it or an upstream can have gets its page, in every language and
type. Expected are the codes and words of the spec, and the pages as the files have them.
"""
import json
import time

import nginx_live
from nginx_live import Answer, ask, raw
from nginx_site import HTML, JSON, PORTS, SETUP, TEXT, Case, paged, sent, start as setUpModule
import helpers
from pages_facts import policy, situation


class OwnErrors(Case):
    """Errors that nginx makes itself."""

    def test_each_code(self):
        for number in paged():
            with self.subTest(number=number):
                self.page_is(ask(PORTS["site"], f"/return/{number}"), number)

    def test_each_code_in_german(self):
        for number in paged():
            with self.subTest(number=number):
                answer = ask(PORTS["site"], f"/return/{number}", Accept_Language="de-AT, ar;q=0.8")
                self.page_is(answer, number, "de")
                self.assertIn('<html lang="de" dir="ltr">', answer.content.decode())

    def test_each_code_in_json(self):
        for number in paged():
            with self.subTest(number=number):
                self.problem_is(ask(PORTS["site"], f"/return/{number}", Accept="application/json"), number)

    def test_each_code_as_text(self):
        for number, code in paged().items():
            with self.subTest(number=number):
                answer = ask(PORTS["site"], f"/return/{number}", Accept="text/plain")
                self.assertEqual((answer.status, answer.get("Content-Type")), (number, TEXT))
                lines = answer.content.decode().splitlines()
                self.assertEqual(lines[0], situation(code)["title"])
                self.assertEqual(lines[-1], f"Error code: {number} {helpers.label(code)}")
                self.fields_are(answer)

    def test_post(self):
        for path, number in (("/return/403", 403), ("/return/503", 503), ("/nothing", 404), ("/index.html", 405),
                             ("/down", 502)):
            with self.subTest(path=path):
                self.page_is(ask(PORTS["site"], path, "POST", b"a=b"), number)

    def test_head(self):
        for accept, kind in (("*/*", HTML), ("application/json", JSON)):
            answer = ask(PORTS["site"], "/nothing", "HEAD", Accept=accept)
            self.assertEqual((answer.status, answer.content, answer.get("Content-Type")), (404, b"", kind))

    def test_without_host(self):
        self.page_is(Answer(raw(PORTS["site"], b"GET / HTTP/1.1\r\n\r\n"), "GET"), 400)

    def test_two_hosts(self):
        request = b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nAccept-Language: de\r\n\r\n"
        self.assertEqual(Answer(raw(PORTS["site"], request), "GET").status, 400)

    def test_garbage(self):
        answer = Answer(raw(PORTS["site"], b"\x01\x02 no HTTP\r\n\r\n"), "GET")
        self.page_is(answer, 400)

    def test_another_version(self):
        self.page_is(Answer(raw(PORTS["site"], b"GET / HTTP/7.0\r\nHost: a\r\n\r\n"), "GET"), 505)

    def test_the_oldest_version(self):
        self.page_is(Answer(raw(PORTS["site"], b"GET /nothing HTTP/1.0\r\n\r\n"), "GET"), 404)

    def test_a_long_address(self):
        self.page_is(ask(PORTS["site"], "/" + "a" * 9000), 414)

    def test_a_large_field(self):
        self.page_is(ask(PORTS["site"], "/", Cookie="a" * 9000), 400)

    def test_large_content(self):
        answer = Answer(raw(PORTS["site"], b"POST /down HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                       b"Content-Length: 99999999\r\n\r\n"), "POST")
        self.page_is(answer, 413)

    def test_no_upstream(self):
        self.page_is(ask(PORTS["site"], "/down"), 502)
        self.problem_is(ask(PORTS["site"], "/down", Accept="application/json"), 502)

    def test_its_own_numbers(self):
        for number in (494, 495, 496, 497):
            with self.subTest(number=number):
                self.page_is(ask(PORTS["site"], f"/return/{number}"), 400)

    def test_conditions_and_ranges_do_not_count(self):
        for fields in ({"If_Modified_Since": "Sun, 06 Nov 2044 08:49:37 GMT"}, {"If_None_Match": "*"},
                       {"Range": "bytes=0-3"}):
            with self.subTest(fields=fields):
                self.page_is(ask(PORTS["site"], "/nothing", **fields), 404)

    def test_denied(self):
        self.page_is(ask(PORTS["site"], "/private"), 403)
        self.page_is(ask(PORTS["denied"], "/index.html"), 403)

    def test_sign_in(self):
        answer = ask(PORTS["guarded"], "/index.html")
        self.page_is(answer, 401)
        self.assertEqual(answer.get("WWW-Authenticate"), 'Basic realm="here"')
        self.page_is(ask(PORTS["guarded"], "/nothing", Authorization="Basic YTpi"), 401)

    def test_pages_are_not_addresses(self):
        for path in ("/_statusgen/en/404.html", "/_statusgen/server.conf", "/_statusgen/"):
            self.page_is(ask(PORTS["site"], path), 404)

    def test_pages_that_are_no_errors(self):
        answer = ask(PORTS["site"], "/index.html")
        self.assertEqual((answer.status, answer.content), (200, b"Here it is.\n"))
        self.assertIsNone(answer.get("Cache-Control"))

    def test_a_missing_file(self):
        file = SETUP["pages"] / "ar/410.html"
        file.rename(file.with_suffix(".away"))
        try:
            answer = ask(PORTS["site"], "/return/410", Accept_Language="ar")
            self.assertEqual((answer.status, answer.content, answer.get("Cache-Control")), (410, b"410", "no-store"))
        finally:
            file.with_suffix(".away").rename(file)

    def test_every_request_has_an_id_of_its_own(self):
        ids = {ask(PORTS["site"], "/nothing").get("X-Request-ID") for _ in range(5)}
        self.assertEqual(len(ids), 5)

    def test_the_policy(self):
        expected = policy(helpers.generate(products=("error-pages",)) / "error-pages")
        found = ask(PORTS["site"], "/nothing").get("Content-Security-Policy")
        self.assertEqual(dict(part.split(" ", 1) for part in found.split("; ")), expected)


class Negotiation(Case):
    LANGUAGES = {
        "": "en", "*": "en", "de": "de", "DE": "de", "de-AT": "de", "de-AT, ar;q=0.8": "de", "ar;q=0.8": "ar",
        "ar-EG,de": "ar",
        "fr, ar;q=0.5, de;q=0.4": "ar", "en, de": "en", "en-GB,en;q=0.9,de;q=0.8": "en", "fr": "en",
        "fr-FR,fr;q=0.9": "en",
        "de;q=0": "en", "de;q=0, ar": "ar", "de;q=0.0,ar;q=0.1": "ar", "de;q=0.01": "de", "de ; q=0.5": "de",
        "deu": "en",
        "den, ar": "ar", "x-de": "en", ", ,de": "de", "zh-Hant-TW, de-CH-1996": "de", "a" * 900 + ",de": "de",
        "de\tx": "en",
        "de/..": "en", "../de": "en", ("fr," * 300)[:900]: "en", ("fr," * 300) + "de": "de",
    }
    TYPES = {
        "*/*": HTML, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": HTML, "application/json": JSON,
        "application/problem+json": JSON, "application/json, text/plain, */*": JSON, "APPLICATION/JSON": JSON,
        "application/vnd.api+json": JSON, "application/json;charset=utf-8;q=0.9": JSON,
        "text/html, application/json": HTML,
        "application/json;q=0, text/html": HTML, "application/json; v=1; q=0, text/plain": TEXT, "text/plain": TEXT,
        "text/*": HTML, "application/xml": HTML, "image/png, application/json;q=0.1": JSON, "application/jsonp": HTML,
        "xapplication/json": HTML, "*/*, application/json": HTML, "text/plain;q=0.5, text/html": TEXT, "": HTML,
    }

    def test_languages(self):
        for value, language in self.LANGUAGES.items():
            with self.subTest(value=value[:40]):
                self.page_is(ask(PORTS["site"], "/nothing", Accept_Language=value), 404, language)

    def test_types(self):
        for value, kind in self.TYPES.items():
            with self.subTest(value=value):
                answer = ask(PORTS["site"], "/nothing", Accept=value)
                self.assertEqual((answer.status, answer.get("Content-Type")), (404, kind))

    def test_both(self):
        answer = ask(PORTS["site"], "/nothing", Accept="application/json", Accept_Language="de")
        self.assertEqual(answer.get("Content-Language"), "de")
        self.assertIn("Unter dieser Adresse", json.loads(answer.content)["detail"])

    def test_none(self):
        request = b"GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        self.page_is(Answer(raw(PORTS["site"], request), "GET"), 404)

    def test_no_field_costs_much(self):
        """Fields of 8 KB that make a regular expression try again and again."""
        for value in ("de" + ";" * 7000, "de" + " ;" * 3500, "," * 7000, "de-a" * 1750, "de;q=0," * 1000,
                      "de;q=0." + "0" * 7000 + "x",
                      "application/" + "+" * 7000, "application/" + "a+" * 3500, "application/json;q=0," * 330):
            with self.subTest(value=value[:20]):
                begin = time.monotonic()
                answer = ask(PORTS["site"], "/nothing", Accept=value, Accept_Language=value)
                self.assertEqual(answer.status, 404)
                self.assertLess(time.monotonic() - begin, 1)


class Upstreams(Case):
    """Errors that an upstream writes itself."""

    def test_left_alone(self):
        for number in sent():
            if number >= 400:
                for accept in ("text/html", "application/json"):
                    with self.subTest(number=number, accept=accept):
                        direct = ask(PORTS["every"], f"/status/{number}", Accept=accept)
                        answer = ask(PORTS["site"], f"/up/{number}", Accept=accept)
                        self.assertEqual((answer.status, answer.content), (number, direct.content))
                        self.assertEqual(answer.get("Content-Type"), direct.get("Content-Type"))

    def test_replaced(self):
        for number in paged():
            with self.subTest(number=number):
                self.page_is(ask(PORTS["replaced"], f"/up/{number}"), number, folder="replaced")

    def test_replaced_in_json(self):
        for number in paged():
            with self.subTest(number=number):
                self.problem_is(ask(PORTS["replaced"], f"/up/{number}", Accept="application/json"), number)

    def test_replaced_after_a_post_in_german(self):
        for number in (401, 404, 405, 422, 500, 503):
            with self.subTest(number=number):
                answer = ask(PORTS["replaced"], f"/up/{number}", "POST", b"a=b", Accept_Language="de")
                self.page_is(answer, number, "de", folder="replaced")

    BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
    OWN = (413, 502, 504)  # mostly nginx's

    def test_replaced_for_browsers(self):
        for number in paged():
            with self.subTest(number=number):
                self.page_is(ask(PORTS["site"], f"/some/{number}", Accept=self.BROWSER), number)
        answer = ask(PORTS["site"], "/some/422", "POST", b"a=b", Accept=self.BROWSER, Accept_Language="de")
        self.page_is(answer, 422, "de")
        self.page_is(ask(PORTS["site"], "/none", "POST", b"a=b", Accept=self.BROWSER), 502)

    def test_left_to_all_others(self):
        for number in sent():
            if number >= 400 and number not in self.OWN:
                for accept in ("application/json", "*/*"):
                    with self.subTest(number=number, accept=accept):
                        direct = ask(PORTS["every"], f"/status/{number}", Accept=accept)
                        answer = ask(PORTS["site"], f"/some/{number}", Accept=accept)
                        self.assertEqual((answer.status, answer.content), (number, direct.content))
        for number in self.OWN:
            self.problem_is(ask(PORTS["site"], f"/some/{number}", Accept="application/json"), number)
        self.problem_is(ask(PORTS["site"], "/none", Accept="application/json"), 502)

    def test_fields_that_stay(self):
        for number in paged():
            direct = ask(PORTS["every"], f"/status/{number}")
            for name in ("Allow", "Retry-After", "WWW-Authenticate", "Proxy-Authenticate", "Content-Range", "Link"):
                if direct.get(name):
                    with self.subTest(number=number, name=name):
                        self.assertEqual(ask(PORTS["replaced"], f"/up/{number}").get(name), direct.get(name))
        self.assertIsNone(ask(PORTS["replaced"], "/up/404").get("Retry-After"))

    def test_what_is_not_replaced(self):
        for number in (200, 201, 204, 206, 301, 304, 408, 499):
            with self.subTest(number=number):
                direct = ask(PORTS["every"], f"/status/{number}")
                answer = ask(PORTS["replaced"], f"/up/{number}")
                self.assertEqual((answer.status, answer.content), (number, direct.content))

    def test_a_location_that_turns_it_off(self):
        answer = ask(PORTS["replaced"], "/own/422", Accept="application/json")
        self.assertEqual(answer.content, ask(PORTS["every"], "/status/422", Accept="application/json").content)


if __name__ == "__main__":
    nginx_live.main()
