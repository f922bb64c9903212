#!/usr/bin/python3
"""The Rust module: compiled by every rustc that is here with all warnings as errors, run, and asked about every number."""
# needs: rustc
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

RUSTCS = languages.tool("rustc")
FLAGS = ["--edition", "2021", "-D", "warnings", "-A", "unknown_lints"]
KEYWORDS = {"self", "crate", "super", "Self"}
PROBE = r"""
#[path = "http_status.rs"]
#[allow(dead_code)]
mod http_status;
use http_status::Status;

fn main() {
    let mut args = std::env::args().skip(1).peekable();
    if args.peek().is_some() {
        for text in args {
            let found = [Status::from_phrase(&text), Status::from_name(&text)];
            println!("{} {}", found[0].map_or(0, |code| code.code()), found[1].map_or(0, |code| code.code()));
        }
        return;
    }
    for number in 0..=65535u16 {
        let effective = Status::effective(number).code();
        assert_eq!(Status::try_from(number), Status::from_code(number).ok_or(number));
        let code = match Status::try_from(number) {
            Ok(code) => code,
            Err(_) => {
                println!("{}\t{}", number, effective);
                continue;
            }
        };
        let flags = [
            code.is_informational(), code.is_success(), code.is_redirection(), code.is_client_error(), code.is_server_error(),
            code.is_error(), code.heuristically_cacheable(), code.forbids_content(), code.must_be_empty(),
            code.forbids_content_length(),
        ];
        let flags: String = flags.iter().map(|&flag| if flag { '1' } else { '0' }).collect();
        let fields: Vec<String> = code.required_fields().iter().map(|(name, when)| format!("{name}{}", if when.is_some() { "?" } else { "" })).collect();
        let facts = [
            code.redirect_kind().unwrap_or(""), code.retry().unwrap_or(""), code.content().unwrap_or(""), &code.former_phrases().join(";"),
            &fields.join(" "), code.summary(), code.source(), code.url(), code.state(), code.definer(), code.name(),
        ];
        println!("{}\t{}\t{}\t{:?}\t{}\t{}\t{}\t{}\t{}", number, effective, code.code(), code, code.phrase(), code, code.class(), flags, facts.join("\t"));
    }
}
"""


def compile(rustc, source, *flags, folder=None):
    """The finished process and the program."""
    program = helpers.new_folder("rust") / "program"
    path = (folder or program.parent) / f"{program.parent.name}.rs"
    path.write_text(source, encoding="utf-8")
    return helpers.run(rustc, *FLAGS, *flags, "-o", program, path), program


def built(rustc, source, *flags, folder=None):
    done, program = compile(rustc, source, *flags, folder=folder)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"{rustc}:\n{done.stderr.decode()}")
    return program


def check_library(test, path, *flags):
    for rustc in RUSTCS:
        with test.subTest(rustc=rustc):
            done = helpers.run(rustc, *FLAGS, *flags, "--crate-type", "lib", "--emit", "metadata", "-o", helpers.new_folder("rust") / "x.rmeta", path)
            test.assertEqual((done.returncode, done.stderr.decode()), (0, ""))


@functools.cache
def probes(*arguments):
    """The programs that print all values, made by each rustc."""
    return [built(rustc, PROBE.lstrip(), folder=languages.generate("rust", *arguments)) for rustc in RUSTCS]


def module_use(folder, body):
    return f'#[allow(dead_code)]\n#[path = {json.dumps(str(folder / "http_status.rs"))}]\nmod m;\n{body}\n'


@unittest.skipUnless(RUSTCS, "rustc is missing")
class Compiling(unittest.TestCase):
    def test_as_a_crate(self):
        check_library(self, languages.generate("rust") / "http_status.rs", "-W", "unused", "-W", "non_camel_case_types")

    def test_without_std_and_with_all_docs(self):
        path = helpers.new_folder("source") / "lib.rs"
        path.write_text(f'//! A crate.\n#![no_std]\n#![deny(missing_docs)]\n/// Codes.\n#[path = "{languages.generate("rust")}/http_status.rs"]\n'
                        "pub mod http_status;\n", encoding="utf-8")
        check_library(self, path)

    def test_included(self):
        path = helpers.new_folder("source") / "lib.rs"
        path.write_text(f'/// Codes.\npub mod http {{\n    include!("{languages.generate("rust")}/http_status.rs");\n}}\n', encoding="utf-8")
        check_library(self, path)

    def test_hostile_texts(self):
        check_library(self, languages.generate("rust", *languages.hostile_arguments()) / "http_status.rs")

    def test_in_constant_expressions(self):
        body = ("use m::{nginx, Status};\nconst A: Status = Status::effective(499);\nconst B: &str = Status::NotFound.phrase();\n"
                "const C: bool = A.is_error() && !A.is_success();\nconst D: Option<nginx::Status> = nginx::Status::from_code(444);\n"
                "fn main() {\n    assert!(A == Status::BadRequest && B == \"Not Found\" && C && D == Some(nginx::Status::NoResponse));\n"
                "    assert!(matches!(A, Status::BadRequest) && Status::Ok < A);\n}")
        for rustc in RUSTCS:
            with self.subTest(rustc=rustc):
                helpers.output_of(built(rustc, module_use(languages.generate("rust"), body)))

    def test_tools(self):
        path = languages.generate("rust") / "http_status.rs"
        for command in (["rustfmt", "--edition", "2021", "--check"],
                        ["clippy-driver", *FLAGS, "--crate-type", "lib", "--emit", "metadata", "-o", helpers.new_folder("rust") / "x.rmeta"],
                        ["rustdoc", "--edition", "2021", "-D", "warnings", "-o", helpers.new_folder("doc")]):
            if languages.tool(command[0]):
                with self.subTest(tool=command[0]):
                    helpers.output_of(*command, path)

    def test_documentation_of_hostile_texts(self):
        """No text becomes a link, an HTML tag or a test."""
        path = languages.generate("rust", *languages.hostile_arguments()) / "http_status.rs"
        for tool in languages.tool("rustdoc"):
            with self.subTest(tool=tool):
                helpers.output_of(tool, "--edition", "2021", "-D", "warnings", "-A", "rustdoc::bare_urls", "-o", helpers.new_folder("doc"), path)
                self.assertIn("running 0 tests", helpers.output_of(tool, "--edition", "2021", "--test", path))


