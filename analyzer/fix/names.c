// Names of libraries at a place: by an import that is there and in reach, else by a new one. A name
// that means something else on the way from the place to the module is never used.
#include "fix/writer.h"

typedef struct Spot { // where a name is to be read
  ScopeId scope;
  RegionId region;
  ExprId at;
} Spot;

static Spot spot_of(const FixWriter *writer, ExprId at) {
  const Summary *summary = writer->summary;
  return (Spot){summary_scope_at(summary, at), summary_region_at(summary, at), at};
}

static BindingList bindings_of(const FixWriter *writer, ScopeId scope, Str name) {
  return summary_bindings(writer->summary, scope, name, summary_name_hash(name));
}

// The scope in which the names of `scope` are looked up next; classes are seen from inside only.
static ScopeId next_scope(const Summary *summary, ScopeId scope) {
  do
    scope = summary->scopes[scope].parent;
  while (summary->scopes[scope].kind == SCOPE_CLASS);
  return scope;
}

// The nearest scope that binds the name; false when none does.
static bool find_scope(const FixWriter *writer, Spot spot, Str name, ScopeId *out) {
  for (ScopeId scope = spot.scope;; scope = next_scope(writer->summary, scope)) {
    *out = scope;
    if (bindings_of(writer, scope, name).count > 0) return true;
    if (scope == 0) return false;
  }
}

// ---- Imports that are there ---------------------------------------------------------------------

// The dotted name that an import gives to what it binds; "" when that is not one of a library.
static Str imported_name(const FixWriter *writer, const Binding *binding) {
  const Summary *summary = writer->summary;
  const Import *import = &summary->imports[binding->extra];
  Str module = summary_name(summary, import->module);
  if (import->level > 0 || import->flags & IMPORT_STAR) return STR("");
  if (import->member)
    return str_print(writer->arena, "%.*s.%.*s", STR_ARG(module),
                     STR_ARG(summary_name(summary, import->member)));
  Str rest = module;
  return import->flags & IMPORT_ALIASED ? module : str_cut(&rest, '.');
}

// Whether it has been executed whenever the place is reached: it stands in no branch that the place
// does not stand in, and before it, where both are in one function.
static bool has_run(const FixWriter *writer, const Binding *binding, Spot spot) {
  const Summary *summary = writer->summary;
  RegionId region = binding->region;
  while (summary->regions[region].kind == REGION_TRY) // a handler that goes on binds it, too
    region = summary->regions[region].parent;
  bool is_around = summary->regions[region].kind == REGION_BODY ||
                   summary_region_contains(summary, region, spot.region);
  if (!is_around || binding->flags & (BINDING_TYPE_CHECKING | BINDING_DEAD)) return false;
  ScopeId runner = summary_runner(summary, spot.scope);
  return runner != binding->scope || binding->at <= spot.at;
}

// Whether a name means `dotted`, or something that it lies below, and nothing else.
static bool means(const FixWriter *writer, Spot spot, Str name, Str *stands_for) {
  ScopeId scope = 0;
  if (!find_scope(writer, spot, name, &scope)) return false;
  BindingList list = bindings_of(writer, scope, name);
  bool is_there = false;
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &writer->summary->bindings[list.at[i]];
    if (binding->kind != BINDING_IMPORT) return false;
    Str imported = imported_name(writer, binding);
    if (imported.size == 0 || (i > 0 && !str_equal(imported, *stands_for))) return false;
    *stands_for = imported;
    is_there |= has_run(writer, binding, spot);
  }
  return is_there;
}

// The rest of `dotted` behind what a name stands for: "" or ".sleep". False when it does not lie
// there.
static bool cut_prefix(Str dotted, Str prefix, Str *rest) {
  if (!str_has_prefix(dotted, prefix)) return false;
  *rest = str_slice(dotted, prefix.size, dotted.size);
  return rest->size == 0 || rest->at[0] == '.';
}

// The shortest spelling: `sleep` before `asyncio.sleep` where both are there.
static Str imported_spelling(FixWriter *writer, Spot spot, Str dotted) {
  const Summary *summary = writer->summary;
  Str best = STR("");
  size_t best_rest = 0;
  for (size_t i = 0; i < writer->source->imports.count; i++) {
    const Binding *binding = &summary->bindings[writer->source->imports.at[i]];
    Str rest = {0}, stands_for = {0};
    Str imported = imported_name(writer, binding);
    if (imported.size == 0 || !cut_prefix(dotted, imported, &rest)) continue;
    if (best.size > 0 && rest.size >= best_rest) continue;
    Str name = summary_name(summary, binding->name);
    if (!means(writer, spot, name, &stands_for) || !str_equal(stands_for, imported)) continue;
    best = str_print(writer->arena, "%.*s%.*s", STR_ARG(name), STR_ARG(rest));
    best_rest = rest.size;
  }
  return best;
}

