// Sections to entries of knowledge, of the same kinds as those in the tables. What several sections
// say of one name becomes one entry; what they may not say together is a problem.
#include "config/entries.h"

#include "base/map.h"

#define ENTRIES_MAX 10000 // of one language

// What can be said of a name once. Arguments of a function can be told of one by one.
typedef enum Facet {
  FACET_EFFECT,
  FACET_RESULT,
  FACET_DECORATION,
  FACET_RUN,
  FACET_SUSPENDS,
  FACET_PLACE,
  FACET_COUNT
} Facet;

typedef struct Draft {
  KnowledgeEntry entry;
  const Section *said[FACET_COUNT]; // by which section; NULL is nothing
  Span spans[FACET_COUNT];
  const Section *section; // the first that named it
  Span span;
  size_t role_count;
  Span role_spans[4];
} Draft;

typedef struct Adding {
  Reading *reading;
  bool is_c;
  const Section *section; // of the entry that is being read
  const TomlNode *node;   // its name
  Interner names;
  Array(Draft *) drafts; // beside `names`
} Adding;

// ---- What is said twice -------------------------------------------------------------------------

static void fail_twice(Adding *adding, const Section *section, Span span) {
  reading_problem(adding->reading, adding->node->span, "`%.*s` is %s already, in line %u",
                  STR_ARG(adding->node->text), section->title, reading_line(adding->reading, span));
}

static bool take(Adding *adding, Draft *draft, Facet facet) {
  if (draft->said[facet]) {
    fail_twice(adding, draft->said[facet], draft->spans[facet]);
    return false;
  }
  draft->said[facet] = adding->section;
  draft->spans[facet] = adding->node->span;
  return true;
}

// A function is no field that is called from elsewhere, nor a type.
static bool take_kind(Adding *adding, Draft *draft, KnowledgeKind kind) {
  bool is_new = draft->section == adding->section && draft->entry.kind == KNOWN_FUNCTION;
  if (draft->entry.kind == kind || (is_new && draft->role_count == 0)) {
    draft->entry.kind = kind;
    return true;
  }
  fail_twice(adding, draft->section, draft->span);
  return false;
}

// ---- Single entries -----------------------------------------------------------------------------

static const char *text_or_null(Adding *adding, const TomlNode *value) {
  return value ? str_to_c(adding->reading->arena, value->text) : NULL;
}

static Tier usual_tier(Effect effect) {
  switch (effect) {
  case EFFECT_FILE_IO:
  case EFFECT_SYNC:
  case EFFECT_TLS:
  case EFFECT_TREE_IO:
  case EFFECT_OPEN:
  case EFFECT_CPU:
    return TIER_BULK;
  case EFFECT_PATH_METADATA:
  case EFFECT_LOG:
    return TIER_CHEAP;
  case EFFECT_SLEEP:
  case EFFECT_HTTP:
  case EFFECT_SUBPROCESS:
  case EFFECT_PROCESS_WAIT:
  case EFFECT_NETWORK:
  case EFFECT_DNS:
  case EFFECT_POLL:
  case EFFECT_IPC:
  case EFFECT_DATABASE:
  case EFFECT_LOCK:
  case EFFECT_INPUT:
  case EFFECT_OPEN_PEER:
  case EFFECT_CLOUD_SDK:
  case EFFECT_NESTED_LOOP:
  case EFFECT_NONE:
  case EFFECT_COUNT:
    break;
  }
  return TIER_UNBOUNDED;
}

static void read_conditions(Adding *adding, const Section *section, const TomlNode *value,
                            Condition *out, size_t most) {
  size_t count = 0;
  for (const TomlNode *node = tables_first(value); node; node = tables_next(value, node)) {
    Record record;
    if (count == most) {
      reading_problem(adding->reading, node->span, "no more than %zu here", most);
      return;
    }
    bool ok = record_read(adding->reading, section, node, &record) &&
              condition_read(adding->reading, &record, adding->is_c, &out[count]);
    if (ok) count++;
  }
}

