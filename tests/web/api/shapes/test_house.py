"""How Hearth itself looks."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from hearth.web.api.problem import ProblemError
from hearth.web.api.shapes.house import ERROR, level_word
from tests.web.api.homes import MadeUp

# level of logging, word
LEVELS = [
    (0, "info"),
    (10, "info"),
    (20, "info"),
    (25, "info"),
    (30, "warning"),
    (40, "error"),
    (50, "error"),
]


@pytest.mark.parametrize(("level", "word"), LEVELS)
def test_a_level_of_the_log_has_its_word(level: int, word: str) -> None:
    assert level_word(level) == word


def test_an_error_says_what_where_and_what_to_do(made: MadeUp) -> None:
    problem = ProblemError(HTTPStatus.NOT_FOUND, "No.", where="here", help="Go.")

    assert ERROR.told(problem, made.home) == {
        "error": {"what": "No.", "where": "here", "help": "Go."}
    }
