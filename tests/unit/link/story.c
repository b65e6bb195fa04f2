// Links small programs for the tests; see story.h.
#include "story.h"

#include "base/array.h"
#include "python/python.h"

#include <stdlib.h>

#define STORY_MAX_FILES 16

typedef struct Files {
  ProgramFile at[STORY_MAX_FILES];
  Str texts[STORY_MAX_FILES];
  uint32_t count;
} Files;

static void add_file(Files *files, Str path, Str text) {
  assert(files->count < STORY_MAX_FILES);
  Str mark = STR(" (asked for)");
  bool is_root = !str_has_suffix(path, mark);
  if (!is_root) path = str_slice(path, 0, path.size - mark.size);
  files->at[files->count] = (ProgramFile){.path = path, .is_reported = true, .is_root = is_root};
  files->texts[files->count++] = text;
}

static void split_files(Files *files, Str source) {
  Str marker = STR("# file: ");
  if (!str_has_prefix(source, marker)) {
    add_file(files, STR("main.py"), source);
    return;
  }
  for (Str rest = source; rest.size > 0;) {
    Str path = str_slice(rest, marker.size, str_find_byte(rest, '\n'));
    Str body = str_slice(rest, str_find_byte(rest, '\n') + 1, rest.size);
    size_t next = str_find(body, STR("\n# file: "));
    size_t end = next == SIZE_MAX ? body.size : next + 1;
    add_file(files, path, str_slice(body, 0, end));
    rest = str_slice(body, end, body.size);
  }
}

// The linker wants them by path.
static void sort_files(Files *files) {
  for (uint32_t i = 1; i < files->count; i++)
    for (uint32_t k = i; k > 0 && str_compare(files->at[k].path, files->at[k - 1].path) < 0; k--) {
      ProgramFile file = files->at[k];
      Str text = files->texts[k];
      files->at[k] = files->at[k - 1];
      files->texts[k] = files->texts[k - 1];
      files->at[k - 1] = file;
      files->texts[k - 1] = text;
    }
}

static const Summary *load_summary(void *context, ModuleId file) {
  const Story *story = context;
  return &story->summaries[file];
}

Story *story_link(const char *source) {
  Story *story = calloc(1, sizeof *story);
  assert(story);
  Arena *arena = &story->arena;
  Files *files = arena_push(arena, Files, 1);
  split_files(files, str_from_c(source));
  sort_files(files);
  story->summaries = arena_push(arena, Summary, files->count);
  PythonReader *reader = python_reader_new();
  for (uint32_t i = 0; i < files->count; i++)
    story->summaries[i] =
        summary_view(python_summarize(reader, arena, files->at[i].path, files->texts[i]));
  python_reader_free(reader);
  ProgramInput input = {.files = files->at,
                        .file_count = files->count,
                        .load = load_summary,
                        .load_context = story,
                        .knowledge = knowledge_new(arena)};
  story->program = program_link(arena, &input);
  return story;
}

void story_release(Story *story) {
  arena_release(&story->arena);
  free(story);
}

// ---- Answers ------------------------------------------------------------------------------------

typedef Array(Str) Lines;

static Str join_lines(Arena *arena, const Lines *lines) {
  Str all = {0};
  for (size_t i = 0; i < lines->count; i++)
    all = str_print(arena, "%.*s%.*s\n", STR_ARG(all), STR_ARG(lines->at[i]));
  return all;
}

static const char *confidence_text(Confidence confidence) {
  switch (confidence) {
  case CONFIDENCE_POSSIBLE:
    return " (possible)";
  case CONFIDENCE_PROBABLE:
    return " (probable)";
  case CONFIDENCE_RESOLVED:
    return "";
  }
  return "";
}

static Str caller_text(Story *story, const Call *call) {
  const Function *caller = program_function(story->program, call->caller);
  return str_print(&story->arena, "%.*s: %.*s",
                   STR_ARG(program_path(story->program, caller->module)),
                   STR_ARG(program_function_name(story->program, call->caller, &story->arena)));
}

static Str chain_text(Story *story, const Chain *chain) {
  Str text = chain->hops[0].name;
  for (uint32_t i = 1; i < chain->count; i++)
    text = str_print(&story->arena, "%.*s > %.*s", STR_ARG(text), STR_ARG(chain->hops[i].name));
  return text;
}

static void add_effects(Story *story, Lines *lines, const Call *call) {
  uint32_t effects = program_call_effects(story->program, call);
  for (int effect = 1; effect < EFFECT_COUNT; effect++) {
    if (!(effects & 1u << effect)) continue;
    Chain chain = program_chain(story->program, call, (Effect)effect, &story->arena);
    Str caller = caller_text(story, call), way = chain_text(story, &chain);
    array_push(&story->arena, lines,
               str_print(&story->arena, "%.*s: %s: %.*s%s", STR_ARG(caller),
                         effect_id((Effect)effect), STR_ARG(way),
                         confidence_text(chain.confidence)));
  }
}

typedef void AddCall(Story *story, Lines *lines, const Call *call);

// Visits the calls of all functions in order of files and scopes.
static Str each_call(Story *story, AddCall *add, bool only_on_loop) {
  Lines lines = {0};
  for (ModuleId module = 0; module < program_module_count(story->program); module++) {
    for (ScopeId scope = 0; scope < story->summaries[module].scopes_count; scope++) {
      FunctionId id = program_function_of(story->program, module, scope);
      if (id == FUNCTION_NONE) continue;
      const Function *function = program_function(story->program, id);
      if (only_on_loop && function->root == ROOT_NONE) continue;
      for (uint32_t i = 0; i < function->call_count; i++)
        add(story, &lines, program_call(story->program, function->first_call + i));
    }
  }
  return join_lines(&story->arena, &lines);
}

Str story_effects(Story *story) {
  return each_call(story, add_effects, true);
}

static const char *result_text(KnowledgeResult result) {
  switch (result) {
  case RESULT_VALUE:
  case RESULT_ARGUMENT:
    return "value";
  case RESULT_COROUTINE:
    return "coroutine";
  case RESULT_AWAITABLE:
    return "awaitable";
  case RESULT_TASK:
    return "task";
  case RESULT_ASYNC_GENERATOR:
    return "async generator";
  case RESULT_ASYNC_CONTEXT:
    return "async context";
  }
  return "";
}

static void add_result(Story *story, Lines *lines, const Call *call) {
  if (call->result == RESULT_VALUE || call->result == RESULT_ARGUMENT) return;
  Str name =
      call->entry ? call->name : program_function_name(story->program, call->callee, &story->arena);
  array_push(&story->arena, lines,
             str_print(&story->arena, "%.*s: %.*s() -> %s%s", STR_ARG(caller_text(story, call)),
                       STR_ARG(name), result_text(call->result),
                       confidence_text(call->result_confidence)));
}

Str story_results(Story *story) {
  return each_call(story, add_result, false);
}

ModuleId story_module(const Story *story, const char *path) {
  for (ModuleId module = 0; module < program_module_count(story->program); module++)
    if (str_equal_c(program_path(story->program, module), path)) return module;
  return MODULE_NONE;
}

ExprId story_last(const Story *story) {
  const Summary *summary = &story->summaries[story_module(story, "main.py")];
  return summary->exprs_count - 1;
}
