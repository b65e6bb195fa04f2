// What several configurations say, and the command line above them, as one: the later one replaces
// single values, `select`, `exclude` and `src`; everything else adds up.
#include "base/path.h"
#include "cli/settings.h"

#include <string.h>

typedef struct Merge {
  Arena *arena;
  Settings *out;
  StrList select, extend, ignore;
  StrList excludes, extend_excludes;
  Array(FileIgnores) file_ignores;
  size_t *widths; // beside rules: how many the selector names that decided the severity
} Merge;

// "nostall.toml:3"
static Str origin_of(const Layer *layer, Span span) {
  return str_print(layer->layers->arena, "%.*s:%u", STR_ARG(layer->shown),
                   line_table_line(layer->lines, span.start) + 1);
}

// Whether the layer decides: something is said there, and nothing on the command line.
static bool decides(Merge *merge, const Layer *layer, OptionId id, Span span) {
  if (span.end == 0 || layer->layers->given->is_given[id]) return false;
  merge->out->origins[id] = origin_of(layer, span);
  return true;
}

// ---- Rules --------------------------------------------------------------------------------------

// Which rules a selector names; none, with a problem, when there is none of that name.
static const bool *rules_of(Layer *layer, ConfigText selector) {
  Arena *arena = layer->layers->arena;
  RuleList rules = layer->layers->program->rules;
  Error error = {0};
  Selection one = {.select = &selector.text, .select_count = 1};
  bool *is_selected = arena_push(arena, bool, rules.count);
  bool *is_explicit = arena_push(arena, bool, rules.count);
  if (!engine_select(rules, &one, is_selected, is_explicit, &error))
    layer_tell(layer, selector.span, str_copy(arena, str_from_c(error.text)));
  return is_selected;
}

static void put_selectors(Merge *merge, Layer *layer, ConfigTexts selectors, OptionId id,
                          StrList *list) {
  for (size_t i = 0; i < selectors.count; i++) {
    (void)rules_of(layer, selectors.at[i]);
    array_push(merge->arena, list, selectors.at[i].text);
  }
  if (selectors.count > 0) merge->out->origins[id] = origin_of(layer, selectors.at[0].span);
}

// The selector that names the fewest rules decides, and of equals the later one.
static void put_severity(Merge *merge, Layer *layer, const ConfigSeverity *severity) {
  RuleList rules = layer->layers->program->rules;
  const bool *is_named = rules_of(layer, severity->rules);
  size_t width = 0;
  Severity level = SEVERITY_WARNING;
  (void)severity_parse(severity->level, &level); // one of its words: the reader saw to it
  for (size_t i = 0; i < rules.count; i++)
    width += is_named[i];
  for (size_t i = 0; i < rules.count; i++) {
    if (!is_named[i] || width > merge->widths[i]) continue;
    merge->widths[i] = width;
    merge->out->severities[i] = (RuleSeverity){.is_given = true, .severity = level};
  }
}

// ---- Paths --------------------------------------------------------------------------------------

// What stands before relative paths of a layer; `is_pattern`: its bytes stand for themselves.
static Str directory_of(const Layer *layer, bool is_pattern) {
  Arena *arena = layer->layers->arena;
  Str folder = path_folder(layer->config->path);
  Array(char) text = {0};
  for (size_t i = 0; i < folder.size; i++) {
    if (is_pattern && strchr("*?[\\", folder.at[i])) array_push(arena, &text, '\\');
    array_push(arena, &text, folder.at[i]);
  }
  return (Str){text.at, text.count};
}

static Str anchored_path(const Layer *layer, Str path) {
  if (path.at[0] == '/') return path;
  Str directory = directory_of(layer, false);
  return str_print(layer->layers->arena, "%.*s%.*s", STR_ARG(directory), STR_ARG(path));
}

// Patterns of paths start from the directory of the file, patterns of names are for all.
static Str anchored_pattern(const Layer *layer, Str pattern) {
  bool is_path = str_find_byte(str_slice(pattern, 0, pattern.size - 1), '/') != SIZE_MAX;
  if (!is_path || pattern.at[0] == '/') return pattern;
  while (str_has_prefix(pattern, STR("./")))
    pattern = str_slice(pattern, 2, pattern.size);
  Str directory = directory_of(layer, true);
  return str_print(layer->layers->arena, "%.*s%.*s", STR_ARG(directory), STR_ARG(pattern));
}

