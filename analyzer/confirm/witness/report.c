// What the witness writes: objects, one a line, into a file of the process in the folder of the
// run. The file is opened for each line: programs close and exchange descriptors that are not
// theirs.
#include "confirm/witness/witness.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PATH_BYTES   512
#define LINE_BYTES   32768
#define STALL_MS     100u
#define STALL_MS_MIN 10ul
#define NS_PER_MS    1e6

typedef struct Line {
  size_t size;
  char text[LINE_BYTES];
} Line;

static char path[PATH_BYTES];
static atomic_flag is_writing = ATOMIC_FLAG_INIT;
static Line line;
static uint64_t stall_ns;

bool witness_is_on(void) {
  return stall_ns > 0;
}

uint64_t witness_stall_ns(void) {
  return stall_ns;
}

__attribute__((constructor)) static void read_environment(void) {
  const char *folder = getenv("NOSTALL_CONFIRM");
  const char *ms = getenv("NOSTALL_CONFIRM_STALL_MS");
  if (!folder) return;
  unsigned long number = ms ? strtoul(ms, NULL, 10) : STALL_MS;
  stall_ns = (uint64_t)(number < STALL_MS_MIN ? STALL_MS_MIN : number) * 1000000u;
}

void witness_forget_file(void) {
  path[0] = '\0';
  atomic_flag_clear(&is_writing);
}

// ---- Text ---------------------------------------------------------------------------------------

__attribute__((format(printf, 1, 2))) static void add(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  size_t room = LINE_BYTES - line.size;
  int count = vsnprintf(line.text + line.size, room, format, arguments);
  va_end(arguments);
  if (count > 0) line.size += (size_t)count < room ? (size_t)count : room - 1;
}

// As a JSON string; what is no plain ASCII becomes a question mark.
static void add_text(const char *text) {
  add("\"");
  for (; *text; text++) {
    unsigned char byte = (unsigned char)*text;
    if (byte == '"' || byte == '\\') add("\\");
    add("%c", byte < 0x20 || byte >= 0x7f ? '?' : byte);
  }
  add("\"");
}

// The address in the file, as tools want it: of a program at a fixed place it is the address
// itself.
static void add_frame(const void *address, bool is_first) {
  Dl_info info;
  if (!dladdr(address, &info) || !info.dli_fname) return;
  const ElfW(Ehdr) *header = info.dli_fbase;
  uintptr_t at = (uintptr_t)address - 1; // in the call, not behind it
  if (header->e_type != ET_EXEC) at -= (uintptr_t)info.dli_fbase;
  add("%s[", is_first ? "" : ", ");
  bool is_program = !strchr(info.dli_fname, '/');
  char own[PATH_BYTES] = "";
  ssize_t size = is_program ? readlink("/proc/self/exe", own, sizeof own - 1) : -1;
  add_text(size > 0 ? own : info.dli_fname);
  add(", %llu, ", (unsigned long long)at);
  add_text(info.dli_sname ? info.dli_sname : "");
  add("]");
}

// Without our own frames: we stand in front of the call, and around whole loops.
static void add_stack(const WitnessStack *stack) {
  Dl_info own;
  if (!dladdr((const void *)&line, &own)) return;
  bool is_first = true;
  for (int i = 0; i < stack->count; i++) {
    Dl_info info;
    if (!dladdr(stack->at[i], &info) || info.dli_fbase == own.dli_fbase) continue;
    size_t before = line.size;
    add_frame(stack->at[i], is_first);
    is_first &= line.size == before;
  }
}

// ---- Writing ------------------------------------------------------------------------------------

static void write_line(void) {
  add("\n");
  long file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file >= 0) {
    (void)syscall(SYS_write, file, line.text, line.size);
    (void)syscall(SYS_close, file);
  }
  line.size = 0;
}

static void begin_line(void) {
  while (atomic_flag_test_and_set(&is_writing))
    continue;
  line.size = 0;
  if (path[0]) return;
  const char *folder = getenv("NOSTALL_CONFIRM");
  unsigned long long now = witness_now();
  snprintf(path, sizeof path, "%s/seen/w-%d-%llx.jsonl", folder ? folder : "", getpid(), now);
  add("{\"kind\": \"process\", \"pid\": %d, \"implementation\": \"native\"}", getpid());
  write_line();
}

static void end_line(void) {
  write_line();
  atomic_flag_clear(&is_writing);
}

void witness_write_loop(const WitnessThread *thread) {
  begin_line();
  add("{\"kind\": \"witnessed-loop\", \"thread\": %d}", atomic_load(&thread->id));
  end_line();
}

void witness_write_disturbed(void) {
  begin_line();
  add("{\"kind\": \"disturbed\"}");
  end_line();
}

// System calls that programs wait in, for those that come without a function of the C library.
static const struct {
  long number;
  const char *name;
} system_calls[] = {
    {SYS_read, "read"},         {SYS_write, "write"},
    {SYS_recvfrom, "recvfrom"}, {SYS_recvmsg, "recvmsg"},
    {SYS_sendto, "sendto"},     {SYS_connect, "connect"},
    {SYS_accept4, "accept4"},   {SYS_nanosleep, "nanosleep"},
    {SYS_futex, "futex"},       {SYS_clock_nanosleep, "clock_nanosleep"},
    {SYS_wait4, "wait4"},       {SYS_flock, "flock"},
    {SYS_fsync, "fsync"},       {SYS_openat, "openat"},
};

static void add_system_call(long number) {
  for (size_t i = 0; i < sizeof system_calls / sizeof *system_calls; i++) {
    if (system_calls[i].number != number) continue;
    add("\"call\": \"system call %s\", ", system_calls[i].name);
    return;
  }
  add("\"call\": \"system call %ld\", ", number);
}

void witness_write_stall(const WitnessThread *thread, const WitnessStall *stall) {
  begin_line();
  add("{\"kind\": \"witnessed-stall\", \"thread\": %d, ", atomic_load(&thread->id));
  add("\"turn\": [%.3f, %.3f], ", (double)stall->start_ns / NS_PER_MS,
      (double)stall->end_ns / NS_PER_MS);
  add("\"ms\": %.1f, \"cause\": \"%s\", ", (double)stall->spent_ns / NS_PER_MS, stall->cause);
  if (stall->call) add("\"call\": \"%s\", ", stall->call);
  if (!stall->call && stall->system_call >= 0) add_system_call(stall->system_call);
  add("\"frames\": [");
  if (stall->stack) add_stack(stall->stack);
  add("]}");
  end_line();
}
