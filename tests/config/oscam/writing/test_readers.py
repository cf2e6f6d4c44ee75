"""C: and N: lines as readers: each trap of the way, and what is written for it."""

import pytest

from hearth.config.migration.report import Fate
from tests.config.oscam.writing.made import (
    MARK,
    entry,
    migrate,
    notes,
    readers,
    services,
)

KEY = "01 02 03 04 05 06 07 08 09 0a 0B 0c 0d 0e"

# after "C: card.lan 12000 me pwd"        what the reader has then, None: it has it not
WRITTEN: list[tuple[str, dict[str, str | None]]] = [
    # Hops: CCcam's 1 is a card in that server, OSCam's 0; its own default is 10.
    ("no { 0:0:1 }",                      {"cccmaxhops": "0"}),
    ("no { 0:0:2 }",                      {"cccmaxhops": "1"}),
    ("no { 0:0:7 }",                      {"cccmaxhops": "1"}),
    ("",                                  {"cccmaxhops": "1", "ccckeepalive": "1",
                                           "group": "1", "enable": None,
                                           "audisabled": None, "cccmindown": None}),
    ("no",                                {"cccmaxhops": "1"}),
    ("yes",                               {"cccmaxhops": "1"}),
    # OSCam takes -1 for its default, so a line without a card is switched off.
    ("no { 0:0:0 }",                      {"cccmaxhops": "0", "enable": "0"}),
    # Single cards.
    ("no { 0:0:1, 0100:80 }",             {"cccmaxhops": "0",
                                           "services": "!card_0100_000080"}),
    ("no { 0:0:0, 0100:80:2 }",           {"cccmaxhops": "1", "ident": "0100:000080"}),
    ("no { 0:0:0, 0100:0:1, 0500:0:2 }",  {"cccmaxhops": "0", "caid": "0100,0500"}),
    ("no { 0100:0:1 }",                   {"cccmaxhops": "0", "caid": None}),
    ("no { 0100:0 }",                     {"cccmaxhops": "1",
                                           "services": "!card_0100"}),
    # The dialect of web pages.
    ("{ 0:0:2 }",                         {"cccmaxhops": "1", "caid": None}),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "expected"), WRITTEN)
def test_a_server_is_written(rest: str, expected: dict[str, str | None]) -> None:
    (reader,) = readers(migrate(f"C: card.lan 12000 me {MARK} {rest}"))

    assert {name: reader.get(name) for name in expected} == expected
    assert (reader["protocol"], reader["device"]) == ("cccam", "card.lan,12000")
    assert (reader["user"], reader["password"]) == ("me", MARK)
    assert reader["label"] == "card_lan_12000"


# after "C:"                                       what becomes of it  a word of why
REPORTED = [
    (f"card.lan 12000 me {MARK} no {{ 0:0:2 }}",   Fate.KEPT,     "cccmaxhops = 1"),
    (f"card.lan 12000 me {MARK}",                  Fate.CHANGED,  "would be 10"),
    (f"card.lan 12000 me {MARK} no {{ 0:0:7 }}",   Fate.CHANGED,  "one more server"),
    (f"card.lan 12000 me {MARK} no {{ 0:0 }}",     Fate.CHANGED,  "enable = 0"),
    (f"card.lan 12000 me {MARK} no {{ 0:0:2, 1:1:1 }}", Fate.CHANGED, "the smallest"),
    (f"card.lan 12000 me {MARK} yes",              Fate.CHANGED,  "H905"),
    (f"card.lan 12000 me {MARK} {{ 0:0:2 }}",      Fate.CHANGED,  "2 retries are lost"),
    (f"203.0.113.7 12000 me {MARK}",               Fate.DROPPED,  "H901"),
    (f"my.example.org 12000 me {MARK}",            Fate.DROPPED,  "may lead out"),
    (f"3405803783 12000 me {MARK}",                Fate.DROPPED,  "may lead out"),
    (f"a,b 12000 me {MARK}",                       Fate.DROPPED,  "may lead out"),
    (f"card.lan 0 me {MARK}",                      Fate.DROPPED,  "H201"),
    ("card.lan",                                   Fate.DROPPED,  "H104"),
    (f"card.lan 12000 me {'x' * 64}",              Fate.DROPPED,  "63 bytes"),
    (f"{'x' * 140} 12000 me {MARK}",               Fate.DROPPED,  "no room for a host"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "fate", "word"), REPORTED)
