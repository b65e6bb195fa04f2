// A file for each process, an object a line: `kind`, and what belongs to it; see probe/ and
// witness/. A stack is written in full where it is first met, under an id that later lines refer
// to; threads that meet it at once all write it.
#define _POSIX_C_SOURCE 200809L
#include "confirm/seen.h"

#include <jansson.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define LINE_BYTES_MAX ((size_t)1 << 20)
#define TESTS_MAX      100

typedef struct Reader { // of one file
  Arena *arena;
  Sightings *all;
  ConfirmProcess process;
  Map ids; // of stacks -> index into `stacks`
  Array(ConfirmSeen *) stacks;
} Reader;

// ---- Values -------------------------------------------------------------------------------------

static Str text_of(Arena *arena, const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  Str text = {json_string_value(value), json_string_length(value)};
  return text.at ? str_copy(arena, text) : STR("");
}

static double number_of(const json_t *object, const char *key) {
  return json_number_value(json_object_get(object, key));
}

static uint32_t whole_of(const json_t *value) {
  json_int_t number = json_integer_value(value);
  return number > 0 && number <= UINT32_MAX ? (uint32_t)number : 0;
}

static void read_stack(Arena *arena, const json_t *object, ConfirmSeen *out) {
  size_t i = 0;
  const json_t *place = NULL;
  json_array_foreach(json_object_get(object, "stack"), i, place) {
    const char *path = json_string_value(json_array_get(place, 0));
    const char *function = json_string_value(json_array_get(place, 1));
    ConfirmFrame frame = {.path = str_copy(arena, str_from_c(path)),
                          .function = str_copy(arena, str_from_c(function)),
                          .line = whole_of(json_array_get(place, 2))};
    array_push(arena, &out->stack, frame);
  }
}

static SeenTurn read_turn(const Reader *reader, const json_t *object) {
  const json_t *turn = json_object_get(object, "turn");
  return (SeenTurn){.pid = reader->process.pid,
                    .thread = whole_of(json_object_get(object, "thread")),
                    .start_ms = json_number_value(json_array_get(turn, 0)),
                    .end_ms = json_number_value(json_array_get(turn, 1))};
}

// ---- Putting together ---------------------------------------------------------------------------

static void add_test(Arena *arena, ConfirmTally *tally, Str test) {
  for (size_t i = 0; i < tally->tests.count; i++) {
    if (str_equal(tally->tests.at[i], test)) return;
  }
  if (tally->tests.count < TESTS_MAX) array_push(arena, &tally->tests, test);
}

void tally_add(Arena *arena, ConfirmTally *tally, const ConfirmTally *more) {
  tally->count += more->count;
  tally->total_ms += more->total_ms;
  if (more->longest_ms > tally->longest_ms) tally->longest_ms = more->longest_ms;
  for (size_t i = 0; i < more->tests.count; i++)
    add_test(arena, tally, more->tests.at[i]);
}

static Str key_of(Arena *arena, const ConfirmSeen *one) {
  Str key = str_from_c(confirm_kind_name(one->kind));
  for (size_t i = 0; i < one->stack.count; i++) {
    const ConfirmFrame *frame = &one->stack.at[i];
    key = str_print(arena, "%.*s\n%.*s:%u:%.*s", STR_ARG(key), STR_ARG(frame->path), frame->line,
                    STR_ARG(frame->function));
  }
  if (one->stack.count > 0) return key;
  return str_print(arena, "%.*s\n%.*s", STR_ARG(key), STR_ARG(one->coroutine));
}

ConfirmSeen *seen_add(Arena *arena, Sightings *all, const ConfirmSeen *one) {
  Arena scratch = {0};
  uint32_t known = all->keys.count;
  uint32_t at = interner_add_copy(arena, &all->keys, key_of(&scratch, one));
  arena_release(&scratch);
  if (at == known) {
    ConfirmSeen *copy = arena_push(arena, ConfirmSeen, 1);
    *copy = *one;
    array_push(arena, &all->result->seen, copy);
    return copy;
  }
  ConfirmSeen *same = all->result->seen.at[at];
  tally_add(arena, &same->tally, &one->tally);
  return same;
}

// ---- Lines --------------------------------------------------------------------------------------

static uint64_t id_of(const json_t *line) {
  return (uint64_t)json_integer_value(json_object_get(line, "id"));
}

// The stack of a line that only refers to one.
static ConfirmSeen *find_stack(const Reader *reader, const json_t *line) {
  const uint32_t *at = map_find(&reader->ids, id_of(line));
  return at ? reader->stacks.at[*at] : NULL;
}

static void add_stack(Reader *reader, const json_t *line, ConfirmSeen *seen) {
  (void)map_insert(reader->arena, &reader->ids, id_of(line), (uint32_t)reader->stacks.count);
  array_push(reader->arena, &reader->stacks, seen);
}

static ConfirmTally read_tally(Arena *arena, const json_t *line) {
  double ms = number_of(line, "ms");
  ConfirmTally tally = {.count = 1, .total_ms = ms, .longest_ms = ms};
  Str test = text_of(arena, line, "test");
  if (test.size > 0) array_push(arena, &tally.tests, test);
  return tally;
}

static void read_observation(Reader *reader, ConfirmKind kind, const json_t *line) {
  Arena *arena = reader->arena;
  ConfirmTally tally = read_tally(arena, line);
  ConfirmSeen *seen = find_stack(reader, line);
  if (seen) {
    tally_add(arena, &seen->tally, &tally);
  } else {
    ConfirmSeen one = {.kind = kind,
                       .cause = text_of(arena, line, "cause"),
                       .coroutine = text_of(arena, line, "coroutine"),
                       .error = text_of(arena, line, "error"),
                       .tally = tally};
    read_stack(arena, line, &one);
    seen = seen_add(arena, reader->all, &one);
    if (one.stack.count > 0) add_stack(reader, line, seen);
  }
  SeenTurn turn = read_turn(reader, line);
  turn.seen = seen;
  if (kind == CONFIRM_STALL) array_push(arena, &reader->all->turns, turn);
}

