// Comments that silence findings: what is the same in every language.
#include "facts/facts.h"

#include <string.h>

// Longer reasons are cut off.
#define REASON_MAX_BYTES 200

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

static bool is_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

// Everything behind `--`.
static Str parse_reason(Str rest) {
  rest = str_skip_blanks(rest);
  if (!str_has_prefix(rest, STR("--"))) return (Str){0};
  size_t end = rest.size < REASON_MAX_BYTES ? rest.size : REASON_MAX_BYTES;
  while (end < rest.size && ((unsigned char)rest.at[end] & 0xC0) == 0x80)
    end--; // not in the middle of a character
  return str_trim(str_slice(rest, 2, end));
}

static bool parse_word(Str *rest, IgnoreWord *out) {
  static const char *const words[] = {
      [IGNORE_HERE] = "ignore",
      [IGNORE_FILE] = "ignore-file",
      [IGNORE_DISABLE] = "disable",
      [IGNORE_ENABLE] = "enable",
  };
  for (size_t i = COUNT_OF(words); i-- > 0;) { // the longer one of two first
    *out = (IgnoreWord)i;
    if (str_take_word(rest, str_from_c(words[i]))) return true;
  }
  return false;
}

bool ignore_parse(Str text, Ignore *out) {
  if (!str_has_prefix(text, STR("nostall:"))) return false;
  Str rest = str_skip_blanks(str_slice(text, strlen("nostall:"), text.size));
  *out = (Ignore){0};
  if (!parse_word(&rest, &out->word)) return false;
  if (rest.size > 0 && is_word(rest.at[0])) return false;
  if (rest.size > 0 && rest.at[0] == '[') {
    size_t end = 1;
    while (end < rest.size && rest.at[end] != ']' && rest.at[end] != '#')
      end++;
    if (end == rest.size || rest.at[end] == '#') return false;
    out->codes = str_trim(str_slice(rest, 1, end));
    if (out->codes.size == 0) return false;
    rest = str_slice(rest, end + 1, rest.size);
  }
  out->reason = parse_reason(rest);
  return true;
}

static uint32_t add_codes(SummaryBuilder *builder, Str codes) {
  uint32_t count = 0;
  for (size_t start = 0, at = 0; at <= codes.size; at++) {
    bool is_end = at == codes.size || codes.at[at] == ',' || is_blank(codes.at[at]);
    if (!is_end) continue;
    Str code = str_slice(codes, start, at);
    start = at + 1;
    if (code.size == 0) continue;
    NameId id = summary_builder_name(builder, code);
    array_push(&builder->arena, &builder->codes, id);
    count++;
  }
  return count;
}

void summary_builder_suppress(SummaryBuilder *builder, Suppression made, Str codes, Str reason,
                              Span span, Span covers) {
  uint32_t first = (uint32_t)builder->codes.count;
  made.code_count = add_codes(builder, codes);
  made.codes = made.code_count > 0 ? first : 0;
  made.reason = summary_builder_name(builder, reason);
  array_push(&builder->arena, &builder->suppressions, made);
  array_push(&builder->arena, &builder->suppression_spans, span);
  array_push(&builder->arena, &builder->suppression_covers, covers);
}

// The next of the codes of a list; false when there is none any more.
static bool next_code(Str *rest, Str *out) {
  size_t start = 0;
  while (start < rest->size && (is_blank(rest->at[start]) || rest->at[start] == ','))
    start++;
  size_t end = start;
  while (end < rest->size && !is_blank(rest->at[end]) && rest->at[end] != ',')
    end++;
  *out = str_slice(*rest, start, end);
  *rest = str_slice(*rest, end, rest->size);
  return out->size > 0;
}

void summary_builder_disable(SummaryBuilder *builder, const Ignore *ignore, Span comment,
                             uint32_t end) {
  Suppression made = {.kind = SUPPRESSION_RANGE, .own_line = 1};
  Span covers = {comment.start, end};
  Str rest = ignore->codes, code = {0};
  if (ignore->codes.size == 0)
    summary_builder_suppress(builder, made, STR(""), ignore->reason, comment, covers);
  while (next_code(&rest, &code))
    summary_builder_suppress(builder, made, code, ignore->reason, comment, covers);
}

// Ends those that go on; with a code, those of that one.
static void end_ranges(SummaryBuilder *builder, Str code, uint32_t at) {
  NameId name = summary_builder_name(builder, code);
  for (size_t i = 0; i < builder->suppressions.count; i++) {
    const Suppression *suppression = &builder->suppressions.at[i];
    Span *covers = &builder->suppression_covers.at[i];
    if (suppression->kind != SUPPRESSION_RANGE || covers->end <= at) continue;
    bool is_of = suppression->code_count == 1 && builder->codes.at[suppression->codes] == name;
    if (code.size == 0 || is_of) covers->end = at;
  }
}

void summary_builder_enable(SummaryBuilder *builder, const Ignore *ignore, Span comment) {
  Str rest = ignore->codes, code = {0};
  if (ignore->codes.size == 0) end_ranges(builder, STR(""), comment.start);
  while (next_code(&rest, &code))
    end_ranges(builder, code, comment.start);
}
