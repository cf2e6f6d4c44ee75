"""Reads log files: packed or not, with their rotated ones, whoever wrote them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hearth.doctor.logs.cccam import read_cccam
from hearth.doctor.logs.entry import Entry
from hearth.doctor.logs.oscam import read_oscam
from hearth.doctor.logs.own import read_own
from hearth.doctor.logs.tvheadend import read_tvheadend

MAX_LINE: Final = 4096  # characters: what is longer is cut; ours are a hundred
MAX_BYTES: Final = 200_000_000  # of one file, unpacked: two years of a quiet home
DAY_S: Final = 86_400.0
BACK_S: Final = 43_200.0  # a clock that goes back by so much has passed midnight
_COLORS: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")
_PRIORITY: Final = re.compile(r"^<\d{1,3}>")

Reader = Callable[[str], Entry | None]
READERS: Final[tuple[tuple[str, Reader], ...]] = (
    ("Tvheadend", read_tvheadend),
    ("Hearth", read_own),
    ("OSCam", read_oscam),
    ("CCcam", read_cccam),
)


class Read(NamedTuple):
    """
    What was read.

    Attributes:
        entries: Oldest first.
        programs: Whose lines they are, those with most first.
        unread: Lines that no program of these wrote.

    """

    entries: tuple[Entry, ...]
    programs: tuple[str, ...]
    unread: int


def plain(line: str) -> str:
    """Take colours, priorities and controls out of a line."""
    bare = _COLORS.sub("", line[:MAX_LINE]).strip()
    return "".join(c for c in _PRIORITY.sub("", bare) if c.isprintable() or c == "\t")


def read_line(line: str) -> tuple[str, Entry] | None:
    """Read one line; give the program that wrote it, too."""
    bare = plain(line)
    for program, reader in READERS:
        entry = reader(bare)
        if entry is not None:
            return program, entry
    return None


def read_lines(lines: Iterable[str], last_day: float = 0.0) -> Read:
    """
    Read lines. Never raises, whatever they are.

    Args:
        lines: The oldest first.
        last_day: Midnight of the day of the last line, in unix seconds, for
            logs without dates.

    """
    entries: list[Entry] = []
    counts: dict[str, int] = {}
    unread = 0
    for line in lines:
        found = read_line(line)
        if found is None:
            unread += bool(line.strip())
            continue
        program, entry = found
        counts[program] = counts.get(program, 0) + 1
        entries.append(entry)
    dated = _dated(entries, last_day)
    programs = sorted(counts, key=lambda name: -counts[name])
    return Read(tuple(dated), tuple(programs), unread)


def read_files(paths: Iterable[Path], last_day: float = 0.0) -> Read:
    """
    Read files, each with its rotated ones, in the order of their time.

    Raises:
        OSError: One of them cannot be read.

    """
    files = dict.fromkeys(it for path in paths for it in with_rotated(path))
    return read_lines((line for file in files for line in _lines(file)), last_day)


def with_rotated(path: Path) -> list[Path]:
    """Give a file and its rotated ones, the oldest first: ``log.2.gz``, ``log.1``."""
    pattern = re.compile(
        re.escape(path.name)
        + r"[.-](\d+)(\.gz)?|"
        + re.escape(path.stem)
        + r"-prev"
        + re.escape(path.suffix)
    )
    found: list[tuple[int, Path]] = []
    if path.parent.is_dir():
        for other in path.parent.iterdir():
            match = pattern.fullmatch(other.name)
            if match:
                found.append((int(match[1] or 1), other))
    # Dates (20261121) grow with time, numbers (1, 2, 3) the other way.
    ordered = sorted(found, key=lambda it: it[0] if it[0] > 9999 else -it[0])
    return [*(other for _, other in ordered), path]


def _lines(path: Path) -> Iterator[str]:
    data = path.read_bytes()[:MAX_BYTES]
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data)
    return iter(data.decode("utf-8", "replace").splitlines())


def _unpacked(data: bytes) -> bytes:
    """Unpack gzip, as far as it is whole and sensible."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        return unpacker.decompress(data, MAX_BYTES)
    except zlib.error:
        return b""


def _dated(entries: list[Entry], last_day: float) -> Iterator[Entry]:
    """Give entries that have no date one, counted back from the last."""
    midnights, before = 0, -1.0
    days = []
    for entry in entries:
        if not entry.has_date:
            if before >= 0 and entry.at < before - BACK_S:
                midnights += 1
            before = entry.at
        days.append(midnights)
    for entry, day in zip(entries, days, strict=True):
        if entry.has_date:
            yield entry
        else:
            yield entry._replace(at=last_day + entry.at - (midnights - day) * DAY_S)
