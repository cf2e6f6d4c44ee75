"""What Hearth remembers of a line: lately, and in the months before."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from hearth.doctor.answers.digest import Times
from hearth.doctor.measure.measured import EcmTimes, Source
from hearth.observe.history.database import HistoryError
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import EcmFilter, Figures

LATELY_S: Final = 7 * 86_400.0  # evenings and a weekend: what a home watches
MONTHS: Final = 3  # that are compared with: a slow decline shows, and summer is over
ENOUGH: Final = 100  # questions of a month: a quarter of an hour of one receiver

Month = tuple[int, int]  # year, and 1 to 12


class Past(NamedTuple):
    """
    What is remembered.

    Attributes:
        ecm: Of the last seven days; None: nothing was asked.
        months: Of the months before this one, each with enough questions.
        period_s: The shortest crypto period of what was watched lately.
        why_not: Why nothing could be read; "" if it could.

    """

    ecm: EcmTimes | None = None
    months: Mapping[Month, EcmTimes] = {}
    period_s: float | None = None
    why_not: str = ""


def past_of(file: Path | None, line: str, now: float) -> Past:
    """
    Read what is remembered of a line.

    Args:
        file: The history; it is only read.
        line: By its name in observations.
        now: Unix seconds.

    """
    if file is None or not file.exists():
        return Past(why_not="there is no history: Hearth has not run here")
    reader = HistoryReader(file)
    try:
        return Past(
            _ecm(reader, line, now - LATELY_S, now),
            _months(reader, line, now),
            _period(reader, now),
        )
    except HistoryError as error:
        return Past(why_not=str(error))


def month_of(at: float) -> Month:
    """Give the month of a moment, by the home's own time."""
    local = time.localtime(at)
    return local.tm_year, local.tm_mon


def months_before(month: Month, count: int = MONTHS) -> tuple[Month, ...]:
    """Give the months before one, the latest first."""
    number = 12 * month[0] + month[1] - 1
    return tuple(
        ((number - back) // 12, (number - back) % 12 + 1)
        for back in range(1, count + 1)
    )


def _begin(month: Month) -> float:
    year, number = month
    return time.mktime((year, number, 1, 0, 0, 0, 0, 0, -1))


def _months(reader: HistoryReader, line: str, now: float) -> dict[Month, EcmTimes]:
    this = month_of(now)
    found = {}
    end = _begin(this)
    for month in months_before(this):
        begin = _begin(month)
        ecm = _ecm(reader, line, begin, end)
        if ecm is not None and ecm.asked >= ENOUGH:
            found[month] = ecm
        end = begin
    return found


def _ecm(reader: HistoryReader, line: str, begin: float, end: float) -> EcmTimes | None:
    figures = reader.figures(EcmFilter(line=line), begin, end)
    asked = figures.answered + figures.missed
    return _times(figures, asked) if asked else None


def _times(figures: Figures, asked: int) -> EcmTimes:
    return EcmTimes(
        source=Source.HISTORY,
        asked=asked,
        failed=figures.missed,
        times=Times(
            figures.answered,
            figures.p50_s,
            figures.p95_s,
            figures.p99_s,
            figures.worst_s,
        ),
    )


def _period(reader: HistoryReader, now: float) -> float | None:
    channels = reader.channels(now - LATELY_S, now)
    return min(
        (channel.period_s for channel in channels if channel.period_s is not None),
        default=None,
    )
