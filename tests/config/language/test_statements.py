"""Pieces of a file know their place, give their bytes back and show nothing."""

from hearth.config.language.statements import LineStatement, OtherStatement, Token
from hearth.diagnostics import Span

LINE = Token(3, 5, "  C: host  ", "latin-1")


def test_a_token_knows_its_place() -> None:
    assert LINE.span == Span(3, 5, 3, 16)
    assert LINE.end_column == 16


def test_a_part_is_without_blanks_and_knows_its_place() -> None:
    assert LINE.part(0, 11) == Token(3, 7, "C: host", "latin-1")
    assert LINE.part(4, 11) == Token(3, 10, "host", "latin-1")
    assert LINE.part(9, 11).text == ""


def test_a_token_gives_the_bytes_of_the_file() -> None:
    assert Token(1, 1, "\xfc", "latin-1").raw == b"\xfc"
    assert Token(1, 1, "\xfc", "utf-8").raw == b"\xc3\xbc"


def test_no_piece_shows_its_text() -> None:
    pieces = [LINE, LineStatement("C", LINE, LINE), OtherStatement(LINE, LINE, None)]

    assert "host" not in repr(pieces)
    assert repr(LINE) == "Token(3:5, 11 characters)"
