"""From OSCam's files to a CCcam.cfg, and the whole way there and back."""

import json
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.config.language.statements import LineStatement
from hearth.config.meaning.model import AccountSettings, LineSettings
from hearth.config.migration import extras
from hearth.config.migration.cards import pairs
from hearth.config.migration.newcamd import read_newcamd
from hearth.config.migration.report import Fate
from hearth.config.oscam.reading.from_oscam import (
    BehindHearth,
    CccamFile,
    from_oscam,
)
from hearth.config.oscam.writing.to_oscam import to_oscam
from hearth.config.read import Reading, read_config
from hearth.secret import Secret
from tests.config.migration.homes import MARK, Home, homes

NEW_PASSWORD = "N3wP4ssw0rd"  # of the account that Hearth gets in OSCam

CARD = "[reader]\nlabel = own\nprotocol = internal\ndevice = /dev/sci0\ngroup = 1\n"
ATTIC = (
    "[reader]\nlabel = attic\nprotocol = cccam\ndevice = 192.168.1.9,12000\n"
    f"user = hearth\npassword = {MARK}\ngroup = 1\ncccmaxhops = 0\n"
)
KIDS = f"[account]\nuser = kids\npwd = {MARK}\ngroup = 1\ncccmaxhops = 1\nuniq = 1\n"
CONF = "[cccam]\nport = 12000\nreshare = 0\n"


def convert(*, host: str = "127.0.0.1", **files: str) -> CccamFile:
    named = {f"oscam.{name}": text.encode() for name, text in files.items()}
    return from_oscam(named, BehindHearth(host, Secret(NEW_PASSWORD.encode())))


def read(made: CccamFile) -> Reading:
    return read_config(made.config, file="")


def canonical_account(account: AccountSettings) -> tuple[object, ...]:
    """Give an account free of the order of what stands in its braces."""
    own = replace(account, name="", card_limits=(), denied_services=())
    return own, pairs(account.card_limits), frozenset(account.denied_services)


def canonical_line(line: LineSettings) -> tuple[object, ...]:
    return replace(line, user="", filters=()), pairs(line.filters)


def model(data: bytes) -> dict[str, object]:
    """Give everything that a file says, free of its form."""
    reading = read_config(data, file="")
    directives = extras.last_of_each(reading.statements)
    lines = [s for s in reading.statements if isinstance(s, LineStatement)]
    settings = reading.settings
    return {
        "port": settings.listen_port,
        "emm": settings.disable_emm,
        "global": settings.global_limits,
        "web": extras.web_page(directives),
        "down": settings.minimum_down_hops,
        "lines": [canonical_line(line) for line in settings.lines],
        "newcamd": [read_newcamd(line) for line in lines if line.letter == "N"],
        "accounts": [canonical_account(account) for account in settings.accounts],
    }


# There and back


@settings(max_examples=70)
@given(homes())
def test_there_and_back_says_the_same_and_drops_nothing(home: Home) -> None:
    there = to_oscam(home.data(), file="CCcam.cfg")
    back = from_oscam(there.files, BehindHearth())

    assert model(back.config) == model(home.data())
    assert there.report.count(Fate.DROPPED) == 0


@settings(max_examples=50)
@given(homes())
def test_back_and_there_gives_the_same_files(home: Home) -> None:
    there = to_oscam(home.data(), file="CCcam.cfg")
    back = from_oscam(there.files, BehindHearth())

    assert to_oscam(back.config, file="CCcam.cfg").files == there.files


@given(
    st.floats(1, 3600).map(round),
    st.integers(100, 60000),
    st.booleans(),
)
def test_what_the_original_never_had_comes_back_in_hearth_toml(
    seconds: int, milliseconds: int, is_open: bool
) -> None:
    data = (
        f"KEEPALIVE TIMEOUT : {seconds}\nRECV TIMEOUT : {milliseconds}\n"
        f"WEBINFO USERNAME : a\nWEBINFO PASSWORD : {MARK}\n"
        f"WEBINFO ALLOW EXTERNAL ACCESS : {'yes' if is_open else 'no'}\n"
    ).encode()
    made = from_oscam(to_oscam(data, file="").files, BehindHearth())

    expected = {"keep_alive_s": seconds}
    if milliseconds >= 100:
        expected["recv_timeout_ms"] = milliseconds
    assert made.toml.server == expected
    assert made.toml.web == {"external_access": is_open}


# A card that stays in OSCam


def test_a_card_in_the_machine_stays_in_oscam_and_gets_a_line() -> None:
    made = convert(conf=CONF, server=CARD, user=KIDS)

    (line,) = read(made).settings.lines
    assert (line.host, line.port, line.raw_user) == ("127.0.0.1", 12001, b"hearth")
    assert line.password.reveal() == NEW_PASSWORD.encode()
    assert read(made).settings.listen_port == 12000
    steps = " ".join(
        note for e in made.report.entries if e.fate is Fate.ADDED for note in e.notes
    )
    assert "[cccam] port = 12001" in steps
    assert "user = hearth" in steps
    assert NEW_PASSWORD not in json.dumps(made.report.as_json())


def test_oscam_on_another_machine_keeps_its_port() -> None:
    made = convert(host="192.168.1.4", conf=CONF, server=CARD)

    (line,) = read(made).settings.lines
    assert (line.host, line.port) == ("192.168.1.4", 12000)


