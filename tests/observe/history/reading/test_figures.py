from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.core.observations import Outcome
from hearth.observe.history.histogram import ERROR
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.reading.figures import (
    SINGLE_S,
    pieces,
    read_rows,
    step_for,
)
from hearth.observe.history.tally import HOURLY, LEVELS, Scope
from hearth.observe.history.views import EcmFilter
from hearth.observe.live.verdicts import percentiles
from tests.observe.history.home import (
    FILM,
    LINE,
    NEWS,
    NOON,
    SPARE,
    ecm,
    opened,
    remember,
)

HOUR = 3600.0
DAY = 86_400.0

asked = st.builds(
    ecm,
    receiver=st.sampled_from(["living", "kitchen"]),
    key=st.sampled_from([NEWS, FILM]),
    outcome=st.sampled_from(Outcome),
    line=st.sampled_from([LINE, SPARE]),
    total_s=st.floats(0.0002, 9.0),
    line_s=st.floats(0.0002, 5.0),
    joined=st.booleans(),
)
entries = st.lists(
    st.tuples(st.floats(NOON, NOON + 40 * DAY), asked), min_size=1, max_size=40
)
filters = st.builds(
    EcmFilter,
    receiver=st.sampled_from(["", "living"]),
    line=st.sampled_from(["", LINE]),
    service=st.sampled_from([None, NEWS]),
)


@given(entries, filters)
@settings(max_examples=15)
def test_figures_say_what_the_single_questions_say(
    what: list[tuple[float, object]], where: EcmFilter
) -> None:
    with TemporaryDirectory() as folder:
        reader = remember(Path(folder) / "history.db", what)  # type: ignore[arg-type]
        figures, singles = reader.figures(where), reader.ecms(where, limit=1000)

    of_line = [
        e.line_s for e in singles if e.outcome is Outcome.ANSWERED and not e.joined
    ]
    times = of_line if where.line else [e.total_s for e in singles if e.is_good]
    assert figures.asked == len(singles)
    assert figures.failed == sum(not e.is_good for e in singles)
    assert figures.worst_s == max(times, default=0.0)
    read = figures.p50_s, figures.p95_s, figures.p99_s
    for value, true in zip(read, percentiles(times), strict=True):
        assert value == pytest.approx(true, rel=ERROR + 1e-9)


@given(
    st.integers(0, 10**8), st.integers(1, 10**8), st.sampled_from([LEVELS, LEVELS[1:]])
)
def test_pieces_make_up_the_whole_range(
    begin: int, length: int, levels: tuple[object, ...]
) -> None:
    cut = list(pieces(begin, begin + length, levels))  # type: ignore[arg-type]

    width = levels[0].width_s  # type: ignore[attr-defined]
    assert cut[0][1] == begin // width * width
    assert cut[-1][2] == -(-(begin + length) // width) * width
    for (_, _, end), (_, first, _) in pairwise(cut):
        assert end == first
    for level, first, last in cut:
        assert first % level.width_s == last % level.width_s == 0 < last - first
    spans = sum((last - first) / level.width_s for level, first, last in cut)
    assert spans < 2 * (5 + 23 + 29) + 5 + 10**8 / LEVELS[-1].width_s


# a range of                 at most    gives steps of
STEPS = [
    (60.0, 200, 1),
    (HOUR, 200, 30),
    (DAY, 200, 600),
    (30 * DAY, 200, 14_400),
    (365 * DAY, 200, 172_800),
    (4000 * DAY, 10, 2_592_000),
]


@pytest.mark.parametrize(("length", "buckets", "step"), STEPS)
def test_step_for(length: float, buckets: int, step: int) -> None:
    assert step_for(length, buckets) == step


# how long, and which steps it is told in (200 at most)
CHARTS = [(HOUR, 30), (SINGLE_S, 60), (3 * HOUR, 600), (DAY, 600), (30 * DAY, 14_400)]


@pytest.mark.parametrize(("length", "step"), CHARTS)
def test_a_chart_has_every_step_once_and_every_question(
    length: float, step: int, tmp_path: Path
) -> None:
    every = length / 50
    what = [
        (NOON + i * every, ecm(outcome=list(Outcome)[i % 7], total_s=0.1 + i / 100))
        for i in range(50)
    ]
    reader = remember(tmp_path / "history.db", what)

    for where in (EcmFilter(), EcmFilter(receiver="living"), EcmFilter(line=LINE)):
        chart = reader.chart(where, NOON, NOON + length)
        assert {b.end - b.begin for b in chart} == {step}
        assert [b.begin for b in chart] == list(
            range(int(NOON), int(chart[-1].end), step)
        )
        assert sum(b.asked for b in chart) == 50
        assert sum(b.failed for b in chart) == sum(i % 7 > 1 for i in range(50))
        assert max(b.worst_s for b in chart) == pytest.approx(
            0.1 + 0.49 if not where.line else 0.59
        )


def test_a_chart_of_what_is_no_more_in_single_questions(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    reader = remember(path, [(NOON, ecm()), (NOON + 60 * DAY, ecm())])
    with opened(path) as connection:
        for table in ("ecm", "ten_minutes"):
            key = "number / 10000" if table == "ecm" else "start"
            connection.execute(f"DELETE FROM {table} WHERE {key} < {NOON + DAY}")

    [bucket, *_] = reader.chart(EcmFilter(), NOON, NOON + DAY)
    assert (bucket.end - bucket.begin, bucket.asked) == (HOUR, 1)
    [hour] = reader.chart(EcmFilter(), NOON, NOON + HOUR)
    assert (hour.end - hour.begin, hour.asked) == (HOUR, 1)


@pytest.mark.parametrize(
    "scope", [(0, 0, 0), (0, 0, 5), (2, 0, 0), (0, -1, 0), (2, -1, 5)]
)
@pytest.mark.parametrize("level", LEVELS)
def test_rows_are_found_by_the_key(
    level: object, scope: tuple[int, int, int], tmp_path: Path
) -> None:
    with opened(tmp_path / "history.db") as connection:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        read_rows(connection, level, "answered", Scope(*scope), (0, 7)).close()  # type: ignore[arg-type]
        connection.set_trace_callback(None)
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statements[0]}").fetchall()

    [search] = [r[-1] for r in rows if r[-1].startswith("SEARCH")]
    assert "USING PRIMARY KEY (start=?" in search


def test_nothing_is_told_of_nothing(tmp_path: Path) -> None:
    reader = HistoryReader(tmp_path / "history.db")

    assert reader.figures().asked == 0
    assert reader.chart(EcmFilter(), NOON, NOON) == []
    assert len(reader.chart(EcmFilter(), NOON, NOON + DAY)) == DAY / 600
    assert HOURLY.width_s == HOUR
