"""Hearth itself: its log, its health, its configuration, and what can be done."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, NamedTuple

from hearth.observe.live.views import LogLine
from hearth.web.api.answers.now import receiver_named
from hearth.web.api.endpoint import Call
from hearth.web.api.problem import ProblemError
from hearth.web.api.shapes.house import LEVELS
from hearth.web.home import Home, MemoryAt

MAX_MOMENTS: Final = 1000  # of memory; more cannot be drawn


class Log(NamedTuple):
    """The last lines of the log."""

    lines: list[LogLine]


class HealthNow(NamedTuple):
    """How Hearth itself is doing at a moment."""

    at: float
    started: float
    memory: tuple[MemoryAt, ...]
    loop_delay_s: float
    remembers: bool
    database_bytes: int
    history_problem: str


class Findings(NamedTuple):
    """What there is to say about the configuration."""

    file: str
    findings: list[dict[str, Any]]
    left_out: tuple[tuple[str, int], ...]


class Freeze(NamedTuple):
    """A mark in the journal."""

    receiver: str
    at: float


async def log(call: Call) -> Log:
    """Tell the last lines of the log."""
    least, words = LEVELS[call["level"]], call["text"] or ""
    limit: int = call["limit"]
    found = [
        line
        for line in call.home.live.log_lines(call["after"])
        if line.level >= least and words.casefold() in line.text.casefold()
    ]
    return Log(found[-limit:])


async def health(call: Call) -> HealthNow:
    """Tell how Hearth itself is doing."""
    home = call.home
    found = home.health()
    return HealthNow(
        at=home.unix_now(),
        started=found.started,
        memory=found.memory[-MAX_MOMENTS:],
        loop_delay_s=found.loop_delay_s,
        remembers=home.history is not None,
        database_bytes=found.database_bytes,
        history_problem=found.history_problem,
    )


async def about(call: Call) -> Home:
    """Tell which Hearth this is."""
    return call.home


async def findings(call: Call) -> Findings:
    """Tell what there is to say about the CCcam.cfg, read anew."""
    try:
        return await asyncio.to_thread(findings_of, call.home.configuration)
    except OSError as error:
        raise ProblemError(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"The CCcam.cfg cannot be read: {error.strerror}.",
            where="the configuration",
            help="Look at the file and its permissions.",
        ) from error


def findings_of(path: Path) -> Findings:
    """
    Read a CCcam.cfg; secrets in what would mend it are masked.

    Raises:
        OSError: It cannot be read.

    """
    from hearth.config.place import look_at_place
    from hearth.config.read import read_config
    from hearth.config.report import report
    from hearth.config.report.sheet import sheet_of

    file = str(path)
    reading = read_config(path.read_bytes(), file=file, place=look_at_place(path))
    told = json.loads(report([sheet_of(reading, file)], "json"))
    return Findings(file, told, reading.left_out)


async def freeze(call: Call) -> Freeze:
    """Mark that somebody saw a receiver's picture freeze just now."""
    name = receiver_named(call.home, call["name"]).name
    call.home.mark_freeze(name)
    return Freeze(name, call.home.unix_now())
