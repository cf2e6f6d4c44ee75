"""
Lines of Tvheadend's log that are about card servers.

Source:
    Tvheadend's src/descrambler/cccam.c, cclient.c, descrambler.c.
"""

from __future__ import annotations

import re
from typing import Final

from hearth.doctor.logs.entry import Entry, Kind, moment

_PREFIX: Final = re.compile(
    r"(?P<at>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})(?:\.(?P<ms>\d{1,6}))?"
    r" \[\s*(?P<level>\w+)\s*\]:?\s?(?P<part>[\w-]+): (?P<rest>.*)",
    re.DOTALL,
)
_WHO: Final = re.compile(r"(?P<line>[\w.-]+(?::\d+)?): (?P<said>.*)", re.DOTALL)
_PARTS: Final = frozenset(
    {"cccam", "cwc", "cclient", "descrambler", "capmt", "caclient", "csa", "tvhcsa"}
)
_FORMS: Final = (
    (
        "login failed, usr/pwd invalid",
        Kind.LINE_DOWN,
        "the card server does not accept user and password",
    ),
    (
        "init error (no init seed received)",
        Kind.LINE_DOWN,
        (
            "the card server took the connection and said nothing: it is no"
            " CCcam server,"
            " or hangs"
        ),
    ),
    (
        "Too many NOKs",
        Kind.REFUSED,
        (
            "the card server said no three times: Tvheadend asks no more for"
            " this channel"
            " until it is tuned to anew"
        ),
    ),
    (
        "Can not descramble service",
        Kind.REFUSED,
        "there is no key for this channel: access denied",
    ),
    (
        "Got unexpected ECM reply",
        Kind.OTHER,
        "an answer came that nobody waited for any more: it was too late",
    ),
    (
        "is not valid",
        Kind.WRONG,
        "a key did not fit the stream: a wrong answer, or a signal with errors",
    ),
    ("server is busy", Kind.TIMED_OUT, "a question was dropped: one is under way"),
    ("Connected", Kind.LINE_UP, "the card server is connected"),
    ("Disconnected", Kind.LINE_DOWN, "the connection to the card server is lost"),
    ("Connection", Kind.LINE_DOWN, "the card server cannot be reached"),
    ("Unknown message received", Kind.OTHER, "a message that has no meaning for it"),
)
_TOOK: Final = re.compile(r"(?:delay|took|reply in)[ :]*(\d+)\s?ms")


def read_tvheadend(line: str) -> Entry | None:
    """Read a line; None if it is none of Tvheadend's."""
    match = _PREFIX.fullmatch(line)
    if match is None:
        return None
    at = moment(match["at"], "%Y-%m-%d %H:%M:%S")
    if at is None:
        return None
    at += float(f"0.{match['ms']}") if match["ms"] else 0.0
    if match["part"] not in _PARTS:
        return Entry(at, Kind.OTHER, text=f"Tvheadend's {match['part']} says something")
    who = _WHO.fullmatch(match["rest"])
    name, said = (who["line"], who["said"]) if who else ("", match["rest"])
    took = _TOOK.search(said)
    seconds = int(took[1]) / 1000 if took else None
    for words, kind, means in _FORMS:
        if words in said:
            return Entry(at, kind, line=name, seconds=seconds, text=means)
    if "ECM" in said and took:
        text = f"the card server answered within {took[1]} ms"
        return Entry(at, Kind.ANSWERED, line=name, seconds=seconds, text=text)
    return Entry(at, Kind.OTHER, line=name, text=f"Tvheadend says: {said}")
