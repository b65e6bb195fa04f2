// C examples: the user's own compiler, the runtime and a probe that are kept inside this program as
// text. Runtime and probe are compiled once, in several sandboxes at a time; what comes out of them
// is linked with every example.
#define _POSIX_C_SOURCE 200809L
#include "verify/driver.h"
#include "verify/language.h"
#include "verify/probe_files.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define QUESTION_MS 10000u
#define COMPILE_MS  60000u
#define PARTS_MAX   8u
#define WAIT_MS     100

static const char question[] = "#include <unistd.h>\n"
                               "#if defined(__clang__)\n"
                               "#define NAME \"Clang\"\n"
                               "#define VERSION __clang_version__\n"
                               "#elif defined(__GNUC__)\n"
                               "#define NAME \"GCC\"\n"
                               "#define VERSION __VERSION__\n"
                               "#else\n"
                               "#define NAME \"\"\n"
                               "#define VERSION \"\"\n"
                               "#endif\n"
                               "#if !defined(__linux__) || __SIZEOF_POINTER__ != 8\n"
                               "#error the probe of C examples knows 64-bit Linux alone\n"
                               "#endif\n"
                               "int main(void) {\n"
                               "  static const char answer[] = NAME \"\\n\" VERSION \"\\n\";\n"
                               "  return write(3, answer, sizeof answer - 1) < 0;\n"
                               "}\n";

typedef Array(const char *) Words;

// The compiler with the words that stand behind it in CC, then the given ones.
static SandboxStep make_step(Arena *arena, const Tool *tool, const Words *given) {
  Words words = {0};
  for (size_t i = 0; i < tool->words.count; i++)
    array_push(arena, &words, (const char *)str_to_c(arena, tool->words.at[i]));
  for (size_t i = 0; i < given->count; i++)
    array_push(arena, &words, given->at[i]);
  array_push(arena, &words, NULL);
  return (SandboxStep){tool->path, words.at};
}

static void add_words(Arena *arena, Words *words, const char *const *more) {
  for (; *more; more++)
    array_push(arena, words, *more);
}

// The line that says why, without the folder that the run had.
static Str first_error(Arena *arena, const Run *run) {
  Str errors = {run->errors.at, run->errors.count}, found = {0};
  for (Str rest = errors; rest.at && found.size == 0;) {
    Str line = str_trim(str_cut(&rest, '\n'));
    bool is_error =
        str_find(line, STR("error")) != SIZE_MAX || str_find(line, STR("undefined")) != SIZE_MAX;
    if (is_error && str_is_utf8(line)) found = line;
  }
  Str path = found;
  size_t colon = str_find_byte(found, ':');
  if (colon != SIZE_MAX && found.at[0] == '/') {
    path.size = colon;
    for (Str rest = path; rest.at;)
      path = str_cut(&rest, '/');
    found = str_slice(found, (size_t)(path.at - found.at), found.size);
  }
  return str_copy(arena, found);
}

// ---- Finding ------------------------------------------------------------------------------------

static bool find_command(Arena *arena, Str command, Tool *out) {
  for (Str rest = str_trim(command); rest.at;) {
    Str word = str_cut(&rest, ' ');
    if (word.size == 0) continue;
    if (out->path)
      array_push(arena, &out->words, word);
    else
      out->path = run_find_program(arena, word);
    if (!out->path) return false;
  }
  return out->path != NULL;
}

static bool choose(Arena *arena, const VerifyOptions *options, Str *asked, Tool *out) {
  const char *from_environment = getenv("CC");
  *asked = options->cc;
  if (asked->size == 0 && from_environment) *asked = str_trim(str_from_c(from_environment));
  if (asked->size > 0) return find_command(arena, *asked, out);
  const Str usual[] = {STR("cc"), STR("gcc"), STR("clang")};
  for (size_t i = 0; i < COUNT_OF(usual); i++) {
    *asked = usual[i];
    if (find_command(arena, usual[i], out)) return true;
  }
  *asked = usual[0];
  return false;
}

