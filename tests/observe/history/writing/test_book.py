import logging
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hearth.observe.history import database
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from hearth.observe.history.writing import book as rooms
from hearth.observe.history.writing.book import ALIVE_S, Book, Keep
from hearth.observe.history.writing.entries import Entry
from tests.observe.history.home import NOON, ecm, no_link, remark


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "history.db"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with closing(make(path)) as found:
        yield found


def make(path: Path) -> Book:
    return Book(path, Keep(30, 400), link_of=no_link, began=0.0)


def batch(*seconds: float) -> list[Entry]:
    return [(at, ecm()) for at in seconds]


def remembered(path: Path) -> list[float]:
    return [e.at - NOON for e in HistoryReader(path).ecms()[::-1]]


def test_a_batch_is_written(book: Book, path: Path) -> None:
    assert book.write(batch(1, 2), NOON, 2.0)

    assert remembered(path) == [1, 2]
    assert book.problem == ""


def test_while_more_comes_nothing_is_in_the_file_yet(book: Book, path: Path) -> None:
    book.write([], NOON, 0.0)
    for second in (1, 2, 3):
        assert book.write(batch(second), NOON, second, more_comes=True)
    assert book.open_entries == 3
    assert remembered(path) == []

    assert book.write([], NOON, 4.0)
    assert book.open_entries == 0
    assert book.lost == 0
    assert remembered(path) == [1, 2, 3]


