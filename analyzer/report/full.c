// For people: what is wrong, the place in its source, the way from there to the primitive with each
// hop in its own source, and what to do.
//
//   error[blocking-sleep]: this call sleeps on the event loop
//     --> app/server.py:12:5
//      |
//   12 |     warm_up(request)
//      |     ^^^^^^^^^^^^^^^^ calls `cache.warm_up`
//      |
//     ::: app/cache.py:40:9
//      |
//   40 |         time.sleep(1)
//      |         ------------- `time.sleep` suspends the calling thread
//      |
//      = help: …
//      = also: app/admin.py:7:9 and 12 more calls lead there
#include "report/fold.h"
#include "report/frame.h"
#include "report/place.h"
#include "report/writers.h"

#define CONTEXT_LINES 1

typedef struct Printer {
  Painter painter;
  const ReportInput *input;
  Folds folds;
  unsigned number_columns; // of the finding that is being printed
} Printer;

static unsigned digits(uint32_t number) {
  unsigned count = 1;
  for (; number >= 10; number /= 10)
    count++;
  return count;
}

// One width for all frames of a finding, so that its bars stand in one column.
static unsigned number_columns(const ReportInput *input, const Finding *finding) {
  uint32_t last = place_find(&input->source, finding->path, finding->span).row + CONTEXT_LINES;
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    const FindingHop *hop = &finding->chain[i];
    uint32_t row = place_find(&input->source, hop->path, hop->span).row;
    if (row > last) last = row;
  }
  return digits(last);
}

static void print_place(const Printer *printer, const char *arrow, Str path, const Place *place) {
  const ReportSource *source = &printer->input->source;
  paint(&printer->painter, STYLE_FRAME, "%*s%s ", (int)printer->number_columns, "", arrow);
  paint_text(&printer->painter, STYLE_PLAIN, source->display_path(source->context, path));
  paint(&printer->painter, STYLE_PLAIN, ":%u:%u\n", place->row, place->column);
}

static void print_edge(const Printer *printer) {
  frame_edge(&printer->painter, printer->number_columns);
  paint(&printer->painter, STYLE_PLAIN, "\n");
}

// A line of its own below the frames: "   = help: …".
static void print_remark(const Printer *printer, Style style, const char *kind, Str text) {
  paint(&printer->painter, STYLE_FRAME, "%*s = ", (int)printer->number_columns, "");
  paint(&printer->painter, style, "%s", kind);
  paint(&printer->painter, STYLE_PLAIN, ": ");
  paint_text(&printer->painter, STYLE_PLAIN, text);
  paint(&printer->painter, STYLE_PLAIN, "\n");
}

static void print_source(const Printer *printer, Frame frame, const Place *place) {
  if (place->is_quotable) {
    frame.text = place->part.text;
    frame.lines = place->part.lines;
    frame.first_line = place->part.line;
    frame.span = place_span(place, frame.span);
    frame.number_columns = printer->number_columns;
    frame_print(&printer->painter, &frame);
    return;
  }
  if (frame.label.size > 0) print_remark(printer, frame.style, "here", frame.label);
  print_remark(printer, STYLE_WARNING, "note", STR("the file has changed since it was analysed"));
}

static bool stands_at_finding(const Finding *finding, const FindingHop *hop) {
  return str_equal(hop->path, finding->path) && hop->span.start == finding->span.start &&
         hop->span.end == finding->span.end;
}

static void print_hop(const Printer *printer, const FindingHop *hop) {
  Place place = place_find(&printer->input->source, hop->path, hop->span);
  print_edge(printer);
  print_place(printer, ":::", hop->path, &place);
  Frame frame = {.span = hop->span, .style = STYLE_TRACE, .mark = '-', .label = hop->text};
  print_source(printer, frame, &place);
}

static void print_header(const Printer *printer, const Finding *finding) {
  Style style = paint_severity(finding->severity);
  paint(&printer->painter, style, "%s[%s]", severity_name(finding->severity), finding->rule->id);
  if (report_offers_fix(printer->input, finding)) paint(&printer->painter, STYLE_HELP, " [*]");
  paint(&printer->painter, STYLE_BOLD, ": ");
  paint_text(&printer->painter, STYLE_BOLD, finding->message);
  paint(&printer->painter, STYLE_PLAIN, "\n");
}

