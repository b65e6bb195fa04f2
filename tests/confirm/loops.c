// A program with a loop of some kind in which something happens once, for the witness.
//
//   loops KIND ACTION        one turn of a loop does it; prints how long it lasted, in ms
//   loops KIND echo COUNT    serves COUNT round trips of a client; prints the server's CPU time, in
//   ms
//
// KIND: epoll, poll, select, and those of libraries.c. ACTION: usleep, read, mutex, compute, raw (a
// system call without the C library), nothing.
#define _GNU_SOURCE
#include "loops.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SPAN_MS 200
#define TURNS   6
#define ACT_AT  3

static double now_ms(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

// ---- Actions ------------------------------------------------------------------------------------

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int ends[2];

static void *other_thread(void *action) {
  if (strcmp(action, "mutex") == 0) pthread_mutex_lock(&mutex);
  if (write(ends[1], "a", 1) != 1) abort();
  usleep(SPAN_MS * 1000);
  if (strcmp(action, "mutex") == 0) pthread_mutex_unlock(&mutex);
  if (write(ends[1], "b", 1) != 1) abort();
  return NULL;
}

static void wait_byte(void) {
  char byte = 0;
  if (read(ends[0], &byte, 1) != 1) abort();
}

static void compute(void) {
  volatile unsigned long sum = 0;
  double end = now_ms(CLOCK_THREAD_CPUTIME_ID) + SPAN_MS;
  while (now_ms(CLOCK_THREAD_CPUTIME_ID) < end) {
    for (int i = 0; i < 100000; i++)
      sum += (unsigned long)i;
  }
}

static void wait_for_other(const char *action) {
  pthread_t thread;
  char name[16] = "";
  snprintf(name, sizeof name, "%s", action);
  if (pipe(ends) != 0 || pthread_create(&thread, NULL, other_thread, name) != 0) abort();
  wait_byte();
  if (strcmp(action, "mutex") == 0)
    pthread_mutex_lock(&mutex);
  else
    wait_byte();
  pthread_join(thread, NULL);
}

static void act(const char *action) {
  const struct timespec span = {SPAN_MS / 1000, SPAN_MS % 1000 * 1000000L};
  double start = now_ms(CLOCK_MONOTONIC);
  if (strcmp(action, "usleep") == 0)
    usleep(SPAN_MS * 1000);
  else if (strcmp(action, "compute") == 0)
    compute();
  else if (strcmp(action, "raw") == 0)
    syscall(SYS_nanosleep, &span, NULL);
  else if (strcmp(action, "nothing") != 0)
    wait_for_other(action);
  printf("%.1f\n", now_ms(CLOCK_MONOTONIC) - start);
}

// ---- Loops --------------------------------------------------------------------------------------

int loops_serve(Server *server) {
  char bytes[64];
  ssize_t size = read(server->fd, bytes, sizeof bytes);
  if (size <= 0) return 0;
  if (server->limit > 0) {
    if (write(server->fd, bytes, (size_t)size) != size) return 0;
    return ++server->count < server->limit;
  }
  if (server->turn == ACT_AT) act(server->action);
  return ++server->turn < TURNS;
}

static void run_epoll(Server *server) {
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN};
  epoll_ctl(epoll, EPOLL_CTL_ADD, server->fd, &event);
  do
    epoll_wait(epoll, &event, 1, -1);
  while (loops_serve(server));
  close(epoll);
}

static void run_poll(Server *server) {
  struct pollfd all[2] = {{server->fd, POLLIN, 0}, {server->other, POLLIN, 0}};
  do
    poll(all, 2, -1);
  while (loops_serve(server));
}

static void run_select(Server *server) {
  fd_set all;
  do {
    FD_ZERO(&all);
    FD_SET(server->fd, &all);
    FD_SET(server->other, &all);
    select((server->fd > server->other ? server->fd : server->other) + 1, &all, NULL, NULL, NULL);
  } while (loops_serve(server));
}

static int run(const char *kind, Server *server) {
  if (strcmp(kind, "epoll") == 0)
    run_epoll(server);
  else if (strcmp(kind, "poll") == 0)
    run_poll(server);
  else if (strcmp(kind, "select") == 0)
    run_select(server);
  else
    return libraries_run(kind, server);
  return 0;
}

// ---- The two uses -------------------------------------------------------------------------------

static void be_client(int fd, long limit) {
  char bytes[32] = "ping";
  for (long i = 0; i < limit; i++) {
    if (write(fd, bytes, sizeof bytes) < 0 || read(fd, bytes, sizeof bytes) <= 0) _exit(1);
  }
  _exit(0);
}

static int echo(const char *kind, Server *server) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) return 1;
  if (fork() == 0) be_client(pair[1], server->limit);
  close(pair[1]);
  server->fd = pair[0];
  double start = now_ms(CLOCK_PROCESS_CPUTIME_ID);
  int code = run(kind, server);
  printf("%.3f\n", now_ms(CLOCK_PROCESS_CPUTIME_ID) - start);
  return code;
}

int main(int count, char **words) {
  if (count < 3) return 2;
  int silent[2];
  if (pipe(silent) != 0) return 1;
  Server server = {.other = silent[0], .action = words[2]};
  if (strcmp(words[2], "echo") == 0) {
    server.limit = count > 3 ? strtol(words[3], NULL, 10) : 1000;
    return echo(words[1], &server);
  }
  const struct itimerspec often = {{0, 5000000}, {0, 5000000}};
  server.fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  timerfd_settime(server.fd, 0, &often, NULL);
  return run(words[1], &server);
}
