"""How what is remembered looks."""

from __future__ import annotations

from hearth.observe.history.views import Figures
from hearth.observe.live.views import Outcome
from hearth.web.api.shapes.memory import FIGURES
from tests.web.api.homes import MadeUp


def test_every_outcome_is_counted_also_those_that_never_came(made: MadeUp) -> None:
    figures = Figures(3, 2, 1, {Outcome.ANSWERED: 2, Outcome.TIMED_OUT: 1}, p50_s=0.1)

    told = FIGURES.told(figures, made.home)

    assert told["outcomes"] == {
        "answered": 2,
        "remembered": 0,
        "timed_out": 1,
        "refused": 0,
        "no_card": 0,
        "denied": 0,
        "out_of_hours": 0,
    }
    assert (told["p50_s"], told["p99_s"]) == (0.1, None)