// ---- New imports --------------------------------------------------------------------------------

typedef struct Line { // a logical line of the module itself
  size_t first;       // token
  size_t last;        // its NEWLINE
  uint32_t end;       // behind its line end
} Line;

// The next logical line at the left margin from a token on; false at the end.
static bool next_line(const FixWriter *writer, size_t from, Line *out) {
  const PythonTokens *tokens = &writer->source->tokens;
  int depth = 0;
  size_t i = from;
  for (; i < tokens->count; i++) {
    PythonTokenKind kind = tokens->at[i].kind;
    if (kind == PYTHON_TOKEN_END) return false;
    if (kind == PYTHON_TOKEN_INDENT) depth++;
    if (kind == PYTHON_TOKEN_DEDENT) depth--;
    bool is_text =
        kind != PYTHON_TOKEN_INDENT && kind != PYTHON_TOKEN_DEDENT && kind != PYTHON_TOKEN_NEWLINE;
    if (is_text && depth == 0) break;
  }
  *out = (Line){.first = i};
  while (i < tokens->count && tokens->at[i].kind != PYTHON_TOKEN_NEWLINE)
    i++;
  if (i == tokens->count) return false;
  out->last = i;
  out->end = writer_line(writer, tokens->at[i].span.start).end;
  return true;
}

static uint32_t line_start(const FixWriter *writer, const Line *line) {
  return writer->source->tokens.at[line->first].span.start;
}

static bool is_docstring(const FixWriter *writer, const Line *line) {
  for (size_t i = line->first; i < line->last; i++)
    if (writer->source->tokens.at[i].kind != PYTHON_TOKEN_LITERAL) return false;
  Str text = writer_text(writer, writer->source->tokens.at[line->first].span);
  char last = text.at[text.size - 1];
  return last == '"' || last == '\'';
}

static bool is_future(const FixWriter *writer, const Line *line) {
  return token_is(writer, line->first, "from") && token_is(writer, line->first + 1, "__future__");
}

static bool is_import(const FixWriter *writer, const Line *line) {
  return token_is(writer, line->first, "import") || token_is(writer, line->first, "from");
}

// Whether `import name` belongs before a line that imports: plain ones first, by the alphabet.
static bool goes_before(const FixWriter *writer, Str name, const Line *line) {
  if (token_is(writer, line->first, "from")) return true;
  Str other = writer_text(writer, writer->source->tokens.at[line->first + 1].span);
  return str_compare(name, other) < 0;
}

// Where another import of the same fix stands already, both go there, by the alphabet.
static bool join_import(FixWriter *writer, uint32_t at, Str name, Str line) {
  for (size_t i = 0; i < writer->edits.count; i++) {
    FixEdit *edit = &writer->edits.at[i];
    size_t word = str_find(edit->text, STR("import "));
    if (edit->span.start != at || edit->span.end != at || word == SIZE_MAX) continue;
    size_t split = word;
    if (str_compare(str_slice(edit->text, word + STR("import ").size, edit->text.size), name) < 0)
      split += str_find(str_slice(edit->text, word, edit->text.size), writer_line_end(writer)) +
               writer_line_end(writer).size;
    edit->text = str_print(writer->arena, "%.*s%.*s%.*s", (int)split, edit->text.at, STR_ARG(line),
                           STR_ARG(str_slice(edit->text, split, edit->text.size)));
    return true;
  }
  return false;
}

static void insert_import(FixWriter *writer, uint32_t at, Str name, bool blank_above,
                          bool blank_below) {
  Str end = writer_line_end(writer);
  Str line = str_print(writer->arena, "import %.*s%.*s", STR_ARG(name), STR_ARG(end));
  if (join_import(writer, at, name, line)) return;
  Str text = str_print(writer->arena, "%.*s%.*s%.*s", blank_above ? (int)end.size : 0, end.at,
                       STR_ARG(line), blank_below ? (int)end.size : 0, end.at);
  writer_insert(writer, at, text);
}

// Among the first imports that stand together; else above all code, behind the docstring and what
// comes from the future.
static void add_import(FixWriter *writer, Str name, uint32_t used_at) {
  Line line = {0}, previous = {0};
  bool has_line = next_line(writer, 0, &line);
  bool is_behind = false;
  if (has_line && is_docstring(writer, &line)) {
    previous = line;
    is_behind = true;
    has_line = next_line(writer, line.last, &line);
  }
  while (has_line && is_future(writer, &line)) {
    previous = line;
    is_behind = true;
    has_line = next_line(writer, line.last, &line);
  }
  if (!has_line || line_start(writer, &line) > used_at) {
    writer_give_up(writer);
    return;
  }
  if (!is_import(writer, &line)) {
    // A block of its own: between blank lines where something stands above.
    bool is_apart = is_behind && line_start(writer, &line) > previous.end;
    if (is_apart)
      insert_import(writer, previous.end, name, true, false);
    else
      insert_import(writer, line_start(writer, &line), name, is_behind, true);
    return;
  }
  while (is_import(writer, &line) && !goes_before(writer, name, &line)) {
    previous = line;
    bool has_next = next_line(writer, line.last, &line);
    bool is_run = has_next && is_import(writer, &line) && line_start(writer, &line) <= used_at &&
                  line_start(writer, &line) == previous.end;
    if (is_run) continue;
    insert_import(writer, previous.end, name, false, false);
    return;
  }
  insert_import(writer, line_start(writer, &line), name, false, false);
}

