"""action.yml and the job for GitLab: their schemas, and their steps as a runner runs them: test_ci.py NOSTALL FOLDER VERSION

FOLDER is where tests/packages/tools.py installed the tools. What the steps install is a package that consists of NOSTALL.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from packed import ROOT, run, write_package
from tools import environment_for

NOSTALL, TOOLS, VERSION = os.path.abspath(sys.argv[1]), environment_for(sys.argv[2]), sys.argv[3]
READ_YAML = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))"
EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")
SLEEPS = "import time\n\n\nasync def main():\n    time.sleep(1)\n"


def read_yaml(path):
    return json.loads(run([TOOLS / "bin/python", "-c", READ_YAML, path]))


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="nostall-ci-")
        self.addCleanup(scratch.cleanup)
        self.scratch = Path(scratch.name).resolve()
        self.project = self.scratch / "project"
        self.project.mkdir()
        (self.project / "a.py").write_text(SLEEPS, encoding="utf-8")
        subprocess.run(["git", "init", "-q", self.project], check=True)

    @classmethod
    def setUpClass(cls):
        """A folder in which pip finds nostall, and nothing else."""
        scratch = tempfile.TemporaryDirectory(prefix="nostall-index-")
        cls.addClassCleanup(scratch.cleanup)
        package, wheels = Path(scratch.name) / "package", Path(scratch.name) / "wheels"
        write_package(package, NOSTALL, VERSION)
        run([TOOLS / "bin/python", "-m", "pip", "wheel", "--no-index", "--quiet", "--wheel-dir", wheels, package])
        cls.index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}


class Schemas(Case):
    def check(self, path, *words):
        run([TOOLS / "bin/check-jsonschema", *words, ROOT / path])

    def test_action(self):
        self.check("action.yml", "--builtin-schema", "vendor.github-actions")

    def test_gitlab(self):
        self.check("packaging/ci/gitlab.yml", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")

    def test_hooks(self):
        run([TOOLS / "bin/pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"])

    def test_versions(self):
        """The version that the job asks for is the one that this is."""
        self.assertEqual(read_yaml(ROOT / "packaging/ci/gitlab.yml")["nostall"]["variables"]["NOSTALL_VERSION"], VERSION)

    def test_workflow_of_the_page(self):
        page = (ROOT / "docs/integrations.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```yaml ([\w./-]+)\n(.*?)^```", page, re.M | re.S)
        schemas = {".github/workflows/nostall.yml": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}
        found = [name for name, _ in blocks]
        self.assertEqual(sorted(set(found) & set(schemas)), sorted(schemas))
        for name, text in blocks:
            file = self.scratch / Path(name).name
            file.write_text(text, encoding="utf-8")
            if name in schemas:
                run([TOOLS / "bin/check-jsonschema", "--builtin-schema", schemas[name], file])
            else:
                run([TOOLS / "bin/pre-commit", "validate-config", file])


class GitHub(Case):
    """The steps of action.yml, with what a runner puts around them."""

    def run_action(self, is_installed=False, **inputs):
        """Runs the steps; where nostall is installed already, only the one behind."""
        action = read_yaml(ROOT / "action.yml")
        values = {f"inputs.{name}": str(spec["default"]) for name, spec in action["inputs"].items()}
        values |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
        values["github.action_path"] = str(self.action)
        files = {name: self.scratch / name for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
        environment = {**os.environ, "RUNNER_TEMP": str(self.scratch), **self.index}
        environment |= {name: str(path) for name, path in files.items()}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        if is_installed:
            files["GITHUB_PATH"].write_text(f"{os.path.dirname(NOSTALL)}\n", encoding="utf-8")
        self.log, code = "", 0
        for step in action["runs"]["steps"][is_installed:]:
            own = {name: EXPRESSION.sub(lambda match: values[match[1]], text) for name, text in step["env"].items()}
            added = files["GITHUB_PATH"].read_text(encoding="utf-8").split()
            own["PATH"] = os.pathsep.join([*added, os.environ["PATH"]])
            self.assertNotIn("${{", step["run"], "an input that is pasted into a shell can be a command")
            ran = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.project,
                env={**environment, **own},
                capture_output=True,
                text=True,
                check=False,
            )
            self.log += ran.stdout + ran.stderr
            code = ran.returncode
            if code:
                break
        self.outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines())
        self.summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        return code

    def setUp(self):
        super().setUp()
        self.action = self.scratch / "action"
        write_package(self.action, NOSTALL, VERSION)
        shutil.copytree(ROOT / "packaging/ci", self.action / "packaging/ci")

    def test_findings(self):
        self.assertEqual(self.run_action(version=VERSION, sarif_file="out.sarif"), 1, self.log)
        self.assertRegex(self.log, r"(?m)^::error [^:]*file=a.py,line=5")
        self.assertIn("--> a.py:5:5", self.log)
        self.assertEqual(self.outputs, {"exit-code": "1", "sarif": "out.sarif"})
        report = json.loads((self.project / "out.sarif").read_text(encoding="utf-8"))
        self.assertEqual([result["ruleId"] for result in report["runs"][0]["results"]], ["blocking-sleep"])
        self.assertIn("findings", self.summary)

    def test_built_from_source_and_clean(self):
        (self.project / "a.py").write_text("", encoding="utf-8")
        self.assertEqual(self.run_action(), 0, self.log)
        self.assertEqual(self.outputs, {"exit-code": "0", "sarif": ""})

    def test_words_are_words(self):
        """Inputs with blanks and shell characters stay single words."""
        (self.project / "a b;c.py").write_text(SLEEPS, encoding="utf-8")
        self.assertEqual(self.run_action(True, paths="a b;c.py\n", args="--ignore=blocking-sleep\n"), 0, self.log)
        self.assertEqual(self.run_action(True, paths="a b;c.py"), 1, self.log)

    def test_trouble(self):
        self.assertEqual(self.run_action(True, args="--frobnicate"), 2, self.log)
        self.assertEqual(self.outputs["exit-code"], "2")


class GitLab(Case):
    def test_job(self):
        job = read_yaml(ROOT / "packaging/ci/gitlab.yml")["nostall"]
        run([sys.executable, "-m", "venv", self.scratch / "venv"])
        environment = {**os.environ, **self.index, **job["variables"]}
        environment["PATH"] = os.pathsep.join([str(self.scratch / "venv/bin"), os.environ["PATH"]])
        lines = [*job["before_script"], *job["script"]]
        ran = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(lines)],
            cwd=self.project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
        reports = job["artifacts"]["reports"]
        quality = json.loads((self.project / reports["codequality"]).read_text(encoding="utf-8"))
        self.assertEqual([entry["check_name"] for entry in quality], ["blocking-sleep"])
        self.assertIn("blocking-sleep", (self.project / reports["junit"]).read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
