import shutil
from pathlib import Path

import pytest

from hearth.core.observations import ConnectionRefused
from hearth.observe.history.tally import LEVELS
from hearth.observe.history.views import NoteKind
from hearth.observe.history.writing import retention
from hearth.observe.history.writing.retention import DAY_S, forget
from hearth.observe.history.writing.writer import Writer
from tests.observe.history.home import NOON, ecm, no_link, opened, plan, remark

NOW = NOON + 500 * DAY_S
REFUSED = ConnectionRefused("192.168.1.9", "guest", "no")


@pytest.fixture(scope="module")
def long_ago(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with something every tenth day, the last of it now."""
    path = tmp_path_factory.mktemp("retention") / "history.db"
    with opened(path) as connection:
        writer = Writer(connection, no_link, {})
        for day in range(0, 501, 10):
            at = NOON + day * DAY_S
            what = (ecm(), REFUSED, remark(NoteKind.RELOAD))
            writer.take([(at, each) for each in what], 0.0, at, at)
            writer.save(at)
    return path


@pytest.fixture
def path(long_ago: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(long_ago, tmp_path))


def ages(path: Path, table: str, column: str, unit: float, where: str = "1") -> int:
    """Say how many days old the oldest of a table is."""
    with opened(path) as connection:
        [oldest] = connection.execute(
            f"SELECT min({column}) FROM {table} WHERE {where}"
        ).fetchone()
    return round((NOW - float(oldest) / unit) / DAY_S)


def test_single_questions_go_after_a_month_and_figures_after_a_year(
    path: Path,
) -> None:
    with opened(path) as connection:
        for _ in range(5):
            forget(connection, NOW, 30, 400)

    assert ages(path, "ecm", "number", 10_000) == 30
    assert ages(path, "ten_minutes", "start", 1) == 30
    assert ages(path, "hourly", "start", 1) == 400
    assert ages(path, "daily", "start", 1) <= 401
    assert 400 <= ages(path, "monthly", "start", 1) <= 430
    assert ages(path, "viewing", "number", 10_000) == 400
    assert ages(path, "note", "number", 10_000) == 400
    assert ages(path, "note", "number", 10_000, "kind = 6") == 30
    assert ages(path, "run", "number", 10_000) == 400


def test_it_goes_in_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "PIECE", 2)
    monkeypatch.setattr(retention, "PIECES", 3)
    left = []
    with opened(path) as connection:
        for _ in range(9):
            forget(connection, NOW, 30, 400)
            left += connection.execute("SELECT count(*) FROM ecm").fetchone()

    assert left == [45, 39, 33, 27, 21, 15, 9, 4, 4]


def test_what_is_too_old_is_found_by_the_keys(path: Path) -> None:
    with opened(path) as connection:
        for rule in retention._rules(0.0, 0.0):
            assert "run" in rule.statement or "SCAN" not in plan(
                connection, rule.statement
            )


def test_every_level_has_its_rule() -> None:
    statements = [rule.statement for rule in retention._rules(0.0, 0.0)]

    assert all(any(f" {x.table} " in s for s in statements) for x in LEVELS)
