"""nostall verify: the examples in C of tests/verify/c and of the rules, and others that behave badly.

    test_verify_c.py NOSTALL

Without a C compiler there is nothing to see: that is a test, too, the others are skipped.
"""

import json
import os
import re
import shutil
import subprocess
import unittest

from case import ROOT, Case, main
from verifying import (
    InterruptedRule,
    OwnRule,
    WordsOfRule,
    assert_refuted_when_swapped,
    check_recorded,
    jsonschema,
    read_json,
    read_recorded,
    schema,
    tool_name,
    verify_all,
)

CORPUS = ROOT / "tests/verify/c"
CASES = sorted(path.parent for path in CORPUS.glob("*/proof.json"))
RULES = [path.parent for path in ROOT.glob("rules/*/*/proof.json") if '"c"' in path.read_text(encoding="utf-8")]
CC = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
needs_cc = unittest.skipUnless(CC and os.uname().sysname == "Linux", "needs a C compiler on Linux")


@needs_cc
class AllCases(Case):
    """One run over everything."""

    @classmethod
    def setUpClass(cls):
        cls.code, cls.result, cls.err = verify_all("--rules-dir", CORPUS)

    def test_every_case_is_proven(self):
        refused = {
            one["rule"]: one["reason"]
            for one in self.result["rules"]
            if one["verdict"] != "proven" and not (one["reason"] or "").startswith("needs ")
        }
        self.assertEqual(refused, {})
        self.assertEqual({one["rule"] for one in self.result["rules"]}, {folder.name for folder in CASES})

    def test_all_kinds_of_loops_are_there(self):
        evidence = [one["bad"]["evidence"] for one in self.result["rules"] if one["bad"]["evidence"]]
        loops = [one["runtime"]["loop"] for one in evidence]
        self.assertGreaterEqual(loops.count("nostall"), 10)
        self.assertGreaterEqual(loops.count("poll"), 1)
        if not any(one["verdict"] == "unavailable" for one in self.result["rules"]):
            self.assertGreaterEqual(loops.count("libuv"), 1)

    def test_facts_are_those_that_were_recorded(self):
        for one in self.result["rules"]:
            with self.subTest(one["rule"]):
                if one["verdict"] != "unavailable":
                    check_recorded(self, CORPUS / one["rule"], [one])

    @unittest.skipUnless(jsonschema, "needs jsonschema")
    def test_schema(self):
        jsonschema.validate(self.result, schema("evidence"))

    def test_all_is_refuted_the_other_way_round(self):
        assert_refuted_when_swapped(self, "--rules-dir", CORPUS)

    def test_another_compiler(self):
        for name in ("gcc", "clang", "clang-19", "clang-14"):
            if not shutil.which(name) or os.path.realpath(shutil.which(name)) == os.path.realpath(CC):
                continue
            with self.subTest(name):
                self.compare_with(name, CASES, "--rules-dir", CORPUS)
                self.compare_with(name, RULES, "--language", "c")

    def compare_with(self, compiler, folders, *words):
        _, result, _ = verify_all("--cc", compiler, *words)
        runs = [one for one in result["rules"] if one["verdict"] != "unavailable"]
        self.assertEqual({one["rule"]: one["reason"] for one in runs if one["verdict"] != "proven"}, {})
        facts = {one["rule"]: one["bad"]["evidence"]["facts"] for one in runs}
        recorded = {folder.name: read_recorded(folder)["c"]["facts"]["bad"] for folder in folders}
        self.assertEqual(facts, {rule: recorded[rule] for rule in facts})


HEAD = '#include "runtime/runtime.h"\n#include <stdlib.h>\n#include <unistd.h>\n'
START = "static Status run(void *arguments, Value *result) {\n  (void)arguments, (void)result;\n"
SLEEP = "  usleep(250000);\n"
END = "  return sleep_for(0.05);\n}\n"
BAD = HEAD + START + SLEEP + END
GOOD = HEAD + START + END
SHOWS = [{"line": "usleep(250000);", "kind": "loop-stall", "primitive": "usleep"}]


