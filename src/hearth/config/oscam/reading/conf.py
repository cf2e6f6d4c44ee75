"""oscam.conf as directives of a CCcam.cfg and settings of hearth.toml."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from hearth.config.beside.keys import NAME
from hearth.config.language.directives import DIRECTIVES
from hearth.config.meaning.values import MAX_PORT, decimal
from hearth.config.migration.cccam import directive
from hearth.config.migration.hearth_toml import HearthToml
from hearth.config.migration.report import Ledger
from hearth.config.oscam.ini import CONF, GLOBAL, IniFile
from hearth.config.oscam.reading.reasons import SECTIONS, UNKNOWN_SECTION
from hearth.config.oscam.reading.sheet import Sheet
from hearth.household import MAX_HOPS

SECONDS_BELOW: Final = 10  # OSCam takes a smaller clienttimeout for seconds


@dataclass(slots=True)
class Conf:
    """
    What oscam.conf says that CCcam.cfg can say, too.

    Attributes:
        port: Where receivers log in; None: nobody can.
        reshare: How far cards are passed on, as OSCam counts it.
        web_lines: The directives of the web page.
        descrambling_user: The account that OSCam's own descrambling uses.
        toml: What goes into hearth.toml.

    """

    port: int | None = None
    reshare: int = 0
    web_lines: list[bytes] = field(default_factory=list)
    descrambling_user: bytes = b""
    toml: HearthToml = field(default_factory=HearthToml)


def read_conf(file: IniFile, ledger: Ledger) -> Conf:
    """
    Read oscam.conf, and report it.

    Args:
        file: What was read; perhaps nothing.
        ledger: Takes the report.

    """
    conf = Conf(descrambling_user=file.merged("dvbapi").value("user"))
    for section in file.sections:
        if section.name not in _READERS:
            known = section.name in SECTIONS
            subject = f"[{section.name}]" if known else "a section"
            sheet = Sheet(ledger, CONF, section, subject)
            sheet.drop_all(SECTIONS.get(section.name, UNKNOWN_SECTION))
    for name, read in _READERS.items():
        for again in list(file.all(name))[1:]:
            ledger.line(CONF, again.line, f"[{name}]").keep("it goes on here")
        sheet = Sheet(ledger, CONF, file.merged(name), f"[{name}]")
        read(sheet, conf, ledger)
        sheet.finish()
    return conf


def _read_global(sheet: Sheet, conf: Conf, ledger: Ledger) -> None:
    del ledger
    for option, name, setting in (
        ("clientmaxidle", "KEEPALIVE TIMEOUT", "keep_alive_s"),
        ("clienttimeout", "RECV TIMEOUT", "recv_timeout_ms"),
    ):
        if sheet.section.get(option) is None:
            continue
        value = sheet.number(option, 0)
        if option == "clienttimeout" and 0 < value < SECONDS_BELOW:
            value *= 1000
        known = DIRECTIVES[name]
        if known.low <= value <= known.high:
            conf.toml.server[setting] = value
            sheet.change(
                option,
                f"{NAME} has it: [server] {setting} = {value}; CCcam has nothing like"
                " it",
            )
        else:
            sheet.drop(option, f"Hearth takes {known.low} to {known.high} {known.unit}")


def _read_cccam(sheet: Sheet, conf: Conf, ledger: Ledger) -> None:
    numbers = [decimal(part.strip()) for part in sheet.text("port").split(",")]
    ports = [port for port in numbers if port is not None and 0 < port <= MAX_PORT]
    conf.port = ports[0] if ports else None
    if len(ports) > 1:
        sheet.change("port", f"CCcam has one port: the first, {ports[0]}")
    elif ports:
        sheet.keep("port", f"SERVER LISTEN PORT : {ports[0]}")
    else:
        sheet.change("port", "SERVER LISTEN PORT : 0, nobody can log in")
        ledger.add("SERVER LISTEN PORT : 0", "OSCam has no [cccam] port either")
    if sheet.section.get("reshare") is None:
        ledger.add(
            "GLOBAL LIMITS : { 0:0:1 }",
            "OSCam's own default is reshare = 10; in one home a card ends at the"
            " receiver",
        )
        return
    conf.reshare = sheet.number("reshare", 0)
    if conf.reshare > MAX_HOPS:
        sheet.change(
            "reshare",
            f"GLOBAL LIMITS : {{ 0:0:{MAX_HOPS + 1} }}: in one home a card goes at most"
            " one more server on",
        )
    else:
        down_hops = max(conf.reshare + 1, 0)
        sheet.keep("reshare", f"GLOBAL LIMITS : {{ 0:0:{down_hops} }}")


def _read_webif(sheet: Sheet, conf: Conf, ledger: Ledger) -> None:
    text = sheet.text("httpport")
    port = decimal(text.removeprefix("+"))
    if port is None or not 0 < port <= MAX_PORT:
        conf.web_lines.append(directive("ALLOW WEBINFO", value=False))
        ledger.add("ALLOW WEBINFO : no", "OSCam's web page is off, too")
        return
    conf.web_lines.append(directive("WEBINFO LISTEN PORT", port))
    if text.startswith("+"):
        sheet.change("httpport", f"WEBINFO LISTEN PORT : {port}, without encryption")
    sheet.keep("httpport", f"WEBINFO LISTEN PORT : {port}")
    has_login = True
    for option, name in (
        ("httpuser", "WEBINFO USERNAME"),
        ("httppwd", "WEBINFO PASSWORD"),
    ):
        value = sheet.value(option)
        if value and b"#" not in value:
            conf.web_lines.append(directive(name, value))
            sheet.keep(option, name)
        else:
            has_login = False
            sheet.drop(option, "it is empty, or has a # in it, which cuts a line")
    _read_access(sheet, conf, has_login=has_login)


def _read_access(sheet: Sheet, conf: Conf, *, has_login: bool) -> None:
    parts = [part.strip() for part in sheet.text("httpallowed").split(",")]
    is_open = any(part and not _is_loopback(part) for part in parts)
    conf.toml.web["external_access"] = is_open and has_login
    if is_open and not has_login:
        sheet.change(
            "httpallowed",
            f"{NAME} has [web] external_access = false: without user name and password"
            " the page answers on this machine alone",
        )
    elif is_open:
        sheet.change(
            "httpallowed",
            f"{NAME} has [web] external_access = true: the home's networks, not only"
            " these",
        )
    else:
        sheet.keep("httpallowed", f"{NAME} has [web] external_access = false")


def _is_loopback(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


_READERS: Final[dict[str, Callable[[Sheet, Conf, Ledger], None]]] = {
    GLOBAL: _read_global,
    "cccam": _read_cccam,
    "webif": _read_webif,
}
