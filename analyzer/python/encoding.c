// From the bytes of a file to UTF-8, as Python reads its sources: a byte order mark or a
// declaration in the first two lines (PEP 263) names the encoding, UTF-8 is the rule.
#define _POSIX_C_SOURCE 200809L
#include "python/python.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define REPLACEMENT       "\xEF\xBF\xBD" // U+FFFD
#define REPLACEMENT_BYTES 3

// The longest name of an encoding that is looked at.
#define NAME_MAX_BYTES 31

// ---- UTF-8 --------------------------------------------------------------------------------------

#define ASCII_BLOCK_BYTES 64

static bool is_ascii_block(const char *at) {
  uint64_t all = 0;
  for (size_t i = 0; i < ASCII_BLOCK_BYTES; i += sizeof all) {
    uint64_t word = 0;
    memcpy(&word, at + i, sizeof word);
    all |= word;
  }
  return !(all & UINT64_C(0x8080808080808080));
}

// Bytes from `at` on that are ASCII.
static size_t ascii_run(Str text, size_t at) {
  size_t start = at;
  while (at + ASCII_BLOCK_BYTES <= text.size && is_ascii_block(text.at + at))
    at += ASCII_BLOCK_BYTES;
  while (at < text.size && (unsigned char)text.at[at] < 0x80)
    at++;
  return at - start;
}

// What may follow the first byte of a sequence of more than one: its length, and the bounds of the
// second byte, which rule out overlong forms, surrogates and what is beyond U+10FFFF.
typedef struct Lead {
  uint8_t size;
  uint8_t low;
  uint8_t high;
} Lead;

static Lead lead_of(unsigned char byte) {
  if (byte < 0xC2 || byte > 0xF4) return (Lead){0, 0, 0};
  if (byte < 0xE0) return (Lead){2, 0x80, 0xBF};
  if (byte == 0xE0) return (Lead){3, 0xA0, 0xBF};
  if (byte == 0xED) return (Lead){3, 0x80, 0x9F};
  if (byte < 0xF0) return (Lead){3, 0x80, 0xBF};
  if (byte == 0xF0) return (Lead){4, 0x90, 0xBF};
  if (byte == 0xF4) return (Lead){4, 0x80, 0x8F};
  return (Lead){4, 0x80, 0xBF};
}

// The length of the character at `at`, which is not ASCII. When there is none, false, and `*size`
// is the length of what one replacement stands for.
static bool utf8_character(Str text, size_t at, size_t *size) {
  Lead lead = lead_of((unsigned char)text.at[at]);
  *size = 1;
  if (lead.size == 0) return false;
  for (; *size < lead.size; ++*size) {
    if (at + *size >= text.size) return false;
    unsigned char byte = (unsigned char)text.at[at + *size];
    if (byte < lead.low || byte > lead.high) return false;
    lead.low = 0x80;
    lead.high = 0xBF;
  }
  return true;
}

// The offset of the first byte that is not UTF-8, the size of the text when there is none.
static size_t utf8_valid(Str text) {
  for (size_t at = ascii_run(text, 0); at < text.size; at += ascii_run(text, at)) {
    size_t size = 0;
    if (!utf8_character(text, at, &size)) return at;
    at += size;
  }
  return text.size;
}

static Str utf8_replace(Arena *arena, Str text, size_t first_bad) {
  size_t capacity = first_bad + (text.size - first_bad) * REPLACEMENT_BYTES;
  char *out = arena_push(arena, char, capacity);
  memcpy(out, text.at, first_bad);
  size_t count = first_bad;
  for (size_t at = first_bad; at < text.size;) {
    size_t size = ascii_run(text, at);
    bool is_good = size > 0 || utf8_character(text, at, &size);
    const char *from = is_good ? text.at + at : REPLACEMENT;
    size_t from_bytes = is_good ? size : REPLACEMENT_BYTES;
    memcpy(out + count, from, from_bytes);
    count += from_bytes;
    at += size;
  }
  return (Str){out, count};
}

static void decode_utf8(Arena *arena, Str bytes, Str *text, uint32_t *first_bad) {
  size_t valid = utf8_valid(bytes);
  bool is_good = valid == bytes.size;
  *text = is_good ? bytes : utf8_replace(arena, bytes, valid);
  if (!is_good) *first_bad = (uint32_t)valid;
}

// ---- Declaration --------------------------------------------------------------------------------

