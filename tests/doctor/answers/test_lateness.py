import math

import pytest

from hearth.core.observations import LineUp
from hearth.doctor.answers.digest import Digest, times_of
from hearth.doctor.answers.lateness import (
    Swing,
    Why,
    is_freezing,
    lateness_of,
    slow_from_s,
)
from hearth.dvb import ServiceId
from tests.doctor.made import LINE, Event, evening, record


def whys(*events: list[Event] | Event) -> list[Why]:
    return [late.why for late in lateness_of(Digest(record(*events)))]


def test_limits_follow_the_crypto_period() -> None:
    assert slow_from_s(10.0) == 0.8
    assert slow_from_s(1.0) == 0.25
    assert is_freezing(times_of([1.6]), 10.0)
    assert not is_freezing(times_of([0.5] * 9 + [0.6]), 10.0)
    assert is_freezing(times_of([0.45]), 1.0)


def test_a_card_that_is_well_is_not_late() -> None:
    assert whys(evening()) == []
    assert whys(evening(seconds=50, line_s=lambda _: 3.0)) == []  # too few


def test_a_slow_card() -> None:
    assert whys(evening(line_s=lambda _: 1.0)) == [Why.CARD]


def test_a_slow_network_beats_everything_else() -> None:
    assert whys((0.1, LineUp(LINE, 0.8)), evening(line_s=lambda _: 1.0)) == [Why.WAY]


def test_a_queue() -> None:
    assert whys(evening(queue_s=1.5)) == [Why.QUEUE]


def test_the_wait_for_a_second_line_is_no_queue() -> None:
    second = evening("b", seconds=300, begin=8, queue_s=2.0, line="spare")

    assert whys(evening(line_s=lambda _: 0.2), second) == []


def test_hiccups() -> None:
    assert whys(evening(line_s=lambda n: 2.0 if n % 9 == 4 else 0.2)) == [Why.HICCUPS]


def test_company() -> None:
    busy = [
        evening(f"r{n}", begin=3 + 0.001 * n, service_id=ServiceId(n + 1), line_s=slow)
        for n, slow in enumerate((lambda _: 0.4, lambda _: 0.8, lambda _: 1.2))
    ]

    assert whys(*busy) == [Why.OVERLOADED]


@pytest.mark.parametrize(("every_s", "why"), [(200, Why.CHAIN), (600, Why.CHAIN)])
def test_a_chain(every_s: float, why: Why) -> None:
    def swing(number: int) -> float:
        return 0.2 + 2.0 * math.sin(math.pi * number * 10 / every_s) ** 2

    assert whys(
        *(evening(f"r{n}", begin=3 + 2 * n, line_s=swing) for n in range(3))
    ) == [why]


def test_a_change_is_no_swing() -> None:
    events = [
        evening(f"r{n}", begin=3 + 2 * n, line_s=lambda k: 1.5 if k > 50 else 0.2)
        for n in range(3)
    ]
    digest = Digest(record(*events))

    swing = Swing.of([q for q in digest.questions if q.is_own])

    assert swing.is_change
    assert not swing.is_swing
    assert swing.changed_at == 510.0
    assert Swing.of([]) == Swing()
