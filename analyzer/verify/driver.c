// A run of an example in C is an expression that makes a coroutine, written where all functions of
// the example can be named. An example without runs is a program with a `main` of its own.
#include "verify/driver.h"

typedef Array(char) Text;

static void add(Arena *arena, Text *out, Str text) {
  array_reserve(arena, out, text.size);
  for (size_t i = 0; i < text.size; i++)
    out->at[out->count++] = text.at[i];
}

static void add_makers(Arena *arena, Text *out, const ProofSide *side) {
  for (size_t i = 0; i < side->runs.count; i++)
    add(arena, out,
        str_print(
            arena,
            "#line 1 \"run %zu\"\n"
            "__attribute__((no_instrument_function)) static Coroutine *probe_make_%zu(void) {\n"
            "  return %.*s;\n"
            "}\n",
            i + 1, i, STR_ARG(side->runs.at[i])));
  add(arena, out, STR("static Coroutine *(*const probe_makers[])(void) = {"));
  for (size_t i = 0; i < side->runs.count; i++)
    add(arena, out, str_print(arena, "probe_make_%zu, ", i));
  add(arena, out, STR("NULL};\n"));
}

Str driver_print(Arena *arena, const Proof *proof, const ProofSide *side) {
  Text out = {0};
  bool has_runs = side->runs.count > 0;
  if (!has_runs) add(arena, &out, STR("#define main probe_example_main\n"));
  add(arena, &out, str_print(arena, "#include \"%.*s\"\n", STR_ARG(side->file)));
  if (!has_runs) add(arena, &out, STR("#undef main\n"));
  add(arena, &out, STR("#include \"verify/probe_c/probe.h\"\n"));
  if (has_runs) add_makers(arena, &out, side);
  Str what = has_runs ? STR(".makers = probe_makers")
                      : STR(".main = (int (*)(int, char **))(void (*)(void))probe_example_main");
  add(arena, &out,
      str_print(arena,
                "const ProbeJob probe_job = {.file = \"%.*s\", .is_virtual = %d, "
                ".is_cancelled = %d, %s%.*s};\n",
                STR_ARG(side->file), str_equal_c(proof->clock, "virtual"), proof->cancels,
                proof->has_slow_disk ? ".has_slow_disk = true, " : "", STR_ARG(what)));
  return (Str){out.at, out.count};
}
