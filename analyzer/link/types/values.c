// Sets of candidate values.
#include "link/types/values.h"

#include "link/program.h"

#include <string.h>

Values values_unknown(void) {
  return (Values){.confidence = CONFIDENCE_RESOLVED, .is_open = true};
}

Values values_like(Values source) {
  return (Values){.confidence = source.confidence, .is_open = source.is_open};
}

Values values_one(ValueKind kind, uint32_t a, uint32_t b) {
  return (Values){.at = {{.kind = (uint8_t)kind, .a = a, .b = b}},
                  .count = 1,
                  .confidence = CONFIDENCE_RESOLVED};
}

bool value_equal(Value a, Value b) {
  return a.kind == b.kind && a.detail == b.detail && a.a == b.a && a.b == b.b && a.given == b.given;
}

bool values_is_unknown(Values values) {
  return values.count == 0;
}

static void drop_none(Values *values) {
  uint8_t kept = 0;
  for (uint8_t i = 0; i < values->count; i++)
    if (values->at[i].kind != VALUE_NONE) values->at[kept++] = values->at[i];
  if (kept == 0) return;
  values->may_be_none |= kept < values->count;
  values->count = kept;
}

// Whether it says nothing new: of a class or one below it, the wider holds.
static bool value_joins(Value *known, Value value) {
  bool is_kin = known->kind == value.kind && known->a == value.a &&
                (value.kind == VALUE_INSTANCE || value.kind == VALUE_CLASS ||
                 value.kind == VALUE_LIBRARY_INSTANCE);
  if (!is_kin) return value_equal(*known, value);
  if (known->given != value.given) known->given = 0;
  if (value.kind == VALUE_INSTANCE) known->b &= value.b;
  if (value.kind == VALUE_CLASS) known->b |= value.b;
  return true;
}

void values_add_one(Values *values, Value value) {
  for (uint8_t i = 0; i < values->count; i++)
    if (value_joins(&values->at[i], value)) return;
  if (values->count == VALUES_MAX) {
    values->is_open = true;
    return;
  }
  values->at[values->count++] = value;
  drop_none(values);
}

void values_add(Values *values, Values more) {
  values->is_open |= more.is_open;
  values->may_be_none |= more.may_be_none;
  if (more.confidence < values->confidence) values->confidence = more.confidence;
  if (values->count == 0) { // mostly
    memcpy(values->at, more.at, sizeof values->at);
    values->count = more.count;
    return;
  }
  for (uint8_t i = 0; i < more.count; i++)
    values_add_one(values, more.at[i]);
}

Values values_less_sure(Values values, Confidence confidence) {
  if (confidence < (Confidence)values.confidence) values.confidence = (uint8_t)confidence;
  return values;
}

Confidence values_confidence(Values values) {
  if (values.count > 1 || values.is_open) return CONFIDENCE_POSSIBLE;
  return (Confidence)values.confidence;
}

// ---- Keeping ------------------------------------------------------------------------------------

static bool is_alone(const Values *values) {
  const Value *value = &values->at[0];
  return values->count == 1 && values->confidence == CONFIDENCE_RESOLVED && !values->is_open &&
         !values->may_be_none && value->detail == 0 && value->given == 0 &&
         value->a >> KEPT_ALONE_A_BITS == 0 && value->b >> KEPT_ALONE_B_BITS == 0;
}

static uint32_t alone_number(Value value) {
  uint32_t above = (uint32_t)value.kind << KEPT_ALONE_B_BITS | value.b;
  return KEPT_ALONE | above << KEPT_ALONE_A_BITS | value.a;
}

// Any other set as words: one for what holds of all of it, then its values.
#define VALUE_WORDS (sizeof(Value) / sizeof(uint32_t))
#define WORDS_MAX   (1 + VALUES_MAX * VALUE_WORDS)
static_assert(sizeof(Value) == VALUE_WORDS * sizeof(uint32_t), "no padding");

static uint32_t head_of(const Values *values) {
  return values->count | (uint32_t)values->confidence << 8 | (uint32_t)values->is_open << 16 |
         (uint32_t)values->may_be_none << 24;
}

