// What follows from the facts, or stands beside them: lists of bindings by name, positions, lines.
#include "facts/index.h"
#include "facts/places.h"
#include "facts/validate.h"

#include <string.h>

// ---- Lists of bindings --------------------------------------------------------------------------

static bool is_same(const void *a, const void *b, size_t size_bytes) {
  return size_bytes == 0 || memcmp(a, b, size_bytes) == 0;
}

// They follow from what has been checked, so they are made again and compared.
static bool check_lists_with(Check *check, Arena *scratch) {
  const Summary *summary = check->summary;
  uint32_t *hashes = arena_push(scratch, uint32_t, summary->names_count);
  for (NameId name = 0; name < summary->names_count; name++)
    hashes[name] = (uint32_t)summary_name_hash(summary_name(summary, name));
  REQUIRE(summary->listed_count == summary->bindings_count, "listed", 0);
  REQUIRE(summary->list_marks_count == summary->bindings_count, "list_marks", 0);
  REQUIRE(summary->scope_lists_count == summary->scopes_count + 1, "scope_lists", 0);
  NameIndex index = {.listed = arena_take(scratch, BindingId, summary->listed_count),
                     .marks = arena_take(scratch, ListMark, summary->listed_count),
                     .scope_lists = arena_take(scratch, ScopeLists, summary->scope_lists_count)};
  name_index(scratch, summary, hashes, &index);
  for (uint32_t i = 0; i < summary->listed_count; i++) {
    REQUIRE(summary->listed[i] == index.listed[i], "listed", i);
    REQUIRE(is_same(&summary->list_marks[i], &index.marks[i], sizeof *index.marks), "list_marks",
            i);
  }
  for (uint32_t i = 0; i <= summary->scopes_count; i++)
    REQUIRE(is_same(&summary->scope_lists[i], &index.scope_lists[i], sizeof *index.scope_lists),
            "scope_lists", i);
  Expr *exprs = arena_push(scratch, Expr, summary->exprs_count);
  memcpy(exprs, summary->exprs, summary->exprs_count * sizeof *exprs);
  ExprId *names = arena_take(scratch, ExprId, summary->exprs_count);
  NameUses uses = {.at = names};
  for (ExprId id = 0; id < summary->exprs_count; id++) {
    if (exprs[id].kind != EXPR_NAME) continue;
    exprs[id].b = exprs[id].c = 0;
    names[uses.count++] = id;
  }
  name_index_resolve(scratch, summary, hashes, &index, uses, exprs);
  for (ExprId id = 0; id < summary->exprs_count; id++)
    REQUIRE(is_same(&summary->exprs[id], &exprs[id], sizeof *exprs), "exprs", id);
  return true;
}

bool validate_lists(Check *check) {
  Arena scratch = {0};
  bool is_good = check_lists_with(check, &scratch);
  arena_release(&scratch);
  return is_good;
}

// ---- Positions ----------------------------------------------------------------------------------

static bool check_spans(Check *check, const char *table, const Span *spans, uint32_t count,
                        uint32_t expected_count) {
  REQUIRE(count == expected_count, table, count);
  for (uint32_t i = 0; i < count; i++) {
    REQUIRE(spans[i].start <= spans[i].end, table, i);
    REQUIRE(spans[i].end <= check->summary->source_bytes, table, i);
  }
  return true;
}

// What places_read has to rely on: that all can be read, and that the marks say what comes next.
static bool check_places(Check *check) {
  const Summary *summary = check->summary;
  uint64_t count = places_count(summary);
  REQUIRE(summary->place_marks_count == (count + PLACES_PER_MARK - 1) / PLACES_PER_MARK,
          "place_marks", 0);
  PackReader reader = {.at = summary->places, .end = summary->places + summary->places_count};
  for (uint32_t i = 0; i < count; i++) {
    PlaceMark mark = summary->place_marks[i / PLACES_PER_MARK];
    bool is_marked = summary->places + mark.at == reader.at && mark.start == reader.start;
    REQUIRE(i % PLACES_PER_MARK != 0 || is_marked, "place_marks", i / PLACES_PER_MARK);
    Span place = {0};
    REQUIRE(pack_read_place(&reader, &place), "places", i);
    REQUIRE(place.end <= summary->source_bytes, "places", i);
  }
  REQUIRE(reader.at == reader.end, "places", summary->places_count);
  return true;
}

static bool check_lines(Check *check) {
  const Summary *summary = check->summary;
  PackReader reader = {.at = summary->lines, .end = summary->lines + summary->lines_count};
  uint32_t left = summary->source_bytes;
  for (uint32_t i = 0; reader.at < reader.end; i++) {
    uint32_t size = 0;
    REQUIRE(pack_read(&reader, &size), "lines", i);
    REQUIRE(size > 0 && size <= left, "lines", i);
    left -= size;
  }
  return true;
}

bool validate_positions(Check *check) {
  const Summary *summary = check->summary;
#define SPANS(name, partner)                                                                       \
  check_spans(check, #name, summary->name, summary->name##_count, summary->partner##_count)
  return SPANS(suppression_spans, suppressions) && SPANS(suppression_covers, suppressions) &&
         SPANS(problem_spans, problems) && check_places(check) && check_lines(check);
#undef SPANS
}
