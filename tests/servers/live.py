"""What the tests of the server products share: generating, an upstream, raw requests, and what a page must be.

Servers listen on free ports of 127.0.0.1, work in a temporary folder and are stopped by their own process ids.
"""
import functools
import html
import http.client
import http.server
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tests/products"))
import helpers  # noqa: E402
from pages_facts import facts, hash_of, situation  # noqa: E402

STATUSGEN = os.environ["STATUSGEN"]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="statusgen-live-"))
FOLDER.chmod(0o755)  # the workers may be another user
TYPES = {"html": "text/html; charset=utf-8", "json": "application/problem+json", "txt": "text/plain; charset=utf-8"}


def statusgen(*arguments):
    done = subprocess.run([STATUSGEN, *map(str, arguments)], capture_output=True, text=True, check=False, cwd=FOLDER)
    return done.returncode, done.stderr


def generate(product, where, *arguments, **options):
    """The folder with the files of the product, which know that they are there."""
    folder = FOLDER / where / product
    settings = [f"{product}.root={folder}", *(f"{product}.{option}={value}" for option, value in options.items())]
    sets = [part for setting in settings for part in ("--set", setting)]
    code, errors = statusgen("generate", product, "-o", FOLDER / where, "-q", "--templates", ROOT / "templates", *sets,
                             *arguments)
    if code != 0:
        raise RuntimeError(errors)
    return folder


def locales():
    """German, English, and two locales of a user: one from right to left, one of a region."""
    files = []
    for tag, direction, title in (("ar", "rtl", "الصفحة غير موجودة"), ("pt-BR", "ltr", "Página não encontrada")):
        situations = [{"id": "not_found", "title": title, "message": title, "advice": title}]
        locale = {"format": "statusgen-locale/1", "tag": tag, "name": tag, "dir": direction, "strings": {},
                  "situations": situations}
        files.append(str(helpers.write_json(f"{tag}.json", locale)))
    return ",".join(["en", "de", *files])


# Servers

def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def start(command, port, log, **more):
    with open(log, "ab") as output:
        server = subprocess.Popen([str(part) for part in command], stdout=output, stderr=output, **more)
    unittest.addModuleCleanup(stop, server)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"{command[0]} does not start:\n{log.read_text()}")


def stop(server):
    server.terminate()
    server.wait(20)


def remove_folder():
    unittest.addModuleCleanup(shutil.rmtree, FOLDER, True)


class Upstream(http.server.BaseHTTPRequestHandler):
    """Answers /html/404 with an HTML page of its own, and /json/404 with JSON."""
    protocol_version = "HTTP/1.1"
    BODIES = {"html": ("text/html", b"<p>upstream"), "json": ("application/json", b'{"from":"upstream"}')}

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind, code = self.path.split("/")[-2:]
        content_type, body = self.BODIES[kind]
        self.send_response(int(code))
        for name, value in (("Content-Type", content_type), ("Content-Length", str(len(body))), ("Retry-After", "7"),
                            ("Content-Language", "fr"), ("Cache-Control", "max-age=99"), ("ETag", '"up"'),
                            ("Content-Security-Policy", "default-src *"), ("WWW-Authenticate", 'Basic realm="up"')):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_POST = do_HEAD = do_GET

    def log_message(self, *arguments):
        pass


class UpstreamServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A gateway that closes a connection early is no matter of these tests."""


def start_upstream():
    server = UpstreamServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    unittest.addModuleCleanup(server.shutdown)
    return server.server_address[1]


# Requests

class Answer:
    def __init__(self, response):
        self.status = response.status
        self.fields = response.headers
        self.bytes = response.read()

    def all(self, name):
        return self.fields.get_all(name, [])


def ask(port, path, method="GET", body=None, **fields):
    """The answer; fields are written as accept_language="de"."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {name.replace("_", "-"): value for name, value in fields.items()}
    connection.request(method, path, body=body, headers=headers)
    answer = Answer(connection.getresponse())
    connection.close()
    return answer


