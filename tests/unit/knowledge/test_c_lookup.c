// Names of C: functions, fields, types of callbacks, on a small table of our own before the real
// ones; then what the real ones say where it matters most.
#include "knowledge/knowledge.h"
#include "support/test.h"

#include <string.h>

#define SOURCE .source = "test"

static const KnowledgeEntry own[] = {
    {.name = "boil", .because = "boil", SOURCE},
    {.name = "{pan,pot}_{heat,cool}", .because = "vessel", SOURCE},
    {.name = "nanosleep", .because = "mine", SOURCE},
    {.name = "oven_*", .because = "oven", SOURCE},
    {.name = "oven_door_*", .because = "door", SOURCE},
    {.name = "oven_door_open", .because = "open", SOURCE},
    {.name = "cook::*", .kind = KNOWN_SLOT, .roles = {{ROLE_ON_LOOP, 0, NULL, false}}, SOURCE},
    {.name = "cook::sleep", .kind = KNOWN_SLOT, .roles = {{ROLE_OFF_LOOP, 0, NULL, false}}, SOURCE},
    {.name = "stir_cb", .kind = KNOWN_CALLBACK, .roles = {{ROLE_ON_LOOP, 0, NULL, false}}, SOURCE},
    {.name = "stir_later",
     .roles = {{ROLE_OFF_LOOP, 1, NULL, false}, {ROLE_STORED, 2, NULL, true}},
     SOURCE},
};

typedef struct Fixture {
  Arena arena;
  const Knowledge *knowledge;
} Fixture;

static const Knowledge *knowledge_of_c(Arena *arena) {
  return knowledge_with_c(arena, knowledge_new(arena), NULL, 0);
}

static Fixture fixture_new(void) {
  Fixture fixture = {0};
  fixture.knowledge =
      knowledge_with_c(&fixture.arena, knowledge_new(&fixture.arena), own, COUNT_OF(own));
  return fixture;
}

// ---- knowledge_find_c ---------------------------------------------------------------------------

typedef struct FindRow {
  const char *name, *asked, *want; // the name of the entry
} FindRow;

static const FindRow find_rows[] = {
    {"plain", "boil", "boil"},
    {"one of two groups", "pot_cool", "{pan,pot}_{heat,cool}"},
    {"a part is no name", "pot", ""},
    {"more than a name is none", "boiler", ""},
    {"the user's own goes first", "nanosleep", "nanosleep"},
    {"wildcard", "oven_clean", "oven_*"},
    {"wildcard over several parts", "oven_fan_on", "oven_*"},
    {"the longer wildcard", "oven_door_close", "oven_door_*"},
    {"exact before wildcard", "oven_door_open", "oven_door_open"},
    {"wildcard needs its boundary", "ovenlight", ""},
    {"any field of a record", "cook::taste", "cook::*"},
    {"a field of its own", "cook::sleep", "cook::sleep"},
    {"another record", "baker::taste", ""},
    {"record alone", "cook", ""},
    {"type of a callback", "stir_cb", "stir_cb"},
    {"the tables stand behind it", "epoll_wait", "{epoll_wait,epoll_pwait}"},
    {"a struct by its tag", "_GSourceFuncs::dispatch",
     "{_GSourceFuncs,GSourceFuncs}::{prepare,check,dispatch}"},
    {"a struct by its typedef", "GSourceFuncs::dispatch",
     "{_GSourceFuncs,GSourceFuncs}::{prepare,check,dispatch}"},
    {"nothing of Python", "time.sleep", ""},
    {"libevent's signal_add is irssi's, too", "signal_add", ""},
    {"empty", "", ""},
    {"only a star", "*", ""},
};

static void finds(const FindRow *row) {
  Fixture fixture = fixture_new();
  const KnowledgeEntry *entry = knowledge_find_c(fixture.knowledge, str_from_c(row->asked));
  assert_string_equal(entry ? entry->name : "", row->want);
  arena_release(&fixture.arena);
}
TEST_TABLE("knowledge_find_c", find_rows, finds)

