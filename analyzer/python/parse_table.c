// The grammar's table of what to do at which token, spread out. tree-sitter keeps most of it as
// lists to be searched, as few of the tokens may stand in any one state. To mend an error it asks
// for every token in every state it can get to, and searching takes more than half of its time
// then.
#include "python/parse.h"

#include <stdlib.h>
#include <string.h>
#include <tree_sitter/parser.h>

// Spreading takes as long as mending some ten errors; an error at which reading ends takes nothing.
#define ERRORS_BEFORE 8

struct ParseTable {
  TSLanguage *languages[PARSE_LANGUAGES];
  uint16_t *spread; // by state and symbol; NULL until it is worth it
  uint32_t errors;  // that were met so far
};

static TSLanguage *copy(const TSLanguage *language) {
  TSLanguage *own = malloc(sizeof *own);
  if (!own) base_fatal("out of memory");
  *own = *language;
  return own;
}

ParseTable *parse_table_new(void) {
  ParseTable *table = calloc(1, sizeof *table);
  if (!table) base_fatal("out of memory");
  table->languages[PARSE_STRICT] = copy(tree_sitter_python());
  parse_scanner_use(table->languages[PARSE_STRICT]);
  table->languages[PARSE_LENIENT] = copy(tree_sitter_python());
  return table;
}

void parse_table_free(ParseTable *table) {
  if (!table) return;
  for (size_t i = 0; i < PARSE_LANGUAGES; i++)
    free(table->languages[i]);
  free(table->spread);
  free(table);
}

const TSLanguage *parse_table_language(const ParseTable *table, ParseLanguage which) {
  return table->languages[which];
}

// One state: groups of symbols with the same value.
static void spread_state(const uint16_t *at, uint16_t *row) {
  for (uint16_t groups = *at++; groups > 0; groups--) {
    uint16_t value = *at++;
    for (uint16_t symbols = *at++; symbols > 0; symbols--)
      row[*at++] = value;
  }
}

static uint16_t *spread(const TSLanguage *language) {
  size_t width = language->symbol_count;
  size_t large = language->large_state_count * width;
  uint16_t *rows = calloc(language->state_count * width, sizeof *rows);
  if (!rows) base_fatal("out of memory");
  memcpy(rows, language->parse_table, large * sizeof *rows);
  for (uint32_t state = language->large_state_count; state < language->state_count; state++) {
    uint32_t at = language->small_parse_table_map[state - language->large_state_count];
    spread_state(language->small_parse_table + at, rows + state * width);
  }
  return rows;
}

void parse_table_met_error(ParseTable *table) {
  if (table->spread || ++table->errors < ERRORS_BEFORE) return;
  table->spread = spread(tree_sitter_python());
  for (size_t i = 0; i < PARSE_LANGUAGES; i++) {
    table->languages[i]->parse_table = table->spread;
    table->languages[i]->large_state_count = table->languages[i]->state_count;
  }
}
