// Writes the tables and their index as knowledge/packed.h says, as a source file: pack FILE. A part
// of the build; what it says of a language depends on the tables alone.
#include "knowledge/fields.h"
#include "knowledge/names.h"
#include "knowledge/pack/tables.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define OTHERWISE_MAX  4 // entries of which each leads to the next
#define IMAGE_BYTES    ((uintptr_t)64 << 20)
#define VALUES_IN_LINE 16

typedef struct Packer {
  Arena arena;
  FILE *file;
  const char *language;
  Names names;
  Interner texts;
  Array(uint32_t) text_starts; // beside `texts`
  uint32_t text_bytes;
  Array(PackedPart) parts;
  Array(uint32_t) ends;
  Array(PackedTable) tables;
  Array(const KnowledgeEntry *) others; // which no table holds
  uint32_t entry_count;
} Packer;

// ---- Texts --------------------------------------------------------------------------------------

static uint32_t add_text(Packer *packer, Str text) {
  uint32_t number = interner_add(&packer->arena, &packer->texts, text);
  if (number == packer->text_starts.count) {
    array_push(&packer->arena, &packer->text_starts, packer->text_bytes);
    packer->text_bytes += (uint32_t)text.size + 1;
  }
  return packer->text_starts.at[number];
}

// ---- Entries ------------------------------------------------------------------------------------

static void add_part(Packer *packer, size_t place, PackedKind kind, uint32_t value) {
  PackedPart part = {.place = (uint16_t)place, .kind = (uint16_t)kind, .value = value};
  array_push(&packer->arena, &packer->parts, part);
}

// Takes the texts out of a copy of an entry.
static void take_texts(Packer *packer, char *entry) {
  TextPlaces places = knowledge_text_places();
  for (size_t i = 0; i < places.count; i++) {
    const char *text = NULL;
    memcpy(&text, entry + places.at[i], sizeof text);
    if (text) add_part(packer, places.at[i], PACKED_TEXT, add_text(packer, str_from_c(text)));
    memset(entry + places.at[i], 0, sizeof text);
  }
}

static uint32_t number_other(Packer *packer, const KnowledgeEntry *other) {
  size_t number = 0;
  while (number < packer->others.count && packer->others.at[number] != other)
    number++;
  if (number == packer->others.count) array_push(&packer->arena, &packer->others, other);
  return packer->entry_count + (uint32_t)number;
}

static void take_otherwise(Packer *packer, KnowledgeEntry *entry) {
  int hops = 0;
  for (const KnowledgeEntry *at = entry->otherwise; at; at = at->otherwise)
    if (hops++ == OTHERWISE_MAX) base_fatal("pack: too many entries behind %s", entry->name);
  if (entry->otherwise)
    add_part(packer, offsetof(KnowledgeEntry, otherwise), PACKED_ENTRY,
             number_other(packer, entry->otherwise));
  entry->otherwise = NULL;
}

// A pointer leads into this program, where the tables lie.
static void refuse_pointer(const char *entry, size_t place) {
  uintptr_t value = 0, here = (uintptr_t)&knowledge_python_builtins;
  memcpy(&value, entry + place, sizeof value);
  if (value > here - IMAGE_BYTES && value < here + IMAGE_BYTES)
    base_fatal("pack: a pointer at byte %zu of an entry is not in the list of fields.c", place);
}

static void take_numbers(Packer *packer, const char *entry) {
  for (size_t place = 0; place < sizeof(KnowledgeEntry); place += sizeof(uintptr_t))
    refuse_pointer(entry, place);
  for (size_t place = 0; place < sizeof(KnowledgeEntry); place += sizeof(uint32_t)) {
    uint32_t value = 0;
    memcpy(&value, entry + place, sizeof value);
    if (value != 0) add_part(packer, place, PACKED_NUMBER, value);
  }
}

static void add_entry(Packer *packer, const KnowledgeEntry *entry, AsyncLibrary library) {
  KnowledgeEntry copy;
  memcpy(&copy, entry, sizeof copy);
  copy.library = library;
  take_otherwise(packer, &copy);
  take_texts(packer, (char *)&copy);
  take_numbers(packer, (const char *)&copy);
  array_push(&packer->arena, &packer->ends, (uint32_t)packer->parts.count);
}

static void add_tables(Packer *packer, Tables tables) {
  for (size_t i = 0; i < tables.count; i++)
    packer->entry_count += (uint32_t)tables.at[i]->count;
  for (size_t i = 0; i < tables.count; i++) {
    const KnowledgeTable *table = tables.at[i];
    for (size_t k = 0; k < table->count; k++)
      add_entry(packer, &table->entries[k], table->library);
    PackedTable row = {add_text(packer, str_from_c(table->name)), (uint32_t)packer->ends.count};
    array_push(&packer->arena, &packer->tables, row);
  }
  for (size_t i = 0; i < packer->others.count; i++)
    add_entry(packer, packer->others.at[i], (AsyncLibrary)0);
}

// ---- The file -----------------------------------------------------------------------------------

static void open_list(const Packer *packer, const char *type, const char *name) {
  fprintf(packer->file, "static const %s %s_%s[] = {", type, packer->language, name);
}

static const char *separator(size_t number) {
  return number % VALUES_IN_LINE == 0 ? "\n" : " ";
}

static void close_list(const Packer *packer) {
  fprintf(packer->file, "\n};\n\n");
}

