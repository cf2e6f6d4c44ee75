"""
Readers of oscam.server as C: and N: lines.

What Hearth cannot have, a card in this machine or a server of another
protocol, stays in OSCam; then there has to be a line to OSCam itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from hearth.config.language.document import decode
from hearth.config.language.forms import KEY_BYTES
from hearth.config.meaning.model import LineFilter, LineSettings
from hearth.config.meaning.values import MAX_HOPS as MAX_HOP_NUMBER
from hearth.config.meaning.values import MAX_PORT, decimal
from hearth.config.migration.cards import ALL
from hearth.config.migration.cccam import WHY_NOT_HELD, newcamd_line, upstream_line
from hearth.config.migration.home import is_home_host, why_not_home
from hearth.config.migration.newcamd import NewcamdLine
from hearth.config.migration.report import Ledger
from hearth.config.oscam.ini import SERVER, Section
from hearth.config.oscam.reading.cards import (
    CannotSayError,
    Cards,
    Services,
    read_cards,
)
from hearth.config.oscam.reading.sheet import Sheet
from hearth.household import MAX_HOPS
from hearth.secret import Secret

DEFAULT_HOPS: Final = 10  # DEFAULT_CC_MAXHOPS
CCCAM: Final = frozenset({"cccam", "cccam_ext", "cccam_mcs"})
NEWCAMD: Final = frozenset({"newcamd", "newcamd525", "newcamd524"})
OTHER_SERVERS: Final = frozenset(
    {"camd35", "cs357x", "cs378x", "camd33", "radegast", "scam"}
)
REFUSED: Final = {
    "gbox": "gbox joins homes to each other, which is not for one home",
    "ghttp": "lines from the web are not for one home",
    "constcw": "control words from a file are never carried over",
    "emu": "a card that is not there is never carried over",
}

STAYS: Final = (
    "it stays in OSCam, which is the program for it; the line C: to OSCam brings its"
    " cards"
)


@dataclass(slots=True)
class ReadersReader:
    """
    Makes C: and N: lines of readers, one after the other.

    Attributes:
        ledger: Takes what becomes of each line.
        services: Those of oscam.services.
        lines: What was made.
        groups: The groups of each reader whose cards somebody can get, by label.
        stays: Whether OSCam keeps a reader that Hearth needs.
        emm_off: Of each reader that became a line, whether it takes no updates.
        min_down_hops: The same of each C: line's reader: cccmindown.

    """

    ledger: Ledger
    services: Services
    lines: list[bytes] = field(default_factory=list)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    stays: bool = False
    emm_off: list[bool] = field(default_factory=list)
    min_down_hops: list[int] = field(default_factory=list)

    def read(self, section: Section) -> None:
        """Make the line of one reader, and report the section."""
        label = decode(section.value("label"))[0] or "a reader"
        sheet = Sheet(self.ledger, SERVER, section, f"reader {label}")
        protocol = sheet.text("protocol").lower()
        if not section.value("label") or not protocol:
            sheet.drop_all("without label and protocol OSCam takes no notice of it")
        elif protocol in REFUSED:
            sheet.drop_all(REFUSED[protocol])
        elif sheet.number("enable", 1) == 0:
            sheet.drop_all("it is switched off (enable = 0)")
        elif protocol in CCCAM | NEWCAMD:
            self._server(sheet, label, protocol)
        else:
            self._stay(sheet, label, protocol)

    def _stay(self, sheet: Sheet, label: str, protocol: str) -> None:
        host = _host_and_port(sheet)
        if protocol in OTHER_SERVERS and host and not is_home_host(host[0]):
            sheet.drop_all(why_not_home(host[0], "OSCam"))
            return
        sheet.drop_all(STAYS)
        self.stays = True
        self.groups[label] = _groups(sheet)

    def _server(self, sheet: Sheet, label: str, protocol: str) -> None:
        found = _host_and_port(sheet)
        if found is None:
            sheet.drop_all("its device is not host,port")
            return
        host, port = found
        if not is_home_host(host):
            sheet.drop_all(why_not_home(host, "CCcam"))
            return
        if protocol in CCCAM:
            line = self._upstream(sheet, host, port)
        else:
            line = self._newcamd(sheet, host, port)
        if line is None:
            return
        self.lines.append(line)
        self.groups[label] = _groups(sheet)
        self.emm_off.append(sheet.number("audisabled", 0) != 0)
        self._report(sheet)

    def _upstream(self, sheet: Sheet, host: str, port: int) -> bytes | None:
        settings = LineSettings(
            host=host,
            port=port,
            user="",
            raw_user=sheet.value("user"),
            password=Secret(sheet.value("password")),
            filters=self._filters(sheet),
        )
        line = upstream_line(settings)
        if line is None:
            sheet.drop_all(WHY_NOT_HELD)
            return None
        sheet.head.target = f"C: {settings}"
        self.min_down_hops.append(sheet.number("cccmindown", 0))
        sheet.keep("cccmindown", "MINIMUM DOWNHOPS, if it is the same everywhere")
        return line

    def _filters(self, sheet: Sheet) -> tuple[LineFilter, ...]:
        maximum = sheet.number("cccmaxhops", DEFAULT_HOPS)
        is_default = maximum < 0 or sheet.section.get("cccmaxhops") is None
        maximum = DEFAULT_HOPS if maximum < 0 else maximum
        hops = min(maximum, MAX_HOPS) + 1
        if is_default:
            sheet.head.change(
                f"uphops {hops}: OSCam's own default is {DEFAULT_HOPS}, but in one home"
                " a card is at most one more server away"
            )
        elif maximum > MAX_HOPS:
            sheet.change(
                "cccmaxhops",
                f"uphops {hops}: in one home a card is at most one more server away",
            )
        else:
            sheet.keep("cccmaxhops", f"uphops {hops}: CCcam counts from 1")
        limits = self._cards(sheet).limits(hops)
        if ALL not in limits:
            limits = {ALL: hops, **limits}
        return tuple(LineFilter(*pair, number) for pair, number in limits.items())

    def _cards(self, sheet: Sheet) -> Cards:
        names = ("caid", "ident", "services")
        try:
            cards = read_cards(sheet.section, self.services)
        except CannotSayError as unsaid:
            for name in names:
                sheet.drop(name, f"CCcam has no words for {unsaid}")
            return Cards()
        if cards.denied:
            sheet.change("services", "the channels among them are lost")
        for name in names:
            sheet.keep(name, "in its braces")
        return cards

    def _newcamd(self, sheet: Sheet, host: str, port: int) -> bytes | None:
        try:
            key = bytes.fromhex(sheet.text("key"))
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            sheet.drop_all(f"its key is not {KEY_BYTES} bytes in hexadecimal digits")
            return None
        hops = sheet.number("ccchop", 0)
        settings = NewcamdLine(
            host=host,
            port=port,
            raw_user=sheet.value("user"),
            password=Secret(sheet.value("password")),
            key=Secret(key),
            hops=min(max(hops, 0), MAX_HOP_NUMBER),
        )
        line = newcamd_line(settings)
        if line is None:
            sheet.drop_all(WHY_NOT_HELD)
            return None
        sheet.head.target = f"N: {settings}"
        if sheet.text("protocol").lower() == "newcamd524":
            sheet.change("protocol", "N: lines speak newcamd 5.25")
        sheet.keep("key")
        sheet.keep("ccchop", f"hops {settings.hops}")
        if sheet.section.get("ccchop") is None:
            sheet.head.keep("hops 0, which is OSCam's own default")
        for name in ("caid", "ident", "services"):
            sheet.drop(name, "an N: line has no braces")
        return line

    def _report(self, sheet: Sheet) -> None:
        sheet.keep("protocol")
        sheet.keep("device")
        sheet.keep("user")
        sheet.keep("password")
        sheet.keep("audisabled", "DISABLE EMM, if it is the same everywhere")
        sheet.keep("group", "CCcam has no groups; what it means for accounts is there")
        if sheet.number("cccreshare", 0) > MAX_HOPS:
            sheet.change("cccreshare", "the accounts' numbers count, and one home's")
        sheet.keep("cccreshare", "the accounts' numbers count")
        sheet.finish()


def _host_and_port(sheet: Sheet) -> tuple[str, int] | None:
    host, _, rest = (part.strip() for part in sheet.text("device").partition(","))
    port = decimal(rest.partition(",")[0].strip())
    if not host or port is None or not 1 <= port <= MAX_PORT:
        return None
    return host, port


def _groups(sheet: Sheet) -> frozenset[str]:
    parts: Sequence[str] = sheet.text("group").split(",")
    return frozenset(part.strip() for part in parts if part.strip())
