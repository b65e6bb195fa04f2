// What a protothread has to remember is kept in its record.
#include "runtime/runtime.h"

// The macros of protothreads, as far as they are needed here.
#define PT_BEGIN(line)                                                                             \
  switch (line) {                                                                                  \
  case 0:
#define PT_WAIT_UNTIL(line, condition)                                                             \
  do {                                                                                             \
    (line) = __LINE__;                                                                             \
  case __LINE__:                                                                                   \
    if (!(condition)) return 0;                                                                    \
  } while (0)
#define PT_END(line)                                                                               \
  }                                                                                                \
  (line) = 0;                                                                                      \
  return 1

typedef struct Sender {
  int line; // where it goes on
  int sent;
  bool has_room;
  Status status;
} Sender;

static int send_all(Sender *sender) {
  PT_BEGIN(sender->line);
  sender->sent++;
  PT_WAIT_UNTIL(sender->line, sender->has_room);
  sender->status = sender->sent == 1 ? STATUS_OK : FAIL(1, "lost");
  PT_END(sender->line);
}

static Status serve(void *arguments, Value *result) {
  Sender sender = {0};
  (void)arguments, (void)result;
  while (!send_all(&sender)) {
    TRY(sleep_for(0.1));
    sender.has_room = true;
  }
  return sender.status;
}
