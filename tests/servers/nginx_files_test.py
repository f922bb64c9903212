#!/usr/bin/python3
"""The files of the product nginx: what is listed and what nginx takes, other options, hostile texts, other sites."""
import json
import re

import html5lib

import nginx_live
from nginx_live import Nginx, ask, free_port, loads, made, raw
from nginx_site import PORTS, SETUP, Case, located, paged, site, start as setUpModule
import helpers

HOSTILE = 'a"b\'c\\d;e}f{g#h$host ${host} <b>&amp; <!--# echo var="host" --> {{ x }} é'


class Files(Case):
    def test_what_is_made(self):
        names = {path.relative_to(SETUP["pages"]).as_posix() for path in SETUP["pages"].rglob("*") if path.is_file()}
        pages = {f"{tag}/{number}.{kind}" for tag in ("en", "de", "ar") for number in paged()
                 for kind in ("html", "json", "txt")}
        self.assertEqual({name for name in names if not name.startswith(".")},
                         pages | {"http.conf", "server.conf", "location.conf"})

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
        closing, renumbered = (408, 444), (494, 495, 496, 497)
        Nginx(f"server {{ listen 127.0.0.1:{port}; error_page 408 444 494 495 496 497 /x; "
              f"{located(closing + renumbered)} location = /x {{ return 200 page; }} }}", port)
        for number in closing:
            self.assertEqual(raw(port, f"GET /return/{number} HTTP/1.0\r\n\r\n".encode()), b"")
        for number in renumbered:
            answer = ask(port, f"/return/{number}")
            self.assertEqual((answer.status, answer.content), (400, b"page"))

    def test_one_locale(self):
        folder = made("one", "--locale", "de")
        Nginx(f'include "{folder}/http.conf";' + site(PORTS["one"], folder, ""), PORTS["one"])
        SETUP["one"] = folder
        for value in ("", "en", "de", "fr"):
            self.page_is(ask(PORTS["one"], "/nothing", Accept_Language=value), 404, "de", folder="one")

    def test_a_region_beside_its_language(self):
        austrian = nginx_live.FOLDER / "de-AT.json"
        austrian.write_text(json.dumps({"format": "statusgen-locale/1", "tag": "de-AT", "name": "Deutsch (Österreich)",
                                        "dir": "ltr", "strings": {}, "situations": []}), encoding="utf-8")
        SETUP["regions"] = folder = made("regions", "--locale", f"en,de,{austrian}")
        port = free_port()
        Nginx(f'include "{folder}/http.conf";' + site(port, folder, ""), port)
        for value, language in {"de-AT": "de-AT", "de-at-1996, de": "de-AT", "de-CH": "de", "de, de-AT": "de",
                                "de-ATX": "de", "de-AT;q=0, de": "de", "fr": "en"}.items():
            with self.subTest(value=value):
                self.page_is(ask(port, "/nothing", Accept_Language=value), 404, language, folder="regions")

    def test_chosen_codes(self):
        folder = made("chosen", "--where", "code in [404, 503]", "--set", "intercept=true")
        SETUP["chosen"] = folder
        upstream = f"http://127.0.0.1:{PORTS['every']}/status/"
        some = f"""    location /some/ {{ proxy_pass {upstream}; include "{folder}/location.conf"; }}\n"""
        Nginx(f'include "{folder}/http.conf";' + site(PORTS["chosen"], folder, located((403,)) + some), PORTS["chosen"])
        for number in (400, 404, 503):
            direct = ask(PORTS["every"], f"/status/{number}")
            self.assertEqual(ask(PORTS["chosen"], f"/some/{number}").content, direct.content)
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
  error_page 404 /own.html; recursive_error_pages on; expires 1d; add_header X-Own 1 always;
  gzip on; gzip_types *; autoindex on;
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
                   *({"code": 498, "defined_by": definer, "on_wire": HOSTILE} for definer in ("nginx", "esri"))])
        folder = made(name, "--overlay", overlay, "--set", f"name={HOSTILE}", "--set", "logo=")
        every = made("hostile-every", "--overlay", overlay, product="every-status")
        port = PORTS["hostile"]
        Nginx(f'ssi_types *; include "{quoted(folder)}/http.conf"; include "{every}/http.conf";\n'
              f'server {{ listen 127.0.0.1:{port}; include "{quoted(folder)}/server.conf"; '
              f'include "{every}/server.conf"; }}', port)
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
    tree = html5lib.parse(content.decode(), namespaceHTMLElements=False)
    return ["".join(element.itertext()) for element in tree.iter(tag)]


if __name__ == "__main__":
    nginx_live.main()