static void keeps_languages_apart(void) {
  Fixture fixture = fixture_new();
  assert_null(knowledge_find(fixture.knowledge, STR("boil")));
  assert_null(knowledge_find(fixture.knowledge, STR("epoll_wait")));
  assert_non_null(knowledge_find(fixture.knowledge, STR("time.sleep")));
  assert_false(knowledge_has_module(fixture.knowledge, STR("boil")));
  arena_release(&fixture.arena);
}
TEST_CASE("Python does not see names of C", keeps_languages_apart)

static void needs_asking_for(void) {
  Arena arena = {0};
  assert_null(knowledge_find_c(knowledge_new(&arena), STR("nanosleep")));
  assert_non_null(knowledge_find_c(knowledge_of_c(&arena), STR("nanosleep")));
  arena_release(&arena);
}
TEST_CASE("nothing is known of C until it is asked for", needs_asking_for)

// ---- Roles --------------------------------------------------------------------------------------

typedef struct RoleRow {
  const char *name, *function; // "" is a function that nothing is known of
  int position;
  const char *type;
  ArgumentRole want;
} RoleRow;

static const RoleRow role_rows[] = {
    {"by the type alone", "", 0, "stir_cb", ROLE_ON_LOOP},
    {"the function goes first", "stir_later", 1, "stir_cb", ROLE_OFF_LOOP},
    {"another place of that function", "stir_later", 0, "stir_cb", ROLE_ON_LOOP},
    {"all places from one on", "stir_later", 5, "stir_cb", ROLE_STORED},
    {"no type", "", 0, "", ROLE_NONE},
    {"unknown type", "", 0, "fry_cb", ROLE_NONE},
    {"plain pointer to a function", "", 0, "(*)", ROLE_NONE},
    {"a function is no type", "", 0, "boil", ROLE_NONE},

    {"uv_queue_work, the work", "uv_queue_work", 2, "uv_work_cb", ROLE_OFF_LOOP},
    {"uv_queue_work, what comes after", "uv_queue_work", 3, "uv_after_work_cb", ROLE_ON_LOOP},
    {"a registrar that is new", "", 4, "uv_timer_cb", ROLE_ON_LOOP},
    {"GFunc is called at once", "g_list_foreach", 1, "GFunc", ROLE_CALLED},
    {"GFunc of a pool", "g_thread_pool_new", 0, "GFunc", ROLE_OFF_LOOP},
    {"idle callback", "g_idle_add", 0, "GSourceFunc", ROLE_ON_LOOP},
    {"destroy notifier", "g_idle_add_full", 3, "GDestroyNotify", ROLE_STORED},
    {"task in a thread", "g_task_run_in_thread", 1, "GTaskThreadFunc", ROLE_OFF_LOOP},
    {"filter on the worker of D-Bus", "g_dbus_connection_add_filter", 1, "", ROLE_OFF_LOOP},
    {"child of a spawn", "g_spawn_async", 4, "GSpawnChildSetupFunc", ROLE_CHILD},
    {"thread", "pthread_create", 2, "(*)", ROLE_OFF_LOOP},
    {"fork handlers", "pthread_atfork", 2, "(*)", ROLE_CHILD},
    {"signal handler", "signal", 1, "__sighandler_t", ROLE_SIGNAL},
    {"comparison", "qsort", 3, "__compar_fn_t", ROLE_CALLED},
    {"libevent", "event_new", 3, "event_callback_fn", ROLE_ON_LOOP},
    {"a macro of libevent", "evtimer_new", 1, "", ROLE_ON_LOOP},
    {"both callbacks of a periodic watcher", "ev_periodic_init", 4, "", ROLE_ON_LOOP},
    {"io of sd-event", "sd_event_add_io", 4, "", ROLE_ON_LOOP},
    {"a call through a table", "pa_mainloop_api::io_new", 3, "", ROLE_ON_LOOP},
    {"four handlers", "aio_set_fd_handler", 5, "AioPollFn", ROLE_ON_LOOP},
    {"both jobs of a pool", "thread_pool_submit_aio", 2, "", ROLE_ON_LOOP},
    {"coroutine", "qemu_coroutine_create", 0, "CoroutineEntry", ROLE_ON_COROUTINE},
    {"thread of State Threads", "st_thread_create", 0, "(*)", ROLE_ON_COROUTINE},
};

