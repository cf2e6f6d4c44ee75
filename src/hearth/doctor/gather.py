"""Collects all facts side by side, within a time that is given."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

from hearth.doctor.answers.from_history import record_of
from hearth.doctor.facts import Facts, Ladder, Record
from hearth.doctor.ladder.climb import Climber, climb_all
from hearth.doctor.machine.look import Wanted, look_at_machine
from hearth.doctor.machine.processes import loads
from hearth.doctor.machine.watch import Look, trends
from hearth.doctor.machine_facts import Dns, MachineFacts
from hearth.household import plain_address
from hearth.net.aside import aside
from hearth.net.settings import Upstream
from hearth.observe.history.database import HistoryError
from hearth.observe.history.reader import HistoryReader

ALL_S: Final = 27.0  # of the 30 s that the whole program has
SINCE_S: Final = 86_400.0
BEFORE_FREEZE_S: Final = 900.0  # what led to a freeze
AFTER_FREEZE_S: Final = 60.0
LOOK_EVERY_S: Final = 10.0  # while processes are watched

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """
    What is to be collected.

    Attributes:
        lines: Names, as observations have them, and what the configuration says.
        accounts: The configuration's receivers.
        config_errors: What is wrong in the configuration.
        climber: How lines are climbed.
        wanted: What is looked at on the machine.
        history: The history's file; None: there is none.
        since_s: How far back it is read.
        freeze: The moment that is asked about, and the receiver.
        watch_s: For how long processes are watched; 0: not.
        within_s: When it has to be over; watching comes on top.
        told: Called with the name of each part that is done.

    """

    lines: tuple[tuple[str, Upstream], ...]
    accounts: tuple[str, ...]
    config_errors: tuple[str, ...] = ()
    climber: Climber
    wanted: Wanted
    history: Path | None = None
    since_s: float = SINCE_S
    freeze: tuple[float, str] | None = None
    watch_s: float = 0.0
    within_s: float = ALL_S
    told: Callable[[str], object] = field(default=lambda _part: None)


async def gather(errand: Errand) -> Facts:
    """Collect everything; what takes too long is told as not looked at."""
    unlooked: dict[str, str] = {}
    ladders: tuple[Ladder, ...] = ()
    machine = MachineFacts()
    record: Record | None = None
    async with asyncio.TaskGroup() as group:
        climbing = group.create_task(_within(_climb(errand), errand.within_s))
        looking = group.create_task(_within(_look(errand), errand.within_s))
        reading = group.create_task(_within(_read(errand), errand.within_s))
        watching = group.create_task(_watch(errand))
    too_long = f"it took over {errand.within_s:g} s"
    ladders = climbing.result() or ()
    if errand.lines and not ladders:
        unlooked["lines"] = too_long
    found = looking.result()
    machine = found if found is not None else _unlooked_machine(errand, too_long)
    read = reading.result()
    record, why = read if read is not None else (None, too_long)
    if why:
        unlooked["record"] = why
    return Facts(
        at=errand.wanted.now,
        lines=tuple(name for name, _ in errand.lines),
        accounts=errand.accounts,
        config_errors=errand.config_errors,
        ladders=ladders,
        machine=_with_dns(
            _with_trends(machine, watching.result(), record), ladders, errand
        ),
        record=record,
        freeze=errand.freeze,
        unlooked=unlooked,
    )


async def _within(work: Awaitable[T], seconds: float) -> T | None:
    """Wait for something, but not for longer than that."""
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError:
        return None


async def _climb(errand: Errand) -> tuple[Ladder, ...]:
    return await climb_all(errand.lines, errand.climber)


async def _look(errand: Errand) -> MachineFacts:
    return await aside(lambda: look_at_machine(errand.wanted, errand.told))


async def _read(errand: Errand) -> tuple[Record | None, str]:
    found = await aside(lambda: read_history(errand))
    errand.told("history")
    return found


def read_history(errand: Errand) -> tuple[Record | None, str]:
    """Read the range that is asked about; give why not, if it cannot be."""
    if errand.history is None or not errand.history.exists():
        where = f" at {errand.history}" if errand.history else ""
        return None, f"there is no history{where}: Hearth has not run here"
    begin, end = errand.wanted.now - errand.since_s, errand.wanted.now
    if errand.freeze is not None:
        at = errand.freeze[0]
        begin, end = at - BEFORE_FREEZE_S, min(end, at + AFTER_FREEZE_S)
    try:
        return record_of(HistoryReader(errand.history), begin, end), ""
    except HistoryError as error:
        return None, str(error)


async def _watch(errand: Errand) -> tuple[Look, ...]:
    """Measure processes every 10 s, for as long as somebody wants."""
    if not errand.watch_s:
        return ()
    loop = asyncio.get_running_loop()
    ends = loop.time() + errand.watch_s
    looks = []
    while True:
        found = await aside(lambda: loads(errand.wanted.root))
        looks.append((loop.time(), found))
        left = ends - loop.time()
        if left <= 0:
            errand.told("processes")
            return tuple(looks)
        await asyncio.sleep(min(LOOK_EVERY_S, errand.watch_s / 4, left))


def _with_trends(
    machine: MachineFacts, looks: tuple[Look, ...], record: Record | None
) -> MachineFacts:
    if not looks:
        return machine
    is_idle = record is not None and not record.seen
    return replace(machine, trends=trends(looks, is_idle=is_idle))


def _with_dns(
    machine: MachineFacts, ladders: Iterable[Ladder], errand: Errand
) -> MachineFacts:
    dns = machine.dns
    took = [
        ladder.look_up_s
        for ladder in ladders
        if ladder.look_up_s and not is_number(ladder.host)
    ]
    if dns is None or not took or not errand.wanted.needs_names:
        return machine
    return replace(
        machine,
        dns=Dns(servers=dns.servers, took_s=max(took), is_needed=dns.is_needed),
    )


def is_number(host: str) -> bool:
    """Tell whether a host is an address, which no name server is asked for."""
    try:
        plain_address(host)
    except ValueError:
        return False
    return True


def _unlooked_machine(errand: Errand, why: str) -> MachineFacts:
    topics = ("port", "firewall", "programs", "files", "disks", "autostart", "clock")
    return MachineFacts(
        listen_port=errand.wanted.listen_port, unlooked=dict.fromkeys(topics, why)
    )