def send(port, text):
    """The answer to bytes that need not be a request."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(text)
        response = http.client.HTTPResponse(connection)
        response.begin()
        return Answer(response)


def logged(log, text):
    """Whether a log has this text, or gets it soon: servers write it when the answer is already there."""
    for _ in range(100):
        if text in log.read_text():
            return True
        time.sleep(0.05)
    return False


# Pages

@functools.cache
def words(number, tag):
    """The situation of a number in a language, and what a page says of the code."""
    code = facts()[number]
    english = situation(code)
    locale = json.loads((ROOT / f"spec/locales/{tag}.json").read_text(encoding="utf-8"))
    own = next((each for each in locale.get("situations", []) if each["id"] == english["id"]), {})
    return {**english, **own}, f"{number} {helpers.label(code)}"


class Case(unittest.TestCase):
    maxDiff = None

    def page(self, answer, number, tag="en", kind="html"):
        """This is the right page, in the right language and type, with everything that must be said about it."""
        told, code = words(number, tag)
        text = answer.bytes.decode("utf-8")
        self.assertEqual((answer.status, answer.all("Content-Type"), answer.all("Content-Language")),
                         (number, [TYPES[kind]], [tag]), text[:300])
        if kind == "html":
            self.assertEqual(re.findall(r"<h1[^>]*>(.*?)</h1>", text), [html.escape(told["title"], quote=False)])
            self.assertEqual(html.unescape(re.findall(r"<dd><bdi[^>]*>(.*?)</bdi>", text)[0]), code)
            self.assertRegex(text, f'<html lang="{tag}"')
            style = hash_of(answer)
            self.assertTrue(text.endswith("</html>\n"))
        elif kind == "json":
            problem = json.loads(text)
            self.assertEqual((problem["status"], problem["title"]), (number, code.split(" ", 1)[1]))
            self.assertEqual(problem["detail"], told["message"])
            style = "'sha256-"
        else:
            self.assertEqual(text.split("\n\n")[0], told["title"])
            self.assertIn(f": {code}\n", text)
            style = "'sha256-"
        (policy,) = answer.all("Content-Security-Policy")
        self.assertTrue(policy.startswith(f"default-src 'none'; style-src {style}"), policy)
        self.assertEqual([answer.all(name) for name in ("Cache-Control", "X-Robots-Tag")], [["no-store"], ["noindex"]])
        self.assertEqual(sorted(re.split(", *", ",".join(answer.all("Vary")))), ["Accept", "Accept-Language"])
        self.assertEqual([answer.all(name) for name in ("Content-Location", "ETag", "Last-Modified")], [[], [], []])

    def upstreams(self, answer, number, kind):
        """What the upstream has said reaches the visitor as it was."""
        content_type, body = Upstream.BODIES[kind]
        self.assertEqual((answer.status, answer.bytes), (number, body))
        for name, value in (("Content-Type", content_type), ("Content-Language", "fr"), ("Retry-After", "7"),
                            ("Cache-Control", "max-age=99"), ("ETag", '"up"')):
            self.assertEqual(answer.all(name), [value], name)


class Result(unittest.TextTestResult):
    """Prints a line for each subtest, and for each test without subtests."""

    def startTest(self, test):
        super().startTest(test)
        self.parts = 0

    def printed(self, test, good):
        name = test.id().removeprefix("__main__.")
        self.stream.writeln(f"{'ok' if good else 'not ok'} - {name}")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        self.parts += 1
        self.printed(subtest, err is None)

    def addSuccess(self, test):
        if self.parts == 0:
            self.printed(test, True)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.printed(test, False)

    def addError(self, test, err):
        super().addError(test, err)
        self.printed(test, False)


def main():
    runner = unittest.TextTestRunner(stream=sys.stdout, verbosity=0, resultclass=Result)
    sys.exit(not unittest.main(module="__main__", exit=False, testRunner=runner).result.wasSuccessful())
