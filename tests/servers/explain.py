#!/usr/bin/python3
"""Responses of real servers, read by `curl -si | statusgen explain`: expectations by the RFCs and the configurations.

Starts nginx and Apache on free ports of 127.0.0.1 with the configurations below, in a temporary folder, and stops them
by their own process ids.
"""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

STATUSGEN = os.environ["STATUSGEN"]
MODULES = "/usr/lib/apache2/modules"
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="statusgen-servers-"))
FOLDER.chmod(0o755)  # Apache's workers are another user
PORTS = {}

NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/t1;
  proxy_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4;
  scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{nginx};
    root {folder}/www;
    location /moved {{ return 301 /index.html; }}
    location /none {{ return 204; }}
    location /sign-in {{ auth_basic "here"; auth_basic_user_file {folder}/none; }}
    location /bare {{ return 401; }}
    location /refused {{ deny all; }}
    location /down {{ add_header Retry-After 120 always; return 503; }}
    location /bad {{ proxy_pass http://127.0.0.1:{closed}; }}
    location /login {{ return 419; }}
  }}
}}
"""

APACHE = """
ServerRoot {folder}
PidFile {folder}/apache.pid
Listen 127.0.0.1:{apache}
ServerName localhost
ErrorLog {folder}/apache.log
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule alias_module {modules}/mod_alias.so
LoadModule allowmethods_module {modules}/mod_allowmethods.so
User www-data
Group www-data
DocumentRoot {folder}/www
Redirect 308 /old /index.html
Redirect 410 /gone
<Directory {folder}/www>
  Require all granted
  AllowMethods GET HEAD
</Directory>
<Location /refused>
  Require all denied