static void put_patterns(Merge *merge, const Layer *layer, ConfigTexts patterns, OptionId id,
                         StrList *list) {
  for (size_t i = 0; i < patterns.count; i++)
    array_push(merge->arena, list, anchored_pattern(layer, patterns.at[i].text));
  if (patterns.count > 0) merge->out->origins[id] = origin_of(layer, patterns.at[0].span);
}

static void put_file_ignores(Merge *merge, Layer *layer) {
  size_t count = layer->layers->program->rules.count;
  for (size_t i = 0; i < layer->config->file_ignore_count; i++) {
    const ConfigFileIgnores *from = &layer->config->file_ignores[i];
    bool *is_ignored = arena_push(merge->arena, bool, count);
    for (size_t k = 0; k < from->rules.count; k++) {
      const bool *is_named = rules_of(layer, from->rules.at[k]);
      for (size_t rule = 0; rule < count; rule++)
        is_ignored[rule] |= is_named[rule];
    }
    FileIgnores ignores = {anchored_pattern(layer, from->pattern), is_ignored};
    array_push(merge->arena, &merge->file_ignores, ignores);
  }
}

// The path of an environment starts from the directory of the file, too.
static void put_environment(Merge *merge, const Layer *layer) {
  ConfigText environment = layer->config->environment;
  Options *options = &merge->out->options;
  if (options->is_given[OPTION_NO_ENVIRONMENT]) return;
  if (!decides(merge, layer, OPTION_ENVIRONMENT, environment.span)) return;
  bool is_none = str_equal(environment.text, STR("none"));
  options->is_given[OPTION_ENVIRONMENT] = true;
  options->environment = is_none ? environment.text : anchored_path(layer, environment.text);
}

static void put_baseline(Merge *merge, const Layer *layer) {
  ConfigText baseline = layer->config->baseline;
  Options *options = &merge->out->options;
  if (options->is_given[OPTION_NO_BASELINE]) return;
  if (!decides(merge, layer, OPTION_BASELINE, baseline.span)) return;
  bool is_none = str_equal(baseline.text, STR("none"));
  options->baseline = is_none ? baseline.text : anchored_path(layer, baseline.text);
}

static void put_src(Merge *merge, const Layer *layer) {
  if (layer->config->src.count == 0) return;
  merge->out->src = (StrList){0};
  for (size_t i = 0; i < layer->config->src.count; i++)
    array_push(merge->arena, &merge->out->src, anchored_path(layer, layer->config->src.at[i].text));
}

// ---- Layers -------------------------------------------------------------------------------------

static KnowledgeEntries join(Arena *arena, KnowledgeEntries first, KnowledgeEntries second) {
  if (first.count == 0) return second;
  KnowledgeEntry *entries = arena_push(arena, KnowledgeEntry, first.count + second.count);
  for (size_t i = 0; i < first.count; i++)
    entries[i] = first.at[i];
  for (size_t i = 0; i < second.count; i++)
    entries[first.count + i] = second.at[i];
  return (KnowledgeEntries){entries, first.count + second.count};
}

static void put_words(Merge *merge, const Layer *layer) {
  const Config *config = layer->config;
  Options *options = &merge->out->options;
  if (decides(merge, layer, OPTION_PRESET, config->preset.span))
    options_set_preset(options, config->preset.text);
  if (decides(merge, layer, OPTION_TARGET_VERSION, config->target.span))
    options->target = config_version(config->target.text);
  if (decides(merge, layer, OPTION_MIN_CONFIDENCE, config->min_confidence.span))
    (void)confidence_parse(config->min_confidence.text, &options->min_confidence);
  if (decides(merge, layer, OPTION_FAIL_ON, config->fail_on.span))
    (void)severity_parse(config->fail_on.text, &options->fail_on);
  if (decides(merge, layer, OPTION_TESTS, config->tests.span))
    (void)test_rules_parse(config->tests.text, &options->tests);
}