// A compiler is what makes a program that answers.
static bool ask(Arena *arena, Str asked, Tool *out, Error *err) {
  Words words = {0};
  add_words(arena, &words, (const char *const[]){"-o", "@/c/ask", "@/c/ask.c", NULL});
  SandboxStep compile = make_step(arena, out, &words);
  SandboxFile file = {STR("c/ask.c"), str_from_c(question)};
  SandboxJob job = {.program = "@/c/ask",
                    .arguments = (const char *const[]){NULL},
                    .steps = &compile,
                    .step_count = 1,
                    .files = &file,
                    .file_count = 1,
                    .limit_ms = QUESTION_MS};
  Run run = {0};
  if (!run_whole(arena, &job, &run, err)) return false;
  Str rest = {run.evidence.at, run.evidence.count};
  Str name = str_cut(&rest, '\n'), version = str_trim(str_cut(&rest, '\n'));
  bool is_fine = run.status.end == SANDBOX_EXITED && run.status.code == 0 && name.size > 0;
  out->name = str_print(arena, "%.*s %.*s", STR_ARG(name), STR_ARG(version));
  if (is_fine) return true;
  Str why = run.status.end == SANDBOX_LATE ? STR("it did not end") : first_error(arena, &run);
  out->problem = str_print(arena, "`%.*s` cannot make a program%s%.*s", STR_ARG(asked),
                           why.size > 0 ? ": " : "", STR_ARG(why));
  out->path = NULL;
  return true;
}

// ---- The runtime and the probe ------------------------------------------------------------------

typedef struct Part {
  Words compile, link;
  Run run;
} Part;

static bool is_source(const ProbeFile *file) {
  return str_has_suffix(str_from_c(file->name), STR(".c"));
}

// runtime/loop.c is compiled to loop.o, in the folder that the compiler runs in.
static const char *object_name(Arena *arena, const ProbeFile *file) {
  Str name = {0};
  for (Str rest = str_from_c(file->name); rest.at;)
    name = str_cut(&rest, '/');
  return str_to_c(arena, str_print(arena, "%.*s.o", (int)name.size - 2, name.at));
}

static void share_out(Arena *arena, const ProbeFile *files, Part *parts, size_t count) {
  size_t next = 0;
  for (const ProbeFile *file = files; file->name; file++) {
    if (!is_source(file)) continue;
    Part *part = &parts[next++ % count];
    array_push(arena, &part->compile,
               (const char *)str_to_c(arena, str_print(arena, "@/c/%s", file->name)));
    array_push(arena, &part->link, object_name(arena, file));
  }
}

typedef Array(SandboxFile) SandboxFiles;

static void add_files(Arena *arena, const ProbeFile *files, bool with_sources, SandboxFiles *out) {
  for (const ProbeFile *file = files; file->name; file++) {
    if (!with_sources && is_source(file)) continue;
    SandboxFile copy = {str_print(arena, "c/%s", file->name),
                        {(const char *)file->bytes, file->size}};
    array_push(arena, out, copy);
  }
}

static bool start_part(Arena *arena, const Tool *tool, const SandboxFiles *files, Part *part,
                       Error *err) {
  SandboxStep *compile = arena_push(arena, SandboxStep, 1);
  *compile = make_step(arena, tool, &part->compile);
  SandboxStep link = make_step(arena, tool, &part->link);
  SandboxJob job = {.program = link.program,
                    .arguments = link.arguments,
                    .steps = compile,
                    .step_count = 1,
                    .files = files->at,
                    .file_count = files->count,
                    .sends = "@/work/part.o",
                    .limit_ms = COMPILE_MS};
  return run_start(&job, &part->run, err);
}

static void wait_parts(Arena *arena, Part *parts, size_t count) {
  Run *runs[PARTS_MAX];
  for (;;) {
    size_t open = 0;
    for (size_t i = 0; i < count; i++)
      if (!parts[i].run.is_over) runs[open++] = &parts[i].run;
    if (open == 0) return;
    runs_wait(arena, runs, open, WAIT_MS);
  }
}

