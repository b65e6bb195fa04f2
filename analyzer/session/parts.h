// The lines that reports quoted, kept with the findings: a run that finds what an earlier one found
// shows them without reading a file.
#pragma once

#include "link/link.h"
#include "session/bytes.h"

typedef struct KeptPart {
  ModuleId module;
  bool is_last; // ends where the text does
  TextPart part;
} KeptPart;

typedef Array(KeptPart) KeptParts; // by module, then by place; none of a module overlap

// Takes down the lines of a span, with one before and behind, unless there is too much of them.
void parts_note(Arena *arena, KeptParts *noted, ModuleId module, const TextPart *whole, Span span);
// Sorts what was taken down, joins what overlaps, and puts it behind what is written.
void parts_put(ByteWriter *writer, KeptParts *noted);
// Reads it back; texts are slices of what is read. Nothing is there when it makes no sense.
void parts_read(Arena *arena, ByteReader *reader, KeptParts *out);
// The part that has the lines of a span with one before and behind, or NULL.
const TextPart *parts_find(const KeptParts *parts, ModuleId module, Span span);
