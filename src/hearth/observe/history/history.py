"""The memory's pen: takes what is seen in a moment, and writes it in its own time."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from hearth.core.observations import Observation
from hearth.observe.history.link import link_kind
from hearth.observe.history.views import LinkKind, NoteKind
from hearth.observe.history.writing.book import Book, Keep
from hearth.observe.history.writing.entries import REMEMBERED, Entry, Lines, Remark

BATCH_S: Final = 30.0  # spares SD cards: 40 kB each in a busy home, 0.1 GB a day
# What waits while the disk is full: 40 minutes of 16 receivers, 11 hours of one.
MAX_WAITING: Final = 4096
# A busy home has 48 in 30 s. Of a flood, so many at a time go to SQLite, which has
# them in a tenth of the room that they take here; the disk waits for many of those.
HURRY_AT: Final = 128
MOST_OPEN: Final = 8192
FLOOD: Final = 96  # in a batch; the writer is then to leave the loop its turns
REST_S: Final = 0.0005
FLUSH_S: Final = 5.0  # systemd waits 90 s, a person at a page less

log = logging.getLogger("hearth.history")


class History:
    """
    Remembers what core sees: an observer of the engine.

    Everything may be called from the loop's thread; the file is touched in the
    writer's alone, and nothing that happens there reaches the caller.

    Args:
        path: The file; it is made if it is not there.
        raw_days: How long every single question is kept.
        hourly_days: How long the figures and the journal are.
        unix_offset: Unix seconds less monotonic seconds.
        link_of: Tells by a receiver's address how it is reached.
        monotonic: The clock of the observations.

    """

    def __init__(
        self,
        path: Path,
        *,
        raw_days: float = 30,
        hourly_days: float = 400,
        unix_offset: float,
        link_of: Callable[[str], LinkKind] = link_kind,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic
        self._offset = unix_offset
        self._book = Book(
            path,
            Keep(raw_days, hourly_days),
            link_of=link_of,
            began=monotonic(),
            rest=self._rest,
        )
        self._queue: deque[Entry] = deque(maxlen=MAX_WAITING)
        self._pending: list[Entry] = []  # the writer's: taken, and not in the file yet
        self._flushes: deque[threading.Event] = deque()
        self._wake = threading.Event()
        self._is_ending = False
        self._is_suspect = False
        self._dropped = 0
        self._saved_at = monotonic()
        self._thread = threading.Thread(
            target=self._run, name="hearth-history", daemon=True
        )

    @property
    def problem(self) -> str:
        """What is wrong with the file, for a person to read; "" if nothing is."""
        return self._book.problem

    @property
    def dropped(self) -> int:
        """How much was forgotten because it could not be written in time."""
        return self._dropped + self._book.lost

    def start(self) -> None:
        """Begin to write, and note that Hearth was started."""
        self.note(NoteKind.RESTART)
        self._wake.set()
        self._thread.start()

    def __call__(self, observation: Observation, now: float) -> None:
        """Take what core has seen, at this moment in monotonic seconds."""
        if type(observation) in REMEMBERED:
            self._put((now, observation))

    def note(
        self, kind: NoteKind, text: str = "", receiver: str = "", line: str = ""
    ) -> None:
        """Take a note of this moment: a reload, a finding, a freeze."""
        self._put((self._monotonic(), Remark(kind, text, receiver, line)))

    def configure(
        self, lines: Iterable[str], *, raw_days: float, hourly_days: float
    ) -> None:
        """
        Take a new configuration.

        Args:
            lines: The names of its lines, as observations have them: of those
                that it has no more, nothing is known from now on.
            raw_days: As for the class.
            hourly_days: As for the class.

        """
        self._book.keep = Keep(raw_days, hourly_days)
        self._put((self._monotonic(), Lines(frozenset(lines))))

    def set_clock(self, unix_offset: float) -> None:
        """Take note that the wall clock was set."""
        self._offset = unix_offset

    def examine(self) -> None:
        """Have the file looked through: a reader found it damaged."""
        self._is_suspect = True
        self._wake.set()

    def flush(self, timeout_s: float = FLUSH_S) -> bool:
        """
        Write what waits, now, and wait for it: not to be called in the loop.

        Returns:
            Whether all of it is in the file.

        """
        done = threading.Event()
        self._flushes.append(done)
        self._wake.set()
        if not self._thread.is_alive():
            return False
        return done.wait(timeout_s) and not self._pending

    def close(self, timeout_s: float = FLUSH_S) -> None:
        """Write what waits, and end; a disk that hangs is not waited for longer."""
        self._is_ending = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _put(self, entry: Entry) -> None:
        queue = self._queue
        if len(queue) == MAX_WAITING:  # the oldest makes room for it
            self._dropped += 1
        queue.append(entry)
        if len(queue) == HURRY_AT:
            self._wake.set()

    # In the writer's thread

    def _run(self) -> None:
        is_ending = False
        while not is_ending:
            self._wake.wait(self._patience_s())
            self._wake.clear()
            is_ending = self._is_ending
            flushes = len(self._flushes)
            self._turn(is_last=is_ending, at_once=flushes > 0)
            for _ in range(flushes):
                self._flushes.popleft().set()
        self._book.close()

    def _patience_s(self) -> float:
        """Tell for how long nothing is to be done but in a flood."""
        if not self._book.open_entries:
            return BATCH_S
        return max(0.0, self._saved_at + BATCH_S - self._monotonic())

    def _turn(self, *, is_last: bool, at_once: bool) -> None:
        """Bring what waits to the file; keep what does not get there."""
        now = self._monotonic()
        try:
            if self._is_suspect:
                self._is_suspect = False
                self._book.examine(now + self._offset)
            self._take_over()
            more_comes = (
                len(self._pending) >= HURRY_AT
                and self._book.open_entries < MOST_OPEN
                and now - self._saved_at < BATCH_S
                and not (is_last or at_once)
            )
            if self._book.write(
                self._pending, self._offset, now, is_last=is_last, more_comes=more_comes
            ):
                self._pending = []
            if not more_comes:
                self._saved_at = now
        except Exception:
            # A fault of ours: without what caused it, the next batch may do better.
            log.exception("history: %d facts are not remembered", len(self._pending))
            self._dropped += len(self._pending)
            self._pending = []
            self._book.close()

    def _rest(self) -> None:
        """
        Give Python's lock away while there is much to write.

        The loop gives it away at every call of the system; a writer that does
        not stop would have it for half a millisecond each time.
        """
        if len(self._pending) > FLOOD and not self._is_ending and not self._flushes:
            time.sleep(REST_S)

    def _take_over(self) -> None:
        """Take what waits, and forget the oldest if it has become too much."""
        queue, pending = self._queue, self._pending
        for _ in range(len(queue)):
            pending.append(queue.popleft())
        too_many = len(pending) - MAX_WAITING
        if too_many > 0:
            self._dropped += too_many
            del pending[:too_many]
