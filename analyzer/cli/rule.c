// nostall rule: what a rule is about, from the same pages as everything else that explains it.
#include "cli/commands.h"
#include "cli/terminal.h"

#include <jansson.h>

#include <stdio.h>
#include <string.h>

typedef enum RuleFormat { RULE_TEXT, RULE_MARKDOWN, RULE_JSON } RuleFormat;

typedef struct RulePrinter {
  const CliProgram *program;
  RuleFormat format;
  bool use_color;
} RulePrinter;

// ---- Languages ----------------------------------------------------------------------------------

enum { IN_PYTHON = 1, IN_C = 2 };

// A rule is for the languages that it has examples in.
static unsigned languages_of(const RulePrinter *printer, const Rule *rule) {
  unsigned languages = 0;
  const char *name = NULL;
  for (size_t i = 0; printer->program->rule_file(rule, i, &name); i++) {
    if (str_has_suffix(str_from_c(name), STR(".py"))) languages |= IN_PYTHON;
    if (str_has_suffix(str_from_c(name), STR(".c"))) languages |= IN_C;
  }
  return languages;
}

static const char *languages_text(unsigned languages) {
  static const char *const texts[] = {"", "Python", "C", "Python, C"};
  return texts[languages];
}

// ---- Text ---------------------------------------------------------------------------------------

static const char *style(const RulePrinter *printer, const char *code) {
  return printer->use_color ? code : "";
}

static Str heading_text(Str line) {
  size_t at = 0;
  while (at < line.size && line.at[at] == '#')
    at++;
  return at > 0 ? str_trim(str_slice(line, at, line.size)) : (Str){0};
}

// Markdown reads well as it is; on a terminal headings are bold and code is set off.
static void print_page(const RulePrinter *printer, Str page) {
  bool is_code = false;
  for (Str rest = page; rest.size > 0;) {
    Str line = str_cut(&rest, '\n');
    bool is_fence = str_has_prefix(line, STR("```"));
    Str heading = is_code ? (Str){0} : heading_text(line);
    if (is_fence) is_code = !is_code;
    if (is_fence && printer->use_color) continue;
    if (printer->use_color && heading.size > 0)
      printf("\x1b[1m%.*s\x1b[0m\n", STR_ARG(heading));
    else if (printer->use_color && is_code)
      printf("    \x1b[36m%.*s\x1b[0m\n", STR_ARG(line));
    else
      printf("%.*s\n", STR_ARG(line));
  }
}

static void print_facts(const RulePrinter *printer, const Rule *rule) {
  printf("%s%s%s (family %s, %s, %s%s)\n", style(printer, "\x1b[1m"), rule->id,
         style(printer, "\x1b[0m"), rule->family, severity_name(rule->severity),
         languages_text(languages_of(printer, rule)), rule->is_optional ? ", off by default" : "");
  if (rule->aliases) printf("Also known as: %s\n", rule->aliases);
  printf("\n");
}

static void print_row(const RulePrinter *printer, const Rule *rule, int width) {
  printf("%s%-*s%s  %-7s  %-9s  %s%s\n", style(printer, "\x1b[1m"), width, rule->id,
         style(printer, "\x1b[0m"), severity_name(rule->severity),
         languages_text(languages_of(printer, rule)), rule->summary,
         rule->is_optional ? " (off by default)" : "");
}

static void print_table(const RulePrinter *printer) {
  RuleList rules = printer->program->rules;
  int width = 0;
  for (size_t i = 0; i < rules.count; i++) {
    int size = (int)strlen(rules.at[i]->id);
    if (size > width) width = size;
  }
  const char *family = "";
  for (size_t i = 0; i < rules.count; i++) {
    if (strcmp(family, rules.at[i]->family) != 0)
      printf("%s%s:\n", i > 0 ? "\n" : "", rules.at[i]->family);
    family = rules.at[i]->family;
    print_row(printer, rules.at[i], width);
  }
}

// ---- JSON ---------------------------------------------------------------------------------------