#define ALSO_MAX_PLACES 3

// Where else the same way begins.
static void print_also(const Printer *printer, size_t leader) {
  size_t others = printer->folds.counts[leader] - 1;
  if (others == 0) return;
  const ReportSource *source = &printer->input->source;
  paint(&printer->painter, STYLE_FRAME, "%*s = ", (int)printer->number_columns, "");
  paint(&printer->painter, STYLE_INFO, "also");
  size_t shown = 0;
  for (size_t at = printer->folds.next[leader]; at != SIZE_MAX && shown < ALSO_MAX_PLACES;
       at = printer->folds.next[at], shown++) {
    const Finding *other = &printer->input->findings.at[at];
    Place place = place_find(source, other->path, other->span);
    paint(&printer->painter, STYLE_PLAIN, shown ? ", " : ": ");
    paint_text(&printer->painter, STYLE_PLAIN, source->display_path(source->context, other->path));
    paint(&printer->painter, STYLE_PLAIN, ":%u:%u", place.row, place.column);
  }
  if (others > shown) paint(&printer->painter, STYLE_PLAIN, " and %zu more", others - shown);
  paint(&printer->painter, STYLE_PLAIN, others == 1 ? " leads there\n" : " lead there\n");
}

static const char *fix_words(Applicability applicability) {
  switch (applicability) {
  case APPLICABILITY_SAFE:
    return " (--fix)";
  case APPLICABILITY_UNSAFE:
    return " (--unsafe-fixes)";
  case APPLICABILITY_DISPLAY:
    break;
  }
  return " (by hand)";
}

static void print_fix(const Printer *printer, const Fix *fix) {
  paint(&printer->painter, STYLE_FRAME, "%*s = ", (int)printer->number_columns, "");
  paint(&printer->painter, STYLE_HELP, "fix");
  paint(&printer->painter, STYLE_PLAIN, ": ");
  paint_text(&printer->painter, STYLE_PLAIN, fix->message);
  paint(&printer->painter, STYLE_PLAIN, "%s\n", fix_words(fix->applicability));
}

static void print_remarks(const Printer *printer, const Finding *finding) {
  print_edge(printer);
  if (finding->help.size > 0) print_remark(printer, STYLE_HELP, "help", finding->help);
  if (finding->fix) print_fix(printer, finding->fix);
  if (finding->confidence == CONFIDENCE_PROBABLE)
    print_remark(printer, STYLE_INFO, "note", STR("probable: one step is inferred, not resolved"));
  if (finding->confidence == CONFIDENCE_POSSIBLE)
    print_remark(printer, STYLE_INFO, "note", STR("possible: one of several candidates does this"));
}

// The first hop usually is the call that the finding marks; it then labels that mark.
static void print_finding(Printer *printer, const Finding *finding) {
  printer->number_columns = number_columns(printer->input, finding);
  print_header(printer, finding);
  Place place = place_find(&printer->input->source, finding->path, finding->span);
  print_place(printer, "-->", finding->path, &place);
  bool is_labelled = finding->chain_count > 0 && stands_at_finding(finding, &finding->chain[0]);
  Frame frame = {.span = finding->span,
                 .context = CONTEXT_LINES,
                 .style = paint_severity(finding->severity),
                 .mark = '^',
                 .label = is_labelled ? finding->chain[0].text : STR("")};
  print_source(printer, frame, &place);
  for (uint32_t i = is_labelled ? 1 : 0; i < finding->chain_count; i++)
    print_hop(printer, &finding->chain[i]);
  print_remarks(printer, finding);
  print_also(printer, (size_t)(finding - printer->input->findings.at));
  paint(&printer->painter, STYLE_PLAIN, "\n");
}

bool full_write(const ReportInput *input, FILE *out, Error *err) {
  if (input->show_statistics) return concise_write(input, out, err);
  Arena arena = {0};
  Printer printer = {.painter = {.out = out, .use_color = input->use_color},
                     .input = input,
                     .folds = folds_make(&arena, input->findings)};
  for (size_t i = 0; i < input->findings.count; i++)
    if (printer.folds.leaders[i] == i) print_finding(&printer, &input->findings.at[i]);
  arena_release(&arena);
  if (input->show_summary) summary_print_line(&printer.painter, input);
  return output_finish(out, err);
}
