// What is known of the standard library: every call that the field knows to block, what must not be
// reported, and the types and roles that lead to either.
#include "knowledge/knowledge.h"
#include "support/test.h"

#include <string.h>

// The entry of a dotted name whose last part may come from a base class.
static const KnowledgeEntry *look_up(const Knowledge *knowledge, Str name) {
  size_t dot = name.size;
  while (dot > 0 && name.at[dot - 1] != '.')
    dot--;
  assert_true(dot > 0);
  return knowledge_find_member(knowledge, str_slice(name, 0, dot - 1),
                               str_slice(name, dot, name.size));
}

// Fails, with the names, unless each name of a list separated by spaces is as the row says. A name
// that is not known has no entry.
static void each(const char *list, bool (*is_right)(const KnowledgeEntry *, const void *),
                 const void *row) {
  Arena arena = {0};
  const Knowledge *knowledge = knowledge_new(&arena);
  int failures = 0;
  Str rest = str_from_c(list);
  while (rest.at) {
    Str name = str_cut(&rest, ' ');
    if (is_right(look_up(knowledge, name), row)) continue;
    print_error("%.*s\n", STR_ARG(name));
    failures++;
  }
  arena_release(&arena);
  assert_int_equal(failures, 0);
}

// ---- What blocks --------------------------------------------------------------------------------

typedef struct BlockRow {
  const char *name;
  Effect effect;
  Tier tier;
  const char *dotted;
} BlockRow;

