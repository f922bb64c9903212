#!/usr/bin/python3
"""Each escaper proved by a real reader of its language: what goes in comes out, or is refused with a message.

Readers that are not installed are named at the end and skipped, except in CI.
"""
# needs: g++ python3-yaml python3-html5lib cmark-gfm
# only: --all
import ast
import csv
import html.parser
import http.client
import io
import json
import keyword
import os
import re
import shutil
import socket
import subprocess
import time
import unittest
import urllib.parse
import xml.etree.ElementTree

import html5lib
import yaml

import helpers
import escapers_texts
from escapers_texts import Refused, escaped, shown

try:
    import tinycss2
except ImportError:
    tinycss2 = None

SPACES = re.compile(r"[ \t\n\r\f\v]+")
WARNED = set()


def have(reader, found):
    """Whether a reader is here; in CI it must be."""
    if found or os.environ.get("CI") == "true":
        return True
    if reader not in WARNED:
        print(f"{reader} is missing: what it would read is not tested")
    WARNED.add(reader)
    return False


def collapsed(text):
    return SPACES.sub(" ", text).strip(" ")


def read_each(read, pieces):
    """What the reader finds; if it breaks down on the whole, the halves are tried."""
    if not pieces:
        return []
    try:
        found = read(pieces)
        assert len(found) == len(pieces), f"{len(pieces)} texts went in, {len(found)} came out"
        return found
    except Exception as error:  # whatever a reader throws is what it says about the text
        if len(pieces) == 1:
            return [error]
        middle = len(pieces) // 2
        return read_each(read, pieces[:middle]) + read_each(read, pieces[middle:])


def output(*command, stdin=None, cwd=None):
    """The bytes that a program prints; an exit status other than 0 is an exception with what it said."""
    done = helpers.run(*command, stdin=stdin, cwd=cwd)
    if done.returncode != 0:
        raise ValueError((done.stderr + done.stdout).decode(errors="replace")[:400])
    return done.stdout


def compilers():
    found = [name for name in ("g++", "clang++") if shutil.which(name)]
    return [(name, standard) for name in found for standard in ("-std=c++14", "-std=c++20")]  # C++14 has trigraphs


class Text(html.parser.HTMLParser):
    """The text of HTML, and the names of its elements in the order in which they begin."""

    def __init__(self, document):
        super().__init__()
        self.text, self.tags = "", []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


class Case(unittest.TestCase):
    maxDiff = None

    def prove(self, expression, language, read, refused=lambda s: False, expected=lambda s: s, strings=None, **variables):
        """Reads back what the expression prints: each named text is a check, and all random ones together."""
        named = escapers_texts.STRINGS if strings is None else strings
        texts = named + (escapers_texts.soup() if strings is None else [])
        printed = escaped(expression, language, texts, **variables)
        taken = [i for i, piece in enumerate(printed) if not isinstance(piece, Refused)]
        found = dict(zip(taken, read_each(read, [printed[i] for i in taken])))
        wrong = []
        for i, text in enumerate(texts):
            problem = None
            if refused(text) != isinstance(printed[i], Refused):
                problem = f"refused: {printed[i]}" if isinstance(printed[i], Refused) else f"is not refused: {shown(printed[i])}"
            elif i in found and found[i] != expected(text):
                problem = f"printed as {shown(printed[i])}, read as {found[i] if isinstance(found[i], Exception) else shown(found[i])}"
            if i < len(named):
                with self.subTest(expression=expression, text=shown(text)):
                    self.assertIsNone(problem)
            elif problem:
                wrong.append(f"{shown(text)} {problem}")
        with self.subTest(expression=expression, text="random"):
            self.assertEqual(wrong[:5], [])


def has_nul(text):
    return "\0" in text


def has_control(text):
    return re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text) is not None


class DataTest(Case):
    """What can come from data at all."""

    def test_only_unicode_comes_in(self):
        for data in (b'{"s": "\xff"}', b'{"s": "\xc0\x80"}', b'{"s": "\xed\xa0\x80"}', b'{"s": "\\ud800"}', b'{"s": "a\0b"}'):
            with self.subTest(data=data):
                folder = helpers.new_folder("data")
                (folder / "t.txt.j2").write_text("{{ s }}")
                (folder / "d.json").write_bytes(data)
                done = helpers.statusgen("render", folder / "t.txt.j2", "--data", folder / "d.json")
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertIn(b"error: ", done.stderr)


