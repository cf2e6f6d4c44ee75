"""How what is true now looks."""

from __future__ import annotations

from hearth.observe.live.views import Ecm, HeadlineKind, Outcome
from hearth.web.api.shapes.now import CARD, ECM, HEADLINE, RECEIVER, service_parts
from tests.web.api.homes import NEAR, ONE, MadeUp, card

JOINED = Ecm(7, 1.5, "tv", *ONE, Outcome.ANSWERED, NEAR, 1, 0.3, 0.1, 0.15, joined=True)


def test_an_ecm_is_told_leg_by_leg(made: MadeUp) -> None:
    told = ECM.told(JOINED, made.home)

    assert told["total_s"] == told["queue_s"] + told["line_s"] + told["rest_s"]
    assert (told["joined"], told["wait_s"]) == (True, 0.25)
    assert (told["outcome"], told["is_good"]) == ("answered", True)


def test_an_ecm_that_no_line_was_asked_for_has_none(made: MadeUp) -> None:
    told = ECM.told(JOINED._replace(line="", outcome=Outcome.NO_CARD), made.home)

    assert (told["line"], told["outcome"], told["is_good"]) == (None, "no_card", False)


def test_a_service_is_told_by_key_name_and_numbers(made: MadeUp) -> None:
    told = {part.name: part.of(ONE, made.home) for part in service_parts(lambda it: it)}

    assert told == {
        "channel": "4ADA:000010:1234",
        "channel_name": "Hearth One HD",
        "ca_system_id": "4ADA",
        "provider_id": "000010",
        "service_id": "1234",
    }


def test_a_card_is_told_without_its_serial(made: MadeUp) -> None:
    assert CARD.told(card(), made.home) == {
        "ca_system_id": "4ADA",
        "providers": [
            {"provider_id": "000010", "name": "Hearth"},
            {"provider_id": "000011", "name": None},
        ],
        "hops": 0,
    }


def test_a_receiver_that_was_never_there_has_no_times(made: MadeUp) -> None:
    attic = made.home.status().receivers[3]

    told = RECEIVER.told(attic, made.home)

    assert told["name"] == "Attic"
    assert told["picture"] == "off"
    assert told["lead_s"] == 5.0
    for name in ("since", "watching", "last", "usual_s", "margin", "last_refusal_at"):
        assert told[name] is None, name


def test_every_headline_has_its_word() -> None:
    words = HEADLINE.parts[0].kind.schema()["enum"]

    assert words == [kind.name.lower() for kind in HeadlineKind]