static void put_numbers(Merge *merge, const Layer *layer) {
  const Config *config = layer->config;
  Options *options = &merge->out->options;
  if (decides(merge, layer, OPTION_MAX_WARNINGS, config->max_warnings.span)) {
    options->max_warnings = (unsigned)config->max_warnings.value;
    options->has_max_warnings = true;
  }
  if (decides(merge, layer, OPTION_FORCE_EXCLUDE, config->force_exclude.span))
    options->force_exclude = config->force_exclude.value != 0;
}

static void put_lists(Merge *merge, Layer *layer) {
  const Config *config = layer->config;
  if (config->select.count > 0) merge->select = (StrList){0};
  put_selectors(merge, layer, config->select, OPTION_SELECT, &merge->select);
  put_selectors(merge, layer, config->extend_select, OPTION_EXTEND_SELECT, &merge->extend);
  put_selectors(merge, layer, config->ignore, OPTION_IGNORE, &merge->ignore);
  if (config->exclude.count > 0) merge->excludes = (StrList){0};
  put_patterns(merge, layer, config->exclude, OPTION_EXCLUDE, &merge->excludes);
  put_patterns(merge, layer, config->extend_exclude, OPTION_EXTEND_EXCLUDE,
               &merge->extend_excludes);
  for (size_t i = 0; i < config->test_files.count; i++)
    array_push(merge->arena, &merge->out->test_files,
               anchored_pattern(layer, config->test_files.at[i].text));
}

static void put_layer(Merge *merge, Layer *layer) {
  const Config *config = layer->config;
  put_lists(merge, layer);
  put_words(merge, layer);
  put_numbers(merge, layer);
  put_file_ignores(merge, layer);
  for (size_t i = 0; i < config->severity_count; i++)
    put_severity(merge, layer, &config->severities[i]);
  put_environment(merge, layer);
  put_baseline(merge, layer);
  put_src(merge, layer);
  merge->out->python = join(merge->arena, merge->out->python, config->python);
  merge->out->c = join(merge->arena, merge->out->c, config->c);
}

// ---- The command line ---------------------------------------------------------------------------

static StrList both(Arena *arena, StrList first, StrList second) {
  for (size_t i = 0; i < second.count; i++)
    array_push(arena, &first, second.at[i]);
  return first;
}

static void put_given(Merge *merge, const Options *given) {
  Options *options = &merge->out->options;
  Arena *arena = merge->arena;
  bool is_selected = given->is_given[OPTION_SELECT] || merge->select.count > 0;
  options->is_given[OPTION_SELECT] = is_selected;
  options->select = given->is_given[OPTION_SELECT] ? given->select : merge->select;
  options->extend = both(arena, merge->extend, given->extend);
  options->ignore = both(arena, merge->ignore, given->ignore);
  StrList excludes = given->is_given[OPTION_EXCLUDE] ? given->excludes : merge->excludes;
  excludes = both(arena, excludes, merge->extend_excludes);
  options->excludes = both(arena, excludes, given->extend_excludes);
  for (size_t id = 0; id < OPTION_COUNT; id++)
    if (given->is_given[id])
      merge->out->origins[id] = str_print(arena, "--%s", options_name((OptionId)id));
}

void settings_apply(Layers *layers, Settings *out) {
  size_t rules = layers->program->rules.count;
  *out = (Settings){.options = *layers->given};
  out->severities = arena_push(layers->arena, RuleSeverity, rules);
  Merge merge = {.arena = layers->arena, .out = out};
  merge.widths = arena_push(layers->arena, size_t, rules);
  for (size_t i = 0; i < rules; i++)
    merge.widths[i] = SIZE_MAX;
  for (size_t i = 0; i < layers->list.count; i++) {
    put_layer(&merge, layers->list.at[i]);
    array_push(layers->arena, &out->files, layers->list.at[i]->config->path);
  }
  out->file_ignores = merge.file_ignores.at;
  out->file_ignore_count = merge.file_ignores.count;
  put_given(&merge, layers->given);
}
