"""
A CCcam.cfg as OSCam's files, with a word for each of its lines.

What moves the meaning in silence if a converter is not careful: OSCam counts
hops from 0 where CCcam counts from 1, shares on to ten levels if nothing is
written, lets no account send card updates unasked, and hides cards by lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hearth.config.language.directives import Owner
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    OtherStatement,
)
from hearth.config.migration import extras
from hearth.config.migration.report import Line, Report, drop_comments
from hearth.config.oscam.ini import (
    CONF,
    SERVER,
    SERVICES,
    USER,
    write_ini,
)
from hearth.config.oscam.writing import accounts, conf, local, readers
from hearth.config.oscam.writing.state import Writing
from hearth.config.read import Reading, read_config

HEAD: Final = "written by hearth migrate; OSCam 2.26 reads it"
RESHARE: Final = 0  # nobody passes a card on: OSCam's own default is 10

WHY_NO_LINE_TYPE: Final = {
    "R": "a radegast server is not carried over; OSCam has protocol = radegast",
    "L": "a camd3 server is not carried over; OSCam has protocol = camd35",
    "G": "gbox joins homes to each other, which is not for one home",
}


@dataclass(frozen=True, slots=True)
class OscamFiles:
    """
    What a migration to OSCam gives.

    Attributes:
        files: The bytes of each file by its name. They hold secrets.
        report: What became of each line. It holds none.

    """

    files: dict[str, bytes] = field(repr=False)
    report: Report


def to_oscam(data: bytes, *, file: str) -> OscamFiles:
    """
    Turn a CCcam.cfg into OSCam's files. Never raises, whatever the bytes are.

    Args:
        data: The file's bytes.
        file: Its name for the report.

    """
    reading = read_config(data, file=file)
    writing = Writing(
        file,
        reading.settings,
        extras.last_of_each(reading.statements),
        reading.findings,
    )
    own = local.LocalReaders(writing, reading.statements)
    _write_lines(writing, own, reading)
    _write_directives(writing, own, reading)
    _report_the_rest(writing, reading)
    _add_what_no_line_says(writing)
    return OscamFiles(_files(writing), writing.ledger.report())


def _write_lines(writing: Writing, own: local.LocalReaders, reading: Reading) -> None:
    """Write readers before accounts: what accounts get depends on them."""
    lines = [s for s in reading.statements if isinstance(s, LineStatement)]
    for statement in lines:
        if statement.letter == "C":
            readers.cccam_reader(writing, statement)
        elif statement.letter == "N":
            readers.newcamd_reader(writing, statement)
        elif statement.letter == "B":
            local.blocked_emms(writing, own, statement)
        elif statement.letter != "F":
            why = WHY_NO_LINE_TYPE[statement.letter]
            number = statement.span.line
            writing.line(number, f"a line {statement.letter}:").drop(why)
    for statement in lines:
        if statement.letter == "F":
            accounts.account(writing, statement)


def _write_directives(
    writing: Writing, own: local.LocalReaders, reading: Reading
) -> None:
    for statement in reading.statements:
        if isinstance(statement, DirectiveStatement):
            name = statement.directive.name
            alias = statement.alias.name if statement.alias else ""
            subject = f"{name} (written {alias})" if alias else name
            line = writing.line(statement.span.line, subject)
            _write_directive(writing, own, statement, line)
    if extras.number(writing.directives, "GLOBAL EMM") == 0:
        for draft in own.all():
            draft.set("blockemm-g", 1)


def _write_directive(
    writing: Writing,
    own: local.LocalReaders,
    statement: DirectiveStatement,
    line: Line,
) -> None:
    directive = statement.directive
    name = directive.name
    if not directive.repeatable and writing.directives[name] is not statement:
        later = writing.directives[name].span.line
        line.drop(f"it is given again in line {later}, which counts")
    elif name in local.WRITERS:
        local.WRITERS[name](writing, own, statement, line)
    elif directive.owner is Owner.REFUSED:
        line.drop(conf.WHY_NO_KEYS)
    elif not extras.is_usable(statement):
        line.drop(*writing.why_unusable(statement.span.line))
    elif name in conf.WRITERS:
        conf.WRITERS[name](writing, statement, line)
    else:
        line.drop(conf.WITHOUT_TWIN.get(name, conf.WHY_NO_SCREEN))


def _report_the_rest(writing: Writing, reading: Reading) -> None:
    for statement in reading.statements:
        if isinstance(statement, OtherStatement):
            number = statement.span.line
            line = writing.line(number, "a line that CCcam does not know")
            line.drop("it does nothing there either: `hearth check` says what it is")
    seen = writing.ledger.seen(writing.file)
    comments = []
    for number, text in enumerate(reading.document.lines(), start=1):
        if number in seen or not text.strip():
            continue
        if text.lstrip().startswith(b"#"):
            comments.append(number)
        else:
            line = writing.line(number, "a line")
            line.drop("the file is longer than anybody's: it was not read so far")
    drop_comments(writing.ledger, writing.file, comments)


def _add_what_no_line_says(writing: Writing) -> None:
    cccam, ledger = writing.conf["cccam"], writing.ledger
    port = writing.settings.listen_port
    if port is not None:
        cccam.set("port", port)
        if writing.settings.origin("listen_port") is None:
            ledger.add(f"[cccam] port = {port}", "CCcam's own default")
    if conf.default_draft(cccam, "reshare", RESHARE):
        ledger.add(
            f"[cccam] reshare = {RESHARE}",
            "OSCam's own default is 10: receivers could pass the card on to others",
        )
    cccam.set("keepconnected", 1)
    _raise_reshare_of_readers(writing)
    conf.write_web_page(writing)
    if writing.settings.origin("disable_emm") is None and writing.accounts:
        ledger.add(
            "card updates (EMM) are on",
            "no line says DISABLE EMM, and CCcam passes them on then",
        )
    if len(writing.readers) > 1:
        ledger.add(
            "the order of the lines counts no more",
            "OSCam asks all servers that have the card at once (lb_mode = 0); to have"
            " one as a reserve, write fallback = 1 into its reader",
        )
    if not writing.readers:
        ledger.add(
            "a card is still missing",
            "no line names a server or a reader: write a [reader] into oscam.server",
        )


def _raise_reshare_of_readers(writing: Writing) -> None:
    """OSCam takes the smaller of the reader's and the account's number."""
    shared = int(writing.conf["cccam"].get("reshare"))
    wanted = max((int(a.get("cccreshare") or 0) for a in writing.accounts), default=0)
    if wanted > shared:
        for reader in writing.readers:
            reader.set("cccreshare", wanted)
        writing.ledger.add(
            f"cccreshare = {wanted} at every reader",
            "OSCam takes the smaller of the reader's and the account's number",
        )


def _files(writing: Writing) -> dict[str, bytes]:
    sections = [
        draft
        for name, draft in writing.conf.items()
        if name != "webif" or draft.get("httpport")
    ]
    files = {
        CONF: write_ini(sections, head=HEAD),
        SERVER: write_ini(writing.readers, head=HEAD),
        USER: write_ini(writing.accounts, head=HEAD),
    }
    if len(writing.services):
        files[SERVICES] = write_ini(writing.services.drafts(), head=HEAD)
    return files
