// One translation unit: arguments, parse, files, problems, and the Summary of each file.
#include "c/inclusions.h"
#include "c/paths.h"
#include "c/prefix.h"
#include "c/stage.h"
#include "c/text.h"
#include "c/walk.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct CReader {
  const CLibrary *library;
  CXIndex index;
  CXIndex index_behind; // of units whose beginning was read before; it shows what is behind it
  SummaryBuilder builder;
  Arena scratch; // of one unit
  Attributes attributes;
};

CReader *c_reader_new(const CLibrary *library) {
  CReader *reader = calloc(1, sizeof *reader);
  if (!reader) base_fatal("out of memory: cannot make a reader");
  reader->library = library;
  reader->index = library->clang.createIndex(0, 0);
  reader->index_behind = library->clang.createIndex(1, 0);
  if (!reader->index || !reader->index_behind) base_fatal("libclang gives no index");
  return reader;
}

void c_reader_free(CReader *reader) {
  if (!reader) return;
  reader->library->clang.disposeIndex(reader->index);
  reader->library->clang.disposeIndex(reader->index_behind);
  summary_builder_release(&reader->builder);
  arena_release(&reader->scratch);
  arena_release(&reader->attributes.arena);
  free(reader);
}

// ---- Arguments ----------------------------------------------------------------------------------

// Warnings are not asked for. What has become an error by default in the last years is how much C
// is written, and hides nothing from us. Configuration files of the person's clang could name
// plug-ins.
static const char *const fixed_flags[] = {
    "-w",
    "-Wno-implicit-function-declaration",
    "-Wno-implicit-int",
    "-Wno-int-conversion",
    "-Wno-incompatible-function-pointer-types",
    "-Wno-return-mismatch",
    "-ferror-limit=0",
    "-fno-spell-checking",
    "-fno-caret-diagnostics",
};

typedef Array(const char *) Arguments;

// How many words from the first on choose a target, which may be one that this clang does not have.
static uint32_t target_words(Str first) {
  if (str_equal_c(first, "-target")) return 2;
  return str_has_prefix(first, STR("--target=")) || str_has_prefix(first, STR("-m"));
}

// What is parsed: a unit, what a group begins with, or a unit behind that.
typedef enum Part { PART_WHOLE, PART_BEGINNING, PART_BEHIND } Part;

typedef struct Job {
  CReader *reader;
  Arena *arena;
  const CCommand *command;
  Str root;
  Part part;
  Str kept;   // where the beginning is, or is to be
  Str name;   // of the file that is parsed
  Str text;   // … what stands in it for the parser, where that is not what is on the disk
  Str source; // … and what is on the disk
  Array(Str) blocks;
  CInclusions inclusions;
  bool is_parsed;
  bool is_target_dropped;
  enum CXErrorCode code;
} Job;

// The file was made by this process a moment ago, for a beginning that never was a file.
static void add_beginning(Arena *arena, Arguments *arguments, Str file) {
  array_push(arena, arguments, "-Xclang");
  array_push(arena, arguments, "-fno-validate-pch");
  array_push(arena, arguments, "-include-pch");
  array_push(arena, arguments, str_to_c(arena, file));
}

static Arguments make_arguments(const Job *job, bool is_target_kept) {
  const CReader *reader = job->reader;
  const CCommand *command = job->command;
  Arena *arena = &job->reader->scratch;
  Arguments arguments = {0};
  array_push(arena, &arguments, "clang");
  array_push(arena, &arguments, "--no-default-config");
  Str folder = str_print(arena, "-working-directory=%.*s", STR_ARG(command->directory));
  array_push(arena, &arguments, str_to_c(arena, folder));
  for (uint32_t i = 0; i < command->flag_count; i++) {
    uint32_t skipped = is_target_kept ? 0 : target_words(command->flags[i]);
    if (skipped == 0) array_push(arena, &arguments, str_to_c(arena, command->flags[i]));
    if (skipped > 0) i += skipped - 1;
  }
  for (uint32_t i = 0; i < reader->library->extra_count; i++)
    array_push(arena, &arguments, reader->library->extra_flags[i]);
  for (size_t i = 0; i < COUNT_OF(fixed_flags); i++)
    array_push(arena, &arguments, fixed_flags[i]);
  if (job->part == PART_BEHIND) add_beginning(arena, &arguments, job->kept);
  array_push(arena, &arguments, job->part == PART_BEGINNING ? "-xc-header" : "-xc");
  return arguments;
}

