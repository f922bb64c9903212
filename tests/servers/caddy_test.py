#!/usr/bin/python3
"""The product caddy in Caddy: each code, each way to fail, and what the visitor is then told."""
# needs: caddy
import html
import json
import os
import re
import subprocess
import unittest

import live
from live import FOLDER, ask, send

SERVER = "caddy"
HOME = FOLDER / "home"
PORTS = {}
HOSTILE = 'T " \' \\ <b> --> </style> {{env "HOME"}} {{placeholder "http.request.host"}} {$HOME} ${PATH} # `id`'
ODD_FOLDER = 'we"ird $x # %z \'q\' `b` <é>'
# Of "secret", by `caddy hash-password`.
PASSWORD = "JDJhJDE0JENILlJndEM2WkFwZnFsNzBtL2tpbGVFd29DbGd5cWdHLkNadE81TmpxMjM1eXd3aHR4TTEuCg=="

CONF = """{{
	admin off
	auto_https off
}}
http://:{main} {{
	bind 127.0.0.1
	header Content-Security-Policy "default-src *"
	root * {folder}/www
{errors}
	respond /answered 404
	file_server
	log {{
		output file {folder}/access.log
	}}
	import {plain}/errors.caddy
}}
http://:{denied} {{
	bind 127.0.0.1
	import {plain}/errors.caddy
	error * 403
}}
http://:{password} {{
	bind 127.0.0.1
	basicauth {{
		someone {hash}
	}}
	import {plain}/errors.caddy
}}
http://:{proxy} {{
	bind 127.0.0.1
	import {plain}/errors.caddy
	reverse_proxy 127.0.0.1:{upstream}
}}
http://:{down} {{
	bind 127.0.0.1
	import {plain}/errors.caddy
	reverse_proxy 127.0.0.1:{closed}
}}
http://:{intercept} {{
	bind 127.0.0.1
	import {intercepting}/errors.caddy
	reverse_proxy 127.0.0.1:{upstream} {{
		import {intercepting}/intercept.caddy
	}}
}}
http://:{german} {{
	bind 127.0.0.1
{errors}
	import {one_locale}/errors.caddy
}}
http://:{missing} {{
	bind 127.0.0.1
{errors}
	import {incomplete}/errors.caddy
}}
http://:{many} {{
	bind 127.0.0.1
{errors}
	import {many_locales}/errors.caddy
}}
http://:{hostile} {{
	bind 127.0.0.1
{errors}
	import {folder}/odd.caddy
}}
"""
HOSTS = "main denied password proxy down intercept german many missing hostile".split()


def folders():
    made = {
        "plain": live.generate("caddy", "plain", "--locale", "en,de"),
        "intercepting": live.generate("caddy", "intercepting", "--locale", "en,de", intercept="true"),
        "one_locale": live.generate("caddy", "one_locale", "--locale", "de", "--where", "code in [404, 418, 503]"),
        "many_locales": live.generate("caddy", "many", "--locale", live.locales()),
        "incomplete": live.generate("caddy", "incomplete", "--locale", "en,de"),
    }
    (made["incomplete"] / "en/404.html").unlink()
    situation = {"id": "not_found", "title": HOSTILE, "message": HOSTILE}
    overlay = live.helpers.overlay(title=HOSTILE, situations=[situation])
    odd = live.generate("caddy", ODD_FOLDER, "--locale", "en,de", "--overlay", overlay, name=HOSTILE,
                        links='{{listFiles "/"}}=/x')
    # Caddy's import takes patterns, and no text of it says how to escape them.
    (FOLDER / "odd.caddy").write_bytes((odd / "errors.caddy").read_bytes())
    return made


def check(conf):
    command = [SERVER, "validate", "--config", conf, "--adapter", "caddyfile"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment())


def environment():
    return {**os.environ, "HOME": str(HOME), "XDG_CONFIG_HOME": str(HOME), "XDG_DATA_HOME": str(HOME)}


