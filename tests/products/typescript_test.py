#!/usr/bin/python3
"""The TypeScript module: compiled by tsc with all strictness, run by Node, and asked about every number."""
# needs: nodejs node-typescript
# only: --all
import functools
import json
import re
import unittest

import code_facts
import helpers
import hostile_overlay as hostile
import languages
from languages import pascal

TOOLS = [languages.tool("tsc"), languages.tool("node")]
STRICT = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noUnusedLocals", "--noUnusedParameters",
          "--noImplicitReturns", "--isolatedModules", "--pretty", "false"]
TARGETS = [["--module", "commonjs"], ["--module", "commonjs", "--target", "es2020"]]
NUMBERS = "[...Array(66536).keys()].map((n) => n - 1000).concat([404.5, -0, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 53, 65536 + 404])"


def compile(folder, path, *flags):
    """The finished process and the folder with the JavaScript."""
    out = helpers.new_folder("js")
    return helpers.run(TOOLS[0][0], *STRICT, *flags, "--outDir", out, folder / path), out


def built(folder, path="http-status.ts", *flags):
    done, out = compile(folder, path, *(flags or TARGETS[1]))
    if done.returncode != 0 or done.stdout:
        raise AssertionError(f"tsc on {folder / path}:\n{done.stdout.decode()}")
    return out


def ask(out, expression, name="http-status.js"):
    """What an expression over the module `m` is, by way of JSON."""
    script = f"const m = require({json.dumps(str(out / name))}); console.log(JSON.stringify({expression}))"
    return json.loads(helpers.output_of(TOOLS[1][0], "-e", script))


@functools.cache
def default():
    return built(languages.generate("typescript"))


@unittest.skipUnless(all(TOOLS), "tsc or node is missing")
class Compiling(unittest.TestCase):
    def test_plain_strict(self):
        """Without any other option, tsc takes the oldest target that it knows."""
        done = helpers.run(TOOLS[0][0], "--strict", "--outDir", helpers.new_folder("js"), languages.generate("typescript") / "http-status.ts")
        self.assertEqual((done.returncode, done.stdout), (0, b""))

    def test_targets(self):
        for flags in TARGETS:
            with self.subTest(flags=flags):
                self.assertEqual(ask(built(languages.generate("typescript"), "http-status.ts", *flags), "m.phrase(404)"), "Not Found")

    def test_types_for_users(self):
        folder = languages.generate("typescript")
        good = """import { Facts, Status, StatusCode, ClientErrorCode, NginxStatus, NginxStatusFacts, all, info, requiredFields, retry, NginxStatusCode, ServerErrorCode, effective, fromPhrase,
  isClientError, isError, isRegistered, phrase } from "./http-status";
const a: 404 = Status.NotFound;
const b: string = phrase(Status.NotFound);
const c: string | undefined = phrase(499 as number);
export function narrowed(code: StatusCode): string {
  if (isClientError(code)) { const d: ClientErrorCode = code; return phrase(code) + d; }
  const e: Exclude<StatusCode, ClientErrorCode> = code;
  return `${e}`;
}
export function widened(code: number): 0 | ClientErrorCode | ServerErrorCode | StatusCode {
  if (isError(code)) return code;
  return isRegistered(code) ? code : 0;
}
const f: StatusCode = effective(1000);
const g: StatusCode | undefined = fromPhrase("Gone");
const h: NginxStatusCode = NginxStatus.NoResponse;
const i: ClientErrorCode = 499;
const j: Facts = NginxStatusFacts[h];
const k: "get" | "none" | "may_change_to_get" | "preserve" | null = info(g ?? Status.Ok).redirectKind;
const l: Facts["retry"] | undefined = retry(499 as number);
export const when: string | null | undefined = requiredFields(Status.Unauthorized)["Allow"];
const m: readonly StatusCode[] = all;
export default [a, b, c, f, g, h, i, j, k, l, m];
"""
        (folder / "good.ts").write_text(good, encoding="utf-8")
        built(folder, "good.ts")
        for index, wrong in enumerate(["const a: StatusCode = 499;", "const a: ClientErrorCode = 500;", "const a: string = phrase(499 as number);",
                                       "Status.NotFound = 405;", "Status.Nope;", "const a: ClientErrorCode = Status.NotFound + 1;"]):
            with self.subTest(wrong=wrong):
                text = 'import { Status, StatusCode, ClientErrorCode, phrase } from "./http-status";\nexport const all = [Status, phrase];\n' \
                       f"export type All = StatusCode | ClientErrorCode;\nexport function f() {{\n  {wrong}\n}}\n"
                (folder / f"wrong{index}.ts").write_text(text, encoding="utf-8")
                done, _ = compile(folder, f"wrong{index}.ts", "--noUnusedLocals", "false")
                self.assertRegex(done.stdout.decode(), rf"^\S*wrong{index}\.ts\(5,\d+\): error TS[^\n]*\n( [^\n]*\n)*$")

    def test_lines(self):
        for line in helpers.read(languages.generate("typescript") / "http-status.ts").splitlines():
            text = re.fullmatch(r"\s+[\w\"-]+: (null|true|false|\[.*\]|\".*\"),", line)  # a string is not broken
            if (len(line) > 130 and not text) or re.search(r"\s$|\t", line):
                self.fail(f"too long or white space at the end: {line!r}")


