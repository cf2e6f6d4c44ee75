"""Answers what the pages ask of the memory."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, isinf
from pathlib import Path
from typing import Final

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.history.codes import TICKS, at_number, number_at
from hearth.observe.history.database import open_to_read, size_of
from hearth.observe.history.reading import ecms, events, figures
from hearth.observe.history.reading.availability import availability
from hearth.observe.history.reading.where import name_id, scope_of, service_id
from hearth.observe.history.tally import HOURLY, Tally
from hearth.observe.history.views import (
    Around,
    Availability,
    Bucket,
    Channel,
    EcmFilter,
    Figures,
    LineSpan,
    LineState,
    Note,
    NoteKind,
    Viewing,
)
from hearth.observe.live.views import Ecm
from hearth.observe.periods import ServiceKey

BUCKETS: Final = 200  # of a chart: one for every two pixels of a telephone
LIMIT: Final = 100
BEFORE_FREEZE_S: Final = 30.0
LARGEST_NUMBER: Final = 1 << 62  # the file takes 63 bits

EVERYTHING: Final = EcmFilter()


class HistoryReader:
    """
    Reads the memory, with a connection of its own for each question.

    Any thread may ask, several at once; a file that is not there yet is an
    empty one. Ranges are unix seconds and do not include their end. Figures
    are of whole spans of ten minutes, of hours where they are older than the
    single questions: a range is rounded outwards to them.

    Every method raises `hearth.observe.history.database.HistoryError` when the
    file cannot be read.

    Args:
        path: The file.

    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def ecms(
        self,
        where: EcmFilter = EVERYTHING,
        before_number: int | None = None,
        limit: int = LIMIT,
    ) -> list[Ecm]:
        """
        Give the newest questions, the newest first.

        Args:
            where: Which.
            before_number: Only older ones than that of this number: the next page.
            limit: How many at most.

        """
        last = _number(where.end)
        if before_number is not None:
            last = min(last, before_number)
        with open_to_read(self._path) as connection:
            scope = scope_of(connection, where)
            if scope is None:
                return []
            within = _number(where.begin), last
            return ecms.newest(connection, scope, where.kind, within, limit)

    def figures(
        self, where: EcmFilter = EVERYTHING, begin: float = 0.0, end: float = inf
    ) -> Figures:
        """Add up everything of a range."""
        with open_to_read(self._path) as connection:
            scope = scope_of(connection, where)
            tally = Tally()
            if scope is not None:
                tally = figures.tally(connection, scope, (begin, end))
        return tally.figures(of_line=bool(where.line))

    def chart(
        self, where: EcmFilter, begin: float, end: float, buckets: int = BUCKETS
    ) -> list[Bucket]:
        """
        Count a range in even steps, the empty ones too.

        Steps begin at multiples of their length (those of days at 0:00 UTC).
        Up to two hours are made of single questions, else of figures.

        Args:
            where: Which questions.
            begin: From when, rounded down to a step.
            end: Up to when, rounded up.
            buckets: How many steps there may be; up to two more by rounding.

        """
        if not begin < end or isinf(end - begin):
            return []
        with open_to_read(self._path) as connection:
            scope = scope_of(connection, where)
            span = begin, end
            step, counted = figures.step_for(end - begin, buckets), dict[int, Tally]()
            if scope is not None:
                step, counted = figures.chart(connection, scope, span, buckets)
        return figures.buckets_of(step, counted, span, where)

    def receivers(self, begin: float, end: float) -> list[tuple[str, Figures]]:
        """Give each receiver's figures, those that asked most first."""
        return self._by_name("receiver", begin, end)

    def lines(self, begin: float, end: float) -> list[tuple[str, Figures]]:
        """Give each line's figures, those that were asked most first."""
        return self._by_name("line", begin, end)

    def channels(self, begin: float, end: float) -> list[Channel]:
        """Give each service's figures, those that were asked for most first."""
        result = []
        with open_to_read(self._path) as connection:
            counted = figures.tallies(connection, "service", (begin, end))
            rows = connection.execute(
                "SELECT id, ca_system_id, provider_id, service_id, period FROM service"
            )
            for number, caid, provider, service, period in rows:
                if number in counted:
                    key = Caid(caid), ProviderId(provider), ServiceId(service)
                    found = counted[number].figures(of_line=False)
                    period_s = period / TICKS if period is not None else None
                    result.append(Channel(key, found, period_s))
        return sorted(result, key=lambda each: -each.figures.asked)

    def availability(self, line: str, begin: float, end: float) -> Availability:
        """Say how much of a range a line was there, and when it was not."""
        with open_to_read(self._path) as connection:
            number = name_id(connection, line)
            if number is not None:
                return availability(connection, number, begin, end)
        unknown = LineSpan(begin, end, LineState.UNKNOWN)
        return Availability(None, (unknown,) if begin < end else ())

    def journal(
        self,
        receiver: str | None = None,
        begin: float = 0.0,
        end: float = inf,
        limit: int = LIMIT,
    ) -> list[Viewing]:
        """Give what was watched in a range, the newest first; None: by everybody."""
        with open_to_read(self._path) as connection:
            number = name_id(connection, receiver) if receiver is not None else None
            if number is None and receiver is not None:
                return []
            return events.viewings(connection, number, _span(begin, end), limit)

    def notes(
        self,
        begin: float = 0.0,
        end: float = inf,
        kinds: Iterable[NoteKind] | None = None,
        limit: int = LIMIT,
    ) -> list[Note]:
        """Give what happened in a range, the newest first; None: every kind."""
        with open_to_read(self._path) as connection:
            return events.notes(connection, _span(begin, end), kinds, limit)

    def around(
        self, receiver: str, at: float, seconds: float = BEFORE_FREEZE_S
    ) -> Around:
        """
        Say what happened to a receiver in the time before a moment.

        Its questions, leg by leg, and the notes that are about it, about a line
        or about Hearth itself.
        """
        # What was answered at this very moment belongs to it.
        begin, end = at - seconds, at + 1 / TICKS
        with open_to_read(self._path) as connection:
            scope = scope_of(connection, EcmFilter(receiver=receiver))
            asked = (
                ecms.between(connection, scope, begin, end) if scope is not None else ()
            )
            happened = events.notes(connection, (begin, end), None, -1)
        mine = tuple(n for n in happened[::-1] if n.receiver in ("", receiver))
        return Around(begin, at, asked, mine)

    def period(self, key: ServiceKey) -> float | None:
        """Give a service's crypto period in seconds, None until it is learnt."""
        with open_to_read(self._path) as connection:
            number = service_id(connection, key)
            row = connection.execute(
                "SELECT period FROM service WHERE id = ?", (number,)
            ).fetchone()
        return row[0] / TICKS if row is not None and row[0] is not None else None

    def size_bytes(self) -> int:
        """Say how much of the disk the memory takes."""
        return size_of(self._path)

    def oldest(self) -> float | None:
        """Say how far back anything is remembered; None: nothing is."""
        with open_to_read(self._path) as connection:
            span = figures.span_of(connection, HOURLY)
            first = [float(span[0])] if span is not None else []
            for table in ("ecm", "viewing", "note"):
                least = f"SELECT min(number) FROM {table}"  # noqa: S608  # ours
                number = connection.execute(least).fetchone()[0]
                first += [at_number(number)] if number is not None else []
        # An hour's figures begin with the hour, whenever it was begun with.
        return min(first[1:] or first, default=None)

    def _by_name(self, key: str, begin: float, end: float) -> list[tuple[str, Figures]]:
        with open_to_read(self._path) as connection:
            counted = figures.tallies(connection, key, (begin, end))
            names = dict(connection.execute("SELECT id, text FROM name"))
        of_line = key == "line"
        found = [(names[n], t.figures(of_line=of_line)) for n, t in counted.items()]
        return sorted(found, key=lambda each: -each[1].asked)


def _number(at: float) -> int:
    """Give a moment as a number of the file; those beyond it as its last."""
    return max(0, number_at(min(at, LARGEST_NUMBER / TICKS)))


def _span(begin: float, end: float) -> tuple[float, float]:
    last = LARGEST_NUMBER / TICKS
    return min(max(begin, -last / 2), last), min(max(end, -last / 2), last)
