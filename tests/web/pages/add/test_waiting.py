"""How far a receiver has come: each step, and each way to get stuck."""

from __future__ import annotations

import pytest

from hearth.core import observations as seen
from hearth.core.observations import Observation, Outcome
from hearth.web.pages.add.waiting import is_in, steps
from hearth.web.pages.parts.verdicts import Verdict
from hearth.web.pages.parts.words import Words
from hearth.web.texts import Texts
from tests.web.pages.made import MAIN, NOW, answered, failed, quiet_home

THERE = "192.168.1.50"


def refused(reason: str, user: str = "attic") -> Observation:
    return seen.ConnectionRefused(THERE, user, reason)


def steps_after(
    *observations: Observation,
    name: str = "attic",
    errors: int = 0,
    written: bool = True,
) -> list[Verdict]:
    made = quiet_home()
    made.see(*observations)
    words = Words(Texts("en"), NOW)
    return steps(made.home.status(), name, words, errors=errors, is_written=written)


LOGGED_IN = seen.ReceiverLoggedIn("attic", THERE)
LEFT = seen.ReceiverLeft("attic", THERE, "closed")

# what happened                                          the last step     colour
STEPS = [
    ([],                                                 "nothing",          "quiet"),
    ([LOGGED_IN],                                        "no_question",      "quiet"),
    ([LOGGED_IN, answered("attic", "Kinderkino", 0.1)],  "key",              "good"),
    ([LOGGED_IN, failed("attic", "Kinderkino", Outcome.NO_CARD)], "no_key",  "bad"),
    ([LOGGED_IN, LEFT],                                  "gone",             "bad"),
    ([refused("wrong password")],                        "refused_password", "bad"),
    ([refused("wrong password; this address has to wait")], "refused_password", "bad"),
    ([refused("no such user")],                          "refused_unknown",  "bad"),
    ([refused("this account may log in from 10.0.0.1 alone")], "refused_host", "bad"),
    ([refused("this account is in use at 10.0.0.1: each")], "refused_in_use", "bad"),
    ([refused("too many wrong passwords: wait 9 s")],    "refused_locked",   "bad"),
    ([refused("no complete log-in within 10 s")],        "refused_slow",     "bad"),
    ([refused("H901: 8.8.8.8 is no home address")],      "refused_not_home", "bad"),
    ([refused("it closed the connection")],              "refused_other",    "bad"),
    ([refused("no such user", "atic")],                  "other_name",       "warn"),
    ([refused("no complete log-in within 10 s", "")],    "no_name",          "warn"),
]  # fmt: skip


@pytest.mark.parametrize(("observations", "key", "colour"), STEPS)
def test_the_step_that_fails_is_named(
    observations: list[Observation], key: str, colour: str
) -> None:
    found = steps_after(*observations)

    assert found[0].look.key == "wait.taken"
    assert found[-1].look.key == f"wait.{key}"
    assert found[-1].look.colour == colour
    assert found[-1].what


def test_a_refusal_says_from_where_and_when() -> None:
    *_, last = steps_after(refused("wrong password"))

    assert last.what == f"It came from {THERE} with a wrong password"
    assert last.why.startswith("That was a few seconds ago.")


def test_until_hearth_knows_the_account_it_says_why_not() -> None:
    assert [v.look.key for v in steps_after(name="new")] == ["wait.reading"]
    assert steps_after(name="new", errors=2)[0].what.endswith("has 2 errors")
    assert steps_after(name="new", written=False)[0].look.key == "wait.unwritten"


def test_who_tried_long_ago_is_not_named() -> None:
    made = quiet_home()
    made.see(refused("no such user", "old"))
    made.clock.now += 700
    words = Words(Texts("en"), made.clock.now)

    found = steps(made.home.status(), "attic", words, errors=0, is_written=True)

    assert [verdict.look.key for verdict in found] == ["wait.taken", "wait.nothing"]


def test_those_who_tried_are_named_up_to_a_few() -> None:
    strangers = [
        seen.ConnectionRefused(f"192.168.1.{at}", f"x{at}", "no such user")
        for at in range(9)
    ]

    assert len(steps_after(*strangers)) == 2 + 3


def test_a_refusal_that_is_kept_without_its_address_is_told() -> None:
    found = steps_after(
        refused("wrong password"), seen.ReceiverLoggedIn("kitchen", THERE)
    )

    assert found[-1].look.key in {"wait.refused_password", "wait.nothing"}


def test_whether_it_is_in() -> None:
    made = quiet_home()
    assert not is_in(made.home.status(), "attic")
    made.see(LOGGED_IN)
    assert is_in(made.home.status(), "attic")
    assert MAIN not in {receiver.name for receiver in made.home.status().receivers}