// ---- Problems -----------------------------------------------------------------------------------

// More of them say nothing new.
#define PROBLEMS_MAX_COUNT 20

static bool has_summary(const Unit *unit, uint32_t file) {
  return file == 0 || (file != FILE_NONE && unit->files.at[file].declarations.count > 0);
}

static void add_diagnostic(Unit *unit, CXDiagnostic diagnostic, SummaryBuilder *out, uint32_t file,
                           bool is_main) {
  const Libclang *clang = unit->clang;
  FilePlace place = unit_place(unit, clang->getDiagnosticLocation(diagnostic));
  bool is_here = place.file == file;
  bool is_homeless = is_main && !has_summary(unit, place.file);
  if (!is_here && !is_homeless) return;
  Str text = unit_string(unit, clang->getDiagnosticSpelling(diagnostic));
  ProblemKind kind =
      str_has_suffix(text, STR("file not found")) ? PROBLEM_HEADER : PROBLEM_COMPILER;
  Span span = is_here ? (Span){place.offset, place.offset} : (Span){0};
  if (!is_here) text = str_print(unit->arena, "in a header: %.*s", STR_ARG(text));
  emit_problem(out, unit->arena, kind, text, span);
}

// What stands in `file`; for the main file also what stands in no file with a Summary.
static void add_problems(Unit *unit, const CCommand *command, SummaryBuilder *out, uint32_t file,
                         bool is_main) {
  const Libclang *clang = unit->clang;
  unsigned count = clang->getNumDiagnostics(unit->handle);
  size_t first = out->problems.count;
  for (uint32_t i = 0; is_main && i < command->refused_count; i++) {
    Str flag = command->refused[i];
    Str text = str_print(unit->arena, "flag not used: %.*s", STR_ARG(flag));
    emit_problem(out, unit->arena, PROBLEM_FLAG, text, (Span){0});
  }
  for (unsigned i = 0; i < count; i++) {
    if (out->problems.count - first >= PROBLEMS_MAX_COUNT) return;
    CXDiagnostic diagnostic = clang->getDiagnostic(unit->handle, i);
    if (clang->getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error)
      add_diagnostic(unit, diagnostic, out, file, is_main);
    clang->disposeDiagnostic(diagnostic);
  }
}

// ---- Parsing and walking ------------------------------------------------------------------------

static CXTranslationUnit parse_with(Stage *stage, Job *job, bool is_target_kept) {
  const Libclang *clang = &job->reader->library->clang;
  CXTranslationUnit handle = NULL;
  const char *file = str_to_c(&job->reader->scratch, job->name);
  Arguments arguments = make_arguments(job, is_target_kept);
  struct CXUnsavedFile unsaved = {file, job->text.at, job->text.size};
  bool is_behind = job->part == PART_BEHIND;
  unsigned options = CXTranslationUnit_KeepGoing;
  if (job->part == PART_BEGINNING)
    options = CXTranslationUnit_Incomplete | CXTranslationUnit_ForSerialization;
  stage_catch_overflow();
  stage_watch(stage);
  job->code = clang->parseTranslationUnit2FullArgv(
      is_behind ? job->reader->index_behind : job->reader->index, file, arguments.at,
      (int)arguments.count, &unsaved, job->part == PART_WHOLE ? 0 : 1, options, &handle);
  stage_unwatch(stage);
  return handle;
}