static void take_part(Arena *arena, const Part *part, Str asked, Tool *out) {
  const Run *run = &part->run;
  if (run->status.end != SANDBOX_EXITED || run->status.code != 0) {
    Str why = first_error(arena, run);
    out->problem = str_print(arena, "`%.*s` cannot compile the runtime%s%.*s", STR_ARG(asked),
                             why.size > 0 ? ": " : "", STR_ARG(why));
    return;
  }
  SandboxFile file = {str_print(arena, "c/part%zu.o", out->files.count),
                      {run->evidence.at, run->evidence.count}};
  array_push(arena, &out->files, file);
}

// Frames keep their pointers, so that the probe can walk them.
static void prepare_parts(Arena *arena, Part *parts, size_t count) {
  static const char *const compile[] = {"-std=gnu17", "-O0", "-w",  "-fno-omit-frame-pointer",
                                        "-c",         "-I",  "@/c", NULL};
  static const char *const link[] = {"-r", "-nostdlib", "-o", "part.o", NULL};
  for (size_t i = 0; i < count; i++) {
    add_words(arena, &parts[i].compile, compile);
    add_words(arena, &parts[i].link, link);
  }
  share_out(arena, probe_runtime, parts, count);
  share_out(arena, probe_c, parts, count);
}

static bool build(Arena *arena, const VerifyOptions *options, Str asked, Tool *out, Error *err) {
  Part parts[PARTS_MAX] = {0};
  SandboxFiles files = {0};
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  size_t count = options->jobs > 0 ? options->jobs : processors > 0 ? (size_t)processors : 1;
  if (count > PARTS_MAX) count = PARTS_MAX;
  add_files(arena, probe_runtime, true, &files);
  add_files(arena, probe_c, true, &files);
  prepare_parts(arena, parts, count);
  size_t started = 0;
  bool ok = true;
  for (; ok && started < count; started += ok)
    ok = start_part(arena, out, &files, &parts[started], err);
  wait_parts(arena, parts, started);
  for (size_t i = 0; ok && i < count; i++)
    take_part(arena, &parts[i], asked, out);
  if (out->problem.size > 0) out->path = NULL;
  return ok;
}

static bool find(Arena *arena, const VerifyOptions *options, Tool *out, Error *err) {
  Str asked = {0};
  *out = (Tool){0};
  if (!choose(arena, options, &asked, out)) {
    out->path = NULL;
    out->problem =
        str_print(arena, "there is no `%.*s` to compile C examples with", STR_ARG(asked));
    return true;
  }
  if (!ask(arena, asked, out, err)) return false;
  return !out->path || build(arena, options, asked, out, err);
}

// ---- Libraries that an example needs ------------------------------------------------------------

// What pkg-config says of a package; where there is none, libuv is uv.h and -luv.
static bool ask_pkg_config(Arena *arena, const char *program, Str package, Words *out, Error *err) {
  const char *arguments[] = {"-c", "exec \"$0\" --cflags --libs \"$1\" >&3", program,
                             str_to_c(arena, package), NULL};
  SandboxJob job = {.program = "/bin/sh",
                    .arguments = arguments,
                    .keeps_environment = true,
                    .limit_ms = QUESTION_MS};
  Run run = {0};
  if (!run_whole(arena, &job, &run, err)) return false;
  if (run.status.end != SANDBOX_EXITED || run.status.code != 0) return true;
  for (Str rest = str_trim((Str){run.evidence.at, run.evidence.count}); rest.at;) {
    Str word = str_cut(&rest, ' ');
    if (word.size > 0) array_push(arena, out, (const char *)str_to_c(arena, word));
  }
  return true;
}

static bool try_usual_names(Arena *arena, const Tool *tool, Str package, Words *out, Error *err) {
  bool is_prefixed = str_has_prefix(package, STR("lib"));
  Str name = is_prefixed ? str_slice(package, 3, package.size) : package;
  Str text = str_print(arena, "#include <%.*s.h>\nint main(void) { return 0; }\n", STR_ARG(name));
  const char *link = str_to_c(arena, str_print(arena, "-l%.*s", STR_ARG(name)));
  SandboxFile file = {STR("c/library.c"), text};
  Words given = {0};
  add_words(arena, &given, (const char *const[]){"-o", "@/c/library", "@/c/library.c", link, NULL});
  SandboxStep step = make_step(arena, tool, &given);
  SandboxJob job = {.program = step.program,
                    .arguments = step.arguments,
                    .files = &file,
                    .file_count = 1,
                    .limit_ms = QUESTION_MS};
  Run run = {0};
  if (!run_whole(arena, &job, &run, err)) return false;
  if (run.status.end == SANDBOX_EXITED && run.status.code == 0) array_push(arena, out, link);
  return true;
}

