"""What one home is: every border of it, and every disguise of an address."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hearth import household
from hearth.dvb import Caid, Card, Provider, ProviderId
from hearth.errors import HearthError, UsageError
from hearth.household import (
    HOME_NETWORKS,
    NotHomeError,
    is_home_address,
    is_home_card,
    judge_host,
    plain_address,
)

F = "ffff:ffff:ffff:ffff:ffff:ffff"

# network              last outside       first inside
#                      last inside        first outside
BORDERS = [
    ("127.0.0.0/8",    "126.255.255.255", "127.0.0.0",
                       "127.255.255.255", "128.0.0.0"),
    ("169.254.0.0/16", "169.253.255.255", "169.254.0.0",
                       "169.254.255.255", "169.255.0.0"),
    ("10.0.0.0/8",     "9.255.255.255",   "10.0.0.0",
                       "10.255.255.255",  "11.0.0.0"),
    ("172.16.0.0/12",  "172.15.255.255",  "172.16.0.0",
                       "172.31.255.255",  "172.32.0.0"),
    ("192.168.0.0/16", "192.167.255.255", "192.168.0.0",
                       "192.168.255.255", "192.169.0.0"),
    ("::1/128",        "::",              "::1",
                       "::1",             "::2"),
    ("fe80::/10",      f"fe7f:ffff:{F}",  "fe80::",
                       f"febf:ffff:{F}",  "fec0::"),
    ("fc00::/7",       f"fbff:ffff:{F}",  "fc00::",
                       f"fdff:ffff:{F}",  "fe00::"),
]  # fmt: skip

# home  address             what it is
ADDRESSES = [
    (True,  "127.0.0.1",           "loopback"),
    (True,  "192.168.1.20",        "a receiver"),
    (True,  "10.8.0.6",            "a phone in the household's VPN"),
    (True,  "fd00:1:2::3",         "unique local"),
    (True,  "FD00:1:2::3",         "in capitals"),
    (True,  "fe80::1%eth0",        "link-local with its zone"),
    (True,  "fd00::1%3",           "a zone that is a number"),
    (True,  "::ffff:192.168.1.2",  "private IPv4 in IPv6 clothes"),
    (True,  "::ffff:c0a8:102",     "the same, all in hex"),
    (True,  "::ffff:10.0.0.1%eth0", "with a zone"),
    (False, "::ffff:8.8.8.8",      "public IPv4 in IPv6 clothes"),
    (False, "::ffff:172.32.0.0",   "the border holds in clothes too"),
    (False, "::ffff:0.0.0.0",      "wildcard in clothes"),
    (False, "0.0.0.0",             "wildcard: every interface, also the public one"),
    (False, "::",                  "wildcard"),
    (False, "0.0.0.1",             "this network, RFC 1122"),
    (False, "8.8.8.8",             "public"),
    (False, "2001:4860:4860::8888", "public"),
    (False, "2001:4860::1%eth0",   "a zone does not make it local"),
    (False, "100.64.0.0",          "a provider's carrier-grade NAT, RFC 6598"),
    (False, "100.100.1.1",         "the same"),
    (False, "100.127.255.255",     "the same"),
    (False, "192.0.0.1",           "protocol assignments, RFC 6890"),
    (False, "192.0.2.1",           "documentation, RFC 5737"),
    (False, "198.18.0.1",          "benchmarks, RFC 2544"),
    (False, "224.0.0.1",           "multicast"),
    (False, "240.0.0.1",           "reserved"),
    (False, "255.255.255.255",     "broadcast"),
    (False, "ff02::1",             "multicast, if of this link"),
    (False, "fec0::1",             "site-local, withdrawn by RFC 3879"),
    (False, "2001:db8::1",         "documentation, RFC 3849"),
    (False, "100::1",              "discard, RFC 6666"),
]  # fmt: skip

# 16 bytes around an IPv4 address: none of them makes a private one a home's
WRAPPERS = [
    ("6to4, RFC 3056",             "2002:{0:04x}:{1:04x}::1"),
    ("NAT64, RFC 6052",            "64:ff9b::{0:x}:{1:x}"),
    ("local NAT64, RFC 8215",      "64:ff9b:1::{0:x}:{1:x}"),
    ("Teredo server, RFC 4380",    "2001:0:{0:x}:{1:x}:8000:1::"),
    ("SIIT, RFC 2765",             "::ffff:0:{0:x}:{1:x}"),
    ("ISATAP with a global prefix", "2001:4860::5efe:{0:x}:{1:x}"),
    ("IPv4-compatible, RFC 4291",  "::{0:x}:{1:x}"),
]  # fmt: skip

GARBAGE = [
    "", " ", "home", "localhost", "card.home.lan", "127.1", "192.168.1",
    "192.168.1.1.1", "192.168.1.256", "192.168.-1.1", "192.168.001.001",
    " 192.168.1.1", "192.168.1.1 ", "192.168.1.1\n", "192.168.1.1\0",
    "192.168.1.1/24", "192.168.1.1:12000", "192.168.1.1%eth0", "0xC0A80101",
    "3232235777", "٣.168.1.1", "[fe80::1]", "fe80::1%", "fe80::1%a%b", "%eth0",
    "fe80::1/64", "fe80:::1", "::ffff:192.168.1.256", "::ffff:192.168.1",
]  # fmt: skip

PRIVATE_IPV4 = st.sampled_from(
    [str(network) for network in HOME_NETWORKS if network.version == 4]
).flatmap(lambda network: st.ip_addresses(v=4, network=network))


@pytest.mark.parametrize(("network", "before", "first", "last", "after"), BORDERS)
def test_a_network_ends_at_its_borders(
    network: str, before: str, first: str, last: str, after: str
) -> None:
    assert is_home_address(first), network
    assert is_home_address(last), network
    assert not is_home_address(before), network
    assert not is_home_address(after), network


def test_every_network_has_its_borders_in_the_table() -> None:
    assert [row[0] for row in BORDERS] == [str(network) for network in HOME_NETWORKS]


@pytest.mark.parametrize(("home", "address", "what"), ADDRESSES)
def test_an_address_is_a_homes_or_not(home: bool, address: str, what: str) -> None:
    assert is_home_address(address) is home, what


@pytest.mark.parametrize("text", GARBAGE)
def test_what_is_no_address_is_not_a_homes(text: str) -> None:
    assert not is_home_address(text)
    with pytest.raises(ValueError, match=r"."):
        plain_address(text)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert is_home_address(text) in (True, False)


@given(st.ip_addresses(v=4))
@example(IPv4Address("172.31.255.255"))
def test_an_ipv4_address_is_judged_by_its_first_bytes(address: IPv4Address) -> None:
    a, b, *_ = address.packed
    expected = (
        a in (10, 127)
        or (a == 169 and b == 254)
        or (a == 172 and b // 16 == 1)
        or (a == 192 and b == 168)
    )

    assert is_home_address(str(address)) is expected
    assert is_home_address(f"::ffff:{address}") is expected


@given(
    st.one_of(
        st.ip_addresses(v=6),
        st.ip_addresses(v=6, network="fc00::/6"),
        st.ip_addresses(v=6, network="fe00::/8"),
    )
)
def test_an_ipv6_address_is_judged_by_its_first_bits(address: IPv6Address) -> None:
    bits = int(address)
    expected = bits >> 121 == 0b1111_110 or bits >> 118 == 0b1111_1110_10 or bits == 1
    if address.ipv4_mapped:
        expected = is_home_address(str(address.ipv4_mapped))

    assert is_home_address(str(address)) is expected
    assert is_home_address(address.exploded) is expected
    assert is_home_address(f"{address}%eth0") is expected


@pytest.mark.parametrize(("what", "form"), WRAPPERS)
@given(private=PRIVATE_IPV4)
def test_a_private_address_wrapped_in_another_is_not_a_homes(
    what: str, form: str, private: IPv4Address
) -> None:
    upper, lower = divmod(int(private), 1 << 16)

    assert not is_home_address(form.format(upper, lower)), what


def test_a_teredo_clients_own_address_does_not_count_either() -> None:
    # The client's IPv4 address stands inverted at the end: here 192.168.1.1.
    assert not is_home_address("2001:0:4136:e378:8000:63bf:3f57:fefe")


# given                      plain
PLAIN = [
    ("192.168.1.2",          "192.168.1.2"),
    ("::ffff:192.168.1.2",   "192.168.1.2"),
    ("::FFFF:C0A8:102",      "192.168.1.2"),
    ("::ffff:10.0.0.1%eth0", "10.0.0.1"),
    ("FD00:0:0::0003",       "fd00::3"),
    ("fe80::1%eth0",         "fe80::1%eth0"),
    ("FE80:0::1%eth0",       "fe80::1%eth0"),
    ("::192.168.1.2",        "::c0a8:102"),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "plain"), PLAIN)
def test_one_address_has_one_plain_form(given_: str, plain: str) -> None:
    assert plain_address(given_) == plain


@given(st.one_of(st.ip_addresses(), PRIVATE_IPV4))
def test_plain_stays_plain_and_is_judged_the_same(
    address: IPv4Address | IPv6Address,
) -> None:
    plain = plain_address(str(address))

    assert plain_address(plain) == plain
    assert is_home_address(plain) is is_home_address(str(address))


def test_a_host_at_home_gives_the_very_addresses_in_their_order() -> None:
    def looked_up() -> Iterator[str]:
        yield from ("fd00::2", "::ffff:192.168.1.2", "192.168.1.2")

    judged = judge_host("card.home.lan", looked_up())

    assert judged == ("fd00::2", "::ffff:192.168.1.2", "192.168.1.2")


# what it shows        host         addresses                the error says it
REFUSED = [
    ("one, public",      "card.test", ["192.0.2.7"],           "is 192.0.2.7, which"),
    ("home and public",  "card.test", ["10.0.0.1", "8.8.8.8"], "is 8.8.8.8, which"),
    ("public and home",  "card.test", ["8.8.8.8", "10.0.0.1"], "is 8.8.8.8, which"),
    ("each that is",     "card.test", ["8.8.8.8", "9.9.9.9"],  "is 8.8.8.8, 9.9.9.9,"),
    ("twice the same",   "card.test", ["8.8.8.8", "8.8.8.8"],  "is 8.8.8.8, which"),
    ("not a number",     "card.test", ["rubbish"],             "is rubbish, which"),
    ("its own name",     "8.8.8.8",   ["8.8.8.8"],             "is"),
    ("wildcard",         "0.0.0.0",   ["0.0.0.0"],             "is"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "host", "addresses", "says"), REFUSED)
def test_one_address_outside_refuses_the_host(
    shows: str, host: str, addresses: list[str], says: str
) -> None:
    with pytest.raises(NotHomeError) as caught:
        judge_host(host, addresses)

    assert caught.value.code == "H901", shows
    assert caught.value.what.startswith(f"{host} {says}"), shows
    assert caught.value.what.endswith("is not a home address"), shows


@given(st.lists(PRIVATE_IPV4, min_size=1, max_size=4), st.integers(0, 4))
def test_a_public_address_is_found_wherever_it_stands(
    private: list[IPv4Address], at: int
) -> None:
    addresses = [str(address) for address in private]
    assert judge_host("card.home.lan", addresses) == tuple(addresses)

    addresses.insert(at, "8.8.8.8")

    with pytest.raises(NotHomeError, match=r"card\.home\.lan is 8\.8\.8\.8, "):
        judge_host("card.home.lan", addresses)


def test_no_address_is_nothing_that_could_be_judged() -> None:
    with pytest.raises(UsageError, match=r"no address for card\.home\.lan"):
        judge_host("card.home.lan", [])


def test_the_error_says_why_and_what_to_do() -> None:
    error = NotHomeError("H901", "card.example is 8.8.8.8")

    assert isinstance(error, HearthError)
    assert error.what == "card.example is 8.8.8.8"
    assert str(error) == f"H901: {error.what}. {household.WHY}. {household.REMEDY}."
    assert "VPN" in household.REMEDY


@pytest.mark.parametrize(("hops", "own"), [(0, True), (1, True), (2, False)])
def test_a_card_is_the_homes_up_to_one_server_away(hops: int, own: bool) -> None:
    card = Card(Caid(0x4ADA), (Provider(ProviderId(0)),), hops=hops)

    assert is_home_card(card) is own


def test_the_numbers_of_one_home() -> None:
    assert household.MAX_ACCOUNTS == 16
    assert household.MAX_HOPS == 1
    assert household.RESHARE == 0
