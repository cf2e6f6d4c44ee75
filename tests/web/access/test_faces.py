"""The plain log-in page and the plain explanation."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from hearth.web.access.faces import (
    LINES_TO_ADD,
    LogInView,
    PlainFaces,
    Problem,
    problem_text,
)

REQUEST = Request({"type": "http"})


def text(content: bytes | memoryview) -> str:
    return bytes(content).decode()


def test_the_form_sends_what_the_log_in_needs() -> None:
    html = text(PlainFaces().log_in(REQUEST, LogInView("abc", "/lines")).body)

    assert '<form method="post" action="/login">' in html
    assert 'name="csrf_token" value="abc"' in html
    assert 'name="next" value="/lines"' in html
    assert 'name="user"' in html
    assert 'name="password" type="password"' in html
    assert "alert" not in html


def test_what_somebody_else_chose_is_escaped() -> None:
    html = text(PlainFaces().log_in(REQUEST, LogInView("a", '/"><script>')).body)

    assert "<script>" not in html


def test_the_explanation_names_both_lines() -> None:
    html = text(PlainFaces().locked(REQUEST, LINES_TO_ADD).body)

    assert "WEBINFO USERNAME : " in html
    assert "WEBINFO PASSWORD : " in html


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (LogInView("a"), ""),
        (LogInView("a", problem=Problem.WRONG), "is wrong"),
        (LogInView("a", problem=Problem.WAIT, wait_s=55), "in 1 min"),
        (LogInView("a", problem=Problem.WAIT, wait_s=3600), "in 60 min"),
    ],
    ids=["none", "wrong", "a minute", "an hour"],
)
def test_what_went_wrong_is_said(view: LogInView, words: str) -> None:
    assert words in problem_text(view)
    assert words in text(PlainFaces().log_in(REQUEST, view).body)
