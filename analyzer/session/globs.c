// Matching with two places to go back to: the last `*`, which may not pass a '/', and the last
// `**`, which may. When both fail, there is nothing else to try, so no pattern takes exponential
// time.
#include "session/globs.h"

#include "session/paths.h"

typedef struct Retry { // where to go on after a mismatch: one byte of text further
  size_t pattern;      // SIZE_MAX when there is no star yet
  size_t text;
} Retry;

static bool set_matches(Str pattern, size_t *at, unsigned char byte) {
  size_t i = *at + 1;
  bool is_negated = i < pattern.size && (pattern.at[i] == '!' || pattern.at[i] == '^');
  if (is_negated) i++;
  bool is_in = false;
  for (size_t first = i; i < pattern.size && (pattern.at[i] != ']' || i == first); i++) {
    unsigned char low = (unsigned char)pattern.at[i];
    unsigned char high = low;
    if (i + 2 < pattern.size && pattern.at[i + 1] == '-' && pattern.at[i + 2] != ']') {
      high = (unsigned char)pattern.at[i + 2];
      i += 2;
    }
    if (low <= byte && byte <= high) is_in = true;
  }
  *at = i + 1;
  return i < pattern.size && is_in != is_negated;
}

// One byte of text against the pattern at `*at`, which is no star; moves `*at` behind what matched.
static bool byte_matches(Str pattern, size_t *at, char byte) {
  char wanted = pattern.at[*at];
  if (wanted == '[' && byte != '/') return set_matches(pattern, at, (unsigned char)byte);
  if (wanted == '\\' && *at + 1 < pattern.size)
    wanted = pattern.at[++*at];
  else if (wanted == '?' && byte != '/')
    wanted = byte;
  ++*at;
  return wanted == byte;
}

static bool has_star(Str pattern, size_t at) {
  return at < pattern.size && pattern.at[at] == '*';
}

// Reads the star at `*at` and notes where to come back to.
static void read_star(Str pattern, size_t *at, size_t text, Retry *star, Retry *wide) {
  if (!has_star(pattern, *at + 1)) {
    *at += 1;
    *star = (Retry){*at, text};
    return;
  }
  *at += 2;
  bool is_directories = *at < pattern.size && pattern.at[*at] == '/';
  *wide = (Retry){*at, text};
  *star = (Retry){SIZE_MAX, 0};
  if (is_directories) *at += 1; // `**/` may stand for nothing
}

static bool take_retry(Retry *retry, size_t *pattern, size_t *text) {
  if (retry->pattern == SIZE_MAX) return false;
  *pattern = retry->pattern;
  *text = ++retry->text;
  return true;
}

bool glob_matches(Str pattern, Str text) {
  Retry star = {SIZE_MAX, 0};
  Retry wide = {SIZE_MAX, 0};
  size_t p = 0;
  size_t t = 0;
  while (t < text.size || p < pattern.size) {
    if (has_star(pattern, p)) {
      read_star(pattern, &p, t, &star, &wide);
      continue;
    }
    if (p < pattern.size && t < text.size && byte_matches(pattern, &p, text.at[t])) {
      t++;
      continue;
    }
    bool may_widen = star.pattern != SIZE_MAX && star.text < text.size && text.at[star.text] != '/';
    if (may_widen && take_retry(&star, &p, &t)) continue;
    star = (Retry){SIZE_MAX, 0};
    if (wide.text >= text.size || !take_retry(&wide, &p, &t)) return false;
  }
  return true;
}

static Str without_dot(Str pattern) {
  while (str_has_prefix(pattern, STR("./")))
    pattern = str_slice(pattern, 2, pattern.size);
  return str_has_suffix(pattern, STR("/")) ? str_slice(pattern, 0, pattern.size - 1) : pattern;
}

static bool pattern_names(Str pattern, Str path, Str current) {
  Str bare = without_dot(pattern);
  if (str_find_byte(bare, '/') == SIZE_MAX) return glob_matches(bare, path_name(path));
  if (bare.at[0] == '/') return glob_matches(bare, path);
  return path_is_below(path, current) && glob_matches(bare, path_below(path, current));
}

bool globs_exclude(const Globs *globs, Str full, Str top) {
  if (globs->count == 0) return false;
  for (Str path = full; path.size > top.size; path = path_parent(path)) {
    for (size_t i = 0; i < globs->count; i++) {
      if (pattern_names(globs->at[i], path, globs->current)) return true;
    }
  }
  return false;
}