static const BlockRow block_rows[] = {
    // Sleep, input, debugging, loops in loops.
    {"sleeping", EFFECT_SLEEP, TIER_UNBOUNDED,
     "time.sleep signal.pause signal.sigwait signal.sigwaitinfo signal.sigtimedwait "
     "sched.scheduler.run"},
    {"people", EFFECT_INPUT, TIER_UNBOUNDED,
     "builtins.input getpass.getpass sys.stdin.read sys.stdin.readline sys.stdin.readlines "
     "sys.stdin.__iter__ sys.stdin.buffer.read fileinput.input msvcrt.getch curses.window.getch "
     "cmd.Cmd.cmdloop"},
    {"debuggers", EFFECT_INPUT, TIER_UNBOUNDED,
     "builtins.breakpoint pdb.set_trace pdb.post_mortem code.interact"},
    {"browsers", EFFECT_INPUT, TIER_CHEAP, "webbrowser.open"},
    {"loops in loops", EFFECT_NESTED_LOOP, TIER_UNBOUNDED,
     "asyncio.run asyncio.Runner.run asyncio.AbstractEventLoop.run_until_complete "
     "asyncio.BaseEventLoop.run_forever asyncio.SelectorEventLoop.run_until_complete"},

    // HTTP.
    {"http", EFFECT_HTTP, TIER_UNBOUNDED,
     "urllib.request.urlopen urllib.request.urlretrieve urllib.request.OpenerDirector.open "
     "http.client.HTTPConnection.request http.client.HTTPConnection.getresponse "
     "http.client.HTTPConnection.connect http.client.HTTPConnection.putrequest "
     "http.client.HTTPSConnection.request http.client.HTTPResponse.read "
     "xmlrpc.client.ServerProxy.anything xmlrpc.client.Server.anything "
     "urllib.robotparser.RobotFileParser.read"},

    // Processes.
    {"running processes", EFFECT_SUBPROCESS, TIER_UNBOUNDED,
     "subprocess.run subprocess.call subprocess.check_call subprocess.check_output "
     "subprocess.getoutput subprocess.getstatusoutput os.system os.popen os.spawnl os.spawnle "
     "os.spawnlp os.spawnlpe os.spawnv os.spawnve os.spawnvp os.spawnvpe pty.spawn "
     "multiprocessing.Manager"},
    {"starting processes", EFFECT_SUBPROCESS, TIER_BULK,
     "subprocess.Popen os.posix_spawn os.posix_spawnp os.fork os.forkpty"},
    {"starting processes of one's own", EFFECT_SUBPROCESS, TIER_CHEAP,
     "multiprocessing.Process.start"},
    {"waiting for processes", EFFECT_PROCESS_WAIT, TIER_UNBOUNDED,
     "os.wait os.wait3 os.wait4 os.waitid os.waitpid subprocess.Popen.wait "
     "subprocess.Popen.communicate subprocess.Popen.stdout.read subprocess.Popen.stderr.readline "
     "subprocess.Popen.__exit__ multiprocessing.Process.join multiprocessing.Pool.map "
     "multiprocessing.pool.Pool.apply multiprocessing.pool.Pool.starmap "
     "multiprocessing.pool.ThreadPool.join multiprocessing.connection.Connection.recv "
     "multiprocessing.connection.Connection.poll multiprocessing.pool.AsyncResult.get"},

    // Files.
    {"opening", EFFECT_OPEN, TIER_CHEAP,
     "builtins.open io.open io.open_code codecs.open os.open os.fdopen gzip.open bz2.open "
     "lzma.open "
     "tempfile.TemporaryFile tempfile.NamedTemporaryFile tempfile.mkstemp pathlib.Path.open "
     "zipfile.ZipFile tarfile.open mmap.mmap logging.FileHandler "
     "logging.handlers.RotatingFileHandler"},
    {"file objects", EFFECT_FILE_IO, TIER_BULK,
     "io.TextIOWrapper.read io.TextIOWrapper.readline io.TextIOWrapper.readlines "
     "io.TextIOWrapper.write io.TextIOWrapper.writelines io.TextIOWrapper.__iter__ "
     "io.TextIOWrapper.flush io.BufferedReader.read io.BufferedReader.readinto "
     "io.BufferedWriter.write io.BufferedRandom.read io.BufferedRandom.write io.FileIO.readall "
     "gzip.GzipFile.read bz2.BZ2File.write lzma.LZMAFile.read zipfile.ZipExtFile.read"},
    {"descriptors", EFFECT_FILE_IO, TIER_BULK,
     "os.read os.write os.pread os.pwrite os.sendfile os.copy_file_range os.splice os.truncate "
     "os.ftruncate mmap.mmap.flush"},
    {"durability", EFFECT_SYNC, TIER_BULK, "os.fsync os.fdatasync os.sync"},
    {"file locks", EFFECT_LOCK, TIER_UNBOUNDED, "fcntl.flock fcntl.lockf os.lockf"},
    {"whole files", EFFECT_FILE_IO, TIER_BULK,
     "json.load json.dump pickle.load pickle.dump marshal.load plistlib.load plistlib.dump "
     "tomllib.load configparser.ConfigParser.read shelve.open dbm.open hashlib.file_digest "
     "pathlib.Path.read_text pathlib.Path.read_bytes pathlib.Path.write_text "
     "pathlib.PosixPath.write_bytes shutil.copy shutil.copy2 shutil.copyfile shutil.copyfileobj "
     "filecmp.cmp netrc.netrc zipfile.ZipFile.read zipfile.ZipFile.write zipfile.ZipFile.writestr "
     "zipfile.ZipFile.extract tarfile.TarFile.extract tarfile.TarFile.getmembers"},
    {"read at first use", EFFECT_FILE_IO, TIER_CHEAP,
     "linecache.getline importlib.resources.read_text pkgutil.get_data mimetypes.guess_type "
     "zoneinfo.ZoneInfo gettext.translation logging.config.fileConfig importlib.import_module "
     "builtins.__import__ fcntl.ioctl"},
    {"certificates", EFFECT_TLS, TIER_BULK,
     "ssl.SSLContext.load_default_certs ssl.SSLContext.load_verify_locations "
     "ssl.SSLContext.load_cert_chain ssl.SSLContext.set_default_verify_paths "
     "ssl.create_default_context"},

    // The file system.
    {"os.path", EFFECT_PATH_METADATA, TIER_CHEAP,
     "os.path.exists os.path.lexists os.path.isdir os.path.isfile os.path.islink os.path.ismount "
     "os.path.getatime os.path.getctime os.path.getmtime os.path.getsize os.path.samefile "
     "os.path.sameopenfile os.path.realpath os.path.relpath os.path.abspath os.path.expanduser "
     "posixpath.exists"},
    {"os", EFFECT_PATH_METADATA, TIER_CHEAP,
     "os.stat os.lstat os.access os.getcwd os.statvfs os.readlink os.rename os.replace os.remove "
     "os.unlink os.mkdir os.rmdir os.link os.symlink os.makedirs os.removedirs os.renames os.chmod "
     "os.chown os.utime os.mkfifo os.getxattr os.listdrives os.getgrouplist os.getlogin "
     "os.get_terminal_size shutil.copymode shutil.copystat shutil.disk_usage shutil.which "
     "shutil.chown tempfile.mkdtemp tempfile.TemporaryDirectory"},
    {"pathlib", EFFECT_PATH_METADATA, TIER_CHEAP,
     "pathlib.Path.exists pathlib.Path.stat pathlib.Path.is_file pathlib.Path.is_dir "
     "pathlib.Path.mkdir pathlib.Path.unlink pathlib.Path.resolve pathlib.Path.touch "
     "pathlib.Path.rename pathlib.Path.replace pathlib.Path.rmdir pathlib.Path.chmod "
     "pathlib.Path.symlink_to pathlib.Path.owner pathlib.Path.absolute pathlib.Path.expanduser "
     "pathlib.Path.cwd pathlib.Path.home pathlib.PosixPath.samefile"},
    {"trees", EFFECT_TREE_IO, TIER_BULK,
     "os.listdir os.scandir os.walk os.fwalk glob.glob glob.iglob shutil.copytree shutil.move "
     "shutil.rmtree shutil.make_archive shutil.unpack_archive pathlib.Path.iterdir "
     "pathlib.Path.glob pathlib.Path.rglob pathlib.Path.walk pathlib.Path.copy pathlib.Path.move "
     "zipfile.ZipFile.extractall tarfile.TarFile.extractall tarfile.TarFile.add "
     "tempfile.TemporaryDirectory.cleanup tempfile.TemporaryDirectory.__exit__ "
     "filecmp.dircmp.report filecmp.dircmp.common"},

    // The network.
    {"sockets", EFFECT_NETWORK, TIER_UNBOUNDED,
     "socket.socket.connect socket.socket.connect_ex socket.socket.accept socket.socket.send "
     "socket.socket.sendall socket.socket.sendto socket.socket.recv socket.socket.recv_into "
     "socket.socket.recvfrom socket.socket.recvfrom_into socket.socket.recvmsg "
     "socket.socket.recvmsg_into socket.socket.sendfile socket.SocketIO.read ssl.SSLSocket.read "
     "ssl.SSLSocket.write ssl.SSLSocket.recv ssl.SSLSocket.send ssl.SSLSocket.do_handshake "
     "ssl.SSLSocket.unwrap socket.create_connection ssl.get_server_certificate "
     "ssl.SSLContext.wrap_socket"},
    {"names", EFFECT_DNS, TIER_UNBOUNDED,
     "socket.getaddrinfo socket.gethostbyname socket.gethostbyname_ex socket.gethostbyaddr "
     "socket.getnameinfo socket.getfqdn"},
    {"readiness", EFFECT_POLL, TIER_UNBOUNDED,
     "select.select select.poll.poll select.epoll.poll selectors.DefaultSelector.select "
     "selectors.EpollSelector.select select.kqueue.control"},
    {"mail and files", EFFECT_NETWORK, TIER_UNBOUNDED,
     "smtplib.SMTP smtplib.SMTP_SSL smtplib.LMTP smtplib.SMTP.sendmail smtplib.SMTP_SSL.login "
     "smtplib.SMTP.__exit__ ftplib.FTP ftplib.FTP.login ftplib.FTP_TLS.retrbinary ftplib.FTP.mlsd "
     "imaplib.IMAP4 imaplib.IMAP4_SSL.fetch imaplib.IMAP4.__exit__ poplib.POP3 "
     "poplib.POP3_SSL.retr "
     "nntplib.NNTP.article telnetlib.Telnet.read_until socketserver.TCPServer.serve_forever "
     "http.server.HTTPServer.serve_forever logging.handlers.SMTPHandler.emit"},

    // Databases.
    {"connecting", EFFECT_DATABASE, TIER_CHEAP, "sqlite3.connect"},
    {"queries", EFFECT_DATABASE, TIER_UNBOUNDED,
     "sqlite3.Cursor.execute sqlite3.Cursor.executemany sqlite3.Cursor.executescript "
     "sqlite3.Cursor.fetchone sqlite3.Cursor.fetchmany sqlite3.Cursor.fetchall "
     "sqlite3.Connection.execute sqlite3.Connection.executemany sqlite3.Connection.executescript "
     "sqlite3.Connection.commit sqlite3.Connection.rollback sqlite3.Connection.__exit__"},
    {"whole databases", EFFECT_DATABASE, TIER_BULK,
     "sqlite3.Connection.backup sqlite3.Connection.iterdump sqlite3.Cursor.__iter__"},

    // Threads.
    {"locks", EFFECT_LOCK, TIER_UNBOUNDED,
     "threading.Lock.acquire threading.Lock.__enter__ threading.RLock.acquire "
     "_thread.allocate_lock.acquire threading.Condition.wait threading.Condition.wait_for "
     "threading.Condition.__enter__ threading.Semaphore.acquire threading.BoundedSemaphore.acquire "
     "threading.BoundedSemaphore.__enter__ threading.Event.wait threading.Barrier.wait "
     "threading.Thread.join threading.Timer.join multiprocessing.Lock.acquire "
     "multiprocessing.Event.wait"},
    {"queues", EFFECT_LOCK, TIER_UNBOUNDED,
     "queue.Queue.get queue.LifoQueue.get queue.PriorityQueue.get queue.SimpleQueue.get "
     "queue.Queue.join multiprocessing.Queue.get multiprocessing.queues.JoinableQueue.join"},
    {"full queues", EFFECT_LOCK, TIER_CHEAP, "queue.Queue.put multiprocessing.Queue.put"},
    {"futures", EFFECT_LOCK, TIER_UNBOUNDED,
     "concurrent.futures.Future.result concurrent.futures.Future.exception concurrent.futures.wait "
     "concurrent.futures.as_completed concurrent.futures.Executor.map "
     "concurrent.futures.ThreadPoolExecutor.map concurrent.futures.ThreadPoolExecutor.shutdown "
     "concurrent.futures.ThreadPoolExecutor.__exit__ "
     "concurrent.futures.process.ProcessPoolExecutor.__exit__"},

    // The processor.
    {"passwords", EFFECT_CPU, TIER_BULK, "hashlib.pbkdf2_hmac hashlib.scrypt"},
    {"opt-in", EFFECT_CPU, TIER_CHEAP,
     "zlib.compress zlib.decompress gzip.compress bz2.decompress lzma.compress gc.collect "
     "tracemalloc.take_snapshot compression.zstd.compress compression.zlib.compress"},
};

