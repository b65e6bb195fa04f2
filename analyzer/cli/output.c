// From words to formats and files, and to bytes.
#define _POSIX_C_SOURCE 200809L
#include "cli/output.h"

#include "cli/terminal.h"

#include "base/file.h"

#include <stdlib.h>
#include <sys/stat.h>

// ---- Choosing -----------------------------------------------------------------------------------

// Set by coding agents for the commands that they run.
static const char *const agent_variables[] = {
    "AI_AGENT",     "CLAUDECODE", "CLAUDE_CODE", "CODEX_SANDBOX",
    "CURSOR_AGENT", "GEMINI_CLI", "OPENCODE",    "AUGMENT_AGENT",
};

Str environment_variable(const char *name) {
  const char *value = getenv(name);
  return value ? str_from_c(value) : (Str){0};
}

static bool is_run_by_agent(void) {
  for (size_t i = 0; i < COUNT_OF(agent_variables); i++)
    if (environment_variable(agent_variables[i]).size > 0) return true;
  return false;
}

static const ReportFormat *find_format(Arena *arena, Str name, Error *err) {
  const ReportFormat *found = report_find(name);
  if (found) return found;
  StrList names = {0};
  for (const ReportFormat *format = report_formats; format->name; format++)
    array_push(arena, &names, str_from_c(format->name));
  (void)suggest_fail(err, "output format", name, names.at, names.count);
  return NULL;
}

static bool is_taken(const Outputs *outputs, Str path) {
  for (size_t i = 0; i < outputs->list.count; i++)
    if (str_equal(outputs->list.at[i].path, path)) return true;
  return false;
}

static bool add(Arena *arena, Outputs *outputs, Str word, Error *err) {
  Str path = word;
  Str name = str_cut(&path, ':');
  const ReportFormat *format = find_format(arena, name, err);
  if (!format) return false;
  if (path.at && path.size == 0)
    return error_set(err, FAIL_USAGE, "--output-format %.*s: there is no file behind the colon",
                     STR_ARG(word));
  Output output = {.format = format, .path = {str_to_c(arena, path), path.size}};
  if (is_taken(outputs, path) && path.size == 0)
    return error_set(err, FAIL_USAGE,
                     "two formats for standard output; write one to a file: -o %s:FILE",
                     format->name);
  if (is_taken(outputs, path))
    return error_set(err, FAIL_USAGE, "two formats for the file %.*s", STR_ARG(path));
  array_push(arena, &outputs->list, output);
  outputs->shows_suppressed |= format->shows_suppressed;
  return true;
}

bool outputs_choose(Arena *arena, const Options *options, Outputs *out, Error *err) {
  *out = (Outputs){0};
  Str usual = environment_variable("NOSTALL_OUTPUT_FORMAT");
  if (usual.size == 0) usual = str_from_c(is_run_by_agent() ? "agent" : report_formats[0].name);
  if (!options->is_given[OPTION_OUTPUT_FORMAT]) return add(arena, out, usual, err);
  for (size_t i = 0; i < options->outputs.count; i++)
    if (!add(arena, out, options->outputs.at[i], err)) return false;
  return true;
}

bool outputs_print(const Outputs *outputs) {
  return is_taken(outputs, (Str){0});
}

// ---- Writing ------------------------------------------------------------------------------------

static bool has_suppressed(Findings findings) {
  for (size_t i = 0; i < findings.count; i++)
    if (findings.at[i].is_suppressed) return true;
  return false;
}

// The findings without those that a comment silences, or a baseline holds.
static Findings without_suppressed(Arena *arena, Findings findings) {
  if (!has_suppressed(findings)) return findings;
  Finding *kept = arena_push(arena, Finding, findings.count + 1);
  Findings out = {.at = kept, .suppressed_count = findings.suppressed_count};
  for (size_t i = 0; i < findings.count; i++) {
    if (!findings.at[i].is_suppressed)
      kept[out.count++] = findings.at[i];
    else if (!findings.at[i].is_known)
      out.suppressed_count++;
  }
  return out;
}

// A pipe or a device, such as /dev/null or /dev/stderr, is written to; a file is replaced.
static bool is_device(const char *path) {
  struct stat info = {0};
  return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

static bool write_device(const char *path, OutputWrite *write, const void *context, Error *err) {
  FILE *out = fopen(path, "w");
  if (!out) return error_errno(err, "cannot write %s", path);
  bool ok = write(context, out, err);
  if (fclose(out) != 0 && ok) ok = error_errno(err, "cannot write %s", path);
  return ok;
}

bool output_write(const char *path, OutputWrite *write, const void *context, Error *err) {
  if (is_device(path)) return write_device(path, write, context, err);
  char *bytes = NULL;
  size_t size = 0;
  FILE *memory = open_memstream(&bytes, &size);
  if (!memory) base_fatal("out of memory: cannot hold a report");
  bool ok = write(context, memory, err);
  if (fclose(memory) != 0) base_fatal("out of memory: cannot hold a report");
  ok = ok && file_write(path, (Str){bytes, size}, err);
  free(bytes);
  return ok;
}

typedef struct Formatted {
  const ReportFormat *format;
  const ReportInput *input;
} Formatted;

static bool write_format(const void *context, FILE *out, Error *err) {
  const Formatted *formatted = context;
  return formatted->format->write(formatted->input, out, err);
}

// When output cannot be written because nobody reads it any more, that is the reader's decision.
static bool write_output(const Output *output, const Options *options, ReportInput input, FILE *out,
                         Error *err) {
  input.use_color = options->color == COLOR_ALWAYS;
  Formatted formatted = {output->format, &input};
  if (output->path.size > 0) return output_write(output->path.at, write_format, &formatted, err);
  input.use_color = terminal_has_color(out, options->color);
  return output->format->write(&input, out, err) || terminal_is_closed_pipe(out);
}

bool outputs_write(const Outputs *outputs, const Options *options, const ReportInput *input,
                   Error *err) {
  Arena arena = {0};
  Findings shown = without_suppressed(&arena, input->findings);
  bool ok = true;
  for (size_t i = 0; i < outputs->list.count && ok; i++) {
    const Output *output = &outputs->list.at[i];
    ReportInput one = *input;
    if (!output->format->shows_suppressed) one.findings = shown;
    ok = write_output(output, options, one, outputs->prints_aside ? stderr : stdout, err);
  }
  arena_release(&arena);
  return ok;
}
