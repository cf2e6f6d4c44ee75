"""What the history remembers comes back as what core had seen."""

from pathlib import Path

from hearth.core import observations as seen
from hearth.core.observations import Fault, Outcome
from hearth.doctor.answers.from_history import record_of
from hearth.dvb import ServiceId
from hearth.observe.history.history import History
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from tests.doctor.made import CAID, LINE, Event, done, evening

BEGAN = 1_700_000_000.0


def remember(path: Path, *events: tuple[float, seen.Observation]) -> HistoryReader:
    now = [0.0]
    history = History(
        path, unix_offset=BEGAN, link_of=lambda _: "wired", monotonic=lambda: now[0]
    )
    history.start()
    for at, what in events:
        now[0] = at
        history(what, at)
    history.note(NoteKind.FREEZE, "", "livingroom")
    assert history.flush(30)
    history.close()
    return HistoryReader(path)


def test_everything_comes_back(tmp_path: Path) -> None:
    events: list[Event] = [
        (1.0, seen.LineUp(LINE, 0.001)),
        (2.0, seen.ReceiverLoggedIn("livingroom", "192.168.1.10")),
        *evening(seconds=100),
        (110.0, seen.LineDown(LINE, "connect", "refused")),
        (111.0, seen.AttemptFailed(LINE, CAID, ServiceId(1), 1.0, "no answer")),
        (112.0, seen.BadControlWords(LINE, CAID, ServiceId(0x765D), Fault.STALE)),
        (112.0, done(outcome=Outcome.REFUSED)),
        (113.0, seen.ConnectionRefused("192.168.1.9", "kids", "wrong password")),
        (114.0, seen.ReceiverLeft("livingroom", "192.168.1.10", "closed")),
    ]
    reader = remember(tmp_path / "history.db", *events)

    record = record_of(reader, BEGAN, BEGAN + 1000)

    kinds = [type(what) for _, what in record.seen]
    assert sorted(map(str, kinds)) == sorted(str(type(what)) for _, what in events)
    assert [at for at, _ in record.seen] == sorted(at for at, _ in record.seen)
    assert record.restarts == (BEGAN,)
    assert [name for _, name in record.freezes] == ["livingroom"]
    assert record.links == {"livingroom": "wired"}
    assert list(record.periods.values()) == [10.0]
    (bad,) = [w for _, w in record.seen if isinstance(w, seen.BadControlWords)]
    assert (bad.service_id, bad.fault) == (0x765D, Fault.STALE)


def test_an_empty_history(tmp_path: Path) -> None:
    record = record_of(HistoryReader(tmp_path / "history.db"), BEGAN, BEGAN + 1)

    assert record.seen == ()
