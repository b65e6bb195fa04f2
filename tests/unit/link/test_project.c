// What only the whole project tells: what callers pass, which classes lie below, and whether all
// that a call can come to blocks.
#include "story.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *source;
  const char *want;
} Row;

static void check(const Row *row) {
  Story *story = story_link(row->source);
  assert_str_equal(story_effects(story), str_from_c(row->want));
  story_release(story);
}

#define READ(where)     "main.py: " where ": blocking-file-io: pathlib.Path.read_text\n"
#define PATH            "from pathlib import Path\n"
#define POSSIBLE(where) "main.py: " where ": blocking-file-io: pathlib.Path.read_text (possible)\n"
#define KEEPER                                                                                     \
  "class K:\n    def __init__(self, p):\n        self.p = p\n    async def f(self):\n        "     \
  "self.p.read_text()\n"

// What is passed for parameters that say nothing of themselves.
static const Row passed_rows[] = {
    {"by the one call", PATH KEEPER "K(Path('x'))\n", READ("K.f")},
    {"by keyword", PATH KEEPER "K(p=Path('x'))\n", READ("K.f")},
    {"by all calls alike", PATH KEEPER "K(Path('x'))\nK(Path('y'))\n", READ("K.f")},
    {"by one of two", PATH KEEPER "K(Path('x'))\nK('y')\n", POSSIBLE("K.f")},
    {"by nobody", PATH KEEPER, ""},
    {"something that is not known", PATH KEEPER "K(Path('x'))\nK(other())\n", POSSIBLE("K.f")},
    {"hidden in *args", PATH KEEPER "K(Path('x'))\nK(*args)\n", POSSIBLE("K.f")},
    {"in another module",
     "# file: main.py\n" KEEPER "# file: use.py\nfrom pathlib import Path\nfrom main import K\n"
     "K(Path('x'))\n",
     READ("K.f")},
    {"by way of the module",
     "# file: main.py\n" KEEPER "# file: use.py\nfrom pathlib import Path\nimport main\n"
     "main.K(Path('x'))\n",
     READ("K.f")},
    {"in a test",
     "# file: main.py\n" KEEPER "# file: test_use.py\nfrom pathlib import Path\n"
     "from main import K\nK(Path('x'))\n",
     ""},
    {"by a subclass", PATH KEEPER "class L(K):\n    pass\nL(Path('x'))\n", READ("K.f")},
    {"by super().__init__",
     PATH KEEPER "class L(K):\n    def __init__(self):\n        super().__init__(Path('x'))\n",
     READ("K.f")},
    {"handed on", PATH KEEPER "def make(q):\n    return K(q)\nmake(Path('x'))\n", READ("K.f")},
    {"in a circle", PATH KEEPER "def make(q):\n    make(q)\n    return K(q)\nmake(Path('x'))\n",
     READ("K.f")},
    {"to a coroutine function",
     PATH "async def f(p):\n    p.read_text()\nasync def g():\n    await f(Path('x'))\n",
     READ("f")},
    {"an operand", PATH "async def f(p):\n    (p / 'x').read_text()\nf(Path('x'))\n", READ("f")},
    {"elements", PATH "async def f(ps):\n    for p in ps:\n        p.read_text()\nf([Path('x')])\n",
     READ("f")},
    {"an annotation wins", PATH "async def f(p: str):\n    p.read_text()\nf(Path('x'))\n", ""},
};
static void passing(const Row *row) {
  check(row);
}
TEST_TABLE("passed", passed_rows, passing)

#define ABSTRACT                                                                                   \
  "import abc\nclass B(abc.ABC):\n    @abc.abstractmethod\n    def m(self): ...\n"                 \
  "async def f(b: B):\n    b.m()\n"
#define READS(name) "class " name "(B):\n    def m(self):\n        Path('x').read_text()\n"
#define QUIET(name) "class " name "(B):\n    def m(self):\n        return 1\n"
#define BY(where, class, sure)                                                                     \
  "main.py: " where ": blocking-file-io: " class ".m > pathlib.Path.read_text" sure "\n"

