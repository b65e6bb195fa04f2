// For people: what was seen of each finding, what no finding predicted, and the rest in a line
// each.
#define _POSIX_C_SOURCE 200809L
#include "confirm/judge.h"

#include <stdlib.h>
#include <string.h>

#define FRAMES_MAX     12
#define SOURCE_COLUMNS 70
#define LINE_BYTES_MAX 100000
#define FUNCTION_WIDTH 20

typedef struct Printer {
  Arena arena;
  const ConfirmResult *result;
  Str here;
  FILE *out;
  bool use_color;
  const ConfirmSeen *shown; // the last stack that was printed
} Printer;

// ---- Pieces -------------------------------------------------------------------------------------

static const char *style(const Printer *printer, const char *code) {
  return printer->use_color ? code : "";
}

// Nothing from a source file may speak to the terminal.
static void print_safe(const Printer *printer, Str text) {
  for (size_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    fputc(byte < 0x20 || byte == 0x7f ? '?' : byte, printer->out);
  }
}

static Str shown_path(const Printer *printer, Str path) {
  bool is_below = judge_is_own(path, printer->here);
  return is_below ? str_slice(path, printer->here.size + 1, path.size) : path;
}

static Str read_line(Arena *arena, Str path, uint32_t number) {
  FILE *file = number > 0 ? fopen(str_to_c(arena, path), "rb") : NULL;
  if (!file) return (Str){0};
  char *text = NULL;
  size_t capacity = 0;
  Str line = {0};
  for (uint32_t i = 1; i <= number && i < LINE_BYTES_MAX; i++) {
    ssize_t size = getline(&text, &capacity, file);
    if (size < 0) break;
    if (i == number) line = str_copy(arena, str_trim((Str){text, (size_t)size}));
  }
  free(text);
  fclose(file);
  return line;
}

static void print_times(const Printer *printer, const ConfirmTally *tally, ConfirmKind kind) {
  FILE *out = printer->out;
  fprintf(out, "%llu %s", (unsigned long long)tally->count, tally->count == 1 ? "time" : "times");
  if (kind == CONFIRM_STALL && tally->count == 1) fprintf(out, ", %.0f ms", tally->total_ms);
  if (kind == CONFIRM_STALL && tally->count > 1)
    fprintf(out, ", %.0f ms in all, longest %.0f ms", tally->total_ms, tally->longest_ms);
  if (tally->tests.count == 0) return;
  fprintf(out, ", in ");
  print_safe(printer, tally->tests.at[0]);
  if (tally->tests.count > 1) fprintf(out, " and %zu more", tally->tests.count - 1);
}

// ---- Stacks -------------------------------------------------------------------------------------

static void print_frame(Printer *printer, const ConfirmFrame *frame, Str remark) {
  FILE *out = printer->out;
  Str place = shown_path(printer, frame->path);
  if (frame->line > 0) place = str_print(&printer->arena, "%.*s:%u", STR_ARG(place), frame->line);
  fprintf(out, "      ");
  print_safe(printer, place);
  fprintf(out, "  %s", style(printer, "\x1b[36m"));
  print_safe(printer, frame->function);
  fprintf(out, "%s", style(printer, "\x1b[0m"));
  Str line = read_line(&printer->arena, frame->path, frame->line);
  if (line.size > 0) fprintf(out, "  ");
  print_safe(printer, str_slice(line, 0, SOURCE_COLUMNS));
  if (remark.size > 0) fprintf(out, "  %.*s", STR_ARG(remark));
  fputc('\n', out);
}

static Str remark_of(Printer *printer, const ConfirmSeen *seen) {
  if (seen->call.size > 0) return str_print(&printer->arena, "(in `%.*s`)", STR_ARG(seen->call));
  return str_equal_c(seen->cause, "cpu") ? STR("(computing)") : (Str){0};
}

