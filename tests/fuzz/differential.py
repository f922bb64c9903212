#!/usr/bin/python3
"""Renders random templates with Jinja2 and with statusgen's engine and compares.

A template passes when both give the same bytes, both fail, or ours fails with a message of exclusions.json: an error
in place of output that the subset leaves out (or Jinja2 fails by a bug of its own named there). Anything else is shrunk and printed. Needs python3-jinja2.

    differential.py [--count N] [--seed S] [--driver PATH] [--jobs N] [--show N] [--start N] [--cases FILE] [--save FILE]
"""
import argparse
import collections
import json
import multiprocessing
import os
import queue as queues
import pathlib
import re
import resource
import signal
import subprocess
import sys
import traceback
import warnings

import jinja2

import grammar

HERE = pathlib.Path(__file__).resolve().parent
ROWS = json.loads((HERE / "exclusions.json").read_text())
OURS_MAY_FAIL = [(re.compile(row["ours"]), re.compile(row.get("template", ""))) for row in ROWS if "ours" in row]
THEIRS_MAY_PRINT = [re.compile(row["output"]) for row in ROWS if "output" in row]
THEIRS_MAY_FAIL = [re.compile(row["jinja2"]) for row in ROWS if "jinja2" in row]
SECONDS = 5  # for one rendering by Jinja2
SHRINK_TRIES = 4000


class TooLong(BaseException):
    pass


def too_long(*_):
    raise TooLong


class Reference:
    """Jinja2, with the settings of statusgen."""

    def __init__(self):
        warnings.simplefilter("ignore")
        signal.signal(signal.SIGALRM, too_long)
        self.environments = {}

    def environment(self, key):
        if key not in self.environments:
            autoescape, trim, lstrip = key
            self.environments[key] = jinja2.Environment(autoescape=autoescape, trim_blocks=trim, lstrip_blocks=lstrip, keep_trailing_newline=True, undefined=jinja2.StrictUndefined)
        return self.environments[key]

    def render(self, case):
        """{"ok": text}, {"error": message} or {"skip": reason} when Jinja2 cannot say."""
        environment = self.environment((case.get("autoescape", False), case.get("trim_blocks", True), case.get("lstrip_blocks", True)))
        environment.cache.clear()
        environment.loader = jinja2.DictLoader({**(case.get("partials") or {}), "main": case["template"]})
        try:
            return self.render_in_time(environment, case)
        except TooLong:  # just when it was done
            return {"skip": "TooLong"}

    def render_in_time(self, environment, case):
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            text = environment.get_template("main").render(case["data"])
            text.encode()
            return {"ok": text}
        except (TooLong, MemoryError) as error:
            return {"skip": type(error).__name__}
        except UnicodeEncodeError:
            return {"skip": "a lone surrogate"}
        except RecursionError:
            return {"error": "RecursionError"}
        except Exception as error:
            folding = any(frame.name == "as_const" for frame in traceback.extract_tb(error.__traceback__))
            return {"error": f"{'constant folding: ' * folding}{type(error).__name__}: {error}"}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


