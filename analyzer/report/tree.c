// One tree for each cause: what blocks at the root, below it who calls it, and at the leaves the
// findings. What many findings have in common is read once, and mended once.
//
//   `open` opens a file (2 findings)
//   app/store.py:5:10
//   └─ app/store.py:2:28 calls `load`
//      ├─ app/server.py:4:12 error[blocking-open] calls `store.find`
//      └─ app/server.py:9:12 error[blocking-open] calls `store.find`
#include "report/place.h"
#include "report/writers.h"

#include "base/array.h"
#include "base/map.h"

#include <stdlib.h>

#define DEPTH_MAX 80 // longer than any chain; what lies deeper hangs here
#define NO_NODE   UINT32_MAX

typedef struct Node {
  Str path;
  Span span;
  Str text;
  const Finding *finding; // a leaf's
  uint32_t parent;
  uint32_t first; // child
  uint32_t last;
  uint32_t next;  // sibling
  uint32_t count; // of findings below
} Node;

typedef struct Tree {
  Arena arena;
  Array(Node) nodes; // the first is above all causes
  Map index;         // of a step below a node
} Tree;

// ---- Growing ------------------------------------------------------------------------------------

static uint32_t add_node(Tree *tree, uint32_t parent, Node node) {
  uint32_t id = (uint32_t)tree->nodes.count;
  node.parent = parent;
  node.first = node.last = node.next = NO_NODE;
  array_push(&tree->arena, &tree->nodes, node);
  if (parent == NO_NODE) return id;
  Node *above = &tree->nodes.at[parent];
  if (above->first == NO_NODE)
    above->first = id;
  else
    tree->nodes.at[above->last].next = id;
  above->last = id;
  return id;
}

// The node for a step below another: the same place, about which the same is said.
static uint32_t find_step(Tree *tree, uint32_t parent, Node node) {
  const struct {
    uint64_t parent, text, path, place;
  } parts = {parent, str_hash(node.text), str_hash(node.path),
             (uint64_t)node.span.start << 32 | node.span.end};
  uint64_t key = str_hash((Str){(const char *)&parts, sizeof parts});
  uint32_t fresh = (uint32_t)tree->nodes.count;
  uint32_t id = *map_insert(&tree->arena, &tree->index, key, fresh);
  return id == fresh ? add_node(tree, parent, node) : id;
}

static void add_finding(Tree *tree, const Finding *finding) {
  uint32_t at = 0;
  bool has_chain = finding->chain_count > 0;
  uint32_t steps = finding->chain_count < DEPTH_MAX ? finding->chain_count : DEPTH_MAX;
  // The first hop is the finding's own, which is a leaf, unless it is the cause.
  for (uint32_t i = 0; i + 1 < steps || (i == 0 && has_chain); i++) {
    const FindingHop *hop = &finding->chain[finding->chain_count - 1 - i];
    Node node = {.path = hop->path, .span = hop->span, .text = hop->text};
    at = find_step(tree, at, node);
    tree->nodes.at[at].count++;
  }
  Node leaf = {.path = finding->path,
               .span = finding->span,
               .text = finding->chain_count > 1 ? finding->chain[0].text : finding->message,
               .finding = finding};
  (void)add_node(tree, at, leaf);
}

// ---- Printing -----------------------------------------------------------------------------------

typedef struct TreePrinter {
  Painter painter;
  const ReportInput *input;
  const Tree *tree;
  bool is_last[DEPTH_MAX + 2]; // for each level below the root, whether nothing follows it there
} TreePrinter;

static void print_place(const TreePrinter *printer, const Node *node) {
  const ReportSource *source = &printer->input->source;
  Place place = place_find(source, node->path, node->span);
  paint_text(&printer->painter, STYLE_BOLD, source->display_path(source->context, node->path));
  paint(&printer->painter, STYLE_PLAIN, ":%u:%u", place.row, place.column);
}

