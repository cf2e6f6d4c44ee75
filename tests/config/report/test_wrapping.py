"""Lines of a width, broken at blanks."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.report.wrapping import wrapped

WRAPPED = [
    ("", 10, [""]),
    ("one", 10, ["one"]),
    ("one two three", 7, ["one two", "three"]),
    ("one two three", 6, ["one", "two", "three"]),
    ("  one\n two ", 10, ["one two"]),
    ("a-very-long-word and more", 5, ["a-very-long-word", "and", "more"]),
]


@pytest.mark.parametrize(("text", "width", "lines"), WRAPPED)
def test_wrapped(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.lists(st.text("ab", min_size=1, max_size=9)), st.integers(9, 30))
def test_it_is_what_python_does(words: list[str], width: int) -> None:
    text = " ".join(words)

    assert wrapped(text, width) == (textwrap.wrap(text, width) or [""])
