#!/usr/bin/python3
"""The product apache in Apache httpd: each code, each way to fail, and what the visitor is then told."""
# needs: apache2
import html
import os
import re
import subprocess
import unittest

import live
from live import FOLDER, ask, send

SERVER = "/usr/sbin/apache2"
LIBRARIES = "/usr/lib/apache2/modules"
# Registered, and Apache has a status line for them; 418 and 425 are not among these.
CODES = [*range(400, 418), 421, 422, 423, 424, 426, 428, 429, 431, 451, *range(500, 509), 510, 511]
MODULES = """mpm_event authz_core authn_core authn_file authz_user auth_basic alias negotiation mime headers include
    unique_id setenvif rewrite dir allowmethods reqtimeout proxy proxy_http""".split()
PORTS = {}
HOSTILE = 'T " \' \\ <b> --> </style> <!--#echo var="DOCUMENT_NAME" --> <!--#exec cmd="id" --> ' \
          '${PATH} %{UNIQUE_ID}e # `id`'
ODD_FOLDER = 'we"ird $x \\ # {y} %z \'q\' <é>'

CONF = """
ServerRoot {folder}
PidFile {folder}/apache.pid
TypesConfig /dev/null
ServerName localhost
ErrorLog {folder}/apache.log
LogFormat "%>s %{{UNIQUE_ID}}e" ids
CustomLog {folder}/ids.log ids
{load}
User www-data
Group www-data
DocumentRoot {folder}/www
RequestReadTimeout header=1
<Directory {folder}/www>
  Require all granted
</Directory>
<Location /read>
  AllowMethods GET HEAD
</Location>
{listen}
{redirects}
Include {plain}/errors.conf
<Location /refused>
  Require all denied
</Location>
<Location /small>
  LimitRequestBody 5
</Location>
Alias /small {folder}/www/index.html
<VirtualHost *:{main}>
  Header set Content-Security-Policy "default-src *"
  Header always set Cache-Control "max-age=5"
</VirtualHost>
<VirtualHost *:{denied}>
  <Location />
    Require all denied
  </Location>
</VirtualHost>
<VirtualHost *:{password}>
  <Location />
    AuthType Basic
    AuthName here
    AuthBasicProvider file
    AuthUserFile {folder}/none
    Require valid-user
  </Location>
</VirtualHost>
<VirtualHost *:{proxy}>
  ProxyPass / http://127.0.0.1:{upstream}/
</VirtualHost>
<VirtualHost *:{down}>
  ProxyPass / http://127.0.0.1:{closed}/
</VirtualHost>
<VirtualHost *:{rewrite}>
  RewriteEngine On
  RewriteCond %{{REQUEST_URI}} !^/_errors/
  RewriteRule ^/(.*) http://127.0.0.1:{closed}/$1 [P]
</VirtualHost>
<VirtualHost *:{intercept}>
  ProxyPass / http://127.0.0.1:{upstream}/
  Include {intercepting}/errors.conf
</VirtualHost>
<VirtualHost *:{german}>
  Include {one_locale}/errors.conf
</VirtualHost>
<VirtualHost *:{missing}>
  Include {incomplete}/errors.conf
</VirtualHost>
<VirtualHost *:{many}>
  Include {many_locales}/errors.conf
</VirtualHost>
<VirtualHost *:{hostile}>
  Include {folder}/odd.conf
</VirtualHost>
"""
HOSTS = "main denied password proxy down rewrite intercept german many missing hostile".split()


def folders():
    made = {
        "plain": live.generate("apache", "plain", "--locale", "en,de"),
        "intercepting": live.generate("apache", "intercepting", "--locale", "en,de", intercept="true"),
        "one_locale": live.generate("apache", "one_locale", "--locale", "de", "--where", "code in [404, 418, 503]"),
        "many_locales": live.generate("apache", "many", "--locale", live.locales()),
        "incomplete": live.generate("apache", "incomplete", "--locale", "en,de"),
    }
    (made["incomplete"] / "en/404.html").unlink()
    (made["incomplete"] / "410.var").unlink()
    situation = {"id": "not_found", "title": HOSTILE, "message": HOSTILE}
    overlay = live.helpers.overlay(title=HOSTILE, situations=[situation])
    odd = live.generate("apache", ODD_FOLDER, "--locale", "en,de", "--overlay", overlay, name=HOSTILE,
                        links="<!--#printenv -->=/x")
    # Apache's Include takes patterns and so has escapes of its own.
    (FOLDER / "odd.conf").write_bytes((odd / "errors.conf").read_bytes())
    return made


