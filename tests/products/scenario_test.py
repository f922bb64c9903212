#!/usr/bin/python3
"""The drawing of a scenario, as SVG and for the terminal: every scenario of the spec, then names that nobody expects."""
import json
import re
import unicodedata
import unittest
import xml.etree.ElementTree as ElementTree

import helpers

TEMPLATES = helpers.ROOT / "templates"
SVG = "{http://www.w3.org/2000/svg}"
WORDS = {"causes": "causes it", "reports": "reports it", "causes_and_reports": "causes and reports it",
         "request": "request", "response": "response"}
GERMAN = {"causes": "verursacht es", "reports": "meldet es", "causes_and_reports": "verursacht und meldet es",
          "request": "Anfrage", "response": "Antwort"}
COLUMNS = 79
CONTRAST = 7  # WCAG 2.2, success criterion 1.4.6
APART = 1.5  # the ratio of lightness by which two fills differ without any colour
HOSTILE = ["<&\"']]>", "</text><script>alert(1)</script>", "--> <!-- x", "{{ scenario }} {% raw %}", "&lt;b&gt; &#106;",
           "' onload='x", "]]> <![CDATA[ x", "日本語のサーバー", "Authentifizierungsdienstleistung", "a b c d e f g h i j k l m n o p", "x"]


def parties():
    return {party["id"]: party["name"] for party in helpers.spec()["parties"]}


def role(scenario, party):
    both = ("causes_and" if scenario["cause"] == scenario["reporter"] else "causes") if party == scenario["cause"] else ""
    return {"causes_and": "causes_and_reports", "causes": "causes"}.get(both) or ("reports" if party == scenario["reporter"] else None)


def draw(kind, scenario, names=None, **variables):
    listed = [{"id": key, "name": name, "meaning": "."} for key, name in (names or parties()).items()]
    data = helpers.write_json("data.json", {"scenario": scenario, "parties": listed, **variables})
    return helpers.output_of(helpers.EXECUTABLE, "render", TEMPLATES / f"scenario.{kind}.j2", "--data", data)


def made_up(count, cause, reporter):
    """A chain of so many parties, p0 first."""
    chain = [f"p{number}" for number in range(count)]
    return {"id": "made_up", "chain": chain, "cause": chain[cause], "reporter": chain[reporter], "sentence": "Something fails."}


def for_each_scenario(test):
    """Makes a test of one scenario a test with a subtest for each."""
    def run(self):
        for scenario in helpers.spec()["scenarios"]:
            with self.subTest(scenario=scenario["id"]):
                test(self, scenario, self.drawings[scenario["id"]])
    return run


