"""A line's usual time is about the 95th percentile of its last answers, in limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.routing.usual_time import FLOOR_S, SAMPLES, UNKNOWN_S, UsualTime

TIMES = st.lists(st.floats(0, 10), min_size=1, max_size=200)

# what it shows                      answers (s)        RECV TIMEOUT  usual
USUAL = [
    ("unknown before the first",      [],                        5.0, 0.5),
    ("unknown, a short RECV TIMEOUT", [],                        0.8, 0.4),
    ("one answer is a beginning",     [0.3],                     5.0, 0.3),
    ("never under 100 ms",            [0.01] * 20,               5.0, 0.1),
    ("never over half of it",         [4.0] * 20,                5.0, 2.5),
    ("half of it is the last word",   [0.01] * 20,               0.1, 0.05),
    ("one slow answer of 40 is none", [0.2] * 39 + [2.0],        5.0, 0.2),
    ("one in ten is the usual",       ([0.2] * 9 + [0.5]) * 4,   5.0, 0.5),
    ("the last 64 count",             [2.0] * 64 + [0.2] * 64,   5.0, 0.2),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "answers", "recv_timeout_s", "usual"), USUAL)
def test_the_usual_time(
    shows: str, answers: list[float], recv_timeout_s: float, usual: float
) -> None:
    learned = UsualTime()
    for seconds in answers:
        learned.add(seconds)

    assert learned.within(recv_timeout_s) == pytest.approx(usual), shows


def test_it_follows_within_four_answers_when_a_line_becomes_slow() -> None:
    learned = UsualTime()
    for _ in range(SAMPLES):
        learned.add(0.2)
    for _ in range(8):
        learned.add(1.0)

    assert learned.within(5.0) == 1.0


@given(TIMES, st.floats(0.2, 60))
def test_it_is_never_under_100_ms_nor_over_half_of_recv_timeout(
    times: list[float], recv_timeout_s: float
) -> None:
    learned = UsualTime()
    for seconds in times:
        learned.add(seconds)

    assert FLOOR_S <= learned.within(recv_timeout_s) <= recv_timeout_s / 2


@given(TIMES)
def test_at_most_a_tenth_of_the_answers_it_learned_from_took_longer(
    times: list[float],
) -> None:
    learned = UsualTime()
    for count, seconds in enumerate(times, 1):
        learned.add(seconds)
        if count > SAMPLES and count % 4:
            continue  # learned anew at every fourth answer alone
        last = times[max(0, count - SAMPLES) : count]
        longer = sum(t > max(learned.within(100.0), UNKNOWN_S) for t in last)
        assert longer <= max(4, len(last) / 10)
    assert len(learned._samples) <= SAMPLES
