"""From a whole file to its settings."""

from pathlib import Path
from typing import Any

import pytest

from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems, Trouble
from hearth.config.meaning.effective import settings_of
from hearth.config.meaning.model import CardLimit, InterfaceSettings, Settings
from hearth.diagnostics import Span
from hearth.dvb import Caid, ProviderId
from hearth.secret import Secret

T = Trouble
ALL = CardLimit(Caid(0), ProviderId(0), 1)
NO_CARD = CardLimit(Caid(0x0100), ProviderId(0x80), 0)


def read(text: str) -> tuple[Settings, list[Trouble]]:
    problems = Problems()
    settings = settings_of(parse(Document(text.encode()), problems), problems)
    return settings, [trouble for trouble in T for _ in problems.of(trouble)]


# directive                    what it sets                     what is noted
USED: list[tuple[str, dict[str, Any], list[Trouble]]] = [
    ("SERVER LISTEN PORT : 12001", {"listen_port": 12001}, []),
    ("SERVER LISTEN PORT : 0", {"listen_port": None}, []),
    ("KEEPALIVE TIMEOUT : 10", {"keep_alive_s": 10}, [T.INVENTED_DIRECTIVE]),
    ("RECV TIMEOUT : 3000", {"recv_timeout_ms": 3000}, [T.INVENTED_DIRECTIVE]),
    ("DISABLE EMM : no", {"disable_emm": False}, []),
    ("disable emm:YES", {"disable_emm": True}, []),
    ("DEBUG LEVEL : 12", {"debug_level": 12}, [T.INVENTED_DIRECTIVE]),
    ("CHANNELINFO FILE : /tmp/names", {"channel_info_file": Path("/tmp/names")}, []),
    ("CHANNELINFO FILE :", {"channel_info_file": None}, []),
    ("PROVIDERINFO FILE : /tmp/p", {"provider_info_file": Path("/tmp/p")}, []),
    ("PROVIDERINFO FILE :", {"provider_info_file": None}, []),
    ("GLOBAL LIMITS: { 0:0:1, 100:80:0 }", {"global_limits": (ALL, NO_CARD)}, []),
    (
        "GLOBAL LIMITS: { 0:0:0 }",
        {"global_limits": (ALL._replace(down_hops=0),)},
        [T.SEES_NO_CARD],
    ),
    ("MINIMUM DOWNHOPS : 2", {"minimum_down_hops": 2}, []),
]

INTERFACES: list[tuple[str, dict[str, Any], list[Trouble]]] = [
    ("ALLOW WEBINFO : no",        {"web": False},             []),
    ("ALLOW WEBINFO : yes",       {"web": True},              []),
    ("WEBINFO LISTEN PORT : 1",   {"web_port": 1},            []),
    ("WEBINFO LISTEN PORT : 0",   {"web_port": None},         []),
    ("WEBINFO PORT : 2",          {"web_port": 2},            [T.INVENTED_DIRECTIVE]),
    ("HTML INFO LISTEN PORT : 3", {"web_port": 3},            [T.OTHER_NAME]),
    ("WEBINFO LISTEN PORT : 12000", {"web_port": None},       []),
    ("WEBINFO USERNAME :admin",   {"web_user": "admin"},      []),
    ("WEBINFO USERNAME : jos\xe9", {"web_user": "jos\xe9"},   []),
    ("WEBINFO USERNAME :",        {"web_user": ""},           []),
    ("WEBINFO PASSWORD : k7 R",   {"web_password": Secret(b"k7 R")}, []),
    ("WEBINFO PASSWORD :",        {"web_password": None},     []),
    ("WEBINFO ALLOW EXTERNAL ACCESS : yes", {"external_access": True},
                                                              [T.INVENTED_DIRECTIVE]),
    ("ALLOW TELNETINFO: yes",     {"telnet": True},           []),
    ("ALLOW TELNET : yes",        {"telnet": True},           [T.INVENTED_DIRECTIVE]),
    ("TELNETINFO LISTEN PORT : 5", {"telnet_port": 5},        []),
    ("TELNETINFO LISTEN PORT : 0", {"telnet_port": None},     []),
    ("TELNETINFO LISTEN PORT : 16001", {"telnet_port": None}, []),
    ("INFO LISTEN PORT : 6",      {"telnet_port": 6},         [T.OTHER_NAME]),
    ("TELNETINFO USERNAME : a",   {"telnet_user": "a"},       []),
    ("TELNETINFO PASSWORD : k7",  {"telnet_password": Secret(b"k7")}, []),
    ("SHOW TIMING : yes",         {"show_timing": True},      []),
    ("SHOW EXTENEDED CLIENT INFO : no",  # codespell:ignore exteneded
                                  {"extended_client_info": False}, []),
    ("SHOW EXTENDED CLIENT INFO : no", {"extended_client_info": False},
                                                              [T.OTHER_NAME]),
]  # fmt: skip

