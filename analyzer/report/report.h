// Findings as bytes, one writer a format behind one function pointer. Writes to a stream, reads
// sources through a callback, knows nothing of how the findings came about.
#pragma once

#include "atlas/atlas.h"
#include "engine/engine.h"

#include <stdio.h>

typedef struct ReportSource { // what the writers need to know of files
  void *context;
  // Of a module's text the lines of a span with one before and behind, or more, until the next
  // call; false when the text is not what was analysed (lines still hold).
  bool (*text)(void *context, Str path, Span span, TextPart *out);
  Str (*display_path)(void *context, Str path);  // for people: from the current directory
  Str (*absolute_path)(void *context, Str path); // for JSON, as ruff does
  Str root; // absolute, without a final '/': where the paths of findings start
} ReportSource;

typedef struct ReportNote { // something to be said that is no finding
  Severity severity;
  Str path;              // to display; "" when it is about no file
  uint32_t line, column; // 1-based, 0 when unknown
  Str text;
} ReportNote;

// "warning: pkg/a.py:3:7: syntax error": one line, for people.
void report_note(const ReportNote *note, bool use_color, FILE *out);

// The same, and below it the line that it is about with a mark under the place.
typedef struct ReportExcerpt {
  Str text; // the whole file
  LineTable lines;
  Span span;
} ReportExcerpt;
void report_note_at(const ReportNote *note, const ReportExcerpt *excerpt, bool use_color,
                    FILE *out);

typedef struct ReportInput {
  Findings findings; // suppressed ones among them, where the format shows those
  RuleList rules;
  const char *(*rule_page)(const Rule *rule); // Markdown
  const ReportNote *notes;                    // what was said of files
  size_t note_count;
  int exit_code; // of the whole run
  ReportSource source;
  bool use_color;
  bool show_statistics;  // counts per rule instead of findings
  bool show_summary;     // a last line with the totals, in formats for people
  size_t fixed_count;    // problems that were mended meanwhile
  bool has_unsafe_fixes; // those that are unsafe would be applied, too
  size_t file_count;
  bool has_baseline;      // they were held against one
  size_t known_count;     // findings that are not reported because a baseline holds them
  size_t unchanged_count; // … because they are in code that did not change
} ReportInput;

typedef struct ReportFormat {
  const char *name; // "concise"
  const char *help; // one line for --help
  // Fails: FAIL_IO when `out` cannot be written.
  bool (*write)(const ReportInput *input, FILE *out, Error *err);
  bool shows_suppressed; // it has a place for what a comment silences, or a baseline holds
} ReportFormat;

// All formats, ended by an entry without a name; the first is the default.
extern const ReportFormat report_formats[];
const ReportFormat *report_find(Str name); // NULL when there is none

// ---- Graphs -------------------------------------------------------------------------------------

typedef struct GraphInput {
  const Atlas *atlas;
  FunctionId function; // around which it is
  ReportSource source;
  bool use_color;
} GraphInput;

typedef struct GraphFormats {
  Str at[4];
} GraphFormats;

// "tree" for people, the default; "dot"; "mermaid"; "json".
GraphFormats graph_formats(void);
// What a function calls towards what blocks, and what calls it, up to async code; of much only a
// part, which says so. `format` is an index into graph_formats. Fails: FAIL_IO.
bool graph_write(const GraphInput *input, size_t format, FILE *out, Error *err);

// ---- The page about a whole project -------------------------------------------------------------

typedef struct EarlierFinding {
  Str rule;
  Str path; // as the earlier run told it
  Str message;
  Severity severity;
  uint64_t fingerprint;
  uint32_t count; // of equals
} EarlierFinding;

typedef struct EarlierRun {
  Str name; // of its file
  const EarlierFinding *findings;
  size_t count;
} EarlierRun;

// Reads what `check -o json` printed. Fails: FAIL_FORMAT, with the place.
bool earlier_parse(Arena *arena, Str text, EarlierRun *out, Error *err);

typedef struct PageInput {
  ReportInput report;
  const Atlas *atlas;
  Str title; // the project's name
  const EarlierRun *earlier;
  size_t earlier_count; // the last is what this run is compared with
} PageInput;

// One page of HTML with everything in it. Fails: FAIL_IO.
bool page_write(const PageInput *input, FILE *out, Error *err);
// A picture of the grade. Fails: FAIL_IO.
bool badge_write(const PageInput *input, FILE *out, Error *err);
