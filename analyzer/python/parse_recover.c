// Broken files. The view knows the lines of a file and their indentation even where the grammar
// gives up, so an error can be kept within its line: what has an error is taken apart and its parts
// are read by themselves,
//
//   a suite       first half and second half, down to single statements
//   a statement   the suites in it, and then its headers with the suites hidden
//   a header      is shown as `if 1:` or the like, so that its suite has a place
//   a line        as tree-sitter's own recovery sees it
//
// What is sound around it the fast parser reads. All that takes time in proportion to the depth of
// the code, not to the number of errors.
#include "python/parse.h"

#include <string.h>

// tree-sitter's own recovery takes quadratic time; text with an error beyond this goes without.
#define LENIENT_MAX_BYTES 1024

#define BROKEN_LINES_MAX 1000
#define MENDED_LINES_MAX 4000 // of those that can be read when a quote or a bracket is added

// A statement with an error is tried as a whole up to this: what is mended may make it sound.
#define STRICT_MAX_BYTES 2048

// The same where its lines are indented like none of those before.
#define ASKEW_MAX_BYTES 16384

// So many headers of a statement are mended one by one; then all of them.
#define MENDED_MAX 4

// Lines [from, to) of the file.
typedef struct Range {
  uint32_t from, to;
} Range;

static ParseLine *line_at(const Parse *p, uint32_t index) {
  return &p->lines.at[index];
}

static Span range_span(const Parse *p, Range range) {
  return (Span){line_at(p, range.from)->span.start, line_at(p, range.to - 1)->span.end};
}

static void add_lost(Parse *p, Span span) {
  parse_unexpected(p, span);
  parse_list_add(p, parse_stmt_new(p, AST_STMT_ERROR, span));
}

// Adds the statements of a tree to the list that is being built.
static void add_tree(Parse *p, TSTree *tree) {
  TSNode root = ts_tree_root_node(tree);
  bool had_errors = p->has_errors;
  p->has_errors = ts_node_has_error(root);
  parse_items(p, parse_node(p, root));
  p->has_errors = had_errors;
  ts_tree_delete(tree);
}

// Reads one line, with whatever tree-sitter makes of an error in it. Returns whether there is none.
static bool add_line(Parse *p, uint32_t index) {
  Span span = line_at(p, index)->span;
  bool is_short = span.end - span.start <= LENIENT_MAX_BYTES;
  TSTree *tree = NULL;
  if (is_short)
    tree = parse_tree_lenient(p, span);
  else if (!line_at(p, index)->is_lost)
    tree = parse_tree(p, span);
  bool is_sound = tree && !ts_node_has_error(ts_tree_root_node(tree));
  if (!is_sound) p->broken_lines++;
  if (is_sound) p->mended_lines += line_at(p, index)->is_mended;
  if (tree) {
    add_tree(p, tree);
  } else {
    add_lost(p, span);
  }
  return is_sound;
}

// What the first word of a line makes of it.
typedef enum LineKind { LINE_PLAIN, LINE_DECORATOR, LINE_CLAUSE, LINE_MATCH, LINE_CASE } LineKind;

static LineKind line_kind(const Parse *p, uint32_t index) {
  Str text = parse_text(p, line_at(p, index)->span);
  size_t size = 0;
  while (size < text.size && text.at[size] >= 'a' && text.at[size] <= 'z')
    size++;
  Str word = str_slice(text, 0, size);
  if (text.size && text.at[0] == '@') return LINE_DECORATOR;
  if (str_equal_c(word, "elif") || str_equal_c(word, "else")) return LINE_CLAUSE;
  if (str_equal_c(word, "except") || str_equal_c(word, "finally")) return LINE_CLAUSE;
  if (str_equal_c(word, "case")) return LINE_CASE;
  return str_equal_c(word, "match") ? LINE_MATCH : LINE_PLAIN;
}

