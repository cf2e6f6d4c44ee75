from pathlib import Path

import pytest

from hearth.observe.history.link import link_kind

TABLE = """\
IP address       HW type     Flags       HW address            Mask     Device
192.168.1.20     0x1         0x2         02:00:00:00:00:01     *        eth0
192.168.1.21     0x1         0x2         02:00:00:00:00:02     *        wlan0
192.168.1.22     0x1         0x2         02:00:00:00:00:03     *        br0
192.168.1.23     0x1         0x2         02:00:00:00:00:04     *        br1
192.168.1.24     0x1         0x2         02:00:00:00:00:05     *        gone0
192.168.1.25     0x1         0x2         02:00:00:00:00:06     *        ../eth0
192.168.1.26     0x1
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    for name in ("eth0", "wlan0/wireless", "wlan1/phy80211", "br0/brif", "br1/brif"):
        (tmp_path / "net" / name).mkdir(parents=True)
    for port in ("br0/brif/eth0", "br1/brif/eth0", "br1/brif/wlan1"):
        (tmp_path / "net" / port).touch()
    (tmp_path / "arp").write_text(TABLE)
    return tmp_path


# what it shows                        address                 kind
KINDS = [
    ("a cable", "192.168.1.20", "wired"),
    ("in IPv6 clothes", "::ffff:192.168.1.20", "wired"),
    ("a radio", "192.168.1.21", "wireless"),
    ("a bridge of cables", "192.168.1.22", "wired"),
    ("a bridge of both", "192.168.1.23", ""),
    ("an interface that is gone", "192.168.1.24", ""),
    ("no name of an interface", "192.168.1.25", ""),
    ("a line cut short", "192.168.1.26", ""),
    ("no neighbour", "192.168.1.99", ""),
    ("this machine", "127.0.0.1", ""),
    ("IPv6", "fe80::1%eth0", ""),
    ("no address", "box.lan", ""),
]


@pytest.mark.parametrize(("shows", "address", "kind"), KINDS)
def test_link_kind(shows: str, address: str, kind: str, machine: Path) -> None:
    found = link_kind(address, machine / "arp", machine / "net")

    assert found == kind, shows


def test_a_system_that_tells_nothing(tmp_path: Path) -> None:
    assert link_kind("192.168.1.20", tmp_path / "arp", tmp_path) == ""


def test_the_system_that_runs_this() -> None:
    assert link_kind("127.0.0.1") == ""
