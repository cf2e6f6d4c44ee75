"""The words of the standards: what cannot exist on air cannot be built."""

import copy
import dataclasses
import logging
import pickle
import traceback
from collections.abc import Callable
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import (
    Caid,
    Card,
    ControlWords,
    NodeId,
    Provider,
    ProviderId,
    Section,
    ServiceId,
    provider_ids,
)
from hearth.errors import PeerError, UsageError

# what                   printed   repr
NUMBERS = [
    (Caid(0),                "0000",     "Caid(0x0000)"),
    (Caid(0x500),            "0500",     "Caid(0x0500)"),
    (Caid(0xFFFF),           "FFFF",     "Caid(0xffff)"),
    (ProviderId(0),          "000000",   "ProviderId(0x000000)"),
    (ProviderId(0x23BE),     "0023BE",   "ProviderId(0x0023be)"),
    (ProviderId(0xFFFFFFFF), "FFFFFFFF", "ProviderId(0xffffffff)"),
    (ServiceId(0x1),         "0001",     "ServiceId(0x0001)"),
    (ServiceId(0xFFFF),      "FFFF",     "ServiceId(0xffff)"),
]  # fmt: skip

# type        out of its bits   the error says
OUT_OF_RANGE = [
    (Caid,       -1,           "Caid -0x1, allowed: 0..0xffff"),
    (Caid,       0x10000,      "Caid 0x10000, allowed: 0..0xffff"),
    (ServiceId,  0x10000,      "ServiceId 0x10000, allowed: 0..0xffff"),
    (ProviderId, -1,           "ProviderId -0x1, allowed: 0..0xffffffff"),
    (ProviderId, 0x100000000,  "ProviderId 0x100000000, allowed: 0..0xffffffff"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "printed", "representation"), NUMBERS)
def test_a_number_is_printed_as_the_field_prints_it(
    number: Caid | ProviderId | ServiceId, printed: str, representation: str
) -> None:
    assert str(number) == f"{number}" == printed
    assert repr(number) == representation
    assert type(number)(int(printed, 16)) == number


@pytest.mark.parametrize(("kind", "value", "sentence"), OUT_OF_RANGE)
def test_a_number_outside_its_bits_is_our_own_fault(
    kind: type[Caid | ProviderId | ServiceId], value: int, sentence: str
) -> None:
    with pytest.raises(UsageError) as caught:
        kind(value)

    assert str(caught.value) == sentence


@given(st.integers(0, 0xFFFF))
def test_a_number_counts_as_the_number_that_it_is(value: int) -> None:
    assert Caid(value) == value
    assert hash(Caid(value)) == hash(value)
    assert copy.deepcopy(Caid(value)) == value


def test_a_node_id_is_8_bytes_and_no_secret() -> None:
    node = NodeId(bytes.fromhex("b3f5000000001a2b"))

    assert str(node) == "b3f5000000001a2b"
    assert repr(node) == "NodeId(b3f5000000001a2b)"
    assert node == bytes.fromhex("b3f5000000001a2b")


@pytest.mark.parametrize("size", [0, 7, 9])
def test_a_node_id_of_another_size_is_our_own_fault(size: int) -> None:
    with pytest.raises(UsageError, match=f"NodeId of {size} bytes, allowed: 8 bytes"):
        NodeId(bytes(size))


# what it shows              the section
SECTIONS = [
    ("no body",              "80 70 00"),
    ("one byte of body",     "81 70 01 AA"),
    ("flags do not count",   "82 F0 01 AA"),
    ("nor do they if clear", "82 00 01 AA"),
    ("the largest",          "80 7F FD" + "00" * 4093),
]  # fmt: skip