static uint32_t size_of(uint32_t head) {
  return 1 + (head & 0xff) * (uint32_t)VALUE_WORDS;
}

static bool words_equal(const uint32_t *a, const uint32_t *b, uint32_t size) {
  for (uint32_t i = 0; i < size; i++)
    if (a[i] != b[i]) return false;
  return true;
}

// The slot of a set, or the empty one where it belongs. Sets whose first words agree are equally
// long.
static uint32_t *slot_of(const KeptValues *kept, const uint32_t *words) {
  uint32_t size = size_of(words[0]), mask = kept->slot_count - 1;
  uint64_t hash = 0;
  for (uint32_t i = 0; i < size; i++)
    hash = (hash ^ words[i]) * 0x9e3779b97f4a7c15u;
  for (uint32_t at = (uint32_t)(hash >> 32) & mask;; at = (at + 1) & mask) {
    uint32_t *slot = &kept->slots[at];
    if (*slot == 0 || words_equal(kept->words.at + *slot - 1, words, size)) return slot;
  }
}

static void grow_slots(Program *program) {
  KeptValues *kept = &program->kept;
  uint32_t slot_count = kept->slot_count * 2;
  arena_give_back(program->arena, kept->slots, kept->slot_count * sizeof *kept->slots);
  kept->slots =
      arena_alloc_table(program->arena, sizeof *kept->slots, alignof(uint32_t), slot_count);
  kept->slot_count = slot_count;
  for (uint32_t at = 0; at < kept->words.count; at += size_of(kept->words.at[at]))
    *slot_of(kept, kept->words.at + at) = at + 1;
}

static uint32_t keep_words(Program *program, const uint32_t *words) {
  KeptValues *kept = &program->kept;
  uint32_t *slot = slot_of(kept, words);
  if (*slot) return *slot - 1;
  uint32_t number = (uint32_t)kept->words.count, size = size_of(words[0]);
  array_reserve_moving(program->arena, &kept->words, size);
  memcpy(kept->words.at + number, words, size * sizeof *words);
  kept->words.count += size;
  *slot = number + 1;
  if (++kept->count * 2 > kept->slot_count) grow_slots(program);
  return number;
}

#define SLOTS_FIRST 1024

void values_start(Program *program) {
  program->kept.slots = arena_push(program->arena, uint32_t, SLOTS_FIRST);
  program->kept.slot_count = SLOTS_FIRST;
  Values unknown = values_unknown();
  keep_words(program, (uint32_t[]){head_of(&unknown)}); // the first: KEPT_UNKNOWN
}

uint32_t kept_one(Program *program, ValueKind kind, uint32_t a, uint32_t b) {
  bool is_small = a >> KEPT_ALONE_A_BITS == 0 && b >> KEPT_ALONE_B_BITS == 0;
  if (!is_small) return values_keep(program, values_one(kind, a, b));
  return alone_number((Value){.kind = (uint8_t)kind, .a = a, .b = b});
}

uint32_t values_keep(Program *program, Values values) {
  if (is_alone(&values)) return alone_number(values.at[0]);
  uint32_t words[WORDS_MAX];
  words[0] = head_of(&values);
  if (values.count == 0 && words[0] == program->kept.words.at[KEPT_UNKNOWN]) return KEPT_UNKNOWN;
  for (uint8_t i = 0; i < values.count; i++)
    memcpy(words + 1 + i * VALUE_WORDS, &values.at[i], sizeof(Value));
  return keep_words(program, words);
}

Values values_kept(const Program *program, uint32_t number) {
  Values alone = {.count = 1, .confidence = CONFIDENCE_RESOLVED};
  if (kept_alone(number, &alone.at[0])) return alone;
  if (number == KEPT_UNKNOWN) return values_unknown();
  const uint32_t *words = program->kept.words.at + number;
  Values values = {.count = (uint8_t)words[0],
                   .confidence = (uint8_t)(words[0] >> 8),
                   .is_open = words[0] >> 16 & 1,
                   .may_be_none = words[0] >> 24 & 1};
  for (uint8_t i = 0; i < values.count; i++)
    memcpy(&values.at[i], words + 1 + i * VALUE_WORDS, sizeof(Value));
  return values;
}