class Picture:
    """A parsed SVG; ElementTree refuses what is not well-formed."""

    def __init__(self, text):
        self.text = text
        self.root = ElementTree.fromstring(text)
        self.parties = self.all("g", "party")

    def all(self, tag, name=None, below=None):
        found = (self.root if below is None else below).iter(SVG + tag)
        return [element for element in found if name is None or name in element.get("class", "").split()]

    def words(self, name, below):
        return " ".join("".join(element.itertext()) for element in self.all("text", name, below))

    def rules(self, dark):
        """Selector -> its fill; in the dark, the rules of the media query go over the others, as they stand last."""
        style = self.root.findtext(f"{SVG}style")
        light, _, night = style.partition("@media (prefers-color-scheme: dark)")
        fills = {}
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", light + (night.strip(" {") if dark else "")):
            fill = re.search(r"(?:^|[ ;])fill: (#[0-9a-f]+)", body)
            if fill:
                fills.update({selector.strip(): fill[1] for selector in selectors.split(",")})
        return fills


def luminance(color):
    """WCAG's relative luminance."""
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    channels = [int(digits[at:at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class Pictures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.drawings = {scenario["id"]: Picture(draw("svg", scenario)) for scenario in helpers.spec()["scenarios"]}

    maxDiff = None

    def test_formula(self):
        self.assertAlmostEqual(contrast("#000", "#ffffff"), 21)
        self.assertAlmostEqual(contrast("#777777", "#fff"), 4.48, 2)

    @for_each_scenario
    def test_title_and_description(self, scenario, picture):
        root = picture.root
        self.assertEqual((root.tag, root.get("role"), [child.tag for child in root][:2]), (SVG + "svg", "img", [SVG + "title", SVG + "desc"]))
        self.assertEqual(root.get("aria-labelledby").split(), [root[0].get("id"), root[1].get("id")])
        every_id = [element.get("id") for element in root.iter() if element.get("id")]
        self.assertEqual(len(set(every_id)), len(every_id))
        ends = [scenario["cause"]] + [scenario["reporter"]] * (scenario["cause"] != scenario["reporter"])
        self.assertEqual(root[0].text, ", ".join(f"{parties()[party]} {WORDS[role(scenario, party)]}" for party in ends))
        told = [parties()[party] + (f" ({WORDS[role(scenario, party)]})" if role(scenario, party) else "") for party in scenario["chain"]]
        self.assertEqual(root[1].text, scenario["sentence"] + " " + " → ".join(told))

    @for_each_scenario
    def test_parties_in_order(self, scenario, picture):
        self.assertEqual([picture.words("name", group) for group in picture.parties], [parties()[party] for party in scenario["chain"]])
        self.assertEqual([picture.words("word", group) for group in picture.parties],
                         [WORDS.get(role(scenario, party), "") for party in scenario["chain"]])
        self.assertTrue(all(len(picture.all("text", "name", group)) <= 2 for group in picture.parties))

    @for_each_scenario
    def test_one_mark_of_each_kind(self, scenario, picture):
        for party, group in zip(scenario["chain"], picture.parties):
            marks = [len(picture.all(tag, name, group)) for tag, name in (("path", "sign"), ("rect", "edge"), ("path", "bubble"))]
            causes, reports = party == scenario["cause"], party == scenario["reporter"]
            self.assertEqual(marks, [causes, causes, reports])
            classes = set(group.get("class").split()) - {"party"}
            self.assertEqual(classes, {"marked", "causes"} if causes else {"marked", "reports"} if reports else set())
        self.assertEqual([len(picture.all("path", name)) for name in ("sign", "bubble")], [1, 1])

    @for_each_scenario
    def test_arrows(self, scenario, picture):
        chain = scenario["chain"]
        reached = max(chain.index(scenario["cause"]), chain.index(scenario["reporter"]))
        lines = [path.get("class").split() for path in picture.all("path", "line")]
        self.assertEqual([lines.count(["line", name]) for name in ("request", "beyond")], [reached, len(chain) - 1 - reached])
        self.assertEqual(lines.count(["line", "response"]), 1)
        self.assertEqual(len(picture.all("path", "head")), len(lines))
        self.assertEqual(sorted(label.text for label in picture.all("text", "label")), ["request", "response"])

    @for_each_scenario
    def test_everything_is_inside(self, scenario, picture):
        x, y, width, height = map(float, picture.root.get("viewBox").split())
        self.assertEqual((x, y, picture.root.get("width"), picture.root.get("height")), (0, 0, None, None))
        ends = 0
        for box in picture.all("rect", "box"):
            left, right = float(box.get("x")), float(box.get("x")) + float(box.get("width"))
            self.assertGreater(left, ends)
            ends = right
            self.assertLess(float(box.get("y")) + float(box.get("height")), height)
        self.assertLess(ends, width)

    @for_each_scenario
    def test_it_stands_alone(self, scenario, picture):
        self.assertEqual({element.tag.removeprefix(SVG) for element in picture.root.iter()} - {"svg", "title", "desc", "style", "rect", "g", "path", "text"}, set())
        self.assertNotRegex(picture.text, r"href|url\(|@import|@font-face|expression|\son\w+=|style=")
        self.assertIn("font-family: system-ui, sans-serif", picture.text)

    def test_colours(self):
        picture = next(iter(self.drawings.values()))
        for dark in (False, True):
            fills = picture.rules(dark)
            cause, report, ink = (fills[f".scenario {part}"] for part in (".causes .box", ".reports .box", ".marked .name"))
            self.assertEqual(fills[".scenario .marked .word"], ink)
            names = fills.get(".scenario .name", fills[".scenario text"])
            labels = fills.get(".scenario .label", fills[".scenario text"])
            with self.subTest(dark=dark):
                for text, ground in ((ink, cause), (ink, report), (names, fills[".scenario .box"]), (labels, fills[".scenario .ground"])):
                    self.assertGreaterEqual(contrast(text, ground), CONTRAST)
                self.assertGreaterEqual(contrast(cause, report), APART)
                self.assertEqual((fills[".scenario .sign"], fills[".scenario .bubble"]), (cause, report))

    def test_hostile_names_stay_text(self):
        for name in HOSTILE:
            for count, cause, reporter in ((2, 0, 1), (3, 2, 1), (4, 1, 1)):
                with self.subTest(name=name, count=count):
                    scenario = made_up(count, cause, reporter) | {"sentence": name}
                    picture = Picture(draw("svg", scenario, dict.fromkeys(scenario["chain"], name), words=dict.fromkeys(WORDS, name), lang="\"'<&"))
                    self.assertEqual([picture.words("name", group) for group in picture.parties], [name] * count)
                    self.assertTrue(picture.root[0].text.startswith(f"{name} {name}"))
                    self.assertTrue(picture.root[1].text.startswith(f"{name} {name}"))
                    self.assertEqual(picture.all("script"), [])
                    self.assertEqual(picture.root.get("lang"), "\"'<&")

    def test_code_words_and_language(self):
        scenario = helpers.spec()["scenarios"][0]
        picture = Picture(draw("svg", scenario, words=GERMAN, lang="de", code={"code": 0, "label": "A < B"}))
        self.assertEqual(picture.root[0].text, "000 A < B: Client verursacht es, Origin server meldet es")
        self.assertEqual(picture.root.get("lang"), "de")
        self.assertEqual(sorted(label.text for label in picture.all("text", "label")), ["Anfrage", "Antwort"])

    def test_a_reporter_that_is_the_client_gets_no_response(self):
        for count in (1, 3):
            picture = Picture(draw("svg", made_up(count, count - 1, 0), {f"p{n}": f"Party {n}" for n in range(count)}))
            self.assertEqual(picture.all("path", "response"), [])
            self.assertEqual(len(picture.all("path", "bubble")), 1)


def cells(line):
    """A character for each column of a terminal: NUL follows a wide one."""
    return "".join(c + "\0" * (unicodedata.east_asian_width(c) in "WF") for c in line)


class Boxes:
    """A drawing for the terminal, taken apart again: the frame and the text of each box, and what lies behind it."""

    def __init__(self, text):
        self.lines = [cells(line) for line in text.removesuffix("\n").split("\n")]
        spans = [match.span() for match in re.finditer("┌─+┐|╔═+╗", self.lines[0])]
        self.double = [self.lines[0][left] == "╔" for left, _ in spans]
        self.texts = [" ".join(part.replace("\0", "") for line in self.lines[1:-1] if (part := line[left + 1:right - 1].strip())) for left, right in spans]
        starts = [left for left, _ in spans][1:]
        self.between = [[line[right:left].strip() for line in self.lines] for (_, right), left in zip(spans, starts)]


class Texts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.drawings = {scenario["id"]: draw("txt", scenario) for scenario in helpers.spec()["scenarios"]}

    def assert_fits(self, text, width):
        for line in text.split("\n"):
            self.assertLessEqual(len(cells(line)), width, text)
            self.assertEqual(line, line.rstrip(), text)

    @for_each_scenario
    def test_boxes(self, scenario, text):
        self.assert_fits(text, COLUMNS)
        boxes = Boxes(text)
        self.assertEqual(boxes.texts, [" ".join(filter(None, (parties()[party], WORDS.get(role(scenario, party)))))
                                       for party in scenario["chain"]])
        self.assertEqual(boxes.double, [party == scenario["cause"] for party in scenario["chain"]])

    @for_each_scenario
    def test_arrows(self, scenario, text):
        chain = scenario["chain"]
        reporter = chain.index(scenario["reporter"])
        reached = max(chain.index(scenario["cause"]), reporter)
        for at, (top, request, response, *_, bottom) in enumerate(Boxes(text).between):
            self.assertRegex(request, "^─+▶$" if at < reached else "^╌+▷$")
            self.assertRegex(response, "^◀─+$" if at < reporter else "^$")
            self.assertEqual((top, bottom), ("request", "response") if at == 0 else ("", ""))

    def test_every_chain_of_four_fits_sideways(self):
        longest = dict(zip(("p0", "p1", "p2", "p3"), sorted(parties().values(), key=len)[-4:]))
        for cause in range(4):
            for reporter in range(1, 4):
                with self.subTest(cause=cause, reporter=reporter):
                    text = draw("txt", made_up(4, cause, reporter), longest)
                    self.assert_fits(text, COLUMNS)
                    self.assertEqual(len(Boxes(text).texts), 4)

    def test_narrow_widths(self):
        for width in (72, 60, 40, 20):
            for scenario in helpers.spec()["scenarios"]:
                with self.subTest(scenario=scenario["id"], width=width):
                    text = draw("txt", scenario, width=width)
                    self.assert_fits(text, width)
                    if not Boxes(text).texts:
                        self.assertEqual(re.findall("[▼▽]( ▲)?", text), [
                            " ▲" if at < scenario["chain"].index(scenario["reporter"]) else "" for at in range(len(scenario["chain"]) - 1)])

    def test_hostile_names_stay_text(self):
        for name in HOSTILE + ["word " * 60, "x" * 300, "\n a\n\nb "]:
            with self.subTest(name=name[:40]):
                scenario = made_up(4, 1, 2)
                text = draw("txt", scenario, dict.fromkeys(scenario["chain"], name))
                self.assert_fits(text, COLUMNS)
                plain = " ".join(name.split())
                boxes = Boxes(text)
                if boxes.texts:
                    self.assertEqual(boxes.texts, [plain, f"{plain} causes it", f"{plain} reports it", plain])
                else:
                    found = re.split("[▼▽]▲?", "".join(text.split("\n")).replace(" ", ""))
                    plain = plain.replace(" ", "")
                    self.assertEqual([part.replace(":", "") for part in found], [plain, f"{plain}causesit", f"{plain}reportsit", plain])

    def test_words(self):
        boxes = Boxes(draw("txt", made_up(2, 1, 1), {"p0": "A", "p1": "B"}, words=GERMAN))
        self.assertEqual(boxes.texts, ["A", "B verursacht und meldet es"])
        self.assertEqual([boxes.between[0][at] for at in (0, -1)], ["Anfrage", "Antwort"])

    def test_show_draws_the_scenarios_of_a_code(self):
        done = helpers.statusgen("show", "403", "--templates", TEMPLATES)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        shown = done.stdout.decode()
        flat = " ".join(shown.split())
        code = next(c for c in helpers.spec()["codes"] if (c["code"], c["defined_by"]) == (403, "iana"))
        self.assertGreater(len(code["scenarios"]), 1)
        for scenario in helpers.spec()["scenarios"]:
            drawing = "".join(f"  {line}\n" for line in draw("txt", scenario, width=COLUMNS - 2).splitlines())
            self.assertEqual(drawing in shown and scenario["sentence"] in flat, scenario["id"] in code["scenarios"], scenario["id"])


if __name__ == "__main__":
    helpers.main()
