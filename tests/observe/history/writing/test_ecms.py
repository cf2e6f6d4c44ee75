"""The single questions of a batch, as they come into the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearth.observe.history.codes import TICKS
from hearth.observe.history.tally import FINEST, Scope
from hearth.observe.history.writing.ecms import ROWS, EcmRow, Ecms
from tests.observe.history.home import opened

NOON = 12 * 3600 * TICKS
ROW = EcmRow(NOON, 2, 3, 1, 0, 1, 0, 210, 10, 200)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with opened(tmp_path / "history.db") as found:
        yield found


def rows(connection: sqlite3.Connection) -> list[tuple[int, ...]]:
    return connection.execute("SELECT * FROM ecm ORDER BY number").fetchall()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            EcmRow,
            number=st.integers(NOON, NOON + 50),
            receiver=st.integers(1, 9),
            line=st.integers(1, 9),
            service=st.integers(1, 9),
            outcome=st.integers(0, 6),
            hop=st.integers(0, 255),
            joined=st.booleans(),
            total=st.integers(0, 10**6),
            queue=st.integers(0, 10**6),
            line_time=st.integers(0, 10**6),
        ),
        max_size=3 * ROWS,
    )
)
def test_every_question_gets_a_row_of_its_own(
    connection: sqlite3.Connection, asked: list[EcmRow]
) -> None:
    connection.execute("DELETE FROM ecm")
    ecms = Ecms(connection)

    numbers = [ecms.add(row) for row in asked]
    ecms.save()

    given = [row._replace(number=n) for row, n in zip(asked, numbers, strict=True)]
    assert rows(connection) == sorted(tuple(map(int, row)) for row in given)
    assert sum(tally.asked for tally in ecms.tallies.values()) == len(asked)


def test_no_more_than_some_are_kept_in_memory(connection: sqlite3.Connection) -> None:
    ecms = Ecms(connection)

    for _ in range(ROWS):
        ecms.add(ROW)

    assert len(rows(connection)) == ROWS
    assert not ecms._rows


def test_figures_are_of_the_span_and_of_whom_they_concern(
    connection: sqlite3.Connection,
) -> None:
    ecms = Ecms(connection)
    next_span = NOON + FINEST.width_s * TICKS

    for row in (ROW, ROW._replace(receiver=5), ROW._replace(number=next_span)):
        ecms.add(row)

    noon = NOON // TICKS
    assert set(ecms.tallies) == {
        (noon, Scope(3, 1, 2)),
        (noon, Scope(3, 1, 5)),
        (noon + FINEST.width_s, Scope(3, 1, 2)),
    }


def test_a_batch_that_was_thrown_away_leaves_nothing(
    connection: sqlite3.Connection,
) -> None:
    ecms = Ecms(connection)
    ecms.add(ROW)

    ecms.clear()
    ecms.save()

    assert not rows(connection)
    assert not ecms.tallies
