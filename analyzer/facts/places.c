// Packing and unpacking. What has been packed is read seldom and in few places: a mark is looked
// up, and the places behind it are read one by one.
#include "facts/places.h"

#include "base/newlines.h"

#include <string.h>

// ---- Numbers ------------------------------------------------------------------------------------

#define NUMBER_MAX_BYTES 5

static uint8_t *put_number(uint8_t *at, uint32_t number) {
  for (; number >= 0x80; number >>= 7)
    *at++ = (uint8_t)(number | 0x80);
  *at++ = (uint8_t)number;
  return at;
}

static bool read_long(PackReader *reader, uint32_t *out) {
  uint64_t number = 0;
  for (unsigned shift = 0; shift < 7 * NUMBER_MAX_BYTES; shift += 7) {
    if (reader->at == reader->end) return false;
    uint8_t byte = *reader->at++;
    number |= (uint64_t)(byte & 0x7f) << shift;
    *out = (uint32_t)number;
    if (byte < 0x80) return number <= UINT32_MAX;
  }
  return false;
}

bool pack_read(PackReader *reader, uint32_t *out) {
  if (reader->at == reader->end || *reader->at >= 0x80) return read_long(reader, out);
  *out = *reader->at++;
  return true;
}

// ---- Places -------------------------------------------------------------------------------------

#define PLACE_MAX_BYTES (2 * NUMBER_MAX_BYTES)

typedef struct Packer {
  uint8_t *first;
  uint8_t *at;
  PlaceMark *mark; // the next
  uint32_t left;   // places up to it
  uint32_t start;  // of the place before
} Packer;

// The distance from one start to the next as a number without sign: 0, -1, 1, -2, …
static uint32_t fold(uint32_t distance) {
  return distance << 1 ^ (0 - (distance >> 31));
}

static uint32_t unfold(uint32_t number) {
  return number >> 1 ^ (0 - (number & 1));
}

static inline uint8_t *put_small(uint8_t *at, uint32_t number) {
  at[0] = (uint8_t)number;
  if (number < 0x80) return at + 1;
  at[0] = (uint8_t)(number | 0x80);
  at[1] = (uint8_t)(number >> 7);
  return at + 2;
}

BASE_NOINLINE static uint8_t *put_far_place(uint8_t *at, uint32_t distance, uint32_t size) {
  return put_number(put_number(at, distance), size);
}

// Mostly two bytes, nearly always up to four.
static inline uint8_t *put_place(uint8_t *at, uint32_t distance, uint32_t size) {
  if ((distance | size) < 0x80) {
    at[0] = (uint8_t)distance;
    at[1] = (uint8_t)size;
    return at + 2;
  }
  if ((distance | size) < 1u << 14) return put_small(put_small(at, distance), size);
  return put_far_place(at, distance, size);
}

// Places up to the next mark.
static void pack_run(Packer *packer, const Span *spans, size_t count) {
  uint8_t *at = packer->at;
  uint32_t start = packer->start;
  for (const Span *span = spans; span < spans + count; span++) {
    at = put_place(at, fold(span->start - start), span->end - span->start);
    start = span->start;
  }
  packer->at = at;
  packer->start = start;
  packer->left -= (uint32_t)count;
}

static void pack(Packer *packer, const Span *spans, size_t count) {
  for (size_t done = 0; done < count;) {
    if (packer->left == 0) {
      *packer->mark++ = (PlaceMark){(uint32_t)(packer->at - packer->first), packer->start};
      packer->left = PLACES_PER_MARK;
    }
    size_t run = count - done < packer->left ? count - done : packer->left;
    pack_run(packer, spans + done, run);
    done += run;
  }
}

