// A picture without scripts, fonts or anything from elsewhere: for each rule the bad example above
// the good one, on one axis of time. A bar is a turn of the loop, a dot a heartbeat, a red bar or
// mark what was seen. It follows the reader's light or dark scheme.
#include "verify/tell.h"

#define WIDTH         960.0
#define MARGIN        16.0
#define LABEL_WIDTH   84.0
#define LANE_HEIGHT   74.0
#define TITLE_HEIGHT  34.0
#define AXIS_HEIGHT   26.0
#define RULE_HEIGHT   (TITLE_HEIGHT + 2 * LANE_HEIGHT + AXIS_HEIGHT)
#define TASK_LANES    4
#define AXIS_STEPS    4
#define LEAST_SPAN_MS 1.0

typedef struct Painter {
  FILE *out;
  Arena *arena;
  double top;     // of the rule that is painted
  double span_ms; // of its axis
} Painter;

static const char style[] =
    "<style>"
    "svg{--ink:#1f2328;--soft:#656d76;--ground:#fff;--turn:#8c959f;--beat:#1a7f37;--bad:#cf222e;"
    "--task:#0969da;--lane:#f6f8fa;font:13px system-ui,sans-serif}"
    "@media(prefers-color-scheme:dark){svg{--ink:#e6edf3;--soft:#8d96a0;--ground:#0d1117;"
    "--turn:#6e7681;--beat:#3fb950;--bad:#ff7b72;--task:#58a6ff;--lane:#161b22}}"
    "text{fill:var(--ink)}.soft{fill:var(--soft)}.title{font-weight:600}"
    ".ground{fill:var(--ground)}.lane{fill:var(--lane)}.turn{fill:var(--turn)}"
    ".beat{fill:var(--beat)}.bad{fill:var(--bad)}.task{fill:var(--task)}"
    "</style>";

// Names come from examples: nothing in them may be taken for markup, or for no XML at all.
static void write_text(FILE *out, Str text) {
  for (size_t i = 0; i < text.size; i++) {
    char c = text.at[i];
    if (c == '<')
      fputs("&lt;", out);
    else if (c == '>')
      fputs("&gt;", out);
    else if (c == '&')
      fputs("&amp;", out);
    else if (c == '"')
      fputs("&quot;", out);
    else if ((unsigned char)c >= 0x20)
      fputc(c, out);
  }
}

static double x_of(const Painter *painter, double ms) {
  double room = WIDTH - LABEL_WIDTH - 2 * MARGIN;
  double share = ms < 0 ? 0 : ms > painter->span_ms ? 1 : ms / painter->span_ms;
  return MARGIN + LABEL_WIDTH + room * share;
}

static void paint_bar(const Painter *painter, const char *kind, double start_ms, double end_ms,
                      double y, double height, Str title) {
  double left = x_of(painter, start_ms), right = x_of(painter, end_ms);
  double width = right - left < 1.5 ? 1.5 : right - left;
  fprintf(painter->out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">",
          kind, left, y, width, height);
  fputs("<title>", painter->out);
  write_text(painter->out, title);
  fputs("</title></rect>\n", painter->out);
}

