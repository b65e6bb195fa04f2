// Steps that nobody asked for, as a file of the cache may hold them: whatever they name, they are
// refused, or make edits inside of the text.
#include "fix/fix.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *text;
} Row;

static const Row rows[] = {
    {"nothing", ""},
    {"one name", "x"},
    {"no line end", "f(x)"},
    {"calls",
     "import time\n\n\nasync def f(a, *b, c=1, **d):\n    time.sleep(a)\n    g(*b, c=c, **d)(1)\n"
     "    g(lambda x, y: x, (1, 2), [3])\n    g(x for x in b)\n    h()\n    (yield)\n"},
    {"blocks", "async def f(q):\n    async with q as a, q: pass\n    with q as (b, c):\n        b\n"
               "    async for x in q: x\n    for y in (q): y\n    else:\n        y\n    try: y\n"
               "    except (A, B) as e: pass\n    except:\n        z = 1\n    finally: z\n"},
    {"comments", "def f():  # nostall: ignore[a, b] -- why\n    f()  # noqa: ASYNC100\n"
                 "    # nostall: disable[c]\n    f()\n    # nostall: enable\n"},
    {"definitions", "@a\n@b.c(1)\nclass K(Base, meta=T):\n    x: int = await_(1)\n    @property\n"
                    "    def p(self): return [await z for z in self if z]\n"
                    "k = lambda: (yield)\n@d\nasync def g(): return {**k, 'a': f'{k!r:>{k}}'}\n"},
    {"on several lines",
     "x = f(  # why\n    a,\n    b\n    .c(\n    ),\n)\ny = a.b \\\n  .c\n\"\"\"t\n\"\"\"\n"},
};

static void try_step(Arena *arena, const FixSource *source, FixStep step) {
  Finding finding = {.confidence = CONFIDENCE_RESOLVED,
                     .plan = {.applicability = APPLICABILITY_SAFE, .steps = &step, .count = 1}};
  if (!fix_is_possible(source->summary, &step)) return;
  const Fix *fix = fix_make(arena, source, &finding);
  uint32_t last = 0;
  for (uint32_t i = 0; fix && i < fix->edit_count; i++) {
    Span span = fix->edits[i].span;
    assert_true(last <= span.start && span.start <= span.end && span.end <= source->text.size);
    last = span.end;
  }
}

static void makes_edits_inside_or_none(const Row *row) {
  Arena arena = {0}, scratch = {0};
  PythonReader *reader = python_reader_new();
  Str text = str_from_c(row->text);
  Summary summary = summary_view(python_summarize(reader, &arena, STR("a.py"), text));
  FixSource source = {0};
  bool is_open = fix_open(&arena, &summary, LIBRARY_ASYNCIO, TARGET_DEFAULT, text, &source);
  uint32_t records = summary.exprs_count + summary.regions_count + summary.bindings_count;
  for (FixKind kind = FIX_AWAIT; is_open && kind <= FIX_DROP_COMMENT; kind++) {
    for (uint32_t i = 0; i <= records; i++) {
      for (uint32_t index = 0; index < 3; index++) {
        try_step(&scratch, &source, (FixStep){kind, i, index, "asyncio.sleep"});
        try_step(&scratch, &source, (FixStep){kind, index, i, "builtins.open"});
        try_step(&scratch, &source, (FixStep){kind, i, index, NULL});
        arena_reset(&scratch);
      }
    }
  }
  python_reader_free(reader);
  arena_release(&scratch);
  arena_release(&arena);
}
TEST_TABLE("fix_is_possible", rows, makes_edits_inside_or_none)

TEST_MAIN(&makes_edits_inside_or_none_table)
