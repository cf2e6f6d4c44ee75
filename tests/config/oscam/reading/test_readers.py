"""Readers as C: and N: lines; what Hearth cannot have stays in OSCam."""

import pytest

from hearth.config.migration.report import Entry, Fate, Ledger
from hearth.config.oscam.ini import read_ini
from hearth.config.oscam.reading.cards import read_services
from hearth.config.oscam.reading.readers import ReadersReader

MARK = "S3cr3tM4rk"  # stands where a secret does; no report may show it
KEY = "0102030405060708090A0B0C0D0E"
SERVICES = b"[adult]\ncaid = 0500\nsrvid = 1234\n[sky]\ncaid = 0500\nprovid = 032830\n"
LOGIN = f"label = attic\nuser = me\npassword = {MARK}\ngroup = 1,2\n"
CCCAM = f"{LOGIN}protocol = cccam\ndevice = 192.168.1.9,12000\n"
NEWCAMD = f"{LOGIN}protocol = newcamd\ndevice = 192.168.1.9,10000\nkey = {KEY}\n"


def make(*readers: str) -> ReadersReader:
    reader = ReadersReader(Ledger(), read_services(read_ini(SERVICES)))
    text = "".join(f"[reader]\n{options}\n" for options in readers)
    for section in read_ini(text.encode()).sections:
        reader.read(section)
    return reader


def option(made: ReadersReader, name: str) -> Entry:
    found = [e for e in made.ledger.report().entries if e.option == name]
    return found[-1]


# options of a cccam reader              what follows "C: host port user pwd no"
WRITTEN = [
    ("cccmaxhops = 0",                   "{ 0:0:1 }"),
    ("cccmaxhops = 1",                   "{ 0:0:2 }"),
    ("cccmaxhops = 9",                   "{ 0:0:2 }"),
    ("",                                 "{ 0:0:2 }"),
    # OSCam takes a negative number for its default.
    ("cccmaxhops = -1",                  "{ 0:0:2 }"),
    ("cccmaxhops = 0\nident = 0500:032830", "{ 0:0:0, 0500:032830:1 }"),
    ("cccmaxhops = 0\ncaid = 0B00",      "{ 0:0:0, 0B00:000000:1 }"),
    ("cccmaxhops = 0\nservices = !sky",  "{ 0:0:1, 0500:032830:0 }"),
    ("cccmaxhops = 0\nservices = !adult", "{ 0:0:1 }"),
    ("cccmaxhops = 0\ncaid = 0500&FF00", "{ 0:0:1 }"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "braces"), WRITTEN)
def test_a_server_is_written(options: str, braces: str) -> None:
    made = make(f"{CCCAM}{options}")

    expected = f"C: 192.168.1.9 12000 me {MARK} no {braces}".encode()
    assert made.lines == [expected]
    assert made.groups == {"attic": frozenset({"1", "2"})}


# options of a newcamd reader     what follows the key
NEWCAMD_WRITTEN = [
    ("",                          "0"),
    ("ccchop = 1",                "1"),
    ("ccchop = -3",               "0"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "hops"), NEWCAMD_WRITTEN)
def test_a_newcamd_server_is_written(options: str, hops: str) -> None:
    key = bytes.fromhex(KEY).hex(" ")
    (line,) = make(f"{NEWCAMD}{options}").lines

    assert line == f"N: 192.168.1.9 10000 me {MARK} {key} {hops}".encode()


# a reader                                       a word of why it is not carried over
NOT_WRITTEN = [
    ("protocol = cccam",                         "label"),
    ("label = a",                                "label"),
    (f"{CCCAM}enable = 0",                       "switched off"),
    (f"{CCCAM}device = 192.168.1.9",             "host,port"),
    (f"{CCCAM}device = 192.168.1.9,99999",       "host,port"),
    (f"{CCCAM}device = 203.0.113.9,12000",       "not an address of a home"),
    (f"{CCCAM}device = my.example.org,12000",    "may lead out"),
    (f"{CCCAM}user = a b",                       "cannot hold"),
    (f"{NEWCAMD}key = 0102",                     "14 bytes"),
    (f"{NEWCAMD}key = {MARK}",                   "14 bytes"),
    (f"{NEWCAMD}user = a#b",                     "cannot hold"),
    (f"{LOGIN}protocol = gbox",                  "not for one home"),
    (f"{LOGIN}protocol = constcw",               "never carried over"),
    (f"{LOGIN}protocol = emu",                   "never carried over"),
    (f"{LOGIN}protocol = cs378x\ndevice = 203.0.113.9,1", "not an address of a home"),
]  # fmt: skip


@pytest.mark.parametrize(("reader", "word"), NOT_WRITTEN)
def test_a_reader_is_not_carried_over(reader: str, word: str) -> None:
    made = make(reader)

    first = made.ledger.report().entries[0]
    assert made.lines == []
    assert not made.stays
    assert first.fate is Fate.DROPPED
    assert word in first.notes[0]
    assert MARK not in str(made.ledger.report())


# a reader that OSCam keeps and Hearth needs
STAYING = [
    "label = own\nprotocol = internal\ndevice = /dev/sci0\ngroup = 1",
    "label = own\nprotocol = mouse\ndevice = /dev/ttyUSB0\ngroup = 1",
    "label = own\nprotocol = smartreader\ngroup = 1",
    "label = own\nprotocol = pcsc\ndevice = 0\ngroup = 1",
    "label = own\nprotocol = camd35\ndevice = 192.168.1.3,988\ngroup = 1",
]


@pytest.mark.parametrize("reader", STAYING)
def test_a_reader_stays_in_oscam(reader: str) -> None:
    made = make(reader)

    assert made.stays
    assert made.lines == []
    assert made.groups == {"own": frozenset({"1"})}
    assert "stays in OSCam" in made.ledger.report().entries[0].notes[0]


# option of a cccam reader       what becomes of it   a word of the note
REPORTED = [
    ("cccmaxhops = 0",           Fate.KEPT,           "uphops 1"),
    ("cccmaxhops = 9",           Fate.CHANGED,        "one more server"),
    ("caid = 0500&FF00",         Fate.DROPPED,        "masks"),
    ("services = !adult",        Fate.CHANGED,        "channels among them"),
    ("services = !sky",          Fate.KEPT,           "braces"),
    ("cccreshare = 0",           Fate.KEPT,           "accounts' numbers"),
    ("cccreshare = 9",           Fate.CHANGED,        "accounts' numbers"),
    ("audisabled = 1",           Fate.KEPT,           "DISABLE EMM"),
    ("ccckeepalive = 1",         Fate.KEPT,           "anyway"),
    ("lb_weight = 200",          Fate.DROPPED,        "answers best"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fate", "word"), REPORTED)
def test_an_option_is_reported(text: str, fate: Fate, word: str) -> None:
    made = make(f"{CCCAM}{text}")

    entry = option(made, text.partition(" ")[0])
    assert entry.fate is fate
    assert word in entry.notes[0]


def test_another_newcamd_is_reported() -> None:
    made = make(NEWCAMD.replace("newcamd\n", "newcamd524\n") + "caid = 0500\n")

    assert option(made, "protocol").fate is Fate.CHANGED
    assert option(made, "caid").fate is Fate.DROPPED


def test_what_counts_for_all_readers_is_remembered() -> None:
    made = make(f"{CCCAM}audisabled = 1\ncccmindown = 2", CCCAM, NEWCAMD)

    assert made.emm_off == [True, False, False]
    assert made.min_down_hops == [2, 0]
