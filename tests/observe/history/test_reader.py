import threading
from pathlib import Path

import pytest

from hearth.core import observations as seen
from hearth.core.observations import Outcome
from hearth.observe.history.database import HistoryError
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import EcmFilter, NoteKind
from tests.observe.history.home import (
    FILM,
    LINE,
    NEWS,
    NOON,
    SPARE,
    down,
    ecm,
    remark,
    remember,
    up,
)

DAY = 86_400.0


@pytest.fixture
def reader(tmp_path: Path) -> HistoryReader:
    return remember(
        tmp_path / "history.db",
        [
            (NOON, up()),
            *((NOON + 10 * i, ecm("living", total_s=0.2)) for i in range(12)),
            *((NOON + 10 * i, ecm("kitchen", FILM, line=SPARE)) for i in range(6)),
            (NOON + 70, ecm("kitchen", FILM, Outcome.TIMED_OUT, SPARE, total_s=5.0)),
            (NOON + 80, ecm("garage", FILM, Outcome.NO_CARD, "")),
            (NOON + 90, down()),
            (NOON + 95, seen.ConnectionRefused("192.168.1.9", "guest", "no")),
            (NOON + 95, seen.ReceiverLeft("kitchen", "192.168.1.8", "it hung up")),
            (NOON + 96, seen.ReceiverLeft("living", "192.168.1.7", "it hung up")),
            (NOON + 300, remark(NoteKind.FREEZE)),
        ],
    )


def test_those_who_asked_most_come_first(reader: HistoryReader) -> None:
    receivers = reader.receivers(NOON, NOON + DAY)
    lines = reader.lines(NOON, NOON + DAY)
    channels = reader.channels(NOON, NOON + DAY)

    assert [(name, f.asked, f.failed) for name, f in receivers] == [
        ("living", 12, 0),
        ("kitchen", 7, 1),
        ("garage", 1, 1),
    ]
    assert [(name, f.asked, f.failed) for name, f in lines] == [
        (LINE, 12, 0),
        (SPARE, 7, 1),
    ]
    assert [(c.key, c.figures.asked) for c in channels] == [(NEWS, 12), (FILM, 8)]
    assert channels[0].period_s == reader.period(NEWS) == pytest.approx(10.0, abs=0.1)


def test_what_happened_before_a_freeze(reader: HistoryReader) -> None:
    around = reader.around("living", NOON + 110)

    assert [e.at - NOON for e in around.ecms] == [80, 90, 100, 110]
    assert {e.receiver for e in around.ecms} == {"living"}
    assert [(n.kind, n.line or n.receiver) for n in around.notes] == [
        (NoteKind.LINE_DOWN, LINE),
        (NoteKind.LEFT, "living"),
    ]
    assert reader.around("attic", NOON + 110).ecms == ()


def test_how_far_back_and_how_large(reader: HistoryReader, tmp_path: Path) -> None:
    assert reader.oldest() == NOON
    assert reader.size_bytes() > 4096


def test_before_anything_is_remembered(tmp_path: Path) -> None:
    reader = HistoryReader(tmp_path / "history.db")

    assert [*reader.ecms(), *reader.notes(), *reader.journal()] == []
    assert reader.receivers(0, DAY) == reader.lines(0, DAY) == []
    assert reader.channels(0, DAY) == []
    assert reader.chart(EcmFilter(), 0, 2)[0].asked == 0
    assert reader.availability(LINE, 0, 10).share is None
    assert reader.around("living", NOON).notes == ()
    assert (reader.period(NEWS), reader.oldest(), reader.size_bytes()) == (
        None,
        None,
        0,
    )


def test_names_that_nobody_has(reader: HistoryReader) -> None:
    nobody = EcmFilter(receiver="attic")

    assert reader.ecms(nobody) == []
    assert reader.figures(nobody).asked == 0
    assert sum(b.asked for b in reader.chart(nobody, NOON, NOON + DAY)) == 0


def test_several_threads_ask_at_once(reader: HistoryReader) -> None:
    told: list[int] = []
    threads = [
        threading.Thread(target=lambda: told.append(reader.figures().asked))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert told == [20] * 8


def test_a_damaged_file_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    path.write_bytes(b"something else altogether" * 400)

    with pytest.raises(HistoryError, match="it is damaged"):
        HistoryReader(path).figures()


def test_a_read_only_disk_is_read(reader: HistoryReader, tmp_path: Path) -> None:
    """
    Such a file has no log beside it, and no place for one.

    Root may write everywhere, so it is a folder that is in the place.
    """
    copy = tmp_path / "copy" / "history.db"
    copy.parent.mkdir()
    copy.write_bytes((tmp_path / "history.db").read_bytes())
    copy.with_name("history.db-shm").mkdir()

    assert HistoryReader(copy).figures().asked == 20
