// A part: module, whether it is the last of its text, offset and line, the number of lines, where
// each of them begins, the text.
#include "session/parts.h"

#include <stdlib.h>
#include <string.h>

#define PART_MAX_BYTES 4096  // longer ones are read again
#define PARTS_MAX      20000 //
#define NOTED_LATELY   8     // reports ask for a place several times in a row

// ---- Taking down --------------------------------------------------------------------------------

static size_t end_of(const TextPart *part) {
  return part->start + part->text.size;
}

static bool holds(const KeptPart *kept, const KeptPart *other) {
  return kept->module == other->module && kept->part.start <= other->part.start &&
         end_of(&kept->part) >= end_of(&other->part) &&
         kept->part.line + kept->part.lines.count >= other->part.line + other->part.lines.count;
}

static bool is_noted(const KeptParts *noted, const KeptPart *kept) {
  for (size_t i = noted->count; i > 0 && noted->count - i < NOTED_LATELY; i--)
    if (holds(&noted->at[i - 1], kept)) return true;
  return false;
}

void parts_note(Arena *arena, KeptParts *noted, ModuleId module, const TextPart *whole, Span span) {
  if (whole->lines.count == 0 || whole->start > 0 || noted->count >= PARTS_MAX) return;
  uint32_t first = line_table_line(whole->lines, span.start);
  uint32_t last = line_table_line(whole->lines, span.end) + 1;
  if (first > 0) first--;
  bool is_last = last + 1 >= whole->lines.count;
  if (is_last) last = whole->lines.count - 1;
  uint32_t start = whole->lines.starts[first];
  size_t end = is_last ? whole->text.size : whole->lines.starts[last + 1];
  if (end < start || end - start > PART_MAX_BYTES) return;
  KeptPart kept = {.module = module, .is_last = is_last};
  kept.part = (TextPart){.text = str_slice(whole->text, start, end),
                         .lines = {NULL, last - first + 1},
                         .start = start,
                         .line = first};
  if (is_noted(noted, &kept)) return;
  uint32_t *starts = arena_push(arena, uint32_t, kept.part.lines.count);
  for (uint32_t line = first; line <= last; line++)
    starts[line - first] = whole->lines.starts[line] - start;
  kept.part.lines.starts = starts;
  kept.part.text = str_copy(arena, kept.part.text);
  array_push(arena, noted, kept);
}

// ---- Putting ------------------------------------------------------------------------------------

static int compare_parts(const void *a, const void *b) {
  const KeptPart *left = a, *right = b;
  if (left->module != right->module) return left->module < right->module ? -1 : 1;
  if (left->part.line != right->part.line) return left->part.line < right->part.line ? -1 : 1;
  return 0;
}

static uint32_t line_behind(const KeptPart *kept) {
  return kept->part.line + kept->part.lines.count;
}

// How many from here on follow each other without a line between them.
static size_t joined(const KeptPart *at, size_t count) {
  uint32_t behind = line_behind(at);
  size_t number = 1;
  for (; number < count && at[number].module == at->module && at[number].part.line <= behind;
       number++)
    if (line_behind(&at[number]) > behind) behind = line_behind(&at[number]);
  return number;
}

// The lines from `line` on that this one has and those before it had not.
static void put_starts(ByteWriter *writer, const KeptPart *kept, uint32_t base, uint32_t line) {
  for (uint32_t i = line - kept->part.line; i < kept->part.lines.count; i++) {
    uint32_t start = kept->part.start + kept->part.lines.starts[i] - base;
    bytes_put(writer, &start, sizeof start);
  }
}

static void put_joined(ByteWriter *writer, const KeptPart *at, size_t count) {
  uint32_t base = at->part.start, behind = at->part.line;
  size_t end = base;
  bool is_last = false;
  for (size_t i = 0; i < count; i++) {
    if (line_behind(&at[i]) > behind) behind = line_behind(&at[i]);
    if (end_of(&at[i].part) > end) end = end_of(&at[i].part);
    is_last |= at[i].is_last;
  }
  bytes_put_number(writer, at->module);
  bytes_put_number(writer, is_last);
  bytes_put_number(writer, base);
  bytes_put_number(writer, at->part.line);
  bytes_put_number(writer, behind - at->part.line);
  for (size_t i = 0, line = at->part.line; i < count; i++) {
    if (line_behind(&at[i]) <= line) continue;
    put_starts(writer, &at[i], base, (uint32_t)line);
    line = line_behind(&at[i]);
  }
  bytes_put_number(writer, end - base);
  for (size_t i = 0, done = base; i < count; i++) {
    Str text = at[i].part.text;
    if (end_of(&at[i].part) <= done) continue;
    bytes_put(writer, text.at + (done - at[i].part.start), end_of(&at[i].part) - done);
    done = end_of(&at[i].part);
  }
}