NOT_USED: list[tuple[str, list[Trouble]]] = [
    ("SERVER LISTEN PORT : 70000",   [T.PORT_OUT_OF_RANGE]),
    ("SERVER LISTEN PORT : x",       [T.PORT_OUT_OF_RANGE]),
    ("SERVER LISTEN PORT :",         [T.MISSING_VALUE]),
    ("KEEPALIVE TIMEOUT : 0",        [T.NUMBER_OUT_OF_RANGE, T.INVENTED_DIRECTIVE]),
    ("RECV TIMEOUT : 5s",            [T.NUMBER_OUT_OF_RANGE, T.INVENTED_DIRECTIVE]),
    ("DISABLE EMM : maybe",          [T.NOT_YES_OR_NO]),
    ("DEBUG LEVEL : 13",             [T.NUMBER_OUT_OF_RANGE, T.INVENTED_DIRECTIVE]),
    ("SHOW TIMING : 1",              [T.NOT_YES_OR_NO]),
    ("WEBINFO LISTEN PORT : 99999",  [T.PORT_OUT_OF_RANGE]),
    ("WEBINFO LISTEN PORT :",        [T.MISSING_VALUE]),
    ("ALLOW TELNETINFO : on",        [T.NOT_YES_OR_NO]),
    ("DEBUG : yes",                  [T.NOT_USED_YET]),
    ("CAID PRIO FILE : /etc/x.prio", [T.OF_NO_USE]),
    ("GLOBAL EMM : 1",               [T.BELONGS_TO_OSCAM]),
    ("SERIAL READER : /dev/ttyUSB0", [T.BELONGS_TO_OSCAM]),
    ("MINI OSD : no",                [T.OF_NO_USE]),
    ("SOFTKEY FILE :",               [T.KEYS_REFUSED]),
    ("LOG WARNINGS : no",            [T.NOT_A_PATH, T.NOT_USED_YET]),
    ("IGNORE NODE : 0123456789abcdef", [T.NOT_USED_YET]),
    ("GLOBAL LIMITS: 0:0:1",         [T.BAD_BRACES]),
    ("GLOBAL LIMITS: all { 0:0:1 }", [T.BAD_BRACES]),
    ("GLOBAL LIMITS: { 0:0:1 } { }", [T.BAD_BRACES]),
    ("MINIMUM DOWNHOPS : 256",       [T.NUMBER_OUT_OF_RANGE]),
    ("N: h 1 u p 01",                [T.BAD_KEY]),
    ("N: h 1 u p",                   [T.MISSING_FIELDS]),
    ("R: h 678 0100 000080",         [T.NOT_USED_YET]),
    ("L: h 567 u p 0100",            [T.MISSING_FIELDS]),
    ("G: p h 1 q g 2 { 0:0:1 }",     [T.NOT_USED_YET]),
    ("G: p h 1 q g 0",               [T.PORT_OUT_OF_RANGE]),
    ("G: p h 1 q g 2 { 0:0:1",       [T.BAD_BRACES]),
    ("B: /dev/sci0 01",              [T.BELONGS_TO_OSCAM]),
    ("B: /dev/sci0 08",              [T.HEX_OUT_OF_RANGE]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sets", "noted"), USED)
def test_a_directive_sets(
    text: str, sets: dict[str, Any], noted: list[Trouble]
) -> None:
    settings, troubles = read(text)

    assert settings == Settings(**sets)
    assert troubles == noted
    (name,) = sets
    assert settings.origin(name) == Span(1, 1, 1, len(text) + 1)


@pytest.mark.parametrize(("text", "sets", "noted"), INTERFACES)
def test_a_directive_of_an_interface_sets(
    text: str, sets: dict[str, Any], noted: list[Trouble]
) -> None:
    settings, troubles = read(text)

    assert settings == Settings(interfaces=InterfaceSettings(**sets))
    assert troubles == noted
    (name,) = sets
    assert settings.origin(f"interfaces.{name}") == Span(1, 1, 1, len(text) + 1)


# listen port, web port, telnet port; what is left of the last two
PORTS = [
    ((1, 2, 3), (2, 3)),
    ((1, 1, 3), (None, 3)),
    ((1, 2, 1), (2, None)),
    ((1, 2, 2), (2, None)),
    ((1, 1, 1), (None, None)),
    ((0, 0, 0), (None, None)),
]


@pytest.mark.parametrize(("ports", "left"), PORTS)
def test_of_two_with_one_port_receivers_come_first_and_telnet_last(
    ports: tuple[int, int, int], left: tuple[int | None, int | None]
) -> None:
    names = "SERVER LISTEN PORT", "WEBINFO LISTEN PORT", "TELNETINFO LISTEN PORT"
    lines = [f"{name} : {port}\n" for name, port in zip(names, ports, strict=True)]

    for text in ("".join(lines), "".join(reversed(lines))):
        settings, _ = read(text)
        assert settings.listen_port == (ports[0] or None)
        assert (settings.interfaces.web_port, settings.interfaces.telnet_port) == left


def test_a_page_that_is_off_takes_no_port() -> None:
    settings, _ = read("ALLOW WEBINFO : no\nTELNETINFO LISTEN PORT : 16001\n")

    assert settings.interfaces.telnet_port == 16001


@pytest.mark.parametrize(("text", "noted"), NOT_USED)
def test_a_directive_sets_nothing(text: str, noted: list[Trouble]) -> None:
    settings, troubles = read(text)

    assert settings == Settings()
    assert settings.origins == ()
    assert troubles == noted


def test_an_empty_file_is_all_defaults() -> None:
    settings, troubles = read("")

    assert settings == Settings()
    assert settings.listen_port == 12000
    assert settings.origin("listen_port") is None
    assert troubles == []


def test_the_last_of_two_counts() -> None:
    settings, troubles = read("SERVER LISTEN PORT : 1\nSERVER LISTEN PORT : 2\n")

    assert settings.listen_port == 2
    assert settings.origin("listen_port") == Span(2, 1, 2, 23)
    assert troubles == [Trouble.GIVEN_TWICE]


def test_one_that_cannot_be_used_does_not_count() -> None:
    settings, troubles = read("SERVER LISTEN PORT : 1\nSERVER LISTEN PORT : x\n")

    assert troubles == [Trouble.PORT_OUT_OF_RANGE]  # so it is not given twice
    assert settings.listen_port == 1
    assert settings.origin("listen_port") == Span(1, 1, 1, 23)


def test_an_alias_is_the_same_directive() -> None:
    _, troubles = read("WEBINFO LISTEN PORT : 1\nWEBINFO PORT : 2\n")

    assert Trouble.GIVEN_TWICE in troubles


def test_some_directives_may_stand_several_times() -> None:
    nodes = "IGNORE NODE: 0102030405060708\nIGNORE NODE: 1102030405060708\n"
    _, troubles = read(nodes)

    assert troubles == [Trouble.NOT_USED_YET] * 2


def test_one_reader_has_one_sum() -> None:
    _, troubles = read("B: /dev/sci0 01\nB: /dev/sci1 01\nB: /dev/sci0 02\n")

    assert troubles == [Trouble.GIVEN_TWICE, *[Trouble.BELONGS_TO_OSCAM] * 3]


def test_a_bad_line_costs_itself_alone() -> None:
    settings, _ = read("C: h 0 u p\nC: i 1 u p\nF: a p x\nF: b p\nrubbish\n")

    assert [line.host for line in settings.lines] == ["i"]
    assert [account.name for account in settings.accounts] == ["b"]