static bool is_block_right(const KnowledgeEntry *entry, const void *data) {
  const BlockRow *row = data;
  return entry && entry->effect == row->effect && entry->tier == row->tier;
}

static void blocks(const BlockRow *row) {
  each(row->dotted, is_block_right, row);
}
TEST_TABLE("what blocks", block_rows, blocks)

// ---- What does not ------------------------------------------------------------------------------

typedef struct QuietRow {
  const char *name, *dotted;
} QuietRow;

static const QuietRow quiet_rows[] = {
    {"files in memory",
     "io.StringIO.read io.BytesIO.write io.StringIO.__iter__ io.BytesIO.getvalue "
     "tempfile.SpooledTemporaryFile.read tempfile.SpooledTemporaryFile"},
    {"files of unknown nature", "typing.TextIO.read io.IOBase.read io.TextIOBase.write"},
    {"standard output", "sys.stdout.write sys.stderr.flush"},
    {"paths that only compute",
     "os.path.join os.path.split os.path.splitext os.path.basename os.path.dirname os.path.isabs "
     "os.path.normcase os.path.normpath os.path.commonpath os.path.expandvars os.path.samestat "
     "pathlib.PurePath.joinpath pathlib.Path.joinpath pathlib.Path.with_suffix pathlib.Path.match "
     "pathlib.Path.relative_to pathlib.PurePath.exists pathlib.PurePosixPath.read_text"},
    {"what never waits",
     "queue.Queue.get_nowait queue.SimpleQueue.put threading.Event.set threading.Event.is_set "
     "threading.Lock.release subprocess.Popen.poll subprocess.Popen.kill socket.socket.setblocking "
     "socket.socket.close concurrent.futures.Executor.submit concurrent.futures.Future.done"},
    {"asyncio's namesakes",
     "asyncio.Future.result asyncio.Task.result asyncio.Queue.get asyncio.Event.wait "
     "asyncio.Lock.acquire asyncio.StreamReader.read asyncio.StreamWriter.write "
     "asyncio.subprocess.Process.wait asyncio.sleep asyncio.wait"},
};

