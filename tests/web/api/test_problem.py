"""What went wrong, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from hearth.web.api.problem import ProblemError


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = ProblemError(
        HTTPStatus.NOT_FOUND, "It is gone", where="the attic", help="Look again."
    )

    assert str(problem) == "the attic: It is gone. Look again."
