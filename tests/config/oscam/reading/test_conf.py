"""oscam.conf as directives and as settings of hearth.toml."""

import pytest

from hearth.config.migration.hearth_toml import Value
from hearth.config.migration.report import Fate, Ledger, Report
from hearth.config.oscam.ini import read_ini
from hearth.config.oscam.reading.conf import Conf, read_conf

MARK = "S3cr3tM4rk"  # stands where a secret does; no report may show it
LOGIN = f"httpuser = admin\nhttppwd = {MARK}\n"


def make(text: str) -> tuple[Conf, Report]:
    ledger = Ledger()
    conf = read_conf(read_ini(text.encode(), first="global"), ledger)
    return conf, ledger.report()


def word_of(report: Report, name: str) -> tuple[Fate, str]:
    (entry,) = [e for e in report.entries if e.option == name]
    return entry.fate, "; ".join(entry.notes)


# [cccam]                        where receivers log in  how far cards go
CCCAM = [
    ("port = 12000\nreshare = 0", 12000,                 0),
    ("port = 12001,12002\nreshare = 1", 12001,           1),
    ("port = 0\nreshare = -1",   None,                   -1),
    ("port = x\nreshare = 10",   None,                   10),
    ("",                         None,                   0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "port", "reshare"), CCCAM)
def test_the_server_is_read(text: str, port: int | None, reshare: int) -> None:
    conf, _ = make(f"[cccam]\n{text}\n")

    assert (conf.port, conf.reshare) == (port, reshare)


# [global]                what hearth.toml gets
GLOBAL: list[tuple[str, dict[str, Value]]] = [
    ("",                      {}),
    ("clientmaxidle = 60",    {"keep_alive_s": 60}),
    ("clientmaxidle = 0",     {}),
    ("clientmaxidle = 99999", {}),
    ("clienttimeout = 4000",  {"recv_timeout_ms": 4000}),
    ("clienttimeout = 5",     {"recv_timeout_ms": 5000}),
    ("clienttimeout = 50",    {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GLOBAL)
def test_what_the_original_never_had_goes_into_hearth_toml(
    text: str, expected: dict[str, Value]
) -> None:
    conf, report = make(f"{text}\n")

    assert conf.toml.server == expected
    if text:
        fate, _ = word_of(report, text.partition(" ")[0])
        assert fate is (Fate.CHANGED if expected else Fate.DROPPED)


# [webif]                             lines of the page                    open
WEBIF: list[tuple[str, list[str], bool | None]] = [
    ("",                              ["ALLOW WEBINFO : no"],              None),
    ("httpport = 0",                  ["ALLOW WEBINFO : no"],              None),
    (f"httpport = 8888\n{LOGIN}httpallowed = 192.168.0.0-192.168.255.255",
        ["WEBINFO LISTEN PORT : 8888", "WEBINFO USERNAME : admin",
         f"WEBINFO PASSWORD : {MARK}"],                                    True),
    (f"httpport = +8888\n{LOGIN}httpallowed = 127.0.0.1,::1",
        ["WEBINFO LISTEN PORT : 8888", "WEBINFO USERNAME : admin",
         f"WEBINFO PASSWORD : {MARK}"],                                    False),
    ("httpport = 1\nhttpallowed = 0.0.0.0-255.255.255.255",
        ["WEBINFO LISTEN PORT : 1"],                                       False),
    (f"httpport = 1\n{LOGIN}",
        ["WEBINFO LISTEN PORT : 1", "WEBINFO USERNAME : admin",
         f"WEBINFO PASSWORD : {MARK}"],                                    False),
    ("httpport = 1\nhttpuser = a\nhttppwd = b#c\nhttpallowed = 10.0.0.1",
        ["WEBINFO LISTEN PORT : 1", "WEBINFO USERNAME : a"],               False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines", "is_open"), WEBIF)
def test_the_web_page_is_read(
    text: str, lines: list[str], is_open: bool | None
) -> None:
    conf, report = make(f"[webif]\n{text}\n")

    assert [line.decode() for line in conf.web_lines] == lines
    assert conf.toml.web.get("external_access") is is_open
    assert MARK not in str(report)


def test_encryption_and_further_ports_are_reported_as_lost() -> None:
    _, report = make("[webif]\nhttpport = +1\n[cccam]\nport = 1,2\n")

    assert word_of(report, "httpport")[0] is Fate.CHANGED
    assert word_of(report, "port")[0] is Fate.CHANGED


def test_other_sections_are_dropped_with_their_reason() -> None:
    conf, report = make("[dvbapi]\nuser = local\n[gbox]\n[CCcam]\nport = 1\n")

    assert conf.descrambling_user == b"local"
    assert conf.port is None
    dropped = {e.line: e.subject for e in report.entries if e.fate is Fate.DROPPED}
    assert dropped == {
        1: "[dvbapi]", 2: "[dvbapi]", 3: "[gbox]", 4: "a section", 5: "a section",
    }  # fmt: skip


def test_a_section_that_goes_on_later_is_one() -> None:
    conf, report = make("[cccam]\nport = 1\n[webif]\n[cccam]\nreshare = 1\n")

    assert (conf.port, conf.reshare) == (1, 1)
    assert [e.line for e in report.entries if e.line] == [1, 2, 3, 4, 5]
