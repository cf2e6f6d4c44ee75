"""F: lines as accounts: each trap of the way, and what is written for it."""

import pytest

from hearth.config.migration.report import Fate
from tests.config.oscam.writing.made import (
    MARK,
    accounts,
    added,
    entry,
    migrate,
    notes,
    readers,
    services,
)

UPSTREAM = f"C: 192.168.1.2 12000 hearth {MARK} no {{ 0:0:1 }}"

# after "F: kids pwd"                what the account has then, None: it has it not
WRITTEN: list[tuple[str, dict[str, str | None]]] = [
    # The defaults of CCcam, which are not those of OSCam.
    ("",                            {"cccmaxhops": "5", "au": "1", "uniq": "1",
                                     "max_connections": "1", "group": "1",
                                     "cccreshare": None, "hostname": None}),
    # Hops of an account are the same number in both.
    ("1 0 1",                       {"cccmaxhops": "1"}),
    ("0 0 1",                       {"cccmaxhops": "0"}),
    # Card updates: nobody sends them in OSCam unless au says so.
    ("1 0 1 ",                      {"au": "1"}),
    ("1 0 0",                       {"au": None}),
    # Passing on: CCcam's 1 is OSCam's 0, and one home has an end.
    ("1 0 0 { 0:0:1 }",             {"cccreshare": "0"}),
    ("1 0 0 { 0:0:2 }",             {"cccreshare": "1"}),
    ("1 0 0 { 0:0:9 }",             {"cccreshare": "1"}),
    ("1 0 0 { 0:0:2, 0500:0:1 }",   {"cccreshare": "0"}),
    ("1 0 0 { 0500:0:2 }",          {"cccreshare": "0"}),
    # Limits of single cards: a list of what is hidden, or of what is given.
    ("1 0 0 { 0100:000080 }",       {"services": "!card_0100_000080", "ident": None,
                                     "cccreshare": None}),
    ("1 0 0 { 0:0:1, 0500:0 }",     {"services": "!card_0500"}),
    ("1 0 0 { 0:0:0, 0100:000080:1, 0100:81:1, 0500:032830:1 }",
                                    {"ident": "0100:000080,000081;0500:032830",
                                     "services": None, "cccreshare": "0"}),
    ("1 0 0 { 0:0, 0500:0:1, 0B00:0:1 }", {"caid": "0500,0B00", "services": None}),
    ("1 0 0 { 0:0, 0500:0:1, 0500:032830, 0B00:0:1 }",
                                    {"caid": "0500,0B00",
                                     "services": "!card_0500_032830"}),
    ("1 0 0 { 0:0, 0500:0:1, 0100:000080:1 }",
                                    {"services": "card_0500,card_0100_000080"}),
    # No card at all: OSCam's own word for it.
    ("1 0 0 { 0:0:0 }",             {"cccmaxhops": "-1"}),
    ("1 0 0 { 0:0 }",               {"cccmaxhops": "-1"}),
    # Channels.
    ("1 0 0 { } { 0100:000080:15df, 0100:000080:15e0, 0500:0:1 }", {
        "services": "!channels_0100_000080,!channels_0500",
    }),
    # Times, across midnight too.
    ("1 0 0 { } { } { 12:00-17:00, 22:00-06:00 }", {
        "allowedtimeframe": "ALL@12:00-17:00,22:00-06:00",
    }),
    ("1 0 0 { } { } { 00:00-24:00 }", {"allowedtimeframe": "ALL@00:00-24:00"}),
    # One that never opens would be open for a minute.
    ("1 0 0 { } { } { 12:00-12:00, 13:00-14:00 }",
                                    {"allowedtimeframe": "ALL@13:00-14:00",
                                     "disabled": None}),
    ("1 0 0 { } { } { 12:00-12:00 }", {"allowedtimeframe": None, "disabled": "1"}),
    # The host.
    ("1 0 0 { } { } { } 192.168.1.20", {"hostname": "192.168.1.20"}),
    ("1 0 0 { } { } { } fd00::20",  {"hostname": "fd00::20"}),
    ("1 0 0 { } { } { } tv.lan",    {"hostname": "tv.lan"}),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "expected"), WRITTEN)
