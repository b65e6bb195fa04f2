// Comments that silence findings, and the lines for which they do.
//
//   # nostall: ignore                        the statement that it stands in or, alone on its line,
//   # nostall: ignore[rule, …] -- reason     the next one; of a compound statement the header
//   # nostall: ignore-file[rule, …]          alone on its line: the whole file
//   # nostall: disable[rule, …]              alone on its line: from here to the end of the file,
//   or # nostall: enable[rule, …]          to here; without rules, to here whatever is disabled
//   # noqa                                 the statement that it stands in
//   # noqa: CODE, CODE
//   # flake8: noqa   # ruff: noqa: CODE    alone on its line: the whole file
//   # ruff: ignore[CODE, name]             as `nostall: ignore`
//   # ruff: file-ignore[CODE, name]        at the beginning of a line: the whole file
//   # ruff: disable[CODE, name]            alone on its line: from here to the end of the block,
//   or # ruff: enable[CODE, name]          to here, with the same codes and as far indented
//
// One comment may hold several, each behind a `#` of its own: `# type: ignore  # noqa: ASYNC251`.
#include "python/facts_walk.h"

#include <string.h>

// ---- Lines --------------------------------------------------------------------------------------

typedef struct LogicalLine { // physical lines, counted from 0, that belong together
  uint32_t first;
  uint32_t last;
  uint32_t whole; // the last line of what begins here: decorators go with their definition
} LogicalLine;

typedef struct Range { // by `ruff: disable`, of which the end was not seen yet
  uint32_t suppression;
  uint32_t indent;
  Str codes;
} Range;

typedef struct Lines {
  Arena *arena;
  Str text;
  LineTable table;
  uint32_t near;              // see near_line
  Numbers marks;              // where the comments with directives are, in source order
  bool has_all;               // not only what stands around these
  Array(LogicalLine) logical; // in source order, made when first asked for
  Array(Range) ranges;        // in source order
  uint32_t next;              // where they have been followed to
} Lines;

// The line of a place not far from the one that was asked for before.
static uint32_t near_line(Lines *lines, uint32_t offset) {
  const LineTable *table = &lines->table;
  uint32_t line = lines->near;
  while (line > 0 && table->starts[line] > offset)
    line--;
  while (line + 1 < table->count && table->starts[line + 1] <= offset)
    line++;
  lines->near = line;
  return line;
}

static void add_line(Lines *lines, Span span, uint32_t whole_end) {
  uint32_t first = near_line(lines, span.start);
  uint32_t last = near_line(lines, span.end);
  uint32_t whole = near_line(lines, whole_end);
  LogicalLine *before = lines->logical.count ? &lines->logical.at[lines->logical.count - 1] : NULL;
  if (before && first <= before->last) { // `a; b`, `if a: b`
    if (last > before->last) before->last = last;
    if (whole > before->whole) before->whole = whole;
    return;
  }
  array_push(lines->arena, &lines->logical, ((LogicalLine){first, last, whole}));
}

static void add_span(Lines *lines, Span span) {
  add_line(lines, span, span.end);
}