class CRule(OwnRule):
    def rule(self, bad=BAD, good=GOOD, **more):
        proof = {"language": "c", "run": ["CALL0(run)"], "shows": SHOWS, **more}
        self.write_rule(("bad.c", bad), ("good.c", good), **proof)

    def body(self, text, head=""):
        """A bad example that does this in place of sleeping."""
        self.rule(bad=HEAD + head + START + text + "  // usleep(250000);\n" + END)

    def assert_refuted(self, text, pattern, *words, head=""):
        self.body(text, head)
        return self.assert_verdict("refuted", pattern, *words)

    def assert_stopped(self, text, *words, head=""):
        self.body(text, head)
        words = words or ("--time-limit", "3")
        return self.assert_verdict("inconclusive", "bad.c: it did not end and was stopped", *words)


@needs_cc
class Verdicts(CRule):
    def test_proven(self):
        self.rule()
        one = self.assert_verdict("proven", "^$")
        seen = one["bad"]["evidence"]["observations"][0]
        self.assertEqual(seen["stack"], [["bad.c", 6, "run"]])
        self.assertGreaterEqual(seen["measured"]["ms"], 220)
        self.assertEqual(one["good"]["evidence"]["observations"], [])

    def test_bad_that_shows_nothing(self):
        self.assert_refuted("", "bad.c: no loop-stall was seen at")

    def test_good_that_stalls(self):
        self.rule(good=BAD)
        self.assert_verdict("refuted", "good.c: loop-stall was seen, at line 6")

    def test_good_that_fails(self):
        self.rule(good=HEAD + START + '  return FAIL(7, "no");\n}\n')
        self.assert_verdict("refuted", "good.c: run 1 ended as `raised 7`, not as `returned`")

    def test_ways_of_calling_a_function(self):
        for text in (
            "static void nap(void) {\n  usleep(250000);\n}\n" + START + "  nap();\n" + END,
            "#define NAP usleep\n" + START + "  NAP(250000); // usleep(250000);\n" + END,
            "typedef int Nap(unsigned);\nstatic Status with(Nap *nap) {\n  nap(250000); // usleep(250000);\n"
            "  return STATUS_OK;\n}\n" + START + "  TRY(with((Nap *)usleep));\n" + END,
        ):
            with self.subTest(text):
                self.rule(bad=HEAD + text)
                proof = read_json(self.folder / "own/proof.json")
                del proof["bad"]["shows"][0]["primitive"]
                self.write("own/proof.json", json.dumps(proof))
                self.assert_verdict("proven", "^$")

    def test_a_program(self):
        text = "int main(void) {\n  return runtime_run(CALL0(run), NULL, &(RunOptions){.clock = REAL_TIME});\n}\n"
        self.rule(bad=BAD + text, good=GOOD + text, run=[])
        one = self.assert_verdict("proven", "^$")
        self.assertEqual(one["bad"]["evidence"]["observations"][0]["stack"], [["bad.c", 6, "run"]])

    def test_a_program_that_exits(self):
        text = "int main(void) {\n  exit(0);\n}\n"
        self.rule(good=GOOD + text, bad=BAD + text, run=[])
        self.assert_verdict("refuted", "run 1 ended as `exited`, not as `returned`")

    def test_both_languages(self):
        self.rule()
        python = {
            "rule": "own",
            "language": "python",
            "requires": ">=3.8",
            "clock": "real",
            "run": ["main()"],
            "bad": {"file": "bad.py", "shows": [{"line": "time.sleep", "kind": "loop-stall"}]},
            "good": {"file": "good.py"},
        }
        self.write("own/bad.py", "import time\n\n\nasync def main():\n    time.sleep(0.25)\n")
        self.write("own/good.py", "async def main():\n    pass\n")
        self.write("own/proof.json", json.dumps([read_json(self.folder / "own/proof.json"), python]))
        ran = self.nostall("verify", "--rules-dir", "own", "-o", "json")
        result = json.loads(ran.out)
        self.assertEqual([one["language"] for one in result["rules"]], ["c", "python"])
        self.assertEqual([one["verdict"] for one in result["rules"]], ["proven", "proven"])
        self.assertRegex(tool_name(result, "c"), "^(GCC|Clang) ")
        for language in ("c", "python"):
            ran = self.nostall("verify", "--rules-dir", "own", "-o", "json", "--language", language)
            result = json.loads(ran.out)
            self.assertEqual([one["language"] for one in result["rules"]], [language])
            self.assertEqual([tool["language"] for tool in result["tools"]], [language])