// Methods of the classes below the one that is named.
static const Row below_rows[] = {
    {"the only one", PATH ABSTRACT READS("C"), BY("f", "C", "")},
    {"all of them", PATH ABSTRACT READS("C") READS("D"), BY("f", "C", "") BY("f", "D", "")},
    {"one of them", PATH ABSTRACT READS("C") QUIET("D"), BY("f", "C", " (possible)")},
    {"none of them", PATH ABSTRACT QUIET("C"), ""},
    {"further below",
     PATH ABSTRACT QUIET("C") "class D(C):\n    def m(self):\n"
                              "        Path('x').read_text()\n",
     BY("f", "D", " (possible)")},
    {"a hook",
     PATH "class B:\n    def m(self):\n        pass\nasync def f(b: B):\n    b.m()\n" READS("C"),
     BY("f", "C", " (probable)")},
    {"of self",
     PATH "class B:\n    def m(self):\n        raise NotImplementedError\n"
          "    async def f(self):\n        self.m()\n" READS("C"),
     BY("B.f", "C", "")},
    {"of a mixin", PATH "class B:\n    async def f(self):\n        self.m()\n" READS("C"),
     BY("B.f", "C", " (probable)")},
    {"beside a body",
     PATH "class B:\n    def m(self):\n        return 1\nasync def f(b: B):\n"
          "    b.m()\n" READS("C"),
     BY("f", "C", " (possible)")},
    {"not of what is made here",
     PATH "class B:\n    def m(self):\n        return 1\n"
          "async def f():\n    B().m()\n" READS("C"),
     ""},
    {"not by another class of that name",
     PATH ABSTRACT "def g():\n    class B: pass\n    class C(B):\n        def m(self):\n"
                   "            Path('x').read_text()\n",
     ""},
    {"beside one whose base is imported from elsewhere",
     "# file: main.py\n" PATH ABSTRACT READS(
         "C") "# file: other.py\nfrom elsewhere import B\n" QUIET("D"),
     BY("f", "C", " (possible)")},
    {"beside one whose base is not known",
     PATH ABSTRACT READS("C") "def g(B):\n    class D(B):\n        def m(self): return 1\n",
     BY("f", "C", " (possible)")},
    {"beside one below another base of that name",
     "# file: main.py\n" PATH ABSTRACT READS("C") "# file: other.py\nclass B: pass\n" QUIET("D"),
     BY("f", "C", "")},
    {"of a protocol by shape",
     PATH
     "from typing import Protocol\nclass B(Protocol):\n    def m(self): ...\n"
     "async def f(b: B):\n    b.m()\nclass C:\n    def m(self):\n        Path('x').read_text()\n",
     BY("f", "C", " (probable)")},
    {"not when it lacks a method",
     PATH "from typing import Protocol\nclass B(Protocol):\n    def m(self): ...\n"
          "    def n(self): ...\nasync def f(b: B):\n    b.m()\nclass C:\n    def m(self):\n"
          "        Path('x').read_text()\n",
     ""},
};
static void overriding(const Row *row) {
  check(row);
}
TEST_TABLE("below", below_rows, overriding)

// Where each candidate blocks, it blocks for sure.
static const Row choice_rows[] = {
    {"all of them",
     PATH "class A:\n    def m(self):\n        Path('x').read_text()\nclass B(A):\n"
          "    def m(self):\n        Path('y').read_text()\ndef make(k):\n    if k:\n"
          "        return A()\n    return B()\nasync def f(k):\n    make(k).m()\n",
     BY("f", "A", "") BY("f", "B", "")},
    {"not all of them",
     PATH "class A:\n    def m(self):\n        Path('x').read_text()\nclass B:\n"
          "    def m(self):\n        return 1\ndef make(k):\n    if k:\n"
          "        return A()\n    return B()\nasync def f(k):\n    make(k).m()\n",
     BY("f", "A", " (possible)")},
};
static void choosing(const Row *row) {
  check(row);
}
TEST_TABLE("choices", choice_rows, choosing)

TEST_MAIN(&passing_table, &overriding_table, &choosing_table)
