"""The manual page, as man and mandoc read it: test_manual.py NOSTALL"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

NOSTALL = os.path.abspath(sys.argv[1])


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **more)


class ManualTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        page = run(NOSTALL, "manual")
        assert (page.returncode, page.stderr) == (0, ""), page
        scratch = tempfile.TemporaryDirectory(prefix="nostall-manual-")
        cls.addClassCleanup(scratch.cleanup)
        cls.file = os.path.join(scratch.name, "nostall.1")
        with open(cls.file, "w", encoding="utf-8") as file:
            file.write(page.stdout)
        environment = {**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8", "MANPAGER": "cat", "MAN_KEEP_FORMATTING": ""}
        cls.read = run("man", "-l", "--warnings", cls.file, env=environment)
        cls.text = re.sub(r"\s+", " ", cls.read.stdout.replace("\u2010\n", "-\n"))

    def test_man_has_no_warnings(self):
        self.assertEqual((self.read.returncode, self.read.stderr), (0, ""))

    def test_mandoc_has_no_complaints(self):
        ran = run("mandoc", "-T", "lint", self.file)
        self.assertEqual((ran.returncode, ran.stdout), (0, ""))

    def test_all_options(self):
        helps = run(NOSTALL, "help").stdout
        for command in re.findall(r"^  ([a-z]+) {2,}", helps, re.M):
            self.assertRegex(self.text, rf"nostall \[?{command}\b")
            for option in re.findall(r"--[a-z][\w-]*", run(NOSTALL, "help", command).stdout.split("\nFormats:")[0]):
                self.assertIn(option, self.text)

    def test_all_rules(self):
        for rule in json.loads(run(NOSTALL, "rule", "--all", "-o", "json").stdout):
            self.assertIn(f" {rule['code']} ", self.text)

    def test_quotes_became_bold(self):
        self.assertNotIn("`", self.read.stdout)

    def test_sections(self):
        for title in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES"):
            self.assertRegex(self.read.stdout, rf"(?m)^{title}$")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
