"""
What all the files say together: CCcam.cfg, and hearth.toml laid over it.

Each value keeps the place that it is from, so that whoever asks why it is so
can be told where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hearth.config.beside.keys import LINES
from hearth.config.beside.remarks import Kind, Remarks
from hearth.config.language.document import Document
from hearth.config.meaning.model import LineSettings, Settings
from hearth.config.read import Reading
from hearth.diagnostics import Finding, Severity, Span

if TYPE_CHECKING:  # tomllib and the rules are loaded where there is a hearth.toml
    from hearth.config.beside.toml import Toml, Written


class Origin(NamedTuple):
    """
    Where a value is from.

    Attributes:
        file: The file as its reader named it.
        span: The place in it.

    """

    file: str
    span: Span

    def __str__(self) -> str:
        return f"{self.file}:{self.span.line}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """
    Everything that was read, and what comes of it.

    Attributes:
        reading: The CCcam.cfg.
        toml: The hearth.toml, if there is one.
        settings: What holds.
        findings: What there is to say, of CCcam.cfg and then of hearth.toml.
        origins: Where each value was written, by its name for
            `Settings.value`, or by `retries_of`; what is missing has its default.

    """

    reading: Reading
    toml: Toml | None
    settings: Settings
    findings: tuple[Finding, ...]
    origins: Mapping[str, Origin]

    @property
    def document(self) -> Document:
        """The CCcam.cfg itself."""
        return self.reading.document

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those findings that cost what they are about."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def overlay(
    reading: Reading, file: str, toml: Toml | None = None, toml_file: str = ""
) -> Configuration:
    """
    Lay a hearth.toml over a CCcam.cfg. It counts where both say something.

    Args:
        reading: The CCcam.cfg.
        file: Its name for a person.
        toml: The hearth.toml, if there is one.
        toml_file: Its name for a person.

    """
    below = _Below(reading, file)
    origins = dict(below.origins)
    if toml is None:
        return Configuration(reading, None, reading.settings, reading.findings, origins)
    from hearth.config.beside.findings import findings_of  # late: most homes have none

    remarks = Remarks()
    _note_lines(toml, reading.settings.lines, remarks)
    for written in toml.settings:
        said = below.says(written)
        if said is not None and said[0] != written.value:
            remarks.add(
                Kind.OVERRIDES,
                written.span,
                what=written.path,
                allowed=str(said[1]),
            )
        origins[_origin_name(written)] = Origin(toml_file, written.span)
    said_of_it = [
        *findings_of(toml.remarks, toml_file),
        *findings_of(remarks, toml_file),
    ]
    said_of_it.sort(key=lambda finding: (finding.span, finding.code))
    return Configuration(
        reading,
        toml,
        _settings(reading.settings, toml),
        (*reading.findings, *said_of_it),
        origins,
    )


def line_name(name: str | LineSettings) -> str:
    """Give ``host:port`` in the form in which two of them can be compared."""
    host, _, port = str(name).strip().rpartition(":")
    return f"{host.removeprefix('[').removesuffix(']').lower()}:{port}"


def retries_of(line: str | LineSettings) -> str:
    """Give the name under which the origin of a line's retries is found."""
    return f"retries of {line_name(line)}"


class _Below:
    """
    What CCcam.cfg says of what hearth.toml can say too.

    Attributes:
        origins: Where each value was written, by its name.

    """

    def __init__(self, reading: Reading, file: str) -> None:
        self._settings: Final = reading.settings
        self._lines: Final = {
            line_name(line): line for line in reversed(reading.settings.lines)
        }
        spans = dict(reading.settings.origins)
        spans |= {
            retries_of(line): line.span for line in self._lines.values() if line.retries
        }
        self.origins: Final = {name: Origin(file, at) for name, at in spans.items()}

    def says(self, written: Written) -> tuple[object, Origin] | None:
        """Give the value that CCcam.cfg has for a setting, None if it has none."""
        origin = self.origins.get(_origin_name(written))
        if origin is None:
            return None
        if written.line:
            return self._lines[line_name(written.line)].retries, origin
        return self._settings.value(written.key.setting), origin


def _origin_name(written: Written) -> str:
    return retries_of(written.line) if written.line else written.key.setting


def _settings(settings: Settings, toml: Toml) -> Settings:
    retries = {
        line_name(written.line): int(written.value)
        for written in toml.settings
        if written.key.table == LINES
    }
    lines = tuple(
        replace(line, retries=retries.get(line_name(line), line.retries))
        for line in settings.lines
    )
    given = {_origin_name(written) for written in toml.settings}
    return replace(
        settings,
        lines=lines,
        interfaces=settings.interfaces._replace(**_table(toml, "web")),
        history=settings.history._replace(**_table(toml, "history")),
        origins=tuple((name, at) for name, at in settings.origins if name not in given),
        **_table(toml, "server"),
    )


def _table(toml: Toml, table: str) -> dict[str, Any]:
    return {
        written.key.name: written.value
        for written in toml.settings
        if written.key.table == table
    }


def _note_lines(toml: Toml, lines: Iterable[LineSettings], remarks: Remarks) -> None:
    """Note each table of a line that CCcam.cfg has not, or not usable."""
    from difflib import get_close_matches  # late, as above

    known = {line_name(line): str(line) for line in lines}
    for name, span in toml.line_tables:
        if line_name(name) in known:
            continue
        near = get_close_matches(name, known.values(), n=1, cutoff=0.6)
        remarks.add(
            Kind.NO_SUCH_LINE,
            span,
            what=name,
            allowed=f"The lines are {', '.join(known.values()) or 'none'}.",
            near="".join(near),
        )
