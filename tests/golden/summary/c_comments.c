// Comments that silence.
/* nostall: ignore-file[cpu] -- generated */
int wait_for(int n);
int other(int n);

void silenced(int n) {
  wait_for(1); // nostall: ignore
  wait_for(2); // nostall: ignore[sleep, file-io] -- it is short
  // nostall: ignore[sleep]
  wait_for(3 + n);
  wait_for(4 + // nostall: ignore
           n);
  /* nostall: ignore */
  if (n) {
    wait_for(5);
  }
  wait_for(6); // NOLINT
  wait_for(7); // NOLINT(nostall-sleep,bugprone-x)
  wait_for(8); // NOLINT(bugprone-x)
  // NOLINTNEXTLINE(nostall-*)
  wait_for(9);
  other(wait_for(10)); // nostall: ignore[]
  const char *text = "// nostall: ignore";
  (void)text; // nostall: ignore-file
}

// nostall: ignore[loop]
static void whole(void) {
}
