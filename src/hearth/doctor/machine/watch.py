"""Measures card programs again and again, to see whether one grows or never rests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from hearth.doctor.machine.processes import Load
from hearth.doctor.machine_facts import Trend

Look = tuple[float, tuple[Load, ...]]  # a moment, and what programs took then


def trends(looks: Sequence[Look], *, is_idle: bool) -> tuple[Trend, ...]:
    """
    Make trends of some looks.

    Args:
        looks: The oldest first.
        is_idle: Whether nobody was watching meanwhile.

    """
    names = {(load.number, load.program): None for _, loads in looks for load in loads}
    return tuple(
        _trend(program, _of(looks, number), is_idle=is_idle)
        for number, program in names
    )


def _of(looks: Iterable[Look], number: int) -> list[tuple[float, Load]]:
    return [(at, load) for at, all_ in looks for load in all_ if load.number == number]


def _trend(program: str, own: list[tuple[float, Load]], *, is_idle: bool) -> Trend:
    shares = [
        (after.processor_s - before.processor_s) / (later - earlier)
        for (earlier, before), (later, after) in pairwise(own)
        if later > earlier
    ]
    return Trend(
        program=program,
        samples=tuple((at, load.resident_bytes) for at, load in own),
        processor=median(shares) if shares else None,
        is_idle=is_idle,
    )
