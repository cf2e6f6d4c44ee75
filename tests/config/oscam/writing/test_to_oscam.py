"""From a CCcam.cfg to OSCam's files: nothing is left out in silence."""

import json

import pytest
from hypothesis import given

from hearth.config.migration.report import COMMENT, Fate
from hearth.config.oscam.ini import read_ini
from hearth.config.oscam.writing.to_oscam import to_oscam
from tests.config.oscam.writing.made import (
    MARK,
    accounts,
    entry,
    migrate,
    notes,
    readers,
)
from tests.config.samples import LINES, edited_files

# Every name that may be written, as OSCam 2.26.05 spells it.
KNOWN = {
    "global": {"clientmaxidle", "clienttimeout", "lb_mode"},
    "cccam": {"port", "reshare", "keepconnected"},
    "webif": {"httpport", "httpuser", "httppwd", "httpallowed", "httpreadonly"},
    "reader": {
        "label", "protocol", "device", "user", "password", "group", "enable", "key",
        "cccmaxhops", "cccmindown", "ccckeepalive", "cccreshare", "ccchop",
        "connectoninit", "audisabled", "caid", "ident", "services", "mhz", "cardmhz",
        "boxkey", "pincode", "blockemm-s", "blockemm-u", "blockemm-g",
    },
    "account": {
        "user", "pwd", "group", "uniq", "max_connections", "hostname", "cccmaxhops",
        "cccreshare", "au", "allowedtimeframe", "services", "ident", "caid", "disabled",
    },
}  # fmt: skip
SERVICE = {"caid", "provid", "srvid"}


@given(edited_files())
def test_every_line_of_any_file_is_reported_once(data: bytes) -> None:
    made = to_oscam(data, file="CCcam.cfg")

    numbers = [
        number
        for number, line in enumerate(
            data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1
        )
        if line.strip()
    ]
    assert [e.line for e in made.report.entries if e.line] == numbers


@given(edited_files())
def test_only_names_that_oscam_knows_are_written(data: bytes) -> None:
    made = to_oscam(data, file="CCcam.cfg")

    for name, written in made.files.items():
        for section in read_ini(written, first="global").sections:
            known = SERVICE if name == "oscam.services" else KNOWN[section.name]
            assert {option.name for option in section.options} <= known


def test_no_secret_is_in_the_report() -> None:
    made = migrate(*(line for line in LINES if "S3cr3tM4rk : x" not in line))

    assert MARK.encode() in made.files["oscam.user"]
    assert MARK not in json.dumps(made.report.as_json())
    assert MARK not in repr(made)


def test_a_host_out_of_the_home_is_in_no_file() -> None:
    made = migrate(
        f"C: 203.0.113.7 12000 me {MARK}",
        f"C: share.example.org 12000 me {MARK}",
        f"N: 203.0.113.7 10000 me {MARK} {'01 ' * 14}",
        f"F: friend {MARK} 5 0 1 {{ }} {{ }} {{ }} 203.0.113.9",
        f"F: friend2 {MARK} 5 0 1 {{ }} {{ }} {{ }} friend.example.org",
    )

    everything = b"".join(made.files.values())
    assert b"203.0.113" not in everything
    assert b"example.org" not in everything
    assert (readers(made), accounts(made)) == ([], [])
    assert [entry(made, n).fate for n in range(1, 6)] == [Fate.DROPPED] * 5


# a line of another type                     a word of why it is dropped
DROPPED = [
    ("R: 127.0.0.1 678 0100 000080",         "radegast"),
    (f"L: 127.0.0.1 567 me {MARK} 0100 000080", "camd35"),
    (f"G: {MARK} my.lan 2500 {MARK} it.lan 2500", "not for one home"),
    ("http://example.org/lines",             "hearth check"),
    ("some words",                           "hearth check"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "word"), DROPPED)
def test_other_lines_are_dropped_with_a_reason(line: str, word: str) -> None:
    made = migrate(line)

    assert entry(made).fate is Fate.DROPPED
    assert word in notes(made)


def test_comments_are_left_out_and_said_to_be() -> None:
    made = migrate(f"# F: old {MARK}", "", f"F: a {MARK} # was {MARK}old")

    assert (entry(made, 1).subject, entry(made, 1).fate) == (COMMENT, Fate.DROPPED)
    assert b"old" not in b"".join(made.files.values())


def test_oscam_services_is_written_only_if_it_is_needed() -> None:
    assert "oscam.services" not in migrate(f"F: a {MARK}").files
    assert "oscam.services" in migrate(f"F: a {MARK} 1 0 0 {{ 0500:0 }}").files


def test_bytes_of_names_and_passwords_are_the_files_own() -> None:
    made = to_oscam(b"F: k\xfcche p\xe4ss\nF: b\xc3\xbcro p\xc3\xa4ss\n", file="")

    assert b"= k\xfcche\n" in made.files["oscam.user"]
    assert b"= p\xc3\xa4ss\n" in made.files["oscam.user"]


def test_signs_that_end_a_value_elsewhere_do_not_end_it_here() -> None:
    (account,) = accounts(migrate("F: a p=;]["))

    assert account["pwd"] == "p=;]["
