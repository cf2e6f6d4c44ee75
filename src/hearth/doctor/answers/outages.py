"""Times in which a line was not there, and what each was about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hearth.core.observations import LineDown, LineUp, Observation
from hearth.doctor.facts import Trouble

# Words of a reason, as `hearth.net` and `hearth.wire` write them, by the step.
_WORDS: Final[dict[str, tuple[tuple[str, Trouble], ...]]] = {
    "name look-up": (("took over", Trouble.NAME_SLOW), ("", Trouble.NAME_UNKNOWN)),
    "home address": (("", Trouble.NOT_HOME),),
    "connect": (
        ("refuse", Trouble.REFUSED),
        ("no way", Trouble.NO_ROUTE),
        ("no answer", Trouble.DROPPED),
        ("timed out", Trouble.DROPPED),
        ("", Trouble.OTHER),
    ),
    "seed": (
        ("before anything", Trouble.CLOSED_AT_ONCE),
        ("did not complete", Trouble.NO_SEED),
        ("", Trouble.NO_CARD_SERVER),
    ),
    "log-in": (
        ("wrong", Trouble.LOG_IN_REFUSED),
        ("did not complete", Trouble.NO_ACKNOWLEDGEMENT),
        ("cannot be read", Trouble.NO_CARD_SERVER),
        ("confirmed", Trouble.CLOSED_AFTER),
        ("", Trouble.LOG_IN_REFUSED),
    ),
    "cards": (("", Trouble.CLOSED_AFTER),),
    "connection": (
        ("no sign of life", Trouble.FELL_SILENT),
        ("no answer after", Trouble.UNANSWERED),
        ("", Trouble.ENDED),
    ),
}
# How a line that was there ended, which later attempts may explain.
ENDINGS: Final = frozenset({Trouble.ENDED, Trouble.FELL_SILENT, Trouble.UNANSWERED})
# What a line's end does to questions shows so long before: RECV TIMEOUT, and more.
BEFORE_S: Final = 6.0
SILENT_S: Final = 60.0  # a silence is noticed after twice KEEPALIVE (`hearth.net`)
OUR_DOING: Final = "configuration"  # a step: the line was changed


def trouble_of(step: str, reason: str) -> Trouble:
    """Tell what a line's failure is about, from its step and its reason."""
    for words, trouble in _WORDS.get(step, ()):
        if words in reason:
            return trouble
    return Trouble.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """
    A line was not there.

    Attributes:
        line: Which.
        begin: From when on.
        end: Until when; the end of the record if it never came back.
        ending: How it began.
        trouble: What explains it: the first thing that failed afterwards, or
            how it began where nothing did.
        reason: That in words.
        attempts: How often it was tried in vain.
        is_over: Whether it came back.

    """

    line: str
    begin: float
    end: float
    ending: Trouble
    trouble: Trouble
    reason: str
    attempts: int
    is_over: bool

    @property
    def felt_from(self) -> float:
        """When questions may have failed because of it, before anybody noticed."""
        silent = self.ending is Trouble.FELL_SILENT
        return self.begin - (SILENT_S if silent else BEFORE_S)

    @property
    def seconds(self) -> float:
        """How long it was."""
        return self.end - self.begin


@dataclass(slots=True)
class _Open:
    begin: float
    failures: list[tuple[Trouble, str]]


def outages_of(
    seen: Iterable[tuple[float, Observation]], end: float
) -> tuple[Outage, ...]:
    """
    Find the outages of all lines, in the order in which they began.

    Args:
        seen: What was observed, oldest first.
        end: Of the record.

    """
    open_now: dict[str, _Open] = {}
    found: list[Outage] = []
    for at, what in seen:
        if isinstance(what, LineDown) and what.step != OUR_DOING:
            outage = open_now.setdefault(what.line, _Open(at, []))
            outage.failures.append((trouble_of(what.step, what.reason), what.reason))
        elif isinstance(what, LineUp) and what.line in open_now:
            found.append(_closed(what.line, open_now.pop(what.line), at, is_over=True))
    found += [_closed(line, it, end, is_over=False) for line, it in open_now.items()]
    return tuple(sorted(found, key=lambda outage: outage.begin))


def _closed(line: str, it: _Open, end: float, *, is_over: bool) -> Outage:
    ending = it.failures[0][0]
    explaining = [each for each in it.failures if each[0] not in ENDINGS]
    trouble, reason = _commonest(explaining) if explaining else it.failures[0]
    return Outage(
        line=line,
        begin=it.begin,
        end=end,
        ending=ending,
        trouble=trouble,
        reason=reason,
        attempts=len(it.failures),
        is_over=is_over,
    )


def _commonest(failures: list[tuple[Trouble, str]]) -> tuple[Trouble, str]:
    troubles = [trouble for trouble, _ in failures]
    trouble = max(dict.fromkeys(troubles), key=troubles.count)
    return next(each for each in failures if each[0] is trouble)
