"""Each check of the answers, with evenings that have its trouble, and without."""

import math
from functools import partial
from random import Random

import pytest

from hearth.core import observations as seen
from hearth.core.observations import EcmDone, Fault, LineUp, Outcome
from hearth.doctor.answers.arrivals import SLOW_TRIP_S
from hearth.doctor.facts import Facts
from hearth.doctor.verdict import Standing
from hearth.dvb import ServiceId
from hearth.net.sockets import RoundTrip
from tests.doctor.made import (
    CAID,
    LINE,
    Event,
    done,
    evening,
    facts,
    one,
    record,
    standings,
    verdicts,
)

CAUSE, WARNING, WELL = Standing.CAUSE, Standing.WARNING, Standing.WELL
CODES = [f"D3{number:02}" for number in range(1, 24)]
SAY_WELL = {"D317", "D322"}
OTHER = ServiceId(0x1111)


def healthy() -> Facts:
    """Two receivers, a card that varies, one late answer, one slip of a password."""
    dice = Random(1)
    late = 37

    def line_s(number: int) -> float:
        return 2.0 if number == late else 0.195 * dice.lognormvariate(0, 0.12)

    return facts(
        evening(line_s=line_s),
        evening("kitchen", begin=7.0, service_id=OTHER, line_s=line_s),
        (20.0, seen.ConnectionRefused("192.168.1.9", "kids", "wrong password")),
        (1.0, seen.ReceiverLoggedIn("livingroom", "192.168.1.10")),
    )


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_blamed_in_a_healthy_home(code: str) -> None:
    found = verdicts(code, healthy())

    assert all(verdict.standing is WELL for verdict in found)
    assert bool(found) is (code in SAY_WELL)


@pytest.mark.parametrize("code", CODES)
def test_without_a_record_nothing_is_said(code: str) -> None:
    expected = [Standing.UNKNOWN] if code == "D317" else []
    assert standings(code, Facts()) == expected


def test_no_answers() -> None:
    silent = evening(
        begin=403, seconds=300, outcome=Outcome.TIMED_OUT, line_s=lambda _: 5
    )

    verdict = one("D301", facts(evening(seconds=390), silent))

    assert verdict.standing is CAUSE
    assert "no key at all" in verdict.title
    assert verdict.share == 1.0
    assert "30 questions of 69" in verdict.evidence[0]


def test_an_answer_that_is_missing_now_and_then() -> None:
    lost = [
        (100.0 * n + 8.0, done(outcome=Outcome.TIMED_OUT, line_s=5.0))
        for n in range(1, 6)
    ]

    assert "now and then" in one("D301", facts(evening(), lost)).title


def test_refused_from_one_moment_on() -> None:
    no = evening(begin=603, seconds=300, outcome=Outcome.REFUSED)

    verdict = one("D302", facts(evening(seconds=600), no))

    assert "has expired" in verdict.title
    assert "30 one after the other" in verdict.evidence[1]


def test_refused_for_one_channel_alone() -> None:
    no = evening(begin=8, outcome=Outcome.REFUSED, service_id=OTHER)

    assert (
        "refuses these channels always: SID 1111"
        in one("D302", facts(evening(), no)).title
    )


def test_refused_now_and_then() -> None:
    no = [(100.0 * n + 8.0, done(outcome=Outcome.REFUSED)) for n in range(1, 6)]

    assert "refuses a question now and then" in one("D302", facts(evening(), no)).title


@pytest.mark.parametrize(
    ("code", "fault", "words"),
    [
        ("D303", Fault.CHECK_BYTES, "wrong keys"),
        ("D303", Fault.ALL_ZERO, "wrong keys"),
        ("D304", Fault.STALE, "stale keys"),
    ],
)
def test_wrong_control_words(code: str, fault: Fault, words: str) -> None:
    bad = evening(begin=303, seconds=100, outcome=Outcome.REFUSED)
    told = [
        (at, seen.BadControlWords(LINE, CAID, ServiceId(0x765D), fault))
        for at, _ in bad
    ]
    evil = facts(evening(seconds=290), bad, told)

    assert words in one(code, evil).title
    assert one(code, evil).share == 1.0
    assert verdicts("D302", evil) == []
    assert standings(code, facts(evening(), told)) == [WARNING]


