// From the view to tree-sitter's tree.
#include "python/parse.h"
#include "python/parse_run.h"

// How often tree-sitter may work on a byte before we give up on a text; sound code needs less than
// two operations a byte. What takes longer counts as broken.
#define OPERATIONS_PER_BYTE 20
#define OPERATIONS_FLOOR    100000

// tree-sitter asks for leave to go on once in so many operations.
#define OPERATIONS_PER_ASK 100

typedef struct Source {
  const char *view;
  Span part;
  bool is_strict;
  uint64_t asked;
  uint64_t asked_max;
} Source;

static const char *source_read(void *payload, uint32_t at, TSPoint point, uint32_t *size) {
  (void)point;
  const Source *source = payload;
  *size = at < source->part.end ? source->part.end - at : 0;
  return source->view + at;
}

static bool source_is_hopeless(TSParseState *state) {
  Source *source = state->payload;
  return ++source->asked > source->asked_max || (source->is_strict && state->has_error);
}

static TSTree *read_part(Parse *p, bool is_strict, Span part) {
  TSParser *parser = is_strict ? p->strict : p->lenient;
  uint64_t operations = OPERATIONS_FLOOR + (uint64_t)(part.end - part.start) * OPERATIONS_PER_BYTE;
  Source source = {p->view, part, is_strict, 0, operations / OPERATIONS_PER_ASK};
  TSRange range = {{0, part.start}, {UINT32_MAX, UINT32_MAX}, part.start, part.end};
  TSInput input = {&source, source_read, TSInputEncodingCustom, parse_run_decode};
  TSParseOptions options = {&source, source_is_hopeless};
  ts_parser_reset(parser);
  ts_parser_set_included_ranges(parser, &range, 1);
  TSTree *tree = ts_parser_parse_with_options(parser, NULL, input, options);
  return tree;
}

TSTree *parse_tree(Parse *p, Span part) {
  TSTree *tree = read_part(p, true, part);
  if (!tree || !ts_node_has_error(ts_tree_root_node(tree))) return tree;
  ts_tree_delete(tree);
  return NULL;
}

TSTree *parse_tree_lenient(Parse *p, Span part) {
  TSTree *tree = read_part(p, false, part);
  bool is_mended = !tree || ts_node_has_error(ts_tree_root_node(tree));
  if (is_mended) parse_table_met_error(p->table);
  return tree;
}

uint32_t parse_tree_error(Parse *p, const TSTree *tree) {
  TSTreeCursor *cursor = p->cursor;
  TSNode root = ts_tree_root_node(tree);
  ts_tree_cursor_reset(cursor, root);
  bool is_below = ts_tree_cursor_goto_first_child(cursor);
  while (is_below) {
    TSNode node = ts_tree_cursor_current_node(cursor);
    if (ts_node_is_error(node) || ts_node_is_missing(node)) return ts_node_start_byte(node);
    is_below = ts_node_has_error(node) ? ts_tree_cursor_goto_first_child(cursor)
                                       : ts_tree_cursor_goto_next_sibling(cursor);
  }
  return ts_node_start_byte(root);
}
