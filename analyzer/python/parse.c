// The parser object. Valid code is read by parser/; else the text is shown to tree-sitter, its tree
// read, and what was set aside put in order.
#include "python/parse.h"
#include "python/parser/parser.h"

#include <stdlib.h>

#define SYMBOLS_MAX 512

struct AstParser {
  AstProducer producer;
  Parser *fast;
  TSParser *strict; // this and what follows: made when a text is shown to tree-sitter
  TSParser *lenient;
  ParseTable *table; // of both
  TSTreeCursor cursor;
  Arena scratch;
  uint8_t kinds[SYMBOLS_MAX]; // NodeKind by TSSymbol
};

typedef struct KindName {
  Str text;
  bool is_named;
} KindName;

#define KIND_NAME(name, text, is_named) [NODE_##name] = {{"" text, sizeof text - 1}, is_named},
static const KindName kind_names[NODE_KIND_COUNT] = {NODE_KINDS(KIND_NAME)};
static_assert(NODE_KIND_COUNT <= UINT8_MAX, "kinds fit in a byte");

static NodeKind kind_of(const TSLanguage *language, TSSymbol symbol) {
  Str name = str_from_c(ts_language_symbol_name(language, symbol));
  TSSymbolType type = ts_language_symbol_type(language, symbol);
  for (uint32_t kind = 0; kind < NODE_KIND_COUNT; kind++) {
    bool is_same = kind_names[kind].is_named == (type == TSSymbolTypeRegular);
    if (is_same && name.size && str_equal(kind_names[kind].text, name)) return (NodeKind)kind;
  }
  return NODE_OTHER;
}

static void kinds_fill(AstParser *parser) {
  const TSLanguage *language = tree_sitter_python();
  uint32_t count = ts_language_symbol_count(language);
  assert(count <= SYMBOLS_MAX);
  for (uint32_t i = 0; i < count; i++)
    parser->kinds[i] = (uint8_t)kind_of(language, (TSSymbol)i);
}

static TSParser *tree_sitter(const TSLanguage *language) {
  TSParser *parser = ts_parser_new();
  bool fits = ts_parser_set_language(parser, language);
  assert(fits); // grammars/ pins versions that go together
  (void)fits;
  return parser;
}

AstParser *ast_parser_new(void) {
  AstParser *parser = calloc(1, sizeof *parser);
  if (!parser) base_fatal("out of memory");
  parser->fast = parser_new();
  return parser;
}

static void slow_begin(AstParser *parser) {
  if (parser->table) return;
  parser->table = parse_table_new();
  parser->strict = tree_sitter(parse_table_language(parser->table, PARSE_STRICT));
  parser->lenient = tree_sitter(parse_table_language(parser->table, PARSE_LENIENT));
  kinds_fill(parser);
}

void ast_parser_free(AstParser *parser) {
  if (!parser) return;
  parser_free(parser->fast);
  ts_tree_cursor_delete(&parser->cursor);
  if (parser->strict) ts_parser_delete(parser->strict);
  if (parser->lenient) ts_parser_delete(parser->lenient);
  parse_table_free(parser->table);
  arena_release(&parser->scratch);
  free(parser);
}

void ast_parser_use(AstParser *parser, AstProducer producer) {
  parser->producer = producer;
}

static_assert(AST_PADDING_BYTES == LEXER_PADDING_BYTES, "what the lexer asks for");

void ast_parser_padded(AstParser *parser, bool is_padded) {
  parser_padded(parser->fast, is_padded);
}

static int problem_compare(const void *a, const void *b) {
  const AstProblem *left = a;
  const AstProblem *right = b;
  if (left->span.start != right->span.start) return left->span.start < right->span.start ? -1 : 1;
  return (left->span.end > right->span.end) - (left->span.end < right->span.end);
}

static bool are_in_order(const AstProblem *problems, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (problem_compare(&problems[i - 1], &problems[i]) > 0) return false;
  return true;
}

// Problems were met parent by parent; they are wanted in the order of the text.
static void module_finish(Parse *p, AstModule *module) {
  if (!are_in_order(p->problems.at, p->problems.count))
    qsort(p->problems.at, p->problems.count, sizeof *p->problems.at, problem_compare);
  module->problem_count = (uint32_t)p->problems.count;
  module->problems = arena_push(p->arena, AstProblem, p->problems.count);
  for (size_t i = 0; i < p->problems.count; i++)
    module->problems[i] = p->problems.at[i];
  module->comment_count = (uint32_t)p->comments.count;
  module->comments = arena_push(p->arena, Span, p->comments.count);
  for (size_t i = 0; i < p->comments.count; i++)
    module->comments[i] = p->comments.at[i];
}

static Parse parse_begin(AstParser *parser, Arena *arena, Str text, Span part) {
  slow_begin(parser);
  Parse p = {.arena = arena,
             .scratch = &parser->scratch,
             .text = text,
             .view = arena_push(&parser->scratch, char, part.end),
             .fast = parser->producer == AST_PRODUCER_TREE_SITTER ? NULL : parser->fast,
             .strict = parser->strict,
             .lenient = parser->lenient,
             .table = parser->table,
             .kinds = parser->kinds,
             .cursor = &parser->cursor,
             .error = PARSE_NO_ERROR};
  parse_view(&p, part);
  return p;
}

uint32_t parse_fast(Parse *p, Span part, AstModule *out) {
  return parser_read_lines(p->fast, p->arena, p->text, part, p->depth, out);
}

