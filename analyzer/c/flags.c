// Which words of a command line describe the translation unit. A tree is not trusted, so this is a
// list of what is let through, not of what is kept out: language, macros, where headers are, what
// the target is like. Words that only matter for the code that is generated, for warnings or for
// the linker are dropped without a word; what could load, write, run or hide something is dropped
// and told; so is what we do not know.
#include "base/array.h"
#include "c/c.h"
#include "c/paths.h"

typedef enum FlagShape {
  FLAG_ALONE,    // the word itself
  FLAG_JOINED,   // begins with the name
  FLAG_SEPARATE, // the name, the next word belongs to it
  FLAG_EITHER,   // begins with the name; when nothing follows in the word, the next word does
} FlagShape;

typedef enum FlagFate {
  FATE_KEEP,
  FATE_DROP,
  FATE_REFUSE,
  FATE_INCLUDE,  // a file taken in before the first line: from the project or the system only
  FATE_LANGUAGE, // -x
} FlagFate;

typedef struct FlagRule {
  const char *name;
  FlagShape shape;
  FlagFate fate;
} FlagRule;

// The first rule that fits decides.
static const FlagRule flag_rules[] = {
    // Looks like something harmless and is not.
    {"@", FLAG_JOINED, FATE_REFUSE}, // a file with further flags
    {"-Xclang", FLAG_SEPARATE, FATE_REFUSE},
    {"-Xarch_", FLAG_JOINED, FATE_REFUSE},
    {"-mllvm", FLAG_SEPARATE, FATE_REFUSE},
    {"-mrelax-relocations", FLAG_JOINED, FATE_DROP},
    {"-fplugin", FLAG_JOINED, FATE_REFUSE},
    {"-fpass-plugin", FLAG_JOINED, FATE_REFUSE},
    {"-fmodule", FLAG_JOINED, FATE_REFUSE}, // writes a cache
    {"-fno-modules", FLAG_ALONE, FATE_DROP},
    {"-fprofile-", FLAG_JOINED, FATE_REFUSE},
    {"-fcrash-diagnostics", FLAG_JOINED, FATE_REFUSE},
    {"-fuse-ld", FLAG_JOINED, FATE_REFUSE},
    {"-fsanitize-", FLAG_JOINED, FATE_REFUSE}, // lists to read
    {"-load", FLAG_SEPARATE, FATE_REFUSE},
    {"-B", FLAG_EITHER, FATE_REFUSE},
    {"-specs", FLAG_JOINED, FATE_REFUSE},
    {"--specs", FLAG_JOINED, FATE_REFUSE},
    {"-wrapper", FLAG_SEPARATE, FATE_REFUSE},
    {"-ivfsoverlay", FLAG_EITHER, FATE_REFUSE},
    {"-imacros", FLAG_EITHER, FATE_REFUSE},
    {"-include-pch", FLAG_SEPARATE, FATE_REFUSE},
    {"-include-pth", FLAG_SEPARATE, FATE_REFUSE},
    {"-save-temps", FLAG_JOINED, FATE_REFUSE},
    {"--save-temps", FLAG_JOINED, FATE_REFUSE},
    {"--serialize-diagnostics", FLAG_SEPARATE, FATE_REFUSE},
    {"-serialize-diagnostics", FLAG_SEPARATE, FATE_REFUSE},
    {"-working-directory", FLAG_EITHER, FATE_REFUSE},
    {"-resource-dir", FLAG_EITHER, FATE_REFUSE},
    {"--config", FLAG_JOINED, FATE_REFUSE},
    {"-cc1", FLAG_JOINED, FATE_REFUSE},
    {"-ccc-", FLAG_JOINED, FATE_REFUSE},

    // What the unit is.
    {"-D_FORTIFY_SOURCE", FLAG_JOINED, FATE_DROP}, // hides functions behind others
    {"-D", FLAG_EITHER, FATE_KEEP},
    {"-U", FLAG_EITHER, FATE_KEEP},
    {"-isystem", FLAG_EITHER, FATE_KEEP},
    {"-iquote", FLAG_EITHER, FATE_KEEP},
    {"-idirafter", FLAG_EITHER, FATE_KEEP},
    {"-isysroot", FLAG_EITHER, FATE_KEEP},
    {"--sysroot=", FLAG_JOINED, FATE_KEEP},
    {"--sysroot", FLAG_SEPARATE, FATE_KEEP},
    {"-include", FLAG_EITHER, FATE_INCLUDE},
    {"-I", FLAG_EITHER, FATE_KEEP},
    {"-nostdinc", FLAG_ALONE, FATE_KEEP},
    {"-pthread", FLAG_ALONE, FATE_KEEP},
    {"-std=", FLAG_JOINED, FATE_KEEP},
    {"--std=", FLAG_JOINED, FATE_KEEP},
    {"-ansi", FLAG_ALONE, FATE_KEEP},
    {"-trigraphs", FLAG_ALONE, FATE_KEEP},
    {"-undef", FLAG_ALONE, FATE_KEEP},
    {"--target=", FLAG_JOINED, FATE_KEEP},
    {"-target", FLAG_SEPARATE, FATE_KEEP},
    {"-x", FLAG_EITHER, FATE_LANGUAGE},
    {"-fshort-enums", FLAG_ALONE, FATE_KEEP},
    {"-fno-short-enums", FLAG_ALONE, FATE_KEEP},
    {"-fshort-wchar", FLAG_ALONE, FATE_KEEP},
    {"-fsigned-char", FLAG_ALONE, FATE_KEEP},
    {"-funsigned-char", FLAG_ALONE, FATE_KEEP},
    {"-fbuiltin", FLAG_ALONE, FATE_KEEP},
    {"-fno-builtin", FLAG_JOINED, FATE_KEEP},
    {"-ffreestanding", FLAG_ALONE, FATE_KEEP},
    {"-fgnu89-inline", FLAG_ALONE, FATE_KEEP},
    {"-fms-extensions", FLAG_ALONE, FATE_KEEP},
    {"-fblocks", FLAG_ALONE, FATE_KEEP},
    {"-fPIC", FLAG_ALONE, FATE_KEEP},
    {"-fpic", FLAG_ALONE, FATE_KEEP},
    {"-fPIE", FLAG_ALONE, FATE_KEEP},
    {"-fpie", FLAG_ALONE, FATE_KEEP},
    {"-fexceptions", FLAG_ALONE, FATE_KEEP},
    {"-fasm", FLAG_ALONE, FATE_KEEP},
    {"-fno-asm", FLAG_ALONE, FATE_KEEP},
    {"-fdollars-in-identifiers", FLAG_ALONE, FATE_KEEP},
    {"-fno-dollars-in-identifiers", FLAG_ALONE, FATE_KEEP},
    {"-fdeclspec", FLAG_ALONE, FATE_KEEP},
    {"-fpack-struct", FLAG_JOINED, FATE_KEEP},
    {"-m32", FLAG_ALONE, FATE_KEEP},
    {"-m64", FLAG_ALONE, FATE_KEEP},
    {"-mx32", FLAG_ALONE, FATE_KEEP},
    {"-march=", FLAG_JOINED, FATE_KEEP},
    {"-mcpu=", FLAG_JOINED, FATE_KEEP},
    {"-mfpu=", FLAG_JOINED, FATE_KEEP},
    {"-mfloat-abi=", FLAG_JOINED, FATE_KEEP},
    {"-mthumb", FLAG_ALONE, FATE_KEEP},
    {"-msse", FLAG_JOINED, FATE_KEEP},
    {"-mno-sse", FLAG_JOINED, FATE_KEEP},
    {"-mssse", FLAG_JOINED, FATE_KEEP},
    {"-mavx", FLAG_JOINED, FATE_KEEP},
    {"-mno-avx", FLAG_JOINED, FATE_KEEP},
    {"-maes", FLAG_ALONE, FATE_KEEP},
    {"-mpclmul", FLAG_ALONE, FATE_KEEP},
    {"-mbmi", FLAG_JOINED, FATE_KEEP},
    {"-mpopcnt", FLAG_ALONE, FATE_KEEP},
    {"-mfma", FLAG_ALONE, FATE_KEEP},
    {"-mms-bitfields", FLAG_ALONE, FATE_KEEP},

    // What the unit does not depend on.
    {"-W", FLAG_JOINED, FATE_DROP}, // with -Wp, -Wl, -Wa,
    {"-w", FLAG_ALONE, FATE_DROP},
    {"-pedantic", FLAG_JOINED, FATE_DROP},
    {"-O", FLAG_JOINED, FATE_DROP},
    {"-g", FLAG_JOINED, FATE_DROP},
    {"-f", FLAG_JOINED, FATE_DROP},
    {"-m", FLAG_JOINED, FATE_DROP},
    {"-MF", FLAG_EITHER, FATE_DROP},
    {"-MT", FLAG_EITHER, FATE_DROP},
    {"-MQ", FLAG_EITHER, FATE_DROP},
    {"-MJ", FLAG_EITHER, FATE_DROP},
    {"-M", FLAG_JOINED, FATE_DROP},
    {"-o", FLAG_EITHER, FATE_DROP},
    {"-c", FLAG_ALONE, FATE_DROP},
    {"-S", FLAG_ALONE, FATE_DROP},
    {"-E", FLAG_ALONE, FATE_DROP},
    {"-P", FLAG_ALONE, FATE_DROP},
    {"-C", FLAG_ALONE, FATE_DROP},
    {"-v", FLAG_ALONE, FATE_DROP},
    {"-s", FLAG_ALONE, FATE_DROP},
    {"-p", FLAG_ALONE, FATE_DROP},
    {"-pg", FLAG_ALONE, FATE_DROP},
    {"-pipe", FLAG_ALONE, FATE_DROP},
    {"-pie", FLAG_ALONE, FATE_DROP},
    {"-no-pie", FLAG_ALONE, FATE_DROP},
    {"-static", FLAG_JOINED, FATE_DROP},
    {"-shared", FLAG_JOINED, FATE_DROP},
    {"-rdynamic", FLAG_ALONE, FATE_DROP},
    {"-nostdlib", FLAG_ALONE, FATE_DROP},
    {"-nostartfiles", FLAG_ALONE, FATE_DROP},
    {"-nodefaultlibs", FLAG_ALONE, FATE_DROP},
    {"-L", FLAG_EITHER, FATE_DROP},
    {"-l", FLAG_EITHER, FATE_DROP},
    {"-T", FLAG_EITHER, FATE_DROP},
    {"-u", FLAG_EITHER, FATE_DROP},
    {"-z", FLAG_EITHER, FATE_DROP},
    {"-d", FLAG_JOINED, FATE_DROP},
    {"-arch", FLAG_SEPARATE, FATE_DROP},
    {"-Xlinker", FLAG_SEPARATE, FATE_DROP},
    {"-Xassembler", FLAG_SEPARATE, FATE_DROP},
    {"-Xpreprocessor", FLAG_SEPARATE, FATE_DROP},
    {"-Qunused-arguments", FLAG_ALONE, FATE_DROP},
    {"--param=", FLAG_JOINED, FATE_DROP},
    {"--param", FLAG_SEPARATE, FATE_DROP},
    {"--coverage", FLAG_ALONE, FATE_DROP},
    {"--gcc-toolchain=", FLAG_JOINED, FATE_DROP},
    {"-no-canonical-prefixes", FLAG_ALONE, FATE_DROP},
    {"-", FLAG_JOINED, FATE_REFUSE}, // not known to us
};

