from pathlib import Path

import pytest

from hearth.core import observations as seen
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from hearth.observe.history.writing.entries import Lines
from tests.observe.history.home import (
    LINE,
    NOON,
    SPARE,
    down,
    opened,
    remark,
    remember,
    up,
)


def kinds(reader: HistoryReader) -> list[tuple[float, NoteKind, str]]:
    return [(n.at - NOON, n.kind, n.line) for n in reader.notes()[::-1]]


def test_a_line_that_stays_down_is_noted_once(tmp_path: Path) -> None:
    reader = remember(
        tmp_path / "history.db",
        [
            (NOON, down()),
            (NOON + 60, down()),
            (NOON + 120, down(reason="still no")),
            (NOON + 180, up()),
            (NOON + 240, up()),
        ],
    )

    assert kinds(reader) == [
        (0, NoteKind.LINE_DOWN, LINE),
        (120, NoteKind.LINE_DOWN, LINE),
        (180, NoteKind.LINE_UP, LINE),
    ]


def test_what_a_line_was_before_a_restart_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    remember(path, [(NOON, up())])
    reader = remember(path, [(NOON + 60, up())], began=NOON + 50)

    assert [at for at, *_ in kinds(reader)] == [0, 60]


def test_what_comes_often_is_counted(tmp_path: Path) -> None:
    refused = seen.ConnectionRefused("192.168.1.9", "guest", "wrong password")
    reader = remember(
        tmp_path / "history.db",
        [(NOON + i, refused) for i in range(20)]
        + [(NOON + i, remark(NoteKind.FREEZE)) for i in range(2)],
    )

    [guest] = reader.notes(kinds=[NoteKind.REFUSED])
    assert (guest.receiver, guest.text, guest.times) == ("guest", "wrong password", 20)
    assert (guest.address, guest.step) == ("192.168.1.9", "")
    assert guest.at == pytest.approx(NOON, abs=0.001)
    assert len(reader.notes(kinds=[NoteKind.FREEZE])) == 2


def test_names_that_anybody_makes_up_get_no_number(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    remember(
        path,
        [
            (NOON + i, seen.ConnectionRefused("192.168.1.9", f"guest{i}", "no"))
            for i in range(50)
        ],
    )

    with opened(path) as connection:
        assert connection.execute("SELECT count(*) FROM name").fetchone() == (1,)


def test_a_line_that_a_configuration_has_no_more(tmp_path: Path) -> None:
    both = [(NOON, up(LINE)), (NOON, up(SPARE))]
    gone = (NOON + 60, Lines(frozenset({SPARE})))
    reader = remember(tmp_path / "history.db", [*both, gone, (NOON + 70, gone[1])])

    assert kinds(reader)[2:] == [(60, NoteKind.LINE_GONE, LINE)]


def test_texts_are_cut_and_made_storable(tmp_path: Path) -> None:
    odd = seen.LineDown(LINE, "log-in", "\udc80" + "x" * 5000)
    [note] = remember(tmp_path / "history.db", [(NOON, odd)]).notes()

    assert note.text == "?" + "x" * 999