def test_what_never_got_into_the_file_is_counted(
    book: Book, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    book.write(batch(1), NOON, 1.0)
    book.write(batch(2, 3), NOON, 3.0, more_comes=True)
    assert book._connection is not None
    pages = book._connection.execute("PRAGMA page_count").fetchone()[0]
    book._connection.execute(f"PRAGMA max_page_count = {pages}").close()

    assert not book.write(batch(*range(4, 2000)), NOON, 2000.0, more_comes=True)

    assert (book.open_entries, book.lost) == (0, 2)
    assert remembered(path) == [1]


def test_an_idle_home_writes_only_now_and_then(book: Book, path: Path) -> None:
    def ended() -> float:
        with closing(sqlite3.connect(path)) as connection:
            return float(connection.execute("SELECT ended FROM run").fetchone()[0])

    book.write([], NOON, 0.0)
    first = ended()
    book.write([], NOON, ALIVE_S - 1)
    assert ended() == first
    book.write([], NOON, ALIVE_S)
    assert ended() == first + ALIVE_S * 10_000


def test_a_full_disk_is_waited_out(
    book: Book, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    book.write(batch(1), NOON, 1.0)
    assert book._connection is not None
    pages = book._connection.execute("PRAGMA page_count").fetchone()[0]
    book._connection.execute(f"PRAGMA max_page_count = {pages}").close()
    many = batch(*range(2, 2000))

    with caplog.at_level(logging.INFO, "hearth.history"):
        assert not book.write(many, NOON, 2000.0)
        assert book.problem.endswith("is not written: the disk is full")
        assert remembered(path) == [1]

        assert book.write(many, NOON, 2030.0)  # opened anew, without that bound
    assert book.problem == ""
    assert HistoryReader(path).figures().asked == 1999
    assert [r.levelname for r in caplog.records] == ["ERROR", "INFO"]


# The real thing: the system lets no file grow any more.
FULL = """
import resource, signal, sys
from pathlib import Path
from tests.observe.history.writing.test_book import batch, make
from tests.observe.history.home import NOON

path = Path(sys.argv[1])
book = make(path)
assert book.write(batch(1), NOON, 1.0)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20_000, hard))
assert not book.write(batch(*range(2, 3000)), NOON, 3000.0)
print(book.problem)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
assert book.write(batch(*range(2, 3000)), NOON, 3030.0)
print(repr(book.problem))
book.close()
"""


def test_a_file_that_may_not_grow_is_waited_out(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FULL, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert resource.RLIMIT_FSIZE
    assert "is not written: " in done.stdout
    assert done.stdout.endswith("''\n")
    assert HistoryReader(path).figures().asked == 2999


def test_a_file_that_cannot_be_written(
    book: Book, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root writes where it may not; SQLite's own switch binds root as well."""
    book.write(batch(1), NOON, 1.0)
    assert book._connection is not None
    book._connection.execute("PRAGMA query_only = ON")

    assert not book.write(batch(2), NOON, 2.0)
    assert "read-only" in book.problem
    assert book.write(batch(2), NOON, 3.0)
    assert (book.problem, remembered(path)) == ("", [1, 2])


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    with closing(make(tmp_path / "state" / "history.db")) as book:
        assert not book.write(batch(1), NOON, 1.0)
        assert "is not written: " in book.problem

        (tmp_path / "state").unlink()
        assert book.write(batch(1), NOON, 2.0)
        assert book.problem == ""


def test_a_file_that_has_no_place_for_its_log(book: Book, path: Path) -> None:
    book.write(batch(1), NOON, 1.0)
    book.close()
    path.with_name("history.db-wal").mkdir()

    assert not book.write(batch(2), NOON, 2.0)
    assert book.problem.endswith("it cannot be opened")
    path.with_name("history.db-wal").rmdir()
    assert book.write(batch(2), NOON, 3.0)
    assert (book.problem, remembered(path)) == ("", [1, 2])


def test_a_file_that_another_program_holds(
    book: Book, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.0)
    book.write(batch(1), NOON, 1.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not book.write(batch(2), NOON, 2.0)
        assert "another program holds it" in book.problem

    assert book.write(batch(2), NOON, 3.0)
    assert remembered(path) == [1, 2]


# what it shows          what is in the file
DAMAGES = [
    ("never a database", b"something else altogether" * 400),
    ("a torn header", b"SQLite format 3\x00" + b"\xff" * 8000),
]


@pytest.mark.parametrize(("shows", "content"), DAMAGES)
def test_a_damaged_file_is_put_aside_and_a_new_one_begun(
    shows: str, content: bytes, book: Book, path: Path
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    assert book.write(batch(1), NOON, 1.0), shows
    assert remembered(path) == [1]
    [aside] = path.parent.glob("history.db.damaged-*")
    assert aside.read_bytes() == content
    assert book.problem == (
        f"The history was damaged. It is now {aside.name}, and a new one was begun"
    )
    book.write(batch(2), NOON, 2.0)
    assert "was damaged" in book.problem  # until Hearth is started again


def test_a_file_is_looked_through_when_a_reader_finds_it_damaged(
    book: Book, path: Path
) -> None:
    book.write(batch(*range(2000)), NOON, 2000.0)
    book.examine(NOON)
    assert book.problem == ""
    book.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))

    book.examine(NOON)

    assert "was damaged" in book.problem
    assert book.write(batch(1), NOON, 1.0)
    assert remembered(path) == [1]


def test_a_damaged_file_that_cannot_be_moved(
    book: Book, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"something else altogether" * 400)

    def refuse(path: Path, at: float) -> Path:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(rooms, "move_aside", refuse)

    assert not book.write(batch(1), NOON, 1.0)
    assert book.problem.endswith("cannot be moved aside: Operation not permitted")


def test_a_newer_file_turns_the_history_off(book: Book, path: Path) -> None:
    book.write(batch(1), NOON, 1.0)
    assert book._connection is not None
    book._connection.execute("PRAGMA user_version = 99")
    book.close()

    assert book.write(batch(2), NOON, 2.0)
    assert book.is_off
    assert book.problem.startswith("Nothing is remembered: ")
    assert "made by a newer Hearth" in book.problem
    assert book.write(batch(3), NOON, 3.0)
    book.examine(NOON)
    assert [p.name for p in path.parent.glob("*damaged*")] == []


def test_a_file_that_is_taken_away_is_begun_anew(book: Book, path: Path) -> None:
    book.write(batch(1), NOON, 1.0)
    path.unlink()

    assert book.write(batch(2), NOON, 2.0)
    assert remembered(path) == [2]


def test_a_fault_of_ours_is_not_the_disks(book: Book, path: Path) -> None:
    wrong = ecm()._replace(hop=None)  # type: ignore[arg-type]

    with pytest.raises(sqlite3.IntegrityError):
        book.write([(1.0, wrong)], NOON, 1.0)

    assert book.problem == ""
    assert book.write(batch(1), NOON, 1.0)


def test_what_is_too_old_goes_now_and_then(book: Book, path: Path) -> None:
    book.write(batch(1), NOON, 1.0)
    later = 31 * 86_400.0
    book.write(batch(later), NOON, later)

    assert remembered(path) == [later]


def test_the_clock_is_set(book: Book, path: Path) -> None:
    book.write([(0.0, remark(NoteKind.RESTART))], 100.0, 1.0)
    book.write(batch(60.0), NOON, 60.0)

    with closing(sqlite3.connect(path)) as connection:
        runs = connection.execute("SELECT number, ended FROM run").fetchall()
    assert runs == [
        (1_000_000, 1_010_000),
        (NOON * 10_000, (NOON + 60) * 10_000),
    ]
