// What cannot be understood is told; what stands around it is read.
#include "missing.h"
#include <also/missing.h>

int wait_for(int n);

int fine(int n) {
  return wait_for(n);
}

int broken(unknown_type *thing) {
  thing->run(1);
  wait_for(2;
  wait_for(3);
}

struct half {
  int (*run)(int);

  int after(int n) {
    return wait_for(n);
  }
