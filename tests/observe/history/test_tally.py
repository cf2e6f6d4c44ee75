from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.observations import Outcome
from hearth.observe.history.tally import (
    COARSEST,
    FINEST,
    LEVELS,
    MISSED,
    Scope,
    Tallies,
    Tally,
    add_to_table,
    is_sum,
    scopes_of,
    spread_out,
)
from tests.observe.history.home import opened, ticks

singles = st.lists(
    st.tuples(
        st.integers(0, MISSED - 1),
        st.integers(0, 90_000),
        st.integers(0, 90_000),
        st.integers(0, 1),
    ),
    max_size=60,
)
Singles = list[tuple[int, int, int, int]]


def tally_of(ecms: Singles) -> Tally:
    tally = Tally()
    for each in ecms:
        tally.add_ecm(*each)
    return tally


def test_only_good_answers_have_a_time_and_only_lines_that_were_asked() -> None:
    tally = tally_of(
        [
            (0, ticks(0.3), ticks(0.2), 0),  # answered
            (0, ticks(0.9), ticks(0.8), 1),  # joined: the line took it once
            (1, ticks(0.001), 0, 0),  # remembered
            (2, ticks(5.0), ticks(5.0), 0),  # timed out
        ]
    )

    waited, of_line = tally.figures(of_line=False), tally.figures(of_line=True)
    assert (waited.asked, waited.answered, waited.failed) == (4, 3, 1)
    assert waited.outcomes[Outcome.TIMED_OUT] == 1
    assert (waited.worst_s, of_line.worst_s) == (0.9, 0.2)
    assert of_line.p99_s == pytest.approx(0.2, rel=0.05)


@given(singles, singles)
def test_rows_add_up_as_what_they_were_made_of(a: Singles, b: Singles) -> None:
    together = tally_of(a + b)
    added, from_rows = tally_of(a), Tally()
    added.add(tally_of(b))
    for part in (a, b):
        from_rows.add_row(tally_of(part).row())

    assert Tally.of(a + b).row() == added.row()
    assert added.row() == from_rows.row() == together.row()


def test_a_question_counts_for_all_whom_it_concerns() -> None:
    scopes = scopes_of(Scope(2, 3, 4))

    assert set(scopes) == {(2, 3, 4), (0, 0, 0), (2, 0, 0), (0, 3, 0), (0, 0, 4)}
    assert [is_sum(each) for each in scopes] == [False, True, True, True, True]


def test_each_level_has_the_same_sums() -> None:
    day = 30 * 86_400
    tallies: Tallies = {
        (day + at, Scope(2, 3, 4)): tally_of([(0, 100, 90, 0)])
        for at in (0, 600, 3600, 90_000)
    }

    levels = list(spread_out(tallies, [(day + 5, 2)]))

    assert [level for level, _ in levels] == list(LEVELS)
    for level, sums in levels:
        everything = [t.asked for (_, s), t in sums.items() if s == (0, 0, 0)]
        of_line = [t.counts[MISSED] for (_, s), t in sums.items() if s == (2, 0, 0)]
        assert (sum(everything), sum(of_line)) == (4, 1), level
        assert all(start % level.width_s == 0 for start, _ in sums)
        assert any(s == (2, 3, 4) for _, s in sums) is (level is not COARSEST)


def test_each_level_divides_the_next() -> None:
    widths = [level.width_s for level in LEVELS]

    assert all(b % a == 0 for a, b in pairwise(widths))


def test_the_file_has_the_sum_of_what_it_was_given(tmp_path: Path) -> None:
    a, b = [(0, 100, 90, 0)], [(2, 5000, 4000, 0), (1, 7, 0, 0)]
    key = (600, Scope(2, 3, 4))
    with opened(tmp_path / "history.db") as connection:
        add_to_table(connection, FINEST, {key: tally_of(a)})
        add_to_table(connection, FINEST, {key: tally_of(b)})
        row = connection.execute("SELECT * FROM ten_minutes").fetchone()

    assert row == (600, 2, 3, 4, *tally_of(a + b).row())
