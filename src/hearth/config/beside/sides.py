"""The side files of a CCcam.cfg together: names, priorities, and what is to be said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hearth.config.beside.findings import findings_of
from hearth.config.beside.names import Names, read_names, read_side_file
from hearth.config.beside.packed import PackedNames
from hearth.config.beside.prio import Priorities, read_prio
from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.language.statements import Statement
from hearth.config.side_files import OSCAM_FOLDERS, PRIORITY_FILE, side_files
from hearth.diagnostics import Finding


@dataclass(frozen=True, slots=True)
class Sides:
    """
    The side files that were read.

    Attributes:
        names: Of channels and providers.
        priorities: The CCcam.prio, if there is one.
        findings: What there is to say of them, file by file.

    """

    names: Names
    priorities: Priorities | None
    findings: tuple[Finding, ...]


def read_sides(
    statements: Iterable[Statement],
    folder: Path,
    oscam: Iterable[Path] = OSCAM_FOLDERS,
) -> Sides:
    """
    Read all side files that there are. Never raises.

    Args:
        statements: Of the CCcam.cfg, which may name them.
        folder: Where that CCcam.cfg is.
        oscam: Further folders in which OSCam may have its lists.

    """
    said = tuple(statements)
    names = read_names(said, folder, oscam)
    findings = [
        finding
        for file in names.channels + names.providers
        for finding in findings_of(remarks_on(file.names), str(file.path))
    ]
    priorities: Priorities | None = None
    for path in side_files(said, PRIORITY_FILE, folder):
        data = read_side_file(path)
        if data is not None:
            priorities = read_prio(data)
            findings += findings_of(priorities.remarks, str(path))
            break
    return Sides(names, priorities, tuple(findings))


def remarks_on(names: PackedNames) -> Remarks:
    """Say of a file of names how much of it could not be read, and from where on."""
    remarks = Remarks()
    if names.first_skipped is not None:
        count = f"{names.skipped} line{'s' * (names.skipped > 1)}"
        remarks.add(Kind.NAMES_SKIPPED, names.first_skipped, what=count)
    return remarks
