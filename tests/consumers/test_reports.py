"""Every format for machines, over one project whose names and lines are hard to write down: held against its
published schema, or against a reader or writer that others made.

    test_reports.py NOSTALL FOLDER      FOLDER is what install.py made

 - SARIF: the JSON schema of the standard, which @microsoft/jest-sarif brings; and Microsoft's validator.
 - github: @actions/core writes the same commands.   azure: azure-pipelines-task-lib reads them, and writes the same.
 - junit: junit2json reads it.                       checkstyle: ESLint's formatter writes the same document.
 - pylint: the patterns by which Jenkins reads pylint's lines (PyLintParser of the analysis-model, then and now).
 - gitlab: codeclimate-types, by the compiler of TypeScript.   rdjson: rdformat-validator. Both are of others, and neither
   of those who wrote the formats: beside them stand schemas after the documents of GitLab and reviewdog; see below.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import unquote

import jsonschema

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
from case import Case, environment  # noqa: E402

TIMEOUT_S = 300
NOSTALL, FOLDER = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()

# Tabs, a wide character, an emoji (two units of UTF-16), a combining accent, and line ends of Windows.
STRANGE = (
    "import time\r\n\r\n\r\ndef nap(n):\r\n\ttime.sleep(n)\r\n\r\n\r\n"
    "async def main():\r\n\tx = '\N{GRINNING FACE}e\N{COMBINING ACUTE ACCENT}\u65e5'; nap(\r\n\t\t1)\r\n"
    "\ttime.sleep(2)  # nostall: ignore\r\n"
)
WITH_HOPS = "from app import deep\n\n\nasync def show():\n    return deep.load('a')\n"
DEEP = "def load(name):\n    return read(name)\n\n\ndef read(name):\n    with open(name) as file:\n        return file.read()\n"
NAMES = ["app/a,b c%;]<&'\".py", "app/line\nend.py", "app/\N{GRINNING FACE}caf\u00e9.py", b"app/not-utf8-\xff.py"]
FORMATS = ("json", "sarif", "github", "gitlab", "junit", "checkstyle", "pylint", "rdjson", "azure")


def consume(what, text):
    """What consume.mjs says of a text."""
    ran = subprocess.run(
        ["node", HERE / "consume.mjs", FOLDER, what], input=text, capture_output=True, encoding="utf-8",
        timeout=TIMEOUT_S, check=False,
    )
    if ran.returncode != 0:
        raise AssertionError(ran.stderr)
    return ran.stdout


class Reports(Case):
    """The project is analysed once, into all formats."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="nostall-")
        cls.root = Path(cls.scratch.name).resolve()
        (cls.root / "app").mkdir()
        (cls.root / "pyproject.toml").write_text("")
        (cls.root / "app/web.py").write_text(WITH_HOPS)
        (cls.root / "app/deep.py").write_text(DEEP)
        for name in NAMES:
            path = os.fsencode(cls.root) + b"/" + (name if isinstance(name, bytes) else name.encode())
            with open(path, "wb") as file:
                file.write(STRANGE.encode())
        words = [word for name in FORMATS for word in ("-o", f"{name}:out.{name}")]
        cls.ran = subprocess.run(
            [NOSTALL, "check", "app", *words, "-o", "concise"], cwd=cls.root, env=environment(), capture_output=True,
            timeout=TIMEOUT_S, check=False,
        )
        cls.findings = json.loads(cls.text("json"))

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def text(cls, name):
        return (cls.root / f"out.{name}").read_bytes().decode("utf-8")

    def relative(self, finding):
        return finding["filename"][len(str(self.root)) + 1 :]

    def test_one_run_writes_all(self):
        self.assertEqual(self.ran.returncode, 1, self.ran.stderr)
        printed = re.findall(r"(?m)^app/.+:\d+:\d+: blocking-", self.ran.stdout.decode())
        self.assertEqual(len(printed), len(self.findings))
        self.assertEqual(len(self.findings), len(NAMES) + 1)

    def strange(self):
        return next(one for one in self.findings if "caf\u00e9" in one["filename"])

    # ---- SARIF --------------------------------------------------------------------------------------------------

    def sarif(self):
        return json.loads(self.text("sarif"))["runs"][0]

    def test_sarif_by_its_schema(self):
        schema = FOLDER / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
        validator = jsonschema.Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))
        log = json.loads(self.text("sarif"))
        validator.validate(log)
        log["runs"][0]["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"][0]["nestingLevel"] = -1
        with self.assertRaises(jsonschema.ValidationError):
            validator.validate(log)

    def validate(self, name):
        """What Microsoft's validator finds wrong. It writes below HOME, and exits with 0 whatever it finds."""
        out = self.folder / "validated.sarif"
        ran = subprocess.run(
            [FOLDER / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool", "validate", name, "--output", out,
             "--log", "ForceOverwrite", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note"],
            env={**environment(HOME=self.folder), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}, capture_output=True,
            timeout=TIMEOUT_S, check=False,
        )
        self.assertTrue(out.exists(), ran.stdout.decode() + ran.stderr.decode())
        results = [result for run in json.loads(out.read_text("utf-8-sig"))["runs"] for result in run.get("results", [])]
        return [(one.get("level", "warning"), one["ruleId"], one["message"]) for one in results]

    def test_sarif_by_its_validator(self):
        wrong = [one[1:] for one in self.validate(self.root / "out.sarif") if one[0] in ("error", "warning")]
        # nostall has no page on the web to which `informationUri` could lead.
        self.assertEqual([rule for rule, _ in wrong], ["SARIF2005"], wrong)
        self.assertEqual(wrong[0][1]["id"], "Warning_ProvideToolnformationUri")
        log = json.loads(self.text("sarif"))
        del log["runs"][0]["results"][0]["locations"]
        broken = self.write("broken.sarif", json.dumps(log))
        self.assertIn("error", [level for level, _, _ in self.validate(broken)])

    def test_sarif_says_what_json_says(self):
        run = self.sarif()
        base = unquote(run["originalUriBaseIds"]["SRCROOT"]["uri"])
        self.assertEqual(base, f"file://{self.root}/")
        shown = [one for one in run["results"] if not one["suppressions"]]
        self.assertEqual(len(run["results"]) - len(shown), len(NAMES))
        self.assertEqual(len(shown), len(self.findings))
        for result, finding in zip(shown, self.findings, strict=True):
            self.assertEqual(result["ruleId"], finding["rule"])
            self.assertEqual(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"], finding["rule"])
            self.assertEqual(result["partialFingerprints"]["nostall/v1"], finding["fingerprint"])
            self.assertEqual(len(result["codeFlows"][0]["threadFlows"][0]["locations"]), len(finding["chain"]))
            where = result["locations"][0]["physicalLocation"]
            uri = unquote(where["artifactLocation"]["uri"], encoding="utf-8", errors="replace")
            self.assertEqual(uri, self.relative(finding))
            self.assertEqual(where["region"]["startLine"], finding["location"]["row"])

    def test_sarif_counts_utf16(self):
        place = self.strange()["location"]["column"]
        regions = [one["locations"][0]["physicalLocation"] for one in self.sarif()["results"] if not one["suppressions"]]
        region = next(one["region"] for one in regions if "caf" in one["artifactLocation"]["uri"])
        self.assertEqual((place, region["startColumn"]), (14, 15))
        line = STRANGE.split("\r\n")[8]
        self.assertEqual(line.encode("utf-16-le")[(15 - 1) * 2 :].decode("utf-16-le"), "nap(")
        self.assertEqual(region["snippet"]["text"], "nap(\r\n\t\t1)")
        self.assertEqual(self.sarif()["columnKind"], "utf16CodeUnits")

    def test_sarif_rules_are_their_pages(self):
        for rule in self.sarif()["tool"]["driver"]["rules"]:
            page = self.nostall("rule", rule["id"], "-o", "markdown").out
            self.assertEqual(rule["help"]["markdown"], page)

    def test_sarif_with_a_baseline(self):
        """What the baseline holds is there, as accepted elsewhere than in the source, and fails no run."""
        self.write("pyproject.toml", "")
        text = "import time\n\n\nasync def main():\n    time.sleep(1)\n    time.sleep(2)  # nostall: ignore\n"
        self.write("a.py", text)
        self.assertNotIn("baselineState", self.nostall("check", "-o", "sarif").out)
        self.nostall("baseline", "create")
        ran = self.nostall("check", "-o", "sarif")
        self.assertEqual(ran.code, 0, ran.err)
        self.write("a.py", text + "\n\nasync def more():\n    time.sleep(3)\n")
        ran = self.nostall("check", "-o", "sarif:out.sarif", "-o", "full")
        self.assertEqual(ran.code, 1, ran.err)
        self.assertIn("Found 1 problem in 1 of 1 file (1 suppressed) (1 in the baseline).", ran.out)
        wrong = [rule for level, rule, _ in self.validate(self.folder / "out.sarif") if level != "note"]
        self.assertEqual(wrong, ["SARIF2005"])
        results = json.loads((self.folder / "out.sarif").read_text())["runs"][0]["results"]
        states = [(one["baselineState"], [way["kind"] for way in one["suppressions"]]) for one in results]
        self.assertEqual(states, [("unchanged", ["external"]), ("new", ["inSource"]), ("new", [])])

    def test_sarif_tells_what_could_not_be_read(self):
        self.write("a.py", "async def f(:\n    await g(\n")
        ran = self.nostall("check", "a.py", "missing.py", "-o", "sarif")
        run = json.loads(ran.out)["runs"][0]
        invocation = run["invocations"][0]
        self.assertEqual((ran.code, invocation["exitCode"], invocation["executionSuccessful"]), (2, 2, False))
        levels = [one["level"] for one in invocation["toolExecutionNotifications"]]
        self.assertEqual(set(levels), {"error", "warning"})

    # ---- GitHub and Azure ---------------------------------------------------------------------------------------

    def test_github_by_the_toolkit(self):
        lines = self.text("github").splitlines()
        self.assertEqual(len(lines), len(self.findings))
        issues = []
        for line, finding in zip(lines, self.findings, strict=True):
            level, properties, message = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line).groups()
            values = dict(part.split("=", 1) for part in properties.split(","))
            decoded = {name: self.decode_github(value) for name, value in values.items()}
            self.assertEqual(decoded["line"], str(finding["location"]["row"]))
            self.assertIn(finding["message"], self.decode_github(message))
            names = {"line": "startLine", "col": "startColumn"}
            decoded = {names.get(name, name): value for name, value in decoded.items()}
            issues.append({"level": level, "message": self.decode_github(message), **decoded})
        self.assertEqual(consume("github", json.dumps(issues)).splitlines(), lines)

    @staticmethod
    def decode_github(text):
        for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(code, character)
        return text

    def test_github_knows_its_limits(self):
        calls = "".join(f"    time.sleep({i})\n" for i in range(1, 16))
        self.write("a.py", f"import time\n\n\nasync def main():\n{calls}")
        lines = self.nostall("check", "a.py", "-o", "github").lines
        self.assertEqual(len([line for line in lines if line.startswith("::error ")]), 10)
        self.assertEqual([line.split(" ")[0] for line in lines[10:15]], [f"a.py:{row}:5:" for row in range(15, 20)])
        self.assertEqual(lines[15], "5 more not shown as annotations: GitHub shows 10 of a kind for each step")

    def test_azure_by_its_library(self):
        lines = self.text("azure").splitlines()
        commands = json.loads(consume("azure", json.dumps(lines)))
        self.assertEqual(len(commands), len(self.findings))
        for command, line, finding in zip(commands, lines, self.findings, strict=True):
            properties = command["properties"]
            self.assertEqual(command["command"], "task.logissue")
            self.assertEqual(properties["code"], finding["rule"])
            self.assertEqual(properties["linenumber"], str(finding["location"]["row"]))
            self.assertEqual(properties["columnnumber"], str(finding["location"]["column"]))
            self.assertIn(properties["type"], ("error", "warning"))
            self.assertEqual(command["again"], line)
        paths = [command["properties"]["sourcepath"] for command in commands]
        self.assertIn(NAMES[0], paths)

    # ---- XML ----------------------------------------------------------------------------------------------------

    def test_junit_by_its_reader(self):
        suites = json.loads(consume("junit", self.text("junit")))
        self.assertEqual((suites["tests"], suites["failures"], suites["errors"]), (len(self.findings), len(self.findings), 0))
        cases = [case for suite in suites["testsuite"] for case in suite["testcase"]]
        self.assertEqual([case["failure"][0]["message"] for case in cases], [one["message"] for one in self.findings])
        self.assertEqual(len({(case["classname"], case["name"]) for case in cases}), len(cases))
        self.assertIn(self.findings[-1]["chain"][-1]["message"], cases[-1]["failure"][0]["inner"])

    def test_junit_without_findings(self):
        self.write("a.py", "async def main():\n    pass\n")
        suites = json.loads(consume("junit", self.nostall("check", "a.py", "-o", "junit").out))
        self.assertEqual((suites["tests"], suites["failures"]), (1, 0))

    def test_checkstyle_as_another_writes_it(self):
        results = {}
        for one in self.findings:
            results.setdefault(self.relative(one), []).append(
                {"line": one["location"]["row"], "column": one["location"]["column"], "message": one["message"],
                 "severity": 2 if one["severity"] == "error" else 1})
        theirs = consume("checkstyle", json.dumps([{"filePath": path, "messages": m} for path, m in results.items()]))
        self.assertEqual(self.elements(self.text("checkstyle")), self.elements(theirs))

    @staticmethod
    def elements(text):
        root = ElementTree.fromstring(text.encode())
        return root.tag, root.attrib, [
            (file.attrib["name"].replace("\n", " "), [{**one.attrib, "source": ""} for one in file]) for file in root]

    # ---- Lines --------------------------------------------------------------------------------------------------

    def test_pylint_by_the_patterns_of_jenkins(self):
        now = r"(?P<path>[^:]*)(?::(?P<module>.*))?:(?P<line>\d+): \[(?P<type>(?P<category>[A-Z])\d*)?(?:\((?P<symbol>.*)\), )?.*?\] (?P<message>.*)"
        then = r"(.*):(\d+): \[(\D\d*).*\] (.*)"
        for line, finding in zip(self.text("pylint").splitlines(), self.findings, strict=True):
            match = re.fullmatch(now, line)
            self.assertEqual(match["line"], str(finding["location"]["row"]))
            self.assertEqual(match["symbol"], finding["rule"])
            self.assertEqual(match["category"], finding["severity"][0].upper())
            self.assertEqual(match["message"], finding["message"])
            self.assertEqual(re.fullmatch(then, line)[4], finding["message"])

    # ---- JSON for review ----------------------------------------------------------------------------------------

    # "Code Quality report format" of GitLab's documentation: these members, these severities.
    GITLAB = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "location", "severity"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                        "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                    },
                },
            },
        },
    }

    def test_gitlab_by_its_document(self):
        report = json.loads(self.text("gitlab"))
        jsonschema.Draft202012Validator(self.GITLAB).validate(report)
        self.assertEqual(len({one["fingerprint"] for one in report}), len(self.findings))
        self.assertEqual([one["location"]["path"] for one in report], [self.relative(one) for one in self.findings])

    def test_gitlab_by_the_types_of_code_climate(self):
        text = self.text("gitlab")
        self.assertEqual(json.loads(consume("gitlab", text)), [])
        for name, wrong in (("severity", "bad"), ("categories", ["Speed"]), ("location", {"path": "a"}), ("extra", 1)):
            report = json.loads(text)
            report[0][name] = wrong
            self.assertNotEqual(json.loads(consume("gitlab", json.dumps(report))), [], name)

    # reviewdog.proto: DiagnosticResult and what it is made of; unknown members are mistakes here.
    RDJSON = {
        "$ref": "#/$defs/result",
        "$defs": {
            "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
            "source": {"type": "object", "properties": {"name": {"type": "string"}, "url": {"type": "string"}}, "additionalProperties": False},
            "position": {
                "type": "object",
                "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
                "required": ["line", "column"],
                "additionalProperties": False,
            },
            "range": {
                "type": "object",
                "properties": {"start": {"$ref": "#/$defs/position"}, "end": {"$ref": "#/$defs/position"}},
                "required": ["start"],
                "additionalProperties": False,
            },
            "location": {
                "type": "object",
                "properties": {"path": {"type": "string"}, "range": {"$ref": "#/$defs/range"}},
                "required": ["path"],
                "additionalProperties": False,
            },
            "suggestion": {
                "type": "object",
                "properties": {"range": {"$ref": "#/$defs/range"}, "text": {"type": "string"}},
                "required": ["range", "text"],
                "additionalProperties": False,
            },
            "related": {
                "type": "object",
                "properties": {"message": {"type": "string"}, "location": {"$ref": "#/$defs/location"}},
                "required": ["location"],
                "additionalProperties": False,
            },
            "diagnostic": {
                "type": "object",
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": {"$ref": "#/$defs/location"},
                    "severity": {"$ref": "#/$defs/severity"},
                    "source": {"$ref": "#/$defs/source"},
                    "code": {
                        "type": "object",
                        "properties": {"value": {"type": "string"}, "url": {"type": "string"}},
                        "additionalProperties": False,
                    },
                    "suggestions": {"type": "array", "items": {"$ref": "#/$defs/suggestion"}},
                    "related_locations": {"type": "array", "items": {"$ref": "#/$defs/related"}},
                    "original_output": {"type": "string"},
                },
                "required": ["message", "location"],
                "additionalProperties": False,
            },
            "result": {
                "type": "object",
                "properties": {
                    "diagnostics": {"type": "array", "items": {"$ref": "#/$defs/diagnostic"}},
                    "source": {"$ref": "#/$defs/source"},
                    "severity": {"$ref": "#/$defs/severity"},
                },
                "required": ["diagnostics"],
                "additionalProperties": False,
            },
        },
    }

    def test_rdjson_by_its_document(self):
        report = json.loads(self.text("rdjson"))
        jsonschema.Draft202012Validator(self.RDJSON).validate(report)
        self.assertEqual(len(report["diagnostics"]), len(self.findings))

    def test_rdjson_by_a_validator(self):
        text = self.text("rdjson")
        self.assertEqual(json.loads(consume("rdjson", text)), [])
        for name, wrong in (("severity", "BAD"), ("location", {}), ("message", 1)):
            report = json.loads(text)
            report["diagnostics"][0][name] = wrong
            self.assertNotEqual(json.loads(consume("rdjson", json.dumps(report))), [], name)

    def test_rdjson_counts_bytes(self):
        one = next(one for one in json.loads(self.text("rdjson"))["diagnostics"] if "caf\u00e9" in one["location"]["path"])
        start = one["location"]["range"]["start"]
        line = STRANGE.split("\r\n")[start["line"] - 1].encode()
        self.assertEqual(line[start["column"] - 1 :], b"nap(")

    # ---- Everything ---------------------------------------------------------------------------------------------

    def test_nothing_speaks_to_the_terminal(self):
        for name in FORMATS:
            with self.subTest(name):
                self.assertNotRegex(self.text(name).replace("\r", ""), "[\x00-\x08\x0b-\x1f]")

    def test_files_are_replaced_as_a_whole(self):
        self.write("a.py", "async def main():\n    pass\n")
        target = self.write("out.json", "old")
        target.chmod(0o640)
        self.assertEqual(self.nostall("check", "a.py", "-o", "json:out.json").out, "")
        self.assertEqual((target.read_text(), target.stat().st_mode & 0o777), ("[]\n", 0o640))
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a.py", "out.json"])
        ran = self.nostall("check", "a.py", "-o", "json:no/such/out.json")
        self.assertEqual((ran.code, ran.out), (2, ""))
        self.assertIn("no/such/out.json", ran.err)

    def test_wrong_words(self):
        for words, text in (
            (("-o", "sarif", "-o", "full"), "two formats for standard output; write one to a file: -o full:FILE"),
            (("-o", "sarif:a", "-o", "json:a"), "two formats for the file a"),
            (("-o", "sarif:"), "--output-format sarif:: there is no file behind the colon"),
            (("-o", "sarfi:x"), "unknown output format `sarfi`; did you mean `sarif`?"),
        ):
            self.assert_usage(text, "check", *words)

    def test_agents_get_their_format(self):
        self.write("a.py", "import time\n\n\nasync def main():\n    time.sleep(1)\n")
        line = self.nostall("check", "a.py", env={"CLAUDECODE": "1"}, ).out
        self.assertEqual(line.count("\n"), 1)
        self.assertRegex(line, r"^a\.py:5:5: error\[blocking-sleep\] .*; do: .*asyncio\.sleep.*\n$")
        self.assertEqual(self.nostall("check", "a.py", "-o", "agent").out, line)
        given = self.nostall("check", "a.py", "-o", "concise", env={"CLAUDECODE": "1"}).out
        self.assertEqual(given, self.nostall("check", "a.py", "-o", "concise").out)
        counts = self.nostall("check", "a.py", "--statistics", env={"CLAUDECODE": "1"}).out
        self.assertEqual(counts, self.nostall("check", "a.py", "--statistics").out)
        usual = self.nostall("check", "a.py", env={"CLAUDECODE": "1", "NOSTALL_OUTPUT_FORMAT": "concise"}).out
        self.assertEqual(usual, given)


if __name__ == "__main__":
    import unittest

    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
