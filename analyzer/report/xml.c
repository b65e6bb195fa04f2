// Characters that XML 1.0 does not have, and bytes that are no UTF-8, become U+FFFD.
#include "report/xml.h"

#include "report/width.h"

static const char *entity_of(uint32_t point, bool is_attribute) {
  switch (point) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return is_attribute ? "&quot;" : NULL;
  case '\n':
    return is_attribute ? "&#10;" : NULL;
  case '\t':
    return is_attribute ? "&#9;" : NULL;
  case '\r': // readers make a line end of it
    return "&#13;";
  default:
    return NULL;
  }
}

static bool is_character(uint32_t point) {
  bool is_blank = point == '\t' || point == '\n' || point == '\r';
  return is_blank ||
         (point >= 0x20 && point != 0xfffe && point != 0xffff && point != WIDTH_INVALID);
}

static void print(FILE *out, Str text, bool is_attribute) {
  for (Str rest = text; rest.size > 0;) {
    size_t size = 0;
    uint32_t point = width_decode(rest, &size);
    const char *entity = entity_of(point, is_attribute);
    if (entity)
      fputs(entity, out);
    else if (is_character(point))
      fwrite(rest.at, 1, size, out);
    else
      fputs("\xef\xbf\xbd", out);
    rest = str_slice(rest, size, rest.size);
  }
}

void xml_attribute(FILE *out, const char *name, Str value) {
  fprintf(out, " %s=\"", name);
  print(out, value, true);
  fputc('"', out);
}

void xml_attribute_number(FILE *out, const char *name, size_t number) {
  fprintf(out, " %s=\"%zu\"", name, number);
}

void xml_text(FILE *out, Str text) {
  print(out, text, false);
}
