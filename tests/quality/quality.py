"""Measures nostall on the labelled corpora, alone or beside ruff, flake8-async and pyright.

    quality.py NOSTALL [--corpus NAME]... [--category NAME]
    quality.py NOSTALL --peers DIR [--corpus NAME]... [--show]

A corpus is a folder beside this file: <corpus>/<category>/<case>/ is a project of its own, and so is a
<corpus>/<category>/ that holds files itself. What nostall is told besides stands in its file `args`.

    time.sleep(1)  # expect: blocking-sleep            a site: must be found
    load()  # expect-miss: blocking-sleep -- why       a site that is not found, and why
    time.sleep(0)  # silent: blocking-sleep            a negative: a line that invites a false alarm
    warm()  # expect-wrong: blocking-sleep -- why      a false alarm, and why; counts as a negative
    return conn.execute(sql)  # primitive: blocking    where a chain ends
    with open(path) as file:  # beside: blocking       true as well, but not what is asked about here

Without --peers the findings of nostall must be those of the marks, line by line and rule by rule, as
expect.py has it; they are told in both directions and the run fails. In the tables all programs are
counted in the same, milder way: a site is found when the program says anything of the rule's family in
that statement, or at a primitive of that family in the same case; hops of nostall's chains do not
count. Every other statement with a finding of a family that the corpus has sites of is a false one,
unless it is marked `beside`.
"""

import argparse
import functools
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from support.marks import Unusable, differences, read_arguments, read_marks, run, sources_of  # noqa: E402
from support.peers import (  # noqa: E402
    AWAIT,
    BLOCKING,
    CANCEL,
    PEER_FAMILIES,
    PEERS,
    TASK,
    families_of_code,
    families_of_rules,
    place_of,
)

NOTE = re.compile(r"#\s*(?P<kind>silent|primitive|beside):(?P<names>.*)")
TARGETS = {"direct": 98, "transitive": 95, "misuse": 95}
TARGET_SILENT = 99
PRACTICE, GENERATOR, MODERNISE = "practice", "generator", "modernise"

# Codes of the peers for families that are not compared on real packages; the first that fits counts.
MORE_FAMILIES = [
    (r"ASYNC913", {BLOCKING}),
    (r"ASYNC1(11|12|13|14|21|28)", {TASK}),
    (r"ASYNC1(00|02|18|20|22|25)|ASYNC912|B012", {CANCEL}),
    (r"ASYNC1(01|19)|ASYNC900", {GENERATOR}),
    (r"ASYNC1(09|10|15|16|23|26)|ASYNC40\d", {PRACTICE, MODERNISE}),
    (r"ASYNC124", {AWAIT}),
    *PEER_FAMILIES,
]
RUFF_SELECT = "ASYNC,RUF006,PLE1142,B012"


# ---- What a corpus says ---------------------------------------------------------------------------


@dataclass
class Case:
    """One project: where something must be found, where nothing may, and where chains end."""

    folder: Path
    category: str
    marks: dict = field(default_factory=dict)
    sites: list = field(default_factory=list)  # (place, family)
    negatives: set = field(default_factory=set)  # (place, family)
    primitives: set = field(default_factory=set)  # (place, family)
    beside: set = field(default_factory=set)  # (place, family)

    def place(self, name, row, family):
        return name, place_of(self.folder / name, row, family), family


def family_named(name, where):
    families = families_of_rules()
    if name not in families and name not in families.values():
        raise Unusable(f"{where}: {name} is neither a rule nor a family")
    return families.get(name, name)


def read_notes(case, file, name):
    for (_, row), notes in read_marks(file, name, NOTE).items():
        for note in notes:
            family = family_named(note.rule, f"{case.folder}/{name}:{row}")
            into = {"silent": case.negatives, "primitive": case.primitives, "beside": case.beside}
            into[note.kind].add(case.place(name, row, family))


def read_case(folder, category):
    case = Case(folder, category)
    for file in sources_of(folder):
        name = file.relative_to(folder).as_posix()
        case.marks.update(read_marks(file, name))
        read_notes(case, file, name)
    for (name, row), marks in case.marks.items():
        for mark in marks:
            place = case.place(name, row, family_named(mark.rule, f"{folder}/{name}:{row}"))
            if mark.kind == "expect-wrong":
                case.negatives.add(place)
            else:
                case.sites.append(place)
    if both := case.negatives.intersection(case.sites):
        raise Unusable(f"{folder}: must be found and must not be: {sorted(both)}")
    return case


def read_corpus(name, category):
    """The cases of a corpus, in order."""
    for group in sorted(path for path in (HERE / name).iterdir() if path.is_dir()):
        if category and group.name != category:
            continue
        own = [group] if any(group.glob("*.py")) else sorted(path for path in group.iterdir() if path.is_dir())
        yield from (read_case(folder, group.name) for folder in own)


# ---- What the programs say ------------------------------------------------------------------------


def places_of_nostall(case, found):
    for (name, row), findings in found.items():
        for finding in findings:
            yield case.place(name, row, family_named(finding["rule"], finding["rule"]))


def ask_nostall(nostall, cases):
    """What nostall says of each case: folder -> {(file, line): findings}.

    It is shown a copy elsewhere: what lies below a folder `tests` is less sure to matter.
    """
    with tempfile.TemporaryDirectory(prefix="corpus") as copies:
        return {case.folder: run_copy(nostall, case, Path(copies, str(number))) for number, case in enumerate(cases)}


def run_copy(nostall, case, copy):
    shutil.copytree(case.folder, copy)
    return run(nostall, copy, [*read_arguments(case.folder), "."])


