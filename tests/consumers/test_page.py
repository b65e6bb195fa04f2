"""`nostall report` in a headless Chromium, and `nostall graph`.

    test_page.py NOSTALL FOLDER      FOLDER is what install.py made; CHROMIUM may name the browser
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
from case import DEMO, Case  # noqa: E402

FOLDER = Path(sys.argv[2]).resolve()
TIMEOUT_S = 600
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

HEADS = "[...document.querySelectorAll('.group .heading')].length"
ITEMS = "[...document.querySelectorAll('.item')].length"
TITLE = "document.querySelector('#detail h2')?.textContent"
STEPS = "[...document.querySelectorAll('#detail .hop .head strong')].map(node => node.textContent)"
CURRENT = "document.querySelector('#detail .hop[aria-current=step]').dataset.hop"
MARKS = "[...document.querySelectorAll('#detail mark')].map(node => node.textContent)"
HOSTILE = "</script><script>document.title = 'broken'</script><!--"


def browser():
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise AssertionError("no Chromium: install the Debian package chromium, as ./dev does")
    return found


class Page(Case):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory(prefix="nostall-")
        cls.browser = subprocess.Popen(
            ["node", HERE / "browse.mjs", FOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "CHROMIUM": browser(), "HOME": cls.home.name},
        )

    @classmethod
    def tearDownClass(cls):
        cls.browser.stdin.close()
        cls.browser.stdout.close()
        cls.browser.wait(timeout=TIMEOUT_S)
        cls.home.cleanup()

    def setUp(self):
        super().setUp()
        self.write("pyproject.toml", "")
        shutil.copytree(DEMO, self.folder / "demo")

    def report(self, *words, cwd=None):
        ran = self.nostall("report", "--html", "out.html", *words, cwd=cwd or self.folder / "demo")
        self.assertEqual((ran.code, ran.out, ran.err), (0, "", ""))
        return (cwd or self.folder / "demo") / "out.html"

    def browse(self, page, *steps):
        """The values that the steps get. No page asks for anything or fails."""
        self.browser.stdin.write(json.dumps({"page": str(page), "steps": steps}) + "\n")
        self.browser.stdin.flush()
        told = json.loads(self.browser.stdout.readline())
        self.assertEqual(told["failure"], "")
        self.assertEqual((told["errors"], told["requests"]), ([], []))
        return told["values"]

    def findings(self):
        return json.loads(self.nostall("check", ".", "-o", "json", cwd=self.folder / "demo").out)

    def test_findings_are_told_with_their_chains(self):
        found = self.findings()
        deep = next(one for one in found if len(one["chain"]) == 3 and one["location"] == one["chain"][0]["location"])
        items, steps, marks, first, second, selected = self.browse(
            self.report(), {"get": ITEMS}, {"open": f"f={deep['fingerprint']}"}, {"await": [TITLE, deep["message"].replace("`", "")]},
            {"get": STEPS}, {"get": MARKS}, {"get": CURRENT}, {"press": "ArrowRight"}, {"get": CURRENT},
            {"get": "document.querySelector('.item[aria-current=true] .where').textContent"},
        )
        self.assertEqual(items, len(found))
        self.assertEqual(steps, [hop["message"].replace("`", "") for hop in deep["chain"]])
        for mark, hop in zip(marks, deep["chain"], strict=True):
            line = Path(hop["filename"]).read_text().splitlines()[hop["location"]["row"] - 1]
            self.assertEqual(mark, line[hop["location"]["column"] - 1 : hop["end_location"]["column"] - 1])
        self.assertEqual((first, second), ("0", "1"))
        self.assertIn(f":{deep['location']['row']}:", selected)

    def test_keys(self):
        found = self.findings()
        title = "document.title"
        values = self.browse(
            self.report(), {"get": TITLE}, {"press": "j"}, {"get": TITLE}, {"press": "k"}, {"get": TITLE}, {"press": "g"}, {"get": HEADS},
            {"press": "g"}, {"get": HEADS}, {"press": "/"}, {"type": "smtplib"}, {"get": ITEMS}, {"press": "Escape"}, {"press": "Escape"},
            {"get": ITEMS}, {"press": "?"}, {"get": "document.querySelector('dialog').open"}, {"press": "?"},
            {"get": "document.querySelector('dialog').open"}, {"get": title},
        )
        self.assertNotEqual(values[0], values[1])
        self.assertEqual(values[0], values[2])
        self.assertEqual(values[3], len({one["rule"] for one in found}))
        self.assertEqual(values[4], len({one["filename"] for one in found}))
        self.assertEqual(values[5:7], [1, len(found)])
        self.assertEqual(values[7:9], [True, False])
        self.assertTrue(values[9].startswith("nostall: "))

    def test_the_map(self):
        cells, hot, wires, name, calls, folder, after = self.browse(
            self.report(), {"press": "2"}, {"get": "document.querySelectorAll('.cell').length"},
            {"get": "document.querySelectorAll('.cell.hot').length"}, {"get": "document.querySelectorAll('.wire.bad').length"},
            {"click": ".cell.hot.f0"}, {"get": "document.querySelector('#side h2').textContent"},
            {"get": "[...document.querySelectorAll('#side .go')].length"}, {"get": "document.querySelector('#crumbs').textContent"},
            {"press": "Escape"}, {"get": "document.querySelectorAll('.cell.dim').length"},
        )
        self.assertGreater(cells, hot)
        self.assertGreater(hot, 3)
        self.assertGreater(wires, 3)
        self.assertIn(name, ("Watcher.look", "price", "Watcher.announce", "Outbox.flush"))
        self.assertGreater(calls, 0)
        self.assertEqual((folder, after), ("pricewatch", 0))

    def test_the_map_tells_findings(self):
        """Of a function that is on no way to what blocks, too."""
        choose = """(() => {
          const label = [...document.querySelectorAll('.name')].find(node => node.textContent === 'Watcher.run');
          const cell = document.querySelector(`.cell[data-function="${label.dataset.name}"]`);
          cell.dispatchEvent(new MouseEvent('click', { bubbles: true }));
          return [cell.classList.contains('hot'), document.querySelector('#side').textContent];
        })()"""
        (is_hot, side), = self.browse(self.report(), {"press": "2"}, {"get": choose})
        self.assertFalse(is_hot)
        self.assertIn("nobody keeps the task", side)

    def test_the_map_folds(self):
        """A thousand files: folders are drawn as colours, and open when one looks closer."""
        for i in range(1000):
            body = "".join(f"async def f{k}():\n    time.sleep({k + 1})\n\n\n" for k in range(7))
            self.write(f"many/p{i % 20}/m{i}.py", f"import time\n\n\n{body}")
        page = self.report("-j", "2", cwd=self.folder / "many")
        self.assertLess(page.stat().st_size, 12_000_000)
        cells, folded, closer = self.browse(
            page, {"press": "2"}, {"get": "document.querySelectorAll('.cell').length"},
            {"get": "document.querySelectorAll('#canvas rect.f0:not(.cell)').length"},
            {"corner": ".box.open"}, {"get": "document.querySelectorAll('.cell').length"},
        )
        self.assertGreater(folded, 20)
        self.assertLess(cells, 7000)
        self.assertGreater(closer, cells)

    def test_the_trend(self):
        found = self.findings()
        before = [*found[2:], {**found[0], "fingerprint": "0" * 16}]
        self.write("demo/before.json", json.dumps(before))
        self.nostall("baseline", "create", "--baseline", "base.json", cwd=self.folder / "demo")
        text, bars, fresh = self.browse(
            self.report("--since", "base.json", "--since", "before.json"), {"press": "4"}, {"get": "document.querySelector('.diff').textContent"},
            {"get": "[...document.querySelectorAll('.scale .now')].map(node => node.textContent)"}, {"press": "1"},
            {"get": "document.querySelectorAll('.item .new').length"})
        self.assertEqual(text, f"+2new−1gone{len(found) - 2}stayed")
        self.assertEqual(bars[1:], [str(len(found)), str(len(found) - 1), str(len(found))])
        self.assertEqual(fresh, 2)
        same, = self.browse(self.report("--since", "base.json"), {"press": "4"}, {"get": "document.querySelector('.diff').textContent"})
        self.assertEqual(same, f"+0new−0gone{len(found)}stayed")

    def test_the_grade_is_what_it_says(self):
        formula, letter = self.browse(self.report("--badge", "b.svg"), {"press": "4"},
                                      {"get": "document.querySelector('.formula').textContent"}, {"get": "document.querySelector('.letter').textContent"})
        points, among, density = map(float, re.match(r"([\d.]+) points × 100 ÷ (\d+) functions = ([\d.]+)", formula).groups())
        self.assertAlmostEqual(points * 100 / among, density, places=2)
        badge = ElementTree.parse(self.folder / "demo/b.svg").getroot()
        self.assertEqual(badge.attrib["aria-label"], f"nostall: {letter}")

    def test_dark_light_and_paper(self):
        theme = "document.documentElement.dataset.theme"
        color = "getComputedStyle(document.body.parentElement).backgroundColor"
        pdf = self.folder / "page.pdf"
        light, dark, again, printed = self.browse(
            self.report(), {"await": [theme, "light"]}, {"get": color}, {"dark": True}, {"await": [theme, "dark"]}, {"get": color},
            {"press": "t"}, {"await": [theme, "light"]}, {"get": color}, {"pdf": str(pdf)},
            {"get": "document.querySelectorAll('#print article').length"})
        self.assertNotEqual(light, dark)
        self.assertEqual(light, again)
        self.assertEqual(printed, len(self.findings()))
        self.assertTrue(pdf.read_bytes().startswith(b"%PDF"))

    def test_small_windows_scroll_down_only(self):
        width, = self.browse(self.report(), {"size": [420, 800]}, {"get": "document.documentElement.scrollWidth"})
        self.assertLessEqual(width, 420)

    def test_nothing_found(self):
        self.write("clean/a.py", "async def main():\n    pass\n")
        text, letter = self.browse(self.report(cwd=self.folder / "clean"), {"get": "document.querySelector('.empty strong').textContent"},
                                   {"get": "document.querySelector('.letter').textContent"})
        self.assertEqual((text, letter), ("Nothing found.", "A+"))

    def test_hostile_sources(self):
        self.write("evil/a.py", f"import time\n\n\nasync def main():\n    time.sleep(1)  # {HOSTILE}\n")
        os.rename(self.folder / "evil/a.py", os.fsencode(self.folder) + b"/evil/<img src=x onerror=alert(1)>\xff.py")
        code, images, title = self.browse(self.report(cwd=self.folder / "evil"), {"get": "document.querySelector('.code').textContent"},
                                          {"get": "document.images.length"}, {"get": "document.title"})
        self.assertIn(HOSTILE, code)
        self.assertEqual((images, title), (0, "nostall: " + self.folder.name))

    def test_bad_words(self):
        self.assert_usage("report needs --html FILE, --badge FILE, or both", "report", "demo")
        self.write("bad.json", '{"a": 1')
        ran = self.nostall("report", "--html", "x.html", "--since", "bad.json", "demo")
        self.assertEqual((ran.code, ran.out), (2, ""))
        self.assertRegex(ran.err, r"^error: bad\.json: line 1, column \d+: ")
        self.write("bad.json", '[{"rule": "x"}]')
        ran = self.nostall("report", "--html", "x.html", "--since", "bad.json", "demo")
        self.assertEqual(ran.err, "error: bad.json: entry 1 is no finding: `rule` or `fingerprint` is missing or wrong\n")
        self.assertFalse((self.folder / "x.html").exists())


class Graph(Case):
    def setUp(self):
        super().setUp()
        self.write("pyproject.toml", "")
        shutil.copytree(DEMO, self.folder / "demo")

    def test_formats(self):
        for name, ending in (("tree", "txt"), ("dot", "dot"), ("mermaid", "mmd"), ("json", "json")):
            ran = self.nostall("graph", "Watcher.look", "demo", "-o", name)
            self.assertEqual((ran.code, ran.err), (0, ""))
            self.assert_golden(f"graph.{ending}", ran.out.replace(str(self.folder), "/project"))

    def test_symbols(self):
        by_name = self.nostall("graph", "cache.Cache.get", "demo").out
        self.assertEqual(self.nostall("graph", "Cache.get", "demo").out, by_name)
        self.assertEqual(self.nostall("graph", "demo/pricewatch/cache.py:13", "demo").out, by_name)
        self.assertEqual(self.nostall("graph", "demo/pricewatch/cache.py:11", "demo").out, by_name)

    def test_wrong_symbols(self):
        self.assert_usage("no function `Cache.gett`; did you mean: demo.pricewatch.cache.Cache.get?", "graph", "Cache.gett", "demo")
        self.assert_usage("`price` names 3 functions: demo.pricewatch.app.price, demo.pricewatch.shops.Shop.price, "
                          "demo.pricewatch.shops.LegacyShop.price; or say FILE:LINE", "graph", "price", "demo")
        self.assert_usage("demo/pricewatch/cache.py has no line 999, but 26 lines", "graph", "demo/pricewatch/cache.py:999", "demo")
        self.assert_usage("demo/none.py is no file of the project", "graph", "demo/none.py:1", "demo")
        self.assert_usage("graph needs a function: module.name, Class.method or FILE:LINE", "graph")

    def test_circles_end(self):
        calls = "\n".join(f"def f{i}():\n    f{i + 1}()\n    f{max(0, i - 3)}()\n" for i in range(60))
        self.write("deep.py", f"import time\n\n\n{calls}\n\ndef f60():\n    time.sleep(1)\n\n\nasync def main():\n    f0()\n")
        ran = self.nostall("graph", "f30", "deep.py")
        self.assertEqual(ran.code, 0)
        self.assertIn("(see above)", ran.out)
        whole = json.loads(self.nostall("graph", "f30", "deep.py", "-o", "json").out)
        self.assertEqual(len(whole["nodes"]), 63)
        pairs = [(edge["from"], edge["to"]) for edge in whole["edges"]]
        self.assertEqual(len(set(pairs)), len(pairs))

    def test_what_is_too_much_is_cut(self):
        calls = "".join(f"def f{i}():\n    time.sleep(1)\n\n\n" for i in range(500))
        body = "".join(f"    f{i}()\n" for i in range(500))
        self.write("wide.py", f"import time\n\n\n{calls}async def main():\n{body}")
        whole = json.loads(self.nostall("graph", "main", "wide.py", "-o", "json").out)
        self.assertEqual((len(whole["nodes"]), whole["nodes"][0]["is_cut"]), (400, True))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
