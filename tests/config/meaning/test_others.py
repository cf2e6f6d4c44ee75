"""N:, L:, R:, G: and B: lines, and values that nobody uses yet."""

import pytest

from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import DirectiveStatement, LineStatement
from hearth.config.meaning.others import check_value, read_other_line

T = Trouble
KEY = "01 02 03 04 05 06 07 08 09 10 11 12 13 14"
ZEROS = " ".join(["00"] * 14)


def read(text: str) -> tuple[list[tuple[Trouble, str]], list[str]]:
    """Give each trouble with the characters that it is about, and what it is about."""
    problems = Problems()
    (statement,) = parse(Document(text.encode()), problems)
    if isinstance(statement, LineStatement):
        read_other_line(statement, problems)
    else:
        assert isinstance(statement, DirectiveStatement)
        check_value(statement, problems)
    found = [problem for t in problems.troubles() for problem in problems.of(t)]
    marked = [
        (p.trouble, text[p.span.column - 1 : p.span.end_column - 1]) for p in found
    ]
    return marked, [p.what for p in found]


RIGHT = [
    f"N: h 1 u p {KEY}",
    f"N: h 1 u p {KEY} 2",
    f"N: h 1 u p {KEY} 2 4",
    "N: h 1 u p 0a 0B ff FF 0e 0f 01 02 03 04 05 06 07 08 1",
    "N: h 1 u p 1 2 3 4 5 6 7 8 9 10 11 12 13 14",
    "L: h 567 u p 0100 000080",
    "L: h 567 u p 0x0100 80 3",
    "R: h 678 0100 000080 1",
    "G: p me 1 q h 2",
    "G: p 203.0.113.1 1 q h 2 { 0:0:1 }",  # our own name is not connected to
    "B: /dev/sci0 07",
    "IGNORE NODE: 0123456789abcDEF",
    "MINIMUM CLIENT VERSION : 2.2.0",
    "DVB API: -1",
    "SID LIMIT : anything",
    "WEBINFO USERNAME :",
]

# key of an N: line, what is marked, what is said of it
KEYS = [
    (KEY[:-3], KEY[:-3], "13 bytes"),
    (f"{KEY[:-3]} 1", KEY[:-3], "13 bytes"),
    (f"{KEY[:-3]} 1 0", KEY[:-3], "13 bytes"),
    ("01", "01", "1 bytes"),
    (f"{KEY} 15", f"{KEY} 15", "15 bytes"),
    (f"{KEY} 15 16", f"{KEY} 15 16", "16 bytes"),
    (KEY.replace(" ", ""), KEY.replace(" ", ""), "in one piece"),
    (KEY.replace("08", "0G"), "0G", "not a byte"),
    (KEY.replace("08", "108"), "108", "not a byte"),
    (f"second {KEY}", "second", "not a byte"),
    ("secret", "p", "0 bytes"),
]

# line, what is noted, and what is marked
WRONG = [
    (f"N: h 1 u p {ZEROS}", [(T.ZERO_KEY, ZEROS)]),
    (f"N: h 1 u p {KEY} 256", [(T.NEWCAMD_TRICK, "256")]),
    (f"N: h 1 u p {KEY} 2 256", [(T.NEWCAMD_TRICK, "256")]),
    (f"N: h 1 u p {KEY} x", [(T.BAD_NUMBER, "x")]),
    (f"N: h 1 u p {KEY} 1 5", [(T.BAD_NUMBER, "5")]),
    (f"N: h 1 u p {KEY} 1 0 x y", [(T.EXTRA_FIELDS, "x y")]),
    (f"N: h x u p {KEY}", [(T.PORT_OUT_OF_RANGE, "x")]),
    (f"N: h:1 u p {KEY}", [(T.HOST_WITH_PORT, "h:1")]),
    (f"N: 203.0.113.1 1 u p {KEY}", [(T.NOT_HOME, "203.0.113.1")]),
    (f"N: x.dyndns.org 1 u p {KEY}", [(T.DYNAMIC_NAME, "x.dyndns.org")]),
    (f'N: h 1 "u" p {KEY}', [(T.QUOTES, '"u"')]),
    ("N: h 1 u p", [(T.MISSING_FIELDS, "N: h 1 u p")]),
    ("L: h 1 u p caid 0", [(T.BAD_HEX, "caid")]),
    ("L: h 1 u p -1 0", [(T.BAD_HEX, "-1")]),
    ("L: h 1 u p 10000 0", [(T.HEX_OUT_OF_RANGE, "10000")]),
    ("R: h 1 0100 1000000", [(T.HEX_OUT_OF_RANGE, "1000000")]),
    ("R: h 1 0100 0 999", [(T.BAD_NUMBER, "999")]),
    ("R: http://h 1 0100 0", [(T.WEB_ADDRESS, "http://h")]),
    ("G: p me 1 q 203.0.113.1 2", [(T.NOT_HOME, "203.0.113.1")]),
    ("G: p me 1 q h 2 { x }", [(T.BAD_BRACE_ITEM, "x")]),
    ("G: p me 1 q h 2 { 0:0:1", [(T.BAD_BRACES, "{")]),
    ("B: /dev/sci0 8", [(T.HEX_OUT_OF_RANGE, "8")]),
    ("B: /dev/sci0 all", [(T.BAD_HEX, "all")]),
    ("IGNORE NODE: 0123", [(T.BAD_HEX, "0123")]),
    ("IGNORE NODE: 0123456789abcdeg", [(T.BAD_HEX, "0123456789abcdeg")]),
    ("MINIMUM CLIENT VERSION : 2.2", [(T.BAD_VERSION, "2.2")]),
    ("MINIMUM CLIENT VERSION : 2.2.x", [(T.BAD_VERSION, "2.2.x")]),
    ("DVB API: 2", [(T.NUMBER_OUT_OF_RANGE, "2")]),
    ("WEBINFO USERNAME : <username>", [(T.PLACEHOLDER, "<username>")]),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right(text: str) -> None:
    assert read(text)[0] == []


@pytest.mark.parametrize(("key", "marked", "said"), KEYS)
def test_keys(key: str, marked: str, said: str) -> None:
    assert read(f"N: h 1 u p {key}") == ([(T.BAD_KEY, marked)], [said])


@pytest.mark.parametrize(("text", "noted"), WRONG)
def test_what_is_wrong(text: str, noted: list[tuple[Trouble, str]]) -> None:
    assert read(text)[0] == noted
