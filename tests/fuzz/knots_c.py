#!/usr/bin/env python3
"""The same for C: pointers to functions that are put into one another, into tables and into fields, and called;
and what functions return, read and passed on: by static functions of a header, by functions of one name in several
files, and by ones that are only declared.

    knots_c.py NOSTALL [--programs N] [--seed S] [--keep FOLDER]

All programs of a run are linked as one, so that a field of a struct may be some thousand functions. Beside some of
them lies Python of the same names.
"""
import pathlib
import random
import sys
from collections.abc import Callable

import knots

STEPS = [f"step{i}" for i in range(8)]
PICKS = [f"pick{i}" for i in range(4)]
COUNTS = [f"count{i}" for i in range(4)]
WAITS = [f"hold{i}" for i in range(4)]
KINDS = [("void", STEPS, "void *p"), ("Node *", PICKS, "Node *n, int k"), ("int", COUNTS, "Node *n, int k"),
         ("void", WAITS, "Node *n, int k")]
POINTERS = [f"hook{i}" for i in range(4)]
TABLES = ["first", "second"]
FIELDS = ["run", "stop", "life.on_close", "late", "data.step"]
TESTS = ["k", "!k", "k & WNOHANG", "n", "n->flag", "n->life.delay", "!n->is_on", "n->next && k"]
FILES = ["trunk.c", "root/root.c"]
PLACES = ["header", "header", "each file", "each file", "one file", "two files", "included", "nowhere"]
# As much of libraries as is called: the headers of the system take longer than all else.
LIBRARY = """#pragma once
#define NULL ((void *)0)
#define offsetof __builtin_offsetof
#define errno (*__errno_location())
enum { EAGAIN = 11, WNOHANG = 1, LOCK_EX = 2, AF_INET = 2, SOCK_STREAM = 1, SOCK_NONBLOCK = 2048, F_SETFL = 4,
       O_NONBLOCK = 2048, EPOLL_CTL_ADD = 1 };
typedef unsigned long pthread_t;
typedef struct { int of[10]; } pthread_mutex_t;
struct epoll_event { unsigned events; union { void *ptr; int fd; } data; };
struct pollfd { int fd; short events, revents; };
int *__errno_location(void);
unsigned sleep(unsigned);
int fsync(int);
int fork(void);
int waitpid(int, int *, int);
int poll(struct pollfd *, unsigned long, int);
int flock(int, int);
long read(int, void *, unsigned long);
int socket(int, int, int);
int fcntl(int, int, ...);
int epoll_ctl(int, int, int, struct epoll_event *);
int epoll_wait(int, struct epoll_event *, int, int);
int pthread_create(pthread_t *, const void *, void *(*)(void *), void *);
int pthread_mutex_lock(pthread_mutex_t *);
int pthread_mutex_unlock(pthread_mutex_t *);
typedef struct uv_loop_s uv_loop_t;
typedef struct uv_handle_s { void *data; uv_loop_t *loop; } uv_handle_t;
typedef struct uv_timer_s { void *data; uv_loop_t *loop; } uv_timer_t;
typedef struct uv_work_s { void *data; uv_loop_t *loop; } uv_work_t;
typedef void (*uv_close_cb)(uv_handle_t *);
typedef void (*uv_timer_cb)(uv_timer_t *);
typedef void (*uv_work_cb)(uv_work_t *);
typedef void (*uv_after_work_cb)(uv_work_t *, int);
uv_loop_t *uv_default_loop(void);
int uv_run(uv_loop_t *, int);
void uv_close(uv_handle_t *, uv_close_cb);
int uv_timer_start(uv_timer_t *, uv_timer_cb, unsigned long, unsigned long);
int uv_queue_work(uv_loop_t *, uv_work_t *, uv_work_cb, uv_after_work_cb);
"""
MARKS = ["// nostall: loop\n", "// nostall: thread\n", "// nostall: blocking\n", "// nostall: coroutine\n", "// nostall: signal\n",
         "// nostall: nonblocking\n", '__attribute__((annotate("loop"))) ', "__attribute__((noinline, unused)) ", "__extension__ "]
