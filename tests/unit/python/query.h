// The facts of a source text in the words of summary_print: what the rows of test tables are held
// against. Each text also has to give a Summary that passes the checks of summary_open.
#pragma once

#include "base/str.h"

typedef struct FactsRow {
  const char *name;
  const char *source;
  const char *table; // a headline of summary_print, or one of the two below
  const char *want;  // its lines without indentation and places
} FactsRow;

// Besides the tables of summary_print there are `flags`, those of the summary on one line, and
// `headers`, what the spans of the regions cover, line ends shown as `~`. Of suppressions the lines
// keep their places.
void assert_facts(const FactsRow *row);

// The block for `source`, in `arena`.
Str query_block(Arena *arena, Str path, Str source);
