"""
OSCam's files as a CCcam.cfg in the original's form, with a word for each line.

A card in the machine stays in OSCam: then the file has a line to it, and the
report says what to change in OSCam so that Hearth can stand in front of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from hearth.config.meaning.model import (
    DEFAULT_LISTEN_PORT,
    CardLimit,
    LineFilter,
    LineSettings,
)
from hearth.config.meaning.values import MAX_PORT
from hearth.config.migration.cccam import (
    directive,
    global_limits_line,
    upstream_line,
)
from hearth.config.migration.hearth_toml import HearthToml
from hearth.config.migration.report import Ledger, Report, drop_comments
from hearth.config.oscam.ini import (
    CONF,
    FILES,
    GLOBAL,
    SERVER,
    SERVICES,
    USER,
    IniFile,
    read_ini,
)
from hearth.config.oscam.reading.accounts import AccountsReader
from hearth.config.oscam.reading.cards import read_services
from hearth.config.oscam.reading.conf import Conf, read_conf
from hearth.config.oscam.reading.readers import ReadersReader
from hearth.config.oscam.reading.sheet import Sheet
from hearth.dvb import Caid, ProviderId
from hearth.secret import Secret

HEAD: Final = b"# written by hearth migrate"
HEARTH_USER: Final = b"hearth"
THIS_MACHINE: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class BehindHearth:
    """
    OSCam as Hearth finds it, if it keeps a card.

    Attributes:
        host: Where it runs.
        password: A new one, for Hearth's account there.

    """

    host: str = THIS_MACHINE
    password: Secret = field(default_factory=lambda: Secret(b"change-me"))


@dataclass(frozen=True, slots=True)
class CccamFile:
    """
    What a migration from OSCam gives.

    Attributes:
        config: The bytes of the CCcam.cfg. They hold secrets.
        toml: What goes into hearth.toml beside it; false if nothing does.
        report: What became of each line. It holds no secret.

    """

    config: bytes = field(repr=False)
    toml: HearthToml
    report: Report


def from_oscam(files: Mapping[str, bytes], behind: BehindHearth) -> CccamFile:
    """
    Turn OSCam's files into a CCcam.cfg. Never raises, whatever the bytes are.

    Args:
        files: The bytes of each file by its name; any of them may be missing.
        behind: What is to be known of OSCam if it keeps a card.

    """
    read = {
        name: read_ini(files.get(name, b""), first=GLOBAL if name == CONF else None)
        for name in FILES
    }
    ledger = Ledger()
    conf = read_conf(read[CONF], ledger)
    services = read_services(read[SERVICES])
    readers = ReadersReader(ledger, services)
    for section in read[SERVER].all("reader"):
        readers.read(section)
    accounts = AccountsReader(
        ledger, services, readers.groups, conf.reshare, conf.descrambling_user
    )
    for section in read[USER].all("account"):
        accounts.read(section)
    _report_services(read[SERVICES], ledger)
    _report_the_rest(read, ledger)
    lines = [*_directives(conf, readers, ledger)]
    lines += [b"", *_line_to_oscam(conf, readers, behind, ledger), *readers.lines]
    lines += [b"", *accounts.lines]
    config = b"\n".join([HEAD, *lines]) + b"\n"
    return CccamFile(config, conf.toml, ledger.report())


def _directives(conf: Conf, readers: ReadersReader, ledger: Ledger) -> Iterator[bytes]:
    yield directive("SERVER LISTEN PORT", conf.port or 0)
    yield from conf.web_lines
    hops = min(conf.reshare, 1) + 1
    yield global_limits_line([CardLimit(Caid(0), ProviderId(0), max(hops, 0))])
    is_off = bool(readers.emm_off) and all(readers.emm_off)
    if any(readers.emm_off) and not is_off:
        ledger.add("DISABLE EMM : no", "some readers take card updates, some do not")
    yield directive("DISABLE EMM", is_off)
    down_hops = set(readers.min_down_hops)
    if down_hops - {0}:
        smallest = min(down_hops)
        yield directive("MINIMUM DOWNHOPS", smallest)
        if len(down_hops) > 1:
            ledger.add(
                f"MINIMUM DOWNHOPS : {smallest}",
                "CCcam has one number for all lines: the smallest of the readers'",
            )


def _line_to_oscam(
    conf: Conf, readers: ReadersReader, behind: BehindHearth, ledger: Ledger
) -> Iterator[bytes]:
    """Give the line to OSCam, which keeps a card, and say what to do there."""
    if not readers.stays:
        return
    port = conf.port or DEFAULT_LISTEN_PORT
    is_here = behind.host == THIS_MACHINE
    if is_here:  # two programs cannot have one port
        port += 1 if port < MAX_PORT else -1
    line = LineSettings(
        host=behind.host,
        port=port,
        user="",
        raw_user=HEARTH_USER,
        password=behind.password,
        filters=(LineFilter(Caid(0), ProviderId(0), 2),),
    )
    steps = _steps(conf, readers, port if is_here else None)
    ledger.add(f"C: {line}, a line to OSCam, which keeps the card", *steps)
    made = upstream_line(line)
    assert made is not None
    yield made


def _steps(conf: Conf, readers: ReadersReader, port: int | None) -> Iterator[str]:
    """Say what to do in OSCam; the port is another one if Hearth takes its own."""
    if port is not None:
        yield (
            f"in OSCam's oscam.conf write [cccam] port = {port}: Hearth takes over"
            f" {conf.port or DEFAULT_LISTEN_PORT}, so that no receiver has to change"
        )
    groups = sorted({group for label in readers.groups.values() for group in label})
    yield (
        "in OSCam's oscam.user add an [account] with user = hearth, pwd = the password"
        f" of this line, group = {','.join(groups) or '1'}, cccmaxhops = 1, au = 1"
    )


def _report_services(file: IniFile, ledger: Ledger) -> None:
    for section in file.sections:
        sheet = Sheet(ledger, SERVICES, section, f"service {section.name}")
        sheet.head.keep("where an account or a reader uses it, its braces have it")
        for option in section.options:
            sheet.keep(option.name)


def _report_the_rest(read: Mapping[str, IniFile], ledger: Ledger) -> None:
    """Report sections and lines that OSCam itself takes no notice of."""
    known = {SERVER: "reader", USER: "account"}
    for name, file in read.items():
        for section in file.sections:
            if name in known and section.name != known[name]:
                sheet = Sheet(ledger, name, section, "a section")
                sheet.drop_all("OSCam takes no notice of it in this file")
        for number in file.strays:
            line = ledger.line(name, number, "a line")
            line.drop("OSCam takes no notice of it: it has no = or no section")
        drop_comments(ledger, name, file.comments)
