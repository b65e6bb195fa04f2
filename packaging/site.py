"""A hook of mkdocs: what the site has beside docs/. The start page is the README; CONTRIBUTING, SECURITY and CHANGELOG
are pages; each rule has one, from `nostall rule`.

NOSTALL names the program; else it is build/release/nostall or build/dev/nostall.
"""

import json
import os
import re
import subprocess
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[1]
PLACES = ("build/release/nostall", "build/dev/nostall")
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
}
LINK = re.compile(r"(!?\[(?:[^\[\]]|\[[^\[\]]*\]\([^)]*\))*\]\()([^)\s#]+)(#[^)\s]*)?\)")
IMAGE = re.compile(r"(!\[[^\]]*\]\()([^)\s#]+)(#[^)\s]*)?\)")
FENCE = re.compile(r"^(\s*)```(\w+) +([^\s{][^\n]*)$", re.M)
CODE = re.compile(r"(^\s*```.*?^\s*```$|`[^`\n]+`)", re.M | re.S)
RULE_PAGE = re.compile(r"(?:\.\./)+rules/[\w-]+/([\w-]+)/rule\.md$")


def program():
    for place in filter(None, [os.environ.get("NOSTALL"), *(ROOT / place for place in PLACES)]):
        if Path(place).is_file():
            return str(place)
    raise PluginError("no nostall: set NOSTALL, or run ./dev build")


def read_rules():
    out = subprocess.run([program(), "rule", "--all", "-o", "json"], capture_output=True, text=True, check=True).stdout
    return json.loads(out)


def rule_page(rule):
    summary, _, rest = rule["explanation"].partition("\n")
    languages = ", ".join({"python": "Python", "c": "C"}[name] for name in rule["languages"])
    facts = [
        ("family", f"[{rule['family']}](index.md#{rule['family']})"),
        ("severity", rule["severity"]),
        ("languages", languages),
        ("on by default", "yes" if rule["default"] else "no"),
        ("the same elsewhere", ", ".join(f"`{alias}`" for alias in rule["aliases"]) or "none"),
        ("off at a place", f"`# nostall: ignore[{rule['code']}] -- why`"),
    ]
    table = "".join(f"| {name} | {value} |\n" for name, value in facts)
    return f"# {rule['code']}\n\n{summary}\n\n| | |\n| --- | --- |\n{table}\n{rest.lstrip()}"


def rule_index(rules):
    text = "# Rules\n\nMade from the rules themselves; `nostall rule ID` prints the same pages.\n"
    for family in dict.fromkeys(rule["family"] for rule in rules):
        text += f"\n## {family}\n\n| rule | | languages | what it reports |\n| --- | --- | --- | --- |\n"
        for rule in (rule for rule in rules if rule["family"] == family):
            languages = ", ".join({"python": "Python", "c": "C"}[name] for name in rule["languages"])
            off = "" if rule["default"] else "opt-in"
            summary = rule["summary"].replace("|", "\\|")
            text += f"| [{rule['code']}]({rule['code']}.md) | {off} | {languages} | {summary} |\n"
    return text


def on_files(files, config):
    for source, target in PAGES.items():
        files.append(File.generated(config, target, content=(ROOT / source).read_text(encoding="utf-8")))
    rules = read_rules()
    files.append(File.generated(config, "rules/index.md", content=rule_index(rules)))
    for rule in rules:
        files.append(File.generated(config, f"rules/{rule['code']}.md", content=rule_page(rule)))
    return files


def mend_link(match, uri):
    """Links of the repository, as they lead on the site. What is not on it stays as text."""
    head, target, anchor = match[1], match[2], match[3] or ""
    if re.match(r"[a-z]+:", target) or (head.startswith("!") and uri not in PAGES.values()):
        return match[0]
    page = RULE_PAGE.search(target)
    if page:
        return f"{head}{'' if uri.startswith('rules/') else 'rules/'}{page[1]}.md{anchor})"
    if uri in PAGES.values():
        source = PAGES.get(target) or (target[len("docs/") :] if target.startswith("docs/") else None)
        if source:
            return f"{head}{source}{anchor})"
    elif not target.startswith(".."):
        return match[0]
    words = head.lstrip("!")[1:-2]
    return words


def on_page_markdown(markdown, page, config, files):
    uri = page.file.src_uri
    pieces = CODE.split(markdown)
    for pattern in (IMAGE, LINK):  # an image may be the text of a link
        pieces[0::2] = [pattern.sub(lambda match: mend_link(match, uri), text) for text in pieces[0::2]]
    # ```toml nostall.toml: a block with a name.
    return FENCE.sub(r'\1```\2 title="\3"', "".join(pieces))