// Takes a line off the front; \n, \r\n and \r end one.
static Str take_line(Str *rest) {
  size_t end = str_find_byte(*rest, '\n');
  if (end == SIZE_MAX) end = rest->size;
  size_t before = str_find_byte(str_slice(*rest, 0, end), '\r');
  if (before != SIZE_MAX) end = before;
  Str line = str_slice(*rest, 0, end);
  bool is_pair = end + 1 < rest->size && rest->at[end] == '\r' && rest->at[end + 1] == '\n';
  *rest = str_slice(*rest, end + (is_pair ? 2 : 1), rest->size);
  return line;
}

static bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.';
}

static Str skip_spaces(Str text) {
  size_t at = 0;
  while (at < text.size && (text.at[at] == ' ' || text.at[at] == '\t' || text.at[at] == '\f'))
    at++;
  return str_slice(text, at, text.size);
}

// The name behind `coding:` or `coding=` in a comment; "" when there is none.
static Str declared_in(Str comment) {
  const Str word = STR("coding");
  for (;;) {
    size_t at = str_find(comment, word);
    if (at == SIZE_MAX) return (Str){0};
    comment = str_slice(comment, at + word.size, comment.size);
    if (comment.size == 0 || (comment.at[0] != ':' && comment.at[0] != '=')) continue;
    Str name = skip_spaces(str_slice(comment, 1, comment.size));
    size_t end = 0;
    while (end < name.size && is_name_byte(name.at[end]))
      end++;
    if (end > 0) return str_slice(name, 0, end);
  }
}

static Str declared(Str bytes) {
  for (int line = 0; line < 2; line++) {
    Str text = skip_spaces(take_line(&bytes));
    bool is_comment = text.size > 0 && text.at[0] == '#';
    if (text.size > 0 && !is_comment) return (Str){0}; // the second line counts behind a comment
    Str name = is_comment ? declared_in(text) : (Str){0};
    if (name.size > 0) return name;
  }
  return (Str){0};
}

// ---- Names --------------------------------------------------------------------------------------

// Python's names of encodings that extend ASCII, in small letters and without punctuation, and what
// iconv calls them. Only these: names are chosen by strangers.
typedef struct Encoding {
  const char *names; // separated by blanks
  const char *iconv;
} Encoding;

