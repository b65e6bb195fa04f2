// The neighbourhood of a function: what it comes to, and what comes to it. Private to this layer.
#pragma once

#include "report/report.h"

typedef struct GraphNode {
  FunctionId function; // FUNCTION_NONE: a library's
  Str name;            // in full
  Side side;
  ModuleId module; // of a function, with its place
  Span span;       //
  Str because;     // a library's: what it does to the loop
  bool is_cut;     // there is more behind it
} GraphNode;

typedef struct GraphEdge {
  uint32_t from; // calls
  uint32_t to;
  ModuleId module; // of the call
  Span span;
  bool has_effect; // by it the caller comes to something that blocks
  bool is_below;   // it leads on from what was asked for
  bool is_above;   // it leads there
} GraphEdge;

typedef struct Graph {
  const GraphNode *nodes; // the first is what was asked for
  uint32_t count;
  const GraphEdge *edges; // in order of discovery; in circles some are below and above
  uint32_t edge_count;
} Graph;

#define GRAPH_MAX_NODES 400

Graph graph_make(Arena *arena, const GraphInput *input);
