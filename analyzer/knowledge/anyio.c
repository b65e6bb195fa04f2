// anyio: its offloads, the ways back onto the loop, and what must be awaited.
#include "knowledge/tables.h"

#define API     "https://anyio.readthedocs.io/en/stable/api.html"
#define THREADS "https://anyio.readthedocs.io/en/stable/threads.html"
#define FILES   "https://anyio.readthedocs.io/en/stable/fileio.html"

#define COROUTINE .result = RESULT_COROUTINE
#define WAITS_FOR_LOOP                                                                             \
  .effect = EFFECT_NESTED_LOOP, .tier = TIER_UNBOUNDED,                                            \
  .because = "waits for the event loop, which only another thread may do", .instead = "await"

static const KnowledgeEntry entries[] = {
    {.name = "anyio.run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs an event loop to the end",
     .instead = "await",
     .returns = "called",
     .roles = {ROLE(ASYNC_CALLED, 0, "func")},
     .source = API "#anyio.run"},
    {.name = "anyio.{sleep,sleep_until,sleep_forever,lowlevel.checkpoint,"
             "lowlevel.checkpoint_if_cancelled,lowlevel.cancel_shielded_checkpoint}",
     COROUTINE,
     .source = API "#event-loop"},
    {.name = "anyio.get_cancelled_exc_class",
     .is_cancellation = true,
     .source = API "#anyio.get_cancelled_exc_class"},

    // Off the loop.
    {.name = "anyio.{to_thread,to_process,to_interpreter}.run_sync",
     COROUTINE,
     .returns = "called",
     .roles = {ROLE(OFF_LOOP, 0, "func")},
     .source = THREADS "#running-a-function-in-a-worker-thread"},

    // Back onto it, from a worker thread.
    {.name = "anyio.from_thread.run",
     WAITS_FOR_LOOP,
     .returns = "called",
     .roles = {ROLE(ASYNC_CALLED, 0, "func")},
     .source = API "#anyio.from_thread.run"},
    {.name = "anyio.from_thread.run_sync",
     WAITS_FOR_LOOP,
     .returns = "called",
     .roles = {ROLE(ON_LOOP, 0, "func")},
     .source = API "#anyio.from_thread.run_sync"},
    {.name = "anyio.from_thread.start_blocking_portal",
     .enters = "anyio.from_thread.BlockingPortal",
     .source = API "#anyio.from_thread.start_blocking_portal"},
    {.name = "anyio.abc.BlockingPortal",
     .kind = KNOWN_ALIAS,
     .alias_of = "anyio.from_thread.BlockingPortal",
     .source = "anyio/abc/__init__.py"},
    {.name = "anyio.from_thread.BlockingPortal",
     .kind = KNOWN_CLASS,
     .source = API "#anyio.from_thread.BlockingPortal"},
    {.name = "anyio.from_thread.BlockingPortal.call",
     WAITS_FOR_LOOP,
     .roles = {ROLE(ON_LOOP, 0, "func"), ROLE(ASYNC_CALLED, 0, "func")},
     .source = API "#anyio.from_thread.BlockingPortal.call"},
    {.name = "anyio.from_thread.BlockingPortal.start_task_soon",
     .returns = "concurrent.futures.Future",
     .roles = {ROLE(ON_LOOP, 0, "func"), ROLE(ASYNC_CALLED, 0, "func")},
     .source = API "#anyio.from_thread.BlockingPortal.start_task_soon"},
    {.name = "anyio.from_thread.BlockingPortal.start_task",
     WAITS_FOR_LOOP,
     .roles = {ROLE(ASYNC_CALLED, 0, "func")},
     .source = API "#anyio.from_thread.BlockingPortal.start_task"},
    {.name = "anyio.from_thread.BlockingPortal.{stop,sleep_until_stopped}",
     COROUTINE,
     .source = API "#anyio.from_thread.BlockingPortal.stop"},

    // Tasks.
    {.name = "anyio.create_task_group",
     .returns = "anyio.abc.TaskGroup",
     .source = API "#anyio.create_task_group"},
    {.name = "anyio.abc.TaskGroup", .kind = KNOWN_CLASS, .source = API "#anyio.abc.TaskGroup"},
    {.name = "anyio.abc.TaskGroup.start_soon",
     .roles = {ROLE(ASYNC_CALLED, 0, "func")},
     .source = API "#anyio.abc.TaskGroup.start_soon"},
    {.name = "anyio.abc.TaskGroup.start",
     COROUTINE,
     .roles = {ROLE(ASYNC_CALLED, 0, "func")},
     .source = API "#anyio.abc.TaskGroup.start"},
    {.name = "anyio.abc.TaskGroup.create_task",
     .roles = {ROLE(COROUTINE, 0, "coro")},
     .source = API "#anyio.abc.TaskGroup.create_task"},

    // Synchronisation.
    {.name = "anyio.{Event,Lock,Condition,Semaphore,CapacityLimiter}",
     .kind = KNOWN_CLASS,
     .source = API "#synchronization"},
    {.name = "anyio.{Event.wait,Condition.wait,Condition.acquire,Lock.acquire,Semaphore.acquire,"
             "CapacityLimiter.acquire,CapacityLimiter.acquire_on_behalf_of}",
     COROUTINE,
     .source = API "#synchronization"},

    // Processes and sockets.
    {.name = "anyio.run_process",
     COROUTINE,
     .returns = "subprocess.CompletedProcess",
     .source = API "#anyio.run_process"},
    {.name = "anyio.open_process",
     COROUTINE,
     .returns = "anyio.abc.Process",
     .source = API "#anyio.open_process"},
    {.name = "anyio.abc.Process", .kind = KNOWN_CLASS, .source = API "#anyio.abc.Process"},
    {.name = "anyio.abc.Process.{wait,aclose}", COROUTINE, .source = API "#anyio.abc.Process.wait"},
    {.name = "anyio.{connect_tcp,connect_unix}",
     COROUTINE,
     .returns = "anyio.abc.SocketStream",
     .source = API "#anyio.connect_tcp"},
    {.name = "anyio.{create_tcp_listener,create_unix_listener}",
     COROUTINE,
     .returns = "anyio.abc.Listener",
     .source = API "#anyio.create_tcp_listener"},
    {.name = "anyio.{create_udp_socket,create_connected_udp_socket,getaddrinfo,aclose_forcefully,"
             "wait_all_tasks_blocked}",
     COROUTINE,
     .source = API},
    {.name = "anyio.{getnameinfo,wait_readable,wait_writable}",
     COROUTINE,
     .source = API "#anyio.getnameinfo"},
    {.name = "anyio.abc.{AsyncResource,ByteStream,SocketStream,ObjectStream,Listener}",
     .kind = KNOWN_CLASS,
     .source = API "#streams-and-stream-wrappers"},
    {.name = "anyio.abc.{AsyncResource,ByteStream,SocketStream,ObjectStream,Listener}.aclose",
     COROUTINE,
     .source = API "#anyio.abc.AsyncResource.aclose"},
    {.name = "anyio.abc.{ByteStream,SocketStream,ObjectStream}.{send,receive,send_eof}",
     COROUTINE,
     .source = API "#streams-and-stream-wrappers"},
    {.name = "anyio.abc.Listener.serve", COROUTINE, .source = API "#anyio.abc.Listener.serve"},
    {.name = "anyio.create_memory_object_stream",
     .returns = "anyio.streams.memory.MemoryObjectSendStream,"
                "anyio.streams.memory.MemoryObjectReceiveStream",
     .source = API "#anyio.create_memory_object_stream"},
    {.name = "anyio.streams.memory.{MemoryObjectSendStream,MemoryObjectReceiveStream}",
     .kind = KNOWN_CLASS,
     .source = API "#anyio.streams.memory.MemoryObjectSendStream"},
    {.name = "anyio.streams.memory.{MemoryObjectSendStream.send,MemoryObjectSendStream.aclose,"
             "MemoryObjectReceiveStream.receive,MemoryObjectReceiveStream.aclose}",
     COROUTINE,
     .source = API "#anyio.streams.memory.MemoryObjectSendStream"},

    // Files: threads do the work.
    {.name = "anyio.open_file", COROUTINE, .returns = "anyio.AsyncFile", .source = FILES},
    {.name = "anyio.wrap_file", .returns = "anyio.AsyncFile", .source = API "#anyio.wrap_file"},
    {.name = "anyio.AsyncFile", .kind = KNOWN_CLASS, .source = API "#anyio.AsyncFile"},
    {.name = "anyio.AsyncFile.{aclose,flush,read,read1,readinto,readinto1,readline,readlines,seek,"
             "tell,truncate,write,writelines}",
     COROUTINE,
     .source = API "#anyio.AsyncFile"},
    {.name = "anyio.{TemporaryFile,NamedTemporaryFile,SpooledTemporaryFile,TemporaryDirectory}",
     .kind = KNOWN_CLASS,
     .source = API "#temporary-files-and-directories"},
    {.name = "anyio.{mkstemp,mkdtemp,gettempdir}",
     COROUTINE,
     .source = API "#temporary-files-and-directories"},
    {.name = "anyio.Path", .kind = KNOWN_CLASS, .source = FILES "#asynchronous-path-operations"},
    {.name = "anyio.Path.{absolute,cwd,expanduser,home,readlink,rename,replace,resolve}",
     COROUTINE,
     .returns = "anyio.Path",
     .source = API "#anyio.Path"},
    {.name = "anyio.Path.{chmod,exists,group,hardlink_to,is_block_device,is_char_device,is_dir,"
             "is_fifo,is_file,is_mount,is_socket,is_symlink,lchmod,lstat,mkdir,owner,read_bytes,"
             "read_text,rmdir,samefile,stat,symlink_to,touch,unlink,write_bytes,write_text}",
     COROUTINE,
     .source = API "#anyio.Path"},
    {.name = "anyio.Path.open",
     COROUTINE,
     .returns = "anyio.AsyncFile",
     .source = API "#anyio.Path"},
    {.name = "anyio.Path.{iterdir,glob,rglob}",
     .result = RESULT_ASYNC_GENERATOR,
     .elements = "anyio.Path",
     .source = API "#anyio.Path"},
    {.name = "anyio.Path.{joinpath,relative_to,with_name,with_stem,with_suffix,__truediv__,"
             "__rtruediv__}",
     .returns = "anyio.Path",
     .source = API "#anyio.Path"},
    {.name = "anyio.Path.parent",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "anyio.Path",
     .source = API "#anyio.Path"},
};

KNOWLEDGE_TABLE(anyio)
