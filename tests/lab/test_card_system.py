"""The laboratory's card system is what docs/lab.md says, byte by byte."""

import hmac
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import Caid, ProviderId, Section, ServiceId
from hearth.errors import UsageError
from hearth.lab.card_system import (
    LAB_KEY,
    LabCard,
    control_word,
    control_words_of,
    make_ecm,
    period_at,
)

RECORDING = Path(__file__).parents[1] / "vectors" / "cccam-tvheadend.json"

PERIODS = st.integers(0, 0xFFFFFFFE)  # the last one has no next
SERVICES = st.integers(0, 0xFFFF).map(ServiceId)
SIZES = st.integers(44, 183)

# period  control word
WORDS = [
    (0, "d59bfa6a5228940e"),
    (1, "9c7f6782683544e1"),
    (2, "bc7cd60e1def505c"),
    (3, "569ffef37d637f5f"),
    (4, "e772116af695f47f"),
]

# period  even and odd: the own one stands in the half of its parity
ANSWERS = [
    (0, "d59bfa6a5228940e 9c7f6782683544e1"),
    (1, "bc7cd60e1def505c 9c7f6782683544e1"),
    (2, "bc7cd60e1def505c 569ffef37d637f5f"),
    (3, "e772116af695f47f 569ffef37d637f5f"),
]

# period  header, system, provider, service, period, parity | words | fill | MAC
ECMS = [
    (
        0,
        """
        80 7068 4c414201 4ada 000000 1234 00000000 00 00
        c8d1c35da7341f4ff12fd352ceafa29d
        1d9c1b18b679b7f83c4103e980438e01185d499d57f22c6dbdb6389d380f46a4
        dbe3693cba585ce9b3078a9db25d1f7f424544dc8c0f9657979e14fed2d5e3
        7f49046503f67f23
        """,
    ),
    (
        1,
        """
        81 7068 4c414201 4ada 000000 1234 00000001 01 00
        c25bc556951660f9b8e42f068c0bfee0
        5a61c091b7c19700285922ebb290ec00e6cb2f0b87a471a29b4374972f90a29e
        afa7d52b5843a860b9c516d2b758c50f306f8f448afb59ff85f63da0657ea2
        06796b2d55906c1d
        """,
    ),
]


@pytest.mark.parametrize(("period", "word"), WORDS)
def test_the_first_control_words(period: int, word: str) -> None:
    assert control_word(period).hex() == word


@pytest.mark.parametrize(("period", "words"), ANSWERS)
def test_an_ecm_carries_its_own_word_and_the_next(period: int, words: str) -> None:
    expected = bytes.fromhex(words)

    assert control_words_of(period).reveal() == expected
    assert _answered(make_ecm(period)) == expected


@pytest.mark.parametrize(("period", "ecm"), ECMS)
def test_the_first_ecms(period: int, ecm: str) -> None:
    assert make_ecm(period).data.hex() == bytes.fromhex(ecm).hex()


def test_the_ecms_of_the_recording_and_their_answers() -> None:
    messages = json.loads(RECORDING.read_text())["messages"]
    asked = [m["body"] for m in messages if (m["name"], m["from"]) == ("ECM", "client")]
    told = [m["control_words"] for m in messages if "control_words" in m]

    for period, (body, words) in enumerate(zip(asked, told, strict=True)):
        section = Section(bytes.fromhex(body)[13:])
        assert make_ecm(period) == section
        assert _answered(section) == bytes.fromhex(words)
    assert len(asked) == 3


def test_every_argument_stands_in_its_place() -> None:
    ecm = make_ecm(
        0xA1B2C3D5,
        ca_system_id=Caid(0x0D02),
        provider_id=ProviderId(0x123456),
        service_id=ServiceId(0x765D),
        size=183,
    )

    assert ecm.data[:20].hex(" ", -2) == (
        "8170 b44c 4142 010d 0212 3456 765d a1b2 c3d5 0100"
    )
    assert len(ecm) == 183


@given(PERIODS, SERVICES, SIZES)
def test_the_card_gives_what_the_ecm_carries(
    period: int, service_id: ServiceId, size: int
) -> None:
    ecm = make_ecm(period, service_id=service_id, size=size)
    words = LabCard().answer(ecm)

    assert words == control_words_of(period, service_id=service_id)
    assert words is not None
    assert words.check_bytes_hold
    assert ecm.is_ecm
    assert len(ecm) == size


@given(PERIODS.filter(lambda period: period < 0xFFFFFFFE), SERVICES)
def test_the_next_word_is_known_one_period_ahead(
    period: int, service_id: ServiceId
) -> None:
    now = control_words_of(period, service_id=service_id).reveal()
    then = control_words_of(period + 1, service_id=service_id).reveal()
    own = slice(8, 16) if (period + 1) % 2 else slice(0, 8)

    assert now[own] == then[own] == control_word(period + 1, service_id=service_id)
    assert now != then


