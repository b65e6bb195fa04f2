"""What the tests of nostall verify share: running it over everything, and rules of one's own.

ANALYZER_BLESS=1 writes the facts that were seen to the evidence.json beside each proof, where the pages
take them from. They must be the same in every run; review the diff.
"""

import json
import os
import re
import signal
import subprocess
import time
import xml.etree.ElementTree
from pathlib import Path

from case import ROOT, Case, environment, program

try:
    import jsonschema
except ImportError:
    jsonschema = None

BLESS = os.environ.get("ANALYZER_BLESS") == "1"


def verify_all(*words):
    ran = subprocess.run(
        [program(), "verify", "-o", "json", *map(str, words)],
        env=environment(),
        capture_output=True,
        timeout=600,
        check=False,
    )
    return ran.returncode, json.loads(ran.stdout), ran.stderr.decode()


def read_json(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def schema(name):
    return read_json(ROOT / f"docs/{name}.schema.json")


def read_proofs(folder):
    """The proofs of a rule, one for each language."""
    proofs = read_json(folder / "proof.json")
    return proofs if isinstance(proofs, list) else [proofs]


def tool_name(result, language):
    """What ran the examples of a language: CPython 3.11.7."""
    return next(tool["name"] for tool in result["tools"] if tool["language"] == language)


def processes_in(folder):
    """The processes of examples whose folders were made in this one."""
    processes = []
    # No glob: it asks about each file, and fails where a process has ended since.
    for entry in (one / "cmdline" for one in Path("/proc").iterdir() if one.name.isdigit()):
        try:
            if str(folder).encode() in entry.read_bytes():
                processes.append(entry.parent.name)
        except OSError:
            pass
    return processes


# ---- Recorded facts -----------------------------------------------------------------------------------


def print_evidence(seen, indent=""):
    """JSON with an observation a line."""
    sides = []
    for side, facts in seen["facts"].items():
        lines = ",\n".join("        " + json.dumps(one) for one in facts["observations"])
        body = f"[\n{lines}\n      ]" if lines else "[]"
        outcomes = json.dumps(facts["outcomes"])
        sides.append(f'    "{side}": {{\n      "outcomes": {outcomes},\n      "observations": {body}\n    }}')
    summary = ",\n".join("    " + json.dumps(line) for line in seen["summary"])
    named = "".join(f'  "{key}": {json.dumps(seen[key])},\n' for key in ("rule", "language") if key in seen)
    facts = ",\n".join(sides)
    text = f'{{\n{named}  "summary": [\n{summary}\n  ],\n  "facts": {{\n{facts}\n  }}\n}}'
    return "\n".join(indent + line for line in text.splitlines())


def seen_of(one):
    """What is recorded of a verification."""
    facts = {side: one[side]["evidence"]["facts"] for side in ("bad", "good")}
    return {"rule": one["rule"], "summary": one["summary"], "facts": facts}


def read_recorded(folder):
    """Language -> what is recorded of it, which names the language where there are several."""
    recorded = read_json(folder / "evidence.json")
    if not isinstance(recorded, list):
        recorded = [{"language": read_proofs(folder)[0]["language"], **recorded}]
    return {one["language"]: one for one in recorded}


def check_recorded(case, folder, ones):
    """Holds verifications of a rule, at most one for each language that it has a proof in, against
    evidence.json."""
    languages = [proof["language"] for proof in read_proofs(folder)]
    file = folder / "evidence.json"
    recorded = read_recorded(folder) if file.exists() else {}
    seen = {one["language"]: {"rule": one["rule"], "language": one["language"], **seen_of(one)} for one in ones}
    if BLESS:
        recorded |= seen
        write_recorded(file, languages, recorded)
    for language, one in seen.items():
        case.assertEqual(recorded.get(language), one)


def write_recorded(file, languages, recorded):
    if len(languages) == 1:
        only = recorded[languages[0]]
        text = print_evidence({key: value for key, value in only.items() if key != "language"})
    else:
        texts = [print_evidence(recorded[name], "  ") for name in languages if name in recorded]
        text = "[\n" + ",\n".join(texts) + "\n]"
    file.write_text(text + "\n", encoding="utf-8")


def assert_refuted_when_swapped(case, *words):
    code, result, _ = verify_all(*words, "--swap")
    case.assertEqual(code, 1)
    kept = {one["rule"]: one["reason"] for one in result["rules"] if one["verdict"] != "refuted"}
    newer = {rule for rule, reason in kept.items() if reason.startswith("needs Python")}
    case.assertEqual({rule: kept[rule] for rule in kept if rule not in newer}, {})


# ---- Rules of one's own -------------------------------------------------------------------------------


class OwnRule(Case):
    """A rule in a folder of its own, run in another."""

    def setUp(self):
        super().setUp()
        self.scratch = self.folder / "scratch"
        self.scratch.mkdir()

    def write_rule(self, bad, good, **proof):
        """`bad` and `good` are a file's name and its text; what is shown of the bad one is in `shows`."""
        (bad_file, bad_text), (good_file, good_text) = bad, good
        self.write(f"own/{bad_file}", bad_text)
        self.write(f"own/{good_file}", good_text)
        shown = {"bad": {"file": bad_file, "shows": proof.pop("shows")}, "good": {"file": good_file}}
        self.write("own/proof.json", json.dumps({"rule": "own", "clock": "real", **shown, **proof}))

    def leftovers(self):
        return processes_in(self.scratch), list(self.scratch.iterdir())

    def verify(self, *words, env=None, **more):
        env = {"TMPDIR": self.scratch, **(env or {})}
        ran = self.nostall("verify", "--rules-dir", "own", "-o", "json", *words, env=env, **more)
        self.assertEqual(self.leftovers(), ([], []))
        return ran, json.loads(ran.out)["rules"][0]

    def assert_verdict(self, verdict, pattern, *words, **more):
        ran, one = self.verify(*words, **more)
        self.assertEqual(one["verdict"], verdict, one["reason"])
        self.assertRegex(one["reason"] or "", pattern)
        self.assertEqual(ran.code, 0 if verdict == "proven" else 1)
        return one

    def assert_picture_is_sound(self):
        """Well-formed, without anything from elsewhere, readable on light and on dark ground."""
        self.assertEqual(self.nostall("verify", "--rules-dir", "own", "--timeline", "out.svg").code, 0)
        text = (self.folder / "out.svg").read_text(encoding="utf-8")
        root = xml.etree.ElementTree.fromstring(text)
        self.assertEqual(root.get("role"), "img")
        self.assertNotRegex(text.replace("http://www.w3.org/2000/svg", ""), "http|href|<script|url\\(|@import")
        assert_readable(self, text)
        return text

    def assert_trace_is_sound(self):
        """The trace format of Chrome, as its readers want it."""
        self.assertEqual(self.nostall("verify", "--rules-dir", "own", "--timeline", "out.json").code, 0)
        trace = read_json(self.folder / "out.json")
        if jsonschema:
            jsonschema.Draft202012Validator(TRACE_SCHEMA).validate(trace)
        return trace["traceEvents"]


class InterruptedRule:
    """Of a rule's test case: its example runs for minutes when somebody ends nostall."""

    def check(self, number):
        self.begin()
        running = subprocess.Popen(
            [program(), "verify", "--rules-dir", "own", "--time-limit", "300"],
            cwd=self.folder,
            env=environment(TMPDIR=self.scratch),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.wait(lambda: any(map(self.is_example, processes_in(self.scratch))), 300)
        running.send_signal(number)
        running.communicate(timeout=300)
        self.wait(lambda: self.leftovers() == ([], []), 60)
        self.assertEqual(running.returncode, -number)

    def wait(self, is_so, seconds):
        deadline = time.monotonic() + seconds
        while not is_so():
            self.assertLess(time.monotonic(), deadline, self.leftovers())
            time.sleep(0.05)

    def is_example(self, process):
        """And not its compiler, nor what keeps watch over it."""
        try:
            with open(f"/proc/{process}/cmdline", encoding="utf-8") as file:
                words = file.read()
        except OSError:
            return False
        return "example/run" in words or "main.py" in words

    def test_by_the_keyboard(self):
        self.check(signal.SIGINT)

    def test_by_a_polite_request(self):
        self.check(signal.SIGTERM)

    def test_by_force(self):
        self.check(signal.SIGKILL)


class WordsOfRule:
    """Of a rule's test case: what is said of its one stall. CALL, PLACE (file and line), STACK, TOOL."""

    def test_text(self):
        self.rule()
        ran = self.nostall("verify", "--rules-dir", "own")
        self.assertEqual((ran.code, ran.err), (0, ""))
        self.assertRegex(ran.out, r"(?m)^own: proven$")
        said = rf"{self.PLACE} +`{self.CALL}` held the loop for 2\d\d ms; 0 of \d+ heartbeats ran"
        self.assertRegex(ran.out, said)
        self.assertRegex(ran.out, rf"(?m)^1 rule: 1 proven \({self.TOOL} ")

    def test_picture(self):
        self.rule()
        self.assertRegex(self.assert_picture_is_sound(), rf"`{self.CALL}` held the loop for 2\d\d ms")

    def test_trace(self):
        self.rule()
        events = self.assert_trace_is_sound()
        self.assertEqual({event["ph"] for event in events}, {"M", "X", "i"})
        stall = next(event for event in events if "held the loop" in event["name"])
        self.assertGreater(stall["dur"], 190_000)
        self.assertEqual(stall["args"]["stack"], [self.STACK])


# What chrome://tracing and Perfetto ask of complete, instant and metadata events.
TRACE_SCHEMA = {
    "type": "object",
    "required": ["traceEvents"],
    "properties": {
        "displayTimeUnit": {"enum": ["ms", "ns"]},
        "traceEvents": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["ph", "name", "pid", "tid", "ts"],
                "properties": {
                    "ph": {"enum": ["X", "M", "i"]},
                    "name": {"type": "string", "minLength": 1},
                    "pid": {"type": "integer", "minimum": 1},
                    "tid": {"type": "integer", "minimum": 0},
                    "ts": {"type": "number"},
                    "dur": {"type": "number", "minimum": 0},
                    "s": {"enum": ["t", "p", "g"]},
                    "args": {"type": "object"},
                },
                "additionalProperties": False,
                "allOf": [
                    {"if": {"properties": {"ph": {"const": "X"}}}, "then": {"required": ["dur"]}},
                    {"if": {"properties": {"ph": {"const": "i"}}}, "then": {"required": ["s"]}},
                    {
                        "if": {"properties": {"ph": {"const": "M"}}},
                        "then": {
                            "required": ["args"],
                            "properties": {
                                "name": {"enum": ["process_name", "thread_name"]},
                                "args": {"required": ["name"]},
                            },
                        },
                    },
                ],
            },
        },
    },
}


# ---- Colours of pictures ------------------------------------------------------------------------------


def luminance(colour):
    """Relative, as WCAG 2 defines it."""
    colour = colour.lstrip("#")
    digits = [2 * digit for digit in colour] if len(colour) == 3 else [colour[i : i + 2] for i in (0, 2, 4)]
    parts = [int(digit, 16) / 255 for digit in digits]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def assert_readable(case, svg):
    """Text has a contrast of 4.5 to its ground and marks one of 3, in both schemes."""
    style = re.search("<style>(.*?)</style>", svg, re.DOTALL)[1]
    light, dark = style.split("@media(prefers-color-scheme:dark)")
    for scheme in (light, dark.split("}}")[0]):
        colours = dict(re.findall(r"--(\w+):(#\w+)", scheme))
        for ground in ("ground", "lane"):
            for name, least in (("ink", 4.5), ("soft", 4.5), ("bad", 3), ("beat", 3), ("task", 3)):
                case.assertGreaterEqual(contrast(colours[name], colours[ground]), least, (name, ground, colours))
