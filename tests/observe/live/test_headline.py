"""The one sentence: every kind, and which comes before which."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from hearth.core.observations import Outcome
from hearth.observe.live.headline import REFUSED_FOR_S, Pieces, headline
from hearth.observe.live.views import (
    Headline,
    HeadlineKind,
    LineStatus,
    Picture,
    ReceiverStatus,
    Refusal,
)
from tests.observe.live import made

NOW, STARTED = 10_000.0, 1000.0
Kind = HeadlineKind


@dataclass
class Home:
    """A home where all is well, until something happens to it."""

    receivers: list[ReceiverStatus] = field(
        default_factory=lambda: [
            made.receiver("tv", since=2000.0),
            made.receiver("bed", Picture.IDLE, since=2500.0),
            made.receiver("kitchen", Picture.OFF),
        ]
    )
    lines: list[LineStatus] = field(
        default_factory=lambda: [made.line("a", since=1100.0), made.line("b")]
    )
    refusals: list[Refusal] = field(default_factory=list)

    def says(self, at: float = NOW) -> Headline:
        return headline(Pieces(at, STARTED, self.receivers, self.lines, self.refusals))


def no_lines(home: Home) -> None:
    home.lines = []


def all_down(home: Home) -> None:
    home.lines = [
        made.line(line.name, is_up=False, since=3000.0 + n, step="connect")
        for n, line in enumerate(home.lines)
    ]


def no_key(home: Home) -> None:
    home.receivers.append(
        made.receiver(
            "attic",
            Picture.NO_KEY,
            since=4000.0,
            outcome=Outcome.TIMED_OUT,
            last=made.ecm(Outcome.TIMED_OUT),
        )
    )


def one_down(home: Home) -> None:
    home.lines += [made.line("c", is_up=False, since=5000.0, step="log-in")]


def late(home: Home) -> None:
    home.receivers.append(
        made.receiver("attic", Picture.LATE, since=6000.0, outcome=Outcome.ANSWERED)
    )


def refused(home: Home) -> None:
    home.refusals.append(Refusal(NOW - 5, "192.168.1.9", "attic", "wrong password"))


def nobody(home: Home) -> None:
    home.receivers = [
        made.receiver(r.name, Picture.OFF, since=7000.0) for r in home.receivers
    ]


def nothing(home: Home) -> None:
    del home


# What happened, the worst first, and what is said of it.
SAID: list[tuple[Callable[[Home], None], Headline]] = [
    (no_lines, Headline(Kind.NO_LINES_CONFIGURED, STARTED)),
    (
        all_down,
        Headline(
            Kind.ALL_LINES_DOWN,
            3001.0,
            line="a",
            step="connect",
            reason="it is off",
            count=2,
        ),
    ),
    (
        no_key,
        Headline(
            Kind.RECEIVER_NO_KEY,
            4000.0,
            receiver="attic",
            line="a",
            reason="timed out",
            count=1,
        ),
    ),
    (
        one_down,
        Headline(
            Kind.LINE_DOWN,
            5000.0,
            line="c",
            step="log-in",
            reason="it is off",
            count=1,
        ),
    ),
    (
        late,
        Headline(
            Kind.RECEIVER_LATE, 6000.0, receiver="attic", reason="answered", count=1
        ),
    ),
    (
        refused,
        Headline(
            Kind.RECEIVER_REFUSED,
            NOW - 5,
            receiver="attic",
            reason="wrong password",
            count=1,
        ),
    ),
    (nobody, Headline(Kind.NO_RECEIVER, 7000.0)),
    (nothing, Headline(Kind.ALL_WELL, 1100.0, count=1)),
]


@pytest.mark.parametrize(("happens", "said"), SAID)
def test_what_is_said(happens: Callable[[Home], None], said: Headline) -> None:
    home = Home()

    happens(home)

    assert home.says() == said


def test_every_kind_is_said_of_something() -> None:
    assert [said.kind for _, said in SAID] == list(HeadlineKind)


@pytest.mark.parametrize(("worse", "better"), list(itertools.combinations(SAID, 2)))
def test_the_worse_is_said(
    worse: tuple[Callable[[Home], None], Headline],
    better: tuple[Callable[[Home], None], Headline],
) -> None:
    home = Home()

    # What takes receivers or lines away goes first, so that it leaves the other.
    for happens in sorted((better[0], worse[0]), key=_order):
        happens(home)

    assert home.says().kind is worse[1].kind


ORDER: list[Callable[[Home], None]] = [
    nobody,
    one_down,
    all_down,
    no_lines,
    no_key,
    late,
    refused,
    nothing,
]


def _order(happens: Callable[[Home], None]) -> int:
    return ORDER.index(happens)


# Lines


def test_lines_that_are_still_connecting_are_all_down_without_a_step() -> None:
    home = Home(lines=[made.line("a", is_up=False), made.line("b", is_up=False)])

    said = Headline(Kind.ALL_LINES_DOWN, STARTED, line="a", count=2)

    assert home.says() == said


def test_a_new_line_that_is_still_connecting_is_not_down() -> None:
    home = Home()
    home.lines.append(made.line("c", is_up=False))

    assert home.says().kind is Kind.ALL_WELL


def test_of_all_lines_down_one_that_failed_is_named() -> None:
    home = Home(
        lines=[
            made.line("a", is_up=False),
            made.line("b", is_up=False, since=3000.0, step="connect"),
        ]
    )

    assert (home.says().line, home.says().since) == ("b", 3000.0)


def test_of_lines_down_the_one_that_is_for_longest_is_named() -> None:
    home = Home()
    home.lines.append(made.line("d", is_up=False, since=4500.0, step="connect"))
    one_down(home)

    said = home.says()

    assert (said.line, said.since, said.count) == ("d", 4500.0, 2)


# Receivers


def test_the_receiver_that_is_without_for_longest_is_named() -> None:
    home = Home()
    no_key(home)
    home.receivers.append(
        made.receiver("cellar", Picture.NO_KEY, since=3500.0, outcome=Outcome.REFUSED)
    )

    said = home.says()

    assert (said.receiver, said.reason, said.count) == ("cellar", "refused", 2)


@pytest.mark.parametrize("chosen", [Outcome.DENIED, Outcome.OUT_OF_HOURS])
def test_what_the_household_chose_comes_after_what_is_broken(chosen: Outcome) -> None:
    home = Home()
    home.receivers.append(
        made.receiver("child", Picture.NO_KEY, since=3500.0, outcome=chosen)
    )
    assert (home.says().receiver, home.says().reason) == ("child", chosen.value)

    no_key(home)

    assert home.says().receiver == "attic"


def test_without_any_account_there_is_no_receiver() -> None:
    assert Home(receivers=[]).says() == Headline(Kind.NO_RECEIVER, STARTED)


def test_all_is_well_since_the_last_trouble() -> None:
    home = Home()
    home.receivers.append(made.receiver("attic", trouble_at=8000.0))

    assert home.says() == Headline(Kind.ALL_WELL, 8000.0, count=2)


# Refusals

# who           how long ago         whether it is said
REFUSALS = [
    ("attic", 0.0, True),
    ("attic", REFUSED_FOR_S, True),
    ("attic", REFUSED_FOR_S + 0.1, False),
    ("", 1.0, False),  # a port scan
]


@pytest.mark.parametrize(("user", "ago", "is_said"), REFUSALS)
def test_a_refusal_is_said_for_a_while(user: str, ago: float, is_said: bool) -> None:
    home = Home(refusals=[Refusal(NOW - ago, "192.168.1.9", user, "no such user")])

    assert (home.says().kind is Kind.RECEIVER_REFUSED) is is_said


def test_of_refusals_the_newest_is_said_and_the_names_are_counted() -> None:
    home = Home(
        refusals=[
            Refusal(NOW - 9, "192.168.1.8", "attic", "wrong password"),
            Refusal(NOW - 5, "192.168.1.9", "attic", "no such user"),
            Refusal(NOW - 7, "192.168.1.9", "cellar", "wrong password"),
        ]
    )

    said = home.says()

    assert (said.receiver, said.reason) == ("attic", "no such user")
    assert (said.since, said.count) == (NOW - 5, 2)
