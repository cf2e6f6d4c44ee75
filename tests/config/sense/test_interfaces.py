"""Ports that two want, and pages that anybody can open."""

import pytest

from tests.config.sense.looks import noted, seen

# what it shows, file, what is noted
PORTS: list[tuple[str, str, list[str]]] = [
    ("defaults", "", []),
    ("others", "SERVER LISTEN PORT : 1\nWEBINFO LISTEN PORT : 2\n", []),
    (
        "both written",
        "SERVER LISTEN PORT : 1\nWEBINFO LISTEN PORT : 1\n",
        ["2 PORT_USED_TWICE 1"],
    ),
    (
        "the first one is right",
        "WEBINFO LISTEN PORT : 1\nSERVER LISTEN PORT : 1\n",
        ["2 PORT_USED_TWICE 1"],
    ),
    ("a default", "SERVER LISTEN PORT : 16001\n", ["1 PORT_USED_TWICE 16001"]),
    ("the other way", "WEBINFO LISTEN PORT : 12000\n", ["1 PORT_USED_TWICE 12000"]),
    ("no web page", "ALLOW WEBINFO : no\nSERVER LISTEN PORT : 16001\n", []),
    ("telnet is off", "SERVER LISTEN PORT : 16000\n", []),
    (
        "telnet is written",
        "SERVER LISTEN PORT : 16000\nTELNETINFO LISTEN PORT : 16000\n",
        ["2 PORT_USED_TWICE 16000"],
    ),
    (
        "telnet is off, as is written",
        "ALLOW TELNETINFO : no\nSERVER LISTEN PORT : 1\nTELNETINFO LISTEN PORT : 1\n",
        [],
    ),
    ("both off", "SERVER LISTEN PORT : 0\nWEBINFO LISTEN PORT : 0\n", []),
    (
        "three",
        "SERVER LISTEN PORT : 1\nWEBINFO PORT : 1\nINFO LISTEN PORT : 1\n",
        ["2 PORT_USED_TWICE 1", "3 PORT_USED_TWICE 1"],
    ),
]
LOGIN = "WEBINFO USERNAME : a\nWEBINFO PASSWORD : k7Rt2m\n"
PAGES: list[tuple[str, str, list[str]]] = [
    ("nothing written", "WEBINFO LISTEN PORT : 16001\n", []),
    ("off", "ALLOW WEBINFO : no\n", []),
    ("on", "ALLOW WEBINFO : yes\n", ["1 WEB_WITHOUT_PASSWORD yes"]),
    ("on, with a log-in", f"ALLOW WEBINFO : yes\n{LOGIN}", []),
    ("a log-in alone", LOGIN, []),
    ("half", "WEBINFO USERNAME : a\n", ["1 HALF_A_LOGIN WEBINFO USERNAME"]),
    ("the other half", "WEBINFO PASSWORD : k7\n", ["1 HALF_A_LOGIN WEBINFO PASSWORD"]),
    (
        "an empty password",
        "WEBINFO USERNAME : a\nWEBINFO PASSWORD :\n",
        ["1 HALF_A_LOGIN WEBINFO USERNAME"],
    ),
    (
        "empty both",
        "WEBINFO USERNAME :\nWEBINFO PASSWORD :\n",
        ["2 WEB_WITHOUT_PASSWORD WEBINFO PASSWORD"],
    ),
    ("half, but off", "ALLOW WEBINFO : no\nWEBINFO USERNAME : a\n", []),
    (
        "to the network",
        "WEBINFO ALLOW EXTERNAL ACCESS : yes\n",
        ["1 WEB_WITHOUT_PASSWORD yes"],
    ),
    ("not to the network", "WEBINFO ALLOW EXTERNAL ACCESS : no\n", []),
    ("telnet", "ALLOW TELNETINFO : yes\n", ["1 TELNET_OPEN yes"]),
    (
        "telnet with a log-in",
        "ALLOW TELNET : yes\nTELNETINFO USERNAME : a\nTELNETINFO PASSWORD : k7Rt2m\n",
        [],
    ),
    (
        "telnet with half a log-in",
        "TELNETINFO USERNAME : a\n",
        ["1 HALF_A_LOGIN TELNETINFO USERNAME"],
    ),
]


@pytest.mark.parametrize(
    ("shows", "text", "troubles"), PORTS, ids=[row[0] for row in PORTS]
)
def test_ports(shows: str, text: str, troubles: list[str]) -> None:
    assert [n for n in noted(text) if "PORT_USED" in n] == troubles, shows


@pytest.mark.parametrize(
    ("shows", "text", "troubles"), PAGES, ids=[row[0] for row in PAGES]
)
def test_pages(shows: str, text: str, troubles: list[str]) -> None:
    assert noted(text) == troubles, shows


def test_who_has_the_port_is_said() -> None:
    ((_, default),) = seen("SERVER LISTEN PORT : 16001\n")
    ((_, written),) = seen("SERVER LISTEN PORT : 1\nWEBINFO LISTEN PORT : 1\n")

    assert (default.what, default.allowed) == ("WEBINFO LISTEN PORT", "")
    assert (written.what, written.allowed) == ("SERVER LISTEN PORT", "1")
