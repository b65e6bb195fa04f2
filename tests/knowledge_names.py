"""Holds what the knowledge tables say of the standard library against the running Python.

    knowledge_names.py DUMP

DUMP is the program of support/knowledge_dump.c. Every name must exist and be what its entry says: a
class, a function, a coroutine function; its bases and arguments must be real. What this Python does
not have stands below, with the versions that do. Exits with 77 where it cannot ask.
"""

import fnmatch
import inspect
import re
import subprocess
import sys
import types
import warnings

from knowledge_thirdparty import find, judge

ALWAYS = (0, 0)
NEVER = (99, 0)

# Names that some versions lack: since when they are there, and from when on they are not.
VERSIONS = {
    "asyncio.AbstractEventLoop.sock_recvfrom*": ((3, 11), NEVER),
    "asyncio.AbstractEventLoop.sock_sendto": ((3, 11), NEVER),
    "asyncio.Barrier*": ((3, 11), NEVER),
    "asyncio.BrokenBarrierError": ((3, 11), NEVER),
    "asyncio.EventLoop": ((3, 13), NEVER),
    "asyncio.Queue.shutdown": ((3, 13), NEVER),
    "asyncio.QueueShutDown": ((3, 13), NEVER),
    "asyncio.Runner*": ((3, 11), NEVER),
    "asyncio.Server.abort_clients": ((3, 13), NEVER),
    "asyncio.Server.close_clients": ((3, 13), NEVER),
    "asyncio.StreamWriter.start_tls": ((3, 11), NEVER),
    "asyncio.Task.cancelling": ((3, 11), NEVER),
    "asyncio.Task.get_context": ((3, 12), NEVER),
    "asyncio.Task.uncancel": ((3, 11), NEVER),
    "asyncio.TaskGroup*": ((3, 11), NEVER),
    "asyncio.Timeout*": ((3, 11), NEVER),
    "asyncio.coroutine": (ALWAYS, (3, 11)),
    "asyncio.taskgroups": ((3, 11), NEVER),
    "asyncio.timeout*": ((3, 11), NEVER),
    "builtins.BaseExceptionGroup": ((3, 11), NEVER),
    "builtins.ExceptionGroup": ((3, 11), NEVER),
    "builtins.PythonFinalizationError": ((3, 13), NEVER),
    "collections.abc.Buffer": ((3, 12), NEVER),
    "compression*": ((3, 14), NEVER),
    "concurrent.futures.InterpreterPoolExecutor": ((3, 14), NEVER),
    "concurrent.futures.ProcessPoolExecutor.*_workers": ((3, 14), NEVER),
    "concurrent.futures.interpreter": ((3, 14), NEVER),
    "configparser.RawConfigParser.readfp": (ALWAYS, (3, 12)),
    "configparser.SafeConfigParser": (ALWAYS, (3, 12)),
    "contextlib.chdir": ((3, 11), NEVER),
    "crypt.*": (ALWAYS, (3, 13)),
    "dbm.sqlite3.*": ((3, 13), NEVER),
    "enum.StrEnum": ((3, 11), NEVER),
    "enum.global_enum": ((3, 11), NEVER),
    "enum.member": ((3, 11), NEVER),
    "enum.nonmember": ((3, 11), NEVER),
    "enum.property": ((3, 11), NEVER),
    "enum.verify": ((3, 11), NEVER),
    "glob.glob[01]": (ALWAYS, (3, 15)),
    "hashlib.file_digest": ((3, 11), NEVER),
    "importlib.abc.Traversable": ((3, 11), (3, 14)),
    "importlib.resources.abc.*": ((3, 11), NEVER),
    "inspect.markcoroutinefunction": ((3, 12), NEVER),
    "itertools.batched": ((3, 12), NEVER),
    "math.sumprod": ((3, 12), NEVER),
    "mimetypes.guess_file_type": ((3, 13), NEVER),
    "nntplib.*": (ALWAYS, (3, 13)),
    "os.DirEntry.is_junction": ((3, 12), NEVER),
    "os.path.isdevdrive": ((3, 13), NEVER),
    "os.path.isjunction": ((3, 12), NEVER),
    "os.path.splitroot": ((3, 12), NEVER),
    "os.readinto": ((3, 14), NEVER),
    "pathlib.Path.copy*": ((3, 14), NEVER),
    "pathlib.Path.from_uri": ((3, 13), NEVER),
    "pathlib.Path.info": ((3, 14), NEVER),
    "pathlib.Path.is_junction": ((3, 12), NEVER),
    "pathlib.Path.link_to": (ALWAYS, (3, 12)),
    "pathlib.Path.move*": ((3, 14), NEVER),
    "pathlib.Path.walk": ((3, 12), NEVER),
    "pathlib.PurePath.full_match": ((3, 13), NEVER),
    "pathlib.PurePath.with_segments": ((3, 12), NEVER),
    "pathlib.types.*": ((3, 14), NEVER),
    "queue.Queue.shutdown": ((3, 13), NEVER),
    "queue.ShutDown": ((3, 13), NEVER),
    "spwd.*": (ALWAYS, (3, 13)),
    "sqlite3.Blob*": ((3, 11), NEVER),
    "sqlite3.Connection.*serialize": ((3, 11), NEVER),
    "sqlite3.Connection.blobopen": ((3, 11), NEVER),
    "sqlite3.Connection.create_window_function": ((3, 11), NEVER),
    "ssl.wrap_socket": (ALWAYS, (3, 12)),
    "telnetlib.*": (ALWAYS, (3, 13)),
    "threading.RLock.locked": ((3, 14), NEVER),
    "tomllib.load": ((3, 11), NEVER),
    "typing.assert_type": ((3, 11), NEVER),
    "typing.dataclass_transform": ((3, 11), NEVER),
    "typing.deprecated": (NEVER, NEVER),  # typing_extensions has it, or warnings
    "typing.disjoint_base": ((3, 15), NEVER),
    "typing.no_type_check_decorator": (ALWAYS, (3, 15)),
    "typing.override": ((3, 12), NEVER),
    "typing.reveal_type": ((3, 11), NEVER),
    "unittest.IsolatedAsyncioTestCase.enterAsyncContext": ((3, 11), NEVER),
    "typing.runtime": (NEVER, NEVER),  # typing_extensions has it
    "urllib.request.*URLopener*": (ALWAYS, (3, 14)),
    "warnings.deprecated": ((3, 13), NEVER),
    "zipfile.ZipFile.mkdir": ((3, 11), NEVER),
}

