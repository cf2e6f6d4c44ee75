"""What the tests of this room do with a file: migrate it, and look at the parts."""

from __future__ import annotations

from hearth.config.migration.report import Entry
from hearth.config.oscam.ini import GLOBAL, Section, read_ini
from hearth.config.oscam.writing.to_oscam import OscamFiles, to_oscam

MARK = "S3cr3tM4rk"  # stands where a secret does; no report may show it


def migrate(*lines: str) -> OscamFiles:
    return to_oscam("\n".join(lines).encode(), file="CCcam.cfg")


def sections(made: OscamFiles, name: str) -> list[Section]:
    first = GLOBAL if name == "oscam.conf" else None
    return list(read_ini(made.files.get(name, b""), first=first).sections)


def options(section: Section) -> dict[str, str]:
    return {option.name: option.text for option in section.options}


def conf(made: OscamFiles, name: str) -> dict[str, str]:
    """Give a section of oscam.conf; empty if it is not there."""
    found = [s for s in sections(made, "oscam.conf") if s.name == name]
    return options(found[0]) if found else {}


def readers(made: OscamFiles) -> list[dict[str, str]]:
    return [options(section) for section in sections(made, "oscam.server")]


def accounts(made: OscamFiles) -> list[dict[str, str]]:
    return [options(section) for section in sections(made, "oscam.user")]


def services(made: OscamFiles) -> dict[str, dict[str, str]]:
    return {s.name: options(s) for s in sections(made, "oscam.services")}


def entry(made: OscamFiles, line: int = 1) -> Entry:
    return made.report.of(line, "CCcam.cfg")


def notes(made: OscamFiles, line: int = 1) -> str:
    return "; ".join(entry(made, line).notes)


def added(made: OscamFiles) -> str:
    return "; ".join(
        f"{e.subject}: {'; '.join(e.notes)}" for e in made.report.entries if not e.line
    )
