"""Random templates of the subset, with data. Deterministic: case(seed, index) is always the same.

Generation is typed: every expression is made for a type that its place can use, so that most templates render. A part
of the cases is "wild" instead: expressions of any type in any place, missing parentheses, damaged text.

Types: "int" "float" "bool" "none" "str"; ("list", T); ("gen", T); ("tuple", (T, …)); ("dict", ((key, T), …)) with known
keys; ("map", T) with string keys; ("group", T, U), what groupby gives.
"""
import json
import random
import re

# How tightly an expression binds: what stands in a place that needs more gets parentheses.
COND, OR, AND, NOT, TEST, COMPARE, SUM, CAT, PRODUCT, POWER, UNARY, POSTFIX = range(12)

NAMES = ["a", "b", "c", "x", "y", "n", "s", "item", "user", "title", "total", "_p", "name"]
MACROS = ["m1", "m2", "field", "_m"]
PARTIALS = ["p1", "p2", "dir/p3"]
BLOCKS = ["one", "two", "three"]
WORDS = ["abc", "Hello", "World", "foo", "a", "I'm a Teapot", "not found", "xyzzy", "well-known", "e-mail", "b", "B", "A",
         "Zed", "alpha", "x_y", "a.b", "/path/to", "key=value", "1", "42", " 3.5 ", "-7", "0x1f", "1e3", "1_000", "", " "]
RICH = ["<b>bold</b>", "a & b", "\"quoted\"", "it's", "&amp;", "<a href='x'>", "line1\nline2", "\ttab", "  lead", "trail  ",
        "a\n\nb\n", "x\r\ny", "50%", "back\\slash", "{{ x }}", "{% raw %}", "%s and %d", "a--b", "one two three four five six",
        "The quick-brown fox jumps over the lazy dog", "supercalifragilisticexpialidocious", "a\u2028b", "\u00a0nbsp\u00a0", "a\x0bb\x1cc",
        "stra\u00dfe", "\u00c9t\u00e9", "\u0394\u03b5\u03bb\u03c4\u03b1", "\u041f\u0440\u0438\u0432\u0435\u0442", "\u65e5\u672c\u8a9e", "\U0001f600 smile", "na\u00efve caf\u00e9", "e\u0301", "\u01c6", "\u200bzero",
        "\ufeffbom", "a,b;c", "(paren) [brack] {brace}", "don't-stop-me-now", "x" * 30, "1234567890 " * 3, "?", "#", "\x7f", "\x01"]
NUMERALS = ["inf", "nan", "-inf", "Infinity", "1e400", "+5", "-0", "0b101", "0o17", "0xFF", "\uff11\uff12", "\u0663", "1__0", "_1", "1_", ".5", "5.", "1e-5", "0x", "1_000.5", " 42\n", "\u00a07", "- 1",
            "007", "12abc", "1.5e3", "99999999999999999999", "-9223372036854775808", "1,000", "0.1e1", "z", "ff", "101", "\u00b2", "1e", "--1", "4 2"]
INTS = [0, 1, 2, 3, 4, 5, 7, 10, 12, 42, 100, 404, 1000, -1, -2, -3, -7, -10]
BIG_INTS = [2**31, -2**31, 2**53, 2**53 + 1, 2**62, 2**63 - 1, -2**63, 10**15, 99999999999]
FLOATS = [0.0, 1.0, 0.5, 1.5, 2.5, -0.5, -2.5, 3.14159, 0.1, 0.2, 2.675, 1e3, 1.25, 7.75, -1.5, 100.0, 1e-3]
ODD_FLOATS = [1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1.5e-7, 1e100, 5e-324, 1.7976931348623157e308, -0.0, 1e22, 1e21, 0.30000000000000004, 4.35,
              9007199254740993.0, 1e23, 2.5e-8]
TEXTS = ["", "", " ", "\n", "\n", "\n  ", "\n\t", "  ", "\t", "word", " word ", "word\n", "\nword", "  \n", "\n\n", "\n\n  ", " \n \n ", "x", "x ", " x",
         "<li>", "&", "\r\n", "\r", "  \r\n  ", "{", "}", "%", "#", "{ {", "}}", "%}", "#}", "'", "\u00a0", "\u2028", "\x0b", "\x1c\n", "\u3000", "\u00e9", "-", "+", "- ",
         "a\n  b\n", "    four", "end;\n", "\\", "{}", "$", "\x0c", "\n \u00a0", "\ufeff"]
TESTS_ANY = ["defined", "undefined", "none", "boolean", "true", "false", "integer", "float", "number", "string", "mapping", "sequence", "iterable", "escaped"]


class Scope:
    """Names and their types; `macros` by name: parameters and how many have no default."""

    def __init__(self, parent=None, loop=None):
        self.parent = parent
        self.vars = {}
        self.macros = {}
        self.loop = loop  # the type of the items, when `loop` can be used

    def all_vars(self):
        out = dict(self.parent.all_vars()) if self.parent else {}
        out.update(self.vars)
        return out

    def all_macros(self):
        out = dict(self.parent.all_macros()) if self.parent else {}
        out.update(self.macros)
        return {name: macro for name, macro in out.items() if name.split(".")[0] not in self.all_vars()}

    def loop_items(self):
        return self.loop or (self.parent.loop_items() if self.parent else None)


def is_list(kind):
    return isinstance(kind, tuple) and kind[0] == "list"


def printable(kind):
    return kind in ("int", "float", "bool", "none", "str")


