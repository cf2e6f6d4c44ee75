"""Which hosts may be written into another program's file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.migration.home import is_home_host, why_not_home

HOME = [
    "192.168.1.2", "10.0.0.1", "172.16.0.1", "127.0.0.1", "169.254.1.1",
    "::1", "fd00::1", "[fd00::1]", "fe80::1%eth0", "::ffff:192.168.1.2",
    "attic", "card-server", "localhost", "card.home.lan", "card.LAN.", "box.local",
    "a.home.arpa", "router.fritz.box", "x.internal", "nas.localdomain",
]  # fmt: skip

NOT_HOME = [
    "203.0.113.7", "8.8.8.8", "2001:db8::1", "::ffff:203.0.113.7", "100.64.0.1",
    "example.org", "share.dyndns.org", "my.lan.example.org", "fritz.box.org",
    # What the C library takes for IPv4 addresses.
    "3405803783", "0xcb007107", "203.113", "0313.0.0161.07", "192.168.1",
    # No hosts at all.
    "", ".", "a..lan", "-a.lan", "a,b", "a b", "b\xfcro.lan", "192.168.1.2:12000",
]  # fmt: skip


@pytest.mark.parametrize("host", HOME)
def test_a_home_host(host: str) -> None:
    assert is_home_host(host)


@pytest.mark.parametrize("host", NOT_HOME)
def test_another_host(host: str) -> None:
    assert not is_home_host(host)


@given(st.text(max_size=40))
def test_any_text_is_one_or_the_other(host: str) -> None:
    assert is_home_host(host) in {True, False}


def test_the_reason_says_what_to_do() -> None:
    name = why_not_home("share.example.org", "OSCam")
    address = why_not_home("203.0.113.7", "OSCam")

    assert "share.example.org may lead out of this home, and OSCam" in name
    assert ".home.arpa" in name
    assert "203.0.113.7 is not an address of a home" in address
    for why in (name, address):
        assert "private address" in why
        assert not why.endswith(".")