class CppTest(Case):
    def compiled(self, compiler, standard):
        def read(pieces):
            folder = helpers.new_folder("cpp")
            lines = "\n".join(f"  show({piece}, sizeof({piece}) - 1);" for piece in pieces)
            (folder / "t.cpp").write_text(
                "#include <cstdio>\n#include <cstddef>\nstatic void show(const char* s, std::size_t n) {\n"
                '  for (std::size_t i = 0; i < n; ++i) std::printf("%02x", static_cast<unsigned char>(s[i]));\n'
                '  std::printf("\\n");\n}\nint main() {\n' + lines + "\n}\n", encoding="utf-8")
            output(compiler, standard, "-w", folder / "t.cpp", "-o", folder / "t")
            return [bytes.fromhex(line).decode() for line in output(folder / "t").decode().split("\n")[:-1]]
        return read

    def test_string(self):
        for compiler, standard in compilers():
            with self.subTest(compiler=compiler, standard=standard):
                self.prove("s|cpp_string", "cpp", self.compiled(compiler, standard))

    def test_bool(self):
        self.assertEqual(escaped("s|cpp_bool", "cpp", [True, False]), ["true", "false"])
        for value in ("true", 1, None):
            self.assertIsInstance(escaped("s|cpp_bool", "cpp", [value])[0], Refused)

    def test_address_in_a_string(self):
        for compiler, standard in compilers():
            self.prove("s|url", "cpp", lambda pieces: self.compiled(compiler, standard)([f'"{p}"' for p in pieces]), refused=has_scheme,
                       expected=lambda s: escaped("s|url", "txt", [s])[0], strings=ADDRESSES)


class RustTest(Case):
    def test_string(self):
        if not have("rustc", shutil.which("rustc")):
            return

        def read(pieces):
            folder = helpers.new_folder("rust")
            lines = "".join(f"    show({piece});\n" for piece in pieces)
            (folder / "t.rs").write_text("fn show(s: &str) {\n    for b in s.bytes() {\n        print!(\"{:02x}\", b);\n    }\n    println!();\n}\n"
                                         "fn main() {\n" + lines + "}\n", encoding="utf-8")
            output("rustc", "--edition", "2021", "-D", "warnings", "-o", folder / "t", folder / "t.rs")
            return [bytes.fromhex(line).decode() for line in output(folder / "t").decode().split("\n")[:-1]]
        self.prove("s|rust_string", "rust", read)


class CommentTest(Case):
    """Behind each comment stands one statement: the language must see these statements and nothing else."""

    def proved(self, expression, language, read, around=("", "")):
        def only_statements(pieces):
            statements = read([around[0] + piece + around[1] for piece in pieces])
            return [True] * len(pieces) if statements else []
        self.prove(expression, language, only_statements, expected=lambda s: True)

    def test_cpp(self):
        for compiler, standard in compilers():
            def read(comments, compiler=compiler, standard=standard):
                folder = helpers.new_folder("comment")
                source = "".join(f"{comment}\nint after_{i};\n" for i, comment in enumerate(comments))
                (folder / "t.cpp").write_text(source, encoding="utf-8")
                tokens = output(compiler, standard, "-w", "-E", "-P", folder / "t.cpp").decode().split()
                return tokens == [word for i in range(len(comments)) for word in ("int", f"after_{i};")]
            for expression, around in (("s|comment('// ')", ("", "")), ("s|comment('//')", ("", "")), ("s|comment('/// ', 20)", ("", "")),
                                       ("s|comment(' * ')", ("/**\n", "\n */")), ("s|comment(' *', 12)", ("/*\n", "\n */")),
                                       ("s|comment('')", ("/* ", " */"))):
                self.proved(expression, "cpp", read, around)

    def test_python(self):
        def read(comments):
            source = "import ast\n\n" + "".join(f"{comment}\nafter_{i} = {i}\n" for i, comment in enumerate(comments))
            wanted = "import ast\n" + "".join(f"after_{i} = {i}\n" for i in range(len(comments)))
            return ast.dump(ast.parse(source.encode())) == ast.dump(ast.parse(wanted))
        self.proved("s|comment('# ')", "python", read)

    def test_yaml(self):
        def read(comments):
            source = "".join(f"{comment}\nafter_{i}: {i}\n" for i, comment in enumerate(comments))
            return yaml.safe_load(source) == {f"after_{i}": i for i in range(len(comments))}
        self.proved("s|comment('# ', 30)", "yaml", read)

    def test_shell(self):
        def read(comments):
            source = "".join(f"{comment}\necho {i}\n" for i, comment in enumerate(comments))
            return output("/bin/sh", "-c", source, cwd=helpers.new_folder("sh")).decode().split() == [str(i) for i in range(len(comments))]
        self.proved("s|comment('# ')", "shell", read)

    def test_typescript(self):
        if not have("node", shutil.which("node")):
            return

        def read(comments):
            source = "const seen = [];\n" + "".join(f"{comment}\nseen.push({i});\n" for i, comment in enumerate(comments))
            return json.loads(output("node", stdin=source + "console.log(JSON.stringify(seen));\n")) == list(range(len(comments)))
        self.proved("s|comment('// ')", "typescript", read)
        self.proved("s|comment(' * ')", "typescript", read, ("/**\n", "\n */"))

    def test_rust(self):
        if not shutil.which("rustc"):  # no package of Debian's that the tests ask for
            return

        def read(comments):
            folder = helpers.new_folder("rust")
            source = "fn main() {\n" + "".join(f"{comment}\nprintln!(\"{i}\");\n" for i, comment in enumerate(comments)) + "}\n"
            (folder / "t.rs").write_text(source, encoding="utf-8")
            output("rustc", "-A", "warnings", "-o", folder / "t", folder / "t.rs")
            return output(folder / "t").decode().split() == [str(i) for i in range(len(comments))]
        self.proved("s|comment('// ')", "rust", read)
        self.proved("s|comment(' * ')", "rust", read, ("/*\n", "\n */"))

    def test_letters_stay(self):
        def letters(text):
            return re.findall("[0-9A-Za-zé日本語😀]", text)
        self.prove("s|comment('', 100000)", "cpp", lambda pieces: [letters(piece) for piece in pieces], expected=letters)