static AstModule slow_parse(AstParser *parser, Arena *arena, Str text, Span whole, uint32_t error) {
  AstModule module = {.text = text};
  Parse p = parse_begin(parser, arena, text, whole);
  if (p.fast) p.error = error;
  TSTree *tree = p.fast ? NULL : parse_tree(&p, whole);
  module.body = tree ? parse_stmts(&p, parse_node(&p, ts_tree_root_node(tree))) : parse_recover(&p);
  ts_tree_delete(tree);
  module_finish(&p, &module);
  arena_reset(&parser->scratch);
  return module;
}

// Reads with parser/. Takes nothing of the arena when it cannot.
static bool fast_parse(AstParser *parser, Arena *arena, Str text, Span part, AstModule *out) {
  ArenaMark mark = arena_mark(arena);
  if (parser_read(parser->fast, arena, text, part, out)) return true;
  arena_rewind(arena, mark);
  *out = (AstModule){0};
  return false;
}

static AstModule refused(Arena *arena, Str text, Span whole) {
  AstModule module = {
      .text = text, .problems = arena_push(arena, AstProblem, 1), .problem_count = 1};
  module.problems[0] = (AstProblem){AST_PROBLEM_SYNTAX, whole, STR("refused")};
  return module;
}

static void add_problem(Arena *arena, AstModule *module, AstProblem problem) {
  AstProblem *all = arena_push(arena, AstProblem, module->problem_count + 1);
  uint32_t at = 0;
  while (at < module->problem_count && problem_compare(&module->problems[at], &problem) < 0)
    at++;
  for (uint32_t i = 0; i <= module->problem_count; i++)
    all[i] = i == at ? problem : module->problems[i < at ? i : i - 1];
  module->problems = all;
  module->problem_count++;
}

// Does what makes a text valid again, and reads it; or else, of what brings all strings to their
// end, what comes first. False when nothing does.
static bool mend_quotes(AstParser *parser, Arena *arena, ParseQuotes *quotes, Span whole,
                        AstModule *out) {
  Str text = quotes->text;
  if (!parse_quotes_begin(quotes, arena, text, parser->fast->failed_at)) return false;
  for (uint32_t fix = 0; fix < parse_quotes_count(quotes); fix++)
    if (parse_quotes_try(quotes, fix) && fast_parse(parser, arena, quotes->text, whole, out))
      return true;
  for (uint32_t fix = 0; fix < parse_quotes_count(quotes); fix++)
    if (parse_quotes_try(quotes, fix)) return true;
  quotes->text = text;
  return false;
}

static AstModule parse(AstParser *parser, Arena *arena, Str text) {
  AstModule module = {0};
  Span whole = {0, (uint32_t)text.size};
  bool is_slow = parser->producer == AST_PRODUCER_TREE_SITTER;
  bool is_valid = fast_parse(parser, arena, text, whole, &module);
  if (is_valid && !is_slow) return module;
  if (parser->producer == AST_PRODUCER_FAST) return refused(arena, text, whole);
  uint32_t error = parser->fast->failed_at;
  ParseQuotes quotes = {.text = text};
  bool is_mended = !is_valid && mend_quotes(parser, arena, &quotes, whole, &module);
  bool is_read = module.text.size > 0 && !is_slow;
  if (is_mended) error = PARSE_NO_ERROR; // it was in another text
  if (!is_read) module = slow_parse(parser, arena, quotes.text, whole, error);
  if (!is_mended) return module;
  AstProblem problem = {AST_PROBLEM_SYNTAX, quotes.span, quotes.says};
  add_problem(arena, &module, problem);
  return module;
}

AstModule ast_parse(AstParser *parser, Arena *arena, Str text) {
  assert(text.size < UINT32_MAX);
  AstModule module = parse(parser, arena, text);
  parser_rest(parser->fast);
  return module;
}

static Span trim(Str text, Span part) {
  Str inside = str_trim(str_slice(text, part.start, part.end));
  uint32_t start = inside.size ? (uint32_t)(inside.at - text.at) : part.start;
  return (Span){start, start + (uint32_t)inside.size};
}

// The expression of a body that is no more than one.
static AstExpr *only_expression(AstStmts body) {
  bool is_one = body.count == 1 && body.at[0]->kind == AST_EXPR_STMT;
  return is_one ? body.at[0]->value : NULL;
}

static AstExpr *slow_expression(AstParser *parser, Arena *arena, Str text, Span inside) {
  Parse p = parse_begin(parser, arena, text, inside);
  TSTree *tree = parse_tree(&p, inside);
  AstStmts body = {0};
  if (tree) body = parse_stmts(&p, parse_node(&p, ts_tree_root_node(tree)));
  AstExpr *expr = p.problems.count ? NULL : only_expression(body);
  ts_tree_delete(tree);
  arena_reset(&parser->scratch);
  return expr;
}

AstExpr *ast_parse_expression(AstParser *parser, Arena *arena, Str text, Span part) {
  Span inside = trim(text, part);
  if (inside.start >= inside.end) return NULL;
  AstModule module = {0};
  bool is_slow = parser->producer == AST_PRODUCER_TREE_SITTER;
  if (!is_slow && fast_parse(parser, arena, text, inside, &module))
    return module.problem_count ? NULL : only_expression(module.body);
  if (parser->producer == AST_PRODUCER_FAST) return NULL;
  return slow_expression(parser, arena, text, inside);
}
