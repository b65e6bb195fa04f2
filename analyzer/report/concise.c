// One line a finding, as compilers print them: editors and `grep` understand it.
#include "report/place.h"
#include "report/writers.h"

void concise_print(const Painter *painter, const ReportInput *input, const Finding *finding) {
  Place place = place_find(&input->source, finding->path, finding->span);
  Str path = input->source.display_path(input->source.context, finding->path);
  paint_text(painter, STYLE_BOLD, path);
  paint(painter, STYLE_PLAIN, ":%u:%u: ", place.row, place.column);
  paint(painter, paint_severity(finding->severity), "%s", finding->rule->id);
  if (report_offers_fix(input, finding)) paint(painter, STYLE_HELP, " [*]");
  paint(painter, STYLE_PLAIN, " ");
  paint_text(painter, STYLE_PLAIN, finding->message);
  if (finding->confidence != CONFIDENCE_RESOLVED)
    paint(painter, STYLE_PLAIN, " (%s)", confidence_name(finding->confidence));
  paint(painter, STYLE_PLAIN, "\n");
}

bool concise_write(const ReportInput *input, FILE *out, Error *err) {
  Painter painter = {.out = out, .use_color = input->use_color};
  if (input->show_statistics) {
    statistics_print(input, out);
    return output_finish(out, err);
  }
  for (size_t i = 0; i < input->findings.count; i++)
    concise_print(&painter, input, &input->findings.at[i]);
  if (input->show_summary) summary_print_line(&painter, input);
  return output_finish(out, err);
}