def test_an_answer_for_another_service_is_a_wrong_answer() -> None:
    services = [ServiceId(0x1234), ServiceId(0x1235), ServiceId(0), ServiceId(0xFFFF)]
    words = [
        control_word(period, service_id=service)
        for service, period in itertools.product(services, range(20))
    ]

    assert len(set(words)) == len(words)


def test_one_card_serves_every_service_and_system_in_any_order() -> None:
    card = LabCard()
    systems = [Caid(0x4ADA), Caid(0x0D02)]
    services = [ServiceId(1), ServiceId(2), ServiceId(0x1234)]

    for period, caid, service in itertools.product((5, 4, 9), systems, services):
        ecm = make_ecm(period, ca_system_id=caid, service_id=service)
        assert card.answer(ecm) == control_words_of(period, service_id=service)
        assert card.answer(ecm) == control_words_of(period, service_id=service)


@given(PERIODS, SIZES, st.data())
def test_one_changed_byte_is_refused(
    period: int, size: int, data: st.DataObject
) -> None:
    changed = bytearray(make_ecm(period, size=size).data)
    at = data.draw(st.integers(0, size - 1).filter(lambda i: i not in (1, 2)))
    changed[at] ^= data.draw(st.integers(1, 255))

    assert LabCard().answer(Section(bytes(changed))) is None


def test_a_refusal_does_not_disturb_the_next_answer() -> None:
    card = LabCard()
    ecm = make_ecm(7)
    assert card.answer(Section(ecm.data[:-1] + bytes([ecm.data[-1] ^ 1]))) is None

    assert card.answer(ecm) == control_words_of(7)


# what it shows             mark        size  answers
SIGNED = [
    ("as it should be",     b"LAB\x01", 107, True),
    ("the smallest",        b"LAB\x01", 44,  True),
    ("the largest",         b"LAB\x01", 183, True),
    ("too small",           b"LAB\x01", 43,  False),
    ("too large",           b"LAB\x01", 184, False),
    ("nothing but the MAC", b"LAB\x01", 15,  False),
    ("another version",     b"LAB\x02", 107, False),
    ("another system",      b"lab\x01", 107, False),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "mark", "size", "answers"), SIGNED)
def test_a_right_mac_alone_is_not_enough(
    shows: str, mark: bytes, size: int, answers: bool
) -> None:
    header = bytes([0x80]) + (0x7000 | size - 3).to_bytes(2, "big") + mark
    signed = header + bytes(size - 8 - len(header))
    section = Section(signed + hmac.digest(LAB_KEY, signed, "sha256")[:8])

    assert (LabCard().answer(section) is not None) is answers, shows


@given(st.binary(max_size=200))
def test_any_other_section_is_refused(body: bytes) -> None:
    header = bytes([0x80]) + (0x7000 | len(body)).to_bytes(2, "big")

    assert LabCard().answer(Section(header + body)) is None


@pytest.mark.parametrize("size", [0, 43, 184])
def test_a_size_outside_the_layout_is_our_own_fault(size: int) -> None:
    with pytest.raises(UsageError, match=rf"size {size}, allowed: 44\.\.183"):
        make_ecm(0, size=size)


def test_a_provider_of_over_24_bits_is_our_own_fault() -> None:
    with pytest.raises(UsageError, match=r"provider_id 1000000, allowed: 0\.\.FFFFFF"):
        make_ecm(0, provider_id=ProviderId(0x1000000))


@pytest.mark.parametrize("period", [-1, 0x100000000])
def test_a_period_outside_32_bits_is_our_own_fault(period: int) -> None:
    with pytest.raises(UsageError, match=rf"period {period}, allowed: 0\.\.4294967295"):
        control_word(period)


def test_the_very_last_period_has_no_ecm() -> None:
    assert len(control_word(0xFFFFFFFF)) == 8
    with pytest.raises(UsageError, match="period 4294967296"):
        make_ecm(0xFFFFFFFF)


# time  lasts  period
CLOCK = [
    (0.0,   10.0, 0),
    (9.999, 10.0, 0),
    (10.0,  10.0, 1),
    (20.0,  10.0, 2),
    (6.9,   7.0,  0),
    (7.0,   7.0,  1),
    (1.0,   1.0,  1),
    (604800.0, 10.0, 60480),  # a week
]  # fmt: skip


@pytest.mark.parametrize(("time_s", "period_s", "period"), CLOCK)
def test_the_clock_tells_the_period(
    time_s: float, period_s: float, period: int
) -> None:
    assert period_at(time_s, period_s) == period


@pytest.mark.parametrize(
    ("time_s", "period_s"), [(-0.001, 10.0), (1.0, 0.0), (1.0, -10.0)]
)
def test_no_period_is_our_own_fault(time_s: float, period_s: float) -> None:
    with pytest.raises(UsageError):
        period_at(time_s, period_s)


def _answered(section: Section) -> bytes | None:
    words = LabCard().answer(section)
    return words.reveal() if words else None
