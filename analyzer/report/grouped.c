// Findings below the name of their file: places in one column, rules in the next.
#include "report/place.h"
#include "report/writers.h"

#include <string.h>

typedef struct Columns {
  int place;
  int rule;
} Columns;

static int place_columns(const Place *place) {
  return snprintf(NULL, 0, "%u:%u", place->row, place->column);
}

static Columns measure(const ReportInput *input, size_t first, size_t end) {
  Columns columns = {0};
  for (size_t i = first; i < end; i++) {
    const Finding *finding = &input->findings.at[i];
    Place place = place_find(&input->source, finding->path, finding->span);
    int rule = (int)strlen(finding->rule->id);
    if (place_columns(&place) > columns.place) columns.place = place_columns(&place);
    if (rule > columns.rule) columns.rule = rule;
  }
  return columns;
}

static void print_finding(const Painter *painter, const ReportInput *input, const Finding *finding,
                          Columns columns) {
  Place place = place_find(&input->source, finding->path, finding->span);
  paint(painter, STYLE_PLAIN, "  %*s", columns.place - place_columns(&place), "");
  paint(painter, STYLE_FRAME, "%u:%u", place.row, place.column);
  paint(painter, STYLE_PLAIN, "  ");
  paint(painter, paint_severity(finding->severity), "%-*s", columns.rule, finding->rule->id);
  paint(painter, STYLE_PLAIN, "  ");
  paint_text(painter, STYLE_PLAIN, finding->message);
  if (finding->confidence != CONFIDENCE_RESOLVED)
    paint(painter, STYLE_PLAIN, " (%s)", confidence_name(finding->confidence));
  paint(painter, STYLE_PLAIN, "\n");
}

static void print_file(const Painter *painter, const ReportInput *input, size_t first, size_t end) {
  Columns columns = measure(input, first, end);
  Str path = input->findings.at[first].path;
  paint_text(painter, STYLE_BOLD, input->source.display_path(input->source.context, path));
  paint(painter, STYLE_PLAIN, ":\n");
  for (size_t i = first; i < end; i++)
    print_finding(painter, input, &input->findings.at[i], columns);
  paint(painter, STYLE_PLAIN, "\n");
}

bool grouped_write(const ReportInput *input, FILE *out, Error *err) {
  if (input->show_statistics) return concise_write(input, out, err);
  Painter painter = {.out = out, .use_color = input->use_color};
  Findings findings = input->findings;
  for (size_t first = 0, end = 0; first < findings.count; first = end) {
    end = findings_file_end(findings, first);
    print_file(&painter, input, first, end);
  }
  if (input->show_summary) summary_print_line(&painter, input);
  return output_finish(out, err);
}
