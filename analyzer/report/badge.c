// A badge for a README: what it is about, and the grade.
#include "report/grade.h"
#include "report/writers.h"

#include <string.h>

// In pixels: room for the words in the font that most readers have.
#define LEFT_WIDTH  52
#define RIGHT_WIDTH 30
#define HEIGHT      20

static const char *color_of(const char *letter) {
  static const struct {
    const char *letters;
    const char *color;
  } colors[] = {
      {"A", "#15803d"}, {"B", "#4d7c0f"}, {"C", "#a16207"}, {"D", "#c2410c"}, {"EF", "#b91c1c"}};
  for (size_t i = 0; i < COUNT_OF(colors); i++)
    if (strchr(colors[i].letters, letter[0])) return colors[i].color;
  return "#64748b";
}

static void text_at(FILE *out, unsigned center, const char *text) {
  fprintf(out,
          "    <text x=\"%u\" y=\"15\" fill=\"#000\" fill-opacity=\".3\">%s</text>\n"
          "    <text x=\"%u\" y=\"14\">%s</text>\n",
          center, text, center, text);
}

bool badge_write(const PageInput *input, FILE *out, Error *err) {
  Grade grade = grade_make(&input->report, input->atlas);
  unsigned width = LEFT_WIDTH + RIGHT_WIDTH;
  fprintf(out,
          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%d\" role=\"img\" "
          "aria-label=\"nostall: %s\">\n  <title>nostall: %s</title>\n",
          width, HEIGHT, grade.letter, grade.letter);
  fprintf(out,
          "  <clipPath id=\"r\"><rect width=\"%u\" height=\"%d\" rx=\"3\"/></clipPath>\n"
          "  <g clip-path=\"url(#r)\">\n    <rect width=\"%d\" height=\"%d\" fill=\"#334155\"/>\n"
          "    <rect x=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n  </g>\n",
          width, HEIGHT, LEFT_WIDTH, HEIGHT, LEFT_WIDTH, RIGHT_WIDTH, HEIGHT,
          color_of(grade.letter));
  fputs("  <g fill=\"#fff\" text-anchor=\"middle\" "
        "font-family=\"Verdana,DejaVu Sans,Geneva,sans-serif\" font-size=\"11\">\n",
        out);
  text_at(out, LEFT_WIDTH / 2, "nostall");
  text_at(out, LEFT_WIDTH + RIGHT_WIDTH / 2, grade.letter);
  fputs("  </g>\n</svg>\n", out);
  return output_finish(out, err);
}