static void add_blocking(Adding *adding, const Record *record, Draft *draft) {
  KnowledgeEntry *entry = &draft->entry;
  const TomlNode *const *values = record->values;
  const Key *keys = adding->section->keys;
  if (!take(adding, draft, FACET_EFFECT)) return;
  entry->own |= OWN_EFFECT;
  entry->effect = kind_find(values[BLOCKING_KIND]->text);
  entry->tier =
      values[BLOCKING_TIER] ? (Tier)values[BLOCKING_TIER]->integer : usual_tier(entry->effect);
  entry->because = text_or_null(adding, values[BLOCKING_BECAUSE]);
  entry->instead = text_or_null(adding, values[BLOCKING_INSTEAD]);
  if (values[BLOCKING_UNLESS])
    read_conditions(adding, keys[BLOCKING_UNLESS].section, values[BLOCKING_UNLESS], entry->unless,
                    COUNT_OF(entry->unless));
  if (values[BLOCKING_ONLY_IF])
    read_conditions(adding, keys[BLOCKING_ONLY_IF].section, values[BLOCKING_ONLY_IF],
                    &entry->only_if, 1);
}

static void add_nonblocking(Adding *adding, const Record *record, Draft *draft) {
  (void)record;
  if (take(adding, draft, FACET_EFFECT)) draft->entry.own |= OWN_EFFECT;
}

static void add_runner(Adding *adding, const Record *record, Draft *draft) {
  if (!take(adding, draft, FACET_EFFECT)) return;
  draft->entry.own |= OWN_EFFECT;
  draft->entry.effect = EFFECT_NESTED_LOOP;
  draft->entry.tier = TIER_UNBOUNDED;
  draft->entry.runs_loop = true;
  draft->entry.because = text_or_null(adding, record->values[RUNNER_BECAUSE]);
  draft->entry.instead = text_or_null(adding, record->values[RUNNER_INSTEAD]);
}

static void add_suspension(Adding *adding, const Record *record, Draft *draft) {
  (void)record;
  if (take(adding, draft, FACET_SUSPENDS)) draft->entry.traits |= TRAIT_SUSPENDS;
}

static void add_coroutine(Adding *adding, const Record *record, Draft *draft) {
  if (!take(adding, draft, FACET_RESULT)) return;
  draft->entry.own |= OWN_RESULT;
  draft->entry.result = RESULT_COROUTINE;
  draft->entry.returns = text_or_null(adding, record->values[COROUTINE_RETURNS]);
}

// ---- Where functions run ------------------------------------------------------------------------

static ArgumentRole place_role(Str word) {
  static const struct {
    Str word;
    ArgumentRole role;
  } places[] = {
      {{"loop", 4}, ROLE_ON_LOOP},    {{"coroutine", 9}, ROLE_ON_COROUTINE},
      {{"thread", 6}, ROLE_OFF_LOOP}, {{"signal", 6}, ROLE_SIGNAL},
      {{"child", 5}, ROLE_CHILD},     {{"here", 4}, ROLE_CALLED},
      {{"later", 5}, ROLE_STORED},    {{"startup", 7}, ROLE_BESIDE_SERVING},
  };
  for (size_t i = 0; i < COUNT_OF(places); i++)
    if (str_equal(places[i].word, word)) return places[i].role;
  return ROLE_NONE;
}

static bool is_same_argument(const Role *role, Role other) {
  bool has_place = role->position >= 0 && role->position == other.position;
  bool has_name = role->keyword && other.keyword &&
                  str_equal(str_from_c(role->keyword), str_from_c(other.keyword));
  return has_place || has_name;
}

static void add_role(Adding *adding, Draft *draft, Role role, bool is_second) {
  KnowledgeEntry *entry = &draft->entry;
  Span span = adding->node->span;
  for (size_t i = 0; i < draft->role_count && !is_second; i++) {
    if (!is_same_argument(&entry->roles[i], role)) continue;
    reading_problem(adding->reading, span, "line %u speaks of this argument of `%.*s` already",
                    reading_line(adding->reading, draft->role_spans[i]),
                    STR_ARG(adding->node->text));
    return;
  }
  if (draft->role_count == COUNT_OF(entry->roles)) {
    reading_problem(adding->reading, span, "too much is said of the arguments of `%.*s`",
                    STR_ARG(adding->node->text));
    return;
  }
  entry->own |= OWN_ROLES;
  draft->role_spans[draft->role_count] = span;
  entry->roles[draft->role_count++] = role;
}