static void has_role(const RoleRow *row) {
  Fixture fixture = fixture_new();
  const KnowledgeEntry *function = knowledge_find_c(fixture.knowledge, str_from_c(row->function));
  ArgumentRole role =
      knowledge_argument_role_c(fixture.knowledge, function, row->position, str_from_c(row->type));
  assert_int_equal(role, row->want);
  arena_release(&fixture.arena);
}
TEST_TABLE("knowledge_argument_role_c", role_rows, has_role)

typedef struct SlotRow {
  const char *name, *slot;
  ArgumentRole want;
} SlotRow;

static const SlotRow slot_rows[] = {
    {"process of libuv", "uv_process_options_s::exit_cb", ROLE_ON_LOOP},
    {"watcher of libev", "ev_timer::cb", ROLE_ON_LOOP},
    {"signal handler", "sigaction::sa_handler", ROLE_SIGNAL},
    {"event of nginx", "ngx_event_s::handler", ROLE_ON_LOOP},
    {"thread task of nginx", "ngx_thread_task_s::handler", ROLE_OFF_LOOP},
    {"directive of nginx", "ngx_command_s::set", ROLE_STORED},
    {"command of Redis", "redisCommand::proc", ROLE_ON_LOOP},
    {"listener of Wayland", "wl_listener::notify", ROLE_ON_LOOP},
    {"work of ivykis", "iv_work_item::work", ROLE_OFF_LOOP},
    {"its completion", "iv_work_item::completion", ROLE_ON_LOOP},
    {"coroutine of a block driver", "BlockDriver::bdrv_co_preadv", ROLE_ON_COROUTINE},
    {"trying member of a gvfs backend", "GVfsBackendClass::try_read", ROLE_ON_LOOP},
    {"the one without try", "GVfsBackendClass::read", ROLE_OFF_LOOP},
    {"widget", "_GtkWidgetClass::size_allocate", ROLE_ON_LOOP},
};

static void slot_runs(const SlotRow *row) {
  Fixture fixture = fixture_new();
  const KnowledgeEntry *entry = knowledge_find_c(fixture.knowledge, str_from_c(row->slot));
  assert_non_null(entry);
  assert_int_equal(entry->kind, KNOWN_SLOT);
  assert_int_equal(entry->roles[0].role, row->want);
  arena_release(&fixture.arena);
}
TEST_TABLE("fields that hold callbacks", slot_rows, slot_runs)

// ---- Conditions ---------------------------------------------------------------------------------

typedef struct ConditionRow {
  const char *name, *function;
  Predicate is;
  int position;
  uint32_t bits;
} ConditionRow;

