"""User name and password: what is right, who is slowed."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.secret import Secret
from hearth.web.access.passwords import Given, basic_credentials, guesser, is_right
from hearth.web.settings import Login

LOGIN = Login(b"anna", Secret(b"tulips"))


def of(user: bytes, password: bytes) -> Given:
    return Given(user, Secret(password))


def basic(text: bytes) -> str:
    return f"Basic {base64.b64encode(text).decode()}"


# what it shows             user        password     is right
GUESSES = [
    ("both",                b"anna",    b"tulips",   True),
    ("wrong password",      b"anna",    b"tulip",    False),
    ("wrong user",          b"Anna",    b"tulips",   False),
    ("swapped",             b"tulips",  b"anna",     False),
    ("nothing",             b"",        b"",         False),
    ("cut elsewhere",       b"annat",   b"ulips",    False),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "user", "password", "right"), GUESSES)
def test_guesses(shows: str, user: bytes, password: bytes, right: bool) -> None:
    assert is_right(of(user, password), LOGIN) is right, shows


# what it shows                header                           user and password
HEADERS = [
    ("as browsers send it",    basic(b"anna:tulips"),           (b"anna", b"tulips")),
    ("lower case",             "basic " + basic(b"a:b")[6:],    (b"a", b"b")),
    ("a colon in it",          basic(b"anna:tu:lips"),          (b"anna", b"tu:lips")),
    ("bytes that are no text", basic(b"\xff:\x00"),             (b"\xff", b"\x00")),
    ("told no password",       basic(b":"),                     None),
    ("no colon",               basic(b"anna"),                  None),
    ("not base64",             "Basic ***",                     None),
    ("another scheme",         "Bearer YTpi",                   None),
    ("nothing",                "",                              None),
    ("too long",               basic(b"a:" + b"b" * 2000),      None),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "header", "expected"), HEADERS)
def test_basic_credentials(
    shows: str, header: str, expected: tuple[bytes, bytes] | None
) -> None:
    found = basic_credentials(header)

    assert (found and (found.user, found.password.reveal())) == expected, shows


@given(st.text(max_size=60))
def test_any_header_is_read_or_not(header: str) -> None:
    basic_credentials(header)
    basic_credentials(f"Basic {header}")


def test_a_password_that_was_given_is_not_shown() -> None:
    assert "tulips" not in repr(of(b"anna", b"tulips"))


# what it shows                     address                     who is slowed
GUESSERS = [
    ("IPv4",                        "192.168.1.20",             "192.168.1.20"),
    ("the same in IPv6 clothes",    "::ffff:192.168.1.20",      "192.168.1.20"),
    ("IPv6: what one host can take", "fd00::1:2:3:4:5",         "fd00:0:0:1::/64"),
    ("link-local, with its zone",   "fe80::1%eth0",             "fe80::/64"),
    ("loopback",                    "::1",                      "::1"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "address", "who"), GUESSERS)
def test_who_is_slowed(shows: str, address: str, who: str) -> None:
    assert guesser(address) == who, shows
