"""python -m nostall: runs the program in place of the interpreter."""

import os
import sys

from nostall import find_program

if __name__ == "__main__":
    program = find_program()
    os.execv(program, [program, *sys.argv[1:]])