// Whether a line at the column of its suite begins a statement there; decorators and clauses make
// one statement with what follows them and what goes before.
static bool begins_statement(const Parse *p, Range suite, uint32_t index) {
  uint32_t column = line_at(p, suite.from)->column;
  const ParseLine *line = line_at(p, index);
  if (index == suite.from) return true;
  if (line->column > column || line->is_put_back || line_kind(p, index) == LINE_CLAUSE)
    return false;
  return line_kind(p, index - 1) != LINE_DECORATOR || line_at(p, index - 1)->column > column;
}

static uint32_t statement_end(const Parse *p, Range suite, uint32_t index) {
  uint32_t end = index + 1;
  while (end < suite.to && !begins_statement(p, suite, end))
    end++;
  return end;
}

static uint32_t line_of(const Parse *p, Range range, uint32_t offset) {
  uint32_t low = range.from;
  uint32_t high = range.to;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (line_at(p, middle)->span.start <= offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

static void add_suite(Parse *p, Range suite);

// Headers are what lies at the column of a statement, but also the cases of a match.
static bool is_header(const Parse *p, Range statement, uint32_t index) {
  uint32_t column = line_at(p, index)->column;
  if (column <= line_at(p, statement.from)->column) return true;
  return column == line_at(p, statement.from + 1)->column && line_kind(p, index) == LINE_CASE &&
         line_kind(p, statement.from) == LINE_MATCH;
}

// Reads the suite behind a header and hides it.
static void take_body(Parse *p, uint32_t header, Range suite) {
  uint32_t mark = parse_list(p);
  Span span = range_span(p, suite);
  if (parse_enter(p, span)) {
    add_suite(p, suite);
    parse_leave(p);
  }
  Span line = line_at(p, header)->span;
  ParseBody body = {{line.start, span.end}, parse_list_stmts(p, mark), false};
  array_push(p->scratch, &p->bodies, body);
  parse_view_hide(p, (Span){line.end, span.end});
}

static uint32_t suite_end(const Parse *p, Range statement, uint32_t header) {
  uint32_t end = header + 1;
  while (end < statement.to && !is_header(p, statement, end))
    end++;
  return end;
}

static uint32_t indentation_start(const Parse *p, uint32_t offset) {
  while (offset > 0 && offset < p->text.size && strchr(" \t\f", p->text.at[offset - 1]))
    offset--;
  return offset;
}

// Reads and hides all bodies. What is read of the statement begins with its first word, so its
// clauses are shown as if it stood at the left.
static void take_bodies(Parse *p, Range statement) {
  uint32_t index = statement.from;
  while (index < statement.to) {
    uint32_t end = suite_end(p, statement, index);
    bool is_clause =
        index > statement.from && line_at(p, index)->column <= line_at(p, statement.from)->column;
    uint32_t start = line_at(p, index)->span.start;
    if (is_clause) parse_view_outdent(p, (Span){indentation_start(p, start), start});
    if (end > index + 1) take_body(p, index, (Range){index + 1, end});
    index = end;
  }
}

static void mend_header(Parse *p, Range statement, uint32_t index) {
  const ParseLine *line = line_at(p, index);
  const ParseLine *last = line_at(p, suite_end(p, statement, index) - 1);
  if (!parse_broken_at(p, line->span.start)) parse_view_mend(p, line, last->span.end);
}

static uint64_t header_bytes(const Parse *p, Range statement) {
  uint64_t bytes = 0;
  for (uint32_t i = statement.from; i < statement.to; i++)
    if (is_header(p, statement, i)) bytes += line_at(p, i)->span.end - line_at(p, i)->span.start;
  return bytes;
}

// The header with the first error, or the first one.
static uint32_t bad_header(Parse *p, Range statement) {
  TSTree *tree = NULL;
  if (header_bytes(p, statement) <= LENIENT_MAX_BYTES)
    tree = parse_tree_lenient(p, range_span(p, statement));
  if (!tree) return statement.from;
  uint32_t bad = line_of(p, statement, parse_tree_error(p, tree));
  ts_tree_delete(tree);
  while (bad > statement.from && !is_header(p, statement, bad))
    bad--;
  return bad;
}

// Reads the headers of a statement whose bodies are hidden, and mends what is broken: a few one by
// one, then all. False when that is impossible.
static bool add_headers(Parse *p, Range statement) {
  Span span = range_span(p, statement);
  TSTree *tree = parse_tree(p, span);
  for (uint32_t i = 0; !tree && i < MENDED_MAX; i++) {
    mend_header(p, statement, bad_header(p, statement));
    tree = parse_tree(p, span);
  }
  for (uint32_t i = statement.from; !tree && i < statement.to; i++)
    if (is_header(p, statement, i)) mend_header(p, statement, i);
  if (!tree) tree = parse_tree(p, span);
  if (tree) add_tree(p, tree);
  return tree;
}

// Adds the bodies that found no place: those of lines that are no headers.
static void add_orphans(Parse *p, size_t mark) {
  for (size_t i = mark; i < p->bodies.count; i++) {
    const ParseBody *body = &p->bodies.at[i];
    for (uint32_t j = 0; !body->is_placed && j < body->stmts.count; j++)
      parse_list_add(p, body->stmts.at[j]);
  }
}

// The headers make no statement: each becomes a line by itself, with its body behind it.
static void add_pieces(Parse *p, Range statement, size_t mark) {
  for (uint32_t i = statement.from; i < statement.to; i++) {
    if (!is_header(p, statement, i)) continue;
    add_line(p, i);
    if (mark == p->bodies.count || p->bodies.at[mark].span.start != line_at(p, i)->span.start)
      continue;
    AstStmts stmts = p->bodies.at[mark++].stmts;
    for (uint32_t j = 0; j < stmts.count; j++)
      parse_list_add(p, stmts.at[j]);
  }
}

static void add_broken(Parse *p, Range statement) {
  size_t mark = p->bodies.count;
  take_bodies(p, statement);
  if (add_headers(p, statement)) {
    add_orphans(p, mark);
  } else {
    add_pieces(p, statement, mark);
  }
  p->bodies.count = mark;
}

// Reads several lines at once if they are sound.
static bool add_lines(Parse *p, Range lines) {
  TSTree *tree = parse_tree(p, range_span(p, lines));
  if (tree) add_tree(p, tree);
  return tree;
}

// The last end of a statement up to `step` lines from the start of the suite, or that of the first.
static uint32_t chunk_end(const Parse *p, Range suite, uint32_t step) {
  if (step >= suite.to - suite.from) return suite.to;
  uint32_t end = suite.from + step;
  while (end > suite.from && !begins_statement(p, suite, end))
    end--;
  return end > suite.from ? end : statement_end(p, suite, suite.from);
}

// No text that is meant to be Python gets here.
static void add_rest(Parse *p, Span span) {
  int lines = p->broken_lines > BROKEN_LINES_MAX ? BROKEN_LINES_MAX : MENDED_LINES_MAX;
  parse_problem(p, AST_PROBLEM_SYNTAX, span, "after %d broken lines the rest is not read", lines);
  parse_list_add(p, parse_stmt_new(p, AST_STMT_ERROR, span));
}

// tree-sitter takes indentation as it comes; what is below, as it should be.
static bool has_askew(const Parse *p, Range lines) {
  for (uint32_t i = lines.from; i < lines.to; i++)
    if (line_at(p, i)->is_askew) return true;
  return false;
}

static bool add_statement(Parse *p, Range statement) {
  if (statement.to - statement.from == 1) return add_line(p, statement.from);
  Span span = range_span(p, statement);
  uint32_t size = span.end - span.start;
  bool is_tried =
      !p->fast || size <= STRICT_MAX_BYTES || (size <= ASKEW_MAX_BYTES && has_askew(p, statement));
  if (is_tried && add_lines(p, statement)) return true;
  add_broken(p, statement);
  return false;
}

// The first line from `from` on that begins at `offset` or behind it.
static uint32_t line_behind(const Parse *p, Range range, uint32_t offset) {
  while (range.from < range.to) {
    uint32_t middle = range.from + (range.to - range.from) / 2;
    if (line_at(p, middle)->span.start < offset) {
      range.from = middle + 1;
    } else {
      range.to = middle;
    }
  }
  return range.to;
}

// Reads what is sound at the start of some lines of a suite by the fast parser, which sees the text
// as it is. Returns where the first statement begins that it cannot read, be it by a clause behind.
static uint32_t add_fast(Parse *p, Range suite, Range lines) {
  Span span = range_span(p, lines);
  span.start = indentation_start(p, span.start);
  ArenaMark mark = arena_mark(p->arena);
  AstModule found = {0};
  uint32_t read = parse_fast(p, span, &found);
  uint32_t end = read == span.end ? lines.to : line_behind(p, lines, read);
  while (end > lines.from && end < lines.to && !begins_statement(p, suite, end))
    end--;
  if (end == lines.from) {
    arena_rewind(p->arena, mark);
    return end;
  }
  uint32_t limit = line_at(p, end - 1)->span.end;
  for (uint32_t i = 0; i < found.body.count && found.body.at[i]->span.start < limit; i++)
    parse_list_add(p, found.body.at[i]);
  for (uint32_t i = 0; i < found.problem_count && found.problems[i].span.start < limit; i++)
    array_push(p->scratch, &p->problems, found.problems[i]);
  return end;
}

// The same, with tree-sitter: all or nothing.
static uint32_t add_sound(Parse *p, Range suite, Range lines) {
  if (p->fast) return add_fast(p, suite, lines);
  return add_lines(p, lines) ? lines.to : lines.from;
}

// Whether the fast parser gave up inside of a statement: not at its first token, where something
// may be missing before it.
static bool is_known_broken(const Parse *p, Range statement) {
  Span span = range_span(p, statement);
  return span.start < p->error && p->error < span.end;
}

// Those of the lines that are before the statement in which the fast parser gave up.
static uint32_t before_error(const Parse *p, Range suite, Range lines) {
  Span span = range_span(p, lines);
  if (p->error <= span.start || p->error >= span.end) return lines.to;
  uint32_t index = line_of(p, lines, p->error);
  while (index > lines.from && !begins_statement(p, suite, index))
    index--;
  bool is_known = is_known_broken(p, (Range){index, statement_end(p, suite, index)});
  return is_known ? index : lines.to;
}

// Reads as many statements at once as it can: twice as many after each success, one after an error;
// where only tree-sitter reads, which does not say how far it got, half as many.
static void add_suite(Parse *p, Range suite) {
  uint32_t step = suite.to - suite.from;
  bool is_broken = false; // the statement that comes
  while (suite.from < suite.to) {
    if (p->broken_lines > BROKEN_LINES_MAX || p->mended_lines > MENDED_LINES_MAX) {
      add_rest(p, range_span(p, suite));
      return;
    }
    Range lines = {suite.from, chunk_end(p, suite, step)};
    Range first = {suite.from, statement_end(p, suite, suite.from)};
    lines.to = before_error(p, suite, lines);
    is_broken |= lines.to == lines.from;
    bool is_tried = !is_broken && (p->fast || lines.to > first.to);
    uint32_t end = is_tried ? add_sound(p, suite, lines) : lines.from;
    if (end == lines.from && !p->fast && lines.to > first.to) {
      step = (lines.to - lines.from) / 2;
      continue;
    }
    is_broken = end > lines.from && end < lines.to;
    bool is_sound = end == lines.to;
    if (end == lines.from) {
      is_sound = add_statement(p, first) && !p->fast;
      end = first.to;
    }
    suite.from = end;
    step = is_sound && step < suite.to ? 2 * step : 1;
  }
}

AstStmts parse_recover(Parse *p) {
  uint32_t mark = parse_list(p);
  add_suite(p, (Range){0, (uint32_t)p->lines.count});
  return parse_list_stmts(p, mark);
}
