"""F: lines in both dialects: what they give, and what is wrong with them."""

from typing import Any

import pytest

from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import LineStatement
from hearth.config.meaning.accounts import read_accounts
from hearth.config.meaning.model import (
    AccountSettings,
    CardLimit,
    DeniedService,
    TimeWindow,
)
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.secret import Secret

T = Trouble


def limit(caid: int, provider: int, hops: int) -> CardLimit:
    return CardLimit(Caid(caid), ProviderId(provider), hops)


def read(data: bytes) -> tuple[tuple[AccountSettings, ...], list[Trouble]]:
    problems = Problems()
    statements = parse(Document(data), problems)
    lines = [s for s in statements if isinstance(s, LineStatement)]
    accounts = read_accounts(lines, problems)
    return accounts, [trouble for trouble in T for _ in problems.of(trouble)]


DENIED = DeniedService(Caid(0x100), ProviderId(0x80), ServiceId(0x15DF))
WINDOWS = (TimeWindow(720, 1020), TimeWindow(1140, 1200))
PARTIAL = (limit(0x100, 0x80, 0), limit(0x622, 0, 1), limit(0x500, 0, 2))

# after "F: u p"               what it gives besides          what is noted
USED: list[tuple[str, dict[str, Any], list[Trouble]]] = [
    ("",                       {},                            []),
    ("0",                      {"up_hops": 0},                []),
    ("0 0 1",                  {"up_hops": 0},                []),
    ("5 0 0",                  {"allow_emm": False},          []),
    ("5 1 1",                  {},                            [T.EMUS]),
    ("0 0 1 { 0:0:1 }",        {"up_hops": 0, "card_limits": (limit(0, 0, 1),)}, []),
    ("0 0 1 {0:0:1}",          {"up_hops": 0, "card_limits": (limit(0, 0, 1),)},
     [T.BRACE_SPACING]),
    ("0 0 0 { 0100:000080, 0622:000000:1, 0500:000000:2 }",
     {"up_hops": 0, "allow_emm": False, "card_limits": PARTIAL},
     [T.HOPS_LEFT_OUT, T.NO_RESHARE]),
    ("0 0 1 { 0:0:0 }",        {"up_hops": 0, "card_limits": (limit(0, 0, 0),)},
     [T.SEES_NO_CARD]),
    ("0 0 1 { 0:0:0, 0100:80:1 }",
     {"up_hops": 0, "card_limits": (limit(0, 0, 0), limit(0x100, 0x80, 1))}, []),
    ("2 0 1 { 2:2:2 }",        {"up_hops": 2, "card_limits": (limit(2, 2, 2),)},
     [T.HOPS_READ_AS_CAID]),
    ("2 0 1 { 0:2:1 }",        {"up_hops": 2, "card_limits": (limit(0, 2, 1),)},
     [T.HOPS_READ_AS_CAID]),
    ("0 0 1 { 0:0:1, 0:0:0 }",
     {"up_hops": 0, "card_limits": (limit(0, 0, 1), limit(0, 0, 0))}, [T.ITEM_TWICE]),
    ("0 0 0 { } { 0100:000080:15df } { 12:00-17:00, 19:00-20:00 }",
     {"up_hops": 0, "allow_emm": False, "denied_services": (DENIED,),
      "time_windows": WINDOWS}, []),
    ("5 0 1 { } { } { } 192.168.1.20", {"host": "192.168.1.20"},   []),
    ("5 0 1 { } { } { } tv.home.lan",  {"host": "tv.home.lan"},    []),
    ("5 0 1 { } { } { } tv x", {"host": "tv"},                [T.EXTRA_FIELDS]),
    # A host that nothing binds.
    ("192.168.1.55",           {},                            [T.UNBOUND_HOST_LOCK]),
    ("0 fd00::1",              {"up_hops": 0},                [T.UNBOUND_HOST_LOCK]),
    ("5 0 1 192.168.1.55",     {},                            [T.UNBOUND_HOST_LOCK]),
    ("5 0 1 livingroom",       {},                            [T.UNBOUND_HOST_LOCK]),
    ("5 0 1 { } 192.168.1.55", {},                            [T.UNBOUND_HOST_LOCK]),
    ("5 0 1 192.168.1.55 { } { } { }", {},                    [T.UNBOUND_HOST_LOCK]),
    # Fields that are not as they should be, and can be read all the same.
    ("5 0 1 0",                {},                            [T.EXTRA_FIELDS]),
    ("5 0 1 0 192.168.1.5",    {},                            [T.EXTRA_FIELDS]),
    ("5 0 yes",                {},                            [T.FLAG_NOT_0_OR_1]),
    # The article's dialect, and what can be read either way.
    ("1 0",                    {"up_hops": 1},                [T.TWO_NUMBERS]),
    ("1 0 { 0:0:0 }",          {"up_hops": 1},                [T.ARTICLE_ACCOUNT]),
    ("2 2 { 2:2:2 }",          {"up_hops": 2},                [T.ARTICLE_ACCOUNT]),
    ("1 0 { }",                {"up_hops": 1},                [T.ARTICLE_ACCOUNT]),
]  # fmt: skip