@unittest.skipUnless(RUSTCS, "rustc is missing")
class Values(unittest.TestCase):
    def test_all_numbers(self):
        for program in probes():
            lines = helpers.output_of(program).split("\n")[:-1]
            self.assertEqual(len(lines), 65536)
            for number, line in enumerate(lines):
                expected = [number, code_facts.effective(number)]
                if number in helpers.iana():
                    label, digit = languages.label_of(number), number // 100
                    flags = [*code_facts.predicates(number), code_facts.cacheable(number), code_facts.forbids_content(number),
                             code_facts.must_be_empty(number), code_facts.forbids_content_length(number)]
                    fields = [name + "?" * conditional for name, conditional in code_facts.required_fields(number).items()]
                    former = ";".join(text for text in helpers.iana()[number][1] if text != label)
                    expected += [number, pascal(languages.name_of(number)), label, f"{number} {label}", digit, "".join(str(int(flag)) for flag in flags),
                                 code_facts.redirect(number) or "", code_facts.retry(number) or "", code_facts.facts()[number]["content"], former,
                                 " ".join(fields), *languages.texts(number), pascal(languages.name_of(number))]
                self.assertEqual(line.split("\t"), [str(part) for part in expected])

    def ask(self, texts, *arguments):
        """For each rustc the pairs of what from_phrase and from_name find."""
        return [[tuple(map(int, line.split())) for line in helpers.output_of(program, *texts).splitlines()] for program in probes(*arguments)]

    def test_phrases(self):
        phrases = languages.phrases()
        texts = [form for phrase in phrases for form in (phrase, phrase.upper(), phrase.lower())]
        wrong = [*languages.ODD_PHRASES, *(phrase + "." for phrase in phrases)]
        for answers in self.ask(texts + wrong):
            self.assertEqual([pair[0] for pair in answers], [number for number in phrases.values() for _ in range(3)] + [0] * len(wrong))

    def test_names(self):
        names = {pascal(languages.name_of(number)): number for number in helpers.iana()} | {
            pascal(name): number for name, number in languages.renamed().items()}
        wrong = ["", "notFound", "NOT_FOUND", "not_found", "NoResponse", "404", *(name + "s" for name in names)]
        for answers in self.ask([*names, *wrong]):
            self.assertEqual([pair[1] for pair in answers], list(names.values()) + [0] * len(wrong))

    def test_spec_and_all(self):
        spec = helpers.spec()
        body = (f"fn main() {{\n    assert_eq!((m::SPEC_TITLE, m::SPEC_UPDATED), ({json.dumps(spec['title'])}, {json.dumps(spec['updated'])}));\n"
                f"    assert_eq!(m::Status::ALL.iter().map(|code| code.code()).collect::<Vec<_>>(), vec!{list(helpers.iana())});\n}}")
        for rustc in RUSTCS:
            helpers.output_of(built(rustc, module_use(languages.generate("rust"), body)))

    def test_facts_of_vendors(self):
        body = """fn main() {
    use m::{aws_elb, google, linkedin, nginx, shopify};
    assert_eq!((nginx::Status::NoResponse.content(), nginx::Status::NoResponse.definer()), (None, "nginx"));
    assert!(google::Status::Checkpoint.forbids_content() && google::Status::Checkpoint.forbids_content_length());
    assert_eq!((linkedin::Status::RequestDenied.class(), aws_elb::Status::ClosedBeforeResponse.class()), (0, 0));
    assert_eq!(shopify::Status::from_phrase("request header fields too large"), shopify::Status::from_code(430));
    assert_eq!((aws_elb::Status::from_phrase(""), nginx::Status::try_from(404)), (None, Err(404)));
    assert_eq!(nginx::Status::ClientClosedRequest.to_string(), "499 Client Closed Request");
}"""
        for rustc in RUSTCS:
            helpers.output_of(built(rustc, module_use(languages.generate("rust"), body)))

    def test_hostile_phrases(self):
        phrases = languages.hostile_phrases()
        for answers in self.ask(phrases, *languages.hostile_arguments()):
            self.assertEqual([pair[0] for pair in answers], list(phrases.values()))

    def vendors(self, folder, codes):
        """The phrases of vendors' codes: a list of module, variant and number."""
        lines = [f'    assert_eq!(m::{module}::Status::from_code({number}), Some(m::{module}::Status::{variant}));\n'
                 f'    println!("{{}}", m::{module}::Status::{variant}.phrase());' for module, variant, number in codes]
        source = module_use(folder, "fn main() {\n" + "\n".join(lines) + "\n}")
        return [helpers.output_of(built(rustc, source)).split("\n")[:-1] for rustc in RUSTCS]

    def test_vendors(self):
        every = [(definer.replace("-", "_"), pascal(name), number, phrase)
                 for definer, codes in languages.vendors().items() for name, (number, phrase) in codes.items()]
        for phrases in self.vendors(languages.generate("rust"), [entry[:3] for entry in every]):
            self.assertEqual(phrases, [entry[3] for entry in every])

    def test_vendors_list_nothing_else(self):
        body = "fn main() {\n%s\n}" % "\n".join(
            f"    assert_eq!((0..=65535).filter_map(m::{definer.replace('-', '_')}::Status::from_code).count(), {len(codes)});"
            for definer, codes in languages.vendors().items())
        for rustc in RUSTCS:
            helpers.output_of(built(rustc, module_use(languages.generate("rust"), body)))

    def test_hostile_vendors(self):
        codes = [(f"vendor_{i}", f"Hostile{i}", number) for i, number in enumerate(hostile.numbers().values())]
        for phrases in self.vendors(languages.generate("rust", *languages.hostile_arguments()), codes):
            self.assertEqual(phrases, hostile.TEXTS)

    def test_former_names_are_deprecated(self):
        for name, number in languages.renamed().items():
            today = pascal(languages.name_of(number))
            body = f"fn main() {{\n    assert_eq!(m::Status::{pascal(name)}, m::Status::{today});\n}}"
            with self.subTest(name=name):
                source = module_use(languages.generate("rust"), body)
                helpers.output_of(built(RUSTCS[0], source, "-A", "deprecated"))
                done, _ = compile(RUSTCS[0], source)
                self.assertIn(f"renamed to {today}", done.stderr.decode())


