// Writing and reading runs; parse_run.h tells what they are.
#include "python/parse_run.h"

#include <string.h>

#define RUN_BIT 0x80

void parse_run_write(char *out, uint32_t start, uint32_t end, char shown) {
  uint32_t size = end - start;
  if (!size) return;
  char *run = out + start;
  run[0] = size == 1 ? shown : (char)(shown | RUN_BIT);
  if (size == 1) return;
  run[1] = size <= UINT8_MAX ? (char)size : 0;
  if (!run[1]) memcpy(run + 2, &size, sizeof size);
}

uint32_t parse_run_decode(const uint8_t *text, uint32_t size, int32_t *character) {
  *character = text[0] & (RUN_BIT - 1);
  if (text[0] < RUN_BIT) return 1;
  uint32_t run = text[1];
  if (!run) memcpy(&run, text + 2, sizeof run);
  return run < size ? run : size;
}