@needs_cc
class Behaviour(CRule):
    """Examples that do what examples should not."""

    def test_does_not_compile(self):
        self.assert_refuted("  usleep(;\n", "^bad.c: it does not compile: bad.c:6:10: error: expected expression")

    def test_does_not_link(self):
        self.assert_refuted(
            "  nowhere();\n", "^bad.c: it does not compile: .*undefined", head="void nowhere(void);\n"
        )

    def test_includes_itself(self):
        self.rule(bad=f'#include "bad.c"\n{BAD}')
        self.assert_verdict("refuted", "^bad.c: it does not compile: .*nested")

    def test_never_stops_compiling(self):
        self.rule(bad=f'#include "/dev/zero"\n{BAD}')
        _, one = self.verify("--time-limit", "10")
        self.assertIn(one["verdict"], ("refuted", "inconclusive"))

    def test_is_too_large(self):
        self.assert_refuted("", "it does not compile", head="char much[1l << 34] = {1};\n")

    def test_hangs(self):
        self.assert_stopped("  pause();\n")
        self.assert_stopped("  for (;;)\n    continue;\n")

    def test_ignores_requests_to_end(self):
        self.assert_stopped(
            "  for (int i = 1; i < 65; i++)\n    signal(i, SIG_IGN);\n  for (;;)\n    pause();\n",
            head="#include <signal.h>\n",
        )

    def test_forks(self):
        self.rule(
            bad=HEAD + START + "  for (int i = 0; i < 3; i++)\n    if (fork() == 0) {\n      setsid();\n"
            "      sleep(600);\n    }\n" + SLEEP + END
        )
        self.assert_verdict("proven", "^$")

    def test_forks_without_end(self):
        self.assert_stopped("  for (int i = 0; i < 200; i++)\n    if (fork() == 0) pause();\n  pause();\n")

    def test_child_that_returns(self):
        """What a child does is no evidence."""
        self.rule(bad=HEAD + START + "  if (fork() == 0) exit(0);\n" + SLEEP + END)
        self.assert_verdict("proven", "^$")

    def test_exhausts_memory(self):
        self.assert_refuted("  return malloc(1l << 40) ? 0 : 12;\n", "ended as `raised 12`")

    def test_fills_memory(self):
        head = "#include <string.h>\n"
        text = "  for (;;) {\n    char *more = malloc(1 << 26);\n    if (!more) return 12;\n    memset(more, 1, 1 << 26);\n  }\n"
        self.body(text, head)
        _, one = self.verify("--time-limit", "20")
        self.assertEqual(one["verdict"], "refuted", one["reason"])

    def test_overflows_its_stack(self):
        self.assert_refuted(
            "  return deeper(1);\n",
            "ended by signal (6|11)",
            head="static int deeper(int n) {\n  volatile char much[512] = {(char)n};\n"
            "  return deeper(n + 1) + much[0];\n}\n",
        )

    def test_writes_elsewhere(self):
        target = self.folder / "outside"
        self.body(f'  return fopen("{target}", "w") ? 0 : 30;\n')
        ran, one = self.verify()
        self.assertEqual(one["verdict"], "refuted")
        if json.loads(ran.out)["isolation"]["files"] == "own-folder":
            self.assertFalse(target.exists())
            self.assertIn("raised 30", one["reason"])

    def test_reaches_out(self):
        head = "#include <arpa/inet.h>\n#include <sys/socket.h>\n"
        text = (
            "  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)};\n"
            '  inet_pton(AF_INET, "192.0.2.1", &to.sin_addr);\n'
            "  int file = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);\n  errno = 0;\n"
            "  connect(file, (struct sockaddr *)&to, sizeof to);\n"
            "  return errno == ENETUNREACH ? 101 : 1;\n"
        )
        self.body(text, head + "#include <errno.h>\n")
        ran, one = self.verify()
        if json.loads(ran.out)["isolation"]["network"] == "loopback-namespace":
            self.assertIn("raised 101", one["reason"])

    def test_prints_bytes(self):
        self.rule(
            bad=HEAD + START + "  char all[256];\n  for (int i = 0; i < 256; i++)\n    all[i] = (char)i;\n"
            "  for (int i = 0; i < 999; i++)\n    if (write(1, all, 256) < 0 || write(2, all, 256) < 0) abort();\n"
            + SLEEP + END
        )
        self.assert_verdict("proven", "^$")

    def test_floods(self):
        text = "  static char much[1 << 20];\n  for (;;)\n    if (write(NUMBER, much, sizeof much) < 0) abort();\n"
        for number in (1, 2):
            with self.subTest(number):
                self.assert_stopped(text.replace("NUMBER", str(number)))
        self.assert_refuted(text.replace("NUMBER", "3"), "ended by signal 6")  # which the probe took

    def test_dies(self):
        self.assert_refuted("  kill(getpid(), 9);\n", "bad.c: it was ended by signal 9", head="#include <signal.h>\n")
        self.assert_refuted("  _exit(3);\n", "bad.c: it ended with exit code 3 and no evidence")
        self.assert_refuted("  *(volatile int *)8 = 1;\n", "bad.c: it was ended by signal 11")

    def test_forges_evidence(self):
        for text in ("{}", "[[[[", "\\xff\\xfe"):
            with self.subTest(text):
                self.assert_refuted(
                    f'  for (int i = 3; i < 200; i++)\n    (void)!write(i, "{text}", 2);\n  _exit(0);\n',
                    "no evidence",
                )

    def test_leaves_nothing_behind(self):
        self.rule(
            bad=HEAD + "#include <sys/stat.h>\n" + START + '  mkdir("a", 0700);\n  mkdir("a/b", 0);\n' + SLEEP + END
        )
        self.assert_verdict("proven", "^$")


