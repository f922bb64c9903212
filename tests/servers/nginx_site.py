"""What the tests of nginx share: an upstream that answers with every status, and a site before it with its pages."""
import json
import unittest

import nginx_live
from nginx_live import Nginx, free_port, made
import helpers
from pages_facts import facts, situation

REFUSED = (408, 444, 494, 495, 496, 497, 499)  # measured with nginx 1.22; test_what_nginx_takes measures it again
PORTS = {name: free_port() for name in ("every", "site", "replaced", "guarded", "denied", "one", "chosen", "hostile")}
DOWN = free_port()
SETUP = {}
JSON = "application/problem+json"
HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
ARABIC = {"format": "statusgen-locale/1", "tag": "ar", "name": "العربية", "dir": "rtl", "strings": {},
          "situations": [{"id": "not_found", "title": "الصفحة غير موجودة"}]}


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


def start():
    folder = nginx_live.FOLDER
    (folder / "www").mkdir()
    (folder / "www/index.html").write_text("Here it is.\n")
    (folder / "users").write_text("")
    arabic = folder / "ar.json"
    arabic.write_text(json.dumps(ARABIC), encoding="utf-8")
    every = made("every", "--set", f"listen=127.0.0.1:{PORTS['every']}", product="every-status")
    pages = made("pages", "--locale", f"en,de,{arabic}")
    replaced = made("replaced", "--locale", f"en,de,{arabic}", "--set", "intercept=true")
    SETUP.update(every=every, pages=pages, replaced=replaced)
    Nginx.of_folder(every, PORTS["every"])
    returns = located([*paged(), 494, 495, 496, 497])
    more = returns + "    location = /private { deny all; }\n"
    guard = f'    auth_basic "here"; auth_basic_user_file {folder}/users;\n'
    upstream = f"http://127.0.0.1:{PORTS['every']}/status/"
    browsers = f"""    location /some/ {{ proxy_pass {upstream}; include "{pages}/location.conf"; }}
    location /none {{ proxy_pass http://127.0.0.1:{DOWN}; include "{pages}/location.conf"; }}\n"""
    own = f"    location /own/ {{ proxy_intercept_errors off; proxy_pass {upstream}; }}\n"
    Nginx(f'  include "{pages}/http.conf";\n'
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
            "type": "about:blank", "title": helpers.label(code), "status": number,
            "detail": situation(code)["message"]})
        self.fields_are(answer)
