"""D115, config-errors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import number

SHOWN: Final = 5


@check("D115", "config-errors")
def config_errors(case: Case) -> Iterator[Verdict]:
    """
    D115 config-errors: lines of the configuration are not used.

    ## What it looks at
    The errors that `hearth check` finds: each costs its line. A line to an
    address outside this home is one of them (H9xx).

    ## Thresholds
    A cause if no line to a card server is left, else a warning.

    ## What to do
    `hearth check` says each with its place and what to do; `hearth fix` mends
    what can be mended.
    """
    errors = case.facts.config_errors
    if not errors:
        return
    is_left = bool(case.facts.lines)
    yield Verdict(
        standing=Standing.WARNING if is_left else Standing.CAUSE,
        title=f"{number(len(errors), 'line')} of the configuration cannot be used"
        + ("" if is_left else ", and no line to a card server is left"),
        evidence=errors[:SHOWN],
        remedy="Run hearth check, which says what to do about each, and hearth fix",
        share=0.1 if is_left else 1.0,
        commands=("hearth check", "hearth fix --diff"),
    )
