// Loads settings, and never hears that there are none.
#include <gio/gio.h>

static void load_async(const char *path, GAsyncReadyCallback done, gpointer data) {
  GTask *task = g_task_new(NULL, NULL, done, data);
  g_task_return_new_error(task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no %s", path);
  g_object_unref(task);
}

// expect: async-finish-missing
static void on_loaded(GObject *object, GAsyncResult *result, gpointer data) {
  (void)object, (void)result;
  g_main_loop_quit(data);
}

static gboolean load(gpointer loop) {
  load_async("settings", on_loaded, loop);
  return G_SOURCE_REMOVE;
}

int main(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  g_timeout_add(100, load, loop);
  g_main_loop_run(loop);
  g_main_loop_unref(loop);
  return 0;
}