def test_a_card_that_is_slow_for_everybody() -> None:
    dice = Random(2)
    slow = facts(evening(line_s=lambda _: dice.uniform(0.9, 1.1)))

    assert standings("D305", slow) == [CAUSE]
    assert [
        code for code in CODES if code not in SAY_WELL and verdicts(code, slow)
    ] == ["D305"]


def test_a_card_that_became_slow_says_since_when() -> None:
    slow = facts(
        evening(line_s=lambda n: 1.2 if n >= 60 else 0.2),
        evening("kitchen", begin=7, service_id=OTHER, line_s=lambda n: 1.2 * (n >= 60)),
    )

    assert "it has been so since" in one("D305", slow).evidence[-1]


def _serial(time_s: float, _number: int) -> float:
    return time_s


def together(time_s: float, receivers: int = 5) -> Facts:
    """Receivers that ask at the same moment a card that does one thing at a time."""
    events: list[Event] = []
    for number in range(receivers):
        events += evening(
            f"receiver{number}",
            service_id=ServiceId(0x4000 + number),
            begin=3.0 + 0.001 * number,
            line_s=partial(_serial, time_s * (number + 1)),
        )
    return facts(events)


def test_a_card_that_is_asked_for_too_much_at_once() -> None:
    verdict = one("D306", together(0.5))

    assert verdict.standing is CAUSE
    assert "up to 5 were under way at once" in verdict.evidence


def test_a_card_that_is_quick_enough_for_all() -> None:
    assert verdicts("D306", together(0.1)) == []


def test_a_chain_swings() -> None:
    def swing(number: int) -> float:
        return 0.2 + 2.5 * math.sin(math.pi * number * 10 / 300) ** 2

    events = [evening(f"r{n}", begin=3 + 2 * n, line_s=swing, hop=2) for n in range(3)]
    verdict = one("D307", facts(*events))

    assert verdict.standing is CAUSE
    assert "2 hops away" in verdict.evidence[-1]


def test_a_slow_network_to_a_line() -> None:
    slow = evening(line_s=lambda _: 1.0)

    assert standings("D308", facts((0.1, LineUp(LINE, 0.7)), slow)) == [CAUSE]
    trips = {LINE: (RoundTrip(0.7, 0.1, 0.6),)}
    assert standings("D308", facts(slow, line_trips=trips)) == [CAUSE]


def test_a_receiver_whose_questions_are_held_up() -> None:
    held = evening("bedroom", service_id=OTHER)
    late = [
        (at + 3.0, it) if n % 10 == 5 else (at, it) for n, (at, it) in enumerate(held)
    ]
    verdict = one("D309", facts(evening(), late, links={"bedroom": "wireless"}))

    assert verdict.standing is CAUSE
    assert verdict.receiver == "bedroom"
    assert "Wi-Fi of bedroom" in verdict.title


def test_when_all_are_held_up_it_is_this_machine() -> None:
    def late(name: str) -> list[Event]:
        return [
            (at + 3.0 * (n % 10 == 5), it) for n, (at, it) in enumerate(evening(name))
        ]

    assert (
        "network of this machine" in one("D309", facts(late("one"), late("two"))).title
    )


def test_a_receiver_whose_round_trips_are_slow() -> None:
    trips = {"livingroom": (RoundTrip(2 * SLOW_TRIP_S, 0.01, 0.2),)}

    assert standings("D309", facts(evening(), trips=trips)) == [CAUSE]


def test_a_client_that_gave_up() -> None:
    no = evening(begin=203, seconds=30, outcome=Outcome.REFUSED)

    verdict = one("D310", facts(evening(seconds=190), no))

    assert "livingroom asks no more" in verdict.title
    assert "3 failures in a row" in verdict.evidence[0]