@unittest.skipUnless(all(TOOLS), "tsc or node is missing")
class Values(unittest.TestCase):
    def test_all_numbers(self):
        guards = [f"is{pascal(kind)}" for kind in [*languages.KINDS, "error", "registered", "heuristically_cacheable"]]
        guards += ["forbidsContent", "mustBeEmpty", "forbidsContentLength"]
        rows = ask(default(), f"{NUMBERS}.map((n) => [String(n), m.phrase(n) ?? null, m.fromInt(n) ?? null, m.classOf(n) ?? null, m.effective(n), "
                              f"m.redirectKind(n) ?? null, m.retry(n) ?? null, ...{json.dumps(guards)}.map((name) => m[name](n))])")
        self.assertEqual(len(rows), 66544)
        for text, *found in rows:
            number = int(text) if re.fullmatch(r"-?\d+", text) else None
            known = number in helpers.iana()
            digit = number // 100 if number is not None and 100 <= number <= 599 else None
            facts = [*(digit == i for i in range(1, 6)), digit in (4, 5), known, code_facts.cacheable(number), digit == 1 or number in (204, 304),
                     code_facts.must_be_empty(number), digit == 1 or number == 204]
            self.assertEqual(found, [languages.label_of(number) if known else None, number if known else None, digit,
                                     500 if number is None else code_facts.effective(number), code_facts.redirect(number), code_facts.retry(number), *facts], text)

    def test_facts(self):
        found = ask(default(), "m.all.map((n) => [n, m.info(n), m.requiredFields(n)])")
        self.assertEqual([row[0] for row in found], list(helpers.iana()))
        for number, info, required in found:
            with self.subTest(number=number):
                label = languages.label_of(number)
                self.assertEqual((info["phrase"], info["formerPhrases"]), (label, [text for text in helpers.iana()[number][1] if text != label]))
                self.assertEqual((info["name"], info["content"]), (pascal(languages.name_of(number)), code_facts.facts()[number]["content"]))
                self.assertEqual([info[name] for name in ("summary", "source", "url", "state", "definer")], [*languages.texts(number)])
                self.assertEqual((info["retry"], info["redirectKind"]), (code_facts.retry(number), code_facts.redirect(number)))
                self.assertEqual({name: when is not None for name, when in required.items()}, code_facts.required_fields(number))
        self.assertEqual(ask(default(), "m.spec"), {name: helpers.spec()[name] for name in ("title", "updated")})

    def test_facts_of_vendors(self):
        for definer, codes in languages.vendors().items():
            found = ask(default(), f"m.{pascal(definer)}StatusFacts")
            self.assertEqual(list(found), [str(number) for number, _ in codes.values()])
            for name, (number, phrase) in codes.items():
                with self.subTest(definer=definer, number=number):
                    info = found[str(number)]
                    self.assertEqual((info["name"], info["phrase"]), (pascal(name), phrase))
                    self.assertEqual([info[key] for key in ("summary", "source", "url", "state", "definer")], [*languages.texts(number, definer)])

    def test_names(self):
        names = {languages.name_of(number): number for number in helpers.iana()} | languages.renamed()
        self.assertEqual(ask(default(), f"{json.dumps([pascal(name) for name in names])}.map(m.fromName)"), list(names.values()))
        wrong = ["", "notFound", "not_found", "NOT_FOUND", "NoResponse", "404", "toString", "constructor", "__proto__"]
        self.assertEqual(ask(default(), f"{json.dumps(wrong)}.map((text) => m.fromName(text) ?? null)"), [None] * len(wrong))

    def test_constants(self):
        names = {languages.name_of(number): number for number in helpers.iana()} | languages.renamed()
        self.assertEqual(ask(default(), "m.Status"), {pascal(name): number for name, number in names.items()})

    def test_former_names_are_deprecated(self):
        text = helpers.read(languages.generate("typescript") / "http-status.ts")
        for name, number in languages.renamed().items():
            with self.subTest(name=name):
                self.assertIn(f"  /** @deprecated renamed to {pascal(languages.name_of(number))} */\n  {pascal(name)}: {number},\n", text)

    def test_vendors(self):
        for definer, codes in languages.vendors().items():
            with self.subTest(definer=definer):
                found = ask(default(), f"m.{pascal(definer)}Status")
                self.assertLessEqual({pascal(name): number for name, (number, _) in codes.items()}.items(), found.items())
                self.assertEqual(set(found.values()), {number for number, _ in codes.values()})

    def test_phrases(self):
        phrases = languages.phrases()
        texts = [form for phrase in phrases for form in (phrase, phrase.upper(), phrase.lower())]
        expected = [number for number in phrases.values() for _ in range(3)]
        self.assertEqual(ask(default(), f"{json.dumps(texts)}.map(m.fromPhrase)"), expected)
        wrong = [*languages.ODD_PHRASES, *(phrase + "." for phrase in phrases)]
        self.assertEqual(ask(default(), f"{json.dumps(wrong)}.map((text) => m.fromPhrase(text) ?? null)"), [None] * len(wrong))