static const ConditionRow condition_rows[] = {
    {"sleep of nothing", "sleep", ARGUMENT_ZERO, 0, 0},
    {"zeroed time", "nanosleep", ARGUMENT_POINTS_TO_ZERO, 0, 0},
    {"a millisecond", "usleep", ARGUMENT_AT_MOST, 0, 1000},
    {"poll", "poll", ARGUMENT_ZERO, 2, 0},
    {"select", "select", ARGUMENT_POINTS_TO_ZERO, 4, 0},
    {"epoll", "epoll_wait", ARGUMENT_ZERO, 3, 0},
    {"WNOHANG", "waitpid", ARGUMENT_HAS_BITS, 2, 1},
    {"MSG_DONTWAIT", "recv", ARGUMENT_HAS_BITS, 3, 0x40},
    {"a socket in blocking mode", "recv", ARGUMENT_CAN_WAIT, 0, WAIT_FOR_INPUT},
    {"room in a socket in blocking mode", "send", ARGUMENT_CAN_WAIT, 0, WAIT_FOR_ROOM},
    {"a stream of no file", "fgets", ARGUMENT_NO_FILE, 2, 0},
    {"a file", "read", ARGUMENT_IS_FILE, 0, 0},
    {"AI_NUMERICHOST", "getaddrinfo", ARGUMENT_FIELD_HAS_BITS, 2, 4},
    {"numeric host", "getaddrinfo", ARGUMENT_IS_ADDRESS, 0, 0},
    {"any host", "getaddrinfo", ARGUMENT_NONE, 0, 0},
    {"MS_SYNC", "msync", ARGUMENT_LACKS_BITS, 2, 4},
    {"F_SETLKW", "fcntl", ARGUMENT_EQUALS, 1, 7},
    {"F_OFD_SETLKW", "fcntl", ARGUMENT_EQUALS, 1, 38},
    {"LOCK_NB", "flock", ARGUMENT_HAS_BITS, 1, 4},
    {"F_LOCK", "lockf", ARGUMENT_EQUALS, 1, 1},
    {"no callback", "uv_fs_read", ARGUMENT_NONE, 6, 0},
    {"no callback for a name", "uv_getaddrinfo", ARGUMENT_NONE, 2, 0},
    {"no DNS base", "bufferevent_socket_connect_hostname", ARGUMENT_NONE, 1, 0},
    {"no error to fill in", "dbus_bus_add_match", ARGUMENT_NONE, 2, 0},
    {"IPC_NOWAIT", "semop", ARGUMENT_FIELD_HAS_BITS, 1, 04000},
    {"files of the kernel", "fopen", ARGUMENT_STARTS, 0, 0},
    {"FIFOs and serial lines", "open", ARGUMENT_HAS_PEER, 0, 0},
    {"a database in memory", "sqlite3_open", ARGUMENT_IS, 0, 0},
};

static bool is_condition(const Condition *condition, const ConditionRow *row) {
  return condition->is == row->is && condition->position == row->position &&
         condition->bits == row->bits;
}

static bool has_condition(const KnowledgeEntry *entry, const ConditionRow *row) {
  for (size_t i = 0; i < COUNT_OF(entry->unless); i++)
    if (is_condition(&entry->unless[i], row)) return true;
  return is_condition(&entry->only_if, row) || is_condition(&entry->or_if, row);
}

static void depends(const ConditionRow *row) {
  Arena arena = {0};
  const KnowledgeEntry *entry = knowledge_find_c(knowledge_of_c(&arena), str_from_c(row->function));
  assert_non_null(entry);
  assert_true(has_condition(entry, row));
  arena_release(&arena);
}
TEST_TABLE("on what condition", condition_rows, depends)

static void reads_what_it_is_given(void) {
  Arena arena = {0};
  const KnowledgeEntry *entry = knowledge_find_c(knowledge_of_c(&arena), STR("read"));
  assert_int_equal(entry->effect, EFFECT_FILE_IO);
  assert_int_equal(entry->otherwise->effect, EFFECT_NETWORK);
  assert_int_equal(entry->otherwise->only_if.is, ARGUMENT_CAN_WAIT);
  entry = knowledge_find_c(knowledge_of_c(&arena), STR("fgets"));
  assert_int_equal(entry->effect, EFFECT_FILE_IO);
  assert_int_equal(entry->otherwise->effect, EFFECT_INPUT);
  arena_release(&arena);
}
TEST_CASE("one function may have one effect or another", reads_what_it_is_given)

// ---- What blocks --------------------------------------------------------------------------------

typedef struct BlockRow {
  const char *name;
  Effect effect;
  Tier tier;
  const char *functions;
} BlockRow;

