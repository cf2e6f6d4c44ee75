"""What to type into a receiver so that it logs in."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Final, NamedTuple

from hearth import household

DEFAULT_PORT: Final = 12000  # CCcam's own


class Login(NamedTuple):
    """
    What a receiver logs in with, and where.

    Attributes:
        host: An address of this machine.
        port: TCP.

    """

    host: str
    port: int
    user: str
    password: str


class Field(NamedTuple):
    """A field of Tvheadend's, by the name that stands there."""

    name: str
    value: str
    is_code: bool = True


def cccam_line(login: Login) -> str:
    """Write the line for a CCcam.cfg; most plugins and boxes take it too."""
    return f"C: {login.host} {login.port} {login.user} {login.password}"


def oscam_reader(login: Login) -> str:
    """
    Write the reader for an oscam.server.

    How far cards may be is left out: Hearth gives the home's own alone.

    Source:
        OSCam, oscam-config-reader.c: the names.

    """
    fields = {
        "label": "hearth",
        "enable": "1",
        "protocol": "cccam",
        "device": f"{login.host},{login.port}",
        "user": login.user,
        "password": login.password,
        "group": "1",
        "cccversion": "2.3.0",
        "ccckeepalive": "1",
    }
    return "\n".join(["[reader]", *(f"{k:<14}= {v}" for k, v in fields.items())])


def tvheadend_fields(login: Login) -> list[Field]:
    """
    List what Tvheadend asks for under Configuration, CAs, Add, CCcam.

    Source:
        Tvheadend, src/descrambler/cccam.c and cclient.c: the captions.

    """
    return [
        Field("Username", login.user),
        Field("Password", login.password),
        Field("Hostname/IP", login.host),
        Field("Port", str(login.port)),
        Field("Version", "2.3.0"),
        Field("Extended mode", "Oscam-EXT"),
        Field("Keepalive interval (0=disable)", "30"),
    ]


def address_for(used: str, listened: Iterable[str]) -> str:
    """
    Choose this machine's address for a receiver.

    Args:
        used: At which the visitor's browser found this machine.
        listened: Those at which receivers can log in.

    Returns:
        The one that was used if another machine can use it too; "" if there is
        none that receivers could use.

    """
    known = [address for address in listened if household.is_home_address(address)]
    if _rank(used) == 0 and (used in known or not known):
        return used
    best = sorted(known, key=_rank)
    return best[0] if best else (used if _rank(used) < _LAST else "")


_LAST: Final = 9  # of those that receivers cannot use


def _rank(address: str) -> int:
    """Say how well receivers can use an address; the lower the better."""
    try:
        parsed = ipaddress.ip_address(household.plain_address(address))
    except ValueError:
        return _LAST
    if parsed.is_loopback or not household.is_home_address(address):
        return _LAST
    return 2 * (parsed.version == 6) + parsed.is_link_local  # CCcam knows IPv4 alone
