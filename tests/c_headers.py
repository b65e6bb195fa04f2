"""Reads the declarations of C headers: functions, types of callbacks, records, macros.

    c_headers.py INCLUDE... [-- FLAG...]     lists what takes a callback, for those who write tables

The compiler's preprocessor does the including; what is left is plain declarations, which a small
parser reads. It knows prototypes, not all of C: what it cannot read it leaves out.
"""

import os
import re
import shutil
import subprocess
import sys

TOKEN = re.compile(r'[A-Za-z_]\w*|\d[\w.]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|\.\.\.|\S')
NOISE = {"extern", "static", "inline", "__inline", "__inline__", "__extension__", "register",
         "_Noreturn", "__noreturn__", "volatile", "__volatile__", "__restrict", "restrict",
         "__restrict__", "const", "__const"}
WITH_ARGUMENTS = {"__attribute__", "__asm__", "asm", "__asm", "_Alignas", "__declspec"}


class Headers:
    def __init__(self):
        self.functions = {}  # name -> types of the parameters
        self.callbacks = {}  # names of types: "pointer" to a function, or "function"
        self.others = {}  # other typedefs: name -> the tokens that they stand for
        self.records = {}  # tag, or typedef of a record without one -> {field: type}
        self.aliases = {}  # typedef -> tag
        self.variables = set()  # what else is declared
        self.macros = {}  # name -> parameters
        self.bodies = {}  # name -> what it stands for

    def is_callback(self, kind):
        """Whether a parameter, a list of tokens, is a pointer to a function; the type's name."""
        kind = self.resolve(kind)
        words = [word for word in kind if word not in NOISE]
        if "(" in words:
            start = words.index("(")
            return "(*)" if "*" in words[start:start + 3] or "^" in words[start:start + 3] else None
        if not words or words[0] in ("struct", "union", "enum"):
            return None
        name = words[0]
        how = self.callbacks.get(name)
        stars = words.count("*")
        if how == "pointer" and stars == 0 or how == "function" and stars <= 1:
            return name
        return None

    def resolve(self, kind):
        """Follows typedefs of typedefs, but keeps the names of callbacks."""
        for _ in range(8):
            words = [word for word in kind if word not in NOISE]
            if not words or words[0] in self.callbacks or words[0] not in self.others:
                return words
            kind = self.others[words[0]] + words[1:]
        return kind

    def record(self, name):
        name = self.aliases.get(name, name)
        return self.records.get(name)

    def is_record_alias(self, name):
        return name in self.aliases and self.aliases[name] in self.records


def matching(tokens, start):
    """The index behind the bracket that closes the one at `start`."""
    depth = 0
    for at in range(start, len(tokens)):
        if tokens[at] in "([{":
            depth += 1
        elif tokens[at] in ")]}":
            depth -= 1
            if depth == 0:
                return at + 1
    return len(tokens)


def without_noise(tokens):
    out, at = [], 0
    while at < len(tokens):
        if tokens[at] in WITH_ARGUMENTS and at + 1 < len(tokens) and tokens[at + 1] == "(":
            at = matching(tokens, at + 1)
        elif tokens[at] in NOISE:
            at += 1
        else:
            out.append(tokens[at])
            at += 1
    return out


def split(tokens, separator):
    parts, depth, part = [], 0, []
    for token in tokens:
        if token in "([{":
            depth += 1
        elif token in ")]}":
            depth -= 1
        if token == separator and depth == 0:
            parts.append(part)
            part = []
        else:
            part.append(token)
    parts.append(part)
    return parts


def statements(tokens):
    """Declarations of the top level, their function bodies taken out."""
    start, at = 0, 0
    while at < len(tokens):
        if tokens[at] == "{":
            end = matching(tokens, at)
            words = tokens[start:at]
            is_body = words and words[-1] == ")" and "typedef" not in words
            if is_body:
                yield words
                start = at = end
                continue
            at = end
        elif tokens[at] in "([":
            at = matching(tokens, at)
        elif tokens[at] == ";":
            yield tokens[start:at]
            at += 1
            start = at
        else:
            at += 1


IDENTIFIER = re.compile(r"[A-Za-z_]\w*$")


def declared_name(tokens):
    """The name that a declarator declares, and what comes behind it."""
    for at, token in enumerate(tokens):
        if token == "(" and at + 1 < len(tokens) and tokens[at + 1] in ("*", "^"):
            inner = tokens[at + 1:matching(tokens, at) - 1]
            names = [word for word in inner if IDENTIFIER.match(word)]
            return (names[0] if names else None), "pointer"
        if token == "(":
            before = tokens[at - 1] if at else ""
            if tokens[at + 2:at + 4] == [")", "("]:  # typedef void (name)(int)
                return tokens[at + 1], "function"
            return (before if IDENTIFIER.match(before) else None), "function"
    cut = tokens[:tokens.index("[")] if "[" in tokens else tokens
    names = [word for word in cut if IDENTIFIER.match(word)]
    return (names[-1] if names else None), "value"