// From the coroutine inwards: the project's own frames, and the innermost one whatever it is.
static void print_stack(Printer *printer, const ConfirmSeen *seen) {
  size_t count = 0;
  if (printer->shown == seen) {
    fprintf(printer->out, "      as above\n");
    return;
  }
  printer->shown = seen;
  for (size_t i = seen->stack.count; i-- > 0;) {
    const ConfirmFrame *frame = &seen->stack.at[i];
    bool is_shown = i == 0 || judge_is_own(frame->path, printer->here);
    if (!is_shown || (i > 0 && count + 1 >= FRAMES_MAX)) continue;
    count++;
    print_frame(printer, frame, i == 0 ? remark_of(printer, seen) : (Str){0});
  }
}

// ---- Findings -----------------------------------------------------------------------------------

static bool is_shown(const ConfirmResult *result, size_t i, ConfirmStatus status) {
  const ConfirmVerdict *verdict = &result->verdicts[i];
  bool is_wanted = result->options->findings[i].is_listed || verdict->longest;
  return is_wanted && verdict->status == status;
}

static size_t count_of(const ConfirmResult *result, ConfirmStatus status) {
  size_t count = 0;
  for (size_t i = 0; i < result->options->finding_count; i++)
    count += is_shown(result, i, status);
  return count;
}

static void print_finding(Printer *printer, const ConfirmFinding *finding,
                          const ConfirmVerdict *verdict) {
  FILE *out = printer->out;
  fprintf(out, "  %.*s:%u:%u: %s%.*s%s: ", STR_ARG(finding->shown), finding->place.line,
          finding->place.column, style(printer, "\x1b[1m"), STR_ARG(finding->rule),
          style(printer, "\x1b[0m"));
  print_safe(printer, finding->message);
  fprintf(out, "%s\n", finding->is_suppressed ? " (silenced by a comment)" : "");
  if (!verdict->longest) return;
  fprintf(out, "    ");
  print_times(printer, &verdict->tally, verdict->longest->kind);
  fputc('\n', out);
  print_stack(printer, verdict->longest);
}

static const char *const headings[CONFIRM_STATUS_COUNT] = {
    [CONFIRM_OBSERVED] = "Observed",
    [CONFIRM_OTHER_WAY] = "Reached in another way",
    [CONFIRM_FAST] = "Ran, and nothing of it was seen",
    [CONFIRM_NOT_REACHED] = "Not reached",
    [CONFIRM_UNKNOWN] = "Not seen, and it is not known whether they ran",
};

static void print_heading(const Printer *printer, const char *text, const char *color) {
  fprintf(printer->out, "\n%s%s%s\n", style(printer, color), text, style(printer, "\x1b[0m"));
}

static void print_status(Printer *printer, ConfirmStatus status, const char *color) {
  const ConfirmResult *result = printer->result;
  if (count_of(result, status) == 0) return;
  print_heading(printer, headings[status], color);
  for (size_t i = 0; i < result->options->finding_count; i++) {
    if (is_shown(result, i, status))
      print_finding(printer, &result->options->findings[i], &result->verdicts[i]);
  }
}

// ---- Misses -------------------------------------------------------------------------------------

static void print_what(const Printer *printer, const ConfirmSeen *seen) {
  FILE *out = printer->out;
  switch (seen->kind) {
  case CONFIRM_STALL:
    fprintf(out, "the loop stood still");
    if (seen->stack.count == 0 && seen->call.size > 0) {
      fprintf(out, " in `");
      print_safe(printer, seen->call);
      fprintf(out, "`");
    }
    return;
  case CONFIRM_NEVER_AWAITED:
    fprintf(out, "the coroutine `");
    print_safe(printer, seen->coroutine);
    fprintf(out, "` was never awaited");
    return;
  case CONFIRM_TASK_DESTROYED:
    fprintf(out, "the task of `");
    print_safe(printer, seen->coroutine);
    fprintf(out, "` was collected while it waited");
    return;
  case CONFIRM_ERROR_LOST:
    fprintf(out, "`");
    print_safe(printer, seen->error);
    fprintf(out, "` was raised in a task, and nobody saw it");
    return;
  }
}

