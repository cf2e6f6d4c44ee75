"""What an account may, when, and which cards a line lets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.settings import (
    Account,
    CardFilter,
    CardLimit,
    DeniedService,
    Line,
    TimeWindow,
)
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.secret import Secret
from tests.core.home import card


def limits(*written: tuple[int, int, int]) -> tuple[CardLimit, ...]:
    return tuple(CardLimit(Caid(c), ProviderId(p), d) for c, p, d in written)


def filters(*written: tuple[int, int, int]) -> tuple[CardFilter, ...]:
    return tuple(CardFilter(Caid(c), ProviderId(p), u) for c, p, u in written)


def minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


# up_hops  hops as the line announces  seen
HOPS = [
    (0, 0, True),
    (0, 1, False),
    (1, 1, True),
    (1, 2, False),
    (5, 1, True),
]

# the example of the stock file: { 0100:000080, 0622:000000:1, 0500:000000:2 }
STOCK = limits((0x0100, 0x80, 0), (0x0622, 0, 1), (0x0500, 0, 2))
ALL_BUT = limits((0, 0, 1), (0x0100, 0x80, 0))
NONE_BUT = limits((0, 0, 0), (0x0100, 0, 1))

# limits   card: system, providers    seen   why
SEEN = [
    ((), 0x0100, [0x80], True, "without limits every card"),
    (STOCK, 0x0100, [0x80], False, "listed with no hops"),
    (STOCK, 0x0100, [0x80, 0x90], True, "one provider that is given is enough"),
    (STOCK, 0x0622, [0x11], True, "listed by its system"),
    (STOCK, 0x0500, [0x020A00], True, "2 hops are 1 hop here"),
    (STOCK, 0x0D05, [0x04], True, "what is not listed is not withheld"),
    (ALL_BUT, 0x0100, [0x80], False, "the pair is closer than 0:0"),
    (ALL_BUT, 0x0100, [0x90], True, "another provider of the system"),
    (ALL_BUT, 0x0D05, [0x04], True, "0:0"),
    (NONE_BUT, 0x0100, [0x80], True, "the system is closer than 0:0"),
    (NONE_BUT, 0x0D05, [0x04], False, "0:0 withholds"),
    (limits((0x0100, 0, 0), (0x0100, 0, 1)), 0x0100, [1], True, "the last of equals"),
    (limits((0x0100, 0, 0), (0, 0x80, 1)), 0x0100, [0x80], False, "system first"),
]

# limits   asked: system, provider  may    why
MAY_ASK = [
    ((), 0x0100, 0x80, True, "without limits everything"),
    (STOCK, 0x0100, 0x80, False, "withheld"),
    (STOCK, 0x0100, 0x90, True, "another provider of that card"),
    (STOCK, 0x0100, 0, True, "no provider said: the card alone decides"),
    (NONE_BUT, 0x0D05, 0, True, "no provider said: the card alone decides"),
    (NONE_BUT, 0x0D05, 4, False, "0:0 withholds"),
    (limits((0x0500, 0x020A00, 0)), 0x0500, 0x020A05, False, "a key number is no name"),
    (limits((0x0100, 0x80, 0)), 0x0100, 0x85, True, "key numbers are Viaccess alone"),
]

# denied: system, provider, service   asked   denied   why
DENIED = [
    ((0x0100, 0x80, 0x15DF), (0x0100, 0x80, 0x15DF), True, "the channel"),
    ((0x0100, 0x80, 0x15DF), (0x0100, 0x80, 0x15E0), False, "another channel"),
    ((0x0100, 0x80, 0x15DF), (0x0100, 0x90, 0x15DF), False, "another provider"),
    ((0x0100, 0x80, 0x15DF), (0x0D05, 0x80, 0x15DF), False, "another system"),
    ((0x0100, 0x80, 0x15DF), (0x0100, 0x00, 0x15DF), True, "does not say its provider"),
    ((0x0100, 0x00, 0x15DF), (0x0100, 0x90, 0x15DF), True, "every provider"),
    ((0, 0, 0x15DF), (0x0D05, 0x04, 0x15DF), True, "every system"),
    ((0x0500, 0x020A00, 7), (0x0500, 0x020A03, 7), True, "with a key number"),
    ((0x0500, 0x020A00, 7), (0x0500, 0x020B00, 7), False, "another Viaccess provider"),
    ((0x0100, 0x80, 7), (0x0100, 0x83, 7), False, "key numbers are Viaccess alone"),
]

# window              inside                       outside
WINDOWS = [
    ("12:00-17:00", "12:00 14:30 16:59", "11:59 17:00 00:00"),
    ("00:00-24:00", "00:00 12:00 23:59", ""),
    ("22:00-02:00", "22:00 23:59 00:00 01:59", "02:00 21:59 12:00"),
    ("19:00-00:00", "19:00 23:59", "00:00 18:59"),
    ("00:00-00:01", "00:00", "00:01 23:59"),
    ("08:00-08:00", "", "08:00 07:59 20:00"),
]

# filters        card: system, providers, hops   taken   why
TAKEN = [
    ((), (0x0100, [0x80], 1), True, "without filters every card"),
    (filters((0, 0, 1)), (0x0100, [0x80], 0), True, "hop 1 is the server's own card"),
    (filters((0, 0, 1)), (0x0100, [0x80], 1), False, "one further"),
    (filters((0, 0, 2)), (0x0100, [0x80], 1), True, "at most 2"),
    (filters((0, 0, 0)), (0x0100, [0x80], 0), False, "no hop at all"),
    (filters((0x0100, 0x80, 2)), (0x0D05, [4], 0), True, "what is not listed"),
    (filters((0x0100, 0, 2)), (0x0100, [0x80], 0), True, "the system"),
    (filters((0x0100, 0x80, 2)), (0x0100, [4, 0x80], 0), True, "one provider of two"),
    (filters((0, 0, 2), (0x0100, 0x80, 0)), (0x0100, [0x80], 0), False, "the closest"),
    (filters((0, 0, 1), (0x0100, 0x80, 2)), (0x0100, [0x80], 1), True, "the closest"),
]  # fmt: skip


def holder(**settings: object) -> Account:
    return Account("kids", Secret(b"secret"), **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(("up_hops", "hops", "seen"), HOPS)
def test_a_card_is_seen_up_to_the_account_s_hops(
    up_hops: int, hops: int, seen: bool
) -> None:
    assert holder(up_hops=up_hops).sees(card(hops=hops)) is seen


@pytest.mark.parametrize(("written", "system", "providers", "seen", "why"), SEEN)
def test_the_closest_limit_of_a_card_counts(
    written: tuple[CardLimit, ...],
    system: int,
    providers: list[int],
    seen: bool,
    why: str,
) -> None:
    limited = holder(card_limits=written)

    assert limited.sees(card(*providers, system=system)) is seen, why


@pytest.mark.parametrize(("written", "system", "provider", "may", "why"), MAY_ASK)
def test_a_question_is_judged_by_its_own_provider(
    written: tuple[CardLimit, ...], system: int, provider: int, may: bool, why: str
) -> None:
    limited = holder(card_limits=written)

    assert limited.may_ask(Caid(system), ProviderId(provider)) is may, why


@pytest.mark.parametrize(("written", "asked", "denied", "why"), DENIED)
def test_a_denied_channel(
    written: tuple[int, int, int], asked: tuple[int, int, int], denied: bool, why: str
) -> None:
    system, provider, service = written
    item = DeniedService(Caid(system), ProviderId(provider), ServiceId(service))
    limited = holder(denied_services=(item,))

    question = Caid(asked[0]), ProviderId(asked[1]), ServiceId(asked[2])
    assert limited.denies(*question) is denied, why
    assert not holder().denies(*question)


@pytest.mark.parametrize(("written", "inside", "outside"), WINDOWS)
def test_a_time_window(written: str, inside: str, outside: str) -> None:
    begin, end = map(minute, written.split("-"))
    limited = holder(time_windows=(TimeWindow(begin, end),))

    assert [c for c in inside.split() if not limited.is_open_at(minute(c))] == []
    assert [c for c in outside.split() if limited.is_open_at(minute(c))] == []


def test_one_of_several_windows_is_enough_and_none_is_always() -> None:
    windows = (TimeWindow(60, 120), TimeWindow(23 * 60, 30))

    limited = holder(time_windows=windows)
    assert [limited.is_open_at(m) for m in (0, 30, 60, 119, 120, 1400)] == [
        True,
        False,
        True,
        True,
        False,
        True,
    ]
    assert all(holder().is_open_at(m) for m in range(1440))


@given(st.integers(0, 1439), st.integers(0, 1440))
def test_a_window_is_as_long_as_it_is_written(begin: int, end: int) -> None:
    window = TimeWindow(begin, end)
    open_for = sum(window.contains(m) for m in range(1440))

    whole_day = begin == 0 and end == 1440
    assert open_for == (1440 if whole_day else (end - begin) % 1440)


@pytest.mark.parametrize(("written", "announced", "taken", "why"), TAKEN)
def test_a_line_s_filters(
    written: tuple[CardFilter, ...],
    announced: tuple[int, list[int], int],
    taken: bool,
    why: str,
) -> None:
    system, providers, hops = announced
    line = Line("card", "card.lan", written)

    assert line.takes(card(*providers, system=system, hops=hops)) is taken, why


def test_an_account_does_not_show_its_password() -> None:
    assert "secret" not in repr(holder())
