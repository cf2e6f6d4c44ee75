"""What there is to say of one file, with what must not be said of it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from hearth.config.language.document import Document
from hearth.config.language.masking import Masks
from hearth.config.read import Reading
from hearth.diagnostics import Edit, Finding, Severity


class Sheet(NamedTuple):
    """
    One file that was checked.

    Attributes:
        file: Its name, as a person would write it.
        document: The file itself.
        findings: What there is to say about it, in the order of the file.
        masks: What of it may be shown.
        left_out: How many findings of a code there are besides, by code.
        about: What is in it, in a few words.

    """

    file: str
    document: Document
    findings: tuple[Finding, ...]
    masks: Masks
    left_out: tuple[tuple[str, int], ...] = ()
    about: str = ""

    def counts(self) -> Counter[Severity]:
        """Count the findings by their severity, those left out not among them."""
        return Counter(finding.severity for finding in self.findings)

    def shown(self, edit: Edit) -> str:
        """Give what an edit puts in, without a secret of the file."""
        return self.masks.text(edit.text)


def sheet_of(reading: Reading, file: str) -> Sheet:
    """Make the sheet of a CCcam.cfg that was read."""
    settings = reading.settings
    parts = (
        counted(len(settings.accounts), "account"),
        counted(len(settings.lines), "line"),
    )
    return Sheet(
        file=file,
        document=reading.document,
        findings=reading.findings,
        masks=Masks(reading.document, reading.statements),
        left_out=reading.left_out,
        about=", ".join(parts),
    )


def counted(count: int, what: str) -> str:
    """Say how many there are of something: ``1 error``, ``2 errors``."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
