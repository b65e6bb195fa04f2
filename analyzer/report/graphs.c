// The formats of `nostall graph`: a tree for people, Graphviz, Mermaid, and JSON.
#include "report/graph.h"
#include "report/values.h"
#include "report/writers.h"

// What is drawn in which colour; the page about a whole project has the same ones.
typedef struct SideLook {
  Style style;
  const char *fill;
  const char *line;
} SideLook;

static const SideLook looks[] = {
    [SIDE_ASYNC] = {STYLE_INFO, "#dbeafe", "#2563eb"},
    [SIDE_LOOP] = {STYLE_WARNING, "#fef3c7", "#b45309"},
    [SIDE_OFFLOADED] = {STYLE_HELP, "#ccfbf1", "#0f766e"},
    [SIDE_ELSEWHERE] = {STYLE_PLAIN, "#f1f5f9", "#64748b"},
};
static const SideLook library_look = {STYLE_ERROR, "#fee2e2", "#b91c1c"};

static const SideLook *look_of(const GraphNode *node) {
  return node->function == FUNCTION_NONE ? &library_look : &looks[node->side];
}

static const char *word_of(const GraphNode *node) {
  return node->function == FUNCTION_NONE ? "blocks" : side_name(node->side);
}

// ---- Tree ---------------------------------------------------------------------------------------

#define TREE_DEPTH_MAX 64

typedef struct TreeStep {
  uint32_t node;
  uint32_t edge; // the next one to look at
} TreeStep;

typedef struct TreePrinter {
  Painter painter;
  const GraphInput *input;
  const Graph *graph;
  bool is_down;
  bool *is_printed; // by node
  TreeStep stack[TREE_DEPTH_MAX + 1];
  uint32_t depth;
  bool is_last[TREE_DEPTH_MAX + 1];
} TreePrinter;

static void print_place(const TreePrinter *printer, ModuleId module, Span span) {
  const ReportSource *source = &printer->input->source;
  Str path = program_path(printer->input->atlas->program, module);
  Place place = place_find(source, path, span);
  paint_text(&printer->painter, STYLE_PLAIN, source->display_path(source->context, path));
  paint(&printer->painter, STYLE_PLAIN, ":%u:%u", place.row, place.column);
}

static void print_name(const TreePrinter *printer, const GraphNode *node) {
  paint_text(&printer->painter, look_of(node)->style, node->name);
  if (node->because.size > 0) {
    paint(&printer->painter, STYLE_PLAIN, " ");
    paint_text(&printer->painter, STYLE_PLAIN, node->because);
  } else {
    paint(&printer->painter, STYLE_PLAIN, " [%s]", word_of(node));
  }
}

// The edge behind `from` that leads on from the node, in the direction that is printed.
static uint32_t next_edge(const TreePrinter *printer, uint32_t node, uint32_t from) {
  const Graph *graph = printer->graph;
  for (uint32_t i = from; i < graph->edge_count; i++) {
    const GraphEdge *edge = &graph->edges[i];
    uint32_t near = printer->is_down ? edge->from : edge->to;
    bool is_there = printer->is_down ? edge->is_below : edge->is_above;
    if (is_there && near == node) return i;
  }
  return UINT32_MAX;
}

static void print_branch(const TreePrinter *printer) {
  for (uint32_t level = 1; level < printer->depth; level++)
    paint(&printer->painter, STYLE_FRAME, "%s", printer->is_last[level] ? "   " : "│  ");
  paint(&printer->painter, STYLE_FRAME, "%s", printer->is_last[printer->depth] ? "└─ " : "├─ ");
}

// Prints the node at the far end of an edge; whether there is more to be printed below it.
static bool print_step(TreePrinter *printer, const GraphEdge *edge, uint32_t node) {
  const GraphNode *at = &printer->graph->nodes[node];
  print_branch(printer);
  print_name(printer, at);
  paint(&printer->painter, STYLE_PLAIN, "  ");
  print_place(printer, edge->module, edge->span);
  bool has_more = next_edge(printer, node, 0) != UINT32_MAX;
  bool is_known = printer->is_printed[node] && has_more;
  bool is_deep = printer->depth >= TREE_DEPTH_MAX && has_more;
  if (is_known) paint(&printer->painter, STYLE_PLAIN, "  (see above)");
  if (is_deep || at->is_cut) paint(&printer->painter, STYLE_PLAIN, "  (and more)");
  paint(&printer->painter, STYLE_PLAIN, "\n");
  printer->is_printed[node] = true;
  return has_more && !is_known && !is_deep;
}