typedef Array(Str) Strs;

typedef struct Filter {
  Arena *arena;
  Str root;
  Strs kept;
  Strs refused;
  bool is_other_language;
} Filter;

static bool fits(const FlagRule *rule, Str word) {
  Str name = str_from_c(rule->name);
  switch (rule->shape) {
  case FLAG_ALONE:
  case FLAG_SEPARATE:
    return str_equal(word, name);
  case FLAG_JOINED:
  case FLAG_EITHER:
    return str_has_prefix(word, name);
  }
  return false;
}

// Most rules are ruled out by the second letter; databases hold millions of words.
static const FlagRule *find_rule(Str word) {
  if (word.size == 0 || (word.at[0] != '-' && word.at[0] != '@')) return NULL;
  for (size_t i = 0; i < COUNT_OF(flag_rules); i++) {
    char second = flag_rules[i].name[1];
    bool may_fit = second == '\0' || (word.size > 1 && word.at[1] == second);
    if (may_fit && fits(&flag_rules[i], word)) return &flag_rules[i];
  }
  return NULL;
}

// Whether the next word belongs to this one.
static bool takes_next(const FlagRule *rule, Str word) {
  bool is_bare = str_equal_c(word, rule->name);
  return rule->shape == FLAG_SEPARATE || (rule->shape == FLAG_EITHER && is_bare);
}

