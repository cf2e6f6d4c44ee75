"""Lines tell by their form whose grammar they have."""

import pytest

from hearth.config.language.dialect import Dialect, line_dialects
from hearth.config.read import read_config
from hearth.diagnostics import Span

ORIGINAL, ARTICLE = Dialect.ORIGINAL, Dialect.ARTICLE

# line, its dialect; None where both have that form
LINES = [
    ("C: h 1 u p", None),
    ("C: h 1 u p no", None),
    ("C: h 1 u p no { 0:0:2 }", ORIGINAL),
    ("C: h 1 u p no{0:0:2}", ORIGINAL),
    ("C: h 1 u p { 0:0:2 }", ARTICLE),
    ("C: h 1 u p { }", None),
    ("F: u p", None),
    ("F: u p 1 0", None),
    ("F: u p 1 0 1", None),
    ("F: u p 1 0 { 0:0:0 }", ARTICLE),
    ("F: u p 1 0 1 { 0:0:1 }", ORIGINAL),
    ("f:u p 1 0 1 { }", ORIGINAL),
    ("G: p h 1 q i 2 { 0:0:1 }", None),
]


@pytest.mark.parametrize(("line", "dialect"), LINES)
def test_one_line(line: str, dialect: Dialect | None) -> None:
    reading = read_config(line.encode(), file="")

    assert reading.dialects == ({dialect} if dialect else set())


def test_where_a_dialect_is_first() -> None:
    from hearth.config.language.document import Document
    from hearth.config.language.parse import parse
    from hearth.config.language.problems import Problems
    from hearth.config.meaning.effective import settings_of

    problems = Problems()
    statements = parse(
        Document(b"F: a p 1 0 { 0:0:0 }\nC: h 1 u p { 1:1:1 }\n"), problems
    )
    settings_of(statements, problems)

    assert line_dialects(statements, problems) == {ARTICLE: Span(1, 10, 1, 21)}