# what it shows           bytes                     the error says
NO_SECTIONS = [
    ("nothing",            "",
     "section at byte 0 is 0x0, allowed: 3 bytes or more"),
    ("half a header",      "80 70",
     "section at byte 0 is 0x2, allowed: 3 bytes or more"),
    ("a byte short",       "80 70 02 AA",
     "section_length at byte 1 is 0x2, allowed: the 1 bytes that follow"),
    ("a byte long",        "80 70 00 AA",
     "section_length at byte 1 is 0x0, allowed: the 1 bytes that follow"),
    ("upper 4 bits count", "80 71 01 AA",
     "section_length at byte 1 is 0x101, allowed: the 1 bytes that follow"),
    ("one over the most",  "80 7F FE" + "00" * 4094,
     "section_length at byte 1 is 0xffe, allowed: 0..4093 bytes"),
    ("all bits",           "80 FF FF",
     "section_length at byte 1 is 0xfff, allowed: 0..4093 bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "data"), SECTIONS)
def test_a_section_is_as_long_as_its_header_says(shows: str, data: str) -> None:
    section = Section(bytes.fromhex(data))

    assert section.data == bytes.fromhex(data), shows
    assert len(section) == len(section.data), shows


@pytest.mark.parametrize(("shows", "data", "sentence"), NO_SECTIONS)
def test_another_length_is_the_peers_fault(
    shows: str, data: str, sentence: str
) -> None:
    with pytest.raises(PeerError) as caught:
        Section(bytes.fromhex(data))

    assert str(caught.value) == sentence, shows


@given(st.binary(max_size=64))
def test_any_bytes_are_a_section_or_a_peer_error(data: bytes) -> None:
    try:
        section = Section(data)
    except PeerError:
        length_holds = False
    else:
        assert section.data == data
        length_holds = True
    said = int.from_bytes(data[1:3], "big") & 0xFFF
    assert length_holds == (len(data) >= 3 and said == len(data) - 3)


@given(st.integers(0, 255), st.integers(0, 15), st.binary(max_size=4093))
def test_a_body_behind_its_own_header_is_a_section(
    table_id: int, flags: int, body: bytes
) -> None:
    header = bytes([table_id]) + (flags << 12 | len(body)).to_bytes(2, "big")

    section = Section(header + body)

    assert section.table_id == table_id
    assert len(section) == 3 + len(body)
    assert section == Section(header + body)
    assert hash(section) == hash(Section(header + body))


# table_id    is_ecm is_emm
TABLES = [
    (0x00, False, False),  # programme association
    (0x7F, False, False),
    (0x80, True,  False),
    (0x81, True,  False),
    (0x82, False, True),
    (0x8F, False, True),
    (0x90, False, False),
    (0xFF, False, False),
]  # fmt: skip


@pytest.mark.parametrize(("table_id", "is_ecm", "is_emm"), TABLES)
def test_the_table_id_tells_ecm_from_emm(
    table_id: int, is_ecm: bool, is_emm: bool
) -> None:
    section = Section(bytes([table_id, 0x70, 0x00]))

    assert section.is_ecm is is_ecm
    assert section.is_emm is is_emm


def test_a_section_stays_as_it_is() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Section(b"\x80\x70\x00").data = b""  # type: ignore[misc]  # is what is tested


# what it shows                  even               odd                 zero  checks
CHECKS = [
    ("both words",               "010203060405060F", "0A0B0C210D0E0F2A", False, True),
    ("sums count modulo 256",    "FFFFFFFD80808080", "000000000000FFFF", False, True),
    ("only the odd one is new",  "0000000000000000", "010203060405060F", False, True),
    ("only the even one is new", "010203060405060F", "0000000000000000", False, True),
    ("no answer",                "0000000000000000", "0000000000000000", True,  True),
    ("byte 3 is off",            "010203070405060F", "0A0B0C210D0E0F2A", False, False),
    ("byte 7 is off",            "010203060405060E", "0A0B0C210D0E0F2A", False, False),
    ("byte 11 is off",           "010203060405060F", "0A0B0C200D0E0F2A", False, False),
    ("byte 15 is off",           "010203060405060F", "0A0B0C210D0E0F2B", False, False),
    ("all ones",                 "FFFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFF", False, False),
    ("one bit in the last byte", "0000000000000000", "0000000000000001", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "even", "odd", "all_zero", "hold"), CHECKS)
def test_control_words_know_their_check_bytes(
    shows: str, even: str, odd: str, all_zero: bool, hold: bool
) -> None:
    words = ControlWords(bytes.fromhex(even) + bytes.fromhex(odd))

    assert words.is_all_zero is all_zero, shows
    assert words.check_bytes_hold is hold, shows


@given(st.binary(min_size=12, max_size=12), st.integers(0, 15), st.integers(1, 255))
def test_one_changed_byte_breaks_the_check_bytes(
    free: bytes, at: int, change: int
) -> None:
    triples = [free[i : i + 3] for i in range(0, 12, 3)]
    data = bytearray().join(t + bytes([sum(t) & 0xFF]) for t in triples)
    assert ControlWords(bytes(data)).check_bytes_hold

    data[at] ^= change

    assert not ControlWords(bytes(data)).check_bytes_hold


@pytest.mark.parametrize("size", [0, 8, 15, 17, 32])
def test_control_words_of_another_size_are_our_own_fault(size: int) -> None:
    with pytest.raises(UsageError) as caught:
        ControlWords(SHOWN_BYTES[:1] * size)

    assert str(caught.value) == f"ControlWords of {size} bytes, allowed: 16 bytes"


# Module level: a traceback with locals shows what the frames hold, not this.
SHOWN = "sixteen letters!"
SHOWN_BYTES = SHOWN.encode()
WORDS = ControlWords(SHOWN_BYTES)
HIDDEN = "ControlWords(16 bytes, hidden)"


@dataclasses.dataclass(frozen=True)
class Answer:
    number: int
    control_words: ControlWords


# the way       how it prints
WAYS: list[tuple[str, Callable[[ControlWords], str]]] = [
    ("repr", repr),
    ("ascii", ascii),
    ("str", str),
    ("print", "{}".format),
    ("f-string", lambda words: f"{words}"),
    ("f-string, repr", lambda words: f"{words!r}"),
    ("f-string, padded", lambda words: f"{words!s:>40}"),
    ("percent s", lambda words: "%s" % words),  # noqa: UP031  # is what is tested
    ("percent r", lambda words: "%r" % words),  # noqa: UP031  # is what is tested
    ("in a list", lambda words: str([words])),
    ("in a dataclass", lambda words: repr(Answer(7, words))),
    ("in an exception", lambda words: repr(ValueError("refused", words))),
]


@pytest.mark.parametrize(("way", "printed"), WAYS)
def test_no_way_of_printing_shows_control_words(
    way: str, printed: Callable[[ControlWords], str]
) -> None:
    assert HIDDEN in printed(WORDS), way
    assert SHOWN not in printed(WORDS), way
    assert SHOWN_BYTES.hex() not in printed(WORDS), way


@given(st.binary(min_size=16, max_size=16))
def test_what_is_printed_does_not_depend_on_the_words(data: bytes) -> None:
    assert repr(ControlWords(data)) == str(ControlWords(data)) == HIDDEN


def test_neither_log_nor_traceback_with_locals_shows_control_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(ValueError, match="late") as caught:
        _drop(WORDS)
    logging.getLogger("test").error("words %s", WORDS, exc_info=caught.value)

    shown = traceback.TracebackException.from_exception(
        caught.value, capture_locals=True
    )
    text = "".join(shown.format()) + caplog.text
    assert f"control_words = {HIDDEN}" in text
    assert SHOWN not in text


def _drop(control_words: ControlWords) -> NoReturn:
    msg = "late"
    raise ValueError(msg, control_words)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_control_words_are_not_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="control words are not to be pickled"):
        pickle.dumps(WORDS, protocol)


@pytest.mark.parametrize("look_inside", [bytes, list, vars, memoryview])
def test_only_reveal_looks_inside(look_inside: Callable[[object], object]) -> None:
    with pytest.raises(TypeError):
        look_inside(WORDS)


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_control_words_are_equal_when_their_bytes_are(one: bytes, other: bytes) -> None:
    assert ControlWords(one).reveal() == one
    assert ControlWords(one) == ControlWords(one)
    assert hash(ControlWords(one)) == hash(ControlWords(one))
    assert (ControlWords(one) == ControlWords(other)) == (one == other)


def test_control_words_are_not_equal_to_their_bytes() -> None:
    assert WORDS.__eq__(SHOWN_BYTES) is NotImplemented


def _card(ca_system_id: int, providers: list[int]) -> Card:
    listed = tuple(Provider(ProviderId(number)) for number in providers)
    return Card(Caid(ca_system_id), listed)


# what it shows                        card              asked           fits
SERVES = [
    ("its own provider",               0x0D02, [0x12],     0x0D02, 0x12,     True),
    ("the second one",                 0x0D02, [0x12, 0x34], 0x0D02, 0x34,   True),
    ("another system",                 0x0D02, [0x12],     0x0D03, 0x12,     False),
    ("another provider",               0x0D02, [0x12],     0x0D02, 0x13,     False),
    ("no provider said in the ECM",    0x0D02, [0x12],     0x0D02, 0,        True),
    ("none known on the card",         0x0D02, [0],        0x0D02, 0x12,     True),
    ("another system, nothing said",   0x0D02, [0],        0x0D03, 0,        False),
    ("0 beside a provider is no wildcard", 0x0D02, [0, 0x12], 0x0D02, 0x13,  False),
    ("Viaccess: the key number differs", 0x0500, [0x23BE0], 0x0500, 0x23BEF, True),
    ("Viaccess: on the card too",      0x0500, [0x23BE1],  0x0500, 0x23BEF,  True),
    ("Viaccess: every 05xx",           0x05FF, [0x23BE0],  0x05FF, 0x23BE1,  True),
    ("Viaccess: another provider",     0x0500, [0x23BE0],  0x0500, 0x23BF0,  False),
    ("elsewhere the low bits count",   0x0400, [0x23BE0],  0x0400, 0x23BE1,  False),
    ("beside Viaccess",                0x0600, [0x23BE0],  0x0600, 0x23BE1,  False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("shows", "system", "providers", "asked_system", "asked", "fits"), SERVES
)
def test_a_card_serves_its_system_and_providers(
    shows: str,
    system: int,
    providers: list[int],
    asked_system: int,
    asked: int,
    fits: bool,
) -> None:
    card = _card(system, providers)

    assert card.serves(Caid(asked_system), ProviderId(asked)) is fits, shows


@given(st.lists(st.integers(0, 0xFFFFFF), min_size=1), st.data())
def test_a_card_serves_every_provider_that_it_lists(
    providers: list[int], data: st.DataObject
) -> None:
    asked = data.draw(st.sampled_from(providers))
    system = data.draw(st.sampled_from([0x0500, 0x0D02]))

    assert _card(system, providers).serves(Caid(system), ProviderId(asked))


def test_provider_ids_come_in_the_cards_order() -> None:
    assert list(provider_ids(_card(0x0D02, [3, 1, 2]))) == [3, 1, 2]


def test_a_card_does_not_show_its_serial_or_addresses() -> None:
    provider = Provider(ProviderId(0x12), shared_address=b"addr")
    card = Card(Caid(0x0D02), (provider,), serial=b"serial#1")

    assert "addr" not in repr(card)
    assert "serial#1" not in repr(card)
    assert repr(card).startswith(
        "Card(ca_system_id=Caid(0x0d02), providers=(Provider(provider_id="
        "ProviderId(0x000012)),), hops=0,"
    )


ANY = Provider(ProviderId(0))

# what it shows         what cannot exist
IMPOSSIBLE = [
    ("no provider",     lambda: Card(Caid(1), ())),
    ("hops below 0",    lambda: Card(Caid(1), (ANY,), hops=-1)),
    ("hops over 8 bit", lambda: Card(Caid(1), (ANY,), hops=256)),
    ("reshare",         lambda: Card(Caid(1), (ANY,), reshare=256)),
    ("short serial",    lambda: Card(Caid(1), (ANY,), serial=bytes(7))),
    ("wide provider",   lambda: Provider(ProviderId(1 << 24))),
    ("short address",   lambda: Provider(ProviderId(1), bytes(3))),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "make"), IMPOSSIBLE)
def test_a_card_that_cannot_exist_cannot_be_made(
    shows: str, make: Callable[[], object]
) -> None:
    with pytest.raises(UsageError):
        make()


HIDDEN = "ControlWords(16 bytes, hidden)"
SECTION = Section(bytes.fromhex("80700100"))

# what it shows          the value                          printed
PADDED = [
    ("number as text",   f"{Caid(0x500):>6}",               "  0500"),
    ("number as number", f"{Caid(0x500):06x}",              "000500"),
    ("a node",           f"{NodeId(bytes(8)):>18}",         "  " + 16 * "0"),
    ("control words",    f"{ControlWords(bytes(16)):<32}",  HIDDEN + "  "),
    ("a section",        repr(SECTION),                     "Section(table 0x80, 4 bytes)"),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize(("shows", "printed", "expected"), PADDED)
def test_values_can_stand_in_a_table(shows: str, printed: str, expected: str) -> None:
    assert printed == expected, shows


def test_control_words_do_not_follow_what_they_were_made_from() -> None:
    source = bytearray(16)
    words = ControlWords(source)  # type: ignore[arg-type]  # what a caller may do
    source[0] = 1

    assert words.is_all_zero
