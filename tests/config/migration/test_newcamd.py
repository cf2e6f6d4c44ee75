"""N: lines as values."""

import pytest

from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems
from hearth.config.language.statements import LineStatement
from hearth.config.migration.newcamd import NewcamdLine, read_newcamd

MARK = "S3cr3tM4rk"
KEY = "01 02 03 04 05 06 07 08 09 0a 0B 0c 0d 0e"


def read(rest: str) -> NewcamdLine | str:
    (line,) = parse(Document(f"N: {rest}".encode()), Problems())
    assert isinstance(line, LineStatement)
    return read_newcamd(line)


# after host, port, user, password   hops  stealth  extra
READ = [
    (KEY,                             1,    0,       False),
    (f"{KEY} 0",                      0,    0,       False),
    (f"{KEY} 2 3",                    2,    3,       False),
    (f"{KEY} 1 0 256",                1,    0,       True),
    (KEY.replace(" ", "") + " 2",     2,    0,       False),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "hops", "stealth", "extra"), READ)
def test_a_line_is_read(rest: str, hops: int, stealth: int, extra: bool) -> None:
    line = read(f"10.0.0.9 10000 me {MARK} {rest}")

    assert isinstance(line, NewcamdLine)
    assert (line.hops, line.stealth, line.has_extra) == (hops, stealth, extra)
    assert line.key.reveal() == bytes(range(1, 15))
    assert line.password.reveal() == MARK.encode()
    assert (str(line), line.raw_user) == ("10.0.0.9:10000", b"me")
    assert MARK not in repr(line)


NOT_READ = [
    ("",                                   "host"),
    ("10.0.0.9",                           "port"),
    ("10.0.0.9 10000 me",                  "password"),
    (f"10.0.0.9 0 me p {KEY}",             "port"),
    (f"10.0.0.9 x me p {KEY}",             "port"),
    ("10.0.0.9 10000 me p",                "14 bytes"),
    (f"10.0.0.9 10000 me p {KEY[:-3]}",    "14 bytes"),
    (f"10.0.0.9 10000 me p {KEY[:-2]}zz",  "14 bytes"),
    (f"10.0.0.9 10000 me p {KEY} 300",     "hops"),
    (f"10.0.0.9 10000 me p {KEY} far",     "hops"),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "word"), NOT_READ)
def test_a_line_that_cannot_be_read_says_why(rest: str, word: str) -> None:
    why = read(rest)

    assert isinstance(why, str)
    assert word in why