static void add_argument(Adding *adding, const Record *record, Draft *draft, ArgumentRole as) {
  Role role = {.role = as};
  const TomlNode *keyword = adding->is_c ? NULL : record->values[TAKER_KEYWORD];
  if (!argument_read(adding->reading, record->table, record->values[TAKER_ARGUMENT], keyword,
                     &role.position, &role.keyword))
    return;
  add_role(adding, draft, role, false);
  // An async function is called there as well, and what that gives is awaited.
  if (as != ROLE_ON_LOOP || adding->is_c) return;
  role.role = ROLE_ASYNC_CALLED;
  add_role(adding, draft, role, true);
}

static void add_registrar(Adding *adding, const Record *record, Draft *draft) {
  size_t key = adding->is_c ? TAKER_RUNS_ON_C : TAKER_RUNS_ON;
  add_argument(adding, record, draft, place_role(record->values[key]->text));
}

static void add_offload(Adding *adding, const Record *record, Draft *draft) {
  add_argument(adding, record, draft, ROLE_OFF_LOOP);
}

static void add_scheduler(Adding *adding, const Record *record, Draft *draft) {
  add_argument(adding, record, draft, ROLE_COROUTINE);
}

static void add_place(Adding *adding, const Record *record, Draft *draft, KnowledgeKind kind) {
  bool is_field = str_find(str_from_c(draft->entry.name), STR("::")) != SIZE_MAX;
  if (is_field != (kind == KNOWN_SLOT)) {
    reading_problem(adding->reading, adding->node->span,
                    is_field ? "`%.*s` is no name of a type" : "`%.*s` is no `struct tag::field`",
                    STR_ARG(adding->node->text));
    return;
  }
  if (!take_kind(adding, draft, kind) || !take(adding, draft, FACET_PLACE)) return;
  draft->entry.own |= OWN_ROLES;
  draft->entry.roles[0] = (Role){.role = place_role(record->values[PLACE_RUNS_ON]->text)};
}

static void add_slot(Adding *adding, const Record *record, Draft *draft) {
  add_place(adding, record, draft, KNOWN_SLOT);
}

static void add_callback(Adding *adding, const Record *record, Draft *draft) {
  add_place(adding, record, draft, KNOWN_CALLBACK);
}

// Where the loop does not wait, what a function does is nobody's affair.
static void add_function(Adding *adding, const Record *record, Draft *draft) {
  ArgumentRole role = place_role(record->values[PLACE_RUNS_ON]->text);
  bool is_on_loop = role == ROLE_ON_LOOP || role == ROLE_ON_COROUTINE;
  if (!take(adding, draft, FACET_RUN)) return;
  if (!is_on_loop && !take(adding, draft, FACET_EFFECT)) return;
  draft->entry.own |= is_on_loop ? OWN_RUN : OWN_RUN | OWN_EFFECT;
  draft->entry.runs_as = role;
}

static void add_decorator(Adding *adding, const Record *record, Draft *draft) {
  ArgumentRole role = place_role(record->values[PLACE_RUNS_ON]->text);
  const TomlNode *awaited = record->values[PLACE_IS_AWAITED];
  if (!take(adding, draft, FACET_DECORATION)) return;
  bool is_awaited = awaited && awaited->boolean;
  if (is_awaited && role != ROLE_OFF_LOOP)
    reading_problem(adding->reading, awaited->key_span,
                    "`is-awaited` stands together with "
                    "`runs-on = \"thread\"`");
  draft->entry.own |= OWN_DECORATION;
  draft->entry.decoration = is_awaited              ? DECORATION_OFFLOADS
                            : role == ROLE_ON_LOOP  ? DECORATION_ON_LOOP
                            : role == ROLE_OFF_LOOP ? DECORATION_OFF_LOOP
                                                    : DECORATION_KEEPS;
}

// ---- Sections -----------------------------------------------------------------------------------

typedef void (*Add)(Adding *adding, const Record *record, Draft *draft);

