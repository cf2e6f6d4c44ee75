"""Every setting: its value, its default, where it is from, and no password."""

import pytest
from hypothesis import given

from hearth.config.beside.listing import Row, rows_of
from hearth.config.beside.overlay import overlay
from hearth.config.beside.toml import read_toml
from hearth.config.language.directives import DIRECTIVES
from hearth.config.read import read_config
from tests.config.samples import LINES, MARK, edited_files

CCCAM_CFG = """\
SERVER LISTEN PORT : 0
KEEPALIVE TIMEOUT : 40
CHANNELINFO FILE :
C: card.home.lan 12000 hearth secret { 0:0:2 }
C: 192.168.1.3 12000 hearth secret no { 0:0:1, 0100:000080:2 }
C: 192.168.1.4 12000 hearth secret no { }
F: livingroom secret
F: kids secret 5 0 1 { } { 0100:000080:15df } { 12:00-17:00, 19:00-20:00 } 10.0.0.9
F: old secret 1 0 { 0:0:0 }
"""
TOML = """\
[server]
keep_alive_s = 45.0
[web]
external_access = true
[history]
raw_days = 7
[lines."192.168.1.3:12000"]
retries = 3
"""
PROVIDERS = "/var/etc/CCcam.providers"


def rows(cccam_cfg: str, toml: str | None = None) -> tuple[Row, ...]:
    reading = read_config(cccam_cfg.encode(), file="CCcam.cfg")
    read = None if toml is None else read_toml(toml.encode())
    return rows_of(overlay(reading, "CCcam.cfg", read, "hearth.toml"), "CCcam.cfg")


def listed(found: tuple[Row, ...], group: str = "") -> list[str]:
    return [
        f"{row.name} = {row.value} ({row.default}) {row.origin or 'default'}"
        for row in found
        if row.group == group
    ]


def test_what_hearth_uses_is_all_there() -> None:
    found = rows(CCCAM_CFG, TOML)

    assert listed(found) == [
        "SERVER LISTEN PORT = off (12000) CCcam.cfg:1",
        "KEEPALIVE TIMEOUT = 45 seconds (30) hearth.toml:2",
        "RECV TIMEOUT = 5000 milliseconds (5000) default",
        "DISABLE EMM = yes (yes) default",
        "GLOBAL LIMITS = all cards (all cards) default",
        "MINIMUM DOWNHOPS = 0 (0) default",
        "DEBUG LEVEL = 1 (1) default",
        "CHANNELINFO FILE = off (/var/etc/CCcam.channelinfo) CCcam.cfg:3",
        f"PROVIDERINFO FILE = {PROVIDERS} ({PROVIDERS}) default",
    ]


def test_the_interfaces_are_all_there() -> None:
    text = "WEBINFO USERNAME : jos\xe9\nWEBINFO PASSWORD : secret\nSHOW TIMING : yes\n"
    found = rows(CCCAM_CFG + text, TOML)

    assert listed(found, "WebInfo and telnet") == [
        "ALLOW WEBINFO = yes (yes) default",
        "WEBINFO LISTEN PORT = 16001 (16001) default",
        "WEBINFO ALLOW EXTERNAL ACCESS = yes (no) hearth.toml:4",
        "WEBINFO USERNAME = jos\xe9 (none) CCcam.cfg:10",
        "WEBINFO PASSWORD = ******** (none) CCcam.cfg:11",
        "ALLOW TELNETINFO = no (no) default",
        "TELNETINFO LISTEN PORT = 16000 (16000) default",
        "TELNETINFO USERNAME = none (none) default",
        "TELNETINFO PASSWORD = none (none) default",
        "SHOW TIMING = yes (no) CCcam.cfg:12",
        "SHOW EXTENEDED CLIENT INFO = yes (yes) default",  # codespell:ignore exteneded
    ]
    assert listed(found, "What is remembered") == [
        "history.raw_days = 7 days (30) hearth.toml:6",
        "history.hourly_days = 400 days (400) default",
    ]


def test_an_account_is_listed_field_by_field() -> None:
    found = rows(CCCAM_CFG)

    assert listed(found, "F: livingroom") == [
        "password = ******** () CCcam.cfg:7",
        "uphops = 5 (5) default",
        "allowemm = yes (yes) default",
        "card limits = all cards (all cards) default",
        "channels not given = none (none) default",
        "times = always (always) default",
        "host = any (any) default",
    ]
    assert listed(found, "F: kids") == [
        "password = ******** () CCcam.cfg:8",
        "uphops = 5 (5) CCcam.cfg:8",
        "allowemm = yes (yes) CCcam.cfg:8",
        "card limits = all cards (all cards) CCcam.cfg:8",
        "channels not given = 0100:000080:15DF (none) CCcam.cfg:8",
        "times = 12:00-17:00, 19:00-20:00 (always) CCcam.cfg:8",
        "host = 10.0.0.9 (any) CCcam.cfg:8",
    ]


