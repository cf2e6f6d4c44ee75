"""The Host header: only names that are this machine's own."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.web.access.hosts import (
    host_of,
    is_loopback,
    is_own_host,
    machine_names,
    without_slip,
)

# what it shows              header                          host
HEADERS = [
    ("a name",               "pi.lan",                       "pi.lan"),
    ("with a port",          "pi.lan:16001",                 "pi.lan"),
    ("upper case",           "PI.Lan:16001",                 "pi.lan"),
    ("the root's dot",       "pi.lan.:16001",                "pi.lan"),
    ("an address",           "192.168.1.2:16001",            "192.168.1.2"),
    ("IPv6",                 "[::1]:16001",                  "::1"),
    ("IPv6, written long",   "[fd00:0:0::0001]",             "fd00::1"),
    ("IPv6 that is none",    "[:::1]",                       None),
    ("nothing",              "",                             None),
    ("a port alone",         ":16001",                       None),
    ("two",                  "pi.lan, evil.example",         None),
    ("a user before it",     "pi.lan@evil.example",          None),
    ("a path behind it",     "evil.example/pi.lan",          None),
    ("a line break",         "pi.lan\nx",                    None),
    ("open bracket",         "[::1",                         None),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "header", "host"), HEADERS)
def test_the_host_of_a_header(shows: str, header: str, host: str | None) -> None:
    assert host_of(header) == host, shows


@given(st.text(max_size=80))
def test_any_header_gives_a_host_or_none(header: str) -> None:
    host = host_of(header)

    assert host is None or host == host.lower()


# what it shows                       host                       is our own
HOSTS = [
    ("loopback",                      "127.0.0.1",               True),
    ("all of loopback",               "127.0.0.53",              True),
    ("loopback, IPv6",                "::1",                     True),
    ("its name",                      "localhost",               True),
    ("our address",                   "192.168.1.2",             True),
    ("another's address",             "192.168.1.3",             False),
    ("our name",                      "pi",                      True),
    ("our name in the home",          "pi.lan",                  True),
    ("a name that is rebound",        "evil.example",            False),
    ("one that begins like ours",     "pi.lan.evil.example",     False),
    ("one that ends like ours",       "evil-pi.lan",             False),
    ("loopback as somebody's name",   "127.0.0.1.nip.example",   False),
    ("localhost as a part",           "localhost.evil.example",  False),
    ("a public address",              "203.0.113.7",             False),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "host", "own"), HOSTS)
def test_which_hosts_are_this_machine(shows: str, host: str, own: bool) -> None:
    names = {"pi", "pi.lan"}

    assert is_own_host(host, addresses={"192.168.1.2"}, names=names) is own, shows


def test_the_names_of_a_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Pi.Attic")
    resolver = tmp_path / "resolv.conf"
    resolver.write_text("# router\nnameserver 192.168.1.1\nsearch fritz.box .\n")

    names = machine_names(resolver)

    assert {"pi", "pi.attic", "pi.local", "pi.lan", "pi.home.arpa"} <= names
    assert "pi.fritz.box" in names
    assert not any(name.endswith(".") for name in names)


def test_a_machine_without_a_name_or_resolver(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert machine_names(tmp_path / "none")
    monkeypatch.setattr(socket, "gethostname", lambda: "")

    assert machine_names(tmp_path / "none") == frozenset()


# what it shows                         host               is taken as
SLIPS = [
    ("an address and its t",            "192.168.1.2t",    "192.168.1.2"),
    ("IPv6 and its t",                  "::1t",            "::1"),
    ("localhost and its t",             "localhostt",      "localhost"),
    ("a name that ends in t",           "cabinet",         "cabinet"),
    ("a name that could be registered", "pi.lant",         "pi.lant"),
    ("nothing to cut",                  "pi.lan",          "pi.lan"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "host", "taken"), SLIPS)
def test_the_slip_of_cccaminfophp(shows: str, host: str, taken: str) -> None:
    assert without_slip(host) == taken, shows


def test_loopback() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::ffff:127.0.0.1")
    assert not is_loopback("192.168.1.2")
    assert not is_loopback("localhost.")
