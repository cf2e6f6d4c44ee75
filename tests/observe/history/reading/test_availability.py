from pathlib import Path

import pytest

from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import LineState
from hearth.observe.history.writing.entries import Entry, Lines
from tests.observe.history.home import LINE, NOON, down, remember, up

Run = tuple[list[Entry], float, float]  # what was seen, from when to when it ran

UP, DOWN, UNKNOWN = LineState.UP, LineState.DOWN, LineState.UNKNOWN
GONE = Lines(frozenset())


def at(seconds: float, what: object) -> Entry:
    return NOON + seconds, what  # type: ignore[return-value]


# what it shows, the runs of Hearth, the share, and the spans from 0 to 100
LINES: list[
    tuple[str, list[Run], float | None, list[tuple[LineState, float, float]]]
] = [
    ("never heard of", [([], 0, 100)], None, [(UNKNOWN, 0, 100)]),
    ("up all the time", [([at(-9, up())], -10, 100)], 1.0, [(UP, 0, 100)]),
    (
        "up once it was tried",
        [([at(20, up())], 0, 100)],
        1.0,
        [(UNKNOWN, 0, 20), (UP, 20, 100)],
    ),
    (
        "down for a while",
        [
            (
                [at(0, up()), at(50, down()), at(60, down(reason="x")), at(75, up())],
                0,
                100,
            )
        ],
        0.75,
        [(UP, 0, 50), (DOWN, 50, 60), (DOWN, 60, 75), (UP, 75, 100)],
    ),
    (
        "Hearth did not run for a while",
        [([at(0, up())], 0, 40), ([at(70, up())], 60, 100)],
        1.0,
        [(UP, 0, 40), (UNKNOWN, 40, 70), (UP, 70, 100)],
    ),
    (
        "down before a restart, and not heard of since",
        [([at(0, up()), at(20, down())], 0, 40), ([], 60, 100)],
        0.5,
        [(UP, 0, 20), (DOWN, 20, 40), (UNKNOWN, 40, 100)],
    ),
    (
        "the configuration has it no more",
        [([at(0, up()), at(50, GONE)], 0, 100)],
        1.0,
        [(UP, 0, 50), (UNKNOWN, 50, 100)],
    ),
    (
        "not over yet: the newest run goes on",
        [([at(0, up())], 0, 10)],
        1.0,
        [(UP, 0, 100)],
    ),
]


@pytest.mark.parametrize(("shows", "runs", "share", "spans"), LINES)
def test_availability(
    shows: str,
    runs: list[Run],
    share: float | None,
    spans: list[tuple[LineState, float, float]],
    tmp_path: Path,
) -> None:
    path = tmp_path / "history.db"
    for what, begin, end in runs:
        remember(path, what, began=NOON + begin, now=NOON + end)

    told = HistoryReader(path).availability(LINE, NOON, NOON + 100)

    assert told.share == share, shows
    assert [(s.state, s.begin - NOON, s.end - NOON) for s in told.spans] == spans
    assert [s.step for s in told.down] == ["log-in"] * len(told.down)


def test_of_no_time_nothing_is_told(tmp_path: Path) -> None:
    reader = remember(tmp_path / "history.db", [at(0, up())])

    assert reader.availability(LINE, NOON, NOON).spans == ()
    assert reader.availability("nowhere:1", NOON, NOON).spans == ()
