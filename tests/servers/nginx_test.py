#!/usr/bin/python3
"""The products nginx and every-status with nginx itself: what is configured loads, and every code gets its page.

Expected are the codes, fields and words of the spec, and the pages as the product error-pages has them.
"""
import json
import re
import unittest

import nginx_live
from nginx_live import Nginx, ask, free_port, loads, made, raw
import helpers
from pages_facts import facts, policy, situation

REFUSED = (408, 444, 494, 495, 496, 497, 499)  # measured with nginx 1.22; test_what_nginx_takes measures it again
PORTS = {name: free_port() for name in ("every", "site", "replaced", "guarded", "denied", "one", "chosen", "hostile")}
DOWN = free_port()
SETUP = {}
JSON = "application/problem+json"
HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
ARABIC = {"format": "statusgen-locale/1", "tag": "ar", "name": "العربية", "dir": "rtl", "strings": {},
          "situations": [{"id": "not_found", "title": "الصفحة غير موجودة"}]}
HOSTILE = 'a"b\'c\\d;e}f{g#h$host ${host} <b>&amp; <!--# echo var="host" --> {{ x }} é'


def paged():
    """The numbers that have a page in nginx -> entry."""
    return {number: code for number, code in facts().items() if number not in REFUSED}


def sent():
    """All numbers that go over the wire in a final response -> their first entry that does."""
    found = {}
    for code in helpers.spec()["codes"]:
        if code["code"] >= 200 and not isinstance(code["on_wire"], str):
            found.setdefault(code["code"], code)
    return found


def located(numbers):
    return "".join(f"    location = /return/{number} {{ return {number}; }}\n" for number in numbers)


def site(port, folder, more):
    return f"""
  server {{
    listen 127.0.0.1:{port};
    include "{folder}/server.conf";
    root {nginx_live.FOLDER}/www;
    location /up/ {{ proxy_pass http://127.0.0.1:{PORTS['every']}/status/; }}
    location /down {{ proxy_pass http://127.0.0.1:{DOWN}; }}
{more}
  }}"""


def setUpModule():
    folder = nginx_live.FOLDER
    (folder / "www").mkdir()
    (folder / "www/index.html").write_text("Here it is.\n")
    (folder / "users").write_text("")
    arabic = folder / "ar.json"
    arabic.write_text(json.dumps(ARABIC), encoding="utf-8")
    every = made("every", "--set", f"listen=127.0.0.1:{PORTS['every']}", product="every-status")
    pages = made("pages", "--locale", f"en,de,{arabic}")
    replaced = made("replaced", "--locale", f"en,de,{arabic}", "--set", "intercept=true")
    SETUP.update(every=every, pages=pages, replaced=replaced, arabic=arabic)
    Nginx.of_folder(every, PORTS["every"])
    returns = located([*paged(), 494, 495, 496, 497])
    more = returns + "    location = /private { deny all; }\n"
    guard = f'    auth_basic "here"; auth_basic_user_file {folder}/users;\n'
    browsers = f"""    location /some/ {{ proxy_pass http://127.0.0.1:{PORTS['every']}/status/; include "{pages}/location.conf"; }}
    location /none {{ proxy_pass http://127.0.0.1:{DOWN}; include "{pages}/location.conf"; }}\n"""
    own = f"""    location /own/ {{ proxy_intercept_errors off; proxy_pass http://127.0.0.1:{PORTS['every']}/status/; }}\n"""
    Nginx(f'  include "{pages}/http.conf";\n  large_client_header_buffers 2 1k;\n'
          + site(PORTS["site"], pages, more + browsers)
          + site(PORTS["replaced"], replaced, own) + site(PORTS["guarded"], pages, guard)
          + site(PORTS["denied"], pages, "    deny all;\n"), PORTS["site"])


def page(folder, language, number, answer):
    """The file for the code, with the ID of the request where nginx puts it."""
    text = helpers.read(folder / f"{language}/{number}.html")
    return text.replace('<!--# echo var="request_id" -->', answer.get("X-Request-ID") or "none")


