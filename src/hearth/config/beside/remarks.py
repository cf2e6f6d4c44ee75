"""
What the readers of the files beside CCcam.cfg ran into.

They only note it; the rule with the same code says it to a person. What is
kept is bounded: of each kind the first ones.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

from hearth.diagnostics import Span

MAX_KEPT: Final = 100  # of each kind; nobody reads on after so many


class Kind(Enum):
    """Each kind by its rule's code."""

    NOT_TOML = "H701"
    UNKNOWN_KEY = "H702"
    WRONG_TYPE = "H703"
    KEY_OUT_OF_RANGE = "H704"
    NO_SUCH_LINE = "H705"
    OVERRIDES = "H706"
    PRIO_UNREADABLE = "H751"
    PRIO_NOT_USED = "H752"
    NAMES_SKIPPED = "H753"


class Remark(NamedTuple):
    """
    One place of a file. Holds no value that could be a secret.

    Attributes:
        span: The very characters.
        what: What it is about: a key, a table, a line.
        allowed: What would be right, for a person to read.
        near: What was perhaps meant.

    """

    span: Span
    what: str = ""
    allowed: str = ""
    near: str = ""


class Remarks:
    """All that was noted of one file."""

    def __init__(self) -> None:
        self._kept: dict[Kind, list[Remark]] = {}

    def add(
        self,
        kind: Kind,
        span: Span,
        *,
        what: str = "",
        allowed: str = "",
        near: str = "",
    ) -> None:
        """Note something."""
        kept = self._kept.setdefault(kind, [])
        if len(kept) < MAX_KEPT:
            kept.append(Remark(span, what, allowed, near))

    def kinds(self) -> tuple[Kind, ...]:
        """Give those kinds that there are, in the order of their codes."""
        return tuple(kind for kind in Kind if kind in self._kept)

    def of(self, kind: Kind) -> tuple[Remark, ...]:
        """Give what was noted of one kind."""
        return tuple(self._kept.get(kind, ()))