static void pack_places(SummaryBuilder *builder) {
  size_t count = 0;
#define PLACE(what, table) count += builder->what##_spans.count;
  SUMMARY_PLACES(PLACE)
#undef PLACE
  array_reserve(&builder->arena, &builder->places, count * PLACE_MAX_BYTES);
  array_reserve(&builder->arena, &builder->place_marks, count / PLACES_PER_MARK + 1);
  Packer packer = {
      .first = builder->places.at, .at = builder->places.at, .mark = builder->place_marks.at};
#define PLACE(what, table) pack(&packer, builder->what##_spans.at, builder->what##_spans.count);
  SUMMARY_PLACES(PLACE)
#undef PLACE
  builder->places.count = (size_t)(packer.at - packer.first);
  builder->place_marks.count = (size_t)(packer.mark - builder->place_marks.at);
}

uint64_t places_count(const Summary *summary) {
  uint64_t count = 0;
#define PLACE(what, table) count += summary->table##_count;
  SUMMARY_PLACES(PLACE)
#undef PLACE
  return count;
}

bool pack_read_place(PackReader *reader, Span *out) {
  uint32_t distance = 0;
  uint32_t size = 0;
  if (!pack_read(reader, &distance) || !pack_read(reader, &size)) return false;
  reader->start += unfold(distance);
  *out = (Span){reader->start, reader->start + size};
  return out->start <= out->end;
}

// Nearly all places take two bytes. Four of them at once, as far as they do.
static uint32_t skip_short(PackReader *reader, uint32_t count) {
  const uint64_t tops = UINT64_MAX / 255 << 7;
  const uint8_t *at = reader->at;
  uint32_t start = reader->start;
  uint32_t done = 0;
  for (; count - done >= 4 && (size_t)(reader->end - at) >= sizeof(uint64_t); done += 4) {
    uint64_t word = 0;
    memcpy(&word, at, sizeof word);
    if (word & tops) break;
    start += unfold(at[0]) + unfold(at[2]) + unfold(at[4]) + unfold(at[6]);
    at += sizeof word;
  }
  reader->at = at;
  reader->start = start;
  return done;
}

static inline void skip_place(PackReader *reader) {
  bool is_short = reader->end - reader->at >= 2 && (reader->at[0] | reader->at[1]) < 0x80;
  if (!is_short) {
    Span span = {0};
    (void)pack_read_place(reader, &span);
    return;
  }
  reader->start += unfold(reader->at[0]);
  reader->at += 2;
}

// A reader that stands before the place at `index`.
static PackReader reader_at(const Summary *summary, uint32_t index) {
  PlaceMark mark = summary->place_marks[index / PLACES_PER_MARK];
  PackReader reader = {.at = summary->places + mark.at,
                       .end = summary->places + summary->places_count,
                       .start = mark.start};
  for (uint32_t left = index % PLACES_PER_MARK; left > 0; left--) {
    left -= skip_short(&reader, left);
    if (left == 0) break;
    skip_place(&reader);
  }
  return reader;
}

static void read_places(const Summary *summary, uint32_t index, uint32_t count, Span *out) {
  if (count == 0) return;
  PackReader reader = reader_at(summary, index);
  for (uint32_t i = 0; i < count; i++) {
    bool is_read = pack_read_place(&reader, &out[i]);
    assert(is_read);
  }
}

typedef enum PlaceTable {
#define PLACE(what, table) PLACE_##what,
  SUMMARY_PLACES(PLACE)
#undef PLACE
} PlaceTable;

