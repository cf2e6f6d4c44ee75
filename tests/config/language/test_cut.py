"""Lines cut into fields and braces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.language.cut import cut
from hearth.config.language.statements import LineStatement, Token
from tests.config.samples import PIECES

# line, fields, items in braces, after braces, stray braces
CUT: list[tuple[str, str, list[str], str, str]] = [
    ("C: h 1 u p", "h 1 u p", [], "", ""),
    ("C:h 1\tu   p", "h 1 u p", [], "", ""),
    ("C: h 1 u p no { 0:0:2 }", "h 1 u p no", ["0:0:2"], "", ""),
    ("C: h 1 u p no{0:0:2,1:2}", "h 1 u p no", ["0:0:2 1:2"], "", ""),
    ("C: h 1 u p { 0:0:2 }", "h 1 u p", ["0:0:2"], "", ""),
    ("F: u p { 0:0:1 } { } { } h", "u p", ["0:0:1", "", ""], "h", ""),
    ("F: u p 0 0 1 {a,,b , c}h", "u p 0 0 1", ["a b c"], "h", ""),
    ("F: u p 0 { 0:0:1", "u p 0", [], "0:0:1", "{"),
    ("F: u p 0 } x", "u p 0", [], "x", "}"),
    ("F: u p 0 { { 0:0 } }", "u p 0", ["0:0"], "", "{ }"),
    # A password may have braces in it, but not look like a whole pair.
    ("F: u p{1}x 0", "u p{1}x 0", [], "", ""),
    ("F: u { 0", "u { 0", [], "", ""),
    ("F: u {se} 0", "u {se} 0", [], "", ""),
    ("F: u { 0:0:1 }", "u", ["0:0:1"], "", ""),
    ("F: u p{ 0:0:1 }", "u p{ 0:0:1", [], "", "}"),  # not closed
    ("N: h 1 u {p} 01 02", "h 1 u {p} 01 02", [], "", ""),
    ("G: p h 1 q g 2 { 0:0:1 }", "p h 1 q g 2", ["0:0:1"], "", ""),
    ("C:", "", [], "", ""),
]


def line_of(text: str) -> LineStatement:
    return LineStatement(text[0], Token(1, 1, text, "utf-8"), None)


@pytest.mark.parametrize(("text", "fields", "blocks", "tail", "strays"), CUT)
def test_cut(text: str, fields: str, blocks: list[str], tail: str, strays: str) -> None:
    parts = cut(line_of(text))

    assert " ".join(token.text for token in parts.fields) == fields
    assert [" ".join(item.text for item in b.items) for b in parts.blocks] == blocks
    assert " ".join(token.text for token in parts.tail) == tail
    assert " ".join(token.text for token in parts.strays) == strays


@given(
    st.sampled_from("CFNLRGB"),
    st.lists(st.sampled_from([*PIECES, "abc", " "]), max_size=20),
)
def test_every_piece_is_what_stands_at_its_place(
    letter: str, pieces: list[str]
) -> None:
    text = f"{letter}:" + "".join(pieces)
    parts = cut(line_of(text))

    tokens = [*parts.fields, *parts.tail, *parts.strays]
    tokens += [block.whole for block in parts.blocks]
    tokens += [item for block in parts.blocks for item in block.items]
    for token in tokens:
        assert text[token.column - 1 : token.end_column - 1] == token.text
        assert token.text.strip(" \t\v\f") == token.text != ""


def test_no_piece_shows_its_text() -> None:
    assert "secret" not in repr(cut(line_of("F: kids secret 0 0 1 { 0:0:1 }")))
