// An advice as one JSON object; docs/advice.schema.json describes it.
#include "advise/advise.h"

#include <jansson.h>

static json_t *text(Str str) {
  json_t *value = json_stringn(str.at, str.size);
  return value ? value : json_string("");
}

static void add(json_t *object, const char *key, json_t *value) {
  (void)json_object_set_new(object, key, value);
}

static json_t *place(const AdviceOutput *output, const AdvicePlace *from) {
  json_t *object = json_object();
  add(object, "filename", text(output->display(output->context, from->path)));
  add(object, "row", json_integer(from->line));
  add(object, "function", text(from->name));
  return object;
}

static json_t *places(const AdviceOutput *output, const AdvicePlaces *from) {
  json_t *list = json_array();
  for (size_t i = 0; i < from->count; i++)
    (void)json_array_append_new(list, place(output, &from->at[i]));
  return list;
}

static json_t *census(const AdviceCensus *from) {
  json_t *object = json_object();
  add(object, "coroutines", json_integer(from->coroutines));
  add(object, "on_loop", json_integer(from->on_loop));
  add(object, "both", json_integer(from->both));
  add(object, "in_threads", json_integer(from->in_threads));
  add(object, "elsewhere", json_integer(from->elsewhere));
  return object;
}

static json_t *causes(const AdviceOutput *output, const AdviceCause *from, size_t count) {
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) {
    json_t *object = place(output, &from[i].place);
    add(object, "rule", json_string(from[i].rule->id));
    add(object, "confidence", json_string(confidence_name(from[i].confidence)));
    add(object, "what", text(from[i].what));
    add(object, "help", text(from[i].help));
    add(object, "hops", json_integer(from[i].hops));
    add(object, "from", places(output, &from[i].from));
    (void)json_array_append_new(list, object);
  }
  return list;
}

static json_t *crossings(const AdviceOutput *output, const Advice *advice) {
  json_t *list = json_array();
  for (size_t i = 0; i < advice->crossings.count; i++) {
    const AdviceCrossing *from = &advice->crossings.at[i];
    json_t *object = place(output, &from->place);
    add(object, "kind", json_string(advise_crossing_name(from->kind)));
    add(object, "callee", text(from->callee));
    (void)json_array_append_new(list, object);
  }
  return list;
}

static json_t *needless(const AdviceOutput *output, const Advice *advice) {
  json_t *list = json_array();
  for (size_t i = 0; i < advice->needless.count; i++) {
    json_t *object = place(output, &advice->needless.at[i].place);
    add(object, "why", text(advice->needless.at[i].why));
    (void)json_array_append_new(list, object);
  }
  return list;
}

bool advise_print_json(const Advice *advice, const AdviceOutput *output, Error *err) {
  json_t *root = json_object();
  add(root, "functions", census(&advice->census));
  add(root, "waiting_coroutines", json_integer(advice->waiting_coroutines));
  add(root, "waits", causes(output, advice->waits.at, advice->waits.count));
  add(root, "computing", causes(output, advice->computing.at, advice->computing.count));
  add(root, "shared", places(output, &advice->shared));
  add(root, "crossings", crossings(output, advice));
  add(root, "needless", needless(output, advice));
  bool ok = json_dumpf(root, output->out, JSON_INDENT(2) | JSON_ENSURE_ASCII) == 0;
  json_decref(root);
  if (!ok) return error_set(err, FAIL_IO, "cannot write the advice");
  fputc('\n', output->out);
  return true;
}
