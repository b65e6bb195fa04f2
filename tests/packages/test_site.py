"""The documentation: what is made of it is up to date, and the site builds without a broken link: test_site.py NOSTALL FOLDER

FOLDER is where tests/packages/tools.py installed the tools.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from packed import ROOT, run
from tools import environment_for

NOSTALL, TOOLS = os.path.abspath(sys.argv[1]), environment_for(sys.argv[2])
LINK = re.compile(r"\]\(([^)\s]+)\)")


class Page(HTMLParser):
    """Where a page leads, what it loads, and what others may point to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.ids = [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids.add(values.get("id"))
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if tag in ("script", "img", "iframe"):
            self.loads.append(values.get("src"))
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(values.get("href"))


class SiteTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="nostall-site-")
        cls.addClassCleanup(scratch.cleanup)
        cls.site = Path(scratch.name).resolve() / "site"
        environment = {**os.environ, "NOSTALL": NOSTALL, "NO_MKDOCS_2_WARNING": "1"}
        run([TOOLS / "bin/mkdocs", "build", "--strict", "--site-dir", cls.site], cwd=ROOT, env=environment)
        cls.pages = {file: Page(file.read_text(encoding="utf-8")) for file in cls.site.rglob("*.html")}
        cls.rules = json.loads(run([NOSTALL, "rule", "--all", "-o", "json"]))

    def test_every_document_and_rule_is_there(self):
        names = {file.relative_to(self.site).as_posix() for file in self.pages}
        documents = {f"{file.stem}.html" for file in (ROOT / "docs").glob("*.md")}
        self.assertEqual(documents - names, set())
        self.assertEqual({f"rules/{rule['code']}.html" for rule in self.rules} - names, set())
        text = (self.site / "rules/blocking-sleep.html").read_text(encoding="utf-8")
        for part in ("ASYNC251", "time", "What to do"):
            self.assertIn(part, text)

    def test_every_document_is_in_the_menu(self):
        menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        self.assertEqual([file.name for file in (ROOT / "docs").glob("*.md") if f" {file.name}\n" not in menu], [])

    def test_links_lead_somewhere(self):
        broken = []
        for file, page in self.pages.items():
            for link in page.links if file.name != "404.html" else []:
                parts = urlsplit(link)
                if parts.scheme or parts.netloc:
                    continue
                target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
                if target.is_dir():
                    target /= "index.html"
                is_there = target.exists() and (target not in self.pages or not parts.fragment or unquote(parts.fragment) in self.pages[target].ids)
                if not is_there:
                    broken.append(f"{file.relative_to(self.site)}: {link}")
        self.assertEqual(broken, [])

    def test_nothing_is_loaded_from_elsewhere(self):
        loads = {load for page in self.pages.values() for load in page.loads if load and urlsplit(load).netloc}
        self.assertEqual(loads, set())

    def test_links_of_the_repository(self):
        """What leads to another file, read where the files lie."""
        broken = []
        for file in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
            text = re.sub(r"^\s*```.*?^\s*```$|`[^`\n]+`", "", file.read_text(encoding="utf-8"), flags=re.M | re.S)
            for link in LINK.findall(text):
                path = link.partition("#")[0]
                if path and not urlsplit(link).scheme and not (file.parent / path).exists():
                    broken.append(f"{file.relative_to(ROOT)}: {link}")
        self.assertEqual(broken, [])

    def test_made_parts_are_up_to_date(self):
        environment = {name: value for name, value in os.environ.items() if name != "ANALYZER_BLESS"}
        command = [sys.executable, ROOT / "packaging/pages.py", NOSTALL]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)

    def test_readme_begins_with_the_two_commands(self):
        lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        self.assertEqual([line.split()[:2] for line in lines[3:5]], [["./dev", "demo"], ["./dev", "test"]])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
