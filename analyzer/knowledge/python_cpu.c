// Work for the processor. Password hashing is made to be slow; the rest depends on the size of its
// input and is cheap unless one asks for strictness.
#include "knowledge/tables.h"

#define HASHLIB_PAGE PYTHON_DOC("hashlib.html")

static const KnowledgeEntry entries[] = {
    {.name = "hashlib.pbkdf2_hmac",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "derives a key, which is slow on purpose",
     .unless = {FEW_ROUNDS(3)},
     .source = HASHLIB_PAGE "#hashlib.pbkdf2_hmac"},
    {.name = "hashlib.scrypt",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "derives a key, which is slow on purpose",
     .source = HASHLIB_PAGE "#hashlib.scrypt"},
    {.name = "crypt.crypt",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "hashes a password, which is slow on purpose",
     .source = "https://docs.python.org/3.12/library/crypt.html#crypt.crypt"},
    {.name = "hashlib.file_digest",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads a whole file",
     .unless = {IS_INSTANCE(0, "fileobj", "io.BytesIO")},
     .source = HASHLIB_PAGE "#hashlib.file_digest"},
    {.name = "{zlib,gzip,bz2,lzma,compression.zstd}.{compress,decompress}",
     .effect = EFFECT_CPU,
     .tier = TIER_CHEAP,
     .because = "compresses or decompresses all of its input",
     .source = PYTHON_DOC("archiving.html")},
    {.name = "gc.collect",
     .effect = EFFECT_CPU,
     .tier = TIER_CHEAP,
     .because = "visits every object of the program",
     .source = PYTHON_DOC("gc.html#gc.collect")},
    {.name = "tracemalloc.take_snapshot",
     .effect = EFFECT_CPU,
     .tier = TIER_CHEAP,
     .because = "copies the traces of all allocated memory",
     .source = PYTHON_DOC("tracemalloc.html#tracemalloc.take_snapshot")},
};

KNOWLEDGE_TABLE(python_cpu)