// A target that this clang does not have makes it give up before it reads anything.
static CXTranslationUnit parse(Stage *stage, Job *job) {
  CXTranslationUnit handle = parse_with(stage, job, true);
  if (handle || job->code == CXError_Crashed || job->part != PART_WHOLE) return handle;
  job->is_target_dropped = true;
  return parse_with(stage, job, false);
}

// The main file is number 0, so that it comes first, even when nothing stands in it.
static bool find_main(Unit *unit) {
  CXCursor top = unit->clang->getTranslationUnitCursor(unit->handle);
  CXSourceRange all = unit->clang->getCursorExtent(top);
  return unit_place(unit, unit->clang->getRangeStart(all)).file == 0;
}

static void walk_files(Job *job, Unit *unit) {
  SummaryBuilder *out = &job->reader->builder;
  unit_collect(unit);
  for (uint32_t i = 0; i < unit->files.count; i++) {
    bool is_wanted = has_summary(unit, i) && (i > 0 || job->part != PART_BEGINNING);
    if (!is_wanted) continue;
    summary_builder_reset(out);
    out->flags = SUMMARY_C;
    if (job->command->is_guessed) out->flags |= SUMMARY_GUESSED;
    add_problems(unit, job->command, out, i, i == 0);
    if (i == 0 && job->is_target_dropped)
      emit_problem(out, unit->arena, PROBLEM_COMPILER,
                   STR("this clang does not know the target; read for this machine"), (Span){0});
    Str block = walk_file(unit, out, job->arena, i, i + 1);
    array_push(job->arena, &job->blocks, block);
  }
}

// A beginning in which something is wrong would hide that from the units.
static bool is_faultless(const Unit *unit) {
  const Libclang *clang = unit->clang;
  unsigned count = clang->getNumDiagnostics(unit->handle);
  bool is_fine = true;
  for (unsigned i = 0; i < count && is_fine; i++) {
    CXDiagnostic diagnostic = clang->getDiagnostic(unit->handle, i);
    is_fine = clang->getDiagnosticSeverity(diagnostic) < CXDiagnostic_Error;
    clang->disposeDiagnostic(diagnostic);
  }
  return is_fine;
}

static bool keep(Job *job, const Unit *unit) {
  if (job->part != PART_BEGINNING) return true;
  const char *file = str_to_c(unit->arena, job->kept);
  return is_faultless(unit) &&
         unit->clang->saveTranslationUnit(unit->handle, file, CXSaveTranslationUnit_None) == 0;
}

static void work(Stage *stage) {
  Job *job = stage->context;
  CReader *reader = job->reader;
  Unit unit = {.clang = &reader->library->clang,
               .arena = &reader->scratch,
               .attributes = &reader->attributes,
               .root = job->root,
               .directory = job->command->directory};
  unit.handle = parse(stage, job);
  if (!unit.handle) return;
  job->is_parsed = keep(job, &unit);
  if (job->is_parsed)
    inclusions_find(&unit, job->arena, job->part == PART_BEGINNING, &job->inclusions);
  bool is_ours = job->is_parsed && find_main(&unit);
  if (is_ours && job->part == PART_BEHIND) unit.files.at[0].text = job->source;
  if (is_ours) walk_files(job, &unit);
  unit.clang->disposeTranslationUnit(unit.handle);
}

static bool run(Job *job) {
  Stage stage = {.work = work, .context = job, .max_seconds = C_PARSE_MAX_SECONDS};
  return stage_run(&stage);
}

static bool tell_failure(const Job *job, Error *err) {
  Str file = job->command->file;
  if (job->code == CXError_Crashed)
    return error_set(err, FAIL_LIMIT,
                     "%.*s: the C parser gave up: nested too deep, or more than %d seconds",
                     STR_ARG(file), C_PARSE_MAX_SECONDS);
  return error_set(err, FAIL_IO, "%.*s: the C parser could not read it (code %d)", STR_ARG(file),
                   (int)job->code);
}

