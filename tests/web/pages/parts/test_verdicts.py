"""Verdicts: on a line, and on a freeze."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearth.core.observations import Outcome
from hearth.observe.history.views import (
    Availability,
    Figures,
    LineSpan,
    LineState,
    Note,
    NoteKind,
)
from hearth.observe.live.views import GOOD, Trip
from hearth.web.pages.parts.verdicts import Verdict, judge, judge_freeze, network_of
from hearth.web.pages.parts.words import Words
from hearth.web.texts import LANGUAGES, Texts
from tests.observe.live.made import line
from tests.web.pages.parts.test_pictures import ecm

BAD = [outcome for outcome in Outcome if outcome not in GOOD]
WORDS = Words(Texts("en"), 1_773_515_707.0)


def figures(p50_s: float, p95_s: float, p99_s: float, missed: int = 0) -> Figures:
    return Figures(
        asked=1000,
        answered=1000,
        missed=missed,
        p50_s=p50_s,
        p95_s=p95_s,
        p99_s=p99_s,
        worst_s=p99_s,
    )


def available(share: float) -> Availability:
    down = LineSpan(0, 1, LineState.DOWN, "connect", "no route")
    return Availability(share, (down,) if share < 1 else ())


# what it shows     figures                         share   colours
LINES = [
    ("a local card",  figures(0.19, 0.22, 0.24),      1.0,    "good good good good"),
    ("Wi-Fi",         figures(0.19, 0.35, 0.9, 1),    0.998,  "warn good warn warn"),
    ("a chain",       figures(0.40, 1.80, 3.0, 90),   0.9,    "bad warn bad bad"),
    ("too slow",      figures(4.00, 4.01, 4.5),       1.0,    "good bad good good"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "found", "share", "colours"), LINES)
@pytest.mark.parametrize("period_s", [10.0, None])
def test_a_line_is_judged(
    shows: str, found: Figures, share: float, colours: str, period_s: float | None
) -> None:
    verdicts = judge(found, available(share), period_s, WORDS)

    assert " ".join(v.look.colour for v in verdicts) == colours, shows


def test_of_a_new_line_little_is_said() -> None:
    (verdict,) = judge(Figures(), Availability(None, ()), None, WORDS)

    assert "Too few answers" in verdict.what


def test_the_crypto_period_counts() -> None:
    quick = judge(figures(0.19, 0.22, 0.24), None, 1.0, WORDS)

    assert quick[1].what == "Answers leave enough time"
    assert quick[1].look.colour == "good"
    assert judge(figures(0.3, 0.3, 0.35), None, 1.0, WORDS)[1].look.colour == "warn"


NOTES = [
    NoteKind.LINE_DOWN,
    NoteKind.MISSED,
    NoteKind.BAD_CONTROL_WORDS,
    NoteKind.LEFT,
    NoteKind.LOGGED_IN,
    NoteKind.RELOAD,
    NoteKind.RESTART,
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NOTES)
def test_what_happened_is_told(kind: NoteKind, language: str) -> None:
    note = Note(1, 5.0, kind, "its reason", line="card.home.lan:12000")

    (verdict,) = judge_freeze([], [note], None, Words(Texts(language), 9.0))

    assert verdict.what
    assert verdict.why == "its reason"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", BAD)
def test_every_failure_is_told(outcome: Outcome, language: str) -> None:
    words = Words(Texts(language), 9.0)

    (verdict,) = judge_freeze([ecm(5.0, outcome)], [], 10.0, words)

    assert verdict.look.colour in ("bad", "warn")


def _late(**legs: float | bool) -> Verdict:
    late = ecm(4.5, **legs)  # type: ignore[arg-type]
    (verdict,) = judge_freeze([late], [], 10.0, WORDS)
    return verdict


def test_a_late_answer_names_the_leg_that_took_longest() -> None:
    assert "the network to it, or its card" in _late(line_s=4.4).why
    assert "the card had too much to do" in _late(queue_s=4.0, line_s=0.4).why
    assert "this machine was busy" in _late(line_s=0.1).why
    assert "another receiver" in _late(line_s=4.4, joined=True).why


def test_nothing_wrong_and_nothing_asked() -> None:
    healthy = judge_freeze([ecm(0.1)], [], 10.0, WORDS)
    assert [v.look.colour for v in healthy] == ["good", "quiet"]

    (silent,) = judge_freeze([], [], 10.0, WORDS)
    assert silent.what == "The receiver asked for nothing."


# what it shows                    connecting  shortest trip  colour  text
NETWORKS = [
    ("an acknowledgement that waits", 0.0003,    0.041,         "good", "0.3 ms"),
    ("an old connection",             0.9,       0.0041,        "good", "4.1 ms"),
    ("only connecting is known",      0.002,     None,          "good", "2.0 ms"),
    ("a house far away",              0.13,      0.12,          "warn", "120 ms"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "connect", "least", "colour", "text"), NETWORKS)
def test_the_network_to_a_line_is_judged(
    shows: str, connect: float, least: float | None, colour: str, text: str
) -> None:
    trip = None if least is None else Trip(least, 0.2, 0.1)
    found = network_of(replace(line(), connect_s=connect, trip=trip))

    verdict = judge(Figures(), None, None, WORDS, found)[-1]

    assert verdict.look.colour == colour, shows
    assert text in verdict.what


def test_of_a_network_that_is_not_known_nothing_is_said() -> None:
    assert network_of(line()) == 0.0
    assert len(judge(Figures(), None, None, WORDS)) == 1