</Location>
"""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port, server):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"{server.args[0]} does not start:\n" + "".join(log.read_text() for log in FOLDER.glob("*.log")))


def start(command, port):
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    unittest.addModuleCleanup(stop, server)
    wait_for(port, server)


def stop(server):
    server.terminate()
    server.wait(20)


def setUpModule():
    unittest.addModuleCleanup(shutil.rmtree, FOLDER, True)
    (FOLDER / "www").mkdir()
    (FOLDER / "www/index.html").write_text("<!DOCTYPE html><title>Here</title><p>Here it is.\n" * 20)
    (FOLDER / "none").write_text("")
    PORTS.update(nginx=free_port(), apache=free_port(), closed=free_port())
    names = {"folder": FOLDER, "modules": MODULES, **PORTS}
    (FOLDER / "nginx.conf").write_text(NGINX.format(**names))
    (FOLDER / "apache.conf").write_text(APACHE.format(**names))
    start(["/usr/sbin/nginx", "-e", FOLDER / "nginx.log", "-c", FOLDER / "nginx.conf"], PORTS["nginx"])
    start(["/usr/sbin/apache2", "-D", "FOREGROUND", "-f", FOLDER / "apache.conf"], PORTS["apache"])


def explain(server, path, *options):
    """The exit code, and what explain says of each response."""
    url = f"http://127.0.0.1:{PORTS[server]}{path}"
    raw = subprocess.run(["curl", "-si", "--max-time", "10", *options, url], capture_output=True, check=True).stdout
    done = subprocess.run([STATUSGEN, "explain", "--format", "json"], input=raw, capture_output=True, check=False)
    if done.stderr:
        raise AssertionError(done.stderr.decode())
    return done.returncode, json.loads(done.stdout)["responses"]


def findings(response, *severities):
    return [(each["kind"], each["field"]) for each in response["findings"] if each["severity"] in severities]


class Servers(unittest.TestCase):
    def read(self, server, path, *options, exit_code=0):
        code, responses = explain(server, path, *options)
        self.assertEqual(code, exit_code, responses)
        return responses

    def one(self, server, path, number, *options, exit_code=0):
        responses = self.read(server, path, *options, exit_code=exit_code)
        self.assertEqual([each["code"] for each in responses], [number])
        self.assertIn(server, [sign["definer"] for sign in responses[0]["signs"]])
        return responses[0]

    def test_a_page(self):
        for server in ("nginx", "apache"):
            with self.subTest(server=server):
                page = self.one(server, "/index.html", 200)
                self.assertEqual(page["content"]["bytes"], (FOLDER / "www/index.html").stat().st_size)
                self.assertEqual(page["entry"]["defined_by"], "iana")
                self.assertEqual(findings(page, "error", "warning"), [])

    def test_nothing_there(self):
        for server in ("nginx", "apache"):
            with self.subTest(server=server):
                page = self.one(server, "/nothing", 404)
                self.assertEqual((page["entry"]["label"], page["entry"]["fault"]), ("Not Found", "client"))

    def test_a_range(self):
        for server in ("nginx", "apache"):
            with self.subTest(server=server):
                part = self.one(server, "/index.html", 206, "-r", "0-9")
                self.assertEqual(part["content"]["bytes"], 10)
                self.assertEqual(findings(part, "error"), [])
                self.assertEqual(findings(self.one(server, "/index.html", 416, "-r", "99999-"), "error"), [])

    def test_head(self):
        page = self.one("nginx", "/index.html", 200, "-I")
        self.assertEqual(page["content"]["bytes"], 0)
        self.assertGreater(page["content"]["length"], 0)

    def test_redirections_in_a_row(self):
        found = self.read("nginx", "/moved", "-L")
        self.assertEqual([each["code"] for each in found], [301, 200])
        self.assertTrue(found[0]["content"]["followed"] or found[0]["content"]["bytes"])
        found = self.read("apache", "/old", "-L")
        self.assertEqual([each["code"] for each in found], [308, 200])

    def test_no_content(self):
        self.assertEqual(findings(self.one("nginx", "/none", 204), "error"), [])

    def test_a_challenge_and_none(self):
        self.assertEqual(findings(self.one("nginx", "/sign-in", 401), "error"), [])
        bare = self.one("nginx", "/bare", 401, exit_code=3)
        self.assertEqual(findings(bare, "error"), [("missing_field", "WWW-Authenticate")])

    def test_refused(self):
        for server in ("nginx", "apache"):
            with self.subTest(server=server):
                self.one(server, "/refused", 403)

    def test_a_method_that_is_not_allowed(self):
        # nginx answers a POST for a file with a 405 that lacks Allow, which RFC 9110, section 15.5.6, requires.
        found = self.one("nginx", "/index.html", 405, "-d", "a=b", exit_code=3)
        self.assertEqual(findings(found, "error"), [("missing_field", "Allow")])
        found = self.one("apache", "/index.html", 405, "-X", "DELETE")
        self.assertEqual(findings(found, "error"), [])

    def test_when_to_come_back(self):
        down = self.one("nginx", "/down", 503)
        self.assertEqual(down["retry"]["after"]["seconds"], 120)
        self.assertEqual(down["retry"]["when"], "after_delay")

    def test_a_gateway_without_upstream(self):
        bad = self.one("nginx", "/bad", 502)
        self.assertIn("application_behind_load_balancer", [each["id"] for each in bad["scenarios"]])

    def test_a_code_of_several_definers(self):
        found = self.one("nginx", "/login", 419)
        self.assertIsNone(found["entry"])
        self.assertGreaterEqual(len(found["others"]), 2)

    def test_gone(self):
        self.assertEqual(self.one("apache", "/gone", 410)["entry"]["label"], "Gone")


class Result(unittest.TextTestResult):
    def printed(self, test, word):
        self.stream.writeln(f"{word} - {test.id().rsplit('.', 1)[-1]}")

    def addSuccess(self, test):
        self.printed(test, "ok")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.printed(test, "not ok")

    def addError(self, test, err):
        super().addError(test, err)
        self.printed(test, "not ok")


if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0, resultclass=Result).run(suite)
    sys.exit(not result.wasSuccessful())
