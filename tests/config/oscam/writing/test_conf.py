"""Directives as options of oscam.conf."""

import ipaddress

import pytest

from hearth.config.language.directives import DIRECTIVES, Owner
from hearth.config.migration.report import Fate
from hearth.config.oscam.writing import local
from hearth.config.oscam.writing.conf import HOME, LOOPBACK, WITHOUT_TWIN, WRITERS
from hearth.household import is_home_address
from tests.config.oscam.writing.made import (
    MARK,
    added,
    conf,
    entry,
    migrate,
    notes,
    readers,
)

LOGIN = ("WEBINFO USERNAME : admin", f"WEBINFO PASSWORD : {MARK}")

# directive                              section     option            its value then
WRITTEN: list[tuple[str, str, str, str | None]] = [
    ("SERVER LISTEN PORT : 12001",      "cccam",    "port",           "12001"),
    ("SERVER LISTEN PORT : 0",          "cccam",    "port",           None),
    ("# nothing",                       "cccam",    "port",           "12000"),
    # The dangerous default of OSCam is 10.
    ("# nothing",                       "cccam",    "reshare",        "0"),
    ("GLOBAL LIMITS : { 0:0:1 }",       "cccam",    "reshare",        "0"),
    ("GLOBAL LIMITS : { 0:0:2 }",       "cccam",    "reshare",        "1"),
    ("GLOBAL LIMITS : { 0:0:9 }",       "cccam",    "reshare",        "1"),
    ("GLOBAL LIMITS : { 0:0:0 }",       "cccam",    "reshare",        "0"),
    ("# nothing",                       "cccam",    "keepconnected",  "1"),
    ("KEEPALIVE TIMEOUT : 45",          "global",   "clientmaxidle",  "45"),
    ("RECV TIMEOUT : 4000",             "global",   "clienttimeout",  "4000"),
    ("LOADBALANCE : /dev/a /dev/b",     "global",   "lb_mode",        "3"),
    ("DEBUG LEVEL : 9",                 "global",   "initial_debuglevel", None),
    ("DEBUG : yes",                     "global",   "initial_debuglevel", None),
    # The web page: 16001 as in CCcam, and never open to the world.
    ("# nothing",                       "webif",    "httpport",       "16001"),
    ("# nothing",                       "webif",    "httpallowed",    LOOPBACK),
    ("WEBINFO LISTEN PORT : 8001",      "webif",    "httpport",       "8001"),
    ("WEBINFO PORT : 8001",             "webif",    "httpport",       "8001"),
    ("WEBINFO LISTEN PORT : 0",         "webif",    "httpport",       None),
    ("ALLOW WEBINFO : no",              "webif",    "httpport",       None),
    ("ALLOW WEBINFO : yes",             "webif",    "httpreadonly",   "1"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "section", "option", "value"), WRITTEN)
def test_a_directive_is_written(
    line: str, section: str, option: str, value: str | None
) -> None:
    assert conf(migrate(line), section).get(option) == value


# lines besides user name and password         who may see the page
ACCESS = [
    ((),                                       LOOPBACK),
    (LOGIN,                                    HOME),
    ((*LOGIN, "WEBINFO ALLOW EXTERNAL ACCESS : yes"), HOME),
    ((*LOGIN, "WEBINFO ALLOW EXTERNAL ACCESS : no"), LOOPBACK),
    (("WEBINFO ALLOW EXTERNAL ACCESS : yes",), LOOPBACK),
    (LOGIN[:1],                                LOOPBACK),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "allowed"), ACCESS)
def test_the_page_is_open_to_the_home_if_it_asks_for_a_password(
    lines: tuple[str, ...], allowed: str
) -> None:
    webif = conf(migrate(*lines), "webif")

    assert webif["httpallowed"] == allowed
    has_login = set(LOGIN) <= set(lines)
    assert webif.get("httpuser") == ("admin" if has_login else None)
    assert webif.get("httppwd") == (MARK if has_login else None)


def test_the_home_is_what_the_household_says() -> None:
    for part in HOME.split(","):
        for end in part.split("-"):
            assert is_home_address(end)
    assert ipaddress.ip_address("::1").compressed in HOME.split(",")


