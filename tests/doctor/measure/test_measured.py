import pytest

from hearth.doctor.measure.measured import Source, asked_times
from tests.doctor.measure.made import measured, wire


def test_nothing_was_measured() -> None:
    nothing = measured()

    assert (nothing.connect_s, nothing.jitter_s, nothing.lost_share) == (None,) * 3


def test_figures_of_connections() -> None:
    one = measured(connects_s=(0.001, 0.003, 0.002), wire=wire(sent=50, again=1))

    assert one.connect_s == 0.002
    assert one.jitter_s == pytest.approx(0.0015)
    assert one.lost_share == 0.02


def test_figures_of_questions() -> None:
    ecm = asked_times([0.2, 0.3, 0.4], failed=1)

    assert (ecm.source, ecm.asked, ecm.failed_share) == (Source.ASKED, 4, 0.25)
    assert ecm.times.p50_s == 0.3
    assert asked_times([], 0).failed_share == 0.0
