"""Card readers of the machine, and the own card's secrets."""

import json

import pytest

from hearth.config.migration.report import Fate
from tests.config.oscam.writing.made import (
    entry,
    migrate,
    notes,
    readers,
    services,
)

SERIAL = "SERIAL READER : /dev/ttyUSB0 mouse"
BOX_KEY = "00 11 22 33 44 55 66 77"

# lines                                     what the first reader has
WRITTEN: list[tuple[tuple[str, ...], dict[str, str | None]]] = [
    (("SERIAL READER : /dev/ttyUSB0",),     {"protocol": "mouse", "label": "ttyusb0",
                                             "device": "/dev/ttyUSB0", "group": "1"}),
    (("SERIAL READER : /dev/ttyS0 phoenix",), {"protocol": "mouse"}),
    (("PHOENIX READER PATH : /dev/ttyS0",), {"protocol": "mouse"}),
    (("SERIAL READER : /dev/ttyS0 sc8in1",), {"protocol": "sc8in1",
                                             "device": "/dev/ttyS0:1"}),
    (("SERIAL READER : /dev/ttyUSB0 smartreader+",), {"protocol": "smartreader",
                                             "enable": "0"}),
    (("SCIDEVICES : 1",),                   {"protocol": "internal",
                                             "device": "/dev/sci0"}),
    ((SERIAL, "SMARTCARD CLOCK FREQUENCY : /dev/ttyUSB0 3570000"),
                                            {"mhz": "357", "cardmhz": "357"}),
    (("SMARTCARD CLOCK FREQUENCY : /dev/ttyUSB0 6000000", SERIAL), {"mhz": "600"}),
    ((SERIAL, f"BOXKEY : /dev/ttyUSB0 {BOX_KEY}"), {"boxkey": "0011223344556677"}),
    ((SERIAL, "PIN : /dev/ttyUSB0\t0000"),  {"pincode": "0000"}),
    ((SERIAL, "B: /dev/ttyUSB0 00"),        {"blockemm-s": None, "blockemm-u": None}),
    ((SERIAL, "B: /dev/ttyUSB0 01"),        {"blockemm-s": "1", "blockemm-u": None}),
    ((SERIAL, "B: /dev/ttyUSB0 02"),        {"blockemm-u": "1", "blockemm-g": None}),
    ((SERIAL, "B: /dev/ttyUSB0 04"),        {"blockemm-g": "1", "blockemm-s": None}),
    ((SERIAL, "B: /dev/ttyUSB0 07"),        {"blockemm-s": "1", "blockemm-u": "1",
                                             "blockemm-g": "1"}),
    ((SERIAL, "GLOBAL EMM : 0"),            {"blockemm-g": "1"}),
    # A box's own readers need no line of their own.
    (("B: /dev/sci0 01",),                  {"protocol": "internal",
                                             "blockemm-s": "1"}),
    (("PIN : /dev/sci1 1234",),             {"device": "/dev/sci1",
                                             "pincode": "1234"}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), WRITTEN)
def test_a_reader_is_written(
    lines: tuple[str, ...], expected: dict[str, str | None]
) -> None:
    made = migrate(*lines)

    reader = readers(made)[0]
    assert {name: reader.get(name) for name in expected} == expected
    assert "0011223344556677" not in json.dumps(made.report.as_json())


# lines; the last one is looked at                  what becomes of it  a word of why
REPORTED = [
    ((SERIAL,),                                     Fate.CHANGED,   "3.57 MHz"),
    (("SERIAL READER : /dev/ttyUSB0 magic",),       Fate.CHANGED,   "original's"),
    (("SERIAL READER : /dev/ttyUSB0 smartreader+",), Fate.CHANGED,  "list_smargo"),
    (("SERIAL READER :",),                          Fate.DROPPED,   "no device"),
    (("SERIAL READER : ../passwords mouse",),       Fate.DROPPED,   "no device"),
    (("SCIDEVICES : 0",),                           Fate.KEPT,      "no reader"),
    (("SCIDEVICES : 2",),                           Fate.KEPT,      "internal"),
    (("SCIDEVICES : 20",),                          Fate.CHANGED,   "more than 8"),
    (("PIN : /dev/ttyUSB0 1234",),                  Fate.DROPPED,   "SERIAL READER"),
    ((SERIAL, "PIN : /dev/ttyUSB0 1234"),           Fate.KEPT,      "file alone"),
    ((SERIAL, "PIN : /dev/ttyUSB0 12345"),          Fate.DROPPED,   "four digits"),
    ((SERIAL, f"BOXKEY : /dev/ttyUSB0 {BOX_KEY}"),  Fate.KEPT,      "file alone"),
    ((SERIAL, "BOXKEY : /dev/ttyUSB0 0011"),        Fate.DROPPED,   "16 bytes"),
    ((f"BOXKEY : {BOX_KEY}",),                      Fate.DROPPED,   "SERIAL READER"),
    ((SERIAL, "SMARTCARD CLOCK FREQUENCY : /dev/ttyUSB0 fast"), Fate.DROPPED, "Hz"),
    (("SMARTCARD CLOCK FREQUENCY : /dev/x 3570000",), Fate.DROPPED, "SERIAL READER"),
    (("SMARTCARD SID REJECT : /dev/x { 1 }",),      Fate.DROPPED,   "SERIAL READER"),
    (("B: /dev/ttyUSB0 01",),                       Fate.DROPPED,   "SERIAL READER"),
    ((SERIAL, "B: /dev/ttyUSB0 0f"),                Fate.DROPPED,   "00 to 07"),
    ((SERIAL, "B: /dev/ttyUSB0"),                   Fate.DROPPED,   "H104"),
    ((SERIAL, "SMARTCARD SID REJECT : /dev/ttyUSB0 { }"), Fate.DROPPED, "no channels"),
    ((SERIAL, "SMARTCARD SID ASSIGN : /dev/ttyUSB0 3 { 1 }"), Fate.CHANGED, "a time"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "fate", "word"), REPORTED)
def test_a_line_about_a_reader_is_reported(
    lines: tuple[str, ...], fate: Fate, word: str
) -> None:
    made = migrate(*lines)

    assert entry(made, len(lines)).fate is fate
    assert word in notes(made, len(lines))


def test_channels_of_a_reader_are_services() -> None:
    made = migrate(
        SERIAL,
        "SMARTCARD SID REJECT : /dev/ttyUSB0 { 0df3,0de1 }",
        "SMARTCARD SID ASSIGN : /dev/ttyUSB0 0 { 0001 }",
    )

    assert readers(made)[0]["services"] == "!channels_all,channels_all_2"
    assert services(made)["channels_all"] == {"srvid": "0DE1,0DF3"}
    assert entry(made, 3).fate is Fate.KEPT


def test_channels_for_which_there_is_no_room_are_reported_as_dropped() -> None:
    many = [f"SMARTCARD SID REJECT : /dev/ttyUSB0 {{ {n:04X} }}" for n in range(1, 66)]
    made = migrate(SERIAL, *many)

    assert len(services(made)) == 64
    assert "no room" in notes(made, 66)