# Names that Linux does not have, or not every build of Python on it, and names of typing_extensions.
ELSEWHERE = """
asyncio.ProactorEventLoop asyncio.windows_events ctypes.OleDLL ctypes.WinDLL curses.* dbm.gnu.open
dbm.ndbm.open msvcrt.* nt os.chflags os.lchflags os.lchmod os.listdrives os.listmounts
os.listvolumes os.path.isreserved os.startfile select.devpoll* select.kqueue*
selectors.DevpollSelector selectors.KqueueSelector socket.fromshare
sqlite3.Connection.load_extension typing.type_check_only typing_extensions
""".split()

# Functions whose entry stands for the class of what they make; it has no name of its own.
FACTORIES = """
select.poll threading.Lock threading.RLock multiprocessing.Barrier multiprocessing.BoundedSemaphore
multiprocessing.Condition multiprocessing.Event multiprocessing.JoinableQueue multiprocessing.Lock
multiprocessing.Queue multiprocessing.RLock multiprocessing.Semaphore multiprocessing.SimpleQueue
""".split()

# What is so although Python does not show it, and why.
KNOWN = {
    "_pyio.open": "the same in Python",
    "_thread.LockType": "the class of what threading.Lock makes",
    "_thread.allocate_lock": "makes what threading.Lock makes",
    "asyncio.Condition.acquire": "set in __init__",
    "asyncio.Condition.release": "set in __init__",
    "asyncio.Condition.locked": "set in __init__",
    "asyncio.AbstractEventLoop._create_connection_transport": "of BaseEventLoop",
    "multiprocessing.Pool": "a function that makes one",
    "multiprocessing.context.*": "functions that make them",
    "os._wrap_close.*": "by __getattr__",
    "tempfile._TemporaryFileWrapper": "passes on to a file",
    "tempfile._TemporaryFileWrapper.*": "passes on to a file",
    "typing.NamedTuple": "a function that bases may name",
    "typing.TypedDict": "a function that bases may name",
    "xmlrpc.client.ServerProxy.system": "by __getattr__",
}


def read_rows(dump):
    for line in subprocess.run([dump], check=True, capture_output=True, text=True).stdout.splitlines():
        name, table, kind, effect, _, result, bases, alias, mentioned, arguments = line.split("\t")
        if table.startswith("python_"):
            row = {"name": name, "kind": kind, "effect": effect, "result": result, "bases": bases}
            row["alias"] = alias.replace("*", name.rpartition(".")[2])
            row["types"] = [word for word in re.split(r"[ ,]+", mentioned) if "." in word]
            row["arguments"] = [word.split(":") for word in arguments.split()]
            yield row


def matches(name, patterns):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def is_expected(name):
    """Whether this Python must have the name."""
    here = sys.version_info[:2]
    for pattern, (since, until) in VERSIONS.items():
        if fnmatch.fnmatchcase(name, pattern) and not since <= here < until:
            return False
    return not matches(name, ELSEWHERE)


def make_stand_ins():
    """A module that holds the classes of FACTORIES under names with underscores."""
    module = types.ModuleType("stand_ins")
    for name in FACTORIES:
        value, _ = find(name)
        made = value(1) if name.endswith("Barrier") else value()
        setattr(module, name.replace(".", "_"), type(made))
    sys.modules["stand_ins"] = module


def stand_in(name):
    for factory in FACTORIES:
        if name == factory or name.startswith(f"{factory}."):
            return "stand_ins." + factory.replace(".", "_") + name[len(factory) :]
    return name


def judge_bases(row):
    cls, _ = find(row["name"])
    for base_name in row["bases"].split():
        base, _ = find(stand_in(base_name))
        if inspect.isclass(cls) and inspect.isclass(base) and not issubclass(cls, base):
            yield f"does not derive from {base_name}"


def check(row):
    name = row["name"]
    mentioned = [stand_in(word) for word in row["types"] if is_expected(word)]
    row = {**row, "name": stand_in(name), "types": mentioned}
    yield from judge(row)
    if row["kind"] == "class":
        yield from judge_bases(row)


def complaints(rows):
    for row in rows:
        name = row["name"]
        if matches(name, KNOWN):
            continue
        try:
            found = [line for line in check(row) if not line.endswith("]")]
        except Exception as error:  # whatever a module raises when it is imported
            found = [str(error)]
        if found and is_expected(name):
            yield from (f"{name}: {line}" for line in found)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.platform != "linux" or sys.version_info < (3, 10):
        sys.exit(77)
    warnings.simplefilter("ignore")
    make_stand_ins()
    rows = list(read_rows(sys.argv[1]))
    failed = list(complaints(rows))
    for line in failed:
        print(line)
    print(f"{len(rows)} names, {len(failed)} wrong, Python {sys.version.split()[0]}")
    sys.exit(1 if failed or not rows else 0)


if __name__ == "__main__":
    main()
