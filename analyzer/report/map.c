// The data of the map. Of every module there are the numbers; single functions are told where there
// are not too many, else only of modules in which something crosses from one side to another.
#include "report/page.h"

#include "base/map.h"

#define FUNCTIONS_MAX 6000
#define CALLS_MAX     20000

typedef struct MapMaker {
  Arena *arena;
  const PageInput *input;
  const Atlas *atlas;
  bool *is_hot;      // functions on the way to what blocks, by FunctionId
  bool *is_shown;    // modules whose functions are told, by ModuleId
  uint32_t *numbers; // of functions that are told, by FunctionId, 1-based
  uint32_t *modules; // of modules, by ModuleId, 1-based
  uint32_t count;    // of functions
  json_t *functions;
  json_t *crossings;
  Map seen;
} MapMaker;

static bool is_on_map(const MapMaker *maker, FunctionId id) {
  const AtlasFunction *function = &maker->atlas->functions[id];
  return program_is_reported(maker->atlas->program, function->module);
}

// ---- What is hot --------------------------------------------------------------------------------

static FunctionId function_at(const MapMaker *maker, ModuleId module, Span span) {
  return atlas_at(maker->atlas, module, span.start);
}

// Only what holds the loop: who registers a callback elsewhere is part of the chain, and is not
// hot.
static void mark_hop(MapMaker *maker, const FindingHop *hop) {
  FunctionId id = function_at(maker, hop->module, hop->span);
  if (id == FUNCTION_NONE) return;
  const AtlasFunction *function = &maker->atlas->functions[id];
  maker->is_shown[function->module] = true;
  if (function->side == SIDE_ASYNC || function->side == SIDE_LOOP) maker->is_hot[id] = true;
}

static bool is_about_blocking(const Finding *finding) {
  return finding->tier != TIER_NONE;
}

static void mark_hot(MapMaker *maker) {
  const Findings *findings = &maker->input->report.findings;
  for (size_t i = 0; i < findings->count; i++) {
    const Finding *finding = &findings->at[i];
    maker->is_shown[finding->module] = true;
    for (uint32_t k = 0; is_about_blocking(finding) && k < finding->chain_count; k++)
      mark_hop(maker, &finding->chain[k]);
  }
}

static bool is_offload(const MapMaker *maker, const Origin *origin) {
  bool is_away = origin->context == CONTEXT_THREAD || origin->context == CONTEXT_POOL;
  return is_away && origin->site != 0 && is_on_map(maker, origin->function);
}

static void choose_modules(MapMaker *maker) {
  const Program *program = maker->atlas->program;
  uint32_t count = 0;
  for (FunctionId id = 0; id < maker->atlas->count; id++)
    count += is_on_map(maker, id);
  bool is_all = count <= FUNCTIONS_MAX;
  for (ModuleId module = 0; is_all && module < program_module_end(program); module++)
    maker->is_shown[module] = true;
  for (uint32_t i = 0; i < program_origin_count(program); i++) {
    const Origin *origin = program_origin(program, i);
    if (!is_offload(maker, origin)) continue;
    maker->is_shown[maker->atlas->functions[origin->function].module] = true;
    maker->is_shown[origin->module] = true;
  }
}

// ---- Modules and functions ----------------------------------------------------------------------

static json_t *make_row(const MapMaker *maker, const AtlasFunction *function, bool is_hot) {
  const ReportInput *report = &maker->input->report;
  Str path = program_path(maker->atlas->program, function->module);
  Place place = place_find(&report->source, path, function->span);
  json_t *row = value_list();
  value_add(row, value_text(function->name));
  value_add(row, value_number(maker->modules[function->module] - 1));
  value_add(row, value_number(place.row));
  value_add(row, value_number(function->side));
  value_add(row, value_number(is_hot));
  return row;
}

// Module bodies run once, at import: they are no cells of the map.
static void add_functions(MapMaker *maker, const FunctionIds *of_module) {
  for (size_t i = 0; i < of_module->count && maker->count < FUNCTIONS_MAX; i++) {
    FunctionId id = of_module->at[i];
    const AtlasFunction *function = &maker->atlas->functions[id];
    if (function->is_module && !maker->is_hot[id]) continue;
    value_add(maker->functions, make_row(maker, function, maker->is_hot[id]));
    maker->numbers[id] = ++maker->count;
  }
}

static json_t *make_module(MapMaker *maker, ModuleId module, const FunctionIds *of_module) {
  uint32_t sides[SIDE_ELSEWHERE + 1] = {0};
  uint32_t hot = 0;
  for (size_t i = 0; i < of_module->count; i++) {
    const AtlasFunction *function = &maker->atlas->functions[of_module->at[i]];
    if (function->is_module) continue;
    sides[function->side]++;
    hot += maker->is_hot[of_module->at[i]];
  }
  const ReportSource *source = &maker->input->report.source;
  json_t *object = value_object();
  json_t *counts = value_list();
  for (Side side = SIDE_ASYNC; side <= SIDE_ELSEWHERE; side++)
    value_add(counts, value_number(sides[side]));
  Str path = program_path(maker->atlas->program, module);
  value_set(object, "path", value_text(source->display_path(source->context, path)));
  value_set(object, "sides", counts);
  value_set(object, "hot", value_number(hot));
  return object;
}

