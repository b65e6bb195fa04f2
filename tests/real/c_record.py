#!/usr/bin/env python3
"""A compiler that writes down how it was called: CC=c_record.py, with REAL_CC and RECORD_FILE set.

Each call that compiles C files adds one line of JSON per file to RECORD_FILE, in the form of an entry
of compile_commands.json; then the real compiler takes over.
"""

import json
import os
import sys


def sources(arguments):
    """The C files among the arguments; what follows -o is an output."""
    previous = ""
    for argument in arguments:
        if argument.endswith(".c") and previous != "-o":
            yield argument
        previous = argument


def main():
    compiler = os.environ.get("REAL_CC", "cc")
    record = os.environ.get("RECORD_FILE")
    arguments = sys.argv[1:]
    if record and "-E" not in arguments:
        entries = [
            {"directory": os.getcwd(), "file": source, "arguments": [compiler, *arguments]}
            for source in sources(arguments)
        ]
        text = "".join(json.dumps(entry) + "\n" for entry in entries)
        # One write each, appended: several of these run at the same time.
        descriptor = os.open(record, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        os.write(descriptor, text.encode())
        os.close(descriptor)
    os.execvp(compiler, [compiler, *arguments])


if __name__ == "__main__":
    main()
