"""What core has seen, as the sentences that people know."""

from __future__ import annotations

from typing import get_args

import pytest

from hearth.core import observations as seen
from hearth.core.observations import EcmDone, Fault, Observation, Outcome
from hearth.dvb import Caid, Card, Provider, ProviderId, ServiceId
from hearth.observe.sentences import Line, card_words, sentence, shown

CAID, PROVIDER, SERVICE = Caid(0x4ADA), ProviderId(0), ServiceId(0x1234)
CARD = Card(CAID, (Provider(ProviderId(0x10)), Provider(ProviderId(0x20))), hops=1)
NAMES = {(0x4ADA, 0, 0x1234): "News 24"}


def ecm(outcome: Outcome, *, joined: bool = False, total_s: float = 0.0214) -> EcmDone:
    line = "" if outcome in (Outcome.NO_CARD, Outcome.DENIED) else "card.home.lan"
    return EcmDone(
        receiver="livingroom",
        ca_system_id=CAID,
        provider_id=PROVIDER,
        service_id=SERVICE,
        outcome=outcome,
        line=line,
        hop=1,
        total_s=total_s,
        joined=joined,
    )


# how it ended, what the log says after the two numbers
ENDINGS = [
    (
        ecm(Outcome.ANSWERED),
        "answered in 21ms by card.home.lan (hop 1) for livingroom",
    ),
    (
        ecm(Outcome.TIMED_OUT, total_s=5.0),
        "No answer after 5000ms from card.home.lan for livingroom",
    ),
    (
        ecm(Outcome.REMEMBERED, total_s=0.0),
        "answered in 0ms by card.home.lan (hop 1) for livingroom [remembered]",
    ),
    (
        ecm(Outcome.ANSWERED, joined=True),
        "answered in 21ms by card.home.lan (hop 1) for livingroom [asked together]",
    ),
    (
        ecm(Outcome.REFUSED, total_s=3.0),
        "refused after 3000ms by card.home.lan for livingroom",
    ),
    (ecm(Outcome.NO_CARD), "no line has a card for it, asked by livingroom"),
    (
        ecm(Outcome.DENIED),
        "not given to livingroom: its account leaves this channel out",
    ),
    (
        ecm(Outcome.OUT_OF_HOURS),
        "not given to livingroom: outside the times of its account",
    ),
]


def without_names(*_: int) -> None: ...


def names(caid: int, provider: int, service: int) -> str | None:
    return NAMES.get((caid, provider, service))


@pytest.mark.parametrize(("event", "says"), ENDINGS)
def test_the_one_line_of_an_ecm(event: EcmDone, says: str) -> None:
    line = sentence(event, without_names)

    assert line.text == f"ECM: CAID=4ADA SID=1234 - {says}"
    assert line.level == 1
    assert line.repeats == "", "each is written"
    assert line.is_warning == (event.outcome is Outcome.TIMED_OUT)


def test_every_outcome_has_its_words() -> None:
    assert {event.outcome for event, _ in ENDINGS} == set(Outcome)


def test_the_channel_follows_where_its_name_is_known() -> None:
    plain = sentence(ecm(Outcome.ANSWERED), names).text
    joined = sentence(ecm(Outcome.ANSWERED, joined=True), names).text

    assert plain.endswith(" for livingroom [News 24]")
    assert joined.endswith(" for livingroom [News 24, asked together]")