static const Encoding encodings[] = {
    {"ascii usascii 646 ansix3.41968 iso646us", "ASCII"},
    {"latin1 iso88591 l1 latin cp819 8859 isolatin1", "ISO-8859-1"},
    {"iso88592 latin2 l2 isolatin2", "ISO-8859-2"},
    {"iso88593 latin3 l3 isolatin3", "ISO-8859-3"},
    {"iso88594 latin4 l4 isolatin4", "ISO-8859-4"},
    {"iso88595 cyrillic", "ISO-8859-5"},
    {"iso88596 arabic", "ISO-8859-6"},
    {"iso88597 greek greek8", "ISO-8859-7"},
    {"iso88598 hebrew", "ISO-8859-8"},
    {"iso88599 latin5 l5 isolatin5", "ISO-8859-9"},
    {"iso885910 latin6 l6 isolatin6", "ISO-8859-10"},
    {"iso885911 thai", "ISO-8859-11"},
    {"iso885913 latin7 l7", "ISO-8859-13"},
    {"iso885914 latin8 l8 isoceltic", "ISO-8859-14"},
    {"iso885915 latin9 l9", "ISO-8859-15"},
    {"iso885916 latin10 l10", "ISO-8859-16"},
    {"cp437 437 ibm437", "CP437"},
    {"cp737", "CP737"},
    {"cp775 ibm775", "CP775"},
    {"cp850 850 ibm850", "CP850"},
    {"cp852 852 ibm852", "CP852"},
    {"cp855 855 ibm855", "CP855"},
    {"cp857 857 ibm857", "CP857"},
    {"cp858 858 ibm858", "CP858"},
    {"cp860 860 ibm860", "CP860"},
    {"cp861 861 ibm861 cpis", "CP861"},
    {"cp862 862 ibm862", "CP862"},
    {"cp863 863 ibm863", "CP863"},
    {"cp864 ibm864", "CP864"},
    {"cp865 865 ibm865", "CP865"},
    {"cp866 866 ibm866", "CP866"},
    {"cp869 869 ibm869 cpgr", "CP869"},
    {"cp874", "CP874"},
    {"cp1125 1125 ibm1125 cp866u ruscii", "CP1125"},
    {"cp1250 windows1250 1250", "CP1250"},
    {"cp1251 windows1251 1251", "CP1251"},
    {"cp1252 windows1252 1252", "CP1252"},
    {"cp1253 windows1253 1253", "CP1253"},
    {"cp1254 windows1254 1254", "CP1254"},
    {"cp1255 windows1255 1255", "CP1255"},
    {"cp1256 windows1256 1256", "CP1256"},
    {"cp1257 windows1257 1257", "CP1257"},
    {"cp1258 windows1258 1258", "CP1258"},
    {"koi8r", "KOI8-R"},
    {"koi8t", "KOI8-T"},
    {"koi8u", "KOI8-U"},
    {"kz1048 strk10482002 rk1048", "RK1048"},
    {"ptcp154 pt154 cp154 cyrillicasian", "PT154"},
    {"tis620 tis6200 tis62025290 tis62025291 isoir166", "TIS-620"},
    {"hproman8 roman8 r8", "HP-ROMAN8"},
    {"macroman macintosh", "MACINTOSH"},
    {"maccyrillic", "MAC-CYRILLIC"},
    {"maclatin2 maccenteuro maccentraleurope", "MAC-CENTRALEUROPE"},
    {"big5 big5tw csbig5", "BIG5"},
    {"big5hkscs hkscs", "BIG5-HKSCS"},
    {"gb2312 chinese euccn gb231280 csiso58gb231280 isoir58", "GB2312"},
    {"gbk 936 cp936 ms936", "GBK"},
    {"gb18030 gb180302000", "GB18030"},
    {"shiftjis sjis csshiftjis", "SHIFT_JIS"},
    {"shiftjisx0213 sjisx0213 shiftjis2004 sjis2004", "SHIFT_JISX0213"},
    {"cp932 932 ms932 mskanji windows31j", "CP932"},
    {"eucjp ujis", "EUC-JP"},
    {"eucjisx0213 eucjis2004 jisx0213 eucjisx2004", "EUC-JISX0213"},
    {"iso2022jp csiso2022jp", "ISO-2022-JP"},
    {"iso2022jp2", "ISO-2022-JP-2"},
    {"iso2022jp3", "ISO-2022-JP-3"},
    {"euckr korean ksc5601 ksx1001 ksc56011987 ksx10012002", "EUC-KR"},
    {"cp949 949 ms949 uhc", "CP949"},
    {"johab cp1361 ms1361", "JOHAB"},
    {"iso2022kr csiso2022kr", "ISO-2022-KR"},
    {"cp950 950 ms950", "CP950"},
};

// Small letters and digits of a name; false when it is too long to be one.
static bool name_key(Str name, char key[NAME_MAX_BYTES + 1], size_t *size) {
  *size = 0;
  for (size_t i = 0; i < name.size; i++) {
    char byte = name.at[i];
    if (byte == '-' || byte == '_' || byte == '.') continue;
    if (*size == NAME_MAX_BYTES) return false;
    key[(*size)++] = byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
  }
  return true;
}

// Editors add how lines end: `utf-8-unix`.
static Str without_line_ends(Str key) {
  static const char *const ends[] = {"unix", "dos", "mac"};
  for (size_t i = 0; i < COUNT_OF(ends); i++) {
    Str end = str_from_c(ends[i]);
    if (key.size > end.size && str_has_suffix(key, end))
      return str_slice(key, 0, key.size - end.size);
  }
  return key;
}

static bool is_utf8(Str key) {
  static const char *const names[] = {"utf8",     "utf",      "u8",     "utf8sig",
                                      "utf8ucs2", "utf8ucs4", "cp65001"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(key, names[i])) return true;
  return false;
}

static const char *find_iconv(Str key) {
  for (size_t i = 0; i < COUNT_OF(encodings); i++)
    if (str_lists(encodings[i].names, key)) return encodings[i].iconv;
  return NULL;
}

// ---- Conversion ---------------------------------------------------------------------------------

typedef struct Conversion {
  iconv_t handle;
  char *in;
  size_t in_bytes;
  char *out;
  size_t out_bytes;
  char *start;
  uint32_t first_bad;
} Conversion;

static void replace_byte(Conversion *conversion) {
  if (conversion->first_bad == UINT32_MAX)
    conversion->first_bad = (uint32_t)(conversion->out - conversion->start);
  memcpy(conversion->out, REPLACEMENT, REPLACEMENT_BYTES);
  conversion->out += REPLACEMENT_BYTES;
  conversion->out_bytes -= REPLACEMENT_BYTES;
  conversion->in++;
  conversion->in_bytes--;
}