def ask_peer(peer, cases):
    """Folder of a case -> the places of what a peer says there."""
    folders = [case.folder.relative_to(HERE).as_posix() for case in cases]
    owner = {folder: case for folder, case in zip(folders, cases)}
    files = [
        file.relative_to(HERE).as_posix()
        for case in cases
        for file in sources_of(case.folder)
        if peer.wants(file)
    ]
    places = defaultdict(set)
    for name, row, code in peer.findings(HERE, folders, files):
        folder = next(folder for folder in folders if name.startswith(folder + "/"))
        case = owner[folder]
        for family in families_of_code(code, MORE_FAMILIES):
            places[case.folder].add(case.place(name[len(folder) + 1 :], row, family))
    return places


# ---- Counting -------------------------------------------------------------------------------------


@dataclass
class Count:
    sites: Counter = field(default_factory=Counter)  # category -> number
    negatives: Counter = field(default_factory=Counter)
    found: dict = field(default_factory=lambda: defaultdict(Counter))  # program -> category -> number
    false: dict = field(default_factory=lambda: defaultdict(Counter))
    alarmed: dict = field(default_factory=lambda: defaultdict(Counter))  # negatives with a finding
    missed: dict = field(default_factory=lambda: defaultdict(list))
    wrong: dict = field(default_factory=lambda: defaultdict(list))


def is_found(site, case, places):
    at_primitive = {place[2] for place in case.primitives & places}
    return site in places or site[2] in at_primitive


def count_case(count, program, case, places, families):
    expected = {*case.sites, *case.primitives, *case.beside}
    false = {place for place in places - expected if place[2] in families}
    count.false[program][case.category] += len(false)
    count.alarmed[program][case.category] += len(case.negatives & false)
    count.wrong[program] += sorted(words_of(case, place) for place in false)
    for site in case.sites:
        if is_found(site, case, places):
            count.found[program][case.category] += 1
        else:
            count.missed[program].append(words_of(case, site))


def words_of(case, place):
    return f"{case.folder.relative_to(HERE)}/{place[0]}:{place[1]}"


def count_corpus(cases, said):
    """`said`: program -> folder of a case -> places."""
    count = Count()
    families = {family for case in cases for _, _, family in [*case.sites, *case.negatives]}
    for case in cases:
        count.sites[case.category] += len(case.sites)
        count.negatives[case.category] += len(case.negatives)
        for program, places in said.items():
            count_case(count, program, case, places.get(case.folder, set()), families)
    return count


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


def print_row(cells):
    print("|", " | ".join(map(str, cells)), "|")


def print_table(name, count, programs):
    print(f"\n## {name}\n")
    print_row(["category", "sites", *programs, "negatives", *(f"{program}, false" for program in programs)])
    print_row(["---", *["--:"] * (2 * len(programs) + 2)])
    for category in [*sorted({*count.sites, *count.negatives}), None]:
        number = functools.partial(number_of, category)
        found = [number(count.found[program]) for program in programs]
        false = [number(count.false[program]) for program in programs]
        print_row([category or "all", number(count.sites), *found, number(count.negatives), *false])


def number_of(category, counter):
    return counter[category] if category else counter.total()


def print_totals(name, count, programs):
    target = TARGETS.get(name)
    print(f"\n{'':14}{'found':>9}{'silent':>9}   targets: found {target or '-'} %, silent {TARGET_SILENT} %")
    for program in programs:
        negatives = count.negatives.total()
        found = percent(count.found[program].total(), count.sites.total())
        silent = percent(negatives - count.alarmed[program].total(), negatives)
        print(f"{program:14}{found:>9}{silent:>9}")


# ---- Running --------------------------------------------------------------------------------------


def check_marks(cases, nostall_said):
    """Prints what differs between marks and findings; returns whether anything does."""
    differs = False
    for case in cases:
        lines = list(differences(case.marks, nostall_said[case.folder]))
        if lines:
            differs = True
            print(f"{case.folder.relative_to(HERE)}: marks (-) against findings (+)", *lines, sep="\n")
    return differs


def measure(name, options, peers):
    """Whether the marks of a corpus hold."""
    cases = list(read_corpus(name, options.category))
    nostall_said = ask_nostall(options.nostall.resolve(), cases)
    said = {"nostall": {case.folder: set(places_of_nostall(case, nostall_said[case.folder])) for case in cases}}
    said |= {peer.name: ask_peer(peer, cases) for peer in peers}
    count = count_corpus(cases, said)
    print_table(name, count, list(said))
    print_totals(name, count, list(said))
    if options.show:
        for program in said:
            print(f"\n{program} misses:", *count.missed[program], sep="\n  ")
            print(f"\n{program} is wrong at:", *count.wrong[program], sep="\n  ")
    return not check_marks(cases, nostall_said)


def install(folder):
    """The peers, ready; ruff with the codes that only the corpora are about."""
    peers = [peer(folder) for peer in PEERS.values()]
    for peer in peers:
        peer.install()
        if peer.name == "ruff":
            peer.SELECT = RUFF_SELECT
    return peers


def main():
    corpora = sorted(path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("__"))
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("nostall", type=Path)
    parser.add_argument("--peers", type=Path, help="ask the peers, too; the folder that they are installed in")
    parser.add_argument("--corpus", action="append", choices=corpora, default=[])
    parser.add_argument("--category", help="only this one of each corpus")
    parser.add_argument("--show", action="store_true", help="print what is missed, and what is wrong")
    options = parser.parse_args()
    try:
        peers = install(options.peers.resolve()) if options.peers else []
        right = [measure(name, options, peers) for name in options.corpus or corpora]
    except Unusable as problem:
        print(problem)
        return 1
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
