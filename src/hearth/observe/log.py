"""
The log: one line an ECM, and everything that a person should know of.

Levels are those of ``DEBUG LEVEL``: 0 what is wrong; 1 also every ECM,
log-ins, lines; 2 cards and EMMs; 3 what was tried for each ECM; 4 EMMs that
were not passed on; 5 what peers' programs do out of the ordinary; 8 the
network; 12 every message in its decoded form. No level shows a password, a
key or a control word.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from hearth.core import observations as seen
from hearth.core.observations import Observation
from hearth.observe.sentences import ChannelName, Line, sentence

MAX_LEVEL: Final = 12
FILE_SIZE: Final = 1_000_000  # bytes: about 10,000 ECMs, a day of one receiver
LINE_SIZE: Final = 1000  # bytes; ours are a tenth of it
OLD_FILES: Final = 3
REPEATED_S: Final = 600.0  # a receiver with a wrong password knocks every 3 s
MAX_REPEATED: Final = 256
MAX_TOGETHER: Final = 64  # lines that go out as one: 8 kB

_PROTOCOL_LEVELS: Final = {  # DEBUG LEVEL from which on a logger says that much
    "hearth.protocol": ((12, logging.DEBUG), (5, logging.INFO)),
    "hearth.net": ((8, logging.DEBUG), (1, logging.INFO)),
    "asyncio": ((12, logging.INFO),),
}

log = logging.getLogger("hearth.log")


class LogObserver:
    """
    Writes what core has seen to the log.

    Args:
        level: DEBUG LEVEL, 0 to 12.
        channel_name: Finds the name of a channel.

    Attributes:
        soon: Calls something in a moment, such as a loop's ``call_soon``. With
            it, lines of the same moment go out as one, which costs the system
            a fraction; warnings wait for nothing. None: each goes out at once.

    """

    def __init__(self, level: int, channel_name: ChannelName) -> None:
        self.level = level
        self.channel_name = channel_name
        self.soon: Callable[[Callable[[], None]], object] | None = None
        self._repeated: dict[str, tuple[float, int]] = {}
        self._texts: list[str] = []

    def __call__(self, observation: Observation, now: float) -> None:
        """Write one observation, unless the level leaves it out."""
        if isinstance(observation, seen.LineUp):
            self._forget_repeats(observation.line)
        line = sentence(observation, self.channel_name)
        if line.level > self.level:
            return
        more = self._count(line, now)
        if more is None:
            return
        text = line.text
        if more:
            text += f" ({more} times more since the last such line)"
        if line.is_warning:
            self.flush()
            _write(logging.WARNING, [text])
            return
        self._texts.append(text)
        if self.soon is None or len(self._texts) >= MAX_TOGETHER:
            self.flush()
        elif len(self._texts) == 1:
            self.soon(self.flush)

    def flush(self) -> None:
        """Write what waits for `soon`."""
        if self._texts:
            texts, self._texts = self._texts, []
            _write(logging.INFO, texts)

    def _count(self, line: Line, now: float) -> int | None:
        """Return how many were left out before this one; None to leave it out."""
        if not line.repeats:
            return 0
        at, more = self._repeated.get(line.repeats, (-REPEATED_S, 0))
        if now - at < REPEATED_S:
            self._repeated[line.repeats] = (at, more + 1)
            return None
        self._repeated.pop(line.repeats, None)
        while len(self._repeated) >= MAX_REPEATED:
            del self._repeated[next(iter(self._repeated))]
        self._repeated[line.repeats] = (now, 0)
        return more

    def _forget_repeats(self, name: str) -> None:
        """Let the next failure of a line that was well again be written."""
        for key in [k for k in self._repeated if k.startswith(f"{name} ")]:
            del self._repeated[key]


class Lines(logging.LogRecord):
    """
    Lines of one moment, as logging's handlers want them, and no more.

    There is one for every ECM, and the original spends twice the time of the
    line itself on what nobody reads: which thread, which file, which function.

    Attributes:
        texts: Without line ends.

    """

    def __init__(self, level: int, texts: list[str]) -> None:  # without the original's
        now = time.time()  # noqa: TID251  # a log has the wall clock's time
        self.__dict__.update(_SAME_IN_ALL)
        self.levelno = level
        self.levelname = logging.getLevelName(level)
        self.texts = texts
        self.msg = "\n".join(texts)
        self.created = now
        self.msecs = int(1000 * (now % 1))


_SAME_IN_ALL: Final = logging.LogRecord(log.name, 0, "", 0, "", (), None).__dict__


def _write(level: int, texts: list[str]) -> None:
    if log.isEnabledFor(level):
        log.callHandlers(Lines(level, texts))


class _Formatter(logging.Formatter):
    """Puts the time in front, which is worked out once a second."""

    _second = 0
    _text = ""

    def format(self, record: logging.LogRecord) -> str:
        """Give every line of `Lines` its time; of others, as logging does."""
        if not isinstance(record, Lines):
            return super().format(record)
        front = f"{self.formatTime(record, self.datefmt)} {record.levelname[0]} "
        return front + f"\n{front}".join(record.texts)

    def formatTime(  # noqa: N802  # logging's own name for it
        self, record: logging.LogRecord, datefmt: str | None = None
    ) -> str:
        """Give the local time of a record."""
        second = int(record.created)
        if second != self._second:
            self._second, self._text = second, super().formatTime(record, datefmt)
        return self._text


class _JournalFormatter(logging.Formatter):
    """Puts the priority in front as sd-daemon(3) says; the journal has the time."""

    def format(self, record: logging.LogRecord) -> str:
        """Give every line of a record its priority."""
        priority = 3 if record.levelno >= logging.ERROR else 4
        if record.levelno <= logging.INFO:
            priority = 6 if record.levelno == logging.INFO else 7
        text = super().format(record)
        return "\n".join(f"<{priority}>{line}" for line in text.splitlines())


class _KeptSmall(RotatingFileHandler):
    """Begins a new file at a size, and asks the file system for nothing else."""

    def shouldRollover(self, record: logging.LogRecord) -> bool:  # noqa: N802
        """Tell whether the file has its size; the original looks it up each time."""
        if self.stream is None:
            return False
        room = LINE_SIZE * (len(record.texts) if isinstance(record, Lines) else 1)
        return os.fstat(self.stream.fileno()).st_size + room > self.maxBytes


def goes_to_journal(stream_id: str | None, fd: int) -> bool:
    """
    Tell whether a file descriptor is the journal's.

    Args:
        stream_id: The environment's JOURNAL_STREAM, "device:inode".
        fd: The one that is written to.

    Source:
        systemd.exec(5), JOURNAL_STREAM.

    """
    if not stream_id:
        return False
    try:
        found = os.fstat(fd)
    except OSError:
        return False
    return stream_id == f"{found.st_dev}:{found.st_ino}"


def set_up_logging(level: int, file: Path | None) -> None:
    """
    Let the log go to a file that is kept small, or to standard error.

    Args:
        level: DEBUG LEVEL, 0 to 12.
        file: Where to; None: standard error, in the journal's form where
            that is the journal.

    Raises:
        OSError: The file cannot be written.

    """
    handler: logging.Handler
    form = "%(asctime)s %(levelname).1s %(message)s"
    if file is not None:
        handler = _KeptSmall(
            file, maxBytes=FILE_SIZE, backupCount=OLD_FILES, encoding="utf-8"
        )
    else:
        handler = logging.StreamHandler(sys.stderr)
    if file is None and goes_to_journal(os.environ.get("JOURNAL_STREAM"), 2):
        handler.setFormatter(_JournalFormatter("%(message)s"))
    else:
        handler.setFormatter(_Formatter(form, "%Y-%m-%d %H:%M:%S"))
    # Nothing of this stands in our lines, and finding it out is half of the work:
    # Python's logging HOWTO, "Optimization".
    logging._srcfile = None  # noqa: SLF001
    logging.logThreads = logging.logProcesses = False
    logging.logMultiprocessing = False
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    set_level(level)


def set_level(level: int) -> None:
    """Let the loggers of the protocols and the network say as much as a level wants."""
    for name, steps in _PROTOCOL_LEVELS.items():
        chosen = next((says for at, says in steps if level >= at), logging.WARNING)
        logging.getLogger(name).setLevel(chosen)
