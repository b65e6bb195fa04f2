"""Loops of uvloop: the witness sees their turns, we see their stacks."""

import functools
import os
import threading

from . import turns
from .record import write


class WitnessedTurn(turns.Turn):
    __slots__ = ("witness",)

    def begun(self):
        return self.witness.nostall_witness_turn(self.native) / 1e9

    def look(self):
        if self.samples and self.begun() != self.samples[-1][0]:
            start = self.samples[-1][0]
            self.end(start, self.witness.nostall_witness_end(self.native, round(start * 1e9)) / 1e9)
        super().look()


def _find_witness():
    """The shared object that `--witness` loads into the process; None when it is not there."""
    if "NOSTALL_CONFIRM_WITNESS" not in os.environ:
        return None
    import ctypes

    try:
        witness = ctypes.CDLL(None)
        for name in ("nostall_witness_turn", "nostall_witness_end"):
            getattr(witness, name).restype = ctypes.c_uint64
        witness.nostall_witness_end.argtypes = [ctypes.c_int, ctypes.c_uint64]
        return witness
    except (OSError, AttributeError):
        return None


def watch():
    import uvloop

    witness = _find_witness()
    run_forever = uvloop.Loop.run_forever

    def watched(loop):
        if witness is None:
            write("unseen-loop", name="uvloop")
            return run_forever(loop)
        turn = WitnessedTurn(turns.ACTIVE.get(threading.get_ident()))
        turn.witness = witness
        turns.begin(turn, "uvloop")
        try:
            return run_forever(loop)
        finally:
            turn.look()
            turns.restore(turn)

    turns.BOTTOM.add(watched.__code__)
    uvloop.Loop.run_forever = functools.wraps(run_forever)(watched)
