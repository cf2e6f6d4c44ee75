import pytest

from hearth.doctor.logs.entry import moment, of_day


@pytest.mark.parametrize(
    ("text", "at"),
    [("00:00:01.5", 1.5), ("23:59:59", 86399.0), ("24:00:00", None), ("x", None)],
)
def test_the_time_of_a_day(text: str, at: float | None) -> None:
    assert of_day(text) == at


def test_a_moment() -> None:
    assert moment("2026-11-22", "%Y-%m-%d") is not None
    assert moment("x", "%Y-%m-%d") is None
