import time
from pathlib import Path

import pytest

from hearth.core import observations as seen
from hearth.doctor.measure.measured import Source
from hearth.doctor.measure.past import ENOUGH, month_of, months_before, past_of
from hearth.dvb import ServiceId
from tests.doctor.answers.test_from_history import BEGAN, remember
from tests.doctor.made import CAID, LINE, evening

DAY_S = 86_400.0


def test_no_history(tmp_path: Path) -> None:
    for file in (None, tmp_path / "none"):
        assert "Hearth has not run here" in past_of(file, LINE, BEGAN).why_not


def test_a_damaged_history(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    file.write_bytes(b"no database" * 1000)

    assert past_of(file, LINE, BEGAN).why_not


def test_lately_and_the_months_before(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    missed = seen.AttemptFailed(LINE, CAID, ServiceId(1), 1.0, "no answer")
    remember(file, *evening(seconds=10.0 * ENOUGH), (20.0, missed))

    lately = past_of(file, LINE, BEGAN + DAY_S)
    later = past_of(file, LINE, BEGAN + 30 * DAY_S)

    assert lately.ecm is not None
    assert lately.ecm.source is Source.HISTORY
    assert (lately.ecm.asked, lately.ecm.failed) == (ENOUGH + 1, 1)
    assert lately.ecm.times.p95_s == pytest.approx(0.2, rel=0.06)
    assert lately.period_s == 10.0
    assert lately.months == {}
    assert later.ecm is None
    assert list(later.months) == [month_of(BEGAN)]
    assert past_of(file, "another", BEGAN + DAY_S).ecm is None


def test_months_go_back_over_the_year() -> None:
    assert months_before((2026, 2)) == ((2026, 1), (2025, 12), (2025, 11))
    assert month_of(time.mktime((2026, 11, 18, 12, 0, 0, 0, 0, -1))) == (2026, 11)
