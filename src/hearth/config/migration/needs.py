"""What a CCcam.cfg needs of the program that is to read it."""

from __future__ import annotations

from typing import Final

from hearth.config.language.cut import cut
from hearth.config.language.directives import Owner
from hearth.config.language.problems import Trouble
from hearth.config.language.statements import DirectiveStatement, LineStatement
from hearth.config.migration.advice import Needs
from hearth.config.migration.home import is_home_host
from hearth.config.migration.newcamd import NewcamdLine, read_newcamd
from hearth.config.migration.report import COMMENT, Fate
from hearth.config.oscam.writing.to_oscam import to_oscam
from hearth.config.read import Reading, read_config

_OF_PAGES: Final = frozenset(
    trouble.code
    for trouble in (
        Trouble.INVENTED_DIRECTIVE,
        Trouble.ARTICLE_LINE,
        Trouble.ARTICLE_ACCOUNT,
    )
)
_SERVERS: Final = frozenset("CNLR")  # lines that begin with a host to connect to
_READERS: Final = frozenset({"SERIAL READER", "SCIDEVICES"})


def needs_of(data: bytes, *, file: str) -> Needs:
    """
    Find out what a file needs.

    Args:
        data: The file's bytes.
        file: Its name.

    """
    reading = read_config(data, file=file)
    lines = [s for s in reading.statements if isinstance(s, LineStatement)]
    newcamd = [read_newcamd(line) for line in lines if line.letter == "N"]
    dropped = [
        entry
        for entry in to_oscam(data, file=file).report.entries
        if entry.fate is Fate.DROPPED and entry.subject != COMMENT
    ]
    return Needs(
        accounts=len(reading.settings.accounts),
        servers=sum(is_home_host(line.host) for line in reading.settings.lines),
        newcamd=sum(
            isinstance(line, NewcamdLine) and is_home_host(line.host)
            for line in newcamd
        ),
        other_servers=sum(line.letter in "RLG" for line in lines),
        outside=sum(_leads_out(line) for line in lines),
        has_reader=any(s.letter == "B" for s in lines) or _has_reader(reading),
        wants_keys=any(
            isinstance(s, DirectiveStatement)
            and s.directive.owner is Owner.REFUSED
            and s.directive.name != "BOXKEY"
            for s in reading.statements
        ),
        is_of_pages=any(finding.code in _OF_PAGES for finding in reading.findings),
        not_for_oscam=len(dropped),
    )


def _leads_out(line: LineStatement) -> bool:
    fields = cut(line).fields
    return line.letter in _SERVERS and bool(fields) and not is_home_host(fields[0].text)


def _has_reader(reading: Reading) -> bool:
    return any(
        isinstance(s, DirectiveStatement)
        and s.directive.name in _READERS
        and s.value.text not in {"", "0"}
        for s in reading.statements
    )