HEAD = """#pragma once
#include "uv.h"

typedef struct Node Node;
typedef void (*Step)(void *);
typedef Step Hook;
typedef Node *(*Pick)(Node *, int);
typedef struct Link {
  struct Link *next;
} Link;
struct Ops {
  const char *name;
  Hook run, stop;
  Pick pick;
  int (*count)(Node *, int);
  void (*wait)(Node *, int);
};
struct Node {
  Link link;
  Step run, stop;
  Node *next, *kids[2];
  const struct Ops *ops;
  union {
    int flag;
    void *any;
    Step late;
    struct {
      int fd;
      Node *owner;
    } file;
  };
  union Data {
    unsigned long number;
    Node *node;
    Step step;
  } data;
  unsigned is_on : 1, mode : 3;
  struct {
    Hook on_close;
    int delay;
  } life;
  pthread_mutex_t lock;
  uv_timer_t timer;
  uv_work_t work;
};
#define NODE_OF(it) ((Node *)(void *)((char *)(it)-offsetof(Node, link)))
#define FLAG(it) ((it)->flag & 1)
extern Node current;
extern const struct Ops shared[];
static pthread_mutex_t lock;
static uv_timer_t timer;
static Node node, other, nodes[4];
static inline void apply(Step step, void *p) { step(p); }
static inline void put(Node *into, Step step) { into->run = step; }
static inline Node *node_of(Link *link) { return link ? NODE_OF(link) : NULL; }
static inline void free_one(Node **at) { (*at)->run(at); }
static inline void say_one(Node **at) { *at = NULL; }
static inline Node *node_at(Node *all, int number) { return all + number; }
static inline int sum(int count, ...) {
  __builtin_va_list arguments;
  __builtin_va_start(arguments, count);
  int first = __builtin_va_arg(arguments, int);
  Node *n = __builtin_va_arg(arguments, Node *);
  __builtin_va_end(arguments);
  return n ? first + n->flag : sum(count - 1, first, n->next);
}
static void say(const char *format, ...) __attribute__((format(printf, 1, 2), unused));
"""


