// Sets of candidate values.
#include "link/values.h"

#include "link/program.h"

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
  return a.kind == b.kind && a.detail == b.detail && a.a == b.a && a.b == b.b;
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

void values_add_one(Values *values, Value value) {
  for (uint8_t i = 0; i < values->count; i++)
    if (value_equal(values->at[i], value)) return;
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

static uint64_t values_hash(const Values *values) {
  Values key = {.count = values->count,
                .confidence = values->confidence,
                .is_open = values->is_open,
                .may_be_none = values->may_be_none};
  static_assert(sizeof key == VALUES_MAX * sizeof(Value) + 4, "no padding, so bytes can be hashed");
  for (uint8_t i = 0; i < values->count; i++)
    key.at[i] = values->at[i];
  return str_hash((Str){(const char *)&key, sizeof key});
}

uint32_t values_keep(Program *program, Values values) {
  uint64_t hash =
      values_hash(&values); // 64 bits: sets that collide would have to be in one program
  uint32_t *place =
      map_insert(program->arena, &program->kept_index, hash, (uint32_t)program->kept.count);
  if (*place == program->kept.count) array_push(program->arena, &program->kept, values);
  return *place;
}