def test_a_client_that_left_has_not_given_up() -> None:
    no = evening(begin=203, seconds=30, outcome=Outcome.REFUSED)
    left = (225.0, seen.ReceiverLeft("livingroom", "192.168.1.10", "it closed"))

    assert verdicts("D310", facts(evening(seconds=190), no, left)) == []


def test_two_receivers_on_one_account_are_named_by_both_addresses() -> None:
    refused = [
        (
            10.0 * n,
            seen.ConnectionRefused(
                "192.168.1.12",
                "livingroom",
                "this account is in use at 192.168.1.10: each receiver needs an account"
                " of its own",
            ),
        )
        for n in range(1, 5)
    ]

    verdict = one("D311", facts(evening(), refused))

    assert "192.168.1.10 and 192.168.1.12" in verdict.title
    assert verdict.standing is CAUSE
    assert standings("D311", facts(evening(), refused[:1])) == [WARNING]


def test_a_wrong_password() -> None:
    refused = [
        (10.0 * n, seen.ConnectionRefused("192.168.1.9", "kids", "wrong password"))
        for n in range(1, 4)
    ]
    later = (99.0, seen.ReceiverLoggedIn("kids", "192.168.1.9"))

    assert "192.168.1.9 is not let in" in one("D312", facts(refused)).title
    assert verdicts("D312", facts(refused, later)) == []
    locked_out = [(at + 100, it) for at, it in refused] + refused
    much_later = (999.0, seen.ReceiverLoggedIn("kids", "192.168.1.9"))
    was = one("D312", facts(locked_out, much_later))
    assert "192.168.1.9 was not let in" in was.title
    assert "it was let in later" in was.evidence[0]


def test_a_reconnect_storm() -> None:
    storm = [
        (30.0 + n, seen.ReceiverLoggedIn("kids", "192.168.1.9")) for n in range(20)
    ]

    assert "kids logs in again and again" in one("D313", facts(storm)).title


def test_hearth_was_started_anew_while_somebody_watched() -> None:
    verdict = one("D314", facts(evening(), restarts=(600.0,)))

    assert verdict.standing is CAUSE
    assert "livingroom watched then" in verdict.evidence[0]
    assert verdicts("D314", facts(restarts=(600.0,))) == []
    assert standings("D314", facts(restarts=(100.0, 400.0, 600.0))) == [WARNING]
    gone = [it for it in evening() if not 500 < it[0] < 640]
    assert standings("D314", facts(gone, restarts=(640.0,))) == [CAUSE]


def test_a_line_that_comes_up_twice_shows_a_restart() -> None:
    assert standings("D314", facts(evening(), (600.0, LineUp(LINE)))) == [CAUSE]


def test_two_emm_feeders() -> None:
    emms = [
        (10.0 * n, seen.EmmPassed(name, LINE, CAID, 100))
        for n in range(1, 5)
        for name in ("kitchen", "bedroom")
    ]
    no = evening(begin=303, seconds=40, outcome=Outcome.REFUSED)

    assert "bedroom and kitchen" in one("D315", facts(emms)).title
    assert standings("D315", facts(emms)) == [WARNING]
    assert standings("D315", facts(emms, evening(seconds=290), no)) == [CAUSE]
    assert verdicts("D315", facts(emms[::2])) == []


def test_a_freeze_although_every_key_came_in_time() -> None:
    frozen = facts(evening(), freezes=((600.0, "livingroom"),))

    verdict = one("D316", frozen)

    assert "keys came in time" in verdict.title
    assert "all answered" in verdict.evidence[1]


def test_a_freeze_that_is_asked_about_is_looked_at_as_well() -> None:
    asked = Facts(record=record(evening()), freeze=(600.0, ""))

    assert standings("D316", asked) == [CAUSE]


def test_a_freeze_after_which_nothing_was_asked() -> None:
    frozen = facts(evening(seconds=300), freezes=((400.0, "livingroom"),))

    assert "asked nothing" in one("D316", frozen).title


def test_a_freeze_with_a_late_key_is_not_the_signal() -> None:
    late = facts(
        evening(line_s=lambda _: 4.9),
        freezes=((600.0, "livingroom"),),
    )

    assert verdicts("D316", late) == []


