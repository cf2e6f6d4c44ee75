"""Spans of time and filters."""

from __future__ import annotations

from typing import Any

import pytest

from hearth.web.api.answers.spans import (
    DAY_S,
    filter_of,
    kind_of,
    service_of,
    span_of,
)
from hearth.web.api.endpoint import Call, Remembered
from hearth.web.api.problem import ProblemError
from tests.web.api.homes import NOW, ONE, MadeUp


def call(made: MadeUp, **values: Any) -> Call:
    return Call(made.home, values, Remembered(made.home))


# begin, end, the span
SPANS = [
    (None, None, (NOW - DAY_S, NOW)),
    (5.0, None, (5.0, NOW)),
    (None, 5.0, (0.0, 5.0)),
    (1.0, 2.0, (1.0, 2.0)),
]


@pytest.mark.parametrize(("begin", "end", "span"), SPANS)
def test_a_span_is_the_last_day_unless_something_else_is_said(
    made: MadeUp, begin: float | None, end: float | None, span: tuple[float, float]
) -> None:
    assert span_of(call(made, begin=begin, end=end)) == span


@pytest.mark.parametrize(("begin", "end"), [(2.0, 1.0), (1.0, 1.0), (NOW, None)])
def test_a_span_that_ends_before_it_begins_is_refused(
    made: MadeUp, begin: float, end: float | None
) -> None:
    with pytest.raises(ProblemError, match="begin and end") as caught:
        span_of(call(made, begin=begin, end=end))

    assert caught.value.status == 400


def test_a_filter_is_for_all_unless_something_is_said(made: MadeUp) -> None:
    where = filter_of(call(made, receiver=None, line=None, channel=None))

    assert (where.receiver, where.line, where.service) == ("", "", None)


def test_a_filter_is_for_what_is_said(made: MadeUp) -> None:
    asked = call(
        made, receiver="Kids", line="x", channel="4ADA:000010:1234", outcome="good"
    )
    where = filter_of(asked)

    assert (where.receiver, where.line, where.service) == ("Kids", "x", ONE)
    assert service_of(asked) == ONE
    assert kind_of(asked) == "good"
