// The parser object: shows the text to tree-sitter, has the tree read, orders what was set aside.
#include "python/parse.h"

#include <stdlib.h>
#include <string.h>

const TSLanguage *tree_sitter_python(void);

// tree-sitter may look at every byte this often before we give up on a text. Ordinary code needs
// less than one operation a byte, code with an error on every line about ten.
#define OPERATIONS_PER_BYTE 100
#define OPERATIONS_FLOOR    1000000

// tree-sitter asks for leave to go on once in so many operations.
#define OPERATIONS_PER_ASK 100

struct AstParser {
  TSParser *parser;
  TSTreeCursor cursor;
  Arena scratch;
  uint8_t kinds[UINT8_MAX + 256];
};

typedef struct Source {
  Str view;
  uint32_t start; // where `view` begins in the whole text
  uint64_t asked;
  uint64_t asked_max;
} Source;

static void kinds_add(AstParser *parser, NodeKind kind, const char *name, bool is_named) {
  const TSLanguage *language = ts_parser_language(parser->parser);
  TSSymbol symbol = ts_language_symbol_for_name(language, name, (uint32_t)strlen(name), is_named);
  assert(symbol && symbol < COUNT_OF(parser->kinds));
  parser->kinds[symbol] = (uint8_t)kind;
}

#define KINDS_ADD(name, text, is_named) kinds_add(parser, NODE_##name, text, is_named);

AstParser *ast_parser_new(void) {
  AstParser *parser = calloc(1, sizeof *parser);
  if (!parser) base_fatal("out of memory");
  parser->parser = ts_parser_new();
  bool fits = ts_parser_set_language(parser->parser, tree_sitter_python());
  assert(fits);
  (void)fits;
  NODE_KINDS(KINDS_ADD)
  return parser;
}

void ast_parser_free(AstParser *parser) {
  if (!parser) return;
  ts_tree_cursor_delete(&parser->cursor);
  ts_parser_delete(parser->parser);
  arena_release(&parser->scratch);
  free(parser);
}

static const char *source_read(void *payload, uint32_t at, TSPoint point, uint32_t *size) {
  (void)point;
  const Source *source = payload;
  uint32_t end = source->start + (uint32_t)source->view.size;
  if (at < source->start || at >= end) {
    *size = 0;
    return "";
  }
  *size = end - at;
  return source->view.at + (at - source->start);
}

static bool source_is_hopeless(TSParseState *state) {
  Source *source = state->payload;
  return ++source->asked > source->asked_max;
}

// Returns NULL when the text takes too long.
static TSTree *tree_make(AstParser *parser, Parse *p, Span part) {
  uint32_t size = part.end - part.start;
  char *view = arena_push(&parser->scratch, char, size);
  parse_view(p, part, view);
  uint64_t operations = OPERATIONS_FLOOR + (uint64_t)size * OPERATIONS_PER_BYTE;
  Source source = {{view, size}, part.start, 0, operations / OPERATIONS_PER_ASK};
  TSRange range = {{0, part.start}, {UINT32_MAX, UINT32_MAX}, part.start, part.end};
  ts_parser_set_included_ranges(parser->parser, &range, 1);
  TSInput input = {.payload = &source, .read = source_read, .encoding = TSInputEncodingUTF8};
  TSParseOptions options = {&source, source_is_hopeless};
  ts_parser_reset(parser->parser);
  return ts_parser_parse_with_options(parser->parser, NULL, input, options);
}

static int problem_compare(const void *a, const void *b) {
  const AstProblem *left = a;
  const AstProblem *right = b;
  return (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

// Problems were met parent by parent; they are wanted in the order of the text.
static void module_finish(Parse *p, AstModule *module) {
  if (p->problems.count)
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

static Parse parse_begin(AstParser *parser, Arena *arena, Str text) {
  return (Parse){.arena = arena,
                 .scratch = &parser->scratch,
                 .text = text,
                 .kinds = parser->kinds,
                 .cursor = &parser->cursor};
}

AstModule ast_parse(AstParser *parser, Arena *arena, Str text) {
  assert(text.size < UINT32_MAX);
  AstModule module = {0};
  Span whole = {0, (uint32_t)text.size};
  Parse p = parse_begin(parser, arena, text);
  TSTree *tree = tree_make(parser, &p, whole);
  if (tree) {
    Node root = parse_node(&p, ts_tree_root_node(tree));
    p.has_errors = ts_node_has_error(root.at);
    module.body = parse_stmts(&p, root);
    ts_tree_delete(tree);
  } else {
    parse_problem(&p, AST_PROBLEM_SYNTAX, whole, "too much in this file cannot be read");
  }
  module_finish(&p, &module);
  arena_reset(&parser->scratch);
  return module;
}

static Span trim(Str text, Span part) {
  Str inside = str_trim(str_slice(text, part.start, part.end));
  uint32_t start = inside.size ? (uint32_t)(inside.at - text.at) : part.start;
  return (Span){start, start + (uint32_t)inside.size};
}

AstExpr *ast_parse_expression(AstParser *parser, Arena *arena, Str text, Span part) {
  Span inside = trim(text, part);
  Parse p = parse_begin(parser, arena, text);
  TSTree *tree = inside.start < inside.end ? tree_make(parser, &p, inside) : NULL;
  AstExpr *expr = NULL;
  if (tree && !ts_node_has_error(ts_tree_root_node(tree))) {
    AstStmts body = parse_stmts(&p, parse_node(&p, ts_tree_root_node(tree)));
    bool is_one = body.count == 1 && body.at[0]->kind == AST_EXPR_STMT && !p.problems.count;
    expr = is_one ? body.at[0]->value : NULL;
  }
  ts_tree_delete(tree);
  arena_reset(&parser->scratch);
  return expr;
}
