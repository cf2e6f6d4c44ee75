import sqlite3
from pathlib import Path

import pytest

from hearth.core import observations as seen
from hearth.core.observations import Fault, Outcome
from hearth.observe.history.reader import HistoryReader
from hearth.observe.history.views import EcmFilter, LineState, LinkKind, NoteKind
from hearth.observe.history.writing.entries import Entry
from hearth.observe.history.writing.writer import MAX_LINKS, Writer
from tests.observe.history.home import (
    LINE,
    NEWS,
    NOON,
    down,
    ecm,
    no_link,
    opened,
    remark,
    remember,
    up,
)


def test_a_question_is_remembered_with_all_its_legs(tmp_path: Path) -> None:
    asked = seen.EcmDone(
        "living", *NEWS, Outcome.ANSWERED, LINE, 2, 0.3, 0.05, 0.2, joined=True
    )
    [told] = remember(tmp_path / "history.db", [(NOON, asked)]).ecms()

    assert told[1:] == (NOON, *asked)


def test_two_questions_of_one_moment_are_both_remembered(tmp_path: Path) -> None:
    reader = remember(
        tmp_path / "history.db", [(NOON, ecm("living")), (NOON, ecm("kitchen"))]
    )

    assert [e.receiver for e in reader.ecms()] == ["kitchen", "living"]


def test_nothing_of_a_batch_that_fails_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with opened(path) as connection:
        writer = Writer(connection, no_link, {})
        with pytest.raises(sqlite3.IntegrityError):
            writer.take([(NOON, ecm()), (NOON, _broken())], 0.0, NOON, NOON)

        for table in ("ecm", "hourly", "viewing", "name", "run"):
            rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert rows == (table == "name",), table


def test_what_is_taken_piece_by_piece_is_the_same_as_all_at_once(
    tmp_path: Path,
) -> None:
    batch: list[Entry] = [
        (NOON + i, ecm(("living", "kitchen")[i % 2])) for i in range(300)
    ]
    tables = []
    for file, pieces in (("whole.db", [batch]), ("pieces.db", _pieces(batch, 70))):
        with opened(tmp_path / file) as connection:
            writer = Writer(connection, no_link, {})
            for piece in pieces:
                writer.take(piece, 0.0, NOON, piece[-1][0])
            writer.save(batch[-1][0])
            tables.append(
                [
                    connection.execute(f"SELECT * FROM {table}").fetchall()
                    for table in ("ecm", "ten_minutes", "monthly", "viewing", "run")
                ]
            )

    assert tables[0] == tables[1]
    assert len(tables[0][0]) == 300


def test_a_piece_that_fails_undoes_those_before_it(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db") as connection:
        writer = Writer(connection, no_link, {})
        writer.take([(NOON, ecm())], 0.0, NOON, NOON)
        with pytest.raises(sqlite3.IntegrityError):
            writer.take([(NOON + 1, _broken())], 0.0, NOON, NOON + 1)

        assert connection.execute("SELECT count(*) FROM ecm").fetchone() == (0,)
        assert not connection.in_transaction


def _pieces(batch: list[Entry], size: int) -> list[list[Entry]]:
    return [batch[at : at + size] for at in range(0, len(batch), size)]


def _broken() -> seen.EcmDone:
    return ecm()._replace(hop=None)  # type: ignore[arg-type]


def test_attempts_that_another_line_made_up_for_are_counted(tmp_path: Path) -> None:
    failed = seen.AttemptFailed(LINE, NEWS[0], NEWS[2], 5.0, "no answer")
    wrong = seen.BadControlWords(LINE, NEWS[0], NEWS[2], Fault.STALE)
    reader = remember(
        tmp_path / "history.db", [(NOON, failed), (NOON + 1, failed), (NOON, wrong)]
    )

    assert reader.figures(EcmFilter(line=LINE)).missed == 3
    assert [(n.kind, n.times) for n in reader.notes()] == [
        (NoteKind.BAD_CONTROL_WORDS, 1),
        (NoteKind.MISSED, 2),
    ]


def test_crypto_periods_are_learnt_from_answered_questions(tmp_path: Path) -> None:
    asked = [(NOON + 7.0 * i, ecm(total_s=0.1 * (i % 3))) for i in range(40)]
    reader = remember(tmp_path / "history.db", asked)

    assert reader.period(NEWS) == pytest.approx(7.0, abs=0.25)


def test_how_a_receiver_is_reached_is_looked_up_when_it_logs_in(
    tmp_path: Path,
) -> None:
    def link_of(address: str) -> LinkKind:
        return "wireless" if address == "192.168.1.9" else "wired"

    links: dict[str, LinkKind] = {}
    with opened(tmp_path / "history.db") as connection:
        writer = Writer(connection, link_of, links)
        logged_in = seen.ReceiverLoggedIn("living", "192.168.1.9")
        left = seen.ReceiverLeft("living", "192.168.1.9", "it hung up")
        batch: list[Entry] = [(NOON, logged_in), (NOON + 1, ecm()), (NOON + 2, left)]
        writer.take(batch, 0.0, NOON, NOON)
        writer.save(NOON)
        writer.take(
            [
                (NOON, seen.ReceiverLoggedIn(f"box{i}", "192.168.1.8"))
                for i in range(MAX_LINKS + 5)
            ],
            0.0,
            NOON,
            NOON,
        )
        writer.save(NOON)
        assert connection.execute("SELECT link FROM viewing").fetchall() == [(2,)]

    assert len(links) == MAX_LINKS


def test_a_restart_says_how_the_run_before_ended(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    reader = HistoryReader(path)
    for day, is_last in enumerate((True, False, False)):
        at = NOON + 86_400 * day
        start = [(at, remark(NoteKind.RESTART))]
        remember(path, start, began=at, is_last=is_last)

    assert [n.step for n in reader.notes()[::-1]] == ["first", "stopped", "broken off"]


def test_lines_are_what_they_were_when_the_clock_is_set(tmp_path: Path) -> None:
    """A box without a clock begins in 1970, and learns the time a minute later."""
    with opened(tmp_path / "history.db") as connection:
        writer = Writer(connection, no_link, {})
        writer.take([(5.0, up(LINE)), (6.0, down("spare.lan:1"))], 0.0, 1.0, 10.0)
        writer.save(10.0)
        writer.take([], NOON, NOON + 1.0, NOON + 60.0)
        writer.save(NOON + 60.0)
    reader = remember(tmp_path / "history.db", [], began=NOON + 1.0, now=NOON + 60)

    one = reader.availability(LINE, NOON + 1.1, NOON + 60.0).spans[0]
    other = reader.availability("spare.lan:1", NOON + 1.1, NOON + 60.0).spans[0]
    assert (one.state, other.state) == (LineState.UP, LineState.DOWN)
    assert other.reason == "no"