// ---- Entry --------------------------------------------------------------------------------------

static Str spell(FixWriter *writer, Spot spot, Str dotted, uint32_t used_at) {
  Str spelled = imported_spelling(writer, spot, dotted);
  if (spelled.size > 0) return spelled;
  Str rest = dotted;
  Str root = str_cut(&rest, '.');
  ScopeId scope = 0;
  if (find_scope(writer, spot, root, &scope)) {
    writer_give_up(writer);
    return STR("");
  }
  add_import(writer, root, used_at);
  return dotted;
}

Str writer_name(FixWriter *writer, ExprId at, const char *dotted) {
  return spell(writer, spot_of(writer, at), str_from_c(dotted),
               summary_expr_span(writer->summary, at).start);
}

// `threads.defer` or `defer`: what has been imported for it is the module itself, or the name.
static bool is_loaded(Str spelled) {
  size_t dots = 0;
  for (size_t i = 0; i < spelled.size; i++)
    dots += spelled.at[i] == '.';
  return spelled.size > 0 && dots <= 1;
}

Str writer_name_from(FixWriter *writer, ExprId at, const char *module, const char *dotted) {
  Spot spot = spot_of(writer, at);
  Str rest = str_from_c(module);
  Str root = str_cut(&rest, '.');
  Str spelled = imported_spelling(writer, spot, str_from_c(dotted));
  ScopeId scope = 0;
  if (is_loaded(spelled)) return spelled;
  if (find_scope(writer, spot, root, &scope)) {
    writer_give_up(writer);
    return STR("");
  }
  add_import(writer, str_from_c(module), summary_expr_span(writer->summary, at).start);
  return str_from_c(dotted);
}

Str writer_name_in(FixWriter *writer, ScopeId scope, ExprId before, const char *dotted) {
  const Scope *at = &writer->summary->scopes[scope];
  Spot spot = {at->parent, writer->summary->regions[at->body].parent, before};
  return spell(writer, spot, str_from_c(dotted), summary_scope_span(writer->summary, scope).start);
}

static bool has_star_import(const Summary *summary) {
  for (uint32_t i = 0; i < summary->imports_count; i++)
    if (summary->imports[i].flags & IMPORT_STAR) return true;
  return false;
}

bool writer_is_builtin(const FixWriter *writer, ExprId at, Str name) {
  ScopeId scope = 0;
  return !has_star_import(writer->summary) &&
         !find_scope(writer, spot_of(writer, at), name, &scope);
}

#define FRESH_MAX 100

Str writer_fresh_name(FixWriter *writer, ExprId at, const char *wanted) {
  Str name = str_from_c(wanted);
  ScopeId scope = 0;
  for (unsigned i = 1; find_scope(writer, spot_of(writer, at), name, &scope); i++) {
    if (i == FRESH_MAX) {
      writer_give_up(writer);
      return STR("");
    }
    name = i == 1 ? str_print(writer->arena, "background_%s", wanted)
                  : str_print(writer->arena, "background_%s_%u", wanted, i);
  }
  return name;
}

bool writer_has_module(const FixWriter *writer, Str module, uint32_t before) {
  BindingList list = bindings_of(writer, 0, module);
  if (list.count != 1) return false;
  const Binding *binding = &writer->summary->bindings[list.at[0]];
  return binding->kind == BINDING_IMPORT && binding->region == 0 &&
         str_equal(imported_name(writer, binding), module) &&
         summary_binding_span(writer->summary, list.at[0]).start < before;
}

bool writer_means_module(const FixWriter *writer, ExprId at, Str name) {
  ScopeId scope = 0;
  return find_scope(writer, spot_of(writer, at), name, &scope) && scope == 0;
}

// The last import before the first definition, whatever stands between.
uint32_t writer_behind_imports(const FixWriter *writer) {
  Line line = {0};
  uint32_t end = 0;
  for (size_t from = 0; next_line(writer, from, &line); from = line.last) {
    bool is_definition = token_is(writer, line.first, "def") ||
                         token_is(writer, line.first, "class") ||
                         token_is(writer, line.first, "async") || token_is(writer, line.first, "@");
    if (is_definition) break;
    if (is_import(writer, &line)) end = line.end;
  }
  return end;
}