def test_an_account_in_the_article_s_form_has_what_counts() -> None:
    assert listed(rows(CCCAM_CFG), "F: old")[:4] == [
        "password = ******** () CCcam.cfg:9",
        "uphops = 1 (5) CCcam.cfg:9",
        "allowemm = yes (yes) default",
        "card limits = all cards (all cards) default",
    ]


# group, cards taken, retries
TAKEN = [
    ("C: card.home.lan:12000", "all cards (all cards) default", "2 (0) CCcam.cfg:4"),
    (
        "C: 192.168.1.3:12000",
        "0:0:1, 0100:000080:2 (all cards) CCcam.cfg:5",
        "3 (0) hearth.toml:8",
    ),
    ("C: 192.168.1.4:12000", "all cards (all cards) CCcam.cfg:6", "0 (0) default"),
]


@pytest.mark.parametrize(("group", "cards", "retries"), TAKEN)
def test_a_line_is_listed_field_by_field(group: str, cards: str, retries: str) -> None:
    assert listed(rows(CCCAM_CFG, TOML), group)[2:] == [
        f"cards taken = {cards}",
        f"retries = {retries}",
    ]


# a directive that Hearth does nothing with, its value, why
UNUSED = [
    ("DEBUG : yes", "yes", "does not use it yet"),
    ("OSD PASSWORD :", "", "nothing in Hearth answers to it"),
    ("IGNORE NODE : 0123456789abcdef", "0123456789abcdef", "does not use it yet"),
    ("SERIAL READER : /dev/x phoenix", "/dev/x", "OSCam's in this home"),
    ("PIN : /dev/x 1234", "********", "OSCam's in this home"),
    ("OSD PASSWORD : x", "********", "nothing in Hearth answers to it"),
    ("BOXKEY : /dev/x 00 11", "********", "Hearth has none and takes none"),
]


@pytest.mark.parametrize(("line", "value", "why"), UNUSED)
def test_what_is_written_for_nobody_is_listed_too(
    line: str, value: str, why: str
) -> None:
    row = rows(line)[-1]

    assert row.value == value
    assert row.unused.endswith(why)
    assert str(row.origin) == "CCcam.cfg:1"


def test_the_default_is_what_holds_if_nothing_is_written() -> None:
    for row in rows(""):
        assert row.origin is None
        assert row.default in {row.value, row.value.split(maxsplit=1)[0]}


def test_what_an_account_is_given_is_listed_with_everybodys_limits() -> None:
    said = rows("GLOBAL LIMITS: { 0100:80:0 }\nF: tv a\nF: kids b 0 0 1 { 500:0:1 }\n")

    limits = [(it.group, it.value, it.default) for it in said if "limits" in it.name]
    assert limits == [
        ("F: tv", "0100:000080:0", "0100:000080:0"),
        ("F: kids", "0500:0:1, 0100:000080:0", "0100:000080:0"),
    ]


def test_limits_are_listed_as_people_write_them() -> None:
    said = rows("GLOBAL LIMITS: { 0:0:1, 100:80:0 }\nMINIMUM DOWNHOPS: 2\n")

    assert listed(tuple(row for row in said if row.origin)) == [
        "GLOBAL LIMITS = 0:0:1, 0100:000080:0 (all cards) CCcam.cfg:1",
        "MINIMUM DOWNHOPS = 2 (0) CCcam.cfg:2",
    ]


def test_every_setting_that_cccam_cfg_has_is_listed() -> None:
    names = {row.name for row in rows("")}
    of_settings = {d.setting for d in DIRECTIVES.values() if d.name in names}

    assert {d.setting for d in DIRECTIVES.values()} - {None} == of_settings


@pytest.mark.parametrize("line", [line for line in LINES if MARK in line])
def test_no_secret_is_listed(line: str) -> None:
    if "{ 0:0:0 }" not in line:
        assert MARK not in repr(rows(line))


@given(edited_files())
def test_any_file_can_be_listed(data: bytes) -> None:
    reading = read_config(data, file="CCcam.cfg")
    found = rows_of(overlay(reading, "CCcam.cfg"), "CCcam.cfg")

    for row in found:
        if row.origin is not None:
            assert reading.document.holds(row.origin.span)
