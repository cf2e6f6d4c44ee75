"""What a measurement found, beside what it should be."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import hearth
from hearth.wire.cccam import cipher


@dataclass(frozen=True, slots=True)
class Row:
    """
    One figure.

    Attributes:
        what: What was measured.
        measured: The figure, with its unit.
        bound: What it should be; "" where it is for information.
        holds: Whether it is.

    """

    what: str
    measured: str
    bound: str = ""
    holds: bool = True


def at_most(what: str, value: float, bound: float, unit: str) -> Row:
    """Make the row of a figure that should not be over a bound."""
    return Row(what, f"{value:.3g} {unit}", f"<= {bound:g} {unit}", value <= bound)


def at_least(what: str, value: float, bound: float, unit: str) -> Row:
    """Make the row of a figure that should not be under a bound."""
    return Row(what, f"{value:.3g} {unit}", f">= {bound:g} {unit}", value >= bound)


def told(what: str, value: float, unit: str) -> Row:
    """Make the row of a figure that is told for information."""
    return Row(what, f"{value:.3g} {unit}")


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def machine() -> str:
    """Say on what it was measured."""
    compiled = "compiled" if cipher.COMPILED else "pure Python"
    return (
        f"Hearth {hearth.__version__}, Python {platform.python_version()},"
        f" {platform.machine()}, {os.cpu_count()} cores, {compiled} cipher"
    )


def show(rows: Sequence[Row]) -> None:
    """Print rows as a table, each with whether its bound holds."""
    for row in rows:
        mark = ("ok" if row.holds else "NO") if row.bound else ""
        print(f"  {row.what:<58} {row.measured:>14}  {row.bound:<14} {mark}".rstrip())