static void paint_words(const Painter *painter, const char *kind, double x, double y, Str text) {
  fprintf(painter->out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", kind, x, y);
  write_text(painter->out, text);
  fputs("</text>\n", painter->out);
}

static Str headline(Painter *painter, const Evidence *evidence, bool is_good) {
  if (evidence->observations.count == 0)
    return is_good ? tell_good(painter->arena, evidence) : STR("nothing was seen");
  const Observation *first = &evidence->observations.at[0];
  Str text = tell_observation(painter->arena, first, true);
  Str more = {0};
  if (evidence->observations.count > 1)
    more = str_print(painter->arena, " (and %zu more)", evidence->observations.count - 1);
  return str_print(painter->arena, "line %u: %.*s%.*s", tell_line(first), STR_ARG(text),
                   STR_ARG(more));
}

static void paint_tasks(Painter *painter, const Evidence *evidence, double y) {
  for (size_t i = 0; i < evidence->tasks.count; i++) {
    const EvidenceSpan *task = &evidence->tasks.at[i];
    double lane = y + 3.0 * (double)(i % TASK_LANES);
    paint_bar(painter, "task", task->start_ms, task->end_ms, lane, 2, task->name);
  }
}

static void paint_side(Painter *painter, const VerifySide *side, const Evidence *evidence,
                       bool is_good) {
  double y = painter->top + TITLE_HEIGHT + (is_good ? LANE_HEIGHT : 0);
  fprintf(painter->out,
          "<rect class=\"lane\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n", MARGIN,
          y, WIDTH - 2 * MARGIN, LANE_HEIGHT - 6);
  paint_words(painter, "title", MARGIN + 8, y + 20, side->file);
  paint_words(painter, "", MARGIN + LABEL_WIDTH, y + 20, headline(painter, evidence, is_good));
  for (size_t i = 0; i < evidence->turns.count; i++) {
    const EvidenceSpan *turn = &evidence->turns.at[i];
    Str title = str_print(painter->arena, "a turn of %.1f ms", turn->end_ms - turn->start_ms);
    paint_bar(painter, "turn", turn->start_ms, turn->end_ms, y + 32, 10, title);
  }
  for (size_t i = 0; i < evidence->observations.count; i++) {
    const Observation *seen = &evidence->observations.at[i];
    Str title = tell_observation(painter->arena, seen, true);
    paint_bar(painter, "bad", seen->at_ms, seen->at_ms + seen->ms, y + 30, 14, title);
  }
  for (size_t i = 0; i < evidence->beats.count; i++)
    fprintf(painter->out, "<circle class=\"beat\" cx=\"%.1f\" cy=\"%.1f\" r=\"1.4\"/>\n",
            x_of(painter, evidence->beats.at[i]), y + 50);
  paint_tasks(painter, evidence, y + 55);
}

static double last_moment(const Evidence *evidence) {
  double last = 0;
  for (size_t i = 0; i < evidence->turns.count; i++)
    if (evidence->turns.at[i].end_ms > last) last = evidence->turns.at[i].end_ms;
  for (size_t i = 0; i < evidence->observations.count; i++) {
    const Observation *seen = &evidence->observations.at[i];
    if (seen->at_ms + seen->ms > last) last = seen->at_ms + seen->ms;
  }
  return last;
}

static void paint_axis(const Painter *painter, const Verification *one) {
  double y = painter->top + TITLE_HEIGHT + 2 * LANE_HEIGHT + 10;
  for (int step = 0; step <= AXIS_STEPS; step++) {
    double ms = painter->span_ms * step / AXIS_STEPS;
    Str text = str_print(painter->arena, "%.0f ms", ms);
    paint_words(painter, "soft", x_of(painter, ms) - (step == AXIS_STEPS ? 48 : 0), y, text);
  }
  if (str_equal_c(one->clock, "virtual"))
    paint_words(painter, "soft", MARGIN + 8, y, STR("virtual"));
}

static void paint_rule(Painter *painter, const Verification *one) {
  Evidence bad = {0}, good = {0};
  Error error = {0};
  (void)evidence_parse(painter->arena, one->bad.evidence, &bad, &error);
  (void)evidence_parse(painter->arena, one->good.evidence, &good, &error);
  double last = last_moment(&bad) > last_moment(&good) ? last_moment(&bad) : last_moment(&good);
  painter->span_ms = last > LEAST_SPAN_MS ? last : LEAST_SPAN_MS;
  Str title = str_print(painter->arena, "%.*s: %s", STR_ARG(one->id), verdict_name(one->verdict));
  paint_words(painter, "title", MARGIN, painter->top + 22, title);
  paint_side(painter, &one->bad, &bad, false);
  paint_side(painter, &one->good, &good, true);
  paint_axis(painter, one);
}

void verify_write_picture(const VerifyResult *result, FILE *out) {
  double height = RULE_HEIGHT * (double)result->count + MARGIN;
  fprintf(out,
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" "
          "role=\"img\" aria-label=\"What bad and good examples do to an event loop\">\n",
          WIDTH, height, WIDTH);
  fprintf(out, "%s\n<rect class=\"ground\" width=\"100%%\" height=\"100%%\"/>\n", style);
  for (size_t i = 0; i < result->count; i++) {
    Arena arena = {0};
    Painter painter = {.out = out, .arena = &arena, .top = RULE_HEIGHT * (double)i};
    paint_rule(&painter, &result->at[i]);
    arena_release(&arena);
  }
  fputs("</svg>\n", out);
}
