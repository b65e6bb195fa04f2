// Slots: fields, tables and variables that hold functions.
typedef void (*callback)(int);
typedef int handler(void *data);

struct inner {
  callback on_read;
  callback on_write;
};

struct ops {
  callback open;
  handler *close;
  struct inner io;
  union {
    callback either;
    int number;
  };
  callback many[2];
  int flags : 3;
  int : 5;
  callback last;
};

typedef struct {
  callback only;
} bare;

struct command {
  const char *name;
  callback run;
};

static void first(int n) {
  (void)n;
}
static void second(int n) {
  (void)n;
}
static int closes(void *data) {
  return data != 0;
}

static struct ops designated = {.open = first,
                                .io = {.on_write = second},
                                .either = &first,
                                .many = {[1] = second},
                                .io.on_read = first};
static struct ops positional = {first,           closes, {first, second}, {second},
                                {first, second}, 1,      second};
static struct ops elided = {first, closes, first, second, second};
static const struct command commands[] = {
    {"get", first}, {"set", second}, {.run = first, .name = "del"}};
static const struct command flat[] = {"get", first, "set", second};
static callback table[] = {first, second, 0};
static callback single = first;
static struct { callback nameless; } anonymous = {first};
bare aliased = {.only = second};
int numbers[] = {1, 2, 3};

void store(struct ops *ops, struct ops **all, callback given, int i) {
  ops->open = first;
  ops->io.on_read = given;
  (*all)->close = closes;
  all[i]->many[i] = second;
  ops->number = i;
  table[i] = given;
  single = given ? given : second;
  aliased.only = single;
  *(callback *)ops = first;
  ops->open = ops->io.on_read = (callback)(void *)second;
}

void call(struct ops *ops, int i) {
  ops->open(1);
  (*ops->close)(ops);
  (ops->io.on_read)(2);
  ops->either(3);
  ops->many[i](4);
  table[i](5);
  (*single)(6);
  (i ? first : second)(7);
  commands[i].run(8);
  anonymous.nameless(9);
  struct command local = {.run = first};
  local.run(10);
  ((struct command){"x", second}).run(11);
}