static const BlockRow block_rows[] = {
    {"sleeping", EFFECT_SLEEP, TIER_UNBOUNDED,
     "sleep usleep nanosleep clock_nanosleep pause sigsuspend g_usleep uv_sleep ev_sleep"},
    {"polling", EFFECT_POLL, TIER_UNBOUNDED,
     "poll ppoll select pselect epoll_wait epoll_pwait2 sigwait sigtimedwait io_getevents "
     "aio_suspend io_uring_wait_cqe g_poll curl_multi_wait sd_bus_wait"},
    {"names", EFFECT_DNS, TIER_UNBOUNDED,
     "getaddrinfo getnameinfo gethostbyname gethostbyaddr_r res_query evutil_getaddrinfo "
     "uv_getaddrinfo g_resolver_lookup_by_name evhttp_connection_base_new"},
    {"processes", EFFECT_PROCESS_WAIT, TIER_UNBOUNDED,
     "wait waitpid wait4 waitid pclose g_subprocess_wait g_subprocess_communicate"},
    {"commands", EFFECT_SUBPROCESS, TIER_UNBOUNDED,
     "system g_spawn_sync g_spawn_command_line_sync"},
    {"threads", EFFECT_LOCK, TIER_UNBOUNDED,
     "pthread_join pthread_cond_wait sem_wait pthread_barrier_wait flock uv_thread_join "
     "g_thread_join g_cond_wait g_async_queue_pop qemu_cond_wait pw_loop_invoke"},
    {"mutexes", EFFECT_LOCK, TIER_CHEAP,
     "pthread_mutex_lock pthread_rwlock_wrlock uv_mutex_lock g_mutex_lock mtx_lock"},
    {"durability", EFFECT_SYNC, TIER_BULK,
     "fsync fdatasync sync syncfs msync uv_fs_fsync g_file_set_contents"},
    {"other processes", EFFECT_IPC, TIER_UNBOUNDED,
     "g_dbus_connection_call_sync g_bus_get_sync sd_bus_call sd_bus_get_property "
     "dbus_connection_send_with_reply_and_block wl_display_roundtrip XSync "
     "xcb_get_property_reply g_app_info_launch_uris"},
    {"databases", EFFECT_DATABASE, TIER_UNBOUNDED,
     "PQexec PQconnectdb mysql_query mysql_real_connect redisCommand redisConnect"},
    {"SQLite", EFFECT_DATABASE, TIER_BULK, "sqlite3_step sqlite3_exec sqlite3_open"},
    {"HTTP", EFFECT_HTTP, TIER_UNBOUNDED, "curl_easy_perform"},
    {"file contents", EFFECT_FILE_IO, TIER_BULK,
     "fread fgets getline fwrite pread copy_file_range g_file_get_contents g_file_load_contents "
     "g_input_stream_read g_output_stream_write_all"},
    {"trees", EFFECT_TREE_IO, TIER_BULK,
     "ftw nftw scandir glob fts_read g_file_enumerate_children"},
    {"opening", EFFECT_OPEN, TIER_CHEAP, "fopen mkstemp uv_fs_open g_file_read"},
    {"opening what has another end", EFFECT_OPEN_PEER, TIER_UNBOUNDED, "open openat"},
    {"metadata", EFFECT_PATH_METADATA, TIER_CHEAP,
     "stat unlink rename opendir readdir realpath g_file_test g_file_query_info uv_fs_stat"},
    {"people", EFFECT_INPUT, TIER_UNBOUNDED, "scanf getchar getpass readline"},
    {"logging", EFFECT_LOG, TIER_CHEAP, "syslog vsyslog printf perror sd_journal_print"},
    {"computing", EFFECT_CPU, TIER_BULK,
     "crypt EVP_PKEY_keygen PKCS5_PBKDF2_HMAC compress2 ZSTD_compress lua_close"},
    {"loops in loops", EFFECT_NESTED_LOOP, TIER_UNBOUNDED,
     "uv_run event_base_loop event_base_dispatch event_dispatch event_loop ev_run ev_loop "
     "g_main_loop_run g_main_context_iteration g_application_run gtk_main gtk_dialog_run "
     "gtk_main_iteration sd_event_run sd_event_loop aeMain aeProcessEvents aio_poll "
     "BDRV_POLL_WHILE "
     "AIO_WAIT_WHILE wl_event_loop_dispatch wl_display_run tevent_loop_once tevent_loop_wait "
     "iv_main pa_mainloop_iterate pa_mainloop_run pw_main_loop_run "
     "dbus_connection_read_write_dispatch mosquitto_loop lws_service"},
    {"nothing", EFFECT_NONE, TIER_NONE,
     "uv_timer_start event_new fstat socket malloc memcpy pthread_mutex_trylock evdns_getaddrinfo "
     "sd_bus_call_async g_idle_add redisAsyncCommand qemu_coroutine_yield st_sleep"},
};

