import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.history.codes import NOBODY
from hearth.observe.history.writing import names
from hearth.observe.history.writing.names import Names, Numbers, clean
from tests.observe.history.home import FILM, NEWS, opened


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with opened(tmp_path / "history.db") as found:
        yield found


def test_a_name_keeps_its_number(connection: sqlite3.Connection) -> None:
    first, second = Names(connection), Names(connection)
    given = [first.name("living"), first.name("kitchen"), first.name("")]

    assert given[2] == NOBODY
    assert len(set(given)) == 3
    assert [second.name(n) for n in ("living", "kitchen", "")] == given


def test_a_service_keeps_its_number(connection: sqlite3.Connection) -> None:
    given = [Names(connection).service(key) for key in (NEWS, FILM)]

    assert given[0] != given[1]
    assert [Names(connection).service(key) for key in (NEWS, FILM)] == given


def test_what_is_kept_in_memory_is_bounded(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "KEPT", 4)
    known = Names(connection)
    keys = [(Caid(1), ProviderId(0), ServiceId(i)) for i in range(9)]
    given = [(known.name(f"box{i}"), known.service(key)) for i, key in enumerate(keys)]

    assert len(known._names) == len(known._services) == 4
    again = [(known.name(f"box{i}"), known.service(key)) for i, key in enumerate(keys)]
    assert again == given


@given(st.text(st.characters(), max_size=300))
def test_any_text_becomes_one_that_the_file_takes(text: str) -> None:
    assert len(clean(text).encode()) <= 4 * names.NAME_SIZE


def test_a_moment_that_is_taken_gives_the_next(connection: sqlite3.Connection) -> None:
    def insert(wanted: int) -> int:
        number = numbers.take(wanted)
        connection.execute("INSERT INTO run VALUES (?, 0, 0)", (number,))
        return number

    numbers = Numbers(connection, "run")
    assert [insert(n) for n in (100, 100, 100, 50, 101)] == [100, 101, 102, 50, 103]
    numbers = Numbers(connection, "run")
    assert [insert(n) for n in (50, 200)] == [51, 200]


def test_a_number_is_taken_before_its_row_is_there(
    connection: sqlite3.Connection,
) -> None:
    numbers = Numbers(connection, "run")
    assert [numbers.take(n) for n in (100, 100, 50, 50)] == [100, 101, 50, 51]

    for number in (100, 101, 50, 51):
        connection.execute("INSERT INTO run VALUES (?, 0, 0)", (number,))
    numbers.settle()

    assert [numbers.take(n) for n in (100, 50, 103)] == [102, 52, 103]
