"""The WebInfo settings: who is asked for a password."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearth.secret import Secret
from hearth.web.settings import Login, WebSettings

TULIPS = Secret(b"tulips")
PAGES = WebSettings(user="anna", password=TULIPS)


def test_the_defaults_are_those_of_the_table() -> None:
    settings = WebSettings()

    assert settings.listen_port == 16001
    assert settings.telnet_port == 16000
    assert not settings.external_access
    assert not settings.telnet
    assert settings.login is None
    assert not settings.is_locked


@pytest.mark.parametrize(
    ("user", "password", "login"),
    [
        ("anna", TULIPS, Login(b"anna", TULIPS)),
        ("änna\udcff", TULIPS, Login(b"\xc3\xa4nna\xff", TULIPS)),
        ("anna", None, None),
        ("anna", Secret(b""), None),
        ("", TULIPS, None),
    ],
    ids=["both", "any bytes", "no password", "an empty one", "no user"],
)
def test_half_a_login_is_none(
    user: str, password: Secret | None, login: Login | None
) -> None:
    assert WebSettings(user=user, password=password).login == login


def test_the_home_network_needs_a_password() -> None:
    assert WebSettings(external_access=True).is_locked
    assert WebSettings(external_access=True, user="anna").is_locked
    assert not replace(PAGES, external_access=True).is_locked
    assert not PAGES.is_locked


def test_what_telnet_asks_for() -> None:
    own = replace(PAGES, telnet_user="tom", telnet_password=Secret(b"roses"))

    assert PAGES.telnet_login is None  # on this machine, as the original
    assert replace(PAGES, external_access=True).telnet_login == PAGES.login
    assert own.telnet_login == Login(b"tom", Secret(b"roses"))
    assert WebSettings(external_access=True).telnet_login is None


def test_no_password_is_shown() -> None:
    assert "tulips" not in repr(PAGES)
    assert "tulips" not in repr(PAGES.login)
