"""
What a rule of the files beside CCcam.cfg is.

It is a rule like the others, with a page of the same form, but looks at what
was noted of such a file; in a CCcam.cfg it finds nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from hearth.config.beside.remarks import Remarks
from hearth.config.rule import Hit, Rule, Subject
from hearth.diagnostics import Severity

Look: TypeAlias = Callable[[Remarks], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class BesideRule(Rule):
    """
    One rule.

    Attributes:
        look: Looks at what was noted of a file.

    """

    look: Look

    @property
    def page(self) -> str:
        """The docstring: Markdown, with the title as its first line."""
        return inspect.getdoc(self.look) or ""


def beside_rule(
    code: str, name: str, severity: Severity
) -> Callable[[Look], BesideRule]:
    """Make a rule of the function below it."""

    def make(look: Look) -> BesideRule:
        return BesideRule(code, name, severity, _nothing, look)

    return make


def _nothing(subject: Subject) -> Iterator[Hit]:
    del subject
    return iter(())
