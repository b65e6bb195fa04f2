// Frees a handle right behind uv_close, which closes it later.
#include <stdlib.h>
#include <uv.h>

typedef struct Client {
  int number;
  uv_timer_t idle;
} Client;

static void on_idle(uv_timer_t *timer) {
  Client *client = timer->data;
  uv_close((uv_handle_t *)&client->idle, NULL);
  free(client); // expect: handle-freed-without-close
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  Client *client = malloc(sizeof *client);
  uv_timer_init(loop, &client->idle);
  client->idle.data = client;
  uv_timer_start(&client->idle, on_idle, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
