// Functions that flow through parameters, returns and calls of a library.
typedef struct timer timer;
typedef void (*timer_cb)(timer *handle);
typedef void on_event(int fd, void *data);

int timer_start(timer *handle, timer_cb cb, unsigned long timeout, unsigned long repeat);
void watch(int fd, on_event *proc, void *data);
int later(void (*run)(void *), void *data);
int print(const char *format, ...);
void old_style();

struct loop {
  int (*submit)(struct loop *loop, timer_cb work, on_event *after);
};

static timer_cb chosen(int which);

static void tick(timer *handle) {
  timer_start(handle, tick, 100, 0);
}
static void ready(int fd, void *data) {
  watch(fd, ready, data);
}
static void work(void *data) {
  print("%p", data, ready);
}

static void forward(timer *handle, timer_cb cb) {
  timer_start(handle, cb, 0, 0);
}

static timer_cb chosen(int which) {
  if (which) return tick;
  return 0;
}

void start(struct loop *loop, timer *handle) {
  int fd = 0;
  forward(handle, &tick);
  later(work, &fd);
  loop->submit(loop, chosen(1), ready);
  int (*submit)(struct loop *, timer_cb, on_event *) = loop->submit;
  submit(loop, tick, 0);
  old_style(tick, fd);
  (void)timer_start(handle, (timer_cb)work, -1, 1UL << 40);
}
