// Breadth first in both directions: down along calls by which something blocks, up to where async
// code begins.
#include "report/graph.h"

#include "base/map.h"

typedef struct Builder {
  Arena *arena;
  const Atlas *atlas;
  Array(GraphNode) nodes;
  Array(GraphEdge) edges;
  Map functions; // FunctionId -> node
  Interner libraries;
  Array(uint32_t) library_nodes; // by their number
  Map seen;                      // edges, by both ends
} Builder;

static uint32_t function_node(Builder *builder, FunctionId id) {
  uint32_t fresh = (uint32_t)builder->nodes.count;
  uint32_t node = *map_insert(builder->arena, &builder->functions, id, fresh);
  if (node != fresh) return node;
  const AtlasFunction *function = &builder->atlas->functions[id];
  GraphNode new = {.function = id,
                   .name = atlas_full_name(builder->arena, builder->atlas, id),
                   .side = function->side,
                   .module = function->module,
                   .span = function->span};
  array_push(builder->arena, &builder->nodes, new);
  return node;
}

static uint32_t library_node(Builder *builder, const Call *call) {
  Str name = call->name.size > 0 ? call->name : str_from_c(call->entry->name);
  uint32_t known = builder->libraries.count;
  uint32_t number = interner_add(builder->arena, &builder->libraries, name);
  if (number < known) return builder->library_nodes.at[number];
  uint32_t node = (uint32_t)builder->nodes.count;
  GraphNode new = {.function = FUNCTION_NONE,
                   .name = name,
                   .side = SIDE_ELSEWHERE,
                   .module = MODULE_NONE,
                   .because = str_from_c(knowledge_because(call->entry))};
  array_push(builder->arena, &builder->nodes, new);
  array_push(builder->arena, &builder->library_nodes, node);
  return node;
}

// One edge for all calls of one function in another: the first.
static GraphEdge *find_edge(Builder *builder, uint32_t from, uint32_t to, const Call *call) {
  uint32_t fresh = (uint32_t)builder->edges.count;
  uint32_t number = *map_insert(builder->arena, &builder->seen, (uint64_t)from << 32 | to, fresh);
  if (number < fresh) return &builder->edges.at[number];
  ModuleId module = builder->atlas->functions[call->caller].module;
  GraphEdge edge = {
      .from = from,
      .to = to,
      .module = module,
      .span = summary_expr_span(program_summary(builder->atlas->program, module), call->site),
      .has_effect = program_call_effects(builder->atlas->program, call) != 0};
  array_push(builder->arena, &builder->edges, edge);
  return &builder->edges.at[fresh];
}

static bool is_full(const Builder *builder) {
  return builder->nodes.count >= GRAPH_MAX_NODES;
}

// ---- Down ---------------------------------------------------------------------------------------

static void follow(Builder *builder, uint32_t node, const Call *call) {
  if (program_call_effects(builder->atlas->program, call) == 0) return;
  bool is_library = call->callee == FUNCTION_NONE;
  if (is_library && !call->entry) return;
  uint32_t to = is_library ? library_node(builder, call) : function_node(builder, call->callee);
  find_edge(builder, node, to, call)->is_below = true;
}

static void expand_down(Builder *builder, uint32_t node) {
  FunctionId id = builder->nodes.at[node].function;
  if (id == FUNCTION_NONE) return;
  const Function *function = program_function(builder->atlas->program, id);
  for (uint32_t i = 0; i < function->call_count; i++) {
    if (is_full(builder)) {
      builder->nodes.at[node].is_cut = true;
      return;
    }
    follow(builder, node, program_call(builder->atlas->program, function->first_call + i));
  }
}

// ---- Up -----------------------------------------------------------------------------------------

typedef struct Queue { // of nodes, each once
  Array(uint32_t) nodes;
  Map known;
} Queue;

static void queue_add(Arena *arena, Queue *queue, uint32_t node) {
  uint32_t known = queue->known.count;
  (void)map_insert(arena, &queue->known, node, 0);
  if (queue->known.count > known) array_push(arena, &queue->nodes, node);
}

// Where async code calls, sync code begins: nobody needs to look further.
static void expand_up(Builder *builder, uint32_t node, Queue *queue) {
  FunctionId id = builder->nodes.at[node].function;
  const Atlas *atlas = builder->atlas;
  if (node != 0 && builder->nodes.at[node].side == SIDE_ASYNC) return;
  for (uint32_t i = atlas->caller_starts[id]; i < atlas->caller_starts[id + 1]; i++) {
    if (is_full(builder)) {
      builder->nodes.at[node].is_cut = true;
      return;
    }
    const Call *call = program_call(atlas->program, atlas->callers[i]);
    uint32_t from = function_node(builder, call->caller);
    find_edge(builder, from, node, call)->is_above = true;
    queue_add(builder->arena, queue, from);
  }
}

Graph graph_make(Arena *arena, const GraphInput *input) {
  Builder builder = {.arena = arena, .atlas = input->atlas};
  (void)function_node(&builder, input->function);
  for (uint32_t node = 0; node < builder.nodes.count; node++)
    expand_down(&builder, node);
  Queue queue = {0};
  queue_add(arena, &queue, 0);
  for (size_t next = 0; next < queue.nodes.count; next++)
    expand_up(&builder, queue.nodes.at[next], &queue);
  return (Graph){.nodes = builder.nodes.at,
                 .count = (uint32_t)builder.nodes.count,
                 .edges = builder.edges.at,
                 .edge_count = (uint32_t)builder.edges.count};
}
