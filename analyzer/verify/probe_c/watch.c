// What holds the loop's thread. A turn is the time between two waits of the loop. While one lasts,
// a second thread looks again and again, without disturbing it, at where the first one is: in a
// system call the kernel tells its stack (/proc/self/task/<id>/syscall); a thread that computes is
// asked by a signal, one that waits never, since that would cut its wait short.
//
// What the looks found at one place adds up; the sum is a stall when it is long enough. A thread
// that neither waited nor computed was without a processor: that is no observation, it makes the
// run a disturbed one.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

static const double BEAT_S = 0.005;
static const double STALL_S = 0.1;
static const double LOOK_S = 0.005;
static const double YOUNG_S = 0.02;  // turns that nobody looks at yet
static const double CPU_S = 0.04;    // of processor time: it computed
static const double LATE_S = 0.03;   // of a thread that only sleeps: the machine is busy
static const double STILL_S = 0.001; // of processor time: it did not run
static const double ANSWER_S = 0.02; // of a thread that computes
enum { SPOTS_MAX = 32, ASK_SIGNAL = 41 };

// A place that the thread was found at, and for how long.
typedef struct Spot {
  PlaceStack stack;
  double start_s, total_s;
  double waited_s; // of the total
  double cpu_s;    // of the processor
  bool is_vague;   // late looks alone: somewhere in the function
} Spot;

static struct Watch {
  pthread_t thread;
  atomic_bool is_open;
  pid_t process;
  int file; // the kernel's word on the thread
  clockid_t cpu_clock;
  double origin; // of record_now
  // Under probe_lock:
  bool is_turn;
  unsigned long turn;
  double turn_start, looked, cpu;
  Spot spots[SPOTS_MAX];
  size_t count, last; // last: the spot of the last look, or SPOTS_MAX
  double lost_s;      // neither waiting nor computing
  bool is_pardoned;   // what waits now waits for threads to begin
  double next_beat;   // the loop's thread alone
  // The answer to a signal:
  atomic_bool is_answered;
  uintptr_t address, low;
} watch = {.file = -1, .last = SPOTS_MAX};

