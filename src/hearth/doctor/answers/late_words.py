"""What is said of a line that is slow, whatever makes it so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.doctor.answers.digest import FREEZES_S
from hearth.doctor.answers.lateness import (
    ARTEFACTS_S,
    BLACK_S,
    NORMAL_S,
    Lateness,
    Why,
)
from hearth.doctor.case import Case
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import clock, ms

FELT_SHARE: Final = 0.3  # of a line whose pictures freeze, whatever the lead is


def late_lines(case: Case, why: Why) -> Iterator[Lateness]:
    """Give the lines that are slow for one reason."""
    yield from (late for late in case.lateness if late.why is why)


def late_verdict(
    late: Lateness,
    title: str,
    remedy: str,
    *evidence: str,
    commands: tuple[str, ...] = (),
) -> Verdict:
    """Say of a line that it is slow; with the times that everybody looks at first."""
    return Verdict(
        standing=Standing.CAUSE if late.is_freezing else Standing.WARNING,
        title=title,
        evidence=(times_words(late), *evidence, *_since(late)),
        remedy=remedy,
        line=late.line,
        share=max(late.share, FELT_SHARE if late.is_freezing else 0.0),
        commands=commands,
    )


def times_words(late: Lateness) -> str:
    """Give a line's percentiles, and what they mean by the usual limits."""
    times = late.times
    return (
        f"{times.count} answers: half within {ms(times.p50_s)}, 95 of 100 within"
        f" {ms(times.p95_s)}, 99 within {ms(times.p99_s)}: {limit_words(times.p95_s)}"
    )


def limit_words(seconds: float) -> str:
    """Say what a time means by the limits in circulation (docs/ecm-time.md)."""
    if seconds <= NORMAL_S:
        return "normal"
    if seconds <= ARTEFACTS_S:
        return "more than the usual 500 ms"
    if seconds <= FREEZES_S:
        return "artefacts are possible (over 800 ms)"
    return "freezes are likely" if seconds <= BLACK_S else "black is likely (over 3 s)"


def _since(late: Lateness) -> Iterator[str]:
    if late.slow_from is not None:
        yield (
            f"it has been so since {clock(late.slow_from)}; before that"
            f" {ms(late.low_s)} was usual"
        )
