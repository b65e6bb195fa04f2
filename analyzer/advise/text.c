// An advice as text: a table of where functions run, then lists, the first lines of each.
#include "advise/advise.h"

#define LIST_MAX 10
#define FROM_MAX 3

typedef struct Writer {
  const AdviceOutput *output;
  FILE *out;
  size_t left; // lines of the present list that may still be printed
} Writer;

static size_t list_max(const Writer *writer, size_t usual) {
  return writer->output->is_full ? SIZE_MAX : usual;
}

static void print_head(Writer *writer, const char *title) {
  fprintf(writer->out, "\n%s\n", title);
  writer->left = list_max(writer, LIST_MAX);
}

static void print_rest(const Writer *writer, size_t shown, size_t count, const char *what) {
  if (shown < count)
    fprintf(writer->out, "  … and %zu more %s; --full shows all\n", count - shown, what);
}

static void print_place(const Writer *writer, const AdvicePlace *place) {
  Str path = writer->output->display(writer->output->context, place->path);
  fprintf(writer->out, "%.*s:%u", STR_ARG(path), place->line);
}

static void print_name(const Writer *writer, const AdvicePlace *place) {
  if (place->name.size == 0)
    fputs("a module", writer->out);
  else
    fprintf(writer->out, "%.*s", STR_ARG(place->name));
}

// ---- Where functions run ------------------------------------------------------------------------

static void print_count(const Writer *writer, uint32_t count, const char *where, const char *what) {
  fprintf(writer->out, "  %6u  %-13s %s\n", count, where, what);
}

static uint32_t total(const AdviceCensus *census) {
  return census->coroutines + census->on_loop + census->in_threads + census->both +
         census->elsewhere;
}

static void print_census(Writer *writer, const AdviceCensus *census) {
  fprintf(writer->out,
          "Where %u functions run (of the files that async code leads to; tests left out)\n",
          total(census));
  print_count(writer, census->coroutines, "async", "coroutine functions");
  print_count(writer, census->on_loop, "on the loop", "sync, called by coroutines or by the loop");
  print_count(writer, census->both, "both", "sync, called on the loop and in threads");
  print_count(writer, census->in_threads, "in threads", "sync, given to threads");
  print_count(writer, census->elsewhere, "elsewhere",
              "sync, at start-up, or nobody is known to call them");
}

// ---- What holds the loop ------------------------------------------------------------------------

static void print_from(const Writer *writer, const AdviceCause *cause) {
  size_t most = list_max(writer, FROM_MAX);
  size_t count = cause->from.count;
  fprintf(writer->out, "      from %zu %s: ", count, count == 1 ? "function" : "functions");
  for (size_t i = 0; i < count && i < most; i++) {
    if (i > 0) fputs(", ", writer->out);
    print_name(writer, &cause->from.at[i]);
    fputs(" (", writer->out);
    print_place(writer, &cause->from.at[i]);
    fputc(')', writer->out);
  }
  fputs(count > most ? ", …\n" : "\n", writer->out);
}

static void print_cause(const Writer *writer, const AdviceCause *cause) {
  fputs("  ", writer->out);
  print_place(writer, &cause->place);
  fputs(" in ", writer->out);
  print_name(writer, &cause->place);
  fprintf(writer->out, ": %.*s%s\n", STR_ARG(cause->what),
          cause->confidence == CONFIDENCE_RESOLVED ? "" : " (not sure)");
  if (cause->from.count > 0) print_from(writer, cause);
  if (cause->help.size > 0) fprintf(writer->out, "      %.*s\n", STR_ARG(cause->help));
}

static void print_causes(Writer *writer, const AdviceCause *causes, size_t count) {
  size_t shown = 0;
  for (; shown < count && shown < writer->left; shown++)
    print_cause(writer, &causes[shown]);
  print_rest(writer, shown, count, "places");
}

// ---- Lists --------------------------------------------------------------------------------------

static void print_shared(Writer *writer, const AdvicePlaces *shared) {
  if (shared->count == 0) return;
  print_head(writer,
             "Sync functions that run on the loop and in threads: what they change needs a lock");
  size_t shown = 0;
  for (; shown < shared->count && shown < writer->left; shown++) {
    fputs("  ", writer->out);
    print_place(writer, &shared->at[shown]);
    fputc(' ', writer->out);
    print_name(writer, &shared->at[shown]);
    fputc('\n', writer->out);
  }
  print_rest(writer, shown, shared->count, "functions");
}

