import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hearth.observe.history import database
from hearth.observe.history.database import (
    ForeignFileError,
    HistoryError,
    is_damage,
    migrate,
    move_aside,
    open_to_read,
    open_to_write,
    size_of,
    version_of,
    versions,
    words_for,
)
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import EcmFilter
from tests.observe.history.home import NOON, opened

# A file as version 1 wrote it, by SQL alone: what is in there must stay readable.
VERSION_1 = """
INSERT INTO name VALUES (2, 'living'), (3, 'card.lan:12000');
INSERT INTO service VALUES (1, 1608, 16, 4097, 100000);
INSERT INTO ecm VALUES (17900000000000, 2, 3, 1, 0, 1, 0, 2000, 0, 1900);
INSERT INTO hourly VALUES
    (1789999200, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, x'4B0101', 2000, x'4B0101', 1900),
    (1789999200, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, x'4B0101', 2000, x'4B0101', 1900);
INSERT INTO note VALUES (17900000000000, 3, 2, 1, '', 'it froze', '', 1);
INSERT INTO viewing VALUES (17900000000000, 17900000600000, 2, 1, 2, 60, 0);
INSERT INTO run VALUES (17900000000000, 17900000600000, 1);
"""
SCRIPTS = {1: VERSION_1}  # rows of each version that ever was


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def of_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, version)
        connection.executescript(SCRIPTS[version])


def test_every_version_has_its_rows_here() -> None:
    assert set(SCRIPTS) == set(versions()) == set(range(1, len(versions()) + 1))


@pytest.mark.parametrize("version", sorted(SCRIPTS))
def test_what_an_older_version_wrote_is_still_there(path: Path, version: int) -> None:
    of_version(path, version)

    with opened(path) as connection:
        assert version_of(connection) == max(versions())
    reader = HistoryReader(path)
    [ecm] = reader.ecms(EcmFilter(receiver="living"))
    assert (ecm.at, ecm.line, ecm.total_s) == (1_790_000_000, "card.lan:12000", 0.2)
    assert reader.figures(EcmFilter(receiver="living")).asked == 1
    assert [note.text for note in reader.notes()] == ["it froze"]
    assert [viewing.link for viewing in reader.journal("living")] == ["wireless"]
    assert [period for _, _, period in reader.channels(0, 2e9)] == []


def test_a_step_that_fails_leaves_the_file_as_it_was(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_version(path, 1)
    steps = tmp_path / "schema"
    steps.mkdir()
    (steps / "0001_memory.sql").write_text("")
    (steps / "0002_wrong.sql").write_text("CREATE TABLE new (a); SELECT nonsense;")
    monkeypatch.setattr(database, "SCHEMA", steps)

    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        open_to_write(path)

    with closing(sqlite3.connect(path)) as connection:
        assert version_of(connection) == 1
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'new'")
        assert found.fetchall() == []


def test_the_file_of_a_newer_hearth_is_left_alone(path: Path) -> None:
    with opened(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()

    with pytest.raises(ForeignFileError, match="made by a newer Hearth"):
        open_to_write(path)

    assert path.read_bytes() == before
    with pytest.raises(HistoryError, match="newer Hearth"), open_to_read(path):
        pass


def test_the_file_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (cake)")

    with pytest.raises(ForeignFileError, match="another program's"):
        open_to_write(path)


def test_a_file_that_is_not_there_is_an_empty_one(path: Path) -> None:
    with open_to_read(path) as connection:
        assert connection.execute("SELECT count(*) FROM ecm").fetchone() == (0,)

    assert not path.exists()


def test_a_file_that_is_just_begun_is_an_empty_one(path: Path) -> None:
    path.touch()

    with open_to_read(path) as connection:
        assert connection.execute("SELECT count(*) FROM ecm").fetchone() == (0,)


def test_what_is_read_cannot_be_changed(path: Path) -> None:
    with opened(path):
        pass

    with pytest.raises(HistoryError, match="read-only"), open_to_read(path) as found:
        found.execute("DELETE FROM ecm")


def test_a_reader_says_that_a_file_is_damaged(path: Path) -> None:
    path.write_bytes(b"no database at all, and long enough for a header" * 100)

    with pytest.raises(HistoryError, match="it is damaged"), open_to_read(path):
        pass


def test_every_write_is_synced_and_the_log_is_kept_small(path: Path) -> None:
    with opened(path) as connection:
        settings = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "journal_size_limit")
        ]

    assert settings == ["wal", 2, database.WAL_BYTES]


def test_damaged_files_are_kept_aside_but_not_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    aside = path
    for day in range(5):
        path.write_text(str(day))
        (tmp_path / "history.db-wal").write_text(f"{day}'s")
        aside = move_aside(path, NOON + 86_400 * day)

    assert aside.name.startswith("history.db.damaged-20")
    kept = sorted(p.read_text() for p in tmp_path.iterdir())
    assert kept == ["2", "2's", "3", "3's", "4", "4's"]


def test_the_size_is_that_of_the_file_and_its_log(path: Path) -> None:
    assert size_of(path) == 0
    path.write_bytes(b"12345")
    path.with_name("history.db-wal").write_bytes(b"123")

    assert size_of(path) == 8


def test_words_for_what_a_disk_does() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    corrupt = sqlite3.DatabaseError("malformed")
    corrupt.sqlite_errorcode = sqlite3.SQLITE_CORRUPT_VTAB

    assert words_for(full) == "the disk is full"
    assert words_for(OSError(28, "No space left on device")).startswith("No space")
    assert words_for(sqlite3.OperationalError("other")) == "other"
    assert (is_damage(full), is_damage(corrupt)) == (False, True)
