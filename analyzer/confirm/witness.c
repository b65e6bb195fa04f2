// The witness's part: its stalls beside those of the probe, and its addresses as lines.
//
// In a Python process the probe knows what a loop is and has the stack in Python; the witness names
// the call that blocked. In all others the witness alone has seen something, as addresses, which
// addr2line, where it is installed, turns into functions and lines.
#define _XOPEN_SOURCE 700 // realpath
#include "confirm/seen.h"

#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ADDRESSES_MAX 512 // for one call of addr2line

extern char **environ;

// ---- The same turn ------------------------------------------------------------------------------

static double overlap(const SeenTurn *a, const SeenTurn *b) {
  double start = a->start_ms > b->start_ms ? a->start_ms : b->start_ms;
  double end = a->end_ms < b->end_ms ? a->end_ms : b->end_ms;
  return end - start;
}

static ConfirmSeen *find_same(const Sightings *all, const SeenTurn *turn) {
  for (size_t i = 0; i < all->turns.count; i++) {
    const SeenTurn *other = &all->turns.at[i];
    bool is_same_loop = other->pid == turn->pid && other->thread == turn->thread;
    double half = (turn->end_ms - turn->start_ms) / 2;
    if (is_same_loop && overlap(other, turn) > half) return other->seen;
  }
  return NULL;
}

static bool is_of_probe(Arena *arena, const Sightings *all, const SeenTurn *turn) {
  Str key = str_print(arena, "%u:%u", turn->pid, turn->thread);
  return interner_find(&all->loops, key) != INTERNER_NONE;
}

// ---- Lines for addresses ------------------------------------------------------------------------

typedef struct Addresses { // of one file
  Str path;
  Array(ConfirmFrame *) frames;
  Array(uint64_t) at;
} Addresses;

static char **make_words(Arena *arena, const Addresses *addresses) {
  char **words = arena_push(arena, char *, addresses->at.count + 6);
  size_t count = 0;
  words[count++] = str_to_c(arena, STR("addr2line"));
  words[count++] = str_to_c(arena, STR("-f"));
  words[count++] = str_to_c(arena, STR("-C"));
  words[count++] = str_to_c(arena, STR("-e"));
  words[count++] = str_to_c(arena, addresses->path);
  for (size_t i = 0; i < addresses->at.count; i++) {
    unsigned long long address = addresses->at.at[i];
    words[count++] = str_to_c(arena, str_print(arena, "0x%llx", address));
  }
  return words;
}

static FILE *start_tool(char **words, pid_t *pid) {
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) return NULL;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", 0, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  bool ok = posix_spawnp(pid, words[0], &actions, NULL, words, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  FILE *file = ok ? fdopen(ends[0], "r") : NULL;
  if (!file) close(ends[0]);
  return file;
}

static bool next_line(FILE *file, char **text, size_t *capacity, Str *out) {
  ssize_t size = getline(text, capacity, file);
  if (size < 0) return false;
  *out = str_trim((Str){*text, (size_t)size});
  return true;
}

// "main.c:12", "main.c:12 (discriminator 2)", "??:0".
static void set_place(Arena *arena, ConfirmFrame *frame, Str place) {
  size_t colon = SIZE_MAX;
  for (size_t i = 0; i < place.size; i++) {
    if (place.at[i] == ':') colon = i;
  }
  if (colon == SIZE_MAX || str_has_prefix(place, STR("??"))) return;
  char *number = str_to_c(arena, str_slice(place, colon + 1, place.size));
  unsigned long line = strtoul(number, NULL, 10);
  if (line == 0 || line > UINT32_MAX) return;
  frame->line = (uint32_t)line;
  char *path = str_to_c(arena, str_slice(place, 0, colon));
  char *real = realpath(path, NULL);
  frame->path = real ? str_copy(arena, str_from_c(real)) : str_from_c(path);
  free(real);
}

static void ask_tool(Arena *arena, const Addresses *addresses) {
  pid_t pid = 0;
  FILE *file = start_tool(make_words(arena, addresses), &pid);
  if (!file) return; // the frames keep the names that the witness found
  char *text = NULL;
  size_t capacity = 0;
  Str line = {0};
  for (size_t i = 0; i < addresses->frames.count; i++) {
    if (!next_line(file, &text, &capacity, &line)) break;
    ConfirmFrame *frame = addresses->frames.at[i];
    if (!str_has_prefix(line, STR("??"))) frame->function = str_copy(arena, line);
    if (!next_line(file, &text, &capacity, &line)) break;
    set_place(arena, frame, line);
  }
  free(text);
  fclose(file);
  (void)waitpid(pid, NULL, 0);
}

static void find_lines(Arena *arena, Sightings *all) {
  Interner paths = {0};
  Array(Addresses) files = {0};
  for (size_t i = 0; i < all->witnessed.count; i++) {
    SeenByWitness *one = &all->witnessed.at[i];
    for (size_t k = 0; k < one->stack.count; k++) {
      Addresses none = {.path = one->stack.at[k].path};
      uint32_t at = interner_add(arena, &paths, none.path);
      if (at == files.count) array_push(arena, &files, none);
      if (files.at[at].at.count == ADDRESSES_MAX) continue;
      array_push(arena, &files.at[at].frames, &one->stack.at[k]);
      array_push(arena, &files.at[at].at, one->addresses.at[k]);
    }
  }
  for (size_t i = 0; i < files.count; i++)
    ask_tool(arena, &files.at[i]);
}

// ---- Together -----------------------------------------------------------------------------------

static void add_witnessed(Arena *arena, Sightings *all, const SeenByWitness *from) {
  ConfirmSeen one = {
      .kind = CONFIRM_STALL,
      .cause = from->cause,
      .call = from->call,
      .tally = {.count = 1, .total_ms = from->ms, .longest_ms = from->ms},
  };
  for (size_t i = 0; i < from->stack.count; i++)
    array_push(arena, &one.stack, from->stack.at[i]);
  (void)seen_add(arena, all, &one);
}

void witness_merge(Arena *arena, Sightings *all) {
  find_lines(arena, all);
  for (size_t i = 0; i < all->witnessed.count; i++) {
    const SeenByWitness *from = &all->witnessed.at[i];
    ConfirmSeen *same = find_same(all, &from->turn);
    if (same && same->call.size == 0) same->call = from->call;
    if (!same && !is_of_probe(arena, all, &from->turn)) add_witnessed(arena, all, from);
  }
}
