"""
The files beside a CCcam.cfg as sheets, which `hearth.config.report` shows.

Their readers are imported when there is such a file: most homes have none, and
`hearth check` is to be done before anybody waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from hearth.config.beside.keys import NAME
from hearth.config.language.document import Document
from hearth.config.language.masking import Masks
from hearth.config.read import Reading
from hearth.config.report.sheet import Sheet, counted
from hearth.config.side_files import OSCAM_FOLDERS, is_any_there
from hearth.diagnostics import Finding


class Unmasked(Masks):
    """The masks of a file that has no secrets: there are none."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, ())

    def line(self, number: int) -> str:
        """Give a line of the file."""
        return self._document.text(number)

    def text(self, text: str) -> str:
        """Give some text."""
        return text


def sheets_beside(
    path: Path, reading: Reading, oscam: Iterable[Path] = OSCAM_FOLDERS
) -> tuple[Sheet, ...]:
    """
    Check the files beside a CCcam.cfg, as far as there is something to say of them.

    Args:
        path: Where the CCcam.cfg is.
        reading: What it says.
        oscam: Further folders in which OSCam may have its lists.

    Raises:
        OSError: There is a hearth.toml that cannot be read.

    """
    sheets: list[Sheet] = []
    toml = path.with_name(NAME)
    if toml.exists():
        sheets.append(sheet_of_toml(toml.read_bytes(), str(toml), reading, path.name))
    folders = tuple(oscam)
    if is_any_there(reading.statements, path.parent, folders):
        sheets += _side_files(reading, path.parent, folders)
    return tuple(sheet for sheet in sheets if sheet.findings)


def sheet_of_toml(
    data: bytes, file: str, beside: Reading | None = None, cccam_cfg: str = ""
) -> Sheet:
    """
    Make the sheet of a hearth.toml.

    Args:
        data: Its bytes.
        file: Its name, as a person would write it.
        beside: The CCcam.cfg that it is laid over, if there is one.
        cccam_cfg: The name of that.

    """
    from hearth.config.beside.findings import findings_of
    from hearth.config.beside.overlay import overlay
    from hearth.config.beside.toml import read_toml

    toml = read_toml(data)
    if beside is None:
        findings = findings_of(toml.remarks, file)
    else:
        both = overlay(beside, cccam_cfg, toml, file)
        findings = both.findings[len(beside.findings) :]
    return _sheet(file, toml.document, findings, counted(len(toml.settings), "setting"))


def sheet_of_prio(data: bytes, file: str) -> Sheet:
    """Make the sheet of a CCcam.prio."""
    from hearth.config.beside.findings import findings_of
    from hearth.config.beside.prio import read_prio

    prio = read_prio(data)
    findings = findings_of(prio.remarks, file)
    return _sheet(file, prio.document, findings, counted(len(prio.lines), "line"))


def _side_files(
    reading: Reading, folder: Path, oscam: Iterable[Path]
) -> Iterator[Sheet]:
    from hearth.config.beside.names import read_side_file
    from hearth.config.beside.sides import read_sides

    findings = read_sides(reading.statements, folder, oscam).findings
    for file in dict.fromkeys(finding.file for finding in findings):
        document = Document(read_side_file(Path(file)) or b"")
        own = tuple(finding for finding in findings if finding.file == file)
        yield _sheet(file, document, own, counted(len(document), "line"))


def _sheet(
    file: str, document: Document, findings: tuple[Finding, ...], about: str
) -> Sheet:
    there = tuple(it for it in findings if document.holds(it.span))
    return Sheet(file, document, there, Unmasked(document), about=about)
