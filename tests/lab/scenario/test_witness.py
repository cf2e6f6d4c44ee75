"""A receiver's evenings, and what it makes of answers."""

from hearth.dvb import ServiceId
from hearth.lab.scenario.plan import Scenario
from hearth.lab.scenario.witness import NO_FAULT, Witness
from hearth.lab.screen import Cause
from tests.lab.scenario.homes import home

EVENINGS = """
[[receiver]]
name = "evening"
from = ["06:00", "20:00"]
until = ["08:00", "01:00"]
zap = "30 min"
"""


class Clock:
    now = 0.0


def witness(scenario: Scenario, name: str, clock: Clock, pace: float = 1.0) -> Witness:
    (plan,) = (r for r in scenario.receivers if r.name == name)
    return Witness(
        scenario,
        plan,
        seed=1,
        clock=lambda: clock.now,
        faults_between=lambda begin, end: ["a fault"] if begin > 100 else [],
        pace=pace,
    )


def on_for(scenario: Scenario, hours: int, pace: float = 1.0) -> list[bool]:
    """Whether the receiver is on in the middle of each hour."""
    eyes = witness(scenario, "evening", Clock(), pace)
    seen = []
    for hour in range(2 * hours):
        eyes.viewer.wake_at(hour * 1800 / pace)
        if hour % 2:
            seen.append(eyes.viewer.is_on)
    return seen


def test_it_watches_in_the_evening_and_in_the_morning() -> None:
    # from 18:00: off for 2 h, on for 5, off for 5, on for 2, off again
    expected = [False] * 2 + [True] * 5 + [False] * 5 + [True] * 2 + [False] * 4
    scenario = home(EVENINGS, top='starts = "18:00"')

    assert on_for(scenario, 18) == expected
    assert on_for(scenario, 18, pace=60.0) == expected


def test_the_same_seed_is_the_same_evening() -> None:
    scenario = home(EVENINGS)
    zaps: list[list[ServiceId]] = []
    for _ in range(2):
        eyes = witness(scenario, "evening", Clock())
        zaps.append([])
        for minute in range(300):
            eyes.viewer.wake_at(60.0 * minute)
            zaps[-1].append(eyes.viewer.service_id)

    assert zaps[0] == zaps[1]
    assert len(set(zaps[0])) == 2


def answer(eyes: Witness, clock: Clock, asked: float, after: float) -> None:
    """Let it ask at a moment, and get the right answer later."""
    clock.now = asked
    question = eyes.viewer.take_question(asked)
    assert question is not None
    right = eyes.viewer.broadcast.control_words(question.service_id, question.period)
    clock.now = asked + after
    eyes.viewer.answered(question.number, right, clock.now)


def test_what_came_after_the_lead_is_late_and_freezes() -> None:
    clock = Clock()
    scenario = home("[broadcast]\nlead = '2 s'\ntogether = true")
    eyes = witness(scenario, "tv", clock)
    answer(eyes, clock, 208.0, 0.2)
    answer(eyes, clock, 218.0, 2.5)

    assert eyes.late == 1
    assert eyes.screen.freezes == {Cause.LATE: 1}
    assert eyes.screen.frozen_s == eyes.longest_s == eyes.during["a fault"]
    assert abs(eyes.longest_s - 0.5) < 1e-6


def test_tvheadend_hides_a_freeze_and_gives_up_after_three_refusals() -> None:
    clock = Clock()
    more = "[[receiver]]\nname = 'pc'\nkind = 'tvheadend'\nchannels = 'One'"
    eyes = witness(home(more, "[broadcast]\ntogether = true"), "pc", clock)
    answer(eyes, clock, 1.0, 0.2)
    for number in range(3):
        clock.now = 11.0 + 10 * number
        question = eyes.viewer.take_question(clock.now)
        assert question is not None
        eyes.viewer.refused(question.number, clock.now)

    assert eyes.viewer.take_question(41.0) is None
    eyes.screen.turn_off(41.0)
    assert eyes.screen.frozen == {Cause.GAVE_UP: 41.0 - 20.0 - 8.0}
    assert eyes.during == {NO_FAULT: 13.0}


def test_what_keeps_answers_away_is_the_cause_after_a_zap_too() -> None:
    clock = Clock()
    eyes = witness(home(EVENINGS), "evening", clock)
    eyes.keeps_away(Cause.NO_CARD)
    eyes.viewer.wake_at(0.0)
    eyes.viewer.wake_at(7200.0)
    eyes.screen.turn_off(7200.0)

    assert list(eyes.screen.black) == [Cause.NO_CARD]
