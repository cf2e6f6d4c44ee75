"""Why an option of OSCam has no place in a CCcam.cfg, by its name."""

from __future__ import annotations

from typing import Final

_EXACT: Final = {
    "description": "CCcam.cfg has no place for it",
    "label": "CCcam.cfg names no lines",
    "nodeid": "Hearth has its own node id",
    "version": "Hearth speaks as itself",
    "cccversion": "Hearth speaks as itself",
    "stealth": "nothing is hidden: Hearth speaks as itself",
    "cccstealth": "nothing is hidden: Hearth speaks as itself",
    "minimizecards": "each card is announced as it is",
    "reshare_mode": "each card is announced as it is",
    "forward_origin_card": "each card is announced as it is",
    "ignorereshare": "every card ends at the receiver",
    "cccignorereshare": "every card ends at the receiver",
    "updateinterval": "changes are announced at once",
    "recv_timeout": "Hearth has its own time for a log-in",
    "inactivitytimeout": "Hearth keeps its connections anyway",
    "reconnecttimeout": "Hearth finds out by itself when to connect anew",
    "reconnectdelay": "Hearth finds out by itself when to connect anew",
    "cccreconnect": "Hearth finds out by itself when to connect anew",
    "serverip": "Hearth listens on the home's addresses alone",
    "fallback": "the order of the lines says it: put reserves last",
    "fallbacktimeout": "Hearth learns how long a line usually takes",
    "failban": "Hearth locks out who guesses, without being told",
    "failbantime": "Hearth locks out who guesses, without being told",
    "failbancount": "Hearth locks out who guesses, without being told",
    "betatunnel": "tunnelling belongs to the reader's side, to OSCam",
    "auprovid": "which card updates a reader takes is OSCam's to say",
    "disableserverfilter": "a server's cards are taken as it announces them",
    "key": "it is in the N: line",
    "monlevel": "there is no [monitor] page",
    "initial_debuglevel": "its bits are OSCam's own; see debug_level in hearth.toml",
}

# What is so over there without being written.
_ANYWAY: Final = {
    "keepconnected": "Hearth keeps its connections anyway",
    "ccckeepalive": "Hearth keeps its connections anyway",
    "connectoninit": "Hearth keeps its connections anyway",
    "keepalive": "Hearth keeps its connections anyway",
    "disabled": "it is not disabled",
    "enable": "it is not switched off",
    "httpreadonly": "CCcam's page only shows",
}

_BEGINNINGS: Final = (
    ("cacheex", "cache exchange is not for one home"),
    ("csp_", "cache exchange is not for one home"),
    ("no_wait_time", "cache exchange is not for one home"),
    ("lb_", "Hearth learns by itself which line answers best"),
    ("http", "it is about the looks and ways of OSCam's own page"),
    ("log", "it is about OSCam's own log"),
    ("disablelog", "it is about OSCam's own log"),
    ("maxlogsize", "it is about OSCam's own log"),
    ("sysl", "it is about OSCam's own log"),
    ("usrfile", "it is about OSCam's own log"),
    ("ecmfmt", "it is about OSCam's own log"),
    ("acosc_", "Hearth has one log-in a name, and no further limit"),
    ("numusers", "Hearth has one log-in a name, and no further limit"),
    ("penalty", "Hearth has one log-in a name, and no further limit"),
    ("emm", "it is about card updates at the reader, which are OSCam's"),
    ("saveemm", "it is about card updates at the reader, which are OSCam's"),
    ("blockemm", "it is about card updates at the reader, which are OSCam's"),
    ("disablecrccws", "Hearth checks every control word"),
    ("dropbadcws", "Hearth checks every control word"),
)

SECTIONS: Final = {
    "monitor": "CCcam's telnet page is another protocol",
    "dvbapi": "descrambling on this machine stays OSCam's; it can ask Hearth as a"
    " CCcam client",
    "newcamd": "Hearth does not serve newcamd: let these receivers log in by CCcam",
    "cs357x": "Hearth does not serve camd35: let these receivers log in by CCcam",
    "cs378x": "Hearth does not serve camd35: let these receivers log in by CCcam",
    "camd33": "Hearth does not serve camd33: let these receivers log in by CCcam",
    "camd35": "Hearth does not serve camd35: let these receivers log in by CCcam",
    "radegast": "Hearth does not serve radegast: let these receivers log in by CCcam",
    "scam": "Hearth does not serve scam: let these receivers log in by CCcam",
    "gbox": "gbox joins homes to each other, which is not for one home",
    "cache": "Hearth asks each question once; there is nothing to set",
    "anticasc": "Hearth has one log-in a name, and no further limit",
    "serial": "a receiver on a serial line stays OSCam's",
    "streamrelay": "relaying streams stays OSCam's",
    "lcd": "a display stays OSCam's",
    "pandora": "Hearth does not speak pandora",
}
UNKNOWN_SECTION: Final = "OSCam has no such section"
OTHERWISE: Final = "CCcam.cfg has nothing like it"


def so_anyway(name: str) -> str | None:
    """Say how what an option says is so over there anyway; None if it is not."""
    return _ANYWAY.get(name)


def why_no_option(name: str) -> str:
    """Say why an option is not carried over."""
    if name in _EXACT:
        return _EXACT[name]
    for beginning, why in _BEGINNINGS:
        if name.startswith(beginning):
            return why
    return OTHERWISE
