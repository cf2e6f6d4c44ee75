"""Each check of the lines, with a line that has its trouble and one that is well."""

import pytest

from hearth.core.observations import CardNotTaken, LineDown, LineUp, Outcome
from hearth.doctor.facts import Facts, Ladder, Rung, Trouble
from hearth.doctor.verdict import Standing
from hearth.dvb import Card, Provider, ProviderId
from tests.doctor.made import (
    CAID,
    LINE,
    Event,
    evening,
    facts,
    ladders,
    one,
    standings,
    verdicts,
)

# code, trouble that it names, words of its title
TROUBLES = [
    ("D101", Trouble.NAME_UNKNOWN, "is not found"),
    ("D101", Trouble.NAME_SLOW, "name server does not answer"),
    ("D102", Trouble.NOT_HOME, "not at home"),
    ("D103", Trouble.NO_ROUTE, "no way to"),
    ("D103", Trouble.HOST_GONE, "is off, or not in this network"),
    ("D104", Trouble.REFUSED, "nothing listens"),
    ("D105", Trouble.DROPPED, "does not answer at all"),
    ("D106", Trouble.NO_CARD_SERVER, "no CCcam server"),
    ("D106", Trouble.NO_SEED, "says nothing"),
    ("D106", Trouble.CLOSED_AT_ONCE, "before it says anything"),
    ("D107", Trouble.LOG_IN_REFUSED, "does not accept user and password"),
    ("D108", Trouble.NO_ACKNOWLEDGEMENT, "does not finish the log-in"),
    ("D108", Trouble.CLOSED_AFTER, "then closes"),
    ("D109", Trouble.NO_CARDS, "announces no card"),
    ("D109", Trouble.FAR_CARDS, "further away"),
    ("D110", Trouble.NO_CARD_FOR_CHANNEL, "no card for this channel"),
    ("D111", Trouble.ECM_REFUSED, "says no"),
    ("D111", Trouble.UNANSWERED, "does not answer questions"),
    ("D111", Trouble.WRONG_KEYS, "cannot be right"),
]
CODES = sorted({code for code, _, _ in TROUBLES})
WELL = Ladder(line=LINE, host=LINE, port=12000, reached=Rung.ANSWER, answer_s=0.2)


def troubled(trouble: Trouble) -> Facts:
    return ladders(
        Ladder(
            line=LINE,
            host="card.home.lan",
            port=12000,
            user="me",
            trouble=trouble,
            addresses=("192.168.1.2",),
            detail="in the system's words",
        )
    )


@pytest.mark.parametrize(("code", "trouble", "words"), TROUBLES)
def test_a_trouble_is_named_with_evidence_and_remedy(
    code: str, trouble: Trouble, words: str
) -> None:
    verdict = one(code, troubled(trouble))

    assert verdict.standing is Standing.CAUSE
    assert verdict.line == LINE
    assert words in verdict.title
    assert "in the system's words" in verdict.evidence[0]
    assert verdict.remedy


@pytest.mark.parametrize(("code", "trouble", "words"), TROUBLES)
def test_each_trouble_belongs_to_one_check(
    code: str, trouble: Trouble, words: str
) -> None:
    del words
    assert [c for c in CODES if verdicts(c, troubled(trouble))] == [code]


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_said_of_a_line_that_is_well(code: str) -> None:
    assert verdicts(code, ladders(WELL)) == []


def test_a_name_that_leads_elsewhere_is_told_from_a_program_that_is_off() -> None:
    moved = Ladder(
        line=LINE,
        host=LINE,
        port=12000,
        trouble=Trouble.REFUSED,
        addresses=("192.168.1.77",),
        earlier_addresses=("192.168.1.2",),
    )

    assert "leads to another machine" in one("D104", ladders(moved)).title


