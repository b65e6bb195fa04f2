// Which units begin alike. The beginnings, as sequences of directives, are sorted; those with a
// common start then stand side by side, as the leaves of a tree do, and groups are its nodes.
//
// Units of several folders share a beginning where nothing of it is looked for beside the unit with
// success: `#include "a.h"` is the same from everywhere when no folder of a unit has an a.h.
#define _POSIX_C_SOURCE 200809L
#include "base/map.h"
#include "c/leads.h"
#include "c/paths.h"
#include "c/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Below this, reading a beginning for all costs more than reading it for each.
#define UNITS_MIN_COUNT 3
// The file is read as a whole later; a beginning does not go on for so long.
#define SOURCE_MAX_BYTES ((size_t)64 << 20)

typedef struct Start { // of one unit
  uint64_t key;        // of directory and flags
  Prefix prefix;
  LeadWay way;
  uint32_t unit;
} Start;

typedef struct Node { // units that agree so far
  uint32_t first, end;
  uint32_t depth; // directives that they agree in
  uint32_t cut;   // … of which so many may be shared
} Node;

typedef struct Grouping {
  Arena *arena;
  Start *starts;
  Array(Node) nodes;
  Array(CGroup) groups;
} Grouping;

static uint64_t mix(uint64_t a, uint64_t b) {
  uint64_t words[] = {a, b};
  return str_hash((Str){(const char *)words, sizeof words});
}

static uint64_t key_of(const CCommand *command) {
  uint64_t key = str_hash(command->directory);
  bool has_target = false;
  for (uint32_t i = 0; i < command->flag_count; i++) {
    key = mix(key, str_hash(command->flags[i]));
    has_target |= str_find(command->flags[i], STR("target")) != SIZE_MAX;
  }
  // For some systems headers are looked for beside the unit, whoever includes them.
  return has_target ? mix(key, str_hash(c_path_folder(command->file))) : key;
}

// ---- Folders ------------------------------------------------------------------------------------

typedef struct Places {
  Arena *arena;
  Map is_there; // by path
} Places;

static bool is_there(Places *places, Str path) {
  uint64_t key = str_hash(path);
  const uint32_t *known = map_find(&places->is_there, key);
  if (known) return *known != 0;
  bool is_found = access(str_to_c(places->arena, path), F_OK) == 0;
  map_insert(places->arena, &places->is_there, key, is_found);
  return is_found;
}

// A directive that means something else in another folder is another one.
static void bind_to_folder(Places *places, Directive *directive, Str folder) {
  bool is_bound = directive->is_local;
  if (directive->beside.size > 0 && directive->beside.at[0] != '/')
    is_bound |= is_there(
        places, str_print(places->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(directive->beside)));
  directive->folder = is_bound ? str_hash(folder) : 0;
  if (is_bound) directive->hash = mix(directive->hash, directive->folder);
}

static void bind(Places *places, Start *start, Str file) {
  for (size_t i = 0; i < start->prefix.directives.count; i++)
    bind_to_folder(places, &start->prefix.directives.at[i], c_path_folder(file));
}

// ---- Groups -------------------------------------------------------------------------------------

static int by_start(const void *a, const void *b) {
  const Start *one = a;
  const Start *two = b;
  if (one->key != two->key) return one->key < two->key ? -1 : 1;
  size_t count = one->prefix.directives.count;
  if (two->prefix.directives.count < count) count = two->prefix.directives.count;
  for (size_t i = 0; i < count; i++) {
    uint64_t left = one->prefix.directives.at[i].hash;
    uint64_t right = two->prefix.directives.at[i].hash;
    if (left != right) return left < right ? -1 : 1;
  }
  if (one->prefix.directives.count != two->prefix.directives.count)
    return one->prefix.directives.count < two->prefix.directives.count ? -1 : 1;
  return one->unit < two->unit ? -1 : 1;
}

// The directive at a depth, NULL when the unit has no more of them.
static const Directive *directive_at(const Start *start, uint32_t depth) {
  return depth < start->prefix.directives.count ? &start->prefix.directives.at[depth] : NULL;
}

static bool agree(const Start *a, const Start *b, uint32_t depth) {
  const Directive *one = directive_at(a, depth);
  const Directive *two = directive_at(b, depth);
  return a->key == b->key && one && two && one->folder == two->folder &&
         str_equal(one->text, two->text);
}

