"""One object for the whole program, reached by import, by module and by a function."""
import state
from state import get_journal, journal


async def note(text):
    journal.write(text)  # expect: blocking-file-io


async def note_by_module(text):
    state.journal.write(text)  # expect: blocking-file-io


async def note_by_function(text):
    get_journal().write(text)  # expect: blocking-file-io


async def last():
    return journal.last, state.journal.lines()  # silent: blocking