def outage(step: str, reason: str, until: float = 340.0) -> Facts:
    lost = evening(
        seconds=30, begin=303.0, outcome=Outcome.TIMED_OUT, line_s=lambda _: 5
    )
    events: list[Event] = [
        (300.0, LineDown(LINE, step, reason)),
        (until, LineUp(LINE, 0.001)),
    ]
    return facts(events, lost, evening(seconds=290), evening(begin=353, seconds=400))


# what the log says at which step, and whose it is
OUTAGES = [
    ("name look-up", "the name is not known", "D101"),
    ("home address", "its address is not one of this home", "D102"),
    ("connect", "there is no way to it", "D103"),
    ("connect", "card.home.lan refuses connections at port 12000", "D104"),
    ("connect", "no answer from 192.168.1.2 within 5 s", "D105"),
    ("seed", "the server closed the connection before anything was sent", "D106"),
    ("log-in", "user name or password wrong", "D107"),
    ("log-in", "the server did not complete the log-in within 10 s", "D108"),
    ("connection", "the server closed the connection", "D112"),
    ("connection", "no sign of life from the other end", "D113"),
]


@pytest.mark.parametrize(("step", "reason", "code"), OUTAGES)
def test_an_outage_that_is_over_is_a_cause_if_keys_were_missing(
    step: str, reason: str, code: str
) -> None:
    verdict = one(code, outage(step, reason))

    assert verdict.standing is Standing.CAUSE
    assert verdict.share == 1.0
    assert reason[:20] in verdict.evidence[0]


def test_an_outage_that_nobody_noticed_is_a_warning() -> None:
    events: list[Event] = [
        (300.0, LineDown(LINE, "connect", "refused")),
        (302.0, LineUp(LINE)),
    ]

    assert standings("D104", facts(events, evening())) == [Standing.WARNING]


def test_one_short_break_that_nobody_noticed_is_nothing() -> None:
    events: list[Event] = [
        (300.0, LineDown(LINE, "connection", "closed")),
        (302.0, LineUp(LINE)),
    ]

    assert verdicts("D112", facts(events, evening())) == []


def test_a_line_that_is_still_down_is_a_cause() -> None:
    down = facts((300.0, LineDown(LINE, "connect", "refused")))

    assert standings("D104", down) == [Standing.CAUSE]


def test_questions_without_a_card_name_the_system_and_what_was_left_out() -> None:
    left_out = (
        1.0,
        CardNotTaken(
            LINE, Card(CAID, (Provider(ProviderId(0)),)), "its braces leave it out"
        ),
    )
    none = evening(outcome=Outcome.NO_CARD, line="", line_s=lambda _: 0)

    verdict = one("D110", facts(none, left_out))

    assert "CAID 0D02" in verdict.title
    assert any("its braces leave it out" in it for it in verdict.evidence)
    assert verdicts("D110", facts(evening())) == []


def test_a_line_that_is_well_says_what_was_tried() -> None:
    verdict = one("D114", ladders(WELL))

    assert verdict.standing is Standing.WELL
    assert "log-in, cards, card for the channel, answer" in verdict.title
    assert "answered in 200 ms" in verdict.evidence


def test_what_was_not_tried_of_a_line_is_not_known() -> None:
    half = Ladder(line=LINE, reached=Rung.PORT, untried="Hearth is connected")

    assert standings("D114", ladders(half)) == [Standing.WELL, Standing.UNKNOWN]
    answered = Facts(lines=(LINE,), ladders=(half,), record=facts(evening()).record)
    assert standings("D114", answered) == [Standing.WELL]


def test_without_a_line_that_is_said() -> None:
    assert standings("D114", Facts()) == [Standing.UNKNOWN]


def test_errors_of_the_configuration_are_a_cause_if_no_line_is_left() -> None:
    errors = ("CCcam.cfg:5:4: error H901 not-home",)

    assert standings("D115", Facts(config_errors=errors)) == [Standing.CAUSE]
    some = Facts(config_errors=errors, lines=(LINE,))
    assert standings("D115", some) == [Standing.WARNING]
    assert verdicts("D115", Facts()) == []