@unittest.skipUnless(all(TOOLS), "tsc or node is missing")
class Hostile(unittest.TestCase):
    def test_texts_come_back(self):
        for flags in TARGETS:
            out = built(languages.generate("typescript", *languages.hostile_arguments()), "http-status.ts", *flags)
            numbers = list(hostile.numbers().values())
            with self.subTest(flags=flags):
                for expression in ("m.phrase", "(n) => m.info(n).summary", "(n, i) => m[`Vendor${i}StatusFacts`][n].phrase"):
                    self.assertEqual(ask(out, f"{json.dumps(numbers)}.map({expression})"), hostile.TEXTS)
                self.assertEqual(ask(out, f"{json.dumps(numbers)}.map((_, i) => m[`Vendor${{i}}Status`][`Hostile${{i}}`])"), numbers)
                phrases = languages.hostile_phrases()
                self.assertEqual(ask(out, f"{json.dumps(list(phrases))}.map(m.fromPhrase)"), list(phrases.values()))

    def test_comments_hold_no_tags(self):
        text = helpers.read(languages.generate("typescript", *languages.hostile_arguments()) / "http-status.ts")
        for comment in re.findall(r"/\*\*.*?\*/", text, re.S):
            self.assertNotRegex(comment.replace("@deprecated renamed to ", ""), r"(?<!\\)(\\\\)*[@{}<>]")


@unittest.skipUnless(all(TOOLS), "tsc or node is missing")
class Options(unittest.TestCase):
    def test_naming(self):
        for naming, names in (("pascal", ["NotFound", "Ok", "PayloadTooLarge", "ImATeapot"]), ("camel", ["notFound", "ok", "payloadTooLarge", "imATeapot"]),
                              ("upper_snake", ["NOT_FOUND", "OK", "PAYLOAD_TOO_LARGE", "IM_A_TEAPOT"])):
            out = built(languages.generate("typescript", "--set", f"naming={naming}"))
            with self.subTest(naming=naming):
                self.assertEqual(ask(out, f"{json.dumps(names)}.map((name) => m.Status[name])"), [404, 200, 413, 418])

    def test_file_and_type(self):
        out = built(languages.generate("typescript", "--set", "type=HttpCode", "--set", "file=lib/codes.ts"), "lib/codes.ts")
        self.assertEqual(ask(out, "[m.HttpCode.Gone, m.NginxHttpCode.NoResponse]", "codes.js"), [410, 444])

    def test_selections(self):
        for where in ("code == 403", "code >= 400", "defined_by == 'iana'"):
            with self.subTest(where=where):
                out = built(languages.generate("typescript", "--where", where))
                self.assertEqual(ask(out, "[m.phrase(403), m.phrase(499) ?? null, typeof m.effective]"),
                                 ["Forbidden", None, "function" if "iana" in where else "undefined"])

    def test_a_type_is_refused_or_works(self):
        text = helpers.read(languages.generate("typescript", "--where", languages.FEW) / "http-status.ts")
        names = {name.removesuffix("Code") for name in languages.identifiers(text)} | set(languages.identifiers(text)) | {"Object", "Error", "Code"}
        for name in sorted(name for name in names if name and name[0].isupper()) + ["class", "status", "_"]:
            done, folder = languages.try_to_generate("typescript", "--where", languages.FEW, "--set", f"type={name}")
            with self.subTest(type=name):
                if done.returncode != 0:
                    self.assertRegex(done.stderr.decode(), "the type needs another name")
                else:
                    self.assertEqual(ask(built(folder), f"[m.{name}.Ok, m.Nginx{name}.NoResponse, m.effective(499)]"), [200, 444, 400])

    def test_overlays(self):
        former = {"formerly": [{"phrase": "Old Name", "source": None}, {"phrase": "Not Found", "source": None}]}
        names = ["constructor", "delete", "proto", "to_string", "x_"]
        codes = [languages.like(440 + i, name, **former) for i, name in enumerate(names)]
        more = helpers.overlay(codes=codes + [languages.like(440, "one", defined_by="3scale")], definers=[languages.definer("3scale")])
        for naming in ("camel", "pascal"):
            out = built(languages.generate("typescript", "--overlay", more, "--set", f"naming={naming}"))
            self.assertEqual(ask(out, f"{json.dumps(names)}.map(m.fromPhrase)"), list(range(440, 445)))
            self.assertEqual(ask(out, "[m.fromPhrase('old name'), m.fromPhrase('not found'), Object.values(m._3scaleStatus)]"), [440, 404, [440]])
        done, _ = languages.try_to_generate("typescript", "--overlay", helpers.overlay(codes=[languages.like(440, "a1"), languages.like(441, "a_1")]))
        self.assertIn("two codes have names that give one constant", done.stderr.decode())


if __name__ == "__main__":
    helpers.main()