def check(conf):
    return subprocess.run([SERVER, "-t", "-f", conf], capture_output=True, text=True, check=False)


def setUpModule():
    live.remove_folder()
    (FOLDER / "www").mkdir()
    (FOLDER / "www/index.html").write_text("<!DOCTYPE html><title>Here</title>\n")
    (FOLDER / "none").write_text("")
    PORTS.update({name: live.free_port() for name in (*HOSTS, "closed")}, upstream=live.start_upstream())
    conf = FOLDER / "apache.conf"
    conf.write_text(CONF.format(
        folder=FOLDER, load="\n".join(f"LoadModule {each}_module {LIBRARIES}/mod_{each}.so" for each in MODULES),
        listen="\n".join(f"Listen 127.0.0.1:{PORTS[host]}" for host in HOSTS),
        redirects="\n".join(f"Redirect {code} /code/{code}" for code in range(400, 600)), **folders(), **PORTS))
    done = check(conf)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    live.start([SERVER, "-D", "FOREGROUND", "-f", conf], PORTS["main"], FOLDER / "apache.log")


class Codes(live.Case):
    def test_each_code_in_each_language_and_type(self):
        for code in CODES:
            for tag in ("en", "de"):
                for kind, accept in (("html", "text/html"), ("json", "application/json"), ("txt", "text/plain")):
                    with self.subTest(code=code, tag=tag, kind=kind):
                        answer = ask(PORTS["main"], f"/code/{code}", accept=accept, accept_language=tag)
                        self.page(answer, code, tag, kind)

    def test_codes_that_apache_refuses(self):
        text = (FOLDER / "plain/apache/errors.conf").read_text()
        self.assertEqual([int(code) for code in re.findall(r"^ErrorDocument (\d+) ", text, re.M)], CODES)
        named = re.search(r"^# No page for ((?:.|\n)*?):", text, re.M)[1]
        self.assertEqual({int(code) for code in re.findall(r"\d+", named)}, set(live.facts()) - set(CODES))
        for code in sorted(set(live.facts()) - set(CODES)):
            with self.subTest(code=code):
                conf = FOLDER / "refused.conf"
                conf.write_text(f"{(FOLDER / 'apache.conf').read_text()}\nErrorDocument {code} /x\n")
                self.assertIn("Unsupported HTTP response code", check(conf).stderr)

    def test_codes_that_apache_cannot_send_by_itself(self):
        self.page(ask(PORTS["main"], "/code/418"), 500)
        self.page(ask(PORTS["main"], "/code/599"), 500)


