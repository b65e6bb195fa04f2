"""Writes the table of GIO's synchronous functions that have an asynchronous twin.

    knowledge_c_gio.py > analyzer/knowledge/c_gio_twins.c

Reads the installed headers of GIO (libglib2.0-dev). A function that takes a GAsyncReadyCallback is
called `X_async` beside `X`, or `X` beside `X_sync`. Exits with 77 without the headers.
"""

import re
import subprocess
import sys

import c_headers

PACKAGES = ["gio-2.0", "gio-unix-2.0"]
INCLUDES = ["gio/gio.h", "gio/gunixfdlist.h", "gio/gdesktopappinfo.h"]

# Patterns of names, the first that fits: effect, tier, why.
KINDS = [
    (r"g_(dbus|bus)_", "IPC", "UNBOUNDED", "waits for the message bus"),
    (r"g_(app_info|permission|mount|volume|drive)_", "IPC", "UNBOUNDED", "waits for another process"),
    (r"g_(proxy_resolver|resolver|socket_address_enumerator)_", "DNS", "UNBOUNDED", "waits for a name server"),
    (r"g_subprocess_", "PROCESS_WAIT", "UNBOUNDED", "waits for the child"),
    (r"g_tls_interaction_", "INPUT", "UNBOUNDED", "waits for a person"),
    (r"g_(socket|proxy|d?tls|unix|network)_", "NETWORK", "UNBOUNDED", "waits for the network"),
    (r"g_(input|output|io)_stream_(close|flush)$", "FILE_IO", "CHEAP",
     "waits until the stream has written everything"),
    (r"g_(\w+_)?(input|output|io)_stream_query_info$", "PATH_METADATA", "CHEAP", None),
    (r"g_(\w+_)?(input|output|io)_stream_", "FILE_IO", "BULK",
     "waits until the stream has read or written"),
    (r"g_file_(load|replace_contents)|g_file_(copy|move)$|g_loadable_icon_", "FILE_IO", "BULK",
     "reads or writes a whole file"),
    (r"g_file_(measure_disk_usage|enumerate_children)|g_file_enumerator_next", "TREE_IO", "BULK",
     "works through a directory"),
    (r"g_file_(read|append_to|create|replace|open_readwrite|create_readwrite|replace_readwrite|"
     r"new_tmp)$", "OPEN", "CHEAP", None),
    (r"g_file_", "PATH_METADATA", "CHEAP", None),
]


def twins(headers):
    """Names of synchronous functions, each with its twin."""
    asynchronous = {name for name, kinds in headers.functions.items()
                    if any(headers.is_callback(kind) == "GAsyncReadyCallback" for kind in kinds)}
    for name in sorted(asynchronous):
        stem = re.sub("_async$", "", name)
        for other in {stem, name + "_sync"} - asynchronous:
            if other in headers.functions:
                yield other, name


def kind_of(name):
    for pattern, *kind in KINDS:
        if re.match(pattern, name):
            return kind
    sys.exit(f"{name} is of no kind")


def read():
    flags = c_headers.package_flags(PACKAGES)
    headers = c_headers.read(INCLUDES, flags)[0] if flags is not None else None
    return headers


def main():
    headers = read()
    if headers is None:
        print("no headers of GIO", file=sys.stderr)
        sys.exit(77)
    version = subprocess.run(["pkg-config", "--modversion", "gio-2.0"], capture_output=True,
                             text=True, check=True).stdout.strip()
    print("""// GIO's synchronous functions that have an asynchronous twin. Written by tests/knowledge_c_gio.py
// from the headers; change it there.
#include "knowledge/c_tables.h"
""")
    print(f'#define HEADERS "gio/gio.h of GLib {version}"')
    print("""#define TWIN(sync, twin, kind, cost, why)                                                          \\
  {                                                                                                \\
    .name = sync, .effect = EFFECT_##kind, .tier = TIER_##cost, .because = why,                    \\
    .instead = twin "(...)", .traits = TRAIT_HAS_TWIN, .source = HEADERS                           \\
  }

static const KnowledgeEntry entries[] = {
    // clang-format off""")
    for name, twin in sorted(twins(headers)):
        effect, tier, why = kind_of(name)
        because = f'"{why}"' if why else "NULL"
        print(f'    TWIN("{name}",\n         "{twin}", {effect}, {tier},\n         {because}),')
    print("    // clang-format on\n};\n\nC_TABLE(c_gio_twins, GLIB)")


if __name__ == "__main__":
    main()
