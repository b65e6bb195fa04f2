// Versions of Python as people and metadata write them.
#include "config/config.h"
#include "support/test.h"

typedef struct VersionRow {
  const char *name;
  const char *text;
  unsigned want;
} VersionRow;

static const VersionRow version_rows[] = {
    {"with a dot", "3.11", 311},
    {"in short", "py311", 311},
    {"one digit", "3.9", 309},
    {"one digit in short", "py39", 309},
    {"with a patch", "3.10.4", 310},
    {"any patch", "3.12.*", 312},
    {"nothing", "", 0},
    {"only the major", "3", 0},
    {"only the major in short", "py3", 0},
    {"another major", "2.7", 0},
    {"another major in short", "py27", 0},
    {"words behind", "3.11rc", 0},
    {"words behind in short", "py311x", 0},
    {"no number", "3.x", 0},
    {"far too many digits", "3.99999", 0},
};

static void reads_version(const VersionRow *row) {
  assert_int_equal(config_version(str_from_c(row->text)), row->want);
}
TEST_TABLE("config_version", version_rows, reads_version)

TEST_MAIN(&reads_version_table)
