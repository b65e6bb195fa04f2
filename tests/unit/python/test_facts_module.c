// Imports and __all__.
#include "query.h"
#include "support/test.h"

static const FactsRow imports_rows[] = {
    {"modules", "import a, b.c, d.e as f\n", "imports",
     "i0 a\n"
     "i1 b.c\n"
     "i2 d.e aliased\n"},
    {"what they bind", "import a, b.c, d.e as f\n", "bindings",
     "b0 import a i0 in s0 r0 at e1\n"
     "b1 import b i1 in s0 r0 at e1\n"
     "b2 import f i2 in s0 r0 at e1\n"},
    {"members", "from a.b import c, d as e\n", "imports",
     "i0 a.b member c\n"
     "i1 a.b member d aliased\n"},
    {"what they bind", "from a.b import c, d as e\n", "bindings",
     "b0 import c i0 in s0 r0 at e1\n"
     "b1 import e i1 in s0 r0 at e1\n"},
    {"relative",
     "from . import a\n"
     "from ..b import c\n"
     "from ... import d\n",
     "imports",
     "i0 level=1 \"\" member a\n"
     "i1 level=2 b member c\n"
     "i2 level=3 \"\" member d\n"},
    {"star", "from a import *\n", "imports", "i0 a star\n"},
    {"star binds the empty name", "from a import *\n", "bindings",
     "b0 import \"\" i0 in s0 r0 at e1\n"},
    {"inside functions",
     "def f():\n"
     "    import a\n",
     "bindings",
     "b0 import a i0 in s1 r1 at e1\n"
     "b1 def f s1 in s0 r0 at e1\n"},
    {"under TYPE_CHECKING",
     "if TYPE_CHECKING:\n"
     "    import a\n",
     "bindings", "b0 import a i0 type-checking in s0 r1 at e2\n"},
};

static void imports(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("imports", imports_rows, imports)

static const FactsRow all_rows[] = {
    {"a list", "__all__ = ['a', 'b']\n", "exported",
     "a\n"
     "b\n"},
    {"a tuple, annotated", "__all__: tuple[str, ...] = 'a', 'b'\n", "exported",
     "a\n"
     "b\n"},
    {"added",
     "__all__ = ['a']\n"
     "__all__ += ['b']\n"
     "__all__.extend(('c',))\n"
     "__all__.append('d')\n",
     "exported",
     "a\n"
     "b\n"
     "c\n"
     "d\n"},
    {"a sum",
     "__all__ = ['a'] + ['b']\n"
     "__all__ = __all__ + ['c']\n",
     "exported",
     "a\n"
     "b\n"
     "c\n"},
    {"more than are kept of a container",
     "__all__ = "
     "['a1','a2','a3','a4','a5','a6','a7','a8','a9','b1','b2','b3','b4','b5','b6','b7','b8']\n",
     "exported",
     "a1\n"
     "a2\n"
     "a3\n"
     "a4\n"
     "a5\n"
     "a6\n"
     "a7\n"
     "a8\n"
     "a9\n"
     "b1\n"
     "b2\n"
     "b3\n"
     "b4\n"
     "b5\n"
     "b6\n"
     "b7\n"
     "b8\n"},
    {"assigned anew",
     "__all__ = ['a']\n"
     "__all__ = ['b']\n",
     "exported", "b\n"},
    {"in branches",
     "if a:\n"
     "    __all__ = ['b']\n"
     "else:\n"
     "    __all__ = ['c']\n",
     "exported",
     "b\n"
     "c\n"},
    {"not in dead code",
     "__all__ = ['a']\n"
     "if TYPE_CHECKING:\n"
     "    __all__ += ['b']\n",
     "exported", "a\n"},
    {"not of a class",
     "class C:\n"
     "    __all__ = ['a']\n",
     "exported", ""},
};

static void all(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("__all__", all_rows, all)

static const FactsRow module_flags_rows[] = {
    {"none", "a\n", "flags", ""},
    {"__all__", "__all__ = ['a']\n", "flags", "has-all"},
    {"an empty __all__", "__all__ = []\n", "flags", "has-all"},
    {"from another module", "__all__ = a.__all__ + ['b']\n", "flags", "has-all dynamic-all"},
    {"a star", "__all__ = ['b', *a.__all__]\n", "flags", "has-all dynamic-all"},
    {"extended by something",
     "__all__ = ['b']\n"
     "__all__.extend(a)\n",
     "flags", "has-all dynamic-all"},
    {"removed from",
     "__all__ = ['b']\n"
     "__all__.remove('b')\n",
     "flags", "has-all dynamic-all"},
    {"assigned anew",
     "__all__ = a\n"
     "__all__ = ['b']\n",
     "flags", "has-all"},
    {"annotations of the future", "from __future__ import annotations\n", "flags",
     "future-annotations"},
};

static void module_flags(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("flags", module_flags_rows, module_flags)

TEST_MAIN(&imports_table, &all_table, &module_flags_table)