class JsonTest(Case):
    def test_json(self):
        for expression in ("s|json", "s|tojson"):
            self.prove(expression, "json", lambda pieces: json.loads("[" + ",".join(pieces) + "]"))

    def test_as_key_and_indented(self):
        for expression in ("{s: [s]}|json", "{s: [s]}|json(2)", "{s: [s]}|tojson", "{s: [s]}|tojson(2)"):
            self.prove(expression, "json", lambda pieces: [list(json.loads(p).items())[0] for p in pieces], expected=lambda s: (s, [s]))

    def test_as_python(self):
        self.prove("s|json", "python", lambda pieces: ast.literal_eval("[" + ",\n".join(pieces) + "]"))

    def test_surrogates_are_for_json_only(self):
        for language in ("python", "yaml"):  # which do not join the two halves of tojson's "\ud83d\ude00"
            self.assertIsInstance(escaped("s|tojson", language, ["😀"])[0], Refused)

    def test_as_typescript(self):
        if not have("node", shutil.which("node")):
            return

        def read(pieces):
            return json.loads(output("node", stdin="console.log(JSON.stringify([" + ",\n".join(pieces) + "]))"))
        for expression in ("s|json", "s|tojson"):
            self.prove(expression, "typescript", read)

    def test_in_a_script_of_a_page(self):
        def read(pieces):
            page = "<!DOCTYPE html><title>x</title>" + "".join(f"<script>{piece}</script>" for piece in pieces)
            return [json.loads("".join(script.itertext())) for script in html_tree(page).iter("script")]
        self.prove("s|tojson", "html", read)

    def test_in_an_attribute(self):
        def read(pieces):
            page = "<!DOCTYPE html><title>x</title>" + "".join(f"<i data-x='{piece}'></i>" for piece in pieces)
            return [json.loads(element.get("data-x")) for element in html_tree(page).iter("i")]
        self.prove("s|tojson", "html", read)


class YamlTest(Case):
    LOADERS = [yaml.SafeLoader] + ([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])

    def test_values(self):
        for loader in self.LOADERS:
            def read(pieces, loader=loader):
                return list(yaml.load("".join(f"k{i}: {piece}\n" for i, piece in enumerate(pieces)), loader).values())
            for expression in ("s|yaml", "s|json"):
                self.prove(expression, "yaml", read)

    def test_items(self):
        for loader in self.LOADERS:
            self.prove("s|yaml", "yaml", lambda pieces, l=loader: yaml.load("".join(f"- {piece}\n" for piece in pieces), l))

    def test_keys(self):
        for loader in self.LOADERS:
            def read(pieces, loader=loader):
                return [list(mapping)[0] for mapping in yaml.load("".join(f"- {piece}: 1\n" for piece in pieces), loader)]
            # YAML reads a key on one line only up to 1024 characters.
            self.prove("s|yaml", "yaml", read, strings=[s for s in escapers_texts.STRINGS if len(json.dumps(s)) < 1000])

    def test_lists_and_dicts(self):
        short = [s for s in escapers_texts.STRINGS if len(json.dumps(s)) < 1000]
        for expression in ("[s, {s: s}]|yaml", "[s, {s: s}]|json", "[s, {s: s}]|json(2)"):
            self.prove(expression, "yaml", lambda pieces: [yaml.safe_load(piece) for piece in pieces], expected=lambda s: [s, {s: s}], strings=short)

    def test_other_values(self):
        values = [None, True, False, 0, -1, 10**18, 1.5, -0.25, 1e16, 1e-5, 1e300, [], {}, [1, [2.5, None]], {"a": {"b": True}}]
        for loader in self.LOADERS:
            for value, piece in zip(values, escaped("s|yaml", "yaml", values)):
                with self.subTest(value=value):
                    self.assertEqual(yaml.load(f"k: {piece}\n", loader), {"k": value})