@unittest.skipUnless(RUSTCS, "rustc is missing")
class Options(unittest.TestCase):
    def test_file_and_type(self):
        folder = languages.generate("rust", "--set", "type=StatusCode", "--set", "file=src/codes.rs")
        check_library(self, folder / "src/codes.rs")
        self.assertIn("pub enum StatusCode {", helpers.read(folder / "src/codes.rs"))

    def test_selections(self):
        for where in ("code == 404", "code == 100", "code >= 400", "defined_by == 'iana'"):
            with self.subTest(where=where):
                check_library(self, languages.generate("rust", "--where", where) / "http_status.rs")

    def test_a_type_is_refused_or_works(self):
        text = helpers.read(languages.generate("rust", "--where", languages.FEW) / "http_status.rs")
        for name in [*languages.identifiers(text), "Some", "Box", "Self", "Not_Found", "class"]:
            done, folder = languages.try_to_generate("rust", "--where", languages.FEW, "--set", f"type={name}")
            with self.subTest(type=name):
                if done.returncode != 0:
                    self.assertRegex(done.stderr.decode(), "the type needs another name")
                else:
                    check_library(self, folder / "http_status.rs")

    def test_definers(self):
        for identifier in ("3scale", "a.b-c", "core", "std", "self", "crate", "match", "status", "class", "u32", "alloc", "option", "x_"):
            more = helpers.overlay(definers=[languages.definer(identifier)], codes=[languages.like(440, "one", defined_by=identifier)])
            with self.subTest(definer=identifier):
                check_library(self, languages.generate("rust", "--overlay", more) / "http_status.rs")
        for identifiers in (["u16"], ["str"], ["bool"], ["a-b", "a.b"]):
            more = helpers.overlay(definers=[languages.definer(i) for i in identifiers], codes=[languages.like(440, "one", defined_by=i) for i in identifiers])
            with self.subTest(definers=identifiers):
                done, _ = languages.try_to_generate("rust", "--overlay", more)
                self.assertRegex(done.stderr.decode(), "a definer has the name|two definers")

    def test_overlays(self):
        former = {"formerly": [{"phrase": "Old Name", "source": None}, {"phrase": "Not Found", "source": None}]}
        codes = [languages.like(440 + i, name, **former) for i, name in enumerate(["self", "some", "none", "err", "match", "x_"])]
        check_library(self, languages.generate("rust", "--overlay", helpers.overlay(codes=codes)) / "http_status.rs")
        done, _ = languages.try_to_generate("rust", "--overlay", helpers.overlay(codes=[languages.like(440, "a1"), languages.like(441, "a_1")]))
        self.assertIn("two codes have names that give one variant", done.stderr.decode())


if __name__ == "__main__":
    helpers.main()
