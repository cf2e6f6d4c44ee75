"""CCcam.cfg from values: what is written is read back, or is not written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.meaning.model import AccountSettings, CardLimit, LineSettings
from hearth.config.migration import cccam
from hearth.config.migration.newcamd import NewcamdLine
from hearth.dvb import Caid, ProviderId
from hearth.secret import Secret
from tests.config.migration.homes import NEWCAMDS, accounts, upstreams

ACCOUNT = AccountSettings(name="", raw_name=b"kids", password=Secret(b"pw"))
UPSTREAM = LineSettings(
    host="attic", port=1, user="", raw_user=b"me", password=Secret(b"pw")
)


def with_login(name: bytes, password: bytes) -> AccountSettings:
    return replace(ACCOUNT, raw_name=name, password=Secret(password))


# name             password      whether CCcam.cfg can hold them
LOGINS = [
    (b"kids",      b"pw",        True),
    (b"k\xfcche",  b"p\xe4ss",   True),
    (b"b\xc3\xbc", b"p\xe4ss",   True),
    (b"a:b",       b"p=;{x",     True),
    (b"x" * 20,    b"y" * 64,    True),
    (b"x" * 21,    b"y",         False),
    (b"x",         b"y" * 65,    False),
    (b"a b",       b"y",         False),
    (b"a",         b"y z",       False),
    (b"a#b",       b"y",         False),
    (b"a",         b"#y",        False),
    (b"",          b"y",         False),
    (b"a",         b"",          False),
    (b"a",         b"{1:2:3}",   False),
    (b"a\nF: b",   b"y",         False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "password", "held"), LOGINS)
def test_logins_that_the_language_can_hold(
    name: bytes, password: bytes, held: bool
) -> None:
    line = cccam.account_line(with_login(name, password))
    upstream = replace(UPSTREAM, raw_user=name, password=Secret(password))

    assert (line is not None) is held
    assert (cccam.upstream_line(upstream) is not None) is held


def test_braces_are_written_as_far_as_they_are_needed() -> None:
    limited = replace(ACCOUNT, card_limits=(CardLimit(Caid(0), ProviderId(0), 1),))
    locked = replace(ACCOUNT, host="192.168.1.2")

    assert cccam.account_line(ACCOUNT) == b"F: kids pw 5 0 1"
    assert cccam.account_line(limited) == b"F: kids pw 5 0 1 { 0:0:1 }"
    assert cccam.account_line(locked) == (b"F: kids pw 5 0 1 { } { } { } 192.168.1.2")


def test_a_host_out_of_the_home_is_not_written() -> None:
    assert cccam.account_line(replace(ACCOUNT, host="203.0.113.1")) is None
    assert cccam.upstream_line(replace(UPSTREAM, host="203.0.113.1")) is None


def test_retries_are_left_out() -> None:
    assert cccam.upstream_line(replace(UPSTREAM, retries=2)) == b"C: attic 1 me pw"


def test_directives_are_spelt_as_programs_look_for_them() -> None:
    assert cccam.directive("WEBINFO USERNAME", "a") == b"WEBINFO USERNAME : a"
    assert cccam.directive("DISABLE EMM", value=True) == b"DISABLE EMM : yes"
    assert cccam.directive("WEBINFO PASSWORD", b"p\xe4") == b"WEBINFO PASSWORD : p\xe4"
    limits = [CardLimit(Caid(c), ProviderId(0), n) for c, n in ((0, 1), (5, 0))]
    assert cccam.global_limits_line(limits) == (
        b"GLOBAL LIMITS : { 0:0:1, 0005:000000:0 }"
    )


@given(accounts(least_hops=0))
def test_every_account_of_a_home_can_be_written(account: AccountSettings) -> None:
    assert cccam.account_line(account) is not None


@given(upstreams(), NEWCAMDS)
def test_every_line_of_a_home_can_be_written(
    upstream: LineSettings, newcamd: NewcamdLine
) -> None:
    assert cccam.upstream_line(upstream) is not None
    assert cccam.newcamd_line(newcamd) is not None


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_any_login_is_one_whole_line_or_none(name: bytes, password: bytes) -> None:
    line = cccam.account_line(with_login(name, password))

    assert line is None or len(line.splitlines()) == 1