// Fails, with the names, unless each of them is as the row says.
static void blocks(const BlockRow *row) {
  Arena arena = {0};
  const Knowledge *knowledge = knowledge_of_c(&arena);
  int failures = 0;
  Str rest = str_from_c(row->functions);
  while (rest.at) {
    Str name = str_cut(&rest, ' ');
    const KnowledgeEntry *entry = knowledge_find_c(knowledge, name);
    if (entry ? entry->effect == row->effect && entry->tier == row->tier : !row->effect) continue;
    print_error("%.*s\n", STR_ARG(name));
    failures++;
  }
  arena_release(&arena);
  assert_int_equal(failures, 0);
}
TEST_TABLE("what blocks", block_rows, blocks)

// ---- Traits -------------------------------------------------------------------------------------

typedef struct TraitRow {
  const char *name;
  Trait trait;
  const char *functions;
} TraitRow;

static const TraitRow trait_rows[] = {
    {"end the process", TRAIT_NEVER_RETURNS,
     "exit _exit _Exit abort quick_exit err errx __assert_fail longjmp"},
    {"fork", TRAIT_FORKS, "fork vfork forkpty"},
    {"replace the process", TRAIT_EXECS, "execl execle execlp execv execve execvp fexecve"},
    {"lock", TRAIT_LOCKS, "pthread_mutex_lock pthread_mutex_trylock g_mutex_lock uv_mutex_lock"},
    {"unlock", TRAIT_UNLOCKS, "pthread_mutex_unlock g_mutex_unlock uv_mutex_unlock mtx_unlock"},
    {"suspend", TRAIT_SUSPENDS,
     "qemu_coroutine_yield dill_msleep mill_yield_ st_sleep mco_yield aco_yield coro_yield "
     "PT_WAIT_UNTIL thread_pool_submit_co"},
    {"start", TRAIT_STARTS,
     "uv_fs_event_start uv_write uv_listen event_add sd_event_add_io aeCreateFileEvent "
     "pthread_create"},
    {"start and seldom fail", TRAIT_SELDOM_FAILS, "event_add event_once"},
    {"keep their first argument", TRAIT_KEEPS_FIRST, "uv_write uv_timer_start event_assign"},
    {"keep their second", TRAIT_KEEPS_SECOND, "uv_fs_read uv_queue_work uv_spawn ev_io_start"},
    {"belong to the loop", TRAIT_LOOP_ONLY, "uv_close uv_timer_start gtk_label_set_text"},
    {"belong to nobody", TRAIT_ANY_THREAD, "uv_async_send g_idle_add g_main_context_invoke"},
    {"give files", TRAIT_GIVES_FILE, "open openat creat mkstemp"},
    {"give streams", TRAIT_GIVES_STREAM, "socket accept accept4"},
    {"make non-blocking", TRAIT_SETS_NONBLOCKING,
     "fcntl ioctl evutil_make_socket_nonblocking g_unix_set_fd_nonblocking anetNonBlock"},
    {"free", TRAIT_FREES, "free g_free"},
    {"are unsafe in signal handlers", TRAIT_SIGNAL_UNSAFE,
     "printf fprintf malloc free exit syslog localtime pthread_mutex_lock getaddrinfo strdup"},
    {"are for coroutines", TRAIT_COROUTINE_ONLY,
     "qemu_coroutine_yield mco_yield aco_yield coro_yield sleep_for future_await"},
    {"end the coroutine or thread", TRAIT_ENDS_FLOW,
     "pthread_exit thrd_exit st_thread_exit aco_exit dill_epilogue mill_epilogue_"},
    {"have a pool that others share", TRAIT_SHARED_POOL,
     "uv_queue_work g_task_run_in_thread thread_run pool_run thread_pool_submit"},
    {"close", TRAIT_CLOSES, "uv_close"},
    {"open a handle", TRAIT_OPENS_SECOND, "uv_timer_init uv_async_init uv_poll_init uv_tty_init"},
    {"owe an answer", TRAIT_OWES_ANSWER, "g_task_new"},
    {"answer", TRAIT_ANSWERS, "g_task_return_boolean g_task_return_new_error"},
    {"only look", TRAIT_LOOKS, "g_task_set_task_data g_object_unref"},
    {"owe an end", TRAIT_OWES_END, "st_thread_create dill_prologue"},
    {"give a source", TRAIT_GIVES_SOURCE, "g_timeout_add g_io_add_watch g_unix_fd_add"},
};

