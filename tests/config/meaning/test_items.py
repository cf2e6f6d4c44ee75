"""What stands in braces: what is taken, and what is refused for which reason."""

import pytest

from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import Token
from hearth.config.meaning import items
from hearth.config.meaning.model import CardLimit, DeniedService, LineFilter, TimeWindow
from hearth.dvb import Caid, ProviderId, ServiceId


def token(text: str) -> Token:
    return Token(1, 1, text, "utf-8")


def troubles(problems: Problems) -> list[Trouble]:
    return [trouble for trouble in Trouble for _ in problems.of(trouble)]


# item                          limit, or what is wrong
CARDS: list[tuple[str, tuple[int, int, int] | Trouble]] = [
    ("0:0:1",                   (0, 0, 1)),
    ("0100:000080",             (0x100, 0x80, 0)),
    ("0622:000000:1",           (0x622, 0, 1)),
    ("d05 : 4 : 2",             (0xD05, 4, 2)),
    ("0x500:0x20A00:1",         (0x500, 0x20A00, 1)),
    ("0:0:255",                 (0, 0, 255)),
    ("0:0:256",                 Trouble.BAD_NUMBER),
    ("10000:0:1",               Trouble.HEX_OUT_OF_RANGE),
    ("0:1000000:1",             Trouble.HEX_OUT_OF_RANGE),
    ("0100",                    Trouble.BAD_BRACE_ITEM),
    ("0:0:x",                   Trouble.BAD_BRACE_ITEM),
    ("0:0:1:1",                 Trouble.BAD_BRACE_ITEM),
    ("0:0:1 0:0:2",             Trouble.BAD_BRACE_ITEM),
    ("-1:0:0",                  Trouble.BAD_BRACE_ITEM),
    ("all",                     Trouble.BAD_BRACE_ITEM),
]  # fmt: skip

SERVICES: list[tuple[str, tuple[int, int, int] | Trouble]] = [
    ("0100:000080:15df",        (0x100, 0x80, 0x15DF)),
    ("0:0:1",                   (0, 0, 1)),
    ("0100:000080",             Trouble.BAD_BRACE_ITEM),
    ("0100:000080:15dfa",       Trouble.HEX_OUT_OF_RANGE),
]  # fmt: skip

WINDOWS: list[tuple[str, tuple[int, int] | Trouble]] = [
    ("12:00-17:00",             (720, 1020)),
    ("22:30-06:00",             (1350, 360)),
    ("0:00-24:00",              (0, 1440)),
    ("12:00 - 17:00",           (720, 1020)),
    ("12:00-25:00",             Trouble.BAD_TIME_WINDOW),
    ("24:00-06:00",             Trouble.BAD_TIME_WINDOW),
    ("12:60-17:00",             Trouble.BAD_TIME_WINDOW),
    ("12-17",                   Trouble.BAD_TIME_WINDOW),
    ("12:00",                   Trouble.BAD_TIME_WINDOW),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CARDS)
def test_cards(text: str, expected: tuple[int, int, int] | Trouble) -> None:
    problems = Problems()
    limits = items.card_limits((token(text),), problems)
    filters = items.line_filters((token(text),), problems)

    if isinstance(expected, Trouble):
        assert set(troubles(problems)) == {expected}
    else:
        caid, provider, hops = expected
        assert limits == (CardLimit(Caid(caid), ProviderId(provider), hops),)
        assert filters == (LineFilter(Caid(caid), ProviderId(provider), hops),)


@pytest.mark.parametrize(("text", "expected"), SERVICES)
def test_services(text: str, expected: tuple[int, int, int] | Trouble) -> None:
    problems = Problems()
    services = items.denied_services((token(text),), problems)

    if isinstance(expected, Trouble):
        assert troubles(problems) == [expected]
    else:
        caid, provider, service = expected
        denied = DeniedService(Caid(caid), ProviderId(provider), ServiceId(service))
        assert services == (denied,)


@pytest.mark.parametrize(("text", "expected"), WINDOWS)
def test_windows(text: str, expected: tuple[int, int] | Trouble) -> None:
    problems = Problems()
    windows = items.time_windows((token(text),), problems)

    if isinstance(expected, Trouble):
        assert troubles(problems) == [expected]
    else:
        assert windows == (TimeWindow(*expected),)


def test_a_window_without_a_minute_is_noted() -> None:
    problems = Problems()

    assert items.time_windows((token("12:00-12:00"),), problems)
    assert troubles(problems) == [Trouble.WINDOW_NEVER_OPENS]
