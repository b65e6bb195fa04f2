// Names: imports in every form, scopes, shadowing, which binding reaches.
#include "story.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *source;
  const char *want;
} Row;

static void effects(const Row *row) {
  Story *story = story_link(row->source);
  assert_str_equal(story_effects(story), str_from_c(row->want));
  story_release(story);
}

#define SLEEPER "import time\ndef nap():\n    time.sleep(1)\n"

static const Row imports[] = {
    {"module", "import time\nasync def f():\n    time.sleep(1)\n",
     "main.py: f: blocking-sleep: time.sleep\n"},
    {"module as", "import time as t\nasync def f():\n    t.sleep(1)\n",
     "main.py: f: blocking-sleep: time.sleep\n"},
    {"member", "from time import sleep\nasync def f():\n    sleep(1)\n",
     "main.py: f: blocking-sleep: time.sleep\n"},
    {"member as", "from time import sleep as s\nasync def f():\n    s(1)\n",
     "main.py: f: blocking-sleep: time.sleep\n"},
    {"inside the function", "async def f():\n    import time\n    time.sleep(1)\n",
     "main.py: f: blocking-sleep: time.sleep\n"},
    {"star of a library", "from time import *\nasync def f():\n    sleep(1)\n",
     "main.py: f: blocking-sleep: time.sleep\n"},
    {"dotted binds the first part", "import os.path\nasync def f():\n    os.system('x')\n",
     "main.py: f: blocking-subprocess: os.system\n"},
    {"try, except ImportError",
     "try:\n    from nothing import sleep\nexcept ImportError:\n    from time import sleep\n"
     "async def f():\n    sleep(1)\n",
     "main.py: f: blocking-sleep: time.sleep (possible)\n"},
    {"another file",
     "# file: low.py\n" SLEEPER "# file: main.py\nimport low\nasync def f():\n    low.nap()\n",
     "main.py: f: blocking-sleep: nap > time.sleep\n"},
    {"another file's member",
     "# file: low.py\n" SLEEPER "# file: main.py\nfrom low import nap\nasync def f():\n    nap()\n",
     "main.py: f: blocking-sleep: nap > time.sleep\n"},
    {"re-export through a package",
     "# file: main.py\nfrom pkg import nap\nasync def f():\n    nap()\n"
     "# file: pkg/__init__.py\nfrom .low import nap\n# file: pkg/low.py\n" SLEEPER,
     "main.py: f: blocking-sleep: nap > time.sleep\n"},
    {"star re-export with __all__",
     "# file: main.py\nfrom pkg import _nap\nasync def f():\n    _nap()\n"
     "# file: pkg/__init__.py\nfrom .low import *\n"
     "# file: pkg/low.py\n__all__ = ['_nap']\nimport time\ndef _nap():\n    time.sleep(1)\n",
     "main.py: f: blocking-sleep: _nap > time.sleep\n"},
    {"star hides private names",
     "# file: main.py\nfrom low import *\nasync def f():\n    _nap()\n"
     "# file: low.py\nimport time\ndef _nap():\n    time.sleep(1)\n",
     ""},
    {"submodule as attribute",
     "# file: main.py\nimport pkg.low\nasync def f():\n    pkg.low.nap()\n"
     "# file: pkg/__init__.py\n\n# file: pkg/low.py\n" SLEEPER,
     "main.py: f: blocking-sleep: nap > time.sleep\n"},
    {"submodule as",
     "# file: main.py\nimport pkg.low as l\nasync def f():\n    l.nap()\n"
     "# file: pkg/__init__.py\n\n# file: pkg/low.py\n" SLEEPER,
     "main.py: f: blocking-sleep: nap > time.sleep\n"},
    {"relative, two levels",
     "# file: pkg/__init__.py\n\n# file: pkg/sub/__init__.py\n\n# file: pkg/low.py\n" SLEEPER
     "# file: pkg/sub/mod.py\nfrom ..low import nap\nasync def f():\n    nap()\n",
     "pkg/sub/mod.py: f: blocking-sleep: nap > time.sleep\n"},
    {"relative, the package itself",
     "# file: pkg/__init__.py\n\n# file: pkg/low.py\n" SLEEPER
     "# file: pkg/mod.py\nfrom . import low\nasync def f():\n    low.nap()\n",
     "pkg/mod.py: f: blocking-sleep: nap > time.sleep\n"},
    {"namespace package",
     "# file: main.py\nfrom space.low import nap\nasync def f():\n    nap()\n"
     "# file: space/low.py\n" SLEEPER,
     "main.py: f: blocking-sleep: nap > time.sleep\n"},
    {"src layout, from the tests beside it",
     "# file: src/pkg/__init__.py\n\n# file: src/pkg/low.py\n" SLEEPER
     "# file: checks/mod.py\nfrom pkg.low import nap\nasync def f():\n    nap()\n",
     "checks/mod.py: f: blocking-sleep: nap > time.sleep\n"},
    {"modules that import each other",
     "# file: a.py\nimport b\nasync def f():\n    b.g()\ndef h():\n    import time\n"
     "    time.sleep(1)\n# file: b.py\nimport a\ndef g():\n    a.h()\n",
     "a.py: f: blocking-sleep: g > h > time.sleep\n"},
    {"names that import each other in a circle",
     "# file: a.py\nfrom b import x\nasync def f():\n    x()\n# file: b.py\nfrom a import x\n", ""},
    {"a directory does not hide a library",
     "# file: main.py\nimport requests\nasync def f():\n    requests.get('u')\n"
     "# file: requests/data.py\nx = 1\n",
     "main.py: f: blocking-http: requests.get\n"},
};
static void importing(const Row *row) {
  effects(row);
}
TEST_TABLE("imports", imports, importing)