def test_an_account_is_written(rest: str, expected: dict[str, str | None]) -> None:
    (account,) = accounts(migrate(f"F: kids {MARK} {rest}"))

    assert {name: account.get(name) for name in expected} == expected
    assert (account["user"], account["pwd"]) == ("kids", MARK)


def test_denied_channels_are_in_oscam_services() -> None:
    made = migrate(f"F: kids {MARK} 1 0 0 {{ }} {{ 0100:000080:15df, 0:0:1 }}")

    assert services(made) == {
        "channels_0100_000080": {"caid": "0100", "provid": "000080", "srvid": "15DF"},
        "channels_all": {"srvid": "0001"},
    }


# after "F: kids pwd"                       what becomes of it   a word of why
REPORTED = [
    ("1 0 0 { 0:0:1 }",                    Fate.KEPT,           "cccreshare = 0"),
    ("1 0 0 { 0:0:9 }",                    Fate.CHANGED,        "one more server"),
    ("1 0 0 { 0:0:2, 0500:0:1 }",          Fate.CHANGED,        "the smallest"),
    ("1 0 0 { 0:0:0 }",                    Fate.CHANGED,        "no card at all"),
    ("1 0 0 { 0:0:1, 0500:0, 0500:1:1 }",  Fate.CHANGED,        ":000001 is hidden"),
    ("1 0 0 { 0:0, 0500:0:1 }",            Fate.KEPT,           "listed cards alone"),
    ("1 0 0 { } { } { 12:00-12:00 }",      Fate.CHANGED,        "never opens"),
    ("1 0 0 { } { } { } 192.168.1.20",     Fate.KEPT,           "192.168.1.20"),
    ("1 1 0",                              Fate.CHANGED,        "H905"),
    ("1 0 { 0:0:0 }",                      Fate.CHANGED,        "H403"),
    ("192.168.1.55",                       Fate.CHANGED,        "H302"),
    ("1 0 0 { } { } { } 203.0.113.8",      Fate.DROPPED,        "H901"),
    ("1 0 0 { } { } { } me.example.org",   Fate.DROPPED,        "may lead out"),
    ("one 0 0",                            Fate.DROPPED,        "H202"),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "fate", "word"), REPORTED)
def test_an_account_is_reported(rest: str, fate: Fate, word: str) -> None:
    made = migrate(f"F: kids {MARK} {rest}")

    assert entry(made).fate is fate
    assert word in notes(made)
    assert len(accounts(made)) == (fate is not Fate.DROPPED)


def test_a_control_character_in_a_name_is_refused_by_oscams_log_in() -> None:
    made = migrate(f"F: k\x01ds {MARK}", "F: kids p\x00w")

    assert accounts(made) == []
    assert "control characters" in notes(made, 1)
    assert "control characters" in notes(made, 2)


# Far cards


def test_with_servers_alone_0_hops_would_be_no_card_at_all() -> None:
    made = migrate(UPSTREAM, f"F: tv {MARK} 0 0 1 {{ 0:0:1 }}")

    assert accounts(made)[0]["cccmaxhops"] == "1"
    assert entry(made, 2).fate is Fate.CHANGED
    assert "cccmaxhops = 1" in notes(made, 2)


def test_the_same_is_so_with_a_newcamd_server() -> None:
    key = "01 " * 14
    near = migrate(f"N: a 1 me {MARK} {key} 1", f"F: tv {MARK} 0")
    own = migrate(f"N: a 1 me {MARK} {key} 0", f"F: tv {MARK} 0")

    assert accounts(near)[0]["cccmaxhops"] == "1"
    assert accounts(own)[0]["cccmaxhops"] == "0"


def test_a_server_that_is_not_carried_over_does_not_count() -> None:
    made = migrate(f"C: far.example.org 1 me {MARK}", f"F: tv {MARK} 0")

    assert accounts(made)[0]["cccmaxhops"] == "0"