static const char *crossing_words(AdviceCrossingKind kind) {
  switch (kind) {
  case CROSSING_TO_THREAD:
    return "to threads";
  case CROSSING_TO_LOOP:
    return "from threads to the loop";
  case CROSSING_START:
    return "from sync code into a loop of its own";
  case CROSSING_COUNT:
    break;
  }
  return "";
}

static void print_crossings_of(Writer *writer, const Advice *advice, AdviceCrossingKind kind) {
  size_t count = 0;
  for (size_t i = 0; i < advice->crossings.count; i++)
    count += advice->crossings.at[i].kind == kind;
  if (count == 0) return;
  fprintf(writer->out, "  %zu %s\n", count, crossing_words(kind));
  size_t shown = 0;
  size_t most = list_max(writer, FROM_MAX);
  for (size_t i = 0; i < advice->crossings.count && shown < most; i++) {
    const AdviceCrossing *crossing = &advice->crossings.at[i];
    if (crossing->kind != kind) continue;
    fputs("      ", writer->out);
    print_place(writer, &crossing->place);
    fputs(" in ", writer->out);
    print_name(writer, &crossing->place);
    fprintf(writer->out, ": %.*s\n", STR_ARG(crossing->callee));
    shown++;
  }
  if (shown < count) fprintf(writer->out, "      … and %zu more\n", count - shown);
}

static void print_crossings(Writer *writer, const Advice *advice) {
  if (advice->crossings.count == 0) return;
  print_head(writer, "Where work crosses over");
  for (AdviceCrossingKind kind = 0; kind < CROSSING_COUNT; kind++)
    print_crossings_of(writer, advice, kind);
}

static void print_needless(Writer *writer, const Advice *advice) {
  if (advice->needless.count == 0) return;
  print_head(writer, "Where staying sync would be simpler");
  size_t shown = 0;
  for (; shown < advice->needless.count && shown < writer->left; shown++) {
    const AdviceNeedless *needless = &advice->needless.at[shown];
    fputs("  ", writer->out);
    print_place(writer, &needless->place);
    fputc(' ', writer->out);
    print_name(writer, &needless->place);
    fprintf(writer->out, " %.*s\n", STR_ARG(needless->why));
  }
  print_rest(writer, shown, advice->needless.count, "functions");
}

// ---- In short -----------------------------------------------------------------------------------

static void print_share(const Writer *writer, uint32_t part, uint32_t whole) {
  uint64_t percent = whole == 0 ? 0 : ((uint64_t)part * 100 + whole / 2) / whole;
  fprintf(writer->out, "  %u of %u coroutine functions (", part, whole);
  if (part > 0 && percent == 0)
    fputs("under 1 %)", writer->out);
  else
    fprintf(writer->out, "%u %%)", (unsigned)percent);
}

static void print_short(Writer *writer, const Advice *advice) {
  const AdviceCensus *census = &advice->census;
  fputs("\nIn short\n", writer->out);
  if (census->coroutines == 0) {
    fputs("  There is no coroutine function here: nothing runs on an event loop.\n", writer->out);
    return;
  }
  print_share(writer, advice->waiting_coroutines, census->coroutines);
  size_t places = advice->waits.count;
  if (places == 0)
    fputs(" come to code that waits.\n", writer->out);
  else
    fprintf(writer->out, " come to code that waits, at %zu %s.\n", places,
            places == 1 ? "place" : "places");
  if (advice->waits.count > 0) {
    const AdviceCause *first = &advice->waits.at[0];
    fputs("  Begin with ", writer->out);
    print_place(writer, &first->place);
    fprintf(writer->out, ": %zu %s there.\n", first->from.count,
            first->from.count == 1 ? "function comes" : "functions come");
  }
}

void advise_print(const Advice *advice, const AdviceOutput *output) {
  Writer writer = {output, output->out, 0};
  print_census(&writer, &advice->census);
  if (advice->waits.count > 0) {
    print_head(&writer, "Ways from the loop into sync code that waits, by the call to mend");
    print_causes(&writer, advice->waits.at, advice->waits.count);
  }
  if (advice->computing.count > 0) {
    print_head(&writer, "What computes on the loop");
    print_causes(&writer, advice->computing.at, advice->computing.count);
  }
  print_shared(&writer, &advice->shared);
  print_crossings(&writer, advice);
  print_needless(&writer, advice);
  print_short(&writer, advice);
}
