"""Judges facts: runs every check, and puts what they say in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import Check
from hearth.doctor.checks import all_checks
from hearth.doctor.facts import Facts
from hearth.doctor.ranking import Judged, ranked
from hearth.doctor.verdict import Standing

HEALTHY: Final = 0
WARNINGS: Final = 1
CAUSE_FOUND: Final = 2


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """
    What all checks say together.

    Attributes:
        causes: The most likely first; behind them what is only worth mending.
        well: What was looked at and is in order.
        unknown: What could not be looked at.

    """

    causes: tuple[Judged, ...]
    well: tuple[Judged, ...]
    unknown: tuple[Judged, ...]

    @property
    def exit_code(self) -> int:
        """0 healthy, 1 warnings, 2 a cause was found."""
        standings = {judged.verdict.standing for judged in self.causes}
        if Standing.CAUSE in standings:
            return CAUSE_FOUND
        return WARNINGS if standings else HEALTHY


def examine(facts: Facts, checks: Iterable[Check] | None = None) -> Diagnosis:
    """
    Judge facts.

    Args:
        facts: What was collected.
        checks: Which are run; None: all.

    """
    case = Case(facts)
    chosen = all_checks() if checks is None else tuple(checks)
    found = [
        Judged(check, verdict) for check in chosen for verdict in check.judge(case)
    ]

    def of(*standings: Standing) -> list[Judged]:
        return [judged for judged in found if judged.verdict.standing in standings]

    return Diagnosis(
        tuple(ranked(of(Standing.CAUSE, Standing.WARNING))),
        tuple(of(Standing.WELL)),
        tuple(of(Standing.UNKNOWN)),
    )