static const Row shadows[] = {
    {"parameter", "import time\nasync def f(time):\n    time.sleep(1)\n", ""},
    {"local assignment", "import time\nasync def f():\n    time = object()\n    time.sleep(1)\n",
     ""},
    {"module function", "def open(x):\n    return x\nasync def f():\n    open('x').read()\n", ""},
    {"dictionary", "requests = {}\nasync def f():\n    requests.get('x')\n", ""},
    {"class scope does not reach methods",
     "from time import sleep\nclass A:\n    sleep = None\n    async def f(self):\n        "
     "sleep(1)\n",
     "main.py: A.f: blocking-sleep: time.sleep\n"},
    {"the later binding counts",
     "import time\ndef g():\n    pass\nasync def f():\n    x = time.sleep\n    x = g\n    x(1)\n",
     ""},
    {"a branch may be taken",
     "import time\ndef g(x):\n    pass\nasync def f(c):\n    x = g\n    if c:\n        x = "
     "time.sleep\n"
     "    x(1)\n",
     "main.py: f: blocking-sleep: time.sleep (possible)\n"},
    {"the other branch does not reach",
     "import time\ndef g(x):\n    pass\nasync def f(c):\n    if c:\n        x = time.sleep\n    "
     "else:\n"
     "        x = g\n        x(1)\n",
     ""},
    {"a branch that leaves does not reach",
     "import time\ndef g(x):\n    pass\nasync def f(c):\n    x = g\n    if c:\n        x = "
     "time.sleep\n"
     "        return\n    x(1)\n",
     ""},
    {"the next round of a loop",
     "import time\ndef g(x):\n    pass\nasync def f(c):\n    x = g\n    while c():\n        x(1)\n"
     "        x = time.sleep\n",
     "main.py: f: blocking-sleep: time.sleep (possible)\n"},
    {"global in a function",
     "import time\nwait = None\ndef setup():\n    global wait\n    wait = time.sleep\n"
     "async def f():\n    wait(1)\n",
     "main.py: f: blocking-sleep: time.sleep\n"},
    {"closure",
     "import time\ndef outer():\n    s = time.sleep\n    async def f():\n        s(1)\n    return "
     "f\n",
     "main.py: outer.<locals>.f: blocking-sleep: time.sleep\n"},
    {"comprehension target",
     "import time\nasync def f(xs):\n    return [time.sleep for time in xs]\n", ""},
    {"deleted", "import time\nasync def f():\n    s = time.sleep\n    del s\n    s(1)\n", ""},
    {"walrus", "import time\nasync def f():\n    if (s := time.sleep):\n        s(1)\n",
     "main.py: f: blocking-sleep: time.sleep\n"},
};
static void shadowing(const Row *row) {
  effects(row);
}
TEST_TABLE("shadowing", shadows, shadowing)

