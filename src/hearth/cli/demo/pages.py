"""WebInfo of the home that ``hearth demo`` makes up: the pages, and what they need."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from hearth.config.beside.sides import read_sides
from hearth.config.meaning.model import Settings
from hearth.daemon import Hearth
from hearth.dvb import NodeId, ServiceId
from hearth.keeper import read_files
from hearth.lab.card_system import CA_SYSTEM_ID, PROVIDER_ID
from hearth.webinfo import Place, WebInfo

CONFIG: Final = "CCcam.cfg"
CHANNELS: Final = "CCcam.channelinfo"
STATE: Final = "state"


def write_home(folder: Path, config: str, channels: Mapping[ServiceId, str]) -> Path:
    """
    Write the files of the home, which the pages show and may change.

    Returns:
        The CCcam.cfg.

    """
    file = folder / CONFIG
    file.touch(mode=0o600)  # it holds passwords
    file.write_text(f"{config}\n")
    names = [
        f'{CA_SYSTEM_ID:04x}:{PROVIDER_ID:06x}:{service_id:04x} "{name}"\n'
        for service_id, name in channels.items()
    ]
    (folder / CHANNELS).write_text("".join(names))
    return file


@asynccontextmanager
async def pages(
    hearth: Hearth, settings: Settings, file: Path, node_id: NodeId
) -> AsyncIterator[WebInfo]:
    """
    Show and remember what a card server does, for as long as the context lasts.

    Args:
        hearth: The card server.
        settings: With which it runs.
        file: Its CCcam.cfg, as `write_home` has written it.
        node_id: Its own.

    """
    changed = asyncio.Event()
    place = Place(file, file.with_name(STATE), node_id)
    place.state.mkdir()
    async with asyncio.TaskGroup() as group:
        webinfo = WebInfo(hearth, settings, place, changed.set)
        webinfo.take_names(read_sides((), file.parent, ()).names)
        await webinfo.start(group)
        follow = group.create_task(_follow(hearth, webinfo, file, changed))
        try:
            yield webinfo
        finally:
            follow.cancel()
            await webinfo.close()


async def _follow(
    hearth: Hearth, webinfo: WebInfo, file: Path, changed: asyncio.Event
) -> None:
    """Apply what somebody changes on the pages, as `hearth serve` does."""
    while True:
        await changed.wait()
        changed.clear()
        with contextlib.suppress(OSError):
            configuration = read_files(file)
            if not configuration.errors:
                webinfo.note_reload("the configuration was read again")
                webinfo.configure(configuration.settings)
                await hearth.apply(configuration.settings)
                await webinfo.apply(configuration.settings)