static bool is_quiet_right(const KnowledgeEntry *entry, const void *row) {
  (void)row;
  return !entry || entry->effect == EFFECT_NONE;
}

static void is_quiet(const QuietRow *row) {
  each(row->dotted, is_quiet_right, row);
}
TEST_TABLE("what does not block", quiet_rows, is_quiet)

// ---- When, and on what condition ----------------------------------------------------------------

typedef struct TimeRow {
  const char *name;
  EffectTime when;
  const char *dotted;
} TimeRow;

static const TimeRow time_rows[] = {
    {"as it is iterated", WHEN_ITERATED,
     "os.walk os.fwalk os.scandir glob.iglob pathlib.Path.glob pathlib.Path.rglob "
     "pathlib.Path.iterdir pathlib.Path.walk concurrent.futures.as_completed "
     "concurrent.futures.Executor.map sqlite3.Connection.iterdump builtins.map builtins.filter "
     "builtins.zip builtins.enumerate builtins.reversed itertools.chain itertools.islice "
     "csv.reader csv.DictReader fileinput.input"},
    {"at once", WHEN_CALLED,
     "glob.glob os.listdir builtins.list builtins.sorted itertools.product functools.reduce"},
    {"by being read", WHEN_READ, "filecmp.dircmp.left_only filecmp.dircmp.diff_files"},
    {"around what is decorated", WHEN_DECORATED,
     "tenacity.retry backoff.on_exception ratelimit.sleep_and_retry retrying.retry "
     "retry.api.retry"},
};

