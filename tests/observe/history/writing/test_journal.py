import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearth.observe.history.writing.journal import Journal
from tests.observe.history.home import NUMBER, opened, ticks

Row = tuple[float, float, int, int, int, int, int]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with opened(tmp_path / "history.db") as found:
        yield found


def saw(journal: Journal, service: int, *seconds: float, good: bool = True) -> None:
    for at in seconds:
        journal.saw(2, service, NUMBER + ticks(at), good=good, link=1)


def rows(connection: sqlite3.Connection) -> list[tuple[int, float, float, int, int]]:
    found = connection.execute("SELECT * FROM viewing ORDER BY number").fetchall()
    return [
        (service, (n - NUMBER) / 10_000, (ended - NUMBER) / 10_000, asked, failed)
        for n, ended, _, service, _, asked, failed in found
    ]


# what it shows              service and seconds          service, begin, end
JOURNALS = [
    ("one channel", [(1, 0, 10, 20)], [(1, 0, 20)]),
    ("a change", [(1, 0, 10), (2, 15, 25)], [(1, 0, 10), (2, 15, 25)]),
    ("a recording", [(1, 0), (2, 5), (1, 10), (2, 15)], [(1, 0, 10), (2, 5, 15)]),
    ("away and back", [(1, 0, 10, 100)], [(1, 0, 10), (1, 100, 100)]),
    ("a clock set back", [(1, 0, 10, -500)], [(1, -500, -500), (1, 0, 10)]),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "seen", "told"), JOURNALS)
def test_journal(
    shows: str,
    seen: list[tuple[int, ...]],
    told: list[tuple[int, int, int]],
    connection: sqlite3.Connection,
) -> None:
    journal = Journal(connection)
    for service, *seconds in seen:
        saw(journal, service, *seconds)
        journal.save(NUMBER + ticks(seconds[-1]))

    assert [row[:3] for row in rows(connection)] == told, shows


def test_what_goes_on_through_a_restart_is_one_viewing(
    connection: sqlite3.Connection,
) -> None:
    for seconds in (0, 30):
        journal = Journal(connection)
        saw(journal, 1, seconds)
        saw(journal, 1, seconds + 10, good=False)
        journal.save(NUMBER)

    assert rows(connection) == [(1, 0, 40, 4, 2)]


def test_what_lasts_over_a_day_is_told_as_several(
    connection: sqlite3.Connection,
) -> None:
    journal = Journal(connection)
    saw(journal, 1, *range(0, 100_000, 50))
    journal.save(NUMBER + ticks(100_000))

    assert [row[1] for row in rows(connection)] == [0, 86_450]


def test_what_is_over_is_not_kept_in_memory(connection: sqlite3.Connection) -> None:
    journal = Journal(connection)
    saw(journal, 1, 0)
    journal.save(NUMBER + ticks(61))

    assert journal._open == {}
