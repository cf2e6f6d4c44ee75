"""OSCam's lists of cards as CCcam's limits."""

import pytest

from hearth.config.migration.cards import card_lists
from hearth.config.oscam.ini import Section, read_ini
from hearth.config.oscam.reading.cards import (
    CannotSayError,
    Cards,
    read_cards,
    read_services,
)

SERVICES = b"""\
[Sky]
caid = 0500
provid = 032830,020A00
[all500]
caid = 0500
[p80]
ident = 000080
[adult]
caid = 0500
srvid = 1234,5678
[anywhere]
srvid = 1
[nothing]
[bad]
caid = x,FFFFFF
"""


def section(text: str) -> Section:
    return read_ini(f"[account]\n{text}\n".encode()).sections[0]


def cards(text: str) -> Cards:
    return read_cards(section(text), read_services(read_ini(SERVICES)))


def limits(text: str) -> dict[str, int]:
    return {str(pair): hops for pair, hops in cards(text).limits(1).items()}


# options                                        the limits, 1 where something is given
SAID: list[tuple[str, dict[str, int]]] = [
    ("",                                         {}),
    ("ident = 0500:032830,020A00;0B00:000000",   {"0:0": 0, "0500:032830": 1,
                                                  "0500:020A00": 1, "0B00:0": 1}),
    ("caid = 0500,0B00",                         {"0:0": 0, "0500:0": 1, "0B00:0": 1}),
    ("services = !sky",                          {"0500:032830": 0, "0500:020A00": 0}),
    ("services = !ALL500, !nobody",              {"0500:0": 0}),
    ("services = !p80",                          {"0:000080": 0}),
    ("services = sky",                           {"0:0": 0, "0500:032830": 1,
                                                  "0500:020A00": 1}),
    # All of them have to agree.
    ("caid = 0500\nident = 0500:032830;0B00:1",  {"0:0": 0, "0500:032830": 1}),
    ("caid = 0B00\nservices = sky",              {"0:0": 0}),
    ("services = all500,p80",                    {"0:0": 0, "0500:0": 1,
                                                  "0:000080": 1}),
    # Hiding beats giving.
    ("caid = 0500\nservices = !sky",             {"0:0": 0, "0500:0": 1,
                                                  "0500:032830": 0, "0500:020A00": 0}),
    ("ident = 0500:032830\nservices = !all500",  {"0:0": 0}),
    ("caid = 0500\nservices = !p80",             {"0:0": 0, "0500:0": 1,
                                                  "0500:000080": 0}),
    # A section about nothing gives nothing, and hides nothing.
    ("services = nothing",                       {"0:0": 0}),
    ("services = !nothing",                      {}),
    ("services = !bad",                          {}),
    ("ident = x:1;0:5;0500:;0500:zz",            {}),
    ("caid = 0",                                 {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_cards_are_read(text: str, expected: dict[str, int]) -> None:
    assert limits(text) == expected


UNSAID = [
    "caid = 0500&FF00",
    "caid = 0500:0B00",
    "ident = 0500:01032830",
    "services = adult",
    "ident = 0500:" + ",".join(f"{n:06X}" for n in range(1, 500)),
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_cccam_has_no_words_for_is_not_said(text: str) -> None:
    with pytest.raises(CannotSayError):
        cards(text)


def test_hidden_channels_are_denied() -> None:
    denied = cards("services = !adult,!anywhere").denied

    assert [(d.ca_system_id, d.provider_id, d.service_id) for d in denied] == [
        (0x500, 0, 0x1234), (0x500, 0, 0x5678), (0, 0, 1),
    ]  # fmt: skip


def test_what_is_read_means_the_same_as_lists_again() -> None:
    for text, _ in SAID:
        read = cards(text)
        lists = card_lists(read.limits(1))
        assert lists.given == read.given
        assert lists.hidden == read.hidden
        assert lists.lost == ()


def test_oscam_reads_64_services() -> None:
    many = "".join(f"[s{n}]\ncaid = 0500\n" for n in range(70)).encode()

    assert len(read_services(read_ini(many))) == 64