static void has_trait(const TraitRow *row) {
  Arena arena = {0};
  const Knowledge *knowledge = knowledge_of_c(&arena);
  int failures = 0;
  Str rest = str_from_c(row->functions);
  while (rest.at) {
    Str name = str_cut(&rest, ' ');
    const KnowledgeEntry *entry = knowledge_find_c(knowledge, name);
    if (entry && entry->traits & row->trait) continue;
    print_error("%.*s\n", STR_ARG(name));
    failures++;
  }
  arena_release(&arena);
  assert_int_equal(failures, 0);
}
TEST_TABLE("functions that", trait_rows, has_trait)

static bool is_safe(const KnowledgeEntry *entry) {
  return entry && entry->traits & TRAIT_SIGNAL_SAFE;
}

// All of signal-safety(7), and a few that are not on it.
static void knows_safe_functions(void) {
  static const char safe[] =
      "abort accept access aio_error aio_return aio_suspend alarm bind cfgetispeed cfgetospeed "
      "cfsetispeed cfsetospeed chdir chmod chown clock_gettime close connect creat dup dup2 execl "
      "execle execv execve _exit _Exit faccessat fchdir fchmod fchmodat fchown fchownat fcntl "
      "fdatasync fexecve ffs fork fstat fstatat fsync ftruncate futimens getegid geteuid getgid "
      "getgroups getpeername getpgrp getpid getppid getsockname getsockopt getuid htonl htons kill "
      "link linkat listen longjmp lseek lstat memccpy memchr memcmp memcpy memmove memset mkdir "
      "mkdirat mkfifo mkfifoat mknod mknodat ntohl ntohs open openat pause pipe poll "
      "posix_trace_event pselect pthread_kill pthread_self pthread_sigmask raise read readlink "
      "readlinkat recv recvfrom recvmsg rename renameat rmdir select sem_post send sendmsg sendto "
      "setgid setpgid setsid setsockopt setuid shutdown sigaction sigaddset sigdelset sigemptyset "
      "sigfillset sigismember siglongjmp signal sigpause sigpending sigprocmask sigqueue sigset "
      "sigsuspend sleep sockatmark socket socketpair stat stpcpy stpncpy strcat strchr strcmp "
      "strcpy "
      "strcspn strlen strncat strncmp strncpy strnlen strpbrk strrchr strspn strstr strtok_r "
      "symlink "
      "symlinkat tcdrain tcflow tcflush tcgetattr tcgetpgrp tcsendbreak tcsetattr tcsetpgrp time "
      "timer_getoverrun timer_gettime timer_settime times umask uname unlink unlinkat utime "
      "utimensat utimes wait waitpid wcpcpy wcpncpy wcscat wcschr wcscmp wcscpy wcscspn wcslen "
      "wcsncat wcsncmp wcsncpy wcsnlen wcspbrk wcsrchr wcsspn wcsstr wcstok wmemchr wmemcmp "
      "wmemcpy "
      "wmemmove wmemset write nanosleep";
  has_trait(&(TraitRow){"safe", TRAIT_SIGNAL_SAFE, safe});
  Arena arena = {0};
  const Knowledge *knowledge = knowledge_of_c(&arena);
  static const char *const unsafe[] = {"malloc",  "printf",  "syslog", "exit", "pthread_mutex_lock",
                                       "readdir", "opendir", "fopen"};
  for (size_t i = 0; i < COUNT_OF(unsafe); i++)
    assert_false(is_safe(knowledge_find_c(knowledge, str_from_c(unsafe[i]))));
  arena_release(&arena);
}
TEST_CASE("what a signal handler may call", knows_safe_functions)

