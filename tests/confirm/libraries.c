// The loops of libraries, as far as they are installed: libuv, libevent, libev, GLib, sd-event.
#define _GNU_SOURCE
#include "loops.h"

#include <string.h>

#if HAVE_UV
#include <uv.h>

static void on_uv(uv_poll_t *handle, int status, int events) {
  (void)status, (void)events;
  if (!loops_serve(handle->data)) uv_poll_stop(handle);
}

static void run_uv(Server *server) {
  uv_loop_t loop;
  uv_poll_t handle;
  uv_loop_init(&loop);
  uv_poll_init(&loop, &handle, server->fd);
  handle.data = server;
  uv_poll_start(&handle, UV_READABLE, on_uv);
  uv_run(&loop, UV_RUN_DEFAULT);
  uv_close((uv_handle_t *)&handle, NULL);
  uv_run(&loop, UV_RUN_DEFAULT);
  uv_loop_close(&loop);
}
#endif

#if HAVE_EVENT
#include <event2/event.h>

typedef struct EventServer {
  Server *server;
  struct event *event;
} EventServer;

static void on_event(evutil_socket_t fd, short what, void *context) {
  (void)fd, (void)what;
  EventServer *own = context;
  if (!loops_serve(own->server)) event_del(own->event);
}

static void run_event(Server *server) {
  struct event_base *base = event_base_new();
  EventServer own = {.server = server};
  own.event = event_new(base, server->fd, EV_READ | EV_PERSIST, on_event, &own);
  event_add(own.event, NULL);
  event_base_dispatch(base);
  event_free(own.event);
  event_base_free(base);
}
#endif

#if HAVE_GLIB
#include <glib-unix.h>

typedef struct GlibServer {
  Server *server;
  GMainLoop *loop;
  gboolean is_over;
} GlibServer;

static gboolean on_glib(gint fd, GIOCondition condition, gpointer context) {
  (void)fd, (void)condition;
  GlibServer *own = context;
  if (loops_serve(own->server)) return G_SOURCE_CONTINUE;
  own->is_over = TRUE;
  g_main_loop_quit(own->loop);
  return G_SOURCE_REMOVE;
}

static void begin_glib(Server *server, GlibServer *own) {
  *own = (GlibServer){.server = server, .loop = g_main_loop_new(NULL, FALSE)};
  g_unix_fd_add(server->fd, G_IO_IN, on_glib, own);
}

static void run_glib(Server *server) {
  GlibServer own;
  begin_glib(server, &own);
  g_main_loop_run(own.loop);
  g_main_loop_unref(own.loop);
}

// As programs do that have a loop of their own around GLib's.
static void run_glib_steps(Server *server) {
  GlibServer own;
  begin_glib(server, &own);
  while (!own.is_over)
    g_main_context_iteration(NULL, TRUE);
  g_main_loop_unref(own.loop);
}
#endif

#if HAVE_SYSTEMD
#include <systemd/sd-event.h>

static int on_sd(sd_event_source *source, int fd, uint32_t events, void *context) {
  (void)fd, (void)events;
  if (loops_serve(context)) return 0;
  return sd_event_exit(sd_event_source_get_event(source), 0);
}

static sd_event *begin_sd(Server *server) {
  sd_event *event = NULL;
  if (sd_event_new(&event) < 0) return NULL;
  sd_event_add_io(event, NULL, server->fd, EPOLLIN, on_sd, server);
  return event;
}

static void run_sd(Server *server) {
  sd_event *event = begin_sd(server);
  sd_event_loop(event);
  sd_event_unref(event);
}

static void run_sd_steps(Server *server) {
  sd_event *event = begin_sd(server);
  while (sd_event_get_state(event) != SD_EVENT_FINISHED)
    sd_event_run(event, UINT64_MAX);
  sd_event_unref(event);
}
#endif

typedef struct Library {
  const char *kind;
  void (*run)(Server *server);
} Library;

static const Library libraries[] = {
#if HAVE_UV
    {"uv", run_uv},
#endif
#if HAVE_EVENT
    {"event", run_event},
#endif
#if HAVE_EV
    {"ev", libev_run},
#endif
#if HAVE_GLIB
    {"glib", run_glib},   {"glib-steps", run_glib_steps},
#endif
#if HAVE_SYSTEMD
    {"sd", run_sd},       {"sd-steps", run_sd_steps},
#endif
    {NULL, NULL},
};

int libraries_run(const char *kind, Server *server) {
  for (const Library *library = libraries; library->kind; library++) {
    if (strcmp(library->kind, kind) != 0) continue;
    library->run(server);
    return 0;
  }
  return 77;
}