static void print_misses(Printer *printer) {
  const ConfirmResult *result = printer->result;
  if (result->misses.count == 0) return;
  print_heading(printer, "Seen, and predicted by no finding", "\x1b[1;33m");
  for (size_t i = 0; i < result->misses.count; i++) {
    const ConfirmMiss *miss = &result->misses.at[i];
    fprintf(printer->out, "  ");
    print_what(printer, miss->longest);
    fprintf(printer->out, ": ");
    print_times(printer, &miss->tally, miss->longest->kind);
    fputc('\n', printer->out);
    print_stack(printer, miss->longest);
  }
}

// ---- The whole ----------------------------------------------------------------------------------

static size_t count_loops(const ConfirmResult *result) {
  size_t count = 0;
  for (size_t i = 0; i < result->processes.count; i++)
    count += result->processes.at[i].has_loop;
  return count;
}

static void print_head(const Printer *printer) {
  const ConfirmResult *result = printer->result;
  FILE *out = printer->out;
  fprintf(out, "%snostall confirm%s: `", style(printer, "\x1b[1m"), style(printer, "\x1b[0m"));
  for (size_t i = 0; result->options->command[i]; i++) {
    if (i > 0) fputc(' ', out);
    print_safe(printer, str_from_c(result->options->command[i]));
  }
  if (result->signal)
    fprintf(out, "` was ended by signal %d", result->signal);
  else
    fprintf(out, "` ended with %d", result->exit_code);
  size_t count = result->processes.count;
  fprintf(out, " after %.1f s; %zu %s watched, %zu with an event loop\n",
          (double)result->elapsed_ms / 1000, count, count == 1 ? "process" : "processes",
          count_loops(result));
}

static void print_notes(const Printer *printer) {
  const ConfirmResult *result = printer->result;
  FILE *out = printer->out;
  if (result->has_unseen_loop) fprintf(out, "\nuvloop ran; `--witness` sees its stalls, too.\n");
  if (result->trouble.size > 0) {
    fprintf(out, "\nThe probe failed in a process, and saw no more of it: ");
    print_safe(printer, result->trouble);
    fputc('\n', out);
  }
  if (result->is_cut) fprintf(out, "\nA process saw more than is kept; counts are too low.\n");
  if (result->disturbed_count > 0)
    fprintf(out, "\nThe machine was busy: %llu long turns were its fault and are left out.\n",
            (unsigned long long)result->disturbed_count);
}

static void print_summary(const Printer *printer) {
  const ConfirmResult *result = printer->result;
  static const char *const words[CONFIRM_STATUS_COUNT] = {
      [CONFIRM_OBSERVED] = "observed", [CONFIRM_OTHER_WAY] = "reached in another way",
      [CONFIRM_FAST] = "fast",         [CONFIRM_NOT_REACHED] = "not reached",
      [CONFIRM_UNKNOWN] = "not known",
  };
  size_t all = 0;
  for (int status = 0; status < CONFIRM_STATUS_COUNT; status++)
    all += count_of(result, (ConfirmStatus)status);
  fprintf(printer->out, "\n%zu %s", all, all == 1 ? "finding" : "findings");
  const char *separator = ": ";
  for (int status = 0; status < CONFIRM_STATUS_COUNT; status++) {
    size_t count = count_of(result, (ConfirmStatus)status);
    if (count == 0) continue;
    fprintf(printer->out, "%s%zu %s", separator, count, words[status]);
    separator = ", ";
  }
  fprintf(printer->out, "; %zu not predicted. Stalls count from %u ms on.\n", result->misses.count,
          result->options->stall_ms);
}

void confirm_write_text(const ConfirmResult *result, bool use_color, FILE *out) {
  Printer printer = {.result = result, .out = out, .use_color = use_color};
  printer.here = judge_here(&printer.arena);
  print_head(&printer);
  print_status(&printer, CONFIRM_OBSERVED, "\x1b[1;31m");
  print_status(&printer, CONFIRM_OTHER_WAY, "\x1b[1;31m");
  print_misses(&printer);
  print_status(&printer, CONFIRM_FAST, "\x1b[1m");
  print_status(&printer, CONFIRM_NOT_REACHED, "\x1b[1m");
  print_status(&printer, CONFIRM_UNKNOWN, "\x1b[1m");
  print_notes(&printer);
  print_summary(&printer);
  arena_release(&printer.arena);
}