def test_two_programs_never_have_one_port() -> None:
    made = convert(conf="[cccam]\nport = 65535\n", server=CARD)

    assert read(made).settings.lines[0].port == 65534


def test_without_such_a_card_there_is_no_line_to_oscam() -> None:
    made = convert(conf=CONF, server=ATTIC, user=KIDS)

    assert [line.host for line in read(made).settings.lines] == ["192.168.1.9"]


# What the whole file has


def test_receivers_may_share_as_far_as_oscam_says_and_no_further_than_a_home() -> None:
    for reshare, expected in ((0, 1), (1, 2), (10, 2), (-1, 0)):
        made = convert(conf=f"[cccam]\nport = 1\nreshare = {reshare}\n")

        line = f"GLOBAL LIMITS : {{ 0:0:{expected} }}".encode()
        assert line in made.config.splitlines()


def test_oscams_own_reshare_of_ten_is_not_carried_over() -> None:
    made = convert(conf="[cccam]\nport = 12000\n")

    assert b"GLOBAL LIMITS : { 0:0:1 }" in made.config
    assert any("reshare = 10" in note for e in made.report.entries for note in e.notes)


def test_updates_are_off_only_if_they_are_off_everywhere() -> None:
    off = ATTIC + "audisabled = 1\n"
    other = ATTIC.replace("attic", "cellar")

    assert read(convert(server=off)).settings.disable_emm is True
    assert read(convert(server=off + other)).settings.disable_emm is False
    assert read(convert(server=ATTIC)).settings.disable_emm is False


def test_the_smallest_of_several_minimum_downhops_counts() -> None:
    server = (
        ATTIC + "cccmindown = 2\n" + ATTIC.replace("attic", "x") + "cccmindown = 1\n"
    )

    assert b"MINIMUM DOWNHOPS : 1" in convert(server=server).config


def test_sections_of_other_files_are_reported_as_what_they_are() -> None:
    made = convert(server="[account]\nuser = x\n[reader]\n", user="[reader]\n")

    assert made.report.of(1, "oscam.server").fate is Fate.DROPPED
    assert made.report.of(2, "oscam.server").fate is Fate.DROPPED
    assert made.report.of(1, "oscam.user").fate is Fate.DROPPED


def test_nothing_at_all_gives_a_file_that_serves_nobody() -> None:
    made = from_oscam({}, BehindHearth())

    settings = read(made).settings
    assert (settings.listen_port, settings.lines, settings.accounts) == (None, (), ())


# Anything at all

SAMPLE = {
    "oscam.conf": f"# old\n[global]\nclientmaxidle = 60\n{CONF}[webif]\n"
    f"httpport = 8888\nhttpuser = admin\nhttppwd = {MARK}\n[monitor]\nport = 988\n",
    "oscam.server": f"{CARD}boxkey = {MARK}\n{ATTIC}services = !adult\n[reader]\n"
    "label = far\nprotocol = cccam\ndevice = far.example.org,12000\n"
    f"user = u\npassword = {MARK}\n",
    "oscam.user": f"{KIDS}services = !adult\nallowedtimeframe = ALL@06:00-20:00\n"
    f"au = 1\n{KIDS.replace('kids', 'tv')}ident = 0500:032830,020A00;0100:000080\n",
    "oscam.services": "[adult]\ncaid = 0500\nsrvid = 1234,5678\n",
}
PIECES = (
    "",
    "=",
    "[",
    "]",
    "\n",
    " ",
    "#",
    "\x00",
    "-1",
    "99999",
    "\xe9",
    "!",
    ",",
    ":",
)


@st.composite
def spoilt_files(draw: st.DrawFn) -> dict[str, bytes]:
    """Give real-looking files in which a few places were spoilt."""
    files: dict[str, bytes] = {}
    for name, sample in SAMPLE.items():
        text = sample
        for _ in range(draw(st.integers(0, 4))):
            at = draw(st.integers(0, len(text)))
            gone = draw(st.integers(0, 3))
            text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + gone :]
        files[name] = text.encode(draw(st.sampled_from(["utf-8", "latin-1"])))
    return files


def lines_of(files: Mapping[str, bytes]) -> list[tuple[str, int]]:
    return [
        (name, number)
        for name, data in files.items()
        for number, line in enumerate(data.splitlines(), start=1)
        if line.strip(b" \t")
    ]


@settings(max_examples=60)
@given(spoilt_files())
def test_every_line_of_any_files_is_reported_once(files: dict[str, bytes]) -> None:
    made = from_oscam(files, BehindHearth())

    entries = [e for e in made.report.entries if e.fate is not Fate.ADDED]
    assert sorted((e.file, e.line) for e in entries) == sorted(lines_of(files))


@settings(max_examples=60)
@given(spoilt_files())
def test_whatever_is_written_can_be_read_without_an_error(
    files: dict[str, bytes],
) -> None:
    made = from_oscam(files, BehindHearth())

    assert [finding.short() for finding in read(made).errors] == []


def test_no_secret_is_in_the_report() -> None:
    made = from_oscam({n: t.encode() for n, t in SAMPLE.items()}, BehindHearth())

    assert MARK.encode() in made.config
    assert MARK not in json.dumps(made.report.as_json())
    assert MARK not in repr(made)