def test_with_a_card_of_its_own_0_hops_are_that_card() -> None:
    made = migrate(UPSTREAM, f"F: tv {MARK} 0", "SERIAL READER : /dev/ttyUSB0 mouse")

    assert accounts(made)[0]["cccmaxhops"] == "0"
    assert entry(made, 2).fate is Fate.KEPT


# Passing on


def test_a_reader_must_allow_what_an_account_may() -> None:
    made = migrate(UPSTREAM, f"F: tv {MARK} 1 0 0 {{ 0:0:2 }}", f"F: b {MARK}")

    assert readers(made)[0]["cccreshare"] == "1"
    assert [a.get("cccreshare") for a in accounts(made)] == ["1", None]
    assert "cccreshare = 1 at every reader" in added(made)


def test_without_such_an_account_nothing_is_said_at_a_reader() -> None:
    made = migrate(UPSTREAM, f"F: tv {MARK} 1 0 0 {{ 0:0:1 }}")

    assert "cccreshare" not in readers(made)[0]


# Limits of everybody


def test_global_limits_count_where_an_account_says_nothing_else() -> None:
    made = migrate(
        "GLOBAL LIMITS : { 0:0:2, 0500:0, 0100:80 }",
        f"F: a {MARK} 1 0 0",
        f"F: b {MARK} 1 0 0 {{ 0:0:1, 0500:0:1 }}",
    )

    first, second = accounts(made)
    assert first["services"] == "!card_0500,!card_0100_000080"
    assert "cccreshare" not in first
    assert second["services"] == "!card_0100_000080"
    assert second["cccreshare"] == "0"
    assert "GLOBAL LIMITS counts too" in notes(made, 2)


def test_global_limits_without_any_card_hide_all_of_them() -> None:
    made = migrate("GLOBAL LIMITS : { 0:0:0 }", f"F: a {MARK}", f"F: b {MARK} 1 0 0")

    assert [account["cccmaxhops"] for account in accounts(made)] == ["-1", "-1"]


def test_global_limits_give_nobody_a_card_that_his_own_line_hides() -> None:
    made = migrate(
        "GLOBAL LIMITS : { 0:0:0, 0500:0:1 }",
        f"F: a {MARK} 1 0 0",
        f"F: b {MARK} 1 0 0 {{ 0:0:0 }}",
        f"F: c {MARK} 1 0 0 {{ 0:0:1 }}",
    )

    first, second, third = accounts(made)
    assert first["caid"] == "0500"
    assert second["cccmaxhops"] == "-1"
    assert "caid" not in third


# Updates


def test_updates_that_are_off_are_off_for_accounts_if_there_is_no_reader() -> None:
    made = migrate("DISABLE EMM : yes", f"F: a {MARK}")

    assert "au" not in accounts(made)[0]
    assert entry(made, 2).fate is Fate.CHANGED


def test_updates_that_are_off_are_off_at_readers() -> None:
    made = migrate("DISABLE EMM : yes", UPSTREAM, f"F: a {MARK}")

    assert readers(made)[0]["audisabled"] == "1"
    assert accounts(made)[0]["au"] == "1"


# Too much


def test_what_cannot_be_hidden_for_want_of_room_is_not_given_either() -> None:
    cards = ", ".join(f"{n:04X}:0" for n in range(1, 71))
    made = migrate(f"F: kids {MARK} 1 0 0 {{ {cards} }}")

    assert accounts(made)[0]["disabled"] == "1"
    assert len(services(made)) == 64
    assert "no room" in notes(made)


def test_of_two_accounts_of_one_name_the_second_is_dropped() -> None:
    made = migrate(f"F: a {MARK}", f"F: a {MARK}x")

    assert len(accounts(made)) == 1
    assert entry(made, 2).fate is Fate.DROPPED
    assert "H301" in notes(made, 2)


def test_one_home_has_sixteen_receivers() -> None:
    made = migrate(*(f"F: a{n} {MARK}" for n in range(18)))

    assert len(accounts(made)) == 16
    assert "H902" in notes(made, 18)
