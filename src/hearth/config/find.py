"""Where the configuration is, if nobody says it: where CCcam looks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

CANDIDATES: Final = tuple(
    Path(folder) / "CCcam.cfg"
    for folder in (
        "/var/etc",  # the original's own default
        "/etc",
        "/usr/keys",
        "/var/keys",
        "/etc/tuxbox/config",
        "/var/tuxbox/config",
    )
)


class Found(NamedTuple):
    """
    The file to read.

    Attributes:
        path: The first candidate that is there.
        others: Further candidates that are there too, and are not read.

    """

    path: Path
    others: tuple[Path, ...] = ()


class NotFound(NamedTuple):
    """
    No candidate is there.

    Attributes:
        looked: Where it was looked, in that order.

    """

    looked: tuple[Path, ...]

    def __str__(self) -> str:
        places = ", ".join(map(str, self.looked))
        return f"no configuration found; looked at {places}"


def find_config(candidates: Iterable[Path] = CANDIDATES) -> Found | NotFound:
    """
    Find the configuration file.

    Args:
        candidates: Where to look, the preferred place first.

    """
    looked = tuple(candidates)
    there = [path for path in looked if _is_file(path)]
    if not there:
        return NotFound(looked)
    return Found(there[0], tuple(there[1:]))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that we may not look into
        return False
