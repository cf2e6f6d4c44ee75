"""The PARTNER text: the recorded ones, lenient reading, and ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.wire.cccam.partner import (
    PartnerText,
    decode_partner_text,
    encode_partner_text,
)

OSCAM = "OSCam 2.26.05-11960 (x86_64-linux-gnu)"

TVHEADEND = "OSCam v2.3.0, build r3367 (unknown)"

# what it shows          text                                  program      options
TEXTS = [
    ("recorded, OSCam",  f"PARTNER: {OSCAM} [EXT,SID,SLP]\0", OSCAM, "EXT SID SLP"),
    ("Tvheadend: blanks, a comma", f"PARTNER: {TVHEADEND} [EXT,SID,SLP]\0",
                                                     TVHEADEND, "EXT SID SLP"),
    ("no options",       "PARTNER: A 1 (b)\0",                 "A 1 (b)",   ""),
    ("empty options",    "PARTNER: A 1 (b) []\0",              "A 1 (b)",   ""),
    ("the last [ ]",     "PARTNER: A [EXT] 1 [SID]\0",         "A [EXT] 1", "SID"),
    ("blanks in there",  "PARTNER: A [ EXT , SID ]\0",         "A",         "EXT SID"),
    ("never closed",     "PARTNER: A [EXT",                    "A",         "EXT"),
    ("no zero",          "PARTNER: A [EXT]",                   "A",         "EXT"),
    ("behind the zero",  "PARTNER: A [EXT]\0 [NOT]",           "A",         "EXT"),
    ("only the word",    "PARTNER:",                           "",          ""),
    ("a longer option",  "PARTNER: A [EXTRA]\0",               "A",         "EXTRA"),
    ("not for printing", "PARTNER: A\x1b [EXT]\0",             "A?",        "EXT"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "body", "program", "options"), TEXTS)
def test_decode_partner_text(shows: str, body: str, program: str, options: str) -> None:
    text = decode_partner_text(body.encode())

    assert text == PartnerText(program, frozenset(options.split())), shows
    assert text.extended is ("EXT" in options.split()), shows


@pytest.mark.parametrize("body", [b"", b"\0", b"PARTNER", b"partner: A", b" PARTNER:"])
def test_another_text_is_none(body: bytes) -> None:
    assert decode_partner_text(body) is None


# what it shows   extended  body
OURS = [
    ("offered",   True,     b"PARTNER: Hearth 0.1.0 (python) [EXT]\0"),
    ("not",       False,    b"PARTNER: Hearth 0.1.0 (python)\0"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "extended", "body"), OURS)
def test_encode_partner_text(shows: str, extended: bool, body: bytes) -> None:
    assert encode_partner_text("Hearth 0.1.0", extended=extended) == body, shows


@given(st.booleans())
def test_ours_comes_back_as_it_was(extended: bool) -> None:
    text = decode_partner_text(encode_partner_text("A 1", extended=extended))

    assert text is not None
    assert text.program == "A 1 (python)"
    assert text.extended is extended


@given(st.binary(max_size=1020))
def test_any_text_of_a_partner_can_be_printed(rest: bytes) -> None:
    text = decode_partner_text(b"PARTNER:" + rest)

    assert text is not None
    assert text.program.isprintable()
    assert all(option.isprintable() for option in text.options)