def test_a_server_is_reported(line: str, fate: Fate, word: str) -> None:
    made = migrate(f"C: {line}")

    assert entry(made).fate is fate
    assert word in notes(made)
    assert len(readers(made)) == (fate is not Fate.DROPPED)
    assert MARK not in notes(made)


def test_two_lines_to_one_server_have_two_labels() -> None:
    made = migrate(*[f"C: 192.168.1.2 12000 me {MARK} no {{ 0:0:1 }}"] * 3)

    assert [reader["label"] for reader in readers(made)] == [
        "192_168_1_2_12000", "192_168_1_2_12000_2", "192_168_1_2_12000_3",
    ]  # fmt: skip


def test_minimum_downhops_are_at_each_server() -> None:
    made = migrate("MINIMUM DOWNHOPS : 200", f"C: a 1 me {MARK}", f"C: b 1 me {MARK}")

    assert [reader["cccmindown"] for reader in readers(made)] == ["127", "127"]


def test_a_card_that_cannot_be_hidden_for_want_of_room_switches_the_line_off() -> None:
    cards = ", ".join(f"{n:04X}:0" for n in range(1, 71))
    made = migrate(f"C: a 1 me {MARK} no {{ 0:0:1, {cards} }}")

    assert readers(made)[0]["enable"] == "0"
    assert len(services(made)) == 64


# after "N: 192.168.1.4 10000 me pwd"   what the reader has then
NEWCAMD: list[tuple[str, dict[str, str | None]]] = [
    (KEY,                              {"ccchop": "1", "enable": None}),
    (f"{KEY} 2 0",                     {"ccchop": "2"}),
    (f"{KEY} 9",                       {"ccchop": "2"}),
    (f"{KEY} 0",                       {"ccchop": "0"}),
    (KEY.replace(" ", ""),             {"ccchop": "1"}),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "expected"), NEWCAMD)
def test_a_newcamd_server_is_written(
    rest: str, expected: dict[str, str | None]
) -> None:
    made = migrate(f"N: 192.168.1.4 10000 me {MARK} {rest}")

    (reader,) = readers(made)
    assert {name: reader.get(name) for name in expected} == expected
    assert reader["key"] == "0102030405060708090A0B0C0D0E"
    assert (reader["protocol"], reader["device"]) == ("newcamd", "192.168.1.4,10000")
    assert (reader["user"], reader["password"]) == ("me", MARK)
    assert "0102" not in notes(made)


# an N: line                                           what becomes of it  a word of why
NEWCAMD_REPORTED = [
    (f"N: 192.168.1.4 10000 me {MARK} {KEY} 1",        Fate.KEPT,    ""),
    (f"N: 192.168.1.4 10000 me {MARK} {KEY} 1 2",      Fate.CHANGED, "stealth is lost"),
    (f"N: 192.168.1.4 10000 me {MARK} {KEY} 1 0 256",  Fate.CHANGED, "what follows"),
    (f"N: 192.168.1.4 10000 me {MARK} {KEY} 9",        Fate.CHANGED, "hops 9"),
    (f"N: 203.0.113.4 10000 me {MARK} {KEY}",          Fate.DROPPED, "home address"),
    (f"N: 192.168.1.4 10000 me {MARK} 01 02",          Fate.DROPPED, "14 bytes"),
    ("N: 192.168.1.4 10000",                           Fate.DROPPED, "user name"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "fate", "word"), NEWCAMD_REPORTED)
def test_a_newcamd_server_is_reported(line: str, fate: Fate, word: str) -> None:
    made = migrate(line)

    assert entry(made).fate is fate
    assert word in notes(made)
    assert len(readers(made)) == (fate is not Fate.DROPPED)


def test_newcamd_lines_that_are_not_used_are_switched_off() -> None:
    line = f"N: 192.168.1.4 10000 me {MARK} {KEY}"

    (off,) = readers(migrate("USE NEWCAMD : no", "DISABLE EMM : yes", line))
    (on,) = readers(migrate("USE NEWCAMD : yes", line))
    assert (off["enable"], off["audisabled"]) == ("0", "1")
    assert "enable" not in on
