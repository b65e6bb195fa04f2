// The list of formats, and what they share.
#include "report/report.h"

#include "report/frame.h"
#include "report/writers.h"

const ReportFormat report_formats[] = {
    {"full", "source with the call marked, and the chain hop by hop", full_write, false},
    {"concise", "one line a finding", concise_write, false},
    {"grouped", "the same below the name of each file", grouped_write, false},
    {"tree", "one tree for each cause, with all ways that lead there", tree_write, false},
    {"json", "an array of objects with ruff's field names and our own", json_write, false},
    {"json-lines", "the same objects, one a line", json_lines_write, false},
    {"sarif", "SARIF 2.1.0, chains as code flows", sarif_write, true},
    {"github", "annotations for GitHub Actions", github_write, false},
    {"gitlab", "a Code Quality report for GitLab", gitlab_write, false},
    {"junit", "JUnit XML, each finding a test that failed", junit_write, false},
    {"checkstyle", "checkstyle XML", checkstyle_write, false},
    {"pylint", "lines as pylint prints them for programs", pylint_write, false},
    {"rdjson", "JSON for reviewdog", rdjson_write, false},
    {"azure", "issues for Azure Pipelines", azure_write, false},
    {"agent",
     "one line a finding with its chain and what to do, for coding\nagents; the default "
     "where one runs nostall",
     agent_write, false},
    {0},
};

const ReportFormat *report_find(Str name) {
  for (const ReportFormat *format = report_formats; format->name; format++) {
    if (str_equal_c(name, format->name)) return format;
  }
  return NULL;
}

size_t findings_file_end(Findings findings, size_t first) {
  size_t end = first;
  while (end < findings.count && str_equal(findings.at[end].path, findings.at[first].path))
    end++;
  return end;
}

static size_t count_files_with_findings(Findings findings) {
  size_t count = 0;
  for (size_t first = 0; first < findings.count; first = findings_file_end(findings, first))
    count++;
  return count;
}

bool report_offers_fix(const ReportInput *input, const Finding *finding) {
  if (!finding->fix) return false;
  return finding->fix->applicability == APPLICABILITY_SAFE ||
         (finding->fix->applicability == APPLICABILITY_UNSAFE && input->has_unsafe_fixes);
}

static size_t count_fixes(const ReportInput *input, Applicability applicability) {
  size_t count = 0;
  for (size_t i = 0; i < input->findings.count; i++) {
    const Fix *fix = input->findings.at[i].fix;
    count += fix && fix->applicability == applicability;
  }
  return count;
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

// What a run with --fix would mend.
static void print_fixable(const Painter *painter, const ReportInput *input) {
  size_t unsafe = count_fixes(input, APPLICABILITY_UNSAFE);
  size_t safe = count_fixes(input, APPLICABILITY_SAFE);
  if (input->has_unsafe_fixes) {
    safe += unsafe;
    unsafe = 0;
  }
  if (safe + unsafe == 0) return;
  if (safe == 0) {
    paint(painter, STYLE_PLAIN,
          "No fixes available (%zu unsafe fix%s with `--fix --unsafe-fixes`).\n", unsafe,
          unsafe == 1 ? "" : "es");
    return;
  }
  paint(painter, STYLE_PLAIN, "[");
  paint(painter, STYLE_HELP, "*");
  paint(painter, STYLE_PLAIN, "] %zu fixable with `--fix`", safe);
  if (unsafe > 0)
    paint(painter, STYLE_PLAIN, " (%zu unsafe fix%s available with `--fix --unsafe-fixes`)", unsafe,
          unsafe == 1 ? "" : "es");
  paint(painter, STYLE_PLAIN, ".\n");
}

void summary_print_line(const Painter *painter, const ReportInput *input) {
  size_t found = input->findings.count;
  size_t suppressed = input->findings.suppressed_count;
  if (found == 0) paint(painter, STYLE_HELP, "All checks passed!");
  if (found > 0) {
    paint(painter, STYLE_BOLD, "Found %zu problem%s", found, plural(found));
    size_t files = count_files_with_findings(input->findings);
    paint(painter, STYLE_PLAIN, " in %zu of %zu file%s", files, input->file_count,
          plural(input->file_count));
  }
  if (input->fixed_count > 0)
    paint(painter, STYLE_PLAIN, "%s%zu fixed", found > 0 ? "; " : " ", input->fixed_count);
  if (suppressed > 0) paint(painter, STYLE_PLAIN, " (%zu suppressed)", suppressed);
  if (input->known_count > 0)
    paint(painter, STYLE_PLAIN, " (%zu in the baseline)", input->known_count);
  if (input->unchanged_count > 0)
    paint(painter, STYLE_PLAIN, " (%zu in unchanged code)", input->unchanged_count);
  paint(painter, STYLE_PLAIN, found > 0 ? ".\n" : "\n");
  print_fixable(painter, input);
}

void report_note(const ReportNote *note, bool use_color, FILE *out) {
  Painter painter = {.out = out, .use_color = use_color};
  paint(&painter, paint_severity(note->severity), "%s:", severity_name(note->severity));
  paint(&painter, STYLE_PLAIN, " ");
  if (note->path.size > 0) {
    paint_text(&painter, STYLE_BOLD, note->path);
    if (note->line > 0) paint(&painter, STYLE_PLAIN, ":%u:%u", note->line, note->column);
    paint(&painter, STYLE_PLAIN, ": ");
  }
  paint_text(&painter, STYLE_PLAIN, note->text);
  paint(&painter, STYLE_PLAIN, "\n");
}

void report_note_at(const ReportNote *note, const ReportExcerpt *excerpt, bool use_color,
                    FILE *out) {
  Painter painter = {.out = out, .use_color = use_color};
  unsigned columns = 1;
  for (uint32_t line = note->line; line >= 10; line /= 10)
    columns++;
  Frame frame = {.text = excerpt->text,
                 .lines = excerpt->lines,
                 .span = excerpt->span,
                 .number_columns = columns,
                 .style = paint_severity(note->severity),
                 .mark = '^'};
  report_note(note, use_color, out);
  frame_print(&painter, &frame);
}

bool output_finish(FILE *out, Error *err) {
  if (fflush(out) != 0) return error_errno(err, "cannot write the report");
  return !ferror(out) || error_set(err, FAIL_IO, "cannot write the report");
}