def setUpModule():
    live.remove_folder()
    for folder in (FOLDER / "www", HOME):
        folder.mkdir()
    (FOLDER / "www/index.html").write_text("<!DOCTYPE html><title>Here</title>\n")
    PORTS.update({name: live.free_port() for name in (*HOSTS, "closed")}, upstream=live.start_upstream())
    conf = FOLDER / "Caddyfile"
    errors = "\n".join(f"\terror /code/{code} {code}" for code in range(400, 600))
    conf.write_text(CONF.format(folder=FOLDER, errors=errors, hash=PASSWORD, **folders(), **PORTS))
    done = check(conf)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    live.start([SERVER, "run", "--config", conf, "--adapter", "caddyfile"], PORTS["main"], FOLDER / "caddy.log",
               env=environment())


class Codes(live.Case):
    def test_each_code_in_each_language_and_type(self):
        for code in live.facts():
            for tag in ("en", "de"):
                for kind, accept in (("html", "text/html"), ("json", "application/json"), ("txt", "text/plain")):
                    with self.subTest(code=code, tag=tag, kind=kind):
                        answer = ask(PORTS["main"], f"/code/{code}", accept=accept, accept_language=tag)
                        self.page(answer, code, tag, kind)

    def test_codes_without_page(self):
        for port, code, text in (("main", 444, "444 "), ("german", 410, "410 Gone")):
            with self.subTest(code=code):
                answer = ask(PORTS[port], f"/code/{code}")
                self.assertEqual((answer.status, answer.bytes.decode()), (code, text))
                self.assertEqual(answer.all("Content-Type"), ["text/plain; charset=utf-8"])


class Ways(live.Case):
    """The ways in which a request fails by itself."""

    def test_not_found(self):
        self.page(ask(PORTS["main"], "/nothing"), 404)

    def test_post(self):
        self.page(ask(PORTS["main"], "/nothing", "POST", "a=b"), 404)
        self.page(ask(PORTS["main"], "/code/503", "POST", "a=b", accept_language="de"), 503, "de")
        self.page(ask(PORTS["main"], "/code/503", "DELETE"), 503)

    def test_all_denied(self):
        self.page(ask(PORTS["denied"], "/"), 403)

    def test_password(self):
        answer = ask(PORTS["password"], "/")
        self.page(answer, 401)
        self.assertEqual(answer.all("WWW-Authenticate"), ['Basic realm="restricted"'])
        self.page(ask(PORTS["password"], "/", authorization="Basic c29tZW9uZTp3cm9uZw=="), 401)

    def test_head(self):
        answer = ask(PORTS["main"], "/nothing", "HEAD", accept_language="de")
        self.assertEqual((answer.status, answer.bytes, answer.all("Content-Language")), (404, b"", ["de"]))

    def test_what_go_answers_before_caddy(self):
        for request, code in ((b"GET / HTTP/1.1\r\n\r\n", 400), (b"nonsense\r\n\r\n", 400),
                              (b"GET / HTTP/7.0\r\nHost: a\r\n\r\n", 505),
                              (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 1_100_000, 431)):
            with self.subTest(code=code):
                answer = send(PORTS["main"], request)
                self.assertEqual((answer.status, answer.all("Content-Type")), (code, ["text/plain; charset=utf-8"]))
                self.assertTrue(answer.bytes)

    def test_long_address(self):
        answer = ask(PORTS["main"], "/" + "x" * 200)
        self.page(answer, 404)
        self.assertNotEqual(ask(PORTS["main"], "/" + "x" * 9000).status, 414)

    def test_conditions_and_ranges_are_not_for_errors(self):
        for kind, accept in (("txt", "text/plain"), ("json", "application/json"), ("html", "*/*")):
            with self.subTest(kind=kind):
                answer = ask(PORTS["main"], "/nothing", range="bytes=0-9", if_none_match="*", accept=accept,
                             if_modified_since="Fri, 31 Dec 2100 00:00:00 GMT")
                self.page(answer, 404, kind=kind)
        self.page(ask(PORTS["main"], "/code/412", if_match='"other"', accept="text/plain"), 412, kind="txt")

    def test_range_of_a_file(self):
        self.assertEqual(ask(PORTS["main"], "/index.html", range="bytes=99999-").status, 416)

    def test_upstream_down(self):
        self.page(ask(PORTS["down"], "/x"), 502)
        self.page(ask(PORTS["down"], "/x", "POST", "a=b"), 502)

    def test_answers_that_are_no_errors_for_caddy(self):
        self.assertEqual((ask(PORTS["main"], "/answered").status, ask(PORTS["main"], "/answered").bytes), (404, b""))

    def test_missing_files(self):
        answer = ask(PORTS["missing"], "/code/404")
        self.assertEqual((answer.status, answer.bytes), (404, b"404 Not Found"))
        self.page(ask(PORTS["missing"], "/code/404", accept_language="de"), 404, "de")

    def test_pages_have_no_address(self):
        for path in ("/_errors/en/404.html", "/en/404.html", "/errors.caddy"):
            with self.subTest(path=path):
                self.page(ask(PORTS["main"], path), 404)

    def test_request_id_is_in_the_log(self):
        answer = ask(PORTS["main"], "/code/507")
        (found,) = re.findall(rb"<bdi>([0-9a-f-]{36})</bdi>", answer.bytes)
        self.assertEqual(answer.all("X-Request-Id"), [found.decode()])
        self.assertTrue(live.logged(FOLDER / "access.log", found.decode()))
        lines = [json.loads(line) for line in (FOLDER / "access.log").read_text().splitlines()]
        told = [line["resp_headers"].get("X-Request-Id") for line in lines if line["status"] == 507]
        self.assertIn([found.decode()], told)


