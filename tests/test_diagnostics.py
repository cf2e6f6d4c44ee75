"""Findings: where they are, and how they read in a log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.diagnostics import Finding, Severity, Span
from hearth.errors import UsageError

NOT_A_SPAN = [
    ("line 0", (0, 1, 1, 1)),
    ("column 0", (1, 0, 1, 1)),
    ("end column 0", (1, 1, 2, 0)),
    ("ends a column too early", (3, 5, 3, 4)),
    ("ends a line too early", (3, 1, 2, 9)),
]


def finding(file: str = "CCcam.cfg") -> Finding:
    return Finding(
        code="H201",
        name="port-out-of-range",
        severity=Severity.ERROR,
        span=Span(12, 8, 12, 13),
        message="the port is not a number from 1 to 65535",
        why="There is no such port.",
        help="Write such a port.",
        file=file,
    )


@pytest.mark.parametrize(("shows", "numbers"), NOT_A_SPAN)
def test_a_span_has_its_start_before_its_end(
    shows: str, numbers: tuple[int, int, int, int]
) -> None:
    with pytest.raises(UsageError):
        Span(*numbers)


def test_a_span_may_be_a_point() -> None:
    assert Span(3, 5, 3, 5).start == Span(3, 5, 3, 5)


def test_spans_are_joined_from_start_to_end() -> None:
    assert Span(1, 2, 1, 3).to(Span(4, 5, 4, 9)) == Span(1, 2, 4, 9)


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99))))
def test_spans_sort_as_they_stand_in_the_file(places: list[tuple[int, int]]) -> None:
    spans = sorted(Span(*place, *place) for place in places)

    assert [(span.line, span.column) for span in spans] == sorted(places)


def test_the_line_for_the_log() -> None:
    assert finding().short() == (
        "CCcam.cfg:12:8: error H201 port-out-of-range:"
        " the port is not a number from 1 to 65535"
    )


def test_the_line_for_the_log_without_a_file() -> None:
    assert finding(file="").short().startswith("12:8: error H201 ")
