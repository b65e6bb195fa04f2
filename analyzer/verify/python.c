// Python examples: the user's own interpreter, and the probe that is kept inside this program.
#define _POSIX_C_SOURCE 200809L
#include "verify/language.h"
#include "verify/probe_files.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

#define OLDEST_MAJOR 3u
#define OLDEST_MINOR 8u
#define QUESTION_MS  10000u

// In words that Python 2 knows, too: it is to be told from one that is new enough.
static const char question[] =
    "import os, sys\n"
    "name = sys.implementation.name if hasattr(sys, 'implementation') else 'python'\n"
    "answer = '%s\\n%s\\n%d.%d.%d\\n' % ((name, sys.executable) + tuple(sys.version_info[:3]))\n"
    "os.write(3, answer.encode('utf-8'))\n";

// ---- Finding ------------------------------------------------------------------------------------

static void read_answer(Arena *arena, Str answer, Str asked, Tool *out) {
  Str rest = answer;
  Str implementation = str_cut(&rest, '\n');
  Str path = str_cut(&rest, '\n');
  Str version = str_cut(&rest, '\n');
  char *text = str_to_c(arena, version);
  if (sscanf(text, "%u.%u", &out->major, &out->minor) != 2 || path.size == 0) {
    out->problem = str_print(arena, "`%.*s` is no Python: it did not answer", STR_ARG(asked));
    return;
  }
  bool is_new =
      out->major > OLDEST_MAJOR || (out->major == OLDEST_MAJOR && out->minor >= OLDEST_MINOR);
  bool is_cpython = str_equal_c(implementation, "cpython");
  out->name = str_print(arena, "%s %s", is_cpython ? "CPython" : "Python", text);
  if (is_cpython && is_new)
    out->path = str_to_c(arena, path);
  else
    out->problem =
        str_print(arena, "`%.*s` is %.*s %s; CPython %u.%u or newer is needed", STR_ARG(asked),
                  STR_ARG(implementation), text, OLDEST_MAJOR, OLDEST_MINOR);
}

// Where the interpreter is a script that chooses one, it chooses by folder and environment: so the
// question is asked there, and what it names is what runs the examples.
static bool ask(Arena *arena, const char *program, Str asked, Tool *out, Error *err) {
  const char *const arguments[] = {"-E", "-s", "-c", question, NULL};
  SandboxJob job = {.program = program,
                    .arguments = arguments,
                    .keeps_environment = true,
                    .limit_ms = QUESTION_MS};
  Run run = {0};
  if (!run_whole(arena, &job, &run, err)) return false;
  read_answer(arena, (Str){run.evidence.at, run.evidence.count}, asked, out);
  return true;
}

static bool find(Arena *arena, const VerifyOptions *options, Tool *out, Error *err) {
  Str asked = options->python.size > 0 ? options->python : STR("python3");
  *out = (Tool){0};
  char *program = run_find_program(arena, asked);
  if (program) return ask(arena, program, asked, out, err);
  out->problem = str_print(arena, "there is no `%.*s` to run Python examples with", STR_ARG(asked));
  return true;
}

static bool refuse(Arena *arena, Tool *tool, const Proof *proof, Str *out, Error *err) {
  (void)err;
  bool is_new =
      tool->major > proof->major || (tool->major == proof->major && tool->minor >= proof->minor);
  *out = (Str){0};
  if (!is_new) *out = str_print(arena, "needs Python %u.%u or newer", proof->major, proof->minor);
  return true;
}

// ---- Running ------------------------------------------------------------------------------------

static json_t *make_text(Str text) {
  json_t *value = json_stringn(text.size > 0 ? text.at : "", text.size);
  if (!value) base_fatal("cannot make a JSON value: no memory, or no UTF-8");
  return value;
}

static json_t *make_list(Strs texts) {
  json_t *list = json_array();
  for (size_t i = 0; i < texts.count; i++)
    json_array_append_new(list, make_text(texts.at[i]));
  return list;
}

static Str make_job(Arena *arena, const Proof *proof, const ProofSide *side) {
  json_t *job = json_object();
  json_object_set_new(job, "file", make_text(side->file));
  json_object_set_new(job, "clock", make_text(proof->clock));
  json_object_set_new(job, "first", make_text(proof->first));
  json_object_set_new(job, "packages", make_list(proof->packages));
  json_object_set_new(job, "run", make_list(side->runs));
  json_object_set_new(job, "cancel", json_boolean(proof->cancels));
  char *text = json_dumps(job, 0);
  json_decref(job);
  if (!text) base_fatal("out of memory: cannot make a JSON text");
  Str copy = str_copy(arena, str_from_c(text));
  free(text);
  return copy;
}

static SandboxJob prepare(Arena *arena, const Tool *tool, const Proof *proof,
                          const ProofSide *side) {
  // Installed packages are looked for only where they are asked for: that takes time.
  static const char *const with_packages[] = {"-I", "-B", "@/probe/main.py", "@/example/job.json",
                                              NULL};
  static const char *const without[] = {"-I", "-S", "-B", "@/probe/main.py", "@/example/job.json",
                                        NULL};
  Array(SandboxFile) files = {0};
  for (const ProbeFile *file = probe_python; file->name; file++) {
    Str path = str_print(arena, "probe/%s", file->name);
    SandboxFile copy = {path, {(const char *)file->bytes, file->size}};
    array_push(arena, &files, copy);
  }
  SandboxFile job = {STR("example/job.json"), make_job(arena, proof, side)};
  SandboxFile example = {str_print(arena, "example/%.*s", STR_ARG(side->file)), side->source};
  array_push(arena, &files, job);
  array_push(arena, &files, example);
  return (SandboxJob){.program = tool->path,
                      .arguments = proof->packages.count > 0 ? with_packages : without,
                      .files = files.at,
                      .file_count = files.count};
}

const Language language_python = {
    .name = "python", .find = find, .refuse = refuse, .prepare = prepare};