class Negotiation(live.Case):
    def test_languages(self):
        for field, tag in (("de", "de"), ("de-AT", "de"), ("de-AT, ar;q=0.8", "de"), ("ar, de-AT;q=0.8", "de"),
                           ("DE", "de"), ("fr-CH, fr;q=0.9, de;q=0.8, en;q=0.7", "de"), ("en-US,en;q=0.5,de", "en"),
                           ("de-Latn-AT,en;q=0.1", "de"), ("de;q=0, fr", "en"), ("de;q=0.000,en", "en"), ("xx", "en"),
                           ("*", "en"), ("", "en"), ("den, x-de", "en"), ("de ; q=0.9 , en;q=0.5", "de"),
                           (";;,=", "en"), ("../de", "en"), ("de\t,en", "de")):
            with self.subTest(field=field):
                self.page(ask(PORTS["main"], "/code/404", accept_language=field), 404, tag)

    def test_more_languages(self):
        for field, tag in (("de-AT, ar;q=0.8", "de"), ("ar;q=0.9,de;q=0.8", "ar"), ("ar-EG, de;q=0.5", "ar"),
                           ("pt-BR", "pt-BR"), ("PT-br,en;q=0.9", "pt-BR"), ("pt-PT, de;q=0.5", "de"),
                           ("xx, de;q=0.1", "de")):
            with self.subTest(field=field):
                answer = ask(PORTS["many"], "/code/404", accept_language=field)
                self.assertEqual((answer.status, answer.all("Content-Language")), (404, [tag]))
                self.assertIn(f'<html lang="{tag}"', answer.bytes.decode())

    def test_types(self):
        chrome = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
        for field, kind in (("*/*", "html"), (chrome, "html"), ("application/json", "json"), ("image/png", "html"),
                            ("application/problem+json", "json"), ("application/json, text/plain, */*", "json"),
                            ("text/plain", "txt"), ("text/plain;q=0.5, application/json;q=0.4", "txt"), ("", "html"),
                            ("text/*", "html"), ("application/*", "json"), ("application/json;q=0, text/plain", "txt"),
                            ("application/json; charset=utf-8", "json"), ("application/jsonx", "html"),
                            ("Text/Plain", "txt")):
            with self.subTest(field=field):
                self.page(ask(PORTS["main"], "/code/404", accept=field, accept_language="de"), 404, "de", kind)

    def test_no_fields_at_all(self):
        self.page(send(PORTS["main"], b"GET /code/404 HTTP/1.1\r\nHost: a\r\n\r\n"), 404)

    def test_one_locale_and_few_codes(self):
        self.page(ask(PORTS["german"], "/code/404", accept_language="en"), 404, "de")
        self.page(ask(PORTS["german"], "/code/418", accept="application/json"), 418, "de", "json")
        folder = FOLDER / "one_locale/caddy"
        self.assertEqual({path.name for path in folder.iterdir()} - {".statusgen-manifest"}, {"de", "errors.caddy"})
        self.assertEqual(len(list((folder / "de").iterdir())), 9)


