from pathlib import Path

from hearth.doctor.machine.network import links, name_servers, wan
from hearth.doctor.machine_facts import Link, Wan
from tests.doctor.machine.small import write

ROUTES = """\
Iface\tDestination\tGateway\tFlags
wlan0\t00000000\t0101A8C0\t0003
wlan0\t0001A8C0\t00000000\t0001
eth0\t000AA8C0\t00000000\t0001
"""
WIRELESS = """\
Inter-| sta-|   Quality        |   Discarded packets
 face | tus | link level noise |  nwid  crypt   frag
 wlan0: 0000   50.  -71.  -256        0      0      0
"""


def test_interfaces_and_the_signal(tmp_path: Path) -> None:
    write(tmp_path, "/proc/net/route", ROUTES)
    write(tmp_path, "/proc/net/wireless", WIRELESS)

    assert links(tmp_path) == (
        Link(name="wlan0", is_wireless=True, signal_dbm=-71.0),
        Link(name="eth0", has_default_route=False),
    )


def test_a_wireless_interface_without_a_signal(tmp_path: Path) -> None:
    write(tmp_path, "/proc/net/route", ROUTES)
    write(tmp_path, "/proc/net/wireless", WIRELESS.replace("-71.", "x"))
    (tmp_path / "sys/class/net/eth0/wireless").mkdir(parents=True)

    found = links(tmp_path)

    assert found is not None
    assert [(it.is_wireless, it.signal_dbm) for it in found] == [(True, None)] * 2


def test_name_servers(tmp_path: Path) -> None:
    assert name_servers(tmp_path) is None
    write(tmp_path, "/etc/resolv.conf", "# x\nnameserver 192.168.1.1\nsearch home\n")
    assert name_servers(tmp_path) == ("192.168.1.1",)


def trie(address: str) -> str:
    return f"Local:\n        |-- {address}\n           /32 host LOCAL\n"


def test_what_can_be_seen_of_the_wan(tmp_path: Path) -> None:
    assert wan(tmp_path)[0] is None
    for address, seen in (
        ("192.168.1.5", None),
        ("100.64.3.4", Wan.SHARED),
        ("1.1.1.1", Wan.PUBLIC),
    ):
        write(tmp_path, "/proc/net/fib_trie", trie(address))
        assert wan(tmp_path)[0] is seen


def test_the_address_of_a_vpn_is_no_shared_one(tmp_path: Path) -> None:
    write(tmp_path, "/proc/net/fib_trie", trie("100.64.3.4"))
    write(tmp_path, "/proc/net/dev", "head\ntailscale0: 1 2 3\n")

    assert wan(tmp_path)[0] is None


def test_without_routes_nothing_is_known(tmp_path: Path) -> None:
    assert links(tmp_path) is None