static bool has_mark(const Lines *lines, Span part) {
  size_t low = 0;
  size_t high = lines->marks.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (lines->marks.at[middle] < part.start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < lines->marks.count && lines->marks.at[low] < part.end;
}

// `around` reaches from the statement before one, or from what it stands in, to the next one.
static void add_block(Lines *lines, AstStmts block, Span around);

static void add_definition(Lines *lines, const AstStmt *statement, const AstExprs *decorators,
                           AstStmts body, Span around) {
  Span header = header_of(lines->text, statement);
  for (uint32_t i = 0; i < decorators->count; i++)
    add_line(lines, decorators->at[i]->span, header.end);
  add_span(lines, header);
  add_block(lines, body, around);
}

// Goes down a chain of elif without recursion.
static void add_if(Lines *lines, const AstStmt *statement, Span around) {
  for (;;) {
    add_span(lines, header_of(lines->text, statement));
    add_block(lines, statement->branch.body, around);
    AstStmts otherwise = statement->branch.otherwise;
    if (otherwise.count != 1 || otherwise.at[0]->kind != AST_IF) {
      add_block(lines, otherwise, around);
      return;
    }
    statement = otherwise.at[0];
  }
}

static void add_match(Lines *lines, const AstStmt *statement, Span around) {
  add_span(lines, header_of(lines->text, statement));
  for (uint32_t i = 0; i < statement->match.count; i++) {
    add_span(lines, header_of_case(lines->text, &statement->match.cases[i]));
    add_block(lines, statement->match.cases[i].body, around);
  }
}

static void add_try(Lines *lines, const AstStmt *statement, Span around) {
  add_span(lines, header_of(lines->text, statement));
  add_block(lines, statement->try_.body, around);
  for (uint32_t i = 0; i < statement->try_.handler_count; i++) {
    add_span(lines, statement->try_.handlers[i].header);
    add_block(lines, statement->try_.handlers[i].body, around);
  }
  add_block(lines, statement->try_.otherwise, around);
  if (statement->try_.finally.count > 0) add_span(lines, statement->try_.finally_header);
  add_block(lines, statement->try_.finally, around);
}

static void add_statement(Lines *lines, const AstStmt *statement, Span around) {
  switch ((int)statement->kind) {
  case AST_FUNCTION_DEF:
    add_definition(lines, statement, &statement->function.decorators, statement->function.body,
                   around);
    return;
  case AST_CLASS_DEF:
    add_definition(lines, statement, &statement->class_.decorators, statement->class_.body, around);
    return;
  case AST_IF:
    add_if(lines, statement, around);
    return;
  case AST_FOR:
  case AST_WHILE:
    add_span(lines, header_of(lines->text, statement));
    add_block(lines, statement->loop.body, around);
    add_block(lines, statement->loop.otherwise, around);
    return;
  case AST_WITH:
    add_span(lines, header_of(lines->text, statement));
    add_block(lines, statement->with.body, around);
    return;
  case AST_MATCH:
    add_match(lines, statement, around);
    return;
  case AST_TRY:
    add_try(lines, statement, around);
    return;
  }
  add_span(lines, statement->span);
}

// Whether nothing else begins on the last line of a statement.
static bool ends_its_line(const AstStmt *statement) {
  switch ((int)statement->kind) {
  case AST_FUNCTION_DEF:
  case AST_CLASS_DEF:
  case AST_IF:
  case AST_FOR:
  case AST_WHILE:
  case AST_WITH:
  case AST_MATCH:
  case AST_TRY:
    return true;
  }
  return false;
}

// What has a block, and no directive around it, is nobody's line.
static void add_block(Lines *lines, AstStmts block, Span around) {
  for (uint32_t i = 0; i < block.count; i++) {
    Span part = {i > 0 ? block.at[i - 1]->span.start : around.start,
                 i + 1 < block.count ? block.at[i + 1]->span.start : around.end};
    bool is_wanted = lines->has_all || !ends_its_line(block.at[i]) || has_mark(lines, part);
    if (is_wanted) add_statement(lines, block.at[i], part);
  }
}

// The number of logical lines that begin at or before a physical one.
static size_t count_begun(const Lines *lines, uint32_t line) {
  size_t low = 0;
  size_t high = lines->logical.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (lines->logical.at[middle].first <= line) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static Span lines_span(const Lines *lines, uint32_t first, uint32_t last) {
  const LineTable *table = &lines->table;
  bool is_inside = last + 1 < table->count;
  return (Span){table->starts[first],
                is_inside ? table->starts[last + 1] : (uint32_t)lines->text.size};
}

// ---- Directives ---------------------------------------------------------------------------------

typedef struct Directive {
  SuppressionKind kind;
  bool is_range; // `ignore` begins or ends one
  Ignore ignore;
  bool is_by_ruff; // in words that are only its own
  bool is_for_file;
  bool is_ahead;  // alone on its line it is for the next statement
  bool has_colon; // noqa: something, whether it is a code or not
  Str codes;      // separated by commas or blanks; "" for every rule
  Str reason;
} Directive;

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

static bool is_letter(char byte) {
  return str_small(byte) >= 'a' && str_small(byte) <= 'z';
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool ends_word(Str rest) {
  return rest.size == 0 ||
         !(is_letter(rest.at[0]) || is_digit(rest.at[0]) || rest.at[0] == '_' || rest.at[0] == '-');
}

// The length of a code like ASYNC251 at the start of the text, 0 when there is none.
static size_t code_size(Str text) {
  size_t letters = 0;
  while (letters < text.size && is_letter(text.at[letters]))
    letters++;
  size_t end = letters;
  while (end < text.size && is_digit(text.at[end]))
    end++;
  return letters > 0 && end > letters ? end : 0;
}

// The codes behind `noqa:`; they end where something else begins.
static Str noqa_codes(Str codes) {
  size_t end = 0;
  for (size_t at = 0; at < codes.size;) {
    size_t size = code_size(str_slice(codes, at, codes.size));
    if (size == 0) break;
    at = end = at + size;
    while (at < codes.size && (is_blank(codes.at[at]) || codes.at[at] == ','))
      at++;
  }
  return str_slice(codes, 0, end);
}

static bool parse_noqa(Str rest, Directive *out) {
  if (!str_take_word(&rest, STR("noqa")) || !ends_word(rest)) return false;
  rest = str_skip_blanks(rest);
  out->kind = SUPPRESSION_NOQA;
  out->has_colon = rest.size > 0 && rest.at[0] == ':';
  if (out->has_colon) out->codes = noqa_codes(str_skip_blanks(str_slice(rest, 1, rest.size)));
  return true;
}

static bool parse_file_noqa(Str rest, Directive *out) {
  bool is_flake8 = str_take_word(&rest, STR("flake8"));
  if (!is_flake8 && !str_take_word(&rest, STR("ruff"))) return false;
  if (rest.size == 0 || (rest.at[0] != ':' && rest.at[0] != '=')) return false;
  out->is_for_file = true;
  if (!parse_noqa(str_skip_blanks(str_slice(rest, 1, rest.size)), out)) return false;
  // Behind one statement any text will do, as for flake8; it must not silence a whole file.
  return out->codes.size > 0 || !out->has_colon;
}

// Whole codes or names between brackets, with commas between them; one may end the list.
static bool take_codes(Str rest, Str *out) {
  size_t end = str_find_byte(rest, ']');
  if (rest.size == 0 || rest.at[0] != '[' || end == SIZE_MAX) return false;
  Str codes = *out = str_trim(str_slice(rest, 1, end));
  while (codes.size > 0) {
    size_t comma = str_find_byte(codes, ',');
    Str code = str_trim(str_slice(codes, 0, comma));
    for (size_t i = 0; i < code.size; i++)
      if (ends_word(str_slice(code, i, code.size))) return false;
    if (code.size == 0) return false;
    codes = comma == SIZE_MAX ? (Str){0} : str_trim(str_slice(codes, comma + 1, codes.size));
  }
  return out->size > 0;
}

// What stands there is for all linters, like noqa.
static bool parse_ruff(Str rest, Directive *out) {
  static const char *const words[] = {
      [IGNORE_HERE] = "ignore",
      [IGNORE_FILE] = "file-ignore",
      [IGNORE_DISABLE] = "disable",
      [IGNORE_ENABLE] = "enable",
  };
  if (!str_has_prefix(rest, STR("ruff"))) return false;
  rest = str_skip_blanks(str_slice(rest, strlen("ruff"), rest.size));
  if (rest.size == 0 || rest.at[0] != ':') return false;
  rest = str_skip_blanks(str_slice(rest, 1, rest.size));
  for (size_t i = 0; i < COUNT_OF(words); i++) {
    Str word = str_from_c(words[i]), codes = {0};
    if (!str_has_prefix(rest, word)) continue;
    if (!take_codes(str_skip_blanks(str_slice(rest, word.size, rest.size)), &codes)) return false;
    *out = (Directive){
        .kind = SUPPRESSION_NOQA,
        .ignore.word = (IgnoreWord)i,
        .is_for_file = i == IGNORE_FILE,
        .is_range = i == IGNORE_DISABLE || i == IGNORE_ENABLE,
        .is_ahead = i == IGNORE_HERE,
        .codes = codes,
        .is_by_ruff = true,
    };
    return true;
  }
  return false;
}

static bool parse_ignore(Str rest, Directive *out) {
  Ignore ignore = {0};
  if (!ignore_parse(rest, &ignore)) return false;
  out->kind = SUPPRESSION_IGNORE;
  out->is_ahead = true;
  out->is_for_file = ignore.word == IGNORE_FILE;
  out->is_range = ignore.word == IGNORE_DISABLE || ignore.word == IGNORE_ENABLE;
  out->ignore = ignore;
  out->codes = ignore.codes;
  size_t next = str_find(ignore.reason, STR("# noqa"));
  out->reason = str_trim(str_slice(ignore.reason, 0, next));
  return true;
}

static bool parse_directive(Str rest, Directive *out) {
  *out = (Directive){0};
  switch (rest.size > 0 ? str_small(rest.at[0]) : '\0') {
  case 'n':
    return parse_noqa(rest, out) || parse_ignore(rest, out);
  case 'f':
    return parse_file_noqa(rest, out);
  case 'r':
    return parse_ruff(rest, out) || parse_file_noqa(rest, out);
  }
  return false;
}

// ---- Suppressions -------------------------------------------------------------------------------

// Codes of other linters are compared without regard to case: they are kept in capitals.
static Str upper_copy(Arena *arena, Str code) {
  char *at = arena_push(arena, char, code.size);
  for (size_t i = 0; i < code.size; i++)
    at[i] = is_letter(code.at[i]) ? (char)(code.at[i] & ~0x20) : code.at[i];
  return (Str){at, code.size};
}

static bool is_alone(const Lines *lines, Span comment) {
  uint32_t line = line_table_line(lines->table, comment.start);
  for (uint32_t at = lines->table.starts[line]; at < comment.start; at++)
    if (!is_blank(lines->text.at[at]) && lines->text.at[at] != '\f') return false;
  return true;
}

// The lines that a directive is for, and whether it stands alone on its own.
static Span find_cover(const Lines *lines, const Directive *directive, Span comment,
                       bool *own_line) {
  if (directive->is_for_file) return (Span){0, (uint32_t)lines->text.size};
  uint32_t line = line_table_line(lines->table, comment.start);
  size_t begun = count_begun(lines, line);
  const LogicalLine *around = begun > 0 ? &lines->logical.at[begun - 1] : NULL;
  if (around && line <= around->last) {
    *own_line = false; // in the middle of a statement it is that statement's
    return lines_span(lines, around->first, around->last);
  }
  if (*own_line && directive->is_ahead && begun < lines->logical.count) {
    const LogicalLine *next = &lines->logical.at[begun];
    return lines_span(lines, next->first, next->whole);
  }
  return lines_span(lines, line, line);
}

// ---- Ranges by ruff -----------------------------------------------------------------------------

static uint32_t indent_of(const Lines *lines, uint32_t line) {
  uint32_t start = lines->table.starts[line], at = start;
  while (at < lines->text.size && is_blank(lines->text.at[at]))
    at++;
  return at - start;
}

// Whether a statement, or a word like `else`, begins on a line.
static bool begins_code(const Lines *lines, uint32_t line) {
  size_t at = lines->table.starts[line] + indent_of(lines, line);
  if (at >= lines->text.size || strchr("#\r\n\f", lines->text.at[at])) return false;
  size_t begun = count_begun(lines, line);
  const LogicalLine *around = begun > 0 ? &lines->logical.at[begun - 1] : NULL;
  return !around || around->first == line || around->last < line;
}

// Ends the ranges that are further indented than `indent`.
static void end_deeper(SummaryBuilder *out, Lines *lines, uint32_t indent, uint32_t at) {
  size_t kept = 0;
  for (size_t i = 0; i < lines->ranges.count; i++) {
    Range range = lines->ranges.at[i];
    if (range.indent > indent)
      out->suppression_covers.at[range.suppression].end = at;
    else
      lines->ranges.at[kept++] = range;
  }
  lines->ranges.count = kept;
}

static uint32_t deepest_range(const Lines *lines) {
  uint32_t deepest = 0;
  for (size_t i = 0; i < lines->ranges.count; i++)
    if (lines->ranges.at[i].indent > deepest) deepest = lines->ranges.at[i].indent;
  return deepest;
}

// Follows the ranges that have begun up to a line: they end with the block in which they stand.
static void follow_ranges(SummaryBuilder *out, Lines *lines, uint32_t end) {
  uint32_t deepest = deepest_range(lines);
  for (; lines->next < end && deepest > 0; lines->next++) {
    uint32_t indent = indent_of(lines, lines->next);
    if (indent >= deepest || !begins_code(lines, lines->next)) continue;
    end_deeper(out, lines, indent, lines->table.starts[lines->next]);
    deepest = deepest_range(lines);
  }
  lines->next = end;
}

static bool is_same_codes(Str a, Str b) {
  while (a.size > 0 && b.size > 0)
    if (!str_equal(str_trim(str_cut(&a, ',')), str_trim(str_cut(&b, ',')))) return false;
  return a.size == b.size;
}

static void begin_range(SummaryBuilder *out, Lines *lines, Range range, Span comment) {
  range.suppression = (uint32_t)out->suppressions.count;
  Suppression made = {.kind = SUPPRESSION_NOQA, .own_line = 1};
  Span covers = {comment.start, (uint32_t)lines->text.size};
  summary_builder_suppress(out, made, range.codes, STR(""), comment, covers);
  array_push(lines->arena, &lines->ranges, range);
}

static void end_range(SummaryBuilder *out, Lines *lines, Range end, Span comment) {
  for (size_t i = lines->ranges.count; i-- > 0;) {
    Range range = lines->ranges.at[i];
    if (range.indent != end.indent || !is_same_codes(range.codes, end.codes)) continue;
    out->suppression_covers.at[range.suppression].end = comment.start;
    for (; i + 1 < lines->ranges.count; i++)
      lines->ranges.at[i] = lines->ranges.at[i + 1];
    lines->ranges.count--;
    return;
  }
}

static void read_range(SummaryBuilder *out, Lines *lines, const Directive *directive,
                       Span comment) {
  uint32_t line = line_table_line(lines->table, comment.start);
  follow_ranges(out, lines, line);
  Range range = {.indent = indent_of(lines, line), .codes = directive->codes};
  (directive->ignore.word == IGNORE_DISABLE ? begin_range : end_range)(out, lines, range, comment);
}

// ---- Reading ------------------------------------------------------------------------------------

static void emit_suppression(SummaryBuilder *out, Lines *lines, const Directive *directive,
                             Span comment, bool own_line) {
  if ((directive->is_for_file || directive->is_range) && !own_line) return;
  if (directive->is_range && directive->is_by_ruff) {
    read_range(out, lines, directive, comment);
    return;
  }
  if (directive->is_range) {
    if (directive->ignore.word == IGNORE_DISABLE)
      summary_builder_disable(out, &directive->ignore, comment, (uint32_t)lines->text.size);
    else
      summary_builder_enable(out, &directive->ignore, comment);
    return;
  }
  uint32_t line = line_table_line(lines->table, comment.start);
  if (directive->is_by_ruff && directive->is_for_file && indent_of(lines, line) > 0) return;
  Span cover = find_cover(lines, directive, comment, &own_line);
  Suppression made = {.kind = (uint8_t)directive->kind, .own_line = own_line};
  Str codes = directive->codes;
  if (directive->kind == SUPPRESSION_NOQA && !directive->is_by_ruff)
    codes = upper_copy(lines->arena, codes);
  summary_builder_suppress(out, made, codes, directive->reason, comment, cover);
}

// The next directive in a comment, and moves `*rest` behind its `#`; false when there is none.
static bool next_directive(Str *rest, Directive *out) {
  for (;;) {
    size_t hash = str_find_byte(*rest, '#');
    if (hash == SIZE_MAX) return false;
    *rest = str_slice(*rest, hash + 1, rest->size);
    if (parse_directive(str_skip_blanks(*rest), out)) return true;
  }
}

static void find_marks(Lines *lines, const AstModule *module) {
  for (uint32_t i = 0; i < module->comment_count; i++) {
    Str rest = str_slice(lines->text, module->comments[i].start, module->comments[i].end);
    Directive directive = {0};
    if (next_directive(&rest, &directive))
      array_push(lines->arena, &lines->marks, module->comments[i].start);
    lines->has_all |= directive.is_by_ruff && directive.is_range; // it ends at any of them
  }
}

static void read_comment(SummaryBuilder *out, Lines *lines, Span comment) {
  Str rest = str_slice(lines->text, comment.start, comment.end);
  bool own_line = is_alone(lines, comment);
  for (Directive directive = {0}; next_directive(&rest, &directive);)
    emit_suppression(out, lines, &directive, comment, own_line);
}

// Most files have no directive at all, and need no lines.
void comment_suppressions(SummaryBuilder *out, Arena *arena, Str text, const AstModule *module) {
  Lines lines = {.arena = arena, .text = text, .has_all = module->problem_count > 0};
  find_marks(&lines, module);
  if (lines.marks.count == 0) return;
  lines.table = out->line_table = line_table_make(arena, text);
  add_block(&lines, module->body, (Span){0, (uint32_t)text.size});
  uint32_t next = 0;
  for (uint32_t i = 0; i < module->comment_count && next < lines.marks.count; i++) {
    if (module->comments[i].start != lines.marks.at[next]) continue;
    read_comment(out, &lines, module->comments[i]);
    next++;
  }
  follow_ranges(out, &lines, lines.table.count);
}
