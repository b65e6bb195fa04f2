// One file: decode, parse, walk, lay out.
#include "python/python.h"

#include "python/facts_walk.h"

#include <stdlib.h>
#include <string.h>

struct PythonReader {
  AstParser *parser;
  SummaryBuilder builder;
  Arena scratch; // of one file: decoded text, tree, stacks
  void (*on_parsed)(void *context);
  void *watch_context;
};

PythonReader *python_reader_new(void) {
  PythonReader *reader = calloc(1, sizeof *reader);
  if (!reader) base_fatal("out of memory: cannot make a reader");
  reader->parser = ast_parser_new();
  return reader;
}

void python_reader_free(PythonReader *reader) {
  if (!reader) return;
  ast_parser_free(reader->parser);
  summary_builder_release(&reader->builder);
  arena_release(&reader->scratch);
  free(reader);
}

void python_reader_watch(PythonReader *reader, void (*on_parsed)(void *context), void *context) {
  reader->on_parsed = on_parsed;
  reader->watch_context = context;
}

// ---- Text ---------------------------------------------------------------------------------------

static void emit_problem(SummaryBuilder *out, ProblemKind kind, Span span, Str text) {
  Problem problem = {.kind = (uint8_t)kind, .text = summary_builder_name(out, text)};
  array_push(&out->arena, &out->problems, problem);
  array_push(&out->arena, &out->problem_spans, span);
}

// An encoding that does not exist is no reason to read nothing: most of a file is ASCII.
static Str decode(PythonReader *reader, Str bytes) {
  SummaryBuilder *out = &reader->builder;
  Str text = {0};
  uint32_t first_bad = UINT32_MAX;
  Error error = {0};
  if (!python_decode(&reader->scratch, bytes, &text, &first_bad, &error)) {
    Str message = str_copy(&reader->scratch, str_from_c(error.text));
    emit_problem(out, PROBLEM_ENCODING, (Span){0}, message);
  }
  if (first_bad != UINT32_MAX) {
    Span span = {first_bad, first_bad + (uint32_t)strlen("\xEF\xBF\xBD")};
    emit_problem(out, PROBLEM_ENCODING, span, STR("not in the encoding of the file"));
  }
  return text;
}

// Python refuses files with NUL bytes; here they count as blanks.
static Str without_nul(PythonReader *reader, Str text) {
  size_t first = str_find_byte(text, '\0');
  if (first == SIZE_MAX) return text;
  Span span = {(uint32_t)first, (uint32_t)first + 1};
  emit_problem(&reader->builder, PROBLEM_NUL, span, STR("a NUL byte"));
  char *at = arena_push(&reader->scratch, char, text.size);
  for (size_t i = 0; i < text.size; i++)
    at[i] = text.at[i] ? text.at[i] : ' ';
  return (Str){at, text.size};
}

static Str read_text(PythonReader *reader, Str bytes) {
  if (bytes.size <= PYTHON_SOURCE_MAX_BYTES) return without_nul(reader, decode(reader, bytes));
  Str message = str_print(&reader->scratch, "larger than %u MiB", PYTHON_SOURCE_MAX_BYTES >> 20);
  emit_problem(&reader->builder, PROBLEM_TOO_LARGE, (Span){0}, message);
  return STR("");
}

// ---- Summary ------------------------------------------------------------------------------------

static_assert(PYTHON_PADDING_BYTES == AST_PADDING_BYTES, "what the parser asks for");

// Whether a text is the end of the bytes, and no copy.
static bool is_end_of(Str text, Str bytes) {
  return text.size > 0 && text.at + text.size == bytes.at + bytes.size;
}

static Str summarize(PythonReader *reader, Arena *arena, Str path, Str bytes, bool is_padded) {
  SummaryBuilder *out = &reader->builder;
  arena_reset(&reader->scratch);
  summary_builder_reset(out);
  if (str_has_suffix(path, STR(".pyi"))) out->flags |= SUMMARY_STUB_FILE;
  Str text = read_text(reader, bytes);
  ast_parser_padded(reader->parser, is_padded && is_end_of(text, bytes));
  AstModule module = ast_parse(reader->parser, &reader->scratch, text);
  if (reader->on_parsed) reader->on_parsed(reader->watch_context);
  summary_builder_expect(out, text.size);
  Walker walker = {
      .out = out, .parser = reader->parser, .arena = &reader->scratch, .text = module.text};
  walk_module(&walker, &module);
  return summary_builder_finish(arena, out, path, text);
}

Str python_summarize(PythonReader *reader, Arena *arena, Str path, Str bytes) {
  return summarize(reader, arena, path, bytes, false);
}

Str python_summarize_padded(PythonReader *reader, Arena *arena, Str path, Str bytes) {
  return summarize(reader, arena, path, bytes, true);
}
