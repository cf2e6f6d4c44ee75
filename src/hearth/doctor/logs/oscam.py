"""
Lines of OSCam's log.

Source:
    OSCam 2.26, oscam-ecm.c:1888 and 1893.
"""

from __future__ import annotations

import re
from typing import Final

from hearth.doctor.logs.entry import Entry, Kind, moment, of_day

_PREFIX: Final = re.compile(
    r"(?:(?P<date>\d{4}/\d{2}/\d{2}) )?(?P<time>\d{2}:\d{2}:\d{2})\s+"
    r"(?P<thread>[0-9A-F]{6,16})\s+(?P<role>[a-z])\s+(?P<rest>.*)",
    re.DOTALL,
)
_BARE: Final = re.compile(r"(?P<role>[a-z])\s+(?P<rest>\(.*)", re.DOTALL)
_ECM: Final = re.compile(
    r"\(ecm\)\s+(?P<user>.+?) \((?P<ecm>[0-9A-Fa-f@/:&]+)\): (?P<status>[a-z0-9 ]+?)"
    r"(?: \((?P<ms>\d+) ms\))?(?: by (?P<reader>\S+))?(?: \([\w/]+\))?"
    r"(?: - (?P<channel>.*))?"
)
_STATUS: Final = {
    "found": (Kind.ANSWERED, "the card answered"),
    "cache1": (Kind.REMEMBERED, "the answer was remembered"),
    "cache2": (Kind.REMEMBERED, "the same question was under way already"),
    "cache3": (Kind.REMEMBERED, "the answer came from another server's cache"),
    "not found": (
        Kind.REFUSED,
        "no reader had the key: the card is not entitled, or refused",
    ),
    "timeout": (
        Kind.TIMED_OUT,
        "no reader answered in time: look at the reader and its card",
    ),
    "sleeping": (Kind.DENIED, "the user watched for too long without a change"),
    "fake": (Kind.DENIED, "the user got a made-up answer: its time or rights are over"),
    "invalid": (Kind.DENIED, "the question was not valid for this user"),
    "corrupt": (Kind.WRONG, "the question was damaged on its way"),
    "no card": (Kind.NO_CARD, "no reader has a card for this"),
    "expdate": (Kind.DENIED, "the account of the user has expired"),
    "disabled": (Kind.DENIED, "the account of the user is disabled"),
    "stopped": (Kind.DENIED, "the reader was stopped"),
}
_REJECTED: Final = {
    "group": "reader and user have no group in common",
    "caid": "its CAID is not allowed",
    "ident": "its provider is not allowed",
    "class": "its class is not allowed",
    "chid": "its CHID is not allowed",
    "queue": "too many questions wait",
    "peer": "the other server is not allowed to",
    "sid": "the channel is not allowed",
}
_EVENTS: Final = (
    (
        re.compile(r"(?:\(\w+\)\s+)?(?P<line>\S+) \[\S+\] card detected.*"),
        Kind.LINE_UP,
        "the reader {line} has found its card",
    ),
    (
        re.compile(r"(?:\(\w+\)\s+)?(?P<line>\S+) \[\S+\] card ejected.*"),
        Kind.LINE_DOWN,
        "the reader {line} has lost its card",
    ),
    (
        re.compile(r".*(?:plain|encrypted) \S+-client (?P<receiver>\S+) granted.*"),
        Kind.LOGGED_IN,
        "the receiver at {receiver} is logged in",
    ),
    (
        re.compile(r".*client (?P<receiver>\S+) rejected.*"),
        Kind.LOG_IN_REFUSED,
        "the receiver at {receiver} is not let in: wrong user or password",
    ),
    (
        re.compile(r".*>> OSCam <<.*"),
        Kind.STARTED,
        "OSCam was started",
    ),
)


def read_oscam(line: str) -> Entry | None:
    """Read a line, with or without its time; None if it is none of OSCam's."""
    match = _PREFIX.fullmatch(line)
    if match:
        at, has_date = _at(match["date"], match["time"])
        if at is None:
            return None
        return _said(match["rest"].strip(), at, has_date=has_date)
    bare = _BARE.fullmatch(line)
    if bare and _ECM.fullmatch(bare["rest"].strip()):
        return _said(bare["rest"].strip(), 0.0, has_date=False)
    return None


def _at(date: str | None, time: str) -> tuple[float | None, bool]:
    if date:
        return moment(f"{date} {time}", "%Y/%m/%d %H:%M:%S"), True
    return of_day(time), False


def _said(said: str, at: float, *, has_date: bool) -> Entry:
    ecm = _ECM.fullmatch(said)
    if ecm:
        return _ecm(ecm, at, has_date=has_date)
    for pattern, kind, words in _EVENTS:
        found = pattern.fullmatch(said)
        if found:
            named = found.groupdict()
            return Entry(
                at,
                kind,
                line=named.get("line", ""),
                receiver=named.get("receiver", ""),
                text=words.format(**named),
                has_date=has_date,
            )
    return Entry(at, Kind.OTHER, text=f"OSCam says: {said}", has_date=has_date)


def _ecm(ecm: re.Match[str], at: float, *, has_date: bool) -> Entry:
    kind, means = _status(ecm["status"].strip())
    took = f" after {ecm['ms']} ms" if ecm["ms"] else ""
    channel = f" for {ecm['channel'].strip()}" if ecm["channel"] else ""
    by = f" by {ecm['reader']}" if ecm["reader"] else ""
    return Entry(
        at,
        kind,
        line=ecm["reader"] or "",
        receiver=ecm["user"],
        seconds=int(ecm["ms"]) / 1000 if ecm["ms"] else None,
        text=f"{ecm['user']} asked{channel}: {ecm['status'].strip()}{by}{took}:"
        f" {means}",
        has_date=has_date,
    )


def _status(status: str) -> tuple[Kind, str]:
    if status.startswith("rejected"):
        _, _, why = status.partition(" ")
        who, _, what = why.partition(" ")
        reason = _REJECTED.get(what, "a rule of its settings")
        return Kind.DENIED, f"the {who or 'server'} does not let it through: {reason}"
    return _STATUS.get(status, (Kind.OTHER, "a status that is not known here"))
