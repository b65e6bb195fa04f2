// Every way out of the coroutine says that it is over.
#include <stddef.h>

// As much of libaco as is used here.
typedef struct aco_s aco_t;
typedef struct aco_share_stack_s aco_share_stack_t;
typedef void (*aco_cofuncp_t)(void);
aco_t *aco_create(aco_t *main_co, aco_share_stack_t *stack, size_t size, aco_cofuncp_t run,
                  void *argument);
void aco_resume(aco_t *coroutine);
void aco_yield(void);
void aco_exit(void);

static int left = 3;

static void count_down(void) {
  if (left == 0) aco_exit();
  while (left-- > 0)
    aco_yield();
  aco_exit();
}

int main(void) {
  aco_t *counter = aco_create(NULL, NULL, 0, count_down, NULL);
  aco_resume(counter);
  return 0;
}
