"""The files beside a CCcam.cfg as sheets, which `hearth.config.report` shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from hearth.config.beside.findings import findings_of
from hearth.config.beside.keys import NAME
from hearth.config.beside.names import OSCAM_FOLDERS, read_side_file
from hearth.config.beside.overlay import overlay
from hearth.config.beside.prio import read_prio
from hearth.config.beside.sides import read_sides
from hearth.config.beside.toml import read_toml
from hearth.config.language.document import Document
from hearth.config.language.masking import Masks
from hearth.config.read import Reading
from hearth.config.report.sheet import Sheet, counted
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

    """
    toml = path.with_name(NAME)
    data = read_side_file(toml)
    sheets = [sheet_of_toml(data, str(toml), reading, path.name)] if data else []
    sheets += _side_files(reading, path.parent, oscam)
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
    toml = read_toml(data)
    if beside is None:
        findings = findings_of(toml.remarks, file)
    else:
        both = overlay(beside, cccam_cfg, toml, file)
        findings = both.findings[len(beside.findings) :]
    return _sheet(file, toml.document, findings, counted(len(toml.settings), "setting"))


def sheet_of_prio(data: bytes, file: str) -> Sheet:
    """Make the sheet of a CCcam.prio."""
    prio = read_prio(data)
    findings = findings_of(prio.remarks, file)
    return _sheet(file, prio.document, findings, counted(len(prio.lines), "line"))


def _side_files(
    reading: Reading, folder: Path, oscam: Iterable[Path]
) -> Iterator[Sheet]:
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
