"""``hearth serve``: run the card server."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from hearth import __version__
from hearth.cli.options import state_folder, state_option
from hearth.config.find import NotFound, find_config
from hearth.config.meaning.model import Settings
from hearth.daemon import Hearth
from hearth.diagnostics import Finding, Severity
from hearth.dvb import NodeId
from hearth.errors import ConfigError
from hearth.keeper import Keeper
from hearth.net.listener import PortTakenError
from hearth.observe.log import LogObserver, set_level, set_up_logging
from hearth.state import keep_node_id, make_node_id

if TYPE_CHECKING:
    from hearth.webinfo import WebInfo

CANNOT_START: Final = 3
SWITCH_S: Final = 0.0005  # the thread of the memory holds an ECM up for no longer
LOG_AFTER_S: Final = 0.01  # lines of one moment are written together
LOOK_S: Final = 2.0  # a change of the file is noticed after two looks

log = logging.getLogger("hearth.serve")


@click.command(short_help="Run the card server.")
@click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    help="The CCcam.cfg to use; without it, Hearth looks where CCcam looks.",
)
@click.option(
    "--log",
    "log_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the log to this file (kept under 4 MB); else to standard error.",
)
@state_option("The folder for what Hearth keeps between starts.")
def command(config: Path | None, log_file: Path | None, state: Path | None) -> None:
    """
    Run the card server until it is told to end.

    SIGHUP, or a change of the file, reads the configuration again. SIGTERM or
    Ctrl-C answers what is under way and ends; a second one ends at once.
    """
    try:
        set_up_logging(1, log_file)
    except OSError as error:
        _cannot_start(f"the log file {log_file} cannot be written: {error.strerror}")
    keeper = Keeper(config or _found())
    try:
        reading = keeper.read()
    except OSError as error:
        _cannot_start(
            f"the configuration {error.filename or keeper.path} cannot be read:"
            f" {error.strerror}."
            " Name the right file with -c, or make it readable."
        )
    set_level(reading.settings.debug_level)
    log.info("Hearth %s, configuration %s", __version__, keeper.path)
    _log_findings(reading.findings, reading.settings.debug_level)
    folder = state_folder(state)
    service = Service(keeper, reading.settings, _node_id(folder), folder)
    with contextlib.suppress(KeyboardInterrupt):
        try:
            asyncio.run(service.run())
        except PortTakenError as error:
            _cannot_start(str(error))


class Service:
    """
    The running card server, with its signals and its configuration file.

    Args:
        keeper: The file.
        settings: What was read from it.
        node_id: Ours.
        folder: For what is kept between starts.

    """

    def __init__(
        self, keeper: Keeper, settings: Settings, node_id: NodeId, folder: Path
    ) -> None:
        self._keeper = keeper
        self._settings = settings
        self._node_id = node_id
        self._folder = folder
        self._log = LogObserver(settings.debug_level, _no_name_yet)
        self._ending = asyncio.Event()
        self._at_once = asyncio.Event()
        self._reload = asyncio.Event()

    async def run(self) -> None:
        """
        Serve until told to end.

        Raises:
            PortTakenError: Another program has the port.

        """
        loop = asyncio.get_running_loop()
        sys.setswitchinterval(SWITCH_S)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._end)
        loop.add_signal_handler(signal.SIGHUP, self._reload.set)
        self._log.soon = partial(loop.call_later, LOG_AFTER_S)
        async with Hearth(
            self._settings, node_id=self._node_id, observers=[self._log]
        ) as hearth:
            self._say_ready(hearth)
            async with asyncio.TaskGroup() as group:
                webinfo = await self._open_webinfo(hearth, group)
                gc.collect()
                gc.freeze()  # what is there now stays: no need to look at it again
                gc.enable()
                while not self._ending.is_set():
                    webinfo.look(await self._until_something_happens())
                    if not self._ending.is_set():
                        await self._look_at_file(hearth, webinfo)
                log.info("ending: answering what is under way")
                await self._drain(hearth)
                await webinfo.close()
        self._log.flush()
        log.info("ended")

    async def _open_webinfo(self, hearth: Hearth, group: asyncio.TaskGroup) -> WebInfo:
        """
        Let the card server be remembered and shown.

        It listens already, and this turn of the loop is not over: nothing that
        it does is missed.
        """
        from hearth.webinfo import Place, WebInfo  # late: after "ready"

        place = Place(self._keeper.path, self._folder, self._node_id)
        webinfo = WebInfo(hearth, self._settings, place, self._reload.set)
        await webinfo.start(group)
        await self._read_names(webinfo)
        return webinfo

    async def _read_names(self, webinfo: WebInfo) -> None:
        """Read the files of names, and say what is wrong in them."""
        sides = await asyncio.to_thread(self._keeper.sides)
        _log_findings(sides.findings, self._settings.debug_level)
        self._log.channel_name = sides.names.channel_name
        webinfo.take_names(sides.names)

    def _say_ready(self, hearth: Hearth) -> None:
        if hearth.port is None:
            where = "no receiver can log in (SERVER LISTEN PORT is 0)"
        else:
            addresses = ", ".join(hearth.addresses) or "no address yet"
            where = f"port {hearth.port} at {addresses}"
        log.info(
            "ready: %d accounts, %d lines, %s",
            len(self._settings.accounts),
            len(self._settings.lines),
            where,
        )

    def _end(self) -> None:
        if self._ending.is_set():
            self._at_once.set()
        self._ending.set()
        self._reload.set()

    async def _until_something_happens(self) -> float:
        """Wait, for 2 s at most; return by how much the loop woke late."""
        loop = asyncio.get_running_loop()
        due = loop.time() + LOOK_S
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(due):
                await self._reload.wait()
        return max(loop.time() - due, 0.0)

    async def _look_at_file(self, hearth: Hearth, webinfo: WebInfo) -> None:
        """Read the file again if somebody asked for it or it has changed."""
        asked = self._reload.is_set()
        self._reload.clear()
        if not asked and not self._keeper.has_changed():
            return
        try:
            reading = self._keeper.read()
        except OSError as error:
            log.error(  # noqa: TRY400  # a person reads this, and needs no traceback
                "%s cannot be read (%s): the running settings stay as they are",
                error.filename or self._keeper.path,
                error.strerror,
            )
            return
        _log_findings(reading.findings, reading.settings.debug_level)
        if reading.errors:
            log.error(
                "%s has %d errors: the running settings stay as they are",
                " and ".join(dict.fromkeys(it.file for it in reading.errors)),
                len(reading.errors),
            )
            return
        await self._apply(hearth, webinfo, reading.settings)

    async def _apply(
        self, hearth: Hearth, webinfo: WebInfo, settings: Settings
    ) -> None:
        from hearth.config.meaning.difference import difference  # late: at a reload

        changes = list(difference(self._settings, settings).sentences())
        log.info("%s was read again: %s", self._keeper.path, _listed(changes))
        webinfo.note_reload(_listed(changes))
        webinfo.configure(settings)
        self._settings = settings
        self._log.level = settings.debug_level
        set_level(settings.debug_level)
        try:
            await hearth.apply(settings)
        except PortTakenError as error:
            log.error("%s", error)  # noqa: TRY400  # it says all that there is to say
        await webinfo.apply(settings)
        await self._read_names(webinfo)

    async def _drain(self, hearth: Hearth) -> None:
        """Answer what is under way, unless told a second time to end."""
        async with asyncio.TaskGroup() as group:
            draining = group.create_task(hearth.drain())
            second = group.create_task(self._at_once.wait())
            await asyncio.wait((draining, second), return_when=asyncio.FIRST_COMPLETED)
            draining.cancel()
            second.cancel()


def _no_name_yet(*_: object) -> None:
    """Names of channels are read when receivers can log in already."""


def _cannot_start(message: str) -> NoReturn:
    click.echo(f"hearth: {message}", err=True)
    sys.exit(CANNOT_START)


def _found() -> Path:
    """Find the configuration where CCcam looks, or say where it was looked."""
    found = find_config()
    if isinstance(found, NotFound):
        _cannot_start(f"{found}. Name your file with -c.")
    for other in found.others:
        log.warning("%s is there too, and is not read", other)
    return found.path


def _node_id(folder: Path) -> NodeId:
    try:
        return keep_node_id(folder)
    except ConfigError as error:
        log.warning("%s Until then it is another one at each start.", error)
        return make_node_id()


def _log_findings(findings: Iterable[Finding], level: int) -> None:
    for finding in findings:
        _log_finding(finding, level)


def _log_finding(finding: Finding, level: int) -> None:
    match finding.severity:
        case Severity.ERROR:
            log.error("%s. %s", finding.short(), finding.help)
        case Severity.WARNING:
            log.warning("%s. %s", finding.short(), finding.help)
        case Severity.NOTE if level > 1:
            log.info("%s", finding.short())
        case _:
            pass


def _listed(changes: Iterable[str]) -> str:
    return "; ".join(changes) or "nothing has changed"
