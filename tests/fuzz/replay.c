// Runs a fuzz target without a fuzzer: once for each file that is named, as `ctest` does with every
// corpus. A target that finds something wrong does not return.
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes);

static uint8_t *read_all(FILE *file, size_t *size_bytes) {
  size_t capacity = 1 << 16;
  uint8_t *data = malloc(capacity);
  *size_bytes = 0;
  while (data) {
    *size_bytes += fread(data + *size_bytes, 1, capacity - *size_bytes, file);
    if (*size_bytes < capacity) return data;
    capacity *= 2;
    uint8_t *larger = realloc(data, capacity);
    if (!larger) free(data);
    data = larger;
  }
  return NULL;
}

static int replay(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    return EXIT_FAILURE;
  }
  size_t size_bytes = 0;
  uint8_t *data = read_all(file, &size_bytes);
  int failed = !data || ferror(file);
  if (failed) perror(path);
  fclose(file);
  if (!failed) LLVMFuzzerTestOneInput(data, size_bytes);
  free(data);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s FILE...\n", argv[0]);
    return EXIT_FAILURE;
  }
  int failed = EXIT_SUCCESS;
  for (int i = 1; i < argc; i++) {
    if (replay(argv[i]) != EXIT_SUCCESS) failed = EXIT_FAILURE;
  }
  return failed;
}
