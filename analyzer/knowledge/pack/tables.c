// One list for each language, from the lists in the headers.
#include "knowledge/pack/tables.h"

#include "knowledge/c_tables.h"

#define TABLE(name) &knowledge_##name,
static const KnowledgeTable *const python_list[] = {KNOWLEDGE_TABLES(TABLE)};
static const KnowledgeTable *const c_list[] = {C_KNOWLEDGE_TABLES(TABLE)};
#undef TABLE

Tables tables_python(void) {
  return (Tables){python_list, COUNT_OF(python_list)};
}

Tables tables_c(void) {
  return (Tables){c_list, COUNT_OF(c_list)};
}
