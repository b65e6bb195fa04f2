// A thread works on the database.
#include "runtime/runtime.h"

#include <pthread.h>
#include <semaphore.h>
#include <sqlite3.h>
#include <unistd.h>

static sqlite3 *open_database(void) {
  sqlite3 *database = NULL;
  sqlite3_open("users.db", &database);
  sqlite3_busy_timeout(database, 5000);
  return database;
}

// Somebody else, who is at work in the database for a while.
static void *hold(void *context) {
  sqlite3 *database = open_database();
  sqlite3_exec(database, "create table users (name text); begin exclusive", NULL, NULL, NULL);
  sem_post(context);
  usleep(400000);
  sqlite3_exec(database, "commit", NULL, NULL, NULL);
  sqlite3_close(database);
  return NULL;
}

static void let_hold(void) {
  static sem_t is_held;
  pthread_t thread;
  sem_init(&is_held, 0, 0);
  if (pthread_create(&thread, NULL, hold, &is_held) == 0) sem_wait(&is_held);
}

static void add_user(void *arguments) {
  sqlite3_exec(*(sqlite3 **)arguments, "insert into users values ('ada')", NULL, NULL, NULL);
}

static Status register_user(void *arguments, Value *result) {
  (void)result;
  return thread_run(add_user, arguments, sizeof(sqlite3 *));
}

struct register_user_args {
  sqlite3 *database;
};

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  sqlite3 *database = open_database();
  let_hold();
  return runtime_run(CALL(register_user, database), NULL, &options);
}