// ---- Libraries and advice -----------------------------------------------------------------------

typedef struct LibraryRow {
  const char *name, *function;
  AsyncLibrary want;
} LibraryRow;

static const LibraryRow library_rows[] = {
    {"libuv", "uv_timer_start", LIBRARY_LIBUV},
    {"libuv's files", "uv_fs_read", LIBRARY_LIBUV},
    {"libevent", "event_new", LIBRARY_LIBEVENT},
    {"GLib", "g_idle_add", LIBRARY_GLIB},
    {"GIO", "g_file_read", LIBRARY_GLIB},
    {"any other loop", "aeCreateFileEvent", LIBRARY_C},
    {"libc", "nanosleep", LIBRARY_C},
    {"the user's own", "boil", LIBRARY_C},
};

static void speaks(const LibraryRow *row) {
  Fixture fixture = fixture_new();
  const KnowledgeEntry *entry = knowledge_find_c(fixture.knowledge, str_from_c(row->function));
  assert_non_null(entry);
  assert_int_equal(knowledge_library_c(entry), row->want);
  arena_release(&fixture.arena);
}
TEST_TABLE("knowledge_library_c", library_rows, speaks)

typedef struct AdviceRow {
  const char *name, *function;
  AsyncLibrary library;
  const char *want;
} AdviceRow;

static const AdviceRow advice_rows[] = {
    {"sleep, any loop", "sleep", LIBRARY_C, "a timer of the event loop"},
    {"sleep, libuv", "sleep", LIBRARY_LIBUV, "uv_timer_start(...)"},
    {"sleep, libevent", "sleep", LIBRARY_LIBEVENT, "evtimer_new(...) and event_add(...)"},
    {"sleep, GLib", "sleep", LIBRARY_GLIB, "g_timeout_add(...)"},
    {"names, libevent", "getaddrinfo", LIBRARY_LIBEVENT, "evdns_getaddrinfo(...)"},
    {"its own", "unlink", LIBRARY_LIBUV, "uv_fs_unlink(...) with a callback"},
    {"its own, in other words", "unlink", LIBRARY_GLIB, "g_file_delete_async(...)"},
    {"its own for all", "sd_bus_call", LIBRARY_GLIB, "sd_bus_call_async(...)"},
    {"the twin", "g_file_load_contents", LIBRARY_GLIB, "g_file_load_contents_async(...)"},
    {"the twin of a sync one", "g_bus_get_sync", LIBRARY_C, "g_bus_get(...)"},
    {"a thread, any loop", "crypt", LIBRARY_C,
     "a worker thread that tells the loop when it is done"},
    {"a thread, libuv", "crypt", LIBRARY_LIBUV, "uv_queue_work(...)"},
    {"a thread, GLib", "crypt", LIBRARY_GLIB, "g_task_run_in_thread(...)"},
};

static void advises(const AdviceRow *row) {
  Arena arena = {0};
  const KnowledgeEntry *entry = knowledge_find_c(knowledge_of_c(&arena), str_from_c(row->function));
  assert_non_null(entry);
  assert_string_equal(knowledge_advice(entry, row->library), row->want);
  arena_release(&arena);
}
TEST_TABLE("advice for C", advice_rows, advises)

TEST_MAIN(&finds_table, &keeps_languages_apart_table, &needs_asking_for_table, &has_role_table,
          &slot_runs_table, &depends_table, &reads_what_it_is_given_table, &blocks_table,
          &has_trait_table, &knows_safe_functions_table, &speaks_table, &advises_table)
