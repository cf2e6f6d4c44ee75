from pathlib import Path

import pytest

from hearth.core import observations as seen
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from tests.observe.history.home import FILM, NEWS, NOON, down, ecm, remark, remember, up


@pytest.fixture
def reader(tmp_path: Path) -> HistoryReader:
    return remember(
        tmp_path / "history.db",
        [
            (NOON, remark(NoteKind.RELOAD, "CCcam.cfg was read again")),
            (NOON + 1, up()),
            *((NOON + 10 * i, ecm("living")) for i in range(10)),
            *((NOON + 200 + 10 * i, ecm("living", FILM)) for i in range(10)),
            *((NOON + 55 + 10 * i, ecm("kitchen")) for i in range(30)),
            (NOON + 400, down()),
            (NOON + 401, seen.ConnectionRefused("192.168.1.9", "guest", "no")),
        ],
    )


def test_the_journal_tells_what_was_watched(reader: HistoryReader) -> None:
    told = [
        (v.receiver, v.service_id, v.begin - NOON, v.end - NOON, v.asked)
        for v in reader.journal()
    ]

    assert told == [
        ("living", FILM[2], 200, 290, 10),
        ("kitchen", NEWS[2], 55, 345, 30),
        ("living", NEWS[2], 0, 90, 10),
    ]


# begin  end   receiver   when what it tells began
RANGES = [
    (0, 1000, "living", [200, 0]),
    (90, 200, None, [55, 0]),
    (91, 200, None, [55]),
    (91, 201, None, [200, 55]),
    (346, 900, None, []),
    (0, 1000, "garage", []),
]


@pytest.mark.parametrize(("begin", "end", "receiver", "begins"), RANGES)
def test_the_journal_of_a_range(
    begin: int,
    end: int,
    receiver: str | None,
    begins: list[int],
    reader: HistoryReader,
) -> None:
    told = reader.journal(receiver, NOON + begin, NOON + end)

    assert [v.begin - NOON for v in told] == begins
    assert len(reader.journal(None, NOON, NOON + 1000, limit=2)) == 2


def test_notes_of_some_kinds_and_of_all(reader: HistoryReader) -> None:
    every = [n.kind for n in reader.notes()]
    lines = reader.notes(kinds=[NoteKind.LINE_UP, NoteKind.LINE_DOWN])

    assert every == [
        NoteKind.REFUSED,
        NoteKind.LINE_DOWN,
        NoteKind.LINE_UP,
        NoteKind.RELOAD,
    ]
    assert [(n.kind, n.step, n.text) for n in lines] == [
        (NoteKind.LINE_DOWN, "log-in", "no"),
        (NoteKind.LINE_UP, "", ""),
    ]
    assert reader.notes(kinds=[]) == []
    assert [n.kind for n in reader.notes(limit=1)] == [NoteKind.REFUSED]
    assert [n.kind for n in reader.notes(NOON + 1, NOON + 400)] == [NoteKind.LINE_UP]
