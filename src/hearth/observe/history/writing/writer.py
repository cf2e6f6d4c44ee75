"""One batch or several in one transaction: all of it is in the file or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from hearth.core import observations as seen
from hearth.observe.history.codes import (
    GOOD_BELOW,
    LINKS,
    OUTCOME_NUMBERS,
    TICKS,
    number_at,
)
from hearth.observe.history.tally import add_to_table, spread_out
from hearth.observe.history.views import LinkKind, NoteKind
from hearth.observe.history.writing.ecms import EcmRow, Ecms
from hearth.observe.history.writing.entries import Entry, Lines, Remark
from hearth.observe.history.writing.journal import Journal
from hearth.observe.history.writing.names import Names
from hearth.observe.history.writing.notes import Fact, Notes
from hearth.observe.periods import Periods, ServiceKey

AT_A_TIME: Final = 16  # entries, which take 0.3 ms
MAX_LINKS: Final = 64  # receivers; a home has 16, and those of earlier configurations

# How the run before this one ended, as `step` of the note of a restart.
FIRST: Final = "first"
STOPPED: Final = "stopped"
BROKEN_OFF: Final = "broken off"  # a power cut, or it was killed

LinkOf = Callable[[str], LinkKind]  # by the address


class Writer:
    """
    Puts batches into an open file.

    What it knows besides is in the file as well: after an error it is thrown
    away and another one made.

    Args:
        connection: In autocommit mode; the schema is up to date.
        link_of: Tells how a receiver's address is reached.
        links: How each receiver was reached; outlives the writer.
        rest: Called after every few entries, to let others have their turn.

    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        link_of: LinkOf,
        links: dict[str, LinkKind],
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        self._connection = connection
        self._link_of = link_of
        self._links = links
        self._rest = rest
        self._names = Names(connection)
        self._notes = Notes(connection, self._names)
        self._journal = Journal(connection)
        self._ecms = Ecms(connection)
        self._periods = Periods()
        self._kept_periods: dict[ServiceKey, float] = {}
        self._missed: list[tuple[int, int]] = []
        self._asked: set[ServiceKey] = set()
        self._takers: dict[type, Callable[[Any, float], None]] = {
            seen.EcmDone: self._ecm_done,
            seen.AttemptFailed: self._attempt_failed,
            seen.BadControlWords: self._bad_control_words,
            seen.LineUp: self._line_up,
            seen.LineDown: self._line_down,
            seen.ReceiverLoggedIn: self._logged_in,
            seen.ReceiverLeft: self._left,
            seen.ConnectionRefused: self._refused,
            Remark: self._remark,
            Lines: self._lines,
        }

    def take(
        self,
        batch: Iterable[Entry],
        offset: float,
        began: float,
        now: float,
        *,
        is_last: bool = False,
    ) -> None:
        """
        Take a batch; with the next `save` it is in the file.

        Args:
            batch: What was seen, oldest first.
            offset: Unix seconds less the batch's monotonic ones.
            began: When Hearth was started, in unix seconds.
            now: Unix seconds.
            is_last: Whether Hearth ends with it.

        Raises:
            sqlite3.Error: Nothing since the last `save` is in the file.

        """
        with self._undone_if_it_fails():
            if not self._connection.in_transaction:
                self._ecms.clear()
                self._missed.clear()
                self._asked.clear()
                self._connection.execute("BEGIN IMMEDIATE")
            self._keep_run(number_at(began), number_at(now), is_last=is_last)
            for number, (at, what) in enumerate(batch, 1):
                self._takers[type(what)](what, at + offset)
                if number % AT_A_TIME == 0:
                    self._rest()
            self._ecms.save()

    def save(self, now: float) -> None:
        """
        Put what was taken into the file, at a moment in unix seconds.

        Raises:
            sqlite3.Error: As for `take`.

        """
        with self._undone_if_it_fails():
            self._save(number_at(now))
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _undone_if_it_fails(self) -> Iterator[None]:
        connection = self._connection
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _keep_run(self, began: int, now: int, *, is_last: bool) -> None:
        """Note that Hearth runs; when the clock was set, that is another run."""
        before, self._notes.run = self._notes.run, began
        execute = self._connection.execute
        execute("INSERT OR IGNORE INTO run VALUES (?, ?, 0)", (began, began))
        execute(
            "UPDATE run SET ended = max(number, ?), is_over = ? WHERE number = ?",
            (now, is_last, began),
        )
        if before not in (0, began):
            self._notes.repeat_lines(before, began)

    def _save(self, now: int) -> None:
        """Write what was gathered from what was taken."""
        self._notes.save()
        self._journal.save(now)
        for level, sums in spread_out(self._ecms.tallies, self._missed):
            add_to_table(self._connection, level, sums)
        for key in self._asked:
            self._keep_period(key)

    def _keep_period(self, key: ServiceKey) -> None:
        period_s = self._periods.period(key)
        if period_s is None or self._kept_periods.get(key) == period_s:
            return
        self._connection.execute(
            "UPDATE service SET period = ? WHERE id = ?",
            (round(period_s * TICKS), self._names.service(key)),
        )
        self._kept_periods[key] = period_s
        if len(self._kept_periods) > len(self._periods.learnt()):
            self._kept_periods = self._periods.learnt()

    # What was seen

    def _ecm_done(self, event: seen.EcmDone, at: float) -> None:
        key = event.ca_system_id, event.provider_id, event.service_id
        receiver, line = map(self._names.name, (event.receiver, event.line))
        service, outcome = self._names.service(key), OUTCOME_NUMBERS[event.outcome]
        number = self._ecms.add(
            EcmRow(
                number_at(at),
                receiver,
                line,
                service,
                outcome,
                event.hop,
                event.joined,
                round(event.total_s * TICKS),
                round(event.queue_s * TICKS),
                round(event.line_s * TICKS),
            )
        )
        is_good = outcome < GOOD_BELOW
        link = LINKS.index(self._links.get(event.receiver, ""))
        self._journal.saw(receiver, service, number, good=is_good, link=link)
        if is_good:
            self._asked.add(key)
            self._periods.asked(event.receiver, key, at - event.total_s)

    def _attempt_failed(self, event: seen.AttemptFailed, at: float) -> None:
        self._missed.append((int(at), self._names.name(event.line)))
        self._note(Fact(NoteKind.MISSED, event.reason, line=event.line), at)

    def _bad_control_words(self, event: seen.BadControlWords, at: float) -> None:
        self._missed.append((int(at), self._names.name(event.line)))
        text = event.fault.value
        self._note(Fact(NoteKind.BAD_CONTROL_WORDS, text, line=event.line), at)

    def _line_up(self, event: seen.LineUp, at: float) -> None:
        self._note(Fact(NoteKind.LINE_UP, line=event.line), at)

    def _line_down(self, event: seen.LineDown, at: float) -> None:
        down = Fact(NoteKind.LINE_DOWN, event.reason, line=event.line, step=event.step)
        self._note(down, at)

    def _logged_in(self, event: seen.ReceiverLoggedIn, at: float) -> None:
        name, address = event.receiver, event.address
        self._links.pop(name, None)
        while len(self._links) >= MAX_LINKS:
            del self._links[next(iter(self._links))]
        self._links[name] = self._link_of(address)
        self._note(Fact(NoteKind.LOGGED_IN, "", name, address=address), at)

    def _left(self, event: seen.ReceiverLeft, at: float) -> None:
        left = Fact(NoteKind.LEFT, event.reason, event.receiver, address=event.address)
        self._note(left, at)

    def _refused(self, event: seen.ConnectionRefused, at: float) -> None:
        refused = Fact(
            NoteKind.REFUSED, event.reason, event.user, address=event.address
        )
        self._note(refused, at)

    def _remark(self, remark: Remark, at: float) -> None:
        step = self._end_before() if remark.kind is NoteKind.RESTART else ""
        kind, text, receiver, line = remark
        self._note(Fact(kind, text, receiver, line, step), at)

    def _lines(self, lines: Lines, at: float) -> None:
        self._notes.lines_are(lines.names, number_at(at))

    def _note(self, fact: Fact, at: float) -> None:
        self._notes.take(fact, number_at(at))

    def _end_before(self) -> str:
        """Say how the run before this one ended."""
        last = "SELECT is_over FROM run WHERE number < ? ORDER BY number DESC LIMIT 1"
        row = self._connection.execute(last, (self._notes.run,)).fetchone()
        if row is None:
            return FIRST
        return STOPPED if row[0] else BROKEN_OFF