class Ways(live.Case):
    """The ways in which a request fails by itself."""

    def test_not_found(self):
        self.page(ask(PORTS["main"], "/nothing"), 404)

    def test_post(self):
        self.page(ask(PORTS["main"], "/nothing", "POST", "a=b"), 404)
        self.page(ask(PORTS["main"], "/read", "POST", "a=b"), 405)
        self.page(ask(PORTS["main"], "/code/503", "POST", "a=b", accept_language="de"), 503, "de")

    def test_refused(self):
        self.page(ask(PORTS["main"], "/refused"), 403)

    def test_all_denied(self):
        self.page(ask(PORTS["denied"], "/"), 403)

    def test_password(self):
        answer = ask(PORTS["password"], "/")
        self.page(answer, 401)
        self.assertEqual(answer.all("WWW-Authenticate"), ['Basic realm="here"'])

    def test_head(self):
        answer = ask(PORTS["main"], "/nothing", "HEAD", accept_language="de")
        self.assertEqual((answer.status, answer.bytes, answer.all("Content-Language")), (404, b"", ["de"]))

    def test_no_host(self):
        self.page(send(PORTS["main"], b"GET / HTTP/1.1\r\n\r\n"), 400)

    def test_no_request(self):
        self.page(send(PORTS["main"], b"nonsense\r\n\r\n"), 400)

    def test_long_address(self):
        self.page(ask(PORTS["main"], "/" + "x" * 9000), 414)

    def test_long_field(self):
        self.page(ask(PORTS["main"], "/", X_Long="x" * 9000), 400)

    def test_slow(self):
        self.page(send(PORTS["main"], b"GET / HTTP/1.1\r\n"), 408)

    def test_large_content(self):
        self.page(ask(PORTS["main"], "/small", "POST", "a" * 50), 413)

    def test_expectation(self):
        self.page(ask(PORTS["main"], "/index.html", expect="wonders"), 417)

    def test_preconditions_of_files(self):
        # Apache sends this 412 past its ErrorDocument, without content.
        answer = ask(PORTS["main"], "/index.html", if_match='"other"')
        self.assertEqual((answer.status, answer.bytes), (412, b""))
        self.page(ask(PORTS["main"], "/index.html", range="bytes=99999-"), 416)

    def test_conditions_and_ranges_are_not_for_errors(self):
        answer = ask(PORTS["main"], "/nothing", range="bytes=0-9", if_none_match="*",
                     if_modified_since="Fri, 31 Dec 2100 00:00:00 GMT", accept="text/plain")
        self.page(answer, 404, kind="txt")

    def test_upstream_down(self):
        self.page(ask(PORTS["down"], "/x"), 503)
        self.page(ask(PORTS["down"], "/x", "POST", "a=b"), 503)
        self.page(ask(PORTS["rewrite"], "/x"), 503)

    def test_pages_are_for_errors_alone(self):
        for path in ("/_errors/404.var", "/_errors/en/404.html", "/_errors/errors.conf", "/_errors/"):
            with self.subTest(path=path):
                self.page(ask(PORTS["main"], path), 403)

    def test_missing_files(self):
        for path, code in (("/code/404", 404), ("/code/410", 410)):
            with self.subTest(path=path):
                answer = ask(PORTS["missing"], path)
                self.assertEqual(answer.status, code)
                self.assertIn(b"<!DOCTYPE HTML PUBLIC", answer.bytes)
        self.page(ask(PORTS["missing"], "/code/404", accept_language="de"), 404, "de")

    def test_request_id_is_in_the_log(self):
        found = re.findall(rb"<bdi>([\w@-]{20,})</bdi>", ask(PORTS["main"], "/code/507").bytes)
        self.assertEqual(len(found), 1)
        self.assertTrue(live.logged(FOLDER / "ids.log", f"507 {found[0].decode()}\n"))


class Negotiation(live.Case):
    def test_languages(self):
        for field, tag in (("de", "de"), ("de-AT", "de"), ("de-AT, ar;q=0.8", "de"), ("ar, de-AT;q=0.8", "de"),
                           ("en;q=0.7, de-DE;q=0.8", "de"), ("en;q=0.9, de-DE;q=0.8", "en"),
                           ("de;q=0.3, en;q=0.5", "en"), ("DE", "de"), ("de-Latn-AT,en;q=0.1", "de"),
                           ("de;q=0, fr", "en"), ("xx", "en"), ("*", "en"),
                           ("", "en"), ("fr, *;q=0.5", "en"), ("de-AT-1996 ; q=0.9 , en;q=0.5", "de"), (";;,=", "en")):
            with self.subTest(field=field):
                self.page(ask(PORTS["main"], "/code/404", accept_language=field), 404, tag)

    def test_more_languages(self):
        for field, tag in (("de-AT, ar;q=0.8", "de"), ("de-AT;q=0.7, ar;q=0.8", "ar"), ("ar-EG, de;q=0.5", "ar"),
                           ("pt-BR", "pt-BR"), ("pt", "pt-BR"), ("PT-br,en;q=0.9", "pt-BR"),
                           ("pt-PT, de;q=0.5", "pt-BR"), ("xx, de;q=0.1", "de")):
            with self.subTest(field=field):
                answer = ask(PORTS["many"], "/code/404", accept_language=field)
                self.assertEqual((answer.status, answer.all("Content-Language")), (404, [tag]))
                self.assertIn(f'<html lang="{tag}"', answer.bytes.decode())

    def test_types(self):
        chrome = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
        for field, kind in (("*/*", "html"), (chrome, "html"), ("application/json", "json"), ("image/png", "html"),
                            ("application/problem+json", "json"), ("application/json, text/plain, */*", "json"),
                            ("text/plain", "txt"), ("text/plain;q=0.5, application/json;q=0.4", "txt"), ("", "html"),
                            ("text/*", "html"), ("application/*", "json"),
                            ("text/html;q=0.1, application/json", "json")):
            with self.subTest(field=field):
                self.page(ask(PORTS["main"], "/code/404", accept=field, accept_language="de"), 404, "de", kind)

    def test_no_fields_at_all(self):
        self.page(send(PORTS["main"], b"GET /code/404 HTTP/1.1\r\nHost: a\r\n\r\n"), 404)

    def test_all_types_refused(self):
        self.assertEqual(ask(PORTS["main"], "/code/404", accept="*/*;q=0").status, 404)

    def test_one_locale_and_few_codes(self):
        self.page(ask(PORTS["german"], "/code/404", accept_language="en"), 404, "de")
        self.page(ask(PORTS["german"], "/code/503", accept="application/json"), 503, "de", "json")
        folder = FOLDER / "one_locale/apache"
        self.assertEqual({path.name for path in folder.iterdir()} - {".statusgen-manifest"},
                         {"de", "404.var", "503.var", "errors.conf"})
        self.assertEqual(len(list((folder / "de").iterdir())), 6)
        self.assertIn("\n# No page for 418: ", (folder / "errors.conf").read_text())