#define LAZY  "# file: pkg/low.py\n" SLEEPER "# file: pkg/__init__.py\n"
#define MAIN  "# file: main.py\nimport pkg\nasync def f():\n    pkg.nap()\n"
#define FOUND "main.py: f: blocking-sleep: nap > time.sleep\n"

static const Row lazies[] = {
    {"import in a branch",
     LAZY "def __getattr__(name):\n    if name == 'nap':\n        from .low import nap\n"
          "        return nap\n    raise AttributeError(name)\n" MAIN,
     FOUND},
    {"import in the branch of another name",
     LAZY "def __getattr__(name):\n    if name == 'other':\n        from .low import nap\n"
          "        return nap\n    raise AttributeError(name)\n" MAIN,
     ""},
    {"dict of modules",
     LAZY "import importlib\nW = {'nap': '.low'}\ndef __getattr__(name):\n    if name in W:\n"
          "        return getattr(importlib.import_module(W[name], __name__), name)\n"
          "    raise AttributeError(name)\n" MAIN,
     FOUND},
    {"dict of modules, another name",
     LAZY "import importlib\nW = {'nop': '.low'}\ndef __getattr__(name):\n    if name in W:\n"
          "        return getattr(importlib.import_module(W[name], __name__), name)\n"
          "    raise AttributeError(name)\n" MAIN,
     ""},
    {"dict of pairs",
     LAZY
     "import importlib\nW = {'nap': ('pkg.low', 'nap')}\ndef __getattr__(name):\n"
     "    module, attr = W[name]\n    return getattr(importlib.import_module(module), attr)\n" MAIN,
     FOUND},
    {"helper that imports",
     LAZY "from importlib import import_module\nW = {'nap': 'low'}\n"
          "def import_attr(attr, module, package):\n    if module is None:\n"
          "        result = import_module(f'.{attr}', package=package)\n    else:\n"
          "        found = import_module(f'.{module}', package=package)\n"
          "        result = getattr(found, attr)\n    return result\ndef __getattr__(name):\n"
          "    module = W.get(name)\n    result = import_attr(name, module, __spec__.parent)\n"
          "    globals()[name] = result\n    return result\n" MAIN,
     FOUND},
    {"submodule",
     LAZY "import importlib\ndef __getattr__(name):\n    if name in {'low'}:\n"
          "        return importlib.import_module(f'.{name}', __name__)\n"
          "# file: main.py\nimport pkg\nasync def f():\n    pkg.low.nap()\n",
     FOUND},
    {"what the module has itself",
     LAZY "def nap(): ...\ndef __getattr__(name):\n    from .low import nap\n    return nap\n" MAIN,
     ""},
    {"import_module of a text",
     "# file: low.py\n" SLEEPER "# file: main.py\nimport importlib\nasync def f():\n"
     "    importlib.import_module('low').nap()\n",
     "main.py: f: blocking-file-io: importlib.import_module\n" FOUND},
    {"import_module of something else",
     "# file: low.py\n" SLEEPER "# file: main.py\nimport importlib\nasync def f(name):\n"
     "    importlib.import_module(name).nap()\n",
     "main.py: f: blocking-file-io: importlib.import_module\n"},
};
static void asking(const Row *row) {
  effects(row);
}
TEST_TABLE("lazy modules", lazies, asking)

TEST_MAIN(&importing_table, &shadowing_table, &asking_table)
