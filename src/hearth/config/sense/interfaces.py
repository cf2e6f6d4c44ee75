"""The listeners of the file: ports that are taken, pages that are open."""

from __future__ import annotations

from typing import Final, NamedTuple

from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import Token
from hearth.config.sense.whole import Whole
from hearth.diagnostics import FILE_START, Span

SERVER: Final = "SERVER LISTEN PORT"
WEB: Final = "WEBINFO"
TELNET: Final = "TELNETINFO"
ANY: Final = FILE_START  # where a default is said
EXTERNAL: Final = "WEBINFO ALLOW EXTERNAL ACCESS"


class Listener(NamedTuple):
    """One port, and where it is said; None if it is a default."""

    name: str
    port: int
    span: Span | None


def look_at_interfaces(whole: Whole, problems: Problems) -> None:
    """Note ports that are used twice, and pages without a password."""
    _look_at_ports(whole, problems)
    for interface in (WEB, TELNET):
        _look_at_login(interface, whole, problems)


def _look_at_ports(whole: Whole, problems: Problems) -> None:
    taken: dict[int, Listener] = {}
    listeners = _listeners(whole)
    # Defaults come first: of two that are the same, the written one can be mended.
    for listener in sorted(listeners, key=lambda it: (bool(it.span), it.span or ANY)):
        first = taken.setdefault(listener.port, listener)
        if first is not listener and listener.span is not None:
            problems.add(
                Trouble.PORT_USED_TWICE,
                listener.span,
                what=first.name,
                allowed=str(first.span.line) if first.span else "",
            )


def _listeners(whole: Whole) -> list[Listener]:
    names = [SERVER]
    if whole.flag(f"ALLOW {WEB}") is not False:
        names.append(f"{WEB} LISTEN PORT")
    telnet = f"{TELNET} LISTEN PORT"
    allowed = whole.flag(f"ALLOW {TELNET}")
    if allowed or (allowed is None and telnet in whole.directives):
        names.append(telnet)
    found: list[Listener] = []
    for name in names:
        port, value = whole.port(name), whole.value(name)
        if port is not None:
            found.append(Listener(name, port, value.span if value else None))
    return found


def _look_at_login(interface: str, whole: Whole, problems: Problems) -> None:
    """Note a page that anybody can open, for which no login is set or half of one."""
    opened = _opened(interface, whole)
    if whole.flag(f"ALLOW {interface}") is False:
        return
    user, password = f"{interface} USERNAME", f"{interface} PASSWORD"
    has_user, has_password = whole.value(user), whole.value(password)
    if has_user and has_password:
        return
    if has_user or has_password:
        given = user if has_user else password
        problems.add(
            Trouble.HALF_A_LOGIN,
            whole.directives[given].name.span,
            what=given,
            allowed=password if has_user else user,
        )
    elif opened is None:
        return
    elif interface == TELNET:
        problems.add(Trouble.TELNET_OPEN, opened.span)
    else:
        is_external = whole.flag(EXTERNAL) or False
        problems.add(
            Trouble.WEB_WITHOUT_PASSWORD,
            opened.span,
            what="the home network" if is_external else "",
        )


def _opened(interface: str, whole: Whole) -> Token | None:
    """Give what opens a page, as far as that is written."""
    if interface == WEB and whole.flag(EXTERNAL):
        return whole.value(EXTERNAL)
    if whole.flag(f"ALLOW {interface}"):
        return whole.value(f"ALLOW {interface}")
    empty = whole.directives.get(f"{interface} PASSWORD")
    return empty.name if empty and not empty.value.text else None