static const Library *find_library(const Tool *tool, Str package) {
  for (size_t i = 0; i < tool->libraries.count; i++)
    if (str_equal(tool->libraries.at[i].name, package)) return &tool->libraries.at[i];
  return NULL;
}

static bool look_for(Arena *arena, Tool *tool, Str package, Error *err) {
  const char *pkg_config = run_find_program(arena, STR("pkg-config"));
  Words words = {0};
  bool ok = pkg_config ? ask_pkg_config(arena, pkg_config, package, &words, err)
                       : try_usual_names(arena, tool, package, &words, err);
  if (!ok) return false;
  Library library = {.name = package};
  if (words.count > 0) {
    array_push(arena, &words, NULL);
    library.words = words.at;
  }
  array_push(arena, &tool->libraries, library);
  return true;
}

static bool refuse(Arena *arena, Tool *tool, const Proof *proof, Str *out, Error *err) {
  *out = (Str){0};
  for (size_t i = 0; i < proof->packages.count && out->size == 0; i++) {
    Str package = proof->packages.at[i];
    if (!find_library(tool, package) && !look_for(arena, tool, package, err)) return false;
    if (!find_library(tool, package)->words)
      *out = str_print(arena, "needs %.*s, its header and its library", STR_ARG(package));
  }
  return true;
}

// ---- Running ------------------------------------------------------------------------------------

// Without optimisation every call is where it was written; debugging information of a version that
// the probe reads; and hooks where functions of the example begin and end.
static Words compile_words(Arena *arena, const Tool *tool, const Proof *proof) {
  static const char *const first[] = {"-std=gnu17",
                                      "-O0",
                                      "-g",
                                      "-gdwarf-4",
                                      "-gz=none",
                                      "-w",
                                      "-fno-omit-frame-pointer",
                                      "-finstrument-functions",
                                      "-Druntime_run=probe_run",
                                      "-Dfree=probe_free",
                                      "-I",
                                      "@/c",
                                      "-o",
                                      "@/example/run",
                                      "@/example/driver.c",
                                      NULL};
  Words words = {0};
  add_words(arena, &words, first);
  for (size_t i = 0; i < tool->files.count; i++)
    array_push(
        arena, &words,
        (const char *)str_to_c(arena, str_print(arena, "@/%.*s", STR_ARG(tool->files.at[i].path))));
  for (size_t i = 0; i < proof->packages.count; i++)
    add_words(arena, &words, find_library(tool, proof->packages.at[i])->words);
  add_words(arena, &words, (const char *const[]){"-pthread", "-lm", "-ldl", NULL});
  return words;
}

static SandboxJob prepare(Arena *arena, const Tool *tool, const Proof *proof,
                          const ProofSide *side) {
  static const char *const nothing[] = {NULL};
  SandboxFiles files = {0};
  add_files(arena, probe_runtime, false, &files);
  add_files(arena, probe_c, false, &files);
  for (size_t i = 0; i < tool->files.count; i++)
    array_push(arena, &files, tool->files.at[i]);
  SandboxFile driver = {STR("example/driver.c"), driver_print(arena, proof, side)};
  SandboxFile example = {str_print(arena, "example/%.*s", STR_ARG(side->file)), side->source};
  array_push(arena, &files, driver);
  array_push(arena, &files, example);
  Words words = compile_words(arena, tool, proof);
  SandboxStep *compile = arena_push(arena, SandboxStep, 1);
  *compile = make_step(arena, tool, &words);
  return (SandboxJob){.program = "@/example/run",
                      .arguments = nothing,
                      .steps = compile,
                      .step_count = 1,
                      .files = files.at,
                      .file_count = files.count};
}

const Language language_c = {
    .name = "c", .find = find, .refuse = refuse, .prepare = prepare, .explain = first_error};
