// What entries say, as one number. Texts are hashed as texts and their places in memory taken out;
// one that is forgotten here makes the number another in each run, which costs time and is never
// wrong.
#include "knowledge/knowledge.h"

#define MULTIPLY UINT64_C(0x9e3779b97f4a7c15) // 2^64 / golden ratio

static void add(uint64_t *hash, Str bytes) {
  *hash = (*hash ^ str_hash(bytes)) * MULTIPLY;
}

// Adds the text and forgets where it is; none at all is another text than "".
static void take_text(uint64_t *hash, const char **text) {
  *hash += *text != NULL;
  add(hash, str_from_c(*text));
  *text = NULL;
}

static void take_condition(uint64_t *hash, Condition *condition) {
  take_text(hash, &condition->keyword);
  take_text(hash, &condition->text);
}

static void take_conditions(uint64_t *hash, KnowledgeEntry *entry) {
  Condition *const conditions[] = {
      &entry->unless[0],     &entry->unless[1],      &entry->unless[2],   &entry->only_if,
      &entry->or_if,         &entry->cheap_if,       &entry->inert_if,    &entry->decoration_if,
      &entry->roles_unless,  &entry->nonblocking_if, &entry->blocking_if, &entry->owed_unless,
      &entry->datagram_if,   &entry->local_if,       &entry->signal_if,   &entry->kept_perhaps_if,
      &entry->begins_unless, &entry->made_unless};
  for (size_t i = 0; i < COUNT_OF(conditions); i++)
    take_condition(hash, conditions[i]);
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++)
    take_text(hash, &entry->roles[i].keyword);
}

static void take_texts(uint64_t *hash, KnowledgeEntry *entry) {
  const char **const texts[] = {&entry->name,
                                &entry->returns,
                                &entry->elements,
                                &entry->enters,
                                &entry->parameter,
                                &entry->kept_by,
                                &entry->ready_with,
                                &entry->bases,
                                &entry->alias_of,
                                &entry->nonblocking_after,
                                &entry->collects,
                                &entry->loop_methods,
                                &entry->loop_methods_twin,
                                &entry->answered_by,
                                &entry->ends_process,
                                &entry->only_with,
                                &entry->because,
                                &entry->instead,
                                &entry->instead_trio,
                                &entry->instead_anyio,
                                &entry->instead_libuv,
                                &entry->instead_libevent,
                                &entry->instead_glib,
                                &entry->source};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    take_text(hash, texts[i]);
}

uint64_t knowledge_entries_hash(KnowledgeEntries entries) {
  uint64_t hash = entries.count;
  for (size_t i = 0; i < entries.count; i++) {
    KnowledgeEntry entry = entries.at[i];
    take_texts(&hash, &entry);
    take_conditions(&hash, &entry);
    if (entry.otherwise) add(&hash, str_from_c(entry.otherwise->name));
    entry.otherwise = NULL;
    add(&hash, (Str){(const char *)&entry, sizeof entry});
  }
  return hash;
}