class Case(unittest.TestCase):
    maxDiff = None

    def page_is(self, answer, number, language="en", folder="pages"):
        self.assertEqual(answer.status, number)
        self.assertEqual(answer.get("Content-Type"), HTML)
        text = answer.content.decode()
        self.assertEqual(text, page(SETUP[folder], language, number, answer))
        self.assertRegex(text, rf'<bdi(?: lang="en")?>{number} ')
        self.assertRegex(answer.get("X-Request-ID"), r"\A[0-9a-f]{32}\Z")
        self.assertIn(f"<bdi>{answer.get('X-Request-ID')}</bdi>", text)
        self.fields_are(answer, language)

    def fields_are(self, answer, language="en"):
        self.assertEqual(answer.get("Content-Language"), language)
        self.assertEqual(answer.get("Cache-Control"), "no-store")
        self.assertEqual(answer.get("X-Robots-Tag"), "noindex")
        self.assertEqual({name.strip() for name in answer.get("Vary").split(",")}, {"Accept", "Accept-Language"})
        for name in ("ETag", "Last-Modified"):
            self.assertIsNone(answer.get(name))

    def problem_is(self, answer, number):
        self.assertEqual((answer.status, answer.get("Content-Type")), (number, JSON))
        code = facts()[number]
        self.assertEqual(json.loads(answer.content), {
            "type": "about:blank", "title": helpers.label(code), "status": number, "detail": situation(code)["message"]})
        self.fields_are(answer)


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
                self.assertEqual((lines[0], lines[-1]), (situation(code)["title"], f"Error code: {number} {helpers.label(code)}"))
                self.fields_are(answer)

    def test_post(self):
        for path, number in (("/return/403", 403), ("/return/503", 503), ("/nothing", 404), ("/index.html", 405), ("/down", 502)):
            with self.subTest(path=path):
                self.page_is(ask(PORTS["site"], path, "POST", b"a=b"), number)

    def test_head(self):
        for accept, kind in (("*/*", HTML), ("application/json", JSON)):
            answer = ask(PORTS["site"], "/nothing", "HEAD", Accept=accept)
            self.assertEqual((answer.status, answer.content, answer.get("Content-Type")), (404, b"", kind))

    def test_without_host(self):
        self.page_is(nginx_live.Answer(raw(PORTS["site"], b"GET / HTTP/1.1\r\n\r\n"), "GET"), 400)

    def test_two_hosts(self):
        request = b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nAccept-Language: de\r\n\r\n"
        self.assertEqual(nginx_live.Answer(raw(PORTS["site"], request), "GET").status, 400)

    def test_garbage(self):
        answer = nginx_live.Answer(raw(PORTS["site"], b"\x01\x02 no HTTP\r\n\r\n"), "GET")
        self.page_is(answer, 400)

    def test_another_version(self):
        self.page_is(nginx_live.Answer(raw(PORTS["site"], b"GET / HTTP/7.0\r\nHost: a\r\n\r\n"), "GET"), 505)

    def test_the_oldest_version(self):
        self.page_is(nginx_live.Answer(raw(PORTS["site"], b"GET /nothing HTTP/1.0\r\n\r\n"), "GET"), 404)

    def test_a_long_address(self):
        self.page_is(ask(PORTS["site"], "/" + "a" * 5000), 414)

    def test_a_large_field(self):
        self.page_is(ask(PORTS["site"], "/", Cookie="a" * 5000), 400)

    def test_large_content(self):
        answer = nginx_live.Answer(raw(PORTS["site"], b"POST /down HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
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
        for fields in ({"If_Modified_Since": "Sun, 06 Nov 2044 08:49:37 GMT"}, {"If_None_Match": "*"}, {"Range": "bytes=0-3"}):
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
        answer = ask(PORTS["site"], "/nothing")
        self.assertEqual(dict(part.split(" ", 1) for part in answer.get("Content-Security-Policy").split("; ")), expected)


class Negotiation(Case):
    LANGUAGES = {
        "": "en", "*": "en", "de": "de", "DE": "de", "de-AT": "de", "de-AT, ar;q=0.8": "de", "ar;q=0.8": "ar", "ar-EG,de": "ar",
        "fr, ar;q=0.5, de;q=0.4": "ar", "en, de": "en", "en-GB,en;q=0.9,de;q=0.8": "en", "fr": "en", "fr-FR,fr;q=0.9": "en",
        "de;q=0": "en", "de;q=0, ar": "ar", "de;q=0.0,ar;q=0.1": "ar", "de;q=0.01": "de", "de ; q=0.5": "de", "deu": "en",
        "den, ar": "ar", "x-de": "en", ", ,de": "de", "zh-Hant-TW, de-CH-1996": "de", "a" * 900 + ",de": "de", "de\tx": "en",
        "de/..": "en", "../de": "en", ("fr," * 300)[:900]: "en", ("fr," * 300) + "de": "de",
    }
    TYPES = {
        "*/*": HTML, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": HTML, "application/json": JSON,
        "application/problem+json": JSON, "application/json, text/plain, */*": JSON, "APPLICATION/JSON": JSON,
        "application/vnd.api+json": JSON, "application/json;charset=utf-8;q=0.9": JSON, "text/html, application/json": HTML,
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
        self.page_is(nginx_live.Answer(raw(PORTS["site"], b"GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), "GET"), 404)


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
        self.page_is(ask(PORTS["site"], "/some/422", "POST", b"a=b", Accept=self.BROWSER, Accept_Language="de"), 422, "de")
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


class Files(Case):
    def test_what_is_made(self):
        names = {path.relative_to(SETUP["pages"]).as_posix() for path in SETUP["pages"].rglob("*") if path.is_file()}
        pages = {f"{tag}/{number}.{kind}" for tag in ("en", "de", "ar") for number in paged() for kind in ("html", "json", "txt")}
        self.assertEqual({name for name in names if not name.startswith(".")}, pages | {"http.conf", "server.conf", "location.conf"})

    def test_the_list(self):
        text = helpers.read(SETUP["pages"] / "server.conf")
        (listed,) = re.findall(r"^error_page\s([\d\s]+)/", text, re.M)
        self.assertEqual(sorted(map(int, listed.split())), sorted([*paged(), 494, 495, 496, 497]))
        every = {code["code"] for code in helpers.spec()["codes"] if 400 <= code["code"] <= 599}
        self.assertEqual({int(number) for number in re.findall(r"^#   (\d+): ", text, re.M)}, every - set(paged()))

    def test_what_nginx_takes(self):
        """error_page takes 300 to 599 but 499; its own 408 and 444 close the connection."""
        self.assertIn("499", loads("error_page 499 /x;"))
        self.assertIn("must be between 300 and 599", loads("error_page 600 /x;"))
        self.assertIsNone(loads("error_page " + " ".join(str(n) for n in range(400, 600) if n != 499) + " /x;"))
        port = free_port()
        Nginx(f"server {{ listen 127.0.0.1:{port}; error_page 408 444 494 495 496 497 /x; {located((408, 444, 494, 495, 496, 497))} "
              "location = /x { return 200 page; } }", port)
        for number in (408, 444):
            self.assertEqual(raw(port, f"GET /return/{number} HTTP/1.0\r\n\r\n".encode()), b"")
        for number in (494, 495, 496, 497):
            answer = ask(port, f"/return/{number}")
            self.assertEqual((answer.status, answer.content), (400, b"page"))

    def test_one_locale(self):
        folder = made("one", "--locale", "de")
        Nginx(f'include "{folder}/http.conf";' + site(PORTS["one"], folder, ""), PORTS["one"])
        SETUP["one"] = folder
        for value in ("", "en", "de", "fr"):
            self.page_is(ask(PORTS["one"], "/nothing", Accept_Language=value), 404, "de", folder="one")

    def test_chosen_codes(self):
        folder = made("chosen", "--where", "code in [404, 503]", "--set", "intercept=true")
        SETUP["chosen"] = folder
        Nginx(f'include "{folder}/http.conf";' + site(PORTS["chosen"], folder, located((403,))), PORTS["chosen"])
        self.assertIsNone(loads(f'include "{folder}/http.conf"; server {{ location / {{ include "{folder}/location.conf"; }} }}'))
        for number in (404, 503):
            self.page_is(ask(PORTS["chosen"], f"/up/{number}"), number, folder="chosen")
        own = ask(PORTS["chosen"], "/return/403")
        self.assertEqual((own.status, b"<center>nginx" in own.content), (403, True))
        self.assertEqual(ask(PORTS["chosen"], "/up/500").content, ask(PORTS["every"], "/status/500").content)

    def test_none_chosen(self):
        for where in ("code < 400", "code in [408, 499, 460]", "code > 599"):
            folder = made(f"none{len(where)}", "--where", where)
            self.assertIsNone(loads(f'include "{folder}/http.conf"; server {{ include "{folder}/server.conf"; '
                                    f'location / {{ include "{folder}/location.conf"; }} }}'))

    def test_options_that_cannot_be(self):
        for setting in ("root=", "root=/", "root=/a/", "root=/a$b", "include=/a$b"):
            with self.subTest(setting=setting):
                done = helpers.statusgen("generate", "nginx", "-o", helpers.new_folder("no"), "--set", setting)
                self.assertEqual(done.returncode, 2)
                self.assertIn(b"error: ", done.stderr)

    def test_in_another_configuration(self):
        """Directives of http and server that could get in the way of the pages."""
        port, folder = free_port(), SETUP["pages"]
        Nginx(f"""
  include "{folder}/http.conf";
  default_type application/octet-stream; charset koi8-r; charset_types *; ssi_types *; ssi_silent_errors on; etag on;
  error_page 404 /own.html; recursive_error_pages on; expires 1d; add_header X-Own 1 always; gzip on; gzip_types *; autoindex on;
  limit_req_zone $server_port zone=few:32k rate=1r/m; types {{ text/x-own html json txt; }}
  server {{
    listen 127.0.0.1:{port} default_server; server_name _; root {nginx_live.FOLDER}/www; satisfy any; deny 127.0.0.2;
    limit_req zone=few burst=4 nodelay; limit_req_status 429;
    include "{folder}/server.conf";
    location ~ [.](html|json|txt)$ {{ deny all; }}
    location ~ /_ {{ return 403; }}
    location / {{ try_files $uri =404; }}
  }}""", port)
        answers = [ask(port, "/nothing", Accept_Encoding="identity") for _ in range(7)]
        self.assertEqual([answer.status for answer in answers], [404] * 5 + [429] * 2)
        for answer in answers:
            self.page_is(answer, answer.status)
        self.problem_is(ask(port, "/x.html", Accept="application/json"), 429)

    def test_more_directives(self):
        more = nginx_live.FOLDER / "more fields.conf"
        more.write_text("add_header Strict-Transport-Security max-age=60 always;\n")
        folder = made("more", "--where", "code == 404", "--set", f"include={more}")
        port = free_port()
        Nginx(f'include "{folder}/http.conf";' + site(port, folder, ""), port)
        self.assertEqual(ask(port, "/nothing").get("Strict-Transport-Security"), "max-age=60")


class Hostile(Case):
    def test_texts_stay_texts(self):
        name = 'no "w\'a\\y; } { # é'
        words = dict.fromkeys(("title", "message", "advice"), HOSTILE)
        overlay = helpers.overlay(
            title=HOSTILE, situations=[{"id": "not_found", **words}],
            codes=[{"code": 404, "defined_by": "iana", "phrase": HOSTILE, "summary": HOSTILE},
                   {"code": 498, "defined_by": "nginx", "on_wire": HOSTILE}, {"code": 498, "defined_by": "esri", "on_wire": HOSTILE}])
        folder = made(name, "--overlay", overlay, "--set", f"name={HOSTILE}", "--set", "logo=")
        every = made("hostile-every", "--overlay", overlay, product="every-status")
        port = PORTS["hostile"]
        Nginx(f'include "{quoted(folder)}/http.conf"; include "{every}/http.conf";\n'
              f'server {{ listen 127.0.0.1:{port}; include "{quoted(folder)}/server.conf"; include "{every}/server.conf"; }}', port)
        for accept in ("text/html", "application/json", "text/plain"):
            with self.subTest(accept=accept):
                self.check(ask(port, "/nothing", Accept=accept), accept)
        for accept in ("text/html", "application/json"):
            with self.subTest(every=accept):
                answer = ask(port, "/status/404", Accept=accept)
                self.assertEqual(answer.status, 404)
                if accept == "text/html":
                    self.assertEqual(shown(answer.content, "p"), [HOSTILE])
                else:
                    self.assertEqual(json.loads(answer.content)["title"], HOSTILE)

    def check(self, answer, accept):
        self.assertEqual(answer.status, 404)
        if accept == "text/html":
            self.assertEqual(shown(answer.content, "h1"), [HOSTILE])
            self.assertEqual(shown(answer.content, "header"), [HOSTILE])
        elif accept == "application/json":
            self.assertEqual(json.loads(answer.content)["detail"], HOSTILE)
        else:
            self.assertIn('<!--# echo var="host" -->', answer.content.decode())


def quoted(path):
    return str(path).replace("\\", "\\\\").replace('"', '\\"')


def shown(content, tag):
    import html5lib
    tree = html5lib.parse(content.decode(), namespaceHTMLElements=False)
    return ["".join(element.itertext()) for element in tree.iter(tag)]


if __name__ == "__main__":
    nginx_live.main()