double clock_now(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

bool watch_is_open(void) {
  return atomic_load(&watch.is_open);
}

bool watch_is_loop(void) {
  return watch_is_open() && pthread_equal(watch.thread, pthread_self());
}

static double cpu_now(void) {
  struct timespec now = {0};
  if (clock_gettime(watch.cpu_clock, &now) != 0) return 0;
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// ---- Spots: under the lock ----------------------------------------------------------------------

static bool is_same_place(const Place *a, const Place *b) {
  return a->line == b->line && strcmp(a->function, b->function) == 0;
}

static bool is_same_stack(const PlaceStack *a, const PlaceStack *b, size_t from) {
  if (a->count != b->count) return false;
  for (size_t i = from; i < a->count; i++)
    if (!is_same_place(&a->at[i], &b->at[i])) return false;
  const char *left = a->callee ? a->callee : "", *right = b->callee ? b->callee : "";
  return from > 0 || strcmp(left, right) == 0;
}

static Spot *spot_of(const PlaceStack *stack, double start_s, bool is_vague) {
  size_t i = 0;
  while (i < watch.count && !is_same_stack(&watch.spots[i].stack, stack, 0))
    i++;
  if (i == SPOTS_MAX) return NULL;
  if (i == watch.count)
    watch.spots[watch.count++] = (Spot){.stack = *stack, .start_s = start_s, .is_vague = true};
  watch.spots[i].is_vague &= is_vague;
  watch.last = i;
  return &watch.spots[i];
}

static bool is_last(const PlaceStack *stack) {
  return watch.last < watch.count && is_same_stack(&watch.spots[watch.last].stack, stack, 0);
}

// A look that comes late says only where the thread is now; that it waited there all the while is
// known when it did before and has not run since.
static bool is_known(const PlaceStack *stack, bool is_waiting, double span, double computed) {
  if (watch.is_pardoned) return false;
  return !is_waiting || span <= LATE_S || (is_last(stack) && computed < STILL_S);
}

static void note(const PlaceStack *stack, double now, bool is_waiting, bool is_vague) {
  double span = now - watch.looked, cpu = cpu_now();
  double computed = cpu - watch.cpu;
  bool is_fine = is_known(stack, is_waiting, span, computed);
  Spot *spot = spot_of(stack, watch.looked, is_vague);
  if (spot && is_fine) {
    spot->total_s += span;
    spot->waited_s += is_waiting ? span : 0;
    spot->cpu_s += computed;
  } else {
    watch.lost_s += span;
  }
  watch.looked = now;
  watch.cpu = cpu;
}

// A thread that neither waited nor computed for so long was without a processor.
static bool tell(const Spot *spot) {
  bool has_computed = spot->cpu_s >= CPU_S;
  bool is_stall =
      spot->total_s >= STALL_S * 0.9 && (has_computed || spot->waited_s >= spot->total_s / 2);
  if (!is_stall) return false;
  Measured measured = {.at_s = spot->start_s - watch.origin,
                       .s = spot->total_s,
                       .sure_s = spot->waited_s + spot->cpu_s,
                       .beats_due = (long)(spot->total_s / BEAT_S),
                       .calls = -1};
  Fact facts[] = {
      {"cause", has_computed ? "cpu" : "blocked"}, {"primitive", spot->stack.callee}, {NULL, NULL}};
  record_see("loop-stall", &spot->stack, measured, facts);
  return true;
}

// Where one place alone is not enough, the function may be that they are in: many short calls.
static bool tell_together(const Spot *spots, size_t count) {
  Spot all = spots[0];
  all.stack.callee = NULL;
  for (size_t i = 1; i < count; i++) {
    if (spots[i].stack.count == 0 || !is_same_stack(&spots[0].stack, &spots[i].stack, 1)) continue;
    all.total_s += spots[i].total_s;
    all.waited_s += spots[i].waited_s;
    all.cpu_s += spots[i].cpu_s;
  }
  return tell(&all);
}

// What is told of a place in the function says more than that it was somewhere in it.
static bool is_told_better(const Spot *spot, const Spot *told, size_t count) {
  bool is_better = false;
  for (size_t i = 0; i < count && spot->is_vague && spot->stack.count > 0; i++)
    is_better |= is_same_stack(&told[i].stack, &spot->stack, 1);
  return is_better;
}

static void judge(const Spot *kept, size_t count, double lost_s, double spent_s) {
  Spot told[SPOTS_MAX], rest[SPOTS_MAX];
  size_t told_count = 0, rest_count = 0;
  for (int is_vague = 0; is_vague <= 1; is_vague++) {
    for (size_t i = 0; i < count; i++) {
      const Spot *spot = &kept[i];
      if (spot->is_vague != is_vague || is_told_better(spot, told, told_count)) continue;
      if (tell(spot))
        told[told_count++] = *spot;
      else
        rest[rest_count++] = *spot;
    }
  }
  bool is_told = told_count > 0 || (rest_count > 0 && tell_together(rest, rest_count));
  if (lost_s >= LATE_S || (spent_s >= STALL_S && !is_told)) record_set_disturbed();
}

void watch_pardon(bool is_pardoned) {
  if (!watch_is_loop()) return;
  probe_lock();
  watch.is_pardoned = is_pardoned;
  probe_unlock();
}

// ---- Turns --------------------------------------------------------------------------------------

void watch_begin_turn(void) {
  if (!watch_is_loop()) return;
  probe_lock();
  watch.is_turn = true;
  watch.turn++;
  watch.turn_start = watch.looked = clock_now();
  watch.cpu = cpu_now();
  watch.count = 0;
  watch.last = SPOTS_MAX;
  watch.lost_s = 0;
  probe_unlock();
}

void watch_end_turn(void) {
  if (!watch_is_loop() || !watch.is_turn) return;
  double now = clock_now();
  probe_lock();
  watch.is_turn = false;
  bool is_short = now - watch.looked <= LATE_S; // since the last look
  if (is_short && watch.last < SPOTS_MAX) {
    Spot *spot = &watch.spots[watch.last];
    spot->total_s += now - watch.looked;
    spot->cpu_s += cpu_now() - watch.cpu;
  } else if (!is_short) {
    watch.lost_s += now - watch.looked;
  }
  Spot spots[SPOTS_MAX];
  size_t count = watch.count;
  memcpy(spots, watch.spots, count * sizeof *spots);
  double lost_s = watch.lost_s;
  probe_unlock();
  judge(spots, count, lost_s, now - watch.turn_start);
  record_turn(watch.turn_start - watch.origin, now - watch.origin);
}

int watch_slice(int wait_ms) {
  double left = watch.next_beat - clock_now();
  int slice_ms = left > 0 ? (int)(left * 1000) + 1 : 0;
  return wait_ms < 0 || slice_ms < wait_ms ? slice_ms : wait_ms;
}

void watch_beat(void) {
  double now = clock_now();
  if (!watch_is_loop() || now < watch.next_beat) return;
  record_beat(now - watch.origin);
  watch.next_beat = now + BEAT_S;
}

// ---- Looking ------------------------------------------------------------------------------------

typedef enum Doing { DOING_NOTHING, DOING_COMPUTE, DOING_WAIT } Doing;

// "running", "-1 0xSP 0xPC", or "NUMBER 0x.. (6 of them) 0xSP 0xPC".
static Doing ask_kernel(uintptr_t *low) {
  char text[256] = "";
  ssize_t count = pread(watch.file, text, sizeof text - 1, 0);
  if (count <= 0) return DOING_NOTHING;
  if (strncmp(text, "running", 7) == 0) return DOING_COMPUTE;
  if (text[0] == '-') return DOING_NOTHING;
  char *last = NULL, *before = NULL;
  for (char *space = strchr(text, ' '); space; space = strchr(space + 1, ' ')) {
    before = last;
    last = space;
  }
  if (!before) return DOING_NOTHING;
  *low = (uintptr_t)strtoull(before + 1, NULL, 16);
  return DOING_WAIT;
}

static void answer(int number, siginfo_t *info, void *context) {
  (void)number, (void)info;
  const ucontext_t *machine = context;
  int error_number = errno;
#if defined(__x86_64__)
  watch.address = (uintptr_t)machine->uc_mcontext.gregs[REG_RIP];
  watch.low = (uintptr_t)machine->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
  watch.address = (uintptr_t)machine->uc_mcontext.pc;
  watch.low = (uintptr_t)machine->uc_mcontext.sp;
#else
  (void)machine;
#endif
  atomic_store(&watch.is_answered, true);
  errno = error_number;
}

// The thread computes: it says itself where.
static bool ask_thread(void) {
  atomic_store(&watch.is_answered, false);
  if (pthread_kill(watch.thread, ASK_SIGNAL) != 0) return false;
  double end = clock_now() + ANSWER_S;
  while (!atomic_load(&watch.is_answered)) {
    struct timespec moment = {0, 200000};
    if (clock_now() > end) return false;
    nanosleep(&moment, NULL);
  }
  return true;
}

static void look_at_wait(unsigned long turn, uintptr_t low) {
  uintptr_t again = 0;
  probe_lock();
  if (watch.is_turn && watch.turn == turn) {
    PlaceStack stack = frames_stack(watch.thread, frames_task(), low, false);
    if (ask_kernel(&again) == DOING_WAIT && again == low) note(&stack, clock_now(), true, false);
  }
  probe_unlock();
}

// Which line of a loop a computing thread is in is an accident: its function is told. So is a short
// call that a late look finds it in, but not one that it was in before.
static void look_at_work(unsigned long turn) {
  if (!ask_thread()) return; // the next look will count this time, too
  probe_lock();
  if (watch.is_turn && watch.turn == turn) {
    double now = clock_now();
    bool is_late = now - watch.looked > LATE_S, is_own = places_line(watch.address) > 0;
    PlaceStack stack = frames_stack(watch.thread, frames_task(), watch.low, is_own);
    bool is_vague = is_late && !is_own && !is_last(&stack);
    if (is_vague) stack = frames_stack(watch.thread, frames_task(), watch.low, true);
    note(&stack, now, false, is_vague);
  }
  probe_unlock();
}

static void look(void) {
  probe_lock();
  bool is_due = watch.is_turn && clock_now() - watch.turn_start > YOUNG_S;
  unsigned long turn = watch.turn;
  probe_unlock();
  uintptr_t low = 0;
  if (!is_due) return;
  Doing doing = ask_kernel(&low);
  if (doing == DOING_WAIT) look_at_wait(turn, low);
  if (doing == DOING_COMPUTE) look_at_work(turn);
}

static void *look_on(void *context) {
  (void)context;
  for (;;) {
    double before = clock_now();
    struct timespec moment = {0, (long)(LOOK_S * 1e9)};
    nanosleep(&moment, NULL);
    if (clock_now() - before > LOOK_S + LATE_S) record_set_disturbed();
    look();
  }
  return NULL;
}

static bool start_looking(void) {
  struct sigaction action = {.sa_sigaction = answer, .sa_flags = SA_SIGINFO | SA_RESTART};
  sigset_t all, before;
  pthread_t looker;
  sigemptyset(&action.sa_mask);
  sigaction(ASK_SIGNAL, &action, NULL);
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before); // signals of the example are not for this thread
  bool ok = pthread_create(&looker, NULL, look_on, NULL) == 0 && pthread_detach(looker) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return ok;
}

void watch_open(void) {
  if (watch_is_open() || probe_job.is_virtual) return;
  watch.thread = pthread_self();
  watch.file = open("/proc/thread-self/syscall", O_RDONLY | O_CLOEXEC);
  watch.origin = clock_now() - record_now();
  watch.next_beat = clock_now() + BEAT_S;
  if (pthread_getcpuclockid(watch.thread, &watch.cpu_clock) != 0) return;
  atomic_store(&watch.is_open, true);
  if (!start_looking()) record_set_disturbed();
}
