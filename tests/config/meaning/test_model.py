"""What the braces mean."""

import pytest

from hearth.config.language.document import Document
from hearth.config.meaning.model import (
    AccountSettings,
    LineSettings,
    Settings,
    TimeWindow,
)
from hearth.config.read import read_config
from hearth.diagnostics import Span
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.secret import Secret


def account(rest: str) -> AccountSettings:
    return read_config(f"F: u p {rest}".encode(), file="").settings.accounts[0]


def line(rest: str) -> LineSettings:
    return read_config(f"C: h 1 u p {rest}".encode(), file="").settings.lines[0]


# braces                            CAID    provider  hops down, None: no limit
LIMITS = [
    ("{ }",                         0x0100, 0x80,     None),
    ("{ 0:0:1 }",                   0x0100, 0x80,     1),
    ("{ 0:0:3, 0100:000080:1 }",    0x0100, 0x80,     1),
    ("{ 0:0:3, 0100:000080:1 }",    0x0100, 0x81,     3),
    ("{ 0100:000080:1, 0:0:3 }",    0x0100, 0x80,     1),
    # Without a number the card is not given.
    ("{ 0100:000080 }",             0x0100, 0x80,     0),
    # What is not listed has no limit.
    ("{ 0100:000080 }",             0x0622, 0,        None),
    # Provider 0 is all of that system.
    ("{ 0500:000000:2 }",           0x0500, 0x20A00,  2),
    ("{ 0500:000000:2, 0500:020A00 }", 0x0500, 0x20A00, 0),
    # Viaccess keeps a key number in the lowest four bits.
    ("{ 0500:020A00 }",             0x0500, 0x20A05,  0),
    ("{ 0100:000080 }",             0x0100, 0x85,     None),
]  # fmt: skip

# braces                                        service           denied
DENIED = [
    ("{ 0100:000080:15df }",                    (0x100, 0x80, 0x15DF), True),
    ("{ 0100:000080:15df }",                    (0x100, 0x80, 0x15DE), False),
    ("{ 0100:000080:15df }",                    (0x100, 0x81, 0x15DF), False),
    ("{ 0100:0:15df }",                         (0x100, 0x81, 0x15DF), True),
    ("{ 0:0:15df }",                            (0x622, 0, 0x15DF),    True),
    ("{ 0:0:1, 0100:000080:15df }",             (0x100, 0x80, 0x15DF), True),
    ("{ }",                                     (0x100, 0x80, 0x15DF), False),
]  # fmt: skip

# windows                     minute         open
OPEN = [
    ("{ }",                   0,             True),
    ("{ 12:00-17:00 }",       12 * 60,       True),
    ("{ 12:00-17:00 }",       17 * 60 - 1,   True),
    ("{ 12:00-17:00 }",       17 * 60,       False),
    ("{ 12:00-17:00, 19:00-20:00 }", 19 * 60, True),
    ("{ 22:00-06:00 }",       23 * 60,       True),
    ("{ 22:00-06:00 }",       0,             True),
    ("{ 22:00-06:00 }",       6 * 60,        False),
    ("{ 00:00-24:00 }",       1439,          True),
    ("{ 12:00-12:00 }",       12 * 60,       False),
]  # fmt: skip

# braces                           provider  hops  taken
ACCEPTED = [
    ("",                           0x80,     9,    True),
    ("no { 0:0:1 }",               0x80,     1,    True),
    ("no { 0:0:1 }",               0x80,     2,    False),
    ("no { 0:0:2, 0100:000080 }",  0x80,     1,    False),
    ("no { 0:0:2, 0100:000080 }",  0x81,     2,    True),
    ("no { 0622:0:1 }",            0x80,     9,    True),
    # In the article's dialect braces do not filter.
    ("{ 0:0:2 }",                  0x80,     9,    True),
]  # fmt: skip


@pytest.mark.parametrize(("braces", "caid", "provider", "hops"), LIMITS)
def test_the_most_specific_limit_counts(
    braces: str, caid: int, provider: int, hops: int | None
) -> None:
    found = account(f"5 0 1 {braces}").down_hops(Caid(caid), ProviderId(provider))

    assert found == hops


@pytest.mark.parametrize(("braces", "service", "denied"), DENIED)
def test_denied_services(
    braces: str, service: tuple[int, int, int], denied: bool
) -> None:
    caid, provider, service_id = service
    found = account(f"5 0 1 {{ }} {braces}").denies(
        Caid(caid), ProviderId(provider), ServiceId(service_id)
    )

    assert found is denied


@pytest.mark.parametrize(("braces", "minute", "is_open"), OPEN)
def test_time_windows(braces: str, minute: int, is_open: bool) -> None:
    assert account(f"5 0 1 {{ }} {{ }} {braces}").is_open(minute) is is_open


@pytest.mark.parametrize(("braces", "provider", "hops", "taken"), ACCEPTED)
def test_filters(braces: str, provider: int, hops: int, taken: bool) -> None:
    assert line(braces).accepts(Caid(0x100), ProviderId(provider), hops) is taken


def test_windows_and_lines_are_shown_as_they_are_written() -> None:
    assert str(TimeWindow(720, 365)) == "12:00-06:05"
    assert str(line("")) == "h:1"


def test_where_something_stands_does_not_count() -> None:
    here, there = Span(1, 1, 1, 2), Span(9, 1, 9, 2)
    one = AccountSettings(name="a", raw_name=b"a", password=Secret(b"p"), span=here)
    two = AccountSettings(name="a", raw_name=b"a", password=Secret(b"p"), span=there)

    assert one == two
    assert Settings(origins=(("listen_port", here),)) == Settings()


def test_no_password_is_shown() -> None:
    settings = read_config(b"C: h 1 u S3cret\nF: v S3cret\n", file="").settings

    assert len(settings.lines) == len(settings.accounts) == 1
    assert "S3cret" not in repr(settings)
    assert "S3cret" not in str(Document(b"F: v S3cret\n"))
