// JUnit and checkstyle. Findings are in order of their files, so each file is one element.
#include "report/place.h"
#include "report/words.h"
#include "report/writers.h"
#include "report/xml.h"

#define XML_HEADER "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static Str shown_path(const ReportInput *input, Str path) {
  return input->source.display_path(input->source.context, path);
}

// ---- JUnit --------------------------------------------------------------------------------------

static size_t count_errors(const ReportInput *input) {
  size_t count = 0;
  for (size_t i = 0; i < input->note_count; i++)
    count += input->notes[i].severity == SEVERITY_ERROR;
  return count;
}

static void junit_suite(FILE *out, Str name, size_t tests, size_t failures, size_t errors) {
  fputs("  <testsuite", out);
  xml_attribute(out, "name", name);
  xml_attribute_number(out, "tests", tests);
  xml_attribute_number(out, "failures", failures);
  xml_attribute_number(out, "errors", errors);
  fputs(" skipped=\"0\" time=\"0\">\n", out);
}

static void junit_case(FILE *out, Str name, Str file, uint32_t row) {
  fputs("    <testcase", out);
  xml_attribute(out, "name", name);
  xml_attribute(out, "classname", file);
  xml_attribute(out, "file", file);
  if (row > 0) xml_attribute_number(out, "line", row);
  fputs(" time=\"0\">\n", out);
}

// The place in its name makes it the only one of the file.
static void junit_finding(const ReportInput *input, const Finding *finding, FILE *out) {
  Arena arena = {0};
  Place place = place_find(&input->source, finding->path, finding->span);
  Str name = str_print(&arena, "%s at %u:%u", finding->rule->id, place.row, place.column);
  junit_case(out, name, shown_path(input, finding->path), place.row);
  fputs("      <failure", out);
  xml_attribute(out, "message", finding->message);
  xml_attribute(out, "type", str_from_c(severity_name(finding->severity)));
  fputc('>', out);
  xml_text(out, words_describe(&arena, input, finding));
  fputs("</failure>\n    </testcase>\n", out);
  arena_release(&arena);
}

static void junit_file(const ReportInput *input, size_t first, size_t end, FILE *out) {
  junit_suite(out, shown_path(input, input->findings.at[first].path), end - first, end - first, 0);
  for (size_t i = first; i < end; i++)
    junit_finding(input, &input->findings.at[i], out);
  fputs("  </testsuite>\n", out);
}

// What could not be read: no test failed, but some could not be made.
static void junit_errors(const ReportInput *input, size_t count, FILE *out) {
  if (count == 0) return;
  junit_suite(out, STR("nostall"), count, 0, count);
  for (size_t i = 0; i < input->note_count; i++) {
    const ReportNote *note = &input->notes[i];
    if (note->severity != SEVERITY_ERROR) continue;
    junit_case(out, STR("can be analysed"), note->path, note->line);
    fputs("      <error", out);
    xml_attribute(out, "message", note->text);
    fputs(" type=\"error\"/>\n    </testcase>\n", out);
  }
  fputs("  </testsuite>\n", out);
}

// Many readers take a report without any test for a mistake.
static void junit_nothing(const ReportInput *input, FILE *out) {
  junit_suite(out, STR("nostall"), 1, 0, 0);
  fprintf(out,
          "    <testcase name=\"no findings in %zu file%s\" classname=\"nostall\" time=\"0\"/>\n",
          input->file_count, input->file_count == 1 ? "" : "s");
  fputs("  </testsuite>\n", out);
}

bool junit_write(const ReportInput *input, FILE *out, Error *err) {
  size_t failures = input->findings.count;
  size_t errors = count_errors(input);
  size_t tests = failures + errors > 0 ? failures + errors : 1;
  fputs(XML_HEADER, out);
  fprintf(
      out,
      "<testsuites name=\"nostall\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" time=\"0\">\n",
      tests, failures, errors);
  for (size_t first = 0, end = 0; first < failures; first = end) {
    end = findings_file_end(input->findings, first);
    junit_file(input, first, end, out);
  }
  junit_errors(input, errors, out);
  if (failures + errors == 0) junit_nothing(input, out);
  fputs("</testsuites>\n", out);
  return output_finish(out, err);
}

// ---- checkstyle ---------------------------------------------------------------------------------

static void checkstyle_finding(const ReportInput *input, const Finding *finding, FILE *out) {
  Arena arena = {0};
  Place place = place_find(&input->source, finding->path, finding->span);
  fputs("    <error", out);
  xml_attribute_number(out, "line", place.row);
  xml_attribute_number(out, "column", place.column);
  xml_attribute(out, "severity", str_from_c(severity_words(finding->severity)->checkstyle));
  xml_attribute(out, "message", finding->message);
  xml_attribute(out, "source",
                str_print(&arena, "nostall.%s.%s", finding->rule->family, finding->rule->id));
  fputs("/>\n", out);
  arena_release(&arena);
}

bool checkstyle_write(const ReportInput *input, FILE *out, Error *err) {
  fputs(XML_HEADER "<checkstyle version=\"4.3\">\n", out);
  for (size_t first = 0, end = 0; first < input->findings.count; first = end) {
    end = findings_file_end(input->findings, first);
    fputs("  <file", out);
    xml_attribute(out, "name", shown_path(input, input->findings.at[first].path));
    fputs(">\n", out);
    for (size_t i = first; i < end; i++)
      checkstyle_finding(input, &input->findings.at[i], out);
    fputs("  </file>\n", out);
  }
  fputs("</checkstyle>\n", out);
  return output_finish(out, err);
}
