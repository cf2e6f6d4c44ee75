"""What the parts that write OSCam's files share."""

import pytest

from hearth.config.migration.cards import Pair, card_lists
from hearth.config.migration.extras import last_of_each
from hearth.config.migration.report import Fate, Line
from hearth.config.oscam.ini import Draft
from hearth.config.oscam.writing.services import ServiceBook
from hearth.config.oscam.writing.state import (
    MAX_PROVIDERS,
    Writing,
    add_services,
    capped_hops,
    limit_cards,
)
from hearth.config.read import read_config
from hearth.dvb import Caid, ProviderId


def writing(text: str) -> Writing:
    reading = read_config(text.encode(), file="x")
    directives = last_of_each(reading.statements)
    return Writing("x", reading.settings, directives, reading.findings)


# wanted                     label
LABELS = [
    ("card.home.lan_12000",  "card_home_lan_12000"),
    ("fd00::5_1",            "fd00_5_1"),
    ("a b,c;d",              "a_b_c_d"),
    ("\xe9\xe9",             "reader"),
    ("x" * 99,               "x" * 40),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "label"), LABELS)
def test_a_label_has_nothing_that_oscam_would_take_apart(
    wanted: str, label: str
) -> None:
    assert writing("").label(wanted) == label


def test_no_two_readers_have_one_label() -> None:
    state = writing("")
    for expected in ("a", "a_2", "a_3"):
        draft = Draft("reader")
        draft.set("label", state.label("A"))
        state.readers.append(draft)
        assert draft.get("label").decode() == expected


# text                      whether updates are off
EMM = [
    ("",                    False),  # the original's default
    ("DISABLE EMM : no",    False),
    ("DISABLE EMM : yes",   True),
    ("DISABLE EMM : what",  False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "is_off"), EMM)
def test_updates_are_on_unless_a_line_says_otherwise(text: str, is_off: bool) -> None:
    assert writing(text).emm_is_off is is_off


def test_why_a_line_cannot_be_used_has_the_code_of_its_page() -> None:
    state = writing("F: a")

    assert any(why.startswith("H104") for why in state.why_unusable(1))
    assert "hearth check" in state.why_unusable(99)[0]


def test_hops_of_one_home_have_an_end() -> None:
    near, far = Line("x", 1, "F: a"), Line("x", 2, "F: b")

    assert [capped_hops(hops, near) for hops in (0, 1)] == [0, 1]
    assert capped_hops(2, far) == 1
    assert (near.fate, far.fate) == (Fate.KEPT, Fate.CHANGED)


def test_services_are_named_once() -> None:
    draft = Draft("account")
    add_services(draft, [])
    add_services(draft, ["!a", "b"])
    add_services(draft, ["b", "!c"])

    assert draft.get("services") == b"!a,b,!c"


def test_a_long_list_of_providers_is_cut_where_oscam_stops_reading() -> None:
    limits = {Pair(Caid(0x500), ProviderId(n)): 1 for n in range(1, 41)}
    limits[Pair(Caid(0), ProviderId(0))] = 0
    draft = Draft("account")

    limit_cards(draft, card_lists(limits), ServiceBook(), Line("x", 1, "F: a"))

    items = draft.get("ident").decode().split(";")
    assert [item.split(":")[0] for item in items] == ["0500", "0500"]
    assert [len(item.split(",")) for item in items] == [MAX_PROVIDERS, 8]
