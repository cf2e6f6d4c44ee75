"""What is said of questions that a line left unanswered, or said no to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hearth.doctor.answers.failures import Failures, Saved
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import clock, listed, number, percent

LEAST_SHARE: Final = 0.2  # what another line saves is worth so much at the least


def evidence_of(failures: Failures, what: str) -> Iterator[str]:
    """Say how many failed, of whom, and when; ``what``: "refused", for instance."""
    yield (
        f"{number(len(failures.questions), 'question')} of {failures.asked}"
        f" ({percent(failures.share)}) {what}, asked by {listed(failures.receivers)}"
    )
    if not failures.is_scattered:
        yield (
            f"{failures.in_row} one after the other, from {clock(failures.first)} to"
            f" {clock(failures.last)}"
        )


def saved_verdict(
    saved: Saved, *, title: str, how: str, remedy: str, commands: Sequence[str] = ()
) -> Verdict:
    """
    Say that a line fails and another one answers instead.

    Args:
        saved: Which line, how often and when.
        title: The verdict's.
        how: How they failed: "refused one after the other", for instance.
        remedy: What to do.
        commands: That do it.

    """
    when = f"from {clock(saved.first)} to {clock(saved.last)}"
    return Verdict(
        standing=Standing.CAUSE if saved.share > 0 else Standing.WARNING,
        title=title,
        evidence=(f"{number(saved.count, 'question')} {how}, {when}",),
        remedy=remedy,
        line=saved.line,
        share=max(saved.share, LEAST_SHARE),
        commands=tuple(commands),
    )
