"""Lines of Hearth's own log, from its file or from the journal."""

from __future__ import annotations

import re
from typing import Final

from hearth.doctor.logs.entry import Entry, Kind, moment

_PREFIX: Final = re.compile(
    r"(?P<at>\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2})(?:[.,]\d+)?(?:[+-]\d{4}|Z)?"
    r"(?: \S+ hearth\[\d+\]:)? (?:(?P<level>[DIWEC]) )?(?P<rest>.*)",
    re.DOTALL,
)
_ECM: Final = re.compile(
    r"ECM: CAID=(?P<caid>\w+) SID=(?P<sid>\w+) - (?P<end>.*?)(?: \[(?P<notes>.*)\])?"
)
_ENDS: Final = (
    (
        re.compile(
            r"answered in (?P<ms>\d+)ms by (?P<line>\S+) \(hop \d+\) for (?P<who>.+)"
        ),
        Kind.ANSWERED,
        "{who} got its key from {line} within {ms} ms",
    ),
    (
        re.compile(
            r"No answer after (?P<ms>\d+)ms from (?P<line>\S*) ?for (?P<who>.+)"
        ),
        Kind.TIMED_OUT,
        "{who} waited {ms} ms for a key, and none came: look at {line}",
    ),
    (
        re.compile(r"refused after (?P<ms>\d+)ms by (?P<line>\S*) ?for (?P<who>.+)"),
        Kind.REFUSED,
        "{line} says that its card cannot answer this channel, after {ms} ms",
    ),
    (
        re.compile(r"no line has a card for it, asked by (?P<who>.+)"),
        Kind.NO_CARD,
        "no line has a card for what {who} watches",
    ),
    (
        re.compile(r"not given to (?P<who>.+?): (?P<why>.*)"),
        Kind.DENIED,
        "{who} gets no key by its own F: line: {why}",
    ),
)
_EVENTS: Final = (
    (re.compile(r"line (?P<line>\S+) is up"), Kind.LINE_UP, "line {line} is connected"),
    (
        re.compile(r"line (?P<line>\S+) is down, at (?P<step>[^:]+): (?P<why>.*)"),
        Kind.LINE_DOWN,
        "line {line} is off; it failed at this step: {step}: {why}",
    ),
    (
        re.compile(r"(?P<who>\S+) logged in from (?P<address>\S+?)(?:, in place.*)?"),
        Kind.LOGGED_IN,
        "receiver {who} at {address} is logged in",
    ),
    (
        re.compile(r"not let in: (?P<address>\S+)(?: \((?P<who>.*?)\))?: (?P<why>.*)"),
        Kind.LOG_IN_REFUSED,
        "the receiver at {address} was not let in: {why}",
    ),
    (
        re.compile(r"(?P<who>\S+) at (?P<address>\S+) is gone: (?P<why>.*)"),
        Kind.LEFT,
        "receiver {who} is gone: {why}",
    ),
    (
        re.compile(
            r".*control words from (?P<line>\S+) were not passed on: (?P<why>.*)"
        ),
        Kind.WRONG,
        "{line} gave a wrong key, which nobody got: {why}",
    ),
    (re.compile(r"Hearth \S+, configuration .*"), Kind.STARTED, "Hearth was started"),
    (re.compile(r"EMM: .*"), Kind.EMM, "a card update was passed on"),
)
_MARKS: Final = ("ECM: CAID=", "line ", "not let in: ", "Hearth ", "ready: ", "EMM: ")


def read_own(line: str) -> Entry | None:
    """Read a line, with or without its time; None if it is none of Hearth's."""
    match = _PREFIX.fullmatch(line)
    if match is None:
        return _said(line, 0.0, has_date=False) if line.startswith(_MARKS) else None
    at = moment(match["at"].replace("T", " "), "%Y-%m-%d %H:%M:%S")
    if at is None:
        return None
    entry = _said(match["rest"], at, has_date=True)
    is_ours = match["level"] is not None or " hearth[" in line
    return entry if is_ours or entry.kind is not Kind.OTHER else None


def _said(said: str, at: float, *, has_date: bool) -> Entry:
    ecm = _ECM.fullmatch(said)
    forms = _ENDS if ecm else _EVENTS
    for pattern, kind, words in forms:
        found = pattern.fullmatch(ecm["end"] if ecm else said)
        if found:
            named = {key: value or "" for key, value in found.groupdict().items()}
            took = named.get("ms", "")
            if ecm and "remembered" in (ecm["notes"] or ""):
                kind = Kind.REMEMBERED  # noqa: PLW2901  # what the note says of it
            return Entry(
                at,
                kind,
                line=named.get("line", ""),
                receiver=named.get("who", ""),
                seconds=int(took) / 1000 if took else None,
                text=words.format(**named),
                has_date=has_date,
            )
    return Entry(at, Kind.OTHER, text=f"Hearth says: {said}", has_date=has_date)
