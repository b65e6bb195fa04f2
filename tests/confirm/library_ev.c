// libev apart from the others: it has names in common with libevent.
#include "loops.h"

#if HAVE_EV
#include <ev.h>

static void on_ev(struct ev_loop *loop, ev_io *watcher, int events) {
  (void)events;
  if (!loops_serve(watcher->data)) ev_io_stop(loop, watcher);
}

void libev_run(Server *server) {
  struct ev_loop *loop = ev_loop_new(EVFLAG_AUTO);
  ev_io watcher;
  ev_io_init(&watcher, on_ev, server->fd, EV_READ);
  watcher.data = server;
  ev_io_start(loop, &watcher);
  ev_run(loop, 0);
  ev_loop_destroy(loop);
}
#endif
