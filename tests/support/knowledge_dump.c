// Prints what the knowledge tables hold, one name a line, for scripts that compare it with the
// world: name, table, kind, effect, tier, result, bases, alias, the types that are mentioned, the
// arguments that are mentioned (place:keyword), separated by tabs; lists by spaces.
//
//   knowledge_dump            all names
//   knowledge_dump --c        those of C: name, table, kind, effect, tier, roles (role:place),
//   places
//                             of conditions, source
//   knowledge_dump --time     how long a knowledge takes to make, in microseconds
#define _POSIX_C_SOURCE 200809L
#include "knowledge/knowledge.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *kind_name(KnowledgeKind kind) {
  switch (kind) {
  case KNOWN_FUNCTION:
    return "function";
  case KNOWN_CLASS:
    return "class";
  case KNOWN_ATTRIBUTE:
    return "attribute";
  case KNOWN_ALIAS:
    return "alias";
  case KNOWN_SLOT:
    return "slot";
  case KNOWN_CALLBACK:
    return "callback";
  }
  return "";
}

static const char *result_name(KnowledgeResult result) {
  switch (result) {
  case RESULT_VALUE:
    return "value";
  case RESULT_COROUTINE:
    return "coroutine";
  case RESULT_AWAITABLE:
    return "awaitable";
  case RESULT_TASK:
    return "task";
  case RESULT_ASYNC_GENERATOR:
    return "async-generator";
  case RESULT_ASYNC_CONTEXT:
    return "async-context";
  case RESULT_ARGUMENT:
    return "argument";
  }
  return "";
}

static const char *or_empty(const char *text) {
  return text ? text : "";
}

static void print_argument(int position, const char *keyword) {
  printf("%d:%s ", position, or_empty(keyword));
}

static void print_arguments(const KnowledgeEntry *entry) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role) print_argument(entry->roles[i].position, entry->roles[i].keyword);
  for (size_t i = 0; i < COUNT_OF(entry->unless); i++)
    if (entry->unless[i].is) print_argument(entry->unless[i].position, entry->unless[i].keyword);
  if (entry->only_if.is) print_argument(entry->only_if.position, entry->only_if.keyword);
}

static void dump(KnowledgeNames names) {
  for (size_t i = 0; i < names.count; i++) {
    const KnowledgeEntry *entry = names.at[i].entry;
    printf("%.*s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s %s %s\t", STR_ARG(names.at[i].name),
           names.at[i].table, kind_name(entry->kind), effect_id(entry->effect), (int)entry->tier,
           result_name(entry->result), or_empty(entry->bases), or_empty(entry->alias_of),
           or_empty(entry->returns), or_empty(entry->elements), or_empty(entry->enters));
    print_arguments(entry);
    printf("\n");
  }
}

static const char *role_name(ArgumentRole role) {
  switch (role) {
  case ROLE_CALLED:
    return "called";
  case ROLE_OFF_LOOP:
    return "off-loop";
  case ROLE_ON_LOOP:
    return "on-loop";
  case ROLE_STORED:
    return "stored";
  case ROLE_ON_COROUTINE:
    return "on-coroutine";
  case ROLE_CHILD:
    return "child";
  case ROLE_SIGNAL:
    return "signal";
  case ROLE_WATCHED:
  case ROLE_DRIVEN:
  case ROLE_NONBLOCKING:
  case ROLE_FIFO:
    return "data";
  case ROLE_NONE: // the others are Python's
  case ROLE_COMMAND:
  case ROLE_LIFESPAN:
  case ROLE_BESIDE_SERVING:
  case ROLE_COROUTINE:
  case ROLE_ASYNC_CALLED:
  case ROLE_CONSUMED:
  case ROLE_ENTERED:
  case ROLE_ASYNC_ENTERED:
  case ROLE_PARTIAL:
  case ROLE_DEADLINE:
    return "deadline";
  case ROLE_RETURNED:
  case ROLE_KEPT:
  case ROLE_KEEPER:
  case ROLE_EVENT:
    break;
  }
  return "?";
}

static void print_place(const Condition *condition) {
  if (condition->is) printf("%d ", condition->position);
}

static void print_places(const KnowledgeEntry *entry) {
  for (size_t i = 0; i < COUNT_OF(entry->unless); i++)
    print_place(&entry->unless[i]);
  print_place(&entry->only_if);
  print_place(&entry->or_if);
  print_place(&entry->nonblocking_if);
  print_place(&entry->blocking_if);
}

static void dump_c(KnowledgeNames names) {
  for (size_t i = 0; i < names.count; i++) {
    const KnowledgeEntry *entry = names.at[i].entry;
    printf("%.*s\t%s\t%s\t%s\t%d\t", STR_ARG(names.at[i].name), names.at[i].table,
           kind_name(entry->kind), effect_id(entry->effect), (int)entry->tier);
    for (size_t k = 0; k < COUNT_OF(entry->roles); k++)
      if (entry->roles[k].role)
        printf("%s:%d ", role_name(entry->roles[k].role), entry->roles[k].position);
    printf("\t");
    for (const KnowledgeEntry *one = entry; one; one = one->otherwise)
      print_places(one);
    printf("\t%s\n", entry->source);
  }
}

static double now_us(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void print_time(Arena *arena) {
  size_t before = arena->used_bytes;
  double start = now_us();
  const Knowledge *knowledge = knowledge_new(arena);
  double spent = now_us() - start;
  size_t bytes = arena->used_bytes - before;
  printf("%zu names, %.0f us, %zu bytes\n", knowledge_names(arena, knowledge).count, spent, bytes);
}

int main(int argc, char **argv) {
  Arena arena = {0};
  const Knowledge *knowledge = knowledge_with_c(&arena, knowledge_new(&arena), NULL, 0);
  if (argc > 1 && strcmp(argv[1], "--time") == 0)
    print_time(&arena);
  else if (argc > 1 && strcmp(argv[1], "--c") == 0)
    dump_c(knowledge_c_names(&arena, knowledge));
  else
    dump(knowledge_names(&arena, knowledge));
  arena_release(&arena);
  return 0;
}
