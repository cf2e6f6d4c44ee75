"""
Where the side files are looked for: CCcam's own, and OSCam's lists of names.

None of them has to be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from hearth.config.language.directives import DIRECTIVES
from hearth.config.language.statements import DirectiveStatement, Statement

OSCAM_FOLDERS: Final = tuple(
    Path(folder)
    for folder in (
        "/etc/tuxbox/config",
        "/etc/oscam",
        "/usr/local/etc",  # its own default
        "/var/tuxbox/config",
    )
)
OSCAM_LISTS: Final = ("oscam.srvid2", "oscam.srvid", "oscam.provid")

CHANNEL_FILE: Final = "CHANNELINFO FILE"  # the directives that name side files
PROVIDER_FILE: Final = "PROVIDERINFO FILE"
PRIORITY_FILE: Final = "CAID PRIO FILE"
SIDE_FILES: Final = frozenset({CHANNEL_FILE, PROVIDER_FILE, PRIORITY_FILE})


def side_files(
    statements: Iterable[Statement], directive: str, folder: Path
) -> tuple[Path, ...]:
    """
    Say where one of CCcam's side files may be, the preferred place first.

    Args:
        statements: Of the CCcam.cfg; if it names the file, that one alone counts.
        directive: By which it is named, like ``CAID PRIO FILE``.
        folder: Where that CCcam.cfg is.

    Returns:
        The places; none if CCcam.cfg says that there is to be no such file.

    """
    written = [
        statement.value.text
        for statement in statements
        if isinstance(statement, DirectiveStatement)
        and statement.directive.name == directive
    ]
    if written:
        return (folder / written[-1],) if written[-1] else ()
    usual = Path(DIRECTIVES[directive].default)
    return tuple(dict.fromkeys((folder / usual.name, usual)))


def oscam_files(name: str, folder: Path, oscam: Iterable[Path]) -> tuple[Path, ...]:
    """
    Say where one of OSCam's lists may be, the preferred place first.

    Args:
        name: Of the list, one of `OSCAM_LISTS`.
        folder: Where the CCcam.cfg is.
        oscam: Further folders in which OSCam may have it.

    """
    return tuple(place / name for place in dict.fromkeys((folder, *oscam)))


def is_any_there(
    statements: Iterable[Statement], folder: Path, oscam: Iterable[Path]
) -> bool:
    """Tell whether there is any side file at all."""
    return any(map(_is_file, _all_places(tuple(statements), folder, tuple(oscam))))


def _all_places(
    statements: tuple[Statement, ...], folder: Path, oscam: tuple[Path, ...]
) -> Iterator[Path]:
    for directive in (CHANNEL_FILE, PROVIDER_FILE, PRIORITY_FILE):
        yield from side_files(statements, directive, folder)
    for name in OSCAM_LISTS:
        yield from oscam_files(name, folder, oscam)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a path with a zero byte is a ValueError
        return False
