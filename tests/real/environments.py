"""What the source of installed packages brings: environments made with pip, and projects checked with and without.

    environments.py make  --cache DIR [NAME...]     makes the environments
    environments.py check --cache DIR [NAME...]     … and prints the tables of docs/quality.md
    environments.py added --cache DIR [NAME...]     the findings that they add, with every hop and its code
    environments.py precision                       what was read of them, from environments.csv

The projects are those of packages.txt, which `run.py fetch` downloads to the same folder. pip is asked for what a
project says that it needs; where that does not go together any more, for a list of the packages that it imports.
"""

import argparse
import collections
import csv
import json
import linecache
import pathlib
import re
import subprocess
import sys
import venv

import run

CSV = run.HERE / "environments.csv"
COUNTS = re.compile(r"link: calls in async code (.*)")
READ = re.compile(r"session: packages found=\d+ read=(\d+) bytes=(\d+)")
CODE_AROUND = 3

# Project of packages.txt -> what pip is asked for; None: the project itself, with all that it needs.
ENVIRONMENTS = {
    "chainlit": None,
    "distributed": None,
    "jupyter-server": None,
    "litestar": None,
    "mcp": None,
    "python-telegram-bot": None,
    "litellm": """aiohttp apscheduler azure-identity backoff boto3 click croniter cryptography fastapi fastapi-sso
        google-auth gunicorn httpx jinja2 jsonschema openai orjson prisma pydantic pyjwt python-multipart pyyaml redis
        rich rq tiktoken tokenizers uvicorn websockets""",
    "open-webui": """aiocache aiofiles aiohttp aiosqlite alembic anthropic asgiref authlib azure-core azure-identity
        azure-storage-blob bcrypt beautifulsoup4 boto3 botocore chardet chromadb click cryptography ddgs docx2txt
        fake-useragent fastapi ftfy google-cloud-storage h11 httpcore httpx huggingface_hub itsdangerous joserfc
        langchain-classic langchain-community langchain-core langchain-text-splitters ldap3 loguru markdown mcp openai
        openpyxl opensearch-py opentelemetry-api opentelemetry-instrumentation opentelemetry-sdk pandas peewee pillow
        psutil psycopg pydantic pydub pyjwt pymysql pypandoc pypdf python-docx python-multipart python-pptx
        python-socketio pytz pyxlsb rank-bm25 redis requests requests-oauthlib sentence-transformers sqlalchemy starlette
        starlette-compress starsessions tenacity tiktoken transformers typer urllib3 uvicorn validators xlrd
        youtube-transcript-api""",
    "prefect": """aiosqlite alembic apprise asgi-lifespan asyncpg cachetools click cloudpickle coolname cryptography
        dateparser docker fastapi fsspec graphviz griffe httpcore httpx[http2] humanize jinja2 jsonpatch jsonschema
        opentelemetry-api orjson packaging pathspec pendulum pluggy prometheus-client pydantic pydantic-settings
        python-slugify pytz pyyaml readchar rfc3339-validator rich ruamel.yaml sqlalchemy toml typer uvicorn
        websockets""",
}
# The whole of what these need is gigabytes of compiled code, which nothing is read of.
WITHOUT_NEEDS = {"open-webui"}


def environment_of(cache, name):
    return cache / "environments" / name


def make(cache, package):
    """A virtual environment with what the project imports; kept when it is there."""
    folder = environment_of(cache, package.name)
    if (folder / "made").exists():
        return
    venv.create(folder, with_pip=True)
    wanted = ENVIRONMENTS[package.name]
    words = wanted.split() if wanted else [f"{package.name}=={package.version}"]
    needs = ["--no-deps"] if package.name in WITHOUT_NEEDS else []
    subprocess.run([folder / "bin/python", "-m", "pip", "install", "--quiet", *needs, *words], check=True)
    (folder / "made").touch()


class Run:
    """One run over one project: findings, what its calls come to, and what it cost."""

    def __init__(self, options, package, *extra):
        command = [str(options.nostall), "check", package.folder, "-o", "json-lines", "-v", "--isolated", "--jobs", "1"]
        command = ["/usr/bin/time", "-f", "cost %U %S %M", *command, *map(str, extra)]
        ran = subprocess.run(command, cwd=options.cache / "packages", capture_output=True, text=True, check=False)
        if ran.returncode not in (0, 1):
            sys.exit(f"{package.folder}: exit code {ran.returncode}\n{ran.stderr}")
        self.findings = {}
        for finding in map(json.loads, ran.stdout.splitlines()):
            place = finding["location"]
            self.findings[finding["filename"], place["row"], place["column"], finding["rule"]] = finding
        counts = COUNTS.search(ran.stderr)[1].split()
        self.calls = {name: int(number) for name, number in (count.split("=") for count in counts)}
        read = READ.search(ran.stderr)
        self.files, self.bytes = (int(number) for number in read.groups()) if read else (0, 0)
        user, system, memory = re.search(r"cost (\S+) (\S+) (\S+)", ran.stderr).groups()
        self.cpu_s, self.memory_kb = float(user) + float(system), int(memory)

    @property
    def known(self):
        """The share of third-party calls in async code of which more than a name is known."""
        known = self.calls["described"] + self.calls["found"]
        return known / max(1, known + self.calls["named"])