class Writer:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.places = {name: self.pick(*PLACES) for _, names, _ in KINDS for name in names}
        self.marks = {name: self.pick(*MARKS) if self.random.random() < 0.15 else "" for name in self.places}
        self.returns, self.labelled = "void", True

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def one_of(self, *makers: Callable[[], str]) -> str:
        return self.random.choice(makers)()

    # ---- Expressions

    def step(self) -> str:
        return self.pick(*STEPS, *POINTERS, f"{self.pick(*TABLES)}[{self.random.randint(0, 2)}]", f"node.{self.pick(*FIELDS)}",
                         f"((Node *)p)->{self.pick(*FIELDS)}", f"other.next->{self.pick(*FIELDS)}", f"({self.node(2)})->{self.pick(*FIELDS)}",
                         f"table[k & 1].{self.pick('run', 'stop')}", f"({self.node(2)})->ops->run", f"shared[{self.number(2)}].stop",
                         "choose(1)", "((Step)p)", "((Step)say)")

    def node(self, depth: int = 0) -> str:
        """A pointer to a node."""
        if depth > 2:
            return self.pick("n", "n", "&node", "(Node *)p", "&current", "nodes", "(Node *)0")
        return self.one_of(
            lambda: "n", lambda: "(Node *)p", lambda: self.pick("&current", "&other", "(nodes + k)", "&nodes[k]", "current.next"),
            lambda: f"{self.pick(*PICKS)}({self.node(depth + 1)}, {self.number(depth + 1)})",
            lambda: f"{self.pick(*PICKS)}({self.node(depth + 1)}, {self.number(depth + 1)})",
            lambda: f"({self.node(depth + 1)})->{self.pick('next', 'kids[0]', 'kids[k]', 'data.node', 'file.owner')}",
            lambda: f"node_at({self.node(depth + 1)}, {self.number(depth + 1)})",
            lambda: f"node_of(&({self.node(depth + 1)})->link)", lambda: f"NODE_OF({self.pick('n', 'p')})",
            lambda: f"({self.node(depth + 1)} + {self.number(depth + 1)})", lambda: f"({self.node(depth + 1)} - 1)",
            lambda: f"({self.number(depth + 1)} ? {self.node(depth + 1)} : {self.node(depth + 1)})",
            lambda: f"({self.node(depth + 1)} ?: {self.node(depth + 1)})",
            lambda: f"({self.node(depth + 1)})->ops->pick({self.node(depth + 1)}, k)",
            lambda: f"table[{self.number(depth + 1)}].pick(n, {self.number(depth + 1)})",
            lambda: f"({{ Node *m = {self.node(depth + 1)}; {self.statement(3)} m; }})",
            lambda: f"&(Node){{.flag = {self.number(depth + 1)}, .run = {self.pick(*STEPS)}}}",
            lambda: f"(Node *)({self.node(depth + 1)})->timer.data",
            lambda: f"_Generic(({self.node(depth + 1)}), Node *: {self.node(depth + 1)}, default: n)",
            lambda: f"(*(Pick[]){{{', '.join(self.random.sample(PICKS, 2))}}})({self.node(depth + 1)}, k)",
            lambda: f"picker({self.number(depth + 1)})({self.node(depth + 1)}, k)",
            lambda: f"*(Node **)&({self.node(depth + 1)})->{self.pick('any', 'next', 'data')}",
            lambda: f"(k++, {self.node(depth + 1)})", lambda: f"(n = {self.node(depth + 1)})",
        )

    def number(self, depth: int = 0) -> str:
        if depth > 2:
            return self.pick("k", "k", "0", "1", "-1", "node.flag", "current.flag", "n->life.delay", "WNOHANG")
        inner = lambda: self.node(depth + 1)
        return self.one_of(
            lambda: self.pick("k", "0", "1", "k + 1", "k - 1", "sizeof *n", "errno", "current.flag", "n == p", "p != NULL"),
            lambda: f"({inner()})->{self.pick('flag', 'is_on', 'mode', 'life.delay', 'data.number', 'file.fd')}",
            lambda: f"({inner()})->{self.pick('flag', 'life.delay')}", lambda: f"FLAG(({inner()}))",
            lambda: f"{self.pick(*COUNTS)}({inner()}, {self.number(depth + 1)})",
            lambda: f"({inner()})->ops->count({inner()}, {self.number(depth + 1)})",
            lambda: f"(int)({inner()} - {self.pick('nodes', 'n')})", lambda: f"!{self.number(depth + 1)}",
            lambda: f"({self.number(depth + 1)} {self.pick('&', '|', '+', '==', '<', '&&', '||')} {self.number(depth + 1)})",
            lambda: f"({self.number(depth + 1)} ? {self.number(depth + 1)} : {self.pick('0', 'WNOHANG', 'k')})",
            lambda: f"({inner()} {self.pick('==', '!=', '<')} {inner()})", lambda: f"__builtin_expect({self.number(depth + 1)}, 0)",
            lambda: f"(*({inner()})).flag", lambda: f"({inner()})[{self.number(depth + 1)}].flag",
            lambda: f"((int (*)(Node *, int)){self.step()})(n, k)", lambda: f"(k = {self.number(depth + 1)})",
            lambda: f"sum(k, {self.number(depth + 1)}, {inner()})", lambda: f'"state"[{self.number(depth + 1)}]',
            lambda: f"(int)__alignof__(*({inner()}))", lambda: f"(unsigned char){self.number(depth + 1)}",
            lambda: f"(int)offsetof(Node, {self.pick('link', 'life.delay')})", lambda: "(__atomic_load_n(&node.flag, 5))",
        )

    # ---- Statements

    def data(self) -> str:
        return self.pick("p", "&node", "NULL", f"(void *){self.pick(*STEPS)}", "(void *)apply", self.node(1))

    def waiting(self) -> str:
        """What waits, most of it under a condition."""
        number, node = self.number(1), self.node(1)
        return self.pick(
            "sleep(1);", f"sleep({number});", f"if ({number}) sleep(2);", f"if ({node}) fsync(({node})->file.fd);",
            f"waitpid(-1, NULL, {number});", f"poll(NULL, 0, {number});", f"flock(n->file.fd, {number} | LOCK_EX);",
            f"pthread_mutex_lock(&({node})->lock);", f"pthread_mutex_unlock(&({node})->lock);", "pthread_mutex_lock(&lock);",
            "pthread_mutex_unlock(&lock);", "fork();", f"read(({node})->file.fd, p, 1);",
            f"while (read(n->file.fd, p, 1) < 0 && errno == EAGAIN) {{ {self.pick('continue;', 'k++;')} }}",
            f"n->file.fd = socket(AF_INET, SOCK_STREAM | {self.pick('SOCK_NONBLOCK', 'k', number)}, 0);",
            f"fcntl(({node})->file.fd, F_SETFL, {self.pick('O_NONBLOCK', number)});",
            f"{{ struct epoll_event e = {{.data.ptr = n}}; epoll_ctl(k, EPOLL_CTL_ADD, ({node})->file.fd, &e); }}",
        )

    def loop(self) -> str:
        return self.pick(
            f"uv_timer_start(&timer, (uv_timer_cb){self.step()}, 1, 1);",
            f"uv_timer_start(&({self.node(1)})->timer, (uv_timer_cb){self.step()}, {self.number(1)}, 0);",
            f"n->timer.data = {self.node(1)};", f"uv_close((uv_handle_t *)&n->timer, (uv_close_cb){self.step()});",
            f"uv_queue_work(NULL, &n->work, (uv_work_cb){self.step()}, (uv_after_work_cb){self.step()});",
            f"{{ pthread_t t; pthread_create(&t, NULL, (void *(*)(void *)){self.step()}, {self.data()}); }}",
            f"for (;;) {{ struct epoll_event e[4]; epoll_wait(k, e, 4, -1); {self.statement(3)} {self.statement(3)} {self.statement(3)} }}",
        )

    def ending(self) -> str:
        if self.returns == "void":
            return "return;"
        return f"return {self.node() if '*' in self.returns else self.number()};"

    def has_label(self) -> bool:
        """Whether this function may have its label, of which there is one."""
        had, self.labelled = self.labelled, True
        return not had

    def nested(self, depth: int) -> str:
        inner = lambda: self.statement(depth + 1)
        return self.one_of(
            lambda: f"if ({self.number()}) {{ {inner()} }} else {{ {inner()} }}", lambda: f"if ({self.node()}) {{ {inner()} }}",
            lambda: f"if ({self.number()}) {self.ending()}", lambda: f"if (!({self.node()})) {self.ending()}",
            lambda: f"for (int i = 0; i < 3; i++) {{ {inner()} }}", lambda: f"while ({self.number()}) {{ {inner()} {self.pick('', 'break;')} }}",
            lambda: f"for (Node *m = {self.node(1)}; m; m = {self.pick('m->next', 'm + 1', self.node(2))}) {{ {inner()} }}",
            lambda: f"do {{ {inner()} }} while ({self.number()});", lambda: f"{{ Node *n = {self.node()}; int k = {self.number()}; {inner()} }}",
            lambda: f"{{ {inner()} goto *&&out; }} if (0) {{ out: {inner()} }}" if depth == 0 and self.has_label() else inner(),
            lambda: f"{{ __attribute__((cleanup({self.pick('free_one', 'say_one')}))) Node *m = {self.node()}; {inner()} }}",
            lambda: f"{{ int list[k + 1]; list[0] = {self.number()}; {inner()} k = list[0]; }}",
            lambda: f"{{ static Node *m; if (!m) m = {self.node()}; n = m; {inner()} }}",
            lambda: f"{{ struct Ops ops = {{.run = {self.step()}, .pick = {self.pick(*PICKS)}}}; n->ops = &ops; ops.run(p); {inner()} }}",
            lambda: f"{{ __typeof__({self.node()}) m = n; Node **all = &m; n = *all; m = all[k]; {inner()} }}",
            lambda: f"switch ({self.number()}) {{ case 0: {inner()} break; case 1: {inner()} default: {inner()} }}",
        )

    def statement(self, depth: int = 0) -> str:
        if depth < 3 and self.random.random() < 0.25:
            return self.nested(depth)
        number, node = lambda: self.number(1), lambda: self.node(1)
        return self.one_of(
            self.waiting, self.waiting, self.loop,
            lambda: f"{self.step()}({self.data()});", lambda: f"apply({self.step()}, {self.data()});",
            lambda: f"{self.pick(*WAITS)}({node()}, {number()});",
            lambda: f"{self.pick(*WAITS)}({node()}, ({node()})->{self.pick('flag', 'life.delay', 'is_on')});",
            lambda: f"{self.pick(*PICKS)}({node()}, {number()})->{self.pick('ops->wait', 'ops->pick')}({node()}, {number()});",
            lambda: f"{self.pick(*POINTERS)} = {self.step()};", lambda: f"({node()})->{self.pick(*FIELDS)} = {self.step()};",
            lambda: f"{self.pick('node', 'other', '(*(Node *)p)')}.{self.pick(*FIELDS)} = {self.step()};",
            lambda: f"{self.pick(*TABLES)}[{self.random.randint(0, 2)}] = {self.step()};", lambda: f"put({node()}, {self.step()});",
            lambda: "node.next = &other; other.next = &node;", lambda: f"n = {self.node()};", lambda: f"k = {self.number()};",
            lambda: self.pick("n++;", "n += k;", "k--;", "p = n;", "n = p;", "n = n->next;", "node = *n;", "*n = other;"),
            lambda: f"({node()})->{self.pick('next', 'kids[k]', 'data.node', 'file.owner')} = {node()};",
            lambda: f"({node()})->{self.pick('flag', 'life.delay', 'is_on', 'file.fd')} = {number()};",
            lambda: f"({node()})->ops = {self.pick('table', 'shared + k', '&shared[0]', 'NULL')};", lambda: f'say("%d", (int){number()});',
        )

    # ---- Files

    def function(self, returns: str, name: str, parameters: str) -> str:
        self.returns, self.labelled = returns, False
        before = "Node *n = p; int k = 0;" if "void" in parameters else "void *p = n;"
        if "void" in parameters and self.random.random() < 0.5:
            before = f"Node *n = p; int k = 0; n = {self.node(1)};"
        if name in WAITS and self.random.random() < 0.7:
            before += f" if ({self.pick(*TESTS)}) {self.pick('sleep(1);', 'waitpid(-1, NULL, k);', 'fsync(n->file.fd);', 'return;')}"
        body = "\n  ".join([before, *(self.statement() for _ in range(self.random.randint(0, 3))), self.ending()])
        return f"{self.linkage(name)}{returns} {name}({parameters}) {{\n  {body}\n}}"

    def linkage(self, name: str) -> str:
        mark = self.marks[name]
        return mark + {"header": "static inline ", "each file": "static ", "included": "static "}.get(self.places[name], "")

    def functions(self, places: list[str]) -> list[str]:
        return [self.function(returns, name, parameters) for returns, names, parameters in KINDS for name in names
                if self.places[name] in places]

    def table(self) -> str:
        return (f'{{.name = "one", .run = {self.pick(*STEPS)}, .pick = {self.pick(*PICKS)}, .count = {self.pick(*COUNTS)}, '
                f'.wait = {self.pick(*WAITS)}}}, {{"two", {self.pick(*STEPS)}, {self.pick(*STEPS)}, {self.pick(*PICKS)}, '
                f"{self.pick(*COUNTS)}, {self.pick(*WAITS)}}}")

    def header(self) -> str:
        lines = [HEAD]
        lines += [f"{self.linkage(name)}{returns} {name}({parameters});" for returns, names, parameters in KINDS for name in names]
        lines += [f"static Step {name} = {self.pick(*STEPS)};" for name in POINTERS]
        lines += [f"static Step {name}[] = {{{', '.join(self.random.sample(STEPS, 3))}}};" for name in TABLES]
        lines.append(f"static const struct Ops table[] = {{{self.table()}}};")
        lines.append(f"static Pick picker(int one) {{ return one ? {self.pick(*PICKS)} : shared[one].pick; }}")
        lines.append(f"static Step choose(int one) {{ return one ? {self.pick(*STEPS)} : {self.pick(*POINTERS)}; }}")
        return "\n".join(lines + self.functions(["header"])) + "\n"

    def source(self, is_first: bool) -> str:
        lines = [f'#include "{"" if is_first else "../"}knot.h"', "static void say(const char *format, ...) { (void)format; }"]
        if is_first and self.random.random() < 0.5:
            lines.append(f"Node current = {{.run = {self.pick(*STEPS)}}};\nconst struct Ops shared[] = {{{self.table()}}};")
        if is_first:
            lines.append('#include "root/part.c"')
        lines += self.functions(["each file", "two files", "one file" if is_first else "none"])
        self.returns, self.labelled = "int", True
        body = "\n  ".join(self.statement() for _ in range(3))
        lines.append(f"int main(void) {{\n  Node *n = &node;\n  void *p = n;\n  int k = 0;\n  {body}\n"
                     "  return uv_run(uv_default_loop(), 0);\n}")
        return "\n".join(lines) + "\n"


def damage(package: pathlib.Path, source: random.Random) -> None:
    """Broken C is read as far as that goes."""
    for file in knots.files_of(package):
        lines = file.read_text().splitlines(keepends=True)
        for _ in range(source.randint(0, 2)):
            if lines:
                lines.pop(source.randrange(len(lines)))
        file.write_text("".join(lines))


def write(package: pathlib.Path, seed: int) -> None:
    writer = Writer(seed)
    (package / "root").mkdir()
    (package / "uv.h").write_text(LIBRARY)
    begins = ['#include "../knot.h"'] if seed % 2 else []
    (package / "root/part.c").write_text("\n".join(begins + writer.functions(["included"])) + "\n")
    (package / "knot.h").write_text(writer.header())
    for file in FILES:
        (package / file).write_text(writer.source(file == FILES[0]))
    if seed % 5 == 0:
        damage(package, writer.random)
    if seed % 4 == 0:
        knots.write(package, seed)
    if seed % 8 == 0:
        (package / "root.py").rename(package / "root/__init__.py")


if __name__ == "__main__":
    sys.exit(knots.main(__doc__, write))