def test_a_receiver_that_does_not_read() -> None:
    left = (
        700.0,
        seen.ReceiverLeft(
            "livingroom", "192.168.1.10", "it does not read what it is sent"
        ),
    )
    again = evening(begin=5.0, outcome=Outcome.REMEMBERED, line_s=lambda _: 0.0)

    assert standings("D318", facts(evening(), left)) == [CAUSE]
    assert standings("D318", facts(evening(), again)) == [CAUSE]
    refused = seen.ConnectionRefused("192.168.1.9", "kids", "no complete log-in")
    hung = [(100.0 * n, refused) for n in range(1, 4)]
    assert standings("D318", facts(evening(), hung)) == [CAUSE]


@pytest.mark.parametrize("outcome", [Outcome.DENIED, Outcome.OUT_OF_HOURS])
def test_what_is_closed_to_an_account(outcome: Outcome) -> None:
    closed = evening(seconds=50, outcome=outcome, line="", line_s=lambda _: 0.0)

    assert "livingroom gets no key" in one("D319", facts(closed)).title


def test_a_line_that_takes_one_question_at_a_time() -> None:
    queued = evening(queue_s=1.8, line_s=lambda _: 0.4)

    assert standings("D320", facts(queued)) == [CAUSE]


def test_a_line_that_hiccups() -> None:
    hiccups = evening(line_s=lambda n: 1.9 if n % 10 == 3 else 0.2)

    assert standings("D321", facts(hiccups)) == [CAUSE]
    some = evening(line_s=lambda n: 0.6 if n % 10 == 3 else 0.2)
    assert standings("D321", facts(some)) == [WARNING]


def test_hearth_itself_has_no_time() -> None:
    slow = evening(total_s=1.5, line_s=lambda _: 0.2)

    assert standings("D322", facts(slow)) == [CAUSE]


def test_a_line_that_another_one_stands_in_for() -> None:
    missed: list[Event] = [
        (603.0 + 9 * n, seen.AttemptFailed(LINE, CAID, OTHER, 0.1, words))
        for n, words in enumerate(["the line said that it cannot answer"] * 7)
    ]
    spare = evening(begin=603, seconds=300, line="spare.home.lan")
    home = facts(evening(seconds=590), missed, spare)

    assert standings("D302", home) == [WARNING]
    assert verdicts("D323", home) == []
    assert standings("D301", _silent(missed, spare)) == [CAUSE]


def _silent(missed: list[Event], spare: list[Event]) -> Facts:
    silent: list[Event] = [
        (at, seen.AttemptFailed(LINE, CAID, OTHER, 5.0, "no answer after 5000 ms"))
        for at, _ in missed
    ]
    late: list[Event] = [
        (at, done(line="spare.home.lan", total_s=5.2)) for at, _ in spare
    ]
    return facts(evening(seconds=590), silent, late)


def test_answers_that_never_came_on_a_line_that_loses_packets() -> None:
    slow = evening(line_s=lambda n: 2.0 if n % 10 == 3 else 0.2)
    lost = [
        (100.0 * n + 8.0, done(outcome=Outcome.TIMED_OUT, line_s=5.0))
        for n in range(1, 6)
    ]

    assert verdicts("D301", facts(slow, lost)) == []
    assert standings("D321", facts(slow, lost)) == [CAUSE]


def test_who_is_asked_again_does_not_wait_for_a_line() -> None:
    again = evening(queue_s=1.2, total_s=1.4, line_s=lambda _: 0.2)
    bad = [
        (at - 0.5, seen.BadControlWords(LINE, CAID, it.service_id, Fault.STALE))
        for at, it in again
        if isinstance(it, EcmDone)
    ]

    assert standings("D320", facts(again)) == [CAUSE]
    assert verdicts("D320", facts(again, bad)) == []


def test_attempts_that_another_one_saved() -> None:
    missed = [
        (50.0 * n, seen.AttemptFailed(LINE, CAID, OTHER, 1.0, "no answer"))
        for n in range(1, 10)
    ]

    assert standings("D323", facts(evening(), missed)) == [WARNING]