def cmark(document):
    return output("cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "tasklist", "--unsafe", "--to", "html", stdin=document).decode()


class MarkdownTest(Case):
    # Markdown cannot hold NUL; all white space is one space.
    def proved(self, expression, before, after, pattern, tags):
        def read(pieces):
            out = re.findall(pattern, cmark("".join(f"{before}{piece}{after}\n\n" for piece in pieces)), re.S)
            texts = [Text(part) for part in out]
            for text in texts:
                assert text.tags == tags, f"has the elements {text.tags}"
            return [collapsed(text.text) for text in texts]
        visible = [s for s in escapers_texts.STRINGS if collapsed(s)]
        self.prove(expression, "md", read, refused=has_nul, expected=collapsed, strings=visible)
        wrong = [s for s in escapers_texts.soup() if collapsed(s) and not has_nul(s)]
        self.prove(expression, "md", read, expected=collapsed, strings=wrong[:300])

    def test_paragraph(self):
        self.proved("s|md", "", "", "<p>.*?</p>", ["p"])

    def test_inside_a_sentence(self):
        for before, after in (("a", "b"), ("(", ")."), ("a1", "2")):
            def read(pieces, before=before, after=after):
                out = re.findall("<p>(.*?)</p>", cmark("".join(f"{before}{piece}{after}\n\n" for piece in pieces)), re.S)
                return [text.text[len(before):-len(after)] if not text.tags else text.tags for text in map(Text, out)]
            self.prove("s|md", "md", read, refused=has_nul, expected=lambda s: SPACES.sub(" ", s))

    def test_heading(self):
        self.proved("s|md", "# ", "", "<h1>.*?</h1>", ["h1"])

    def test_item(self):
        self.proved("s|md", "- a\n\n<!-- -->\n\n- ", "", r"<li>(?!a</li>).*?</li>", ["li"])

    def test_link(self):
        self.proved("s|md", "[", "](x)", "<p>.*?</p>", ["p", "a"])

    def test_cell(self):
        def read(pieces):
            rows = "".join(f"| {piece} | {piece} | end |\n" for piece in pieces)
            out = re.findall("<tr>(.*?)</tr>", cmark("| a | b | c |\n| --- | --- | --- |\n" + rows), re.S)[1:]
            cells = [re.findall("<td>(.*?)</td>", row, re.S) for row in out]
            for row in cells:
                assert len(row) == 3 and row[0] == row[1] and row[2] == "end" and not Text(row[0]).tags, f"has the cells {row}"
            return [collapsed(Text(row[0]).text) for row in cells]
        self.prove("s|md_cell", "md", read, refused=has_nul, expected=collapsed)

    def test_front_matter(self):
        def read(pieces):
            pages = [re.fullmatch("---\n(.*\n)---", piece, re.S) for piece in pieces]
            return [yaml.safe_load(page[1])["title"] for page in pages]
        self.prove("{'title': s, 'position': 1}|md_front_matter", "md", read)

    def test_fence(self):
        def read(pieces):
            out = re.findall("<pre><code>(.*?)</code></pre>", cmark("\n\n".join(pieces)), re.S)
            return [Text(part).text for part in out]
        self.prove("s|md_fence", "md", read, refused=has_nul,
                   expected=lambda s: re.sub("\r\n?", "\n", s).strip("\n") + "\n")

    def test_fence_around_other_languages(self):
        self.assertEqual(escaped("s|md_fence('cpp')", "md", ["a ``` b"]), ["````cpp\na ``` b\n````"])


def html_tree(page):
    return html5lib.parse(page, namespaceHTMLElements=False)


class MarkupTest(Case):
    """html, xml and svg escape by themselves. Neither language can write every character; what its reader makes of the
    others, which Jinja2 prints alike, is expected."""

    def test_html_text(self):
        def read(pieces):
            return ["".join(e.itertext()) for e in html_tree("<!DOCTYPE html><title>x</title>" + "".join(f"<p>{p}</p>" for p in pieces)).iter("p")]
        for expression in ("s", "s|e", "'' ~ s", "s|forceescape", "s|trim('')"):
            self.prove(expression, "html", read, expected=lambda s: re.sub("\r\n?", "\n", s).replace("\0", ""))

    def test_html_attributes(self):
        for quote in "\"'":
            def read(pieces, quote=quote):
                page = "<!DOCTYPE html><title>x</title>" + "".join(f"<i title={quote}{p}{quote}></i>" for p in pieces)
                return [element.get("title") for element in html_tree(page).iter("i")]
            self.prove("s", "html", read, expected=lambda s: re.sub("\r\n?", "\n", s).replace("\0", "\ufffd"))

    def test_html_title_and_textarea(self):
        for tag in ("title", "textarea"):
            def read(pieces, tag=tag):
                page = "".join(f"<{tag}>_{p}</{tag}>" for p in pieces)
                return ["".join(e.itertext())[1:] for e in html_tree("<!DOCTYPE html>" + page).iter(tag)]
            self.prove("s", "html", read, expected=lambda s: re.sub("\r\n?", "\n", s).replace("\0", "\ufffd"))

    def test_xml_and_svg(self):
        unwritable = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

        def read(pieces):
            tree = xml.etree.ElementTree.fromstring("<r>" + "".join(f'<e a="{p}" b=\'{p}\'>{p}</e>' for p in pieces) + "</r>")
            return [(e.get("a"), e.get("b"), e.text or "") for e in tree]

        def expected(text):
            line = re.sub("\r\n?", "\n", text)
            return (re.sub("[\n\t]", " ", line), re.sub("[\n\t]", " ", line), line)
        strings = [s for s in escapers_texts.STRINGS + escapers_texts.soup() if not unwritable.search(s)]
        for language in ("xml", "svg"):
            self.prove("s", language, read, expected=expected, strings=strings)
        for text in [s for s in escapers_texts.STRINGS if unwritable.search(s)]:  # the reader says no; nothing else is read
            with self.subTest(text=shown(text)), self.assertRaises(xml.etree.ElementTree.ParseError):
                read(escaped("s", "xml", [text]))


class CssTest(Case):
    def values(self, sheet):
        rules = tinycss2.parse_stylesheet(sheet, skip_whitespace=True, skip_comments=True)
        out = []
        for rule in rules:
            assert rule.type == "qualified-rule", rule
            (declaration,) = tinycss2.parse_declaration_list(rule.content, skip_whitespace=True)
            (value,) = [token for token in declaration.value if token.type != "whitespace"]
            assert value.type == "string", value
            out.append(value.value)
        return out

    def test_string(self):
        if not have("python3-tinycss2", tinycss2):
            return

        def sheet(pieces):
            return "".join(f"i::after {{ content: {piece} }}\n" for piece in pieces)

        def in_a_page(pieces):
            tree = html_tree(f"<!DOCTYPE html><title>x</title><style>\n{sheet(pieces)}</style>")
            return self.values("".join(tree.find(".//style").itertext()))
        self.prove("s|css", "css", lambda pieces: self.values(sheet(pieces)), refused=has_nul)
        self.prove("s|css", "css", in_a_page, refused=has_nul)


class ShellTest(Case):
    def test_word(self):
        def read(pieces):
            return output("/bin/sh", "-c", "printf '%s\\0' " + " ".join(pieces)).decode().split("\0")[:-1]
        self.prove("s|shell", "shell", read, refused=has_nul)
        self.prove("s|shell", "shell", lambda pieces: [output("/bin/sh", "-c", f"a={p}; printf %s \"$a\"").decode() for p in pieces],
                   refused=has_nul, strings=escapers_texts.STRINGS)


class CsvTest(Case):
    def test_field(self):
        def read(pieces):
            rows = list(csv.reader(io.StringIO("".join(f"{p},{p},end\r\n" for p in pieces), newline=""), strict=True))
            assert all(len(row) == 3 and row[0] == row[1] and row[2] == "end" for row in rows)
            return [row[0] for row in rows]
        self.prove("s|csv_field", "csv", read)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def served(command, port, names, **more):
    """What the server of this command says at each of these paths."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
                if server.poll() is not None:
                    raise ValueError(f"{command[0]} ends with {server.returncode}") from None
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        out = []
        for name in names:
            connection.request("GET", f"/{name}")
            answer = connection.getresponse()
            out.append(answer.read().decode())
            if answer.getheader("Connection") == "close":
                connection.close()
        return out
    finally:
        server.terminate()
        server.wait()


class Nginx:
    """Debian's nginx with one location for each text."""

    def __init__(self, pieces, comments=()):
        self.folder, self.port = helpers.new_folder("nginx"), free_port()
        paths = "".join(f"{name}_temp_path {self.folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        locations = "".join(f"location = /{i} {{ return 200 {piece}; }}\n" for i, piece in enumerate(pieces))
        locations += "".join(f"{comment}\nlocation = /c{i} {{ return 204; }}\n" for i, comment in enumerate(comments))
        self.conf = self.folder / "nginx.conf"
        self.conf.write_text(
            f"pid {self.folder}/pid; error_log stderr; daemon off; master_process off;\nevents {{}}\nhttp {{ access_log off; default_type text/plain; "
            f"{paths}\nserver {{ listen 127.0.0.1:{self.port};\n{locations}}} }}\n", encoding="utf-8")

    def command(self, *more):
        return ["nginx", "-p", str(self.folder), "-c", str(self.conf), "-e", "stderr", *more]

    def bodies(self, names):
        output(*self.command("-t", "-q"))
        return served(self.command(), self.port, names)


class NginxTest(Case):
    def test_string(self):
        if not have("nginx", shutil.which("nginx")):
            return
        self.prove("s|nginx_string", "nginx", lambda pieces: Nginx(pieces).bodies(range(len(pieces))), refused=lambda s: "$" in s or has_nul(s))

    def test_too_long(self):
        if not have("nginx", shutil.which("nginx")):
            return
        (piece,) = escaped("s|nginx_string", "nginx", ["x" * 5000])
        with self.assertRaisesRegex(ValueError, "too long parameter"):
            Nginx([piece]).bodies([0])

    def test_comment(self):
        if not have("nginx", shutil.which("nginx")):
            return
        self.prove("s|comment('# ')", "nginx", lambda pieces: Nginx([], pieces).bodies([f"c{i}" for i in range(len(pieces))]), expected=lambda s: "")


class Apache:
    """Debian's Apache with one variable for each text, which mod_include prints."""

    HEAD = ("ServerRoot {folder}\nPidFile {folder}/pid\nListen 127.0.0.1:{port}\nServerName localhost\nErrorLog {folder}/log\n"
            "DocumentRoot {folder}/www\nUser www-data\nGroup www-data\nTypesConfig /dev/null\n"
            "<Directory {folder}/www>\nRequire all granted\nOptions Includes\nSetOutputFilter INCLUDES\n</Directory>\n")
    MODULES = ("mpm_event", "authz_core", "mime", "include", "env")

    def __init__(self, pieces, comments=()):
        self.folder, port = helpers.new_folder("apache"), free_port()
        for folder in (helpers.scratch(), self.folder, self.folder / "www"):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)  # the workers are another user
        self.conf = self.folder / "conf"
        lines = [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in self.MODULES]
        lines += [self.HEAD.format(folder=self.folder, port=port), *(f"SetEnv V{i} {piece}" for i, piece in enumerate(pieces))]
        lines += [f"{comment}\nSetEnv C{i} after" for i, comment in enumerate(comments)]
        self.conf.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.names = [f"V{i}" for i in range(len(pieces))] + [f"C{i}" for i in range(len(comments))]
        for name in self.names:
            (self.folder / f"www/{name}").write_text(f'<!--#echo encoding="none" var="{name}" -->')
        self.port = port

    def bodies(self):
        output("/usr/sbin/apache2", "-t", "-f", self.conf)
        return served(["/usr/sbin/apache2", "-D", "FOREGROUND", "-f", str(self.conf)], self.port, self.names)


class ApacheTest(Case):
    @staticmethod
    def refused(text):
        return any(part in text for part in ("${", "%{", "\n", "\0"))

    def test_string(self):
        if not have("apache2", os.path.exists("/usr/sbin/apache2")):
            return
        self.prove("s|apache_string", "apache", lambda pieces: Apache(pieces).bodies(), refused=self.refused)

    def test_comment(self):
        if not have("apache2", os.path.exists("/usr/sbin/apache2")):
            return
        self.prove("s|comment('# ')", "apache", lambda pieces: Apache([], pieces).bodies(), expected=lambda s: "after")


class Caddy:
    """Debian's Caddy with one answer for each text."""

    def __init__(self, pieces, comments=()):
        self.folder, self.port = helpers.new_folder("caddy"), free_port()
        lines = [f"respond /V{i} {piece} 200" for i, piece in enumerate(pieces)]
        lines += [f"{comment}\nrespond /C{i} after 200" for i, comment in enumerate(comments)]
        self.names = [f"V{i}" for i in range(len(pieces))] + [f"C{i}" for i in range(len(comments))]
        # Imported, since Caddy reads what it imports once more.
        (self.folder / "part").write_bytes(("\n".join(lines) + "\n").encode())
        self.conf = self.folder / "Caddyfile"
        self.conf.write_text(f"{{\nadmin off\nauto_https off\n}}\nhttp://:{self.port} {{\nbind 127.0.0.1\nimport {self.folder}/part\n}}\n")

    def bodies(self):
        environment = {**os.environ, **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(self.folder))}
        command = ["caddy", "run", "--config", str(self.conf), "--adapter", "caddyfile"]
        return served(command, self.port, self.names, env=environment)


