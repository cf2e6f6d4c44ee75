"""The memory after 400 days of a busy home: how long pages wait for it."""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Final

from bench.report import Row, at_most, show, told
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.history.codes import NOTE_NUMBERS, TICKS, number_at
from hearth.observe.history.database import open_to_write
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.tally import (
    FINEST,
    HOURLY,
    LEVELS,
    Scope,
    Tallies,
    Tally,
    add_to_table,
    spread_out,
)
from hearth.observe.history.views import EcmFilter, NoteKind
from hearth.observe.history.writing.names import Names

END: Final = 1_790_000_000  # unix seconds: when the generated time ends
DAYS: Final = 400
RAW_DAYS: Final = 30
RECEIVERS: Final = 16
PERIOD_S: Final = 10.0
LINES: Final = ("card.lan:12000", "spare.lan:12000")
CHANNELS: Final = 60
CAID: Final = Caid(0x0648)
TEN_MINUTES: Final = FINEST.width_s
HOUR: Final = HOURLY.width_s
TEMPLATES: Final = 64
FAILED_SHARE: Final = 0.003

Single = tuple[int, int, int, int]  # outcome, total, queue, line: as a row has them


@dataclass(frozen=True, slots=True)
class _Template:
    """Ten minutes of one receiver, which many others are like."""

    singles: list[Single]
    tally: Tally


def _template(chance: random.Random, count: int) -> _Template:
    singles, tally = [], Tally()
    for _ in range(count):
        line_time = round(min(4.0, chance.lognormvariate(-1.6, 0.35)) * TICKS)
        outcome = 2 if chance.random() < FAILED_SHARE else 0
        total = line_time + chance.randrange(3, 12)
        singles.append((outcome, total, 0, line_time))
        tally.add_ecm(outcome, total, line_time, 0)
    return _Template(singles, tally)


class _Home:
    """A home's 16 receivers, which change channels about every hour."""

    def __init__(
        self, names: Names, receivers: int, period_s: float, seed: int
    ) -> None:
        self.chance = random.Random(seed)
        self.lines = [names.name(line) for line in LINES]
        self.receivers = [names.name(f"box{i + 1}") for i in range(receivers)]
        self.services = [
            names.service((CAID, ProviderId(0x10), ServiceId(0x1000 + i)))
            for i in range(CHANNELS)
        ]
        self.watched = {r: self.chance.choice(self.services) for r in self.receivers}

        self.period = round(period_s * TICKS)
        self.templates = {
            width: [
                _template(self.chance, round(width / period_s))
                for _ in range(TEMPLATES)
            ]
            for width in (TEN_MINUTES, HOUR)
        }

    def goes_on(self, width: int) -> Iterator[tuple[Scope, _Template]]:
        """Say what each receiver does for a while: ten minutes, or an hour."""
        for receiver in self.receivers:
            if self.chance.random() < width / HOUR:
                self.watched[receiver] = self.chance.choice(self.services)
            line = self.lines[self.chance.random() < 0.02]
            scope = Scope(line, self.watched[receiver], receiver)
            yield scope, self.chance.choice(self.templates[width])


def generate(
    path: Path,
    days: int = DAYS,
    receivers: int = RECEIVERS,
    period_s: float = PERIOD_S,
    seed: int = 1,
) -> None:
    """
    Make the file of a home in which somebody watches everywhere, always.

    Args:
        path: Where to; there must be none.
        days: How long it is; of the last 30 there are single questions.
        receivers: How many watch.
        period_s: How often each asks.
        seed: The same seed makes the same file.

    """
    connection = open_to_write(path)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("BEGIN")
        home = _Home(Names(connection), receivers, period_s, seed)
        begin = END - days * 86_400
        begin -= begin % 86_400
        connection.execute(
            "INSERT INTO run VALUES (?, ?, 0)", (number_at(begin), number_at(END))
        )
        for day in range(begin, END, 86_400):
            _add_day(connection, home, day)
            _add_events(connection, home, day)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _add_day(connection: sqlite3.Connection, home: _Home, day: int) -> None:
    is_raw = day >= END - RAW_DAYS * 86_400
    tallies: Tallies = {}
    width = TEN_MINUTES if is_raw else HOUR
    for start in range(day, min(day + 86_400, END), width):
        for scope, template in home.goes_on(width):
            tallies[start, scope] = template.tally
            if is_raw:
                _add_singles(connection, home, (start, scope), template)
    for level, changed in spread_out(tallies, ()):
        if is_raw or level is not FINEST:
            add_to_table(connection, level, changed)


def _add_singles(
    connection: sqlite3.Connection,
    home: _Home,
    key: tuple[int, Scope],
    template: _Template,
) -> None:
    start, (line, service, receiver) = key
    first = start * TICKS + receiver * 37
    connection.executemany(
        "INSERT INTO ecm VALUES (?, ?, ?, ?, ?, 1, 0, ?, ?, ?)",
        (
            (first + i * home.period, receiver, line, service, *single)
            for i, single in enumerate(template.singles)
        ),
    )


