"""
Lines of CCcam 2.x's log.

Source:
    the CZSK wiki's page on the log, CCcam 2.3.0. "took" is seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from hearth.doctor.logs.entry import Entry, Kind, of_day

_PREFIX: Final = re.compile(
    r"(?:.*?\s)?(\d{1,2}:\d{2}:\d{2}(?:\.\d+)?) CCcam(?:\[\d+\])?: ?(.*)", re.DOTALL
)
_TOOK: Final = r"\(took (?P<took>\d+(?:\.\d+)?) seconds?\)"


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    kind: Kind
    says: Callable[[re.Match[str]], str]


def _form(pattern: str, kind: Kind, says: str) -> _Form:
    return _Form(re.compile(pattern), kind, lambda match: match.expand(says))


_FORMS: Final = (
    _form(
        rf"remote ecm <- (?P<line>\S+) ok {_TOOK}",
        Kind.ANSWERED,
        r"the server \g<line> answered a question within \g<took> s",
    ),
    _form(
        r"remote ecm <- (?P<line>\S+) (?:nok|not ok|failed).*",
        Kind.REFUSED,
        r"the server \g<line> said that it cannot answer",
    ),
    _form(
        r"remote ecm -> (?P<line>\S+) (?P<caid>\S+)",
        Kind.OTHER,
        r"a question for \g<caid> went to the server \g<line>",
    ),
    _form(
        rf"newcamd ecm <- (?P<line>\S+).* ok {_TOOK}",
        Kind.ANSWERED,
        r"the newcamd server \g<line> answered a question within \g<took> s",
    ),
    _form(
        r"newcamd ecm <- (?P<line>\S+).* nok.*",
        Kind.REFUSED,
        r"the newcamd server \g<line> said that it cannot answer",
    ),
    _form(
        r"client (?P<receiver>\S+?)client ecm request .*sid (?P<sid>\S+) ok: 1"
        rf" {_TOOK}",
        Kind.ANSWERED,
        r"receiver \g<receiver> got the key for channel \g<sid> within \g<took> s",
    ),
    _form(
        r"client (?P<receiver>\S+?)client ecm request .*sid (?P<sid>\S+) ok: 0"
        rf" {_TOOK}",
        Kind.REFUSED,
        r"receiver \g<receiver> got no key for channel \g<sid>, after \g<took> s",
    ),
    _form(
        rf"cam\[(?P<line>\d+)\] ecm \w+ ok caid:(?P<caid>\S+) .*{_TOOK}",
        Kind.ANSWERED,
        r"this receiver's own decoder got a key for \g<caid> within \g<took> s",
    ),
    _form(
        rf"cam\[(?P<line>\d+)\] ecm \w+ nok(?: caid:(?P<caid>\S+))?.*?(?:{_TOOK})?",
        Kind.REFUSED,
        r"this receiver's own decoder got no key",
    ),
    _form(
        r"double login \((?P<receiver>[^)]*)\), \(previous (?P<other>[^)]*)\),"
        r" reject.*",
        Kind.LOG_IN_REFUSED,
        r"two receivers use the account \g<receiver>: the other one is at \g<other>."
        r" Give each an F: line of its own",
    ),
    _form(
        r"wrong password supplied by (?P<receiver>\S+)",
        Kind.LOG_IN_REFUSED,
        r"the receiver at \g<receiver> has a wrong password",
    ),
    _form(
        r"illegal user (?P<receiver>\S+) from (?P<other>\S+)",
        Kind.LOG_IN_REFUSED,
        r"the receiver at \g<other> logs in as \g<receiver>, and there is no"
        r" such F: line",
    ),
    _form(
        r"kick (?P<receiver>[^,\s]+), signature failed",
        Kind.LOG_IN_REFUSED,
        r"\g<receiver> is thrown out: wrong user or password",
    ),
    _form(
        r"kick (?P<receiver>[^,\s]+), bad response",
        Kind.LOG_IN_REFUSED,
        r"\g<receiver> opened the port and did not log in: no card client, or one of"
        r" another protocol",
    ),
    _form(
        r"kick (?P<receiver>[^,\s]+), (?P<why>.*)",
        Kind.LEFT,
        r"\g<receiver> is thrown out: \g<why>",
    ),
    _form(
        r"user (?P<receiver>\S+) login attempt from (?P<other>\S+)",
        Kind.OTHER,
        r"\g<receiver> at \g<other> begins to log in",
    ),
    _form(
        r"login from (?P<other>\S+)",
        Kind.OTHER,
        r"somebody at \g<other> opened the port",
    ),
    _form(
        r"client (?P<receiver>[^@\s]+)@(?P<node>\w+), running (?P<program>.+)",
        Kind.LOGGED_IN,
        r"receiver \g<receiver> is logged in and runs \g<program>",
    ),
    _form(
        r"newcamd receive error: no login ack.*",
        Kind.LINE_DOWN,
        "a newcamd server did not confirm the log-in: wrong user, password or key",
    ),
    _form(
        r"newcamd server (?P<line>\S+) user: (?P<user>\S+)",
        Kind.OTHER,
        r"the newcamd server \g<line> is used",
    ),
    _form(
        r"connected to (?P<line>\S+)",
        Kind.LINE_UP,
        r"the server \g<line> is connected",
    ),
    _form(
        r"(?:lost connection|disconnected) (?:to|from) (?P<line>\S+)",
        Kind.LINE_DOWN,
        r"the connection to the server \g<line> was lost",
    ),
    _form(
        r"server started on port (?P<port>\d+)",
        Kind.STARTED,
        r"CCcam was started and takes receivers at port \g<port>",
    ),
    _form(
        r"configfile changed\. Updating.*",
        Kind.OTHER,
        "CCcam.cfg was changed and is read again",
    ),
    _form(r"start EMM.*", Kind.EMM, "card updates are taken"),
    _form(
        r"EMM: not interested in (?P<caid>\S+)",
        Kind.EMM,
        r"card updates for \g<caid> are not wanted: no card here needs them",
    ),
)


def read_cccam(line: str) -> Entry | None:
    """Read a line; None if it is none of CCcam's."""
    match = _PREFIX.fullmatch(line)
    at = of_day(match[1]) if match else None
    if match is None or at is None:
        return None
    said = match[2].strip()
    for form in _FORMS:
        found = form.pattern.fullmatch(said)
        if found:
            named = found.groupdict()
            took = named.get("took")
            return Entry(
                at,
                form.kind,
                line=named.get("line") or "",
                receiver=named.get("receiver") or "",
                seconds=float(took) if took else None,
                text=form.says(found),
                has_date=False,
            )
    return Entry(at, Kind.OTHER, text=f"CCcam says: {said}", has_date=False)