class CaddyTest(Case):
    @staticmethod
    def refused(text):
        both = "`" in text and (text.endswith("\\") or '\\"' in text)
        return both or any(part in text for part in "{}\0")

    def test_string(self):
        if not have("caddy", shutil.which("caddy")):
            return
        self.prove("s|caddy", "caddy", lambda pieces: Caddy(pieces).bodies(), refused=self.refused)

    def test_comment(self):
        if not have("caddy", shutil.which("caddy")):
            return
        self.prove("s|comment('# ')", "caddy", lambda pieces: Caddy([], pieces).bodies(), expected=lambda s: "after")


class RoffTest(Case):
    HEAD = ".TH T 1 2020-01-01\n.SH S\n"

    def read_html(self, lines, tag):
        page = output("mandoc", "-T", "html", "-O", "fragment", "-I", "os=x", stdin=self.HEAD + lines).decode()
        body = re.search('<section class="Sh">(.*)</section>', page, re.S)[1]
        found = html_tree(body).iter(tag)
        return [collapsed("".join(element.itertext())) for element in found]

    def test_text(self):
        if not have("mandoc", shutil.which("mandoc")):
            return
        visible = [s for s in escapers_texts.STRINGS if collapsed(s)]
        refused = has_control
        self.prove("s|roff", "roff", lambda pieces: [self.read_html(f".PP\n{p}\n", "p")[-1] for p in pieces], refused=refused, expected=collapsed,
                   strings=visible)
        self.prove("s|roff", "roff", lambda pieces: [self.read_html(f".B \"{p}\"\n", "b")[-1] for p in pieces], refused=refused, expected=collapsed,
                   strings=visible)

    def test_terminal(self):
        if not have("mandoc", shutil.which("mandoc")):
            return

        def read(pieces):
            out = []
            for piece in pieces:
                text = output("mandoc", "-T", "utf8", "-O", "width=900", "-I", "os=x", stdin=f"{self.HEAD}.PP\n{piece}\n").decode()
                out.append(collapsed(re.sub(".\b", "", text).split("\n", 3)[3].rsplit("\n", 2)[0]))
            return out
        ascii_only = [s for s in escapers_texts.STRINGS if s.isascii() and collapsed(s) and len(s) < 800 and not has_control(s)]
        self.prove("s|roff", "roff", read, expected=collapsed, strings=ascii_only)


