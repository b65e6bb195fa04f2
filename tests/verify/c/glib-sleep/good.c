// The loop waits for both.
#include <glib.h>

static gboolean on_late(gpointer loop) {
  g_main_loop_quit(loop);
  return G_SOURCE_REMOVE;
}

static gboolean on_timer(gpointer loop) {
  g_timeout_add(300, on_late, loop);
  return G_SOURCE_REMOVE;
}

int main(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  g_timeout_add(10, on_timer, loop);
  g_main_loop_run(loop);
  g_main_loop_unref(loop);
  return 0;
}