static json_t *make_aliases(const char *aliases) {
  json_t *list = json_array();
  for (Str rest = str_from_c(aliases); rest.at;) {
    Str alias = str_cut(&rest, ' ');
    if (alias.size > 0) json_array_append_new(list, json_stringn(alias.at, alias.size));
  }
  return list;
}

static json_t *make_languages(unsigned languages) {
  json_t *list = json_array();
  if (languages & IN_PYTHON) json_array_append_new(list, json_string("python"));
  if (languages & IN_C) json_array_append_new(list, json_string("c"));
  return list;
}

static json_t *make_rule(const RulePrinter *printer, const Rule *rule) {
  json_t *object = json_object();
  json_object_set_new(object, "code", json_string(rule->id));
  json_object_set_new(object, "family", json_string(rule->family));
  json_object_set_new(object, "summary", json_string(rule->summary));
  json_object_set_new(object, "severity", json_string(severity_name(rule->severity)));
  json_object_set_new(object, "default", json_boolean(!rule->is_optional));
  json_object_set_new(object, "languages", make_languages(languages_of(printer, rule)));
  json_object_set_new(object, "aliases", make_aliases(rule->aliases));
  json_object_set_new(object, "explanation", json_string(printer->program->rule_page(rule)));
  return object;
}

static void print_json(json_t *value) {
  json_dumpf(value, stdout, JSON_INDENT(2));
  printf("\n");
  json_decref(value);
}

// ---- The command --------------------------------------------------------------------------------

static void print_rule(const RulePrinter *printer, const Rule *rule) {
  Str page = str_from_c(printer->program->rule_page(rule));
  switch (printer->format) {
  case RULE_TEXT:
    print_facts(printer, rule);
    print_page(printer, page);
    return;
  case RULE_MARKDOWN:
    printf("%.*s", STR_ARG(page));
    return;
  case RULE_JSON:
    print_json(make_rule(printer, rule));
    return;
  }
}

static void print_all(const RulePrinter *printer) {
  RuleList rules = printer->program->rules;
  if (printer->format == RULE_TEXT) {
    print_table(printer);
    return;
  }
  json_t *list = json_array();
  for (size_t i = 0; i < rules.count; i++) {
    if (printer->format == RULE_JSON)
      json_array_append_new(list, make_rule(printer, rules.at[i]));
    else
      printf("%s%s", i > 0 ? "\n" : "", printer->program->rule_page(rules.at[i]));
  }
  if (printer->format == RULE_JSON)
    print_json(list);
  else
    json_decref(list);
}

static const Rule *find_rule(const RulePrinter *printer, const Options *options, Str name) {
  Str near = {0};
  const Rule *rule = engine_find_rule(printer->program->rules, name, &near);
  if (rule) return rule;
  Arena arena = {0};
  Str text = near.size > 0
                 ? str_print(&arena, "unknown rule `%.*s`; did you mean `%.*s`?", STR_ARG(name),
                             STR_ARG(near))
                 : str_print(&arena, "unknown rule `%.*s`; `nostall rule --all` lists them",
                             STR_ARG(name));
  (void)trouble(options, text);
  arena_release(&arena);
  return NULL;
}

int rule_run(const CliProgram *program, const Options *options) {
  const Str names[] = {STR("text"), STR("markdown"), STR("json")}; // in order of RuleFormat
  size_t format = 0;
  if (!format_choose(options, names, COUNT_OF(names), &format)) return EXIT_TROUBLE;
  RulePrinter printer = {.program = program,
                         .format = (RuleFormat)format,
                         .use_color = terminal_has_color(stdout, options->color)};
  if (options->is_given[OPTION_ALL] || options->operands.count == 0) {
    print_all(&printer);
    return EXIT_CLEAN;
  }
  for (size_t i = 0; i < options->operands.count; i++) {
    const Rule *rule = find_rule(&printer, options, options->operands.at[i]);
    if (!rule) return EXIT_TROUBLE;
    if (i > 0) printf("\n");
    print_rule(&printer, rule);
  }
  return EXIT_CLEAN;
}