# directive                          what becomes of it   a word of why
REPORTED = [
    ("SERVER LISTEN PORT : 12000",   Fate.KEPT,       ""),
    ("SERVER LISTEN PORT : 0",       Fate.KEPT,       "nobody can log in"),
    ("SERVER LISTEN PORT : x",       Fate.DROPPED,    "H201"),
    ("KEEPALIVE TIMEOUT : 45",       Fate.CHANGED,    "ccckeepalive"),
    ("RECV TIMEOUT : 4000",          Fate.CHANGED,    "whole question"),
    ("DISABLE EMM : yes",            Fate.KEPT,       "audisabled"),
    ("DISABLE EMM : no",             Fate.KEPT,       "au = 1"),
    ("DISABLE EMM : perhaps",        Fate.DROPPED,    "H205"),
    ("GLOBAL LIMITS : { 0:0:1 }",    Fate.KEPT,       "reshare = 0"),
    ("GLOBAL LIMITS : { 0:0:5 }",    Fate.CHANGED,    "one more server"),
    ("GLOBAL LIMITS : { 0:0:1, 0500:0:2 }", Fate.CHANGED, "single cards are lost"),
    ("GLOBAL LIMITS : { 0500:0 }",   Fate.CHANGED,    "at each account"),
    ("GLOBAL LIMITS : { all }",      Fate.DROPPED,    "cannot be read"),
    ("GLOBAL LIMITS : { }",          Fate.KEPT,       ""),
    ("ALLOW TELNETINFO : no",        Fate.KEPT,       "no such page"),
    ("ALLOW TELNET : yes",           Fate.DROPPED,    "[monitor]"),
    (f"TELNETINFO PASSWORD : {MARK}", Fate.DROPPED,   "[monitor]"),
    ("ALLOW WEBINFO : no",           Fate.KEPT,       "off"),
    ("WEBINFO LISTEN PORT : 1",      Fate.CHANGED,    "own tables"),
    ("WEBINFO ALLOW EXTERNAL ACCESS : yes", Fate.CHANGED, "no user name"),
    ("WEBINFO ALLOW EXTERNAL ACCESS : no",  Fate.KEPT,  "this machine alone"),
    ("MINIMUM DOWNHOPS : 1",         Fate.KEPT,       "cccmindown = 1"),
    ("USE NEWCAMD : no",             Fate.KEPT,       "enable = 0"),
    ("NEWCAMD CONF : yes",           Fate.DROPPED,    "newcamd.conf"),
    ("NEWCAMD CONF : no",            Fate.KEPT,       "newcamd.conf"),
    ("GLOBAL EMM : 2",               Fate.KEPT,       "every kind"),
    ("GLOBAL EMM : 1",               Fate.DROPPED,    "nothing between"),
    ("GLOBAL EMM : 0",               Fate.KEPT,       "blockemm-g"),
    ("SHOW TIMING : yes",            Fate.KEPT,       "log"),
    ("SHOW TIMING : no",             Fate.CHANGED,    "always"),
    ("DEBUG LEVEL : 3",              Fate.DROPPED,    "debug levels"),
    ("MINIMUM CLIENT VERSION : 2.2.0", Fate.DROPPED,  "version"),
    ("IGNORE NODE : 0123456789abcdef", Fate.DROPPED,  "node"),
    ("ZAP OSD TIME : 3",             Fate.DROPPED,    "own screen"),
    (f"OSD PASSWORD : {MARK}",       Fate.DROPPED,    "own screen"),
    (f"SOFTKEY FILE : /{MARK}",      Fate.DROPPED,    "never carried over"),
    (f"CAMKEY : {MARK}",             Fate.DROPPED,    "never carried over"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "fate", "word"), REPORTED)
def test_a_directive_is_reported(line: str, fate: Fate, word: str) -> None:
    made = migrate(line)

    assert entry(made).fate is fate
    assert word in notes(made)
    assert MARK not in notes(made)
    assert bool(entry(made).target) <= (fate is not Fate.DROPPED)


def test_what_no_line_says_is_added() -> None:
    said = added(migrate("# nothing"))

    assert "[cccam] port = 12000" in said
    assert "[cccam] reshare = 0" in said
    assert "httpallowed" in said
    assert "a card is still missing" in said


def test_what_a_line_says_is_not_added() -> None:
    said = added(
        migrate(
            "SERVER LISTEN PORT : 1",
            "GLOBAL LIMITS : { 0:0:1 }",
            "ALLOW WEBINFO : no",
            "DISABLE EMM : no",
            f"C: a 1 me {MARK} no {{ 0:0:1 }}",
            f"F: a {MARK}",
        )
    )

    assert said == ""


def test_of_several_the_last_counts_that_can_be_used() -> None:
    made = migrate("KEEPALIVE TIMEOUT : 40", "KEEPALIVE TIMEOUT : 50", "F: a b")

    assert conf(made, "global")["clientmaxidle"] == "50"
    assert entry(made, 1).fate is Fate.DROPPED
    assert "line 2" in notes(made, 1)


def test_a_value_that_cannot_be_used_leaves_the_others_in_force() -> None:
    made = migrate("WEBINFO LISTEN PORT : 8001", "WEBINFO LISTEN PORT : never")

    assert conf(made, "webif")["httpport"] == "8001"
    assert entry(made, 1).fate is Fate.CHANGED
    assert entry(made, 2).fate is Fate.DROPPED


def test_a_card_in_the_machine_gets_its_updates_all_the_same() -> None:
    made = migrate("DISABLE EMM : yes", "SCIDEVICES : 1", f"C: a 1 me {MARK}")

    assert entry(made).fate is Fate.CHANGED
    assert [reader.get("audisabled") for reader in readers(made)] == [None, "1"]


def test_there_is_a_word_for_every_directive() -> None:
    told = {*WRITERS, *WITHOUT_TWIN, *local.WRITERS}
    untold = {
        name
        for name, directive in DIRECTIVES.items()
        if name not in told and directive.owner not in {Owner.REFUSED, Owner.NOBODY}
    }

    assert untold <= {"SHOW EXTENEDED CLIENT INFO"}  # codespell:ignore exteneded