static json_t *make_modules(MapMaker *maker) {
  const Atlas *atlas = maker->atlas;
  uint32_t end = program_module_end(atlas->program);
  FunctionIds *lists = arena_push(maker->arena, FunctionIds, end + 1);
  for (FunctionId id = 0; id < atlas->count; id++)
    if (is_on_map(maker, id)) array_push(maker->arena, &lists[atlas->functions[id].module], id);
  json_t *modules = value_list();
  for (ModuleId module = 0; module < end; module++) {
    if (lists[module].count == 0) continue;
    value_add(modules, make_module(maker, module, &lists[module]));
    maker->modules[module] = (uint32_t)json_array_size(modules);
    if (maker->is_shown[module]) add_functions(maker, &lists[module]);
  }
  return modules;
}

// ---- Calls and crossings ------------------------------------------------------------------------

static bool is_first(MapMaker *maker, FunctionId from, FunctionId to, uint64_t kind) {
  uint32_t known = maker->seen.count;
  const uint64_t parts[] = {(uint64_t)from << 32 | to, kind};
  (void)map_insert(maker->arena, &maker->seen, str_hash((Str){(const char *)parts, sizeof parts}),
                   0);
  return maker->seen.count > known;
}

static bool is_told(const MapMaker *maker, FunctionId id) {
  return id != FUNCTION_NONE && maker->numbers[id] > 0;
}

static json_t *make_calls(MapMaker *maker) {
  const Program *program = maker->atlas->program;
  json_t *calls = value_list();
  for (uint32_t i = 0; i < program_call_count(program); i++) {
    const Call *call = program_call(program, i);
    if (!is_told(maker, call->caller) || !is_told(maker, call->callee)) continue;
    if (json_array_size(calls) >= 2 * CALLS_MAX || !is_first(maker, call->caller, call->callee, 0))
      continue;
    value_add(calls, value_number(maker->numbers[call->caller] - 1));
    value_add(calls, value_number(maker->numbers[call->callee] - 1));
  }
  return calls;
}

// One line of the map: from, to, whether it blocks the loop (with the finding) or leaves it.
static void add_crossing(MapMaker *maker, FunctionId from, FunctionId to, int64_t finding) {
  if (!is_told(maker, from) || !is_told(maker, to) || from == to) return;
  if (!is_first(maker, from, to, finding < 0 ? 1 : 2)) return;
  json_t *row = value_list();
  value_add(row, value_number(maker->numbers[from] - 1));
  value_add(row, value_number(maker->numbers[to] - 1));
  value_add(row, finding < 0 ? json_integer(-1) : value_number((uint64_t)finding));
  value_add(maker->crossings, row);
}

static void add_chains(MapMaker *maker) {
  const Findings *findings = &maker->input->report.findings;
  for (size_t i = 0; i < findings->count; i++) {
    const Finding *finding = &findings->at[i];
    for (uint32_t k = 1; is_about_blocking(finding) && k < finding->chain_count; k++) {
      const FindingHop *hops = &finding->chain[k - 1];
      add_crossing(maker, function_at(maker, hops[0].module, hops[0].span),
                   function_at(maker, hops[1].module, hops[1].span), (int64_t)i);
    }
  }
}

static void add_offloads(MapMaker *maker) {
  const Program *program = maker->atlas->program;
  uint32_t count = program_origin_count_in(program, CONTEXT_THREAD);
  for (uint32_t i = 0; i < count; i++) {
    const Origin *origin = program_origin(program, i);
    const Summary *summary = program_summary(program, origin->module);
    if (!is_offload(maker, origin) || !summary) continue;
    Span span = summary_expr_span(summary, origin->site);
    add_crossing(maker, function_at(maker, origin->module, span), origin->function, -1);
  }
}

// In which function each finding stands; -1: it is not told.
static json_t *make_homes(const MapMaker *maker) {
  const Findings *findings = &maker->input->report.findings;
  json_t *homes = value_list();
  for (size_t i = 0; i < findings->count; i++) {
    FunctionId id = function_at(maker, findings->at[i].module, findings->at[i].span);
    value_add(homes, json_integer(is_told(maker, id) ? (json_int_t)maker->numbers[id] - 1 : -1));
  }
  return homes;
}

json_t *page_map(Arena *arena, const PageInput *input) {
  const Atlas *atlas = input->atlas;
  uint32_t end = program_module_end(atlas->program);
  MapMaker maker = {.arena = arena,
                    .input = input,
                    .atlas = atlas,
                    .is_hot = arena_push(arena, bool, atlas->count + 1),
                    .is_shown = arena_push(arena, bool, end + 1),
                    .numbers = arena_push(arena, uint32_t, atlas->count + 1),
                    .modules = arena_push(arena, uint32_t, end + 1),
                    .functions = value_list(),
                    .crossings = value_list()};
  mark_hot(&maker);
  choose_modules(&maker);
  json_t *map = value_object();
  json_t *modules = make_modules(&maker);
  add_chains(&maker);
  add_offloads(&maker);
  value_set(map, "modules", modules);
  value_set(map, "functions", maker.functions);
  value_set(map, "crossings", maker.crossings);
  value_set(map, "calls", make_calls(&maker));
  value_set(map, "homes", make_homes(&maker));
  return map;
}