def _add_events(connection: sqlite3.Connection, home: _Home, day: int) -> None:
    """Add a day's viewings, log-ins, and a line that is gone for a minute."""
    for receiver in home.receivers:
        for hour in range(24):
            begin = (day + hour * 3600) * TICKS + receiver
            connection.execute(
                "INSERT INTO viewing VALUES (?, ?, ?, ?, 1, 360, 1)",
                (
                    begin,
                    begin + 3500 * TICKS,
                    receiver,
                    home.chance.choice(home.services),
                ),
            )
            _add_note(connection, begin, NoteKind.LOGGED_IN, receiver, 1)
    for hour in range(0, 24, 6):
        at = (day + hour * 3600) * TICKS + 60_000
        line = home.chance.choice(home.lines)
        _add_note(connection, at, NoteKind.LINE_DOWN, 1, line)
        _add_note(connection, at + 60 * TICKS, NoteKind.LINE_UP, 1, line)


def _add_note(
    connection: sqlite3.Connection, at: int, kind: NoteKind, receiver: int, line: int
) -> None:
    connection.execute(
        "INSERT INTO note VALUES (?, ?, ?, ?, '', '', '', 1)",
        (at, NOTE_NUMBERS[kind], receiver, line),
    )


def questions(path: Path) -> dict[str, Callable[[], object]]:
    """Give what pages ask of a generated file."""
    reader = HistoryReader(path)
    box, line = EcmFilter(receiver="box7"), EcmFilter(line=LINES[0])
    channel = EcmFilter(service=(CAID, ProviderId(0x10), ServiceId(0x1007)))
    both = EcmFilter(receiver="box7", line=LINES[1])
    rare = EcmFilter(receiver="box7", line=LINES[1], kind="failed")
    everything = EcmFilter()
    day, month, year = (END - n * 86_400 for n in (1, 30, 365))
    now = END - 1234
    chart, figures = reader.chart, reader.figures
    return {
        "chart, one hour, everything": partial(chart, everything, now - 3600, now),
        "chart, two hours, everything": partial(chart, everything, now - 7200, now),
        "chart, a day, a receiver": partial(chart, box, day, END),
        "chart, 30 days, everything": partial(chart, everything, month, END),
        "chart, 30 days, a receiver": partial(chart, box, month, END),
        "chart, 30 days, a line": partial(chart, line, month, END),
        "chart, 30 days, a channel": partial(chart, channel, month, END),
        "chart, 30 days, a receiver by a line": partial(chart, both, month, END),
        "chart, a year, everything": partial(chart, everything, year, END),
        "chart, a year, a receiver by a line": partial(chart, both, year, END),
        "figures of a receiver, a day": partial(figures, box, day, END),
        "figures of a receiver, 30 days": partial(figures, box, month, END),
        "figures of a receiver, always": partial(figures, box),
        "receivers, 30 days": partial(reader.receivers, month, END),
        "receivers, a year": partial(reader.receivers, year, END),
        "lines, 30 days": partial(reader.lines, month, END),
        "lines, a year": partial(reader.lines, year, END),
        "channels, 30 days": partial(reader.channels, month, END),
        "channels, a year": partial(reader.channels, year, END),
        "newest 100 ECMs": reader.ecms,
        "newest 100 ECMs of a receiver": partial(reader.ecms, box),
        "newest 100 ECMs of a channel": partial(reader.ecms, channel),
        "newest 100 failed ECMs": partial(reader.ecms, EcmFilter(kind="failed")),
        "newest 100 failed of a receiver by a line": partial(reader.ecms, rare),
        "availability of a line, 30 days": partial(
            reader.availability, LINES[0], month, END
        ),
        "availability of a line, a year": partial(
            reader.availability, LINES[0], year, END
        ),
        "journal of a receiver": partial(reader.journal, "box7"),
        "notes of lines, a year": partial(
            reader.notes, year, END, [NoteKind.LINE_DOWN, NoteKind.RESTART]
        ),
        "around a freeze": partial(reader.around, "box7", now),
    }


def times_ms(ask: Callable[[], object], rounds: int = 20) -> tuple[float, float]:
    """Ask again and again; give p50 and p95 in milliseconds."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - began))
    cuts = quantiles(took, n=20, method="inclusive")
    return cuts[9], cuts[18]


def measure(folder: Path) -> Iterator[Row]:
    """Generate 400 days, look at the size of the file, and ask."""
    path = folder / "history.db"
    began = time.perf_counter()
    generate(path)
    yield told("generating it", time.perf_counter() - began, "s")
    yield told("size of the file", path.stat().st_size / 1e6, "MB")
    yield from sizes(path)
    for name, ask in questions(path).items():
        p50, p95 = times_ms(ask)
        bound = 100 if "30 days" in name and "chart" in name else 150
        yield told(f"{name}: p50", p50, "ms")
        yield at_most(f"{name}: p95", p95, bound, "ms")


def sizes(path: Path) -> Iterator[Row]:
    """Say what a row of each table takes, where this SQLite can tell."""
    connection = sqlite3.connect(path)
    try:
        for table in ("ecm", *(level.table for level in LEVELS), "viewing", "note"):
            rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            yield told(f"rows of {table}", rows, "")
            try:
                taken = connection.execute(
                    "SELECT sum(pgsize) FROM dbstat WHERE name = ?", (table,)
                ).fetchone()[0]
            except sqlite3.OperationalError:
                continue
            yield told(f"{table}: bytes a row", taken / max(1, rows), "B")
    finally:
        connection.close()


if __name__ == "__main__":  # python -m bench.history FOLDER
    for row in islice(measure(Path(sys.argv[1])), None):
        show([row])