static void print_side(TreePrinter *printer) {
  printer->depth = 0;
  printer->stack[0] = (TreeStep){0};
  for (;;) {
    TreeStep *top = &printer->stack[printer->depth];
    uint32_t edge = next_edge(printer, top->node, top->edge);
    if (edge == UINT32_MAX) {
      if (printer->depth == 0) return;
      printer->depth--;
      continue;
    }
    top->edge = edge + 1;
    const GraphEdge *at = &printer->graph->edges[edge];
    uint32_t node = printer->is_down ? at->to : at->from;
    printer->depth++;
    printer->is_last[printer->depth] = next_edge(printer, top->node, edge + 1) == UINT32_MAX;
    if (print_step(printer, at, node))
      printer->stack[printer->depth] = (TreeStep){.node = node};
    else
      printer->depth--;
  }
}

static void print_heading(const TreePrinter *printer, const char *some, const char *none) {
  bool has_any = next_edge(printer, 0, 0) != UINT32_MAX;
  paint(&printer->painter, has_any ? STYLE_BOLD : STYLE_PLAIN, "\n%s\n", has_any ? some : none);
}

static void tree_print(const GraphInput *input, const Graph *graph, FILE *out) {
  Arena arena = {0};
  TreePrinter printer = {.painter = {.out = out, .use_color = input->use_color},
                         .input = input,
                         .graph = graph,
                         .is_down = true,
                         .is_printed = arena_push(&arena, bool, graph->count)};
  print_name(&printer, &graph->nodes[0]);
  paint(&printer.painter, STYLE_PLAIN, "  ");
  print_place(&printer, graph->nodes[0].module, graph->nodes[0].span);
  paint(&printer.painter, STYLE_PLAIN, "\n");
  print_heading(&printer, "calls", "calls nothing that blocks");
  print_side(&printer);
  printer.is_down = false;
  printer.is_printed = arena_push(&arena, bool, graph->count);
  print_heading(&printer, "is called by", "is called by nothing that is known");
  print_side(&printer);
  arena_release(&arena);
}

// ---- Graphviz -----------------------------------------------------------------------------------

// Quotes and backslashes escaped; anything odd replaced.
static void print_quoted(FILE *out, Str text) {
  Painter painter = {.out = out};
  for (Str rest = text; rest.size > 0;) {
    Cell cell = cell_next(rest, 0);
    bool is_special = rest.at[0] == '"' || rest.at[0] == '\\';
    if (is_special) fputc('\\', out);
    fwrite(cell.shown.at, 1, cell.shown.size, painter.out);
    rest = str_slice(rest, cell.size_bytes, rest.size);
  }
}

static void dot_print(const GraphInput *input, const Graph *graph, FILE *out) {
  (void)input;
  fputs("digraph nostall {\n  rankdir=LR;\n"
        "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=11];\n"
        "  edge [color=\"#64748b\", arrowsize=0.7];\n",
        out);
  for (uint32_t i = 0; i < graph->count; i++) {
    const GraphNode *node = &graph->nodes[i];
    fprintf(out, "  n%u [label=\"", i);
    print_quoted(out, node->name);
    if (node->because.size > 0) fputs("\\n", out);
    print_quoted(out, node->because);
    fprintf(out, "\", fillcolor=\"%s\", color=\"%s\"%s];\n", look_of(node)->fill,
            look_of(node)->line, i == 0 ? ", penwidth=2" : "");
  }
  for (uint32_t i = 0; i < graph->edge_count; i++) {
    const GraphEdge *edge = &graph->edges[i];
    fprintf(out, "  n%u -> n%u%s;\n", edge->from, edge->to,
            edge->has_effect ? " [color=\"#b91c1c\"]" : "");
  }
  fputs("}\n", out);
}

// ---- Mermaid ------------------------------------------------------------------------------------

