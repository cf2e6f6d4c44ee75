"""The last answer times."""

from __future__ import annotations

from hearth.observe.live.times import SAMPLES, Times


def test_nothing_yet() -> None:
    times = Times()

    assert (len(times), times.last, times.percentiles()) == (0, 0.0, (0.0, 0.0, 0.0))


def test_percentiles_follow_every_answer() -> None:
    times = Times()

    times.add(0.2)
    assert times.percentiles() == (0.2, 0.2, 0.2)
    times.add(0.4)
    times.add(0.3)

    assert times.percentiles() == (0.3, 0.4, 0.4)
    assert times.last == 0.3


def test_old_answers_are_forgotten() -> None:
    times = Times()

    for seconds in [5.0] + [0.1] * SAMPLES:
        times.add(seconds)

    assert len(times) == SAMPLES
    assert times.percentiles() == (0.1, 0.1, 0.1)
