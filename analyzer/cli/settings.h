// Configurations on their way into options: one layer a file, or a line of the command line.
// Private to this layer of the program, between settings.c and settings_apply.c.
#pragma once

#include "cli/commands.h"

typedef struct Layers Layers;

typedef struct Layer {
  Layers *layers;
  const Config *config;
  Str shown; // as people know the file
  LineTable lines;
} Layer;

struct Layers {
  Arena *arena;
  const CliProgram *program;
  const Options *given;
  Array(Layer *) list; // what counts most last
  size_t problems;
  Str last_told; // the file with the last of them
};

// Says what is wrong at a place, in order.
void layer_tell(Layer *layer, Span span, Str text);

// Makes of all layers, and the words of the command line, what counts.
void settings_apply(Layers *layers, Settings *out);
