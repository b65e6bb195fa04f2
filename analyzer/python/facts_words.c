// Comments for people: whether somebody has said in words why the code is as it is.
#include "python/facts_walk.h"

// Fewer words are a heading.
#define EXPLANATION_MIN_WORDS 3

// `pylint: disable=…`, `type: ignore`: people begin sentences with a capital, or without a colon.
static bool is_directive(Str text) {
  size_t end = 0;
  while (end < text.size && ((text.at[end] >= 'a' && text.at[end] <= 'z') || text.at[end] == '-'))
    end++;
  return end > 0 && end < text.size && text.at[end] == ':';
}

static bool is_for_people(Str text) {
  static const char *const others[] = {"noqa", "pragma", "nosec", "noinspection", "nostall",
                                       "todo", "fixme",  "xxx",   "hack"};
  for (size_t i = 0; i < COUNT_OF(others); i++)
    if (str_take_word(&text, str_from_c(others[i]))) return false;
  return !is_directive(text);
}

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static uint32_t count_words(Str text) {
  uint32_t count = 0, letters = 0;
  for (size_t at = 0; at < text.size; at++) {
    letters = is_letter(text.at[at]) || (unsigned char)text.at[at] >= 0x80 ? letters + 1 : 0;
    count += letters == 2;
  }
  return count;
}

static bool is_explanation(Str comment) {
  for (size_t hash = 0; hash != SIZE_MAX; hash = str_find_byte(comment, '#')) {
    comment = str_skip_blanks(str_slice(comment, hash + 1, comment.size));
    Str part = str_slice(comment, 0, str_find_byte(comment, '#'));
    if (is_for_people(part) && count_words(part) >= EXPLANATION_MIN_WORDS) return true;
  }
  return false;
}

bool comment_explains(const Walker *walker, uint32_t begin, uint32_t end) {
  const AstModule *module = walker->module;
  uint32_t low = 0, high = module->comment_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (module->comments[middle].start < begin)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < module->comment_count && module->comments[low].start < end; low++) {
    Span comment = module->comments[low];
    if (is_explanation(str_slice(walker->text, comment.start, comment.end))) return true;
  }
  return false;
}
