// One translation unit: arguments, parse, files, problems, and the Summary of each file.
#include "base/path.h"
#include "c/inclusions.h"
#include "c/mentions.h"
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

// They stand for files in the folder of a unit, so that they include the same.
#define BEGINNING_NAME "nostall-beginning.h"
#define QUESTIONS_NAME "nostall-questions.c"

typedef Array(const char *) Arguments;

// How many words from the first on choose a target, which may be one that this clang does not have.
static uint32_t target_words(Str first) {
  if (str_equal_c(first, "-target")) return 2;
  return str_has_prefix(first, STR("--target=")) || str_has_prefix(first, STR("-m"));
}

// What is parsed: a unit, what a group begins with, a unit behind that, or questions about macros.
typedef enum Part { PART_WHOLE, PART_BEGINNING, PART_BEHIND, PART_QUESTIONS } Part;

typedef struct Job {
  CReader *reader;
  Arena *arena;
  const CCommand *command;
  Str root;
  Part part;
  Str behind;          // where the beginning is that was read before; ""
  Str kept;            // where one is to be
  const CGroup *group; // … of which
  Str name;            // of the file that is parsed
  Str text;   // … what stands in it for the parser, where that is not what is on the disk
  Str source; // … and what is on the disk
  Array(Str) blocks;
  CInclusions inclusions;
  CNames refused;
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
  if (job->behind.size > 0) add_beginning(arena, &arguments, job->behind);
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
  bool is_behind = job->behind.size > 0;
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

#define LINES_PER_QUESTION 3

// The names that are asked for and are defined.
static void note_answers(const Unit *unit, const CGroup *group, CNames *out) {
  const Libclang *clang = unit->clang;
  unsigned count = clang->getNumDiagnostics(unit->handle);
  for (unsigned i = 0; i < count; i++) {
    CXDiagnostic diagnostic = clang->getDiagnostic(unit->handle, i);
    CXFile file = NULL;
    unsigned line = 0;
    clang->getFileLocation(clang->getDiagnosticLocation(diagnostic), &file, &line, NULL, NULL);
    clang->disposeDiagnostic(diagnostic);
    uint32_t number = line > 0 ? (line - 1) / LINES_PER_QUESTION : group->name_count;
    if (number < group->name_count) array_push(unit->arena, out, group->names[number]);
  }
}

// A way on which something must not be defined leads to the header only where it is not, and still
// does behind it only where it is not either. Others that are found so lie on no way that is open.
static bool ask_for_names(Stage *stage, Job *job, Unit *unit, Str behind) {
  Arena *scratch = unit->arena;
  Job ask = *job;
  ask.part = PART_QUESTIONS;
  ask.behind = behind;
  ask.name = path_resolve(scratch, c_path_folder(job->command->file), STR(QUESTIONS_NAME));
  ask.text = STR("");
  for (uint32_t i = 0; i < job->group->name_count; i++)
    ask.text = str_print(scratch, "%.*s#ifdef %.*s\n#error\n#endif\n", STR_ARG(ask.text),
                         STR_ARG(job->group->names[i].text));
  Unit answers = *unit;
  answers.handle = parse_with(stage, &ask, true);
  if (!answers.handle) return false;
  note_answers(&answers, job->group, &job->refused);
  unit->clang->disposeTranslationUnit(answers.handle);
  return true;
}

// What a header has to be that stands before units that take it in by ways of their own.
static bool examine_header(Stage *stage, Job *job, Unit *unit) {
  mentions_find(unit, job->group, &job->refused);
  return mentions_guarded(unit) && ask_for_names(stage, job, unit, STR("")) &&
         ask_for_names(stage, job, unit, job->kept);
}

// A smaller one costs each unit as much as it saves: a quarter of a megabyte is there when nothing
// is included.
#define WORTH_BYTES        (600 << 10)
#define WORTH_BEHIND_BYTES (100 << 10) // behind another one
// What comes of less text is not that large, and need not be written to know it.
#define WORTH_TEXT_BYTES ((size_t)100 << 10)

static bool is_worth(const Job *job) {
  struct stat found;
  int least = job->behind.size > 0 ? WORTH_BEHIND_BYTES : WORTH_BYTES;
  return stat(str_to_c(&job->reader->scratch, job->kept), &found) == 0 && found.st_size >= least;
}

static bool save(const Job *job, const Unit *unit) {
  const char *file = str_to_c(unit->arena, job->kept);
  if (job->behind.size == 0 && mentions_size(unit) < WORTH_TEXT_BYTES) return false;
  return unit->clang->saveTranslationUnit(unit->handle, file, CXSaveTranslationUnit_None) == 0 &&
         is_worth(job);
}

static bool keep(Stage *stage, Job *job, Unit *unit) {
  if (job->part != PART_BEGINNING) return true;
  return is_faultless(unit) && save(job, unit) &&
         (job->group->directives > 0 || examine_header(stage, job, unit));
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
  job->is_parsed = keep(stage, job, &unit);
  if (job->is_parsed)
    inclusions_find(&unit, job->arena, job->part == PART_BEGINNING, &job->inclusions);
  bool is_ours = job->is_parsed && find_main(&unit);
  if (is_ours && job->part == PART_BEHIND) {
    (void)unit_file(&unit, 0);
    unit.files.at[0].text = job->source;
  }
  if (is_ours) walk_files(job, &unit);
  // One that is not the project's cannot be walked, and what units define of another is missing.
  if (job->part == PART_BEGINNING) job->is_parsed &= is_ours && !unit.is_unsettled;
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

#define SOURCE_MAX_BYTES ((size_t)64 << 20)

static bool read_prefix(Job *job, uint32_t directives, Str *text, Prefix *prefix) {
  Error error = {0};
  Arena *scratch = &job->reader->scratch;
  if (!text_read(scratch, job->command->file, SOURCE_MAX_BYTES, text, &error)) return false;
  *prefix = prefix_read(scratch, *text);
  return prefix->directives.count >= directives;
}

// What stands in place of a file: the directives of the group, or that it takes in its header.
static bool make_beginning(Job *job) {
  Arena *scratch = &job->reader->scratch;
  Str file = job->command->file, text = {0};
  Prefix prefix = {0};
  if (job->group->directives == 0) {
    Str header = job->group->header;
    Str folder = path_parent(header);
    Str name = str_slice(header, folder.size + 1, header.size);
    job->name = str_print(scratch, "%.*s/%s", STR_ARG(folder), BEGINNING_NAME);
    job->text = str_print(scratch, "#include \"%.*s\"\n", STR_ARG(name));
    return true;
  }
  if (!read_prefix(job, job->group->directives, &text, &prefix)) return false;
  job->name = path_resolve(scratch, c_path_folder(file), STR(BEGINNING_NAME));
  for (uint32_t i = 0; i < job->group->directives; i++)
    job->text =
        str_print(scratch, "%.*s%.*s\n", STR_ARG(job->text), STR_ARG(prefix.directives.at[i].text));
  return true;
}

static const Str *join(Arena *arena, const Str *first, uint32_t first_count, const Str *second,
                       uint32_t second_count) {
  Str *both = arena_push(arena, Str, first_count + second_count + 1);
  if (first_count > 0) memcpy(both, first, first_count * sizeof *both);
  if (second_count > 0) memcpy(both + first_count, second, second_count * sizeof *both);
  return both;
}

static void add_behind(Arena *arena, CBeginning *beginning, const CBeginning *behind) {
  const CInclusions *first = &behind->inclusions;
  CInclusions *own = &beginning->inclusions;
  beginning->blocks =
      join(arena, behind->blocks, behind->count, beginning->blocks, beginning->count);
  beginning->count += behind->count;
  own->files = join(arena, first->files, first->file_count, own->files, own->file_count);
  own->file_count += first->file_count;
}

static const CName *copy_names(Arena *arena, const CNames *names) {
  CName *copy = arena_push(arena, CName, names->count + 1);
  for (size_t i = 0; i < names->count; i++)
    copy[i] = (CName){str_copy(arena, names->at[i].text), names->at[i].is_defined};
  return copy;
}

void c_read_beginning(CReader *reader, Arena *arena, const CCommand *command, const CGroup *group,
                      const CBeginning *behind, Str file, Str root, CBeginning *out) {
  *out = (CBeginning){.directives = group->directives};
  arena_reset(&reader->scratch);
  Job job = {.reader = reader,
             .arena = arena,
             .command = command,
             .root = root,
             .part = PART_BEGINNING,
             .behind = behind ? behind->file : STR(""),
             .kept = file,
             .group = group};
  if (!make_beginning(&job) || !run(&job) || !job.is_parsed) return;
  *out = (CBeginning){.file = file,
                      .directives = group->directives,
                      .blocks = job.blocks.at,
                      .count = (uint32_t)job.blocks.count,
                      .inclusions = job.inclusions,
                      .refused = copy_names(arena, &job.refused),
                      .refused_count = (uint32_t)job.refused.count};
  if (behind) add_behind(arena, out, behind);
}

static bool is_refused(const CBeginning *beginning, CName name) {
  for (uint32_t i = 0; i < beginning->refused_count; i++) {
    CName refused = beginning->refused[i];
    if (refused.is_defined == name.is_defined && str_equal(refused.text, name.text)) return true;
  }
  return false;
}

bool c_beginning_serves(const CBeginning *beginning, const CLead *lead) {
  for (uint32_t i = 0; i < lead->name_count; i++)
    if (is_refused(beginning, lead->names[i])) return false;
  return beginning->file.size > 0;
}

// Whether a header was read with the beginning and again behind it: then both have a part of it.
static bool is_torn(const Job *job, const CBeginning *beginning) {
  for (size_t i = 0; i < job->blocks.count; i++) {
    Str path = summary_view(job->blocks.at[i]).path;
    for (uint32_t k = 0; k < beginning->count; k++)
      if (str_equal(path, summary_view(beginning->blocks[k]).path)) return true;
  }
  return false;
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
             .behind = beginning->file,
             .name = command->file};
  Prefix prefix = {0};
  if (!read_prefix(&job, beginning->directives, &job.source, &prefix)) return false;
  job.text = prefix_blank(&reader->scratch, job.source, &prefix, beginning->directives);
  if (!run(&job) || !job.is_parsed || is_torn(&job, beginning)) return false;
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