ADDRESSES = ["", "x", "/a/b", "../x", "http://x.org/", "HTTPS://x.org/?a=1&b=2#c", "mailto:a@b.org", "http://x.org/a b", "http://x.org/ä", "?q=ä&x=😀",
             "http://x.org/\"'<>`{}|\\^", "/(a)[b]*", "/%41%zz%", "/%%41", "a\nb", "a\tb", "a\0b", "/\u202e", "//x.org", "#x", "?", "??/", "/??/", "/?a=??",
             "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:x", "\x01javascript:x",
             "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&#58;x", "/?a&copy;b", "/?a&copy=b", "data:text/html,x", "vbscript:x",
             "file:///etc/passwd", "x:y", ":x", "/a:b", "?a:b", "http:x", "/;a;b", "/a,b", "/$x", "/!x", "/~a", "/a_b_c", "/*/", "/" + "x" * 3000]


def has_scheme(address):
    """Whether a browser would see a scheme that may run code, or another one that is not allowed."""
    before = re.match("[^/?#:]*:", address)
    return before is not None and before[0].lower() not in ("http:", "https:", "mailto:")


class UrlTest(Case):
    def test_percent(self):
        def read(pieces):
            for piece in pieces:
                assert re.fullmatch("(?:[A-Za-z0-9._~:/?#@!$&+,;=-]|%[0-9A-Fa-f]{2})*", piece), piece
            return [urllib.parse.unquote_to_bytes(piece) for piece in pieces]
        self.prove("s|url", "txt", read, refused=has_scheme, expected=urllib.parse.unquote_to_bytes, strings=ADDRESSES)
        self.prove("s|url", "txt", read, refused=has_scheme, expected=urllib.parse.unquote_to_bytes)

    def same(self, address):
        return escaped("s|url", "txt", [address])[0]

    def test_in_a_page(self):
        def read(pieces):
            return [a.get("href") for a in html_tree("<!DOCTYPE html><title>x</title>" + "".join(f'<a href="{p}">x</a>' for p in pieces)).iter("a")]
        self.prove("s|url", "html", read, refused=has_scheme, expected=self.same, strings=ADDRESSES)

    def test_in_a_link_of_markdown(self):
        def read(pieces):
            return [html.unescape(re.search('<p><a href="(.*?)">x</a></p>', cmark(f"[x]({piece})"))[1]) for piece in pieces]
        self.prove("s|url", "md", read, refused=has_scheme, expected=self.same, strings=ADDRESSES)

    def test_in_quotes(self):
        strings = [s for s in ADDRESSES if not has_scheme(s)]
        pieces = {language: escaped("s|url", language, strings) for language in ("yaml", "json", "python", "css")}
        for i, text in enumerate(strings):
            with self.subTest(text=shown(text)):
                same = self.same(text)
                self.assertEqual(yaml.safe_load(f'"{pieces["yaml"][i]}"'), same)
                self.assertEqual(json.loads(f'"{pieces["json"][i]}"'), same)
                self.assertEqual(ast.literal_eval(f'"{pieces["python"][i]}"'), same)
                if have("python3-tinycss2", tinycss2):
                    self.assertEqual(tinycss2.parse_one_component_value(f"url({pieces['css'][i]})").value, same)

    def test_only_where_quotes_hold_it(self):
        for language in ("shell", "csv", "nginx", "roff"):
            with self.subTest(language=language):
                self.assertIn("not escaped for " + language, escaped("s|url", language, ["/x"])[0])