// No byte of these encodings becomes more than EXPANSION bytes of UTF-8, so the output never fills.
#define EXPANSION 4

static void convert_all(Conversion *conversion) {
  while (conversion->in_bytes > 0) {
    size_t result = iconv(conversion->handle, &conversion->in, &conversion->in_bytes,
                          &conversion->out, &conversion->out_bytes);
    if (result != (size_t)-1 || errno == E2BIG) break;
    replace_byte(conversion);
  }
  iconv(conversion->handle, NULL, NULL, &conversion->out, &conversion->out_bytes);
}

static bool convert(Arena *arena, Str bytes, const char *from, Str *text, uint32_t *first_bad) {
  iconv_t handle = iconv_open("UTF-8", from);
  if (handle == (iconv_t)-1) return false;
  char *in = arena_push(arena, char, bytes.size); // iconv does not take what is const
  if (bytes.size > 0) memcpy(in, bytes.at, bytes.size);
  size_t capacity = (bytes.size + 2) * EXPANSION;
  char *start = arena_push(arena, char, capacity);
  Conversion conversion = {.handle = handle,
                           .in = in,
                           .in_bytes = bytes.size,
                           .out = start,
                           .out_bytes = capacity,
                           .start = start,
                           .first_bad = UINT32_MAX};
  convert_all(&conversion);
  iconv_close(handle);
  *text = (Str){start, (size_t)(conversion.out - start)};
  *first_bad = conversion.first_bad;
  return true;
}

static const Str mark = {"\xEF\xBB\xBF", 3};

typedef struct FileEncoding {
  bool has_mark;
  bool is_known;     // nothing was declared, or what is known
  Str name;          // as declared
  const char *iconv; // NULL: UTF-8
} FileEncoding;

static FileEncoding encoding_of(Str bytes) {
  FileEncoding out = {.has_mark = str_has_prefix(bytes, mark)};
  if (!out.has_mark) out.name = declared(bytes);
  char buffer[NAME_MAX_BYTES + 1] = {0};
  size_t size = 0;
  bool is_name = out.name.size > 0 && name_key(out.name, buffer, &size);
  Str key = without_line_ends((Str){buffer, size});
  bool is_plain = is_name && is_utf8(key);
  out.iconv = is_name && !is_plain ? find_iconv(key) : NULL;
  out.is_known = out.name.size == 0 || is_plain || out.iconv;
  return out;
}

bool python_decode(Arena *arena, Str bytes, Str *text, uint32_t *first_bad, Error *err) {
  *first_bad = UINT32_MAX;
  FileEncoding encoding = encoding_of(bytes);
  if (encoding.has_mark) bytes = str_slice(bytes, mark.size, bytes.size);
  if (encoding.iconv && convert(arena, bytes, encoding.iconv, text, first_bad)) return true;
  decode_utf8(arena, bytes, text, first_bad);
  if (encoding.is_known && !encoding.iconv) return true;
  return error_set(err, FAIL_FORMAT, "unknown encoding: %.*s",
                   STR_ARG(str_slice(encoding.name, 0, 2 * NAME_MAX_BYTES)));
}

// What cannot be written in the encoding is not replaced by anything.
static bool convert_back(Arena *arena, Str text, const char *to, Str *out) {
  iconv_t handle = iconv_open(to, "UTF-8");
  if (handle == (iconv_t)-1) return false;
  char *in = str_to_c(arena, text);
  size_t in_bytes = text.size;
  size_t capacity = (text.size + 2) * EXPANSION;
  char *start = arena_push(arena, char, capacity);
  char *end = start;
  size_t left = capacity;
  bool ok = iconv(handle, &in, &in_bytes, &end, &left) == 0 &&
            iconv(handle, NULL, NULL, &end, &left) == 0;
  iconv_close(handle);
  *out = (Str){start, (size_t)(end - start)};
  return ok;
}

bool python_encode(Arena *arena, Str like, Str text, Str *out, Error *err) {
  FileEncoding encoding = encoding_of(like);
  *out = encoding.has_mark ? str_print(arena, "%.*s%.*s", STR_ARG(mark), STR_ARG(text)) : text;
  if (encoding.is_known && !encoding.iconv) return true;
  if (encoding.iconv && convert_back(arena, text, encoding.iconv, out)) return true;
  return error_set(err, FAIL_FORMAT, "cannot be written in the encoding %.*s",
                   STR_ARG(str_slice(encoding.name, 0, 2 * NAME_MAX_BYTES)));
}