static bool is_time_right(const KnowledgeEntry *entry, const void *row) {
  return entry && entry->when == ((const TimeRow *)row)->when;
}

static void happens(const TimeRow *row) {
  each(row->dotted, is_time_right, row);
}
TEST_TABLE("when it happens", time_rows, happens)

typedef struct ConditionRow {
  const char *name, *dotted;
  Predicate is;
  int position;
  const char *keyword, *text;
} ConditionRow;

static const ConditionRow condition_rows[] = {
    {"sleep(0)", "time.sleep", ARGUMENT_ZERO, 0, NULL, NULL},
    {"acquire(False)", "threading.Lock.acquire", ARGUMENT_FALSE, 0, "blocking", NULL},
    {"acquire(timeout=0)", "threading.Lock.acquire", ARGUMENT_ZERO, 1, "timeout", NULL},
    {"semaphore", "threading.BoundedSemaphore.acquire", ARGUMENT_FALSE, 0, "blocking", NULL},
    {"of another process", "multiprocessing.Lock.acquire", ARGUMENT_FALSE, 0, "block", NULL},
    {"wait(0)", "threading.Event.wait", ARGUMENT_ZERO, 0, "timeout", NULL},
    {"join(0)", "threading.Thread.join", ARGUMENT_ZERO, 0, "timeout", NULL},
    {"get(False)", "queue.Queue.get", ARGUMENT_FALSE, 0, "block", NULL},
    {"get(True, 0)", "queue.PriorityQueue.get", ARGUMENT_ZERO, 1, "timeout", NULL},
    {"put(x, False)", "queue.Queue.put", ARGUMENT_FALSE, 1, "block", NULL},
    {"result(0)", "concurrent.futures.Future.result", ARGUMENT_ZERO, 0, "timeout", NULL},
    {"shutdown(wait=False)", "concurrent.futures.Executor.shutdown", ARGUMENT_FALSE, 0, "wait",
     NULL},
    {"waitpid(WNOHANG)", "os.waitpid", ARGUMENT_HAS_FLAG, 1, "options", "WNOHANG"},
    {"waitid(WNOHANG)", "os.waitid", ARGUMENT_HAS_FLAG, 2, NULL, "WNOHANG"},
    {"spawn(P_NOWAIT)", "os.spawnl", ARGUMENT_HAS_FLAG, 0, "mode", "P_NOWAIT"},
    {"communicate(timeout=0)", "subprocess.Popen.communicate", ARGUMENT_ZERO, 1, "timeout", NULL},
    {"flock(LOCK_NB)", "fcntl.flock", ARGUMENT_HAS_FLAG, 1, NULL, "LOCK_NB"},
    {"unlocking", "fcntl.lockf", ARGUMENT_HAS_FLAG, 1, NULL, "LOCK_UN"},
    {"recv(MSG_DONTWAIT)", "socket.socket.recv", ARGUMENT_HAS_FLAG, 1, NULL, "MSG_DONTWAIT"},
    {"server's context", "ssl.create_default_context", ARGUMENT_IS_NAMED, 0, "purpose",
     "CLIENT_AUTH"},
    {"getaddrinfo(AI_NUMERICHOST)", "socket.getaddrinfo", ARGUMENT_HAS_FLAG, 5, "flags",
     "AI_NUMERICHOST"},
    {"select(..., 0)", "select.select", ARGUMENT_ZERO, 3, NULL, NULL},
    {"poll(0)", "select.poll.poll", ARGUMENT_ZERO, 0, "timeout", NULL},
    {"selector.select(0)", "selectors.EpollSelector.select", ARGUMENT_ZERO, 0, "timeout", NULL},
    {"cadata=", "ssl.SSLContext.load_verify_locations", ARGUMENT_GIVEN, 2, "cadata", NULL},
    {"/proc, /sys", "builtins.open", ARGUMENT_STARTS, 0, "file",
     "/proc/ /sys/ /var/run/secrets/kubernetes.io/ /run/secrets/kubernetes.io/"},
    {"print(file=...)", "builtins.print", ARGUMENT_INSTANCE, KEYWORD_ONLY, "file",
     "io.TextIOWrapper"},
    {"smtplib.SMTP()", "smtplib.SMTP", ARGUMENT_GIVEN, 0, "host", NULL},
    {"ftplib.FTP_TLS()", "ftplib.FTP_TLS", ARGUMENT_GIVEN, 0, "host", NULL},
    {"poll() of a pipe", "multiprocessing.connection.Connection.poll", ARGUMENT_GIVEN, 0, "timeout",
     NULL},
};

