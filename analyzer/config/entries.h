// What a project adds to the tables of knowledge. Private to this layer.
#pragma once

#include "config/read.h"

// Turns the sections of a language into entries.
KnowledgeEntries entries_python(Reading *reading, const Record *section);
KnowledgeEntries entries_c(Reading *reading, const Record *section);

// ---- names.c ------------------------------------------------------------------------------------

// The name as the tables spell it; false, with a problem, when it is none.
bool name_python(Reading *reading, const TomlNode *node, Str *out);
bool name_c(Reading *reading, const TomlNode *node, Str *out);
// The class of a method, by how people write such names: "acme.Client" for "acme.Client.get".
bool name_class(Str name, Str *out);
bool name_is_class(Str name);

// ---- conditions.c -------------------------------------------------------------------------------

// One condition; false, with a problem, when it makes no sense.
bool condition_read(Reading *reading, const Record *record, bool is_c, Condition *out);
// Which argument is meant, by the place or the name or both.
bool argument_read(Reading *reading, const TomlNode *table, const TomlNode *place,
                   const TomlNode *keyword, int8_t *position, const char **name);
