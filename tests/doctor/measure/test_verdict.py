import pytest

from hearth.doctor.measure.measured import Measured, asked_times
from hearth.doctor.measure.verdict import Grade, figures_of, fine, grade_of
from tests.doctor.measure.made import measured, remembered, wire

# what it shows                  what was measured                           words
GRADES = [
    (measured(connects_s=(0.001,) * 5), Grade.GOOD, "own network"),
    (measured(connects_s=(0.06,) * 5), Grade.GOOD, "very good over a VPN"),
    (measured(connects_s=(0.14,) * 5), Grade.GOOD, "good over a VPN"),
    (measured(connects_s=(0.2,) * 5), Grade.FAIR, "a slow network"),
    (measured(connects_s=(0.4,) * 5), Grade.POOR, "very slow"),
    (measured(connects_s=(0.001,), refused=1), Grade.POOR, "1 of 2 connections"),
    (measured(connects_s=(0.001, 0.05, 0.001)), Grade.FAIR, "uneven"),
    (measured(wire=wire(again=0)), Grade.GOOD, "none of 50 packets"),
    (measured(wire=wire(again=1)), Grade.GOOD, "1 of 50 packets"),
    (measured(wire=wire(again=2)), Grade.FAIR, "each costs 200 ms"),
    (measured(wire=wire(again=3)), Grade.POOR, "3 of 50"),
    (measured(trouble="nothing listens"), Grade.OFF, "nothing listens"),
    (measured(log_in_s=0.02, cards=1), Grade.GOOD, "20 ms, 1 card"),
    (measured(ecm=asked_times([0.2] * 20, 0)), Grade.GOOD, "plenty"),
    (measured(ecm=asked_times([1.5] * 20, 0)), Grade.GOOD, "enough"),
    (measured(ecm=asked_times([3.0] * 20, 0)), Grade.FAIR, "little"),
    (measured(ecm=asked_times([4.5] * 20, 0)), Grade.POOR, "it will freeze"),
    (measured(ecm=asked_times([0.2] * 19, 1)), Grade.POOR, "1 of 20 questions"),
    (measured(ecm=remembered(*[0.2] * 99, failed=1)), Grade.FAIR, "seven days"),
    (measured(ecm=remembered(*[0.2] * 999, failed=1)), Grade.GOOD, "0.1 %"),
    (measured(ecm=asked_times([0.1, 1.2] * 10, 0)), Grade.FAIR, "chain of servers"),
    (
        measured(ecm=asked_times([0.2] * 20, 0), period_s=0.4),
        Grade.POOR,
        "period of 0.4 s)",
    ),
]


@pytest.mark.parametrize(
    ("one", "grade", "words"), GRADES, ids=[words for *_, words in GRADES]
)
def test_what_figures_mean(one: Measured, grade: Grade, words: str) -> None:
    figures = figures_of(one)

    assert grade_of(figures) is grade
    assert words in " / ".join(figure.text for figure in figures)


def test_where_the_system_does_not_tell() -> None:
    texts = [figure.text for figure in figures_of(measured(connects_s=(0.001,)))]

    assert "not known: this system does not tell" in texts
    assert figures_of(measured()) == ()


def test_all_questions_failed() -> None:
    names = [it.name for it in figures_of(measured(ecm=asked_times([], 3)))]

    assert names == ["failures"]


def test_short_times_have_tenths() -> None:
    assert [fine(seconds) for seconds in (0.00001, 0.0042, 0.042)] == [
        "under 0.1 ms",
        "4.2 ms",
        "42 ms",
    ]