static bool is_text(const char *a, const char *b) {
  return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_condition(const Condition *condition, const ConditionRow *row) {
  return condition->is == row->is && condition->position == row->position &&
         is_text(condition->keyword, row->keyword) && is_text(condition->text, row->text);
}

static void depends(const ConditionRow *row) {
  Arena arena = {0};
  const KnowledgeEntry *entry = look_up(knowledge_new(&arena), str_from_c(row->dotted));
  assert_non_null(entry);
  bool is_found = is_condition(&entry->only_if, row);
  for (size_t i = 0; i < COUNT_OF(entry->unless); i++)
    is_found = is_found || is_condition(&entry->unless[i], row);
  assert_true(is_found);
  arena_release(&arena);
}
TEST_TABLE("on what condition", condition_rows, depends)

static void knows_nonblocking_sockets(void) {
  Arena arena = {0};
  const Knowledge *knowledge = knowledge_new(&arena);
  const KnowledgeEntry *entry = look_up(knowledge, STR("ssl.SSLSocket.recv"));
  assert_string_equal(entry->nonblocking_after, "setblocking settimeout");
  arena_release(&arena);
}
TEST_CASE("a socket may have been made non-blocking", knows_nonblocking_sockets)

// ---- Results ------------------------------------------------------------------------------------

typedef struct ResultRow {
  const char *name;
  KnowledgeResult result;
  const char *dotted;
} ResultRow;

static const ResultRow result_rows[] = {
    {"coroutines", RESULT_COROUTINE,
     "asyncio.sleep asyncio.wait asyncio.wait_for asyncio.to_thread asyncio.open_connection "
     "asyncio.start_server asyncio.create_subprocess_exec asyncio.Queue.get asyncio.LifoQueue.put "
     "asyncio.Event.wait asyncio.Lock.acquire asyncio.Condition.wait asyncio.Barrier.wait "
     "asyncio.BoundedSemaphore.acquire asyncio.StreamReader.read asyncio.StreamWriter.drain "
     "asyncio.StreamWriter.wait_closed asyncio.subprocess.Process.communicate "
     "asyncio.Server.serve_forever asyncio.AbstractEventLoop.getaddrinfo "
     "asyncio.SelectorEventLoop.create_server contextlib.AsyncExitStack.aclose "
     "contextlib.AsyncExitStack.enter_async_context asyncio.tasks.sleep builtins.anext"},
    {"awaitables", RESULT_AWAITABLE,
     "asyncio.gather asyncio.shield asyncio.wrap_future asyncio.AbstractEventLoop.run_in_executor"},
    {"tasks", RESULT_TASK,
     "asyncio.create_task asyncio.ensure_future asyncio.run_coroutine_threadsafe "
     "asyncio.AbstractEventLoop.create_task asyncio.Task"},
    {"asynchronous contexts", RESULT_ASYNC_CONTEXT, "asyncio.timeout asyncio.timeout_at"},
    {"values", RESULT_VALUE,
     "asyncio.TaskGroup.create_task asyncio.Future.result asyncio.StreamWriter.write "
     "asyncio.StreamWriter.close asyncio.Queue.get_nowait asyncio.Event.set asyncio.Lock.release "
     "asyncio.get_running_loop asyncio.AbstractEventLoop.call_soon asyncio.Server.close "
     "asyncio.subprocess.Process.kill"},
    {"their argument", RESULT_ARGUMENT,
     "typing.cast typing_extensions.cast copy.copy functools.update_wrapper builtins.iter"},
};

static bool is_result_right(const KnowledgeEntry *entry, const void *row) {
  return entry && entry->result == ((const ResultRow *)row)->result;
}

static void gives(const ResultRow *row) {
  each(row->dotted, is_result_right, row);
}
TEST_TABLE("what a call gives", result_rows, gives)

typedef struct TypeRow {
  const char *name, *dotted, *returns, *elements, *enters;
} TypeRow;

static const TypeRow type_rows[] = {
    {"open()", "builtins.open", "io.TextIOWrapper", NULL, NULL},
    {"path / name", "pathlib.Path.__truediv__", "self", NULL, NULL},
    {"name / path", "pathlib.PosixPath.__rtruediv__", "self", NULL, NULL},
    {"path.parent", "pathlib.Path.parent", "self", NULL, NULL},
    {"path.parents", "pathlib.Path.parents", NULL, "self", NULL},
    {"Path.cwd()", "pathlib.Path.cwd", "self", NULL, NULL},
    {"path.iterdir()", "pathlib.Path.iterdir", NULL, "self", NULL},
    {"path.walk()", "pathlib.Path.walk", NULL, "self,builtins.list,builtins.list", NULL},
    {"path.open()", "pathlib.Path.open", "io.TextIOWrapper", NULL, NULL},
    {"lines of a file", "io.TextIOWrapper", NULL, "builtins.str", NULL},
    {"with TemporaryDirectory()", "tempfile.TemporaryDirectory", NULL, NULL, "builtins.str"},
    {"process.stdout", "subprocess.Popen.stdout", "subprocess.Popen.stdout", "builtins.bytes",
     NULL},
    {"accept()", "socket.socket.accept", "socket.socket,", NULL, NULL},
    {"open_connection()", "asyncio.open_connection", "asyncio.StreamReader,asyncio.StreamWriter",
     NULL, NULL},
    {"get_event_loop()", "asyncio.get_event_loop", "asyncio.AbstractEventLoop", NULL, NULL},
    {"run_coroutine_threadsafe()", "asyncio.run_coroutine_threadsafe", "concurrent.futures.Future",
     NULL, NULL},
    {"submit()", "concurrent.futures.ThreadPoolExecutor.submit", "concurrent.futures.Future", NULL,
     NULL},
    {"cursor()", "sqlite3.Connection.cursor", "sqlite3.Cursor", NULL, NULL},
    {"execute().fetchone()", "sqlite3.Connection.execute", "sqlite3.Cursor", NULL, NULL},
    {"sorted(paths)", "builtins.sorted", "builtins.list", "element", NULL},
    {"enumerate(lines)", "builtins.enumerate", NULL, "builtins.int,element", NULL},
    {"to_thread(f)", "asyncio.to_thread", "called", NULL, NULL},
    {"wait_for(x)", "asyncio.wait_for", "awaited", NULL, NULL},
    {"enter_context(x)", "contextlib.ExitStack.enter_context", "entered", NULL, NULL},
    {"with closing(x)", "contextlib.closing", NULL, NULL, "argument"},
    {"scandir()", "os.scandir", NULL, "os.DirEntry", NULL},
};

static void has_type(const TypeRow *row) {
  Arena arena = {0};
  const KnowledgeEntry *entry = look_up(knowledge_new(&arena), str_from_c(row->dotted));
  assert_non_null(entry);
  assert_true(is_text(entry->returns, row->returns));
  assert_true(is_text(entry->elements, row->elements));
  assert_true(is_text(entry->enters, row->enters));
  arena_release(&arena);
}
TEST_TABLE("types", type_rows, has_type)

// ---- Roles and decorations ----------------------------------------------------------------------

typedef struct RoleRow {
  const char *name, *dotted;
  ArgumentRole role;
  int position;
  const char *keyword;
} RoleRow;

static const RoleRow role_rows[] = {
    {"to_thread", "asyncio.to_thread", ROLE_OFF_LOOP, 0, NULL},
    {"run_in_executor", "asyncio.BaseEventLoop.run_in_executor", ROLE_OFF_LOOP, 1, "func"},
    {"submit", "concurrent.futures.ProcessPoolExecutor.submit", ROLE_OFF_LOOP, 0, NULL},
    {"Thread", "threading.Thread", ROLE_OFF_LOOP, 1, "target"},
    {"Timer", "threading.Timer", ROLE_OFF_LOOP, 1, "function"},
    {"call_soon", "asyncio.AbstractEventLoop.call_soon", ROLE_ON_LOOP, 0, "callback"},
    {"call_later", "asyncio.AbstractEventLoop.call_later", ROLE_ON_LOOP, 1, "callback"},
    {"add_reader", "asyncio.AbstractEventLoop.add_reader", ROLE_ON_LOOP, 1, "callback"},
    {"add_signal_handler", "asyncio.AbstractEventLoop.add_signal_handler", ROLE_ON_LOOP, 1,
     "callback"},
    {"add_done_callback", "asyncio.Task.add_done_callback", ROLE_ON_LOOP, 0, NULL},
    {"callback of a thread's future", "concurrent.futures.Future.add_done_callback", ROLE_OFF_LOOP,
     0, "fn"},
    {"sync handler", "asyncio.start_server", ROLE_ON_LOOP, 0, "client_connected_cb"},
    {"async handler", "asyncio.start_server", ROLE_ASYNC_CALLED, 0, "client_connected_cb"},
    {"create_task", "asyncio.create_task", ROLE_COROUTINE, 0, "coro"},
    {"gather", "asyncio.gather", ROLE_COROUTINE, 0, NULL},
    {"run", "asyncio.run", ROLE_COROUTINE, 0, "main"},
    {"signal", "signal.signal", ROLE_STORED, 1, "handler"},
    {"atexit", "atexit.register", ROLE_STORED, 0, NULL},
    {"finalize", "weakref.finalize", ROLE_STORED, 1, NULL},
    {"partial", "functools.partial", ROLE_PARTIAL, 0, NULL},
    {"reduce", "functools.reduce", ROLE_CALLED, 0, NULL},
    {"sorted", "builtins.sorted", ROLE_CALLED, KEYWORD_ONLY, "key"},
    {"map", "builtins.map", ROLE_CALLED, 0, NULL},
    {"list", "builtins.list", ROLE_CONSUMED, 0, NULL},
    {"join", "builtins.str.join", ROLE_CONSUMED, 0, NULL},
    {"zip", "builtins.zip", ROLE_CONSUMED, 0, NULL},
    {"cast", "typing.cast", ROLE_RETURNED, 1, "val"},
    {"enter_context", "contextlib.AsyncExitStack.enter_context", ROLE_ENTERED, 0, "cm"},
    {"enter_async_context", "contextlib.AsyncExitStack.enter_async_context", ROLE_ASYNC_ENTERED, 0,
     "cm"},
};

static void plays(const RoleRow *row) {
  Arena arena = {0};
  const KnowledgeEntry *entry = look_up(knowledge_new(&arena), str_from_c(row->dotted));
  assert_non_null(entry);
  bool is_found = false;
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++) {
    const Role *role = &entry->roles[i];
    is_found = is_found || (role->role == row->role && role->position == row->position &&
                            is_text(role->keyword, row->keyword));
  }
  assert_true(is_found);
  arena_release(&arena);
}
TEST_TABLE("roles of arguments", role_rows, plays)

