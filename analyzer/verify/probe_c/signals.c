// Signal handlers of the example, and what they call. A handler is called by one that stands here,
// so that it is known when one runs; functions that a handler must not call stand here in front of
// those of the C library. Examples raise their signals themselves: nothing of the probe is
// interrupted.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <syslog.h>
#include <time.h>

enum { SIGNALS_MAX = 65 };

typedef void Handler(int number);
typedef void InfoHandler(int number, siginfo_t *info, void *context);

static struct Signals {
  Handler *plain[SIGNALS_MAX];
  InfoHandler *with_info[SIGNALS_MAX];
  _Atomic int running; // handlers under way
} signals;

#define NAMES(NAME)                                                                                \
  NAME(signal)                                                                                     \
  NAME(sigaction)                                                                                  \
  NAME(puts)                                                                                       \
  NAME(exit)                                                                                       \
  NAME(localtime)
#define NUMBER(name) NEXT_##name,
enum { NAMES(NUMBER) NEXT_COUNT };
static _Atomic(void *) next_functions[NEXT_COUNT];
#define NEXT(name)                                                                                 \
  (*(__typeof__(&(name)) *)calls_next(&next_functions[NEXT_##name], #name, (void *[1]){NULL}))
#define CALLER __builtin_return_address(0)

// ---- Handlers -----------------------------------------------------------------------------------

static void run_plain(int number) {
  signals.running++;
  signals.plain[number](number);
  signals.running--;
}

static void run_with_info(int number, siginfo_t *info, void *context) {
  signals.running++;
  signals.with_info[number](number, info, context);
  signals.running--;
}

static bool is_watched(int number, Handler *handler, const void *caller) {
  bool is_function = handler != SIG_IGN && handler != SIG_DFL;
  return is_function && number > 0 && number < SIGNALS_MAX &&
         places_line((uintptr_t)caller - 1) > 0;
}

Handler *signal(int number, Handler *handler) {
  if (!is_watched(number, handler, CALLER)) return NEXT(signal)(number, handler);
  Handler *before = signals.plain[number];
  signals.plain[number] = handler;
  Handler *old = NEXT(signal)(number, run_plain);
  return old == run_plain ? before : old;
}

// Both kinds of handlers stand in the same place.
int sigaction(int number, const struct sigaction *action, struct sigaction *old) {
  Handler *handler = action ? action->sa_handler : SIG_DFL;
  if (!is_watched(number, handler, CALLER)) return NEXT(sigaction)(number, action, old);
  struct sigaction own = *action;
  if (action->sa_flags & SA_SIGINFO) {
    signals.with_info[number] = action->sa_sigaction;
    own.sa_sigaction = run_with_info;
  } else {
    signals.plain[number] = action->sa_handler;
    own.sa_handler = run_plain;
  }
  return NEXT(sigaction)(number, &own, old);
}

// ---- What they must not call --------------------------------------------------------------------

void signals_look(const char *call, const void *caller) {
  if (signals.running == 0 || places_line((uintptr_t)caller - 1) == 0) return;
  PlaceStack stack = frames_here();
  record_see("unsafe-in-handler", &stack, NOT_MEASURED, (Fact[]){{"call", call}, {NULL, NULL}});
}

int puts(const char *text) {
  signals_look("puts", CALLER);
  return NEXT(puts)(text);
}

int printf(const char *format, ...) {
  signals_look("printf", CALLER);
  va_list arguments;
  va_start(arguments, format);
  int result = vprintf(format, arguments);
  va_end(arguments);
  return result;
}

int fprintf(FILE *file, const char *format, ...) {
  signals_look("fprintf", CALLER);
  va_list arguments;
  va_start(arguments, format);
  int result = vfprintf(file, format, arguments);
  va_end(arguments);
  return result;
}

void syslog(int priority, const char *format, ...) {
  signals_look("syslog", CALLER);
  va_list arguments;
  va_start(arguments, format);
  vsyslog(priority, format, arguments);
  va_end(arguments);
}

struct tm *localtime(const time_t *when) {
  signals_look("localtime", CALLER);
  return NEXT(localtime)(when);
}

void exit(int status) {
  signals_look("exit", CALLER);
  NEXT(exit)(status);
  _Exit(status);
}
