# Read by ctest before it runs anything: what the environment of every test has.
set(ENV{NOSTALL_NO_CACHE} 1)
