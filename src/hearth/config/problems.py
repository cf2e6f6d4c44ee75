"""
What parser and reader ran into, before it is put into words.

They only note the trouble and where it is; the rule with the same code says
it to a person. What is kept is bounded: of each trouble the first ones, and
the count of the others, so that a file of rubbish ends in a short report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from hearth.config.statements import Statement
from hearth.diagnostics import Span

MAX_KEPT: Final = 100  # of each trouble; nobody reads on after so many


class Trouble(Enum):
    """Each trouble by its rule's code, with whether its line is used all the same."""

    UNKNOWN_DIRECTIVE = ("H101", True)
    UNREADABLE_LINE = ("H102", True)
    MISSING_COLON = ("H103", False)
    MISSING_FIELDS = ("H104", False)
    BAD_BRACES = ("H105", False)
    BAD_BRACE_ITEM = ("H106", False)
    FIELDS_BEFORE_BRACES = ("H108", False)
    EXTRA_FIELDS = ("H109", True)
    NAME_TOO_LONG = ("H110", False)
    PASSWORD_TOO_LONG = ("H111", False)
    LINE_TOO_LONG = ("H115", False)
    FILE_TOO_LONG = ("H116", False)
    MISSING_VALUE = ("H117", False)
    PORT_OUT_OF_RANGE = ("H201", False)
    BAD_NUMBER = ("H202", False)
    BAD_TIME_WINDOW = ("H203", False)
    HEX_OUT_OF_RANGE = ("H204", False)
    NOT_YES_OR_NO = ("H205", False)
    NUMBER_OUT_OF_RANGE = ("H206", False)
    FLAG_NOT_0_OR_1 = ("H207", True)
    BAD_WANTEMUS = ("H208", True)
    DUPLICATE_ACCOUNT = ("H301", False)
    UNBOUND_HOST_LOCK = ("H302", True)
    GIVEN_TWICE = ("H303", True)
    NOT_USED_YET = ("H304", True)
    BELONGS_TO_OSCAM = ("H305", True)
    OF_NO_USE = ("H306", True)
    WINDOW_NEVER_OPENS = ("H307", True)
    INVENTED_DIRECTIVE = ("H401", True)
    ARTICLE_LINE = ("H402", True)
    ARTICLE_ACCOUNT = ("H403", True)
    TWO_NUMBERS = ("H404", True)
    OTHER_NAME = ("H405", True)
    NOT_HOME = ("H901", False)
    TOO_MANY_ACCOUNTS = ("H902", False)
    KEYS_REFUSED = ("H903", False)
    FETCHED_LINES = ("H904", False)
    EMUS = ("H905", True)

    def __init__(self, code: str, is_used: bool) -> None:  # noqa: FBT001 a table's cell
        self.code: Final = code
        self.is_used: Final = is_used


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One trouble at one place. Holds no value that could be a secret.

    Attributes:
        trouble: Which.
        span: The very characters.
        what: What it is about: a field's name, a directive's, a host.
        allowed: What would be right, for a person to read.
        statement: Where it happened, for a fix that needs more of the line.

    """

    trouble: Trouble
    span: Span
    what: str = ""
    allowed: str = ""
    statement: Statement | None = None


@dataclass(slots=True)
class Problems:
    """
    All troubles of one file, as they are found.

    Attributes:
        unusable: How many there were that cost their line.

    """

    unusable: int = 0
    _kept: defaultdict[Trouble, list[Problem]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _seen: Counter[Trouble] = field(default_factory=Counter)

    def add(
        self,
        trouble: Trouble,
        span: Span,
        *,
        what: str = "",
        allowed: str = "",
        statement: Statement | None = None,
    ) -> None:
        """Note a trouble."""
        self._seen[trouble] += 1
        if not trouble.is_used:
            self.unusable += 1
        kept = self._kept[trouble]
        if len(kept) < MAX_KEPT:
            kept.append(Problem(trouble, span, what, allowed, statement))

    def of(self, trouble: Trouble) -> tuple[Problem, ...]:
        """Give the first ones of a trouble, in the order of the file."""
        return tuple(self._kept.get(trouble, ()))

    def left_out(self, trouble: Trouble) -> int:
        """Count those of a trouble that were not kept."""
        return self._seen[trouble] - len(self._kept.get(trouble, ()))