# after "F:"                        what is wrong
NOT_USED: list[tuple[str, list[Trouble]]] = [
    ("",                            [T.MISSING_FIELDS]),
    ("u",                           [T.MISSING_FIELDS]),
    ("u { 0:0:1 }",                 [T.MISSING_FIELDS]),
    ("u p five 0 1",                [T.BAD_NUMBER]),
    ("u p 1.5 0 1",                 [T.BAD_NUMBER]),
    ("u p 256",                     [T.BAD_NUMBER]),
    ("u p 1 x { 0:0:0 }",           [T.BAD_NUMBER, T.ARTICLE_ACCOUNT]),
    ("u p { 0:0:1 }",               [T.FIELDS_BEFORE_BRACES]),
    ("u p 0 { 0:0:1 }",             [T.FIELDS_BEFORE_BRACES]),
    ("u p 0 0 { 0100:000080:1 }",   [T.FIELDS_BEFORE_BRACES]),
    ("u p 0 0 { 0:0:1, 0:1:1 }",    [T.FIELDS_BEFORE_BRACES]),
    ("u p 0 0 { } { }",             [T.FIELDS_BEFORE_BRACES]),
    ("u p 0 0 1 { 0:0:1",           [T.BAD_BRACES]),
    ("u p 0 0 1 { } { } { } { }",   [T.BAD_BRACES]),
    ("u p 0 0 1 { } x { } { }",     [T.BAD_BRACES]),
    ("u p 0 0 1 { all }",           [T.BAD_BRACE_ITEM]),
    ("u p 0 0 1 { 12:00-17:00 }",   [T.BRACES_OUT_OF_PLACE]),
    ("u p 0 0 1 { 0100:80:15df }",  [T.BRACES_OUT_OF_PLACE]),
    ("u p 0 0 1 { 0100:80:1234 }",  [T.BRACES_OUT_OF_PLACE]),
    ("u p 0 0 1 { } { 12:00-17:00 }", [T.BRACES_OUT_OF_PLACE]),
    ("u p 0 0 1 { } { } { 0:0:1 }", [T.BRACES_OUT_OF_PLACE]),
    ("u p 1 0 { sky, uk }",         [T.MULTICS_FILE]),
    ("living room p 5 0 1",         [T.BAD_NUMBER]),
    ("u p 0 0 1 { } { 0:0 }",       [T.BAD_BRACE_ITEM]),
    ("u p 0 0 1 { } { } { 9-5 }",   [T.BAD_TIME_WINDOW]),
    ("u p 5 0 1 { } { } { } 203.0.113.1", [T.NOT_HOME]),
    ("u p 203.0.113.1",             [T.UNBOUND_HOST_LOCK, T.NOT_HOME]),
    ("u234567890123456789012 p",    [T.NAME_TOO_LONG]),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "gives", "noted"), USED)
def test_an_account_is_read(
    rest: str, gives: dict[str, Any], noted: list[Trouble]
) -> None:
    accounts, troubles = read(f"F: u p {rest}".encode())

    expected = AccountSettings(name="u", raw_name=b"u", password=Secret(b"p"), **gives)
    assert accounts == (expected,)
    assert troubles == noted


@pytest.mark.parametrize(("rest", "noted"), NOT_USED)
def test_an_account_is_not_used(rest: str, noted: list[Trouble]) -> None:
    accounts, troubles = read(f"F: {rest}".encode())

    assert accounts == ()
    assert troubles == noted


def test_names_and_passwords_are_the_files_bytes() -> None:
    (first, second), _ = read(b"F: k\xfcche p\xe4ss\nF: b\xc3\xbcro p\xc3\xa4ss\n")

    assert (first.name, first.raw_name) == ("k\xfcche", b"k\xfcche")
    assert (second.name, second.raw_name) == ("b\xfcro", b"b\xc3\xbcro")
    assert first.password.reveal() == b"p\xe4ss"
    assert second.password.reveal() == b"p\xc3\xa4ss"


def test_of_two_accounts_with_one_name_the_first_is_used() -> None:
    accounts, troubles = read(b"F: a p\nF: b p\nF: a q 0\n")

    assert [account.name for account in accounts] == ["a", "b"]
    assert accounts[0].password == Secret(b"p")
    assert troubles == [Trouble.DUPLICATE_ACCOUNT]


def test_a_line_that_cannot_be_used_takes_no_name() -> None:
    accounts, troubles = read(b"F: a p five\nF: a p\n")

    assert len(accounts) == 1
    assert troubles == [Trouble.BAD_NUMBER]


def test_a_home_has_sixteen_accounts() -> None:
    accounts, troubles = read(b"".join(b"F: a%d p\n" % n for n in range(18)))

    assert [account.name for account in accounts] == [f"a{n}" for n in range(16)]
    assert troubles == [Trouble.TOO_MANY_ACCOUNTS] * 2


def test_an_account_knows_its_line() -> None:
    (account,), _ = read(b"# x\n F: a p  # y\n")

    span = account.span
    assert (span.line, span.column, span.end_column) == (2, 2, 8)
