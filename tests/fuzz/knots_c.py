#!/usr/bin/env python3
"""The same for C: pointers to functions that are put into one another, into tables and into fields, and called.

    knots_c.py NOSTALL [--programs N] [--seed S] [--keep FOLDER]

All programs of a run are linked as one, so that a field of a struct may be some thousand functions.
"""
import pathlib
import random
import sys

from knots import main

NAMES = [f"step{i}" for i in range(8)]
POINTERS = [f"hook{i}" for i in range(4)]
TABLES = ["first", "second"]
FIELDS = ["run", "stop"]
HEAD = """#include <pthread.h>
#include <unistd.h>
#include <uv.h>

typedef void (*Step)(void *);
typedef struct Node {
  Step run, stop;
  struct Node *next;
  int flag;
} Node;

static pthread_mutex_t lock;
static uv_timer_t timer;
static Node node, other;
static void apply(Step step, void *p) { step(p); }
static void put(Node *into, Step step) { into->run = step; }
"""


class Writer:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def step(self) -> str:
        field, name = self.pick(*FIELDS), self.pick(*NAMES)
        return self.pick(name, self.pick(*POINTERS), f"{self.pick(*TABLES)}[{self.random.randint(0, 2)}]", f"node.{field}",
                         f"((Node *)p)->{field}", f"other.next->{field}", "choose(1)", "(Step)p")

    def data(self) -> str:
        return self.pick("p", "&node", "NULL", f"(void *){self.pick(*NAMES)}", "(void *)apply")

    def statement(self, depth: int = 0) -> str:
        roll = self.random.random()
        if depth < 3 and roll < 0.12:
            test = self.pick("p", "node.flag", "other.flag == 2", "p == &node")
            return f"if ({test}) {{ {self.statement(depth + 1)} }} else {{ {self.statement(depth + 1)} }}"
        if depth < 3 and roll < 0.18:
            return f"for (int i = 0; i < 3; i++) {{ {self.statement(depth + 1)} }}"
        return self.pick(
            f"{self.step()}({self.data()});",
            f"apply({self.step()}, {self.data()});",
            f"{self.pick(*POINTERS)} = {self.step()};",
            f"{self.pick('node', 'other', '(*(Node *)p)')}.{self.pick(*FIELDS)} = {self.step()};",
            f"{self.pick(*TABLES)}[{self.random.randint(0, 2)}] = {self.step()};",
            f"put(&{self.pick('node', 'other')}, {self.step()});",
            "node.next = &other; other.next = &node;",
            f"uv_timer_start(&timer, (uv_timer_cb){self.step()}, 1, 1);",
            f"{{ pthread_t t; pthread_create(&t, NULL, (void *(*)(void *)){self.step()}, p); }}",
            self.pick("sleep(1);", "pthread_mutex_lock(&lock);", "pthread_mutex_unlock(&lock);", "fork();", "read(0, p, 1);"),
        )

    def program(self) -> str:
        lines = [HEAD]
        lines += [f"static void {name}(void *p);" for name in NAMES]
        lines += [f"static Step {name} = {self.pick(*NAMES)};" for name in POINTERS]
        lines += [f"static Step {name}[] = {{{', '.join(self.random.sample(NAMES, 3))}}};" for name in TABLES]
        lines.append(f"static Step choose(int one) {{ return one ? {self.pick(*NAMES)} : {self.pick(*POINTERS)}; }}")
        for name in NAMES:
            body = "\n  ".join(self.statement() for _ in range(self.random.randint(1, 4)))
            lines.append(f"static void {name}(void *p) {{\n  {body}\n}}")
        body = "\n  ".join(self.statement() for _ in range(3))
        lines.append(f"int main(void) {{\n  void *p = &node;\n  {body}\n  return uv_run(uv_default_loop(), UV_RUN_DEFAULT);\n}}")
        return "\n".join(lines) + "\n"


def write(package: pathlib.Path, seed: int) -> None:
    (package / "main.c").write_text(Writer(seed).program())


if __name__ == "__main__":
    sys.exit(main(__doc__, write))
