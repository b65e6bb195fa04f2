// The tables of each language, as people write them.
#pragma once

#include "knowledge/tables.h"

typedef struct Tables {
  const KnowledgeTable *const *at;
  size_t count;
} Tables;

Tables tables_python(void);
Tables tables_c(void);
