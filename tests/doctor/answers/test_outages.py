import pytest

from hearth.core.observations import LineDown, LineUp
from hearth.doctor.answers.outages import outages_of, trouble_of
from hearth.doctor.facts import Trouble
from hearth.net.line import STEPS
from hearth.wire.cccam.steps import CLOSED_AT, Step
from tests.doctor.made import LINE, Event


@pytest.mark.parametrize(
    ("step", "reason", "trouble"),
    [
        ("name look-up", "the name look-up of x took over 5 s", Trouble.NAME_SLOW),
        ("name look-up", "the name x is not known", Trouble.NAME_UNKNOWN),
        ("connect", "Network is weird", Trouble.OTHER),
        ("log-in", "anything else", Trouble.LOG_IN_REFUSED),
        ("connection", "no answer after 5000 ms; answers", Trouble.UNANSWERED),
        ("a step of tomorrow", "x", Trouble.OTHER),
    ],
)
def test_what_a_failure_is_about(step: str, reason: str, trouble: Trouble) -> None:
    assert trouble_of(step, reason) is trouble


@pytest.mark.parametrize(
    ("step", "trouble"),
    [
        (Step.SEED, Trouble.CLOSED_AT_ONCE),
        (Step.ACKNOWLEDGEMENT, Trouble.LOG_IN_REFUSED),
        (Step.GREETING, Trouble.CLOSED_AFTER),
        (Step.CARDS, Trouble.CLOSED_AFTER),
        (Step.READY, Trouble.ENDED),
    ],
)
def test_what_the_session_says_is_understood(step: Step, trouble: Trouble) -> None:
    assert trouble_of(STEPS[step], CLOSED_AT[step]) is trouble


def test_later_failures_explain_how_an_outage_began() -> None:
    seen: list[Event] = [
        (10.0, LineDown(LINE, "connection", "the server closed the connection")),
        (11.0, LineDown(LINE, "connect", "refused")),
        (13.0, LineDown(LINE, "connect", "refused")),
        (20.0, LineUp(LINE)),
    ]

    (outage,) = outages_of(seen, 100.0)

    assert (outage.ending, outage.trouble) == (Trouble.ENDED, Trouble.REFUSED)
    assert (outage.seconds, outage.attempts, outage.is_over) == (10.0, 3, True)


def test_an_outage_may_not_be_over() -> None:
    (outage,) = outages_of([(10.0, LineDown(LINE, "connect", "refused"))], 100.0)

    assert (outage.end, outage.is_over) == (100.0, False)


def test_what_the_configuration_did_is_no_outage() -> None:
    seen = [(10.0, LineDown(LINE, "configuration", "its C: line was changed"))]

    assert outages_of(seen, 100.0) == ()


def test_a_silence_is_felt_before_it_is_noticed() -> None:
    ended = outages_of([(100.0, LineDown("a", "connection", "it ended"))], 200.0)
    silent = outages_of(
        [(100.0, LineDown("a", "connection", "no sign of life"))], 200.0
    )

    assert ended[0].felt_from == 94.0
    assert silent[0].felt_from == 40.0
