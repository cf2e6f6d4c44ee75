from hearth.core import observations as seen
from hearth.core.observations import Fault
from hearth.doctor.logs.entry import Kind
from hearth.doctor.logs.from_history import entries_of
from hearth.dvb import ServiceId
from tests.doctor.made import CAID, LINE, Event, done, record


def test_a_record_as_entries() -> None:
    events: list[Event] = [
        (2.0, done()),
        (3.0, seen.LineDown(LINE, "connect", "refused")),
        (4.0, seen.ReceiverLoggedIn("tv", "192.168.1.2")),
        (5.0, seen.ReceiverLeft("tv", "192.168.1.2", "closed")),
        (6.0, seen.ConnectionRefused("192.168.1.2", "tv", "wrong password")),
        (7.0, seen.BadControlWords(LINE, CAID, ServiceId(1), Fault.STALE)),
        (8.0, seen.LinePaused(LINE, 1.0)),
    ]

    assert [entry.kind for entry in entries_of(record(events))] == [
        Kind.LINE_UP,
        Kind.ANSWERED,
        Kind.LINE_DOWN,
        Kind.LOGGED_IN,
        Kind.LEFT,
        Kind.LOG_IN_REFUSED,
        Kind.WRONG,
    ]