class Proxy(live.Case):
    def test_nothing_is_intercepted_by_default(self):
        for code in (400, 401, 404, 418, 500, 503):
            for kind in ("html", "json"):
                for method in ("GET", "POST"):
                    with self.subTest(code=code, kind=kind, method=method):
                        self.upstreams(ask(PORTS["proxy"], f"/{kind}/{code}", method, accept="text/html"), code, kind)

    def test_intercepted_for_those_who_take_html(self):
        for code in CODES:
            with self.subTest(code=code):
                answer = ask(PORTS["intercept"], f"/html/{code}", accept="text/html, */*;q=0.1", accept_language="de")
                self.page(answer, code, "de")
                self.assertEqual(answer.all("WWW-Authenticate"), ['Basic realm="up"'] if code == 401 else [])
        self.page(ask(PORTS["intercept"], "/html/503", "POST", "a=b", accept="text/html"), 503)

    def test_not_intercepted(self):
        for accept in ("application/json", "*/*"):
            for code in (404, 503):
                with self.subTest(accept=accept, code=code):
                    self.upstreams(ask(PORTS["intercept"], f"/json/{code}", accept=accept), code, "json")
        self.upstreams(ask(PORTS["intercept"], "/html/418", accept="text/html"), 418, "html")
        self.assertEqual(ask(PORTS["intercept"], "/html/200", accept="text/html").bytes, b"<p>upstream")


class Texts(live.Case):
    def test_hostile_texts_stay_texts(self):
        text = ask(PORTS["hostile"], "/code/404").bytes.decode()
        self.assertEqual(html.unescape(re.search("<h1>(.*?)</h1>", text)[1]), HOSTILE)
        self.assertEqual(html.unescape(re.search("<header>(.*?)</header>", text)[1]), HOSTILE)
        self.assertIn("&lt;!--#printenv --&gt;", text)
        self.assertNotIn("uid=", text)
        self.assertNotRegex(text, "directive|<!--#")
        plain = ask(PORTS["hostile"], "/code/404", accept="text/plain").bytes.decode()
        self.assertIn('<!--#exec cmd="id" -->', " ".join(plain.split()))

    def test_roots_that_cannot_be(self):
        for root in ("", "/srv/", "/srv/*", "/srv/e[r]", "/srv/?", "/srv/${HOME}", "/srv/a\nb"):
            with self.subTest(root=root):
                setting = f"apache.root={root}"
                code, errors = live.statusgen("generate", "apache", "-o", FOLDER / "never", "--set", setting)
                self.assertIn(code, (1, 2), errors)
                self.assertFalse((FOLDER / "never").exists())

    def test_a_module_that_is_missing_is_named(self):
        for module in ("negotiation", "headers", "include", "unique_id", "setenvif", "mime"):
            with self.subTest(module=module):
                conf = FOLDER / "without.conf"
                load = [line for line in (FOLDER / "apache.conf").read_text().split("\n") if "LoadModule" in line]
                lines = [line for line in load if f" {module}_module" not in line]
                lines += ["ServerName a", f"Listen 127.0.0.1:{PORTS['main']}",
                          f"Include {FOLDER}/plain/apache/errors.conf"]
                conf.write_text("\n".join(lines) + "\n")
                self.assertIn(f"need mod_{module}: a2enmod {module}", check(conf).stderr)


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    live.main()
