"""
Every directive that CCcam.cfg files have, with what Hearth does with it.

A table, because that is what it is: the checks, the explanations, the
completion of an editor and the reader all ask here. Names are those of the
stock file of CCcam 2.2.1, its misspelling included; what only web pages know
is marked.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

GLOBAL_LIMITS: Final = "GLOBAL LIMITS"  # the one with cards in braces


class Kind(Enum):
    """What a directive's value is."""

    PORT = "a port, 0 to 65535; 0 is off"
    NUMBER = "a whole number"
    FLAG = "yes or no"
    TEXT = "text"
    PATH = "the path of a file"
    OPAQUE = "several fields"  # kept as they are


class Owner(Enum):
    """Who does what a directive says."""

    HEARTH = "Hearth does it"
    LATER = "Hearth knows it and does not use it yet"
    OSCAM = "it is about the card and its reader, which are OSCam's in this home"
    NOBODY = "nothing in Hearth answers to it"
    REFUSED = "keys and emulation: Hearth has none and takes none"


class Since(Enum):
    """Why a name is not, or not only, the original's own."""

    OBSOLETE = "a name that the original gave up"
    SPELLING = "the right spelling of a name that the original spells wrongly"
    PAGES = "a name that web pages made up"


class Alias(NamedTuple):
    """Another name under which a directive circulates."""

    name: str
    since: Since


class Directive(NamedTuple):
    """
    One directive.

    Attributes:
        name: As the original spells it.
        kind: What its value is.
        owner: Who does what it says.
        default: What holds if it is not written; empty is "off" or "none".
        setting: Its name for `hearth.config.meaning.model.Settings.value`, if it
            is one.
        low: The smallest number that is taken.
        high: The largest.
        unit: Of the number, for a person to read.
        aliases: Other names.
        secret: Whether its value is never shown.
        repeatable: Whether it may stand in a file several times.
        pages: Whether only web pages know it: the original ignores it.

    """

    name: str
    kind: Kind
    owner: Owner
    default: str = ""
    setting: str | None = None
    low: int = 0
    high: int = 65535
    unit: str = ""
    aliases: tuple[Alias, ...] = ()
    secret: bool = False
    repeatable: bool = False
    pages: bool = False


def _pages(*names: str) -> tuple[Alias, ...]:
    return tuple(Alias(name, Since.PAGES) for name in names)


def _obsolete(*names: str) -> tuple[Alias, ...]:
    return tuple(Alias(name, Since.OBSOLETE) for name in names)


_PORT, _NUMBER, _FLAG = Kind.PORT, Kind.NUMBER, Kind.FLAG
_TEXT, _PATH, _OPAQUE = Kind.TEXT, Kind.PATH, Kind.OPAQUE

_USED: Final = (
    Directive("SERVER LISTEN PORT", _PORT, Owner.HEARTH, "12000", "listen_port"),
    Directive(
        "KEEPALIVE TIMEOUT", _NUMBER, Owner.HEARTH, "30", "keep_alive_s",
        low=1, high=3600, unit="seconds", pages=True,
    ),
    Directive(
        "RECV TIMEOUT", _NUMBER, Owner.HEARTH, "5000", "recv_timeout_ms",
        low=100, high=60000, unit="milliseconds", pages=True,
    ),
    Directive("DISABLE EMM", _FLAG, Owner.HEARTH, "yes", "disable_emm"),
    Directive(GLOBAL_LIMITS, _OPAQUE, Owner.HEARTH, "all cards", "global_limits"),
    Directive(
        "MINIMUM DOWNHOPS", _NUMBER, Owner.HEARTH, "0", "minimum_down_hops", high=255
    ),
    Directive(
        "DEBUG LEVEL", _NUMBER, Owner.HEARTH, "1", "debug_level", high=12, pages=True
    ),
    Directive(
        "CHANNELINFO FILE", _PATH, Owner.HEARTH, "/var/etc/CCcam.channelinfo",
        "channel_info_file",
    ),
    Directive(
        "PROVIDERINFO FILE", _PATH, Owner.HEARTH, "/var/etc/CCcam.providers",
        "provider_info_file",
    ),
)  # fmt: skip

_INTERFACES: Final = (
    Directive("ALLOW WEBINFO", _FLAG, Owner.HEARTH, "yes", "interfaces.web"),
    Directive(
        "WEBINFO LISTEN PORT", _PORT, Owner.HEARTH, "16001", "interfaces.web_port",
        aliases=_obsolete("HTML INFO LISTEN PORT") + _pages("WEBINFO PORT"),
    ),
    Directive(
        "WEBINFO ALLOW EXTERNAL ACCESS", _FLAG, Owner.HEARTH, "no",
        "interfaces.external_access", pages=True,
    ),
    Directive("WEBINFO USERNAME", _TEXT, Owner.HEARTH, "", "interfaces.web_user"),
    Directive(
        "WEBINFO PASSWORD", _TEXT, Owner.HEARTH, "", "interfaces.web_password",
        secret=True,
    ),
    Directive(
        "ALLOW TELNETINFO", _FLAG, Owner.HEARTH, "no", "interfaces.telnet",
        aliases=_pages("ALLOW TELNET"),
    ),
    Directive(
        "TELNETINFO LISTEN PORT", _PORT, Owner.HEARTH, "16000",
        "interfaces.telnet_port", aliases=_obsolete("INFO LISTEN PORT"),
    ),
    Directive("TELNETINFO USERNAME", _TEXT, Owner.HEARTH, "", "interfaces.telnet_user"),
    Directive(
        "TELNETINFO PASSWORD", _TEXT, Owner.HEARTH, "", "interfaces.telnet_password",
        secret=True,
    ),
    Directive("SHOW TIMING", _FLAG, Owner.HEARTH, "no", "interfaces.show_timing"),
    Directive(
        "SHOW EXTENEDED CLIENT INFO",  # codespell:ignore exteneded
        _FLAG, Owner.HEARTH, "yes", "interfaces.extended_client_info",
        aliases=(Alias("SHOW EXTENDED CLIENT INFO", Since.SPELLING),),
    ),
)  # fmt: skip