static bool read_whole(CReader *reader, Arena *arena, const CCommand *command, Str root, CUnit *out,
                       Error *err) {
  arena_reset(&reader->scratch);
  Job job = {
      .reader = reader, .arena = arena, .command = command, .root = root, .name = command->file};
  if (!run(&job))
    return error_set(err, FAIL_LIMIT, "%.*s: no thread can be started", STR_ARG(command->file));
  if (!job.is_parsed) return tell_failure(&job, err);
  *out = (CUnit){
      .blocks = job.blocks.at, .count = (uint32_t)job.blocks.count, .inclusions = job.inclusions};
  return true;
}

// ---- Beginnings ---------------------------------------------------------------------------------

// It stands for a file in the folder of the units, so that they include the same.
#define BEGINNING_NAME   "nostall-beginning.h"
#define SOURCE_MAX_BYTES ((size_t)64 << 20)
// A smaller one costs each unit as much as it saves: a quarter of a megabyte is there when nothing
// is included.
#define WORTH_BYTES (600 << 10)

static bool read_prefix(Job *job, uint32_t directives, Str *text, Prefix *prefix) {
  Error error = {0};
  Arena *scratch = &job->reader->scratch;
  if (!text_read(scratch, job->command->file, SOURCE_MAX_BYTES, text, &error)) return false;
  *prefix = prefix_read(scratch, *text);
  return prefix->directives.count >= directives;
}

static bool is_worth(Arena *scratch, Str file) {
  struct stat found;
  return stat(str_to_c(scratch, file), &found) == 0 && found.st_size >= WORTH_BYTES;
}

void c_read_beginning(CReader *reader, Arena *arena, const CCommand *command, uint32_t directives,
                      Str file, Str root, CBeginning *out) {
  *out = (CBeginning){.directives = directives};
  arena_reset(&reader->scratch);
  Job job = {.reader = reader,
             .arena = arena,
             .command = command,
             .root = root,
             .part = PART_BEGINNING,
             .kept = file};
  Str text = {0};
  Prefix prefix = {0};
  if (!read_prefix(&job, directives, &text, &prefix)) return;
  Arena *scratch = &reader->scratch;
  job.name = path_resolve(scratch, c_path_folder(command->file), STR(BEGINNING_NAME));
  for (uint32_t i = 0; i < directives; i++)
    job.text =
        str_print(scratch, "%.*s%.*s\n", STR_ARG(job.text), STR_ARG(prefix.directives.at[i].text));
  if (!run(&job) || !job.is_parsed || !is_worth(scratch, file)) return;
  *out = (CBeginning){.file = file,
                      .directives = directives,
                      .blocks = job.blocks.at,
                      .count = (uint32_t)job.blocks.count,
                      .inclusions = job.inclusions};
}

// False when that does not work and the unit is to be read as a whole.
static bool read_behind(CReader *reader, Arena *arena, const CCommand *command,
                        const CBeginning *beginning, Str root, CUnit *out) {
  arena_reset(&reader->scratch);
  Job job = {.reader = reader,
             .arena = arena,
             .command = command,
             .root = root,
             .part = PART_BEHIND,
             .kept = beginning->file,
             .name = command->file};
  Prefix prefix = {0};
  if (!read_prefix(&job, beginning->directives, &job.source, &prefix)) return false;
  job.text = prefix_blank(&reader->scratch, job.source, &prefix, beginning->directives);
  if (!run(&job) || !job.is_parsed) return false;
  *out = (CUnit){.blocks = job.blocks.at,
                 .count = (uint32_t)job.blocks.count,
                 .inclusions = job.inclusions,
                 .has_beginning = true};
  return true;
}

bool c_read_unit(CReader *reader, Arena *arena, const CCommand *command,
                 const CBeginning *beginning, Str root, CUnit *out, Error *err) {
  bool is_shared = beginning && beginning->file.size > 0;
  if (is_shared && read_behind(reader, arena, command, beginning, root, out)) return true;
  return read_whole(reader, arena, command, root, out, err);
}
