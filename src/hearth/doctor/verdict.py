"""What a check says: a cause, a warning, that something is well, or not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Standing(Enum):
    """
    What kind of verdict it is.

    CAUSE: it explains a picture that freezes or stays black. WARNING: worth
    mending, and explains nothing of the kind yet. WELL: looked at, and in
    order. UNKNOWN: it could not be looked at.
    """

    CAUSE = "cause"
    WARNING = "warning"
    WELL = "well"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    What a check says of one thing.

    Attributes:
        standing: What kind it is.
        title: One sentence without a full stop.
        evidence: What it was seen by, sentence by sentence.
        remedy: What to do; "" where there is nothing to be done.
        line: The line that it is about, "" if it is about none.
        receiver: The receiver that it is about, "" if it is about none alone.
        share: How much of what went wrong it explains, 0 to 1.
        commands: What would be typed to mend it; nobody runs them.

    """

    standing: Standing
    title: str
    evidence: tuple[str, ...] = ()
    remedy: str = ""
    line: str = ""
    receiver: str = ""
    share: float = 1.0
    commands: tuple[str, ...] = ()


def well(title: str, *evidence: str, line: str = "") -> Verdict:
    """Say that something is in order."""
    return Verdict(standing=Standing.WELL, title=title, evidence=evidence, line=line)


def unknown(title: str, why: str, remedy: str = "", *, line: str = "") -> Verdict:
    """Say that something could not be looked at, and why."""
    return Verdict(
        standing=Standing.UNKNOWN,
        title=title,
        evidence=(why,),
        remedy=remedy,
        line=line,
    )
