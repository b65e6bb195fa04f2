"""Fixes bad examples and holds what they do then against the proofs of the good ones.

    fix_proofs.py NOSTALL [RULE…]

Every bad example in Python of a rule with a proof is copied and fixed. Where that leaves no finding of the rule, the fixed
file takes the place of the good example, and `nostall verify` executes both: the bad one must still show what it is
accused of, and the fixed one must show what the good one shows.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from fix_promises import ROOT, words_for

# What raises when it is fixed, as it should, and a good example is not seen to raise anything.
RAISES = {
    "blocking-dns",  # the name server says nothing, whoever asks
    "timeout-cannot-interrupt-blocking",  # the time-out strikes now, as it was meant to
}


def fix(nostall, example, folder):
    """The example with all fixes in it, or None where findings of its rule are left, or nothing was to be fixed."""
    rule = example.parent.name
    copy = folder / "bad.py"
    shutil.copy(example, copy)
    options = ("check", "--isolated", "--no-environment", "--no-cache", "--jobs", "1", *words_for(example))
    ran = subprocess.run(
        [nostall, *options, "--fix", "--unsafe-fixes", "-o", "json", copy.name],
        cwd=folder, capture_output=True, text=True, check=False,
    )
    left = {finding["code"] for finding in json.loads(ran.stdout)}
    fixed = copy.read_bytes()
    return None if rule in left or fixed == example.read_bytes() else fixed


def fixed_proof(text):
    """The proof with the good part about the fixed file: run as the bad one, and seen as the good one is."""
    proofs = json.loads(text)
    for proof in proofs if isinstance(proofs, list) else [proofs]:
        if proof["language"] == "python":
            proof["good"].pop("run", None)
            proof["good"].update({"run": proof["bad"]["run"]} if "run" in proof["bad"] else {})
    return json.dumps(proofs)


def make_rules(nostall, folder, only):
    """A folder of rules whose good examples are bad ones that were fixed; their names."""
    names = []
    for proof in sorted(ROOT.glob("rules/*/*/proof.json")):
        bad, rule = proof.with_name("bad.py"), proof.parent.name
        if not bad.exists() or rule in RAISES or (only and rule not in only):
            continue
        with tempfile.TemporaryDirectory() as scratch:
            fixed = fix(nostall, bad, pathlib.Path(scratch))
        if fixed is None:
            continue
        copy = folder / proof.parent.parent.name / rule
        shutil.copytree(proof.parent, copy)
        (copy / "good.py").write_bytes(fixed)
        (copy / "proof.json").write_text(fixed_proof(proof.read_text(encoding="utf-8")), encoding="utf-8")
        names.append(rule)
    return names


def main(nostall, *only):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary).resolve()
        names = make_rules(nostall, folder, only)
        print(f"{len(names)} fixed examples: {' '.join(names)}", flush=True)
        return subprocess.run(
            [nostall, "verify", "--language", "python", "--rules-dir", folder, *names], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