static int by_number(const void *a, const void *b) {
  uint32_t one = *(const uint32_t *)a;
  uint32_t two = *(const uint32_t *)b;
  return (one > two) - (one < two);
}

static void add_group(Grouping *grouping, const Node *node, const uint32_t *units, uint32_t count) {
  if (node->cut == 0 || count < UNITS_MIN_COUNT) return;
  uint32_t *kept = arena_push(grouping->arena, uint32_t, count);
  memcpy(kept, units, count * sizeof *units);
  qsort(kept, count, sizeof *kept, by_number);
  CGroup group = {.units = kept, .count = count, .directives = node->cut};
  array_push(grouping->arena, &grouping->groups, group);
}

// Units go on together where that costs the others nothing: at the top, and where most go.
static bool goes_on(const Node *node, uint32_t count) {
  return count >= UNITS_MIN_COUNT && (node->cut == 0 || count * 2 > node->end - node->first);
}

static void split(Grouping *grouping, Node node) {
  uint32_t *left = arena_push(grouping->arena, uint32_t, node.end - node.first + 1);
  uint32_t left_count = 0;
  for (uint32_t at = node.first; at < node.end;) {
    const Start *start = &grouping->starts[at];
    uint32_t end = at + 1;
    while (end < node.end && agree(start, &grouping->starts[end], node.depth))
      end++;
    const Directive *directive = directive_at(start, node.depth);
    if (directive && goes_on(&node, end - at)) {
      Node below = {at, end, node.depth + 1, directive->is_cut ? node.depth + 1 : node.cut};
      array_push(grouping->arena, &grouping->nodes, below);
    } else {
      for (uint32_t i = at; i < end; i++)
        left[left_count++] = grouping->starts[i].unit;
    }
    at = end;
  }
  add_group(grouping, &node, left, left_count);
}

static int by_first_unit(const void *a, const void *b) {
  return by_number(((const CGroup *)a)->units, ((const CGroup *)b)->units);
}

// ---- Headers ------------------------------------------------------------------------------------

typedef struct Headers { // that units take in before all else
  Arena *arena;
  Map numbers; // by flags and path -> index into `counts`
  Array(uint32_t) counts;
  Map group_numbers; // the same for those that are groups
  Array(CGroup) groups;
} Headers;

static uint64_t lead_key(const Start *start, size_t number) {
  return mix(start->key, str_hash(start->way.leads.at[number].header));
}

static void count_leads(Headers *headers, const Start *start, uint32_t weight) {
  for (size_t i = 0; i < start->way.leads.count; i++) {
    uint32_t next = (uint32_t)headers->counts.count;
    uint32_t number = *map_insert(headers->arena, &headers->numbers, lead_key(start, i), next);
    if (number == next) array_push(headers->arena, &headers->counts, 0);
    headers->counts.at[number] += weight;
  }
}

static uint32_t header_group(Headers *headers, const Start *start, size_t number) {
  uint32_t next = (uint32_t)headers->groups.count;
  uint32_t group =
      *map_insert(headers->arena, &headers->group_numbers, lead_key(start, number), next);
  if (group == next) {
    CGroup made = {.header = start->way.leads.at[number].header};
    array_push(headers->arena, &headers->groups, made);
  }
  return group;
}

static bool has_name(const CGroup *group, CName name) {
  for (uint32_t i = 0; i < group->name_count; i++)
    if (group->names[i].is_defined == name.is_defined && str_equal(group->names[i].text, name.text))
      return true;
  return false;
}

static void add_names(Headers *headers, CGroup *group, const CLead *lead) {
  CName *names = arena_push(headers->arena, CName, group->name_count + lead->name_count + 1);
  if (group->name_count > 0) memcpy(names, group->names, group->name_count * sizeof *names);
  group->names = names;
  for (uint32_t i = 0; i < lead->name_count; i++)
    if (!has_name(group, lead->names[i])) names[group->name_count++] = lead->names[i];
}