# what was seen, from which level on, what the log says
OTHERS: list[tuple[Observation, int, str]] = [
    (
        seen.LineDown("card.home.lan", "log-in", "the server closed"),
        0,
        "line card.home.lan is down, at log-in: the server closed",
    ),
    (
        seen.BadControlWords("card.home.lan", CAID, SERVICE, Fault.CHECK_BYTES),
        0,
        (
            "CAID=4ADA SID=1234: control words from card.home.lan were not passed on:"
            " their check bytes are wrong"
        ),
    ),
    (seen.LineUp("card.home.lan"), 1, "line card.home.lan is up"),
    (
        seen.ConnectionRefused("10.0.0.9", "kitchen", "wrong password"),
        1,
        "not let in: 10.0.0.9 (kitchen): wrong password",
    ),
    (
        seen.ConnectionRefused("10.0.0.9", "", "too many"),
        1,
        "not let in: 10.0.0.9: too many",
    ),
    (
        seen.ReceiverLoggedIn("kitchen", "10.0.0.9"),
        1,
        "kitchen logged in from 10.0.0.9",
    ),
    (
        seen.ReceiverLoggedIn("kitchen", "10.0.0.9", replaced=True),
        1,
        "kitchen logged in from 10.0.0.9, in place of its earlier connection",
    ),
    (seen.ReceiverRunning("kitchen", "CCcam 2.3.0"), 1, "kitchen runs CCcam 2.3.0"),
    (
        seen.ReceiverLeft("kitchen", "10.0.0.9", "the receiver closed it"),
        1,
        "kitchen at 10.0.0.9 is gone: the receiver closed it",
    ),
    (
        seen.CardNotTaken("card.home.lan", CARD, "it is too far away"),
        1,
        "card.home.lan: card 4ADA:000010,000020 is not used: it is too far away",
    ),
    (
        seen.CardLearnt("card.home.lan", 3, CARD),
        2,
        "card.home.lan has card 4ADA:000010,000020 (hop 2), our share 3",
    ),
    (
        seen.CardLeft("card.home.lan", 3),
        2,
        "card.home.lan has our share 3 no more",
    ),
    (
        seen.EmmPassed("kitchen", "card.home.lan", CAID, 80),
        2,
        "EMM: CAID=4ADA 80 bytes from kitchen passed on to card.home.lan",
    ),
    (
        seen.LineAsked("spare.home.lan", CAID, SERVICE, 2),
        3,
        "CAID=4ADA SID=1234: spare.home.lan is asked as well, as number 2",
    ),
    (
        seen.AttemptFailed("card.home.lan", CAID, SERVICE, 5.0, "the line was lost"),
        3,
        "CAID=4ADA SID=1234: card.home.lan did not answer: the line was lost",
    ),
    (
        seen.LinePaused("card.home.lan", 1.96),
        3,
        "card.home.lan failed: others are asked first for 2.0s",
    ),
    (
        seen.EmmKept("kitchen", CAID, "EMMs are switched off"),
        4,
        "EMM: CAID=4ADA from kitchen not passed on: EMMs are switched off",
    ),
]


@pytest.mark.parametrize(("event", "level", "says"), OTHERS)
def test_everything_else_has_its_sentence(
    event: Observation, level: int, says: str
) -> None:
    line = sentence(event, without_names)

    assert line.text == says
    assert line.level == level


def test_everything_that_can_be_seen_is_in_these_tables() -> None:
    assert {type(event) for event, _, _ in OTHERS} | {EcmDone} == set(
        get_args(Observation)
    )


# what is the same again, and what is not
REPEATS: list[tuple[Observation, Observation, bool]] = [
    (seen.LineDown("a", "connect", "x"), seen.LineDown("a", "connect", "x"), True),
    (seen.LineDown("a", "connect", "x"), seen.LineDown("a", "log-in", "x"), False),
    (seen.LineDown("a", "connect", "x"), seen.LineDown("b", "connect", "x"), False),
    (
        seen.ConnectionRefused("10.0.0.9", "tv", "wrong password"),
        seen.ConnectionRefused("10.0.0.9", "tv", "it has to wait 3 s"),
        True,
    ),
    (
        seen.ConnectionRefused("10.0.0.9", "tv", "x"),
        seen.ConnectionRefused("10.0.0.9", "pc", "x"),
        False,
    ),
    (
        seen.BadControlWords("a", CAID, SERVICE, Fault.STALE),
        seen.BadControlWords("a", CAID, SERVICE, Fault.ALL_ZERO),
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "same"), REPEATS)
def test_what_is_the_same_again_is_counted(
    one: Observation, other: Observation, same: bool
) -> None:
    first, second = sentence(one, without_names), sentence(other, without_names)

    assert first.repeats
    assert (first.repeats == second.repeats) == same


# a name that somebody else chose       how it is shown
NAMES_SHOWN = [
    ("livingroom", "livingroom"),
    ("Küche", "Küche"),
    ("a\nb\x1b[31m\x00", "a?b?[31m?"),
    ("a\u202eb", "a?b"),
    ("x" * 100, "x" * 64),
    ("", "?"),
]


@pytest.mark.parametrize(("name", "how"), NAMES_SHOWN)
def test_a_name_stays_on_its_line(name: str, how: str) -> None:
    assert shown(name) == how


def test_no_name_that_a_peer_chose_makes_a_line_of_its_own() -> None:
    bad = "x\n<3>CAID=4ADA"
    events: list[Observation] = [
        seen.ConnectionRefused("10.0.0.9", bad, "wrong password"),
        seen.ReceiverRunning("kitchen", bad),
    ]

    assert all("\n" not in sentence(event, without_names).text for event in events)


def test_a_card_is_its_system_and_its_providers() -> None:
    assert card_words(CARD) == "4ADA:000010,000020"


def test_a_line_is_nothing_special_unless_said() -> None:
    line = Line(1, "text")

    assert (line.repeats, line.is_warning) == ("", False)
