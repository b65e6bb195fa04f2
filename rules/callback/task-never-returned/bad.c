// Who asks is never told.
#include <gio/gio.h>

static void check_async(const char *name, GAsyncReadyCallback done, gpointer data) {
  GTask *task = g_task_new(NULL, NULL, done, data); // expect: task-never-returned
  g_task_set_task_data(task, g_strdup(name), g_free);
  g_object_unref(task);
}

static void on_checked(GObject *object, GAsyncResult *result, gpointer data) {
  GError *error = NULL;
  (void)object;
  if (!g_task_propagate_boolean(G_TASK(result), &error)) g_clear_error(&error);
  g_main_loop_quit(data);
}

static gboolean check(gpointer loop) {
  check_async("", on_checked, loop);
  return G_SOURCE_REMOVE;
}

static gboolean give_up(gpointer loop) {
  g_main_loop_quit(loop);
  return G_SOURCE_REMOVE;
}

int main(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  g_timeout_add(100, check, loop);
  g_timeout_add(300, give_up, loop);
  g_main_loop_run(loop);
  g_main_loop_unref(loop);
  return 0;
}
