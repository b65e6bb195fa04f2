"""Which installed packages are read: the options, the configuration, and what is found by itself.

    test_environment.py NOSTALL
"""

import json
import os
import subprocess

from case import Case, main

CALLS = "import acme\n\n\nasync def main():\n    acme.wait()\n"
WAITS = "import time\n\n\ndef wait():\n    time.sleep(1)\n"
FOUND = ["app.py:5:5: blocking-sleep"]
CFG = "home = /usr/bin\ninclude-system-site-packages = false\n"


class EnvironmentCase(Case):
    def setUp(self):
        super().setUp()
        (self.folder / "project/.git").mkdir(parents=True)  # the project ends here
        self.project = self.folder / "project"
        self.write("project/app.py", CALLS)

    def install(self, root, text=WAITS, name="acme", python="python3.12"):
        """A virtual environment with one package."""
        self.write(f"{root}/pyvenv.cfg", CFG)
        self.write(f"{root}/lib/{python}/site-packages/{name}.py", text)
        return self.folder / root

    def found(self, *words, **more):
        return self.concise(*words, cwd=more.pop("cwd", self.project), **more)

    def fails(self, said, *words):
        ran = self.nostall("check", *words, cwd=self.project)
        self.assertEqual((ran.code, ran.out), (2, ""), ran.err)
        self.assertEqual(ran.err, f"error: {said}\n")


class Options(EnvironmentCase):
    def test_environment(self):
        self.install("elsewhere/env")
        self.assertEqual(self.found(), [])
        self.assertEqual(self.found("--environment", "../elsewhere/env"), FOUND)
        self.assertEqual(self.found("--environment", "../elsewhere/env/lib/python3.12/site-packages"), FOUND)
        self.assertEqual(self.found("--environment=none"), [])

    def test_no_environment(self):
        self.install("project/.venv")
        self.assertEqual(self.found(), FOUND)
        self.assertEqual(self.found("--no-environment"), [])
        self.assertEqual(self.found("--no-environment", "--environment", ".venv"), [])

    def test_of_a_wrong_path_one_thing_is_said(self):
        self.write("project/file", "")
        self.fails("the environment nowhere cannot be read: No such file or directory", "--environment", "nowhere")
        self.fails("the environment file is no directory", "--environment", "file")
        self.fails(
            ". is no environment: it has no lib/pythonX.Y/site-packages, and is no folder of packages",
            *("--environment", "."),
        )

    def test_a_folder_of_packages_needs_no_name(self):
        self.write("target/acme.py", WAITS)
        self.write("target/acme-1.0.dist-info/METADATA", "")
        self.assertEqual(self.found("--environment", "../target"), FOUND)

    def test_the_newest_python_counts(self):
        self.install("env", "def wait(): pass\n", python="python3.9")
        self.install("env", WAITS, python="python3.13")
        self.install("env", "def wait(): pass\n", python="python3.x")
        self.assertEqual(self.found("--environment", "../env"), FOUND)

    def test_configuration(self):
        self.install("project/tools/env")
        self.write("project/nostall.toml", 'environment = "tools/env"\n')
        self.assertEqual(self.found(), FOUND)
        elsewhere = self.found("../app.py", cwd=self.folder / "project/tools")
        self.assertEqual(elsewhere, [f"{self.project}/{FOUND[0]}"])
        self.assertEqual(self.found("--no-environment"), [])
        self.assertEqual(self.found("--isolated"), [])
        self.write("project/nostall.toml", 'environment = "none"\n')
        self.install("project/.venv")
        self.assertEqual(self.found(), [])
        self.assertEqual(self.found("--environment", "tools/env"), FOUND)
        self.write("project/nostall.toml", 'environment = "missing"\n')
        self.fails(f"the environment {self.project}/missing cannot be read: No such file or directory")