@needs_cc
class Interrupted(CRule, InterruptedRule):
    def begin(self):
        self.body("  sleep(300);\n")


class Compilers(CRule):
    def assert_no_tool(self, pattern, *words, **more):
        self.rule()
        ran, one = self.verify(*words, **more)
        self.assertEqual((ran.code, one["verdict"]), (2, "unavailable"))
        self.assertRegex(one["reason"], pattern)

    def test_none(self):
        self.assert_no_tool("^there is no `cc` to compile C examples with", env={"PATH": str(self.folder), "CC": ""})
        self.assert_no_tool("^there is no `nowhere/cc` to compile", "--cc", "nowhere/cc")
        self.assert_no_tool("^there is no `gone -O2` to compile", env={"CC": "gone -O2"})

    def fake(self, text):
        file = self.write("fake", text)
        file.chmod(0o755)
        return "--cc", file

    def test_one_that_fails(self):
        fails = self.fake("#!/bin/sh\necho 'fake: error: no licence' >&2\nexit 1\n")
        self.assert_no_tool("fake` cannot make a program: fake: error: no licence", *fails)

    def test_something_else(self):
        self.assert_no_tool("fake` cannot make a program", *self.fake("#!/bin/sh\nexit 0\n"))

    def test_one_that_makes_something_else(self):
        odd = self.fake('#!/bin/sh\nprintf "#!/bin/sh\\nexit 0\\n" > "$2"\nchmod 700 "$2"\n')
        self.assert_no_tool("fake` cannot make a program", *odd)

    def test_one_that_hangs(self):
        self.assert_no_tool("fake` cannot make a program: it did not end", *self.fake("#!/bin/sh\nsleep 600\n"))

    @needs_cc
    def test_one_that_fails_later(self):
        odd = self.fake(f'#!/bin/sh\ncase "$*" in *runtime*) echo "fake: error: too old" >&2; exit 1;; esac\nexec {CC} "$@"\n')
        self.assert_no_tool("fake` cannot compile the runtime: fake: error: too old", *odd)

    @needs_cc
    def test_one_with_words(self):
        self.rule()
        self.assert_verdict("proven", "^$", env={"CC": f"{CC} -pipe -DUNUSED"})
        self.assert_verdict("proven", "^$", "--cc", f"{CC} -pipe", env={"CC": "gone"})

    @needs_cc
    def test_a_library_that_is_not_there(self):
        self.rule(packages=["libnowhere"])
        ran, one = self.verify()
        self.assertEqual((ran.code, one["verdict"]), (1, "unavailable"))
        self.assertEqual(one["reason"], "needs libnowhere, its header and its library")

    @needs_cc
    def test_a_library_with_flags_of_its_own(self):
        self.need_package("glib-2.0")
        head = "#include <glib.h>\n"
        self.rule(packages=["glib-2.0"], bad=head + BAD.replace("usleep(", "g_usleep("), good=head + GOOD)
        proof = read_json(self.folder / "own/proof.json")
        proof["bad"]["shows"][0] = {"line": "g_usleep(250000);", "kind": "loop-stall"}
        self.write("own/proof.json", json.dumps(proof))
        self.assert_verdict("proven", "^$")

    @needs_cc
    def test_a_library_without_pkg_config(self):
        self.need_package("libuv")
        self.rule(packages=["libuv"])
        self.assert_verdict("proven", "^$", "--cc", CC, env={"PATH": str(self.folder)})

    def need_package(self, name):
        if not shutil.which("pkg-config") or subprocess.run(["pkg-config", "--exists", name], check=False).returncode:
            self.skipTest(f"{name} is not installed")


