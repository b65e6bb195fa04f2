// What is part of a variable, and what is only led to by it.
struct inner {
  int value;
};

struct outer {
  struct inner own;
  struct inner table[2];
  struct inner *other;
};

void keep(void *memory);

void parts(struct outer *outer, struct outer copy, int status) {
  struct outer local;
  struct outer many[2];
  keep(&local.own);
  keep(&copy.own);
  keep(&many[1].own);
  keep(&local.table[1]);
  keep(&outer->own);
  keep(&(*outer).own);
  keep(&outer[1].own);
  keep(&outer->table[1].value);
  keep(&outer->other->value);
  keep(&*outer);
  (void)status;
}
