"""
The names of channels and providers, from whichever files there are.

Looked for are the files that CCcam.cfg names, the same ones beside it, and
OSCam's own lists beside it and where OSCam has them. None of them has to be
there: a channel without a name is shown by its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from hearth.config.beside.channels import channel_info, find_channel, srvid, srvid2
from hearth.config.beside.packed import PackedNames, ReadLine
from hearth.config.beside.providers import find_provider, provid, provider_info
from hearth.config.language.statements import Statement
from hearth.config.side_files import (
    CHANNEL_FILE,
    OSCAM_FOLDERS,
    PROVIDER_FILE,
    oscam_files,
    side_files,
)

MAX_BYTES: Final = 16 << 20  # of one file; a large one has 2 MB


@dataclass(frozen=True, slots=True)
class NameFile:
    """
    A file of names that was read.

    Attributes:
        path: Which.
        names: What it says.

    """

    path: Path
    names: PackedNames


@dataclass(frozen=True, slots=True)
class Names:
    """
    The names of channels and providers that a home has.

    Attributes:
        channels: The lists of channels, the preferred one first.
        providers: The lists of providers, the preferred one first.

    """

    channels: tuple[NameFile, ...] = ()
    providers: tuple[NameFile, ...] = ()

    def channel_name(
        self, ca_system_id: int, provider_id: int, service_id: int
    ) -> str | None:
        """Give a channel's name, None if no file has it."""
        channel = ca_system_id, provider_id, service_id
        found = (find_channel(file.names, *channel) for file in self.channels)
        return next(filter(None, found), None)

    def provider_name(self, ca_system_id: int, provider_id: int) -> str | None:
        """Give a provider's name, None if no file has it."""
        provider = ca_system_id, provider_id
        found = (find_provider(file.names, *provider) for file in self.providers)
        return next(filter(None, found), None)


def read_names(
    statements: Iterable[Statement],
    folder: Path,
    oscam: Iterable[Path] = OSCAM_FOLDERS,
) -> Names:
    """
    Read all files of names that there are. Never raises.

    Args:
        statements: Of the CCcam.cfg, which may name them.
        folder: Where that CCcam.cfg is.
        oscam: Further folders in which OSCam may have its lists.

    """
    said = tuple(statements)
    lists = partial(oscam_files, folder=folder, oscam=oscam)
    channels = (
        _first(side_files(said, CHANNEL_FILE, folder), channel_info),
        # OSCam itself reads the older form only where the newer one is not.
        _first(lists("oscam.srvid2"), srvid2) or _first(lists("oscam.srvid"), srvid),
    )
    providers = (
        _first(side_files(said, PROVIDER_FILE, folder), provider_info),
        _first(lists("oscam.provid"), provid),
    )
    return Names(
        tuple(file for file in channels if file is not None),
        tuple(file for file in providers if file is not None),
    )


def read_side_file(path: Path) -> bytes | None:
    """Read a file; None if it is not there, too long, or not to be read."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return path.read_bytes()
    except (OSError, ValueError):  # a path with a zero byte is a ValueError
        return None


def _first(places: Iterable[Path], read_line: ReadLine) -> NameFile | None:
    for path in places:
        data = read_side_file(path)
        if data is not None:
            return NameFile(path, PackedNames(data, read_line))
    return None
