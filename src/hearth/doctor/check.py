"""
What a check is: a function from facts to verdicts, whose docstring is its page.

One check a file, in `hearth.doctor.checks`. The docstring's first line is its
code, its name and what it says; its sections are the page. A check looks at
nothing but the case that it is given.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from hearth.doctor.case import Case
from hearth.doctor.verdict import Verdict

SECTIONS: Final = ("What it looks at", "Thresholds", "What to do")

Judge = Callable[[Case], Iterator[Verdict]]


@dataclass(frozen=True, slots=True)
class Check:
    """
    One check.

    Attributes:
        code: Stable, like ``D104``.
        name: The code in words, like ``port-refused``.
        judge: Judges a case.

    """

    code: str
    name: str
    judge: Judge

    @property
    def page(self) -> str:
        """The docstring: Markdown, with the title as its first line."""
        return inspect.getdoc(self.judge) or ""

    @property
    def title(self) -> str:
        """What it says, from the first line."""
        return self.page.partition("\n")[0].partition(": ")[2]


def check(code: str, name: str) -> Callable[[Judge], Check]:
    """Make a check of the function below it."""

    def make(judge: Judge) -> Check:
        return Check(code, name, judge)

    return make
