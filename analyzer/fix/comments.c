// Comments that silence nothing: one rule less in the list, or no comment at all.
#include "fix/writer.h"

// The directive among those of a comment, from its `#` to the next one or the end of the comment.
static bool find_directive(const FixWriter *writer, Span comment, Span *out) {
  Str body = writer_text(writer, comment);
  size_t word = str_find(body, STR("nostall:"));
  if (word == SIZE_MAX) return false;
  size_t start = word;
  while (start > 0 && body.at[start] != '#')
    start--;
  size_t next = str_find_byte(str_slice(body, word, body.size), '#');
  size_t end = next == SIZE_MAX ? body.size : word + next;
  *out = (Span){comment.start + (uint32_t)start, comment.start + (uint32_t)end};
  return body.at[start] == '#';
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

static bool ends_line(Str text, size_t at) {
  return at >= text.size || text.at[at] == '\n' || text.at[at] == '\r';
}

// A line that holds nothing else goes as a whole.
static void drop_directive(FixWriter *writer, Span directive) {
  Str text = writer->source->text;
  uint32_t start = directive.start, end = directive.end;
  while (start > 0 && is_blank(text.at[start - 1]))
    start--;
  bool begins_line = start == 0 || ends_line(text, start - 1);
  bool is_last = ends_line(text, end);
  if (begins_line && is_last && end < text.size)
    end += text.at[end] == '\r' && end + 1 < text.size && text.at[end + 1] == '\n' ? 2 : 1;
  if (!is_last) start = directive.start; // another comment takes its place
  writer_delete(writer, (Span){start, end});
}

// The rule in the list, with the comma that it does not need any more.
static bool find_code(Str text, Str code, size_t *start, size_t *end) {
  size_t open = str_find_byte(text, '['), close = str_find_byte(text, ']');
  if (open == SIZE_MAX || close == SIZE_MAX || close < open) return false;
  for (size_t at = open + 1; at < close; at = *end + 1) {
    *start = at;
    *end = at;
    while (*end < close && text.at[*end] != ',')
      ++*end;
    if (!str_equal(str_trim(str_slice(text, *start, *end)), code)) continue;
    bool is_first = *start == open + 1;
    if (!is_first) --*start;
    if (is_first && *end < close) ++*end;
    while (is_first && *end < close && is_blank(text.at[*end]))
      ++*end;
    return true;
  }
  return false;
}

void write_drop_comment(FixWriter *writer, uint32_t suppression, const char *code) {
  const Summary *summary = writer->summary;
  Span comment = summary->suppression_spans[suppression], directive = {0};
  bool is_here = find_directive(writer, comment, &directive);
  // What begins a range is left to people: something ends it, too.
  if (!is_here || summary->suppressions[suppression].kind != SUPPRESSION_IGNORE) {
    writer_give_up(writer);
    return;
  }
  if (summary->suppressions[suppression].code_count <= 1) {
    drop_directive(writer, directive);
    return;
  }
  size_t start = 0, end = 0;
  if (!code || !find_code(writer_text(writer, directive), str_from_c(code), &start, &end)) {
    writer_give_up(writer);
    return;
  }
  writer_delete(writer, (Span){directive.start + (uint32_t)start, directive.start + (uint32_t)end});
}
