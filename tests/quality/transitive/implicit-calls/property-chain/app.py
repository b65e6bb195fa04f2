"""Implicit calls: property chain."""

from host import Machine


async def where(machine: Machine) -> str:
    return machine.host.address  # expect: blocking-dns
