"""C: lines in both dialects: what they give, and what is wrong with them."""

from typing import Any

import pytest

from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import LineStatement
from hearth.config.meaning.model import LineFilter, LineSettings
from hearth.config.meaning.upstream import read_line
from hearth.dvb import Caid, ProviderId
from hearth.secret import Secret

T = Trouble


def kept(caid: int, provider: int, hops: int) -> LineFilter:
    return LineFilter(Caid(caid), ProviderId(provider), hops)


def read(text: str) -> tuple[LineSettings | None, list[Trouble]]:
    problems = Problems()
    (statement,) = parse(Document(text.encode()), problems)
    assert isinstance(statement, LineStatement)
    line = read_line(statement, problems)
    return line, [trouble for trouble in T for _ in problems.of(trouble)]


# after "C: h 12000 u p"     what it gives besides                    what is noted
USED: list[tuple[str, dict[str, Any], list[Trouble]]] = [
    ("",                     {},                                      []),
    ("no",                   {},                                      []),
    ("NO",                   {},                                      []),
    ("yes",                  {},                                      [T.EMUS]),
    ("no { 0:0:2 }",         {"filters": (kept(0, 0, 2),)},           []),
    ("no {0:0:2,0100:80}",   {"filters": (kept(0, 0, 2), kept(256, 128, 0))},
     [T.BRACE_SPACING, T.HOPS_LEFT_OUT]),
    ("no { 0:0:3 }",         {"filters": (kept(0, 0, 3),)},           [T.FAR_CARDS]),
    ("no { 0:0:0 }",         {"filters": (kept(0, 0, 0),)},          [T.TAKES_NO_CARD]),
    ("no { 0:0 }",           {"filters": (kept(0, 0, 0),)},          [T.TAKES_NO_CARD]),
    ("no { 2:2:2 }",         {"filters": (kept(2, 2, 2),)},     [T.HOPS_READ_AS_CAID]),
    ("no { }",               {},                                      []),
    ("1 { 0:0:2 }",          {"filters": (kept(0, 0, 2),)},           [T.BAD_WANTEMUS]),
    ("no extra",             {},                                      [T.EXTRA_FIELDS]),
    ("no { 0:0:1 } extra",   {"filters": (kept(0, 0, 1),)},           [T.EXTRA_FIELDS]),
    # The article's dialect: reshare:distance:retries.
    ("{ 0:0:2 }",            {"retries": 2},                          [T.ARTICLE_LINE]),
    ("{ 1:1:0 }",            {},                                      [T.ARTICLE_LINE]),
    ("{ }",                  {},                                      []),
]  # fmt: skip

# after "C:"                        what is wrong
NOT_USED: list[tuple[str, list[Trouble]]] = [
    ("",                            [T.MISSING_FIELDS]),
    ("h",                           [T.MISSING_FIELDS]),
    ("h 12000 u",                   [T.MISSING_FIELDS]),
    ("h 12000 u { 0:0:1 }",         [T.MISSING_FIELDS]),
    ("h 0 u p",                     [T.PORT_OUT_OF_RANGE]),
    ("h 65536 u p",                 [T.PORT_OUT_OF_RANGE]),
    ("h:12000 u p no",              [T.HOST_WITH_PORT]),
    ("h:12000 u p",                 [T.HOST_WITH_PORT]),
    ("h:12000 12000 u p",           [T.HOST_WITH_PORT]),
    ("fd00::1 x u p",               [T.PORT_OUT_OF_RANGE]),
    ("h 12000 u p { 0100:80:1 }",   [T.FIELDS_BEFORE_BRACES]),
    ("h 12000 u p { 0:0 }",         [T.FIELDS_BEFORE_BRACES]),
    ("h 12000 u p no { 0:0:1",      [T.BAD_BRACES]),
    ("h 12000 u p no { } { }",      [T.BAD_BRACES]),
    ("h 12000 u p no { x }",        [T.BAD_BRACE_ITEM]),
    ("203.0.113.7 12000 u p",       [T.NOT_HOME]),
    ("2001:db8::1 12000 u p",       [T.NOT_HOME]),
    ("h 12000 u23456789012345678901 p", [T.NAME_TOO_LONG]),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "gives", "noted"), USED)
def test_a_line_is_read(rest: str, gives: dict[str, Any], noted: list[Trouble]) -> None:
    line, troubles = read(f"C: h 12000 u p {rest}")

    expected = LineSettings(
        host="h", port=12000, user="u", raw_user=b"u", password=Secret(b"p"), **gives
    )
    assert line == expected
    assert troubles == noted


@pytest.mark.parametrize(("rest", "noted"), NOT_USED)
def test_a_line_is_not_used(rest: str, noted: list[Trouble]) -> None:
    line, troubles = read(f"C: {rest}")

    assert line is None
    assert troubles == noted
