// Files in other formats than those of the standard library, compression, and the parallel loops of
// joblib. What is given an object in memory only computes.
#include "knowledge/tables.h"

#define TOML   "https://github.com/uiri/toml#api-reference"
#define TOMLI  "https://github.com/hukkin/tomli#parse-a-toml-file"
#define YAML   "https://pyyaml.org/wiki/PyYAMLDocumentation"
#define JOBLIB "https://joblib.readthedocs.io/en/stable/"
#define ZSTD   "https://python-zstandard.readthedocs.io/en/stable/"
#define BROTLI "https://github.com/google/brotli/tree/master/python"

#define READS  .effect = EFFECT_FILE_IO, .tier = TIER_BULK, .because = "reads a whole file"
#define WRITES .effect = EFFECT_FILE_IO, .tier = TIER_BULK, .because = "writes a whole file"

static const KnowledgeEntry entries[] = {
    {.name = "toml.load", READS, .unless = {IN_MEMORY(0, "f")}, .source = TOML},
    {.name = "toml.dump", WRITES, .unless = {IS_INSTANCE(1, "f", "io.StringIO")}, .source = TOML},
    {.name = "tomli.load", READS, .unless = {IS_INSTANCE(0, "fp", "io.BytesIO")}, .source = TOMLI},
    // A text is parsed where it is; a file is read.
    {.name = "yaml.{load_all,safe_load_all,full_load_all,unsafe_load_all}",
     READS,
     .when = WHEN_ITERATED,
     .only_if = IS_INSTANCE(0, "stream", "io.IOBase"),
     .unless = {IS_INSTANCE(0, "stream", "io.StringIO"), IS_INSTANCE(0, "stream", "io.BytesIO")},
     .source = YAML},
    {.name = "yaml.{load,safe_load,full_load,unsafe_load}",
     READS,
     .only_if = IS_INSTANCE(0, "stream", "io.IOBase"),
     .unless = {IS_INSTANCE(0, "stream", "io.StringIO"), IS_INSTANCE(0, "stream", "io.BytesIO")},
     .source = YAML},
    {.name = "yaml.{dump,dump_all,safe_dump,safe_dump_all}",
     WRITES,
     .only_if = IS_INSTANCE(1, "stream", "io.IOBase"),
     .unless = {IS_INSTANCE(1, "stream", "io.StringIO"), IS_INSTANCE(1, "stream", "io.BytesIO")},
     .source = YAML},

    // Like those of the standard library.
    {.name = "{cloudpickle,dill}.load",
     READS,
     .unless = {IS_INSTANCE(0, "file", "io.BytesIO")},
     .source = "cloudpickle/cloudpickle.py, dill/_dill.py"},
    {.name = "{cloudpickle,dill}.dump",
     WRITES,
     .unless = {IS_INSTANCE(1, "file", "io.BytesIO")},
     .source = "cloudpickle/cloudpickle.py, dill/_dill.py"},

    {.name = "joblib.load",
     READS,
     .unless = {IN_MEMORY(0, "filename")},
     .source = JOBLIB "generated/joblib.load.html"},
    {.name = "joblib.dump",
     WRITES,
     .unless = {IS_INSTANCE(1, "filename", "io.BytesIO")},
     .source = JOBLIB "generated/joblib.dump.html"},
    {.name = "joblib.Parallel",
     .kind = KNOWN_CLASS,
     .source = JOBLIB "generated/joblib.Parallel.html"},
    {.name = "joblib.Parallel.__call__",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .roles = {ROLE(CONSUMED, 0, "iterable")},
     .because = "waits until its workers have done all",
     .instead = "await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = JOBLIB "parallel.html"},

    {.name = "zstandard.{ZstdCompressor,ZstdDecompressor}",
     .kind = KNOWN_CLASS,
     .source = ZSTD "compressor.html"},
    {.name = "zstandard.{ZstdCompressor,ZstdDecompressor}.copy_stream",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "copies one stream into another",
     .source = ZSTD "compressor.html"},
    {.name = "zstandard.{compress,decompress,ZstdCompressor.compress,ZstdDecompressor.decompress}",
     .effect = EFFECT_CPU,
     .tier = TIER_CHEAP,
     .because = "takes its time with much data",
     .source = ZSTD "compressor.html"},
    {.name = "brotli.{compress,decompress}",
     .effect = EFFECT_CPU,
     .tier = TIER_CHEAP,
     .because = "takes its time with much data",
     .source = BROTLI},
};

KNOWLEDGE_TABLE(formats)