static void read_witnessed(Reader *reader, const json_t *line) {
  Arena *arena = reader->arena;
  SeenByWitness one = {.turn = read_turn(reader, line),
                       .ms = number_of(line, "ms"),
                       .call = text_of(arena, line, "call"),
                       .cause = text_of(arena, line, "cause")};
  size_t i = 0;
  const json_t *place = NULL;
  json_array_foreach(json_object_get(line, "frames"), i, place) {
    const char *path = json_string_value(json_array_get(place, 0));
    const char *function = json_string_value(json_array_get(place, 2));
    ConfirmFrame frame = {.path = str_copy(arena, str_from_c(path)),
                          .function = str_copy(arena, str_from_c(function))};
    json_int_t address = json_integer_value(json_array_get(place, 1));
    array_push(arena, &one.stack, frame);
    array_push(arena, &one.addresses, (uint64_t)address);
  }
  array_push(arena, &reader->all->witnessed, one);
}

static void read_process(Reader *reader, const json_t *line) {
  Arena *arena = reader->arena;
  reader->process.pid = whole_of(json_object_get(line, "pid"));
  Str name = text_of(arena, line, "implementation");
  Str version = text_of(arena, line, "version");
  Str both = str_print(arena, "%.*s %.*s", STR_ARG(name), STR_ARG(version));
  reader->process.runtime = version.size > 0 ? both : name;
}

static void read_loop(Reader *reader, const json_t *line) {
  reader->process.has_loop = true;
  Str key = str_print(reader->arena, "%u:%u", reader->process.pid,
                      whole_of(json_object_get(line, "thread")));
  (void)interner_add(reader->arena, &reader->all->loops, key);
}

static void read_reached(Reader *reader, const json_t *line) {
  Str path = text_of(reader->arena, line, "file");
  Str key =
      str_print(reader->arena, "%.*s:%u", STR_ARG(path), whole_of(json_object_get(line, "line")));
  (void)interner_add(reader->arena, &reader->all->reached, key);
}

static void read_line(Reader *reader, const json_t *line) {
  Str kind = str_from_c(json_string_value(json_object_get(line, "kind")));
  ConfirmResult *result = reader->all->result;
  ConfirmKind seen = CONFIRM_STALL;
  if (confirm_kind_find(kind, &seen))
    read_observation(reader, seen, line);
  else if (str_equal_c(kind, "witnessed-stall"))
    read_witnessed(reader, line);
  else if (str_equal_c(kind, "witnessed-loop"))
    reader->process.has_loop = true;
  else if (str_equal_c(kind, "process"))
    read_process(reader, line);
  else if (str_equal_c(kind, "loop"))
    read_loop(reader, line);
  else if (str_equal_c(kind, "reach"))
    reader->process.has_reach = true;
  else if (str_equal_c(kind, "reached"))
    read_reached(reader, line);
  else if (str_equal_c(kind, "disturbed"))
    result->disturbed_count++;
  else if (str_equal_c(kind, "unseen-loop"))
    result->has_unseen_loop = true;
  else if (str_equal_c(kind, "cut"))
    result->is_cut = true;
  else if (str_equal_c(kind, "trouble"))
    result->trouble = text_of(reader->arena, line, "text");
}

// ---- Files --------------------------------------------------------------------------------------

static void add_process(Reader *reader) {
  Array(ConfirmProcess) *all = (void *)&reader->all->result->processes;
  for (size_t i = 0; i < all->count; i++) {
    ConfirmProcess *known = &all->at[i];
    if (known->pid != reader->process.pid) continue;
    // The probe and the witness were in the same process.
    known->has_loop |= reader->process.has_loop;
    known->has_reach |= reader->process.has_reach;
    if (str_has_prefix(known->runtime, STR("native"))) known->runtime = reader->process.runtime;
    return;
  }
  array_push(reader->arena, all, reader->process);
}

static void read_lines(Reader *reader, FILE *file) {
  char *text = NULL;
  size_t capacity = 0;
  for (;;) {
    ssize_t size = getline(&text, &capacity, file);
    if (size < 0) break;
    if ((size_t)size > LINE_BYTES_MAX) continue;
    json_t *line = json_loadb(text, (size_t)size, 0, NULL);
    if (line) read_line(reader, line);
    json_decref(line);
  }
  free(text);
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

bool seen_read(Arena *arena, const char *folder, Sightings *out, Error *err) {
  DIR *entries = opendir(folder);
  if (!entries) return error_errno(err, "cannot open %s", folder);
  Array(char *) names = {0};
  for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
    if (entry->d_name[0] == '.') continue;
    array_push(arena, &names, str_to_c(arena, str_print(arena, "%s/%s", folder, entry->d_name)));
  }
  closedir(entries);
  if (names.count > 0) qsort(names.at, names.count, sizeof *names.at, by_name);
  for (size_t i = 0; i < names.count; i++) {
    Reader reader = {.arena = arena, .all = out};
    FILE *file = fopen(names.at[i], "rb");
    if (!file) continue;
    read_lines(&reader, file);
    fclose(file);
    if (reader.process.runtime.size > 0) add_process(&reader);
  }
  return true;
}

bool seen_is_reached(Arena *arena, const Sightings *all, const ConfirmPlace *place) {
  Str key = str_print(arena, "%.*s:%u", STR_ARG(place->path), place->line);
  return interner_find(&all->reached, key) != INTERNER_NONE;
}