_LATER: Final = (
    Directive("MINIMUM CLIENT VERSION", _TEXT, Owner.LATER),
    Directive("LOG WARNINGS", _PATH, Owner.LATER),
    Directive("DEBUG", _FLAG, Owner.LATER, "no"),
    Directive("IGNORE NODE", _TEXT, Owner.LATER, repeatable=True),
    Directive("NEWCAMD CONF", _FLAG, Owner.LATER, "no"),
    Directive("USE NEWCAMD", _FLAG, Owner.LATER, "yes", pages=True),
    Directive("SID LIMIT", _OPAQUE, Owner.LATER, repeatable=True),
)  # fmt: skip

_OSCAM: Final = (
    Directive(
        "SERIAL READER",
        _OPAQUE,
        Owner.OSCAM,
        repeatable=True,
        aliases=_obsolete("PHOENIX READER PATH"),
    ),
    Directive("SMARTCARD WRITE DELAY", _OPAQUE, Owner.OSCAM, repeatable=True),
    Directive("SMARTCARD CLOCK FREQUENCY", _OPAQUE, Owner.OSCAM, repeatable=True),
    Directive("SMARTCARD SID ASSIGN", _OPAQUE, Owner.OSCAM, repeatable=True),
    Directive("SMARTCARD SID REJECT", _OPAQUE, Owner.OSCAM, repeatable=True),
    Directive("SCIDEVICES", _NUMBER, Owner.OSCAM, high=255),
    Directive("LOADBALANCE", _OPAQUE, Owner.OSCAM, repeatable=True),
    Directive("TRY ALL CHIDS", _OPAQUE, Owner.OSCAM, repeatable=True),
    Directive("POSTINIT", _OPAQUE, Owner.OSCAM, repeatable=True),
    Directive("SECA HANDLER", _NUMBER, Owner.OSCAM, "1", high=4),
    Directive("DVB API", _OPAQUE, Owner.OSCAM),  # -1, 1 or 3
    Directive("GLOBAL EMM", _NUMBER, Owner.OSCAM, "2", high=2),
    Directive("EXTRA EMM LEVEL", _FLAG, Owner.OSCAM, "no"),
    Directive("EMM THREADS", _NUMBER, Owner.OSCAM, "1", low=1, high=255),
    Directive("PIN", _OPAQUE, Owner.OSCAM, secret=True, repeatable=True),
)

_OF_NO_USE: Final = (
    Directive("ZAP OSD TIME", _NUMBER, Owner.NOBODY, "0", unit="seconds"),
    Directive("OSD USERNAME", _TEXT, Owner.NOBODY, "root"),
    Directive("OSD PASSWORD", _TEXT, Owner.NOBODY, "dreambox", secret=True),
    Directive("OSD PORT", _PORT, Owner.NOBODY, "80"),
    Directive("MINI OSD", _FLAG, Owner.NOBODY, "no"),
    Directive("NEWCAMD STEALTH", _NUMBER, Owner.NOBODY, "0", high=4),
    Directive("CAID PRIO FILE", _PATH, Owner.NOBODY, "/var/etc/CCcam.prio"),
    Directive("CAID IGNORE FILE", _PATH, Owner.NOBODY),
)

_REFUSED: Final = tuple(
    Directive(name, _OPAQUE, Owner.REFUSED, secret=True, repeatable=True)
    for name in (
        "BOXKEY", "CAMKEY", "CAMDATA", "BEEF ID",
        "SOFTKEY FILE", "AUTOROLL FILE", "STATIC CW FILE",
    )
)  # fmt: skip

DIRECTIVES: Final = {
    directive.name: directive
    for directive in _USED + _INTERFACES + _LATER + _OSCAM + _OF_NO_USE + _REFUSED
}

_ALIASES: Final = {
    alias.name: (directive, alias)
    for directive in DIRECTIVES.values()
    for alias in directive.aliases
}

NAMES: Final = (*DIRECTIVES, *_ALIASES)  # all that are known, for suggestions
MAX_WORDS: Final = max(len(name.split()) for name in NAMES)


def look_up(name: str) -> tuple[Directive | None, Alias | None]:
    """
    Find a directive by a name in any case and with any blanks.

    Returns:
        The directive, if there is one, and the alias by which it was named,
        if it was not its own name.

    """
    plain = " ".join(name.upper().split())
    directive = DIRECTIVES.get(plain)
    if directive is not None:
        return directive, None
    return _ALIASES.get(plain, (None, None))