static const Add python_adds[] = {
    [PYTHON_BLOCKING] = add_blocking,    [PYTHON_NONBLOCKING] = add_nonblocking,
    [PYTHON_RUNNERS] = add_runner,       [PYTHON_REGISTRARS] = add_registrar,
    [PYTHON_OFFLOADS] = add_offload,     [PYTHON_SCHEDULERS] = add_scheduler,
    [PYTHON_COROUTINES] = add_coroutine, [PYTHON_DECORATORS] = add_decorator,
    [PYTHON_FUNCTIONS] = add_function,
};
static const Add c_adds[] = {
    [C_BLOCKING] = add_blocking,   [C_NONBLOCKING] = add_nonblocking,
    [C_RUNNERS] = add_runner,      [C_REGISTRARS] = add_registrar,
    [C_OFFLOADS] = add_offload,    [C_SLOTS] = add_slot,
    [C_CALLBACKS] = add_callback,  [C_FUNCTIONS] = add_function,
    [C_SUSPENDS] = add_suspension,
};

static Draft *draft_of(Adding *adding, Str name) {
  Arena *arena = adding->reading->arena;
  uint32_t known = adding->names.count;
  uint32_t number = interner_add(arena, &adding->names, name);
  if (number < known) return adding->drafts.at[number];
  Draft *draft = arena_push(arena, Draft, 1);
  Str source = str_print(arena, "%.*s:%u", STR_ARG(adding->reading->name),
                         reading_line(adding->reading, adding->node->span));
  *draft = (Draft){.entry = {.name = str_to_c(arena, name), .own = OWN_NAME, .source = source.at},
                   .section = adding->section,
                   .span = adding->node->span};
  bool is_class = !adding->is_c && name_is_class(name);
  draft->entry.kind = is_class ? KNOWN_CLASS : KNOWN_FUNCTION;
  array_push(arena, &adding->drafts, draft);
  return draft;
}

static void add_name(Adding *adding, Add add, const Record *record, const TomlNode *node) {
  Str name = {0};
  adding->node = node;
  if (!(adding->is_c ? name_c : name_python)(adding->reading, node, &name)) return;
  Draft *draft = draft_of(adding, name);
  bool is_place = draft->entry.kind == KNOWN_SLOT || draft->entry.kind == KNOWN_CALLBACK;
  if (is_place && add != add_slot && add != add_callback)
    fail_twice(adding, draft->section, draft->span);
  else
    add(adding, record, draft);
}

static void add_section(Adding *adding, const Key *key, Add add, const TomlNode *list) {
  adding->section = key->section;
  for (const TomlNode *node = list->first; node; node = node->next) {
    Record record;
    if (!entry_read(adding->reading, key->section, node, &record)) continue;
    const TomlNode *names = record.values[ENTRY_NAME];
    for (const TomlNode *name = names_first(names); name; name = names_next(names, name))
      add_name(adding, add, &record, name);
  }
}

// Methods are found on instances of a class that is known.
static void add_classes(Adding *adding) {
  size_t count = adding->drafts.count;
  for (size_t i = 0; i < count; i++) {
    Str class = {0};
    if (!name_class(str_from_c(adding->drafts.at[i]->entry.name), &class)) continue;
    (void)draft_of(adding, class);
  }
}

static KnowledgeEntries finish(Adding *adding) {
  Arena *arena = adding->reading->arena;
  size_t count = adding->drafts.count;
  KnowledgeEntry *entries = arena_push(arena, KnowledgeEntry, count);
  for (size_t i = 0; i < count; i++)
    entries[i] = adding->drafts.at[i]->entry;
  if (count > ENTRIES_MAX)
    reading_problem(adding->reading, (Span){0}, "more than %d names are told of", ENTRIES_MAX);
  return (KnowledgeEntries){entries, count};
}

KnowledgeEntries entries_python(Reading *reading, const Record *record) {
  Adding adding = {.reading = reading};
  const Key *keys = config_root.keys[ROOT_PYTHON].section->keys;
  for (size_t i = 0; i < COUNT_OF(python_adds); i++)
    if (record->values[i]) add_section(&adding, &keys[i], python_adds[i], record->values[i]);
  add_classes(&adding);
  return finish(&adding);
}

KnowledgeEntries entries_c(Reading *reading, const Record *record) {
  Adding adding = {.reading = reading, .is_c = true};
  const Key *keys = config_root.keys[ROOT_C].section->keys;
  for (size_t i = 0; i < COUNT_OF(c_adds); i++)
    if (record->values[i]) add_section(&adding, &keys[i], c_adds[i], record->values[i]);
  return finish(&adding);
}
