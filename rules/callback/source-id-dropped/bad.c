// Ticks for an object that is gone.
// nostall-args: --extend-select source-id-dropped --min-confidence possible
#include <glib.h>

typedef struct Display {
  int ticks;
} Display;

typedef struct Window {
  GMainLoop *loop;
  Display *display;
} Window;

static gboolean on_tick(gpointer data) {
  Display *display = data;
  display->ticks++;
  return G_SOURCE_CONTINUE;
}

static Display *display_new(void) {
  Display *display = g_new0(Display, 1);
  g_timeout_add(10, on_tick, display); // expect: source-id-dropped
  return display;
}

static gboolean close_window(gpointer data) {
  Window *window = data;
  g_main_loop_quit(window->loop);
  g_free(window->display);
  window->display = NULL;
  return G_SOURCE_REMOVE;
}

int main(void) {
  Window window = {g_main_loop_new(NULL, FALSE), display_new()};
  guint closing = g_timeout_add(100, close_window, &window);
  g_main_loop_run(window.loop);
  g_main_loop_unref(window.loop);
  return closing > 0 ? 0 : 1;
}