def instructions(options, package, *extra):
    """What a run costs that no other process disturbs, in millions."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(options.nostall), "check"]
    command += ["--isolated", "--jobs", "1", "--quiet", package.folder, *map(str, extra)]
    ran = subprocess.run(command, cwd=options.cache / "packages", capture_output=True, text=True, check=False)
    return int(re.search(r"Collected : (\d+)", ran.stderr)[1]) / 1e6


def both(options, package):
    environment = environment_of(options.cache, package.name)
    return Run(options, package, "--no-environment"), Run(options, package, "--environment", environment)


def check(options, wanted):
    print("| project | third-party calls in async code | known without | known with | unknown callees | findings |")
    print("| --- | --: | --: | --: | --: | --: |")
    costs = []
    for package in wanted:
        without, having = both(options, package)
        third = sum(having.calls[name] for name in ("described", "found", "named"))
        added = len(having.findings.keys() - without.findings.keys())
        gone = len(without.findings.keys() - having.findings.keys())
        print(f"| {package.name} | {third} | {without.known:.0%} | {having.known:.0%} "
              f"| {without.calls['unknown']} → {having.calls['unknown']} | {len(without.findings)} +{added} −{gone} |")
        cost = [f"{having.files}", f"{having.bytes / 1e6:.1f}"]
        if options.instructions:
            environment = environment_of(options.cache, package.name)
            before = instructions(options, package, "--no-environment")
            after = instructions(options, package, "--environment", environment)
            cost += [f"{before:.0f}", f"{after:.0f}"]
        else:
            cost += [f"{without.cpu_s:.2f}", f"{having.cpu_s:.2f}"]
        cost += [f"{without.memory_kb / 1024:.0f}", f"{having.memory_kb / 1024:.0f}"]
        costs.append(f"| {package.name} | " + " | ".join(cost) + " |")
    unit = "million instructions" if options.instructions else "CPU seconds"
    print(f"\n| project | files of packages | MB | {unit} without | with | memory in MB without | with |")
    print("| --- | --: | --: | --: | --: | --: | --: |", *costs, sep="\n")


def code_of(options, package, path, row):
    packages = environment_of(options.cache, package.name).glob("lib/python*/site-packages")
    places = [pathlib.Path(path), *(folder / path for folder in packages)]
    file = next((str(place) for place in places if place.is_file()), "")
    for line in range(max(1, row - CODE_AROUND), row + 2):
        print(f"      {line:5} {linecache.getline(file, line).rstrip()}")


def added(options, wanted):
    for package in wanted:
        extra = ["--min-confidence", options.min_confidence]
        environment = environment_of(options.cache, package.name)
        without = Run(options, package, "--no-environment", *extra)
        having = Run(options, package, "--environment", environment, *extra)
        for key in sorted(having.findings.keys() - without.findings.keys()):
            finding = having.findings[key]
            print(f"{package.folder} {key[0]}:{key[1]} {key[3]} {finding['confidence']}: {finding['message']}")
            for hop in finding["chain"] or [{**finding, "message": ""}]:
                print(f"   {hop['filename']}:{hop['location']['row']} {hop['message']}")
                code_of(options, package, hop["filename"], hop["location"]["row"])


def precision():
    table = collections.defaultdict(collections.Counter)
    with open(CSV, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            table[row["shown"], row["confidence"]][row["verdict"]] += 1
    print("| shown | confidence | read | right | arguable | wrong |\n| --- | --- | --: | --: | --: | --: |")
    for (shown, confidence), verdicts in table.items():
        numbers = " | ".join(str(verdicts[verdict]) for verdict in ("right", "arguable", "wrong"))
        print(f"| {shown} | {confidence} | {verdicts.total()} | {numbers} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("command", choices=("make", "check", "added", "precision"))
    parser.add_argument("name", nargs="*", help="of the environments; all if not given")
    parser.add_argument("--cache", type=pathlib.Path, default=run.cache_default())
    parser.add_argument("--nostall", type=pathlib.Path, default=run.ROOT / "build/release/nostall")
    parser.add_argument("--min-confidence", default="resolved")
    parser.add_argument("--instructions", action="store_true", help="count them with valgrind, which takes minutes")
    options = parser.parse_args()
    options.cache, options.nostall = options.cache.resolve(), options.nostall.resolve()
    if options.command == "precision":
        return precision()
    unknown = set(options.name) - set(ENVIRONMENTS)
    if unknown:
        sys.exit(f"no environment of that name: {', '.join(sorted(unknown))}")
    wanted = [package for package in run.packages(options.name or ENVIRONMENTS)]
    for package in wanted:
        make(options.cache, package)
    if options.command == "check":
        check(options, wanted)
    if options.command == "added":
        added(options, wanted)


if __name__ == "__main__":
    main()
