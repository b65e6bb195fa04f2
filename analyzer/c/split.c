// A command line as words, the way a POSIX shell splits it (Shell Command Language, 2.2 Quoting):
// blanks separate, '…' keeps everything, "…" keeps all but \ before $ ` " \, \ keeps the next
// character. `$NAME`, `$(…)` and `*` stay as they are written.
#include "base/array.h"
#include "c/c.h"

typedef struct Splitter {
  Arena *arena;
  Array(Str) words;
  Array(char) word;
  bool is_inside; // of a word, which may be empty: ''
} Splitter;

static void put_byte(Splitter *splitter, char byte) {
  array_push(splitter->arena, &splitter->word, byte);
  splitter->is_inside = true;
}

static void end_word(Splitter *splitter) {
  if (!splitter->is_inside) return;
  Str word = str_copy(splitter->arena, (Str){splitter->word.at, splitter->word.count});
  array_push(splitter->arena, &splitter->words, word);
  splitter->word.count = 0;
  splitter->is_inside = false;
}

static bool is_escaped_in_quotes(char byte) {
  return byte == '$' || byte == '`' || byte == '"' || byte == '\\';
}

// Both return where the text goes on; `at` is behind the quote. A quote that is not closed reaches
// to the end.
static size_t take_single(Splitter *splitter, Str line, size_t at) {
  splitter->is_inside = true;
  for (; at < line.size && line.at[at] != '\''; at++)
    put_byte(splitter, line.at[at]);
  return at + 1;
}

static size_t take_double(Splitter *splitter, Str line, size_t at) {
  splitter->is_inside = true;
  for (; at < line.size && line.at[at] != '"'; at++) {
    bool has_next = line.at[at] == '\\' && at + 1 < line.size;
    if (has_next && line.at[at + 1] == '\n') {
      at++; // a line that goes on
      continue;
    }
    if (has_next && is_escaped_in_quotes(line.at[at + 1])) at++;
    put_byte(splitter, line.at[at]);
  }
  return at + 1;
}

static size_t take_escaped(Splitter *splitter, Str line, size_t at) {
  if (at >= line.size) return at;
  if (line.at[at] != '\n') put_byte(splitter, line.at[at]);
  return at + 1;
}

const Str *c_command_split(Arena *arena, Str line, size_t *count) {
  Splitter splitter = {.arena = arena};
  for (size_t at = 0; at < line.size;) {
    char byte = line.at[at++];
    switch (byte) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
      end_word(&splitter);
      break;
    case '\'':
      at = take_single(&splitter, line, at);
      break;
    case '"':
      at = take_double(&splitter, line, at);
      break;
    case '\\':
      at = take_escaped(&splitter, line, at);
      break;
    default:
      put_byte(&splitter, byte);
    }
  }
  end_word(&splitter);
  *count = splitter.words.count;
  return splitter.words.at;
}