@needs_cc
class Words(CRule, WordsOfRule):
    CALL, PLACE, STACK, TOOL = "usleep", r"bad\.c:6", "line 6, run", "(GCC|Clang)"


class NothingToRun(CRule):
    def test_no_proof_in_this_language(self):
        self.rule()
        self.assert_usage(
            "none of these rules has a proof in python", "verify", "--rules-dir", "own", "--language", "python"
        )


class Pages(Case):
    """rules/pages.cmake, with a rule that is proven in both languages."""

    def page(self):
        out = self.folder / "pages.c"
        script = ["-D", f"ROOT={self.folder}", "-D", f"OUT={out}", "-P", ROOT / "rules/pages.cmake"]
        subprocess.run(["cmake", *script], check=True, capture_output=True)
        arrays = re.findall(r"unsigned char (\w+)\[\] = \{([^}]*)\}", out.read_text())
        return {name: bytes(int(byte, 0) for byte in values.split(",")[:-1]) for name, values in arrays}

    @unittest.skipUnless(shutil.which("cmake"), "needs cmake")
    def test_examples_and_evidence(self):
        page = "Sleeps.\n\n[bad.c](bad.c)\n\n[bad.py](bad.py)\n\n[evidence.json](evidence.json)\n"
        for name, text in {
            "rule.md": page,
            "rule.c": "// The rule itself.\n",
            "bad.c": BAD,
            "bad.py": "import time\n",
            "proof.json": "[]",
            "evidence.json": json.dumps(
                [{"language": "python", "summary": ["first", "second"]}, {"language": "c", "summary": ["third"]}]
            ),
        }.items():
            self.write(f"family/own/{name}", text)
        files = self.page()
        text = files["page_own"].decode()
        self.assertIn(f"\n`bad.c`:\n\n```c\n{BAD}```\n", text)
        self.assertIn("\n`bad.py`:\n\n```python\nimport time\n```\n", text)
        self.assertIn("\nIn Python:\n\n- first\n- second\n\nIn C:\n\n- third\n", text)
        self.assertEqual(set(files), {"page_own", "own_bad_c", "own_bad_py", "own_proof_json"})

    @unittest.skipUnless(shutil.which("cmake"), "needs cmake")
    def test_evidence_in_one_language(self):
        self.write("family/own/rule.md", "Sleeps.\n\n[evidence.json](evidence.json)\n")
        self.write("family/own/evidence.json", json.dumps({"summary": ["`a.py`: first; second"]}))
        self.assertEqual(self.page()["page_own"].decode(), "Sleeps.\n\n- `a.py`: first; second\n")


if __name__ == "__main__":
    main()