void parts_put(ByteWriter *writer, KeptParts *noted) {
  if (noted->count > 0) qsort(noted->at, noted->count, sizeof *noted->at, compare_parts);
  size_t number = 0;
  for (size_t i = 0; i < noted->count; i += joined(&noted->at[i], noted->count - i))
    number++;
  bytes_put_number(writer, number);
  for (size_t i = 0; i < noted->count;) {
    size_t count = joined(&noted->at[i], noted->count - i);
    put_joined(writer, &noted->at[i], count);
    i += count;
  }
}

// ---- Reading back -------------------------------------------------------------------------------

static bool are_starts_sound(const TextPart *part) {
  for (uint32_t i = 0; i < part->lines.count; i++) {
    if (part->lines.starts[i] > part->text.size) return false;
    if (i > 0 && part->lines.starts[i] < part->lines.starts[i - 1]) return false;
  }
  return part->lines.count > 0 && part->lines.starts[0] == 0;
}

static bool read_part(Arena *arena, ByteReader *reader, KeptPart *out) {
  out->module = (ModuleId)bytes_below(reader, MODULE_NONE);
  out->is_last = bytes_below(reader, 2) != 0;
  out->part.start = (uint32_t)bytes_below(reader, UINT32_MAX);
  out->part.line = (uint32_t)bytes_below(reader, UINT32_MAX);
  size_t count = bytes_count(reader, sizeof(uint32_t));
  if (reader->is_broken || count == 0) return false;
  uint32_t *starts = arena_push(arena, uint32_t, count);
  memcpy(starts, reader->rest.at, count * sizeof *starts);
  reader->rest = str_slice(reader->rest, count * sizeof *starts, reader->rest.size);
  out->part.lines = (LineTable){starts, (uint32_t)count};
  out->part.text = bytes_str(reader);
  if (reader->is_broken || out->part.text.size > UINT32_MAX - out->part.start) return false;
  return count <= UINT32_MAX - out->part.line && are_starts_sound(&out->part);
}

static bool is_behind(const KeptPart *before, const KeptPart *kept) {
  if (before->module != kept->module) return before->module < kept->module;
  return end_of(&before->part) <= kept->part.start && !before->is_last;
}

void parts_read(Arena *arena, ByteReader *reader, KeptParts *out) {
  size_t count = bytes_count(reader, 6 * sizeof(uint64_t));
  array_reserve(arena, out, count);
  for (size_t i = 0; i < count; i++) {
    KeptPart kept = {0};
    bool ok = read_part(arena, reader, &kept) &&
              (out->count == 0 || is_behind(&out->at[out->count - 1], &kept));
    if (!ok) {
      out->count = 0;
      return;
    }
    array_push(arena, out, kept);
  }
}

// ---- Finding ------------------------------------------------------------------------------------

static bool is_at_or_before(const KeptPart *kept, ModuleId module, uint32_t offset) {
  return kept->module != module ? kept->module < module : kept->part.start <= offset;
}

static bool has_lines(const KeptPart *kept, Span span) {
  const TextPart *part = &kept->part;
  if (span.start < part->start || span.end > end_of(part)) return false;
  bool has_before = part->start == 0 || line_table_line(part->lines, span.start - part->start) > 0;
  bool has_behind =
      kept->is_last || line_table_line(part->lines, span.end - part->start) + 1 < part->lines.count;
  return has_before && has_behind;
}

const TextPart *parts_find(const KeptParts *parts, ModuleId module, Span span) {
  size_t low = 0, high = parts->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (is_at_or_before(&parts->at[middle], module, span.start))
      low = middle + 1;
    else
      high = middle;
  }
  const KeptPart *kept = low > 0 ? &parts->at[low - 1] : NULL;
  bool is_found = kept && kept->module == module && has_lines(kept, span);
  return is_found ? &kept->part : NULL;
}