class Driver:
    """Ours: a process that is started again when it dies."""

    def __init__(self, path):
        self.path = path
        self.process = None

    def render(self, case):
        if self.process is None:
            self.process = subprocess.Popen([self.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            self.process.stdin.write(json.dumps(case).encode() + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = b""
        if line:
            return json.loads(line)
        code = self.process.wait()
        self.process = None
        return {"crash": "took too long" if code == -signal.SIGALRM else f"ended with {code}"}

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()


def judge(case, theirs, ours):
    """What is wrong, in a word or two; None when nothing is."""
    if "crash" in ours:
        return "crash"
    if "skip" in theirs:
        return None
    if "ok" in theirs and "ok" in ours:
        return None if theirs["ok"] == ours["ok"] else "other text"
    if "ok" in ours:
        return None if any(row.search(theirs["error"]) for row in THEIRS_MAY_FAIL) else "no error"
    if "ok" in theirs:
        text = "\n".join([case["template"], *case["partials"].values()])
        excluded = any(message.search(ours["error"]) and template.search(text) for message, template in OURS_MAY_FAIL)
        return None if excluded or any(row.search(theirs["ok"]) for row in THEIRS_MAY_PRINT) else "an error"
    return None


def signature(verdict, theirs, ours):
    """Differences with the same signature are probably one."""
    def general(message):
        return re.sub(r"(\"[^\"]*\"|'[^']*'|\d+|0x[0-9a-f]+)", "…", message)[:80]
    if verdict == "an error":
        return verdict, general(ours["error"])
    if verdict == "no error":
        return verdict, general(theirs["error"])
    return verdict, ""


# Shrinking: each stage yields smaller cases; the first that still differs is taken and the stage begins again.

TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)
TOKEN = re.compile(r"\s+|\w+|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|\{[{%#][-+]?|[-+]?[%}#]\}|.", re.S)


def pieces(text):
    """Tags, and the text between them by lines."""
    out, at = [], 0
    for match in TAG.finditer(text):
        out += text[at:match.start()].splitlines(True) + [match.group()]
        at = match.end()
    return out + text[at:].splitlines(True)


def texts(case):
    """(text, function that puts another text in its place) of the template and its partials."""
    yield case["template"], lambda text: {**case, "template": text}
    for name, partial in (case.get("partials") or {}).items():
        yield partial, lambda text, name=name: {**case, "partials": {**case["partials"], name: text}}


def without_members(case):
    for name, value in (("autoescape", False), ("trim_blocks", True), ("lstrip_blocks", True)):
        if case.get(name, value) != value:
            yield {**case, name: value}
    for partial in (case.get("partials") or {}).values():
        if partial != case["template"]:
            yield {**case, "template": partial}
    for member in ("data", "partials"):
        if case.get(member):
            yield {**case, member: {}}
            for name in case[member]:
                yield {**case, member: {k: v for k, v in case[member].items() if k != name}}


def without_pieces(case):
    for text, put in texts(case):
        parts = pieces(text)
        size = len(parts)
        while size > 0:
            for begin in range(0, len(parts) - size + 1, max(1, size // 2)):
                yield put("".join(parts[:begin] + parts[begin + size:]))
            size //= 2


def without_blocks(case):
    """Without an opening tag and a tag behind it, with or without what stands between them."""
    for text, put in texts(case):
        parts = pieces(text)
        tags = [i for i, part in enumerate(parts) if part.startswith("{%")]
        for i, first in enumerate(tags):
            for last in tags[i + 1:i + 12]:
                yield put("".join(parts[:first] + parts[last + 1:]))
                yield put("".join(parts[:first] + parts[first + 1:last] + parts[last + 1:]))


def without_tokens(case):
    for text, put in texts(case):
        tokens = TOKEN.findall(text)
        for size in (40, 20, 10, 7, 6, 5, 4, 3, 2, 1):
            for begin in range(len(tokens) - size + 1):
                yield put("".join(tokens[:begin] + tokens[begin + size:]))


def without_characters(case):
    for text, put in texts(case):
        if len(text) < 200:
            for i in range(len(text)):
                yield put(text[:i] + text[i + 1:])


def smaller_values(value):
    if isinstance(value, dict):
        for key in value:
            yield {k: v for k, v in value.items() if k != key}
        for key, member in value.items():
            for smaller in smaller_values(member):
                yield {**value, key: smaller}
    elif isinstance(value, list):
        for i in range(len(value)):
            yield value[:i] + value[i + 1:]
        for i, item in enumerate(value):
            for smaller in smaller_values(item):
                yield value[:i] + [smaller] + value[i + 1:]
    elif isinstance(value, str) and value:
        for i in range(len(value)):
            yield value[:i] + value[i + 1:]


def smaller_data(case):
    for data in smaller_values(case["data"]):
        yield {**case, "data": data}


def shrink(case, differs, limit=SHRINK_TRIES):
    tries = 0

    def smallest(case, stage):
        """Goes on where it was after a success, so that long texts cost no square."""
        nonlocal tries
        done, improved = 0, True
        while improved:
            improved = False
            for i, candidate in enumerate(stage(case)):
                if i < done:
                    continue
                tries += 1
                if tries > limit:
                    return case
                if differs(candidate):
                    case, improved, done = candidate, True, max(0, i - 1)
                    break
        return case

    before = None
    while before != case and tries <= limit:
        before = case
        for stage in (without_members, without_pieces, without_blocks, without_members, without_tokens, smaller_data, without_characters):
            case = smallest(case, stage)
    return case


# Running

def spelled(value):
    """As JSON, with escapes for all that cannot be seen."""
    return "".join(c if c.isprintable() and not (c != " " and c.isspace()) else f"\\u{ord(c):04x}" for c in json.dumps(value, ensure_ascii=False))


def shown(result):
    name, value = next(iter(result.items()))
    return f"{name}: {spelled(value)}"


def description(number, verdict, case, theirs, ours):
    lines = [f"--- {verdict} (case {number})", f"template: {spelled(case['template'])}"]
    if case.get("data"):
        lines.append(f"data:     {spelled(case['data'])}")
    if case.get("partials"):
        lines.append(f"partials: {spelled(case['partials'])}")
    settings = [name for name in ("autoescape",) if case.get(name)] + [f"{name} off" for name in ("trim_blocks", "lstrip_blocks") if not case.get(name, True)]
    if settings:
        lines.append(f"settings: {', '.join(settings)}")
    return "\n".join([*lines, f"Jinja2:   {shown(theirs)}", f"ours:     {shown(ours)}"])


def work(arguments, share, queue):
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    reference, driver = Reference(), Driver(arguments.driver)
    counts = collections.Counter()
    seen = collections.Counter()
    for number in range(arguments.start + share, arguments.start + arguments.count, arguments.jobs):
        case = arguments.cases[number] if arguments.cases else grammar.case(arguments.seed, number)
        theirs, ours = reference.render(case), driver.render(case)
        counts["rendered" if "ok" in theirs else "failed" if "error" in theirs else "skipped"] += 1
        verdict = judge(case, theirs, ours)
        if verdict is None:
            counts["excluded"] += ("ok" in theirs) != ("ok" in ours)
            continue
        counts["bad"] += 1
        mark = signature(verdict, theirs, ours)
        seen[mark] += 1
        if seen[mark] > (arguments.show if verdict in ("other text", "crash") else 1) or sum(seen.values()) > 40 * arguments.show:
            continue

        def differs(candidate):
            results = reference.render(candidate), driver.render(candidate)
            found = judge(candidate, *results)
            return found == verdict and (signature(found, *results) == mark or verdict == "no error")
        case = shrink(case, differs, 100 if ours.get("crash") == "took too long" else SHRINK_TRIES)
        theirs, ours = reference.render(case), driver.render(case)
        queue.put((description(f"{arguments.seed}:{number}", verdict, case, theirs, ours), case))
    driver.close()
    queue.put(counts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--start", type=int, default=0, help="number of the first case")
    parser.add_argument("--driver", default=str(HERE.parent.parent / "build/fuzz/driver/driver"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=5, help="differences of one kind to shrink and print, per job")
    parser.add_argument("--cases", type=pathlib.Path, help="take the cases from this file, one JSON object per line")
    parser.add_argument("--save", type=pathlib.Path, help="append the shrunk cases to this file")
    arguments = parser.parse_args()
    if not os.access(arguments.driver, os.X_OK):
        sys.exit(f"differential.py: there is no program {arguments.driver}; tests/fuzz/run builds it")
    if arguments.cases:
        arguments.cases = [json.loads(line) for line in arguments.cases.read_text().splitlines()]
        arguments.count = len(arguments.cases)
    queue = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=work, args=(arguments, share, queue)) for share in range(arguments.jobs)]
    for process in processes:
        process.start()
    total = collections.Counter()
    reported = 0
    while reported < arguments.jobs:
        try:
            result = queue.get(timeout=1)
        except queues.Empty:
            if any(process.exitcode for process in processes):
                break  # a worker died, and will not report
            continue
        if isinstance(result, tuple):
            print(result[0], flush=True)
            if arguments.save:
                with arguments.save.open("a") as file:
                    file.write(json.dumps(result[1]) + "\n")
        else:
            total += result
            reported += 1
    for process in processes:
        process.join()
    # What a worker that died has not judged is no success.
    judged = total["rendered"] + total["failed"] + total["skipped"]
    total["bad"] += arguments.count - judged
    share = 100 * total["rendered"] / max(1, arguments.count)
    print(f"seed {arguments.seed}: Jinja2 renders {share:.1f} %, skipped {total['skipped']}, excluded {total['excluded']}")
    print(f"{arguments.count - total['bad']} passed, {total['bad']} failed")
    return 1 if total["bad"] else 0


if __name__ == "__main__":
    sys.exit(main())