class Generator:
    def __init__(self, rng):
        self.rng = rng
        self.wild = 0.0
        self.autoescape = False
        self.partials = {}
        self.budget = 60  # statements and expressions still to be made, roughly
        self.blocks = None  # names of blocks that may be defined here
        self.depth = 0
        self.known_blocks = []
        self.in_block = False
        self.buffered = 0

    # ---- choices
    def chance(self, p):
        return self.rng.random() < p

    def pick(self, items):
        return self.rng.choice(items)

    def weighted(self, table):
        """One of the functions or values of [(weight, value), …]."""
        at = self.rng.random() * sum(weight for weight, _ in table)
        for weight, value in table:
            at -= weight
            if at < 0:
                return value
        return table[-1][1]

    # ---- data
    def string(self):
        roll = self.rng.random()
        if roll < 0.03:
            return self.pick(NUMERALS)
        if roll < 0.45:
            return self.pick(WORDS)
        if roll < 0.85:
            return self.pick(RICH)
        return self.pick([" ", "", "\n", "-", ", "]).join(self.pick(WORDS if self.chance(0.7) else RICH) for _ in range(self.rng.randint(2, 5)))

    def value(self, kind):
        if kind == "int":
            return self.pick(INTS) if self.chance(0.93) else self.pick(BIG_INTS)
        if kind == "float":
            return self.pick(FLOATS) if self.chance(0.8) else self.pick(ODD_FLOATS)
        if kind == "bool":
            return self.chance(0.5)
        if kind == "none":
            return None
        if kind == "str":
            return self.string()
        if kind[0] == "list":
            return [self.value(kind[1]) for _ in range(self.pick([0, 1, 2, 3, 3, 4, 5, 7]))]
        if kind[0] == "dict":
            return {key: self.value(member) for key, member in kind[1]}
        if kind[0] == "map":
            keys = self.rng.sample(["k", "Key", "b", "a", "B", "404", "x y", "items2", "\u043a\u043b\u044e\u0447", "<k>", "z"], self.rng.randint(0, 5))
            return {key: self.value(kind[1]) for key in keys}
        raise ValueError(kind)

    def scalar_type(self):
        return self.weighted([(4, "str"), (4, "int"), (2, "float"), (2, "bool"), (0.3, "none")])

    def record_type(self):
        keys = self.rng.sample(["name", "value", "id", "group", "flag", "tags", "a", "inner", "title"], self.rng.randint(1, 4))
        return ("dict", tuple((key, self.data_type(2) if self.chance(0.2) else self.scalar_type()) for key in keys))

    def data_type(self, depth=0):
        if depth > 2:
            return self.scalar_type()
        return self.weighted([(5, self.scalar_type), (2.5, lambda: ("list", self.scalar_type())), (1.5, lambda: ("list", self.record_type())),
                              (1.5, self.record_type), (1, lambda: ("map", self.scalar_type())), (0.4, lambda: ("list", ("list", self.scalar_type())))])()

    def data(self):
        kinds = {}
        for name in self.rng.sample(NAMES, self.rng.randint(2, 7)):
            kinds[name] = self.data_type()
        return kinds, {name: self.value(kind) for name, kind in kinds.items()}

    # ---- spelling
    def space(self):
        roll = self.rng.random()
        return " " if roll < 0.9 else "" if roll < 0.95 else self.pick(["  ", "\n", "\t", "\n  ", "\u00a0", "\r\n"])

    def some_space(self):
        return self.space() or " "

    def quoted(self, text):
        quote = self.pick("'\"")
        out = []
        for c in text:
            if c in ("\\", quote):
                out.append("\\" + c)
            elif c == "\n":
                out.append("\\n" if self.chance(0.8) else "\n")
            elif c == "\t" and self.chance(0.5):
                out.append("\\t")
            elif c == "\r":
                out.append("\\r")
            elif ord(c) >= 0x80 or ord(c) < 32:
                code = ord(c)
                forms = [f"\\U{code:08x}"] + ([f"\\u{code:04x}"] * 2 if code < 0x10000 else []) + ([f"\\x{code:02X}"] if code < 256 else [])
                out.append(self.pick(forms) if self.chance(0.4) else c)
            elif self.chance(0.005):
                out.append(self.pick([f"\\x{ord(c):02x}", f"\\{ord(c):03o}"]))
            else:
                out.append(c)
        if self.chance(0.01):
            out.append(self.pick(["\\q", "\\d", "\\\n", "\\0", "\\x4", "\\e", "\\/", "\\u12", "\\N{BULLET}", "\\18"]))
        return quote + "".join(out) + quote

    def wrap(self, made, level):
        """The text of (text, level), in parentheses when its level is too low."""
        text, own = made
        if own < level and not self.chance(self.wild * 3):
            return "(" + text + ")"
        return "(" + text + ")" if self.chance(0.02) else text

    def infix(self, op, left, right, level, right_level=None):
        gap = self.space() if op[0] in "=!<>+-*/%~|" else self.some_space()
        gap_right = self.space() if op[0] in "=!<>+-*/%~|" else self.some_space()
        return self.wrap(left, level) + gap + op + gap_right + self.wrap(right, level + 1 if right_level is None else right_level), level

    # ---- expressions
    def expr(self, kind, scope, depth=3):
        """(text, level) of an expression of that type."""
        self.budget -= 1
        if self.chance(self.wild):
            kind = self.pick(["int", "float", "bool", "none", "str", ("list", "int"), ("list", "str"), ("map", "int")])
        if self.chance(self.wild):
            return self.pick(["missing", "nope.x", "range", "loop", "super()", "none", "x", "undefined.a.b", "()", "loop.index", "m1", "(1,)"]), POSTFIX
        if depth <= 0 or self.budget < 0:
            return self.leaf(kind, scope)
        if self.chance(0.06):
            return self.conditional(kind, scope, depth)
        if self.chance(0.03):
            return self.either(kind, scope, depth)
        if self.chance(0.04) and kind not in ("none",):
            return self.defaulted(kind, scope, depth)
        makers = {"int": self.int_expr, "float": self.float_expr, "bool": self.bool_expr, "str": self.str_expr, "none": self.leaf}
        if kind in makers:
            if kind == "none":
                return self.leaf(kind, scope)
            return makers[kind](scope, depth)
        return {"list": self.list_expr, "gen": self.gen_expr, "tuple": self.tuple_expr, "dict": self.dict_expr, "map": self.map_expr, "group": lambda k, s, _: self.leaf(k, s)}[kind[0]](kind, scope, depth)

    def text(self, kind, scope, depth=3, level=COND):
        return self.wrap(self.expr(kind, scope, depth), level)

    def conditional(self, kind, scope, depth):
        def part(made):
            text, level = made
            # `x is odd if …` reads `if` as the argument of the test.
            return "(" + text + ")" if level in (NOT, TEST, AND, OR) and not self.chance(self.wild) else self.wrap(made, OR)
        condition = part(self.expr("bool", scope, depth - 1))
        return part(self.expr(kind, scope, depth - 1)) + f" if {condition} else " + self.text(kind, scope, depth - 1, COND), COND

    def either(self, kind, scope, depth):
        op, level = self.pick([("or", OR), ("and", AND)])
        return self.infix(op, self.expr(kind, scope, depth - 1), self.expr(kind, scope, depth - 1), level)

    def defaulted(self, kind, scope, depth):
        subject = self.pick(["missing", "nope", self.pick(NAMES), "missing"])
        if subject in scope.all_vars() and scope.all_vars()[subject] != kind:
            subject = "missing"
        boolean = self.pick(["", "", ", true", ", false", ", boolean=True"])
        return f"{subject}|{self.pick(['default', 'd'])}({self.text(kind, scope, depth - 1)}{boolean})", UNARY

    def paths(self, kind, scope):
        """Expressions that read something of the type from a variable."""
        out = []

        def walk(text, at, depth):
            if at == kind:
                out.append((text, POSTFIX))
            if depth > 2 or not isinstance(at, tuple):
                return
            if at[0] == "dict":
                for key, member in at[1]:
                    form = f"{text}.{key}" if self.chance(0.6) else f"{text}[{self.quoted(key)}]"
                    walk(form, member, depth + 1)
            elif at[0] == "tuple":
                for i, member in enumerate(at[1]):
                    walk(f"{text}[{i}]" if self.chance(0.7) else f"{text}.{i}", member, depth + 1)
            elif at[0] == "group":
                walk(text + self.pick([".grouper", "[0]", ".0"]), at[1], depth + 1)
                walk(text + self.pick([".list", "[1]"]), ("list", at[2]), depth + 1)
        for name, at in scope.all_vars().items():
            walk(name, at, 0)
        return out

    def leaf(self, kind, scope):
        found = self.paths(kind, scope)
        if found and self.chance(0.75):
            return self.pick(found)
        return self.literal(kind, scope)

    def literal(self, kind, scope):
        if kind == "int":
            number = max(self.value("int"), -2**63 + 1)
            if number < 0:
                return "-" + str(-number), UNARY
            forms = [str(number)] * 8 + [hex(number), oct(number), bin(number), hex(number).upper().replace("0X", "0x")]
            return (self.pick(forms) if self.chance(0.3) else f"{number:_}" if self.chance(0.05) else str(number)), POSTFIX
        if kind == "float":
            number = abs(self.value("float"))
            text = repr(number)
            return self.pick([text] * 6 + [f"{number:.3f}", f"{number:e}", f"{number:.2E}"]), POSTFIX
        if kind == "bool":
            return self.pick(["true", "false", "True", "False"]), POSTFIX
        if kind == "none":
            return self.pick(["none", "None"]), POSTFIX
        if kind == "str":
            text = self.quoted(self.string())
            return text + (" " + self.quoted(self.string()) if self.chance(0.02) else ""), POSTFIX
        if kind[0] in ("list", "gen"):
            items = [self.wrap(self.leaf(kind[1], scope), COND) for _ in range(self.pick([0, 1, 2, 3, 3, 4]))]
            text = "[" + ", ".join(items) + (self.pick([",", ""]) if items else "") + "]"
            return (text, POSTFIX) if kind[0] == "list" else (text + "|map('string')" if kind[1] == "str" else text + "|select('defined')", UNARY)
        if kind[0] == "tuple":
            items = [self.wrap(self.leaf(member, scope), COND) for member in kind[1]]
            return "(" + ", ".join(items) + ("," if len(items) == 1 else "") + ")", POSTFIX
        if kind[0] == "dict":
            if self.chance(0.15):
                return "dict(" + ", ".join(f"{key}={self.wrap(self.leaf(member, scope), COND)}" for key, member in kind[1]) + ")", POSTFIX
            return "{" + ", ".join(f"{self.quoted(key)}: {self.wrap(self.leaf(member, scope), COND)}" for key, member in kind[1]) + "}", POSTFIX
        if kind[0] == "map":
            keys = self.rng.sample(["k", "b", "a", "B", "x y", "z", "404"], self.rng.randint(0, 4))
            return "{" + ", ".join(f"{self.quoted(key)}: {self.wrap(self.leaf(kind[1], scope), COND)}" for key in keys) + self.pick(["", "", "," if keys else ""]) + "}", POSTFIX
        if kind[0] == "group":
            return "([{'k': 1, 'v': 2}]|groupby('k'))[0]", POSTFIX
        raise ValueError(kind)

    def call(self, name, *arguments):
        """A filter with arguments; those at the end that are None are left out."""
        arguments = [a for a in arguments if a is not None]
        return name + ("(" + ", ".join(arguments) + ")" if arguments else "()" if self.chance(0.03) else "")

    def filtered(self, subject, name, *arguments):
        gap = "" if self.chance(0.85) else self.space()
        return self.wrap(subject, UNARY) + gap + "|" + gap + self.call(name, *arguments), UNARY

    def small(self, low=0, high=12):
        return str(self.rng.randint(low, high)).replace("-", "-")

    def any_list(self, scope, depth):
        return self.expr(("list", self.weighted([(3, "str"), (3, "int"), (1, "float"), (1, "bool")])), scope, depth)

    def list_kind(self):
        return ("list", self.weighted([(3, "str"), (3, "int"), (1, "float")]))

    def record_lists(self, scope):
        """(text, keys) of lists of records."""
        return [(name, dict(kind[1][1])) for name, kind in scope.all_vars().items() if is_list(kind) and isinstance(kind[1], tuple) and kind[1][0] == "dict"]

    def loop_int(self, scope, depth):
        if not scope.loop_items():
            return self.leaf("int", scope)
        return "loop." + self.pick(["index", "index0", "revindex", "revindex0", "length", "depth", "depth0"]), POSTFIX

    def int_expr(self, scope, depth):
        sub = lambda: self.expr("int", scope, depth - 1)
        return self.weighted([
            (5, lambda: self.leaf("int", scope)),
            (1.5, lambda: self.infix("+", sub(), sub(), SUM)),
            (1.5, lambda: self.infix("-", sub(), sub(), SUM)),
            (1.2, lambda: self.infix("*", sub(), sub(), PRODUCT)),
            (1, lambda: self.infix("//", sub(), self.nonzero(scope, depth), PRODUCT)),
            (1.2, lambda: self.infix("%", sub(), self.nonzero(scope, depth), PRODUCT)),
            (0.4, lambda: self.infix("**", sub(), (self.small(0, 4), POSTFIX), POWER)),
            (0.2, lambda: (self.small(-3, 3) + " ** " + self.small(0, 3) + " ** " + self.small(0, 3), POWER)),
            (0.3, lambda: (self.pick("-+") + self.wrap(sub(), POSTFIX), UNARY)),
            (1, lambda: self.filtered(self.any_sized(scope, depth), self.pick(["length", "count"]))),
            (0.6, lambda: self.filtered(self.expr(self.pick(["str", "float", "bool"]), scope, depth - 1), "int")),
            (0.15, lambda: self.filtered((self.quoted(self.pick(NUMERALS)), POSTFIX), "int", *self.pick([(), ("-1",), ("0", self.pick(["0", "2", "8", "16", "36", "11"]))]))),
            (0.2, lambda: self.filtered(self.expr("str", scope, depth - 1), "int", self.small(-1, 9), self.pick(["2", "8", "10", "16", "0", "36", "base=16"]))),
            (0.4, lambda: self.filtered(sub(), "abs")),
            (0.3, lambda: self.filtered(sub(), "round", self.pick([None, "0", "1", "-1", "-2"]))),
            (0.5, lambda: self.filtered(self.expr(("list", "int"), scope, depth - 1), "sum", self.pick([None, None, "start=5"]))),
            (0.5, lambda: (self.wrap(self.filtered(self.filtered(self.expr(("list", "int"), scope, depth - 1), self.pick(["min", "max", "first", "last"])), "default", self.small()), UNARY), UNARY)),
            (0.3, lambda: self.filtered(self.expr("str", scope, depth - 1), "wordcount")),
            (0.7, lambda: self.index_of(("list", "int"), "int", scope, depth)),
            (0.5, lambda: self.attribute_sum(scope, "int", depth)),
            (1, lambda: self.loop_int(scope, depth)),
            (0.15, lambda: self.infix("*", self.expr("bool", scope, depth - 1), sub(), PRODUCT)),
        ])()

    def nonzero(self, scope, depth):
        return (self.pick(["2", "3", "7", "10", "(-3)", "(-2)", "5"]), POSTFIX) if self.chance(0.9) else self.expr("int", scope, depth - 1)

    def any_sized(self, scope, depth):
        return self.expr(self.weighted([(3, "str"), (3, self.list_kind()), (1, ("map", "int"))]), scope, depth - 1)

    def index_of(self, container, kind, scope, depth):
        subject = self.wrap(self.expr(container, scope, depth - 1), POSTFIX)
        index = self.pick(["0", "0", "-1", "1", "2", "-2", self.small(-9, 9)])
        access = f".{index}" if index.isdigit() and self.chance(0.3) and not subject[-1].isdigit() else f"[{self.space() if self.chance(0.1) else ''}{index}]"
        return self.filtered((subject + access, POSTFIX), "default", self.wrap(self.leaf(kind, scope), COND))

    def attribute_sum(self, scope, kind, depth):
        found = [(text, key) for text, keys in self.record_lists(scope) for key, at in keys.items() if at == kind]
        if not found:
            return self.leaf(kind, scope)
        text, key = self.pick(found)
        return self.pick([f"{text}|sum(attribute={self.quoted(key)})", f"{text}|sum({self.quoted(key)}, {self.small()})", f"{text}|map(attribute={self.quoted(key)})|sum"]), UNARY

    def float_expr(self, scope, depth):
        sub = lambda: self.expr(self.pick(["float", "float", "int"]), scope, depth - 1)
        real = lambda: self.expr("float", scope, depth - 1)
        return self.weighted([
            (4, lambda: self.leaf("float", scope)),
            (1, lambda: self.infix("/", sub(), self.nonzero(scope, depth), PRODUCT)),
            (1, lambda: self.infix("+", real(), sub(), SUM)),
            (1, lambda: self.infix("-", sub(), real(), SUM)),
            (1, lambda: self.infix("*", real(), sub(), PRODUCT)),
            (0.6, lambda: self.infix("//", real(), self.nonzero(scope, depth), PRODUCT)),
            (0.8, lambda: self.infix("%", real(), self.nonzero(scope, depth), PRODUCT)),
            (0.3, lambda: self.infix("**", sub(), (self.pick(["2", "0.5", "(-1)", "3"]), POSTFIX), POWER)),
            (0.5, lambda: (self.pick("-+") + self.wrap(real(), POSTFIX), UNARY)),
            (1.2, lambda: self.filtered(real(), "round", self.pick([None, "0", "1", "2", "3", "-1", "precision=2"]), self.pick([None, None]))),
            (0.6, lambda: self.filtered(sub(), "round", self.pick(["0", "1", "2", "-1"]), self.pick(["'ceil'", "'floor'", "method='floor'"]))),
            (0.6, lambda: self.filtered(self.expr(self.pick(["str", "int", "bool"]), scope, depth - 1), "float", self.pick([None, None, "1.5"]))),
            (0.4, lambda: self.filtered(real(), "abs")),
            (0.15, lambda: self.filtered((self.quoted(self.pick(NUMERALS)), POSTFIX), "float", self.pick([None, "0.5"]))),
            (0.4, lambda: self.filtered(self.expr(("list", "float"), scope, depth - 1), "sum")),
            (0.3, lambda: self.attribute_sum(scope, "float", depth)),
        ])()

    def bool_expr(self, scope, depth):
        sub = lambda: self.expr("bool", scope, depth - 1)
        return self.weighted([
            (3, lambda: self.leaf("bool", scope)),
            (2, lambda: self.comparison(scope, depth)),
            (2.5, lambda: self.test(scope, depth)),
            (1, lambda: self.membership(scope, depth)),
            (0.8, lambda: ("not " + self.wrap(self.expr(self.any_kind(), scope, depth - 1), NOT), NOT)),
            (0.7, lambda: self.infix("and", sub(), sub(), AND)),
            (0.7, lambda: self.infix("or", sub(), sub(), OR)),
            (0.8, lambda: self.loop_bool(scope, depth)),
        ])()

    def any_kind(self):
        return self.weighted([(3, "int"), (3, "str"), (2, "bool"), (1, "float"), (1, "none"), (1, ("list", "int")), (0.5, ("map", "int"))])

    def loop_bool(self, scope, depth):
        if not scope.loop_items():
            return self.leaf("bool", scope)
        roll = self.rng.random()
        if roll < 0.6:
            return "loop." + self.pick(["first", "last"]), POSTFIX
        if roll < 0.8:
            return f"loop.changed({', '.join(self.text(self.scalar_type(), scope, depth - 1) for _ in range(self.pick([1, 1, 2])))})", POSTFIX
        return f"loop.{self.pick(['previtem', 'nextitem'])} is defined", TEST

    def comparison(self, scope, depth):
        kind = self.weighted([(4, "int"), (3, "str"), (2, "float"), (1, "bool"), (0.5, ("list", "int")), (0.3, ("tuple", ("int", "str")))])
        other = kind if kind not in ("int", "float") else self.pick(["int", "int", "float", "bool"])
        ops = ["==", "!=", "<", "<=", ">", ">="]
        text = self.wrap(self.expr(kind, scope, depth - 1), SUM)
        for _ in range(self.pick([1, 1, 1, 1, 1, 2, 3])):
            text += self.space() + self.pick(ops) + self.space() + self.wrap(self.expr(other, scope, depth - 1), SUM)
        if self.chance(0.1):  # == between any types
            left, right = (self.wrap(self.expr(self.any_kind(), scope, depth - 1), SUM) for _ in range(2))
            text = f"{left} {self.pick(['==', '!='])} {right}"
        return text, COMPARE

    def membership(self, scope, depth):
        op = self.pick(["in", "in", "not in", "not  in"])
        kind = self.weighted([(3, "str"), (2, "int"), (1, "float")])
        container = self.weighted([(3, ("list", kind)), (2, "str" if kind == "str" else ("list", kind)), (1, ("map", "int") if kind == "str" else ("list", "float")),
                                   (0.5, ("tuple", (kind, kind)))])
        return self.infix(op, self.expr(kind, scope, depth - 1), self.expr(container, scope, depth - 1), COMPARE, SUM)

    def test(self, scope, depth):
        negated = "is not" if self.chance(0.25) else "is"
        roll = self.rng.random()
        if roll < 0.4:
            name = self.pick(TESTS_ANY)
            if name in ("defined", "undefined") or self.chance(0.15):
                subject = self.pick(["missing", "nope", *NAMES]), POSTFIX
                if name in ("sequence", "iterable") and subject[0] not in scope.all_vars():
                    name = "defined"
            else:
                subject = self.expr(self.any_kind(), scope, depth - 1)
            return f"{self.wrap(subject, UNARY)} {negated} {name}{'()' if self.chance(0.03) else ''}", TEST
        if roll < 0.6:
            return f"{self.text('int', scope, depth - 1, UNARY)} {negated} {self.pick(['odd', 'even'])}", TEST
        if roll < 0.7:
            argument = self.pick(["2", "3", "(7)", "(-3)", "4"])
            return f"{self.text('int', scope, depth - 1, UNARY)} {negated} divisibleby{argument if argument[0] == '(' else self.pick([' ' + argument, f'({argument})', f'(num={argument})' if self.chance(0.1) else f'({argument})'])}", COMPARE
        if roll < 0.75:
            return f"{self.text('str', scope, depth - 1, UNARY)} {negated} {self.pick(['lower', 'upper'])}", TEST
        if roll < 0.78:
            return f"{self.pick(['upper', 'nope', 'odd', 'default', 'eq'])!r} {negated} {self.pick(['filter', 'test'])}", TEST
        if roll < 0.84:
            return f"{self.text('int', scope, depth - 1, UNARY)} {negated} in({self.text(('list', 'int'), scope, depth - 1)})", COMPARE
        kind = self.pick(["int", "str", "float"])
        name = self.pick(["eq", "equalto", "ne", "lt", "lessthan", "le", "gt", "greaterthan", "ge", "sameas" if self.chance(0.01) else "eq"])
        argument = self.text(kind, scope, depth - 1)
        simple = self.leaf(kind, scope)
        form = f" {simple[0]}" if simple[1] == POSTFIX and self.chance(0.4) else f"({argument})"
        return f"{self.text(kind, scope, depth - 1, UNARY)} {negated} {name}{form}", COMPARE

    def str_expr(self, scope, depth):
        sub = lambda: self.expr("str", scope, depth - 1)
        text = lambda: self.text("str", scope, depth - 2)
        flag = lambda: self.pick(["true", "false", self.text("bool", scope, depth - 2)])
        return self.weighted([
            (5, lambda: self.leaf("str", scope)),
            (2, lambda: self.concatenation(scope, depth)),
            (1, lambda: self.infix("+", sub(), sub(), SUM)),
            (0.4, lambda: self.odd_thing(scope, depth)),
            (0.3, lambda: self.infix("*", sub(), (self.small(-1, 4), POSTFIX), PRODUCT)),
            (0.1, lambda: self.infix("*", (self.small(0, 3), POSTFIX), sub(), PRODUCT)),
            (2, lambda: self.filtered(sub(), self.pick(["upper", "lower", "capitalize", "title", "trim", "string", "reverse"]))),
            (0.3, lambda: self.filtered(sub(), "trim", self.pick([self.quoted(self.pick(["x", " a", "<>", "ab", "", "\u00e9", "-."])), "none"]))),
            (0.5, lambda: self.filtered(sub(), "center", self.pick([self.small(0, 30), None, "width=" + self.small(0, 20)]))),
            (1, lambda: self.filtered(sub(), "replace", text(), text(), self.pick([None, None, None, self.small(-1, 3), "count=" + self.small(0, 3), "none"]))),
            (0.3, lambda: self.filtered(sub(), "replace", self.quoted(self.pick(["", "a", "<", "o", "&", "l", " "])), self.quoted(self.pick(["-", "", "<b>", "&", "x"])), self.pick([None, "2"]))),
            (1, lambda: self.filtered(sub(), "indent", self.pick([None, self.small(0, 8), self.quoted(self.pick(["  ", "> ", "<", "\t", "\u00e9"])), "width=2"]),
                                      self.pick([None, flag(), "first=true"]) if self.chance(0.6) else None)),
            (0.5, lambda: self.filtered(sub(), "indent", self.small(0, 6), flag(), flag())),
            (0.3, lambda: self.filtered(sub(), "indent", self.pick(["blank=true", "first=true, blank=true", "4, blank=" + flag()]))),
            (1, lambda: self.filtered(sub(), "truncate", self.small(3, 20), *self.pick([(), (), (flag(),), (flag(), self.quoted(self.pick(["", ".", "\u2026", "<", ">>>"]))),
                                                                                      (flag(), "'...'", self.small(0, 6)), ("leeway=0",), ("killwords=true", "leeway=" + self.small(0, 3)), ("end='!'",)]))),
            (0.15, lambda: self.filtered(sub(), "truncate")),
            (0.6, lambda: self.truncated_near(scope)),
            (0.8, lambda: self.filtered(sub(), "wordwrap", *self.pick([(self.small(1, 20),), (self.small(1, 12), flag()), (self.small(1, 12), flag(), self.quoted("|")), ("width=5", "break_on_hyphens=false"),
                                                                      (self.small(1, 9), "wrapstring='\\n  '"), (self.small(3, 15), "break_long_words=false"), ()]))),
            (1.2, lambda: self.filtered(sub(), self.pick(["e", "escape", "forceescape", "safe", "safe"]))),
            (0.4, lambda: self.filtered(self.expr(self.pick(["int", "float", "bool", "none"]), scope, depth - 1), self.pick(["string", "string", "e", "safe", "upper", "lower", "trim", "title", "capitalize", "center(9)", "forceescape", "urlencode", "wordcount|string", "replace('1', 'one')"]))),
            (0.5, lambda: self.filtered(self.expr(self.pick(["str", "map_"]) if False else "str", scope, depth - 1), "urlencode")),
            (0.2, lambda: self.filtered(self.expr(("map", self.pick(["int", "str"])), scope, depth - 1), "urlencode")),
            (1.2, lambda: self.filtered(self.expr(self.json_kind(), scope, depth - 1), "tojson", self.pick([None, None, None, "2", "indent=1", "0", "none"]))),
            (2, lambda: self.joined(scope, depth)),
            (2.5 if self.autoescape else 0.4, lambda: self.markup(scope, depth)),
            (0.6, lambda: self.formatted(scope, depth)),
            (0.6, lambda: self.filtered(self.filtered(sub(), self.pick(["first", "last"])), "default", self.quoted("?"))),
            (1, lambda: (self.wrap(sub(), POSTFIX) + self.slice(), POSTFIX)),
            (0.5, lambda: self.index_of("str", "str", scope, depth)),
            (0.8, lambda: self.macro_call(scope, depth) or self.leaf("str", scope)),
            (0.4, lambda: self.filtered(self.filtered(self.expr(("list", "str"), scope, depth - 1), self.pick(["min", "max", "first", "last"])), "default", self.quoted("?"))),
            (0.4, lambda: (f"loop.cycle({', '.join(self.text('str', scope, depth - 1) for _ in range(self.rng.randint(1, 3)))})", POSTFIX) if scope.loop_items() else self.leaf("str", scope)),
            (0.3, lambda: self.neighbour(scope)),
            (0.2, lambda: (f"{self.text('int', scope, depth - 1, UNARY)} is odd|{self.pick(['string', 'lower', 'upper'])}", UNARY)),
            (0.15, lambda: (f"'a' if {self.text('bool', scope, depth - 1, OR)}", COND)),
            (0.15, lambda: ("super()", POSTFIX) if self.in_block else self.leaf("str", scope)),
        ])()

    def truncated_near(self, scope):
        """Where the length of a text meets the length it may have."""
        text = self.string() + " " + self.string()
        length = max(3, len(text) + self.rng.randint(-8, 1))
        return self.filtered((self.quoted(text), POSTFIX), "truncate", str(length), *self.pick([(), ("true",), ("false", "'.'"), ("true", "''", self.small(0, 5)), ("leeway=" + self.small(0, 4),)]))

    def markup(self, scope, depth):
        """Safe and unsafe text together."""
        sub = lambda: self.expr("str", scope, depth - 1)
        safe = lambda: self.filtered(sub(), self.pick(["safe", "safe", "e"]))
        return self.weighted([
            (1, safe), (1.5, lambda: self.infix("+", safe(), sub(), SUM)), (1.5, lambda: self.infix("+", sub(), safe(), SUM)), (1, lambda: self.infix("~", safe(), sub(), CAT)),
            (2, lambda: self.filtered(safe(), "replace", self.quoted(self.pick(["<", "a", "", "&", "b", "o"])), self.text("str", scope, depth - 2))),
            (1, lambda: self.filtered(sub(), "replace", self.quoted(self.pick(["<", "a", "o"])), self.wrap(safe(), COND))),
            (0.7, lambda: self.filtered((f"[{self.wrap(safe(), COND)}, {self.wrap(sub(), COND)}]", POSTFIX), "join", self.text("str", scope, 0))),
            (1.5, lambda: self.filtered(safe(), self.pick(["upper", "trim", "title", "capitalize", "center(12)", "indent(2, true)", "truncate(8)", "wordwrap(8)", "string", "reverse", "first", "last", "lower", "e", "forceescape", "format"]))),
            (0.5, lambda: (self.wrap(safe(), POSTFIX) + self.slice(), POSTFIX)), (0.5, lambda: self.infix("*", safe(), ("2", POSTFIX), PRODUCT))])()

    def odd_thing(self, scope, depth):
        """Corners that typed generation would not come by."""
        number = lambda: self.text(self.pick(["int", "float", "bool"]), scope, depth - 2)
        key = lambda: self.pick(["1", "2", "10", "9", "1.5", "true", "false", "none", "-3", "'a'", "'10'", "1.0", "0", "2.0", "(1, 2)" if self.chance(0.1) else "3"])
        mixed = lambda: "[" + ", ".join(number() for _ in range(self.rng.randint(0, 5))) + "]"
        dictionary = lambda: "{" + ", ".join(f"{key()}: {number()}" for _ in range(self.rng.randint(0, 4))) + "}"
        made = self.weighted([
            (2, lambda: dictionary() + "|tojson" + self.pick(["", "(1)", "(indent=2)"])),
            (1, lambda: f"{dictionary()}[{key()}]|default('-')"), (1, lambda: f"({key()} in {dictionary()})"),
            (1, lambda: dictionary() + "|" + self.pick(["list", "length", "sort", "dictsort", "items|list", "first", "max", "join"]) + "|" + self.pick(["tojson", "default(1)|string"])),
            (2, lambda: mixed() + "|" + self.pick(["sort", "unique|list", "sort(reverse=true)", "sum", "max", "min", "first", "last", "reverse|list", "select|list", "reject|list"]) + "|default(0)|tojson"),
            (1, lambda: mixed() + "|map(" + self.pick(["'round'", "'int'", "'float'", "'abs'", "'string'", "'round', 1, 'floor'", "'default', 'x'"]) + ")|list|tojson"),
            (1, lambda: f"({number()} {self.pick(['==', '!=', '<', '>=', 'in'])} {self.pick([mixed(), number(), number()])})"),
            (1, lambda: f"({mixed()} {self.pick(['==', '<', '>', '!='])} {mixed()})"),
            (1, lambda: f"{mixed()}|{self.pick(['batch', 'slice'])}({self.small(1, 4)}{self.pick(['', ', 0', ', none', ', fill_with=9'])})|list|tojson"),
            (1, lambda: self.text("str", scope, depth - 2, UNARY) + "|" + self.pick(["batch(2)", "slice(2)", "list", "unique", "sort", "reverse", "map('upper')", "select", "sort(reverse=true)", "min", "max", "unique(true)"])
                + "|" + self.pick(["list", "list", "join", "first"]) + "|tojson"),
            (0.5, lambda: "[[1, 'a'], [1, 'B'], [0, 'c']]|" + self.pick(["sort", "map('last')|list", "sort(attribute=1)", "sort(attribute='0,1')", "groupby(0)", "map(attribute=1)|list", "sum(attribute=0)", "unique(attribute=0)|list",
                                                                        "max(attribute=1)", "join('-', attribute=1)", "selectattr(0)|list", "rejectattr(1, 'lower')|list"]) + "|tojson"),
            (0.5, lambda: f"({self.text('int', scope, depth - 2, SUM)} {self.pick(['<', '<=', '=='])} {self.text('int', scope, depth - 2, SUM)} in {mixed()})"),
            (0.5, lambda: f"{self.text(self.any_kind(), scope, depth - 2, UNARY)}|{self.pick(['default', 'd'])}({self.text('str', scope, 0)}, true)|tojson"),
            (0.5, lambda: self.pick(["range(3)|length", "range(5)|last", "range(2, 9, 3)|sum", "range(3)|list|tojson", "range(4)[2]", "range(4)[1:3]|list|tojson", "(3 in range(5))", "range(0)|first|default('none')",
                                     "(range(3) == range(3))", "range(9)|batch(3)|map('sum')|join(',')", "dict(a=1)|tojson", "dict(b=2, a=1)|dictsort|tojson", "dict()|length", "range(5, 0, -2)|join", "range(3)|reverse|join",
                                     "range(-1)|length", "range(2)|map('string')|list|tojson"])),
        ])()
        return made + "|string", UNARY

    def neighbour(self, scope):
        kind = scope.loop_items()
        if kind != "str":
            return self.leaf("str", scope)
        return f"loop.{self.pick(['previtem', 'nextitem'])}|default('none')", UNARY

    def json_kind(self):
        return self.weighted([(2, "str"), (2, ("list", "str")), (2, ("map", "int")), (1, ("list", "int")), (1, "float"), (1, "int"), (1, "bool"), (0.5, "none"),
                              (1, ("dict", (("b", "str"), ("a", ("list", "float"))))), (0.5, ("list", ("map", "str"))), (0.3, ("tuple", ("int", "str")))])

    def slice(self):
        def bound():
            return self.pick(["", "", "0", "1", "2", "3", "-1", "-2", self.small(-9, 9), "none" if self.chance(0.1) else "1"])
        step = self.pick(["", "", "", ":", ":1", ":2", ":-1", ":-2", ":3"])
        return f"[{bound()}:{bound()}{step}]"

    def concatenation(self, scope, depth):
        parts = [self.wrap(self.expr(self.weighted([(4, "str"), (2, "int"), (1, "float"), (1, "bool"), (0.3, "none")]), scope, depth - 1), PRODUCT) for _ in range(self.pick([2, 2, 3, 4]))]
        return (self.space() + "~" + self.space()).join(parts), CAT

    def joined(self, scope, depth):
        records = self.record_lists(scope)
        separator = self.pick([None, self.quoted(self.pick([", ", "", "-", "<br>", "&", "\n"])), self.text("str", scope, depth - 2)])
        if records and self.chance(0.4):
            text, keys = self.pick(records)
            found = [key for key, kind in keys.items() if printable(kind)]
            if found:
                key = self.quoted(self.pick(found))
                return self.pick([f"{text}|join({separator or repr('')}, attribute={key})", f"{text}|map(attribute={key})|join({separator or ''})",
                                  f"{text}|join({separator or repr(', ')}, {key})"]), UNARY
        kind = ("gen" if self.chance(0.5) else "list", self.weighted([(3, "str"), (3, "int"), (1, "float"), (1, "bool")]))
        return self.filtered(self.expr(kind, scope, depth - 1), "join", separator if separator is None or self.chance(0.9) else "d=" + separator)

    def formatted(self, scope, depth):
        forms = [("%s", "str"), ("%s", "int"), ("%d", "int"), ("%5d", "int"), ("%-5s|", "str"), ("%.2f", "float"), ("%05.1f", "float"), ("%x", "nat"), ("%03d", "int"), ("%+d", "int"),
                 ("%10s", "str"), ("%.3s", "str"), ("%e", "float"), ("%g", "float"), ("%X", "nat"), ("%o", "nat"), ("%i", "float"), ("% d", "int"), ("%r" if self.chance(0.02) else "%s", "bool"),
                 ("%f", "int"), ("%c" if self.chance(0.1) else "%s", "str"), ("%G", "float"), ("%.0f", "float"), ("%#x", "nat"), ("%-8.3f|", "float"), ("%s", "none")]
        chosen = [self.pick(forms) for _ in range(self.rng.randint(1, 3))]
        template = self.pick([" ", ", ", "<b>", "%%", "-"]).join(form for form, _ in chosen)
        arguments = [self.small(0, 300) if kind == "nat" else self.text(kind, scope, depth - 2) for _, kind in chosen]
        subject = self.quoted(template) + ("|safe" if self.chance(0.2) else ""), UNARY
        if self.chance(0.15):
            subject = self.quoted("%(a)s/%(b)d"), POSTFIX
            arguments = ["a=" + self.text("str", scope, depth - 2), "b=" + self.text("int", scope, depth - 2)]
        return self.filtered(subject, "format", *arguments)

    def macro_call(self, scope, depth):
        macros = scope.all_macros()
        if not macros:
            return None
        name = self.pick(sorted(macros))
        parameters, required = macros[name]
        arguments = []
        named = False
        for i, (parameter, kind) in enumerate(parameters):
            if i >= required and self.chance(0.4):
                named = True
                continue
            if i < required and self.chance(0.02 + self.wild):
                named = True
                continue
            value = self.text(kind, scope, depth - 2)
            if not named and self.chance(0.15):
                named = True
            arguments.append(f"{parameter}={value}" if named else value)
        return f"{name}({', '.join(arguments)})", POSTFIX

    def list_expr(self, kind, scope, depth):
        item = kind[1]
        same = lambda: self.expr(kind, scope, depth - 1)
        table = [
            (4, lambda: self.leaf(kind, scope)),
            (1.5, lambda: ("[" + ", ".join(self.text(item, scope, depth - 1) for _ in range(self.pick([0, 1, 2, 3, 4]))) + "]", POSTFIX)),
            (0.7, lambda: self.infix("+", same(), same(), SUM)),
            (0.2, lambda: self.infix("*", same(), (self.small(0, 3), POSTFIX), PRODUCT)),
            (0.8, lambda: (self.wrap(same(), POSTFIX) + self.slice(), POSTFIX)),
            (1, lambda: self.filtered(self.expr(("gen", item), scope, depth - 1), "list")),
        ]
        if item in ("int", "str", "float", "bool"):
            table += [(1.2, lambda: self.filtered(same(), "sort", *self.pick([(), (), ("true",), ("reverse=true",), ("false", "true"), ("case_sensitive=true",), ("reverse=" + self.text("bool", scope, depth - 2),)])))]
            table += [(0.5, lambda: self.attribute_list(item, scope))]
        if item == "int":
            table += [(1, lambda: (f"range({', '.join(self.small(*span) for span in self.pick([[(0, 5)], [(-2, 3), (0, 8)], [(0, 3), (4, 9), (1, 3)], [(5, 9), (0, 3), (-3, -1)]]))})|list", UNARY))]
        if item == "str":
            table += [(0.5, lambda: self.filtered(self.expr("str", scope, depth - 1), "list")), (0.3, lambda: self.filtered(self.expr(("map", "int"), scope, depth - 1), self.pick(["list", "sort"])))]
        return self.weighted(table)()

    def attribute_list(self, item, scope):
        found = [(text, key) for text, keys in self.record_lists(scope) for key, at in keys.items() if at == item]
        if not found:
            return self.leaf(("list", item), scope)
        text, key = self.pick(found)
        return f"{text}|{self.pick(['sort(attribute=%s)|' % self.quoted(key), '', 'unique(attribute=%s)|' % self.quoted(key)])}map(attribute={self.quoted(key)})|list", UNARY

    def gen_expr(self, kind, scope, depth):
        item = kind[1]
        source = lambda: self.expr(("list", item), scope, depth - 1)
        table = [(1, lambda: self.filtered(source(), "reverse")), (1, lambda: self.filtered(source(), self.pick(["select", "reject"]), self.pick(["'defined'", None, "'none'"]) if item in ("int", "str", "float", "bool") else "'defined'")),
                 (0.5, source)]
        if item in ("int", "str", "float", "bool"):
            table += [(1, lambda: self.filtered(source(), "unique", self.pick([None, None, "true", "case_sensitive=true"])))]
        if item == "int":
            table += [(1.5, lambda: self.filtered(source(), self.pick(["select", "reject"]), *self.pick([("'odd'",), ("'even'",), ("'gt'", self.small()), ("'divisibleby'", "3"), ("'in'", "[1, 2, 3]"), ("'lt'", self.small()), ("'=='", "1")]))),
                      (0.7, lambda: self.filtered(self.expr(("list", "str"), scope, depth - 1), "map", self.pick(["'length'", "'int'", "'wordcount'"]))),
                      (0.5, lambda: self.filtered(source(), "map", "'abs'"))]
        if item == "str":
            table += [(1.5, lambda: self.filtered(source(), "map", *self.pick([("'upper'",), ("'lower'",), ("'title'",), ("'trim'",), ("'replace'", "'a'", "'b'"), ("'e'",), ("'indent'", "2"), ("'truncate'", "5", "true"), ("'string'",),
                                                                              ("'center'", "8"), ("'default'", "'x'"), ("'tojson'",), ("'safe'",)]))),
                      (0.7, lambda: self.filtered(self.expr(("list", self.pick(["int", "float"])), scope, depth - 1), "map", "'string'")),
                      (0.5, lambda: self.filtered(source(), self.pick(["select", "reject"]), *self.pick([("'in'", "'abc'"), ("'eq'", "'a'"), ("'string'",), ("'lower'",)])))]
        return self.weighted(table)()

    def tuple_expr(self, kind, scope, depth):
        return "(" + ", ".join(self.text(member, scope, depth - 1) for member in kind[1]) + ("," if len(kind[1]) == 1 else "") + ")", POSTFIX

    def dict_expr(self, kind, scope, depth):
        if self.chance(0.5):
            return self.leaf(kind, scope)
        return "{" + ", ".join(f"{self.quoted(key)}: {self.text(member, scope, depth - 1)}" for key, member in kind[1]) + "}", POSTFIX

    def map_expr(self, kind, scope, depth):
        if self.chance(0.6):
            return self.leaf(kind, scope)
        return "{" + ", ".join(f"{self.text('str', scope, 1)}: {self.text(kind[1], scope, depth - 1)}" for _ in range(self.rng.randint(0, 3))) + "}", POSTFIX

    # ---- statements
    def mark(self):
        roll = self.rng.random()
        return "" if roll < 0.74 else "-" if roll < 0.9 else "+"

    def tag(self, content):
        closing = self.mark()
        return "{%" + self.mark() + (self.space() if self.chance(0.97) else "") + content + (self.some_space() if closing else self.space()) + closing + "%}"

    def print_of(self, text):
        opening = self.mark()
        if text[:1] in "-+" and not opening:
            text = " " + text
        closing = "-" if self.chance(0.12) else "+" if self.chance(self.wild / 4) else ""
        gap = self.space()
        return "{{" + opening + (gap if text[:1] not in "{" else gap or " ") + text + (self.some_space() if text[-1:] in "}" else self.space()) + closing + "}}"

    def gap(self):
        out = self.pick(TEXTS)
        while self.chance(0.45):
            out += self.pick(TEXTS)
        # A brace would open a tag together with what follows.
        return out if self.chance(self.wild / 2) else re.sub(r"\{(?=[{%#]|$)", "{ ", out)

    def output(self, scope):
        roll = self.rng.random()
        if roll < 0.12:
            return self.print_of(self.probe(scope))
        if roll < 0.22 and scope.loop_items():
            return self.print_of(self.pick([self.loop_int, self.loop_bool])(scope, 2)[0])
        if roll < 0.26:
            call = self.macro_call(scope, 3)
            if call:
                return self.print_of(call[0])
        kind = self.weighted([(4, "str"), (3, "int"), (2, "float"), (2, "bool"), (0.3, "none")])
        if self.chance(self.wild):
            kind = self.pick([("list", "int"), ("map", "int"), ("gen", "str"), ("tuple", ("int", "int"))])
        return self.print_of(self.text(kind, scope, self.pick([0, 1, 2, 2, 3, 3, 4]), COND))

    def probe(self, scope, name=None):
        """What a name is here, whatever it is: shows where scopes differ."""
        name = name or self.pick(NAMES + ["loop", "missing"])
        if name != "loop" and self.chance(0.6):
            return f"{name}|default('?')|tojson"
        return f"{name} is defined"

    def comment(self):
        return "{#" + self.mark() + self.pick([" note ", "", " {{ x }} ", "\n  lines\n", " {% if %} ", "-", " # ", " {# "]) + self.pick(["", "", "-", "+"]) + "#}"

    def raw(self):
        body = self.pick(["{{ x }}", "{% if %}", " text ", "\n", "{# c #}", "  {{ a }}\n  ", "", "\n\n  x\n  ", "{% endra %}", "<b>", "{%- raw %}"])
        return "{%" + self.mark() + " raw " + self.pick(["", "", "", "-", "+" if self.chance(self.wild) else ""]) + "%}" + self.gap() + body + self.gap() + self.tag("endraw")

    def body(self, scope, depth):
        out = [self.gap()]
        for _ in range(self.pick([0, 1, 1, 2, 2, 3])):
            if self.budget < 0:
                break
            out += [self.statement(scope, depth), self.gap()]
        return "".join(out)

    def captured(self, scope, depth):
        self.buffered += 1
        out = self.body(scope, depth)
        self.buffered -= 1
        return out

    def statement(self, scope, depth):
        self.budget -= 1
        simple = [(6, self.output), (1, lambda s: self.comment()), (0.5, lambda s: self.raw()), (2, self.set_value)]
        if self.partials:
            simple += [(1.5, self.include)]
        if depth <= 0 or self.budget < 0:
            return self.weighted(simple)(scope)
        nested = [(2.5, self.if_block), (3, self.for_block), (0.8, self.set_block), (0.8, self.with_block), (0.8, self.filter_block), (0.9, self.macro)]
        if self.partials:
            nested += [(0.7, self.import_macros)]
        if self.blocks:
            nested += [(1.5, self.block)]
        made = self.weighted(simple + nested)
        return made(scope, depth) if any(made == entry for _, entry in nested) else made(scope)

    def if_block(self, scope, depth):
        names = set()
        out = self.tag("if " + self.text(self.any_kind() if self.chance(0.3) else "bool", scope, 3, OR)) + self.branch(scope, depth, names)
        while self.chance(0.25):
            out += self.tag("elif " + self.text("bool", scope, 2, OR)) + self.branch(scope, depth, names)
        if self.chance(0.45):
            out += self.tag("else") + self.branch(scope, depth, names)
        out += self.tag("endif")
        for name in sorted(names):
            out += self.gap() + self.print_of(self.probe(scope, name))
        return out

    def branch(self, scope, depth, names):
        """What a branch sets may or may not be set behind the `if`: names keep their types, new ones are forgotten."""
        inner = Scope(scope)
        text = self.body(inner, depth - 1)
        if self.chance(0.15):
            text += self.set_value(inner)
        names.update(inner.vars)
        return text

    def target(self, kind):
        """Names for an item of that type, with their types."""
        if isinstance(kind, tuple) and kind[0] in ("tuple", "group") and self.chance(0.75):
            members = kind[1] if kind[0] == "tuple" else (kind[1], ("list", kind[2]))
            names = self.rng.sample(NAMES, len(members))
            text = ", ".join(names)
            return (f"({text})" if self.chance(0.1) else text), dict(zip(names, members))
        name = self.pick(NAMES)
        return name, {name: kind}

    def iterable(self, scope):
        """(text, type of the items)"""
        records = self.record_lists(scope)
        kinds = scope.all_vars()
        maps = [(name, kind[1]) for name, kind in kinds.items() if isinstance(kind, tuple) and kind[0] == "map"]
        options = [(2, lambda: (self.text(("list", "int"), scope, 2, OR), "int")), (2, lambda: (self.text(("list", "str"), scope, 2, OR), "str")), (0.7, lambda: (self.text(("gen", "str"), scope, 2, OR), "str")),
                   (0.5, lambda: (self.text("str", scope, 1, OR), "str")), (0.8, lambda: (f"range({self.small(0, 5)})", "int")), (0.3, lambda: ("1, 2, 3", "int")),
                   (0.4, lambda: (self.wrap(self.filtered(self.expr(("list", "int"), scope, 1), self.pick(["batch", "slice"]), self.small(1, 4), self.pick([None, "0"])), OR), ("list", "int"))),
                   (0.3, lambda: ("[(1, 'a'), (2, 'b')]", ("tuple", ("int", "str")))), (0.15, lambda: (self.pick(["[[1, 2], [3, 4]]", "['ab', 'cd']", "range(4)|batch(2)", "{'a': 1}|items|list"]), ("list", "int")))]
        if records:
            options += [(3, lambda: self.record_iterable(scope, self.pick(records)))]
        if maps:
            name, kind = self.pick(maps)
            pair = ("tuple", ("str", kind))
            options += [(2, lambda: (f"{name}|items", pair)), (1.5, lambda: (f"{name}|dictsort" + self.pick(["", "", "(true)", "(reverse=true)", "(by='value')", "(false, 'value')"]), pair)), (1, lambda: (name, "str"))]
        return self.weighted(options)()

    def record_iterable(self, scope, record):
        text, keys = record
        item = next(kind[1] for name, kind in scope.all_vars().items() if name == text)
        scalars = [key for key, kind in keys.items() if printable(kind) and kind != "none"]
        options = [(3, lambda: (text, item)), (0.5, lambda: (f"{text}|reverse", item)), (0.5, lambda: (f"{text}|batch(2)", ("list", item)))]
        if scalars:
            key = self.pick(scalars)
            kind, quoted = keys[key], self.quoted(key)
            options += [(1, lambda: (f"{text}|sort(attribute={quoted}{self.pick(['', ', reverse=true', ', case_sensitive=true'])})", item)),
                        (1.2, lambda: (f"{text}|groupby({quoted}{self.pick(['', '', ', case_sensitive=true', ', default=0' if kind == 'int' else ''])})", ("group", kind, item))),
                        (0.6, lambda: (f"{text}|{self.pick(['selectattr', 'rejectattr'])}({quoted})", item)),
                        (0.6, lambda: (f"{text}|{self.pick(['selectattr', 'rejectattr'])}({quoted}, {self.pick(['%r' % 'defined', '%r' % 'string', '%r, %s' % ('eq', self.text(kind, scope, 1)), '%r' % 'none'])})", item)),
                        (0.5, lambda: (f"{text}|unique(attribute={quoted})", item)), (0.4, lambda: (f"{text}|map(attribute={quoted})", kind)),
                        (0.3, lambda: (f"{text}|sort(attribute={self.quoted(','.join(self.rng.sample(scalars, min(2, len(scalars)))))})", item))]
        return self.weighted(options)()

    def for_block(self, scope, depth):
        iterable, item = self.iterable(scope)
        target, names = self.target(item)
        condition = ""
        if self.chance(0.2):
            inner = Scope(scope)
            inner.vars.update(names)
            condition = " if " + self.text("bool", inner, 2, COND)
        inner = Scope(scope, loop=item)
        inner.vars.update(names)
        saved, self.blocks = self.blocks, self.blocks if self.chance(0.3) else None
        out = self.tag(f"for {target} in {iterable}{condition}") + self.body(inner, depth - 1)
        self.blocks = saved
        if self.chance(0.2):
            out += self.tag("else") + self.body(Scope(scope), depth - 1)
        return out + self.tag("endfor")

    def set_value(self, scope):
        kinds = scope.all_vars()
        if self.chance(0.04):
            text, names = self.pick([("{0}, {1} = [1, 'x']", ("int", "str")), ("{0}, {1} = 'ab'", ("str", "str")), ("({0}, {1}), {2} = (1, 2), 'c'", ("int", "int", "str")), ("{0}, ({1}, {2}) = 'x', [3, 4]", ("str", "int", "int")),
                                     ("{0}, {1} = {{'k': 1, 'l': 2}}", ("str", "str")), ("{0}, = [7]", ("int",)), ("({0}) = 5", ("int",)), ("{0}, {1} = range(2)", ("int", "int")), ("{0}, {1}, {2} = 'xyz'|reverse", ("str", "str", "str"))])
            chosen = self.rng.sample(NAMES, len(names))
            scope.vars.update(zip(chosen, names))
            return self.tag("set " + text.format(*chosen))
        if self.chance(0.12):
            names = self.rng.sample(NAMES, 2)
            kinds = (self.scalar_type(), self.scalar_type())
            text = ", ".join(self.text(kind, scope, 2) for kind in kinds)
            scope.vars.update(zip(names, kinds))
            return self.tag(f"set {', '.join(names)} = {text}")
        name = self.pick(sorted(kinds)) if kinds and self.chance(0.4) else self.pick(NAMES)
        known = kinds.get(name)
        kind = known if known is not None and self.chance(0.9) else self.weighted([(5, self.scalar_type()), (2, self.list_kind()), (1, ("map", "int")), (0.5, ("tuple", ("int", "str"))), (0.5, self.record_type())])
        if kind in ("none",):
            kind = "int"
        text = self.text(kind, scope, 3)
        scope.vars[name] = kind
        return self.tag(f"set {name}{self.space()}={self.space()}{text}")

    def set_block(self, scope, depth):
        name = self.pick(NAMES)
        chain = ("" if self.chance(0.6) else self.space() + "| " + self.block_filters())
        body = self.captured(Scope(scope), depth - 1)
        scope.vars[name] = "str"
        return self.tag(f"set {name}{chain}") + body + self.tag("endset")

    def block_filters(self):
        return "|".join(self.pick(["upper", "lower", "trim", "indent(2)", "indent(2, true)", "title", "replace('a', 'b')", "e", "safe", "center(20)", "wordwrap(10)", "truncate(9)", "string", "capitalize", "forceescape",
                                   "urlencode", "reverse", "tojson", "default('x')", "indent(first=true, blank=true)"]) for _ in range(self.pick([1, 1, 2])))

    def filter_block(self, scope, depth):
        return self.tag("filter " + self.block_filters()) + self.captured(Scope(scope), depth - 1) + self.tag("endfilter")

    def with_block(self, scope, depth):
        inner = Scope(scope)
        parts = []
        for name in self.rng.sample(NAMES, self.pick([0, 1, 1, 2, 2])):
            kind = self.weighted([(4, self.scalar_type()), (1, self.list_kind()), (1, ("map", "str"))])
            parts.append(f"{name}{self.space()}={self.space()}{self.text(kind, scope, 2)}")
            inner.vars[name] = kind
        return self.tag("with " + ", ".join(parts) if parts else "with") + self.body(inner, depth - 1) + self.tag("endwith")

    def macro(self, scope, depth):
        name = self.pick(MACROS)
        names = self.rng.sample(NAMES, self.pick([0, 1, 1, 2, 3]))
        required = self.rng.randint(0, len(names))
        inner = Scope(scope)
        parameters, texts = [], []
        for i, parameter in enumerate(names):
            kind = self.weighted([(4, self.scalar_type()), (1, self.list_kind())])
            if kind == "none":
                kind = "str"
            texts.append(parameter if i < required else f"{parameter}={self.text(kind, inner, 2)}")
            parameters.append((parameter, kind))
            inner.vars[parameter] = kind
        inner.loop = None
        recursive = self.chance(0.08) and not names
        blocks, self.blocks, block, self.in_block = self.blocks, None, self.in_block, False
        body = self.captured(inner, depth - 1)
        self.blocks, self.in_block = blocks, block
        if recursive:
            parameters, required, texts = [("n", "int")], 1, ["n"]
            body += "{% if n is number and 0 < n < 8 %}" + self.print_of(f"{name}(n{self.pick(['-', ' - '])}1)") + "{% endif %}" + self.print_of("n|string")
        scope.vars.pop(name, None)
        scope.macros[name] = (parameters, required)
        return self.tag(f"macro {name}({', '.join(texts)})") + body + self.tag("endmacro" + (f" {name}" if self.chance(0.02) else ""))

    def include(self, scope):
        """Never without context in a macro, block set or filter block: there Jinja2 3.1 prints it in another place."""
        name = self.pick(sorted(self.partials))
        roll = self.rng.random()
        expression = self.quoted(name)
        if roll < 0.12:
            expression = f"[{self.quoted('gone')}, {expression}]"
        elif roll < 0.18:
            expression = f"{self.quoted(name[:1])} ~ {self.quoted(name[1:])}"
        elif roll < 0.2:
            expression = f"{expression} if {self.text('bool', scope, 1, OR)} else {self.quoted(self.pick(sorted(self.partials)))}"
        elif roll < 0.24:
            return self.tag(f"include {self.pick([self.quoted('gone'), '[%s, %s]' % (self.quoted('gone'), self.quoted('lost'))])} ignore missing" + self.pick(["", " with context", " without context"]))
        return self.tag(f"include {expression}" + self.pick(["", "", "", " ignore missing"]) + self.pick(["", "", "", " with context", " with context" if self.buffered and not self.chance(0.02) else " without context"]))

    def import_macros(self, scope, depth):
        exports = self.exports
        context = self.pick(["", "", " with context", " without context"])
        if self.chance(0.5) or not exports:
            alias = self.pick(["lib", "q"])
            for name, macro in exports.items():
                if not name.startswith("_"):
                    scope.macros[f"{alias}.{name}"] = macro
            return self.tag(f"import 'lib' as {alias}{context}")
        name = self.pick(sorted(exports))
        if name.startswith("_") and not self.chance(0.1):
            return self.comment()
        alias = self.pick([None, "q", "w"])
        scope.vars.pop(alias or name, None)
        scope.macros[alias or name] = exports[name]
        constant = self.pick(["", "", ", V", ", V as v"])
        return self.tag(f"from 'lib' import {name}{' as ' + alias if alias else ''}{constant}{context}")

    def block(self, scope, depth):
        name = self.blocks.pop(self.rng.randrange(len(self.blocks)))
        self.known_blocks.append(name)
        scoped = self.chance(0.35)
        inner = Scope(scope if scoped else self.top)
        saved = self.in_block, self.buffered
        self.in_block, self.buffered = self.extending, 0
        body = self.body(inner, depth - 1)
        if self.in_block and self.chance(0.35):
            body += self.print_of(self.pick(["super()", "super()", "super()|upper", "super()|trim"])) + self.gap()
        self.in_block, self.buffered = saved
        return self.tag(f"block {name}{' scoped' if scoped else ''}{' required' if self.chance(0.02) else ''}") + body + self.tag(f"endblock{' ' + name if self.chance(0.3) else ''}")

    # ---- whole cases
    def library(self, kinds):
        """The template `lib` of macros: sees no context, unless it is imported with one."""
        scope = Scope()
        text = self.gap()
        for _ in range(self.rng.randint(1, 3)):
            self.budget = 15
            text += self.macro(scope, 2) + self.gap()
        if self.chance(0.3):
            text += self.print_of(self.probe(scope))
        text += self.tag(f"set V = {self.text('str', scope, 1)}") + self.gap()
        self.exports = scope.macros
        return text

    def templates(self, kinds):
        data_scope = Scope()
        data_scope.vars.update(kinds)
        self.blocks = None
        out = {}
        if self.chance(0.35):
            for name in self.rng.sample(PARTIALS, self.rng.randint(1, 2)):
                self.budget = 12
                body = self.body(Scope(data_scope), 2)
                out[name] = body + "".join(self.print_of(self.probe(data_scope)) + self.gap() for _ in range(self.pick([0, 2, 4, 6])))
            out["lib"] = self.library(kinds)
            self.partials = dict(out)
        self.budget = self.pick([8, 15, 25, 40, 60])
        top = self.top = Scope(data_scope)
        self.extending = False
        if not self.chance(0.2):
            if self.chance(0.15):
                self.blocks = list(BLOCKS)
            text = self.body(top, 3)
            while self.budget > 0 and self.chance(0.85):
                text += self.statement(top, 3) + self.gap()
            return text, out
        # Two or three templates that extend each other.
        self.blocks = list(BLOCKS)
        layers = self.pick([2, 2, 3])
        base = self.body(top, 2)
        for _ in range(3):
            base += (self.block(top, 2) if self.blocks else self.output(top)) + self.gap()
        out["base"] = base
        parent = "base"
        self.extending = True
        for layer in range(layers - 1):
            self.budget = self.pick([10, 20, 30])
            scope = self.top = Scope(data_scope)
            scope.vars.update(top.vars if self.chance(0.2) else {})
            parts = [self.gap() if self.chance(0.3) else "", self.set_value(scope) if self.chance(0.2) else ""]
            parts.append(self.tag("extends " + (self.quoted(parent) if self.chance(0.9) else f"{self.quoted(parent[:2])} ~ {self.quoted(parent[2:])}")))
            self.blocks = self.rng.sample(BLOCKS, self.rng.randint(1, 3)) + (["extra"] if self.chance(0.1) else [])
            while self.blocks:
                parts.append(self.gap())
                if self.chance(0.35):
                    parts.append(self.pick([self.set_value, lambda s: self.macro(s, 2), self.output, lambda s: self.import_macros(s, 0) if self.partials else self.comment(), lambda s: self.if_block(s, 1)])(scope))
                parts.append(self.block(scope, 2))
            text = "".join(parts)
            if layer == layers - 2:
                return text, out
            parent = "mid"
            out["mid"] = text
        raise AssertionError

    def damaged(self, text):
        """A few characters or pieces taken out, doubled, swapped or put in."""
        for _ in range(self.pick([1, 1, 1, 2, 3])):
            if not text:
                return text
            at = self.rng.randrange(len(text))
            end = min(len(text), at + self.pick([1, 1, 1, 2, 3, 6]))
            roll = self.rng.random()
            if roll < 0.35:
                text = text[:at] + text[end:]
            elif roll < 0.5:
                text = text[:end] + text[at:]
            elif roll < 0.85:
                text = text[:at] + self.pick(["{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "|", "(", ")", "[", "]", "'", '"', ",", ".", ":", "=", " not ", " is ", " in ", " if ", " else ", " and ", "~", "*", "**", "//", "0", "1.", "\\", "\n",
                                             " ", "_", "x", "none", "{% endif %}", "{% else %}", "{% raw %}", "{% endraw %}", "{", "}", "%", "e3", "\u00e9", "\x00", ";", "!", "==", "!=", "loop", "{%-", "-%}", "`", "@", "a=1"]) + text[at:]
            else:
                other = self.rng.randrange(len(text))
                text = text[:at] + text[other:other + end - at] + text[end:]
        return text


def case(seed, index):
    """{"template", "data", "partials", "autoescape", "trim_blocks", "lstrip_blocks"}"""
    rng = random.Random(f"{seed}:{index}")
    generator = Generator(rng)
    generator.wild = rng.choice([0, 0, 0, 0, 0, 0.01, 0.03, 0.08])
    generator.autoescape = rng.random() < 0.4
    generator.exports = {}
    kinds, data = generator.data()
    text, partials = generator.templates(kinds)
    if rng.random() < 0.08:
        text = generator.damaged(text)
    blocks = (True, True) if rng.random() < 0.8 else (rng.random() < 0.5, rng.random() < 0.5)
    return {"template": text, "data": data, "partials": partials, "autoescape": generator.autoescape, "trim_blocks": blocks[0], "lstrip_blocks": blocks[1]}


if __name__ == "__main__":
    import sys
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 10):
        print(json.dumps(case(sys.argv[1] if len(sys.argv) > 1 else "0", number), ensure_ascii=False))