// Where the places of a table begin among all of them.
static uint32_t places_before(const Summary *summary, PlaceTable wanted) {
  uint32_t count = 0;
#define PLACE(what, table)                                                                         \
  if (PLACE_##what < wanted) count += summary->table##_count;
  SUMMARY_PLACES(PLACE)
#undef PLACE
  return count;
}

#define PLACE(what, table)                                                                         \
  Span summary_##what##_span(const Summary *summary, uint32_t id) {                                \
    assert(id < summary->table##_count);                                                           \
    Span span = {0};                                                                               \
    read_places(summary, places_before(summary, PLACE_##what) + id, 1, &span);                     \
    return span;                                                                                   \
  }
SUMMARY_PLACES(PLACE)
#undef PLACE

void summary_scope_spans(const Summary *summary, Span *out) {
  read_places(summary, places_before(summary, PLACE_scope), summary->scopes_count, out);
}

Span summary_scope_name_span(const Summary *summary, ScopeId scope) {
  BindingId binding = summary->scopes[scope].binding;
  if (binding != BINDING_NONE) return summary_binding_span(summary, binding);
  uint32_t start = summary_scope_span(summary, scope).start;
  return (Span){start, start};
}

uint32_t summary_place_count(const Summary *summary) {
  return (uint32_t)places_count(summary);
}

void summary_places(const Summary *summary, Span *out) {
  read_places(summary, 0, summary_place_count(summary), out);
}

// Scopes stand in the order in which they begin.
ScopeId summary_scope_around(const Summary *summary, const Span *spans, Span place) {
  uint32_t low = 0;
  uint32_t high = summary->scopes_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (spans[middle].start <= place.start)
      low = middle;
    else
      high = middle;
  }
  ScopeId scope = low;
  while (scope != 0 && spans[scope].end < place.end)
    scope = summary->scopes[scope].parent;
  return scope;
}

// ---- Lines --------------------------------------------------------------------------------------

static uint8_t *pack_table(uint8_t *at, LineTable table) {
  for (uint32_t i = 1; i < table.count; i++)
    at = put_number(at, table.starts[i] - table.starts[i - 1]);
  return at;
}

// Nearly every file has \n alone.
static uint8_t *pack_newlines(uint8_t *at, Str source) {
  uint32_t line = 0;
  uint32_t place = 0;
  for (; source.size - place >= NEWLINES_BYTES; place += NEWLINES_BYTES) {
    for (uint64_t ends = newlines_among(source.at + place); ends; ends &= ends - 1) {
      uint32_t next = place + newlines_first(ends) + 1;
      at = put_number(at, next - line);
      line = next;
    }
  }
  for (; place < source.size; place++) {
    if (source.at[place] != '\n') continue;
    at = put_number(at, place + 1 - line);
    line = place + 1;
  }
  return at;
}

static uint8_t *pack_all_ends(uint8_t *at, Str source) {
  size_t line = 0;
  for (size_t i = 0; i < source.size; i++) {
    bool is_pair = source.at[i] == '\r' && i + 1 < source.size && source.at[i + 1] == '\n';
    if (is_pair) i++;
    if (source.at[i] != '\n' && source.at[i] != '\r') continue;
    at = put_number(at, (uint32_t)(i + 1 - line));
    line = i + 1;
  }
  return at;
}

static uint8_t *pack_source(uint8_t *at, Str source) {
  bool is_plain = str_find_byte(source, '\r') == SIZE_MAX;
  return is_plain ? pack_newlines(at, source) : pack_all_ends(at, source);
}

static void pack_lines(SummaryBuilder *builder, Str source) {
  // No number takes more bytes than the line that it counts.
  array_reserve(&builder->arena, &builder->lines, source.size + 1);
  uint8_t *first = builder->lines.at;
  bool is_known = builder->line_table.count > 0;
  uint8_t *end = is_known ? pack_table(first, builder->line_table) : pack_source(first, source);
  builder->lines.count = (size_t)(end - first);
}

LineTable summary_lines(Arena *arena, const Summary *summary) {
  PackReader reader = {.at = summary->lines, .end = summary->lines + summary->lines_count};
  uint32_t *starts = arena_push(arena, uint32_t, (size_t)summary->lines_count + 1); // at most
  uint32_t count = 1;
  for (uint32_t size = 0; pack_read(&reader, &size); count++)
    starts[count] = starts[count - 1] + size;
  return (LineTable){.starts = starts, .count = count};
}

void pack_positions(SummaryBuilder *builder, Str source) {
  pack_places(builder);
  pack_lines(builder, source);
}