class ByItself(EnvironmentCase):
    def test_variables(self):
        env = self.install("elsewhere/env")
        self.assertEqual(self.found(env={"VIRTUAL_ENV": env}), FOUND)
        # One that is gone, or none at all, is nobody's mistake.
        self.assertEqual(self.found(env={"VIRTUAL_ENV": "/nowhere/env"}), [])
        self.assertEqual(self.found(env={"VIRTUAL_ENV": self.project}), [])
        # Conda's count when they are made for something.
        self.assertEqual(self.found(env={"CONDA_PREFIX": env}), [])
        (env / "conda-meta").mkdir()
        self.assertEqual(self.found(env={"CONDA_PREFIX": env}), FOUND)
        (env / "condabin").mkdir()
        self.assertEqual(self.found(env={"CONDA_PREFIX": env}), [])

    def test_what_goes_before_what(self):
        self.install("project/.venv", "def wait(): pass\n")
        active = self.install("active")
        other = self.install("other", "def wait(): pass\n")
        (other / "conda-meta").mkdir()
        self.assertEqual(self.found(env={"CONDA_PREFIX": other}), [])
        self.assertEqual(self.found(env={"VIRTUAL_ENV": active, "CONDA_PREFIX": other}), FOUND)
        self.assertEqual(self.found("--environment", other, env={"VIRTUAL_ENV": active}), [])

    def test_in_the_project_and_above_up_to_its_top(self):
        self.install("project/venv")
        self.write("project/deep/er/app.py", CALLS)
        self.assertEqual(self.found("deep/er"), ["deep/er/app.py:5:5: blocking-sleep"])
        self.assertEqual(self.found(cwd=self.project / "deep/er"), FOUND)

    def test_not_beyond_the_top(self):
        self.install(".venv")
        self.assertEqual(self.found(), [])

    def test_a_folder_of_that_name_is_not_enough(self):
        self.install("project/venv")
        (self.project / "venv/pyvenv.cfg").unlink()
        self.assertEqual(self.found(), [])


class Reading(EnvironmentCase):
    def hops(self, *words):
        ran = self.nostall("check", "-o", "json", *words, cwd=self.project)
        return [hop["filename"] for finding in json.loads(ran.out) for hop in finding["chain"]]

    def test_paths_in_packages_start_at_their_folder(self):
        self.install("project/.venv", name="acme/__init__")
        self.assertEqual(self.hops(), [f"{self.project}/app.py", "acme/__init__.py"])
        text = self.nostall("check", cwd=self.project).out
        self.assertIn("::: acme/__init__.py:5:5", text)
        self.assertIn("time.sleep(1)", text)

    def test_a_package_that_the_project_has_itself(self):
        """One that others import: both go by the same path, and the project's own is the one that is reported."""
        self.install("project/.venv", "from shared import wait\n")
        self.write("project/.venv/lib/python3.12/site-packages/shared.py", "\n\n" + WAITS)
        self.write("project/shared.py", "x = 1\n")
        self.assertEqual(self.hops(), [f"{self.project}/app.py", "site-packages/shared.py"])

    def test_system_packages_count_where_the_environment_says_so(self):
        env = self.install("env", name="other")
        self.write("usr/lib/python3.12/site-packages/acme.py", WAITS)
        self.assertEqual(self.found("--environment", env), [])
        cfg = f"home = {self.folder}/usr/bin\ninclude-system-site-packages = true\nversion = 3.12.1\n"
        self.write("env/pyvenv.cfg", cfg)
        self.assertEqual(self.found("--environment", env), FOUND)

    def test_the_project_itself_is_not_reported_twice(self):
        self.install("project/env", "import time\n\n\nasync def wait():\n    time.sleep(1)\n")
        self.assertEqual(self.found("--environment", "env"), ["app.py:5:5: missing-await"])

    def test_one_result_for_any_number_of_jobs(self):
        self.install("env", "from deep.er import wait\n")
        self.write("env/lib/python3.12/site-packages/deep/er.py", WAITS)
        for number in range(20):
            self.write(f"project/part{number}.py", CALLS)
        one, eight = (self.found("--environment", "../env", "--jobs", jobs) for jobs in (1, 8))
        self.assertEqual(one, eight)
        self.assertEqual(len(one), 21)

    def test_verbose_tells_what_was_read(self):
        self.install("env")
        ran = self.nostall("check", "-v", "--environment", "../env", cwd=self.project)
        self.assertIn(f"session: environment root={self.folder}/env folders=1", ran.err)
        self.assertIn("session: packages found=1 read=1", ran.err)


