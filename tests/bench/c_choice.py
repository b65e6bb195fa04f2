#!/usr/bin/env python3
"""How many C files an index of words could leave unread.

    tests/bench/c_choice.py TREE...

Names of what is defined and used are read from the tokens of each file, without a compiler. Roots are functions that name
what starts a loop, a thread or a signal handler; what they name is reached, and what that names. That is the least that
would have to be read: who sets a field, takes a lock or calls with which argument is asked of all files besides.
"""

import argparse
import collections
import pathlib
import re
from dataclasses import dataclass

KNOWLEDGE = pathlib.Path(__file__).resolve().parents[2] / "analyzer/knowledge"
ENTRY = re.compile(r'\{\.name =\s*((?:"[^"]*"\s*)+),(.*?)\.source', re.S)
STARTS = re.compile(r"TAKES|CALLBACK|SLOT")
OF_THE_SYSTEM = {"signal", "sigaction", "fork", "vfork", "poll", "ppoll", "select", "pselect", "epoll_wait", "kevent"}
COMMON_SIZE = 7  # of names in tables, the shorter ones (`data`, `read`) are fields of everybody

WORD = re.compile(r"[A-Za-z_]\w*")
UNREAD = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M)
MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)((?:[^\n\\]|\\.|\\\n)*)", re.M)
TOKEN = re.compile(r"[A-Za-z_]\w*|[{}();=,\[\]]")


@dataclass
class Piece:
    file: pathlib.Path
    name: str
    words: set
    is_static: bool = False


def spelled(name):
    """`uv_{tcp,udp}_init` names two."""
    found = re.search(r"\{([^{}]*)\}", name)
    if not found:
        return [name]
    return [word for part in found.group(1).split(",") for word in spelled(name[: found.start()] + part + name[found.end() :])]


def roots():
    names = set(OF_THE_SYSTEM)
    for table in KNOWLEDGE.glob("c_*.c"):
        for entry in ENTRY.finditer(table.read_text()):
            if not STARTS.search(entry.group(2)):
                continue
            text = "".join(re.findall(r'"([^"]*)"', entry.group(1)))
            names.update(word for name in spelled(text) for word in name.split("::") if len(word) > COMMON_SIZE)
    return names


def pieces(file):
    """Macros, functions and variables, each with all words in it."""
    text = UNREAD.sub(" ", file.read_text(errors="replace"))
    for macro in MACRO.finditer(text):
        yield Piece(file, macro.group(1), set(WORD.findall(macro.group(2))))
    depth = brackets = 0
    last, piece, is_function = "", Piece(file, "", set()), False
    for token in TOKEN.findall(DIRECTIVE.sub(" ", text)):
        is_outside = depth == 0 and brackets == 0
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
        elif token in "()" and depth == 0:
            if is_outside and not piece.name:
                piece.name, is_function = last, True
            brackets += 1 if token == "(" else -1
        elif token in "=[," and is_outside:
            piece.name = piece.name or last
        elif WORD.match(token):
            piece.words.add(token)
            piece.is_static |= is_outside and token == "static"
            last = token if is_outside else last
        is_end = (token == ";" and is_outside) or (token == "}" and depth == 0 and is_function)
        if is_end:
            if piece.name:
                yield piece
            piece, is_function, brackets = Piece(file, "", set()), False, 0


def reached(found, starts):
    named = collections.defaultdict(list)
    for piece in found:
        named[piece.name].append(piece)
    open_ends = [piece for piece in found if piece.file.suffix == ".c" and piece.words & starts]
    seen = {id(piece) for piece in open_ends}
    files = set()
    while open_ends:
        piece = open_ends.pop()
        files.add(piece.file)
        for other in (other for word in piece.words for other in named.get(word, ())):
            is_hidden = other.is_static and other.file.suffix == ".c" and other.file != piece.file
            if id(other) not in seen and not is_hidden:
                seen.add(id(other))
                open_ends.append(other)
    return files


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trees", nargs="+", type=pathlib.Path, metavar="TREE")
    starts = roots()
    print("| program | files | that name a root | that roots reach | share |\n| --- | ---: | ---: | ---: | ---: |")
    for tree in parser.parse_args().trees:
        files = [file for file in sorted(tree.rglob("*.[ch]")) if file.is_file()]
        found = [piece for file in files for piece in pieces(file)]
        units = [file for file in files if file.suffix == ".c"]
        rooted = {piece.file for piece in found if piece.words & starts}
        needed = [file for file in reached(found, starts) if file.suffix == ".c"]
        share = len(needed) / max(1, len(units))
        print(f"| {tree.name} | {len(units)} | {sum(file in rooted for file in units)} | {len(needed)} | {share:.0%} |")


if __name__ == "__main__":
    main()
