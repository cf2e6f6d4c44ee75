import pytest

from hearth.doctor.answers.late_words import late_lines, limit_words, times_words
from hearth.doctor.answers.lateness import Why
from hearth.doctor.case import Case
from tests.doctor.made import evening, facts


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.3, "normal"),
        (0.7, "more than the usual 500 ms"),
        (1.0, "artefacts are possible (over 800 ms)"),
        (2.0, "freezes are likely"),
        (4.0, "black is likely (over 3 s)"),
    ],
)
def test_the_limits_in_circulation(seconds: float, words: str) -> None:
    assert limit_words(seconds) == words


def test_the_times_of_a_line() -> None:
    case = Case(facts(evening(line_s=lambda _: 1.0)))

    (late,) = late_lines(case, Why.CARD)

    assert "120 answers: half within 1000 ms" in times_words(late)
    assert list(late_lines(case, Why.CHAIN)) == []
