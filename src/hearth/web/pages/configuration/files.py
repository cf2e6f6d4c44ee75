"""The configuration files as they are now, and what there is to say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from hearth.config.beside.keys import NAME as TOML
from hearth.config.beside.sheets import sheet_of_toml, sheets_beside
from hearth.config.language.masking import Masks
from hearth.config.mend.diff import Mask
from hearth.config.mend.fixes import Looker, look_at_config, look_at_toml
from hearth.config.place import look_at_place
from hearth.config.read import Reading, read_config
from hearth.config.report.sheet import Sheet, sheet_of
from hearth.diagnostics import Severity

MAX_BYTES: Final = 512 * 1024  # what is longer is no configuration of a home


class TooLongError(OSError):
    """A file that nobody reads on a page."""

    def __init__(self, path: Path) -> None:
        super().__init__(0, f"it is longer than {MAX_BYTES // 1024} KB", str(path))


class Standing(Enum):
    """What Hearth makes of the files."""

    IN_USE = "in use"
    HELD = "held"  # they have errors and are newer than Hearth's start
    PARTLY = "partly"  # they have errors, and were read at its start


class ConfigFile(NamedTuple):
    """
    A file that the pages may change.

    Attributes:
        name: As it is called on the pages.
        path: Where it is.
        data: Its bytes.
        look: Reads such a file.
        mask: Masks a line of a diff; None: the secrets of a CCcam.cfg.

    """

    name: str
    path: Path
    data: bytes
    look: Looker
    mask: Mask | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """
    The files, read and checked.

    Attributes:
        reading: The CCcam.cfg.
        sheets: Of each file; that of CCcam.cfg first.
        files: Those that can be changed, CCcam.cfg first.
        changed_at: When one of these was changed last, in unix seconds.

    """

    reading: Reading
    sheets: tuple[Sheet, ...]
    files: tuple[ConfigFile, ...]
    changed_at: float

    @property
    def main(self) -> ConfigFile:
        """The CCcam.cfg."""
        return self.files[0]

    @property
    def masks(self) -> Masks:
        """What of the CCcam.cfg may be shown."""
        return self.sheets[0].masks

    @property
    def errors(self) -> int:
        """How many errors keep Hearth from taking a change."""
        names = {file.name for file in self.files}
        return sum(
            sheet.counts()[Severity.ERROR]
            for sheet in self.sheets
            if name_of(sheet) in names
        )

    def standing(self, started: float) -> Standing:
        """Tell what Hearth, started then, makes of them."""
        if not self.errors:
            return Standing.IN_USE
        return Standing.HELD if self.changed_at > started else Standing.PARTLY

    def file(self, name: str) -> ConfigFile | None:
        """Find a file that can be changed."""
        return next((file for file in self.files if file.name == name), None)

    def sheet(self, file: ConfigFile) -> Sheet:
        """Give the sheet of a file that can be changed."""
        return next(sheet for sheet in self.sheets if name_of(sheet) == file.name)


def check(path: Path) -> Checked:
    """
    Read and check a CCcam.cfg and what is beside it. It takes a while.

    Raises:
        OSError: One of them is there and cannot be read.

    """
    data = read(path)
    reading = read_config(data, file=path.name, place=look_at_place(path))
    sheets = [sheet_of(reading, path.name), *sheets_beside(path, reading)]
    look = partial(look_at_config, file=path.name)
    files = [ConfigFile(path.name, path, data, look)]
    toml = path.with_name(TOML)
    if toml.exists():
        files.append(_toml(toml, reading, path.name, sheets[0].masks))
        if all(name_of(sheet) != TOML for sheet in sheets):
            sheet = sheet_of_toml(files[1].data, TOML, reading, path.name)
            sheets.insert(1, sheet)
    return Checked(
        reading=reading,
        sheets=tuple(sheets),
        files=tuple(files),
        changed_at=max(file.path.stat().st_mtime for file in files),
    )


def read(path: Path) -> bytes:
    """
    Read a file.

    Raises:
        OSError: It cannot be read, or is far too long.

    """
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLongError(path)
    return data


def name_of(sheet: Sheet) -> str:
    """Give the name of a file for the pages, which need no folders."""
    return Path(sheet.file).name


def errors_in(file: ConfigFile, data: bytes) -> int:
    """Count the errors that a file would have with these bytes."""
    return sum(1 for it in file.look(data).findings if it.severity is Severity.ERROR)


def names(files: tuple[ConfigFile, ...]) -> Iterator[tuple[str, Path]]:
    """Give each file's name, and where it really is, whatever leads there."""
    for file in files:
        yield file.name, file.path.resolve()


def _toml(path: Path, beside: Reading, cccam_cfg: str, masks: Masks) -> ConfigFile:
    look = partial(look_at_toml, file=path.name, beside=beside, cccam_cfg=cccam_cfg)
    return ConfigFile(path.name, path, read(path), look, masks.text)