static bool is_allowed_include(const Filter *filter, Str path) {
  if (!str_has_prefix(path, STR("/"))) path = path_resolve(filter->arena, filter->root, path);
  path = path_resolve(filter->arena, STR("/"), path);
  Str rest = {0};
  return c_path_below(filter->root, path, &rest) || c_path_below(STR("/usr"), path, &rest);
}

static void set_language(Filter *filter, Str value) {
  bool is_c = str_equal_c(value, "c") || str_equal_c(value, "cpp-output") ||
              str_equal_c(value, "none") || str_equal_c(value, "c-header");
  filter->is_other_language = !is_c;
}

static void keep(Filter *filter, Str word, bool has_next, Str next) {
  array_push(filter->arena, &filter->kept, word);
  if (has_next) array_push(filter->arena, &filter->kept, next);
}

static void refuse(Filter *filter, Str word, bool has_next, Str next) {
  Str both = has_next ? str_print(filter->arena, "%.*s %.*s", STR_ARG(word), STR_ARG(next)) : word;
  array_push(filter->arena, &filter->refused, both);
}

static void apply(Filter *filter, const FlagRule *rule, Str word, bool has_next, Str next) {
  Str value = has_next ? next : str_slice(word, str_from_c(rule->name).size, word.size);
  switch (rule->fate) {
  case FATE_DROP:
    return;
  case FATE_KEEP:
    keep(filter, word, has_next, next);
    return;
  case FATE_LANGUAGE:
    set_language(filter, value);
    return;
  case FATE_INCLUDE:
    if (is_allowed_include(filter, value)) {
      keep(filter, word, has_next, next);
      return;
    }
    refuse(filter, word, has_next, next);
    return;
  case FATE_REFUSE:
    refuse(filter, word, has_next, next);
    return;
  }
}

bool c_command_filter(Arena *arena, const Str *words, size_t count, Str root, CCommand *out) {
  Filter filter = {.arena = arena, .root = root};
  for (size_t i = 0; i < count; i++) {
    if (str_equal_c(words[i], "--")) break;
    const FlagRule *rule = find_rule(words[i]);
    if (!rule) continue; // the name of a file
    bool has_next = takes_next(rule, words[i]);
    if (has_next && i + 1 == count) break;
    Str next = has_next ? words[i + 1] : (Str){0};
    apply(&filter, rule, words[i], has_next, next);
    i += has_next;
  }
  out->flags = filter.kept.at;
  out->flag_count = (uint32_t)filter.kept.count;
  out->refused = filter.refused.at;
  out->refused_count = (uint32_t)filter.refused.count;
  return !filter.is_other_language;
}
