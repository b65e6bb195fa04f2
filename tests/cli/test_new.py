"""nostall new: what it writes passes the strict preset and its own tests.

    test_new.py NOSTALL FOLDER

FOLDER is where the virtual environment with FastAPI is made, once.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from case import Case, main

REQUIREMENTS = Path(__file__).with_name("new_fastapi.txt")
TESTS_TIMEOUT_S = 300


def python_with_fastapi():
    """An interpreter that has what REQUIREMENTS names."""
    key = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:16]
    folder = ENVIRONMENTS / f"fastapi-{key}"
    python = folder / "bin/python"
    done = folder / "done"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", REQUIREMENTS], check=True)
        done.touch()
    return python


class NewTest(Case):
    def new(self, *words, **more):
        ran = self.nostall("new", *words, cwd=self.folder, **more)
        self.assertEqual((ran.code, ran.err), (0, ""))
        return ran

    def assert_refused(self, *words, says):
        before = sorted(self.folder.rglob("*"))
        ran = self.nostall("new", *words, cwd=self.folder)
        self.assertEqual((ran.code, ran.out), (2, ""))
        self.assertRegex(ran.err, says)
        self.assertEqual(sorted(self.folder.rglob("*")), before)

    def assert_tests_pass(self, service, *command):
        environment = {**os.environ, "PYTHONPATH": "src", "PYTHONDONTWRITEBYTECODE": "1"}
        ran = subprocess.run(
            command, cwd=service, env=environment, capture_output=True, text=True,
            timeout=TESTS_TIMEOUT_S,
        )
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        return ran.stdout + ran.stderr

    def assert_clean(self, service):
        """… and not because nothing was looked at: a mistake in it is found."""
        strict = self.nostall("check", "--preset", "strict", "--output-format", "concise", cwd=service)
        self.assertEqual((strict.code, strict.err), (0, ""), strict.out)
        retry = next(service.glob("src/*/retry.py"))
        text = retry.read_text()
        broken = text.replace("await asyncio.sleep(", "time.sleep(").replace("import random", "import random\nimport time")
        retry.write_text(broken)
        ran = self.nostall("check", "--output-format", "concise", cwd=service)
        retry.write_text(text)
        self.assertEqual(ran.code, 1)
        self.assertIn("blocking-sleep", ran.out)

    def test_asyncio(self):
        ran = self.new("my-orders")
        self.assertIn("Made my-orders: a service on asyncio", ran.out)
        service = self.folder / "my-orders"
        self.assert_clean(service)
        told = self.assert_tests_pass(service, sys.executable, "-W", "error", "-m", "unittest")
        self.assertGreater(int(re.search(r"Ran (\d+) tests", told)[1]), 20)

    def test_fastapi(self):
        self.new("shop", "--framework", "fastapi")
        service = self.folder / "shop"
        self.assert_clean(service)
        python = python_with_fastapi()
        told = self.assert_tests_pass(service, python, "-W", "error", "-m", "pytest", "-q")
        self.assertGreater(int(re.search(r"(\d+) passed", told)[1]), 15)

    def test_the_name_is_everywhere(self):
        self.new("Big.Shop", "--name", "tea_shop")
        service = self.folder / "Big.Shop"
        texts = {file: file.read_text() for file in service.rglob("*") if file.is_file()}
        self.assertIn(service / "src/tea_shop/app.py", texts)
        self.assertNotIn("skeleton", "".join(map(str, texts)) + "".join(texts.values()).lower())
        self.assertIn("TEA_SHOP_PORT", texts[service / "README.md"])

    def test_an_empty_folder_is_filled(self):
        (self.folder / "shop").mkdir()
        self.nostall("new", ".", cwd=self.folder / "shop")
        self.assertTrue((self.folder / "shop/src/shop/app.py").exists())
        self.assertEqual([path.name for path in self.folder.iterdir()], ["shop"])

    def test_what_is_there_stays(self):
        self.write("shop/notes.txt", "mine")
        self.write("file", "mine")
        self.assert_refused("shop", says="shop is there already; name a folder that is new or empty")
        self.assert_refused("file", says="file is there already")
        self.assertEqual((self.folder / "shop/notes.txt").read_text(), "mine")

    def test_what_cannot_be_is_told(self):
        self.assert_refused(says="takes one folder")
        self.assert_refused("a", "b", says="takes one folder")
        self.assert_refused("shop", "--framework", "fastapy", says="did you mean `fastapi`")
        self.assert_refused("asyncio", says="`asyncio` means something else in Python; give --name")
        self.assert_refused("9lives", says="`9lives` cannot be the name of a package")
        self.assert_refused("shop", "--name", "Shop", says="`Shop` cannot be the name")
        self.assert_refused("x" * 65, says="at most 64 letters")
        self.assert_refused("missing/shop", says="cannot make missing/shop: No such file")

    def test_a_full_disk_leaves_nothing(self):
        command = 'ulimit -f 1; trap "" XFSZ; exec "$0" new shop'
        ran = subprocess.run(
            ["bash", "-c", command, os.path.abspath(sys.argv[1])],
            cwd=self.folder, capture_output=True, text=True,
        )
        self.assertEqual((ran.returncode, ran.stdout), (2, ""))
        self.assertIn("File too large", ran.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    ENVIRONMENTS = Path(sys.argv.pop(2))
    main()
