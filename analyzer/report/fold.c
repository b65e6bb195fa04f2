// Folding by a hash of what follows the first call.
#include "report/fold.h"

#include "base/array.h"
#include "base/map.h"

typedef Array(uint64_t) Words;

// 0 for a finding that has nothing to share: it stands at the primitive itself.
static uint64_t fold_key(Arena *scratch, const Finding *finding) {
  if (finding->chain_count < 2) return 0;
  Words words = {0};
  array_push(scratch, &words, str_hash(str_from_c(finding->rule->id)));
  array_push(scratch, &words, (uint64_t)finding->confidence);
  for (uint32_t i = 1; i < finding->chain_count; i++) {
    const FindingHop *hop = &finding->chain[i];
    array_push(scratch, &words, str_hash(hop->path));
    array_push(scratch, &words, (uint64_t)hop->span.start << 32 | hop->span.end);
  }
  uint64_t key = str_hash((Str){(const char *)words.at, words.count * sizeof *words.at});
  return key ? key : 1;
}

Folds folds_make(Arena *arena, Findings findings) {
  size_t *leaders = arena_push(arena, size_t, findings.count + 1);
  size_t *counts = arena_push(arena, size_t, findings.count + 1);
  size_t *next = arena_push(arena, size_t, findings.count + 1);
  size_t *last = arena_push(arena, size_t, findings.count + 1);
  Map known = {0};
  for (size_t i = 0; i < findings.count; i++) {
    ArenaMark mark = arena_mark(arena);
    uint64_t key = fold_key(arena, &findings.at[i]);
    arena_rewind(arena, mark);
    leaders[i] = key ? *map_insert(arena, &known, key, (uint32_t)i) : i;
    counts[leaders[i]]++;
    next[i] = SIZE_MAX;
    if (leaders[i] != i) next[last[leaders[i]]] = i;
    last[leaders[i]] = i;
  }
  return (Folds){leaders, counts, next};
}
