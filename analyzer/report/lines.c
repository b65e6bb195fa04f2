// One line a finding for machines that read lines: GitHub's and Azure's commands, which escape what
// would end them, and pylint's `parseable` lines.
#include "report/place.h"
#include "report/words.h"
#include "report/writers.h"

// ---- Escapes ------------------------------------------------------------------------------------

typedef struct Escape {
  char byte;
  const char *written;
} Escape;

// As the toolkit of GitHub Actions writes them: in what is said, and in properties.
static const Escape github_data[] = {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}, {0}};
static const Escape github_property[] = {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"},
                                         {':', "%3A"}, {',', "%2C"},  {0}};
// As the agent of Azure Pipelines reads them.
static const Escape azure_data[] = {{'%', "%AZP25"}, {'\r', "%0D"}, {'\n', "%0A"}, {0}};
static const Escape azure_property[] = {{'%', "%AZP25"}, {'\r', "%0D"}, {'\n', "%0A"},
                                        {']', "%5D"},    {';', "%3B"},  {0}};

static const char *escape_of(const Escape *escapes, char byte) {
  for (; escapes->written; escapes++)
    if (escapes->byte == byte) return escapes->written;
  return NULL;
}

// `text` is valid UTF-8.
static void print_escaped(FILE *out, const Escape *escapes, Str text) {
  for (size_t i = 0; i < text.size; i++) {
    const char *written = escape_of(escapes, text.at[i]);
    if (written)
      fputs(written, out);
    else
      fputc(text.at[i], out);
  }
}

// ---- GitHub -------------------------------------------------------------------------------------

#define GITHUB_MAX_OF_A_KIND 10 // GitHub shows no more annotations of a step

// Columns only where one line holds both: GitHub refuses others.
static void github_command(const ReportInput *input, const Finding *finding, FILE *out) {
  Arena arena = {0};
  Place place = place_find(&input->source, finding->path, finding->span);
  Str path = words_line(&arena, finding->path);
  fprintf(out, "::%s title=nostall (%s),file=", severity_words(finding->severity)->github,
          finding->rule->id);
  print_escaped(out, github_property, path);
  fprintf(out, ",line=%u,endLine=%u", place.row, place.end_row);
  if (place.row == place.end_row)
    fprintf(out, ",col=%u,endColumn=%u", place.column, place.end_column);
  fputs("::", out);
  print_escaped(out, github_data, words_describe(&arena, input, finding));
  fputc('\n', out);
  arena_release(&arena);
}

// Behind the annotations that are shown the others follow as lines of the log.
static void github_rest(const ReportInput *input, const bool *is_annotated, size_t left,
                        FILE *out) {
  if (left == 0) return;
  Painter painter = {.out = out};
  for (size_t i = 0; i < input->findings.count; i++)
    if (!is_annotated[i]) concise_print(&painter, input, &input->findings.at[i]);
  fprintf(out, "%zu more not shown as annotations: GitHub shows %d of a kind for each step\n", left,
          GITHUB_MAX_OF_A_KIND);
}

bool github_write(const ReportInput *input, FILE *out, Error *err) {
  Arena arena = {0};
  bool *is_annotated = arena_push(&arena, bool, input->findings.count + 1);
  size_t counts[SEVERITY_ERROR + 1] = {0};
  size_t left = 0;
  for (size_t i = 0; i < input->findings.count; i++) {
    const Finding *finding = &input->findings.at[i];
    is_annotated[i] = counts[finding->severity]++ < GITHUB_MAX_OF_A_KIND;
    left += !is_annotated[i];
    if (is_annotated[i]) github_command(input, finding, out);
  }
  github_rest(input, is_annotated, left, out);
  arena_release(&arena);
  return output_finish(out, err);
}

// ---- Azure --------------------------------------------------------------------------------------

static void azure_command(const ReportInput *input, const Finding *finding, FILE *out) {
  Arena arena = {0};
  const ReportSource *source = &input->source;
  Place place = place_find(source, finding->path, finding->span);
  fprintf(out, "##vso[task.logissue type=%s;sourcepath=", severity_words(finding->severity)->azure);
  print_escaped(out, azure_property,
                words_line(&arena, source->display_path(source->context, finding->path)));
  fprintf(out, ";linenumber=%u;columnnumber=%u;code=%s;]", place.row, place.column,
          finding->rule->id);
  print_escaped(out, azure_data, words_describe(&arena, input, finding));
  fputc('\n', out);
  arena_release(&arena);
}

bool azure_write(const ReportInput *input, FILE *out, Error *err) {
  for (size_t i = 0; i < input->findings.count; i++)
    azure_command(input, &input->findings.at[i], out);
  return output_finish(out, err);
}

// ---- pylint -------------------------------------------------------------------------------------

// `path:line: [category(symbol), object] message`, the object left out.
static void pylint_line(const ReportInput *input, const Finding *finding, FILE *out) {
  Painter painter = {.out = out};
  const ReportSource *source = &input->source;
  Place place = place_find(source, finding->path, finding->span);
  paint_text(&painter, STYLE_PLAIN, source->display_path(source->context, finding->path));
  fprintf(out, ":%u: [%s(%s), ] ", place.row, severity_words(finding->severity)->pylint,
          finding->rule->id);
  paint_text(&painter, STYLE_PLAIN, finding->message);
  fputc('\n', out);
}

bool pylint_write(const ReportInput *input, FILE *out, Error *err) {
  for (size_t i = 0; i < input->findings.count; i++)
    pylint_line(input, &input->findings.at[i], out);
  return output_finish(out, err);
}

// ---- Coding agents ------------------------------------------------------------------------------

// The way and, in the end, what to do; one line, because a reader that pays by the word reads it.
static void agent_line(const ReportInput *input, const Finding *finding, FILE *out) {
  Painter painter = {.out = out};
  const ReportSource *source = &input->source;
  Place place = place_find(source, finding->path, finding->span);
  paint_text(&painter, STYLE_PLAIN, source->display_path(source->context, finding->path));
  fprintf(out, ":%u:%u: %s[%s] ", place.row, place.column, severity_name(finding->severity),
          finding->rule->id);
  paint_text(&painter, STYLE_PLAIN, finding->message);
  if (finding->confidence != CONFIDENCE_RESOLVED)
    fprintf(out, " (%s)", confidence_name(finding->confidence));
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    const FindingHop *hop = &finding->chain[i];
    Place there = place_find(source, hop->path, hop->span);
    fputs(i == 0 ? "; way: " : " > ", out);
    paint_text(&painter, STYLE_PLAIN, hop->text);
    fputs(" at ", out);
    paint_text(&painter, STYLE_PLAIN, source->display_path(source->context, hop->path));
    fprintf(out, ":%u:%u", there.row, there.column);
  }
  if (finding->help.size > 0) fputs("; do: ", out);
  paint_text(&painter, STYLE_PLAIN, finding->help);
  if (report_offers_fix(input, finding)) fputs("; or run nostall with --fix", out);
  fputc('\n', out);
}

bool agent_write(const ReportInput *input, FILE *out, Error *err) {
  if (input->show_statistics) return concise_write(input, out, err);
  for (size_t i = 0; i < input->findings.count; i++)
    agent_line(input, &input->findings.at[i], out);
  if (input->findings.count == 0 && input->show_summary)
    fprintf(out, "no findings in %zu file%s\n", input->file_count,
            input->file_count == 1 ? "" : "s");
  return output_finish(out, err);
}
