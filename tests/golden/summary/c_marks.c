// Marks on functions: annotations, the effects of clang, comments; and functions that do not
// return.
#define annotated(text) __attribute__((annotate(text)))
#define coroutine_fn    annotated("coroutine_fn")
#define mixed           annotated("coroutine_mixed_fn")
#define NO_RETURN       _Noreturn

annotated("loop") void marked(void);
void coroutine_fn yields(void);
void marked(void) {
  yields();
}
void coroutine_fn yields(void) {
}
void annotated("no_coroutine_fn") mixed both(void);
annotated("something else") void kept(void) {
}
__attribute__((nonblocking)) void fast(void);
__attribute__((blocking)) void slow(void);
void unmarked(int n);

// nostall: loop
void below_comment(void) {
}

void behind_comment(void) { // nostall: thread
}

// nostall: coroutine
// nostall: blocking
static void two(void) {
}

/* nostall: signal */ void before(int number) {
}

// nostall: nonsense
void not_marked(void) {
}

// nostall: start

void too_far(void) {
}

_Noreturn void die(void);
__attribute__((noreturn)) static void fatal(int code) {
  for (;;) {
  }
}
NO_RETURN void hidden(void) {
  fatal(1);
}
_Noreturn void die(void) {
  hidden();
}