static void print_branches(const TreePrinter *printer, uint32_t depth) {
  for (uint32_t level = 1; level < depth; level++)
    paint(&printer->painter, STYLE_FRAME, "%s", printer->is_last[level] ? "   " : "│  ");
  if (depth > 0)
    paint(&printer->painter, STYLE_FRAME, "%s", printer->is_last[depth] ? "└─ " : "├─ ");
}

static void print_rule(const TreePrinter *printer, const Finding *finding) {
  paint(&printer->painter, paint_severity(finding->severity), " %s[%s]",
        severity_name(finding->severity), finding->rule->id);
  if (finding->confidence != CONFIDENCE_RESOLVED)
    paint(&printer->painter, STYLE_PLAIN, " (%s)", confidence_name(finding->confidence));
}

static void print_root(const TreePrinter *printer, const Node *node) {
  paint_text(&printer->painter, STYLE_BOLD, node->text);
  paint(&printer->painter, STYLE_PLAIN, " (%u finding%s)\n", node->count,
        node->count == 1 ? "" : "s");
  print_place(printer, node);
  paint(&printer->painter, STYLE_PLAIN, "\n");
}

static void print_node(const TreePrinter *printer, const Node *node, uint32_t depth) {
  if (depth == 0 && !node->finding) {
    print_root(printer, node);
    return;
  }
  print_branches(printer, depth);
  print_place(printer, node);
  if (node->finding) print_rule(printer, node->finding);
  paint(&printer->painter, STYLE_PLAIN, " ");
  paint_text(&printer->painter, STYLE_PLAIN, node->text);
  paint(&printer->painter, STYLE_PLAIN, "\n");
}

static void print_tree(TreePrinter *printer, uint32_t root) {
  const Node *nodes = printer->tree->nodes.at;
  uint32_t depth = 0;
  for (uint32_t at = root; at != NO_NODE;) {
    print_node(printer, &nodes[at], depth);
    if (nodes[at].first != NO_NODE) {
      at = nodes[at].first;
      depth++;
    } else {
      while (at != root && nodes[at].next == NO_NODE) {
        at = nodes[at].parent;
        depth--;
      }
      at = at == root ? NO_NODE : nodes[at].next;
    }
    if (at != NO_NODE) printer->is_last[depth] = nodes[at].next == NO_NODE;
  }
  paint(&printer->painter, STYLE_PLAIN, "\n");
}

// Where most findings come from stands first; else the order of the findings.
static int compare_roots(const void *left, const void *right) {
  const Node *a = *(const Node *const *)left;
  const Node *b = *(const Node *const *)right;
  if (a->count != b->count) return a->count < b->count ? 1 : -1;
  return (a > b) - (a < b);
}

static void print_all(TreePrinter *printer, Arena *arena) {
  const Node *nodes = printer->tree->nodes.at;
  Array(const Node *) roots = {0};
  for (uint32_t at = nodes[0].first; at != NO_NODE; at = nodes[at].next)
    array_push(arena, &roots, &nodes[at]);
  qsort(roots.at, roots.count, sizeof *roots.at, compare_roots);
  for (size_t i = 0; i < roots.count; i++)
    print_tree(printer, (uint32_t)(roots.at[i] - nodes));
}

bool tree_write(const ReportInput *input, FILE *out, Error *err) {
  if (input->show_statistics) return concise_write(input, out, err);
  Tree tree = {0};
  (void)add_node(&tree, NO_NODE, (Node){0});
  for (size_t i = 0; i < input->findings.count; i++)
    add_finding(&tree, &input->findings.at[i]);
  TreePrinter printer = {
      .painter = {.out = out, .use_color = input->use_color}, .input = input, .tree = &tree};
  Arena arena = {0};
  if (input->findings.count > 0) print_all(&printer, &arena);
  arena_release(&arena);
  arena_release(&tree.arena);
  if (input->show_summary) summary_print_line(&printer.painter, input);
  return output_finish(out, err);
}