def parameters(tokens):
    at = next((i for i, token in enumerate(tokens)
               if token == "(" and i and IDENTIFIER.match(tokens[i - 1])), None)
    if at is None:
        return []
    inner = tokens[at + 1:matching(tokens, at) - 1]
    parts = split(inner, ",")
    return [] if parts in ([[]], [["void"]]) else parts


def read_fields(headers, body):
    fields = {}
    for part in split(body, ";"):
        if "{" in part and part[0] in ("struct", "union"):
            start = part.index("{")
            end = matching(part, start)
            inner = read_fields(headers, part[start + 1:end - 1])
            if start > 1:
                headers.records.setdefault(part[1], inner)
            fields.update(inner)
            names = [word for word in part[end:] if IDENTIFIER.match(word)]
            fields.update({name: ["struct"] for name in names})
            continue
        name, how = declared_name(part)
        if name:
            fields[name] = ["(", "*", ")", "("] if how == "pointer" else part
            if how == "value":
                for more in split(part, ",")[1:]:
                    other, _ = declared_name(more)
                    if other:
                        fields[other] = part
    return fields


def read_record(headers, tokens):
    """A record in front of a declaration: its tag, and the tokens behind it."""
    at = next((i for i, token in enumerate(tokens) if token in ("struct", "union")), None)
    if at is None or "{" not in tokens:
        return None, tokens
    start = tokens.index("{")
    if "(" in tokens[:start]:
        return None, tokens
    end = matching(tokens, start)
    tag = tokens[start - 1] if start - at == 2 else None
    fields = read_fields(headers, tokens[start + 1:end - 1])
    if not tag:
        names = [word for word in tokens[end:] if IDENTIFIER.match(word)]
        tag = names[0] if names else None
    if tag:
        headers.records.setdefault(tag, fields)
    return tag, tokens[:at] + ["struct", tag or "?"] + tokens[end:]


def read_typedef(headers, tokens):
    rest = tokens[1:]
    for number, part in enumerate(split(rest, ",")):
        name, how = declared_name(part)
        if not name:
            continue
        if how != "value":
            headers.callbacks[name] = how
        elif number == 0 and len(part) >= 3 and part[0] in ("struct", "union"):
            if part[1] != name:
                headers.aliases[name] = part[1]
        elif number == 0:
            headers.others[name] = part[:-1]
            if len(part) == 2 and headers.callbacks.get(part[0]):
                headers.callbacks[name] = headers.callbacks[part[0]]


def read_statement(headers, tokens):
    tokens = without_noise(tokens)
    if not tokens or tokens[0] in ("_Static_assert", "static_assert"):
        return
    _, tokens = read_record(headers, tokens)
    if tokens[0] == "typedef":
        read_typedef(headers, tokens)
        return
    name, how = declared_name(tokens)
    if how == "function" and name:
        headers.functions[name] = parameters(tokens)
    elif name:
        headers.variables.add(name)


MACRO = re.compile(r"#define (\w+)(\([^)]*\))? ?(.*)")


def preprocess(includes, flags):
    source = "".join(f"#include <{name}>\n" for name in includes)
    command = [os.environ.get("CC", "cc"), "-E", "-P", "-dD", "-D_GNU_SOURCE", "-x", "c", "-", *flags]
    done = subprocess.run(command, input=source, capture_output=True, text=True)
    return (done.stdout, "") if done.returncode == 0 else (None, done.stderr.strip())


def read(includes, flags):
    """The declarations that these headers make, or None and what the compiler says."""
    text, problem = preprocess(includes, flags)
    if text is None:
        return None, problem
    headers, lines = Headers(), []
    for line in text.split("\n"):
        macro = MACRO.match(line)
        if macro:
            headers.macros[macro[1]] = (macro[2] or "").strip("()").split(",") if macro[2] else None
            headers.bodies[macro[1]] = macro[3]
        elif not line.startswith("#"):
            lines.append(line)
    for tokens in statements(TOKEN.findall("\n".join(lines))):
        read_statement(headers, tokens)
    return headers, ""


def package_flags(packages):
    """None when they are not installed, or nothing is there to ask."""
    if not packages:
        return []
    if not shutil.which("pkg-config"):
        return None
    done = subprocess.run(["pkg-config", "--cflags", *packages], capture_output=True, text=True)
    return done.stdout.split() if done.returncode == 0 else None


def main(arguments):
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    headers, problem = read(arguments[:cut], arguments[cut + 1:])
    if headers is None:
        sys.exit(problem)
    for name, kinds in sorted(headers.functions.items()):
        places = [(place, headers.is_callback(kind)) for place, kind in enumerate(kinds)]
        taken = " ".join(f"{place}:{kind}" for place, kind in places if kind)
        print(f"{name}/{len(kinds)} {taken}".strip())
    for name, how in sorted(headers.callbacks.items()):
        print(f"type {name} {how}")


if __name__ == "__main__":
    main(sys.argv[1:])
