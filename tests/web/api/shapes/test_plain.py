"""Values without parts, as they stand in JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.observations import Outcome
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.web.api.shapes.kinds import Kind
from hearth.web.api.shapes.plain import (
    CAID,
    MAYBE_TEXT,
    PROVIDER,
    SECONDS,
    SECONDS_IF_KNOWN,
    SERVICE,
    TIME_OR_NEVER,
    channel_key,
    one_of,
    readable,
    service_key,
)
from hearth.web.pages.parts.queries import key_of
from tests.web.api.homes import MadeUp

KEY = Caid(0xD02), ProviderId(0), ServiceId(0xAF)

# kind, value, in JSON
TOLD: list[tuple[Kind, object, object]] = [
    (CAID, Caid(0xD02), "0D02"),
    (PROVIDER, ProviderId(0x10), "000010"),
    (PROVIDER, ProviderId(0xABCDEF01), "ABCDEF01"),
    (SERVICE, ServiceId(0xAF), "00AF"),
    (TIME_OR_NEVER, 0.0, None),
    (TIME_OR_NEVER, 1.5, 1.5),
    (SECONDS_IF_KNOWN, 0.0, None),
    (SECONDS, 0.1 + 0.2, 0.3),
    (SECONDS, 0.0, 0.0),
    (MAYBE_TEXT, "", None),
    (MAYBE_TEXT, None, None),
    (MAYBE_TEXT, "x", "x"),
    (one_of(Outcome), Outcome.TIMED_OUT, "timed_out"),
]


@pytest.mark.parametrize(("kind", "value", "told"), TOLD)
def test_a_value_is_told(made: MadeUp, kind: Kind, value: object, told: object) -> None:
    assert kind.told(value, made.home) == told
    assert list(kind.shapes()) == []


def test_a_channel_is_named_by_its_numbers() -> None:
    assert channel_key(KEY) == "0D02:000000:00AF"
    assert service_key("0D02:000000:00AF") == KEY
    assert service_key("0D02:ABCDEF01:00AF")[1] == 0xABCDEF01


def test_a_channel_is_named_as_the_pages_name_it() -> None:
    assert channel_key(KEY) == key_of(KEY)


def test_a_choice_is_described() -> None:
    assert one_of(Outcome).schema()["enum"] == [it.name.lower() for it in Outcome]


# text, as every program can read it
TEXTS = [
    ("plain", "plain"),
    ("Küche \N{GRINNING FACE}", "Küche \N{GRINNING FACE}"),
    ("TV \udce9", "TV \N{REPLACEMENT CHARACTER}"),
    ("\ud800x", "\N{REPLACEMENT CHARACTER}x"),
]


@pytest.mark.parametrize(("text", "shown"), TEXTS)
def test_a_text_is_made_readable(text: str, shown: str) -> None:
    assert readable(text) == shown


@given(st.text(st.characters(categories=None)))
def test_any_text_can_be_sent(text: str) -> None:
    json.dumps(readable(text), ensure_ascii=False).encode()