class Proxy(live.Case):
    def test_nothing_is_intercepted_by_default(self):
        for code in (400, 401, 404, 418, 500, 503):
            for kind in ("html", "json"):
                for method in ("GET", "POST"):
                    with self.subTest(code=code, kind=kind, method=method):
                        self.upstreams(ask(PORTS["proxy"], f"/{kind}/{code}", method, accept="text/html"), code, kind)

    def test_intercepted_for_those_who_take_html(self):
        for code in live.facts():
            with self.subTest(code=code):
                answer = ask(PORTS["intercept"], f"/html/{code}", accept="text/html, */*;q=0.1", accept_language="de")
                self.page(answer, code, "de")
                self.assertEqual(answer.all("WWW-Authenticate"), ['Basic realm="up"'])
                self.assertEqual(answer.all("Retry-After"), ["7"])
        self.page(ask(PORTS["intercept"], "/html/503", "POST", "a=b", accept="text/html"), 503)

    def test_not_intercepted(self):
        for accept in ("application/json", "*/*"):
            for code in (404, 418, 503):
                with self.subTest(accept=accept, code=code):
                    self.upstreams(ask(PORTS["intercept"], f"/json/{code}", accept=accept), code, "json")
        self.upstreams(ask(PORTS["intercept"], "/html/444", accept="text/html"), 444, "html")
        self.assertEqual(ask(PORTS["intercept"], "/html/200", accept="text/html").bytes, b"<p>upstream")


class Texts(live.Case):
    def test_hostile_texts_stay_texts(self):
        text = ask(PORTS["hostile"], "/code/404").bytes.decode()
        self.assertEqual(html.unescape(re.search("<h1>(.*?)</h1>", text)[1]), HOSTILE)
        self.assertEqual(html.unescape(re.search("<header>(.*?)</header>", text)[1]), HOSTILE)
        self.assertIn("&#123;&#123;listFiles", text)
        plain = ask(PORTS["hostile"], "/code/404", accept="text/plain").bytes.decode()
        self.assertIn('{{env "HOME"}} {{placeholder "http.request.host"}}', " ".join(plain.split()))
        problem = json.loads(ask(PORTS["hostile"], "/code/404", accept="application/json").bytes)
        self.assertEqual(problem["detail"], HOSTILE)

    def test_roots_that_cannot_be(self):
        for root in ("", "/srv/", "/srv/*", "/srv/e[r]", "/srv/?", "/srv/{host}", "/srv/\\x"):
            with self.subTest(root=root):
                setting = f"caddy.root={root}"
                code, errors = live.statusgen("generate", "caddy", "-o", FOLDER / "never", "--set", setting)
                self.assertIn(code, (1, 2), errors)
                self.assertFalse((FOLDER / "never").exists())


if __name__ == "__main__":
    live.main()