// In a quoted label only quotes, and what begins an entity or a tag, are special.
static void print_label(FILE *out, Str text) {
  for (Str rest = text; rest.size > 0;) {
    Cell cell = cell_next(rest, 0);
    switch (rest.at[0]) {
    case '"':
      fputs("#quot;", out);
      break;
    case '#':
      fputs("#35;", out);
      break;
    case '<':
      fputs("#lt;", out);
      break;
    case '>':
      fputs("#gt;", out);
      break;
    default:
      fwrite(cell.shown.at, 1, cell.shown.size, out);
    }
    rest = str_slice(rest, cell.size_bytes, rest.size);
  }
}

static void print_class(FILE *out, const char *name, const SideLook *look) {
  fprintf(out, "  classDef %s fill:%s,stroke:%s,color:#0f172a\n", name, look->fill, look->line);
}

static void mermaid_print(const GraphInput *input, const Graph *graph, FILE *out) {
  (void)input;
  fputs("flowchart LR\n", out);
  for (uint32_t i = 0; i < graph->count; i++) {
    const GraphNode *node = &graph->nodes[i];
    fprintf(out, "  n%u[\"", i);
    print_label(out, node->name);
    if (node->because.size > 0) fputs("<br>", out);
    print_label(out, node->because);
    fprintf(out, "\"]:::%s\n", word_of(node));
  }
  for (uint32_t i = 0; i < graph->edge_count; i++)
    fprintf(out, "  n%u %s n%u\n", graph->edges[i].from, graph->edges[i].has_effect ? "==>" : "-->",
            graph->edges[i].to);
  for (Side side = SIDE_ASYNC; side <= SIDE_ELSEWHERE; side++)
    print_class(out, side_name(side), &looks[side]);
  print_class(out, "blocks", &library_look);
}

// ---- JSON ---------------------------------------------------------------------------------------

static json_t *make_place(const GraphInput *input, ModuleId module, Span span) {
  if (module == MODULE_NONE) return json_null();
  Str path = program_path(input->atlas->program, module);
  Place place = place_find(&input->source, path, span);
  json_t *object = value_object();
  value_set(object, "filename",
            value_text(input->source.absolute_path(input->source.context, path)));
  value_set(object, "row", value_number(place.row));
  value_set(object, "column", value_number(place.column));
  return object;
}

static json_t *make_node(const GraphInput *input, const GraphNode *node) {
  json_t *object = value_object();
  value_set(object, "name", value_text(node->name));
  value_set(object, "kind", value_text(str_from_c(word_of(node))));
  value_set(object, "place", make_place(input, node->module, node->span));
  value_set(object, "because", value_optional(node->because));
  value_set(object, "is_cut", json_boolean(node->is_cut));
  return object;
}

static json_t *make_edge(const GraphInput *input, const GraphEdge *edge) {
  json_t *object = value_object();
  value_set(object, "from", value_number(edge->from));
  value_set(object, "to", value_number(edge->to));
  value_set(object, "place", make_place(input, edge->module, edge->span));
  value_set(object, "blocks", json_boolean(edge->has_effect));
  return object;
}

static void graph_json_print(const GraphInput *input, const Graph *graph, FILE *out) {
  json_t *nodes = value_list();
  json_t *edges = value_list();
  for (uint32_t i = 0; i < graph->count; i++)
    value_add(nodes, make_node(input, &graph->nodes[i]));
  for (uint32_t i = 0; i < graph->edge_count; i++)
    value_add(edges, make_edge(input, &graph->edges[i]));
  json_t *object = value_object();
  value_set(object, "symbol", value_text(graph->nodes[0].name));
  value_set(object, "nodes", nodes);
  value_set(object, "edges", edges);
  value_write(out, object, 0);
  fputc('\n', out);
}

// ---- All ----------------------------------------------------------------------------------------

typedef void GraphPrint(const GraphInput *input, const Graph *graph, FILE *out);

static GraphPrint *const prints[] = {tree_print, dot_print, mermaid_print, graph_json_print};

GraphFormats graph_formats(void) {
  return (GraphFormats){{STR("tree"), STR("dot"), STR("mermaid"), STR("json")}};
}

bool graph_write(const GraphInput *input, size_t format, FILE *out, Error *err) {
  Arena arena = {0};
  Graph graph = graph_make(&arena, input);
  prints[format](input, &graph, out);
  arena_release(&arena);
  return output_finish(out, err);
}
