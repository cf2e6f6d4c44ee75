"""A case: the facts, and what follows from them, counted once for all checks."""

from __future__ import annotations

from functools import cached_property

from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.lateness import Lateness, lateness_of
from hearth.doctor.facts import Facts


class Case:
    """
    What checks judge.

    Args:
        facts: What was collected.

    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def digest(self) -> Digest | None:
        """What was seen of questions and answers; None if nothing was looked at."""
        record = self.facts.record
        return Digest(record) if record is not None else None

    @cached_property
    def lateness(self) -> tuple[Lateness, ...]:
        """Why lines were slow, as far as they were."""
        return lateness_of(self.digest) if self.digest is not None else ()
