import logging
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from hearth.core import observations as seen
from hearth.observe.history import history as rooms
from hearth.observe.history.history import MAX_WAITING, History
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import NoteKind
from tests.observe.history.home import LINE, NEWS, NOON, down, ecm, no_link, up

KILLS = 8


class Clock:
    """A clock that is set by the test."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def history(path: Path, clock: Clock) -> Iterator[History]:
    made = make(path, clock)
    with closing(made):
        yield made


def make(path: Path, clock: Clock) -> History:
    return History(path, unix_offset=NOON, link_of=no_link, monotonic=clock)


def test_what_is_seen_is_in_the_file_once_it_is_flushed(
    history: History, path: Path, clock: Clock
) -> None:
    history.start()
    history(ecm(), 5.0)
    history(seen.LinePaused(LINE, 1.0), 6.0)  # nobody will ask for it
    clock.now = 7.0
    history.note(NoteKind.FREEZE, "it froze", receiver="living")

    assert history.flush()

    reader = HistoryReader(path)
    assert [e.at for e in reader.ecms()] == [NOON + 5]
    freeze, restart = reader.notes()
    assert (freeze.at, freeze.text, freeze.receiver) == (NOON + 7, "it froze", "living")
    assert (restart.kind, restart.step) == (NoteKind.RESTART, "first")
    assert history.problem == ""
    assert history.dropped == 0


def test_what_waits_is_written_at_the_end(
    history: History, path: Path, clock: Clock
) -> None:
    history.start()
    history(ecm(), 5.0)
    history.close()

    assert len(HistoryReader(path).ecms()) == 1
    with closing(make(path, clock)) as again:
        clock.now = 100.0
        again.start()
        assert again.flush()
    assert [n.step for n in HistoryReader(path).notes()][-1] == "first"


def test_nothing_is_kept_of_a_history_that_is_not_started(
    history: History, path: Path
) -> None:
    history(ecm(), 5.0)

    assert not history.flush()
    history.close()
    assert not path.exists()


def test_a_flood_is_written_before_it_is_too_much(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken = threading.Event()
    with closing(make(path, clock)) as history:
        monkeypatch.setattr(history, "_wake", woken)
        for i in range(rooms.HURRY_AT):
            assert not woken.is_set()
            history(ecm(), float(i))
        assert woken.is_set()


def test_the_disk_is_not_asked_for_every_piece_of_a_flood(
    path: Path, clock: Clock
) -> None:
    with closing(make(path, clock)) as history:

        def turn(count: int, at: float) -> int:
            clock.now = at
            for _ in range(count):
                history(ecm(), at)
            history._turn(is_last=False, at_once=False)
            return HistoryReader(path).figures().asked

        assert turn(1, 0.0) == 1
        assert turn(rooms.HURRY_AT, 5.0) == 1
        assert turn(rooms.HURRY_AT, 10.0) == 1
        assert history._patience_s() == rooms.BATCH_S - 10.0
        assert turn(rooms.HURRY_AT, rooms.BATCH_S) == 3 * rooms.HURRY_AT + 1
        assert history._patience_s() == rooms.BATCH_S
        assert turn(rooms.HURRY_AT, 40.0) == 3 * rooms.HURRY_AT + 1
        assert turn(2, 41.0) == 4 * rooms.HURRY_AT + 3, "the flood is over"


def test_a_flood_is_in_the_file_after_so_many(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "MOST_OPEN", 2 * rooms.HURRY_AT)
    with closing(make(path, clock)) as history:
        asked = []
        for _ in range(4):
            for _ in range(rooms.HURRY_AT):
                history(ecm(), 0.0)
            history._turn(is_last=False, at_once=False)
            asked.append(HistoryReader(path).figures().asked if path.exists() else 0)

        assert asked == [0, 0, 3 * rooms.HURRY_AT, 3 * rooms.HURRY_AT]


def test_the_oldest_is_forgotten_when_too_much_waits(
    history: History, path: Path
) -> None:
    for i in range(MAX_WAITING + 9):
        history(ecm(), float(i))
    history.start()  # which notes the restart: one more
    assert history.flush()

    assert history.dropped == 10
    assert HistoryReader(path).figures().asked == MAX_WAITING - 1
    assert min(e.at for e in HistoryReader(path).ecms(limit=9999)) == NOON + 10


def test_what_cannot_be_written_yet_waits(
    history: History, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "state"
    folder.write_text("a file where a folder should be")
    path = folder / "history.db"
    with closing(make(path, clock)) as history:
        history.start()
        for i in range(5):
            history(ecm(), float(i))
            assert not history.flush()
            assert "is not written" in history.problem
        folder.unlink()

        assert history.flush()
        assert history.problem == ""
        assert HistoryReader(path).figures().asked == 5


def test_what_waits_for_a_full_disk_is_bounded(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    with closing(make(tmp_path / "state" / "history.db", clock)) as history:
        history.start()
        for i in range(MAX_WAITING + 99):
            history(ecm(), float(i))
            if i % 1000 == 0:
                history.flush()
        history.flush()

        assert len(history._pending) == MAX_WAITING
        assert history.dropped == 100


def test_a_fault_of_ours_costs_one_batch_and_the_log_says_so(
    history: History, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    history.start()
    history.flush()
    history(ecm()._replace(hop=None), 1.0)  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR, "hearth.history"):
        history.flush()
    history(ecm(), 2.0)

    assert history.flush()
    assert "1 facts are not remembered" in caplog.text
    assert (history.dropped, HistoryReader(path).figures().asked) == (1, 1)


def test_a_configuration_without_a_line(history: History, path: Path) -> None:
    history.start()
    history(up(), 0.0)
    history.configure([], raw_days=1, hourly_days=2)
    history.flush()

    kinds = [n.kind for n in HistoryReader(path).notes()]
    assert NoteKind.LINE_GONE in kinds
    assert history._book.keep == (1, 2)


def test_the_clock_is_set(history: History, path: Path) -> None:
    history.start()
    history.flush()
    history.set_clock(NOON + 1000)
    history(ecm(), 1.0)
    history.flush()

    assert [e.at for e in HistoryReader(path).ecms()] == [NOON + 1001]


def test_a_file_is_looked_through_on_request(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[float] = []
    monkeypatch.setattr(history._book, "examine", looked_at.append)
    history.start()
    history.flush()
    assert looked_at == []

    history.examine()
    history.flush()
    history.flush()
    assert looked_at == [NOON]


def test_no_secret_is_in_the_file(history: History, path: Path) -> None:
    """Observations have none; what has one by its nature is not remembered."""
    history.start()
    history(ecm(), 1.0)
    history(down(), 2.0)
    history(seen.ReceiverLoggedIn("living", "192.168.1.9"), 3.0)
    history(seen.ConnectionRefused("192.168.1.9", "guest", "wrong password"), 4.0)
    history(seen.EmmPassed("living", LINE, NEWS[0], 64), 5.0)
    history.close()

    with closing(sqlite3.connect(path)) as connection:
        columns = [
            column[1]
            for (table,) in connection.execute("SELECT name FROM sqlite_master")
            for column in connection.execute(f"PRAGMA table_info({table})")
        ]
    assert not {"password", "control_words", "section", "key"} & set(columns)


# Writes batches until it is killed; says after each how many questions are safe.
WRITE = """
import sys
from pathlib import Path
from hearth.observe.history.history import History
from tests.observe.history.home import NOON, ecm, no_link

history = History(
    Path(sys.argv[1]), unix_offset=NOON, link_of=no_link, monotonic=lambda: 1.0
)
history.start()
asked = int(sys.argv[2])
while True:
    for _ in range(7):
        history(ecm(), float(asked))
        asked += 1
    assert history.flush(60.0)
    print(asked, flush=True)
"""


def test_being_killed_at_any_moment_costs_what_was_not_written(path: Path) -> None:
    chance = random.Random(4)
    asked = 0
    for _ in range(KILLS):
        command = [sys.executable, "-c", WRITE, str(path), str(asked)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(chance.randrange(1, 12)):
                asked = int(process.stdout.readline())
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.random() / 50)
            process.kill()
            said = process.stdout.read().split("\n")[:-1]
            asked = max([asked, *map(int, said)])

        with closing(sqlite3.connect(path)) as connection:
            check = connection.execute("PRAGMA integrity_check").fetchone()
            singles = connection.execute("SELECT count(*) FROM ecm").fetchone()[0]
        assert check == ("ok",)
        assert asked <= singles <= asked + 7
        assert HistoryReader(path).figures().asked == singles
        asked = singles