static void write_texts(const Packer *packer) {
  open_list(packer, "unsigned char", "texts");
  for (uint32_t i = 0; i < packer->texts.count; i++) {
    Str text = packer->texts.strings[i];
    fprintf(packer->file, "\n");
    for (size_t k = 0; k < text.size; k++)
      fprintf(packer->file, "%u,", (unsigned)(unsigned char)text.at[k]);
    fprintf(packer->file, "0,");
  }
  close_list(packer);
}

static void write_entries(const Packer *packer) {
  open_list(packer, "PackedPart", "parts");
  for (size_t i = 0; i < packer->parts.count; i++) {
    PackedPart part = packer->parts.at[i];
    fprintf(packer->file, "%s{%u, %u, %u},", separator(i), part.place, part.kind, part.value);
  }
  close_list(packer);
  open_list(packer, "uint32_t", "ends");
  for (size_t i = 0; i < packer->ends.count; i++)
    fprintf(packer->file, "%s%u,", separator(i), packer->ends.at[i]);
  close_list(packer);
  open_list(packer, "PackedTable", "tables");
  for (size_t i = 0; i < packer->tables.count; i++)
    fprintf(packer->file, "%s{%u, %u},", separator(i), packer->tables.at[i].name,
            packer->tables.at[i].end);
  close_list(packer);
}

static void write_numbers(const Packer *packer, const char *name, const uint64_t *at,
                          size_t count) {
  open_list(packer, "uint64_t", name);
  for (size_t i = 0; i < count; i++)
    fprintf(packer->file, "%sUINT64_C(0x%llx),", separator(i), (unsigned long long)at[i]);
  close_list(packer);
}

// A list may be empty, an array may not.
static void write_words(Packer *packer, const char *name, const Str *at, size_t count) {
  open_list(packer, "PackedWord", name);
  for (size_t i = 0; i < count; i++)
    fprintf(packer->file, "%s{%u, %zu},", separator(i), add_text(packer, at[i]), at[i].size);
  if (count == 0) fprintf(packer->file, "{0, 0}");
  close_list(packer);
}

static void write_index(Packer *packer) {
  const Names *names = &packer->names;
  write_numbers(packer, "hashes", names->hashes, names->slot_count);
  open_list(packer, "uint16_t", "numbers");
  for (uint32_t i = 0; i < names->slot_count; i++)
    fprintf(packer->file, "%s%u,", separator(i), names->numbers[i]);
  close_list(packer);
  write_numbers(packer, "owners", names->owners, OWNER_WORDS);
  static const uint64_t none = 0;
  bool has_modules = names->modules.count > 0;
  write_numbers(packer, "modules", has_modules ? names->modules.keys : &none,
                has_modules ? names->modules.count : 1);
  write_words(packer, "loop_words", names->loop_words.at, names->loop_words.count);
  write_words(packer, "silent_names", names->silent_names.at, names->silent_names.count);
}

static void write_pointer(const Packer *packer, const char *name) {
  fprintf(packer->file, "    .%s = %s_%s,\n", name, packer->language, name);
}

static void write_count(const Packer *packer, const char *name, size_t count) {
  fprintf(packer->file, "    .%s = %zu,\n", name, count);
}

static void write_whole(const Packer *packer) {
  const Names *names = &packer->names;
  fprintf(packer->file, "const Packed packed_%s = {\n", packer->language);
  static const char *const lists[] = {"parts",   "ends",   "tables",  "texts",      "hashes",
                                      "numbers", "owners", "modules", "loop_words", "silent_names"};
  for (size_t i = 0; i < COUNT_OF(lists); i++)
    write_pointer(packer, lists[i]);
  write_count(packer, "entry_count", packer->entry_count);
  write_count(packer, "all_count", packer->ends.count);
  write_count(packer, "table_count", packer->tables.count);
  write_count(packer, "slot_count", names->slot_count);
  write_count(packer, "name_count", names->count);
  write_count(packer, "module_count", names->modules.count);
  write_count(packer, "loop_word_count", names->loop_words.count);
  write_count(packer, "silent_name_count", names->silent_names.count);
  fprintf(packer->file, "};\n\n");
}

static void pack(FILE *file, const char *language, Tables tables, bool is_python) {
  Packer packer = {.file = file, .language = language};
  Arena *arena = &packer.arena;
  if (is_python) names_begin_python(arena, &packer.names);
  for (size_t i = 0; i < tables.count; i++)
    for (size_t k = 0; k < tables.at[i]->count; k++)
      (is_python ? names_add_python : names_add_c)(arena, &packer.names, &tables.at[i]->entries[k]);
  add_tables(&packer, tables);
  write_entries(&packer);
  write_index(&packer);
  write_texts(&packer);
  write_whole(&packer);
  arena_release(&packer.arena);
}

int main(int count, char **words) {
  if (count != 2) base_fatal("pack: which file to write?");
  FILE *file = fopen(words[1], "w");
  if (!file) base_fatal("pack: %s cannot be written", words[1]);
  fprintf(file, "// Made by pack/pack.c of the tables.\n#include \"knowledge/packed.h\"\n\n");
  fprintf(file, "static_assert(sizeof(KnowledgeEntry) == %zu, \"packed for others\");\n\n",
          sizeof(KnowledgeEntry));
  pack(file, "python", tables_python(), true);
  pack(file, "c", tables_c(), false);
  bool is_broken = ferror(file) != 0;
  if (fclose(file) != 0 || is_broken) base_fatal("pack: %s cannot be written", words[1]);
  return 0;
}
