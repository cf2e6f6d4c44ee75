from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.core.observations import Outcome
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.reading import ecms
from hearth.observe.history.views import EcmFilter
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

COUNT = 300


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> HistoryReader:
    """Give a home that asks every quarter of an hour for three days."""
    what = [
        (
            NOON + 900.0 * i,
            ecm(
                "living" if i % 3 else "kitchen",
                NEWS if i % 5 else FILM,
                Outcome.ANSWERED if i % 7 else Outcome.TIMED_OUT,
                LINE if i % 2 else SPARE,
            ),
        )
        for i in range(COUNT)
    ]
    return remember(tmp_path_factory.mktemp("ecms") / "history.db", what)


filters = st.builds(
    EcmFilter,
    receiver=st.sampled_from(["", "living", "kitchen"]),
    line=st.sampled_from(["", LINE]),
    service=st.sampled_from([None, FILM]),
    kind=st.sampled_from(["all", "good", "failed"]),
    begin=st.integers(int(NOON) - 5, int(NOON) + 300_000),
    end=st.integers(int(NOON), int(NOON) + 300_000),
)


@given(filters, st.integers(1, 60))
@settings(max_examples=25)
def test_pages_of_a_filter_are_what_fits_it(
    reader: HistoryReader, where: EcmFilter, size: int
) -> None:
    everything = reader.ecms(limit=1000)
    assert len(everything) == COUNT
    told, before = [], None
    while page := reader.ecms(where, before, size):
        assert len(page) <= size
        told += page
        before = page[-1].number

    assert told == [
        e
        for e in everything
        if where.receiver in ("", e.receiver)
        and where.line in ("", e.line)
        and where.service in (None, (e.ca_system_id, e.provider_id, e.service_id))
        and where.kind in ("all", "good" if e.is_good else "failed")
        and where.begin <= e.at < where.end
    ]


def test_of_nobody_there_is_nothing(reader: HistoryReader) -> None:
    assert reader.ecms(EcmFilter(receiver="garage")) == []


def test_questions_are_found_by_their_time(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db") as connection:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        ecms._read(connection, "receiver = 2", (1, 9), 5)
        connection.set_trace_callback(None)
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statements[0]}").fetchall()

    plan = [r[-1] for r in rows]
    assert "SEARCH ecm USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in plan
