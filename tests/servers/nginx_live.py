"""Debian's nginx for tests: started with a configuration on loopback, asked over sockets, stopped by its own ID."""
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "products"))
import helpers  # noqa: E402

FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="statusgen-nginx-"))
FOLDER.chmod(0o755)  # the workers of a root's nginx are another user
unittest.addModuleCleanup(shutil.rmtree, FOLDER, True)
FIELDS = {"Host": "localhost"}

MAIN = """
daemon off; pid nginx.pid; error_log stderr; worker_processes 1;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
{text}
}}
"""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def made(name, *arguments, product="nginx"):
    """The folder with what a product makes, where nginx is told to find it."""
    folder = FOLDER / name / product
    settings = ("--set", f"root={folder}") if product == "nginx" else ()
    done = helpers.statusgen("generate", product, "-o", folder.parent, "-q", *settings, *arguments)
    if done.returncode != 0:
        raise AssertionError(done.stderr.decode())
    return folder


class Nginx:
    """A running server; `text` stands in the context http."""

    def __init__(self, text, port):
        folder = pathlib.Path(tempfile.mkdtemp(dir=FOLDER))
        folder.chmod(0o755)
        (folder / "nginx.conf").write_text(MAIN.format(text=text), encoding="utf-8")
        self.start(folder, port)

    @classmethod
    def of_folder(cls, folder, port):
        """As its own nginx.conf has it."""
        server = cls.__new__(cls)
        server.start(folder, port)
        return server

    def start(self, folder, port):
        command = ["/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
        tried = subprocess.run([*command, "-t"], capture_output=True, check=False)
        warned = [line for line in tried.stderr.decode().splitlines() if "[warn]" in line]
        if tried.returncode != 0 or warned:
            raise AssertionError(tried.stderr.decode())
        with open(folder / "log", "wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        unittest.addModuleCleanup(self.stop)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError((folder / "log").read_text())

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def loads(text):
    """What nginx -t says to this in the context http: None if it is fine."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=FOLDER))
    (folder / "nginx.conf").write_text(MAIN.format(text=text), encoding="utf-8")
    command = ["/usr/sbin/nginx", "-t", "-q", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    done = subprocess.run(command, capture_output=True, check=False)
    return None if done.returncode == 0 else done.stderr.decode()


class Answer:
    """A response: status, fields as pairs, content; `raw` is all of it."""

    def __init__(self, raw, method):
        head, _, content = raw.partition(b"\r\n\r\n")
        line, *rows = head.decode("latin-1").split("\r\n")
        self.raw, self.line = raw, line
        self.status = int(line.split(" ")[1])
        self.fields = [tuple(row.split(": ", 1)) if ": " in row else (row.rstrip(":"), "") for row in rows]
        chunked = method != "HEAD" and self.get("Transfer-Encoding") == "chunked"
        self.content = unchunked(content) if chunked else content

    def all(self, name):
        return [value for each, value in self.fields if each.lower() == name.lower()]

    def get(self, name):
        """The value of a field that is there at most once."""
        found = self.all(name)
        if len(found) > 1:
            raise AssertionError(f"{name} is there {len(found)} times: {found}")
        return found[0] if found else None


def unchunked(content):
    out = b""
    while True:
        size, _, content = content.partition(b"\r\n")
        length = int(size, 16)
        if length == 0:
            return out
        out, content = out + content[:length], content[length + 2:]


def raw(port, request):
    """All bytes that come back until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def ask(port, path, method="GET", content=b"", **fields):
    """The answer; a field is given as Accept_Language=…"""
    lines = {**FIELDS, **{name.replace("_", "-"): value for name, value in fields.items()}, "Connection": "close"}
    if content:
        lines["Content-Length"] = str(len(content))
    head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    return Answer(raw(port, head.encode() + content), method)


class Result(unittest.TextTestResult):
    """A line for each test and each subtest."""

    def line(self, test, good):
        name = re.sub(r"__main__\.", "", test.id())
        self.stream.writeln(f"{'ok' if good else 'not ok'} - {name}")

    def startTest(self, test):
        super().startTest(test)
        self.parts = 0

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        self.parts += 1
        self.line(subtest, err is None)

    def addSuccess(self, test):
        super().addSuccess(test)
        if self.parts == 0:
            self.line(test, True)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.line(test, False)

    def addError(self, test, err):
        super().addError(test, err)
        self.line(test, False)


def main():
    program = unittest.main(module="__main__", exit=False,
                            testRunner=unittest.TextTestRunner(stream=sys.stdout, verbosity=0, resultclass=Result))
    sys.exit(not program.result.wasSuccessful())