typedef struct DecorationRow {
  const char *name;
  Decoration decoration;
  const char *dotted;
} DecorationRow;

static const DecorationRow decoration_rows[] = {
    {"keeps", DECORATION_KEEPS,
     "functools.wraps typing.final typing.override typing_extensions.override enum.unique"},
    {"caches", DECORATION_CACHES, "functools.lru_cache functools.cache"},
    {"property", DECORATION_PROPERTY, "builtins.property builtins.property.setter"},
    {"cached property", DECORATION_CACHED_PROPERTY, "functools.cached_property"},
    {"static", DECORATION_STATIC, "builtins.staticmethod"},
    {"class", DECORATION_CLASS, "builtins.classmethod"},
    {"context", DECORATION_CONTEXT, "contextlib.contextmanager"},
    {"asynchronous context", DECORATION_ASYNC_CONTEXT, "contextlib.asynccontextmanager"},
    {"overload", DECORATION_OVERLOAD, "typing.overload typing_extensions.overload"},
    {"abstract", DECORATION_ABSTRACT, "abc.abstractmethod"},
    {"dataclass", DECORATION_DATACLASS, "dataclasses.dataclass"},
};

static bool is_decoration_right(const KnowledgeEntry *entry, const void *row) {
  return entry && entry->decoration == ((const DecorationRow *)row)->decoration;
}

static void decorates(const DecorationRow *row) {
  each(row->dotted, is_decoration_right, row);
}
TEST_TABLE("decorations", decoration_rows, decorates)

static void knows_cancellation(void) {
  Arena arena = {0};
  const Knowledge *knowledge = knowledge_new(&arena);
  assert_true(knowledge_find(knowledge, STR("asyncio.CancelledError"))->is_cancellation);
  assert_true(knowledge_find(knowledge, STR("asyncio.exceptions.CancelledError"))->is_cancellation);
  assert_false(
      knowledge_find(knowledge, STR("concurrent.futures.CancelledError"))->is_cancellation);
  assert_true(knowledge_is_subclass(knowledge, STR("asyncio.CancelledError"),
                                    STR("builtins.BaseException")));
  assert_true(
      knowledge_is_subclass(knowledge, STR("asyncio.TimeoutError"), STR("builtins.OSError")));
  arena_release(&arena);
}
TEST_CASE("the exception that cancels a task is known", knows_cancellation)

TEST_MAIN(&blocks_table, &is_quiet_table, &happens_table, &depends_table,
          &knows_nonblocking_sockets_table, &gives_table, &has_type_table, &plays_table,
          &decorates_table, &knows_cancellation_table)