// The innermost header that enough units take in.
static CLead choose_lead(Headers *headers, const Start *start) {
  CLead lead = {.group = C_GROUP_NONE};
  for (size_t i = start->way.leads.count; i > 0; i--) {
    const uint32_t *number = map_find(&headers->numbers, lead_key(start, i - 1));
    if (headers->counts.at[*number] < UNITS_MIN_COUNT) continue;
    lead = (CLead){.group = header_group(headers, start, i - 1),
                   .names = start->way.names.at,
                   .name_count = start->way.leads.at[i - 1].name_count};
    add_names(headers, &headers->groups.at[lead.group], &lead);
    return lead;
  }
  return lead;
}

// The units of each header, in order.
static void list_units(Headers *headers, const CLead *leads, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (leads[i].group != C_GROUP_NONE) headers->groups.at[leads[i].group].count++;
  for (size_t i = 0; i < headers->groups.count; i++) {
    CGroup *group = &headers->groups.at[i];
    uint32_t *units = arena_push(headers->arena, uint32_t, group->count);
    group->units = units;
    for (uint32_t k = 0; k < count; k++)
      if (leads[k].group == i) *units++ = k;
  }
}

// A beginning that would be read and written is worth two units that are only read.
static uint8_t *weigh(const Grouping *grouping, uint32_t count) {
  uint8_t *weights = arena_push(grouping->arena, uint8_t, count + 1);
  memset(weights, 1, count);
  for (size_t i = 0; i < grouping->groups.count; i++) {
    const CGroup *group = &grouping->groups.at[i];
    for (uint32_t k = 0; k < group->count; k++)
      weights[group->units[k]] = k == 0 ? 2 : 0;
  }
  return weights;
}

static CLead *find_headers(Headers *headers, const Grouping *grouping, uint32_t count) {
  CLead *leads = arena_push(headers->arena, CLead, count + 1);
  const Start **starts = arena_push(headers->arena, const Start *, count + 1);
  const uint8_t *weights = weigh(grouping, count);
  for (uint32_t i = 0; i < count; i++)
    starts[grouping->starts[i].unit] = &grouping->starts[i];
  for (uint32_t i = 0; i < count; i++)
    count_leads(headers, starts[i], weights[i]);
  for (uint32_t i = 0; i < count; i++)
    leads[i] = choose_lead(headers, starts[i]);
  list_units(headers, leads, count);
  return leads;
}

// ---- The whole ----------------------------------------------------------------------------------

static void read_starts(Arena *arena, Start *starts, const CCommand *const *commands,
                        uint32_t count) {
  Arena scratch = {0};
  Places places = {.arena = arena};
  LeadFiles files = {.arena = arena};
  for (uint32_t i = 0; i < count; i++) {
    Str text = {0};
    Error error = {0};
    arena_reset(&scratch);
    starts[i] = (Start){.key = key_of(commands[i]), .unit = i};
    if (text_read(&scratch, commands[i]->file, SOURCE_MAX_BYTES, &text, &error))
      starts[i].prefix = prefix_read(arena, text);
    leads_find(&files, commands[i], &starts[i].prefix, &starts[i].way);
    bind(&places, &starts[i], commands[i]->file);
  }
  arena_release(&scratch);
}

CGroups c_groups_find(Arena *arena, const CCommand *const *commands, uint32_t count) {
  Grouping grouping = {.arena = arena, .starts = arena_push(arena, Start, count + 1)};
  Headers headers = {.arena = arena};
  read_starts(arena, grouping.starts, commands, count);
  if (count > 0) qsort(grouping.starts, count, sizeof *grouping.starts, by_start);
  array_push(arena, &grouping.nodes, ((Node){.end = count}));
  while (grouping.nodes.count > 0)
    split(&grouping, grouping.nodes.at[--grouping.nodes.count]);
  size_t found = grouping.groups.count;
  if (found > 0) qsort(grouping.groups.at, found, sizeof *grouping.groups.at, by_first_unit);
  const CLead *leads = find_headers(&headers, &grouping, count);
  uint32_t header_count = (uint32_t)headers.groups.count;
  for (size_t i = 0; i < found; i++)
    array_push(arena, &headers.groups, grouping.groups.at[i]);
  return (CGroups){.at = headers.groups.at,
                   .count = (uint32_t)headers.groups.count,
                   .header_count = header_count,
                   .leads = leads};
}