class Hostile(EnvironmentCase):
    PACKAGES = "env/lib/python3.12/site-packages"

    def test_links_in_circles(self):
        self.install("env", "from acme2.again.again.again.again.acme2 import wait\n")
        packages = self.folder / self.PACKAGES
        (packages / "acme2").mkdir()
        os.symlink(packages / "acme2", packages / "acme2/again")
        os.symlink("loop.py", packages / "loop.py")
        self.write("project/app.py", CALLS + "    import loop\n    loop.x()\n")
        self.assertEqual(self.found("--environment", "../env"), [])

    def test_pth_files_that_lead_astray(self):
        self.install("env")
        self.write(f"{self.PACKAGES}/a.pth", b"\xff\xfe\x00..\n" + b"x" * 100_000)
        self.write(f"{self.PACKAGES}/b.pth", "../" * 50 + "\n/\n.\n" + "import os; os.system('false')\n" * 1000)
        self.write(f"{self.PACKAGES}/c.pth", "\n".join(f"d{number}" for number in range(1000)))
        for number in range(100):
            (self.folder / self.PACKAGES / f"d{number}").mkdir()
        self.assertEqual(self.found("--environment", "../env"), FOUND)

    def test_nothing_is_executed(self):
        self.install("env")
        mark = self.folder / "executed"
        line = f"import pathlib; pathlib.Path({str(mark)!r}).touch()\n"
        self.write(f"{self.PACKAGES}/evil.pth", line)
        self.write(f"{self.PACKAGES}/sitecustomize.py", line)
        self.write(f"{self.PACKAGES}/acme.py", line + WAITS)
        (self.folder / "env/bin").mkdir()
        python = self.write("env/bin/python", f"#!/bin/sh\ntouch {mark}\n")
        python.chmod(0o755)
        self.assertEqual(self.found("--environment", "../env"), FOUND)
        self.assertFalse(mark.exists())

    def test_what_is_no_file(self):
        self.install("env", "from pipe import wait\nfrom folder import x\n")
        os.mkfifo(self.folder / self.PACKAGES / "pipe.py")
        (self.folder / self.PACKAGES / "folder.py").mkdir()
        self.assertEqual(self.found("--environment", "../env"), [])

    def test_huge_files_are_left_out(self):
        self.install("env", WAITS + "x = 1\n" * 1_000_000)
        self.assertEqual(self.found("--environment", "../env"), [])

    def test_endless_imports_come_to_an_end(self):
        self.install("env", "from m0 import wait\n")
        for number in range(5000):
            self.write(f"{self.PACKAGES}/m{number}.py", f"from m{number + 1} import *\n")
        self.write("project/app.py", CALLS + "".join(f"    import m{n}\n    m{n}.f()\n" for n in range(5000)))
        ran = self.nostall("check", "--statistics", "--environment", "../env", cwd=self.project)
        self.assertEqual(ran.code, 0)
        self.assertIn("more installed modules than one run reads", ran.err)

    def test_an_environment_that_cannot_be_read(self):
        if os.geteuid() == 0:
            self.skipTest("root reads everything")
        self.install("project/.venv")
        subprocess.run(["chmod", "000", self.project / ".venv/lib"], check=True)
        self.addCleanup(subprocess.run, ["chmod", "755", self.project / ".venv/lib"], check=True)
        self.assertEqual(self.found(), [])


if __name__ == "__main__":
    main()