WORDS = ["not found", "NotFound", "XMLHttp2Server", "I'm a teapot", "I’m", "a-b_c", "404", "4xx", "2 many", "a  b", "--a--", "class", "new", "continue",
         "default", "None", "True", "yield", "await", "async", "self", "Self", "crate", "super", "let", "type", "enum", "static", "and", "not", "or", "xor",
         "import", "lambda", "match", "loop", "move", "ref", "fn", "delete", "typeof", "eval", "arguments", "undefined", "null", "co_await", "requires",
         "concept", "char8_t", "constinit", "x y", "x\ny", "x\0y", "é", "日本", "😀", "-", "_", "__", "1", "", " ", "x;y", "x//y", "x\\", '"', "$", "a$b",
         "abstract", "dyn", "gen", "final", "override", "module", "operator", "this", "virtual", "wchar_t", "del", "pass", "print", "in", "is", "as"]


class IdentifierTest(Case):
    """Names that a compiler takes; what holds no character of a name is refused."""

    def test_python(self):
        def read(pieces):
            for piece in pieces:
                assert piece.isidentifier() and not keyword.iskeyword(piece), piece
                ast.parse(f"{piece} = 1\nclass A:\n  {piece} = 1\ndef {piece}({piece}): pass\n")
            return [True] * len(pieces)
        self.prove("s|python_identifier", "python", read, refused=lambda s: s == "", expected=lambda s: True, strings=WORDS)

    def test_cpp(self):
        for compiler, standard in compilers():
            def read(pieces, compiler=compiler, standard=standard):
                folder = helpers.new_folder("names")
                (folder / "t.cpp").write_text("".join(
                    f"namespace n{i} {{ int {p}; enum class E {{ {p} }}; struct S {{ int {p}; void f(int {p}); }}; }}\n" for i, p in enumerate(pieces)))
                output(compiler, standard, "-w", "-fsyntax-only", folder / "t.cpp")
                return [True] * len(pieces)
            self.prove("s|cpp_identifier", "cpp", read, refused=lambda s: s == "", expected=lambda s: True, strings=WORDS)

    def test_typescript(self):
        if not have("node", shutil.which("node")):
            return

        def read(pieces):
            source = "".join(f"{{ const {p} = {i}; ({{ {p} }}); function f({p}) {{ return {p}; }} if (f({i}) !== {p}) throw 0; }}\n" for i, p in enumerate(pieces))
            output("node", "--input-type=module", stdin=source)
            return [True] * len(pieces)
        self.prove("s|typescript_identifier", "typescript", read, refused=lambda s: s == "", expected=lambda s: True, strings=WORDS)

    def test_rust(self):
        if not shutil.which("rustc"):
            return

        def read(pieces):
            folder = helpers.new_folder("rust")
            (folder / "t.rs").write_text("".join(f"mod n{i} {{ pub fn {p}({p}: i32) -> i32 {{ {p} }} pub struct S {{ pub {p}: i32 }} }}\n" for i, p in enumerate(pieces)))
            output("rustc", "--edition", "2021", "--crate-type", "lib", "-A", "warnings", "--emit", "metadata", "-o", folder / "t", folder / "t.rs")
            return [True] * len(pieces)
        self.prove("s|rust_identifier", "rust", read, refused=lambda s: s == "", expected=lambda s: True, strings=WORDS)

    def test_casings(self):
        shapes = {"snake": "[a-z0-9]+(_[a-z0-9]+)*", "upper_snake": "[A-Z0-9]+(_[A-Z0-9]+)*", "kebab": "[a-z0-9]+(-[a-z0-9]+)*",
                  "camel": "[a-z0-9]+([A-Z0-9][a-z0-9]*)*", "pascal": "([A-Z0-9][a-z0-9]*)+"}
        for casing, shape in shapes.items():
            self.prove(f"s|{casing}", "cpp", lambda pieces, shape=shape: [re.fullmatch(shape, piece) is not None for piece in pieces],
                       refused=lambda s: re.search("[A-Za-z0-9]", s) is None or not s.replace("’", "").isascii(), expected=lambda s: True,
                       strings=WORDS + escapers_texts.STRINGS)


if __name__ == "__main__":
    helpers.main()
